"""How well and how fast messages are understood: cross-validated tables, messages per second."""

from __future__ import annotations

import psycopg
from psycopg.rows import dict_row
from rich.console import Console

from agent import signals
from agent.queries import signals as queries
from bench.common import database, durable_server, seconds, table

MESSAGES = 100_000

# No two alike, or the plan would remember the answer: each has a number and a word of its own.
LOAD = """
create table messages as
select n as id, m.text || ' ' || n || ' ' || translate(n::text, '0123456789', 'aeioubdlmr') as text
from (select array_agg(text order by id) as texts from signal_messages where source = 'reference')
  as given
cross join generate_series(1, {count}) as n
cross join lateral (select given.texts[1 + n % cardinality(given.texts)] as text) as m
"""
WAYS = {
    "one statement": "select count(s.answer) from messages as m, salesflow.signals_of(m.text) as s",
    "one statement, labels only": (
        "select count(s.intent) from messages as m, salesflow.signals_of(m.text) as s"
    ),
    "detect_signals(text)": "select count(detect_signals(m.text)) from messages as m",
}


def main() -> None:
    with durable_server() as cluster, database(cluster) as url:
        with psycopg.connect(url, autocommit=True, row_factory=dict_row) as connection:
            scores = queries.trial_scores(connection)
            count = sum(
                row["expected"]
                for row in scores
                if row["family"] == "intent" and row["language"] is None
            )
            model = connection.execute(
                "select * from signal_models order by version desc limit 1"
            ).fetchone()
            assert model is not None
            signals.show(
                scores,
                count,
                Console(width=110),
                f"{count} messages it had not seen: 5 folds, what is alike in one, "
                f"{model['messages']} messages in all",
            )
            took = seconds(
                lambda: connection.execute("begin; select train_signals(true); rollback")
            )
            rows = [
                ("training with cross-validation", f"{model['messages']:,}", f"{took:.1f} s", "")
            ]
            connection.execute(LOAD.format(count=MESSAGES))
            connection.execute("vacuum analyze messages")
            for name, statement in WAYS.items():
                took = seconds(lambda: connection.execute(statement))  # noqa: B023
                rows.append((name, f"{MESSAGES:,}", f"{took:.1f} s", f"{MESSAGES / took:,.0f}"))
            one = seconds(
                lambda: connection.execute("select detect_signals('klingt gut, aber zu teuer')"), 50
            )
            rows.append(("detect_signals(text), one message", "1", f"{one * 1e3:.1f} ms", ""))
        table(
            "Reading messages",
            ("what", "messages", "time", "per second"),
            rows,
            "target: 100,000 in 60 s",
        )


if __name__ == "__main__":
    main()
