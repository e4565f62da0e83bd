"""What a BANT assessment recommends: one thing per stretch of a colour, the newest one's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.people import Connection, activity, bant, lead, row, rows, status, switch_off, user

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
GONE = "No longer applies"


def advice(db: Connection) -> list[tuple[Any, ...]]:
    found = rows(
        db,
        "select triggered_by, status, dismissed_reason from ai_recommendations"
        " where triggered_by like 'lifecycle.%' order by (trigger_data ->> 'bant')::int, episode",
    )
    return [(f["triggered_by"].removeprefix("lifecycle.bant_"), f["status"]) for f in found]


def test_green_calls_for_a_meeting_at_once(db: Connection) -> None:
    rita = user(db, locale="en")
    key = lead(db, rita, "Anna Schmidt")
    assessment = bant(db, key, 80, 80, 80, 60)
    found = row(db, "select * from ai_recommendations")
    assert found["lead_id"] == key
    assert found["user_id"] == rita
    assert (found["type"], found["priority"]) == ("followup", "urgent")
    assert found["title"] == "Schedule a meeting with Anna Schmidt now"
    assert "75/100 (green)" in found["reasoning"]
    assert found["suggested_action"]["action"] == "high"
    done = row(db, "select * from autonomous_actions where rule = 'lifecycle.bant_high'")
    assert done["evidence"] == [{"table": "bant_assessments", "id": str(assessment)}]
    assert done["cause"] == f"bant_assessments:{assessment}"


def test_yellow_names_the_weak_letters_in_the_language_of_the_rep(db: Connection) -> None:
    for locale in ("de", "en"):
        bant(db, lead(db, user(db, locale=locale)), 80, 40, 80, 49)
    german, english = rows(
        db, "select title, playbook_name from ai_recommendations order by title like 'Strengthen%'"
    )
    assert german["title"] == "Entscheidung, Zeitplan bei Max Mustermann stärken"
    assert english["title"] == "Strengthen authority, timeline with Max Mustermann"
    assert german["playbook_name"] == english["playbook_name"] == "DEAL-MEDIC"


def test_yellow_without_a_weak_letter_says_so(db: Connection) -> None:
    bant(db, lead(db, user(db)), 60)
    assert "kein einzelner Buchstabe" in row(db, "select title from ai_recommendations")["title"]


@pytest.mark.parametrize(
    ("score", "colour"), [(49, "red"), (50, "yellow"), (74, "yellow"), (75, "high")]
)
def test_the_colour_decides(db: Connection, score: int, colour: str) -> None:
    bant(db, lead(db, user(db)), score)
    assert advice(db) == [(colour, "pending")]


def test_the_same_colour_again_recommends_nothing_new(db: Connection) -> None:
    key = lead(db, user(db))
    for day in range(3):
        bant(db, key, 60 + day, assessed_at=T + day * DAY)
    assert advice(db) == [("yellow", "pending")]


def test_another_colour_puts_the_old_advice_off_the_table(db: Connection) -> None:
    key = lead(db, user(db, locale="en"))
    bant(db, key, 60, assessed_at=T)
    bant(db, key, 30, assessed_at=T + DAY)
    found = rows(db, "select status, dismissed_reason from ai_recommendations order by created_at")
    assert {tuple(f.values()) for f in found} == {("dismissed", GONE), ("pending", None)}


def test_a_colour_that_comes_back_is_a_new_stretch(db: Connection) -> None:
    key = lead(db, user(db))
    for day, score in enumerate((60, 30, 65)):
        bant(db, key, score, assessed_at=T + day * DAY)
    assert advice(db) == [("red", "dismissed"), ("yellow", "dismissed"), ("yellow", "pending")]


def test_a_stretch_that_was_dismissed_is_not_brought_up_again(db: Connection) -> None:
    key = lead(db, user(db))
    bant(db, key, 60, assessed_at=T)
    db.execute("update ai_recommendations set status = 'dismissed'")
    bant(db, key, 62, assessed_at=T + DAY)
    assert advice(db) == [("yellow", "dismissed")]


def test_an_assessment_that_was_overtaken_says_nothing(db: Connection) -> None:
    key = lead(db, user(db))
    bant(db, key, 60, assessed_at=T)
    bant(db, key, 30, assessed_at=T - DAY)
    assert advice(db) == [("yellow", "pending")]


@pytest.mark.parametrize("beyond", ["meeting_scheduled", "proposal_sent", "negotiation", "won"])
def test_no_meeting_is_recommended_where_there_is_one_or_no_need(
    db: Connection, beyond: str
) -> None:
    bant(db, lead(db, user(db), status=beyond), 90)
    assert advice(db) == []


def test_a_disabled_rule_recommends_nothing(db: Connection) -> None:
    switch_off(db, "lifecycle.bant_yellow")
    bant(db, lead(db, user(db)), 60)
    assert advice(db) == []


def test_a_lead_of_nobody_is_moved_and_recommended_to_nobody(db: Connection) -> None:
    key = lead(db)
    bant(db, key, 80)
    activity(db, key)
    assert status(db, key) == "qualified"
    assert advice(db) == []
