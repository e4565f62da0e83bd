"""What the cells of a file mean."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Db = psycopg.Connection[dict[str, Any]]
property_test = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def value(db: Db, call: str, *arguments: object) -> Any:
    row = db.execute(f"select salesflow.{call} as v", arguments).fetchone()
    assert row is not None
    return row["v"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("€ 1.200", "1200"),
        ("1.200,- €", "1200"),
        ("$1,200", "1200"),
        ("12 %", "12"),
        ("0,5", "0.5"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("-7", "-7"),
        ("1.2E+05", "120000"),
        ("1.234.567", "1234567"),
        ("1,2,3", None),
        ("12.", None),
        ("abc", None),
        ("1-2", None),
        (".", None),
        ("", None),
        ("Infinity", None),
        ("NaN", None),
    ],
)
def test_numbers_as_people_write_them(db: Db, text: str, number: str | None) -> None:
    found = value(db, "parse_number(%s)", text)
    assert found == (None if number is None else Decimal(number))


@property_test
@given(number=st.decimals(-(10**12), 10**12, places=2), german=st.booleans())
def test_a_number_comes_back_as_it_was_written(db: Db, number: Decimal, german: bool) -> None:
    text = f"{number:,.2f}"
    if german:
        text = text.translate(str.maketrans(",.", ".,"))
    assert value(db, "parse_number(%s)", text) == number
    assert value(db, "parse_number(%s, %s)", text, "de" if german else "en") == number


@property_test
@given(text=st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"])))
def test_no_text_makes_them_fail(db: Db, text: str) -> None:
    value(db, "parse_number(%s)", text)
    value(db, "parse_timestamp(%s, 'dmy', 'Europe/Berlin')", text)
    value(db, "number_format_hint(%s)", text)
    value(db, "date_order_hint(%s)", text)
    value(db, "clean_cell(%s, '{}')", text)


@property_test
@given(
    text=st.from_regex(
        r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True
    )
)
def test_no_date_that_is_none_makes_them_fail(db: Db, text: str) -> None:
    for order in ("dmy", "mdy", None):
        value(db, "parse_timestamp(%s, %s, 'Europe/Berlin')", text, order)


@property_test
@given(
    moment=st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30)),
    form=st.sampled_from(
        [
            ("%d.%m.%Y %H:%M:%S", "dmy"),
            ("%d/%m/%Y %H:%M:%S", "dmy"),
            ("%m/%d/%Y %I:%M:%S %p", "mdy"),
            ("%Y-%m-%dT%H:%M:%SZ", None),
            ("%Y-%m-%d %H:%M:%S", None),
            ("%Y/%m/%d %H:%M:%S+00:00", "mdy"),
            ("%d %b %Y %H:%M:%S", None),
            ("%B %d, %Y %H:%M:%S", None),
        ]
    ),
)
def test_an_instant_comes_back_as_it_was_written(
    db: Db, moment: datetime, form: tuple[str, str | None]
) -> None:
    moment = moment.replace(microsecond=0)
    found = value(db, "parse_timestamp(%s, %s, 'UTC')", moment.strftime(form[0]), form[1])
    assert found == moment.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("31.12.2026", "2026-12-30T23:00:00+00:00"),
        ("31.12.26", "2026-12-30T23:00:00+00:00"),
        ("12/31/2026", "2026-12-30T23:00:00+00:00"),
        ("31/12/2026", "2026-12-30T23:00:00+00:00"),
        ("2026-12-31", "2026-12-30T23:00:00+00:00"),
        ("20261231", "2026-12-30T23:00:00+00:00"),
        ("31. Dezember 2026", "2026-12-30T23:00:00+00:00"),
        ("3. März 2026, 14:30 Uhr", "2026-03-03T13:30:00+00:00"),
        ("31-Dec-26", "2026-12-30T23:00:00+00:00"),
        ("2026-07-01T12:00:00.000+05:30", "2026-07-01T06:30:00+00:00"),
        ("2026-07-01T12:00:00-0330", "2026-07-01T15:30:00+00:00"),
        ("29.02.2024", "2024-02-28T23:00:00+00:00"),
        ("29.02.2026", None),
        ("31.04.2026", None),
        ("13/13/2026", None),
        ("1.2/2026", None),
        ("2026-12", None),
        ("45000", "2023-03-15T00:00+01:00"),
        ("0001-01-01", None),
        ("01.01.0001", None),
        ("31.12.1969", None),
        ("1.1.2026 24:00", None),
        ("1.1.2026 13:00 pm", None),
        ("1.1.1899", None),
        ("today", None),
        ("infinity", None),
    ],
)
def test_dates_as_people_write_them(db: Db, text: str, instant: str | None) -> None:
    found = value(db, "parse_timestamp(%s, null, 'Europe/Berlin')", text)
    assert found == (None if instant is None else datetime.fromisoformat(instant))


@pytest.mark.parametrize(
    ("kind", "german", "english", "expected"),
    [
        ("status", "gewonnen", "closed won", "won"),
        ("status", "verloren", "closed lost", "lost"),
        ("status", "in verhandlung", "negotiation/review", "negotiation"),
        ("activity_type", "anruf", "phone call", "call"),
        ("priority", "dringend", "critical", "urgent"),
        ("boolean", "ja", "yes", "true"),
        ("boolean", "falsch", "0", "false"),
        ("role", "teamleiterin", "sales manager", "manager"),
    ],
)
def test_words_of_both_languages(
    db: Db, kind: str, german: str, english: str, expected: str
) -> None:
    words = value(db, "import_words(%s)", kind)
    assert words[german] == words[english] == words[expected] == expected


@pytest.mark.parametrize(
    ("kind", "table", "column"),
    [
        ("status", "leads", "status"),
        ("priority", "leads", "priority"),
        ("channel", "leads", "preferred_channel"),
        ("activity_type", "activities", "type"),
        ("direction", "activities", "direction"),
        ("activity_status", "activities", "status"),
        ("role", "users", "role"),
        ("currency", "leads", "currency"),
        ("locale", "users", "locale"),
    ],
)
def test_every_word_means_something_its_column_takes(
    db: Db, kind: str, table: str, column: str
) -> None:
    values = set(value(db, "import_words(%s)", kind).values())
    db.execute("insert into users (name) values ('x'); insert into leads (name) values ('x')")
    db.execute("insert into activities (lead_id, type) select id, 'call' from leads")
    for one in values:
        db.execute(f"update {table} set {column} = %s", (one,))
