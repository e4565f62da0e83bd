"""How attempts end: applied, by rules, tried again, given up; each by itself and once."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Database
from tests.events.support import (
    Row,
    claim,
    complete,
    effects,
    enqueue,
    enqueue_many,
    fail,
    make_kind,
    offline,
    one,
    register,
    settle,
    waiting,
)


def key(event: Row) -> Row:
    return {"event_id": event["event_id"], "lease": event["lease"]}


def test_an_answer_is_applied_logged_and_gone(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        event_id = enqueue(db, 7, cause="activity:7")
        assert complete(db, claim(db)[0]) == "applied"
        assert effects(db) == [{"event_id": event_id, "n": 7, "source": "model", "word": "hi"}]
        assert waiting(db) == []
        (row,) = db.execute("select * from salesflow.event_log").fetchall()
        assert (row["event_id"], row["cause"]) == (event_id, "activity:7")
        assert (row["outcome"], row["source"], row["attempts"]) == ("applied", "model", 1)


@pytest.mark.parametrize("word", [1, None, "x" * 21, {"deep": []}])
def test_an_answer_against_the_schema_is_a_failed_attempt(database: Database, word: object) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db)
        assert complete(db, claim(db)[0], word, {"tokens_in": 1, "tokens_out": 1}) == "retry"
        assert effects(db) == []
        (event,) = waiting(db)
        assert "violates its schema" in event["last_error"]
        assert "data.word" in event["last_error"]
        assert event["attempt"] == 1
        assert one(db, "select outcome from salesflow.model_calls") == "invalid"


def test_one_bad_answer_does_not_undo_the_others(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue_many(db, 5)
        first, two, three, four, five = claim(db)
        results = settle(
            db,
            key(first) | {"answer": {"word": "a"}},
            key(two) | {"answer": {"word": "raise"}},
            key(three) | {"answer": "no object"},
            key(four) | {"offline": "budget"},
            key(five) | {"error": "boom", "retry_after": 500},
            key(first) | {"lease": "00000000-0000-0000-0000-000000000000"},
        )
        said = [r["status"] for r in results]
        assert said == ["applied", "retry", "retry", "applied", "retry", "lost"]
        assert [(e["n"], e["source"]) for e in effects(db)] == [(1, "model"), (4, "rules")]
        assert "P0001: not applied" in waiting(db)[0]["last_error"]


def test_two_endings_of_one_attempt_count_once(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db)
        (e,) = claim(db)
        settle(
            db,
            key(e) | {"answer": {"word": "a"}},
            key(e) | {"error": "b"},
            key(e) | {"answer": {"word": "c"}},
        )
        assert len(effects(db)) == 1
        assert waiting(db) == []


def test_backoff_is_random_and_bounded(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, backoff="10 s", max_attempts=100)
        register(db)
        enqueue_many(db, 60)
        for event in claim(db):
            assert fail(db, event) == "retry"
        pauses = [
            row["s"]
            for row in db.execute(
                "select extract(epoch from run_at - now())::float as s from salesflow.events"
            )
        ]
        assert max(pauses) <= 10
        assert len({round(p, 3) for p in pauses}) > 30
        db.execute("update salesflow.events set attempt = 40, is_due = true, run_at = now()")
        for event in claim(db):
            fail(db, event)
        limit = one(
            db,
            """select max(run_at) - now() <= salesflow.policy_interval('events.backoff_max')
            from salesflow.events""",
        )
        assert limit


def test_retry_after_is_honoured_within_reason(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, backoff="1 s")
        register(db)
        enqueue_many(db, 2)
        first, second = claim(db)
        fail(db, first, retry_after=30)
        fail(db, second, retry_after=1e12)
        low, high = (
            row["s"]
            for row in db.execute(
                """select extract(epoch from run_at - now())::float as s
                from salesflow.events order by 1"""
            )
        )
        assert 29 < low < 32
        assert 3590 < high < 3602


def test_after_the_last_attempt_the_rules_answer(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, max_attempts=2)
        register(db)
        enqueue(db)
        assert fail(db, claim(db)[0], "first", 0) == "retry"
        assert complete(db, claim(db)[0], 5) == "applied"
        assert [e["source"] for e in effects(db)] == ["rules"]
        (row,) = db.execute("select * from salesflow.event_log").fetchall()
        assert (row["reason"], row["attempts"]) == ("attempts", 2)
        assert "violates" in row["last_error"]


def test_without_rules_it_is_given_up_and_can_be_retried(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, rules=False, max_attempts=1)
        register(db)
        enqueue(db, 9)
        assert fail(db, claim(db)[0], "the model is on fire") == "dead"
        assert waiting(db) == []
        (dead,) = db.execute("select * from dead_events").fetchall()
        assert (dead["error"], dead["attempts"]) == ("the model is on fire", 1)
        again = one(db, "select retry_event(%s)", dead["event_id"])
        assert db.execute("select * from dead_events").fetchall() == []
        (event,) = claim(db)
        assert (event["event_id"], event["attempt"]) == (again, 1)
        assert complete(db, event) == "applied"
        with pytest.raises(Exception, match="no dead event") as raised:
            db.execute("select retry_event(%s)", [dead["event_id"]])
        assert raised.value.sqlstate == "SF206"  # type: ignore[attr-defined]


def test_no_rules_and_no_model_is_given_up_at_once(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, rules=False)
        register(db, model=None)
        enqueue(db)
        assert offline(db, claim(db)[0], "no_model") == "dead"
        assert "no rules" in one(db, "select error from dead_events")


def test_rules_that_fail_are_tried_again_then_given_up(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, max_attempts=2, backoff="0")
        register(db, model=None)
        enqueue(db, payload={"rules": "raise"})
        enqueue(db, payload={"rules": "invalid"})
        for expected in ("retry", "dead"):
            events = claim(db)
            assert [offline(db, event) for event in events] == [expected] * 2
        errors = [row["error"] for row in db.execute("select error from dead_events order by 1")]
        assert "no rules for" in errors[0]
        assert "violates its schema" in errors[1]
        assert effects(db) == []


def test_rules_may_find_nothing_to_do(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db, model=None)
        enqueue(db, payload={"rules": "nothing"})
        assert offline(db, claim(db)[0]) == "skipped"
        assert waiting(db) == []
        assert effects(db) == []


def test_given_back_does_not_count(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db)
        (e,) = claim(db)
        assert settle(db, key(e) | {"release": True})[0]["status"] == "released"
        assert claim(db)[0]["attempt"] == 1


def test_exchange_ends_and_claims_in_one_go(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue_many(db, 3)
        exchange = "select salesflow.exchange('w', %s, %s)"
        got = one(db, exchange, "[]", 2)
        assert [json.loads(e["input"])["n"] for e in got["events"]] == [1, 2]
        assert got["kinds"]["test.echo"]["instructions"] == "Say a word."
        assert not got["is_drained"]
        ended = json.dumps(
            [
                {"event_id": e["event_id"], "lease": e["lease"], "answer": {"word": "x"}}
                for e in got["events"]
            ]
        )
        got = one(db, exchange, ended, 2)
        assert [r["status"] for r in got["results"]] == ["applied", "applied"]
        assert [json.loads(e["input"])["n"] for e in got["events"]] == [3]
        assert got["is_drained"]


def test_a_changed_schema_counts_at_once(database: Database) -> None:
    """The compiled checker of a session is found by the schema, not by the kind."""
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue_many(db, 2)
        first, second = claim(db)
        assert complete(db, first, "long enough") == "applied"
        db.execute(
            """update salesflow.event_kinds
            set schema = jsonb_set(schema, '{properties,word,maxLength}', '3')
            where kind = 'test.echo'"""
        )
        assert complete(db, second, "long enough") == "retry"
