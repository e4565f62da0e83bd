"""why_not: which conditions of a rule fail for a lead, and when they can pass, to the second."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database, Row
from tests.people import (
    Connection,
    activity,
    bant,
    lead,
    login_role,
    move,
    refused,
    rows,
    run_rules,
    set_policy,
    switch_off,
    user,
    value,
)
from tests.rules.examples import add_big_deal

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def why(
    db: Connection, key: UUID, rule: str, as_of: datetime | None = None, locale: str = "en"
) -> dict[str, Row]:
    found = rows(
        db,
        "select * from why_not(%s, %s, coalesce(%s::timestamptz, now()), %s)",
        key,
        rule,
        as_of,
        locale,
    )
    said = [f["explanation"] for f in found]
    assert all(text and "{" not in text and "…" not in text for text in said), said
    return {f["condition"]: f for f in found}


def fails(db: Connection, key: UUID, rule: str, as_of: datetime | None = None) -> set[str]:
    return {name for name, f in why(db, key, rule, as_of).items() if not f["passes"]}


@pytest.fixture
def now(db: Connection) -> Any:
    return value(db, "select now()")


def test_each_condition_that_fails_is_named(db: Connection, now: datetime) -> None:
    rita = user(db)
    rule = "waiting.first_contact"
    key = lead(db, rita, created_at=now - 2 * DAY)
    assert fails(db, key, rule) == set()
    switch_off(db, rule)
    assert fails(db, key, rule) == {"enabled"}
    db.execute("update users set active = false")
    assert fails(db, key, rule) == {"enabled", "owner", "finder"}
    db.execute("update users set active = true")
    activity(db, key, "call", occurred_at=now - DAY)  # and contacted by that
    assert fails(db, key, rule) == {"enabled", "status", "no_contact", "finder"}
    move(db, key, "won")
    assert fails(db, key, rule) == {"enabled", "active", "finder"}


@pytest.mark.parametrize("score", [None, 49])
def test_a_score_too_low(db: Connection, now: datetime, score: int | None) -> None:
    key = lead(db, user(db), status="qualified", created_at=now - 9 * DAY)
    if score is not None:
        bant(db, key, score)
    found = why(db, key, "waiting.inactive_warning")["bant"]
    assert (found["passes"], found["actual"], found["required"]) == (
        False,
        None if score is None else "49",
        "50",
    )
    bant(db, key, 50, assessed_at=now + SECOND)
    assert fails(db, key, "waiting.inactive_warning") == set()
    assert fails(db, key, "waiting.inactive_warning", now + 6 * DAY) >= {"until"}


def test_contacts_and_profile(db: Connection, now: datetime) -> None:
    key = lead(db, user(db), status="qualified", created_at=now - DAY)
    for _ in range(4):
        activity(db, key, occurred_at=now - HOUR)
    found = why(db, key, "waiting.profile_missing")
    assert (found["contacts"]["actual"], found["contacts"]["required"]) == ("4", "5")
    assert fails(db, key, "waiting.profile_missing") == {"contacts", "finder"}
    assert why(db, key, "waiting.profile_missing")["finder"]["earliest_at"] is None
    assert fails(db, key, "waiting.bant_missing") >= {"status"}
    bant(db, key, 60)
    assert "no_bant" in fails(db, key, "waiting.bant_missing")


CLOCKS: list[tuple[str, str, timedelta, str]] = [
    ("waiting.first_contact", "new", DAY, "clock_status"),
    ("waiting.bant_missing", "contacted", 3 * DAY, "clock_status"),
    ("waiting.negotiation", "negotiation", 7 * DAY, "clock_status"),
    ("waiting.inactive_critical", "nurture", 14 * DAY, "clock_quiet"),
]


@pytest.mark.parametrize(("rule", "status", "after", "clock"), CLOCKS)
def test_the_earliest_time_is_right_to_the_second(
    db: Connection, now: datetime, rule: str, status: str, after: timedelta, clock: str
) -> None:
    began = now - HOUR
    key = lead(db, user(db), status=status, created_at=began)
    found = why(db, key, rule)
    assert not found["finder"]["passes"]
    earliest = found["finder"]["earliest_at"]
    assert began + after <= earliest < began + after + SECOND
    assert clock in found
    assert fails(db, key, rule, earliest) == set()
    assert "finder" in fails(db, key, rule, earliest - 2 * SECOND)
    if rule in ("waiting.negotiation", "waiting.inactive_critical"):
        assert found[clock]["earliest_at"] == began + after


def test_a_lead_without_a_meeting_is_told_so_without_a_gap(db: Connection) -> None:
    key = lead(db, user(db), status="qualified")
    found = why(db, key, "waiting.meeting")["clock_meeting"]
    assert (found["passes"], found["actual"]) == (False, None)
    assert found["explanation"] == "No meeting is near"


def test_a_meeting_comes_near(db: Connection, now: datetime) -> None:
    key = lead(db, user(db), status="meeting_scheduled", created_at=now - DAY)
    begins = now + 5 * DAY
    activity(db, key, "meeting", due_date=begins)
    earliest = why(db, key, "waiting.meeting")["finder"]["earliest_at"]
    assert begins - DAY <= earliest < begins - DAY + SECOND


def test_a_finder_of_its_own_is_asked_for_the_future(db: Connection, now: datetime) -> None:
    add_big_deal(db)
    key = lead(db, user(db), status="qualified", created_at=now - HOUR, deal_value=60000)
    found = why(db, key, "example.big_deal")
    due = now - HOUR + 3 * DAY
    assert due <= found["finder"]["earliest_at"] < due + SECOND
    assert found["lead_statuses"]["passes"]
    db.execute("update leads set deal_value = 1")
    assert why(db, key, "example.big_deal")["finder"]["earliest_at"] is None
    move(db, key, "nurture")
    assert fails(db, key, "example.big_deal") == {"lead_statuses", "finder"}


def test_what_a_person_took_back_is_vetoed(db: Connection) -> None:
    key = lead(db, user(db))
    rule = "lifecycle.bant_qualified"
    bant(db, key, 80)
    assert "lead_statuses" in fails(db, key, rule)
    assert "graph" in fails(db, key, rule)
    move(db, key, "contacted")
    failing = fails(db, key, rule)
    assert "veto" in failing
    assert "graph" not in failing


def test_what_was_answered_is_done(db: Connection, now: datetime) -> None:
    key = lead(db, user(db), created_at=now - 2 * DAY)
    rule = "waiting.first_contact"
    assert why(db, key, rule)["episode"]["passes"]
    run_rules(db, "clock")
    assert why(db, key, rule)["episode"]["actual"] == "open"
    db.execute("update ai_recommendations set status = 'completed'")
    run_rules(db, "clock", now + DAY)  # the facts are others: it sees the answer
    assert why(db, key, rule)["episode"]["actual"] == "answered"


def test_a_rule_that_is_held_back_says_until_when(db: Connection, now: datetime) -> None:
    add_big_deal(db)
    db.execute("update automation_rules set cool_down = '2 days' where rule = 'example.big_deal'")
    set_policy(db, "lifecycle.proposal_patience", "1 hour")
    key = lead(db, user(db), status="qualified", created_at=now - DAY, deal_value=60000)
    run_rules(db, "clock")
    move(db, key, "proposal_sent")
    found = why(db, key, "example.big_deal", now + DAY)["cool_down"]
    assert (found["passes"], found["earliest_at"]) == (False, now + 2 * DAY)


@pytest.mark.parametrize("locale", ["de", "en"])
def test_every_rule_can_be_asked_in_both_languages(db: Connection, locale: str) -> None:
    rita = user(db)
    for status in ("new", "negotiation", "won"):
        key = lead(db, rita, status=status)
        for found in rows(db, "select rule from automation_rules"):
            said = why(db, key, found["rule"], locale=locale)
            assert said["enabled"]["explanation"] == (
                "Die Regel ist an" if locale == "de" else "The rule is on"
            )
            assert not [s for s in said.values() if "why_not." in s["explanation"]]


def test_unknown_leads_and_rules_are_errors(db: Connection) -> None:
    with refused(db, "SF004"):
        why(db, uuid4(), "waiting.meeting")
    with refused(db, "SF014"):
        why(db, lead(db), "waiting.nonsense")


def test_nobody_asks_about_the_lead_of_another_squad(database: Database) -> None:
    with login_role(database, "salesflow_rep") as role, database.connect() as admin:
        mine, theirs = lead(admin, user(admin, db_role=role)), lead(admin, user(admin, "Tom"))
        with database.connect(user=role) as session:
            assert why(session, mine, "waiting.first_contact")
            for key in (theirs, uuid4()):
                with refused(session, "SF004"):
                    why(session, key, "waiting.first_contact")
