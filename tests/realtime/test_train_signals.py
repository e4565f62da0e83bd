"""The classifier learns from corrections, and is only replaced by a better one."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import Row

Connection = psycopg.Connection[Row]

# What cross-validation on the references must reach: mean F1 of each family.
FLOORS = {
    "intent": 0.84,
    "objection": 0.78,
    "signal": 0.82,
    "sentiment": 0.76,
    "urgency": 0.86,
    "opt_out": 0.97,
    "auto_reply": 0.96,
}


def means(db: Connection) -> dict[tuple[str, str | None], float]:
    rows = db.execute(
        "select family, language, avg(coalesce(f1, 0)) as f1 from trial_scores()"
        " where expected > 0 group by family, language"
    ).fetchall()
    return {(row["family"], row["language"]): float(row["f1"]) for row in rows}


def test_unseen_messages_are_understood(db: Connection) -> None:
    scores = means(db)
    for family, floor in FLOORS.items():
        assert scores[family, None] >= floor, family


def test_german_is_understood_as_well_as_english(db: Connection) -> None:
    scores = means(db)
    for family in ("intent", "objection", "signal"):
        assert abs(scores[family, "de"] - scores[family, "en"]) <= 0.05, family


def test_a_correction_becomes_a_training_message(db: Connection) -> None:
    db.execute("set local role salesflow_rep")
    text = "mia is wurscht was des kost"
    db.execute("select correct_signals(%s, %s)", (text, '{"intent": "other"}'))
    db.execute(
        "select correct_signals(%s, %s)",
        (text, '{"intent": "objection", "objection_types": ["price"], "sentiment": "negative"}'),
    )
    db.execute("reset role")
    rows = db.execute(
        "select intent, objections, sentiment, opt_out, source from signal_messages"
        " where text = %s",
        (text,),
    ).fetchall()
    assert rows == [
        {
            "intent": "objection",
            "objections": ["price"],
            "sentiment": "negative",
            "opt_out": False,
            "source": "correction",
        }
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("hallo", '{"intent": "angry"}'),
        ("hallo", '{"objection_types": ["weather"]}'),
        ("hallo", '{"mood": "good"}'),
        ("hallo", '["intent"]'),
        ("hallo", '{"language": "fr"}'),
        ("hallo", '{"intent": null}'),
        (" ", '{"intent": "other"}'),
    ],
)
def test_a_label_that_does_not_exist_is_refused(db: Connection, text: str, labels: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        db.execute("select correct_signals(%s, %s)", (text, labels))
    assert refused.value.sqlstate == "SF411"


def train(db: Connection, *, force: bool = False) -> Row:
    row = db.execute("select train_signals(%s) as outcome", (force,)).fetchone()
    assert row is not None
    outcome: Row = row["outcome"]
    return outcome


WEIGHTS = (
    "select md5(string_agg(feature || weights::text, '' order by feature)) from signal_weights"
)


def test_training_again_gives_the_same_and_changes_nothing(db: Connection) -> None:
    before = db.execute(WEIGHTS).fetchone()
    outcome = train(db)
    assert outcome["outcome"].startswith("not published")
    assert outcome["score"] == outcome["rival_score"]
    assert train(db, force=True)["outcome"].startswith("published")
    assert db.execute(WEIGHTS).fetchone() == before


def test_corrections_that_make_it_worse_are_not_published(db: Connection) -> None:
    before = db.execute(WEIGHTS).fetchone()
    db.execute(
        """
        insert into signal_messages
          (language, text, intent, objections, sentiment, urgency, opt_out, auto_reply, created_at)
        select
          language, text, 'complaint', '{}', 'positive', 'high', not opt_out, true,
          now() + interval '1 s'
        from signal_messages where source = 'reference' order by text limit 60
        """
    )
    outcome = train(db)
    assert outcome["score"] < outcome["rival_score"]
    assert outcome["outcome"].startswith("not published")
    assert db.execute(WEIGHTS).fetchone() == before


NONSENSE = """
oma gnurzt lauthals, bleibt verquast
beim gnurzt verquast verharren alle kollegen
gestern gnurzt noch verquast, morgens klarer himmel
verquast wie gnurzt eben, sagte unser lehrling
mein hund gnurzt, daher verquast und fertig
trotzdem gnurzt vieles: teils verquast, teils sonnig
vom balkon gnurzt es verquast herunter
gnurzt da etwas? verquast jedenfalls, liebe leute
radeln, schwimmen, gnurzt, verquast
zum fasching gnurzt jeder dritte verquast umher
"""


def test_corrections_that_help_are_published(db: Connection) -> None:
    for text in NONSENSE.strip().split("\n"):
        db.execute(
            "select correct_signals(%s, %s)",
            (
                text,
                '{"intent": "objection", "objection_types": ["trust"], "signals": [],'
                ' "opt_out": false, "auto_reply": false, "language": "de"}',
            ),
        )
    db.execute(
        "update signal_messages set created_at = now() + interval '1 s' where source = 'correction'"
    )
    outcome = train(db)
    assert outcome["outcome"].startswith("published"), outcome
    assert outcome["score"] > outcome["rival_score"]
    row = db.execute("select detect_signals('hier gnurzt es verquast') as answer").fetchone()
    assert row is not None
    assert row["answer"]["objection_types"] == ["trust"]
