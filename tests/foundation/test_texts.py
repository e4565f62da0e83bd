"""What the system says: in two languages, values never taken for templates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tests.people import Connection, refused, rows, value


def render(db: Connection, body: str, **values: Any) -> str:
    db.execute("insert into text_templates values ('test.text', 'en', %s)", (body,))
    said: str = value(db, "select salesflow.say('test.text', 'en', %s)", Jsonb(values))
    return said


def test_names_are_replaced_by_values(db: Connection) -> None:
    assert render(db, "{a} and {b}, {a} again", a="one", b=2) == "one and 2, one again"


@pytest.mark.parametrize("hostile", ["{b}", "{{b}}", "}{b", "%s", "\\1", "{a}"])
def test_a_value_is_never_expanded(db: Connection, hostile: str) -> None:
    assert render(db, "<{a}|{b}>", a=hostile, b="secret") == f"<{hostile}|secret>"


def test_a_name_without_value_stays(db: Connection) -> None:
    assert render(db, "Hi {nobody}!") == "Hi {nobody}!"


@pytest.mark.parametrize("body", ["{open", "close}", "{two words}", "{}"])
def test_a_template_with_stray_braces_is_refused(db: Connection, body: str) -> None:
    with refused(db, "23514"):
        render(db, body)


def test_a_missing_template_says_its_key(db: Connection) -> None:
    assert value(db, "select salesflow.say('no.such_text', 'de')") == "no.such_text"


def test_every_text_exists_in_both_languages_with_the_same_names(db: Connection) -> None:
    # each language may have its own format, column (status_en) and first name, but says the same
    body = "replace(body, '{first_name', '{lead_name')"
    found = f"regexp_matches({body}, '{{([\\w.]+?)(?:_en|_de)?[|}}]', 'g')"
    names = f"array(select distinct m[1] from {found} as m order by 1)"
    assert not rows(
        db,
        f"select key from text_templates group by key"
        f" having count(*) <> 2 or count(distinct {names}) <> 1",
    )


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("de-AT", "de"), ("de_CH", "de"), ("en-GB", "en"), ("fr", "en"), (None, "en")],
)
def test_a_locale_is_spoken_to_in_german_or_english(
    db: Connection, locale: str | None, language: str
) -> None:
    assert value(db, "select salesflow.language(%s)", locale) == language


@pytest.mark.parametrize(
    ("zone", "locale", "said"),
    [
        ("Pacific/Auckland", "de", "04.03.2026"),
        ("Pacific/Auckland", "en", "2026-03-04"),
        ("America/Los_Angeles", "de-AT", "03.03.2026"),
    ],
)
def test_a_date_is_the_local_one(db: Connection, zone: str, locale: str, said: str) -> None:
    at = datetime(2026, 3, 3, 20, tzinfo=UTC)
    assert value(db, "select salesflow.local_date(%s, %s, %s)", at, zone, locale) == said


@pytest.mark.parametrize(
    ("amount", "locale", "said"),
    [
        (1234567.49, "de", "1.234.567 EUR"),
        (1234567.49, "en", "1,234,567 EUR"),
        (0, "de", "0 EUR"),
        (999.5, "en", "1,000 EUR"),
    ],
)
def test_money_is_grouped_as_the_language_does(
    db: Connection, amount: float, locale: str, said: str
) -> None:
    assert value(db, "select salesflow.local_money(%s::numeric, 'EUR', %s)", amount, locale) == said


@pytest.mark.parametrize(
    ("days", "locale", "said"),
    [
        (0.9, "de", "weniger als einem Tag"),
        (1.9, "de", "einem Tag"),
        (2, "de", "2 Tagen"),
        (0.5, "en", "less than a day"),
        (1, "en", "1 day"),
        (15, "en", "15 days"),
    ],
)
def test_days_in_words(db: Connection, days: float, locale: str, said: str) -> None:
    assert value(db, "select salesflow.local_days(%s::numeric, %s)", days, locale) == said


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Max Mustermann", "Max"),
        ("Dr. Max Mustermann", "Max"),
        ("Frau Prof. Dr. Anna Schmidt", "Anna"),
        ("  herr Tom  Weber", "Tom"),
        ("Drake", "Drake"),
    ],
)
def test_a_first_name_has_no_title(db: Connection, name: str, first: str) -> None:
    assert value(db, "select salesflow.first_name(%s)", name) == first
