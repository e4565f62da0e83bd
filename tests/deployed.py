"""A server with the schema deployed: made once for each state of the SQL, then copied.

It is kept, stopped, in .salesflow/deployed under a hash of all that it was made from.
`make clean` removes it. Sqitch itself is tested in tests/system/test_sqitch.py.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from db import plan, server
from tests.cluster import Cluster

ROOT = plan.ROOT
KEPT = ROOT / ".salesflow" / "deployed"
TEMPLATE = "template_salesflow"
STATES = 3  # of the SQL, of which a copy is kept: branches that one goes back and forth between


@contextmanager
def data() -> Iterator[Path]:
    """The data of a stopped server, to copy within the context.

    Its database TEMPLATE is for cloning and nobody may connect to it; server.DATABASE is
    one clone of it, without pg_cron.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    with _alone():
        while not (made := KEPT / _hash()).exists():
            _make(made)
        os.utime(made)
        yield made


def load(url: str, scripts: Iterable[Path] | None = None) -> None:
    """Run deploy scripts, all of the plan by default, in one session of psql."""
    names = plan.read_plan((ROOT / "sqitch.plan").read_text())
    scripts = scripts or (ROOT / "deploy" / f"{name}.sql" for name in names)
    psql = [str(server.binaries() / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]
    done = subprocess.run(
        [*psql, *(f"--file={script}" for script in scripts)],
        env=os.environ | {"PGOPTIONS": "-c client_min_messages=warning"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise server.ServerError(done.stdout)


def _make(made: Path) -> None:
    states = sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)
    for old in states[: 1 - STATES]:
        shutil.rmtree(old)
    draft = KEPT / "draft"  # what a killed session left, or one of this session
    shutil.rmtree(draft, ignore_errors=True)
    # Without pg_cron: its launcher would be in the way of making the database anew.
    cluster = Cluster(shared_preload_libraries="")
    try:
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
            admin.execute(f"create database {TEMPLATE}")
            load(cluster.url(TEMPLATE))
            admin.execute(f"alter database {TEMPLATE} allow_connections false")
            admin.execute(f"drop database {server.DATABASE}")
            admin.execute(f"create database {server.DATABASE} template {TEMPLATE}")
            admin.execute(f"alter database {server.DATABASE} allow_connections true")
        cluster.terminate()
        server.run(["cp", "-a", str(cluster.data), str(draft)])
        if made.name == _hash():  # else a script was edited meanwhile
            draft.rename(made)
    finally:
        cluster.stop()


def _hash() -> str:
    """Of everything that decides what is in the data, and whose they are."""
    scripts = sorted((ROOT / "deploy").rglob("*.sql"))
    extensions = sorted(Path("/usr/share/postgresql").glob("*/extension/*.control"))
    code = [Path(module.__file__ or "") for module in (plan, server)]
    files = [ROOT / "sqitch.plan", *scripts, *extensions, *code, server.SETTINGS, Path(__file__)]
    version = server.run([str(server.binaries() / "postgres"), "--version"])
    said = hashlib.sha256(f"{version}{server.account().pw_uid}".encode())
    for file in files:
        said.update(os.fsencode(file) + b"\0" + file.read_bytes() + b"\0")
    return said.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    """One session at a time, until it has its copy."""
    directory = os.open(KEPT, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)
