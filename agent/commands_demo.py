"""salesflow demo: a sales team at work."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from agent import commands_agent, database, importer, render
from agent.database import Problem
from agent.queries import plans
from agent.text import language, say
from db import demo as team

SAID = {
    "en": {
        "loading": "A sales team: {leads} leads with {activities} activities …",
        "loaded": "The demo team is in this database already.",
        "reviewing": "Looking after every lead, planning the day …",
        "words": "The agent words the plans …",
        "next": "That was the morning of {name}. The others: salesflow plan --user {other}\n"
        'Anything else: . .salesflow/env && psql "$DATABASE_URL"',
    },
    "de": {
        "loading": "Ein Vertriebsteam: {leads} Leads mit {activities} Aktivitäten …",
        "loaded": "Das Demo-Team ist schon in dieser Datenbank.",
        "reviewing": "Nach jedem Lead sehen, den Tag planen …",
        "words": "Der Agent formuliert die Pläne …",
        "next": "Das war der Morgen von {name}. Die anderen: salesflow plan --user {other}\n"
        'Alles Weitere: . .salesflow/env && psql "$DATABASE_URL"',
    },
}


def demo() -> None:
    """Load a sales team, look after its leads, plan its day, and show a rep's morning."""
    console = Console(stderr=True, highlight=False)
    with database.connect() as connection:
        if plans.find_users(connection, team.REPS[0].email):
            console.print(say(SAID, "loaded"), markup=False)
        else:
            _load(console)
        console.print(say(SAID, "reviewing"), markup=False)
        for name in ("inactivity_check", "daily_review", "refresh_views"):
            result = plans.trigger_job(connection, name)
            if not result["success"]:
                database.fail(Problem(database.FAILED, f"{name}: {result}"))
        console.print(say(SAID, "words"), markup=False)
        os.environ.setdefault("SALESFLOW_LOG_LEVEL", "warning")
        commands_agent.once()
        rep = next(rep for rep in team.REPS if rep.locale.startswith(language()))
        whose = plans.find_users(connection, rep.email)[0]
        document = plans.get_daily_plan(connection, whose["user_id"], None)
    render.show(document)
    other = next(one for one in team.REPS if one.locale[:2] != rep.locale[:2])
    hint = say(SAID, "next", name=rep.name, other=other.name.split(" ")[0])
    console.print(hint, markup=False, style="dim")


def _load(console: Console) -> None:
    maps = Path(team.__file__).parent / "maps"
    leads, activities = team.write(Path(".salesflow") / "demo", datetime.now(UTC))
    counts = [len(path.read_text().splitlines()) - 1 for path in (leads, activities)]
    said = say(SAID, "loading", leads=counts[0], activities=counts[1])
    console.print(said, markup=False)
    for path in (leads, activities):
        importer.import_file(path, map_=str(maps / f"demo_{path.stem}.json"))
