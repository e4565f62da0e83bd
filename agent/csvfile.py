"""CSV as people have it: any encoding, any delimiter, broken rows. A stream, never whole."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

DELIMITERS = ",;\t|"
LARGEST_CELL = 16 * 1024 * 1024  # beyond it somebody forgot a quote
_SAMPLE = 256 * 1024
_CHUNK = 1024 * 1024

# What people take for CSV because of its name.
_MAGIC = {
    b"PK\x03\x04": "Excel/ZIP",
    b"\xd0\xcf\x11\xe0": "Excel 97",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"SQLite": "SQLite",
    b"PAR1": "Parquet",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_VALUE = re.compile(
    r"[^@\s]+@[^@\s]+\.\w+|[-+]?[\d.,' ]*\d %?|[-+]?[\d.,']*\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*"
)


class NotCsvError(Exception):
    """The file cannot be read as CSV. `code` names the message, `detail` goes into it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Shape:
    """How a file is written: encoding, delimiter, its header and where the header ends."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    skip: int  # lines up to and with the header


@dataclass(frozen=True)
class Row:
    """A row: the line it begins on, {column: cell} with None for blank, and what is wrong."""

    line: int
    record: dict[str, str | None]
    problem: str | None = None


def detect(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    has_header: bool = True,
) -> Shape:
    """How `path` is written; what is given is believed. Raises NotCsvError, OSError."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    if not start.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise NotCsvError("empty")
    for magic, kind in _MAGIC.items():
        if start.startswith(magic):
            raise NotCsvError("kind", kind)
    encoding = encoding or _encoding(path, start)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(start)
    # tab, line feed, form feed and carriage return apart, text has no control characters
    if sum(c < " " and c not in "\t\n\f\r" for c in text[:4096]) > len(text[:4096]) / 10:
        raise NotCsvError("binary")

    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(start) == _SAMPLE and len(lines) > 1:
        lines.pop()  # cut in the middle
    skip = 0
    if said := re.fullmatch(r'"?sep=(.)"?', lines[0].strip("\ufeff \t")):
        delimiter, skip = delimiter or said[1], 1
    while skip < len(lines) - 1 and not lines[skip].strip("\ufeff \t"):
        skip += 1
    sample = [line + "\n" for line in lines[skip:]]
    delimiter = delimiter or _delimiter(sample)
    reader = csv.reader(sample, delimiter=delimiter)
    try:
        cells = next(reader, [])
    except csv.Error as error:
        raise NotCsvError("binary") from error
    cells = [cell.strip("\ufeff \t\r\n\0") for cell in cells]
    if not any(cells):
        raise NotCsvError("empty")
    if not has_header:
        return Shape(encoding, delimiter, _names([""] * len(cells)), skip)
    if any(_VALUE.fullmatch(cell) for cell in cells):
        raise NotCsvError("no_header", next(cell for cell in cells if _VALUE.fullmatch(cell)))
    return Shape(encoding, delimiter, _names(cells), skip + reader.line_num)


def rows(file: BinaryIO, shape: Shape) -> Iterator[Row]:
    """The rows below the header. `file` must be at its beginning."""
    csv.field_size_limit(LARGEST_CELL)
    text = io.TextIOWrapper(file, encoding=shape.encoding, errors="replace", newline="")
    try:
        for _ in range(shape.skip):
            text.readline()
        reader = csv.reader(_lines(text), delimiter=shape.delimiter)
        while True:
            line = shape.skip + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Row(line, {}, "too_large")
                continue
            if any(cells):
                yield _row(line, cells, shape)
    finally:
        # the file is the caller's, who may have closed it before we were asked for all rows
        if not file.closed:
            text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines, a cell's size at most: a file without line ends must not fill the memory."""
    while line := text.readline(LARGEST_CELL):
        yield line.replace("\0", "\ufffd") if "\0" in line else line


def _row(line: int, cells: list[str], shape: Shape) -> Row:
    width = len(shape.header)
    problem = None
    if len(cells) == 1 and width > 1:
        # a program that quoted the whole line as one cell: its cells are all there
        inner = next(csv.reader([cells[0]], delimiter=shape.delimiter), [])
        if len(inner) == width:
            cells, problem = inner, "unwrapped"
    while len(cells) > width and not cells[-1]:
        cells.pop()
    record = {name: cell or None for name, cell in zip(shape.header, cells, strict=False)}
    if len(cells) < width:
        problem = "too_few_cells"
    elif len(cells) > width:
        problem = "too_many_cells"
        record |= {f"+{n}": cell for n, cell in enumerate(cells[width:], 1)}
    elif any("\ufffd" in cell for cell in cells):
        problem = "replaced_characters"
    return Row(line, record, problem)


def _names(cells: list[str]) -> tuple[str, ...]:
    """Unique column names: a blank one is called by its number, a second one gets a number."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.replace("\0", "\ufffd") or f"column {number}"
        seen[name] += 1
        while seen[name] > 1 and f"{name} ({seen[name]})" in cells:
            seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _encoding(path: Path, start: bytes) -> str:
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    # UTF-16 without a mark: in most languages every other byte is zero
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > half * 0.4 and start[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if start[::2].count(0) > half * 0.4 and start[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    # The whole file: the first umlaut may be on the last line. UTF-8 with a few bad bytes
    # stays UTF-8; bytes that are bad more often than not are Windows'.
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            text = decoder.decode(chunk)
            bad += text.count("\ufffd")
            good += len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    bad += len(decoder.decode(b"", final=True))
    return "utf-8" if bad <= good else "cp1252"


def _delimiter(sample: list[str]) -> str:
    """The delimiter that cuts most rows of the sample into as many cells as the header."""

    def score(delimiter: str) -> tuple[float, int]:
        widths = []
        try:
            for cells in csv.reader(sample, delimiter=delimiter):
                if cells:
                    widths.append(len(cells))
                if len(widths) == 100:
                    break
        except csv.Error:
            pass
        if not widths or widths[0] == 1:
            return (0, 0)
        return (widths.count(widths[0]) / len(widths), widths[0])

    best = max(DELIMITERS, key=score)
    return best if score(best) > (0, 0) else ","
