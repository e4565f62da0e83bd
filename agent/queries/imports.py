"""The SQL of an import: named calls, each one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection

from agent.csvfile import Row

Record = dict[str, Any]


def _one(connection: Connection[Record], query: str, values: Record) -> Record:
    row = connection.execute(query.encode(), values).fetchone()
    assert row is not None  # noqa: S101  a function that returns a row, returns one
    return row


def open_import(connection: Connection[Record], *, file: str, dry_run: bool, locale: str) -> UUID:
    """salesflow.open_import(): waits for a running import, then begins one; its key."""
    found = _one(
        connection,
        "select salesflow.open_import(%(file)s, %(dry_run)s, %(locale)s) as id",
        {"file": file, "dry_run": dry_run, "locale": locale},
    )
    key: UUID = found["id"]
    return key


def stage(connection: Connection[Record], rows: Iterable[Row]) -> int:
    """Copies rows to where the open import reads them; returns how many."""
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy("copy salesflow.import_rows (line_no, problem, cells) from stdin") as copy,
    ):
        for row in rows:
            count += 1
            copy.write_row((row.line, row.problem, json.dumps(row.cells, ensure_ascii=False)))
    return count


def understand(
    connection: Connection[Record], import_id: UUID, header: Sequence[str], map_: Record | None
) -> Record:
    """salesflow.understand_import(): what a map makes of the staged rows."""
    found = _one(
        connection,
        "select salesflow.understand_import(%(id)s, %(header)s, %(map)s) as understood",
        {
            "id": import_id,
            "header": list(header),
            "map": None if map_ is None else json.dumps(map_),
        },
    )
    return dict(found["understood"])


def run_import(
    connection: Connection[Record], import_id: UUID, header: Sequence[str], map_: Record | None
) -> Record:
    """salesflow.run_import() of the staged rows: the row of public.imports."""
    return _one(
        connection,
        "select * from salesflow.run_import(%(id)s, %(header)s, %(map)s)",
        {
            "id": import_id,
            "header": list(header),
            "map": None if map_ is None else json.dumps(map_),
        },
    )


def undo_import(connection: Connection[Record], number: int) -> Record:
    """undo_import() of the import with this number: its row of public.imports."""
    return _one(
        connection,
        "select u.* from public.imports as i, public.undo_import(i.id) as u "
        "where i.number = %(number)s",
        {"number": number},
    )


def imports(connection: Connection[Record]) -> list[Record]:
    """The imports, newest first."""
    return connection.execute(
        "select i.* from public.imports as i where not i.is_dry_run order by i.number desc limit 50"
    ).fetchall()


def suggest_map(
    connection: Connection[Record],
    header: Sequence[str],
    sample: Sequence[Record],
    object_: str | None = None,
) -> Record:
    """suggest_import_map(): {section: {field: column}}."""
    found = _one(
        connection,
        "select public.suggest_import_map(%(header)s, %(sample)s, %(object)s) as map",
        {"header": list(header), "sample": json.dumps(sample), "object": object_},
    )
    return dict(found["map"])


def targets(connection: Connection[Record]) -> list[Record]:
    """Everything a column can become: target and description."""
    return connection.execute(
        "select t.target, t.kind, t.description from public.import_targets as t order by t.position"
    ).fetchall()


def statuses(connection: Connection[Record]) -> set[str]:
    """The statuses a lead can have."""
    return {row["status"] for row in connection.execute("select status from public.lead_statuses")}


def rejects(connection: Connection[Record], import_id: object) -> Iterator[Record]:
    """What an import left out, did not understand or warns of, in the order of the file."""
    with connection.cursor(name="import_rejects") as cursor:
        cursor.execute(
            "select r.line_no, r.severity, r.column_name, r.value, r.code, r.reason, r.row_count, "
            "r.record from public.import_rejects as r where r.import_id = %s "
            "order by r.severity, r.line_no nulls first, r.id",
            (import_id,),
        )
        yield from cursor
