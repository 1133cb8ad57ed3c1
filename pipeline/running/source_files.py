"""What a source file says that matters: its code or data without the prose, in a digest, and what it names.

To find that out of all files takes longer than all else that a run with nothing to do does. So it is kept in the
user's cache folder, by what the file holds, whatever its name or its date: what is found there is right.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import io
import json
import pathlib
import re
import tokenize
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import OutputError
from pipeline.settings import cache_folder
from pipeline.tables.store import replacing

PROSE = frozenset(("description", "example", "examples", "counterexample", "counterexamples", "gives", "published_at"))
"""What a rule says of itself for its readers, as arguments of its object or as keys of a data file."""


class SourceFile(NamedTuple):
    """What a file says: the digest of all but prose; of Python also what it imports, and its strings of one word."""

    digest: str
    imports: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()


def told_by(path: pathlib.Path) -> SourceFile:
    """What a file of code or data says."""
    data = path.read_bytes()
    key = hashlib.sha256(path.suffix.encode() + data).hexdigest()
    kept = _kept()
    if key not in kept:
        kept[key] = _read(path.suffix, data.decode())
        _unsaved.append(key)
    return kept[key]


def keep() -> None:
    """Keep what was found out for the next process, if anything was; where that cannot be written, it is forgotten."""
    if _unsaved:
        _unsaved.clear()
        with contextlib.suppress(OutputError), replacing(_file()) as file:
            file.write(json.dumps(_kept()).encode())


_unsaved: list[str] = []


@functools.cache
def _kept() -> dict[str, SourceFile]:
    with contextlib.suppress(AttributeError, OSError, TypeError, ValueError):
        return {
            key: SourceFile(digest, tuple(imports), tuple(strings))
            for key, (digest, imports, strings) in json.loads(_file().read_bytes()).items()
        }
    return {}


@functools.cache
def _file() -> pathlib.Path:
    """The file of what is kept: another one when it would be found out in another way."""
    return cache_folder() / f"sources-{hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()[:16]}.json"


def _read(suffix: str, text: str) -> SourceFile:
    if suffix == ".toml":
        return SourceFile(
            _digest(json.dumps(_without_prose(tomllib.loads(text)), sort_keys=True, ensure_ascii=False, default=str))
        )
    if suffix != ".py":
        return SourceFile(_digest("\n".join(line for line in text.splitlines() if line and not line.startswith("#"))))
    tree = ast.parse(text)
    names = _Names()
    names.visit(tree)
    return SourceFile(_digest("\n".join(_code(text, tree))), tuple(names.imports), tuple(names.strings))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class _Names(ast.NodeVisitor):
    """What is imported in a source, and its strings that may be the names of something."""

    def __init__(self) -> None:
        self.imports: list[str] = []
        self.strings: list[str] = []

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for other in node.orelse:
                self.visit(other)
        else:
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        self.imports += [alias.name for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module and not node.level:
            self.imports += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and re.fullmatch(r"[\w./-]+", node.value):
            self.strings.append(node.value)


def _without_prose(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_prose(held) for key, held in value.items() if key not in PROSE}
    if isinstance(value, list):
        return [_without_prose(held) for held in value]
    return value


def _code(text: str, tree: ast.AST) -> Iterator[str]:
    """The lines of a source without comments, docstrings, a rule's prose and white space at their ends."""
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column] + " " * len(token.string) + lines[row - 1][token.end[1] :]
    encoded = [line.encode() for line in lines]
    found = [prose for node in ast.walk(tree) for prose in _prose(node, encoded)]
    for prose in sorted(found, reverse=True):
        _cut(encoded, *prose)
    return (line.decode().rstrip() for line in encoded if line.strip() not in (b"", b","))


Place = tuple[int, int]
"""A line, counted from 0, and a byte in it."""


def _prose(node: ast.AST, lines: list[bytes]) -> Iterator[tuple[Place, Place]]:
    """Where, directly in a node, something is written for readers: from a place to another."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        for statement in node.body:  # a string by itself says what the name before it is for
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield _start(statement), _end(statement)
    elif isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg in PROSE:
                yield _start(keyword), _with_brackets(lines, _start(keyword), _start(keyword.value), _end(keyword))


def _start(node: ast.stmt | ast.expr | ast.keyword) -> Place:
    return node.lineno - 1, node.col_offset


def _end(node: ast.stmt | ast.expr | ast.keyword) -> Place:
    return (node.end_lineno or node.lineno) - 1, node.end_col_offset or 0


def _with_brackets(lines: list[bytes], keyword: Place, value: Place, end: Place) -> Place:
    """The end of an argument, with the brackets that are closed after its value."""
    (row, column), (last, until) = keyword, value
    before = [line[column if at == row else 0 : until if at == last else None] for at, line in enumerate(lines)]
    for _ in range(sum(line.count(b"(") for line in before[row : last + 1])):
        line, byte = end
        while (place := lines[line].find(b")", byte)) < 0:
            line, byte = line + 1, 0
        end = line, place + 1
    return end


def _cut(lines: list[bytes], start: Place, end: Place) -> None:
    """Cut out what stands between two places; what is left of their lines stays."""
    (first, low), (last, high) = start, end
    tail = lines[last][high:]
    for row in range(first, last + 1):
        lines[row] = lines[row][:low] if row == first else b""
    lines[last] += tail
