"""salesflow plan: a rep's morning."""

from __future__ import annotations

import json
import shlex
from datetime import datetime
from typing import Annotated

import psycopg
import typer

from agent import database, render
from agent.database import Connection, Problem, Record
from agent.queries import plans
from agent.text import AsJson, say

SAID = {
    "en": {
        "whose": "Whose plan? Name one with --user:",
        "nobody": "No active user is called “{search}”. There are:",
        "no_plan": "Make it now with: salesflow plan --now --user {user}",
    },
    "de": {
        "whose": "Wessen Plan? Nennen Sie jemanden mit --user:",
        "nobody": "Niemand Aktives heißt „{search}“. Es gibt:",
        "no_plan": "Jetzt machen: salesflow plan --now --user {user}",
    },
}


def plan(
    user: Annotated[
        str | None, typer.Option("--user", "-u", help="Name, part of it, e-mail or key.")
    ] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Another day's plan.")
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Make today's plan if there is none.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a rep's morning: what to do first, and why."""
    with database.connect() as connection:
        whose = _find_user(connection, user)
        try:
            document = (
                plans.create_daily_plan(connection, whose["user_id"])
                if now
                else plans.get_daily_plan(connection, whose["user_id"], day.date() if day else None)
            )
        except psycopg.Error as error:
            if error.sqlstate != "SF301" or day:
                raise
            problem = database.explain(error, None, connection)
            remedy = say(SAID, "no_plan", user=shlex.quote(whose["email"] or whose["name"]))
            database.fail(Problem(problem.code, f"{problem.text.splitlines()[0]}\n{remedy}"))
    if as_json:
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        render.show(document)


def _find_user(connection: Connection, search: str | None) -> Record:
    """The one user meant; ends with the list of users where that is not clear."""
    if search is None:
        own = plans.current_user_id(connection)
        search = str(own) if own else None
    found = plans.find_users(connection, search) if search else []
    exact = [user for user in found if search and user["name"].lower() == search.lower()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    known = found or plans.find_users(connection, None)
    names = "\n".join(
        f"  {user['name']}" + (f"  ({user['squad']})" if user["squad"] else "") for user in known
    )
    head = say(SAID, "nobody", search=search) if search and not found else say(SAID, "whose")
    code = database.USAGE if search is None else database.NOT_FOUND
    database.fail(Problem(code, f"{head}\n{names}"))
