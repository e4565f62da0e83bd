"""The schema as one file: python -m db.schema > db/schema.sql

Deploys to an empty database beside the one in DATABASE_URL, dumps it and drops it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from db import server

DEPLOY = Path(__file__).with_name("deploy.sh")

# What differs from one run or server to the next and says nothing about the schema.
_NOISE = ("--", "\\restrict ", "\\unrestrict ", "SET ", "SELECT pg_catalog.set_config(")


def snapshot(url: str) -> str:
    """The definitions in a database, Sqitch's own left out."""
    pg_dump = server.binaries() / "pg_dump"
    done = subprocess.run(
        [pg_dump, "--schema-only", "--exclude-schema=sqitch", "--dbname", url],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith(_NOISE)]
    # Each version writes a little differently, so the first line names it.
    return f"-- As PostgreSQL {pg_dump.parent.parent.name} writes it\n\n" + "".join(
        f"{line}\n" for line, before in zip(lines, ["", *lines], strict=False) if line or before
    )


def main() -> None:
    url = os.environ["DATABASE_URL"]
    scratch = f"salesflow_snapshot_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"create database {scratch} template template0")
        try:
            fresh = make_conninfo(url, dbname=scratch)
            subprocess.run(
                [DEPLOY, "--no-verify"],
                env=os.environ | {"DATABASE_URL": fresh, "PYTHON": sys.executable},
                stdout=sys.stderr,
                check=True,
            )
            sys.stdout.write(snapshot(fresh))
        finally:
            admin.execute(f"drop database {scratch} with (force)")


if __name__ == "__main__":
    main()
