"""What each role can do when it logs in, tried rather than read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.conftest import Database

Row = dict[str, Any]
Db = psycopg.Connection[Row]

VIEWS = """
  select c.oid::regclass::text as name from pg_class as c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
  order by 1"""
TABLES = """
  select c.oid::regclass::text as name from pg_class as c
  where c.relnamespace in ('public'::regnamespace, 'salesflow'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm')
  order by 1"""


def names(db: Db, query: str) -> list[str]:
    found = [row["name"] for row in db.execute(query)]
    assert found
    return found


def test_reporting_reads_every_view(db: Db) -> None:
    """For real: a view also needs the tables below it and the functions in it."""
    views = names(db, VIEWS)
    db.execute("set local role salesflow_bi")
    for view in views:
        db.execute(f"select * from {view} limit 1")


def test_an_administrator_reads_what_reporting_reads(db: Db) -> None:
    readable = [
        row["name"]
        for row in db.execute(
            f"select t.name from ({TABLES}) as t"
            " where has_table_privilege('salesflow_bi', t.name, 'select')"
        )
    ]
    db.execute("set local role salesflow_admin")
    for name in readable:
        db.execute(f"select from {name} limit 0")


def test_the_daemon_reads_and_writes_no_table(database: Database) -> None:
    with database.connect() as owner, database.connect(user="salesflow_agent") as agent:
        for table in names(owner, TABLES):
            for statement in ("select from {}", "delete from {}", "insert into {} default values"):
                with pytest.raises(psycopg.Error) as caught:
                    agent.execute(statement.format(table))
                assert caught.value.sqlstate in {"42501", "55000", "428C9"}, (table, statement)


def test_a_role_without_grants_sees_nothing(database: Database) -> None:
    with database.connect() as owner:
        tables = names(owner, TABLES)
        owner.execute("create role stranger_test")
        try:
            owner.execute("set role stranger_test")
            for table in tables:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    owner.execute(f"select from {table}")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner.execute("select public.trigger_job('cleanup')")
        finally:
            owner.execute("reset role")
            owner.execute("drop role stranger_test")


@pytest.fixture
def admin(database: Database) -> Iterator[Db]:
    """Somebody who logs in and is a member of salesflow_admin, nothing else."""
    with database.connect() as owner:
        owner.execute("create role ada_test login in role salesflow_admin")
        try:
            with database.connect(user="ada_test") as connection:
                yield connection
        finally:
            owner.execute("drop owned by ada_test")
            owner.execute("drop role ada_test")


def test_an_administrator_does_a_day_s_work(admin: Db) -> None:
    """Inserting fires every trigger: what they need, they must bring themselves."""
    admin.execute("insert into squads (name) values ('North')")
    admin.execute("""
        insert into users (name, squad_id) select 'Rosa Rep', id from squads""")
    admin.execute("""
        insert into leads (name, user_id, deal_value, time_zone, locale)
        select 'Max Mustermann', id, 1000, 'Europe/Berlin', 'de' from users""")
    admin.execute("insert into activities (lead_id, type) select id, 'call' from leads")
    admin.execute("""
        insert into bant_assessments
          (lead_id, budget_score, authority_score, need_score, timeline_score)
        select id, 80, 80, 80, 80 from leads""")
    status = admin.execute("select status from leads").fetchone()
    assert status == {"status": "qualified"}
    admin.execute("update leads set status = 'negotiation', status_reason = 'they haggle'")
    admin.execute("update activities set outcome = 'positive'")
    admin.execute("select set_policy('bant.green', '70')")
    for job in ("daily_review", "inactivity_check", "refresh_views", "health_check", "cleanup"):
        answer = admin.execute("select trigger_job(%s) as answer", [job]).fetchone()
        assert answer is not None
        assert answer["answer"]["success"], answer
    assert admin.execute("select stop_jobs()").fetchone() == {"stop_jobs": 0}
    assert admin.execute("select start_jobs()").fetchone() == {"start_jobs": 0}
    assert admin.execute("select from daily_action_plans").fetchall()
    admin.execute("delete from activities")
    admin.execute("delete from leads")


def test_an_administrator_cannot_forge_history(admin: Db) -> None:
    admin.execute("insert into leads (name) values ('Max Mustermann')")
    for statement in (
        "update lead_status_history set reason = 'x'",
        "delete from autonomous_actions",
        "update leads set status_cause = '{}'",
        "insert into settings_history (table_name, key) values ('x', 'x')",
        "update jobs set body = 'salesflow.expire_recommendations'",
        "insert into retention_rules values ('a.b', 'public.leads', 'now()', 'bant.green', '', '')",
        "delete from job_runs",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            admin.execute(statement)
