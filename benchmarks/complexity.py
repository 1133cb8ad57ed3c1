"""How many functions of each room decide more than 20 times.

    python benchmarks/complexity.py [--most 3]

A decision is an `if`, a loop, a handler, a case, a conditional expression, a comprehension and each of its
conditions, and each further operand of `and` and `or`. Exits with 1 where more than so many per cent of a room's
functions have more than 20 of them.
"""

from __future__ import annotations

import argparse
import ast
import collections
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "pipeline"
DECISIONS = 20


def decisions(function: ast.AST) -> int:
    """How often a function decides, those inside it included."""
    found = 0
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.For | ast.While | ast.ExceptHandler | ast.match_case | ast.IfExp):
            found += 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
    return found


def main() -> None:
    """Count, and print a line a room."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=float, default=3.0)
    most = parser.parse_args().most
    functions: collections.Counter[str] = collections.Counter()
    large: dict[str, list[str]] = collections.defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions[room] += 1
                if decisions(node) > DECISIONS:
                    large[room].append(f"{path.name}:{node.name} {decisions(node)}")
    over = False
    for room, n in sorted(functions.items()):
        share = 100 * len(large[room]) / n
        over = over or share > most
        print(f"{room:<12}{n:>5} functions, {len(large[room]):>2} decide more than {DECISIONS} times ({share:.1f} %)",
              ", ".join(large[room]))  # fmt: skip
    sys.exit(over)


if __name__ == "__main__":
    main()
