"""Contact facts follow from the activities, however they come and go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.people import Connection, activity, in_background, lead, row, wait_for_locked

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def facts(db: Connection, key: UUID) -> tuple[Any, ...]:
    found = row(
        db,
        "select l.last_contact_at, coalesce(s.total_interactions, 0) as contacts,"
        " coalesce(s.inbound_interactions, 0) as inbound, s.first_interaction_at,"
        " s.last_interaction_at, s.last_inbound_at"
        " from leads as l left join lead_context_summaries as s on s.lead_id = l.id"
        " where l.id = %s",
        key,
    )
    return tuple(found.values())


def test_a_call_is_a_contact(db: Connection) -> None:
    key = lead(db)
    activity(db, key, "call", occurred_at=T, direction="outbound")
    assert facts(db, key) == (T, 1, 0, T, T, None)


def test_contacts_in_any_order_of_time_end_in_the_same_facts(db: Connection) -> None:
    key = lead(db)
    activity(db, key, "email", occurred_at=T + 2 * HOUR, direction="outbound")
    activity(db, key, "call", occurred_at=T, direction="inbound")
    activity(db, key, "whatsapp", occurred_at=T + HOUR, direction="inbound")
    assert facts(db, key) == (T + 2 * HOUR, 3, 2, T, T + 2 * HOUR, T + HOUR)


@pytest.mark.parametrize(
    ("type", "columns"),
    [
        ("note", {}),
        ("task", {}),
        ("proposal", {}),
        ("web", {}),
        ("call", {"status": "cancelled"}),
        ("call", {"status": "pending"}),
        ("meeting", {"due_date": datetime(2199, 1, 1, tzinfo=UTC)}),
    ],
)
def test_what_is_no_completed_contact_does_not_count(
    db: Connection, type: str, columns: dict[str, Any]
) -> None:
    key = lead(db)
    activity(db, key, type, **columns)
    assert facts(db, key) == (None, 0, 0, None, None, None)


def test_a_call_counts_once_it_is_completed_and_no_longer_when_it_is_not(db: Connection) -> None:
    key = lead(db)
    call = activity(db, key, "call", status="pending", occurred_at=T)
    db.execute("update activities set status = 'completed' where id = %s", (call,))
    assert facts(db, key)[:2] == (T, 1)
    db.execute("update activities set occurred_at = %s where id = %s", (T + HOUR, call))
    assert facts(db, key)[:2] == (T + HOUR, 1)
    db.execute("update activities set direction = 'inbound' where id = %s", (call,))
    assert facts(db, key) == (T + HOUR, 1, 1, T + HOUR, T + HOUR, T + HOUR)
    db.execute("update activities set type = 'note' where id = %s", (call,))
    assert facts(db, key) == (None, 0, 0, None, None, None)


def test_a_deleted_contact_is_taken_away(db: Connection) -> None:
    key = lead(db)
    activity(db, key, occurred_at=T)
    last = activity(db, key, occurred_at=T + HOUR)
    db.execute("delete from activities where id = %s", (last,))
    assert facts(db, key) == (T, 1, 0, T, T, None)


def test_an_activity_that_changes_its_lead_changes_both(db: Connection) -> None:
    one, two = lead(db), lead(db)
    call = activity(db, one, occurred_at=T)
    db.execute("update activities set lead_id = %s where id = %s", (two, call))
    assert facts(db, one)[:2] == (None, 0)
    assert facts(db, two)[:2] == (T, 1)


def test_a_copy_counts_like_single_inserts(db: Connection) -> None:
    called, noted = lead(db), lead(db)
    times = [T + (n * 37 % 100) * HOUR for n in range(100)]  # out of order
    with db.cursor().copy(
        "copy activities (lead_id, type, direction, occurred_at) from stdin"
    ) as c:
        for at in times:
            c.write_row((called, "call", "inbound", at))
            c.write_row((noted, "note", "inbound", at))
    assert facts(db, called) == (max(times), 100, 100, min(times), max(times), max(times))
    assert facts(db, noted)[:2] == (None, 0)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("delete from activities where id = %s", 2),
        ("update activities set direction = 'inbound' where id = %s", 3),
    ],
)
def test_a_contact_that_comes_while_the_others_are_recounted_is_not_lost(
    database: Database, change: str, left: int
) -> None:
    with database.connect() as one:
        key = lead(one)
        old = activity(one, key, occurred_at=T)
        activity(one, key, occurred_at=T + HOUR)
        with one.transaction():
            activity(one, key, occurred_at=T + 2 * HOUR)
            recount = in_background(database, change, old)
            wait_for_locked(database)
        recount.result(timeout=20)
        assert facts(one, key)[:2] == (T + 2 * HOUR, left)
