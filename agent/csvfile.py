"""CSV as people have it: any encoding, any delimiter, broken rows. A stream, never whole."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

DELIMITERS = ",;\t|"
LARGEST_CELL = 16 * 1024 * 1024  # beyond it somebody forgot a quote
_SAMPLE = 256 * 1024
_CHUNK = 1024 * 1024
_END = "\ue000\n"  # a line of our own behind the last: who reads it as part of a cell is in a quote

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*")
_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d ?%?")
_YEAR = re.compile(r"(19|20)\d\d")
# Letters of European names where the Macintosh and where Windows put them; not what is a
# letter here and the euro, dots or a dash there.
_MAC_LETTERS = bytes.fromhex("81868a8b8d8e8f90929497999a9c9e9fa7")
_WINDOWS_LETTERS = bytes.fromhex(
    "c0c1c2c4c5c6c7c8c9cacbd1d3d4d6d8d9dadcdfe0e1e2e3e4e5e6e7e8e9eaebedeeeff1f3f4f5f6f8f9fafbfc"
)
# Columns that a file of rejected rows has in front of its own.
REJECTS = (("line", "column", "value", "reason"), ("Zeile", "Spalte", "Wert", "Grund"))


class NotATableError(Exception):
    """The file cannot be read as rows. `code` names the message, `detail` goes into it."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = str(detail)


@dataclass(frozen=True)
class Shape:
    """How a file is written: encoding, delimiter, its header and where the header ends."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    skip: int  # lines up to and with the header
    drop: int = 0  # columns in front that say why a row was rejected


@dataclass(frozen=True)
class Row:
    """A row: the line it begins on, its cells with None for blank, and what is wrong with it."""

    line: int
    cells: list[str | None]
    problem: str | None = None


def detect(
    open_file: Callable[[], BinaryIO],
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    has_header: bool = True,
) -> Shape:
    """How a file is written; what is given is believed. Raises NotATableError, OSError."""
    with open_file() as file:
        start = file.read(_SAMPLE)
    if not start.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise NotATableError("empty")
    encoding = encoding or _encoding(open_file, start)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(start)
    # tab, line feed, form feed and carriage return apart, text has no control characters
    if sum(c < " " and c not in "\t\n\f\r" for c in text[:4096]) > len(text[:4096]) / 10:
        raise NotATableError("binary")

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
    table = _first_rows(sample, delimiter)
    if not any(any(cells) for cells, _ in table):
        raise NotATableError("empty")
    if not has_header:
        width = max(len(cells) for cells, _ in table)
        return Shape(encoding, delimiter, tuple(f"column {n + 1}" for n in range(width)), skip)
    place = header_row([cells for cells, _ in table])
    cells, end = table[place]
    if value := _looks_like_data(cells):
        raise NotATableError("no_header", value)
    shape = Shape(encoding, delimiter, column_names(cells), skip + end)
    if shape.header[:4] in REJECTS:
        shape = replace(shape, header=shape.header[4:], drop=4)
    return shape


def _first_rows(sample: list[str], delimiter: str) -> list[tuple[list[str], int]]:
    """The first rows, each with the number of lines up to its end."""
    reader = csv.reader(sample, delimiter=delimiter)
    found: list[tuple[list[str], int]] = []
    try:
        for cells in reader:
            found.append(([cell.strip("\ufeff \t\r\n\0") for cell in cells], reader.line_num))
            if len(found) == 60:
                break
    except csv.Error as error:
        if not found:
            raise NotATableError("binary") from error
    return found


def header_row(rows: list[list[str]]) -> int:
    """Which of the first rows is the header: titles above it have fewer cells than the table."""
    widths = Counter(sum(1 for cell in cells if cell) for cells in rows[1:] if any(cells))
    # of two widths that are as frequent the wider is the table
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for place, cells in enumerate(rows):
        filled = sum(1 for cell in cells if cell)
        if filled >= 1 and (filled >= 0.6 * usual or (filled >= 2 and usual <= 2)):
            return place
    return next(place for place, cells in enumerate(rows) if any(cells))


def _looks_like_data(cells: list[str]) -> str | None:
    """A cell that gives away that these are no column names; "2024" may be one."""
    for cell in cells:
        if _EMAIL.fullmatch(cell) or _DATE.fullmatch(cell):
            return cell
    numbers = [cell for cell in cells if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    if len(numbers) * 2 >= sum(1 for cell in cells if cell) and numbers:
        return numbers[0]
    return None


def rows(file: BinaryIO, shape: Shape) -> Iterator[Row]:
    """The rows below the header. `file` must be at its beginning.

    Raises NotATableError where a quote is opened and never closed.
    """
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
            except csv.Error as error:
                raise NotATableError("open_quote", line) from error
            if cells and cells[-1][-2:].strip() == "\ue000":
                if cells == ["\ue000"]:
                    return
                raise NotATableError("open_quote", line)
            if reader.line_num - (line - shape.skip) > 20:
                _check_quote(line, cells, shape)
            if any(cells):
                yield _row(line, cells, shape)
    finally:
        # the file is the caller's, who may have closed it before we were asked for all rows
        if not file.closed:
            text.detach()


def _check_quote(line: int, cells: list[str], shape: Shape) -> None:
    """A cell of many lines that look like rows themselves is a quote that somebody forgot."""
    commas = len(shape.header) + shape.drop - 1
    for cell in cells:
        inner = cell.split("\n")
        if commas and len(inner) > 20:
            alike = sum(1 for one in inner if one.count(shape.delimiter) == commas)
            if alike * 2 > len(inner):
                raise NotATableError("open_quote", line)


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines, a cell's size at most: a file without line ends must not fill the memory."""
    last = "\n"
    while line := text.readline(LARGEST_CELL):
        last = line
        yield line.replace("\0", "\ufffd") if "\0" in line else line
    if not last.endswith(("\n", "\r")):
        yield "\n"
    yield _END


def _row(line: int, cells: list[str], shape: Shape) -> Row:
    width = len(shape.header)
    problem = None
    if shape.drop:
        # a rejected row: without the reason, and as it was before it was made harmless
        cells = [
            cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t") else cell
            for cell in cells[shape.drop :]
        ]
    if len(cells) == 1 and width > 1:
        # a program that quoted the whole line as one cell: its cells are all there
        inner = next(csv.reader([cells[0]], delimiter=shape.delimiter), [])
        if len(inner) == width:
            cells, problem = inner, "unwrapped"
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) < width:
        problem = "too_few_cells"
    elif len(cells) > width:
        problem = "too_many_cells"
    elif any("\ufffd" in cell for cell in cells):
        problem = "replaced_characters"
    return Row(line, [cell or None for cell in cells], problem)


def column_names(cells: list[str]) -> tuple[str, ...]:
    """Unique column names: a blank one is called by its number, a second one gets a number."""
    while len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.replace("\0", "\ufffd").split()) or f"column {number}"
        seen[name] += 1
        while seen[name] > 1 and f"{name} ({seen[name]})" in cells:
            seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _encoding(open_file: Callable[[], BinaryIO], start: bytes) -> str:
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
    # stays UTF-8; bytes that are bad more often than not are Windows' or the Macintosh's.
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = mac = windows = 0
    with open_file() as file:
        while chunk := file.read(_CHUNK):
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            text = decoder.decode(chunk)
            bad += text.count("\ufffd")
            good += len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
            mac += len(chunk) - len(chunk.translate(None, _MAC_LETTERS))
            windows += len(chunk) - len(chunk.translate(None, _WINDOWS_LETTERS))
    bad += len(decoder.decode(b"", final=True))
    if bad <= good:
        return "utf-8"
    return "mac_roman" if mac > windows else "cp1252"


def _delimiter(sample: list[str]) -> str:
    """The delimiter that cuts most rows of the sample into the same number of cells."""

    def score(delimiter: str) -> tuple[float, int]:
        widths: Counter[int] = Counter()
        try:
            for cells in csv.reader(sample, delimiter=delimiter):
                if cells:
                    widths[len(cells)] += 1
                if widths.total() == 100:
                    break
        except csv.Error:
            pass
        usual = max(
            (width for width in widths if width > 1),
            key=lambda width: (widths[width], width),
            default=0,
        )
        if not usual:
            return (0, 0)
        return (widths[usual] / widths.total(), usual)

    best = max(DELIMITERS, key=score)
    return best if score(best) > (0, 0) else ","
