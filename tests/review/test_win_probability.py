"""The win probability rises with the funnel and with BANT, and says what a query can explain."""

from __future__ import annotations

from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import Connection, bant, lead, rows, set_policy, value

STATUSES = (
    "new",
    "nurture",
    "contacted",
    "qualified",
    "meeting_scheduled",
    "proposal_sent",
    "negotiation",
)
WIN = "select win_probability(%s)"


def probability(db: Connection, status: str, score: int | None) -> float:
    """Of a lead of that status and BANT; rules are off, so that it keeps the status."""
    key = lead(db, status=status)
    if score is not None:
        bant(db, key, score)
    return float(value(db, WIN, key))


@pytest.mark.parametrize(
    ("status", "expected"), [("won", 1), ("lost", 0), ("unqualified", 0), ("negotiation", 0.65)]
)
def test_without_bant_it_is_the_prior_and_in_the_end_certain(
    db: Connection, status: str, expected: float
) -> None:
    assert probability(db, status, None) == expected


def test_a_middling_bant_and_an_incomplete_one_change_nothing(db: Connection) -> None:
    assert probability(db, "qualified", 50) == 0.25
    key = lead(db, status="qualified")
    bant(db, key, 90, 90, 90, None)
    assert value(db, WIN, key) == 0.25


def test_it_rises_with_every_step_of_the_funnel(db: Connection) -> None:
    ranked = rows(db, "select status from lead_statuses where is_active order by rank")
    assert tuple(r["status"] for r in ranked) == STATUSES
    steps = [probability(db, status, None) for status in STATUSES]
    assert all(low < high for low, high in pairwise(steps))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(STATUSES), st.sampled_from(STATUSES), st.integers(0, 100), st.integers(0, 100)
)
def test_more_is_never_less(db: Connection, one: str, two: str, low: int, high: int) -> None:
    with db.transaction(force_rollback=True):
        db.execute("update automation_rules set is_enabled = false")
        low_status, high_status = sorted((one, two), key=STATUSES.index)
        low, high = sorted((low, high))
        least = probability(db, low_status, low)
        most = probability(db, high_status, high)
        assert 0 < least <= most < 1
        if (low_status, low) != (high_status, high):
            assert least < most or high - low < 2


def test_the_priors_and_the_weight_are_policies(db: Connection) -> None:
    set_policy(db, "win.prior.qualified", 0.4)
    assert probability(db, "qualified", None) == 0.4
    set_policy(db, "win.bant_weight", 0)
    assert probability(db, "qualified", 100) == 0.4


@pytest.mark.parametrize("certain", [0, 1])
def test_a_prior_of_certainty_breaks_nothing(db: Connection, certain: int) -> None:
    set_policy(db, "win.prior.new", certain)
    assert abs(probability(db, "new", None) - certain) < 0.01


def test_an_unknown_lead_has_none(db: Connection) -> None:
    assert value(db, WIN, uuid4()) is None
