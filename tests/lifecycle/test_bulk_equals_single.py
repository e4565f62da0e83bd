"""The law of set-based triggers: one statement for many rows does what one for each row does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.people import Connection, lead, rows, user

LEADS = 3
T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DUE = (None, datetime(2020, 1, 1, tzinfo=UTC), datetime(2199, 1, 1, tzinfo=UTC))

one_of_the_leads = st.integers(0, LEADS - 1)
activities = st.lists(
    st.tuples(
        one_of_the_leads,
        st.sampled_from(["call", "email", "meeting", "note", "task"]),
        st.sampled_from(["inbound", "outbound"]),
        st.sampled_from([None, "completed", "scheduled", "cancelled"]),
        st.sampled_from(DUE),
    ),
    max_size=12,
)
score = st.sampled_from([10, 49, 50, 60, 75, 90, None])
assessments = st.lists(st.tuples(one_of_the_leads, score, score), max_size=10)
statuses = st.lists(
    st.sampled_from(["new", "new", "nurture", "contacted", "qualified", "proposal_sent", "won"]),
    min_size=LEADS,
    max_size=LEADS,
)

INSERT_ACTIVITIES = """
    insert into activities (lead_id, type, direction, status, due_date, occurred_at)
    select (a ->> 0)::uuid, a ->> 1, a ->> 2, a ->> 3, (a ->> 4)::timestamptz,
      (a ->> 5)::timestamptz
    from jsonb_array_elements(%s) with ordinality as given (a, n) order by n"""
INSERT_ASSESSMENTS = """
    insert into bant_assessments
      (lead_id, budget_score, authority_score, need_score, timeline_score, assessed_at)
    select (a ->> 0)::uuid, (a ->> 1)::int, (a ->> 2)::int, (a ->> 1)::int, (a ->> 2)::int,
      (a ->> 3)::timestamptz
    from jsonb_array_elements(%s) with ordinality as given (a, n) order by n"""


def result(db: Connection, keys: list[Any]) -> list[Any]:
    """Everything that follows from what was inserted, lead by lead."""
    found = []
    for key in keys:
        found.append(
            [
                rows(
                    db,
                    "select l.status, l.status_since, l.last_contact_at, s.total_interactions,"
                    " s.inbound_interactions, s.first_interaction_at, s.last_interaction_at,"
                    " s.last_inbound_at from leads as l"
                    " left join lead_context_summaries as s on s.lead_id = l.id where l.id = %s",
                    key,
                ),
                rows(
                    db,
                    "select from_status, to_status, automated, metadata ->> 'rule' as rule, reason,"
                    " created_at from lead_status_history where lead_id = %s order by position",
                    key,
                ),
                rows(
                    db,
                    "select triggered_by, episode, status, title, dismissed_reason"
                    " from ai_recommendations where lead_id = %s order by 1, 2",
                    key,
                ),
                rows(
                    db,
                    "select action_type, rule, trigger_data, success, actor, user_id, before,"
                    " after, count(*) from autonomous_actions where lead_id = %s"
                    " group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3::text",
                    key,
                ),
            ]
        )
    return found


def at(minute: int) -> str:
    return (T + timedelta(minutes=minute)).isoformat()


def in_statements(in_bulk: bool, given_rows: list[Any]) -> list[list[Any]]:
    """All rows in one statement, or one in each. Every lead at most once in a statement:
    rules judge what a statement leaves behind, not what was in between."""
    if not in_bulk:
        return [[one] for one in given_rows]
    rounds: list[list[Any]] = []
    for one in given_rows:
        for part in rounds:
            if one[0] not in {other[0] for other in part}:
                part.append(one)
                break
        else:
            rounds.append([one])
    return rounds


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(statuses, activities, assessments)
def test_bulk_equals_single(
    db: Connection, statuses: list[str], activities: list[Any], assessments: list[Any]
) -> None:
    with db.transaction(force_rollback=True):
        rita = user(db)
        outcomes = []
        for in_bulk in (True, False):
            keys = [lead(db, rita, status=s, created_at=T - timedelta(days=1)) for s in statuses]
            acted = [
                [str(keys[n]), *rest, due and due.isoformat(), at(minute)]
                for minute, (n, *rest, due) in enumerate(activities)
            ]
            assessed = [
                [str(keys[n]), *scores, at(minute)]
                for minute, (n, *scores) in enumerate(assessments)
            ]
            # activities all at once: their rules look for the first of them
            for part in [acted] if in_bulk else [[one] for one in acted]:
                db.execute(INSERT_ACTIVITIES.encode(), (Jsonb(part),))
            for part in in_statements(in_bulk, assessed):
                db.execute(INSERT_ASSESSMENTS.encode(), (Jsonb(part),))
            outcomes.append(result(db, keys))
    assert outcomes[0] == outcomes[1]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(score, min_size=1, max_size=6))
def test_of_many_assessments_of_a_lead_in_one_statement_the_last_decides(
    db: Connection, scores: list[Any]
) -> None:
    pending = (
        "select triggered_by, title, reasoning from ai_recommendations"
        " where lead_id = %s and status = 'pending' order by 1"
    )
    with db.transaction(force_rollback=True):
        rita = user(db)
        outcomes = []
        for in_bulk in (True, False):
            # qualified already: otherwise one in between may move it, and only if it is seen
            key = lead(db, rita, status="qualified", created_at=T - timedelta(days=1))
            given_rows = [[str(key), one, one, at(n)] for n, one in enumerate(scores)]
            for part in [given_rows] if in_bulk else [[one] for one in given_rows]:
                db.execute(INSERT_ASSESSMENTS.encode(), (Jsonb(part),))
            outcomes.append(rows(db, pending, key))
    assert outcomes[0] == outcomes[1]
