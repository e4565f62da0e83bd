"""A person runs a job and is told what came of it."""

from __future__ import annotations

from datetime import datetime

import psycopg
import pytest

from tests.conftest import Database
from tests.jobs.support import SPARE, Row, give_body, last_run, trigger

Db = psycopg.Connection[Row]

JOBS = {
    "daily_review",
    "inactivity_check",
    "refresh_views",
    "expire_recommendations",
    "squad_analysis",
    "cleanup",
    "health_check",
}


def test_the_seven_jobs_are_there(db: Db) -> None:
    assert {row["name"] for row in db.execute("select name from jobs")} == JOBS


@pytest.mark.parametrize("job", sorted(JOBS - {SPARE}))
def test_every_job_runs_on_an_empty_system(db: Db, job: str) -> None:
    answer = trigger(db, job)
    assert answer["success"], answer
    assert answer["job"] == job
    run = last_run(db, job)
    assert str(run["id"]) == answer["run_id"]
    assert run["status"] == "succeeded"
    assert run["triggered_by"] == "manual"
    assert run["started_at"] == datetime.fromisoformat(answer["timestamp"])
    assert run["duration_ms"] >= 0


def test_an_unknown_name_lists_the_known_ones(db: Db) -> None:
    with pytest.raises(psycopg.Error) as caught:
        trigger(db, "dayly_review")
    assert caught.value.sqlstate == "SF401"
    assert all(job in (caught.value.diag.message_hint or "") for job in JOBS)


def test_a_job_without_its_room_says_so(db: Db) -> None:
    answer = trigger(db, SPARE)
    assert (answer["success"], answer["error_code"]) == (False, "SF402")
    assert "squads room" in answer["hint"]
    assert last_run(db, SPARE)["status"] == "failed"


def test_a_failing_body_is_recorded_and_undone(database: Database) -> None:
    with database.connect() as connection:
        give_body(
            connection,
            "insert into public.squads (name) values ('half done');"
            "raise exception 'out of %', 'luck' using errcode = 'SFX99', hint = 'Buy a clover.';",
        )
        answer = trigger(connection, SPARE)
        assert answer["success"] is False
        assert (answer["error"], answer["error_code"], answer["hint"]) == (
            "out of luck",
            "SFX99",
            "Buy a clover.",
        )
        run = last_run(connection, SPARE)
        assert (run["status"], run["error_code"]) == ("failed", "SFX99")
        assert "analyse_squads" in run["error_context"]
        assert connection.execute("select from squads").fetchall() == []


def test_a_body_may_count_or_explain(db: Db) -> None:
    give_body(db, "return 7;")
    assert trigger(db, SPARE)["rows"] == 7
    give_body(db, """return '{"rows": 3, "details": {"squads": 3}}';""", returns="bigint")
    with pytest.raises(AssertionError):  # the function must change its type first
        assert trigger(db, SPARE)["success"]
    db.execute("drop function salesflow.analyse_squads(timestamptz)")
    give_body(db, """return '{"rows": 3, "details": {"squads": 3}}';""", returns="jsonb")
    answer = trigger(db, SPARE)
    assert (answer["rows"], answer["details"]) == (3, {"squads": 3})


def test_a_body_judges_at_the_instant_the_run_began(db: Db) -> None:
    db.execute("create table public.seen (as_of timestamptz)")
    db.execute("alter table public.seen owner to salesflow_owner")
    give_body(db, "insert into public.seen values (p_as_of); return 1;")
    answer = trigger(db, SPARE)
    seen = db.execute("select as_of from seen").fetchone()
    assert seen is not None
    assert seen["as_of"] == datetime.fromisoformat(answer["timestamp"])


def test_a_disabled_job_still_runs_for_a_person(db: Db) -> None:
    db.execute("update jobs set is_enabled = false where name = 'expire_recommendations'")
    assert trigger(db, "expire_recommendations")["success"]


def test_only_administrators_may(db: Db) -> None:
    db.execute("set local role salesflow_bi")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        trigger(db, "cleanup")


def test_an_administrator_needs_no_right_on_the_tables(db: Db) -> None:
    db.execute("set local role salesflow_admin")
    assert trigger(db, "cleanup")["success"]
    assert trigger(db, "refresh_views")["success"]
