"""A replaceable change may be deployed over itself at any time: nothing breaks, nothing changes."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from psycopg import sql

from db import plan
from tests.system.support import ROOT, catalog, sqitch


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


@pytest.mark.timeout(300)
def test_every_replaceable_change_over_itself(template: str, empty: str) -> None:
    """`template` keeps the cluster's roles as they are once everything is deployed."""
    replaceable = [one.name for one in plan.read() if one.kind == "replaceable"]
    assert replaceable
    sqitch(empty, "deploy", "--no-verify")
    broken, changed = {}, {}
    with psycopg.connect(empty, autocommit=True) as connection:
        before, held = catalog(empty), rows(connection)
        for name in replaceable:
            script = (ROOT / "deploy" / f"{name}.sql").read_text()
            try:
                connection.execute(script.encode())
            except psycopg.Error as error:
                broken[name] = str(error)
                connection.rollback()
                continue
            after = catalog(empty)
            if after != before:
                changed[name] = [row for row in after if row not in before]
                before = after
        assert (broken, changed) == ({}, {})
        assert rows(connection) == held
