"""explain_action: what, by which rule, why, on which rows; in German and in English."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.people import Connection, activity, bant, lead, refused, rows, run_rules, user, value

T = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize("locale", ["de", "en"])
def test_every_kind_of_action_is_explained_without_a_gap(db: Connection, locale: str) -> None:
    rita = user(db, locale=locale)
    key = lead(db, rita, "Anna Schmidt", deal_value=5000)
    activity(db, key)
    for n, score in enumerate((80, 60, 30)):
        bant(db, key, score, assessed_at=datetime(2026, 3, 3, n, tzinfo=UTC))
    lead(db, rita, created_at=T)
    run_rules(db, "clock")
    run_rules(db, "review", subjects=[rita])
    db.execute("select salesflow.expire_recommendations(now() + interval '8 days')")
    actions = rows(db, "select id, rule, action_type from autonomous_actions")
    assert {a["action_type"] for a in actions} == {
        "status_transition",
        "recommendation_created",
        "recommendation_withdrawn",
        "recommendation_expired",
        "plan_created",
    }
    for action in actions:
        said = value(db, "select explain_action(%s, %s)", action["id"], locale)
        assert action["rule"] in said
        assert "{" not in said.replace('{"', "")
        assert said.count("Because: " if locale == "en" else "Grund: ") == 1


def test_it_names_rule_reason_evidence_and_version(db: Connection) -> None:
    key = lead(db, user(db, locale="en"), "Anna Schmidt", created_at=T)
    assessment = bant(db, key, 65)
    action = value(db, "select id from autonomous_actions where action_type = 'status_transition'")
    said = value(db, "select explain_action(%s)", action)
    assert "Anna Schmidt: new → qualified" in said
    assert "BANT 65/100 reaches 50" in said
    assert f"bant_assessments {assessment}" in said
    assert f"Policy version {value(db, 'select salesflow.policy_version()')}," in said


def test_it_says_when_the_action_was_taken_back(db: Connection) -> None:
    key = lead(db, user(db, locale="de"))
    activity(db, key)
    action = value(db, "select id from autonomous_actions")
    assert "Zurückgenommen" not in value(db, "select explain_action(%s)", action)
    db.execute("select undo_action(%s)", (action,))
    assert "Zurückgenommen am" in value(db, "select explain_action(%s)", action)


def test_a_hostile_lead_name_stays_a_name(db: Connection) -> None:
    activity(db, lead(db, name="{rule} {evidence}"))
    said = value(db, "select explain_action((select id from autonomous_actions), 'en')")
    assert "{rule} {evidence}: new" in said


def test_an_unknown_action_is_an_error(db: Connection) -> None:
    with refused(db, "SF004"):
        db.execute("select explain_action(%s)", (uuid4(),))
