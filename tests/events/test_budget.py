"""The ledger of model calls, and the budget of a user's local day."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.events.support import (
    Connection,
    claim,
    complete,
    enqueue,
    enqueue_many,
    fail,
    make_kind,
    one,
    register,
)

CALL = {
    "model": "priced",
    "tokens_in": 1000,
    "tokens_cached": 400,
    "tokens_out": 100,
    "latency_ms": 12,
}

ECHO = "where kind = 'test.echo'"


def priced(db: Connection, budget: str = "1") -> UUID:
    """A kind, a worker, a user in Kiritimati, and a model of 10, 5 and 100 per million tokens."""
    make_kind(db, max_output_tokens=1000)
    register(db, model="priced-2026")
    db.execute("insert into salesflow.model_prices values ('priced', 10, 5, 100, 'USD')")
    db.execute("select set_policy('events.budget_per_user_day', %s)", [budget])
    db.execute("select set_policy('events.reserved_input_tokens', '0')")
    user: UUID = one(
        db, "insert into users (name, time_zone) values ('K', 'Pacific/Kiritimati') returning id"
    )
    return user


def test_a_call_is_in_the_ledger_with_its_cost(database: Database) -> None:
    with database.connect() as db:
        user = priced(db)
        enqueue(db, user_id=user)
        complete(db, claim(db)[0], usage=CALL)
        (call,) = db.execute("select * from salesflow.model_calls").fetchall()
        # 600 at 10, 400 cached at 5, 100 out at 100, per million
        assert float(call["cost"]) == pytest.approx(0.018)
        assert (call["currency"], call["outcome"], call["latency_ms"]) == ("USD", "applied", 12)
        assert (call["prompt_version"], call["user_id"]) == (1, user)
        assert call["local_day"] == one(
            db, "select (now() at time zone 'Pacific/Kiritimati')::date"
        )
        (day,) = db.execute("select * from model_usage").fetchall()
        assert (day["user_name"], day["calls"], day["tokens_out"]) == ("K", 1, 100)


def test_each_attempt_and_each_call_of_it_is_paid_for(database: Database) -> None:
    with database.connect() as db:
        priced(db)
        enqueue(db)
        (event,) = claim(db)
        usage = psycopg.types.json.Jsonb([CALL | {"outcome": "truncated"}, CALL])
        db.execute(
            "select salesflow.fail_event(%s, %s, 'timeout', 0, %s, 'timeout')",
            [event["event_id"], event["lease"], usage],
        )
        complete(db, claim(db)[0], usage=CALL)
        rows = db.execute(
            "select attempt, position, outcome from salesflow.model_calls order by 1, 2"
        )
        assert [tuple(row.values()) for row in rows] == [
            (1, 1, "truncated"),
            (1, 2, "timeout"),
            (2, 1, "applied"),
        ]
        assert one(db, "select calls from model_usage") == 3


def test_when_the_day_is_spent_the_rules_answer(database: Database) -> None:
    with database.connect() as db:
        user = priced(db, "0.13")  # one reserved call is 0.1
        enqueue(db, 1, user_id=user)
        complete(db, claim(db)[0], usage=CALL | {"tokens_out": 500})
        enqueue(db, 2, user_id=user)
        enqueue(db, 3)  # nobody's budget is another
        events = claim(db)
        assert [(e["mode"], e["reason"]) for e in events] == [
            ("offline", "budget"),
            ("model", None),
        ]


def test_calls_in_flight_count(database: Database) -> None:
    with database.connect() as db:
        user = priced(db, "0.35")
        for n in range(3):
            enqueue(db, n, user_id=user)
        assert [e["mode"] for e in claim(db, 2)] == ["model", "model"]
        enqueue(db, 4, user_id=user)
        assert [e["mode"] for e in claim(db)] == ["model", "offline"]


def test_yesterday_is_another_day(database: Database) -> None:
    with database.connect() as db:
        user = priced(db, "0.11")
        enqueue(db, 1, user_id=user)
        complete(db, claim(db)[0], usage=CALL)
        db.execute("update salesflow.model_days set local_day = local_day - 1")
        enqueue(db, 2, user_id=user)
        assert claim(db)[0]["mode"] == "model"


def test_a_budget_of_nothing_asks_nobody(database: Database) -> None:
    with database.connect() as db:
        priced(db, "0")
        enqueue_many(db, 3)
        assert {e["mode"] for e in claim(db)} == {"offline"}


def test_a_lost_answer_is_not_charged_twice(database: Database) -> None:
    with database.connect() as db:
        priced(db)
        enqueue(db)
        (event,) = claim(db)
        assert complete(db, event, usage=CALL) == "applied"
        assert complete(db, event, usage=CALL) == "lost"
        assert one(db, "select calls from model_usage") == 1


def test_prompt_versions_are_kept_and_charged_to(database: Database) -> None:
    with database.connect() as db:
        priced(db)
        enqueue(db)
        (event,) = claim(db)
        db.execute(f"update salesflow.event_kinds set instructions = 'Say it better.' {ECHO}")
        complete(db, event, usage=CALL | {"prompt_version": event["prompt_version"]})
        assert one(db, "select prompt_version from salesflow.model_calls") == 1
        rows = db.execute(
            """select new_row ->> 'instructions' as instructions
            from settings_history
            where table_name = 'salesflow.event_kinds' and key = 'test.echo'
            order by (new_row ->> 'prompt_version')::integer"""
        )
        assert [row["instructions"] for row in rows] == ["Say a word.", "Say it better."]
        db.execute(f"update salesflow.event_kinds set priority = 3 {ECHO}")
        assert one(db, f"select prompt_version from salesflow.event_kinds {ECHO}") == 2


def test_failures_are_charged_as_what_they_were(database: Database) -> None:
    with database.connect() as db:
        priced(db)
        enqueue(db)
        assert fail(db, claim(db)[0]) == "retry"
        assert one(db, "select count(*) from salesflow.model_calls") == 0  # none was reported


def test_what_came_too_late_is_paid_for_once(database: Database) -> None:
    with database.connect() as db:
        priced(db)
        enqueue(db)
        (late,) = claim(db)
        db.execute("update salesflow.events set leased_until = now() - interval '1 s'")
        (again,) = claim(db)
        assert complete(db, late, usage=CALL) == "lost"
        assert complete(db, again, usage=CALL) == "applied"
        for event in (late, late, again):
            assert complete(db, event, usage=CALL) == "lost"
        rows = db.execute(
            "select outcome, attempt from salesflow.model_calls order by 1"
        ).fetchall()
        assert [tuple(row.values()) for row in rows] == [("applied", 2), ("lost", None)]
        assert one(db, "select calls from model_usage") == 2


def test_an_administrator_words_a_prompt(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        db.execute("set role salesflow_admin")
        db.execute(f"update salesflow.event_kinds set instructions = 'Say it well.' {ECHO}")
        assert one(db, f"select prompt_version from salesflow.event_kinds {ECHO}") == 2
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute(f"update salesflow.event_kinds set apply_fn = 'pg_catalog.now' {ECHO}")
