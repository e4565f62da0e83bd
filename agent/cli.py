"""The salesflow command."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import psycopg
import typer
from psycopg.rows import dict_row
from rich.console import Console

from agent import commands_agent, importer, render
from agent.queries import plans
from agent.text import clean, language
from db import demo as demo_team

Record = dict[str, Any]

app = typer.Typer(
    help="Sales Flow AI: the sales OS that lives in PostgreSQL. DATABASE_URL says where.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(commands_agent.app, name="agent")
app.command("import")(importer.import_file)
app.command("undo-import")(importer.undo_import)
app.command("doctor")(commands_agent.doctor)

USAGE = 64
NOT_FOUND = 66
UNAVAILABLE = 69
NOT_ALLOWED = 77
EXIT = {"SF003": NOT_ALLOWED, "42501": NOT_ALLOWED, "SF004": NOT_FOUND, "SF301": NOT_FOUND}

SAID = {
    "en": {
        "no_url": "DATABASE_URL is not set. Source .salesflow/env, or run `make up`.",
        "unreachable": "The database does not answer: {detail}\nStart it with `make up`.",
        "not_deployed": "This database has no Sales Flow AI: {detail}\n"
        "Deploy it with `make deploy`.",
        "whose": "Whose plan? Name one with --user:",
        "nobody": "No active user is called “{search}”. There are:",
        "no_plan": "{message}\nMake it now with: salesflow plan --now --user {user}",
        "loading": "A sales team: {leads} leads with {activities} activities …",
        "loaded": "The demo team is in this database already.",
        "reviewing": "Looking after every lead, planning the day …",
        "words": "The agent words the plans …",
        "next": "That was the morning of {name}. The others: salesflow plan --user {other}\n"
        'Anything else: . .salesflow/env && psql "$DATABASE_URL"',
    },
    "de": {
        "no_url": "DATABASE_URL ist nicht gesetzt. Laden Sie .salesflow/env, oder: `make up`.",
        "unreachable": "Die Datenbank antwortet nicht: {detail}\nStarten Sie sie mit `make up`.",
        "not_deployed": "In dieser Datenbank ist kein Sales Flow AI: {detail}\n"
        "Richten Sie es ein mit `make deploy`.",
        "whose": "Wessen Plan? Nennen Sie jemanden mit --user:",
        "nobody": "Niemand Aktives heißt „{search}“. Es gibt:",
        "no_plan": "{message}\nJetzt machen: salesflow plan --now --user {user}",
        "loading": "Ein Vertriebsteam: {leads} Leads mit {activities} Aktivitäten …",
        "loaded": "Das Demo-Team ist schon in dieser Datenbank.",
        "reviewing": "Nach jedem Lead sehen, den Tag planen …",
        "words": "Der Agent formuliert die Pläne …",
        "next": "Das war der Morgen von {name}. Die anderen: salesflow plan --user {other}\n"
        'Alles Weitere: . .salesflow/env && psql "$DATABASE_URL"',
    },
}
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def say(key: str, **values: object) -> str:
    """A sentence in the language of the environment."""
    return SAID[language()][key].format(**{name: clean(value) for name, value in values.items()})


def fail(code: int, message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


@contextmanager
def database() -> Iterator[psycopg.Connection[Record]]:
    """A connection that commits by itself; what goes wrong is said, with what to do."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        fail(UNAVAILABLE, say("no_url"))
    try:
        with psycopg.connect(
            url,
            autocommit=True,
            row_factory=dict_row,
            connect_timeout=10,
            application_name="salesflow",
        ) as connection:
            yield connection
    except (psycopg.errors.UndefinedFunction, psycopg.errors.InvalidSchemaName) as error:
        fail(UNAVAILABLE, say("not_deployed", detail=error.diag.message_primary))
    except psycopg.OperationalError as error:
        fail(UNAVAILABLE, say("unreachable", detail=str(error).strip()))
    except psycopg.Error as error:
        lines = [error.diag.message_primary or str(error), error.diag.message_hint]
        fail(EXIT.get(error.sqlstate or "", 1), clean("\n".join(line for line in lines if line)))


def find_user(connection: psycopg.Connection[Record], search: str | None) -> Record:
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
        f"  {clean(user['name'])}" + (f"  ({clean(user['squad'])})" if user["squad"] else "")
        for user in known
    )
    head = say("nobody", search=search) if search and not found else say("whose")
    fail(USAGE if search is None else NOT_FOUND, f"{head}\n{names}")


@app.command()
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
    with database() as connection:
        whose = find_user(connection, user)
        try:
            document = (
                plans.create_daily_plan(connection, whose["user_id"])
                if now
                else plans.get_daily_plan(connection, whose["user_id"], day.date() if day else None)
            )
        except psycopg.Error as error:
            if error.sqlstate != "SF301" or day:
                raise
            name = clean(whose["name"]).split(" ")[0]
            fail(NOT_FOUND, say("no_plan", message=error.diag.message_primary, user=name))
    if as_json:
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        render.show(document)


@app.command()
def job(
    name: Annotated[str, typer.Argument(help="daily_review, inactivity_check, …")],
    as_json: AsJson = False,
) -> None:
    """Run a job now. Exit status 1 if it failed."""
    with database() as connection:
        result = plans.trigger_job(connection, name)
    if as_json:
        typer.echo(json.dumps(result, indent=2))
    else:
        details = {key: value for key, value in result.items() if key not in ("job", "details")}
        typer.echo(
            clean(
                f"{result['job']}: "
                + ", ".join(f"{k} {v}" for k, v in details.items() if v not in (None, {}))
            )
        )
    raise typer.Exit(0 if result["success"] else 1)


@app.command()
def demo() -> None:
    """Load a sales team, look after its leads, plan its day, and show a rep's morning."""
    console = Console(stderr=True, highlight=False)
    with database() as connection:
        if plans.find_users(connection, demo_team.REPS[0].email):
            console.print(say("loaded"), markup=False)
        else:
            _load(console)
        console.print(say("reviewing"), markup=False)
        for name in ("inactivity_check", "daily_review", "refresh_views"):
            result = plans.trigger_job(connection, name)
            if not result["success"]:
                fail(1, clean(f"{name}: {result}"))
        console.print(say("words"), markup=False)
        os.environ.setdefault("SALESFLOW_LOG_LEVEL", "warning")
        commands_agent.once()
        rep = next(rep for rep in demo_team.REPS if rep.locale.startswith(language()))
        whose = plans.find_users(connection, rep.email)[0]
        document = plans.get_daily_plan(connection, whose["user_id"], None)
    render.show(document)
    other = next(one for one in demo_team.REPS if one.locale[:2] != rep.locale[:2])
    console.print(
        say("next", name=rep.name, other=other.name.split(" ")[0]), markup=False, style="dim"
    )


def _load(console: Console) -> None:
    maps = Path(demo_team.__file__).parent / "maps"
    directory = Path(".salesflow") / "demo"
    leads, activities = demo_team.write(directory, datetime.now(UTC))
    counts = [len(path.read_text().splitlines()) - 1 for path in (leads, activities)]
    console.print(say("loading", leads=counts[0], activities=counts[1]), markup=False)
    for path in (leads, activities):
        importer.import_file(path, map_=str(maps / f"demo_{path.stem}.json"))


def main() -> None:
    """Entry point. A closed pipe (`salesflow plan | head`) is not an error."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
