"""The schedule is data: pg_cron follows the table, and nothing needs pg_cron."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import Database
from tests.jobs.support import Row, last_run
from tests.people import until

Db = psycopg.Connection[Row]


@pytest.mark.parametrize(
    "schedule",
    ["* * * * *", "*/15 * * * *", "0 9 * * 1", "0,30 8-18/2 1 1-6 *", "59 23 31 12 7"],
)
def test_five_fields_are_a_schedule(db: Db, schedule: str) -> None:
    db.execute("update jobs set schedule = %s where name = 'cleanup'", [schedule])


@pytest.mark.parametrize(
    "schedule",
    [
        *("*/5 * * * * *", "* * * *", "", "@daily", "30 seconds", "60 * * * *", "* 24 * * *"),
        *("* * 0 * *", "* * * 13 *", "* * * * 8", "*/0 * * * *", "5/15 * * * *", "* * $ * *"),
        *("* * * * *; drop table jobs", " * * * * *", "*  * * * *"),
    ],
)
def test_nothing_else_is(db: Db, schedule: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as caught:
        db.execute("update jobs set schedule = %s where name = 'cleanup'", [schedule])
    assert caught.value.diag.constraint_name == "jobs_schedule_has_five_fields"


def test_without_pg_cron_one_is_told_and_nothing_breaks(db: Db) -> None:
    heard: list[str] = []
    db.add_notice_handler(lambda notice: heard.append(notice.message_hint or ""))
    assert db.execute("select start_jobs()").fetchone() == {"start_jobs": 0}
    assert "trigger_job" in heard[0]
    assert db.execute("select stop_jobs()").fetchone() == {"stop_jobs": 0}
    db.execute("update jobs set schedule = '1 1 * * *', is_enabled = true")
    rows = db.execute("select is_scheduled, is_overdue from job_status").fetchall()
    assert len(rows) == 7
    assert not any(row["is_scheduled"] or row["is_overdue"] for row in rows)


@pytest.fixture
def cron(cron_database: Database) -> Iterator[Db]:
    with cron_database.connect() as connection:
        jobs = connection.execute("select name, schedule, is_enabled from jobs").fetchall()
        yield connection
        connection.execute("reset role")
        for job in jobs:
            connection.execute(
                "update jobs set schedule = %(schedule)s, is_enabled = %(is_enabled)s"
                " where name = %(name)s",
                job,
            )
        connection.execute("select start_jobs()")


def entries(cron: Db) -> dict[str, Row]:
    rows = cron.execute("select * from cron.job").fetchall()
    return {row["jobname"].removeprefix("salesflow."): row for row in rows}


def test_pg_cron_has_the_enabled_jobs(cron: Db) -> None:
    enabled = cron.execute("select name, schedule from jobs where is_enabled").fetchall()
    found = entries(cron)
    assert {row["name"]: row["schedule"] for row in enabled} == {
        name: row["schedule"] for name, row in found.items()
    }
    assert {row["username"] for row in found.values()} == {"salesflow_jobs"}
    assert found["cleanup"]["command"] == "call salesflow.run_job('cleanup')"
    assert "squad_analysis" not in found


def test_an_administrator_changes_it_by_update(cron: Db) -> None:
    cron.execute("set role salesflow_admin")
    cron.execute("update jobs set schedule = '30 3 * * *' where name = 'cleanup'")
    cron.execute("update jobs set is_enabled = false where name = 'refresh_views'")
    scheduled = cron.execute("select name from job_status where is_scheduled").fetchall()
    cron.execute("reset role")
    found = entries(cron)
    assert found["cleanup"]["schedule"] == "30 3 * * *"
    assert "refresh_views" not in found
    assert {row["name"] for row in scheduled} == set(found)


def test_stop_and_start(cron: Db) -> None:
    cron.execute("set role salesflow_admin")
    assert cron.execute("select stop_jobs()").fetchone() == {"stop_jobs": 0}
    # a change while stopped starts nothing
    cron.execute("update jobs set schedule = '31 3 * * *' where name = 'cleanup'")
    started = cron.execute("select start_jobs()").fetchone()
    cron.execute("reset role")
    assert started == {"start_jobs": 6}
    assert entries(cron)["cleanup"]["schedule"] == "31 3 * * *"


def test_somebody_elses_entries_stay(cron: Db) -> None:
    cron.execute("select cron.schedule('salesflow.nightly', '0 5 * * *', 'select 1')")
    try:
        cron.execute("select stop_jobs()")
        assert set(entries(cron)) == {"nightly"}
    finally:
        cron.execute("select cron.unschedule('salesflow.nightly')")


def test_pg_cron_runs_a_job_and_its_log_is_purged(cron: Db) -> None:
    """One real tick; it comes at the next full minute."""
    job = "expire_recommendations"
    cron.execute("delete from job_runs where job_name = %s", [job])
    cron.execute("update jobs set schedule = '* * * * *' where name = %s", [job])

    def succeeded() -> bool:
        rows = cron.execute(
            "select from job_runs where job_name = %s and status = 'succeeded'", [job]
        ).fetchall()
        return bool(rows)

    until(succeeded, seconds=90)
    assert last_run(cron, job)["triggered_by"] == "schedule"

    def logged() -> list[Row]:
        return cron.execute(
            "select status, username from cron.job_run_details"
            " where command like %s and end_time is not null",
            [f"%{job}%"],
        ).fetchall()

    until(logged)
    assert logged()[0] == {"status": "succeeded", "username": "salesflow_jobs"}
    cron.execute("update jobs set schedule = '0 0 * * *' where name = %s", [job])
    cron.execute("select salesflow.clean_up(now() + interval '15 days')")
    assert logged() == []
