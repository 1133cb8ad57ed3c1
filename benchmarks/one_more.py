"""What one article more costs in the tables of the corpus, stage by stage.

    python benchmarks/one_more.py SOURCES MORE OUTPUT [--times N]

After `quotidian run SOURCES --output OUTPUT`, takes in MORE, a file with an article that is not among them, as
`quotidian run SOURCES MORE` does, in a copy of OUTPUT and in a process of its own, N times (default 5). Prints the CPU
seconds, the least and the median, of each corpus stage: reading, making, checking and writing its tables, all in that
one process, with the imports that no other stage needed before.
"""

from __future__ import annotations

import argparse
import collections
import functools
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any


def once(sources: str, more: str, output: str) -> dict[str, float]:
    """Take the article in; the CPU seconds of each stage, and what the whole run took."""
    from expectations.rules import gx

    gx()  # so that rows are checked in this process

    from pipeline import cli
    from pipeline.running import corpus_stage, engine, stages

    spent: collections.Counter[str] = collections.Counter()

    def charged(name: str, function: Any, *arguments: Any) -> Any:
        since = time.process_time()
        try:
            return function(*arguments)
        finally:
            spent[name] += time.process_time() - since

    make = corpus_stage.make_corpus
    corpus_stage.make_corpus = lambda store, stage, *others: charged(stage.table, make, store, stage, *others)
    here = engine.make_independent
    engine.make_independent = lambda *others: here(*others[:5])  # without the process beside this one
    for stage in stages.corpus_stages():
        if stage.map is not None:
            object.__setattr__(stage, "map", functools.partial(charged, stage.table, stage.map))
    since = time.process_time()
    cli.main(["run", sources, more, "--output", output, "--workers", "1"], standalone_mode=False)
    return {**spent, "all corpus stages": sum(spent.values()), "the whole run": time.process_time() - since}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs=3, metavar=("SOURCES", "MORE", "OUTPUT"))
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--once", type=pathlib.Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        arguments.once.write_text(json.dumps(once(*arguments.given)), encoding="utf-8")
        return
    sources, more, output = arguments.given
    found: list[dict[str, float]] = []
    for _ in range(arguments.times):
        with tempfile.TemporaryDirectory() as folder:
            copy, told = pathlib.Path(folder, "output"), pathlib.Path(folder, "told.json")
            shutil.copytree(output, copy)
            command = [sys.executable, __file__, sources, more, str(copy), "--once", str(told)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            found.append(json.loads(told.read_text(encoding="utf-8")))
    print(f"{'CPU seconds':20} {'least':>7} {'median':>7}")
    for name in found[0]:
        seconds = [one[name] for one in found]
        print(f"{name:20} {min(seconds):7.2f} {statistics.median(seconds):7.2f}")


if __name__ == "__main__":
    main()
