"""The lexicon: patterns with examples, a change works at once and is kept."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import Row

Connection = psycopg.Connection[Row]


def found(db: Connection, text: str) -> set[str]:
    rows = db.execute(
        "select pattern from salesflow.signal_evidence(%s) where not is_denied", (text,)
    ).fetchall()
    return {row["pattern"] for row in rows}


def test_every_pattern_finds_what_its_examples_say(db: Connection) -> None:
    wrong = db.execute("select * from check_signal_examples() where not is_right").fetchall()
    assert wrong == []


def test_every_pattern_has_an_example(db: Connection) -> None:
    without = db.execute(
        """
        select distinct p.pattern from signal_patterns as p
        where not exists (
          select from signal_examples as x where x.pattern = p.pattern and x.matches)
        """
    ).fetchall()
    assert without == []


def test_every_step_means_something(db: Connection) -> None:
    unknown = db.execute(
        """
        select p.pattern, s.step
        from signal_patterns as p
        cross join unnest(p.steps) as s (step)
        where s.step not like '=%' and s.step <> 'name'
          and not exists (select from signal_words as w where w.concept = s.step)
        """
    ).fetchall()
    assert unknown == []


def test_a_change_works_at_once_and_is_kept(db: Connection) -> None:
    assert "price.too_expensive" not in found(db, "voll zu gschpecki")
    db.execute(
        "insert into signal_words (concept, language, word) values ('expensive', 'de', 'gschpeck*')"
    )
    assert "price.too_expensive" in found(db, "voll zu gschpecki")
    db.execute(
        "update signal_patterns set is_enabled = false where pattern = 'price.too_expensive'"
    )
    assert "price.too_expensive" not in found(db, "voll zu gschpecki")
    kept = db.execute(
        "select table_name from settings_history where key like '%gschpeck%'"
    ).fetchall()
    assert [row["table_name"] for row in kept] == ["public.signal_words"]


def test_three_steps_in_order_in_one_sentence(db: Connection) -> None:
    db.execute("insert into signal_words (concept, language, word) values ('zig', 'any', 'zig')")
    db.execute(
        "insert into signal_patterns (pattern, language, gap, steps)"
        " values ('test.three', 'any', 1, '{zig,=zag,=zug|zugs}')"
    )
    assert "test.three" in found(db, "zig zag zug")
    assert "test.three" in found(db, "zig x zag x zugs")
    assert "test.three" in found(db, "zig zag zig zug")
    assert "test.three" not in found(db, "zag zig zug")
    assert "test.three" not in found(db, "zig x x zag zug")
    assert "test.three" not in found(db, "zig zag. zug")


@pytest.mark.parametrize("word", ["Teuer", "ü", "zu teuer", "*", "*teuer*", ""])
def test_a_word_in_another_spelling_is_refused(db: Connection, word: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute(
            "insert into signal_words (concept, language, word) values ('price', 'de', %s)", (word,)
        )


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("eine Zeile", "eine Zeile"),
        ("ja gern\n\nOn Tue, 6 May, Ann Lee wrote:\n> too expensive?", "ja gern"),
        ("ja gern\n\n-----Ursprüngliche Nachricht-----\nzu teuer?", "ja gern"),
        ("ja gern\n-- \nFirma Teuer", "ja gern"),
        ("ja gern\nMfG\nHans Teuer", "ja gern"),
        ("no thanks\nBest regards,\nJo\nHead of Procurement", "no thanks"),
        ("Viele Grüße aus dem Urlaub! Passt Montag?", "Viele Grüße aus dem Urlaub! Passt Montag?"),
        ("danke\nViele Grüße soll ich ausrichten von allen, und wir nehmen das Angebot an", None),
    ],
)
def test_own_words(db: Connection, text: str, own: str | None) -> None:
    row = db.execute("select salesflow.own_words(%s) as own", (text,)).fetchone()
    assert row is not None
    assert len(row["own"]) == len(text)
    assert row["own"].strip() == (own or text)
