"""A minimal lead for each situation a review knows, as of `T`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.people import Connection, activity, bant, lead

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Make = Callable[..., UUID]


def quiet(db: Connection, rita: UUID, status: str, days: float, **columns: Any) -> UUID:
    """A lead of that status since, and without contact for, that many days."""
    then = T - days * DAY
    key = lead(db, rita, status=status, created_at=then, **columns)
    activity(db, key, "email", direction="outbound", occurred_at=then)
    return key


def reply_waiting(db: Connection, rita: UUID, **columns: Any) -> UUID:
    key = quiet(db, rita, "contacted", 5, **columns)
    activity(db, key, "email", direction="inbound", occurred_at=T - 2 * DAY)
    return key


def negotiation_stalled(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "negotiation", 7, **columns)


def meeting_soon(db: Connection, rita: UUID, **columns: Any) -> UUID:
    key = quiet(db, rita, "meeting_scheduled", 2, **columns)
    activity(
        db, key, "meeting", status="scheduled", due_date=T + 20 * HOUR, occurred_at=T - 2 * DAY
    )
    return key


def proposal_waiting(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "proposal_sent", 3, **columns)


def negotiation(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "negotiation", 6, **columns)


def task_overdue(db: Connection, rita: UUID, **columns: Any) -> UUID:
    key = quiet(db, rita, "qualified", 2, **columns)
    activity(
        db, key, "task", title="Send the offer", status="pending", due_date=T - HOUR, occurred_at=T
    )
    return key


def ready_to_meet(db: Connection, rita: UUID, **columns: Any) -> UUID:
    key = quiet(db, rita, "qualified", 2, **columns)
    bant(db, key, 75, assessed_at=T - DAY)
    return key


def first_contact(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return lead(db, rita, created_at=T - DAY, **columns)


def inactive_critical(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "nurture", 14, **columns)


def inactive_warning(db: Connection, rita: UUID, **columns: Any) -> UUID:
    key = quiet(db, rita, "qualified", 7, **columns)
    bant(db, key, 60, assessed_at=T - DAY)
    return key


def bant_missing(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "contacted", 2, **columns)


def proposal_out(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "proposal_sent", 2, **columns)


def keep_in_touch(db: Connection, rita: UUID, **columns: Any) -> UUID:
    return quiet(db, rita, "nurture", 2, **columns)


SITUATIONS: dict[str, Make] = {
    make.__name__: make
    for make in (
        reply_waiting,
        negotiation_stalled,
        meeting_soon,
        proposal_waiting,
        negotiation,
        task_overdue,
        ready_to_meet,
        first_contact,
        inactive_critical,
        inactive_warning,
        bant_missing,
        proposal_out,
        keep_in_touch,
    )
}
