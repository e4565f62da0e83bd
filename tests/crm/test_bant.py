"""BANT: the mean of four whole scores, and the assessment made last counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.people import Connection, bant, lead, refused, row, rows, user, value


@pytest.mark.parametrize(
    ("scores", "total", "light"),
    [
        ((75, 75, 75, 74), 75, "green"),  # 74.75
        ((75, 75, 74, 74), 75, "green"),  # 74.5 rounds up
        ((75, 74, 74, 74), 74, "yellow"),  # 74.25
        ((50, 50, 50, 48), 50, "yellow"),  # 49.5
        ((50, 49, 49, 49), 49, "red"),
        ((0, 0, 0, 0), 0, "red"),
        ((100, 100, 100, 100), 100, "green"),
        ((90, 90, 90, None), None, None),  # unknown is not 0
    ],
)
def test_total_and_traffic_light(
    db: Connection, scores: tuple[int | None, ...], total: int | None, light: str | None
) -> None:
    key = bant(db, lead(db), *scores)
    found = row(db, "select total_score, traffic_light from bant_assessments where id = %s", key)
    assert found == {"total_score": total, "traffic_light": light}


def test_the_light_follows_the_scores_whatever_one_writes_into_it(db: Connection) -> None:
    key = bant(db, lead(db), 80, traffic_light="red")
    db.execute("update bant_assessments set need_score = 0, traffic_light = 'green'")
    found = row(db, "select total_score, traffic_light from bant_assessments where id = %s", key)
    assert found == {"total_score": 60, "traffic_light": "yellow"}


@pytest.mark.parametrize("score", [-1, 101])
def test_a_score_outside_0_to_100_is_refused(db: Connection, score: int) -> None:
    key = lead(db)
    with refused(db, "23514"):
        bant(db, key, score)


def test_the_assessment_made_last_counts_and_not_the_one_entered_last(db: Connection) -> None:
    key, other = lead(db), lead(db)
    bant(db, key, 40, assessed_at=datetime(2026, 3, 2, tzinfo=UTC))
    bant(db, key, 90, assessed_at=datetime(2026, 3, 1, tzinfo=UTC))
    bant(db, other, 60)
    found = rows(db, "select lead_id, total_score from current_bant order by total_score")
    assert found == [
        {"lead_id": key, "total_score": 40},
        {"lead_id": other, "total_score": 60},
    ]


def test_a_lead_is_assessed_twice_in_one_transaction(db: Connection) -> None:
    """Both stay; of one instant, the one entered last counts, for every reader."""
    key = lead(db, user(db))
    first, second = bant(db, key, 90), bant(db, key, 60)
    assert value(db, "select count(distinct assessed_at) from bant_assessments") == 1
    assert value(db, "select id from current_bant where lead_id = %s", key) == second
    pending = (
        "select triggered_by from ai_recommendations where lead_id = %s and status = 'pending'"
    )
    assert [r["triggered_by"] for r in rows(db, pending, key)] == ["lifecycle.bant_yellow"]
    db.execute("delete from bant_assessments where id = %s", (second,))
    assert value(db, "select id from current_bant where lead_id = %s", key) == first


def test_two_assessments_of_one_instant_in_one_statement(db: Connection) -> None:
    key = lead(db, user(db))
    db.execute(
        "insert into bant_assessments"
        " (lead_id, budget_score, authority_score, need_score, timeline_score)"
        " values (%(key)s, 90, 90, 90, 90), (%(key)s, 10, 10, 10, 10)",
        {"key": key},
    )
    assert value(db, "select total_score from current_bant where lead_id = %s", key) == 10
