"""Plain statements for one event do what the sets do for many."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.events.support import Connection, claim, enqueue, make_kind, one, register, settle

# what a model may send for the kind of support.py, and what becomes of it
words = st.sampled_from(["hi", "raise", 5, None, "x" * 21])
calls = st.fixed_dictionaries(
    {},
    optional={
        "model": st.sampled_from(["priced", "other", None, 7]),
        "tokens_in": st.sampled_from([0, 10, -3, 10**12, "many", None]),
        "tokens_cached": st.sampled_from([0, 5, 10**6, []]),
        "tokens_out": st.sampled_from([0, 7, 1.5]),
        "latency_ms": st.sampled_from([0, 12.7, "fast"]),
        "prompt_version": st.sampled_from([1, 3, "x"]),
        "outcome": st.sampled_from(["truncated", None]),
    },
)
usages = st.one_of(
    st.none(), calls, st.lists(calls, max_size=3), st.just("nothing"), st.just([1, None])
)
attempts = st.lists(st.tuples(words, usages, st.booleans()), min_size=1, max_size=5)

FACTS = {
    "effects": "select n, source, word from salesflow.test_effects order by n",
    "log": """select n, kind, user_id, cause, outcome, source, reason, attempts, last_error
      from salesflow.event_log join numbers using (event_id) order by n""",
    "calls": """select n, position, attempt, kind, prompt_version, user_id, local_day, model,
      tokens_in, tokens_cached, tokens_out, cost, currency, latency_ms, outcome
      from salesflow.model_calls join numbers using (event_id) order by n, position""",
    "days": "select * from salesflow.model_days order by user_id",
    "waiting": """select n, attempt, is_due, lease, worker, model,
        regexp_replace(last_error, '\\d+', '')
      from salesflow.events join numbers using (event_id) order by n""",
}  # fmt: skip
FRESH = """truncate salesflow.events, salesflow.test_effects, salesflow.event_causes,
  salesflow.event_log, salesflow.model_calls, salesflow.model_days"""


def outcome(db: Connection, given: list[Any], user: Any, *, singly: bool) -> dict[str, Any]:
    db.execute(FRESH)
    for n, (_, _, is_for_user) in enumerate(given):
        enqueue(db, n, cause=f"test:{n}", user_id=user if is_for_user else None)
    db.execute("drop table if exists pg_temp.numbers")
    db.execute(
        """create temp table numbers as
        select event_id, (payload ->> 'n')::integer as n from salesflow.events"""
    )
    claims = [claim(db, 1)[0] for _ in given] if singly else claim(db, len(given))
    said = [(e["mode"], e["reason"], e["input"], e["attempt"], e["model"]) for e in claims]
    ends = [
        {"event_id": e["event_id"], "lease": e["lease"], "answer": {"word": word}, "usage": usage}
        for e, (word, usage, _) in zip(claims, given, strict=True)
    ]
    results = [r for end in ends for r in settle(db, end)] if singly else settle(db, *ends)
    facts = {name: db.execute(query).fetchall() for name, query in FACTS.items()}
    return facts | {"claims": said, "results": [r["status"] for r in results]}


@pytest.mark.parametrize("budget", ["1000000", "0.25"])
def test_one_by_one_or_all_at_once(database: Database, budget: str) -> None:
    with database.connect() as db:
        make_kind(db, backoff="1 hour", max_output_tokens=1000)
        register(db, model="priced")
        db.execute("insert into salesflow.model_prices values ('priced', 10, 5, 100, 'USD')")
        db.execute("select set_policy('events.budget_per_user_day', %s)", [budget])
        db.execute("select set_policy('events.reserved_input_tokens', '0')")
        user = one(db, "insert into users (name) values ('K') returning id")

        @settings(
            max_examples=40,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        @given(attempts)
        def holds(given: list[Any]) -> None:
            alone = outcome(db, given, user, singly=True)
            together = outcome(db, given, user, singly=False)
            assert alone == together

        holds()
