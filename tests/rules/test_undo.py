"""undo_action takes back what a rule did, once, and the rule does not do it again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.conftest import Database
from tests.people import (
    Connection,
    activity,
    bant,
    lead,
    login_role,
    move,
    refused,
    row,
    run_rules,
    status,
    user,
    value,
)


def action(db: Connection, rule: str) -> Any:
    return value(db, "select id from autonomous_actions where rule = %s", rule)


def undo(db: Connection, key: Any, reason: str | None = None) -> None:
    db.execute("select undo_action(%s, %s)", (key, reason))


def test_a_transition_is_taken_back_and_not_redone(database: Database) -> None:
    with login_role(database, "salesflow_admin") as role, database.connect(user=role) as db:
        rita = user(db, db_role=role)
        key = lead(db)
        bant(db, key, 80)
        done = action(db, "lifecycle.bant_qualified")
        undo(db, done, "no budget")
        assert status(db, key) == "new"
        last = row(db, "select * from lead_status_history order by position desc limit 1")
        assert (last["to_status"], last["automated"], last["reason"]) == ("new", False, "no budget")
        assert last["changed_by"] == rita
        found = row(db, "select * from autonomous_actions where id = %s", done)
        assert (found["undone_by"], found["undone_at"] is None) == (rita, False)
        bant(db, key, 90)
        assert status(db, key) == "new"


def test_a_recommendation_is_taken_back_and_not_made_again(db: Connection) -> None:
    key = lead(db, user(db), status="qualified")
    bant(db, key, 60)
    undo(db, action(db, "lifecycle.bant_yellow"), "not now")
    found = row(db, "select status, dismissed_reason from ai_recommendations")
    assert found == {"status": "dismissed", "dismissed_reason": "not now"}
    db.execute("update bant_assessments set need_notes = 'looked at again'")
    assert value(db, "select count(*) from ai_recommendations where status = 'pending'") == 0


def test_a_chain_is_taken_back_step_by_step(db: Connection) -> None:
    key = lead(db)
    activity(db, key)
    bant(db, key, 80)
    with refused(db, "SF011"):
        undo(db, action(db, "lifecycle.first_activity"))
    undo(db, action(db, "lifecycle.bant_qualified"))
    undo(db, action(db, "lifecycle.first_activity"))
    assert status(db, key) == "new"
    db.execute("update bant_assessments set need_score = 100")
    activity(db, key)
    assert status(db, key) == "new"


def test_nothing_is_taken_back_twice(db: Connection) -> None:
    key = lead(db, user(db))
    bant(db, key, 80)
    for rule in ("lifecycle.bant_qualified", "lifecycle.bant_high"):
        undo(db, action(db, rule))
        with refused(db, "SF011"):
            undo(db, action(db, rule))


def test_nor_what_somebody_changed_since(db: Connection) -> None:
    key = lead(db, user(db))
    bant(db, key, 80)
    move(db, key, "negotiation")
    db.execute("update ai_recommendations set status = 'accepted'")
    for rule in ("lifecycle.bant_qualified", "lifecycle.bant_high"):
        with refused(db, "SF011"):
            undo(db, action(db, rule))
    assert status(db, key) == "negotiation"


def test_a_plan_cannot_be_taken_back(db: Connection) -> None:
    run_rules(db, "review", subjects=[user(db)])
    with refused(db, "SF011"):
        undo(db, action(db, "review.daily_plan"))


def test_an_unknown_action_is_an_error(db: Connection) -> None:
    with refused(db, "SF004"):
        undo(db, uuid4())
