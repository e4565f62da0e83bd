"""What a server lacks to run Sales Flow AI, and the statement or package that mends it."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import Any

import openai
import psycopg

from agent import model
from agent.config import Settings
from agent.queries import events as queries


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
        with psycopg.connect(
            settings.database_url, autocommit=True, connect_timeout=10
        ) as connection:
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
