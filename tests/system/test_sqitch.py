"""Sqitch deploys, verifies, reverts to nothing and redeploys; verify sees what is missing."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.cluster import Cluster
from tests.conftest import Database

ROOT = Path(__file__).parents[2]
PLAN = [
    line.split()[0]
    for line in (ROOT / "sqitch.plan").read_text().splitlines()
    if line and line[0] not in "%@"
]

# Everything one can find in a catalog, Sqitch's registry and the roles of the cluster aside.
CATALOG = """
  select kind, name, definition
  from (
    select 'schema', nspname::text, concat_ws(' ', pg_get_userbyid(nspowner), nspacl,
        obj_description(oid, 'pg_namespace')), nspname
      from pg_namespace
    union all
    select 'relation ' || c.relkind::text, c.oid::regclass::text, concat_ws(' ', pg_get_userbyid(c.relowner), c.relacl,
        c.reloptions, obj_description(c.oid, 'pg_class')), n.nspname
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    union all
    select 'column', format('%s.%s', a.attrelid::regclass, a.attname),
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
          a.attacl, pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum)), n.nspname
      from pg_attribute as a join pg_class as c on c.oid = a.attrelid
      join pg_namespace as n on n.oid = c.relnamespace
      left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped
    union all
    select 'constraint', concat_ws(' ', k.conrelid::regclass, k.conname), pg_get_constraintdef(k.oid), n.nspname
      from pg_constraint as k join pg_namespace as n on n.oid = k.connamespace
    union all
    select 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), n.nspname
      from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_namespace as n on n.oid = c.relnamespace
    union all
    select 'view', c.oid::regclass::text, pg_get_viewdef(c.oid), n.nspname
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where c.relkind in ('v', 'm')
    union all
    select 'function', p.oid::regprocedure::text,
        concat_ws(' ', pg_get_userbyid(p.proowner), p.proacl, obj_description(p.oid, 'pg_proc'),
          case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) end), n.nspname
      from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
    union all
    select 'trigger', concat_ws(' ', t.tgrelid::regclass, t.tgname), pg_get_triggerdef(t.oid), n.nspname
      from pg_trigger as t join pg_class as c on c.oid = t.tgrelid join pg_namespace as n on n.oid = c.relnamespace
      where not t.tgisinternal
    union all
    select 'type', t.oid::regtype::text, concat_ws(' ', pg_get_userbyid(t.typowner), t.typacl,
        obj_description(t.oid, 'pg_type')), n.nspname
      from pg_type as t join pg_namespace as n on n.oid = t.typnamespace
    union all
    select 'extension', extname::text, null, '' from pg_extension
    union all
    select 'language', lanname::text, lanacl::text, '' from pg_language
    union all
    select 'default', concat_ws(' ', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype),
      defaclacl::text, '' from pg_default_acl
    union all
    select 'row level security', concat_ws(' ', polrelid::regclass, polname), pg_get_expr(polqual, polrelid), ''
      from pg_policy
  ) as everything (kind, name, definition, nspname)
  where nspname not in ('pg_catalog', 'information_schema', 'sqitch')
    and nspname not like 'pg\\_toast%' and nspname not like 'pg\\_temp%'
  order by kind, name, definition"""  # noqa: E501


def catalog(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(CATALOG).fetchall()


def sqitch(url: str, *arguments: str) -> str:
    settings = conninfo_to_dict(url)
    done = subprocess.run(
        ["sqitch", *arguments, "db:pg:"],
        cwd=ROOT,
        env=os.environ
        | {
            "PGHOST": str(settings["host"]),
            "PGUSER": str(settings["user"]),
            "PGDATABASE": str(settings["dbname"]),
            "PGOPTIONS": "-c client_min_messages=warning",
            "SQITCH_FULLNAME": "Test",
            "SQITCH_EMAIL": "test@example.org",
        },
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[str]:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute("create database empty_test")
        try:
            yield cluster.url("empty_test")
        finally:
            admin.execute("drop database empty_test with (force)")


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
def test_revert_leaves_nothing_and_redeploy_brings_all_back(template: str, empty: str) -> None:
    """`template` keeps the cluster's roles in use, so that both deployments find them."""
    before = catalog(empty)
    sqitch(empty, "deploy", "--verify")
    deployed = catalog(empty)
    assert len(deployed) > len(before) + 500
    sqitch(empty, "revert", "-y")
    left = [row for row in catalog(empty) if row not in before]
    assert left == []
    assert catalog(empty) == before
    sqitch(empty, "deploy", "--verify")
    assert catalog(empty) == deployed


def test_pg_cron_goes_with_the_revert(cron_database: Database) -> None:
    """Only the schedule's change and those after it, in the one database that has pg_cron."""
    room = PLAN[PLAN.index("jobs/schedule") - 1]
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
# Changes that make nothing one could drop, and what breaks each.
OTHERWISE = {
    "foundation/roles": "alter role salesflow_owner login",
    "foundation/schemas": "alter schema salesflow rename to salesflow_gone",
    "jobs/jobs": "delete from public.jobs where name = 'cleanup'",
    "access/rows": "alter table public.notifications disable row level security",
    "review/texts": "delete from public.text_templates where key like 'review.%'",
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
    return found + [
        f"call salesflow.unprotect('{table}')"
        if what == "protect"
        else f"drop trigger {table.partition('.')[2]}_700_keep_history on {table}"
        for what, table in CALLS.findall(deploy)
    ]


def take_away(connection: psycopg.Connection[Any], statement: str) -> None:
    if not statement.startswith("drop_routine"):
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
