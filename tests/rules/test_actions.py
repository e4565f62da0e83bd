"""Whatever the system does by itself has exactly one audit row, with rule, evidence and version."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.people import (
    Connection,
    activity,
    bant,
    insert,
    lead,
    move,
    row,
    rows,
    run_rules,
    set_policy,
    user,
    value,
)

T = datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_a_transition_and_a_recommendation_have_one_action_each(db: Connection) -> None:
    set_policy(db, "lifecycle.qualify_bant", 55)
    rita = user(db)
    key = lead(db, rita)
    call = activity(db, key)
    assessment = bant(db, key, 80)
    found = rows(db, "select * from autonomous_actions order by action_type, rule desc")
    assert [(f["action_type"], f["rule"], f["trigger_type"]) for f in found] == [
        ("recommendation_created", "lifecycle.bant_high", "score_based"),
        ("status_transition", "lifecycle.first_activity", "event_based"),
        ("status_transition", "lifecycle.bant_qualified", "score_based"),
    ]
    advice, contacted, qualified = found
    for action in found:
        assert (action["lead_id"], action["user_id"]) == (key, rita)
        assert (action["actor"], action["success"]) == ("rule", True)
        assert action["policy_version"] == value(db, "select salesflow.policy_version()")
    assert contacted["evidence"] == [{"table": "activities", "id": str(call)}]
    assert contacted["before"] == {"status": "new"}
    assert contacted["after"] == {"status": "contacted"}
    assert contacted["cause"] == f"activities:{call}"
    details = contacted["action_details"]
    assert (details["from"], details["to"]) == ("new", "contacted")
    assert qualified["trigger_data"]["threshold"] == 55
    for action in (advice, qualified):
        assert {"table": "bant_assessments", "id": str(assessment)} in action["evidence"]
    assert advice["action_details"]["recommendation_id"] == str(
        value(db, "select id from ai_recommendations")
    )


def test_waiting_recommendations_are_audited_with_the_facts_they_rest_on(db: Connection) -> None:
    key = lead(db, user(db), created_at=T)
    run_rules(db, "clock", datetime(2026, 3, 5, 9, tzinfo=UTC), [key])
    found = row(db, "select * from autonomous_actions")
    assert (found["rule"], found["trigger_type"]) == ("waiting.first_contact", "time_based")
    assert found["trigger_data"]["days"] == 2
    assert {"table": "leads", "id": str(key)} in found["evidence"]


def test_what_people_do_is_no_action_of_the_system(db: Connection) -> None:
    rita = user(db)
    key = lead(db, rita)
    move(db, key, "won")
    insert(db, "ai_recommendations", lead_id=key, user_id=rita, type="followup", title="Call again")
    assert not rows(db, "select from autonomous_actions")


def test_the_summary_counts_what_was_done_for_a_user(db: Connection) -> None:
    rita = user(db)
    for score in (80, 60, 90):
        bant(db, lead(db, rita), score)
    bant(db, lead(db, user(db, "Other")), 80)
    last = value(
        db,
        "select id from autonomous_actions where user_id = %s"
        " and rule = 'lifecycle.bant_qualified' limit 1",
        rita,
    )
    db.execute("select undo_action(%s)", (last,))
    db.execute(
        "update autonomous_actions set executed_at = now() - interval '31 days'"
        " where rule = 'lifecycle.bant_yellow'"
    )
    summary = value(db, "select get_autonomous_actions_summary(%s, 30)", rita)
    assert summary["total_actions"] == 6
    assert summary["by_type"] == {
        "status_transition": 3,
        "recommendation_created": 2,
        "action_undone": 1,
    }
    assert (summary["success_rate"], summary["undone"]) == (100, 1)
    assert len(summary["recent_actions"]) == 6


def test_the_summary_of_nothing_is_zeros(db: Connection) -> None:
    summary = value(db, "select get_autonomous_actions_summary(%s)", user(db))
    assert (summary["total_actions"], summary["by_type"], summary["recent_actions"]) == (0, {}, [])
