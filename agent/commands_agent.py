"""salesflow agent run | once | status | doctor."""

from __future__ import annotations

import asyncio
import json
import signal
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

import psycopg
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from agent import log
from agent.config import Settings
from agent.queries import events as queries
from agent.text import clean, language

app = typer.Typer(help="The agent: answers what the database asks.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

UNUSABLE = 64  # EX_USAGE: the environment says nothing we can work with
# what agent_status() names, and what to do about it
PROBLEMS = {
    "en": {
        "no_worker": "No agent is running: salesflow agent run",
        "worker_late": "An agent has not been heard of in time: look at its log",
        "dead_events": "Events were given up: select * from dead_events; retry_event(event_id)",
        "model": "The model is not to be had ({reason}), rules answer instead: salesflow doctor",
    },
    "de": {
        "no_worker": "Kein Agent läuft: salesflow agent run",
        "worker_late": "Ein Agent hat sich nicht rechtzeitig gemeldet: sehen Sie in sein Protokoll",
        "dead_events": "Ereignisse sind aufgegeben: select * from dead_events; "
        "retry_event(event_id)",
        "model": "Das Modell ist nicht zu haben ({reason}), Regeln antworten: salesflow doctor",
    },
}
UNREACHABLE = 69  # EX_UNAVAILABLE: the database does not answer


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
    total = sum(counts.get(name, 0) for name in ("by_model", "by_rules", "skipped"))
    typer.echo(
        f"{total} events answered: {counts.get('by_model', 0)} by the model, "
        f"{counts.get('by_rules', 0)} by rules, {counts.get('skipped', 0)} had nothing left to do; "
        f"{counts.get('retry', 0)} will be tried again, {counts.get('dead', 0)} given up"
    )


@app.command()
def status(as_json: AsJson = False) -> None:
    """Workers, queue, budget and dead events. Exit status 1 if something is wrong."""
    found = _status(_settings())
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
            mark = "[green]ok  [/green]" if check.is_ok else "[red]NO  [/red]"
            console.print(mark, end="")
            console.print(clean(f"{check.name}: {check.found}"), markup=False)
            if not check.is_ok:
                console.print(clean(f"      {check.mend}"), markup=False, soft_wrap=True)
    raise typer.Exit(0 if all(check.is_ok for check in checks) else 1)


# ---------------------------------------------------------------------- run, once


def _settings() -> Settings:
    try:
        return Settings()  # type: ignore[call-arg]  # from the environment
    except ValidationError as problem:
        for error in problem.errors():
            typer.echo(f"{'.'.join(map(str, error['loc']))}: {error['msg']}", err=True)
        raise typer.Exit(UNUSABLE) from None


def _work(*, until_drained: bool) -> dict[str, int]:
    settings = _settings()
    log.configure(settings.log_level)
    try:
        return asyncio.run(_run(settings, until_drained))
    except* psycopg.Error as problems:
        # only `once` gets here: `run` waits for its database
        typer.echo(clean(f"the database refuses: {_innermost(problems)}"), err=True)
    except* asyncio.CancelledError:
        typer.echo("quit", err=True)
        raise typer.Exit(130) from None
    raise typer.Exit(UNREACHABLE)


def _innermost(problem: BaseException) -> BaseException:
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
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


def _connect(settings: Settings) -> psycopg.Connection[Any]:
    return psycopg.connect(settings.database_url, autocommit=True, connect_timeout=10)


def _status(settings: Settings) -> dict[str, Any]:
    try:
        with _connect(settings) as connection:
            return queries.agent_status(connection)
    except psycopg.Error as problem:
        typer.echo(clean(f"the database refuses: {problem}"), err=True)
        raise typer.Exit(UNREACHABLE) from None


def _print_status(found: dict[str, Any]) -> None:
    console = Console(highlight=False)
    workers = Table("worker", "state", "model", "in flight", "last seen", title_justify="left")
    for worker in found["workers"]:
        asks = worker["model"] or f"rules only ({worker['problem']})"
        row = (worker["name"], worker["state"], asks, worker["in_flight"], worker["seen_at"][:19])
        workers.add_row(*(clean(cell) for cell in row))
    console.print(workers if found["workers"] else "no worker was seen in the last hour")
    queue = Table("kind", "waiting", "due", "in work", "retrying", "oldest", "given up")
    for kind in found["queue"]:
        oldest = "" if kind["oldest_s"] is None else f"{kind['oldest_s']:.0f} s"
        names = ("kind", "waiting", "due", "leased", "retrying")
        queue.add_row(*(clean(kind[name]) for name in names), oldest, str(kind["dead"]))
    console.print(queue)
    budget = found["budget"]
    console.print(
        f"model today: {budget['spent_today']:.4f} {budget['currency']}, "
        f"budget {budget['per_user_day']:.2f} per user, "
        f"{budget['users_without_budget']} of them have spent theirs"
    )
    for problem in found["problems"]:
        kind, _, reason = (
            problem.partition("_") if problem.startswith("model_") else (problem, "", "")
        )
        console.print(clean(PROBLEMS[language()][kind].format(reason=reason)), style="red")
