"""Maps: ready ones recognised by their headers, suggested ones, and what was understood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
import typer
from rich.table import Table as Grid
from rich.text import Text

from agent.database import USAGE, Record
from agent.import_words import Speaker
from agent.queries import imports as queries
from agent.tables import Table
from agent.text import clean

MAPS = Path(__file__).parent.parent / "db" / "maps"
SAMPLE = 200
WORDS_SHOWN = 24
FIELDS_SHOWN = 40


def load(say: Speaker, name: str) -> Record:
    """A map by path or by name in db/maps, without comments ("//…")."""
    path = Path(name)
    if not path.is_file() and re.fullmatch(r"[\w-]+", name):
        path = MAPS / f"{name}.json"
    if not path.is_file():
        names = ", ".join(sorted(map_.stem for map_ in MAPS.glob("*.json")))
        say.fail(USAGE, "no_map", detail=name, names=names)
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        say.fail(USAGE, "bad_map", file=path, detail=error)
    if not isinstance(document, dict):
        say.fail(USAGE, "bad_map", file=path, detail=type(document).__name__)
    return _bare(document)


def _bare(document: Record) -> Record:
    return {
        name: value
        for name, value in document.items()
        if not name.startswith("//") and name != "recognise"
    }


def _letters(header: str) -> str:
    """As salesflow.normalise_header() has it."""
    text = header.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return re.sub(r"[^a-z0-9]", "", text.replace("ß", "ss"))


def recognise(table: Table) -> tuple[str, Record] | None:
    """The ready map whose headers are all in the file; of several the one that asks for most."""
    has = {_letters(name) for name in table.header}
    best: tuple[str, Record] | None = None
    for path in sorted(MAPS.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        wanted = document.get("recognise") or []
        if not wanted or any(_letters(name) not in has for name in wanted):
            continue
        if best is None or len(wanted) > len(best[1]["recognise"]):
            best = (path.stem, document)
    return best


def object_of(table: Table) -> str:
    """What a row is, as far as a ready map or the name of the file says it."""
    if known := recognise(table):
        return str(known[1].get("object", "lead"))
    name = table.path.name.lower()
    for word, object_ in (
        ("user", "user"),
        ("team", "user"),
        ("account", "company"),
        ("compan", "company"),
        ("organi", "company"),
        ("firmen", "company"),
        ("unternehmen", "company"),
        ("contact", "contact"),
        ("kontakt", "contact"),
        ("person", "contact"),
        ("activit", "activity"),
        ("aktivit", "activity"),
        ("deal", "deal"),
        ("opportunit", "deal"),
        ("pipeline", "deal"),
    ):
        if word in name:
            return object_
    return "lead"


def find(connection: psycopg.Connection[Record], table: Table, object_: str | None) -> Record:
    """The map for a file: what is suggested by its headers and cells, and a ready map over it."""
    known = recognise(table)
    ready = _bare(known[1]) if known else {}
    if known and ready.get("complete"):
        return {name: value for name, value in ready.items() if name != "complete"}
    has = {_letters(name) for name in table.header}
    ready = {part: _fitting(value, has) for part, value in ready.items()}
    object_ = object_ or ready.get("object")
    used = {_letters(name) for name in _columns(ready)}
    rest = [name for name in table.header if _letters(name) not in used]
    sample = [
        {name: cell for name, cell in zip(table.header, row.cells, strict=False) if name in rest}
        for row in islice(_good(table), SAMPLE)
    ]
    found = queries.suggest_map(connection, rest, sample, object_)
    for part, value in ready.items():
        if isinstance(value, dict) and part != "options":
            found[part] = {**found.get(part, {}), **value}
        elif part == "activities" and value:
            first = (found.get("activities") or [{}])[0]
            found["activities"] = [{**first, **value[0]}, *value[1:]]
        elif value not in ([], {}):
            found[part] = value
    return {part: value for part, value in found.items() if value not in ({}, [])}


def _good(table: Table) -> Iterator[Any]:
    for row in table.rows():
        if row.problem in (None, "unwrapped", "replaced_characters"):
            yield row


def _fitting(part: Any, has: set[str]) -> Any:
    """A part of a ready map without the fields whose column the file does not have."""
    if isinstance(part, list):
        return [_fitting(one, has) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        field: spec
        for field, spec in part.items()
        if all(_letters(name) in has for name in _columns({"x": {field: spec}}))
    }


def _columns(map_: Record) -> list[str]:
    """The columns that the fields of a map read."""
    found: list[str] = []
    for part, fields in map_.items():
        if part == "options":
            continue
        for one in fields if isinstance(fields, list) else [fields]:
            if not isinstance(one, dict):
                continue
            for spec in one.values():
                if isinstance(spec, str):
                    found.append(spec)
                elif isinstance(spec, dict):
                    found += [spec["column"]] if "column" in spec else []
                    found += re.findall(r"\{([^{}]+)\}", str(spec.get("template", "")))
    return found


def maps_something(map_: Record) -> bool:
    """Whether a map has a field at all."""
    return bool(_columns(map_))


def to_edit(connection: psycopg.Connection[Record], table: Table, map_doc: Record) -> str:
    """A map as JSON, with all targets and some cells of every column as comments."""
    examples: dict[str, list[str]] = {name: [] for name in table.header}
    for row in islice(_good(table), SAMPLE):
        for name, cell in zip(table.header, row.cells, strict=False):
            if cell and len(examples[name]) < 3 and cell[:40] not in examples[name]:
                examples[name].append(cell[:40])
    document = {
        **map_doc,
        "//": "A field is a column, or {column, template or const; values, else, default, format}.",
        "//columns": examples,
        "//targets": {
            one["target"]: f"{one['kind']}: {one['description']}"
            for one in queries.targets(connection)
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def show(say: Speaker, table: Table, understood: Record) -> None:
    """One screen: what a row is, columns with examples, words, dates, owners, the rest."""
    title = say(
        "understood",
        file=table.path.name,
        count=say.number(understood["rows"]),
        object=say(f"object.{understood['object']}"),
        source=understood["source"],
    )
    say.out.print(Text(title, style="bold"))
    if known := recognise(table):
        say.out.print(Text(say("recognised", detail=known[1].get("about", known[0]))))
    grid = Grid(box=None, show_header=False, padding=(0, 1))
    for field in understood["fields"][:FIELDS_SHOWN]:
        order = say(f"order.{field['format']}") if field["format"] else ""
        examples = ", ".join(clean(one)[:24].replace("\n", " ") for one in field["examples"])
        grid.add_row(
            Text(clean(", ".join(field["columns"]))),
            "→",
            Text(field["target"], style="green"),
            Text(order, style="cyan"),
            Text(examples, style="dim"),
        )
    say.out.print(grid)
    words = understood["words"][:WORDS_SHOWN]
    if words:
        say.out.print(Text(say("words")))
        grid = Grid(box=None, show_header=False, padding=(0, 1))
        for one in words:
            value = Text(one["value"], style="green") if one["value"] else None
            grid.add_row(
                Text(clean(one["word"])[:40]),
                Text(say.number(one["count"]), style="dim"),
                "→",
                value or Text(say("unknown"), style="yellow"),
            )
        say.out.print(grid)
    owners = [one for one in understood["owners"] if one["name"]]
    if owners:
        names = [f"{one['name']} ({say.number(one['count'])})" for one in owners]
        known_count = sum(1 for one in owners if one["user"])
        line = say("owners", known=known_count, new=len(owners) - known_count, names="{names}")
        say.out.print(Text(line.replace("{names}", say.some(names, 8))))
    if understood["attributes"]:
        say.out.print(Text(say("attributes", columns=say.some(understood["attributes"]))))
    if understood["broken"]:
        say.out.print(Text(say("broken", count=say.number(understood["broken"])), style="yellow"))
    for warning in understood["warnings"]:
        line = f"{warning['column']}: {warning['reason']}"
        say.out.print(Text(clean(line), style="yellow"))
    say.out.print(Text(say("save", file=table.path), style="dim"))
    say.out.print()


def ask_words(
    say: Speaker, connection: psycopg.Connection[Record], understood: Record, map_doc: Record
) -> Record:
    """What the unknown words of a status column mean: asked, most frequent first."""
    unknown = [
        one
        for one in understood["words"]
        if not one["value"] and map_doc.get("lead", {}).get("status")
    ]
    known = queries.statuses(connection)
    answers: dict[str, dict[str, str]] = {}
    for one in unknown[:12]:
        choice = typer.prompt(
            say(
                "ask_status", column=one["column"], word=one["word"], count=say.number(one["count"])
            ),
            default="new",
            err=True,
        )
        if choice in known:
            answers.setdefault(one["column"], {})[one["word"]] = choice
    spec = map_doc.get("lead", {}).get("status")
    column = spec if isinstance(spec, str) else (spec or {}).get("column")
    if column in answers:
        before = {} if isinstance(spec, str) else spec
        values = {**before.get("values", {}), **answers[column]}
        lead = {**map_doc["lead"], "status": {**before, "column": column, "values": values}}
        return {**map_doc, "lead": lead}
    return map_doc
