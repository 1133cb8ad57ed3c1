"""Do the tests notice a small fault? Seeded mutants of the rules, each against the tests of its folder.

    python benchmarks/mutants.py [--folders quotes times …] [--count 100] [--seed 1] [--timeout 300]

A mutant is one small change to one source or data file below `pipeline`: a comparison turned, a `not` left out, `and`
for `or`, a number off by one, an early return dropped, an item of a lexicon or an entry of a table left out. It is
caught where the tests of its folder fail or do not end. Each runs in a copy of the project; nothing here is changed.
"""

from __future__ import annotations

import argparse
import ast
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("quotes", "times", "entities", "events", "speech", "lexicon", "world")
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
PROSE = ("description", "example", "examples", "counterexample", "counterexamples", "gives", "published_at", "meaning")


@dataclass(frozen=True)
class Mutant:
    """A change to one file: the stretch `[start, end)` in characters becomes `new`."""

    path: pathlib.Path
    line: int
    kind: str
    start: int
    end: int
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
        return Mutant(path, node.lineno, kind, start, end, new)

    for node in ast.walk(ast.parse(text)):
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
                yield Mutant(path, number, "line left out", match.start(), match.end(), "")
            continue
        for item in re.finditer(r"(?<=[,\n\" ])[\w'’.-]+(?: [\w'’.-]+)*(?=[,\n\"])", line):
            if not line[: item.start()].rstrip().endswith("="):
                start = match.start() + item.start()
                yield Mutant(path, number, "item left out", start, start + len(item.group()), "")


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


def caught(mutant: Mutant, folder: str, copy: pathlib.Path, timeout: float) -> bool:
    """Whether the tests of `folder` notice the mutant, in the copy of the project."""
    target = copy / mutant.path.relative_to(ROOT)
    text = mutant.path.read_text("utf-8")
    target.write_text(mutant.apply(text), "utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/{folder}"]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=timeout)
        return done.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(text, "utf-8")


def main() -> None:
    """Draw mutants, try each, and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folders", nargs="+", default=FOLDERS)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=300)
    options = parser.parse_args()
    drawn = draw(options.folders, options.count, random.Random(options.seed))
    tally: collections.Counter[tuple[str, bool]] = collections.Counter()
    with tempfile.TemporaryDirectory() as folder_of_copy:
        copy = pathlib.Path(folder_of_copy) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "output", ".*_cache", ".dagster"))
        for folder, mutant in drawn:
            noticed = caught(mutant, folder, copy, options.timeout)
            tally[folder, noticed] += 1
            where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
            old = mutant.path.read_text("utf-8")[mutant.start : mutant.end]
            print(
                f"{'caught' if noticed else 'MISSED'}  {where}  {mutant.kind}: {' '.join(old.split())[:80]!r}",
                flush=True,
            )
    for folder in options.folders:
        of = tally[folder, True] + tally[folder, False]
        print(f"{folder:<12}{tally[folder, True]:>4} of {of}")
    print(f"{'all':<12}{sum(n for (_, noticed), n in tally.items() if noticed):>4} of {sum(tally.values())}")


if __name__ == "__main__":
    main()
