"""The daemon among its like, with a database that comes and goes."""

from __future__ import annotations

import asyncio
import json
import threading
from functools import partial
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.agent import fake_openai as fake
from tests.agent.support import drain, settings, until, worker
from tests.conftest import Database
from tests.events.support import effects, enqueue, enqueue_many, make_kind, one, waiting


def done(db: Any) -> int:
    return int(one(db, "select count(*) from salesflow.event_log"))


def has_done(db: Any, count: int) -> bool:
    return done(db) == count


async def test_what_is_enqueued_is_answered_without_polling(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        daemon = worker(settings(database, server.url, SALESFLOW_POLL=3600), once=False)
        task = asyncio.create_task(daemon.run())
        waits = """select exists (
          select from salesflow.workers where is_waiting and seen_at > started_at)"""
        await until(lambda: one(db, waits), "an idle worker")
        for n in range(3):
            enqueue(db, n)
            await until(partial(has_done, db, n + 1), "an answer")
        daemon.stop()
        await asyncio.wait_for(task, 10)
        assert one(db, "select stopped_at is not null from salesflow.workers")


async def test_the_listener_comes_back_when_its_connection_is_cut(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        daemon = worker(settings(database, server.url, SALESFLOW_POLL=3600), once=False)
        task = asyncio.create_task(daemon.run())
        ears = (
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and application_name = 'salesflow agent: listener'"
        )
        await until(lambda: one(db, ears) == 1, "a listener")
        db.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = current_database() and application_name like 'salesflow agent%%'"
        )
        enqueue(db)  # nobody hears it
        await until(lambda: done(db) == 1, "the answer")
        await until(lambda: one(db, ears) == 1, "the listener again")
        enqueue(db)
        await until(lambda: done(db) == 2, "another answer")
        daemon.stop()
        await asyncio.wait_for(task, 10)


async def test_a_worker_that_was_forgotten_registers_again(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        daemon = worker(settings(database, server.url, SALESFLOW_POLL=0.1), once=False)
        task = asyncio.create_task(daemon.run())
        await until(lambda: one(db, "select count(*) from salesflow.workers") == 1, "a worker")
        db.execute("delete from salesflow.workers")
        enqueue(db)
        await until(lambda: done(db) == 1, "an answer")
        daemon.stop()
        await asyncio.wait_for(task, 10)


async def test_stopping_finishes_what_is_asked_and_leaves_the_rest(database: Database) -> None:
    release = threading.Event()

    def held(request: Any) -> Any:
        release.wait(20)
        return fake.answer({"word": "x"})(request)

    with database.connect() as db, fake.fake_openai(held) as server:
        make_kind(db)
        enqueue_many(db, 10)
        daemon = worker(settings(database, server.url, SALESFLOW_CONCURRENCY=4), once=False)
        task = asyncio.create_task(daemon.run())
        await until(lambda: len(server.requests) == 4, "four calls")
        daemon.stop()
        release.set()
        await asyncio.wait_for(task, 10)
        assert len(effects(db)) == 4
        assert [(e["attempt"], e["lease"]) for e in waiting(db)] == [(0, None)] * 6


async def test_what_takes_longer_than_the_grace_is_given_back(database: Database) -> None:
    release = threading.Event()

    def held(request: Any) -> Any:
        release.wait(20)
        return fake.answer({"word": "x"})(request)

    with database.connect() as db, fake.fake_openai(held) as server:
        make_kind(db)
        enqueue_many(db, 3)
        chosen = settings(database, server.url, SALESFLOW_GRACE=0.1, SALESFLOW_MODEL_TIMEOUT=30)
        daemon = worker(chosen, once=False)
        task = asyncio.create_task(daemon.run())
        await until(lambda: len(server.requests) == 3, "three calls")
        daemon.stop()
        await asyncio.wait_for(task, 10)
        assert [(e["attempt"], e["lease"]) for e in waiting(db)] == [(0, None)] * 3
        release.set()


async def test_a_long_answer_keeps_its_lease(database: Database) -> None:
    with (
        database.connect() as db,
        fake.fake_openai(fake.slow(3, fake.answer({"word": "slow"}))) as server,
    ):
        make_kind(db, lease="1500 ms")
        enqueue(db)
        first = asyncio.create_task(drain(settings(database, server.url, SALESFLOW_HEARTBEAT=0.3)))
        await until(lambda: len(server.requests) == 1, "a call")
        second = await drain(settings(database, server.url))
        assert second == {}
        assert await first == {"by_model": 1}
        assert len(server.requests) == 1


async def test_two_workers_share(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        enqueue_many(db, 200, leads=50)
        both = await asyncio.gather(*(drain(settings(database, server.url)) for _ in range(2)))
        assert sum(counts["by_model"] for counts in both) == 200
        assert one(db, "select count(distinct event_id) from salesflow.test_effects") == 200
        assert len(effects(db)) == 200


async def test_an_answer_the_database_cannot_take_holds_up_nobody(database: Database) -> None:
    """A batch whose statement dies as a whole is sent singly."""
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db, backoff="1 hour")
        db.execute(
            """
            create or replace function
              salesflow.test_apply(e salesflow.events, a jsonb, source text)
              returns void language plpgsql as $$
            begin
              -- not to be caught: as a statement timeout is
              if e.payload ->> 'n' = '2' then raise query_canceled; end if;
              insert into salesflow.test_effects (event_id, n) values (e.event_id, 1);
            end $$"""
        )
        enqueue_many(db, 5)
        counts = await drain(settings(database, server.url))
        assert counts == {"by_model": 4, "retry": 1}
        assert len(effects(db)) == 4
        assert "57014" in waiting(db)[0]["last_error"]


async def test_logs_name_events_and_never_what_they_say(database: Database) -> None:
    with (
        database.connect() as db,
        fake.fake_openai(fake.answer({"word": "private-answer" * 5})) as server,
    ):
        make_kind(db, backoff="1 hour")
        event_id = enqueue(db, payload={"text": "private-input"})
        with capture_logs() as logs:
            await drain(settings(database, server.url))
        settled = next(line for line in logs if line["event"] == "event_settled")
        assert (settled["event_id"], settled["attempt"], settled["status"]) == (
            event_id,
            1,
            "retry",
        )
        said = json.dumps(logs, default=str)
        assert "private" not in said
        assert "sk-test" not in said


@pytest.mark.parametrize("count", [2000])
async def test_a_backlog_is_drained(database: Database, count: int) -> None:
    with database.connect() as db:
        make_kind(db)
        enqueue_many(db, count, leads=300)
        assert await drain(settings(database, None)) == {"by_rules": count}
        assert len(effects(db)) == count
