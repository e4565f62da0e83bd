"""salesflow agent run | once | status | doctor."""

from __future__ import annotations

import asyncio
import json
import signal
from dataclasses import asdict
from functools import partial
from typing import Any

import psycopg
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from agent import database, log
from agent.config import Settings
from agent.queries import events as queries
from agent.text import AsJson, clean, either, language, say

app = typer.Typer(help="The agent: answers what the database asks.", no_args_is_help=True)

SAID = {
    "en": {
        "answered": "{total} events answered: {by_model} by the model, {by_rules} by rules, "
        "{skipped} had nothing left to do; {retry} will be tried again, {dead} given up",
        "quit": "quit",
        "rules_only": "rules only ({problem})",
        "nobody": "no worker was seen in the last hour",
        "worker": "worker,state,model,in flight,last seen",
        "queue": "kind,waiting,due,in work,retrying,oldest,given up",
        "budget": "model today: {spent:.4f} {currency}, budget {budget:.2f} per user, "
        "{users} of them have spent theirs",
        # what agent_status() names, and what to do about it
        "no_worker": "No agent is running: salesflow agent run",
        "worker_late": "An agent has not been heard of in time: look at its log",
        "dead_events": "Events were given up: select * from dead_events; retry_event(event_id)",
        "model": "The model is not to be had ({reason}), rules answer instead: salesflow doctor",
    },
    "de": {
        "answered": "{total} Ereignisse beantwortet: {by_model} vom Modell, {by_rules} nach "
        "Regeln, {skipped} hatten nichts mehr zu tun; {retry} werden wieder versucht, "
        "{dead} sind aufgegeben",
        "quit": "abgebrochen",
        "rules_only": "nur Regeln ({problem})",
        "nobody": "in der letzten Stunde hat sich kein Agent gemeldet",
        "worker": "Agent,Zustand,Modell,in Arbeit,zuletzt gesehen",
        "queue": "Art,wartend,fällig,in Arbeit,wiederholt,ältestes,aufgegeben",
        "budget": "Modell heute: {spent:.4f} {currency}, Budget {budget:.2f} je Benutzer, "
        "{users} haben ihres verbraucht",
        "no_worker": "Kein Agent läuft: salesflow agent run",
        "worker_late": "Ein Agent hat sich nicht rechtzeitig gemeldet: sehen Sie in sein Protokoll",
        "dead_events": "Ereignisse sind aufgegeben: select * from dead_events; "
        "retry_event(event_id)",
        "model": "Das Modell ist nicht zu haben ({reason}), Regeln antworten: salesflow doctor",
    },
}


@app.command()
def run() -> None:
    """Answer events until stopped (SIGTERM or Ctrl-C; a second one quits at once)."""
    _work(until_drained=False)


@app.command()
def once(as_json: AsJson = False) -> None:
    """Answer what is due, then exit."""
    counts = _work(until_drained=True)
    if as_json:
        typer.echo(json.dumps(counts))
        return
    numbers = {
        name: counts.get(name, 0) for name in ("by_model", "by_rules", "skipped", "retry", "dead")
    }
    total = sum(numbers[name] for name in ("by_model", "by_rules", "skipped"))
    typer.echo(say(SAID, "answered", total=total, **numbers))


@app.command()
def status(as_json: AsJson = False) -> None:
    """Workers, queue, budget and dead events. Exit status 1 if something is wrong."""
    with database.connect() as connection:
        found = queries.agent_status(connection)
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _print_status(found)
    raise typer.Exit(0 if found["is_healthy"] else 1)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say what the server at DATABASE_URL lacks, and how to mend it. Exit status 1 if anything."""
    from agent.doctor import examine  # half a second of imports that no other command needs

    checks = examine(_settings())
    if as_json:
        typer.echo(json.dumps([asdict(check) for check in checks]))
    else:
        console = Console(highlight=False)
        for check in checks:
            mark = "[green]ok  [/green]" if check.is_ok else f"[red]{either('NO', 'NEIN'):4}[/red]"
            console.print(mark, end="")
            console.print(clean(f"{check.name}: {check.found}"), markup=False)
            if not check.is_ok:
                console.print(clean(f"      {check.mend}"), markup=False, soft_wrap=True)
    raise typer.Exit(0 if all(check.is_ok for check in checks) else 1)


# ---------------------------------------------------------------------- run, once


def _settings() -> Settings:
    database.url()
    try:
        return Settings()  # type: ignore[call-arg]  # from the environment
    except ValidationError as problem:
        for error in problem.errors():
            typer.echo(f"{'.'.join(map(str, error['loc']))}: {error['msg']}", err=True)
        raise typer.Exit(database.USAGE) from None


def _work(*, until_drained: bool) -> dict[str, int]:
    settings = _settings()
    log.configure(settings.log_level)
    try:
        return asyncio.run(_run(settings, until_drained))
    except* psycopg.Error as problems:
        # only `once` gets here: `run` waits for its database
        refused = _innermost(problems)
    except* asyncio.CancelledError:
        typer.echo(say(SAID, "quit"), err=True)
        raise typer.Exit(130) from None
    database.fail(database.explain(refused))


def _innermost(problem: BaseException) -> psycopg.Error:
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    assert isinstance(problem, psycopg.Error)  # noqa: S101  except* lets no other in
    return problem


async def _run(settings: Settings, until_drained: bool) -> dict[str, int]:
    from agent import model  # half a second of imports that no other command needs
    from agent.worker import Worker

    client = model.client(settings) if settings.has_model else None
    ask = partial(model.ask, client, settings.model_timeout) if client else None
    worker = Worker(settings, ask, None if ask else "no_key", until_drained)
    loop = asyncio.get_running_loop()
    main = asyncio.current_task()

    def stop() -> None:
        worker.stop()
        for number in (signal.SIGTERM, signal.SIGINT):
            if main is not None:
                loop.add_signal_handler(number, main.cancel)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        await worker.run()
    finally:
        if client is not None:
            await client.close()
    return dict(worker.counts)


# ------------------------------------------------------------------------- status


def _print_status(found: dict[str, Any]) -> None:
    console = Console(highlight=False)
    workers = Table(*say(SAID, "worker").split(","), title_justify="left")
    for worker in found["workers"]:
        asks = worker["model"] or say(SAID, "rules_only", problem=worker["problem"])
        row = (worker["name"], worker["state"], asks, worker["in_flight"], worker["seen_at"][:19])
        workers.add_row(*(clean(cell) for cell in row))
    console.print(workers if found["workers"] else say(SAID, "nobody"))
    queue = Table(*say(SAID, "queue").split(","))
    for kind in found["queue"]:
        oldest = "" if kind["oldest_s"] is None else f"{kind['oldest_s']:.0f} s"
        names = ("kind", "waiting", "due", "leased", "retrying")
        queue.add_row(*(clean(kind[name]) for name in names), oldest, str(kind["dead"]))
    console.print(queue)
    budget = found["budget"]
    console.print(
        SAID[language()]["budget"].format(
            spent=budget["spent_today"],
            currency=clean(budget["currency"]),
            budget=budget["per_user_day"],
            users=budget["users_without_budget"],
        )
    )
    for problem in found["problems"]:
        kind, _, reason = (
            problem.partition("_") if problem.startswith("model_") else (problem, "", "")
        )
        console.print(say(SAID, kind, reason=reason), style="red")
