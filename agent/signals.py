"""`salesflow signals FILE.jsonl`: how well labelled messages are understood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from agent import database
from agent.database import BAD_DATA, Problem, Record
from agent.queries import signals as queries
from agent.text import AsJson, say

BARE = {"opt_out", "auto_reply"}  # families of one label
SAID = {
    "en": {
        "no_file": "Cannot read {detail}",
        "bad_line": "{file}, line {line}: {detail}",
        "not_json": "this is not JSON",
        "missing": "there is no {detail} in it",
        "empty": "There are no messages in {file}.",
        "header": ",messages,found,precision,recall,F1,F1 de,F1 en",
        "mean": "mean",
        "title": "{count} messages",
    },
    "de": {
        "no_file": "Nicht lesbar: {detail}",
        "bad_line": "{file}, Zeile {line}: {detail}",
        "not_json": "das ist kein JSON",
        "missing": "darin fehlt {detail}",
        "empty": "In {file} sind keine Nachrichten.",
        "header": ",Nachrichten,gefunden,Präzision,Trefferquote,F1,F1 de,F1 en",
        "mean": "Mittel",
        "title": "{count} Nachrichten",
    },
}
NEEDED = tuple(
    "text language intent objections signals sentiment urgency opt_out auto_reply".split()
)


def fail(key: str, **values: object) -> NoReturn:
    """End the command: the file is no file of labelled messages."""
    database.fail(Problem(BAD_DATA, say(SAID, key, **values)))


def read(file: Path) -> list[Record]:
    """The labelled messages of a file, one JSON object a line; ends where a line is no message."""
    messages: list[Record] = []
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        fail("no_file", detail=f"{file}: {getattr(error, 'strerror', None) or error}")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            fail("bad_line", file=file, line=number, detail=say(SAID, "not_json"))
        missing = [name for name in NEEDED if not isinstance(message, dict) or name not in message]
        if missing:
            detail = say(SAID, "missing", detail=", ".join(missing))
            fail("bad_line", file=file, line=number, detail=detail)
        # PostgreSQL's text has no place for a zero character
        message["text"] = str(message["text"]).replace("\0", " ")
        messages.append({name: message[name] for name in NEEDED})
    if not messages:
        fail("empty", file=file)
    return messages


def mean(rows: Iterable[Record], name: str) -> float | None:
    """The mean over the labels that occur; a label never found counts as 0."""
    values = [float(row[name] or 0) for row in rows if row["expected"]]
    return sum(values) / len(values) if values else None


def shown(value: object) -> str:
    return "–" if value is None else f"{float(str(value)):.3f}"


def show(scores: Sequence[Record], count: int, console: Console, title: str = "") -> None:
    """Prints the tables: each family with its labels, precision, recall, F1, by language."""
    table = Table(title=title or say(SAID, "title", count=count), title_justify="left")
    for index, name in enumerate(say(SAID, "header").split(",")):
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
                f"{family} ({say(SAID, 'mean')})", "", "", *map(shown, figures), style="bold",
                end_section=True,
            )  # fmt: skip
    console.print(table)


def signals(
    file: Annotated[Path, typer.Argument(help="Labelled messages, one JSON object a line.")],
    as_json: AsJson = False,
) -> None:
    """Score how well labelled messages are understood: precision, recall, F1 of every label."""
    messages = read(file)
    with database.connect() as connection:
        scores = queries.score_signals(connection, messages)
    if as_json:
        typer.echo(json.dumps(scores, default=float, ensure_ascii=False))
        return
    console = Console()
    show(scores, len(messages), console if console.is_terminal else Console(width=110))
