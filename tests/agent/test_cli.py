"""The salesflow command as a person uses it: real processes, a real database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from tests.cluster import Cluster
from tests.conftest import Database

EN = {"LANG": "en_GB.UTF-8"}
DE = {"LANG": "de_DE.UTF-8"}


def salesflow(
    url: str | None, *args: str, env: dict[str, str] = EN, cwd: str | None = None
) -> subprocess.CompletedProcess[str]:
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {"DATABASE_URL": url} if url else {}
    return subprocess.run(
        [sys.executable, "-m", "agent", *args],
        env=known | {"COLUMNS": "100", "PYTHONPATH": str(Path.cwd())} | env | given,
        cwd=cwd,
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def team(database: Database) -> Database:
    """A German and an English rep with one lead each."""
    with database.connect() as connection:
        connection.execute(
            """
            insert into users (name, email, locale) values
              ('Lena Hoffmann', 'lena@example.org', 'de'),
              ('Emma Clarke', 'emma@example.org', 'en');
            insert into leads (name, company, user_id, deal_value, phone, status)
            select 'Ada ' || u.name, 'Engines Ltd', u.id, 12500, '+44 20 1', 'negotiation'
            from users as u;
            """
        )
    return database


def test_plan_speaks_the_language_of_its_user(team: Database) -> None:
    german = salesflow(team.url, "plan", "--now", "--user", "Lena")
    english = salesflow(team.url, "plan", "--now", "--user", "emma@example.org")
    assert (german.returncode, english.returncode) == (0, 0)
    assert "Guten Morgen, Lena" in german.stdout
    assert "12.500 EUR" in german.stdout
    assert "Good morning, Emma" in english.stdout
    assert "12,500 EUR" in english.stdout


def test_plan_as_json_is_the_document_of_the_database(team: Database) -> None:
    made = salesflow(team.url, "plan", "--now", "--user", "Emma", "--json")
    document = json.loads(made.stdout)
    with team.connect() as connection:
        row = connection.execute(
            "select get_daily_plan(u.user_id) as plan from find_users('Emma') as u"
        ).fetchone()
    assert row is not None
    assert document == row["plan"]
    assert document["top_3_priorities"][0]["lead_name"] == "Ada Emma Clarke"


def test_without_a_plan_it_says_how_to_make_one(team: Database) -> None:
    answer = salesflow(team.url, "plan", "--user", "Emma")
    assert answer.returncode == 66
    assert "salesflow plan --now --user emma@example.org" in answer.stderr


def test_errors_of_the_database_are_said_in_german(team: Database) -> None:
    answer = salesflow(team.url, "job", "nonsense", env=DE)
    assert answer.returncode == 66
    assert "Einen Job dieses Namens gibt es nicht." in answer.stderr
    assert "(there is no job nonsense)" in answer.stderr
    no_plan = salesflow(team.url, "plan", "--user", "Lena", env=DE)
    assert no_plan.returncode == 66
    assert "Für diesen Tag gibt es keinen Plan." in no_plan.stderr


def test_whose_plan_is_asked_with_the_names_there_are(team: Database) -> None:
    open_question = salesflow(team.url, "plan", env=DE)
    assert open_question.returncode == 64
    assert "Wessen Plan?" in open_question.stderr
    assert "Lena Hoffmann" in open_question.stderr
    nobody = salesflow(team.url, "plan", "--user", "Zaphod")
    assert nobody.returncode == 66
    assert "Zaphod" in nobody.stderr
    assert "Emma Clarke" in nobody.stderr


def test_a_hostile_name_does_not_steer_the_terminal(team: Database) -> None:
    with team.connect() as connection:
        connection.execute(
            "update leads set name = %s where name = 'Ada Emma Clarke'",
            ("\x1b[2J\x1b]0;pwned\x07[bold red]Ada\u202e{first_name}",),
        )
    shown = salesflow(team.url, "plan", "--now", "--user", "Emma")
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    assert "\x07" not in shown.stdout
    assert "\u202e" not in shown.stdout
    assert "[bold red]Ada{first_name}" in shown.stdout


COMMANDS = ["plan", "job daily_review", "demo", "agent status", "agent once", "import README.md"]


@pytest.mark.parametrize("url", [None, "postgresql://nobody@/nowhere?host=/nonexistent"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_database_is_a_sentence_not_a_traceback(command: str, url: str | None) -> None:
    for env, start in ((EN, "The database does not answer"), (DE, "Die Datenbank antwortet nicht")):
        answer = salesflow(url, *command.split(), env=env)
        assert answer.returncode == 69
        assert (start if url else "DATABASE_URL") in answer.stderr
        assert "make up" in answer.stderr
        assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", ["job daily_review", "agent status", "plan --user x"])
def test_what_a_role_may_not_is_a_sentence(team: Database, command: str) -> None:
    with team.connect() as connection:
        connection.execute("create role nobody_known login")
    try:
        answer = salesflow(make_conninfo(team.url, user="nobody_known"), *command.split())
    finally:
        with team.connect() as connection:
            connection.execute("drop role nobody_known")
    assert answer.returncode == 77
    assert "may not do that" in answer.stderr


def test_an_empty_database_asks_to_be_deployed(cluster: Cluster) -> None:
    answer = salesflow(cluster.url("postgres"), "plan", "--user", "Emma")
    assert answer.returncode == 69
    assert "make deploy" in answer.stderr


def test_a_job_runs_now_and_an_unknown_one_names_the_known(team: Database) -> None:
    ran = salesflow(team.url, "job", "daily_review", "--json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["rows"] == 2
    unknown = salesflow(team.url, "job", "dayly_review")
    assert unknown.returncode != 0
    assert "daily_review" in unknown.stderr
    assert "Traceback" not in unknown.stderr


def test_the_demo_ends_with_a_morning_and_changes_nothing_the_second_time(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    somewhere = str(tmp_path_factory.mktemp("demo"))
    first = salesflow(database.url, "demo", cwd=somewhere)
    assert first.returncode == 0, first.stderr
    assert "Good morning, Emma" in first.stdout
    counts = """
        select
          (select count(*) from leads) as leads,
          (select count(*) from activities) as activities,
          (select count(*) from daily_action_plans) as plans,
          (select count(*) from ai_recommendations) as recommendations
        """
    with database.connect() as connection:
        before = connection.execute(counts).fetchone()
        assert before is not None
        assert before["leads"] == 240
        assert before["plans"] == 6
        rejected = connection.execute("select sum(rows_rejected) as n from imports").fetchone()
        assert rejected == {"n": 0}
        second = salesflow(database.url, "demo", env=DE, cwd=somewhere)
        assert second.returncode == 0, second.stderr
        assert "Guten Morgen, Lena" in second.stdout
        assert connection.execute(counts).fetchone() == before
