"""What a person takes back, no rule does again; what lies beyond, a rule still may."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from tests.conftest import Database
from tests.people import (
    Connection,
    activity,
    bant,
    in_background,
    lead,
    move,
    rows,
    status,
    wait_for_locked,
)

FAR = datetime(2199, 1, 1, tzinfo=UTC)


def reassess(db: Connection, key: UUID, score: int) -> None:
    """As a later assessment: now() stands still in the test's transaction."""
    bant(db, key, score, assessed_at=datetime.now(UTC))


def test_a_lead_taken_back_is_not_moved_there_again(db: Connection) -> None:
    key = lead(db)
    bant(db, key, 80)
    assert status(db, key) == "qualified"
    move(db, key, "contacted", "they have no budget after all")
    reassess(db, key, 90)
    db.execute("update bant_assessments set need_score = 100")
    assert status(db, key) == "contacted"


def test_nor_when_it_was_taken_back_in_two_steps(db: Connection) -> None:
    key = lead(db)
    activity(db, key)
    bant(db, key, 80)
    move(db, key, "contacted")
    move(db, key, "new")
    reassess(db, key, 90)
    activity(db, key)
    assert status(db, key) == "new"


def test_nor_after_the_person_parked_it(db: Connection) -> None:
    key = lead(db)
    activity(db, key)
    bant(db, key, 80)
    for parked in ("contacted", "nurture", "contacted"):
        move(db, key, parked)
    reassess(db, key, 90)
    assert status(db, key) == "contacted"


def test_a_stage_beyond_is_still_open(db: Connection) -> None:
    key = lead(db)
    bant(db, key, 80)
    move(db, key, "contacted")
    activity(db, key, "meeting", due_date=FAR)
    assert status(db, key) == "meeting_scheduled"


def test_a_lead_taken_back_from_beyond_stays(db: Connection) -> None:
    key = lead(db, status="negotiation")
    move(db, key, "contacted")
    bant(db, key, 80)
    activity(db, key, "meeting", due_date=FAR)
    assert status(db, key) == "contacted"


def test_one_taken_back_and_sent_on_again_is_worked_as_before(db: Connection) -> None:
    key = lead(db)
    bant(db, key, 80)
    move(db, key, "contacted")
    move(db, key, "qualified")
    activity(db, key, "meeting", due_date=FAR)
    assert status(db, key) == "meeting_scheduled"


def test_a_closed_lead_that_a_person_opens_again_starts_anew(db: Connection) -> None:
    key = lead(db, status="lost")
    move(db, key, "contacted", "they called again")
    bant(db, key, 80)
    assert status(db, key) == "qualified"


def test_a_person_who_moves_forward_forbids_nothing(db: Connection) -> None:
    key = lead(db)
    move(db, key, "contacted")
    bant(db, key, 80)
    assert status(db, key) == "qualified"


def test_the_history_shows_no_tug_of_war(db: Connection) -> None:
    key = lead(db)
    activity(db, key)
    move(db, key, "new")
    for _ in range(3):
        activity(db, key)
    found = rows(db, "select to_status from lead_status_history order by position")
    assert [f["to_status"] for f in found] == ["new", "contacted", "new"]


def test_not_even_when_rule_and_person_act_at_the_same_moment(database: Database) -> None:
    with database.connect() as person:
        key = lead(person, status="contacted")
        bant(person, key, 80)
        with person.transaction():
            move(person, key, "contacted", "they have no budget after all")
            rule = in_background(
                database,
                "insert into bant_assessments (lead_id, budget_score, authority_score, need_score,"
                " timeline_score) values (%s, 90, 90, 90, 90)",
                key,
            )
            wait_for_locked(database)
        rule.result(timeout=20)
        assert status(person, key) == "contacted"
