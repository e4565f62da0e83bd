"""A plan says its numbers in the language of its user: clients know no words of sales."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.people import Connection, lead, user, value

MAKE = "select create_daily_plan(%s)"


@pytest.mark.parametrize(
    ("locale", "greeting", "urgency", "contact", "worth", "goals"),
    [
        (
            "de",
            "Guten Morgen, Rita",
            "HEUTE",
            "per Telefon um 10:00",
            "EUR Erwartungswert, wenn Sie heute handeln",
            ["0 gewonnen (0 EUR)", "12.500 EUR in der Pipeline, davon"],
        ),
        (
            "en",
            "Good morning, Rita",
            "TODAY",
            "by telephone at 10:00",
            "EUR expected from acting today",
            ["0 won (0 EUR)", "12,500 EUR in the pipeline,"],
        ),
    ],
)
def test_in_the_language_of_the_user(
    db: Connection,
    locale: str,
    greeting: str,
    urgency: str,
    contact: str,
    worth: str,
    goals: list[str],
) -> None:
    rita = user(db, "Dr. Rita Rep", locale=locale)
    lead(db, rita, phone="+49 30 1", deal_value=12500)
    plan = value(db, MAKE, rita)
    first = plan["top_3_priorities"][0]
    assert plan["greeting_text"] == greeting
    assert (first["urgency"], first["urgency_text"]) == ("high", urgency)
    assert (first["channel"], first["contact_text"]) == ("phone", contact)
    assert first["expected_value_text"].endswith(worth)
    assert first["win_probability_text"].startswith(f"{round(100 * first['win_probability'])} % ")
    # nothing was decided yet: there is no rate to tell
    assert len(plan["goal_progress_text"]) == len(goals)
    assert all(
        said.startswith(begin)
        for said, begin in zip(plan["goal_progress_text"], goals, strict=True)
    )
    assert plan["progress_text"].startswith("0 ")
    assert plan["progress_text"].split()[2] == "1"


def test_a_lead_that_cannot_be_reached_is_to_be_found_first(db: Connection) -> None:
    rita = user(db, locale="en")
    lead(db, rita)
    first = value(db, MAKE, rita)["top_3_priorities"][0]
    assert first["channel"] is None
    assert first["contact_text"] == "no telephone or e-mail known: find one first"


def test_a_share_of_what_was_decided(db: Connection) -> None:
    rita = user(db, locale="en")
    lead(db, rita)
    plan = value(db, MAKE, rita)
    plan["goal_progress"] |= {"conversion_rate": 0.25, "conversion_days": 90}
    said = value(db, "select salesflow.say_plan(%s::text::jsonb)", json.dumps(plan))
    assert said["goal_progress_text"][2] == (
        "25 % of the deals decided in the last 90 days were won"
    )


@pytest.mark.parametrize(
    ("day", "locale", "said"),
    [
        (date(2026, 11, 23), "en-GB", "Monday, 23 November 2026"),
        (date(2026, 3, 1), "de-AT", "Sonntag, 1. März 2026"),
        (date(2027, 12, 31), "de", "Freitag, 31. Dezember 2027"),
    ],
)
def test_days_in_words(db: Connection, day: date, locale: str, said: str) -> None:
    assert value(db, "select salesflow.long_date(%s, %s)", day, locale) == said
