"""How fast a CSV file becomes leads: rows a second, all triggers included, and the memory it takes.

    python -m bench.import [ROWS]        default 100000; needs DATABASE_URL of a deployed database

Three files: a pipeline (deals with reps, dates and outcomes), the same again (nothing is new), and
leads with an activity and a BANT assessment each. Leads of the benchmark are removed at the end.
Beside them a yardstick: COPY of the first file's lines into a table of text columns.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row
from rich.console import Console
from rich.table import Table

from agent import csvfile, import_queries

PIPELINE = {
    "lead": {
        "external_id": "id",
        "name": {"template": "{account} | {product}"},
        "company": "account",
        "email": "email",
        "status": "stage",
        "created_at": "begun",
    },
    "user": {"name": "agent"},
    "outcome": {"at": "closed", "value": "value"},
}
CONTACTS = {
    "lead": {"external_id": "id", "name": "email", "email": "email", "created_at": "begun"},
    "activities": [{"type": {"const": "call"}, "occurred_at": "begun", "title": "product"}],
    "bant": {letter: "score" for letter in ("budget", "authority", "need", "timeline")},
}
HEADER = "id agent product account email stage begun closed value score".split()


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


def import_(connection: psycopg.Connection[dict[str, Any]], path: Path, map_: Any) -> Any:
    shape = csvfile.detect(path)
    with connection.transaction(), path.open("rb") as raw:
        import_queries.stage(connection, csvfile.rows(raw, shape))
        return import_queries.import_staged(
            connection, map_=map_, file=path.name, dry_run=False, locale="en"
        )


@contextmanager
def timed(table: Table, what: str, rows: int) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds = time.perf_counter() - began
    table.add_row(what, f"{rows:,}", f"{seconds:.1f}", f"{rows / seconds:,.0f}")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    table = Table("import", "rows", "seconds", "rows/s", title="CSV to leads, triggers included")
    with (
        tempfile.TemporaryDirectory() as directory,
        psycopg.connect(
            os.environ["DATABASE_URL"], row_factory=dict_row, autocommit=True
        ) as connection,
    ):
        prefix = f"bench-{os.getpid()}-"
        deals, contacts = Path(directory, "deals.csv"), Path(directory, "contacts.csv")
        write(deals, rows, prefix)
        write(contacts, rows, prefix + "c")
        try:
            with timed(table, "COPY into text columns (yardstick)", rows):
                columns = ", ".join(f"{name} text" for name in HEADER)
                connection.execute(f"create temp table yardstick ({columns})")
                with (
                    deals.open() as file,
                    connection.cursor() as cursor,
                    cursor.copy("copy yardstick from stdin (format csv, delimiter ';')") as copy,
                ):
                    while block := file.read(1 << 20):
                        copy.write(block)
            with timed(table, "deals with reps and outcomes", rows):
                found = import_(connection, deals, PIPELINE)
            assert found["leads_inserted"] == rows, found
            with timed(table, "the same file again", rows):
                found = import_(connection, deals, PIPELINE)
            assert found["leads_unchanged"] == rows, found
            with timed(table, "leads with a call and BANT each", rows):
                found = import_(connection, contacts, CONTACTS)
            assert found["activities_added"] == rows, found
            assert found["assessments_added"] == rows, found
        finally:
            connection.execute("delete from leads where external_id like %s || '%%'", (prefix,))
            connection.execute("delete from users where name like 'Bench agent %'")
            connection.execute("delete from imports where file in ('deals.csv', 'contacts.csv')")
    Console().print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Console().print(f"peak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
