"""`salesflow import`: a CSV file into leads, with what was left out and why."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, NoReturn

import psycopg
import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from agent import csvfile, database
from agent.database import BAD_DATA, SOME_REJECTED, USAGE
from agent.queries import imports as queries
from agent.text import clean, language

Record = dict[str, Any]

MAPS = Path(__file__).parent.parent / "db" / "maps"
SHOWN = 10  # rejects on the screen; all of them are in --rejects
SAMPLE = 200

WORDS = {
    "en": {
        "empty": "{file} is empty.",
        "kind": "{file} is a file of kind {detail}, not CSV: export it as CSV.",
        "binary": "{file} is not a text file: export it as CSV.",
        "no_header": "The first line of {file} looks like data ({detail}), not like column names: "
        "put names above it, or use --no-header and a map of “column 1”, “column 2”, …",
        "no_file": "Cannot read {file}: {detail}",
        "encoding": "There is no encoding {detail}.",
        "delimiter": "A delimiter is one character.",
        "no_map": "There is no map {detail}. Give the path of a JSON file or one of: {names}",
        "bad_map": "The map {file} is not JSON: {detail}",
        "reading": "Reading {file}",
        "working": "Importing {count} rows",
        "map": "No map given; recognised by their names:",
        "attributes": "Kept as attributes: {columns}",
        "save": "To change this: salesflow import {file} --suggest > map.json, then --map map.json",
        "dry_run": "Dry run: nothing was changed.",
        "column": "column",
        "rejected": "Left out:",
        "warned": "Look at:",
        "more": "… and {count} more. All of them: --rejects FILE.csv, "
        "or select * from import_rejects where import_id = '{id}';",
        "line": "line {line}",
        "whole_column": "whole column",
        "wrote": "{count} lines written to {file}",
        "row_count": "rows",
        "leads_inserted": "leads new",
        "leads_updated": "leads updated",
        "leads_unchanged": "leads unchanged",
        "status_changes": "status changes",
        "activities_added": "activities",
        "assessments_added": "BANT assessments",
        "users_created": "users new",
        "squads_created": "squads new",
        "rows_rejected": "rows left out",
        "warnings": "warnings",
        "header": ("line", "column", "value", "reason"),
    },
    "de": {
        "empty": "{file} ist leer.",
        "kind": "{file} ist eine Datei der Art {detail}, kein CSV: als CSV exportieren.",
        "binary": "{file} ist keine Textdatei: als CSV exportieren.",
        "no_header": "Die erste Zeile von {file} sieht nach Daten aus ({detail}), nicht nach "
        "Spaltennamen: Namen darüber setzen, oder --no-header und eine Zuordnung von "
        "„column 1“, „column 2“, …",
        "no_file": "{file} ist nicht lesbar: {detail}",
        "encoding": "Die Kodierung {detail} gibt es nicht.",
        "delimiter": "Ein Trennzeichen ist ein einzelnes Zeichen.",
        "no_map": "Die Zuordnung {detail} gibt es nicht. Pfad einer JSON-Datei oder: {names}",
        "bad_map": "Die Zuordnung {file} ist kein JSON: {detail}",
        "reading": "Lese {file}",
        "working": "Importiere {count} Zeilen",
        "map": "Keine Zuordnung angegeben; am Namen erkannt:",
        "attributes": "Als Attribute behalten: {columns}",
        "save": "Um das zu ändern: salesflow import {file} --suggest > map.json, "
        "dann --map map.json",
        "dry_run": "Probelauf: nichts wurde geändert.",
        "column": "Spalte",
        "rejected": "Ausgelassen:",
        "warned": "Bitte ansehen:",
        "more": "… und {count} weitere. Alle: --rejects DATEI.csv, "
        "oder select * from import_rejects where import_id = '{id}';",
        "line": "Zeile {line}",
        "whole_column": "ganze Spalte",
        "wrote": "{count} Zeilen nach {file} geschrieben",
        "row_count": "Zeilen",
        "leads_inserted": "Leads neu",
        "leads_updated": "Leads aktualisiert",
        "leads_unchanged": "Leads unverändert",
        "status_changes": "Statuswechsel",
        "activities_added": "Aktivitäten",
        "assessments_added": "BANT-Bewertungen",
        "users_created": "Benutzer neu",
        "squads_created": "Teams neu",
        "rows_rejected": "Zeilen ausgelassen",
        "warnings": "Hinweise",
        "header": ("Zeile", "Spalte", "Wert", "Grund"),
    },
}
COUNTS = (
    "row_count",
    "leads_inserted",
    "leads_updated",
    "leads_unchanged",
    "status_changes",
    "activities_added",
    "assessments_added",
    "users_created",
    "squads_created",
    "rows_rejected",
    "warnings",
)


def import_file(
    file: Annotated[Path, typer.Argument(help="The CSV file.", show_default=False)],
    map_: Annotated[
        str | None,
        typer.Option("--map", help="Map: a JSON file, or the name of one in db/maps."),
    ] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Print a suggested map as JSON and stop.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what would happen, change nothing.")
    ] = False,
    delimiter: Annotated[
        str | None, typer.Option(help="Delimiter; found by itself. \\t is a tab.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding; found by itself.")] = None,
    no_header: Annotated[
        bool, typer.Option("--no-header", help="The first line is data: column 1, column 2, …")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Write rows left out, with reasons, to this CSV file.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="de or en; else by LANG.")] = None,
) -> None:
    """Import leads, reps, activities, BANT scores and outcomes from a CSV file.

    The same file twice changes nothing. Exit codes: 0 all rows in, 3 some left out,
    64 wrong use, 65 bad file or nothing in it importable, 69 no database, 77 not allowed.
    """
    say = Speaker(language(lang))
    shape = _shape(say, file, encoding, delimiter, has_header=not no_header)
    map_doc = _load_map(say, map_) if map_ else None
    with database.connect(say.locale, autocommit=False, name="salesflow import") as connection:
        if map_doc is None:
            with file.open("rb") as raw:
                sample = [
                    row.record
                    for row in islice(csvfile.rows(raw, shape), SAMPLE)
                    if row.problem in (None, "unwrapped")
                ]
            map_doc = queries.suggest_map(connection, shape.header, sample)
            if suggest:
                typer.echo(json.dumps(map_doc, indent=2, ensure_ascii=False))
                return
            if not as_json:
                _show_map(say, file, shape, map_doc)
        elif suggest:
            typer.echo(json.dumps(map_doc, indent=2, ensure_ascii=False))
            return
        result = _run(say, connection, file, shape, map_doc, dry_run)
        connection.commit()  # before a word of it is shown
        found = queries.rejects(connection, result["id"])
        if rejects:
            _write_rejects(say, rejects, shape, found)
            found = queries.rejects(connection, result["id"])
        if as_json:
            typer.echo(json.dumps({**result, "map": map_doc}, default=str, ensure_ascii=False))
        else:
            _show(say, result, found)
    if result["rows_rejected"]:
        all_out = result["rows_rejected"] == result["row_count"]
        raise typer.Exit(BAD_DATA if all_out else SOME_REJECTED)


class Speaker:
    """Says things to a person, on standard error, in their language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.err = Console(stderr=True, highlight=False)
        self.out = Console(highlight=False)

    def __call__(self, key: str, **values: object) -> str:
        words = WORDS[self.locale][key]
        assert isinstance(words, str)  # noqa: S101
        return words.format(**{name: clean(value) for name, value in values.items()})

    def fail(self, code: int, key: str, **values: object) -> NoReturn:
        self.err.print(Text(self(key, **values), style="bold red"))
        raise typer.Exit(code)


def _shape(
    say: Speaker, file: Path, encoding: str | None, delimiter: str | None, *, has_header: bool
) -> csvfile.Shape:
    delimiter = "\t" if delimiter in ("\\t", "tab") else delimiter
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        say.fail(USAGE, "delimiter")
    try:
        return csvfile.detect(file, encoding=encoding, delimiter=delimiter, has_header=has_header)
    except csvfile.NotCsvError as error:
        say.fail(BAD_DATA, error.code, file=file.name, detail=error.detail)
    except LookupError:
        say.fail(USAGE, "encoding", detail=encoding)
    except OSError as error:
        say.fail(BAD_DATA, "no_file", file=file, detail=error.strerror)


def _load_map(say: Speaker, name: str) -> Record:
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
    return document


def _run(
    say: Speaker,
    connection: psycopg.Connection[Record],
    file: Path,
    shape: csvfile.Shape,
    map_doc: Record,
    dry_run: bool,
) -> Record:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with file.open("rb") as raw, Progress(*columns, console=say.err, transient=True) as progress:
        task = progress.add_task(say("reading", file=file.name), total=file.stat().st_size)

        def watched() -> Iterator[csvfile.Row]:
            for number, row in enumerate(csvfile.rows(raw, shape)):
                if not number % 1000:
                    progress.update(task, completed=raw.tell())
                yield row

        count = queries.stage(connection, watched())
        progress.update(
            task, description=say("working", count=count), total=None, completed=raw.tell()
        )
        return queries.import_staged(
            connection, map_=map_doc, file=file.name, dry_run=dry_run, locale=say.locale
        )


def _show_map(say: Speaker, file: Path, shape: csvfile.Shape, map_doc: Record) -> None:
    fields = {
        column: f"{section.replace('activities', 'activity')}.{field}"
        for section, part in map_doc.items()
        for one in (part if isinstance(part, list) else [part])
        for field, column in one.items()
    }
    say.out.print(Text(say("map")))
    table = Table(box=None, show_header=False, padding=(0, 1))
    for column, field in fields.items():
        table.add_row(Text(clean(column)), "→", Text(field, style="green"))
    say.out.print(table)
    if rest := [name for name in shape.header if name not in fields]:
        say.out.print(Text(say("attributes", columns=", ".join(rest))))
    say.out.print(Text(say("save", file=file), style="dim"))
    say.out.print()


def _show(say: Speaker, result: Record, found: Iterator[Record]) -> None:
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", style="bold")
    for name in COUNTS:
        if result[name] or name == "row_count":
            table.add_row(
                f"{result[name]:,}".replace(",", "." if say.locale == "de" else ","), say(name)
            )
    say.out.print(table)
    shown = left = 0
    severity = None
    for reject in found:
        if shown == SHOWN:
            left += 1
            continue
        if reject["severity"] != severity:
            severity = reject["severity"]
            say.out.print()
            say.out.print(Text(say("rejected" if severity == "rejected" else "warned")))
        say.out.print(Text("  " + _sentence(say, reject)))
        shown += 1
    if left:
        say.out.print(Text("  " + say("more", count=left, id=result["id"]), style="dim"))
    if result["is_dry_run"]:
        say.out.print(Text(say("dry_run"), style="yellow"))


def _sentence(say: Speaker, reject: Record) -> str:
    line = reject["line_no"]
    parts = [say("whole_column") if line is None else say("line", line=line)]
    if reject["column_name"]:
        parts.append(f"{say('column')} {clean(reject['column_name'])}")
    value = clean(reject["value"] or "").replace("\n", " ")
    if value:
        parts.append(f"“{value[:60]}{'…' if len(value) > 60 else ''}”")
    return ", ".join(parts) + ": " + clean(reject["reason"])


def _write_rejects(say: Speaker, path: Path, shape: csvfile.Shape, found: Iterator[Record]) -> None:
    """The rows left out, with reasons in front, so that they can be mended and imported again."""
    count = 0
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=shape.delimiter)
            writer.writerow([*_harmless(WORDS[say.locale]["header"]), *_harmless(shape.header)])
            for reject in found:
                if reject["severity"] != "rejected":
                    continue
                record: Record = reject["record"] or {}
                extra = [cell for name, cell in record.items() if name not in shape.header]
                said = [reject["line_no"], reject["column_name"], reject["value"]]
                cells = [record.get(name) for name in shape.header]
                writer.writerow(_harmless([*said, reject["reason"], *cells, *extra]))
                count += 1
    except OSError as error:
        say.fail(USAGE, "no_file", file=path, detail=error.strerror)
    say.err.print(Text(say("wrote", count=count, file=path)))


def _harmless(cells: Sequence[object]) -> list[str]:
    """Cells that a spreadsheet shows and never runs: =, +, - and @ begin a formula there."""
    texts = ["" if cell is None else str(cell) for cell in cells]
    return [
        f"'{text}"
        if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[-+]?[\d.,]+", text)
        else text
        for text in texts
    ]
