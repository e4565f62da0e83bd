"""One statement or many, in any order: contact facts are what the activities say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.people import Connection, lead, rows

LEADS = 3
T = datetime(2026, 3, 3, 9, tzinfo=UTC)

one_of_the_leads = st.integers(0, LEADS - 1)
activity = st.tuples(
    one_of_the_leads,
    st.sampled_from(["call", "email", "meeting", "note", "task"]),
    st.sampled_from(["inbound", "outbound", "internal", None]),
    st.sampled_from([None, "completed", "scheduled", "cancelled"]),
    st.integers(0, 5),
)
change = st.tuples(
    st.sampled_from(
        [
            "direction = 'inbound'",
            "type = 'note'",
            "type = 'call'",
            "status = 'completed'",
            "status = 'cancelled'",
            "occurred_at = occurred_at - interval '3 hours'",
            "lead_id = %(other)s",
            "title = 'nothing that counts'",
            None,  # deleted
        ]
    ),
    one_of_the_leads,
    one_of_the_leads,
)

INSERT = """
    insert into activities (lead_id, type, direction, status, occurred_at)
    select (a ->> 0)::uuid, a ->> 1, a ->> 2, a ->> 3, (a ->> 4)::timestamptz
    from jsonb_array_elements(%s) with ordinality as given (a, n) order by n"""
# Said once more, in the plainest way, of the activities as they stand.
EXPECTED = """
    select count(a.id) as total, count(a.id) filter (where a.direction = 'inbound') as inbound,
      min(a.occurred_at) as first, max(a.occurred_at) as last,
      max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound
    from leads as l
    left join activities as a on a.lead_id = l.id and a.status = 'completed'
      and a.type in ('call', 'email', 'meeting')
    where l.id = any (%s) group by l.id order by l.id"""
FACTS = """
    select total_interactions as total, inbound_interactions as inbound,
      first_contact_at as first, last_contact_at as last, last_inbound_at as last_inbound
    from leads where id = any (%s) order by id"""


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(activity, max_size=12), st.lists(change, max_size=4), st.booleans())
def test_facts_are_what_the_activities_say(
    db: Connection, activities: list[Any], changes: list[Any], in_bulk: bool
) -> None:
    with db.transaction(force_rollback=True):
        keys = [lead(db) for _ in range(LEADS)]
        given_rows = [
            [str(keys[n]), *rest, (T + timedelta(hours=hour)).isoformat()]
            for n, *rest, hour in activities
        ]
        for part in [given_rows] if in_bulk else [[one] for one in given_rows]:
            db.execute(INSERT.encode(), (Jsonb(part),))
        assert rows(db, FACTS, keys) == rows(db, EXPECTED, keys)
        for what, of, to in changes:
            statement = f"update activities set {what}" if what else "delete from activities"
            db.execute(
                f"{statement} where lead_id = %(lead)s".encode(),
                {"lead": keys[of], "other": keys[to]},
            )
            assert rows(db, FACTS, keys) == rows(db, EXPECTED, keys)
