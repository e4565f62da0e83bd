"""How fast a CSV file becomes leads, all triggers included, and how much memory the command takes.

Deals with reps, dates and outcomes; the same file again, of which nothing is new; leads with an
activity each; BANT assessments of them. Beside them a yardstick: COPY into a table of text columns.
"""

from __future__ import annotations

import csv
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from agent import tables
from agent.queries import imports
from bench.common import database, durable_server, table

ROWS = 100_000
Db = psycopg.Connection[dict[str, Any]]

DEALS = {
    "lead": {
        "external_id": "id",
        "name": {"template": "{account}, {product}"},
        "company": "account",
        "email": "email",
        "status": "stage",
        "created_at": "begun",
    },
    "user": {"name": "agent"},
    "outcome": {"at": "closed", "value": "value"},
}
CALLS = {
    "lead": {"external_id": "id", "name": "email", "email": "email", "created_at": "begun"},
    "activities": [{"type": {"const": "call"}, "occurred_at": "begun", "title": "product"}],
}
BANT = {
    "lead": {"external_id": "id"},
    "bant": {letter: "score" for letter in ("budget", "authority", "need", "timeline")},
}
HEADER = [
    "id",
    "agent",
    "product",
    "account",
    "email",
    "stage",
    "begun",
    "closed",
    "value",
    "score",
]


def write(path: Path, rows: int, prefix: str) -> None:
    """A file of plausible deals: two of five open, dates in German."""
    random.seed(rows)
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for n in range(rows):
            stage = random.choice(["gewonnen", "gewonnen", "verloren", "kontaktiert", "neu"])
            begun = date(2025, 1, 1) + timedelta(days=random.randrange(300))
            closed = begun + timedelta(days=random.randrange(1, 90))
            ended = stage in ("gewonnen", "verloren")
            writer.writerow(
                [
                    f"{prefix}{n}",
                    f"Bench agent {n % 40}",
                    f"Product {n % 7}",
                    f"Company {n % 997}",
                    f"{prefix}{n}@bench.example",
                    stage,
                    f"{begun:%d.%m.%Y}",
                    f"{closed:%d.%m.%Y}" if ended else "",
                    f"{random.randrange(100, 99999)},50" if ended else "",
                    random.randrange(101),
                ]
            )


def import_file(connection: Db, path: Path, map_: dict[str, Any], **expected: int) -> float:
    """Seconds from the file to the commit."""
    began = time.perf_counter()
    table_ = tables.open_table(path)
    with connection.transaction():
        key = imports.open_import(connection, file=path.name, dry_run=False, locale="en")
        imports.stage(connection, table_.rows())
        found = imports.run_import(connection, key, table_.header, map_)
    seconds = time.perf_counter() - began
    assert all(found[name] == count for name, count in expected.items()), found
    return seconds


def copy_file(connection: Db, path: Path) -> float:
    """Seconds to COPY the file as it is."""
    began = time.perf_counter()
    connection.execute(f"create table yardstick ({', '.join(f'{name} text' for name in HEADER)})")
    with (
        path.open("rb") as file,
        connection.cursor() as cursor,
        cursor.copy("copy yardstick from stdin (format csv, header, delimiter ';')") as copy,
    ):
        while block := file.read(1 << 20):
            copy.write(block)
    return time.perf_counter() - began


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as directory,
        durable_server() as server,
        database(server) as url,
        psycopg.connect(url, row_factory=dict_row, autocommit=True) as connection,
    ):
        deals, contacts = Path(directory, "deals.csv"), Path(directory, "contacts.csv")
        write(deals, ROWS, "d")
        write(contacts, ROWS, "c")
        results = {
            "COPY into text columns (yardstick)": copy_file(connection, deals),
            "deals with reps, dates and outcomes": import_file(
                connection, deals, DEALS, leads_inserted=ROWS, rows_rejected=0
            ),
            "the same file again": import_file(
                connection, deals, DEALS, leads_unchanged=ROWS, status_changes=0
            ),
            "new leads with a call each": import_file(
                connection, contacts, CALLS, leads_inserted=ROWS, activities_added=ROWS
            ),
            "BANT assessments of them": import_file(
                connection, contacts, BANT, assessments_added=ROWS
            ),
        }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table(
        f"Import of {ROWS:,} rows, triggers included",
        ["", "seconds", "rows/s"],
        [[what, f"{took:.1f}", f"{ROWS / took:,.0f}"] for what, took in results.items()],
        note="Targets: 10 s for deals, 4 s again, 25 s with calls or BANT. "
        f"Peak memory of the command: {peak:.0f} MB.",
    )


if __name__ == "__main__":
    main()
