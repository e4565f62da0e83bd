"""All materialized views are refreshed, without locking readers out."""

from __future__ import annotations

from tests.conftest import Database
from tests.jobs.support import Row, trigger

VIEWS = [
    "view_conversion_microsteps",
    "view_followups_scored",
    "view_leads_scored",
    "view_personality_insights",
]


def test_what_is_new_is_seen_after_a_refresh(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("insert into leads (name) values ('Max Mustermann')")
        assert connection.execute("select from view_leads_scored").fetchall() == []
        answer = trigger(connection, "refresh_views")
        assert (answer["success"], answer["rows"]) == (True, len(VIEWS))
        assert len(connection.execute("select from view_leads_scored").fetchall()) == 1


def test_readers_are_not_locked_out(database: Database) -> None:
    with database.connect(autocommit=False) as reader, database.connect() as connection:
        for view in VIEWS:
            reader.execute(f"select from {view}")
        # the reader's transaction is open: a plain refresh would wait for it
        connection.execute("set statement_timeout = '30s'")
        assert trigger(connection, "refresh_views")["success"]


def test_one_that_fails_does_not_stop_the_others(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("drop index view_personality_insights_user")
        connection.execute("insert into leads (name) values ('Max Mustermann')")
        answer = trigger(connection, "refresh_views")
        assert (answer["status"], answer["rows"], answer["failed"]) == ("partial", 3, 1)
        failures = connection.execute("select item, error_code from job_failures").fetchall()
        assert failures == [{"item": "view_personality_insights", "error_code": "55000"}]
        assert len(connection.execute("select from view_leads_scored").fetchall()) == 1


def test_a_view_that_was_never_filled_is_filled(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("refresh materialized view view_leads_scored with no data")
        assert trigger(connection, "refresh_views")["success"]
        assert connection.execute("select from view_leads_scored").fetchall() == []


def test_the_owner_need_not_be_superuser(database: Database) -> None:
    with database.connect(user="salesflow_jobs") as connection:
        connection.execute("call salesflow.run_job('refresh_views')")
        row: Row | None = connection.execute(
            "select status, rows_affected from job_runs"
        ).fetchone()
        assert row == {"status": "succeeded", "rows_affected": len(VIEWS)}
