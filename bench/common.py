"""What every benchmark needs: a durable server of its own, the schema, a table to print."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

import psycopg
from rich.console import Console
from rich.table import Table

from db import server
from tests import deployed
from tests.cluster import Cluster

TEMPLATE = "bench_template"
_numbers = count(1)


@contextmanager
def database(cluster: Cluster) -> Iterator[str]:
    """URL of a database with the schema deployed, dropped at the end."""
    name = f"bench_{next(_numbers)}"
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        if not admin.execute("select 1 from pg_database where datname = %s", [TEMPLATE]).fetchone():
            admin.execute(f"create database {TEMPLATE}")
            deployed.load(cluster.url(TEMPLATE))
        admin.execute(f"create database {name} template {TEMPLATE}")
        yield cluster.url(name)
        admin.execute(f"drop database {name} with (force)")


@contextmanager
def durable_server() -> Iterator[Cluster]:
    """A server with fsync and synchronous commit on, as in production."""
    with Cluster(durable=True) as cluster:
        yield cluster


def seconds(work: Callable[[], object], rounds: int = 1) -> float:
    """Median wall-clock time of a piece of work, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def pgbench(url: str, script: str, clients: int, duration: int) -> float:
    """Transactions per second of a pgbench script, prepared statements, two threads."""
    done = subprocess.run(
        [
            server.binaries() / "pgbench",
            "-n",
            "-M",
            "prepared",
            "-f",
            "-",
            "-c",
            str(clients),
            "-j",
            "2",
            "-T",
            str(duration),
            url,
        ],
        input=script,
        text=True,
        capture_output=True,
        check=True,
    )
    for line in done.stdout.splitlines():
        if line.startswith("tps ="):
            return float(line.split()[2])
    raise RuntimeError(done.stdout)


def table(
    title: str, header: Sequence[str], rows: Sequence[Sequence[object]], note: str = ""
) -> None:
    """Prints a table, numbers to the right, and the machine it was measured on."""
    made = Table(
        title=title,
        title_justify="left",
        caption_justify="left",
        caption=(
            f"{note}\n{os.cpu_count()} cores, {platform.machine()}, fsync on, "
            "synchronous_commit on, Unix socket"
        ),
    )
    for index, name in enumerate(header):
        made.add_column(name, justify="left" if index == 0 else "right")
    for row in rows:
        made.add_row(*(str(cell) for cell in row))
    Console(width=max(100, Console().width)).print(made)
