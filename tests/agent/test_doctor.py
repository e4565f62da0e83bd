"""salesflow doctor: what a server lacks, and what mends it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.cluster import Cluster
from tests.conftest import Database


def doctor(url: str, **env: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Exit status and the checks by name."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "agent", "doctor", "--json"],
        env=known | {"DATABASE_URL": url, "PYTHONPATH": str(Path.cwd())} | env,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, {check["name"]: check for check in json.loads(done.stdout)}


def test_a_deployed_server_with_pg_cron_is_healthy(cron_database: Database) -> None:
    code, checks = doctor(cron_database.url)
    assert code == 0
    assert all(check["is_ok"] for check in checks.values())
    assert "by rules" in checks["model"]["found"]


def test_doctor_and_status_speak_german(cron_database: Database) -> None:
    _, checks = doctor(cron_database.url, LANG="de_AT.UTF-8")
    assert "nach Regeln" in checks["model"]["found"]
    assert checks["roles"]["found"] == "alle da"
    status = subprocess.run(
        [sys.executable, "-m", "agent", "agent", "status"],
        env=os.environ | {"DATABASE_URL": cron_database.url, "LC_ALL": "de_DE.UTF-8"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert "in der letzten Stunde hat sich kein Agent gemeldet" in status.stdout
    assert "Modell heute: 0.0000" in status.stdout


def test_an_empty_database_lacks_the_schema_and_says_how_to_get_it(cluster: Cluster) -> None:
    code, checks = doctor(cluster.url("template1"))
    assert code == 1
    assert not checks["schema"]["is_ok"]
    assert "make deploy" in checks["schema"]["mend"]
    assert checks["extension plpython3u"]["mend"].startswith("create extension plpython3u;")
    assert "alter system set cron.database_name" in checks["cron.database_name"]["mend"]


def test_a_revoked_privilege_is_named_with_its_grant(database: Database) -> None:
    with database.connect() as connection:
        connection.execute(
            "revoke execute on function salesflow.exchange(text, jsonb, integer, boolean)"
            " from salesflow_agent"
        )
    code, checks = doctor(database.url)
    assert code == 1
    mend = checks["privileges of salesflow_agent"]["mend"]
    assert "salesflow.exchange(text, jsonb, integer, boolean)" in mend
    with database.connect() as connection:
        connection.execute(mend.encode())
    assert doctor(database.url)[1]["privileges of salesflow_agent"]["is_ok"]


@pytest.mark.parametrize("url", ["postgresql://x@/y?host=/nonexistent", "postgresql://["])
def test_a_database_that_does_not_answer_is_a_finding(url: str) -> None:
    with pytest.raises(psycopg.Error):
        psycopg.connect(url, connect_timeout=2)
    code, checks = doctor(url)
    assert code == 1
    assert not checks["database"]["is_ok"]
    assert "DATABASE_URL" in checks["database"]["mend"]


def test_a_model_server_that_does_not_answer_is_a_finding(cron_database: Database) -> None:
    code, checks = doctor(
        cron_database.url, OPENAI_API_KEY="x", OPENAI_BASE_URL="http://127.0.0.1:9/v1"
    )
    assert code == 1
    assert checks["model"] == {
        "name": "model",
        "is_ok": False,
        "found": "http://127.0.0.1:9/v1 does not answer",
        "mend": "check OPENAI_BASE_URL and the network",
    }
