"""What row-level security costs a rep: usual queries at 100,000 leads, with and without it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from typing import Any

import psycopg

from bench.common import database, durable_server, table
from bench.review import ACTIVITIES, LOAD, USERS

LEADS = 100  # a user
ROUNDS = 300
TARGET = 1.3
REP = "bench_rep"

# What is asked; how a session that sees everything must put it to see the same.
QUERIES: dict[str, tuple[str, str]] = {
    "own leads, by status": (
        "select id, name, company, status, deal_value, last_contact_at from leads{where}"
        " order by status, name",
        " where user_id = %(me)s",
    ),
    "own leads, most valuable first": (
        "select id, name, company, status, deal_value from leads"
        " where status <> all ('{{won,lost}}'){and} order by deal_value desc limit 20",
        " and user_id = %(me)s",
    ),
    "one lead's timeline": (
        "select a.occurred_at, a.type, a.direction, a.title from activities as a"
        " where a.lead_id = %(lead)s{and} order by a.occurred_at desc limit 50",
        " and exists (select from leads as l where l.id = a.lead_id and l.user_id = %(me)s)",
    ),
    "what happened lately": (
        "select l.name, a.occurred_at, a.type from leads as l"
        " join activities as a on a.lead_id = l.id where a.occurred_at > now() - interval '7 days'"
        "{and} order by a.occurred_at desc limit 50",
        " and l.user_id = %(me)s",
    ),
    "open recommendations": (
        "select id, title, priority, reasoning from ai_recommendations"
        " where status = 'pending'{and} order by created_at",
        " and user_id = %(me)s",
    ),
    "today's plan": (
        "select p.position, p.situation, p.win_probability, l.name from daily_action_plans as d"
        " join daily_plan_priorities as p on p.plan_id = d.id join leads as l on l.id = p.lead_id"
        " where d.plan_date = current_date{and} order by p.position",
        " and d.user_id = %(me)s and l.user_id = %(me)s",
    ),
    "search by name": (
        "select id, name, company, status from leads"
        " where name ilike '%%9%%' or company ilike '%%9%%'{and} order by name limit 20",
        " and user_id = %(me)s",
    ),
    "BANT of own leads": (
        "select l.name, b.total_score, b.traffic_light from leads as l"
        " join bant_assessments as b on b.lead_id = l.id{where}"
        " order by b.total_score desc limit 20",
        " where l.user_id = %(me)s",
    ),
}


def compare(
    sessions: Sequence[psycopg.Connection[Any]], queries: Sequence[str], values: dict[str, object]
) -> tuple[int, list[float]]:
    """Rows found and the median seconds of each session's query, taken in turns."""
    times: list[list[float]] = [[] for _ in sessions]
    found: list[set[object]] = [set() for _ in sessions]
    for _ in range(ROUNDS):
        for index, (session, query) in enumerate(zip(sessions, queries, strict=True)):
            start = time.perf_counter()
            rows = session.execute(query.encode(), values).fetchall()
            times[index].append(time.perf_counter() - start)
            found[index] = set(rows)
    assert found[0] == found[1], queries
    assert found[0], queries
    return len(found[0]), [statistics.median(taken) for taken in times]


def main() -> None:
    with durable_server() as cluster, database(cluster) as url:
        with psycopg.connect(url, autocommit=True) as owner:
            for statement in LOAD.format(users=USERS, leads=LEADS, activities=ACTIVITIES).split(
                ";\n"
            ):
                if statement.strip():
                    owner.execute(statement.encode())
            owner.execute("update users set time_zone = 'UTC'")
            owner.execute("select trigger_job('daily_review')")
            owner.execute(f"create role {REP} login in role salesflow_rep")
            (me,) = owner.execute(
                "update users set db_role = %s where external_id = '500' returning id", (REP,)
            ).fetchall()[0]
            (lead,) = owner.execute(
                "select id from leads where user_id = %s limit 1", (me,)
            ).fetchall()[0]
            owner.execute("vacuum analyze")
            values: dict[str, object] = {"me": me, "lead": lead}
            results = []
            with psycopg.connect(url, autocommit=True, user=REP) as rep:
                for name, (query, condition) in QUERIES.items():
                    with_policies = query.format(where="", **{"and": ""})
                    without = query.format(where=condition, **{"and": condition})
                    if " or " in query:
                        without = without.replace("where ", "where (").replace(" and ", ") and ")
                    count, (bare, secured) = compare((owner, rep), (without, with_policies), values)
                    results.append((name, count, bare, secured))
        owner = psycopg.connect(url, autocommit=True)
        owner.execute(f"drop role {REP}")
        owner.close()
    sums = sum(r[2] for r in results), sum(r[3] for r in results)
    table(
        f"A rep's queries: {USERS * LEADS:,} leads, {USERS * LEADS * ACTIVITIES:,} activities",
        ("query", "rows", "same filter by hand", "policies", "factor"),
        [
            (
                name,
                count,
                f"{bare * 1e3:.2f} ms",
                f"{secured * 1e3:.2f} ms",
                f"{secured / bare:.2f}×",
            )
            for name, count, bare, secured in (*results, ("all", "", *sums))
        ],
        f"Medians of {ROUNDS}, taken in turns. Target: at most {TARGET}×.",
    )


if __name__ == "__main__":
    main()
