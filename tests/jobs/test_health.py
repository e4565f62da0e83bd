"""What system_health measures, and who hears when it changes."""

from __future__ import annotations

import psycopg
import pytest

from tests.jobs.support import Row, trigger

Db = psycopg.Connection[Row]


def health(db: Db) -> dict[str, Row]:
    return {row["check_name"]: row for row in db.execute("select * from system_health")}


def add_events(db: Db, number: int, age: str = "0") -> None:
    db.execute(
        "insert into salesflow.events (kind, priority, run_at, created_at)"
        " select 'k', 100, now() - %(age)s::interval, now() - %(age)s::interval"
        " from generate_series(1, %(number)s)",
        {"number": number, "age": age},
    )


def add_daemon(db: Db) -> None:
    db.execute("""
        insert into salesflow.workers (name, instance, lock_number, alive_until)
        values ('d', gen_random_uuid(), 1, now() + interval '1 minute')""")


def add_runs(db: Db, status: str, number: int) -> None:
    db.execute(
        "insert into job_runs (job_name, triggered_by, status, finished_at)"
        " select 'cleanup', 'schedule', %s, clock_timestamp() from generate_series(1, %s)",
        [status, number],
    )


def test_all_is_well(db: Db) -> None:
    add_daemon(db)
    found = health(db)
    assert {name: row["status"] for name, row in found.items()} == {
        "database": "ok",
        "ownerless_leads": "ok",
        "agent": "ok",
        "queue_depth": "ok",
        "queue_age": "ok",
        "dead_events": "ok",
        "job_success": "ok",
        "overdue_jobs": "ok",
        # no pg_cron in this database: no job runs by itself
        "scheduler": "warning",
    }
    for row in found.values():
        assert row["hint_en"] != row["hint_de"]


def test_no_daemon_is_critical_once_there_is_work(db: Db) -> None:
    assert health(db)["agent"]["status"] == "warning"
    add_events(db, 1)
    assert health(db)["agent"]["status"] == "critical"
    add_daemon(db)
    assert health(db)["agent"]["status"] == "ok"
    db.execute("update salesflow.workers set alive_until = now() - interval '1 second'")
    assert health(db)["agent"]["status"] == "critical"


def test_a_queue_of_more_than_a_thousand(db: Db) -> None:
    add_events(db, 1000)
    assert health(db)["queue_depth"]["status"] == "ok"
    add_events(db, 1)
    row = health(db)["queue_depth"]
    assert (row["status"], row["value"], row["threshold"]) == ("critical", 1001, 1000)
    db.execute("select set_policy('health.queue_depth', '2000')")
    assert health(db)["queue_depth"]["status"] == "ok"


def test_events_for_later_do_not_wait(db: Db) -> None:
    add_events(db, 5, age="-1 hour")
    found = health(db)
    assert (found["queue_depth"]["value"], found["queue_age"]["value"]) == (0, 0)


def test_the_oldest_event(db: Db) -> None:
    add_events(db, 1, age="14 minutes")
    assert health(db)["queue_age"]["status"] == "ok"
    add_events(db, 1, age="16 minutes")
    row = health(db)["queue_age"]
    assert (row["status"], row["value"]) == ("critical", 960)


def test_dead_events(db: Db) -> None:
    db.execute("""
        insert into salesflow.dead_events (event_id, kind, payload, attempts, error, created_at)
        values (-1, 'k', '{}', 3, 'e', now())""")
    assert health(db)["dead_events"]["status"] == "warning"


@pytest.mark.parametrize(("failed", "status"), [(1, "ok"), (2, "warning")])
def test_job_success_below_ninety_nine_percent(db: Db, failed: int, status: str) -> None:
    db.execute("delete from job_runs")
    add_runs(db, "succeeded", 100 - failed)
    add_runs(db, "failed", failed)
    add_runs(db, "skipped", 50)
    row = health(db)["job_success"]
    assert (row["status"], row["value"]) == (status, 100 - failed)


def test_a_partial_run_is_no_success(db: Db) -> None:
    add_runs(db, "partial", 1)
    assert health(db)["job_success"]["value"] == 0


def test_each_change_is_logged_once_and_told_to_every_admin(db: Db) -> None:
    db.execute("""
        insert into users (name, role, locale, active)
        values ('Ada', 'admin', 'en', true), ('Berta', 'admin', 'de', true),
          ('Cora', 'admin', 'en', false), ('Dora', 'rep', 'en', true)""")
    add_daemon(db)
    trigger(db, "health_check")
    db.execute("delete from notifications")
    add_events(db, 1001)
    answer = trigger(db, "health_check")
    assert (answer["rows"], answer["details"]["queue_depth"]) == (1, "critical")
    assert trigger(db, "health_check")["rows"] == 0, "nothing new, nothing said"
    log = db.execute(
        "select previous_status, status, value from health_log where check_name = 'queue_depth'"
    ).fetchall()
    assert log == [{"previous_status": "ok", "status": "critical", "value": 1001}]
    told = db.execute("""
        select u.name, n.kind, n.title, n.body
        from notifications as n join users as u on u.id = n.user_id order by u.name""").fetchall()
    assert [row["name"] for row in told] == ["Ada", "Berta"]
    assert told[0]["title"] == "System health: queue_depth is critical"
    assert told[1]["title"] == "Systemzustand: queue_depth ist critical"
    assert "1001" in told[0]["body"]
    assert "{" not in told[0]["body"] + told[1]["body"]
    db.execute("delete from salesflow.events")
    assert trigger(db, "health_check")["details"]["queue_depth"] == "ok"
    assert len(db.execute("select from notifications").fetchall()) == 4, "good news too"


def test_reporting_may_read_it(db: Db) -> None:
    db.execute("set local role salesflow_bi")
    assert len(health(db)) == 9


def add_check(db: Db, body: str, limit: str = "maximum") -> None:
    """What a room brings along: a row and a function."""
    db.execute(
        "create function salesflow.measure_moon() returns salesflow.measurement language plpgsql"
        f" set search_path = pg_catalog, pg_temp as $$ begin {body} end $$".encode()
    )
    db.execute("alter function salesflow.measure_moon() owner to salesflow_owner")
    db.execute(
        "insert into health_checks"
        " (check_name, position, measure, unit, limit_is, threshold, severity)"
        " values ('moon', 99, 'salesflow.measure_moon', 'moons', %s, 1, 'warning')",
        [limit],
    )


@pytest.mark.parametrize(
    ("measured", "limit", "status"),
    [
        ("row(2, null, null)", "maximum", "warning"),
        ("row(1, null, null)", "maximum", "ok"),
        ("row(0, null, null)", "minimum", "warning"),
        ("row(null, null, null)", "minimum", "ok"),
        ("row(2, 5, null)", "maximum", "ok"),
        ("row(2, null, 'critical')", "maximum", "critical"),
        ("row('NaN', null, null)", "maximum", "warning"),
        ("row('Infinity', null, null)", "maximum", "warning"),
    ],
)
def test_a_room_adds_a_check_of_its_own(db: Db, measured: str, limit: str, status: str) -> None:
    add_check(db, f"return {measured}::salesflow.measurement;", limit)
    assert health(db)["moon"]["status"] == status
    assert trigger(db, "health_check")["details"]["moon"] == status


def test_a_check_that_cannot_measure_is_bad_news_and_stops_no_other(db: Db) -> None:
    add_daemon(db)
    add_check(db, "raise exception 'no moon' using errcode = 'SF499';")
    found = health(db)
    assert found["moon"]["status"] == "critical"
    assert found["moon"]["problem"] == "SF499: no moon"
    assert {name: row["problem"] for name, row in found.items() if name != "moon"} == dict.fromkeys(
        found.keys() - {"moon"}
    )
    assert trigger(db, "health_check")["details"]["moon"] == "critical"
    log = db.execute("select problem from health_log where check_name = 'moon'").fetchall()
    assert log == [{"problem": "SF499: no moon"}]
    db.execute("drop function salesflow.measure_moon()")
    assert health(db)["moon"]["status"] == "critical", "nor one that is gone"


def test_events_of_all_times_break_nothing(db: Db) -> None:
    for instant in ("-infinity", "infinity", "4713-01-01 BC", "294276-12-31"):
        db.execute(
            "insert into salesflow.events (kind, priority, run_at) values ('k', 100, %s)", [instant]
        )
    found = health(db)
    assert found["queue_age"]["status"] == "critical"
    assert [row["problem"] for row in found.values() if row["problem"]] == []
    assert trigger(db, "health_check")["success"]
