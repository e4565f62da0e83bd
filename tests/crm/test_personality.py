"""The DISC type is the letter of the highest score."""

from __future__ import annotations

import pytest

from tests.people import Connection, insert, lead, value


@pytest.mark.parametrize(
    ("scores", "letter"),
    [
        ((10, 20, 30, 40), "C"),
        ((10, 20, 40, 30), "S"),
        ((10, 40, 40, 40), "I"),  # ties go D, I, S, C
        ((40, 40, 40, 40), "D"),
        ((0, 0, 1, 1), "S"),
        ((0, 0, 0, 0), "D"),
    ],
)
def test_the_primary_type(db: Connection, scores: tuple[int, ...], letter: str) -> None:
    names = ("dominance", "influence", "steadiness", "conscientiousness")
    columns = {f"{name}_score": score for name, score in zip(names, scores, strict=True)}
    key = insert(db, "personality_profiles", lead_id=lead(db), **columns)
    found = value(db, "select primary_type from personality_profiles where lead_id = %s", key)
    assert found == letter
