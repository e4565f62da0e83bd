"""The SQL of an import: named calls, each one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from psycopg import Connection

from agent.csvfile import Row

Record = dict[str, Any]


def stage(connection: Connection[Record], rows: Iterable[Row]) -> int:
    """Copies rows into the temporary table that import_staged() reads; returns how many."""
    connection.execute(
        "create temp table import_staging (line_no bigint, problem text, record jsonb) "
        "on commit drop"
    )
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy("copy pg_temp.import_staging from stdin") as copy,
    ):
        for row in rows:
            count += 1
            copy.write_row((row.line, row.problem, json.dumps(row.record, ensure_ascii=False)))
    return count


def import_staged(
    connection: Connection[Record],
    *,
    map_: Record,
    file: str,
    dry_run: bool,
    locale: str,
) -> Record:
    """import_leads() of the staged rows: the row of public.imports."""
    cursor = connection.execute(
        "select * from public.import_leads("
        "'pg_temp.import_staging', %(map)s, %(file)s, %(dry_run)s, %(locale)s)",
        {"map": json.dumps(map_), "file": file, "dry_run": dry_run, "locale": locale},
    )
    row = cursor.fetchone()
    assert row is not None  # noqa: S101  a function that returns a row, returns one
    return row


def suggest_map(
    connection: Connection[Record], header: Sequence[str], sample: Sequence[Record]
) -> Record:
    """suggest_import_map(): {section: {field: column}}."""
    cursor = connection.execute(
        "select public.suggest_import_map(%s, %s) as map", (list(header), json.dumps(sample))
    )
    row = cursor.fetchone()
    assert row is not None  # noqa: S101
    return dict(row["map"])


def rejects(connection: Connection[Record], import_id: object) -> Iterator[Record]:
    """What an import left out or warns of, in the order of the file; streamed."""
    with connection.cursor(name="import_rejects") as cursor:
        cursor.execute(
            "select r.line_no, r.severity, r.column_name, r.value, r.code, r.reason, r.record "
            "from public.import_rejects as r where r.import_id = %s "
            "order by r.severity, r.line_no nulls first, r.id",
            (import_id,),
        )
        yield from cursor
