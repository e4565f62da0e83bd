"""Who gets a plan and when: once a local day, from the user's hour on; nobody stops the others."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.conftest import Database
from tests.people import (
    Connection,
    in_background,
    lead,
    move,
    refused,
    row,
    rows,
    run_rules,
    set_policy,
    switch_off,
    user,
    value,
    wait_for_locked,
)
from tests.review.situations import DAY, T, first_contact, quiet

MINUTE = timedelta(minutes=1)


def review(db: Connection, as_of: datetime) -> dict[str, Any]:
    done: dict[str, Any] = value(db, "select salesflow.run_daily_review(%s)", as_of)
    return done


def plans(db: Connection) -> list[tuple[str, date]]:
    found = rows(
        db,
        "select u.name, p.plan_date from daily_action_plans as p"
        " join users as u on u.id = p.user_id order by p.plan_date, u.name",
    )
    return [(f["name"], f["plan_date"]) for f in found]


def test_a_plan_is_made_from_eight_on_by_the_clock_of_each_user(db: Connection) -> None:
    user(db, "Auckland", time_zone="Pacific/Auckland")  # UTC+13 in March
    user(db, "Berlin", time_zone="Europe/Berlin")  # UTC+1
    user(db, "Los Angeles", time_zone="America/Los_Angeles")  # UTC-8
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    # 08:00 in Auckland is 19:00 UTC of the day before
    review(db, midnight - 5 * timedelta(hours=1) - MINUTE)
    assert ("Auckland", date(2026, 3, 3)) not in plans(db)
    db.execute("delete from daily_action_plans")
    for hour, name, day in (
        (-5, "Auckland", 3),
        (7, "Berlin", 3),
        (16, "Los Angeles", 3),
        (19, "Auckland", 4),
    ):
        at = midnight + timedelta(hours=hour)
        review(db, at - MINUTE)
        assert (name, date(2026, 3, day)) not in plans(db)
        review(db, at)
        assert (name, date(2026, 3, day)) in plans(db)


def test_everybody_has_one_plan_per_local_day_however_often_the_job_runs(db: Connection) -> None:
    user(db, "Rita")
    made = [review(db, T + n * timedelta(hours=1))["rows"] for n in range(48)]
    assert sum(made) == 3
    assert plans(db) == [("Rita", date(2026, 3, day)) for day in (3, 4, 5)]


def test_a_user_may_have_an_hour_of_his_own(db: Connection) -> None:
    user(db, "Early", review_time=time(6, 30))
    user(db, "Usual")
    review(db, datetime(2026, 3, 3, 5, 30, tzinfo=UTC))
    assert plans(db) == [("Early", date(2026, 3, 3))]


def test_the_hour_and_the_days_are_policies(db: Connection) -> None:
    user(db, "Rita")
    set_policy(db, "review.local_time", "05:00")
    set_policy(db, "review.weekdays", ["1", "2", "3", "4", "5"])
    review(db, datetime(2026, 3, 7, 9, tzinfo=UTC))  # Saturday
    assert plans(db) == []
    review(db, datetime(2026, 3, 9, 4, tzinfo=UTC))  # Monday, 05:00 in Berlin
    assert plans(db) == [("Rita", date(2026, 3, 9))]


def test_whoever_triggers_the_job_need_not_wait_for_the_hour(db: Connection) -> None:
    rita = user(db)
    now = value(db, "select now()")
    today = value(db, "select extract(isodow from now() at time zone 'Europe/Berlin')::int")
    set_policy(db, "review.weekdays", [str(today % 7 + 1)])  # not by itself today
    assert review(db, now)["rows"] == 0
    done = value(db, "select trigger_job('daily_review')")
    assert (done["success"], done["rows"]) == (True, 1)
    assert value(db, "select user_id from daily_action_plans") == rita
    assert value(db, "select trigger_job('daily_review')")["rows"] == 0


def test_people_who_left_get_no_plan_and_managers_one_only_for_leads_of_their_own(
    db: Connection,
) -> None:
    lead(db, user(db, "Gone", active=False))
    user(db, "Manager without", role="manager")
    lead(db, user(db, "Manager with", role="manager"))
    lead(db, user(db, "Manager done", role="manager"), status="won")
    user(db, "Rep without")
    review(db, T)
    assert [name for name, _ in plans(db)] == ["Manager with", "Rep without"]


def test_a_rep_without_leads_gets_an_empty_plan(db: Connection) -> None:
    rita = user(db, locale="en")
    review(db, T)
    plan = value(db, "select get_daily_plan(%s, '2026-03-03')", rita)
    assert plan["top_3_priorities"] == plan["risks"] == plan["quick_wins"] == []
    assert plan["strategic_insights"] == "No active leads: today is for finding new ones."
    assert (plan["actions_total"], plan["completion_status"]) == (0, "pending")
    assert plan["goal_progress"]["pipeline_value"] == 0
    assert value(db, "select body from notifications") == "First: no active leads"


def test_a_disabled_rule_plans_nothing(db: Connection) -> None:
    user(db)
    switch_off(db, "review.daily_plan")
    assert review(db, T)["rows"] == 0


def test_two_runs_at_once_make_each_plan_once(database: Database) -> None:
    with database.connect() as one:
        for name in ("Rita", "Tom", "Eva"):
            first_contact(one, user(one, name))
        with one.transaction():
            mine = review(one, T)["rows"]
            other = in_background(database, "select salesflow.run_daily_review(%s)", T)
            wait_for_locked(database)
        other.result(timeout=20)
        assert mine == 3
        assert len(plans(one)) == 3
        assert value(one, "select count(*) from ai_recommendations") == 3
        assert value(one, "select count(*) from notifications") == 3


def test_one_user_whose_plan_fails_does_not_stop_the_others(db: Connection) -> None:
    names = [f"User {n}" for n in range(5)]
    for name in names:
        first_contact(db, user(db, name))
    db.execute(
        "create function pg_temp.fail() returns trigger language plpgsql as"
        " $$ begin raise exception 'broken'; end $$;"
        "create function pg_temp.is_broken(uuid) returns boolean language sql as"
        " $$ select name = 'User 2' from public.users where id = $1 $$;"
        "create trigger broken before insert on daily_action_plans for each row"
        " when (pg_temp.is_broken(new.user_id)) execute function pg_temp.fail()"
    )
    done = review(db, T)
    assert (done["rows"], done["failed"]) == (4, 1)
    assert [name for name, _ in plans(db)] == [n for n in names if n != "User 2"]
    failure = row(db, "select item, error_message from job_failures")
    assert failure["error_message"] == "broken"
    assert failure["item"] == str(value(db, "select id from users where name = 'User 2'"))


def test_a_lead_that_changes_hands_during_the_day_is_in_both_plans(db: Connection) -> None:
    rita, tom = user(db, "Rita"), user(db, "Tom", time_zone="America/New_York")
    key = first_contact(db, rita)
    review(db, T)
    db.execute("update leads set user_id = %s where id = %s", (tom, key))
    done = review(db, T + DAY / 4)
    assert (done["rows"], done["failed"]) == (1, 0)
    found = rows(db, "select user_id, status from ai_recommendations order by created_at, status")
    assert {f["user_id"] for f in found} == {rita, tom}


def test_what_yesterday_s_plan_recommended_and_nobody_took_up_gives_way(db: Connection) -> None:
    rita = user(db)
    done, open_ = quiet(db, rita, "contacted", 2), quiet(db, rita, "contacted", 2)
    review(db, T)
    db.execute("update ai_recommendations set status = 'completed' where lead_id = %s", (done,))
    review(db, T + DAY)
    found = rows(
        db,
        "select lead_id, episode, status, dismissed_reason from ai_recommendations"
        " where not exists (select from daily_plan_priorities as p join daily_action_plans as d"
        " on d.id = p.plan_id where p.recommendation_id = ai_recommendations.id"
        " and d.plan_date = '2026-03-04')",
    )
    assert {(f["lead_id"], f["status"], f["dismissed_reason"]) for f in found} == {
        (done, "completed", None),
        (open_, "dismissed", "Durch eine neuere ersetzt"),
    }
    assert value(db, "select count(*) from ai_recommendations where status = 'pending'") == 2


def test_a_plan_that_was_removed_can_be_made_again(db: Connection) -> None:
    first_contact(db, user(db))
    review(db, T)
    db.execute("delete from daily_action_plans")
    assert review(db, T + MINUTE) == {"rows": 1, "failed": 0}
    assert len(plans(db)) == 1


@pytest.mark.parametrize("final", ["won", "lost"])
def test_goals_count_what_was_decided(db: Connection, final: str) -> None:
    rita = user(db)
    key = lead(db, rita, deal_value=5000, status="negotiation")
    lead(db, rita, deal_value=3000, status="qualified")
    move(db, key, final)
    now = value(db, "select now()")
    run_rules(db, "review", now, [rita])
    goals = value(db, "select goal_progress from daily_action_plans")
    won = final == "won"
    assert goals == {
        "deals_closed_this_month": int(won),
        "revenue_this_month": 5000 * won,
        "conversion_days": 90,
        "conversion_rate": float(won),
        "pipeline_value": 3000,
        "expected_pipeline_value": 750,
        "currency": "EUR",
    }


@pytest.mark.parametrize("catch_up", ["1 hour", "12 hours"])
def test_the_last_hour_of_a_day_is_planned_shortly_after_midnight_and_once(
    db: Connection, catch_up: str
) -> None:
    set_policy(db, "review.catch_up", catch_up)
    user(db, "Late", review_time=time(23, 45), time_zone="UTC")
    midnight = datetime(2026, 3, 4, tzinfo=UTC)
    assert review(db, midnight - 16 * MINUTE)["rows"] == 0
    assert review(db, midnight + 10 * MINUTE)["rows"] == 1
    assert plans(db) == [("Late", date(2026, 3, 3))]
    for n in range(11, 60):
        assert review(db, midnight + n * MINUTE)["rows"] == 0


def test_after_the_catch_up_yesterday_is_over(db: Connection) -> None:
    user(db, "Late", review_time=time(23, 45), time_zone="UTC")
    assert review(db, datetime(2026, 3, 4, 1, 1, tzinfo=UTC))["rows"] == 0


def test_nobody_enters_an_hour_that_no_job_would_meet(db: Connection) -> None:
    for late in ("23:50", "24:00"):
        with refused(db, "23514"):
            user(db, review_time=late)
