"""Leads that wait too long: to the microsecond, once per stretch, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.people import (
    Connection,
    activity,
    bant,
    insert,
    lead,
    move,
    row,
    rows,
    set_policy,
    switch_off,
    user,
    value,
)

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Make = Callable[[Connection, UUID], UUID]


def new(db: Connection, rita: UUID) -> UUID:
    return lead(db, rita, created_at=T)


def contacted(db: Connection, rita: UUID) -> UUID:
    return lead(db, rita, status="contacted", created_at=T)


def negotiating(db: Connection, rita: UUID) -> UUID:
    return lead(db, rita, status="negotiation", created_at=T)


def qualified(db: Connection, rita: UUID) -> UUID:
    key = lead(db, rita, status="qualified", created_at=T - DAY)
    bant(db, key, 50, assessed_at=T)
    activity(db, key, occurred_at=T)
    return key


def nurtured(db: Connection, rita: UUID) -> UUID:
    key = lead(db, rita, status="nurture", created_at=T - DAY)
    activity(db, key, occurred_at=T)
    return key


def met(db: Connection, rita: UUID) -> UUID:
    key = lead(db, rita, status="proposal_sent", created_at=T)
    activity(db, key, "meeting", status="scheduled", due_date=T + 3 * DAY, occurred_at=T)
    return key


SITUATIONS: list[tuple[str, Make, timedelta]] = [
    ("waiting.first_contact", new, 24 * HOUR),
    ("waiting.bant_missing", contacted, 3 * DAY),
    ("waiting.negotiation", negotiating, 7 * DAY),
    ("waiting.inactive_warning", qualified, 7 * DAY),
    ("waiting.inactive_critical", nurtured, 14 * DAY),
    ("waiting.meeting", met, 2 * DAY),
]


def waiting(db: Connection, as_of: datetime) -> set[str]:
    would = "select rule from preview_rules('clock', %s) where would = 'raise'"
    return {f["rule"] for f in rows(db, would, as_of)}


def recommend(db: Connection, as_of: datetime) -> list[str]:
    """What the job does, for all leads; the rules that recommend now."""
    db.execute("select salesflow.check_inactivity(%s)", (as_of,))
    pending = (
        "select triggered_by from ai_recommendations"
        " where status = 'pending' and triggered_by like 'waiting.%' order by 1"
    )
    return [found["triggered_by"] for found in rows(db, pending)]


@pytest.mark.parametrize(("rule", "make", "after"), SITUATIONS)
def test_a_rule_holds_from_its_threshold_on_and_not_before(
    db: Connection, rule: str, make: Make, after: timedelta
) -> None:
    make(db, user(db))
    assert rule not in waiting(db, T + after - INSTANT)
    assert rule in waiting(db, T + after)


def test_critical_takes_over_from_warning(db: Connection) -> None:
    qualified(db, user(db))
    assert waiting(db, T + 14 * DAY - INSTANT) == {"waiting.inactive_warning"}
    assert waiting(db, T + 14 * DAY) == {"waiting.inactive_critical"}


def test_a_bant_under_50_is_no_warning(db: Connection) -> None:
    key = lead(db, user(db), status="qualified", created_at=T)
    bant(db, key, 49, assessed_at=T)
    assert waiting(db, T + 10 * DAY) == set()


def test_five_contacts_call_for_a_profile_until_there_is_one(db: Connection) -> None:
    key = lead(db, user(db), status="proposal_sent", created_at=T)
    for n in range(4):
        activity(db, key, occurred_at=T + n * HOUR)
    assert waiting(db, T + DAY) == set()
    activity(db, key, occurred_at=T + 5 * HOUR)
    assert waiting(db, T + DAY) == {"waiting.profile_missing"}
    scores = ("dominance", "influence", "steadiness", "conscientiousness")
    insert(
        db,
        "personality_profiles",
        lead_id=key,
        assessed_at=T,
        **{f"{name}_score": 1 for name in scores},
    )
    assert waiting(db, T + DAY) == set()


def test_a_meeting_is_prepared_until_it_begins(db: Connection) -> None:
    met(db, user(db))
    assert waiting(db, T + 3 * DAY - INSTANT) == {"waiting.meeting"}
    assert waiting(db, T + 3 * DAY) == set()


@pytest.mark.parametrize("final", ["won", "lost", "unqualified"])
def test_a_closed_lead_waits_for_nothing(db: Connection, final: str) -> None:
    for _, make, _ in SITUATIONS:
        move(db, make(db, user(db)), final)
    assert waiting(db, value(db, "select now()")) == set()
    # it is the present that is closed: then, they waited
    assert waiting(db, T + 30 * DAY)


def test_leads_of_nobody_and_of_people_who_left_wait_for_nobody(db: Connection) -> None:
    lead(db, created_at=T)
    new(db, user(db, active=False))
    assert waiting(db, T + 30 * DAY) == set()


def test_a_disabled_rule_sees_nothing(db: Connection) -> None:
    new(db, user(db))
    switch_off(db, "waiting.first_contact")
    assert waiting(db, T + 2 * DAY) == set()


def test_the_threshold_is_the_policy_s(db: Connection) -> None:
    set_policy(db, "lifecycle.first_contact_after", "2 hours")
    new(db, user(db))
    assert waiting(db, T + 2 * HOUR - INSTANT) == set()
    assert waiting(db, T + 2 * HOUR) == {"waiting.first_contact"}


def test_a_stretch_of_silence_is_recommended_once(db: Connection) -> None:
    nurtured(db, user(db))
    assert recommend(db, T + 14 * DAY) == ["waiting.inactive_critical"]
    db.execute("update ai_recommendations set status = 'dismissed'")
    assert recommend(db, T + 15 * DAY) == []
    assert recommend(db, T + 40 * DAY) == []


def test_a_new_silence_after_a_contact_is_recommended_again(db: Connection) -> None:
    key = nurtured(db, user(db))
    recommend(db, T + 14 * DAY)
    activity(db, key, occurred_at=T + 15 * DAY)
    assert recommend(db, T + 16 * DAY) == []
    assert recommend(db, T + 29 * DAY) == ["waiting.inactive_critical"]
    found = rows(db, "select status, dismissed_reason from ai_recommendations order by episode")
    assert [tuple(f.values()) for f in found] == [
        ("dismissed", "Trifft nicht mehr zu"),
        ("pending", None),
    ]


def test_what_a_person_took_up_is_left_alone(db: Connection) -> None:
    key = nurtured(db, user(db))
    recommend(db, T + 14 * DAY)
    db.execute("update ai_recommendations set status = 'accepted'")
    activity(db, key, occurred_at=T + 15 * DAY)
    recommend(db, T + 15 * DAY)
    assert row(db, "select status from ai_recommendations") == {"status": "accepted"}


def test_the_graver_rule_takes_the_place_of_the_lighter(db: Connection) -> None:
    qualified(db, user(db))
    assert recommend(db, T + 7 * DAY) == ["waiting.inactive_warning"]
    assert recommend(db, T + 14 * DAY) == ["waiting.inactive_critical"]


def test_a_critical_lead_comes_with_channel_time_and_script(db: Connection) -> None:
    rita = user(db, locale="en")
    key = lead(
        db, rita, "Anna Schmidt", status="nurture", created_at=T - DAY, time_zone="America/New_York"
    )
    # she answers by whatsapp, in the afternoon of her own time
    activity(
        db, key, "whatsapp", direction="inbound", occurred_at=datetime(2026, 3, 2, 20, tzinfo=UTC)
    )
    activity(
        db, key, "whatsapp", direction="inbound", occurred_at=datetime(2026, 3, 3, 20, tzinfo=UTC)
    )
    activity(
        db, key, "email", direction="outbound", occurred_at=datetime(2026, 3, 4, 9, tzinfo=UTC)
    )
    recommend(db, T + 20 * DAY)
    found = row(db, "select * from ai_recommendations")
    assert found["priority"] == "urgent"
    assert found["playbook_name"] == "SCREENSHOT-REACTIVATOR"
    assert found["title"] == "Win back Anna Schmidt: quiet for 19 days"
    action = found["suggested_action"]
    assert (action["channel"], action["optimal_time"]) == ("whatsapp", "15:00")
    assert "Hi Anna" in action["script"]


@pytest.mark.parametrize("locale", ["de", "en"])
@pytest.mark.parametrize(("rule", "make", "after"), SITUATIONS)
def test_every_text_is_complete_in_both_languages(
    db: Connection, rule: str, make: Make, after: timedelta, locale: str
) -> None:
    make(db, user(db, locale=locale))
    recommend(db, T + after)
    found = row(db, "select * from ai_recommendations where triggered_by = %s", rule)
    said: list[Any] = [found["title"], found["reasoning"], found["suggested_action"]["script"]]
    for text in said:
        assert "{" not in text
        assert "waiting." not in text
    greeting = "Guten Tag Max" if locale == "de" else "Hi Max"
    assert said[2].startswith(greeting)


def test_a_lead_is_addressed_in_its_own_language(db: Connection) -> None:
    lead(db, user(db, locale="de"), created_at=T, locale="en")
    recommend(db, T + 2 * DAY)
    found = row(db, "select title, suggested_action ->> 'script' as script from ai_recommendations")
    assert "kontaktieren" in found["title"]
    assert found["script"].startswith("Hi Max")


def test_a_lead_nobody_ever_contacted_is_not_told_of_a_last_contact(db: Connection) -> None:
    lead(db, user(db, locale="en"), status="nurture", created_at=T)
    recommend(db, T + 14 * DAY)
    found = row(db, "select reasoning, suggested_action ->> 'script' as s from ai_recommendations")
    assert "2026-03-03" not in found["s"]
    assert "Last contact never" in found["reasoning"]


def test_the_job_checks_all_leads_and_reports_how_many(db: Connection) -> None:
    rita = user(db)
    for _ in range(3):
        nurtured(db, rita)
    assert value(db, "select salesflow.check_inactivity(%s)", T + 14 * DAY)["rows"] == 3
    assert value(db, "select salesflow.check_inactivity(%s)", T + 14 * DAY)["rows"] == 0


def test_one_lead_that_fails_does_not_stop_the_job(db: Connection) -> None:
    rita = user(db)
    for name in ("Good", "Bad", "Better"):
        lead(db, rita, name, created_at=T)
    db.execute(
        "create function pg_temp.fail() returns trigger language plpgsql as"
        " $$ begin raise exception 'broken'; end $$;"
        "create trigger broken before insert on ai_recommendations for each row"
        " when (new.title like '%Bad%') execute function pg_temp.fail()"
    )
    done = value(db, "select salesflow.check_inactivity(%s)", T + 2 * DAY)
    assert (done["rows"], done["failed"]) == (2, 1)
