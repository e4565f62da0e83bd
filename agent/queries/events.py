"""Every SQL statement of the package, each one named call. Shapes: deploy/events/*.sql."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, Connection

Row = dict[str, Any]

NOT_REGISTERED = "SF204"
NAME_IN_USE = "SF207"
# As salesflow.is_outage(): the database cannot do it now. Nobody's attempt is counted for it.
OUTAGES = ("08", "40", "53", "55", "57", "58")


@dataclass(frozen=True)
class Exchange:
    """Answer of salesflow.exchange().

    results: [{event_id, status, detail}], in the order of the completions;
    events: [{event_id, lease, kind, attempt, model, reason, input}];
    kinds: {kind: {instructions, schema, max_output_tokens, prompt_version}};
    next_due_in in seconds, where drained.
    """

    results: list[Row]
    events: list[Row]
    kinds: dict[str, Row]
    is_drained: bool | None
    next_due_in: float | None


def state(problem: BaseException) -> str | None:
    """SQLSTATE of an error; None when the database did not say."""
    return problem.sqlstate if isinstance(problem, psycopg.Error) else None


def is_outage(problem: BaseException) -> bool:
    """Whether the database cannot do it now, or the connection to it is lost."""
    said = state(problem)
    return said is None or said[:2] in OUTAGES


async def connect(url: str, name: str) -> AsyncConnection[Any]:
    """A connection with the agent's rights and limits. The caller closes it."""
    connection = await AsyncConnection.connect(
        url, autocommit=True, application_name=name, connect_timeout=10
    )
    try:
        await become_agent(connection)
    except BaseException:
        await connection.close()
        raise
    return connection


async def become_agent(connection: AsyncConnection[Any]) -> None:
    """Give up all rights but the agent's, where we may, and set limits to every statement."""
    # ALTER ROLE … SET only counts at login, so the limits of salesflow_agent are said again
    await connection.execute(
        """
        select
          set_config('statement_timeout', '60s', false),
          set_config('lock_timeout', '5s', false),
          set_config('idle_in_transaction_session_timeout', '10s', false),
          (select set_config('role', 'salesflow_agent', false)
           where pg_has_role(current_user, 'salesflow_agent', 'member'))
        """
    )


async def register_worker(
    connection: AsyncConnection[Any],
    worker: str,
    model: str | None,
    problem: str | None,
    interval: float,
    instance: UUID,
) -> None:
    """Announce the worker, in the session that it listens with."""
    await connection.execute(
        "select salesflow.register_worker(%s, %s, %s, %s, %s)",
        (worker, model, problem, timedelta(seconds=interval), instance),
    )


async def listen(connection: AsyncConnection[Any]) -> None:
    """Hear the doorbell from now on."""
    await connection.execute("listen salesflow_events")


async def exchange(
    connection: AsyncConnection[Any],
    worker: str,
    completions: list[str],
    batch: int,
    is_rendered: bool = True,
) -> Exchange:
    """End attempts (JSON each) and claim up to `batch` events, in one round trip and commit."""
    cursor = await connection.execute(
        "select salesflow.exchange(%s, %s::jsonb, %s, %s)",
        (worker, f"[{','.join(completions)}]", batch, is_rendered),
    )
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101  a function without FROM gives one row
    return Exchange(**row[0])


async def render_event(connection: AsyncConnection[Any], event_id: int, lease: str) -> str | None:
    """The input of an event that was handed out bare; None: it is over already."""
    cursor = await connection.execute("select salesflow.render_event(%s, %s)", (event_id, lease))
    row = await cursor.fetchone()
    return row[0] if row else None


async def heartbeat(
    connection: AsyncConnection[Any],
    worker: str,
    leases: list[str],
    model: str | None,
    problem: str | None,
) -> None:
    """Say that the worker lives and what it works on."""
    await connection.execute(
        "select salesflow.heartbeat(%s, %s::uuid[], %s, %s)", (worker, leases, model, problem)
    )


async def stop_worker(connection: AsyncConnection[Any], worker: str) -> int:
    """Say good-bye and give back what is still held; how many events that was."""
    cursor = await connection.execute("select salesflow.stop_worker(%s)", (worker,))
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


def agent_status(connection: Connection[Row]) -> Row:
    """Workers, queue, budget, dead events: see salesflow.agent_status()."""
    row = connection.execute("select salesflow.agent_status() as status").fetchone()
    return dict(row["status"]) if row else {}


def server_facts(connection: Connection[Any]) -> Row:
    """What `agent doctor` judges by, from the catalog: works on any server, empty ones too."""
    cursor = connection.cursor(row_factory=psycopg.rows.dict_row)
    cursor.execute(
        """
        select
          current_setting('server_version_num')::integer / 10000 as version,
          current_setting('server_version') as version_text,
          current_database() as database,
          current_user as username,
          (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
          current_setting('cron.database_name', true) as cron_database,
          array(select name from pg_available_extensions) as available,
          array(select extname from pg_extension) as installed,
          array(select rolname from pg_roles where rolname like 'salesflow\\_%') as roles,
          exists (select from pg_roles where rolname = 'salesflow_agent')
            and pg_has_role(current_user, (select oid from pg_roles where rolname = 'salesflow_agent'), 'member')
            as is_agent,
          to_regnamespace('salesflow') is not null as has_schema,
          to_regprocedure('salesflow.exchange(text, jsonb, integer, boolean)') is not null as has_protocol,
          pg_is_in_recovery() as is_standby
        """  # noqa: E501
    )
    facts = cursor.fetchone()
    return facts or {}


def schema_checker_problem(connection: Connection[Any]) -> str | None:
    """Why plpython3u cannot check answers (fastjsonschema missing, …); None if it can."""
    try:
        # a real answer through the real checker where we may call it, else a bare import
        with connection.transaction():
            connection.execute("do language plpython3u $$ import fastjsonschema $$")
    except psycopg.errors.InsufficientPrivilege:
        return None
    except psycopg.Error as problem:
        return problem.diag.message_primary or type(problem).__name__
    return None


def protocol_privileges(connection: Connection[Row]) -> list[str]:
    """Functions of the protocol that salesflow_agent may not call."""
    rows = connection.execute(
        """
        select f.name
        from unnest(array[
          'salesflow.register_worker(text, text, text, interval, uuid)',
          'salesflow.exchange(text, jsonb, integer, boolean)',
          'salesflow.render_event(bigint, uuid)',
          'salesflow.heartbeat(text, uuid[], text, text)',
          'salesflow.stop_worker(text)',
          'salesflow.agent_status()'
        ]) as f (name)
        where not coalesce(
          has_function_privilege('salesflow_agent', to_regprocedure(f.name), 'execute'), false)
        """
    ).fetchall()
    return [row["name"] for row in rows]
