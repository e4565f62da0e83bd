"""From commit to claim: how long an event waits for an idle daemon, p50 and p99."""

from __future__ import annotations

import asyncio
import statistics
import time

import psycopg

from agent import log
from agent.config import Settings
from agent.model import Reply, Request
from agent.worker import Worker
from bench.common import database, durable_server, table
from tests.events.support import make_kind

EVENTS = 500
PAUSE = 0.02  # seconds between events, so that each meets an idle daemon


async def measure(url: str) -> list[float]:
    """Milliseconds from the return of COMMIT to the moment the daemon holds the request."""
    claimed: asyncio.Queue[float] = asyncio.Queue()

    async def ask(request: Request) -> Reply:
        claimed.put_nowait(time.perf_counter())
        return Reply({"answer": {"word": "x"}})

    settings = Settings.model_validate(
        {"DATABASE_URL": url, "SALESFLOW_MODEL": "free", "SALESFLOW_POLL": 3600}
    )
    worker = Worker(settings, ask)
    task = asyncio.create_task(worker.run())
    waits: list[float] = []
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as db:
        for n in range(EVENTS + 20):
            await asyncio.sleep(PAUSE)
            await db.execute("select salesflow.enqueue_event('test.echo')")
            committed = time.perf_counter()
            at = await asyncio.wait_for(claimed.get(), 10)
            if n >= 20:  # connections and plans are warm
                waits.append(max(at - committed, 0) * 1000)
    worker.stop()
    await task
    return waits


def main() -> None:
    log.configure("error")
    with durable_server() as cluster, database(cluster) as url:
        with psycopg.connect(url, autocommit=True) as db:
            make_kind(db)  # type: ignore[arg-type]
            db.execute("insert into salesflow.model_prices values ('free', 0, 0, 0, 'USD')")
        waits = asyncio.run(measure(url))
    cuts = statistics.quantiles(waits, n=100)
    row = ("commit to claim, idle daemon", f"{cuts[49]:.2f}", f"{cuts[98]:.2f}", "3 / 10")
    table(
        "Waking up (ms)",
        ["", "p50", "p99", "target p50 / p99"],
        [row],
        f"{EVENTS} events. A claim that ends none does not wait for the disk.",
    )


if __name__ == "__main__":
    main()
