"""The agent may call the protocol, and nothing else."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import Database, Row
from tests.events.support import claim, complete, effects, enqueue, make_kind, register

PROTOCOL = {
    "agent_status",
    "claim_events",
    "complete_event",
    "complete_events",
    "complete_offline",
    "exchange",
    "fail_event",
    "heartbeat",
    "register_worker",
    "render_event",
    "say_error",  # what an error says, in the reader's language: everybody's
    "stop_worker",
}


def test_no_privilege_on_any_relation(db: psycopg.Connection[Row]) -> None:
    rows = db.execute(
        """
        select c.oid::regclass::text as name
        from pg_class as c
        where c.relnamespace::regnamespace::text in ('public', 'salesflow')
          and case
            when c.relkind = 'S' then
              has_sequence_privilege('salesflow_agent', c.oid, 'usage, select, update')
            when c.relkind in ('r', 'v', 'm', 'p', 'f') then
              has_table_privilege('salesflow_agent', c.oid,
                'select, insert, update, delete, truncate, references, trigger')
              or has_any_column_privilege('salesflow_agent', c.oid,
                'select, insert, update, references')
            else false
          end
        """
    ).fetchall()
    assert rows == []


def test_exactly_the_protocol(db: psycopg.Connection[Row]) -> None:
    rows = db.execute(
        """
        select p.proname, p.prosecdef, p.proconfig, p.proowner::regrole::text as owner
        from pg_proc as p
        where p.pronamespace::regnamespace::text in ('public', 'salesflow')
          and has_function_privilege('salesflow_agent', p.oid, 'execute')
          and not exists (
            select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
        """
    ).fetchall()
    assert {row["proname"] for row in rows} == PROTOCOL
    for row in rows:
        assert row["prosecdef"]
        assert row["owner"] == "salesflow_owner"
        assert "search_path=pg_catalog, pg_temp" in row["proconfig"]


def test_the_agent_works_with_just_that(database: Database) -> None:
    with database.connect() as admin, database.connect() as agent:
        make_kind(admin)
        enqueue(admin)
        agent.execute("set role salesflow_agent")
        register(agent)
        assert complete(agent, claim(agent)[0]) == "applied"
        assert len(effects(admin)) == 1
        for statement in (
            "select * from salesflow.events",
            "insert into salesflow.test_effects values (1)",
            "select salesflow.enqueue_event('test.echo')",
            "select salesflow.settle_events('{}')",
            "select salesflow.check_answers('{}', '{}')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                agent.execute(statement)
