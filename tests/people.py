"""People, leads and what happens with them, a line each; and the shortest way to ask."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.conftest import Database, Row

Connection = psycopg.Connection[Row]

_numbers = count(1)


def rows(db: Connection, query: str, *params: Any) -> list[Row]:
    """All rows of a query."""
    return db.execute(query.encode(), params or None).fetchall()


def row(db: Connection, query: str, *params: Any) -> Row:
    """The one row of a query."""
    (only,) = rows(db, query, *params)
    return only


def value(db: Connection, query: str, *params: Any) -> Any:
    """The one value of a query."""
    (only,) = row(db, query, *params).values()
    return only


def insert(db: Connection, table: str, **columns: Any) -> Any:
    """Insert a row into a table of schema public; its key."""
    keys = {
        "personality_profiles": "lead_id",
        "automation_rules": "rule",
        "lead_situations": "situation",
    }
    key = keys.get(table, "id")
    statement = sql.SQL("insert into {} ({}) values ({}) returning {}").format(
        sql.Identifier("public", table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
        sql.Identifier(key),
    )
    values = [Jsonb(v) if isinstance(v, Mapping) else v for v in columns.values()]
    found = db.execute(statement, values).fetchone()
    assert found
    return found[key]


def user(db: Connection, name: str = "Rita Rep", **columns: Any) -> UUID:
    """A rep, German unless the columns say otherwise."""
    key: UUID = insert(db, "users", name=name, **columns)
    return key


def lead(
    db: Connection, user_id: UUID | None = None, name: str = "Max Mustermann", **columns: Any
) -> UUID:
    """A lead, new unless the columns say otherwise."""
    key: UUID = insert(db, "leads", user_id=user_id, name=name, **columns)
    return key


def activity(db: Connection, lead_id: UUID, type: str = "call", **columns: Any) -> UUID:
    """An activity with a lead."""
    key: UUID = insert(db, "activities", lead_id=lead_id, type=type, **columns)
    return key


def bant(db: Connection, lead_id: UUID, *scores: int | None, **columns: Any) -> UUID:
    """A BANT assessment: one score for all four letters, or four."""
    four = scores * 4 if len(scores) == 1 else scores
    letters = ("budget_score", "authority_score", "need_score", "timeline_score")
    key: UUID = insert(
        db, "bant_assessments", lead_id=lead_id, **dict(zip(letters, four, strict=True)), **columns
    )
    return key


def move(db: Connection, lead_id: UUID, status: str, reason: str | None = None) -> None:
    """A person sets the status of a lead."""
    db.execute(
        "update leads set status = %s, status_reason = %s where id = %s", (status, reason, lead_id)
    )


def status(db: Connection, lead_id: UUID) -> str:
    """The status of a lead."""
    found: str = value(db, "select status from leads where id = %s", lead_id)
    return found


def set_policy(db: Connection, key: str, new: Any) -> None:
    """Change a policy."""
    db.execute("select set_policy(%s, %s)", (key, Jsonb(new)))


def switch_off(db: Connection, rule: str) -> None:
    """Disable a rule."""
    db.execute("update automation_rules set is_enabled = false where rule = %s", (rule,))


def run_rules(
    db: Connection, watch: str, as_of: datetime | None = None, subjects: list[UUID] | None = None
) -> int:
    """Run the rules of a watch, for all subjects and now unless told; how many actions it took."""
    done: int = value(
        db,
        "select salesflow.run_rules(%s, %s::uuid[], coalesce(%s::timestamptz, now()))",
        watch,
        subjects,
        as_of,
    )
    return done


def in_background(database: Database, query: str, *params: Any) -> Future[None]:
    """A statement in a session of its own, meanwhile."""

    def run() -> None:
        with database.connect() as session:
            session.execute(query.encode(), params or None)

    with_one = ThreadPoolExecutor(max_workers=1)
    future = with_one.submit(run)
    with_one.shutdown(wait=False)
    return future


def until(condition: Callable[[], object], what: str = "it", seconds: float = 60) -> None:
    """Look again and again, until it is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.005)


def wait_for_locked(database: Database, sessions: int = 1) -> None:
    """Until that many sessions of the database wait for a lock."""
    locked = (
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    with database.connect() as watcher:
        until(lambda: value(watcher, locked) >= sessions, "a session that waits for a lock")


@contextmanager
def refused(db: Connection, code: str) -> Iterator[None]:
    """What happens here is refused with that SQLSTATE; the connection stays usable."""
    with pytest.raises(psycopg.Error) as caught, db.transaction():
        yield
    assert caught.value.sqlstate == code, caught.value


@contextmanager
def acting(db: Connection, role: str) -> Iterator[None]:
    """With the privileges of a role."""
    db.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
    yield
    db.execute("reset role")


@contextmanager
def login_role(database: Database, *groups: str) -> Iterator[str]:
    """A role that may log in and is a member of the groups, for as long as the context lasts."""
    name = f"test_login_{next(_numbers)}"
    with database.connect() as admin:
        admin.execute(sql.SQL("create role {} login").format(sql.Identifier(name)))
        for group in groups:
            admin.execute(
                sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(name))
            )
        try:
            yield name
        finally:
            admin.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))
