"""The fixtures keep tests apart."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.cluster import Cluster
from tests.conftest import Database


def test_a_clone_commits_and_is_ones_own(database: Database) -> None:
    with database.connect() as one, database.connect() as two:
        one.execute("create table only_here (n int)")
        assert two.execute("select count(*) as n from only_here").fetchone() == {"n": 0}


def test_the_next_clone_knows_nothing_of_it(database: Database) -> None:
    with database.connect() as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("select from only_here")


async def test_a_clone_from_asyncio(database: Database) -> None:
    async with await database.aconnect() as connection:
        cursor = await connection.execute("select current_database() as name")
        assert await cursor.fetchone() == {"name": database.name}


@pytest.mark.parametrize("turn", [1, 2])
def test_what_db_did_is_undone(db: psycopg.Connection[dict[str, object]], turn: int) -> None:
    db.execute("create table only_now (n int)")


def test_pg_cron_runs_in_its_database(cron_database: Database) -> None:
    with cron_database.connect() as connection:
        connection.execute("create extension if not exists pg_cron")
        found = connection.execute("select current_setting('cron.database_name') as name")
        assert found.fetchone() == {"name": cron_database.name}


def test_a_killed_session_leaves_no_server_and_the_next_clears_its_data_away() -> None:
    script = (
        "from tests.cluster import Cluster; c = Cluster();"
        "print(c.server_pid, c.base_dir, flush=True); input()"
    )
    session = subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1, text=True)
    assert session.stdout
    pid, base_dir = session.stdout.readline().split()
    server = Path("/proc", pid, "cmdline")
    assert b"postgres" in server.read_bytes()
    session.kill()
    session.communicate()
    deadline = time.monotonic() + 10
    with suppress(FileNotFoundError, ProcessLookupError):
        while server.read_bytes():  # a zombie has no command line
            assert time.monotonic() < deadline
            time.sleep(0.02)
    assert Path(base_dir).exists()
    with Cluster() as another:
        assert not Path(base_dir).exists()
        with Cluster():
            assert another.data.exists()
