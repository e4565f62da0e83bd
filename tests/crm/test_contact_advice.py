"""On which channel a lead is best reached: its wish, its habit, else an address it has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.people import Connection, activity, lead, row

T = datetime(2026, 3, 3, 14, tzinfo=UTC)


def advice(db: Connection, key: Any) -> tuple[Any, ...]:
    found = row(
        db, "select channel, hour, responses from salesflow.contact_advice(array[%s::uuid])", key
    )
    return tuple(found.values())


@pytest.mark.parametrize(
    ("columns", "channel"),
    [
        ({}, None),
        ({"email": "a@example.org"}, "email"),
        ({"phone": "1", "email": "a@example.org"}, "call"),
        ({"phone": "1", "preferred_channel": "linkedin"}, "linkedin"),
    ],
)
def test_the_channel_of_a_lead_nobody_heard_of(
    db: Connection, columns: dict[str, Any], channel: str | None
) -> None:
    assert advice(db, lead(db, **columns)) == (channel, 10, 0)


def test_a_lead_is_reached_where_it_answers(db: Connection) -> None:
    key = lead(db, phone="1", time_zone="UTC")
    activity(db, key, "whatsapp", direction="inbound", occurred_at=T)
    activity(db, key, "email", direction="outbound", occurred_at=T)
    assert advice(db, key) == ("whatsapp", 14, 1)


def test_the_order_of_the_channels_is_a_setting_of_the_deployment(db: Connection) -> None:
    key = lead(db, phone="1", email="a@example.org")
    db.execute("update contact_channels set position = 0 where channel = 'email'")
    assert advice(db, key)[0] == "email"
