"""A kind that cannot work is not registered."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from tests.conftest import Row
from tests.events.support import SCHEMA, enqueue, make_kind


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({"schema": {"type": "object", "additionalProperties": False, "properties": 5}}, "SF203"),
        (
            {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"a": {"$ref": "http://127.0.0.1:1/schema.json"}},
                }
            },
            "SF203",
        ),
        ({"schema": {"type": "array"}}, "23514"),
        ({"max_attempts": 0}, "23514"),
    ],
)
def test_refused(db: psycopg.Connection[Row], columns: dict[str, Any], state: str) -> None:
    with pytest.raises(psycopg.Error) as raised:
        make_kind(db, **columns)
    assert raised.value.sqlstate == state


@pytest.mark.parametrize(
    ("column", "function"),
    [
        ("context_fn", "salesflow.no_such_function"),
        ("context_fn", "salesflow.test_apply"),
        ("apply_fn", "salesflow.test_context"),
        ("offline_fn", "salesflow.test_context; drop table salesflow.events"),
        ("context_fn", "pg_catalog.to_json"),
    ],
)
def test_functions_are_looked_up(db: psycopg.Connection[Row], column: str, function: str) -> None:
    make_kind(db)
    with pytest.raises(psycopg.Error) as raised:
        db.execute(
            psycopg.sql.SQL("update salesflow.event_kinds set {} = %s").format(
                psycopg.sql.Identifier(column)
            ),
            [function],
        )
    assert raised.value.sqlstate in {"SF202", "42602"}  # no such function, or no name at all


def test_a_kind_in_use_stays(db: psycopg.Connection[Row]) -> None:
    make_kind(db, schema=SCHEMA)
    enqueue(db)
    with pytest.raises(psycopg.Error) as raised:
        db.execute("delete from salesflow.event_kinds where kind = 'test.echo'")
    assert raised.value.sqlstate == "SF205"
