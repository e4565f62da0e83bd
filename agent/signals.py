"""`salesflow signals FILE.jsonl`: how well labelled messages are understood."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import psycopg
import typer
from psycopg.rows import dict_row
from rich.console import Console
from rich.table import Table

from agent.queries import signals as queries
from agent.text import clean, language

Record = dict[str, Any]

USAGE, BAD_FILE, UNAVAILABLE, NOT_ALLOWED = 64, 65, 69, 77
BARE = {"opt_out", "auto_reply"}  # families of one label
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "no_file": "Cannot read {detail}",
        "bad_line": "{file}, line {line}: {detail}",
        "not_json": "this is not JSON",
        "missing": "there is no {detail} in it",
        "empty": "There are no messages in {file}.",
        "no_url": "DATABASE_URL is not set. Source .salesflow/env, or run `make up`.",
        "no_database": "The database does not answer: {detail}",
        "not_deployed": "This database cannot read messages yet: `make deploy`. ({detail})",
        "not_allowed": "This database role may not: {detail}",
        "header": ("", "messages", "found", "precision", "recall", "F1", "F1 de", "F1 en"),
        "mean": "mean",
        "title": "{count} messages",
    },
    "de": {
        "no_file": "Nicht lesbar: {detail}",
        "bad_line": "{file}, Zeile {line}: {detail}",
        "not_json": "das ist kein JSON",
        "missing": "darin fehlt {detail}",
        "empty": "In {file} sind keine Nachrichten.",
        "no_url": "DATABASE_URL fehlt: .salesflow/env einlesen, oder `make up`.",
        "no_database": "Die Datenbank antwortet nicht: {detail}",
        "not_deployed": "Diese Datenbank liest noch keine Nachrichten: `make deploy`. ({detail})",
        "not_allowed": "Diese Datenbankrolle darf das nicht: {detail}",
        "header": (
            "",
            "Nachrichten",
            "gefunden",
            "Präzision",
            "Trefferquote",
            "F1",
            "F1 de",
            "F1 en",
        ),
        "mean": "Mittel",
        "title": "{count} Nachrichten",
    },
}
NEEDED = tuple(
    "text language intent objections signals sentiment urgency opt_out auto_reply".split()
)


def say(key: str, **values: object) -> Any:
    """Words in the language of the environment."""
    words = WORDS[language()][key]
    if isinstance(words, str):
        return words.format(**{name: clean(value) for name, value in values.items()})
    return words


def fail(code: int, message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def read(file: Path) -> list[Record]:
    """The labelled messages of a file, one JSON object a line; ends where a line is no message."""
    messages: list[Record] = []
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        fail(BAD_FILE, say("no_file", detail=f"{file}: {error}"))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            fail(BAD_FILE, say("bad_line", file=file, line=number, detail=say("not_json")))
        missing = [name for name in NEEDED if not isinstance(message, dict) or name not in message]
        if missing:
            detail = say("missing", detail=", ".join(missing))
            fail(BAD_FILE, say("bad_line", file=file, line=number, detail=detail))
        # PostgreSQL's text has no place for a zero character
        message["text"] = str(message["text"]).replace("\0", " ")
        messages.append({name: message[name] for name in NEEDED})
    if not messages:
        fail(BAD_FILE, say("empty", file=file))
    return messages


def mean(rows: Iterable[Record], name: str) -> float | None:
    """The mean over the labels that occur; a label never found counts as 0."""
    values = [float(row[name] or 0) for row in rows if row["expected"]]
    return sum(values) / len(values) if values else None


def shown(value: object) -> str:
    return "–" if value is None else f"{float(str(value)):.3f}"


def show(scores: Sequence[Record], count: int, console: Console, title: str = "") -> None:
    """Prints the tables: each family with its labels, precision, recall, F1, by language."""
    table = Table(title=title or say("title", count=count), title_justify="left")
    for index, name in enumerate(say("header")):
        table.add_column(name, justify="left" if index == 0 else "right")
    rows = {(row["family"], row["label"], row["language"]): row for row in scores}
    for family in dict.fromkeys(row["family"] for row in scores):
        labels = list(dict.fromkeys(row["label"] for row in scores if row["family"] == family))
        of = {
            spoken: [rows[family, label, spoken] for label in labels]
            for spoken in (None, "de", "en")
            if (family, labels[0], spoken) in rows
        }
        for index, label in enumerate(labels):
            row = of[None][index]
            by_language = [
                of[spoken][index]["f1"] if spoken in of else None for spoken in ("de", "en")
            ]
            figures = [row["precision"], row["recall"], row["f1"], *by_language]
            name = label if family in BARE else f"{family} {label}"
            last = family in BARE
            table.add_row(
                name,
                f"{row['expected']:,}",
                f"{row['found']:,}",
                *map(shown, figures),
                end_section=last,
            )
        if family not in BARE:
            figures = [mean(of[None], name) for name in ("precision", "recall", "f1")]
            figures += [mean(of[s], "f1") if s in of else None for s in ("de", "en")]
            table.add_row(
                f"{family} ({say('mean')})", "", "", *map(shown, figures), style="bold",
                end_section=True,
            )  # fmt: skip
    console.print(table)


def signals(
    file: Annotated[Path, typer.Argument(help="Labelled messages, one JSON object a line.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score how well labelled messages are understood: precision, recall, F1 of every label."""
    messages = read(file)
    url = os.environ.get("DATABASE_URL")
    if not url:
        fail(UNAVAILABLE, say("no_url"))
    try:
        with psycopg.connect(
            url, row_factory=dict_row, connect_timeout=10, application_name="salesflow"
        ) as connection:
            scores = queries.score_signals(connection, messages)
    except (psycopg.errors.UndefinedFunction, psycopg.errors.InvalidSchemaName) as error:
        fail(UNAVAILABLE, say("not_deployed", detail=error.diag.message_primary))
    except psycopg.errors.InsufficientPrivilege as error:
        fail(NOT_ALLOWED, say("not_allowed", detail=error.diag.message_primary))
    except psycopg.OperationalError as error:
        fail(UNAVAILABLE, say("no_database", detail=str(error).strip()))
    if as_json:
        typer.echo(json.dumps(scores, default=float, ensure_ascii=False))
        return
    console = Console()
    show(scores, len(messages), console if console.is_terminal else Console(width=110))
