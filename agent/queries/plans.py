"""The SQL of what people see and start: named calls, each one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from psycopg import Connection

Record = dict[str, Any]


def find_users(connection: Connection[Record], search: str | None) -> list[Record]:
    """find_users(): {user_id, name, email, squad, role, has_plan_today}, best match first."""
    return connection.execute("select * from public.find_users(%s)", (search,)).fetchall()


def current_user_id(connection: Connection[Record]) -> Any:
    """The user this session acts as; None for a session that is nobody."""
    row = connection.execute("select salesflow.current_user_id() as id").fetchone()
    return row["id"] if row else None


def get_daily_plan(connection: Connection[Record], user_id: Any, day: date | None) -> Record:
    """get_daily_plan(): see its comment. Raises SF301 where there is no plan for that day."""
    row = connection.execute(
        "select public.get_daily_plan(%s, %s) as plan", (user_id, day)
    ).fetchone()
    assert row is not None  # noqa: S101  a function without FROM gives one row
    return dict(row["plan"])


def create_daily_plan(connection: Connection[Record], user_id: Any) -> Record:
    """create_daily_plan(): today's plan, made now unless it is there."""
    row = connection.execute("select public.create_daily_plan(%s) as plan", (user_id,)).fetchone()
    assert row is not None  # noqa: S101
    return dict(row["plan"])


def trigger_job(connection: Connection[Record], name: str) -> Record:
    """trigger_job(): {success, job, timestamp, run_id, rows, …}. Raises SF401 (unknown job)."""
    row = connection.execute("select public.trigger_job(%s) as result", (name,)).fetchone()
    assert row is not None  # noqa: S101
    return dict(row["result"])
