"""What a server lacks to run Sales Flow AI, and the statement or package that mends it."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import Any

import openai
import psycopg

from agent import database, model
from agent.config import Settings
from agent.queries import events as queries
from agent.text import either


@dataclass(frozen=True)
class Check:
    """One thing doctor looked at; mend is the statement, package or setting that helps."""

    name: str
    is_ok: bool
    found: str
    mend: str = ""


def examine(settings: Settings) -> list[Check]:
    """Look at the server, the schema and the model; every finding, good ones too."""
    try:
        with database.open_connection(settings.database_url) as connection:
            checks = _server_checks(connection)
    except psycopg.Error as problem:
        mend = either(
            "start the server (make up), or correct DATABASE_URL",
            "den Server starten (make up), oder DATABASE_URL berichtigen",
        )
        checks = [Check("database", False, database.explain(problem).text.splitlines()[0], mend)]
    return [*checks, _model_check(settings)]


def _server_checks(connection: psycopg.Connection[Any]) -> list[Check]:
    facts = queries.server_facts(connection)
    version = facts["version"]
    here = facts["database"]
    restart = either("then restart the server", "dann den Server neu starten")
    available, installed = set(facts["available"]), set(facts["installed"])
    checks = [
        Check(
            "version",
            15 <= version <= 18,
            f"PostgreSQL {facts['version_text']}",
            either("use PostgreSQL 15, 16, 17 or 18", "PostgreSQL 15, 16, 17 oder 18 verwenden"),
        ),
        Check(
            "writable",
            not facts["is_standby"],
            either("a standby", "ein Standby") if facts["is_standby"] else either("yes", "ja"),
            either("connect to the primary server", "mit dem Primärserver verbinden"),
        ),
    ]
    packages = {
        "plpython3u": f"postgresql-plpython3-{version}",
        "pg_cron": f"postgresql-{version}-cron",
    }
    for name, package in packages.items():
        state = (
            either("installed", "installiert")
            if name in installed
            else either("available", "verfügbar")
            if name in available
            else either("missing", "fehlt")
        )
        mend = (
            f"apt-get install {package}"
            if name not in available | installed
            else f"create extension {name};  "
            + either(
                f"(as a superuser, in database {here})", f"(als Superuser, in Datenbank {here})"
            )
        )
        checks.append(Check(f"extension {name}", name in installed, state, mend))
    if "plpython3u" in installed:
        problem = queries.schema_checker_problem(connection)
        checks.append(
            Check(
                "fastjsonschema for plpython3u",
                problem is None,
                problem or either("importable", "importierbar"),
                "apt-get install python3-fastjsonschema  "
                + either(
                    "(the server's Python, not a venv)", "(das Python des Servers, kein venv)"
                ),
            )
        )
    checks += [
        Check(
            "shared_preload_libraries",
            facts["cron_database"] is not None,
            either("has pg_cron", "mit pg_cron")
            if facts["cron_database"] is not None
            else either("without pg_cron", "ohne pg_cron"),
            "alter system set shared_preload_libraries = 'pg_cron';  " + restart,
        ),
        Check(
            "cron.database_name",
            facts["cron_database"] == here,
            facts["cron_database"] or either("not set", "nicht gesetzt"),
            f"alter system set cron.database_name = '{here}';  {restart}",
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
            f"{either('lacks', 'es fehlen')} {', '.join(lacking)}"
            if lacking
            else either("all there", "alle da"),
            "make deploy",
        )
    )
    has_protocol = facts["has_protocol"]
    checks.append(
        Check(
            "schema",
            has_protocol,
            either("deployed", "eingerichtet")
            if has_protocol
            else either("older", "älter")
            if facts["has_schema"]
            else either("not deployed", "nicht eingerichtet"),
            "make deploy  "
            + either("(sqitch deploy, as a superuser)", "(sqitch deploy, als Superuser)"),
        )
    )
    if has_protocol and not lacking:
        denied = queries.protocol_privileges(connection)
        checks.append(
            Check(
                "privileges of salesflow_agent",
                not denied,
                either("may not call ", "darf nicht aufrufen: ") + ", ".join(denied)
                if denied
                else either("may call the queue's protocol", "darf das Protokoll aufrufen"),
                f"grant execute on function {', '.join(denied)} to salesflow_agent;",
            )
        )
        user = facts["username"]
        checks.append(
            Check(
                "this login",
                facts["is_agent"],
                either(
                    f"{user} may act as salesflow_agent", f"{user} darf als salesflow_agent handeln"
                )
                if facts["is_agent"]
                else either(
                    f"{user} may not act as salesflow_agent",
                    f"{user} darf nicht als salesflow_agent handeln",
                ),
                f'grant salesflow_agent to "{user}";',
            )
        )
    return checks


def _model_check(settings: Settings) -> Check:
    if not settings.has_model:
        # not a defect: everything works by rules
        return Check(
            "model",
            True,
            either(
                "none (no OPENAI_API_KEY): everything goes by rules",
                "keines (kein OPENAI_API_KEY): alles geht nach Regeln",
            ),
        )
    server = settings.base_url or os.environ.get("OPENAI_BASE_URL") or "api.openai.com"
    try:
        problem = asyncio.run(_probe(settings))
    except openai.APIConnectionError:
        return Check(
            "model",
            False,
            either(f"{server} does not answer", f"{server} antwortet nicht"),
            either("check OPENAI_BASE_URL and the network", "OPENAI_BASE_URL und das Netz prüfen"),
        )
    if problem is None:
        return Check("model", True, f"{settings.model} {either('at', 'bei')} {server}")
    return Check(
        "model", False, f"{settings.model} {either('at', 'bei')} {server}: {problem[0]}", problem[1]
    )


async def _probe(settings: Settings) -> tuple[str, str] | None:
    """What is wrong with key or model, and the remedy; None if nothing is. Costs no tokens."""
    async with model.client(settings) as client:
        try:
            await client.models.retrieve(settings.model, timeout=15)
        except (openai.AuthenticationError, openai.PermissionDeniedError) as problem:
            return f"HTTP {problem.status_code}", either(
                "set OPENAI_API_KEY to a valid key",
                "OPENAI_API_KEY auf einen gültigen Schlüssel setzen",
            )
        except openai.NotFoundError:
            return either("no such model", "dieses Modell gibt es nicht"), either(
                "set SALESFLOW_MODEL to a model of this server",
                "SALESFLOW_MODEL auf ein Modell dieses Servers setzen",
            )
        except openai.APIStatusError as problem:
            return f"HTTP {problem.status_code}", either(
                "try again later", "später wieder versuchen"
            )
    return None
