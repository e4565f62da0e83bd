"""The salesflow command: which subcommands there are."""

from __future__ import annotations

import os
import sys

import typer

from agent import commands_agent, commands_demo, commands_job, commands_plan, importer, signals

app = typer.Typer(
    help="Sales Flow AI: the sales OS that lives in PostgreSQL. DATABASE_URL says where.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(commands_plan.plan)
app.command()(commands_job.job)
app.command()(commands_demo.demo)
app.command("import")(importer.import_file)
app.command("undo-import")(importer.undo_import)
app.command("signals")(signals.signals)
app.add_typer(commands_agent.app, name="agent")
app.command()(commands_agent.doctor)


def main() -> None:
    """Entry point. A closed pipe (`salesflow plan | head`) is not an error."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
