"""`salesflow import`: files of rows into leads, with what was left out and why."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table as Grid
from rich.text import Text

from agent import database, import_maps, tables
from agent.csvfile import NotATableError, Row
from agent.database import BAD_DATA, SOME_REJECTED, USAGE, Record
from agent.import_words import WORDS, Speaker
from agent.queries import imports as queries
from agent.tables import Table
from agent.text import clean, language

OK, INTERRUPTED = 0, 130
SHOWN = 10  # rejects on the screen; all of them are in --rejects
ORDER = ("user", "company", "contact", "lead", "deal", "activity")  # files of a directory

COUNTS = (
    "row_count",
    "leads_inserted",
    "leads_updated",
    "leads_unchanged",
    "leads_merged",
    "status_changes",
    "activities_added",
    "assessments_added",
    "contacts_added",
    "companies_added",
    "users_created",
    "squads_created",
    "rows_rejected",
    "cells_unread",
    "leads_ownerless",
    "warnings",
)


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV, Excel, JSON, JSON lines, HTML table, each also .gz; or a directory of them.",
            show_default=False,
        ),
    ],
    map_: Annotated[
        str | None,
        typer.Option("--map", help="Map: a JSON file, or the name of one in db/maps."),
    ] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Print the map it would use, to edit, and stop.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what would happen, change nothing.")
    ] = False,
    source: Annotated[
        str | None, typer.Option(help="Whose keys the file has: hubspot, … Found by itself.")
    ] = None,
    object_: Annotated[
        str | None,
        typer.Option(
            "--object", help="What a row is: lead, deal, contact, company, activity, user."
        ),
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="Delimiter; found by itself. \\t is a tab.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding; found by itself.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook; else the first.")] = None,
    no_header: Annotated[
        bool, typer.Option("--no-header", help="The first line is data: column 1, column 2, …")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Write rows left out, with reasons, to this CSV file.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="de or en; else by LANG.")] = None,
) -> None:
    """Import leads, deals, contacts, companies, activities and users from files.

    Shows first what it understood; asks in a terminal what it cannot know. The same file twice
    changes nothing, `undo-import` takes it back. Exit codes: 0 all rows in, 3 some left out,
    64 wrong use or a map is needed, 65 bad file, 69 no database, 77 not allowed, 130 stopped.
    """
    say = Speaker(language(lang))
    delimiter = "\t" if delimiter in ("\\t", "tab") else delimiter
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        say.fail(USAGE, "delimiter")
    options = tables.Options(encoding, delimiter, not no_header, sheet)
    files = _files(say, file, options)
    given = import_maps.load(say, map_) if map_ else None
    asks = sys.stdin.isatty() and not (yes or as_json or map_)
    left_out = all_out = 0
    try:
        with database.connect(say.locale, name="salesflow import") as connection:
            for table in files:
                map_doc = given or import_maps.find(connection, table, object_)
                if source:
                    map_doc["source"] = source
                if suggest:
                    typer.echo(import_maps.to_edit(connection, table, map_doc))
                    continue
                with connection.transaction():
                    result = _run(
                        say, connection, table, map_doc, dry_run, given is None, asks, as_json
                    )
                found = list(_found(connection, result["id"]))
                if rejects:
                    _write_rejects(say, rejects, table, result, connection)
                if as_json:
                    typer.echo(
                        json.dumps(
                            {**result, "problems": [_plain(one) for one in found]},
                            default=str,
                            ensure_ascii=False,
                        )
                    )
                else:
                    _show(say, result, found)
                left_out += result["rows_rejected"]
                all_out += result["rows_rejected"] == result["row_count"]
    except NotATableError as error:
        say.fail(BAD_DATA, error.code, file=file.name, detail=error.detail)
    except (KeyboardInterrupt, psycopg.errors.QueryCanceled):
        say.fail(INTERRUPTED, "stopped")
    if left_out:
        raise typer.Exit(BAD_DATA if all_out else SOME_REJECTED)


def undo_import(
    number: Annotated[int | None, typer.Argument(help="Number of the import.")] = None,
    lang: Annotated[str | None, typer.Option(help="de or en; else by LANG.")] = None,
) -> None:
    """Take an import back; without a number: list the imports."""
    say = Speaker(language(lang))
    with database.connect(say.locale, name="salesflow import") as connection:
        known = queries.imports(connection)
        if number is None or all(one["number"] != number for one in known):
            if number is not None:
                say.err.print(Text(say("no_import", number=number), style="bold red"))
            for one in known:
                state = " ↩" if one["undone_at"] else ""
                say.out.print(
                    Text(
                        clean(
                            f"{one['number']:>5}  {one['started_at']:%Y-%m-%d %H:%M}  "
                            f"{one['file']}  {one['leads_inserted']} {say('leads_inserted')}{state}"
                        )
                    )
                )
            raise typer.Exit(OK if number is None else USAGE)
        with connection.transaction():
            result = queries.undo_import(connection, number)
        say.out.print(Text(say("undone", number=number)))
        if result["kept_by_undo"]:
            say.out.print(Text(say("kept", count=result["kept_by_undo"])))


def _files(say: Speaker, path: Path, options: tables.Options) -> list[Table]:
    """The file, or those of a directory in the order in which they need each other."""
    paths = [path]
    if path.is_dir():
        paths = sorted(
            one
            for one in path.iterdir()
            if one.is_file()
            and (one.with_suffix("") if one.suffix == ".gz" else one).suffix.lower()
            in tables.SUFFIXES
            and not one.name.endswith(".map.json")
        )
        if not paths:
            say.fail(BAD_DATA, "no_files", file=path)
    found = [_open(say, one, options) for one in paths]
    return sorted(found, key=lambda table: ORDER.index(import_maps.object_of(table)))


def _open(say: Speaker, path: Path, options: tables.Options) -> Table:
    try:
        return tables.open_table(path, options)
    except NotATableError as error:
        say.fail(BAD_DATA, error.code, file=path.name, detail=error.detail)
    except LookupError:
        say.fail(USAGE, "encoding", detail=options.encoding)
    except (OSError, EOFError) as error:
        say.fail(BAD_DATA, "no_file", file=path, detail=getattr(error, "strerror", None) or error)


def _run(
    say: Speaker,
    connection: psycopg.Connection[Record],
    table: Table,
    map_doc: Record,
    dry_run: bool,
    is_guess: bool,
    asks: bool,
    as_json: bool,
) -> Record:
    """One file, from its first row to the counts, in the transaction that is open."""
    name = table.path.name
    key = queries.open_import(connection, file=name, dry_run=dry_run, locale=say.locale)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=say.err, transient=True) as progress:
        size = table.path.stat().st_size
        task = progress.add_task(say("reading", file=name), total=size, rate="")

        def watched() -> Iterator[Row]:
            for number, row in enumerate(table.rows()):
                if not number % 5000 and number:
                    took = progress.tasks[0].elapsed or 1
                    rate = f"{say.number(int(number / took))}/s"
                    progress.update(task, completed=table.read, rate=rate)
                yield row

        count = queries.stage(connection, watched())
    if is_guess:
        if not import_maps.maps_something(map_doc):
            map_doc = _stop_or_ask_name(say, connection, table, map_doc, asks, "nameless")
        understood = queries.understand(connection, key, table.header, map_doc)
        if not as_json:
            import_maps.show(say, table, understood)
        if not understood["has_name"]:
            map_doc = _stop_or_ask_name(say, connection, table, map_doc, asks, "nameless")
            understood = queries.understand(connection, key, table.header, map_doc)
        if asks:
            map_doc = import_maps.ask_words(say, connection, understood, map_doc)
            if not typer.confirm(say("ask_go"), default=True, err=True):
                raise KeyboardInterrupt
    with Progress(*columns[:2], columns[4], console=say.err, transient=True) as progress:
        progress.add_task(say("working", count=say.number(count)), total=None)
        try:
            return queries.run_import(connection, key, table.header, map_doc)
        except psycopg.Error as error:
            # a map is needed: one to start from
            if is_guess and error.sqlstate in ("SF103", "SF104"):
                connection.execute("rollback")
                _write_map(say, connection, table, map_doc)
            raise


def _stop_or_ask_name(
    say: Speaker,
    connection: psycopg.Connection[Record],
    table: Table,
    map_doc: Record,
    asks: bool,
    why: str,
) -> Record:
    """Without a name for its rows a file is not imported: asked for, or a map is written."""
    if asks:
        for number, name in enumerate(table.header[:40], 1):
            say.err.print(Text(f"{number:>3}  {clean(name)}"))
        chosen = typer.prompt(say("ask_name"), type=int, default=1, err=True)
        if 1 <= chosen <= len(table.header):
            lead = {**map_doc.get("lead", {}), "name": table.header[chosen - 1]}
            return {**map_doc, "lead": lead}
    say.err.print(Text(say(why), style="bold red"))
    _write_map(say, connection, table, map_doc)
    raise typer.Exit(USAGE)


def _write_map(
    say: Speaker, connection: psycopg.Connection[Record], table: Table, map_doc: Record
) -> None:
    path = table.path.with_name(table.path.name + ".map.json")
    try:
        path.write_text(import_maps.to_edit(connection, table, map_doc) + "\n", encoding="utf-8")
    except OSError as error:
        say.err.print(Text(say("no_file", file=path, detail=error.strerror)))
        return
    say.err.print(Text(say("wrote_map", map=path, file=table.path)))


def _found(connection: psycopg.Connection[Record], import_id: object) -> Iterator[Record]:
    """What is to be said of an import; rows left out without their content."""
    with connection.transaction():
        for one in queries.rejects(connection, import_id):
            yield {**one, "record": None}


def _plain(one: Record) -> Record:
    return {name: value for name, value in one.items() if name != "record"}


def _show(say: Speaker, result: Record, found: list[Record]) -> None:
    grid = Grid(box=None, show_header=False, padding=(0, 1))
    grid.add_column(justify="right", style="bold")
    for name in COUNTS:
        if result[name] or name == "row_count":
            grid.add_row(say.number(result[name]), say(name))
    say.out.print(grid)
    _show_unread(say, [one for one in found if one["severity"] == "unread"])
    for severity, title in (("rejected", "rejected"), ("warning", "warned")):
        some = [one for one in found if one["severity"] == severity]
        if some:
            say.out.print()
            say.out.print(Text(say(title)))
        for one in some[:SHOWN]:
            say.out.print(Text("  " + _sentence(say, one)))
        if len(some) > SHOWN:
            count = say.number(len(some) - SHOWN)
            say.out.print(Text("  " + say("more", count=count, id=result["id"]), style="dim"))
    if result["leads_ownerless"]:
        say.out.print()
        count = say.number(result["leads_ownerless"])
        say.out.print(Text(say("ownerless", count=count), style="yellow"))
    if result["is_dry_run"]:
        say.out.print(Text(say("dry_run"), style="yellow"))
    elif any(result[name] for name in COUNTS[1:4]):
        say.out.print(Text(say("undo", number=result["number"]), style="dim"))


def _show_unread(say: Speaker, found: list[Record]) -> None:
    """A line for each column and reason, with examples."""
    kinds: dict[tuple[str, str], list[Record]] = {}
    for one in found:
        kinds.setdefault((one["column_name"], one["reason"]), []).append(one)
    if kinds:
        say.out.print()
        say.out.print(Text(say("unread")))
    for (column, reason), some in kinds.items():
        values = [f"“{_short(one['value'])}”" for one in some if one["value"]]
        line = say(
            "eg",
            count=say.number(sum(one["row_count"] for one in some)),
            reason=reason,
            values=say.some(values, 4),
        )
        say.out.print(Text(f"  {clean(column)}: {line}"))


def _short(value: str) -> str:
    value = clean(value).replace("\n", " ")
    return value[:60] + ("…" if len(value) > 60 else "")


def _sentence(say: Speaker, reject: Record) -> str:
    line = reject["line_no"]
    parts = [say("whole_column") if line is None else say("line", line=line)]
    if reject["column_name"]:
        parts.append(f"{say('column')} {clean(reject['column_name'])}")
    if reject["value"]:
        parts.append(f"“{_short(reject['value'])}”")
    count = f" (× {say.number(reject['row_count'])})" if reject["row_count"] > 1 else ""
    return ", ".join(parts) + ": " + clean(reject["reason"]) + count


def _write_rejects(
    say: Speaker,
    path: Path,
    table: Table,
    result: Record,
    connection: psycopg.Connection[Record],
) -> None:
    """The rows left out, with reasons in front: mended, the file is imported as it is."""
    count = 0
    try:
        with (
            path.open("w", encoding="utf-8-sig", newline="") as file,
            connection.transaction(),
        ):
            writer = csv.writer(file, delimiter=table.delimiter)
            writer.writerow([*WORDS[say.locale]["header"], *_harmless(table.header)])
            for reject in queries.rejects(connection, result["id"]):
                if reject["severity"] != "rejected":
                    continue
                record: Record = reject["record"] or {}
                extra = [cell for name, cell in record.items() if name not in table.header]
                said = [reject["line_no"], reject["column_name"], reject["value"]]
                cells = [record.get(name) for name in table.header]
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
