"""The transitions of the contract: forward along the graph, and never out of a final status."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.people import (
    Connection,
    activity,
    bant,
    lead,
    refused,
    rows,
    set_policy,
    status,
    switch_off,
)

FAR = datetime(2199, 1, 1, tzinfo=UTC)
FINAL = ("won", "lost", "unqualified")
PLANNED_MEETING: dict[str, Any] = {"type": "meeting", "due_date": FAR}


@pytest.mark.parametrize("type", ["call", "email", "whatsapp", "note", "task", "web"])
def test_the_first_activity_makes_a_new_lead_contacted(db: Connection, type: str) -> None:
    key = lead(db)
    activity(db, key, type)
    assert status(db, key) == "contacted"


def test_a_task_contacts_nobody_before_it_is_done(db: Connection) -> None:
    key = lead(db)
    task = activity(db, key, "task", due_date=FAR)
    assert status(db, key) == "new"
    db.execute("update activities set status = 'completed' where id = %s", (task,))
    assert status(db, key) == "contacted"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("new", "qualified"),
        ("contacted", "qualified"),
        ("nurture", "nurture"),
        ("qualified", "qualified"),
        ("meeting_scheduled", "meeting_scheduled"),
        ("negotiation", "negotiation"),
        *((final, final) for final in FINAL),
    ],
)
def test_a_bant_of_50_qualifies(db: Connection, before: str, after: str) -> None:
    key = lead(db, status=before)
    bant(db, key, 50)
    assert status(db, key) == after


def test_a_bant_of_49_does_not_qualify(db: Connection) -> None:
    key = lead(db, status="contacted")
    bant(db, key, 50, 50, 50, 47)
    assert status(db, key) == "contacted"


def test_neither_does_an_incomplete_one_nor_one_that_a_later_one_overtook(db: Connection) -> None:
    key = lead(db, status="contacted")
    bant(db, key, 100, 100, 100, None, assessed_at=datetime(2026, 3, 2, tzinfo=UTC))
    bant(db, key, 20, assessed_at=datetime(2026, 3, 3, tzinfo=UTC))
    bant(db, key, 90, assessed_at=datetime(2026, 3, 1, tzinfo=UTC))  # entered late
    assert status(db, key) == "contacted"


def test_a_bant_that_rises_qualifies(db: Connection) -> None:
    key = lead(db, status="contacted")
    bant(db, key, 40)
    db.execute("update bant_assessments set need_score = 90")
    assert status(db, key) == "qualified"


def test_the_threshold_is_the_policy_s(db: Connection) -> None:
    set_policy(db, "lifecycle.qualify_bant", 70)
    one, two = lead(db), lead(db)
    bant(db, one, 69)
    bant(db, two, 70)
    assert (status(db, one), status(db, two)) == ("new", "qualified")


@pytest.mark.parametrize("before", ["new", "contacted", "nurture", "qualified"])
def test_a_planned_meeting_makes_a_lead_meeting_scheduled(db: Connection, before: str) -> None:
    key = lead(db, status=before)
    activity(db, key, **PLANNED_MEETING)
    assert status(db, key) == "meeting_scheduled"


@pytest.mark.parametrize("before", ["proposal_sent", "negotiation", *FINAL])
def test_a_planned_meeting_takes_no_lead_back(db: Connection, before: str) -> None:
    key = lead(db, status=before)
    activity(db, key, **PLANNED_MEETING)
    assert status(db, key) == before


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "cancelled", "due_date": FAR},
        {"status": "scheduled", "due_date": datetime(2020, 1, 1, tzinfo=UTC)},
        {"status": "completed"},
    ],
)
def test_a_meeting_that_is_not_ahead_schedules_nothing(
    db: Connection, columns: dict[str, Any]
) -> None:
    key = lead(db, status="qualified")
    activity(db, key, "meeting", **columns)
    assert status(db, key) == "qualified"


def test_a_new_lead_passes_contacted_on_its_way_to_a_meeting(db: Connection) -> None:
    key = lead(db)
    activity(db, key, **PLANNED_MEETING)
    found = rows(db, "select to_status from lead_status_history order by position")
    assert [f["to_status"] for f in found] == ["new", "contacted", "meeting_scheduled"]


@pytest.mark.parametrize("final", FINAL)
def test_nothing_moves_a_lead_that_is_won_lost_or_unqualified(db: Connection, final: str) -> None:
    key = lead(db, status=final)
    activity(db, key)
    activity(db, key, **PLANNED_MEETING)
    bant(db, key, 100)
    assert status(db, key) == final
    assert not rows(db, "select from autonomous_actions")


@pytest.mark.parametrize(
    ("rule", "moved"),
    [
        ("lifecycle.first_activity", "meeting_scheduled"),
        ("lifecycle.meeting_scheduled", "qualified"),
        ("lifecycle.bant_qualified", "meeting_scheduled"),
    ],
)
def test_a_disabled_rule_does_nothing_and_the_others_go_on(
    db: Connection, rule: str, moved: str
) -> None:
    switch_off(db, rule)
    key = lead(db)
    activity(db, key)
    activity(db, key, **PLANNED_MEETING)
    bant(db, key, 60)
    assert status(db, key) == moved
    assert rule not in {f["rule"] for f in rows(db, "select rule from autonomous_actions")}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("contacted", "new"),
        ("new", "new"),
        ("negotiation", "nurture"),
        ("won", "lost"),
        ("lost", "new"),
    ],
)
def test_the_graph_takes_no_step_back_and_no_loop(db: Connection, start: str, end: str) -> None:
    with refused(db, "SF010"):
        db.execute("insert into lead_status_transitions values (%s, %s)", (start, end))
    with refused(db, "SF010"):
        db.execute(
            "update lead_status_transitions set from_status = %s, to_status = %s"
            " where from_status = 'new' and to_status = 'contacted'",
            (start, end),
        )


def test_a_step_that_the_graph_does_not_have_is_not_taken(db: Connection) -> None:
    db.execute("delete from lead_status_transitions where to_status = 'qualified'")
    key = lead(db)
    bant(db, key, 90)
    assert status(db, key) == "new"
