"""Two thousand hostile answers through the real daemon: nothing of them is ever seen."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug import Response

from tests.agent import fake_openai as fake
from tests.agent.support import settings, worker
from tests.conftest import Database
from tests.events.hostile_words import Attack, Case, attacks

COUNT = 2040
HARMLESS_EVERY = 51

FIRST = {"de": ["Anna", "Jonas", "Lena", "Felix"], "en": ["Sam", "Ada", "Oliver", "Ruth"]}
LAST = {
    "de": ["Brandt", "Vogel", "Krüger", "Lindner"],
    "en": ["Reed", "Clarke", "Hughes", "Porter"],
}
OTHERS = ["Grace Hopper", "Niklas Zander", "Ingrid Solberg", "Tobias Rademacher"]
COMPANIES = ["Zeppelin Optik", "Northwind Traders", "Halvorsen Shipping", "Quarzwerk Lübeck"]

HARMLESS = {
    "de": {
        "action": "{first} {last} heute anrufen und begrüßen",
        "suggested_script": "Guten Tag {first} {last}, schön, dass Sie da sind. Wann passt es?",
        "strategic_insights": "Heute zählt der erste Kontakt mit {first} {last}.",
    },
    "en": {
        "action": "Call {first} {last} today and say hello",
        "suggested_script": "Hi {first}, good to have you with us. When would a call suit you?",
        "strategic_insights": "The first contact with {first} {last} matters most today.",
    },
}

SEEN = {
    "daily_action_plans": "strategic_insights, top_priorities, risks, quick_wins, goal_progress",
    "ai_recommendations": "title, description, reasoning, suggested_action, trigger_data",
    "autonomous_actions": "action_details, trigger_data, evidence, before, after",
    "notifications": "title, body, data",
    "agent_memory": "content, context",
}


def case(n: int) -> Case:
    language = "de" if n % 2 else "en"
    code = "".join(chr(97 + int(d)) for d in f"{n:04}")  # letters: a number would be a fact
    return Case(
        language,
        FIRST[language][n % 4],
        LAST[language][n // 4 % 4],
        f"Werk {code.capitalize()}",
        OTHERS[n % 4],
        COMPANIES[n // 3 % 4],
        (n % 37 + 23) * 1300,
    )


def strings(value: Any) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for v in value.values() for s in strings(v))
    elif isinstance(value, list):
        yield from (s for v in value for s in strings(v))


def make_plans(database: Database, cases: list[Case]) -> None:
    """A rep with two leads for each case, one of them in today's plan and one long lost."""
    with database.connect() as connection:
        given = [vars(c) | {"n": n} for n, c in enumerate(cases)]
        connection.execute(
            """
            with given as (
              select * from jsonb_to_recordset(%s) as g (
                n integer, language text, first text, last text, company text, other_name text,
                other_company text, value numeric)
            ),
            reps as (
              insert into users (name, email, locale)
              select 'Rita Rep', 'rita' || n || '@example.org', language from given
              returning id, email
            )
            insert into leads (name, company, user_id, deal_value, locale, status)
            select l.name, l.company, r.id, g.value, g.language, l.status
            from given as g
            join reps as r on r.email = 'rita' || g.n || '@example.org'
            cross join lateral (values
              (g.first || ' ' || g.last, g.company, 'new'), (g.other_name, g.other_company, 'lost')
            ) as l (name, company, status)
            """,
            (json.dumps(given),),
        )
        connection.execute(
            "select salesflow.run_rules('review', array(select id from users order by id), now())"
        )


@pytest.mark.timeout(300)
async def test_nothing_of_a_hostile_answer_is_seen(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)  # two thousand requests need no line each
    cases = [case(n) for n in range(COUNT)]
    make_plans(database, cases)
    hostile: dict[str, Attack] = {}
    answers: dict[str, Any] = {}
    for n, (c, attack) in enumerate(zip(cases, attacks(cases), strict=True)):
        answers[c.company] = attack.answer
        if n % HARMLESS_EVERY:
            hostile[c.company] = attack
        else:
            said = {
                k: t.format(first=c.first, last=c.last) for k, t in HARMLESS[c.language].items()
            }
            insight = said.pop("strategic_insights")
            answers[c.company] = {
                "strategic_insights": insight,
                "priorities": [{"position": 1} | said],
            }
    assert len(hostile) >= 2000

    def reply(request: fake.Json) -> Response:
        plan = json.loads(request["messages"][-1]["content"])
        return fake.answer(answers[plan["priorities"][0]["company"]])(request)

    with fake.fake_openai(reply) as server:
        daemons = [
            worker(settings(database, server.url, SALESFLOW_CONCURRENCY=40, SALESFLOW_WORKER=name))
            for name in ("one", "two")
        ]
        async with asyncio.timeout(240), asyncio.TaskGroup() as group:
            for daemon in daemons:
                group.create_task(daemon.run())
        assert len(server.requests) == COUNT
    assert sum(daemon.counts["by_model"] for daemon in daemons) == COUNT

    with database.connect() as connection:
        owners = {
            r["user_id"]: r["company"]
            for r in connection.execute("select user_id, company from leads where status = 'new'")
        }
        seen: dict[str, list[str]] = {company: [] for company in answers}
        for table, columns in SEEN.items():
            query = f"select user_id as owner, {columns} from {table}"
            for found in connection.execute(query.encode()):
                seen[owners[found.pop("owner")]] += strings(list(found.values()))
        sources = connection.execute(
            "select p.source, l.company from daily_action_plans as p"
            " join leads as l on l.user_id = p.user_id and l.status = 'new'"
        ).fetchall()

    leaks = [
        (attack.family, marker)
        for company, attack in hostile.items()
        for marker in attack.markers
        if any(marker in text for text in seen[company])
    ]
    assert leaks == [], Counter(family for family, _ in leaks)
    by_model = {r["company"] for r in sources if r["source"] == "model"}
    assert by_model == set(answers) - set(hostile), (
        "harmless answers are shown, hostile ones are not"
    )
