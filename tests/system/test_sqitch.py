"""Sqitch deploys, verifies, reverts to nothing and redeploys; verify sees what is missing."""

from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest

from tests.conftest import Database
from tests.system.support import PLAN, ROOT, catalog, sqitch


def test_every_change_has_its_three_scripts() -> None:
    for kind in ("deploy", "revert", "verify"):
        found = {
            str(path.relative_to(ROOT / kind).with_suffix(""))
            for path in (ROOT / kind).rglob("*.sql")
        }
        assert found == set(PLAN), kind
        for change in PLAN:
            first = (ROOT / kind / f"{change}.sql").read_text().splitlines()[0]
            assert change in first, f"{kind}/{change}.sql is headed {first}"


def test_a_room_is_in_one_place() -> None:
    rooms = [change.split("/")[0] for change in PLAN]
    assert rooms == sorted(rooms, key=rooms.index)


@pytest.mark.timeout(300)
def test_revert_leaves_nothing_and_redeploy_brings_all_back(database: Database, empty: str) -> None:
    """The template keeps the cluster's roles in use, so that both deployments find them."""
    before = catalog(empty)
    sqitch(empty, "deploy", "--verify")
    deployed = catalog(empty)
    assert len(deployed) > len(before) + 500
    assert catalog(database.url) == deployed  # what all other tests run on, without Sqitch
    sqitch(empty, "revert", "-y")
    left = [row for row in catalog(empty) if row not in before]
    assert left == []
    assert catalog(empty) == before
    sqitch(empty, "deploy", "--no-verify")
    assert catalog(empty) == deployed


def test_pg_cron_goes_with_the_revert(cron_database: Database) -> None:
    """Only the change that makes it and those after it, in the one database that has pg_cron."""
    room = PLAN[PLAN.index("jobs/cron") - 1]
    sqitch(cron_database.url, "deploy", "--log-only")  # it was deployed without Sqitch
    with cron_database.connect() as connection:
        here = "select extname from pg_extension where extname = 'pg_cron'"
        assert connection.execute(here).fetchall()
        try:
            sqitch(cron_database.url, "revert", "-y", "--to", room)
            assert connection.execute(here).fetchall() == []
        finally:
            sqitch(cron_database.url, "deploy", "--no-verify")
        assert connection.execute(here).fetchall()
        jobs = connection.execute("select from cron.job where username = 'salesflow_jobs'")
        assert len(jobs.fetchall()) == 6


# --- Verify ------------------------------------------------------------------------------

CREATES = re.compile(
    r"^create (?:or replace )?(?:unlogged )?"
    r"(table|materialized view|view|function|procedure|type|domain|sequence)"
    r" (?:if not exists )?([\w.]+)",
    re.MULTILINE,
)
CALLS = re.compile(r"^call salesflow\.(keep_history|protect)\w*\(\s*'([\w.]+)'", re.M)
TRIGGERS = re.compile(
    r"^create (?:or replace )?(?:constraint )?trigger (\w+)\s+.*?\bon ([\w.]+)", re.M | re.S
)
# Of the rows that a change inserts, the first of each statement.
ROWS = re.compile(r"^insert into ([\w.]+) \((\w+)[^;]*?values\s*\(('[^']+')", re.M)
# Changes that make nothing one could drop or delete, and what breaks each.
OTHERWISE = {
    "foundation/roles": "alter role salesflow_owner login",
    "foundation/schemas": "alter schema salesflow rename to salesflow_gone",
    "review/wording_event": "delete from salesflow.event_kinds where kind = 'review.plan_wording'",
    # made by a query or a training, not by VALUES
    "realtime/reference_messages": "delete from public.signal_messages where source = 'reference'",
    "realtime/practice_messages": "delete from public.signal_messages where source = 'practice'",
    "realtime/first_model": "delete from public.signal_weights",
    "jobs/cron": "alter role salesflow_jobs reset statement_timeout",
    "access/grants": "revoke select on public.job_status from salesflow_bi",
}


def breakages(change: str) -> list[str]:
    """Statements of which each takes away one thing that the change made."""
    if change in OTHERWISE:
        return [OTHERWISE[change]]
    deploy = re.sub(
        r"\$(\w*)\$.*?\$\1\$", "''", (ROOT / "deploy" / f"{change}.sql").read_text(), flags=re.S
    )
    found = [
        f"drop_routine {name}"
        if kind in ("function", "procedure")
        else f"drop {kind} {name} cascade"
        for kind, name in CREATES.findall(deploy)
    ]
    found += [f"drop trigger {name} on {table}" for name, table in TRIGGERS.findall(deploy)]
    found += [
        f"call salesflow.unprotect('{table}')"
        if what == "protect"
        else f"drop trigger {table.partition('.')[2]}_700_keep_history on {table}"
        for what, table in CALLS.findall(deploy)
    ]
    return found or [
        f"delete from {table} where {key} = {row}" for table, key, row in ROWS.findall(deploy)
    ]


def take_away(connection: psycopg.Connection[Any], statement: str) -> None:
    if not statement.startswith("drop_routine"):
        # as if nothing else rested on a row or minded its end
        connection.execute("set local session_replication_role = replica")
        connection.execute(statement.encode())
        return
    schema, _, name = statement.split()[1].partition(".")
    routines = connection.execute(
        "select format('drop routine %%s cascade', oid::regprocedure) as drop from pg_proc"
        " where pronamespace = %s::regnamespace and proname = %s",
        [schema, name],
    ).fetchall()
    assert routines, f"{statement}: nothing to drop"
    for routine in routines:
        # a cascade may have taken an overload that rests on this one
        connection.execute(
            routine["drop"].replace("drop routine", "drop routine if exists").encode()
        )


def verify(connection: psycopg.Connection[Any], change: str) -> None:
    script = (ROOT / "verify" / f"{change}.sql").read_text()
    # inside a transaction of ours, which ends with a rollback anyway
    body = re.sub(r"^(begin|rollback);$", "", script, flags=re.MULTILINE)
    connection.execute(body.encode())


@pytest.mark.parametrize("change", PLAN)
def test_verify_passes_and_sees_everything_that_is_missing(
    db: psycopg.Connection[dict[str, Any]], change: str
) -> None:
    with db.transaction(force_rollback=True):
        verify(db, change)
    taken = breakages(change)
    assert taken
    unseen = []
    for statement in taken:
        with db.transaction(force_rollback=True):
            take_away(db, statement)
            try:
                with db.transaction():
                    verify(db, change)
            except psycopg.Error:
                continue
            unseen.append(statement)
    assert unseen == []
