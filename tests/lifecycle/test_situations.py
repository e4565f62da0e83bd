"""The situations of a lead: rows of conditions, judged in one place, for ranking and for rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import (
    Connection,
    activity,
    bant,
    insert,
    lead,
    row,
    rows,
    run_rules,
    set_policy,
    user,
    value,
)
from tests.review.situations import DAY, HOUR, SITUATIONS, Make, T

INSTANT = timedelta(microseconds=1)


def judged(db: Connection, key: UUID, as_of: datetime = T) -> list[str]:
    """All situations of a lead, the most urgent first."""
    found = rows(
        db,
        "select c.situation from salesflow.judge_leads(%s, null, %s) as j"
        " join salesflow.situation_conditions(%s) as c"
        " on j.situation_bits & (1::bigint << c.number) <> 0 order by c.urgency desc",
        [key],
        as_of,
        as_of,
    )
    return [f["situation"] for f in found]


@pytest.mark.parametrize(("situation", "make"), SITUATIONS.items())
def test_each_situation_is_judged_and_is_the_most_urgent_of_its_lead(
    db: Connection, situation: str, make: Make
) -> None:
    assert judged(db, make(db, user(db)))[0] == situation


def test_many_contacts_without_profile(db: Connection) -> None:
    key = lead(db, user(db), status="qualified", created_at=T - 2 * DAY)
    for n in range(5):
        assert "profile_missing" not in judged(db, key)
        activity(db, key, occurred_at=T - DAY + n * HOUR)
    assert "profile_missing" in judged(db, key)
    scores = {f"{name}_score": 1 for name in ("dominance", "influence", "steadiness")}
    insert(
        db, "personality_profiles", lead_id=key, assessed_at=T, conscientiousness_score=1, **scores
    )
    assert "profile_missing" not in judged(db, key)
    assert "profile_missing" in judged(db, key, T - INSTANT)


BOUNDARIES = [
    # the clock of the scenario stands at T - age; the situation begins or ends there
    ("negotiation_stalled", "begins", T - 7 * DAY + 7 * DAY),
    ("proposal_waiting", "begins", T - 3 * DAY + 3 * DAY),
    ("inactive_critical", "begins", T - 14 * DAY + 14 * DAY),
    ("inactive_warning", "begins", T - 7 * DAY + 7 * DAY),
    ("inactive_warning", "ends", T - 7 * DAY + 14 * DAY),
    ("reply_waiting", "ends", T - 2 * DAY + 14 * DAY),
    ("meeting_soon", "begins", T + 20 * HOUR - DAY),
    ("meeting_soon", "ends", T + 20 * HOUR),
    ("task_overdue", "begins", T - HOUR),
]


@pytest.mark.parametrize(("situation", "what", "at"), BOUNDARIES)
def test_it_begins_and_ends_to_the_microsecond(
    db: Connection, situation: str, what: str, at: datetime
) -> None:
    key = SITUATIONS[situation](db, user(db))
    before, then = (situation in judged(db, key, t) for t in (at - INSTANT, at))
    assert (before, then) == ((False, True) if what == "begins" else (True, False))


def test_urgencies_and_risks_are_rows_that_an_admin_may_change(db: Connection) -> None:
    rita = user(db)
    key = SITUATIONS["negotiation_stalled"](db, rita)
    assert judged(db, key)[0] == "negotiation_stalled"
    db.execute("update lead_situations set urgency = 0.99 where situation = 'keep_in_touch'")
    assert judged(db, key)[0] == "keep_in_touch"
    found = row(db, "select situation, urgency from rank_leads(%s, %s)", rita, T)
    assert (found["situation"], float(found["urgency"])) == ("keep_in_touch", 0.99)


def test_a_situation_is_added_as_a_row(db: Connection) -> None:
    insert(
        db,
        "lead_situations",
        situation="parked_long",
        urgency=0.97,
        clock="status",
        lead_statuses=["nurture"],
        after_policy="lifecycle.negotiation_limit",
        description_en="Parked for long.",
        description_de="Lange geparkt.",
    )
    key = lead(db, user(db), status="nurture", created_at=T - 7 * DAY)
    assert judged(db, key)[0] == "parked_long"
    assert "parked_long" not in judged(db, key, T - INSTANT)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["new", "nurture", "contacted", "qualified", "meeting_scheduled", "proposal_sent"]
            ),
            st.integers(0, 20),
            st.sampled_from([None, 30, 60, 90]),
            st.lists(
                st.tuples(
                    st.sampled_from(["call", "email", "task", "meeting"]),
                    st.sampled_from(["inbound", "outbound"]),
                    st.integers(0, 20),
                    st.sampled_from([None, -1, 1]),
                ),
                max_size=4,
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_ranking_and_rules_judge_alike(db: Connection, given_leads: list[Any]) -> None:
    with db.transaction(force_rollback=True):
        db.execute("update automation_rules set is_enabled = rule like 'waiting.%'")
        rita = user(db)
        for status, age, score, happened in given_leads:
            key = lead(db, rita, status=status, created_at=T - age * DAY)
            if score is not None:
                bant(db, key, score, assessed_at=T - age * DAY)
            for type, direction, ago, due in happened:
                due_date = None if due is None else T + due * 3 * HOUR
                state = "completed" if due is None else "scheduled"
                activity(
                    db,
                    key,
                    type,
                    direction=direction,
                    status=state,
                    due_date=due_date,
                    occurred_at=T - ago * DAY / 2,
                )
        ranked = rows(db, "select lead_id, situation from rank_leads(%s, %s)", rita, T)
        assert len(ranked) == len(given_leads)
        of_lead = {r["lead_id"]: judged(db, r["lead_id"]) for r in ranked}
        for r in ranked:
            assert r["situation"] == of_lead[r["lead_id"]][0]
        found = rows(
            db,
            "select lead_id, situation from salesflow.find_situations(null, %s)".replace(
                "lead_id", "subject_id"
            ),
            T,
        )
        asked = {
            f["situation"]
            for f in rows(db, "select situation from automation_rules where situation is not null")
        }
        by_rules = {(f["subject_id"], f["situation"]) for f in found}
        assert by_rules == {(k, s) for k, held in of_lead.items() for s in held if s in asked}


def test_what_was_judged_is_logged_with_each_ranking(db: Connection) -> None:
    rita = user(db)
    keys = {make(db, rita): name for name, make in SITUATIONS.items()}
    expected = rows(db, "select * from rank_leads(%s, %s)", rita, T)
    run_rules(db, "review", T, [rita])
    logged = rows(db, "select * from lead_rankings order by position")
    assert [k["lead_id"] for k in logged] == [e["lead_id"] for e in expected]
    for k, e in zip(logged, expected, strict=True):
        assert k["situation"] == keys[k["lead_id"]]
        assert (k["status"], k["bant"], k["ranked_at"]) == (e["status"], e["bant"], T)
        for factor in ("win_probability", "urgency", "decay", "reachability", "value"):
            assert float(k[factor]) == pytest.approx(float(e[factor]), abs=0.006)
        product = k["value"] * k["win_probability"] * k["urgency"] * k["decay"] * k["reachability"]
        assert k["expected_value"] == pytest.approx(product, rel=1e-5)
    # what happens later changes nothing of it
    db.execute("update leads set status = 'won', deal_value = 1")
    assert rows(db, "select * from lead_rankings order by position") == logged


ISOLATED = """
    create function salesflow.fail_for_bad(p_lead_id uuid)
      returns jsonb language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
    begin
      if (select name from public.leads where id = p_lead_id) = 'Bad' then
        raise exception 'broken finder';
      end if;
      return '{}';
    end $$;
    create function salesflow.find_all(p_subject_ids uuid[], p_as_of timestamptz)
      returns setof salesflow.finding language sql stable set search_path = pg_catalog, pg_temp
    as $$
      select 'lead', l.id, l.user_id, l.created_at::timestamptz, 'e', null,
        salesflow.fail_for_bad(l.id), '[]'::jsonb
      from public.leads as l
      where p_subject_ids is null or l.id = any (p_subject_ids)
    $$;
    insert into automation_rules
      (rule, watch, effect, finder, type, description_en, description_de)
    values
      ('example.all', 'clock', 'recommendation', 'salesflow.find_all', 'followup', 'All.', 'Alle.');
    insert into text_templates (key, locale, body)
    select 'example.all.' || part, locale, 'See {lead_name}'
    from unnest(array['title', 'reasoning']) as part, unnest(array['de', 'en']) as locale;
"""


def test_a_finder_that_breaks_on_one_lead_stops_no_other(db: Connection) -> None:
    rita = user(db)
    keys = {name: lead(db, rita, name) for name in ("Good", "Bad", "Better", "Best")}
    db.execute(ISOLATED)
    done = value(db, "select salesflow.check_inactivity()")
    assert done["failed"] == 1
    failure = row(db, "select item, error_message from job_failures")
    assert failure == {"item": str(keys["Bad"]), "error_message": "broken finder"}
    made = rows(db, "select title from ai_recommendations where triggered_by = 'example.all'")
    assert {m["title"] for m in made} == {"See Good", "See Better", "See Best"}


@pytest.mark.parametrize(
    "then", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)]
)
def test_dates_at_the_edge_of_what_may_be_entered_stop_nobody(
    db: Connection, then: datetime
) -> None:
    rita = user(db)
    odd = lead(db, rita, "Odd", created_at=then, deal_value="999999999999.99")
    activity(db, odd, occurred_at=then, due_date=then, status="pending")
    activity(db, odd, occurred_at=then, direction="inbound")
    bant(db, odd, 100, assessed_at=then)
    lead(db, rita, "Usual", created_at=T)
    now = value(db, "select now()")
    noon = value(db, "select date_trunc('day', now(), 'UTC') + interval '36 hours'")
    assert value(db, "select salesflow.check_inactivity(%s)", now)["failed"] == 0
    assert value(db, "select salesflow.run_daily_review(%s)", noon)["failed"] == 0
    plan = row(db, "select * from daily_action_plans")
    # a date ahead of us means now: the lead is not lost from the plan
    assert {p["lead_name"] for p in plan["top_priorities"]} == {"Odd", "Usual"}
    assert not rows(db, "select from job_failures")


def test_a_policy_of_years_breaks_nothing(db: Connection) -> None:
    lead(db, user(db), created_at=T)
    for key in ("lifecycle.first_contact_after", "lifecycle.inactive_critical"):
        set_policy(db, key, "100 years")
    assert value(db, "select salesflow.check_inactivity()")["failed"] == 0
