"""The one way to the database: how commands connect, and how what it refuses is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import psycopg
import typer
from psycopg.rows import dict_row

from agent.queries import errors as queries
from agent.text import clean, language

Record = dict[str, Any]
Connection = psycopg.Connection[Record]

# Exit statuses of all commands, as in sysexits.h.
FAILED = 1
SOME_REJECTED = 3
USAGE = 64
BAD_DATA = 65
NOT_FOUND = 66
UNAVAILABLE = 69
NOT_ALLOWED = 77

_EXITS = {
    FAILED: (),
    USAGE: ("SF101", "SF103", "SF104", "SF105", "SF207"),
    BAD_DATA: ("SF002", "SF102"),
    NOT_FOUND: ("SF001", "SF004", "SF013", "SF014", "SF201", "SF206", "SF301", "SF401"),
    NOT_ALLOWED: ("SF003", "42501"),
}
_EXIT = {state: code for code, states in _EXITS.items() for state in states}
_NOT_DEPLOYED = ("3F000", "42883")  # no schema salesflow, none of its functions

_SAID = {
    "en": {
        "no_url": "DATABASE_URL is not set. Source .salesflow/env, or run `make up`.",
        "unreachable": "The database does not answer: {detail}\nStart it with `make up`.",
        "not_deployed": "This database has no Sales Flow AI: {detail}\n"
        "Deploy it with `make deploy`.",
        "not_allowed": "This database role may not do that: {detail}\n"
        "grant it salesflow_admin for data and jobs, salesflow_rep for its own plan.",
    },
    "de": {
        "no_url": "DATABASE_URL ist nicht gesetzt. Laden Sie .salesflow/env, oder: `make up`.",
        "unreachable": "Die Datenbank antwortet nicht: {detail}\nStarten Sie sie mit `make up`.",
        "not_deployed": "In dieser Datenbank ist kein Sales Flow AI: {detail}\n"
        "Richten Sie es ein mit `make deploy`.",
        "not_allowed": "Diese Datenbankrolle darf das nicht: {detail}\n"
        "Geben Sie ihr salesflow_admin für Daten und Jobs, salesflow_rep für den eigenen Plan.",
    },
}


@dataclass(frozen=True)
class Problem:
    """What went wrong, for a person, and the exit status that says so to a program."""

    code: int
    text: str


def fail(problem: Problem) -> NoReturn:
    """End the command: the sentence on standard error, the status to the shell."""
    typer.echo(clean(problem.text), err=True)
    raise typer.Exit(problem.code)


def url() -> str:
    """DATABASE_URL; ends the command where it is not set."""
    found = os.environ.get("DATABASE_URL")
    if not found:
        fail(Problem(UNAVAILABLE, _SAID[language()]["no_url"]))
    return found


def open_connection(at: str, *, autocommit: bool = True, name: str = "salesflow") -> Connection:
    """A connection with rows as dictionaries. Raises psycopg.Error."""
    return psycopg.connect(
        at, autocommit=autocommit, row_factory=dict_row, connect_timeout=10, application_name=name
    )


def explain(
    error: psycopg.Error, locale: str | None = None, connection: Connection | None = None
) -> Problem:
    """An error of the database in a person's language, German with the help of `connection`."""
    said = _SAID[language(locale)]
    message = error.diag.message_primary or str(error).strip() or type(error).__name__
    state = error.sqlstate or ""
    if state in _NOT_DEPLOYED:
        return Problem(UNAVAILABLE, said["not_deployed"].format(detail=message))
    if state == "42501":
        return Problem(NOT_ALLOWED, said["not_allowed"].format(detail=message))
    if isinstance(error, psycopg.OperationalError):
        return Problem(UNAVAILABLE, said["unreachable"].format(detail=message))
    lines = [message, error.diag.message_hint]
    if connection is not None and language(locale) != "en":
        translated = queries.say_error(connection, state, language(locale))
        lines = [translated, f"({message})"] if translated else lines
    return Problem(_EXIT.get(state, FAILED), "\n".join(line for line in lines if line))


@contextmanager
def connect(
    locale: str | None = None, *, autocommit: bool = True, name: str = "salesflow"
) -> Iterator[Connection]:
    """A connection to DATABASE_URL; what goes wrong in it is said, and ends the command.

    Without autocommit it is one transaction, kept when the block ends without error.
    """
    at = url()
    try:
        connection = open_connection(at, autocommit=autocommit, name=name)
    except psycopg.Error as error:
        fail(explain(error, locale))
    with connection:
        try:
            yield connection
        except psycopg.errors.QueryCanceled:
            raise  # Ctrl-C: the command's own affair
        except psycopg.Error as error:
            fail(explain(error, locale, connection))
