"""rank_leads: the expected value of acting today, every factor in sight."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.conftest import Row
from tests.people import Connection, activity, bant, lead, rows, set_policy, user, value
from tests.review.situations import DAY, HOUR, SITUATIONS, Make, T, quiet


def ranked(db: Connection, rita: UUID) -> list[Row]:
    return rows(db, "select * from rank_leads(%s, %s)", rita, T)


def one(db: Connection, rita: UUID, key: UUID) -> Row:
    (found,) = [r for r in ranked(db, rita) if r["lead_id"] == key]
    return found


@pytest.mark.parametrize(("situation", "make"), SITUATIONS.items())
def test_every_situation_is_seen(db: Connection, situation: str, make: Make) -> None:
    rita = user(db)
    found = one(db, rita, make(db, rita))
    assert found["situation"] == situation
    weight = "select urgency from lead_situations where situation = %s"
    assert found["urgency"] == value(db, weight, situation)


def test_there_is_a_scenario_for_each_situation(db: Connection) -> None:
    # what calls for a profile is less urgent than keeping in touch, and never decides alone
    known = rows(
        db,
        "select situation from lead_situations where situation <> 'profile_missing'"
        " order by urgency desc",
    )
    assert [r["situation"] for r in known] == list(SITUATIONS)


def test_the_factors_multiply_to_the_expected_value_and_it_decides_the_place(
    db: Connection,
) -> None:
    rita = user(db)
    for n, make in enumerate(SITUATIONS.values()):
        make(db, rita, deal_value=1000 * (n + 1), phone="+49 30 1" if n % 2 else None)
    quiet(db, rita, "negotiation", 0.5, deal_value=5000)  # just contacted
    quiet(db, rita, "nurture", 60, deal_value=5000)
    found = ranked(db, rita)
    assert [r["position"] for r in found] == list(range(1, len(SITUATIONS) + 3))
    assert {float(r["reachability"]) for r in found} == {0.2, 0.5, 1}
    values = [r["expected_value"] for r in found]
    assert values == sorted(values, reverse=True)
    for r in found:
        product = r["value"] * r["win_probability"] * r["urgency"] * r["decay"] * r["reachability"]
        assert float(product) == pytest.approx(float(r["expected_value"]), rel=0.02)


def test_it_ranks_the_active_leads_of_the_user_and_no_others(db: Connection) -> None:
    rita = user(db)
    mine = lead(db, rita, created_at=T - DAY)
    lead(db, user(db, "Other"), created_at=T - DAY)
    for final in ("won", "lost", "unqualified"):
        lead(db, rita, status=final, created_at=T - DAY)
    assert [r["lead_id"] for r in ranked(db, rita)] == [mine]


def test_a_lead_just_contacted_gives_way_unless_it_waits_for_an_answer(db: Connection) -> None:
    rita = user(db)
    contacted = quiet(db, rita, "contacted", 20 / 24 - 1e-6, phone="+49 30 1")
    rested = quiet(db, rita, "contacted", 20 / 24 + 1e-6, phone="+49 30 1")
    asking = quiet(db, rita, "contacted", 1, phone="+49 30 1")
    activity(db, asking, "email", direction="inbound", occurred_at=T - HOUR)
    assert float(one(db, rita, contacted)["reachability"]) == 0.2
    assert one(db, rita, rested)["reachability"] == 1
    assert one(db, rita, asking)["reachability"] == 1


def test_a_lead_without_any_address_is_hard_to_reach(db: Connection) -> None:
    rita = user(db)
    assert float(one(db, rita, quiet(db, rita, "contacted", 2))["reachability"]) == 0.5
    for way in ({"phone": "1"}, {"email": "a@b.c"}, {"preferred_channel": "linkedin"}):
        assert one(db, rita, quiet(db, rita, "contacted", 2, **way))["reachability"] == 1


@pytest.mark.parametrize(
    ("days", "left"), [(0.5, 1), (7, 1), (37, 0.5), (67, 0.25), (137, 0.05), (3000, 0.05)]
)
def test_silence_halves_a_deal_every_half_life_down_to_a_floor(
    db: Connection, days: float, left: float
) -> None:
    rita = user(db)
    key = quiet(db, rita, "nurture", days)
    assert float(one(db, rita, key)["decay"]) == pytest.approx(left, abs=0.001)


def test_a_deal_without_value_counts_as_the_rep_s_usual_or_the_policy_s(db: Connection) -> None:
    rita, novice = user(db), user(db, "Novice")
    lead(db, rita, status="won", deal_value=4000, created_at=T - DAY)
    lead(db, rita, status="lost", deal_value=2000, created_at=T - DAY)
    assert one(db, rita, lead(db, rita, created_at=T - DAY))["value"] == 3000
    assert one(db, novice, lead(db, novice, created_at=T - DAY))["value"] == 1000


def test_more_is_worth_more(db: Connection) -> None:
    rita = user(db)
    for n in range(4):
        key = quiet(
            db, rita, "proposal_sent", 4, name=f"Lead {n}", deal_value=1000 + 500 * (n // 2)
        )
        bant(db, key, 40 + 40 * (n % 2), assessed_at=T - DAY)
    assert [r["lead_name"] for r in ranked(db, rita)] == ["Lead 3", "Lead 1", "Lead 2", "Lead 0"]


@pytest.mark.parametrize(
    ("make", "policy", "limit"),
    [
        ("negotiation_stalled", "lifecycle.negotiation_limit", "8 days"),
        ("proposal_waiting", "lifecycle.proposal_patience", "4 days"),
        ("inactive_critical", "lifecycle.inactive_critical", "15 days"),
        ("inactive_warning", "lifecycle.inactive_warning", "8 days"),
        ("meeting_soon", "lifecycle.meeting_notice", "10 hours"),
        ("reply_waiting", "lifecycle.reply_window", "1 day"),
        ("ready_to_meet", "lifecycle.meeting_bant", 90),
    ],
)
def test_a_situation_ends_where_its_policy_says(
    db: Connection, make: str, policy: str, limit: str | int
) -> None:
    rita = user(db)
    key = SITUATIONS[make](db, rita)
    set_policy(db, policy, limit)
    assert one(db, rita, key)["situation"] != make
