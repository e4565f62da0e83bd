"""salesflow job: a job, at once."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from agent import database
from agent.queries import plans
from agent.text import AsJson, clean


def job(
    name: Annotated[str, typer.Argument(help="daily_review, inactivity_check, …")],
    as_json: AsJson = False,
) -> None:
    """Run a job now. Exit status 1 if it failed."""
    with database.connect() as connection:
        result = plans.trigger_job(connection, name)
    if as_json:
        typer.echo(json.dumps(result, indent=2))
    else:
        told = {key: value for key, value in result.items() if key not in ("job", "details")}
        facts = ", ".join(
            f"{key} {value}" for key, value in told.items() if value not in (None, {})
        )
        typer.echo(clean(f"{result['job']}: {facts}"))
    raise typer.Exit(0 if result["success"] else database.FAILED)
