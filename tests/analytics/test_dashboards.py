"""The dashboards and the success metrics count what happened."""

from __future__ import annotations

import psycopg
import pytest

from tests.analytics.support import Row, add_lead, add_user, decide, one

Db = psycopg.Connection[Row]


def rows(db: Db, view: str) -> list[Row]:
    return db.execute(f"select * from {view}").fetchall()


def metrics(db: Db) -> dict[str, Row]:
    return {row["metric"]: row for row in rows(db, "success_metrics")}


def test_autonomous_actions_by_day_and_type(db: Db) -> None:
    lead = add_lead(db)
    rule = one(db, "select rule from automation_rules limit 1")["rule"]
    for number, (success, age) in enumerate([(True, "0"), (False, "0"), (True, "8 days")]):
        db.execute(
            "insert into autonomous_actions (subject_type, subject_id, lead_id, action_type,"
            " trigger_type, rule, cause, episode, success, executed_at)"
            " values ('lead', %s, %s, 'plan_created', 'manual', %s, %s, '', %s,"
            " now() - %s::interval)",
            [lead, lead, rule, f"test:{number}", success, age],
        )
    assert rows(db, "dashboard_autonomous_actions") == [
        {
            "date": one(db, "select current_date as today")["today"],
            "action_type": "plan_created",
            "count": 2,
            "successful": 1,
            "success_rate": 50,
        }
    ]


def test_daily_review(db: Db) -> None:
    for done in (1, 2):
        db.execute(
            "insert into daily_action_plans (user_id, plan_date, actions_total, actions_completed)"
            " values (%s, current_date, 3, %s)",
            [add_user(db, f"user {done}"), done],
        )
    db.execute(
        "insert into daily_action_plans (user_id, plan_date) values (%s, current_date - 31)",
        [add_user(db)],
    )
    (row,) = rows(db, "dashboard_daily_review")
    assert (row["users_with_plans"], row["total_actions_completed"]) == (2, 3)
    assert (row["total_actions_planned"], row["completion_rate"]) == (6, 50)


def test_dwell_is_that_of_the_status_that_was_left(db: Db) -> None:
    lead = add_lead(db, age="30 days")
    decide(db, lead, "contacted", "20 days")  # ten days new
    decide(db, lead, "qualified", "18 days")  # two days contacted
    other = add_lead(db, age="30 days")
    decide(db, other, "contacted", "10 days")  # twenty days new
    found = {row["from_status"]: row for row in rows(db, "dashboard_status_velocity")}
    assert set(found) == {"new", "contacted"}
    assert (found["new"]["transitions"], found["new"]["avg_days"]) == (2, 15)
    assert found["contacted"]["median_days"] == 2


def test_agent_memory(db: Db) -> None:
    db.execute("""
        insert into agent_memory (memory_type, content, importance_score, access_count, created_at)
        values ('insight', 'a', 0.4, 1, now()), ('insight', 'b', 0.8, 2, now()),
          ('insight', 'c', 1, 9, now() - interval '31 days')""")
    (row,) = rows(db, "dashboard_agent_memory")
    assert (row["memory_type"], row["count"]) == ("insight", 2)
    assert (float(row["avg_importance"]), float(row["avg_access_count"])) == (0.6, 1.5)


def test_nothing_to_measure_is_null_not_zero(db: Db) -> None:
    found = metrics(db)
    assert found["acceptance_rate"]["value"] is None
    assert found["deal_velocity"]["value"] is None
    assert found["job_success_rate"]["is_met"] is None


def test_transitions_and_deals(db: Db) -> None:
    won, lost, touched = (add_lead(db, age="40 days") for _ in range(3))
    decide(db, won, "won", "10 days")
    decide(db, lost, "lost", "10 days")
    # a first activity moves a new lead by rule
    db.execute("insert into activities (lead_id, type) values (%s, 'call')", [touched])
    found = metrics(db)
    assert float(found["automation_share"]["value"]) == pytest.approx(33.33)
    assert float(found["automated_leads"]["value"]) == pytest.approx(33.33)
    assert (found["conversion_rate"]["value"], found["deal_velocity"]["value"]) == (50, 30)


def test_acceptance_leaves_out_what_the_system_withdrew(db: Db) -> None:
    user = add_user(db)
    for status, ended_how in [
        ("completed", None),
        ("accepted", None),
        ("dismissed", None),
        ("dismissed", "expired"),
        ("dismissed", "withdrawn"),
        ("pending", None),
    ]:
        db.execute(
            "insert into ai_recommendations (user_id, type, title, source, status, ended_how)"
            " values (%s, 'followup', 't', 'rules', %s, %s)",
            [user, status, ended_how],
        )
    found = metrics(db)
    assert found["acceptance_rate"]["value"] == 50
    assert found["recommendations_per_user_day"]["value"] == 6, "six for one user in a day"


def test_jobs(db: Db) -> None:
    db.execute("""
        insert into job_runs (job_name, triggered_by, status, started_at, finished_at)
        select 'cleanup', 'schedule', status, now(), now() + interval '2 seconds'
        from unnest(array['succeeded', 'succeeded', 'partial', 'failed', 'skipped']) as status""")
    found = metrics(db)
    assert (found["job_success_rate"]["value"], found["job_success_rate"]["is_met"]) == (50, False)
    assert found["job_duration"]["value"] == 2000


def test_every_metric_is_explained_in_both_languages(db: Db) -> None:
    for row in rows(db, "success_metrics"):
        assert not row["description_en"].startswith("analytics.")
        assert row["description_en"] != row["description_de"]
