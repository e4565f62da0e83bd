"""The worked examples of docs/adding.md do what they say, as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent.config import Settings
from agent.worker import Worker
from tests.conftest import Database
from tests.people import lead, move, row, rows, user, value
from tests.system.test_readme_queries import psql

ADDING = Path(__file__).parents[2] / "docs" / "adding.md"
BLOCKS = dict(re.findall(r"^```sql (\w+)\n(.*?)^```", ADDING.read_text(), re.MULTILINE | re.DOTALL))


@pytest.fixture
def tried(database: Database, request: pytest.FixtureRequest) -> Database:
    """A database with a lead, in which the named example was run."""
    with database.connect() as db:
        lead(db, user(db, locale="de"), created_at="2026-01-01")
    psql(database.url, script=BLOCKS[request.param])
    return database


def test_there_are_four() -> None:
    assert set(BLOCKS) == {"rule", "event", "job", "room"}


@pytest.mark.parametrize("tried", ["rule"], indirect=True)
def test_the_rule_recommends_and_takes_it_back(tried: Database) -> None:
    with tried.connect() as db:
        key = value(db, "select id from leads")
        move(db, key, "won")
        ahead = "select salesflow.check_inactivity(now() + interval '3 days')"
        assert value(db, "select count(*) from ai_recommendations") == 0
        db.execute(ahead)
        db.execute(ahead)
        made = row(db, "select title, status, playbook_name from ai_recommendations")
        assert made == {
            "title": "Max Mustermann um eine Empfehlung bitten",
            "status": "pending",
            "playbook_name": "EMPFEHLUNGS-MASCHINE",
        }
        action = value(db, "select id from autonomous_actions where rule = 'growth.referral'")
        for locale, words in (("de", "Gewonnen am"), ("en", "Won on")):
            assert words in value(db, "select explain_action(%s, %s)", action, locale)
        move(db, key, "negotiation")
        db.execute(ahead)
        found = row(
            db,
            "select status, ended_how from ai_recommendations"
            " where triggered_by = 'growth.referral'",
        )
        assert found == {"status": "dismissed", "ended_how": "withdrawn"}


@pytest.mark.parametrize("tried", ["event"], indirect=True)
async def test_the_event_is_answered_by_the_daemon(tried: Database) -> None:
    settings = Settings.model_validate({"DATABASE_URL": tried.url})
    await Worker(settings, None, "no_key", True).run()
    with tried.connect() as db:
        assert value(db, "select content from agent_memory") == "Guten Tag Max Mustermann"


@pytest.mark.parametrize("tried", ["job"], indirect=True)
def test_the_job_runs(tried: Database) -> None:
    with tried.connect() as db:
        found = row(db, "select status, rows_affected from job_runs")
        assert found == {"status": "succeeded", "rows_affected": 1}
        assert value(db, "select is_enabled from job_status where name = 'count_leads'")


@pytest.mark.parametrize("tried", ["room"], indirect=True)
def test_the_room_s_effect_is_the_engine_s(tried: Database) -> None:
    with tried.connect() as db:
        assert [note["body"] for note in rows(db, "select body from example_notes")] == [
            "notes.first_contact"
        ]
        action = value(db, "select id from autonomous_actions where action_type = 'note_taken'")
        assert "Notiz zu Max Mustermann" in value(db, "select explain_action(%s)", action)
