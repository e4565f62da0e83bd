"""detect_signals(): what a message means, with its reasons."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from tests.conftest import Database, Row

Connection = psycopg.Connection[Row]
# the agent's role is none of them: it calls its six functions and nothing else
ROLES = ["admin", "manager", "rep", "gateway", "bi", "jobs"]


def detect(db: Connection, text: str | None, language: str | None = None) -> dict[str, Any]:
    row = db.execute("select detect_signals(%s, %s) as answer", (text, language)).fetchone()
    assert row is not None
    answer: dict[str, Any] = row["answer"]
    return answer


def test_an_answer_says_what_and_why(db: Connection) -> None:
    text = "klingt gut, aber zu teuer"
    answer = detect(db, text)
    assert answer["objection_type"] == "price"
    assert answer["objection_types"] == ["price"]
    assert answer["language"] == "de"
    assert (answer["opt_out"], answer["auto_reply"]) == (False, False)
    assert answer["confidence"]["price"] > 0.5
    assert "p:price.too_expensive" in [term["term"] for term in answer["terms"]["price"]]
    hit = next(hit for hit in answer["hits"] if hit["pattern"] == "price.too_expensive")
    assert hit["text"] == "zu teuer"
    assert text[hit["from"] - 1 : hit["to"]] == "zu teuer"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Können wir Donnerstag gegen 15 Uhr telefonieren?", "scheduling"),
        ("could we speak on the phone on Thursday at 3?", "scheduling"),
        ("Welche Zahlungsarten gibt es denn?", "question"),
        ("which sizes does it come in?", "question"),
        ("Das interessiert mich sehr, erzählen Sie mir mehr davon", "interested"),
        ("I'd love to know more about it, sounds great", "interested"),
        ("Seit drei Wochen warte ich auf das Ersatzteil und niemand meldet sich", "complaint"),
        ("I have been waiting for the spare part for three weeks, nobody answers", "complaint"),
        ("Bitte streichen Sie mich aus Ihrem Verteiler", "opt_out"),
        ("please take me off your mailing list", "opt_out"),
        ("Vielen Dank, alles angekommen", "other"),
    ],
)
def test_intent(db: Connection, text: str, intent: str) -> None:
    assert detect(db, text)["intent"] == intent


@pytest.mark.parametrize(
    "text",
    [
        "Das ist mir zu teuer",
        "das is mia z teuer",
        "DAS IST MIR ZU TEUER!!!",
        "Übersteigt unser Budget leider",
        "Uebersteigt unser Budget leider",
        "ist für uns viel zu kostspielig",
        "s isch mer z tüür",
        "that's too expensive for us",
        "thats way to expensive for us",
        "It exceeds our budget",
    ],
)
def test_price_in_many_spellings(db: Connection, text: str) -> None:
    assert detect(db, text)["objection_types"] == ["price"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Preis ist nicht zu teuer, gefällt mir",
        "Gar nicht teuer! Erzählen Sie mehr",
        "price isn't the issue, tell me more",
        "not too expensive at all, what's the next step?",
    ],
)
def test_a_denied_objection_is_none(db: Connection, text: str) -> None:
    answer = detect(db, text)
    assert answer["objection_types"] == []
    assert answer["intent"] != "objection"


@pytest.mark.parametrize(
    "text",
    [
        "Feel free to stop by the workshop any morning",
        "Hallo stopp, ich habe noch eine Frage: was kostet das?",
        "don't stop sending those tips, they're great",
        "Bitte löschen Sie den alten Entwurf, der neue kommt gleich",
    ],
)
def test_words_of_an_opt_out_in_another_sense(db: Connection, text: str) -> None:
    assert not detect(db, text)["opt_out"]


def test_quoted_mail_and_signature_are_not_the_leads_words(db: Connection) -> None:
    text = (
        "Hallo Herr Kern,\n\nAm 3.5. schrieb Jan Kern:\n"
        "> Ist Ihnen das zu teuer? Dann antworten Sie mit STOPP.\n\n"
        "im Gegenteil, das klingt sehr gut, bitte mehr Infos!\n\n"
        "Mit freundlichen Grüßen\nAnna Beck\nGeschäftsführerin, Einkauf"
    )
    answer = detect(db, text)
    assert (answer["intent"], answer["objection_types"], answer["opt_out"]) == (
        "interested",
        [],
        False,
    )
    assert answer["hits"], "what she says herself is found"
    for hit in answer["hits"]:
        assert text[hit["from"] - 1 : hit["to"]] == hit["text"]
        assert text.index("im Gegenteil") < hit["from"] < text.index("Mit freundlichen")


def test_machines_are_told_from_people(db: Connection) -> None:
    answer = detect(db, "Ich bin bis 14.8. im Urlaub und lese keine E-Mails. Automatische Antwort.")
    assert answer["auto_reply"]
    assert (answer["intent"], answer["urgency"], answer["signals"]) == ("other", "low", [])
    assert detect(db, "Your message could not be delivered: mailbox full")["auto_reply"]
    assert not detect(db, "Bin grad im Urlaub, melde mich danach bei Ihnen")["auto_reply"]


def test_a_competitor_by_what_surrounds_the_name(db: Connection) -> None:
    for text in (
        "wir nutzen schon Brumblesoft und sind zufrieden",
        "we already use brumblesoft and we're happy with it",
        "bei Brumblesoft sind wir schon Kunde",
    ):
        assert "competitor_mentioned" in detect(db, text)["signals"], text


def test_a_listed_competitor_is_found_anywhere(db: Connection) -> None:
    text = "Brümble Sôft hat gestern auch angerufen"
    assert "competitor_mentioned" not in detect(db, text)["signals"]
    db.execute("insert into competitors (name) values ('Bruemble Soft')")
    answer = detect(db, text)
    assert "competitor_mentioned" in answer["signals"]
    assert {"competitor.listed"} <= {hit["pattern"] for hit in answer["hits"]}
    db.execute("delete from competitors")
    assert "competitor_mentioned" not in detect(db, text)["signals"]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " \n\t ",
        "?",
        "👍👍🏽👨‍👩‍👧",
        "مرحبا، هذا غالي جدا",
        "\u202eזה יקר מדי\u202c",
        "e\u0301\u0308\u200b\ufeff\ufffd",
        "a" * 1_000_000,
        "zu teuer " * 120_000,
        "\n" * 50_000 + "> zu teuer\n" * 5_000,
        "Fu\u0308r mich zu teuer",
    ],
    ids=("null empty blank sign emoji rtl bidi broken word repeated lines decomposed".split()),
)
def test_any_text_is_survived(db: Connection, text: str | None) -> None:
    answer = detect(db, text)
    assert answer["intent"] in {"other", "objection", "question", "interested", "scheduling"}
    assert not answer["opt_out"]


def test_what_is_not_german_or_english_has_no_language(db: Connection) -> None:
    assert detect(db, "это слишком дорого")["language"] is None
    assert detect(db, "zu teuer")["language"] == "de"
    assert detect(db, "too expensive")["language"] == "en"
    assert detect(db, "ok", "en")["language"] == "en"


def test_many_at_once_are_read_as_each_alone(db: Connection) -> None:
    row = db.execute(
        """
        select
          count(*) as messages,
          count(*) filter (where s.answer = detect_signals(m.text)) as same
        from signal_messages as m, salesflow.signals_of(m.text) as s
        where m.source = 'reference'
        """
    ).fetchone()
    assert row is not None
    assert row["messages"] == row["same"] > 600


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_ask_and_nothing_is_written(db: Connection, role: str) -> None:
    db.execute(f"set local role salesflow_{role}")
    db.execute("set local transaction_read_only = on")
    assert detect(db, "zu teuer")["objection_type"] == "price"
    assert db.execute("select intent from salesflow.signals_of('zu teuer')").fetchone()


def test_only_administrators_read_what_the_classifier_learns_from(database: Database) -> None:
    with database.connect() as connection:
        for role in ("manager", "rep", "gateway", "bi", "agent"):
            connection.execute(f"set role salesflow_{role}")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("select * from signal_messages")


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("das ist vil zu teur", "price"),
        ("to expensiv for us", "price"),
        ("kein bedraf", "need"),
        ("wir haben schon einen anbeiter", "competitor"),
        ("muss ich mit meiner cheffin besprechen", "authority"),
    ],
)
def test_a_slip_of_the_finger(db: Connection, text: str, objection: str) -> None:
    assert detect(db, text)["objection_types"] == [objection]
