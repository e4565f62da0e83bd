"""Sessions that work on the same leads at once queue: no double effect, no deadlock."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.people import (
    Connection,
    activity,
    bant,
    in_background,
    lead,
    rows,
    user,
    value,
    wait_for_locked,
)


def sorted_leads(db: Connection, number: int) -> list[UUID]:
    rita = user(db)
    return sorted(lead(db, rita) for _ in range(number))


@pytest.mark.parametrize("type", ["call", "task"])
def test_two_first_activities_at_once_make_a_lead_contacted_once(
    database: Database, type: str
) -> None:
    with database.connect() as one:
        key = lead(one)
        with one.transaction():
            activity(one, key, type)
            other = in_background(
                database, "insert into activities (lead_id, type) values (%s, %s)", key, type
            )
            wait_for_locked(database)
        other.result(timeout=20)
        found = rows(one, "select to_status from lead_status_history order by position")
        assert [f["to_status"] for f in found] == ["new", "contacted"]
        assert value(one, "select count(*) from autonomous_actions") == 1
        assert value(one, "select count(*) from activities") == 2


def test_bulk_loads_in_opposite_order_do_not_deadlock(database: Database) -> None:
    load = (
        "insert into activities (lead_id, type) select id, 'call' from leads, generate_series(1, 5)"
        " order by id {}"
    )
    with database.connect() as one:
        keys = sorted_leads(one, 300)
        with one.transaction():
            # the one in the middle is taken: both loads stand in line behind it
            one.execute("update leads set name = name where id = %s", (keys[150],))
            loads = [in_background(database, load.format(way)) for way in ("asc", "desc")]
            wait_for_locked(database, 2)
        for done in loads:
            done.result(timeout=20)
        assert value(one, "select sum(total_interactions) from leads") == 3000
        assert value(one, "select count(*) from autonomous_actions") == 300


def test_loads_of_different_kinds_of_activities_do_not_deadlock(database: Database) -> None:
    load = "insert into activities (lead_id, type) values (%s, 'call'), (%s, 'call'), (%s, 'task')"
    with database.connect() as one:
        first, second, last = sorted_leads(one, 3)
        with one.transaction():
            one.execute("update leads set name = name where id = %s", (last,))
            loads = [
                in_background(database, load, called, last, tasked)
                for called, tasked in ((first, second), (second, first))
            ]
            wait_for_locked(database, 2)
        for done in loads:
            done.result(timeout=20)
        assert value(one, "select count(*) from autonomous_actions") == 3


@pytest.mark.parametrize("score", [20, 60, 90])
def test_assessments_in_opposite_order_do_not_deadlock(database: Database, score: int) -> None:
    load = (
        "insert into bant_assessments (lead_id, budget_score, authority_score, need_score,"
        " timeline_score, assessed_at)"
        " select k, %s, %s, %s, %s, now() - interval '1 day' + n * interval '1 minute'"
        " from unnest(%s::uuid[]) with ordinality as u (k, n)"
    )
    with database.connect() as one:
        first, second, between = sorted_leads(one, 3)
        with one.transaction():
            bant(one, between, score)
            loads = [
                in_background(database, load, *[score] * 4, order)
                for order in ([first, between, second], [second, between, first])
            ]
            wait_for_locked(database, 2)
        for done in loads:
            done.result(timeout=20)
        pending = "select count(*) from ai_recommendations where status = 'pending'"
        assert value(one, pending) == 3
        doubled = (
            "select lead_id, triggered_by, episode from ai_recommendations"
            " group by 1, 2, 3 having count(*) > 1"
        )
        assert not rows(one, doubled)
