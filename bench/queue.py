"""The queue, drained by our daemon and by Procrastinate, on the same server in the same run.

Ours pays for lease, fence, schema check, ledger and effect in one commit with each event.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import procrastinate
import psycopg

from agent import log
from agent.config import Settings
from agent.model import Reply, Request
from agent.worker import Worker
from bench.common import database, durable_server, pgbench, table
from tests.events.support import make_kind

EVENTS = 10_000
# one after another takes its time
DRAINED = {1: 500, 10: 3_000, 50: EVENTS}
GOALS = {1: "800", 10: "4,000", 50: "9,500"}
PEER_JOBS = 500
ROUNDS = 3
CLIENTS = 16
DURATION = 5
BATCHES = (100, 500)

SETUP = """
insert into salesflow.model_prices values ('free', 0.01, 0.01, 0.01, 'USD');
select set_policy('events.budget_per_user_day', '1000000');
create table things (n bigint generated always as identity, lead_id uuid);
create function ring_things() returns trigger language plpgsql security definer as $$
begin
  perform salesflow.enqueue_events(array_agg(
    row('test.echo', t.lead_id, null, jsonb_build_object('n', t.n), 'things:' || t.n, null, null)::salesflow.new_event))
  from new_rows as t;
  return null;
end $$;
alter function ring_things() owner to salesflow_owner;
create trigger things_ring after insert on things
  referencing new table as new_rows for each statement execute function ring_things();
"""  # noqa: E501
WAITING = 1_000_000
# behind all that is measured
WAIT = """
insert into salesflow.events (kind, lead_id, priority, payload)
select 'test.echo', gen_random_uuid(), 100, '{"n": 0}' from generate_series(1, %s)
"""
FILL = "insert into things (lead_id) select gen_random_uuid() from generate_series(1, %s)"
USAGE = {"model": "free", "tokens_in": 100, "tokens_out": 10, "latency_ms": 1}


async def no_op(request: Request) -> Reply:
    """A model that knows its answer."""
    return Reply({"answer": {"word": "bench"}, "usage": [USAGE]})


def connect(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url, autocommit=True)


def fresh(url: str, count: int) -> float:
    """An empty queue with `count` events; how many a second were enqueued in bulk."""
    with connect(url) as db:
        db.execute(
            "truncate salesflow.events, salesflow.test_effects, salesflow.event_causes, things"
        )
        db.execute("vacuum analyze salesflow.events")
        start = time.perf_counter()
        db.execute(FILL, [count])
        return count / (time.perf_counter() - start)


def daemon(url: str, at_once: int, workers: int = 1, waiting: int = 0) -> float:
    """Events a second of the real daemon, one model call each, `at_once` in flight."""
    count = DRAINED[at_once]
    fresh(url, count)
    if waiting:
        with connect(url) as db:
            db.execute(WAIT, [waiting])
            db.execute("vacuum analyze salesflow.events")
    settings = Settings.model_validate(
        {"DATABASE_URL": url, "SALESFLOW_MODEL": "free", "SALESFLOW_CONCURRENCY": at_once}
    )
    names = [settings.model_copy(update={"worker": f"bench {n}"}) for n in range(workers)]
    left = count

    async def ask(request: Request) -> Reply:
        nonlocal left
        left -= 1
        if not left:  # what waits behind stays
            for worker in running:
                worker.stop()
        return await no_op(request)

    running = [Worker(one, ask, None, True) for one in names]

    async def drain() -> None:
        await asyncio.gather(*(worker.run() for worker in running))

    start = time.perf_counter()
    asyncio.run(drain())
    rate = count / (time.perf_counter() - start)
    with connect(url) as db:
        row = db.execute(
            "select count(*), count(distinct event_id) from salesflow.test_effects"
        ).fetchone()
        assert row is not None
        assert row[0] == row[1] >= count, row
    return rate


@contextmanager
def old_snapshot(url: str) -> Iterator[None]:
    """A transaction elsewhere that sees the world as it was: nothing dead can be removed."""
    with psycopg.connect(url) as elsewhere:
        elsewhere.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        elsewhere.execute("select count(*) from salesflow.workers")
        yield


def batches(url: str, size: int, model: str | None) -> float:
    """Events a second of the protocol alone: exchange() called in a row, `size` at a time."""
    fresh(url, EVENTS)
    with connect(url) as db:
        db.execute("select salesflow.register_worker('bench', %s)", [model])
        start = time.perf_counter()
        ended: list[dict[str, Any]] = []
        while True:
            got = db.execute(
                "select salesflow.exchange('bench', %s::jsonb, %s)", [json.dumps(ended), size]
            ).fetchone()[0]  # type: ignore[index]
            said = {"answer": {"word": "x"}, "usage": USAGE} if model else {"offline": "no_model"}
            ended = [{"event_id": e["event_id"], "lease": e["lease"]} | said for e in got["events"]]
            if not ended:
                rate = EVENTS / (time.perf_counter() - start)
                db.execute("select salesflow.stop_worker('bench')")
                return rate


def app_for(url: str) -> procrastinate.App:
    # the path keeps it from warning that this is the main module
    connector = procrastinate.PsycopgConnector(conninfo=url)
    return procrastinate.App(connector=connector, import_paths=["bench.queue"])


def peer(url: str, at_once: int) -> tuple[float, float]:
    """Procrastinate's rates for the same: bulk enqueue, drain with a task that does nothing."""

    async def work() -> tuple[float, float]:
        app = app_for(url)

        @app.task(name="nothing")
        async def nothing(n: int) -> None:
            pass

        async with app.open_async():
            start = time.perf_counter()
            await nothing.batch_defer_async(*({"n": n} for n in range(PEER_JOBS)))
            enqueued = PEER_JOBS / (time.perf_counter() - start)
            start = time.perf_counter()
            await app.run_worker_async(
                wait=False, concurrency=at_once, install_signal_handlers=False, delete_jobs="always"
            )
            return enqueued, PEER_JOBS / (time.perf_counter() - start)

    return asyncio.run(work())


def peer_setup(url: str) -> None:
    async def apply() -> None:
        app = app_for(url)
        async with app.open_async():
            await app.schema_manager.apply_schema_async()

    asyncio.run(apply())


def median(rates: list[float]) -> str:
    return f"{statistics.median(rates):,.0f}"


def main() -> None:
    log.configure("error")
    with durable_server() as cluster, database(cluster) as url, database(cluster) as theirs:
        with connect(url) as db:
            make_kind(db)  # type: ignore[arg-type]
            db.execute(SETUP)
        peer_setup(theirs)
        drained: dict[int, list[float]] = {at_once: [] for at_once in DRAINED}
        burdened: dict[int, list[float]] = {at_once: [] for at_once in DRAINED}
        haunted: dict[int, list[float]] = {at_once: [] for at_once in DRAINED}
        peers: dict[int, list[float]] = {at_once: [] for at_once in DRAINED}
        peer_bulk: list[float] = []
        bulk, two = [], []
        protocol: dict[tuple[int, str | None], list[float]] = {
            (size, model): [] for size in BATCHES for model in ("free", None)
        }
        for _ in range(ROUNDS):  # in turns, so that a noisy neighbour disturbs both
            bulk.append(fresh(url, EVENTS))
            for at_once in drained:
                drained[at_once].append(daemon(url, at_once))
                burdened[at_once].append(daemon(url, at_once, waiting=WAITING))
                with old_snapshot(url):
                    haunted[at_once].append(daemon(url, at_once))
                enqueued, rate = peer(theirs, at_once)
                peers[at_once].append(rate)
                peer_bulk.append(enqueued)
            two.append(daemon(url, 50, workers=2))
            for size, model in protocol:
                protocol[size, model].append(batches(url, size, model))
        insert = "insert into things (lead_id) values (gen_random_uuid());"
        fresh(url, 1)
        unheard = pgbench(url, insert, CLIENTS, DURATION)
        with connect(url) as db:
            db.execute("select salesflow.register_worker('waiting', null, null, '1 hour')")
            heard = pgbench(url, insert, CLIENTS, DURATION)
        rows: list[tuple[str, str, str, str]] = [
            ("enqueue by trigger, 16 clients", f"{unheard:,.0f}", "", "7,000"),
            ("the same while a worker waits", f"{heard:,.0f}", "", ""),
            ("enqueue in bulk", median(bulk), median(peer_bulk), ""),
        ]
        for at_once, rates in drained.items():
            name = f"daemon, one by one, {at_once} in flight"
            rows.append((name, median(rates), median(peers[at_once]), GOALS[at_once]))
            rows.append(("  with a million waiting", median(burdened[at_once]), "", "10 % less"))
            rows.append(("  during a long transaction", median(haunted[at_once]), "", ""))
        rows.append(("two daemons, 50 in flight each", median(two), "", ""))
        for (size, model), rates in protocol.items():
            name = f"protocol, batches of {size}, {'no-op model' if model else 'by rules'}"
            rows.append((name, median(rates), "", "10,000"))
        table(
            "The queue (events a second)",
            ["", "Sales Flow AI", f"procrastinate {procrastinate.__version__}", "target"],
            rows,
            f"Medians of {ROUNDS} rounds of up to {EVENTS:,} events (Procrastinate {PEER_JOBS:,}).",
        )


if __name__ == "__main__":
    main()
