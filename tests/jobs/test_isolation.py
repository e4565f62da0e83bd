"""A failing item never stops the others."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.jobs.support import SPARE, Row, give_body, last_run, trigger

Db = psycopg.Connection[Row]


def make_worker(db: Db) -> None:
    """A function that does what it is given at once, and cannot bear the bad ones."""
    db.execute("create table if not exists public.done (id uuid)")
    db.execute("create table if not exists public.bad (id uuid)")
    db.execute("truncate public.done, public.bad")
    db.execute("""
        create or replace function salesflow.do_all(p_ids uuid[], p_as_of timestamptz)
          returns bigint language plpgsql set search_path = pg_catalog, pg_temp as $$
        begin
          insert into public.done select unnest(p_ids);
          if exists (select from public.bad where id = any (p_ids)) then
            raise exception 'cannot bear %', (select min(id::text) from public.bad
              where id = any (p_ids)) using errcode = 'SFX01';
          end if;
          return cardinality(p_ids);
        end $$;
        alter function salesflow.do_all(uuid[], timestamptz) owner to salesflow_owner;
        alter table public.done owner to salesflow_owner;
        alter table public.bad owner to salesflow_owner""")


def run(db: Db, ids: list[UUID]) -> dict[str, int]:
    row = db.execute(
        "select salesflow.run_isolated('salesflow.do_all', %s::uuid[], now()) as result", [ids]
    ).fetchone()
    assert row is not None
    result: dict[str, int] = row["result"]
    return result


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.booleans(), max_size=40))
def test_all_are_done_but_the_bad_ones(db: Db, are_bad: list[bool]) -> None:
    make_worker(db)
    db.execute("delete from job_failures")
    ids = [uuid4() for _ in are_bad]
    bad = {key for key, is_bad in zip(ids, are_bad, strict=True) if is_bad}
    for key in bad:
        db.execute("insert into bad values (%s)", [key])
    assert run(db, ids) == {"rows": len(ids) - len(bad), "failed": len(bad)}
    done = [row["id"] for row in db.execute("select id from done")]
    assert sorted(done) == sorted(set(ids) - bad), "each good one once, no bad one at all"
    failures = db.execute("select item, error_code, function from job_failures").fetchall()
    assert {UUID(row["item"]) for row in failures} == bad
    assert all(row["error_code"] == "SFX01" for row in failures)
    assert all(row["function"] == "salesflow.do_all" for row in failures)


def test_a_good_set_is_one_statement(db: Db) -> None:
    make_worker(db)
    db.execute("create sequence public.calls")
    db.execute("grant usage on sequence public.calls to salesflow_owner")
    db.execute("""
        create or replace function salesflow.do_all(p_ids uuid[], p_as_of timestamptz)
          returns bigint language sql as $$ select nextval('public.calls') $$""")
    run(db, [uuid4() for _ in range(100)])
    row = db.execute("select last_value from calls").fetchone()
    assert row == {"last_value": 1}


def test_failures_belong_to_the_run_and_make_it_partial(db: Db) -> None:
    make_worker(db)
    bad = uuid4()
    db.execute("insert into bad values (%s)", [bad])
    give_body(
        db,
        f"return salesflow.run_isolated('salesflow.do_all', array['{bad}', gen_random_uuid()]"
        "::uuid[], p_as_of);",
        returns="jsonb",
    )
    answer = trigger(db, SPARE)
    assert (answer["success"], answer["status"]) == (False, "partial")
    assert (answer["rows"], answer["failed"]) == (1, 1)
    run_row = last_run(db, SPARE)
    failures = db.execute(
        "select item, error_message, error_context from job_failures where run_id = %s",
        [run_row["id"]],
    ).fetchall()
    assert [row["item"] for row in failures] == [str(bad)]
    assert failures[0]["error_message"] == f"cannot bear {bad}"
    assert "do_all" in failures[0]["error_context"]
    # work outside a job afterwards is filed under no run
    run(db, [bad])
    row = db.execute("select count(*) from job_failures where run_id is null").fetchone()
    assert row == {"count": 1}


def test_a_missing_function_is_an_error(db: Db) -> None:
    with pytest.raises(psycopg.errors.UndefinedFunction):
        db.execute("select salesflow.run_isolated('salesflow.no_such', '{}'::uuid[], now())")
