"""CSV files with a header: an article a row."""

from __future__ import annotations

import collections
import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.packed import line_stream
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.settings import Limits

DELIMITERS = (",", "\t", ";")
"""What may stand between cells, as the header shows."""
_PROBLEMS = {"unexpected end of data": "a quotation mark is not closed before the end of the file"}
_KEPT = 1000
"""So much of a line that is too long is kept to see how it begins."""


def read(file: InputFile, stream: BinaryIO, limits: Limits) -> Iterator[Record | Fault]:
    """The articles of a CSV file, one at a time. Empty cells are missing values. A broken row costs that row."""
    csv.field_size_limit(limits.cell_characters)
    lines = None
    try:
        plain, encoding = line_stream(stream, file.path.endswith(".gz"), limits)
        # Bytes that are no UTF-8 pass through, so that each row can be decoded on its own.
        lines = _Lines(io.TextIOWrapper(plain, "utf-8-sig", errors="surrogateescape", newline=""), limits.line_bytes)
        shape = _shape_of(lines)
        if isinstance(shape, Fault):
            yield shape
            return
        for line, row in _rows(lines, shape):
            yield row if isinstance(row, Fault) else _record(dict(zip(shape.names, row, strict=False)), line, encoding)
    except (EOFError, OSError, zlib.error) as error:
        line = lines.number if lines else 1
        yield Fault("broken_archive", f"The file breaks off in line {line}: {error}.", line=line)


class _Lines:
    """The lines of a file, which takes back those of a row that was none."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text, self._longest = text, longest
        self._back: collections.deque[str] = collections.deque()
        self.taken: list[str] = []
        self.number = 1
        """Of the line that comes next."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._text.readline(self._longest)
        if not line:
            raise StopIteration
        self.number += 1
        too_long = len(line) == self._longest and not line.endswith(("\n", "\r"))
        self.taken.append(line[:_KEPT] + "\n" if too_long else line)
        if too_long:
            self._pass_over_rest()
            raise csv.Error(f"a line has more than {self._longest:,} characters")
        return line

    def begin(self) -> None:
        """From here on lines are those of another row."""
        self.taken = []

    def give_back(self, n: int) -> None:
        """Take back all lines of the row but its first `n`."""
        back = self.taken[n:]
        self._back.extendleft(reversed(back))
        self.number -= len(back)
        del self.taken[n:]

    def pass_over_lines_without(self, delimiter: str) -> None:
        """Leave the lines taken back that hold no delimiter, and so are no row."""
        while self._back and delimiter not in self._back[0]:
            self._back.popleft()
            self.number += 1

    def _pass_over_rest(self) -> None:
        while (rest := self._text.readline(self._longest)) and not rest.endswith(("\n", "\r")):
            pass


@dataclass(frozen=True)
class _Shape:
    """What rows of a file look like: the names of their cells, what stands between them, which cell is the uri."""

    names: list[str]
    delimiter: str

    def cells(self, line: str) -> list[str]:
        """The cells of a line, however its quotation marks stand; none where they are too long."""
        try:
            return next(csv.reader([line], delimiter=self.delimiter), [])
        except csv.Error:
            return []

    def is_row(self, cells: Sequence[str], like: Sequence[str]) -> bool:
        """Whether cells are all that a row has, with a uri written as that of another row is."""
        uri = next((i for i, name in enumerate(self.names) if name in ("uri", "url", "id")), None)
        if len(cells) != len(self.names) or uri is None or uri >= len(like):
            return len(cells) == len(self.names)
        return _written(cells[uri]) == _written(like[uri])


def _written(uri: str) -> tuple[bool, bool, bool]:
    """How a uri is written: with digits, with the marks of an address, with blanks."""
    return any(map(str.isdigit, uri)), ":" in uri or "/" in uri, " " in uri


def _shape_of(lines: _Lines) -> _Shape | Fault:
    """What the header tells of the rows; a fault where it names no text."""
    header: list[str] = []
    for delimiter in DELIMITERS:
        lines.give_back(0)
        try:
            names = [name.strip() for name in next(csv.reader(lines, delimiter=delimiter), [])]
        except csv.Error as error:
            return Fault("malformed_csv", f"Line 1 is no header of a CSV file: {error}.", line=1)
        header = header or names
        if names.count("text") > 1:
            return Fault("malformed_csv", "Two columns are called `text`; rename those that hold no article.", line=1)
        if "text" in names:
            return _Shape(names, delimiter)
    have = ", ".join(header) or "none at all"
    return Fault("missing_column", f"The file has no column `text`; its columns are: {have[:300]}.", line=1)


def _rows(lines: _Lines, shape: _Shape) -> Iterator[tuple[int, list[str] | Fault]]:
    """The rows with the numbers of their first lines, and a fault for what is none.

    A quotation mark that is never closed would take the rows after it into its cell. Where one leads to no
    row, or to a cell that holds rows, its line is lost, and reading goes on at the next line that is a row.
    """
    while True:
        line = lines.number
        lines.begin()
        try:
            row = next(csv.reader(lines, strict=True, delimiter=shape.delimiter))
            problem = _swallowed(lines.taken, shape)
        except StopIteration:
            return
        except csv.Error as error:
            row, problem = [], _PROBLEMS.get(str(error), str(error))
        if problem:
            last = _go_to_next_row(lines, shape)
            where = f"Line {line} is" if last == line else f"Lines {line} to {last} are"
            yield line, Fault("malformed_csv", f"{where} no CSV: {problem}.", line=line)
        elif any(row[len(shape.names) :]):
            detail = f"The row in line {line} has {len(row)} cells, but there are {len(shape.names)} columns."
            yield line, Fault("malformed_csv", detail, line=line)
        elif row:
            yield line, row


def _swallowed(taken: list[str], shape: _Shape) -> str | None:
    """What is wrong with a row whose cell holds lines that are rows themselves; None where all is well."""
    more = [line for line in taken[1:] if line.strip()]
    if not more or len(shape.names) < 2:
        return None
    first = shape.cells(taken[0])
    named = any(name in ("uri", "url", "id") for name in shape.names)
    if named and all(shape.is_row(shape.cells(line), first) for line in more):
        return "a quotation mark is not closed before the next row"
    return None


def _go_to_next_row(lines: _Lines, shape: _Shape) -> int:
    """Leave a line that is no row, and those after it that are none; the number of the last that was left."""
    lines.give_back(1)
    first = shape.cells(lines.taken[0]) if lines.taken else []
    while True:
        if len(shape.names) > 1:
            lines.pass_over_lines_without(shape.delimiter)
        lines.begin()
        try:
            row = next(csv.reader(lines, strict=True, delimiter=shape.delimiter))
        except StopIteration:
            return lines.number - 1
        except csv.Error:
            row = []
        if shape.is_row(row, first):
            lines.give_back(0)
            return lines.number - 1
        lines.give_back(1)


def _record(cells: dict[str, str], line: int, file_encoding: str) -> Record | Fault:
    encoding = file_encoding
    try:
        for name, cell in cells.items():
            if not cell.isascii():
                cells[name], found = decode(cell.encode("utf-8", "surrogateescape"))
                encoding = found if found != "utf-8" else encoding
    except FaultError as error:
        return Fault(error.fault.reason, error.fault.detail, line=line)
    return Record(cells.pop("text", None) or None, cells, encoding, line=line)
