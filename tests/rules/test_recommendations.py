"""Recommendations: answered by people, stamped by the system, expired after seven days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.people import (
    Connection,
    bant,
    insert,
    lead,
    refused,
    row,
    rows,
    run_rules,
    set_policy,
    switch_off,
    user,
    value,
)

WEEK = timedelta(days=7)
INSTANT = timedelta(microseconds=1)


def recommendation(db: Connection, **columns: Any) -> Any:
    return insert(
        db,
        "ai_recommendations",
        **{"lead_id": lead(db), "user_id": user(db), "type": "followup", "title": "Call"} | columns,
    )


def expire(db: Connection, after: timedelta) -> int:
    done: int = value(db, "select salesflow.expire_recommendations(now() + %s)", after)
    return done


def test_one_that_nobody_answered_expires_after_seven_days(db: Connection) -> None:
    key = recommendation(db)
    assert expire(db, WEEK) == 0
    assert expire(db, WEEK + INSTANT) == 1
    found = row(db, "select * from ai_recommendations where id = %s", key)
    assert found["status"] == "dismissed"
    assert found["dismissed_reason"] == "Auto-expired after 7 days"
    assert found["dismissed_at"] is not None
    action = row(db, "select * from autonomous_actions")
    assert (action["rule"], action["action_type"]) == (
        "recommendations.expire",
        "recommendation_expired",
    )
    assert action["evidence"] == [{"table": "ai_recommendations", "id": str(key)}]
    assert expire(db, 2 * WEEK) == 0


@pytest.mark.parametrize("status", ["accepted", "completed", "dismissed"])
def test_an_answered_one_does_not_expire(db: Connection, status: str) -> None:
    key = recommendation(db)
    db.execute("update ai_recommendations set status = %s", (status,))
    assert expire(db, 2 * WEEK) == 0
    assert value(db, "select status from ai_recommendations where id = %s", key) == status


def test_its_own_date_comes_before_the_policy(db: Connection) -> None:
    now = value(db, "select now()")
    recommendation(db, title="soon", expires_at=now + timedelta(days=1))
    recommendation(db, title="late", expires_at=now + timedelta(days=30))
    assert expire(db, timedelta(days=8)) == 1
    assert value(db, "select title from ai_recommendations where status = 'pending'") == "late"


def test_the_policy_says_when_and_the_switch_says_whether(db: Connection) -> None:
    recommendation(db)
    set_policy(db, "recommendations.expire_after", "2 days")
    switch_off(db, "recommendations.expire")
    assert expire(db, WEEK) == 0
    db.execute("update automation_rules set is_enabled = true")
    assert expire(db, timedelta(days=2) + INSTANT) == 1
    found = value(db, "select dismissed_reason from ai_recommendations")
    assert found == "Auto-expired after 2 days"


def test_the_time_stamps_follow_the_status(db: Connection) -> None:
    key = recommendation(db)
    db.execute("select complete_recommendation(%s)", (key,))
    assert value(db, "select completed_at = now() and accepted_at = now() from ai_recommendations")
    db.execute("select dismiss_recommendation(%s, 'no longer needed')", (key,))
    found = row(db, "select accepted_at, completed_at, dismissed_reason from ai_recommendations")
    assert found == {
        "accepted_at": None,
        "completed_at": None,
        "dismissed_reason": "no longer needed",
    }
    db.execute("update ai_recommendations set status = 'pending'")
    found = row(db, "select dismissed_at, dismissed_reason from ai_recommendations")
    assert found == {"dismissed_at": None, "dismissed_reason": None}


@pytest.mark.parametrize("answer", ["complete_recommendation", "dismiss_recommendation"])
def test_an_unknown_recommendation_is_an_error(db: Connection, answer: str) -> None:
    with refused(db, "SF004"):
        db.execute(f"select {answer}(%s)".encode(), (uuid4(),))


def test_a_rule_recommends_once_per_lead_and_episode_but_people_as_often_as_they_like(
    db: Connection,
) -> None:
    rita = user(db)
    key = lead(db, rita)
    bant(db, key, 30)
    for _ in range(2):
        run_rules(db, "assessment")
    for _ in range(2):
        recommendation(db, lead_id=key)
    assert len(rows(db, "select from ai_recommendations")) == 3
