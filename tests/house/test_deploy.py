"""db/deploy.sh finds the database in every form of DATABASE_URL."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.cluster import Cluster
from tests.house.conftest import ROOT

PLAN = """\
%syntax-version=1.0.0
%project=salesflow

one 2026-01-01T00:00:00Z A <a@example.org> # The only change
"""
FORMS = [
    "postgresql://postgres@/{name}?host={quoted}",
    "postgres://postgres@{quoted}/{name}",
    "postgresql://{quoted}:5432/{name}?user=postgres&connect_timeout=5",
    "host={sockets} user=postgres dbname={name} application_name='two words'",
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout with a single change."""
    (tmp_path / "db").mkdir()
    shutil.copy(ROOT / "db" / "deploy.sh", tmp_path / "db")
    shutil.copy(ROOT / "sqitch.conf", tmp_path)
    (tmp_path / "sqitch.plan").write_text(PLAN)
    for kind, statement in {
        "deploy": "create table deployed ()",
        "revert": "drop table deployed",
        "verify": "select from deployed",
    }.items():
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "one.sql").write_text(f"begin; {statement}; commit;")
    return tmp_path


def deploy(tree: Path, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tree / "db" / "deploy.sh"],
        env=os.environ | {"DATABASE_URL": url, "PYTHON": sys.executable},
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_url(cluster: Cluster, tree: Path, form: str) -> None:
    name = f"deploy_{FORMS.index(form)}"
    sockets = str(cluster.sockets)
    url = form.format(name=name, sockets=sockets, quoted=quote(sockets, safe=""))
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute(f"create database {name}")
        first, second = deploy(tree, url), deploy(tree, url)
        assert first.returncode == 0, first.stderr
        assert "+ one .. ok" in first.stdout
        assert "up-to-date" in second.stdout
        with psycopg.connect(cluster.url(name)) as connection:
            connection.execute("select from deployed")
        admin.execute(f"drop database {name}")


def test_a_password_is_passed_on_and_not_in_the_command_line(tree: Path, tmp_path: Path) -> None:
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "sqitch").write_text('#!/bin/sh\necho "$PGPASSWORD $PGHOST $PGSSLMODE"; echo "$@"\n')
    (fake / "sqitch").chmod(0o755)
    url = "postgresql://joe:p%40ss%27%24(w)@db.example.org:6543/crm?sslmode=require"
    done = subprocess.run(
        [tree / "db" / "deploy.sh"],
        env={"DATABASE_URL": url, "PYTHON": sys.executable, "PATH": f"{fake}:/usr/bin:/bin"},
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout == "p@ss'$(w) db.example.org require\ndeploy db:pg:\n"


def test_no_url_and_no_such_url(tree: Path) -> None:
    assert "make deploy" in deploy(tree, "").stderr
    assert deploy(tree, "postgresql://[broken").returncode == 64
