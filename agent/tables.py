"""Files of rows, whatever they are written in: CSV, Excel, JSON, HTML, gzip. Always a stream."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, BinaryIO, cast

from agent import csvfile
from agent.csvfile import NotATableError, Row

SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".json", ".jsonl", ".ndjson"}
_CHUNK = 1024 * 1024
_HEAD = 4096
_DECODER = json.JSONDecoder()

# What people take for a table because of its name.
_MAGIC = {
    b"\xd0\xcf\x11\xe0": "Excel 97",
    b"%PDF": "PDF",
    b"SQLite": "SQLite",
    b"PAR1": "Parquet",
}


@dataclass(frozen=True)
class Options:
    """What is said about a file on the command line, and then believed."""

    encoding: str | None = None
    delimiter: str | None = None
    has_header: bool = True
    sheet: str | None = None


@dataclass
class Table:
    """A file of rows: where it is, what it is written in, its columns."""

    path: Path
    kind: str  # csv, xlsx, json, html
    header: tuple[str, ...]
    shape: csvfile.Shape | None = None
    sheet: str | None = None
    read: int = field(default=0)  # bytes of the file behind us, for the progress bar

    def rows(self) -> Iterator[Row]:
        """The rows below the header, from the first. Raises NotATableError."""
        self.read = 0
        if self.kind == "csv":
            assert self.shape is not None  # noqa: S101
            with open_binary(self.path) as file:
                for number, row in enumerate(csvfile.rows(file, self.shape)):
                    if not number % 1000:
                        self.read = _position(file)
                    yield row
        elif self.kind == "xlsx":
            yield from _fitted(_excel(self.path, self.sheet), self.header, self)
        elif self.kind == "html":
            yield from _fitted(_html(self.path), self.header, self)
        else:
            for number, record in enumerate(_records(self.path), 1):
                yield Row(number, [_text(record.get(name)) for name in self.header])

    @property
    def delimiter(self) -> str:
        """Delimiter of a file of rejected rows."""
        return self.shape.delimiter if self.shape else ","


def open_table(path: Path, options: Options = Options()) -> Table:
    """Find out what a file is. Raises NotATableError, OSError, LookupError (encoding)."""
    with open_binary(path) as file:
        head = file.read(_HEAD)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            raise NotATableError("kind", kind)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK\x03\x04"):
        return _open_excel(path, options.sheet)
    if re.match(rb"<(!doctype|html|table|\?xml|meta|head)", start, re.IGNORECASE):
        return Table(path, "html", _header(_html(path)))
    if start[:1] in (b"[", b"{") and path.name.removesuffix(".gz").lower().endswith(
        (".json", ".jsonl", ".ndjson", ".txt")
    ):
        names: dict[str, None] = {}
        for record in _records(path):
            names.update(dict.fromkeys(record))
        if not names:
            raise NotATableError("empty")
        return Table(path, "json", tuple(names))
    shape = csvfile.detect(
        lambda: open_binary(path),
        encoding=options.encoding,
        delimiter=options.delimiter,
        has_header=options.has_header,
    )
    return Table(path, "csv", shape.header, shape)


def open_binary(path: Path) -> BinaryIO:
    """The file, unpacked where it is packed."""
    file = path.open("rb")
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return cast(BinaryIO, gzip.open(file)) if packed else file


def _position(file: BinaryIO) -> int:
    """How far into the file on disk."""
    packed = getattr(file, "fileobj", None) or getattr(file, "myfileobj", None)
    return cast(BinaryIO, packed or file).tell()


def _fitted(
    cells_of_rows: Iterator[list[str | None]], header: tuple[str, ...], table: Table
) -> Iterator[Row]:
    """Rows below the header, as wide as it is."""
    size = table.path.stat().st_size
    below = False
    for line, cells in enumerate(cells_of_rows, 1):
        while cells and cells[-1] is None:
            cells.pop()
        if not below:
            names = csvfile.column_names([cell or "" for cell in cells]) if cells else ()
            below = names == header
            continue
        if cells:
            missing = len(header) - len(cells)
            problem = "too_many_cells" if missing < 0 else None
            yield Row(line, cells + [None] * missing, problem)
    table.read = size


def _header(cells_of_rows: Iterator[list[str | None]]) -> tuple[str, ...]:
    first: list[list[str]] = []
    for cells in cells_of_rows:
        while cells and cells[-1] is None:
            cells.pop()
        first.append([(cell or "").strip() for cell in cells])
        if len(first) == 60:
            break
    if not any(any(cells) for cells in first):
        raise NotATableError("empty")
    return csvfile.column_names(first[csvfile.header_row(first)])


# --- Excel ---------------------------------------------------------------------------------


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(open_binary(path), read_only=True, data_only=True)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise NotATableError("kind", "ZIP") from error
    try:
        yield book
    finally:
        book.close()


def _open_excel(path: Path, sheet: str | None) -> Table:
    with _workbook(path) as book:
        names = [one.title for one in book.worksheets]
        if sheet is not None and sheet not in names:
            raise NotATableError("no_sheet", ", ".join(names))
    # the first sheet with a table; a cover sheet has one column
    for name in [sheet] if sheet else names:
        try:
            header = _header(_excel(path, name))
        except NotATableError:
            continue
        if len(header) > 1 or sheet or len(names) == 1:
            return Table(path, "xlsx", header, sheet=name)
    raise NotATableError("empty")


def _excel(path: Path, sheet: str | None) -> Iterator[list[str | None]]:
    with _workbook(path) as book:
        page = book[sheet]
        # what some programs write about the size of the sheet is wrong
        page.reset_dimensions()
        for cells in page.iter_rows(values_only=True):
            yield [_text(cell) for cell in cells]


def _text(value: object) -> str | None:
    """A typed cell as text that reads only one way."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        text = repr(value)
        # 12.345 could be twelve thousand
        return text + "0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) else text
    if isinstance(value, list):
        return "; ".join(said for one in value if (said := _text(one))) or None
    text = str(value)
    return None if text in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!") else text


# --- JSON ----------------------------------------------------------------------------------


def _records(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a file: JSON lines, an array, or the first array inside of an object."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with open_binary(path) as raw:
        text = ""
        end = False
        place = 0
        opened = False
        while True:
            while place < len(text) and text[place] in " \t\r\n,\ufeff" + ("]" if opened else ""):
                place += 1
            if not opened and text[place : place + 1] == "[":
                opened, place = True, place + 1
                continue
            try:
                value, place = _DECODER.raw_decode(text, place)
            except ValueError as error:
                if end:
                    if text[place:].strip(" \t\r\n,]}"):
                        raise NotATableError("bad_json", error) from error
                    return
                chunk = raw.read(_CHUNK)
                end = not chunk
                text, place = text[place:] + decoder.decode(chunk), 0
                if len(text) > csvfile.LARGEST_CELL * 4:
                    raise NotATableError("bad_json", "…") from error
                continue
            for record in _unwrapped(value):
                yield _flat(record)


def _unwrapped(value: object) -> list[dict[str, object]]:
    """One record, or those in the list that an object wraps: {"results": [...]}."""
    if not isinstance(value, dict):
        raise NotATableError("bad_json", str(value)[:40])
    lists = [one for one in value.values() if isinstance(one, list) and one]
    if len(lists) == 1 and all(isinstance(one, dict) for one in lists[0]) and len(value) <= 4:
        return cast(list[dict[str, object]], lists[0])
    return [value]


def _flat(record: dict[str, object], prefix: str = "") -> dict[str, object]:
    """{"owner": {"name": "x"}} is {"owner.name": "x"}."""
    found: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
            found[prefix + name] = json.dumps(value, ensure_ascii=False)
        else:
            found[prefix + name] = value
    return found


# --- HTML, which some programs call .xls ---------------------------------------------------


class _TableParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str | None]] = []
        self._row: list[str | None] | None = None
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._end_cell()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr" and self._row is not None:
            self._end_cell()
            self.rows.append(self._row)
            self._row = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            self._row.append("".join(self._cell).strip() or None)
        self._cell = None


def _html(path: Path) -> Iterator[list[str | None]]:
    parser = _TableParser()
    with open_binary(path) as file:
        head = file.read(_HEAD)
        said = re.search(rb"charset=[\"']?([\w-]+)", head)
        encoding = said[1].decode() if said else "utf-8"
        file.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        while chunk := file.read(_CHUNK):
            parser.feed(decoder.decode(chunk))
            yield from parser.rows
            parser.rows = []
