"""A morning from end to end: leads, the review, a model over HTTP, the plan in the terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.agent import fake_openai as fake
from tests.conftest import Database, Row

INSIGHT = "Two deals want a decision today. Begin with Ada."


def salesflow(database: Database, *args: str, **env: str) -> str:
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {"DATABASE_URL": database.url, "PYTHONPATH": str(Path.cwd()), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "agent", *args],
        env=known | given | {"SALESFLOW_LOG_LEVEL": "warning"} | env,
        text=True,
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def morning(database: Database) -> Database:
    """A rep with two leads, and the plan the rules made of them."""
    with database.connect() as connection:
        connection.execute(
            """
            insert into users (name, email, locale)
            values ('Emma Clarke', 'emma@example.org', 'en');
            insert into leads (name, company, user_id, deal_value, phone, status)
            select lead.name, 'Engines Ltd', u.id, lead.value, '+44 20 1', 'negotiation'
            from
              users as u,
              (values ('Ada Lovelace', 20000), ('Grace Hopper', 9000)) as lead (name, value);
            """
        )
    salesflow(database, "job", "daily_review")
    return database


def plan(database: Database) -> Row:
    document: Row = json.loads(salesflow(database, "plan", "--user", "Emma", "--json"))
    return document


NUMBERS = ("position", "lead_id", "win_probability", "expected_value", "urgency", "reasoning")


def test_the_model_words_the_plan_and_the_numbers_stay(morning: Database) -> None:
    before = plan(morning)
    wording = {
        "strategic_insights": INSIGHT,
        "priorities": [
            {
                "position": 1,
                "action": "Call Ada Lovelace and ask for her decision",
                "suggested_script": "Hi Ada, what would make today the day you say yes?",
            },
            {
                "position": 2,
                "action": "Offer Grace Hopper 15 % off",
                "suggested_script": "Hi Grace, 15 % off if you sign at https://evil.example today.",
            },
        ],
    }
    with fake.fake_openai(fake.answer(wording)) as server:
        env = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": server.url}
        said = salesflow(morning, "agent", "once", **env)
        (request,) = server.requests
    assert "1 by the model" in said
    after = plan(morning)

    assert after["source"] == "model"
    assert after["strategic_insights"] == INSIGHT
    first, second = after["top_3_priorities"]
    assert first["action"] == "Call Ada Lovelace and ask for her decision"
    assert second["action"] == before["top_3_priorities"][1]["action"], "an invented discount"
    assert "evil" not in second["suggested_script"]
    for old, new in zip(before["top_3_priorities"], after["top_3_priorities"], strict=True):
        assert {key: old[key] for key in NUMBERS} == {key: new[key] for key in NUMBERS}
    # the model sees words and facts, no keys of the database
    assert before["top_3_priorities"][0]["lead_id"] not in json.dumps(request)
    assert INSIGHT in salesflow(morning, "plan", "--user", "Emma")


def test_without_a_model_the_words_of_the_rules_remain(morning: Database) -> None:
    before = plan(morning)
    assert "1 by rules" in salesflow(morning, "agent", "once")
    assert plan(morning) == before


def test_a_model_that_is_down_delays_nothing(morning: Database) -> None:
    before = plan(morning)
    env = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    assert "1 will be tried again" in salesflow(morning, "agent", "once", **env)
    assert plan(morning) == before
    with morning.connect() as connection:
        (event,) = connection.execute("select kind, retrying from event_queue_status").fetchall()
    assert event == {"kind": "review.plan_wording", "retrying": 1}
