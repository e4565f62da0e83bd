"""get_lead_lifecycle_stage: where a lead stands, how it came there, where it may go."""

from __future__ import annotations

from uuid import uuid4

from tests.people import Connection, activity, lead, move, refused, value

STAGE = "select get_lead_lifecycle_stage(%s)"


def test_it_says_where_a_lead_stands_and_why(db: Connection) -> None:
    key = lead(db, name="Anna Schmidt")
    activity(db, key)
    stage = value(db, STAGE, key)
    assert stage["lead_id"] == str(key)
    assert stage["lead_name"] == "Anna Schmidt"
    assert stage["current_status"] == "contacted"
    assert stage["status_cause"]["rule"] == "lifecycle.first_activity"
    assert stage["next_automatic"] == ["qualified", "meeting_scheduled", "proposal_sent"]
    assert stage["days_in_status"] == 0
    assert stage["total_transitions"] == 1
    assert [h["to_status"] for h in stage["transition_history"]] == ["contacted", "new"]


def test_it_shows_the_last_ten_changes_newest_first_and_counts_all(db: Connection) -> None:
    key = lead(db)
    for n in range(14):
        move(db, key, "nurture" if n % 2 == 0 else "contacted", f"change {n}")
    stage = value(db, STAGE, key)
    assert stage["total_transitions"] == 14
    assert [h["reason"] for h in stage["transition_history"]] == [
        f"change {n}" for n in range(13, 3, -1)
    ]


def test_a_lead_that_never_moved_has_no_last_transition(db: Connection) -> None:
    stage = value(db, STAGE, lead(db, status="won"))
    assert stage["last_transition"] is None
    assert stage["next_automatic"] == []


def test_an_unknown_lead_is_an_error(db: Connection) -> None:
    with refused(db, "SF004"):
        db.execute(STAGE.encode(), (uuid4(),))
