"""The way into the queue: a cause once, keys absorb, the bell only where somebody sleeps."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import Database
from tests.events.support import (
    claim,
    complete,
    effects,
    enqueue,
    enqueue_many,
    fail,
    make_kind,
    one,
    register,
    waiting,
)


def test_a_cause_has_one_event_for_ever(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        first = enqueue(db, 1, cause="activity:1")
        assert first is not None
        assert enqueue(db, 2, cause="activity:1") is None
        assert complete(db, claim(db)[0]) == "applied"
        assert enqueue(db, 3, cause="activity:1") is None  # finished ones count too
        assert waiting(db) == []
        assert len(effects(db)) == 1


def test_a_key_absorbs_while_it_waits(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        first = enqueue(db, 1, coalesce_key="lead:1", cause="a")
        assert enqueue(db, 2, coalesce_key="lead:1", cause="b") == first
        (event,) = claim(db)
        assert event["input"]["n"] == 2  # the newest facts
        # it is worked on: what comes now is news to it
        assert enqueue(db, 3, coalesce_key="lead:1", cause="c") != first
        assert enqueue(db, 4, coalesce_key="lead:1", cause="b") is None  # absorbed is had
        assert fail(db, event, retry_after=0) == "retry"
        assert [e["payload"]["n"] for e in waiting(db)] == [2, 3]


def test_absorbing_never_puts_off(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        enqueue(db, 1, coalesce_key="k", run_at="2000-01-01")
        enqueue(db, 2, coalesce_key="k", run_at="2999-01-01")
        (event,) = waiting(db)
        assert event["is_due"]
        assert event["run_at"].year == 2000
        assert event["payload"]["n"] == 2


def test_a_set_does_what_singles_do(database: Database) -> None:
    rows = [
        ("a", None),
        ("b", "k"),
        ("a", None),
        (None, "k"),
        (None, None),
        ("c", "l"),
        (None, "l"),
    ]
    with database.connect() as db:
        make_kind(db)
        for n, (cause, key) in enumerate(rows):
            enqueue(db, n, cause=cause, coalesce_key=key)
        singly = [(e["cause"], e["coalesce_key"], e["payload"]["n"]) for e in waiting(db)]
        db.execute("delete from salesflow.events")
        db.execute("delete from salesflow.event_causes")
        db.execute(
            """
            select salesflow.enqueue_events(array(
              select row('test.echo', null, null, jsonb_build_object('n', n - 1), cause, key, null)
                ::salesflow.new_event
              from unnest(%s::text[], %s::text[]) with ordinality as r (cause, key, n) order by n))
            """,
            [[c for c, _ in rows], [k for _, k in rows]],
        )
        together = [(e["cause"], e["coalesce_key"], e["payload"]["n"]) for e in waiting(db)]
        assert sorted(together, key=str) == sorted(singly, key=str)
        assert len(together) == 4


def test_an_unknown_kind_is_an_error_that_helps(database: Database) -> None:
    with database.connect() as db, pytest.raises(psycopg.Error) as raised:
        enqueue(db, kind="no.kind")
    assert raised.value.sqlstate == "SF201"
    assert "event_kinds" in (raised.value.diag.message_hint or "")


def test_nothing_survives_a_rollback(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        with db.transaction(force_rollback=True):
            enqueue(db, cause="x")
        assert enqueue(db, cause="x") is not None


# ---------------------------------------------------------------------- doorbell


def rings(database: Database, work: object) -> int:
    """How many notifications arrive for what `work(connection)` does."""
    with database.connect() as ear, database.connect() as db:
        ear.execute("listen salesflow_events")
        work(db)  # type: ignore[operator]
        # the same channel, later: when it is here, all before it are
        db.execute("notify salesflow_events, 'end'")
        heard = []
        for note in ear.notifies(timeout=10):
            heard.append(note.payload)
            if note.payload == "end":
                break
        assert heard[-1] == "end"
        return len(heard) - 1


def test_no_ring_where_nobody_waits(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        assert rings(database, enqueue) == 0  # no worker at all
        register(db)
        assert len(claim(db, 1)) == 1  # as many as asked for: busy
        assert rings(database, enqueue) == 0


def test_one_ring_where_one_waits(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        assert claim(db) == []
        assert rings(database, lambda db: enqueue_many(db, 1000)) == 1


def test_no_ring_for_what_is_not_due_nor_for_the_dead(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        assert rings(database, lambda db: enqueue(db, run_at="2999-01-01")) == 0
        db.execute("update salesflow.workers set alive_until = now() - interval '1 s'")
        assert rings(database, enqueue) == 0


def test_the_flag_is_written_only_when_it_changes(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        before = one(db, "select xmin::text from salesflow.workers")
        for _ in range(3):
            assert claim(db) == []
        assert one(db, "select xmin::text from salesflow.workers") == before


def test_rings_keep_their_distance(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        db.execute("select set_policy('events.ring_pause', '1000')")
        assert rings(database, enqueue) == 1
        db.execute(
            "select setval('salesflow.last_ring', last_value + 500) from salesflow.last_ring"
        )
        assert rings(database, enqueue) == 0
        db.execute("select set_policy('events.ring_pause', '0')")
        assert rings(database, enqueue) == 1
