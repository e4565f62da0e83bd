"""An activity that names no status gets the one its dates say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.people import Connection, activity, lead, value

PAST, FAR = datetime(2020, 1, 1, tzinfo=UTC), datetime(2199, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({}, "completed"),
        ({"due_date": FAR}, "scheduled"),
        ({"due_date": PAST}, "completed"),
        ({"due_date": datetime(2020, 1, 2, tzinfo=UTC), "occurred_at": PAST}, "completed"),
        ({"due_date": FAR, "status": "in_progress"}, "in_progress"),
        ({"due_date": PAST, "status": "pending"}, "pending"),
    ],
)
def test_the_status_of_an_activity(db: Connection, columns: dict[str, Any], status: str) -> None:
    key = activity(db, lead(db), "task", **columns)
    assert value(db, "select status from activities where id = %s", key) == status
