"""No answer does more than fail its own attempt; no outage costs an attempt, or a second call."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import psycopg
import pytest

from tests.agent import fake_openai as fake
from tests.agent.support import drain, settings, until, worker
from tests.conftest import Database
from tests.events.support import effects, enqueue, enqueue_many, make_kind, one, waiting

# An apply function whose event 2 raises what the table says, as long as it says so.
TROUBLE = """
create table salesflow.trouble (code text);
alter table salesflow.trouble owner to salesflow_owner;
create sequence salesflow.tries;
alter sequence salesflow.tries owner to salesflow_owner;
create function salesflow.end_session() returns void
  language sql security definer as 'select pg_terminate_backend(pg_backend_pid())';
grant execute on function salesflow.end_session() to public;
create or replace function salesflow.test_apply(e salesflow.events, a jsonb, source text)
  returns void language plpgsql as $$
declare
  v_code text := (select code from salesflow.trouble);
begin
  if e.payload ->> 'n' = '2' and v_code is not null then
    perform nextval('salesflow.tries');
    if v_code = 'terminate' then perform salesflow.end_session(); end if;
    raise exception 'trouble' using errcode = v_code;
  end if;
  insert into salesflow.test_effects (event_id, n, source, word)
  values (e.event_id, (e.payload ->> 'n')::integer, source, a ->> 'word');
end $$;
"""
CONTEXT = """
create or replace function salesflow.test_context(e salesflow.events) returns jsonb
  language plpgsql as $$
begin
  if e.payload ->> 'n' = '2' and exists (select from salesflow.trouble) then
    perform nextval('salesflow.tries');
    raise exception 'trouble' using errcode = (select code from salesflow.trouble);
  end if;
  return e.payload;
end $$;
"""
TRIES = "select case when is_called then last_value else 0 end from salesflow.tries"


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    "content",
    [
        [{"type": "text", "text": "hi"}],
        5,
        {"word": "x"},
        True,
        '{"word": ' + nested(101) + "}",
        '{"word": ' + nested(900) + "}",
        '{"word": ' + nested(5000) + "}",
        '{"a":' * 20_000 + "1" + "}" * 20_000,
        '{"word": "' + "x" * 2_000_000 + '"}',
        '{"word": ' + "9" * 5000 + "}",
    ],
    ids=lambda content: str(content)[:20],
)
async def test_what_is_no_answer_fails_its_attempt(database: Database, content: Any) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db, backoff="1 hour")
        enqueue_many(db, 3)
        server.script.append(fake.text(content))
        chosen = settings(database, server.url, SALESFLOW_CONCURRENCY=3)
        assert await drain(chosen) == {"retry": 1, "by_model": 2}
        (event,) = waiting(db)
        assert event["attempt"] == 1
        assert (
            one(db, "select count(*) from salesflow.model_calls where outcome = 'malformed'") == 1
        )


@pytest.mark.parametrize(
    "said",
    [
        {"usage": "much"},
        {"usage": {"prompt_tokens": [1], "completion_tokens": -5, "prompt_tokens_details": 7}},
        {"usage": {"prompt_tokens": 10**30, "completion_tokens": "many"}},
        {"usage": None, "model": "\0"},
        {"model": ["a", "list"]},
        {"model": "x" * 100_000},
    ],
    ids=str,
)
async def test_an_answer_counts_whatever_is_said_beside_it(database: Database, said: Any) -> None:
    def behave(request: Any) -> Any:
        response = fake.answer({"word": "x"})(request)
        response.set_data(json.dumps(json.loads(response.get_data()) | said))
        return response

    with database.connect() as db, fake.fake_openai(behave) as server:
        make_kind(db)
        enqueue(db)
        assert await drain(settings(database, server.url)) == {"by_model": 1}
        assert one(db, "select outcome from salesflow.model_calls") == "applied"


@pytest.mark.parametrize("choices", [None, "none", [None], [{"message": 3}], {"0": {}}], ids=str)
async def test_choices_that_are_none(database: Database, choices: Any) -> None:
    def behave(request: Any) -> Any:
        response = fake.answer({"word": "x"})(request)
        response.set_data(json.dumps(json.loads(response.get_data()) | {"choices": choices}))
        return response

    with database.connect() as db, fake.fake_openai(behave) as server:
        make_kind(db, backoff="1 hour")
        enqueue(db)
        assert await drain(settings(database, server.url)) == {"retry": 1}


async def test_an_endless_response_is_cut_off(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.model.LARGEST", 100_000)
    long = fake.text("x" * 300_000)
    with database.connect() as db, fake.fake_openai(long) as server:
        make_kind(db, backoff="1 hour")
        enqueue(db)
        assert await drain(settings(database, server.url)) == {"retry": 1}
        assert one(db, "select tokens_in from salesflow.model_calls") == 0  # it was not read


async def test_facts_deeper_than_python_reads_reach_the_model(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        enqueue(db)
        db.execute(
            "update salesflow.events set payload = %s::jsonb",
            [f'{{"n": 1, "deep": {nested(3000)}}}'],
        )
        counts = await drain(settings(database, server.url))
        assert counts == {"by_model": 1}, one(db, "select last_error from salesflow.events")
        assert nested(3000) in server.requests[0]["messages"][1]["content"]


async def test_an_ask_that_raises_is_a_failed_attempt(database: Database) -> None:
    async def ask(request: Any) -> Any:
        raise RuntimeError("a bug")

    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db, backoff="1 hour")
        enqueue(db)
        broken = worker(settings(database, server.url))
        broken.ask = ask
        await asyncio.wait_for(broken.run(), 30)
        assert broken.counts == {"retry": 1}
        assert "RuntimeError" in waiting(db)[0]["last_error"]


@pytest.mark.parametrize("code", ["40001", "40P01", "53100", "53200", "55P03", "57014", "58030"])
@pytest.mark.parametrize("where", ["apply", "context"])
async def test_an_outage_burns_nothing_and_asks_nobody_again(
    database: Database, code: str, where: str
) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        db.execute(TROUBLE)
        if where == "context":
            db.execute(CONTEXT)
        db.execute("insert into salesflow.trouble values (%s)", [code])
        enqueue_many(db, 3)
        chosen = settings(database, server.url, SALESFLOW_PATIENCE=600)
        task = asyncio.create_task(drain(chosen))
        # the others are not held up
        await until(lambda: len(effects(db)) == 2 and one(db, TRIES) > 3, "refusals")
        db.execute("truncate salesflow.trouble")
        assert await task == {"by_model": 3}
        assert len(server.requests) == 3
        assert one(db, "select max(attempts) from salesflow.event_log") == 1


@pytest.mark.parametrize("code", ["53200", "57014", "terminate"])
@pytest.mark.parametrize("url", ["model", None])
async def test_an_event_that_alone_is_refused_for_ever_is_counted(
    database: Database, code: str, url: str | None
) -> None:
    """SALESFLOW_PATIENCE is 0 here."""
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db, backoff="1 hour")
        db.execute(TROUBLE)
        db.execute("insert into salesflow.trouble values (%s)", [code])
        enqueue_many(db, 4)
        by = "by_model" if url else "by_rules"
        assert await drain(settings(database, url and server.url)) == {by: 3, "retry": 1}
        (event,) = waiting(db)
        assert (event["attempt"], event["lease"]) == (1, None)
        assert "refused by the database" in event["last_error"]


async def test_an_answer_that_waits_keeps_its_lease(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db, lease="1 s")
        db.execute(TROUBLE)
        db.execute("insert into salesflow.trouble values ('55P03')")
        enqueue_many(db, 2)
        chosen = settings(database, server.url, SALESFLOW_PATIENCE=600, SALESFLOW_HEARTBEAT=0.2)
        task = asyncio.create_task(drain(chosen))
        old = (
            "select exists (select from salesflow.events where claimed_at < now() - interval '3 s')"
        )
        await until(lambda: one(db, old), "three leases' time")
        assert await drain(settings(database, server.url)) == {}
        db.execute("truncate salesflow.trouble")
        assert await task == {"by_model": 2}
        assert len(server.requests) == 2


async def test_a_server_that_takes_no_new_sessions_costs_nothing(database: Database) -> None:
    """The event's input is asked for apart, and for that there is no connection."""
    allow = f"alter database {database.name} allow_connections "
    with (
        database.connect() as db,
        psycopg.connect(database.url.replace(database.name, "postgres"), autocommit=True) as other,
        fake.fake_openai() as server,
    ):
        make_kind(db)
        db.execute(TROUBLE)
        db.execute(CONTEXT)
        db.execute("insert into salesflow.trouble values ('53200')")
        working = worker(settings(database, server.url), once=False)
        task = asyncio.create_task(working.run())
        await until(lambda: one(db, "select exists (select from salesflow.workers)"), "a worker")
        await asyncio.sleep(0.5)  # both of its connections stand
        other.execute((allow + "false").encode())
        enqueue_many(db, 2)
        await until(lambda: one(db, TRIES), "an input that is refused")
        await asyncio.sleep(5)  # more than STRIKES attempts
        db.execute("truncate salesflow.trouble")
        other.execute((allow + "true").encode())
        await until(lambda: not waiting(db), "answers")
        working.stop()
        await task
        assert working.counts == {"by_model": 2}
        assert one(db, "select max(attempts) from salesflow.event_log") == 1


async def test_a_server_that_ends_all_sessions_costs_nothing(database: Database) -> None:
    with (
        database.connect() as db,
        fake.fake_openai(fake.slow(0.3, fake.answer({"word": "x"}))) as server,
    ):
        make_kind(db)
        enqueue_many(db, 20)
        task = asyncio.create_task(drain(settings(database, server.url)))
        await until(lambda: len(server.requests) >= 8, "calls")
        db.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        assert await task == {"by_model": 20}
        assert len(server.requests) == 20
        assert one(db, "select max(attempts) from salesflow.event_log") == 1


async def test_a_refused_request_concerns_its_event(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        enqueue_many(db, 4)
        server.script.append(fake.error(403))
        chosen = settings(database, server.url, SALESFLOW_CONCURRENCY=1)
        assert await drain(chosen) == {"by_rules": 1, "by_model": 3}


async def test_a_key_that_was_refused_is_tried_again_by_itself(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        server.script += [fake.error(401), fake.error(401)]
        chosen = settings(
            database, server.url, SALESFLOW_CONCURRENCY=1, SALESFLOW_RECHECK=0.2, SALESFLOW_POLL=0.1
        )
        daemon = worker(chosen, once=False)
        task = asyncio.create_task(daemon.run())

        def said(source: str) -> int:
            return int(
                one(db, "select count(*) from salesflow.event_log where source = %s", source)
            )

        async def feed() -> None:
            while not said("model"):
                enqueue(db)
                await asyncio.sleep(0.05)  # a customer, not a wait

        await asyncio.wait_for(feed(), 30)
        assert said("rules") >= 2
        assert daemon.problem is None
        daemon.stop()
        await asyncio.wait_for(task, 30)


async def test_a_name_in_use_is_refused_and_its_bearer_goes_on(database: Database) -> None:
    with database.connect() as db, fake.fake_openai() as server:
        make_kind(db)
        chosen = settings(database, server.url, SALESFLOW_WORKER="same")
        first = worker(chosen, once=False)
        task = asyncio.create_task(first.run())
        await until(lambda: one(db, "select count(*) from salesflow.workers") == 1, "the first")
        with pytest.raises(BaseExceptionGroup) as raised:
            await asyncio.wait_for(worker(chosen, once=False).run(), 30)
        (refusal,) = raised.value.exceptions
        assert isinstance(refusal, psycopg.Error)
        assert refusal.sqlstate == "SF207"
        assert "SALESFLOW_WORKER" in (refusal.diag.message_hint or "")
        enqueue(db)
        await until(lambda: len(effects(db)) == 1, "the first at work")
        first.stop()
        await asyncio.wait_for(task, 30)
        # it is free again
        enqueue(db)
        assert await drain(chosen) == {"by_model": 1}
