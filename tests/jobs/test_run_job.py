"""A scheduled run: visible while it lasts, alone, and accounted for however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.conftest import Database
from tests.jobs.support import LOCK, SPARE, Row, give_body, last_run, running, trigger
from tests.people import login_role, until

CALL = f"call salesflow.run_job('{SPARE}')"
# Lasts until the test lets go of the lock; the lock ends with the transaction.
WAIT = f"perform pg_advisory_xact_lock({LOCK}); return 1;"


def hold(connection: psycopg.Connection[Row]) -> None:
    connection.execute("select pg_advisory_lock(%s)", [LOCK])


def let_go(connection: psycopg.Connection[Row]) -> None:
    connection.execute("select pg_advisory_unlock(%s)", [LOCK])


def is_running(connection: psycopg.Connection[Row]) -> bool:
    rows = connection.execute(
        "select from job_runs where job_name = %s and status = 'running'", [SPARE]
    ).fetchall()
    return bool(rows)


def is_waiting(connection: psycopg.Connection[Row], pid: int) -> bool:
    """Whether the body has begun and stands before the lock."""
    return bool(
        connection.execute(
            "select from pg_locks where pid = %s and locktype = 'advisory' and not granted", [pid]
        ).fetchall()
    )


def status(connection: psycopg.Connection[Row]) -> Row:
    row = connection.execute("select * from job_status where name = %s", [SPARE]).fetchone()
    assert row is not None
    return row


def test_a_run_is_seen_while_it_lasts(database: Database) -> None:
    with database.connect() as me:
        give_body(me, WAIT)
        hold(me)
        with running(database, CALL):
            until(lambda: is_running(me))
            assert status(me)["is_running"]
            let_go(me)
            until(lambda: not is_running(me))
            run = last_run(me, SPARE)
            assert (run["status"], run["triggered_by"]) == ("succeeded", "schedule")
            assert run["rows_affected"] == 1
            until(lambda: not status(me)["is_running"])


def test_a_second_run_at_the_same_time_is_skipped(database: Database) -> None:
    with database.connect() as me, database.connect() as other:
        give_body(me, WAIT)
        hold(me)
        with running(database, CALL):
            until(lambda: is_running(me))
            assert trigger(other, SPARE)["status"] == "skipped"
            other.execute(CALL)
            skipped = "select status from job_runs where status = 'skipped'"
            assert len(other.execute(skipped).fetchall()) == 2
            let_go(me)
            until(lambda: not status(me)["is_running"])
        assert trigger(other, SPARE)["success"]


def test_a_killed_run_is_found_and_marked(database: Database) -> None:
    with database.connect() as me:
        give_body(me, WAIT)
        hold(me)
        with running(database, CALL) as pid:
            until(lambda: is_running(me))
            run = last_run(me, SPARE)
            me.execute("select pg_terminate_backend(%s)", [pid])
            until(lambda: not status(me)["is_running"])
        assert is_running(me), "nobody has looked yet"
        # any job that begins looks after the others
        trigger(me, "cleanup")
        found = me.execute("select * from job_runs where id = %s", [run["id"]]).fetchone()
        assert found is not None
        assert (found["status"], found["error_code"]) == ("failed", "SF403")
        let_go(me)
        assert trigger(me, SPARE)["success"], "its lock is free again"


def test_a_run_out_of_time_is_cancelled_and_says_so(database: Database) -> None:
    with database.connect() as me:
        give_body(me, WAIT)
        me.execute("update jobs set timeout = '1 microsecond' where name = %s", [SPARE])
        hold(me)
        with running(database, CALL) as pid:
            until(lambda: is_waiting(me, pid))
            me.execute("call salesflow.run_job('cleanup')")
            until(lambda: not is_running(me))
            run = last_run(me, SPARE)
            assert (run["status"], run["error_code"]) == ("failed", "57014")
            until(lambda: not status(me)["is_running"])


def test_a_statement_timeout_of_the_role_is_recorded_too(database: Database) -> None:
    with database.connect() as me, database.connect() as job:
        give_body(me, WAIT)
        hold(me)
        job.execute("set statement_timeout = '200ms'")
        with pytest.raises(psycopg.Error) as caught:
            job.execute(CALL)
        assert caught.value.sqlstate == "SF404"
        assert last_run(me, SPARE)["error_code"] == "57014"


def test_pg_cron_is_told_of_a_failure_that_is_already_recorded(database: Database) -> None:
    with database.connect() as me:
        give_body(me, "raise exception 'no';")
        with pytest.raises(psycopg.Error) as caught:
            me.execute(CALL)
        assert caught.value.sqlstate == "SF404"
        run = last_run(me, SPARE)
        assert (run["status"], run["error_message"]) == ("failed", "no")
        assert not status(me)["is_running"], "the lock went with the run"


def test_the_role_of_the_schedule_can_run_every_job(database: Database) -> None:
    with database.connect(user="salesflow_jobs") as connection:
        jobs = connection.execute("select name from jobs where is_enabled").fetchall()
        for job in jobs:
            connection.execute(f"call salesflow.run_job('{job['name']}')")
            assert last_run(connection, job["name"])["status"] == "succeeded"


def test_no_stranger_stops_a_job_by_taking_locks(database: Database) -> None:
    """Not the locks of old, nor any of the class that runs use, nor that of a run that died."""
    with (
        database.connect() as me,
        login_role(database) as name,
        database.connect(user=name) as stranger,
    ):
        give_body(me, WAIT)
        hold(me)
        stranger.execute(
            "select pg_advisory_lock(hashtext('salesflow.jobs'), hashtext(%s))", [SPARE]
        )
        stranger.execute(
            "select pg_advisory_lock('public.job_runs'::regclass::oid::integer, n)"
            " from generate_series(1, 1000) as n"
        )
        with running(database, CALL) as pid:
            until(lambda: is_running(me))
            run = last_run(me, SPARE)
            with running_as(database, name, run["id"]) as waiting:
                until(lambda: is_waiting(me, waiting))
                me.execute("select pg_terminate_backend(%s)", [pid])
                until(lambda: not is_waiting(me, waiting))
                assert not status(me)["is_running"], "its lock shows no life in a stranger's hand"
                let_go(me)
                assert trigger(me, SPARE)["success"]
                found = me.execute("select * from job_runs where id = %s", [run["id"]]).fetchone()
                assert found is not None
                assert (found["status"], found["error_code"]) == ("failed", "SF403")
        for refused in ("for update", "for no key update", "for share"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                stranger.execute(f"select from jobs {refused}")


@contextmanager
def running_as(database: Database, name: str, run_id: object) -> Iterator[int]:
    """Somebody who waits for the lock of a run, and then holds it."""
    connection = database.connect(user=name)
    try:
        connection.pgconn.send_query(
            "select pg_advisory_lock('public.job_runs'::regclass::oid::integer,"
            f" hashtext('{run_id}')), pg_sleep(60)".encode()
        )
        yield connection.info.backend_pid
    finally:
        connection.close()
