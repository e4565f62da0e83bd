"""Every error of ours is explained, in both languages, and in docs/sqlstates.md."""

from __future__ import annotations

import re

import pytest

from tests.people import Connection, rows, value
from tests.system.support import ROOT

RAISED = sorted(
    {
        state
        for script in (ROOT / "deploy").rglob("*.sql")
        for state in re.findall(r"errcode = '(SF...)'", script.read_text())
    }
)


def test_each_is_explained_in_both_languages(db: Connection) -> None:
    assert RAISED
    for locale in ("de-AT", "en"):
        said = {
            state: value(db, "select salesflow.say_error(%s, %s)", state, locale)
            for state in RAISED
        }
        assert [state for state in RAISED if len((said[state] or "").splitlines()) != 2] == []
    assert value(db, "select salesflow.say_error('23505', 'de')") is None


def test_nothing_else_is_explained(db: Connection) -> None:
    found = rows(
        db,
        "select distinct split_part(key, '.', 2) as state from text_templates"
        " where key like 'error.%%'",
    )
    assert sorted(row["state"].upper() for row in found) == RAISED


def test_the_documentation_says_the_same(db: Connection) -> None:
    table = [
        "| {} | {} | {} |".format(
            state, *value(db, "select salesflow.say_error(%s, 'en')", state).split("\n")
        )
        for state in RAISED
    ]
    documented = (ROOT / "docs" / "sqlstates.md").read_text().splitlines()
    assert [line for line in documented if line.startswith("| SF")] == table


@pytest.mark.parametrize("role", ["salesflow_rep", "salesflow_agent", "salesflow_bi"])
def test_everybody_is_told(db: Connection, role: str) -> None:
    db.execute(f"set local role {role}".encode())
    assert "Richtlinie" in value(db, "select salesflow.say_error('SF001', 'de')")
