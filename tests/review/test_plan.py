"""What stands in a plan: the contract's shape, both languages, evidence, and counters that move."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.people import (
    Connection,
    bant,
    in_background,
    lead,
    row,
    rows,
    run_rules,
    set_policy,
    user,
    value,
    wait_for_locked,
)
from tests.review.situations import DAY, SITUATIONS, Make, T, first_contact, quiet

TODAY = "2026-03-03"


def plan(db: Connection, rita: UUID, as_of: datetime = T) -> dict[str, Any]:
    run_rules(db, "review", as_of, [rita])
    found: dict[str, Any] = value(db, "select get_daily_plan(%s, %s)", rita, as_of.date())
    return found


def test_a_plan_has_the_shape_of_the_contract(db: Connection) -> None:
    rita = user(db, "Rita Rep", locale="en")
    key = first_contact(db, rita, name="Max Mustermann", phone="+49 30 1", deal_value=12000)
    made = plan(db, rita)
    (priority,) = made["top_3_priorities"]
    assert priority["lead_id"] == str(key)
    assert priority["lead_name"] == "Max Mustermann"
    assert priority["action"] == "Make first contact with Max Mustermann"
    assert priority["urgency"] == "high"
    assert priority["win_probability"] == 0.05
    assert (priority["optimal_time"], priority["channel"]) == ("10:00", "phone")
    assert priority["suggested_script"].startswith("Hi Max, ")
    assert "12,000 EUR" in priority["reasoning"]
    assert made["risks"] == made["quick_wins"] == []
    assert "Pipeline: 1 active leads worth 12,000 EUR, 600 EUR" in made["strategic_insights"]
    assert made["goal_progress"] == {
        "deals_closed_this_month": 0,
        "revenue_this_month": 0,
        "pipeline_value": 12000,
        "expected_pipeline_value": 600,
        "conversion_days": 90,
        "conversion_rate": None,
        "currency": "EUR",
    }
    stored = row(db, "select * from daily_action_plans")
    (own,) = stored["top_priorities"]
    assert own.keys() == {
        *("position", "lead_id", "lead_name", "action", "reasoning", "urgency", "win_probability"),
        *("expected_value", "currency", "suggested_script", "optimal_time", "channel"),
        "recommendation_id",
    }
    assert own.items() <= priority.items()
    assert (stored["actions_completed"], stored["actions_total"], stored["source"]) == (
        0,
        1,
        "rules",
    )


@pytest.mark.parametrize("locale", ["de", "en"])
@pytest.mark.parametrize(("situation", "make"), SITUATIONS.items())
def test_every_situation_is_worded_to_the_last_gap(
    db: Connection, situation: str, make: Make, locale: str
) -> None:
    rita = user(db, locale=locale)
    make(db, rita)
    made = plan(db, rita)
    (priority,) = made["top_3_priorities"]
    said = [priority["action"], priority["reasoning"], priority["suggested_script"]]
    for text in [*said, made["strategic_insights"], *made["risks"], *made["quick_wins"]]:
        assert "{" not in text
        assert "review." not in text
        assert "…" not in text
    assert "Max Mustermann" in said[0]
    assert said[2].startswith("Guten Tag Max Mustermann, " if locale == "de" else "Hi Max, ")
    for table in ("notifications", "agent_memory", "ai_recommendations"):
        assert "{first" not in json.dumps(rows(db, f"select * from {table}"), default=str)


def test_a_script_is_in_the_language_of_the_lead_the_rest_in_the_rep_s(db: Connection) -> None:
    rita = user(db, locale="de")
    first_contact(db, rita, locale="en-GB")
    (priority,) = plan(db, rita)["top_3_priorities"]
    assert priority["action"] == "Erstkontakt mit Max Mustermann aufnehmen"
    assert priority["suggested_script"].startswith("Hi Max")


@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_policy_says_how_many_priorities(db: Connection, number: int) -> None:
    set_policy(db, "review.priorities", number)
    rita = user(db)
    for n in range(7):
        first_contact(db, rita, name=f"Lead {n}", deal_value=1000 * (n + 1))
    made = plan(db, rita)
    names = [priority["lead_name"] for priority in made["top_3_priorities"]]
    assert names == [f"Lead {n}" for n in (6, 5, 4, 3, 2, 1)][:number]
    assert [p["position"] for p in made["top_3_priorities"]] == list(range(1, number + 1))
    assert made["actions_total"] == number


def test_risks_and_quick_wins_name_other_leads_than_the_priorities(db: Connection) -> None:
    set_policy(db, "review.priorities", 1)
    rita = user(db, locale="en")
    first_contact(db, rita, name="First", deal_value=10_000_000)
    for n in range(5):
        quiet(db, rita, "nurture", 20, name=f"Quiet {n}", deal_value=1000 * (n + 1))
        sure = quiet(db, rita, "negotiation", 1, name=f"Sure {n}", deal_value=100)
        bant(db, sure, 60 + n, assessed_at=T - DAY)
    made = plan(db, rita)
    assert [r.split(":")[0] for r in made["risks"]] == ["Quiet 4", "Quiet 3", "Quiet 2"]
    assert made["risks"][0] == "Quiet 4: quiet for 20 days, Nurture, 5,000 EUR at stake"
    assert [q.split(":")[0] for q in made["quick_wins"]] == [
        f"Schedule the closing call with Sure {n} now" for n in (4, 3, 2)
    ]
    assert not any("First" in text for text in made["risks"] + made["quick_wins"])


def test_each_priority_is_a_recommendation_with_audit_and_evidence(db: Connection) -> None:
    rita = user(db)
    key = quiet(db, rita, "qualified", 2)
    assessment = bant(db, key, 80, assessed_at=T - DAY)
    (priority,) = plan(db, rita)["top_3_priorities"]
    advice = row(db, "select * from ai_recommendations where triggered_by = 'review.priority'")
    assert str(advice["id"]) == priority["recommendation_id"]
    assert (advice["lead_id"], advice["user_id"]) == (key, rita)
    assert (advice["title"], advice["reasoning"]) == (priority["action"], priority["reasoning"])
    assert advice["suggested_action"]["script"] == priority["suggested_script"]
    made = row(db, "select * from autonomous_actions where rule = 'review.priority'")
    assert (made["subject_id"], made["action_type"]) == (key, "recommendation_created")
    assert made["evidence"] == [
        {"table": "leads", "id": str(key)},
        {"table": "bant_assessments", "id": str(assessment)},
    ]
    planned = row(db, "select * from autonomous_actions where rule = 'review.daily_plan'")
    assert (planned["subject_id"], planned["action_type"]) == (rita, "plan_created")


def test_a_plan_is_remembered_and_told(db: Connection) -> None:
    rita = user(db, locale="en")
    first_contact(db, rita)
    plan(db, rita)
    key = value(db, "select id from daily_action_plans")
    memory = row(db, "select * from agent_memory")
    assert (memory["user_id"], memory["cause"]) == (rita, f"daily_action_plans:{key}")
    assert memory["content"].startswith("Plan of 2026-03-03: Make first contact with Max")
    told = row(db, "select * from notifications")
    assert (told["user_id"], told["title"]) == (rita, "Your plan for 2026-03-03")
    assert told["body"] == "First: Make first contact with Max Mustermann"
    assert told["data"] == {"plan_id": str(key)}


def test_completing_and_reopening_moves_the_counters(db: Connection) -> None:
    rita = user(db)
    for _ in range(2):
        first_contact(db, rita)
    keys = [p["recommendation_id"] for p in plan(db, rita)["top_3_priorities"]]
    counted = (
        "select actions_completed as done, completion_status as status from daily_action_plans"
    )
    db.execute("select complete_recommendation(%s)", (keys[0],))
    assert row(db, counted) == {"done": 1, "status": "in_progress"}
    db.execute("select complete_recommendation(%s)", (keys[0],))
    assert row(db, counted) == {"done": 1, "status": "in_progress"}
    db.execute("select complete_recommendation(%s)", (keys[1],))
    assert row(db, counted) == {"done": 2, "status": "completed"}
    db.execute("update ai_recommendations set status = 'pending'")
    assert row(db, counted) == {"done": 0, "status": "pending"}
    db.execute("select dismiss_recommendation(%s)", (keys[0],))
    assert row(db, counted) == {"done": 0, "status": "pending"}


def test_two_priorities_completed_at_the_same_moment_are_two(database: Database) -> None:
    with database.connect() as one:
        rita = user(one)
        for _ in range(2):
            first_contact(one, rita)
        first, second = (p["recommendation_id"] for p in plan(one, rita)["top_3_priorities"])
        with one.transaction():
            one.execute("select complete_recommendation(%s)", (first,))
            other = in_background(database, "select complete_recommendation(%s)", second)
            wait_for_locked(database)
        other.result(timeout=20)
        assert value(one, "select actions_completed from daily_action_plans") == 2


def test_a_hostile_name_or_task_stays_text(db: Connection) -> None:
    rita = user(db, locale="en")
    name = "{first_name} {facts} %s {{x}}"
    key = first_contact(db, rita, name=name, deal_value=777)
    SITUATIONS["task_overdue"](db, rita, name="Tom Weber")
    db.execute("update activities set title = '{facts}' where title is not null")
    made = plan(db, rita)
    said = {p["lead_name"]: p for p in made["top_3_priorities"]}
    assert said[name]["lead_id"] == str(key)
    assert said[name]["action"] == f"Make first contact with {name}"
    assert said["Tom Weber"]["action"] == "Do what is overdue for Tom Weber: {facts}"
    assert "777" not in said[name]["suggested_script"]
    assert "777" not in value(db, "select title from notifications")


def test_a_lead_that_is_gone_leaves_the_plan(db: Connection) -> None:
    rita = user(db)
    key = lead(db, rita, created_at=T - DAY)
    plan(db, rita)
    db.execute("delete from leads where id = %s", (key,))
    assert value(db, "select get_daily_plan(%s, %s)", rita, TODAY)["top_3_priorities"] == []
