"""kill -9 at random moments: no event is lost, none takes effect twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import ForkServerProcess

import pytest

from tests.agent import fake_openai as fake
from tests.conftest import ROOT, Database
from tests.events.support import enqueue_many, make_kind, one
from tests.people import until

EVENTS = 400
KILLS = 12


# A process for each daemon, forked from one that has imported everything.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["__main__", "agent.commands_agent", "agent.worker"])


def environment(database: Database, url: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database.url,
        "OPENAI_API_KEY": "sk-test",
        "OPENAI_BASE_URL": url,
        "SALESFLOW_MODEL": "test-model",
        "SALESFLOW_POLL": "0.5",
        "SALESFLOW_HEARTBEAT": "0.5",
        "SALESFLOW_LOG_LEVEL": "error",
    }


@contextmanager
def daemon(database: Database, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """As a person starts it."""
    command = [sys.executable, "-c", "from agent.commands_agent import app; app()", "run"]
    running = subprocess.Popen(command, env=environment(database, url))
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def fork_daemon(database: Database, url: str) -> ForkServerProcess:
    code = f"os.environ.clear(); os.environ.update({environment(database, url)}); app(['run'])"
    imports = "import os; from agent.commands_agent import app; "
    forked = FORKS.Process(target=exec, args=[imports + code])
    forked.start()
    return forked


@contextmanager
def forked_daemons(database: Database, url: str, count: int) -> Iterator[list[ForkServerProcess]]:
    running = [fork_daemon(database, url) for _ in range(count)]
    try:
        yield running
    finally:
        for forked in running:
            forked.kill()
            forked.join()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_and_nothing_doubled(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    answer = fake.slow(0.005, fake.answer({"word": "x"}))
    with database.connect() as db, fake.fake_openai(answer) as server:
        make_kind(db, max_attempts=100)
        enqueue_many(db, EVENTS, leads=60)

        def applied() -> int:
            return int(one(db, "select count(*) from salesflow.test_effects"))

        def calls() -> int:
            return len(server.requests)

        def has_come(goal: int | None, asked: int) -> bool:
            return applied() >= (goal or EVENTS) or (goal is None and calls() >= asked)

        with forked_daemons(database, server.url, 2) as running:
            for kill in range(KILLS):
                # somewhere inside: after so many answers, or so many calls on their way
                goal = applied() + chance.randint(1, EVENTS // KILLS // 2)
                asked = calls() + chance.randint(1, 20)
                reached = partial(has_come, goal if chance.random() < 0.5 else None, asked)
                until(reached, f"the moment of kill {kill}")
                victim = chance.randrange(len(running))
                running[victim].kill()
                running[victim].join()
                assert running[victim].exitcode == -signal.SIGKILL
                running[victim] = fork_daemon(database, server.url)
            until(lambda: one(db, "select count(*) from salesflow.events") == 0, "the end", 90)
        doubled = db.execute(
            "select event_id from salesflow.test_effects group by 1 having count(*) <> 1"
        ).fetchall()
        assert doubled == []
        assert applied() == EVENTS
        assert one(db, "select count(*) from salesflow.event_log") == EVENTS
        assert one(db, "select count(*) from salesflow.dead_events") == 0
        orders = db.execute(
            "select array_agg(n order by at) as ns from salesflow.test_effects group by n % 60"
        )
        assert all(row["ns"] == sorted(row["ns"]) for row in orders)


def test_sigterm_ends_well_and_the_next_takes_over_at_once(database: Database) -> None:
    answer = fake.slow(0.05, fake.answer({"word": "x"}))
    with database.connect() as db, fake.fake_openai(answer) as server:
        make_kind(db)
        enqueue_many(db, 100)
        with daemon(database, server.url) as first:
            until(lambda: len(server.requests) > 10, "work")
            first.send_signal(signal.SIGTERM)
            assert first.wait(20) == 0
        assert one(db, "select count(*) from salesflow.events where lease is not null") == 0
        done = one(db, "select count(*) from salesflow.test_effects")
        assert 0 < done < 100
        with daemon(database, server.url):
            until(lambda: one(db, "select count(*) from salesflow.events") == 0, "the rest")
        assert one(db, "select count(*) from salesflow.test_effects") == 100
