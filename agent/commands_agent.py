"""salesflow agent run | once | status | doctor."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any

import openai
import psycopg
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from agent import log, model, queries
from agent.config import Settings
from agent.text import clean
from agent.worker import Worker

app = typer.Typer(help="The agent: answers what the database asks.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

UNUSABLE = 64  # EX_USAGE: the environment says nothing we can work with
UNREACHABLE = 69  # EX_UNAVAILABLE: the database does not answer


@dataclass(frozen=True)
class Check:
    """One thing doctor looked at; mend is the statement, package or setting that helps."""

    name: str
    is_ok: bool
    found: str
    mend: str = ""


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
        console.print(f"[red]problem:[/red] {clean(problem)}")


# ------------------------------------------------------------------------- doctor


def examine(settings: Settings) -> list[Check]:
    """Look at the server, the schema and the model; every finding, good ones too."""
    try:
        with _connect(settings) as connection:
            checks = _server_checks(connection)
    except psycopg.Error as problem:
        said = str(problem).strip().splitlines()
        checks = [
            Check(
                "database",
                False,
                said[0] if said else type(problem).__name__,
                "start the server (make up), or correct DATABASE_URL",
            )
        ]
    return [*checks, _model_check(settings)]


def _server_checks(connection: psycopg.Connection[Any]) -> list[Check]:
    facts = queries.server_facts(connection)
    version = facts["version"]
    database = facts["database"]
    available, installed = set(facts["available"]), set(facts["installed"])
    checks = [
        Check(
            "version",
            15 <= version <= 18,
            f"PostgreSQL {facts['version_text']}",
            "use PostgreSQL 15, 16, 17 or 18",
        ),
        Check(
            "writable",
            not facts["is_standby"],
            "a standby" if facts["is_standby"] else "yes",
            "connect to the primary server",
        ),
    ]
    packages = {
        "plpython3u": f"postgresql-plpython3-{version}",
        "pg_cron": f"postgresql-{version}-cron",
    }
    for name, package in packages.items():
        state = (
            "installed" if name in installed else "available" if name in available else "missing"
        )
        mend = (
            f"apt-get install {package}"
            if state == "missing"
            else f"create extension {name};  (as a superuser, in database {database})"
        )
        checks.append(Check(f"extension {name}", name in installed, state, mend))
    if "plpython3u" in installed:
        problem = queries.schema_checker_problem(connection)
        checks.append(
            Check(
                "fastjsonschema for plpython3u",
                problem is None,
                problem or "importable",
                "apt-get install python3-fastjsonschema  (the server's Python, not a venv)",
            )
        )
    checks += [
        Check(
            "shared_preload_libraries",
            facts["cron_database"] is not None,
            "has pg_cron" if facts["cron_database"] is not None else "without pg_cron",
            "alter system set shared_preload_libraries = 'pg_cron';  then restart the server",
        ),
        Check(
            "cron.database_name",
            facts["cron_database"] == database,
            facts["cron_database"] or "not set",
            f"alter system set cron.database_name = '{database}';  then restart the server",
        ),
    ]
    wanted = {"owner", "agent", "jobs", "gateway", "rep", "manager", "bi", "admin"}
    lacking = sorted(
        f"salesflow_{name}" for name in wanted if f"salesflow_{name}" not in facts["roles"]
    )
    checks.append(
        Check(
            "roles",
            not lacking,
            f"lacks {', '.join(lacking)}" if lacking else "all there",
            "make deploy",
        )
    )
    has_protocol = facts["has_protocol"]
    checks.append(
        Check(
            "schema",
            has_protocol,
            "deployed" if has_protocol else "older" if facts["has_schema"] else "not deployed",
            "make deploy  (sqitch deploy, as a superuser)",
        )
    )
    if has_protocol and not lacking:
        denied = queries.protocol_privileges(connection)
        checks.append(
            Check(
                "privileges of salesflow_agent",
                not denied,
                f"may not call {', '.join(denied)}" if denied else "may call the queue's protocol",
                f"grant execute on function {', '.join(denied)} to salesflow_agent;",
            )
        )
        user, may = facts["username"], "may" if facts["is_agent"] else "may not"
        checks.append(
            Check(
                "this login",
                facts["is_agent"],
                f"{user} {may} act as salesflow_agent",
                f'grant salesflow_agent to "{user}";',
            )
        )
    return checks


def _model_check(settings: Settings) -> Check:
    if not settings.has_model:
        # not a defect: everything works by rules
        return Check("model", True, "none (no OPENAI_API_KEY): everything goes by rules")
    server = settings.base_url or os.environ.get("OPENAI_BASE_URL") or "api.openai.com"
    try:
        problem = asyncio.run(_probe(settings))
    except openai.APIConnectionError:
        return Check(
            "model", False, f"{server} does not answer", "check OPENAI_BASE_URL and the network"
        )
    if problem is None:
        return Check("model", True, f"{settings.model} at {server}")
    return Check("model", False, f"{settings.model} at {server}: {problem[0]}", problem[1])


async def _probe(settings: Settings) -> tuple[str, str] | None:
    """What is wrong with key or model, and the remedy; None if nothing is. Costs no tokens."""
    async with model.client(settings) as client:
        try:
            await client.models.retrieve(settings.model, timeout=15)
        except (openai.AuthenticationError, openai.PermissionDeniedError) as problem:
            return f"HTTP {problem.status_code}", "set OPENAI_API_KEY to a valid key"
        except openai.NotFoundError:
            return "no such model", "set SALESFLOW_MODEL to a model of this server"
        except openai.APIStatusError as problem:
            return f"HTTP {problem.status_code}", "try again later"
    return None
