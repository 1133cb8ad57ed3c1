"""Do the tests notice a small fault? Seeded mutants of the rules, each against the tests of its folder.

    python benchmarks/mutants.py [--folders quotes times …] [--count 100] [--seed 1] [--timeout 60] [--slow 1]

A mutant is one small change to one source or data file below `pipeline`: a comparison turned, a `not` left out, `and`
for `or`, a number off by one, an early return dropped, an item of a lexicon or an entry of a table left out. It is
caught where the tests of its folder fail or do not end. Each is tried in a fork of a process that holds the model and
the rooms below, in a copy of the project; nothing here is changed. Tests that take long are not run for each mutant,
so rather too few are counted as caught.
"""

from __future__ import annotations

import argparse
import ast
import collections
import importlib
import json
import os
import pathlib
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

import pytest
from spacy.language import Language
from spacy.tokens import Doc

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("quotes", "times", "entities", "events", "speech", "lexicon", "world")
ROOMS = ("tables", "articles", "language", "lexicon", "world", "speech", "entities", "times", "quotes", "events")
"""From the ground up, as far as mutants go."""
LONGEST = 2_000
"""Characters of a text that is parsed once for all mutants."""
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
PROSE = ("description", "example", "examples", "counterexample", "counterexamples", "gives", "published_at", "meaning")


class Options(argparse.Namespace):
    """What the command line says."""

    folders: Sequence[str]
    count: int
    seed: int
    timeout: int
    slow: float


@dataclass(frozen=True)
class Mutant:
    """A change to one file: the stretch `[start, end)` in characters becomes `new`."""

    path: pathlib.Path
    line: int
    kind: str
    start: int
    end: int
    old: str
    new: str

    def apply(self, text: str) -> str:
        """The file's text with the change made."""
        return text[: self.start] + self.new + text[self.end :]


def mutants(path: pathlib.Path) -> Iterator[Mutant]:
    """All mutants of a file."""
    text = path.read_text("utf-8")
    yield from _of_python(path, text) if path.suffix == ".py" else _of_data(path, text)


def _of_python(path: pathlib.Path, text: str) -> Iterator[Mutant]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = text.splitlines(keepends=True)

    def at(row: int, column: int) -> int:
        return starts[row - 1] + len(lines[row - 1].encode()[:column].decode())

    def change(node: ast.expr | ast.stmt, kind: str, new: str) -> Mutant:
        start, end = at(node.lineno, node.col_offset), at(node.end_lineno or 0, node.end_col_offset or 0)
        return Mutant(path, node.lineno, kind, start, end, text[start:end], new)

    for node in _walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
            turned = ast.Compare(node.left, [TURNED[type(node.ops[0])](), *node.ops[1:]], node.comparators)
            yield change(node, "comparison turned", f"({ast.unparse(turned)})")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield change(node, "not left out", f"({ast.unparse(node.operand)})")
        elif isinstance(node, ast.BoolOp):
            other = ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            yield change(node, "and for or", f"({ast.unparse(other)})")
        elif isinstance(node, ast.If) and not node.orelse and isinstance(node.body[-1], ast.Return | ast.Continue):
            yield change(node.test, "early return dropped", "False")
        elif isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1:
            yield change(node, "number off by one", str(node.value + 1))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """All that a node holds, but for decorators: how many results are remembered decides nothing."""
    yield node
    for name, held in ast.iter_fields(node):
        if name != "decorator_list":
            for inner in held if isinstance(held, list) else [held]:
                if isinstance(inner, ast.AST):
                    yield from _walk(inner)


def _of_data(path: pathlib.Path, text: str) -> Iterator[Mutant]:
    """An item of a list, or a line of a table, left out; what rules say for their readers is left alone."""
    key = ""
    for match in re.finditer(r".*\n?", text):
        line = match.group()
        if named := re.match(r"\s*([\w-]+)\s*=", line):
            key = named[1]
        if not line.strip() or line.lstrip().startswith(("#", "[")) or key in PROSE:
            continue
        number = text.count("\n", 0, match.start()) + 1
        if path.suffix == ".tsv":
            if number > 1:
                yield Mutant(path, number, "line left out", match.start(), match.end(), line, "")
            continue
        for item in re.finditer(r"(?<=[,\n\" ])[\w'’.-]+(?: [\w'’.-]+)*(?=[,\n\"])", line):
            if not line[: item.start()].rstrip().endswith("="):
                start = match.start() + item.start()
                yield Mutant(path, number, "item left out", start, start + len(item.group()), item.group(), "")


def draw(folders: Sequence[str], count: int, chance: random.Random) -> list[tuple[str, Mutant]]:
    """Mutants from the folders in turn, one of data after three of code where a folder holds both."""
    drawn: list[tuple[str, Mutant]] = []
    waiting: dict[str, dict[bool, list[Mutant]]] = {}
    for folder in folders:
        waiting[folder] = {True: [], False: []}
        for path in sorted((ROOT / "pipeline" / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".tsv") and path.name != "__init__.py":
                waiting[folder][path.suffix == ".py"] += mutants(path)
        for kind in waiting[folder].values():
            chance.shuffle(kind)
    for turn in range(count):
        for folder in folders:
            of_code, of_data = waiting[folder][True], waiting[folder][False]
            pool = of_data if of_data and (turn % 4 == 3 or not of_code) else of_code
            if pool and len(drawn) < count:
                drawn.append((folder, pool.pop()))
    return drawn


def judged(
    drawn: Sequence[tuple[str, Mutant]], copy: pathlib.Path, options: Options
) -> Iterator[tuple[str, Mutant, bool]]:
    """The mutants with their folders, and whether the tests of the folder notice, in the copy of the project."""
    for folder in FOLDERS:
        of_folder = [mutant for other, mutant in drawn if other == folder]
        if not of_folder:
            continue
        results, sink = os.pipe()
        server = os.fork()
        if not server:
            os.close(results)
            with os.fdopen(sink, "w", buffering=1) as out:
                _serve(folder, of_folder, copy, options, out)
            os._exit(0)
        os.close(sink)
        with os.fdopen(results) as lines:
            for mutant, line in zip(of_folder, lines, strict=True):
                yield folder, mutant, line.strip() == "caught"
        os.waitpid(server, 0)


def _serve(folder: str, mutants: Sequence[Mutant], copy: pathlib.Path, options: Options, out: TextIO) -> None:
    """Try mutants of one folder, each in a fork of this process, which holds the model and the rooms below."""
    for room in ROOMS[: ROOMS.index(folder)]:
        for path in sorted((copy / "pipeline" / room).glob("*.py")):
            importlib.import_module(f"pipeline.{room}.{path.stem}" if path.stem != "__init__" else f"pipeline.{room}")
    importlib.import_module("pipeline.language.model").load()
    if ROOMS.index(folder) > ROOMS.index("world"):
        importlib.import_module("pipeline.world.atlas").atlas()
    noted, said = copy / f"noted-{folder}.json", copy / f"said-{folder}.txt"
    parses = Parses()
    if _status(folder, Noted(noted, parses), options.timeout * 10, said) != 0:
        sys.exit(f"{said.read_text()}\nThe tests of {folder} fail without any mutant.")
    seconds, texts = json.loads(noted.read_text())
    parses.keep(texts)
    quick = {test: taken for test, taken in seconds.items() if taken <= options.slow}
    slow = seconds.keys() - quick.keys()
    print(f"{folder}: {len(slow)} tests left out that take more than {options.slow} s", file=sys.stderr)
    if _status(folder, LeftOut(quick), options.timeout, said) != 0:
        sys.exit(f"{said.read_text()}\nThe tests of {folder} fail on texts that are parsed before.")
    for mutant in mutants:
        target = copy / mutant.path.relative_to(ROOT)
        text = target.read_text("utf-8")
        for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
            compiled.unlink()
        target.write_text(mutant.apply(text), "utf-8")
        out.write("caught\n" if _status(folder, LeftOut(quick), options.timeout, said) else "missed\n")
        target.write_text(text, "utf-8")


def _status(folder: str, plugin: object, seconds: int, said: pathlib.Path) -> int:
    """The exit code of the tests of a folder in a fork of this process, below 0 where they take more CPU than that.

    What they print goes into the file `said`.
    """
    child = os.fork()
    if not child:
        sys.dont_write_bytecode = isinstance(plugin, LeftOut)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", f"tests/{folder}"], [plugin])))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Parses:
    """Stands in place of the parse, and parses no text twice: mutants are in rooms above it."""

    def __init__(self) -> None:
        self.module = importlib.import_module("pipeline.language.parse")
        self.parse = vars(self.module)["parse"]
        vars(self.module)["parse"] = self
        self.asked: dict[str, None] = {}
        self.kept: dict[str, Doc] = {}

    def __call__(self, nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
        """The documents of texts, in order."""
        for text in texts:
            self.asked[text] = None
            yield self.kept[text].copy() if text in self.kept else next(self.parse(nlp, [text]))

    def keep(self, texts: list[str]) -> None:
        """Parse texts for later."""
        nlp = importlib.import_module("pipeline.language.model").load()
        self.kept = dict(zip(texts, self.parse(nlp, texts), strict=True))


class Noted:
    """Tells pytest to keep how many seconds of CPU each test takes, and the short texts that were parsed."""

    def __init__(self, path: pathlib.Path, parses: Parses) -> None:
        self.path, self.parses = path, parses
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Remember the time of a test's own call; what fixtures take is not its own."""
        start = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - start
        return result

    def pytest_sessionfinish(self) -> None:
        """Write down what was remembered."""
        short = [text for text in self.parses.asked if 0 < len(text) < LONGEST]
        self.path.write_text(json.dumps((self.seconds, short)))


class LeftOut:
    """Tells pytest to run some tests only, those of the modules first that have many quick ones."""

    def __init__(self, quick: dict[str, float]) -> None:
        self.quick = quick
        modules: dict[str, list[float]] = collections.defaultdict(list)
        for test, taken in quick.items():
            modules[test.partition("::")[0]].append(taken)
        self.mean = {module: sum(taken) / len(taken) for module, taken in modules.items()}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Drop the others from what was collected, and order these."""
        items[:] = [item for item in items if item.nodeid in self.quick]
        items.sort(key=lambda item: self.mean[item.nodeid.partition("::")[0]])


def main() -> None:
    """Draw mutants, try each, and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folders", nargs="+", default=FOLDERS, choices=FOLDERS)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=int, default=60, help="CPU seconds")
    parser.add_argument("--slow", type=float, default=1, help="tests that take more CPU seconds are not run for each")
    options = parser.parse_args(namespace=Options())
    drawn = draw(options.folders, options.count, random.Random(options.seed))
    tally: collections.Counter[tuple[str, bool]] = collections.Counter()
    with tempfile.TemporaryDirectory() as folder_of_copy:
        copy = pathlib.Path(folder_of_copy) / "project"
        ignored = shutil.ignore_patterns(".git", ".venv", "output", ".*_cache", ".dagster", "__pycache__")
        shutil.copytree(ROOT, copy, ignore=ignored)
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        os.environ["PYTHONPATH"] = str(copy)
        for folder, mutant, noticed in judged(drawn, copy, options):
            tally[folder, noticed] += 1
            where = mutant.path.relative_to(ROOT)
            old = " ".join(mutant.old.split())[:80]
            told = f"{'caught' if noticed else 'MISSED'}  {where}:{mutant.line}  {mutant.kind}: {old!r}"
            print(told, flush=True)
    for folder in options.folders:
        of = tally[folder, True] + tally[folder, False]
        print(f"{folder:<12}{tally[folder, True]:>4} of {of}")
    print(f"{'all':<12}{sum(n for (_, noticed), n in tally.items() if noticed):>4} of {sum(tally.values())}")


if __name__ == "__main__":
    main()
