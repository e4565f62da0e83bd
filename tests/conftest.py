"""The databases tests run on.

`database`        a fresh clone of the deployed schema: commit in it what you like
`db`              a connection in a transaction that is rolled back: for tests that do not commit
`cron_database`   the one database where pg_cron lives: shared, so clean up after yourself
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from db import server
from tests import deployed
from tests.cluster import Cluster

ROOT = Path(__file__).parent.parent
_numbers = count(1)

Row = dict[str, Any]


@dataclass(frozen=True)
class Database:
    """A database of the tests' server. Connections commit by themselves and give dict rows."""

    name: str
    url: str

    def connect(self, **kw: Any) -> psycopg.Connection[Row]:
        """A connection; `user=` connects as another role."""
        options: dict[str, Any] = {"autocommit": True, "row_factory": dict_row} | kw
        return psycopg.connect(self.url, **options)

    async def aconnect(self, **kw: Any) -> psycopg.AsyncConnection[Row]:
        """The same for asyncio."""
        options: dict[str, Any] = {"autocommit": True, "row_factory": dict_row} | kw
        return await psycopg.AsyncConnection.connect(self.url, **options)


@contextmanager
def clone(cluster: Cluster, template: str) -> Iterator[Database]:
    """A copy of `template` for as long as the context lasts."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        # file_copy: with fsync off, 4 times faster than the default's copy through the WAL
        admin.execute(f"create database {name} template {template} strategy file_copy")
        yield Database(name, cluster.url(name))
        admin.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="session", autouse=True)
def _no_foreign_database() -> Iterator[None]:
    """Tests never touch the database that the environment points to."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name == "DATABASE_URL" or name.startswith("PG"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The session's server."""
    try:
        with deployed.data() as data:
            running = Cluster(made=data)
    except (server.ServerError, PermissionError) as error:
        pytest.exit(f"no server to test on: {error}", returncode=3)
    with running:
        yield running


@pytest.fixture(scope="session")
def template() -> str:
    """The name of a database with everything deployed, to clone. Nobody may connect to it."""
    return deployed.TEMPLATE


@pytest.fixture
def database(cluster: Cluster, template: str) -> Iterator[Database]:
    """A clone of one's own."""
    with clone(cluster, template) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def _shared_clone(cluster: Cluster, template: str) -> Iterator[Database]:
    with clone(cluster, template) as shared:
        yield shared


@pytest.fixture
def db(_shared_clone: Database) -> Iterator[psycopg.Connection[Row]]:
    """A connection whose work is undone. now() stands still in it, as in any transaction."""
    with _shared_clone.connect(autocommit=False) as connection:
        yield connection
        connection.rollback()


@pytest.fixture(scope="session")
def cron_database(cluster: Cluster) -> Database:
    """The database with pg_cron, deployed. It cannot be cloned: all tests share this one."""
    database = Database(server.DATABASE, cluster.url(server.DATABASE))
    deployed.load(database.url, [ROOT / "deploy" / "jobs" / "cron.sql"])
    with database.connect() as connection:
        connection.execute("select salesflow.sync_schedule()")
    return database
