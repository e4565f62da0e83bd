"""The databases tests run on.

`database`        a fresh clone of the deployed schema: commit in it what you like
`db`              a connection in a transaction that is rolled back: for tests that do not commit
`cron_database`   the one database where pg_cron lives: shared, so clean up after yourself
"""

from __future__ import annotations

import os
import subprocess
import sys
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
from tests.cluster import Cluster

ROOT = Path(__file__).parent.parent
TEMPLATE = "template_salesflow"
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


def deploy(url: str, *args: str) -> None:
    """Deploy the schema as a person does; fail the tests with what it said."""
    done = subprocess.run(
        [ROOT / "db" / "deploy.sh", *args],
        env=os.environ | {"DATABASE_URL": url, "PYTHON": sys.executable},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        pytest.exit(f"db/deploy.sh: exit {done.returncode}\n{done.stdout}", returncode=3)


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
    with Cluster() as running:
        yield running


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """The name of a database with everything deployed, to clone. Nobody may connect to it."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute(f"create database {TEMPLATE}")
        # Verifying takes as long again, and is a test of its own.
        deploy(cluster.url(TEMPLATE), "--no-verify")
        admin.execute(f"alter database {TEMPLATE} allow_connections false")
    return TEMPLATE


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
    deploy(cluster.url(server.DATABASE), "--no-verify")
    return Database(server.DATABASE, cluster.url(server.DATABASE))
