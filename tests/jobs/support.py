"""What the tests of the jobs share: jobs to run, and waiting for what another session does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from tests.conftest import Database

Row = dict[str, Any]

# The one job whose body comes later: tests give it theirs.
SPARE = "squad_analysis"
LOCK = 4711


def give_body(
    connection: psycopg.Connection[Row], statements: str, returns: str = "bigint"
) -> None:
    """Make PL/pgSQL statements the body of the spare job."""
    connection.execute(
        sql.SQL(
            "create or replace function salesflow.analyse_squads(p_as_of timestamptz) returns {} "
            "language plpgsql set search_path = pg_catalog, pg_temp as {};"
            "alter function salesflow.analyse_squads(timestamptz) owner to salesflow_owner"
        ).format(sql.SQL(returns), sql.Literal(f"begin {statements} end"))
    )


def trigger(connection: psycopg.Connection[Row], job: str) -> Row:
    row = connection.execute("select trigger_job(%s) as answer", [job]).fetchone()
    assert row is not None
    answer: Row = row["answer"]
    return answer


def last_run(connection: psycopg.Connection[Row], job: str) -> Row:
    row = connection.execute(
        "select * from job_runs where job_name = %s order by started_at desc limit 1", [job]
    ).fetchone()
    assert row is not None, f"{job} has never run"
    return row


@contextmanager
def running(database: Database, statement: str) -> Iterator[int]:
    """A session that runs a statement while the test goes on; gives its process id."""
    connection = database.connect()
    try:
        connection.pgconn.send_query(statement.encode())
        yield connection.info.backend_pid
    finally:
        connection.close()
