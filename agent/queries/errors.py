"""The SQL of errors: named calls, each one statement."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import Connection

Record = dict[str, Any]


def say_error(connection: Connection[Record], sqlstate: str, locale: str) -> str | None:
    """What an SQLSTATE of ours means and what to do; None for others, and if we cannot ask."""
    try:
        connection.rollback()
        row = connection.execute(
            "select salesflow.say_error(%s, %s) as said", (sqlstate, locale)
        ).fetchone()
    except psycopg.Error:
        return None
    return str(row["said"]) if row and row["said"] else None
