"""The materialized views say what is so: one row a lead, the right dates, no inflated rates."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.analytics.support import (
    Db,
    Row,
    add_bant,
    add_contact,
    add_lead,
    add_profile,
    add_user,
    decide,
    one,
)


def scored(db: Db, lead: UUID) -> Row:
    db.execute("refresh materialized view view_leads_scored")
    return one(db, "select * from view_leads_scored where id = %s", lead)


def test_a_lead_assessed_twice_is_one_row_with_the_last_assessment(db: Db) -> None:
    lead = add_lead(db)
    add_bant(db, lead, 20, "2 days")
    add_bant(db, lead, 80, "1 day")
    row = scored(db, lead)
    assert (row["bant_score"], row["bant_traffic_light"]) == (80, "green")
    assert one(db, "select count(*) from view_leads_scored")["count"] == 1


@pytest.mark.parametrize(
    ("quiet", "points", "days"),
    [
        ("2 days 23 hours", 100, 2),
        ("3 days", 85, 3),
        ("7 days", 65, 7),
        ("14 days", 40, 14),
        ("30 days", 15, 30),
        (None, 25, None),
    ],
)
def test_engagement(db: Db, quiet: str | None, points: int, days: int | None) -> None:
    lead = add_lead(db)
    if quiet:
        add_contact(db, lead, quiet)
    row = scored(db, lead)
    assert (row["engagement_score"], row["days_since_contact"]) == (points, days)


def test_health_weighs_bant_engagement_and_confidence(db: Db) -> None:
    lead = add_lead(db)
    row = scored(db, lead)  # unknown: 50 * 0.4 + 25 * 0.3 + 50 * 0.3
    assert (row["overall_health_score"], row["health_status"]) == (43, "needs_attention")
    assert row["has_complete_profile"] is False
    add_bant(db, lead, 90)
    add_contact(db, lead, "1 day")
    add_profile(db, lead, 10, 20, 70, 60, sure=0.9)
    row = scored(db, lead)  # 90 * 0.4 + 100 * 0.3 + 90 * 0.3
    assert (row["overall_health_score"], row["health_status"]) == (93, "excellent")
    assert (row["personality_type"], row["personality_secondary"]) == ("S", "C")
    assert row["has_complete_profile"] is True
    db.execute("select set_policy('analytics.health_weights', '[0, 1, 0]')")
    assert scored(db, lead)["overall_health_score"] == 100


@pytest.mark.parametrize(
    ("ages", "word"),
    [
        (["1 day"], None),
        (["3 days", "2 days", "1 day"], "daily"),
        (["15 days", "1 day", "8 days"], "weekly"),
        (["61 days", "31 days", "1 day"], "monthly"),
        (["99 days", "1 day"], "rare"),
    ],
)
def test_frequency_of_contacts(db: Db, ages: list[str], word: str | None) -> None:
    lead = add_lead(db)
    for age in ages:
        add_contact(db, lead, age)
    assert scored(db, lead)["interaction_frequency"] == word


def test_an_unfinished_assessment_is_unknown_not_zero(db: Db) -> None:
    lead = add_lead(db)
    add_bant(db, lead, None)
    row = scored(db, lead)
    assert (row["bant_score"], row["overall_health_score"]) == (None, 43)


@pytest.mark.parametrize(
    ("due", "urgency", "score"),
    [
        ("-1 hour", "overdue", 75 * 0.4 + 100 * 0.3),
        ("23 hours", "urgent", 75 * 0.4 + 90 * 0.3),
        ("2 days", "soon", 75 * 0.4 + 70 * 0.3),
        ("5 days", "scheduled", 75 * 0.4 + 50 * 0.3),
        ("20 days", "scheduled", 75 * 0.4 + 30 * 0.3),
        (None, "scheduled", 75 * 0.4 + 30 * 0.3),
    ],
)
def test_followups_by_urgency(db: Db, due: str | None, urgency: str, score: float) -> None:
    user = add_user(db)
    lead = add_lead(db, user)
    db.execute(
        "insert into activities (lead_id, type, status, due_date, priority)"
        " values (%s, 'task', 'pending', now() + %s::interval, 'medium')",
        [lead, due],
    )
    db.execute(
        "insert into activities (lead_id, type, status) values (%s, 'task', 'cancelled')", [lead]
    )
    db.execute("refresh materialized view view_leads_scored")
    db.execute("refresh materialized view view_followups_scored")
    rows = db.execute("select * from view_followups_scored").fetchall()
    assert len(rows) == 1
    assert (rows[0]["urgency"], rows[0]["user_id"]) == (urgency, user)
    assert rows[0]["action_priority_score"] == round(score + 43 * 0.3)


def funnel(db: Db, user: UUID) -> Row:
    db.execute("refresh materialized view view_conversion_microsteps")
    return one(db, "select * from view_conversion_microsteps where user_id = %s", user)


def test_the_funnel(db: Db) -> None:
    user = add_user(db)
    add_lead(db, user)
    talked = add_lead(db, user)
    add_contact(db, talked, "90 days")
    won = add_lead(db, user)
    add_contact(db, won, "98 days")
    add_bant(db, won, 80, "90 days")
    add_profile(db, won, 90, 1, 1, 1)
    add_contact(db, won, "80 days", "meeting")
    decide(db, won, "won", "60 days")
    row = funnel(db, user)
    assert [row[f"reached_{step}"] for step in ("first_contact", "bant", "personality")] == [
        2,
        1,
        1,
    ]
    assert (row["total_leads"], row["reached_meeting"], row["reached_won"]) == (3, 1, 1)
    assert float(row["cr_to_first_contact"]) == pytest.approx(2 / 3, abs=1e-4)
    assert (row["cr_to_bant"], row["cr_to_won"]) == (0.5, 1)
    assert float(row["overall_conversion_rate"]) == pytest.approx(1 / 3, abs=1e-4)
    assert (row["avg_days_to_first_contact"], row["avg_days_to_meeting"]) == (6, 20)
    assert (row["avg_days_to_close"], row["avg_total_sales_cycle_days"]) == (38, 40)


def test_the_day_of_a_win_does_not_move_with_later_edits(db: Db) -> None:
    user = add_user(db)
    lead = add_lead(db, user)
    decide(db, lead, "won", "60 days")
    db.execute("update leads set name = 'Max Muster' where id = %s", [lead])
    assert funnel(db, user)["avg_total_sales_cycle_days"] == 40


def test_a_skipped_step_never_makes_a_rate_above_one(db: Db) -> None:
    user = add_user(db)
    for _ in range(3):
        decide(db, add_lead(db, user), "won")
    lead = add_lead(db, user)
    add_contact(db, lead, "1 day", "meeting")
    row = funnel(db, user)
    assert (row["reached_meeting"], row["reached_won"], row["cr_to_won"]) == (1, 3, 0)


def test_a_win_taken_back_is_none(db: Db) -> None:
    user = add_user(db)
    lead = add_lead(db, user)
    decide(db, lead, "won")
    db.execute("update leads set status = 'negotiation' where id = %s", [lead])
    assert funnel(db, user)["reached_won"] == 0


def test_personalities_by_decided_deals(db: Db) -> None:
    user = add_user(db)
    for d, i, outcome in [
        (90, 10, "won"),
        (90, 10, "lost"),
        (10, 90, "won"),
        (10, 90, "negotiation"),
    ]:
        lead = add_lead(db, user)
        add_profile(db, lead, d, i, 5, 5)
        decide(db, lead, outcome, "90 days")
    db.execute("refresh materialized view view_personality_insights")
    row = one(db, "select * from view_personality_insights where user_id = %s", user)
    assert (row["count_dominant"], row["count_influence"], row["count_steadiness"]) == (2, 2, 0)
    assert (row["win_rate_dominant"], row["win_rate_influence"]) == (0.5, 1)
    assert row["win_rate_steadiness"] is None
    assert row["avg_close_days_influence"] == 10
    assert (row["best_performing_type"], row["total_profiles"]) == ("I", 4)
    assert float(row["avg_confidence_score"]) == 0.8


@pytest.mark.parametrize("role", ["salesflow_rep", "salesflow_manager", "salesflow_agent"])
def test_a_view_without_row_security_is_not_for_reps(db: Db, role: str) -> None:
    rows = db.execute(
        "select matviewname from pg_matviews where schemaname = 'public'"
        " and has_table_privilege(%s, format('%%I.%%I', schemaname, matviewname), 'select')",
        [role],
    ).fetchall()
    assert rows == []
