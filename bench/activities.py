"""Rows a second of activity inserts, with our triggers and without: what the system costs a CRM.

The bare table has the same columns, indexes, checks and foreign keys; only triggers are off.
"""

from __future__ import annotations

import statistics
import time

import psycopg

from bench.common import database, durable_server, pgbench, table

LEADS = 10_000
BULK = 100_000
ROUNDS = 5
DURATION = 5

SETUP = f"""
insert into users (name) values ('Bench');
insert into leads (id, name, user_id, status, currency)
select md5(i::text)::uuid, 'Lead ' || i, (select id from users), 'contacted', 'EUR'
from generate_series(1, {LEADS}) as i;
vacuum analyze;
"""
BULK_INSERT = f"""
insert into activities (lead_id, type, direction, status, occurred_at)
select
  md5((1 + i % {LEADS})::text)::uuid, (array['call', 'email', 'note'])[1 + i % 3], 'outbound',
  'completed', now() - random() * interval '9 days'
from generate_series(1, {BULK}) as i
"""
ONE_INSERT = f"""
\\set n random(1, {LEADS})
insert into activities (lead_id, type, direction, status)
values (md5(:n::text)::uuid, 'call', 'outbound', 'completed');
"""


def switch(connection: psycopg.Connection, triggers: bool) -> None:
    connection.execute("truncate activities")
    connection.execute(f"alter table activities {'enable' if triggers else 'disable'} trigger user")
    connection.execute("vacuum analyze leads")
    connection.execute("checkpoint")


def bulk(connection: psycopg.Connection) -> tuple[float, float]:
    """Rows a second, bare and ours: medians of alternating rounds."""
    rates: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(ROUNDS):
        for triggers in (False, True):
            switch(connection, triggers)
            start = time.perf_counter()
            connection.execute(BULK_INSERT)
            rates[triggers].append(BULK / (time.perf_counter() - start))
    return statistics.median(rates[False]), statistics.median(rates[True])


def single(connection: psycopg.Connection, url: str, clients: int) -> tuple[float, float]:
    """Transactions of one row a second, bare and ours."""
    rates: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(3):
        for triggers in (False, True):
            switch(connection, triggers)
            rates[triggers].append(pgbench(url, ONE_INSERT, clients, DURATION))
    return statistics.median(rates[False]), statistics.median(rates[True])


def main() -> None:
    rows = []
    with (
        durable_server() as cluster,
        database(cluster) as url,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        for statement in SETUP.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        bare, ours = bulk(connection)
        rows.append(
            (
                f"bulk, {BULK:,} rows",
                f"{bare:,.0f}",
                f"{ours:,.0f}",
                f"{bare / ours:.2f}×",
                "1.5×",
            )
        )
        for clients in (1, 4, 16):
            bare, ours = single(connection, url, clients)
            rows.append(
                (
                    f"single rows, {clients} clients",
                    f"{bare:,.0f}",
                    f"{ours:,.0f}",
                    f"{bare / ours:.2f}×",
                    "2×",
                )
            )
    table(
        "Activity inserts, rows/s",
        ("", "bare table", "with triggers", "costs", "target"),
        rows,
        f"{LEADS:,} leads; medians of {ROUNDS} (bulk) and 3 (single) alternating rounds",
    )


if __name__ == "__main__":
    main()
