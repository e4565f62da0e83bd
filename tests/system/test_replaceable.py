"""A replaceable change may be deployed over itself at any time: nothing breaks, nothing changes."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from db import plan
from tests.conftest import Database
from tests.system.support import ROOT, catalog


def rows(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """What our tables hold, told apart by a hash of each."""
    tables = connection.execute("""
        select relnamespace::regnamespace::text, relname from pg_class
        where relkind = 'r' and relnamespace in ('public'::regnamespace, 'salesflow'::regnamespace)
    """).fetchall()
    count = sql.SQL("select md5(string_agg(t::text, ',' order by t::text)) from {} as t")
    return {
        f"{schema}.{table}": connection.execute(
            count.format(sql.Identifier(schema, table))
        ).fetchall()[0][0]
        for schema, table in tables
    }


def test_every_replaceable_change_over_itself(database: Database) -> None:
    """The last one first: what two changes define is then left as the earlier defines it."""
    replaceable = [one.name for one in plan.read() if one.kind == "replaceable"]
    assert replaceable
    broken = {}
    with psycopg.connect(database.url, autocommit=True) as connection:
        before, held = catalog(database.url), rows(connection)
        for name in reversed(replaceable):
            script = (ROOT / "deploy" / f"{name}.sql").read_text()
            try:
                connection.execute(script.encode())
            except psycopg.Error as error:
                broken[name] = str(error)
                connection.rollback()
        after = catalog(database.url)
        changed = [row for row in after if row not in before]
        assert (broken, changed, after == before) == ({}, [], True)
        assert rows(connection) == held
