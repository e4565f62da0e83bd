"""What words of a model may say, and what they may not."""

# ruff: noqa: E501 (texts as they are, a line each)

from __future__ import annotations

import pytest
from psycopg.types.json import Jsonb

from tests.events.harmless_words import FACTS, Facts, sentences
from tests.people import Connection, lead, row, rows, user, value

SABINE, WILL, SAM, GRACE = FACTS


def known(db: Connection, facts: Facts, *quoted: str) -> Jsonb:
    names = [facts.name, facts.company, "Emma Clarke"]
    found = value(
        db, "select salesflow.known_words(%s, %s, %s)", list(facts.facts), names, list(quoted)
    )
    return Jsonb(found)


def problem(
    db: Connection, words: str | None, facts: Facts = SAM, foreign: tuple[str, ...] = ()
) -> str | None:
    found: str | None = value(
        db,
        "select salesflow.words_problem(%s, %s, %s, 1000, %s)",
        words,
        known(db, facts),
        facts.language,
        list(foreign),
    )
    return found


def test_what_a_good_model_says_is_shown(db: Connection) -> None:
    facts = {id(f): known(db, f) for f in FACTS}
    said = sentences()
    assert len(said) >= 300
    refused = [
        (text, found)
        for f, text in said
        if (
            found := value(
                db, "select salesflow.words_problem(%s, %s, %s)", text, facts[id(f)], f.language
            )
        )
    ]
    assert len(refused) <= len(said) * 0.02, refused


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("30.700", "30700"), ("30,700", "30700"), ("30 700", "30700"), ("30'700", "30700"), ("307,00", "307.00"),
        ("307.00", "307.00"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1.234.567", "1234567"), ("0.125", "0.125"),
        ("12", "12"), ("1.234,567", None), ("1.2.3", None), ("12,34,56", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_either_language_writes_it(
    db: Connection, written: str, number: str | None
) -> None:
    same = value(db, "select salesflow.number_value(%s) is not distinct from %s", written, number)
    assert same


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("fünftausend Euro", "EUR:5000"), ("fünfundzwanzigtausenddreihundert Euro", "EUR:25300"),
        ("dreißigtausendsiebenhundert EUR", "EUR:30700"), ("fuenftausend Euro", "EUR:5000"), ("eine Million Euro", "EUR:1000000"),
        ("1,5 Mio. Euro", "EUR:1500000"), ("eine halbe Million Euro", "EUR:500000"), ("12k EUR", "EUR:12000"), ("€12,000.50", "EUR:12000.5"),
        ("eighty-three percent", "percent:83"), ("eighty three per cent", "percent:83"), ("dreiundachtzig Prozent", "percent:83"),
        ("ein Prozent", "percent:1"), ("a hundred percent", "percent:100"), ("hundertprozentig", "percent:100"), ("83%", "percent:83"),
        ("two thousand five hundred and six dollars", "USD:2506"), ("half a million dollars", "USD:500000"), ("ten grand", "any:10000"),
        ("dreieinhalb Tage", "span:5040"), ("zwei Wochen", "span:20160"), ("14 days", "span:20160"), ("half an hour", "span:30"),
        ("zehnminütiges Gespräch", "span:10"), ("a 10-minute call", "span:10"), ("three quarters", "months:9"),
        ("14:30", "clock:870"), ("2 p.m.", "clock:840"), ("2:30 pm", "clock:870"), ("14.30 Uhr", "clock:870"), ("14 Uhr", "clock:840"),
        ("17.11.2026", "date:26-11-17"), ("2026-11-17", "date:26-11-17"), ("17. November", "date:11-17"), ("November 17th, 2026", "date:26-11-17"),
        ("the first of December", "date:12-1"), ("82/100", "ratio:82/100"), ("twice as much", "times:2"), ("doppelt so viel", "times:2"),
        ("dreifach", "times:3"), ("3x", "times:3"), ("a dozen", "any:12"), ("the twenty-first call", "ordinal:21"), ("minus 12 Euro", "EUR:-12"),
        ("thousands of customers", "any:1000"), ("die Hälfte", "any:0.5"), ("ein paar Prozent", "stray"),
    ],
)  # fmt: skip
def test_a_number_is_compared_by_value_and_unit(db: Connection, text: str, key: str) -> None:
    (claim,) = rows(db, "select * from salesflow.number_claims(%s) where accepts is not null", text)
    assert key in claim["accepts"]


@pytest.mark.parametrize(
    "text",
    [
        "one of the first things", "ein erster Schritt", "two quick questions", "drei kurze Fragen", "at once", "noch einmal",
        "eine Woche", "in a minute", "for one day", "everyone", "einfach", "deshalb", "mehrfach", "a second call", "double-check it",
        "someone else", "Zweifel", "achten Sie darauf", "often", "weight", "beide", "a couple of points",
    ],
)  # fmt: skip
def test_running_text_claims_no_number(db: Connection, text: str) -> None:
    assert not rows(db, "select * from salesflow.number_claims(%s) where accepts is not null", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), (" \n ", "empty"), (None, "empty"), ("a" * 1001, "too long"),
        ("Sam owes 254.52 EUR", "number"), ("Sam owes 25,452 USD", "number"), ("Sam waits for 83 days", "number"),
        ("It is 12 % to win", "number"), ("Win 12 customers", "number"), ("Call Sam at 9:00", "number"),
        ("Since November 18th", "number"), ("Sam is at 82 83 %", "number"), ("In 5O minutes", "number"), ("Sam is worth XL percent", "number"),
        ("Call Sam about \u0661\u0662 days", "character"), ("Call S\u0430m now", "character"), ("Call\u200b Sam", "character"),
        ("Call \u202eSam", "character"), ("Call\tSam", "character"), ("Call\x07 Sam", "character"), ("Ca\u0300\u0301ll Sam", "character"),
        ("Call ~ now", "markup"), ("Look at [this](that)", "markup"), ("<b>Call</b> Sam", "markup"), ("**Call** Sam", "markup"),
        ("- Call Sam", "markup"), ("Call &lt; Sam", "markup"), ("Call [Name]", "markup"), ("Call {lead_name}", "markup"),
        ("Call (name) now", "placeholder"), ("Call Mr XX now", "placeholder"),
        ("See evil.com", "link"), ("See evil\u3002com", "character"), ("Write bob\uff20evil\uff0ecom", "character"), ("See evil dot com", "link"),
        ("I guarantee it, Sam", "promise"), ("You get it for free", "promise"),
        ("Hi Tom, how are you?", "name"), ("Ask Mr Porter about it", "name"),
        ("Rufen Sie Sam heute noch an", "language"), ("Appelez Sam pour discuter avec vous", "language"),
        ("Zadzwonisz jutro rano koniecznie", "language"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(db: Connection, text: str | None, code: str) -> None:
    found = problem(db, text)
    assert found is not None
    assert found.partition(":")[0] == code, found


def test_a_name_with_a_number_is_a_name_and_its_number_no_fact(db: Connection) -> None:
    assert problem(db, "Studio 54 wartet auf Ihre Antwort.", WILL) is None
    assert problem(db, "Es geht um 54 Prozent für Sie.", WILL) == "number: 54 prozent"
    assert problem(db, "Es geht um 54 bei Ihnen.", WILL) == "number: 54"


def test_a_name_in_another_script_may_be_said_as_it_was_shown(db: Connection) -> None:
    shown = value(db, "select salesflow.known_words('{Call Ольга Петрова}', '{Ольга Петрова}')")
    for text, is_safe in (("Call Ольга today", True), ("Call Олга today", False)):
        done = value(db, "select salesflow.words_are_safe(%s, %s, 'en')", text, Jsonb(shown))
        assert done is is_safe


def test_a_number_or_promise_of_a_hostile_name_is_not_let_in_piece_by_piece(db: Connection) -> None:
    facts = Facts("en", "Ninety Percent Discount", "Free Money Ltd", ("Call the lead",), {})
    assert problem(db, "Call them about ninety percent", facts) == "number: ninety percent"
    assert problem(db, "Call them about the discount", facts) == "promise: discount%"
    assert problem(db, "Call Ninety Percent Discount today", facts) is None


def test_what_people_wrote_lends_its_words_and_not_its_numbers(db: Connection) -> None:
    quoted = "We need 40 % off, and ISO27001 compliance"
    shown = value(db, "select salesflow.known_words('{Call Sam}', '{Sam}', %s)", [quoted])
    assert "iso27001" in shown["words"]
    assert shown["claims"] == []


@pytest.mark.parametrize("quote", ["“%s”", "„%s“"])
@pytest.mark.parametrize("message", ["9 % off", "” 9 % off", "“ 9 % “ off", "„ 9 ” % “ off"])
def test_a_quotation_cannot_end_itself(db: Connection, quote: str, message: str) -> None:
    text = f"Waiting: {quote % message}; 12 days"
    assert value(db, "select salesflow.rule_words(%s)", text) == "Waiting:  ; 12 days"


def test_another_lead_is_not_named(db: Connection) -> None:
    foreign = ("Grace Hopper", "Engines Ltd", "Rose Market")
    for text in (
        "Tell Sam about Grace Hopper", "Tell Sam about grace hopper", "Tell Sam about Hopper", "Engines is a client, too",
    ):  # fmt: skip
        assert (problem(db, text, foreign=foreign) or "").startswith("name"), text
    assert problem(db, "The market rose while the engines kept going.", foreign=foreign) is None
    # whoever shares a name with the lead itself is not meant
    assert problem(db, "Call Sam and ask how it goes", foreign=("Sam Cook",)) is None


def test_names_are_found_among_the_leads_of_a_user(db: Connection) -> None:
    rita, other = user(db), user(db, name="Otto")
    lead(db, rita, name="Grace Hopper", company="Engines Ltd", status="lost")
    lead(db, other, name="Tom Weber", company="Weber AG")
    text = "grace hopper of Engines met Tom Weber"
    found = value(db, "select salesflow.names_within(%s, %s)", rita, text)
    assert sorted(found) == ["Engines", "Grace Hopper"]


def test_a_word_taught_works_at_once(db: Connection) -> None:
    assert problem(db, "You will get a swag bag, Sam") is None
    db.execute("insert into word_lists (list, word) values ('promise', 'swag%')")
    assert problem(db, "You will get a swag bag, Sam") == "promise: swag%"


@pytest.mark.parametrize("list", ["words.de", "words.en"])
def test_each_language_has_words_of_its_own(db: Connection, list: str) -> None:
    counted = row(
        db,
        "select count(*) as n, count(*) filter (where exists (select from word_lists as o"
        " where o.word = w.word and o.list like 'words.%%' and o.list <> w.list)) as shared"
        " from word_lists as w where list = %s",
        list,
    )
    assert counted["n"] > 150
    assert counted["shared"] < 10
