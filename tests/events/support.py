"""An event kind to test with: it echoes, into a table in which doubles would show."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.types.json import Jsonb as Json

Row = dict[str, Any]
Connection = psycopg.Connection[Row]

SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string", "maxLength": 20}},
    "required": ["word"],
    "additionalProperties": False,
}

FUNCTIONS = """
set role salesflow_owner;
create table if not exists salesflow.test_effects (
  event_id bigint, n integer, source text, word text, at timestamptz default clock_timestamp());
create or replace function salesflow.test_context(e salesflow.events) returns jsonb
  language plpgsql stable as $$
begin
  if e.payload ->> 'context' = 'raises' then raise exception 'no context for %', e.event_id; end if;
  return case when e.payload ->> 'context' = 'nothing' then null else e.payload end;
end $$;
create or replace function salesflow.test_offline(e salesflow.events) returns jsonb
  language plpgsql as $$
begin
  if e.payload ->> 'rules' = 'raise' then raise exception 'no rules for %', e.event_id; end if;
  return case e.payload ->> 'rules'
    when 'nothing' then null when 'invalid' then '{"word": 1}' else '{"word": "rules"}' end;
end $$;
create or replace function salesflow.test_apply(e salesflow.events, a jsonb, source text)
  returns void language plpgsql as $$
begin
  insert into salesflow.test_effects (event_id, n, source, word)
  values (e.event_id, (e.payload ->> 'n')::integer, source, a ->> 'word');
  if a ->> 'word' = 'raise' then raise exception 'not applied'; end if;
end $$;
reset role;
"""


def make_kind(
    db: Connection, kind: str = "test.echo", *, rules: bool = True, **columns: Any
) -> None:
    """Register a kind. columns: max_attempts, lease, backoff, priority, model, schema."""
    db.execute(FUNCTIONS)
    row = {
        "kind": kind,
        "description_en": "Echo",
        "description_de": "Echo",
        "instructions": "Say a word.",
        "schema": Json(columns.pop("schema", SCHEMA)),
        "context_fn": "salesflow.test_context",
        "offline_fn": "salesflow.test_offline" if rules else None,
        "apply_fn": "salesflow.test_apply",
        **columns,
    }
    db.execute(
        psycopg.sql.SQL("insert into salesflow.event_kinds ({}) values ({})").format(
            psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, row)),
            psycopg.sql.SQL(", ").join(psycopg.sql.Placeholder() * len(row)),
        ),
        list(row.values()),
    )


def enqueue(db: Connection, n: int = 1, kind: str = "test.echo", **arguments: Any) -> int | None:
    """Enqueue an event by the single form; arguments: lead_id, user_id, payload, cause, …"""
    arguments["payload"] = Json({"n": n} | arguments.get("payload", {}))
    names = "".join(f", p_{name} => %s" for name in arguments)
    row = db.execute(
        f"select salesflow.enqueue_event(%s{names}) as id", [kind, *arguments.values()]
    ).fetchone()
    return row["id"] if row else None


def enqueue_many(db: Connection, count: int, kind: str = "test.echo", leads: int = 0) -> None:
    """Enqueue `count` events in one statement, over `leads` leads (0: no lead)."""
    db.execute(
        """
        select salesflow.enqueue_events(array(
          select row(
            %(kind)s,
            case when %(leads)s > 0 then md5((n %% greatest(%(leads)s, 1))::text)::uuid end,
            null, jsonb_build_object('n', n), 'test:' || n, null, null)::salesflow.new_event
          from generate_series(1, %(count)s) as n order by n))
        """,
        {"kind": kind, "count": count, "leads": leads},
    )


def register(db: Connection, worker: str = "w", model: str | None = "test-model") -> None:
    db.execute("select salesflow.register_worker(%s, %s)", [worker, model])


def claim(db: Connection, batch: int = 100, worker: str = "w") -> list[Row]:
    return db.execute("select * from salesflow.claim_events(%s, %s)", [worker, batch]).fetchall()


def complete(db: Connection, event: Row, word: Any = "hi", usage: Any = None) -> str:
    row = db.execute(
        "select salesflow.complete_event(%s, %s, %s, %s) as status",
        [event["event_id"], event["lease"], Json({"word": word}), usage and Json(usage)],
    ).fetchone()
    assert row
    return str(row["status"])


def settle(db: Connection, *completions: Row) -> list[Row]:
    """The batch form, as the daemon uses it."""
    return db.execute(
        "select * from salesflow.complete_events(%s)",
        [Json([{k: str(v) if k == "lease" else v for k, v in c.items()} for c in completions])],
    ).fetchall()


def fail(
    db: Connection, event: Row, error: str = "broken", retry_after: float | None = None
) -> str:
    row = db.execute(
        "select salesflow.fail_event(%s, %s, %s, %s) as status",
        [event["event_id"], event["lease"], error, retry_after],
    ).fetchone()
    assert row
    return str(row["status"])


def offline(db: Connection, event: Row, reason: str = "test") -> str:
    row = db.execute(
        "select salesflow.complete_offline(%s, %s, %s) as status",
        [event["event_id"], event["lease"], reason],
    ).fetchone()
    assert row
    return str(row["status"])


def effects(db: Connection) -> list[Row]:
    return db.execute(
        "select event_id, n, source, word from salesflow.test_effects order by at"
    ).fetchall()


def waiting(db: Connection) -> list[Row]:
    return db.execute("select * from salesflow.events order by event_id").fetchall()


def one(db: Connection, query: str, *arguments: Any) -> Any:
    """The one value of a query."""
    row = db.execute(query, arguments).fetchone()
    assert row
    return next(iter(row.values()))
