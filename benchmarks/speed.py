"""What a whole run costs beside the parse alone, side by side.

    python benchmarks/speed.py [SOURCE] [--repeat N] [--model M] [--times N]

Runs `quotidian run` over SOURCE (default: the sample articles, many times over) and, in a process of
its own, stock `nlp.pipe` over the same texts with the same model, in turn, N times. Prints the CPU
seconds and peak memory of each and the ratio of the medians, then where the seconds of our run go
(`benchmarks/accounted.py`) and what other systems take for their part of the work. Loading libraries and
the model counts on both sides.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from stages import PEERS

import expectations
import pipeline
from pipeline.articles.article import Article
from pipeline.articles.reading import list_inputs, read

STOCK = """
import json, sys
import spacy
from pipeline.language.identity import model_folder
nlp = spacy.load(model_folder(sys.argv[2] or None))
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(doc) for doc in nlp.pipe(texts)))
"""


def measured(command: list[str]) -> tuple[float, float]:
    """CPU seconds (with those of its own workers) and peak memory in GB of a command.

    The byte code of either side is there, as after an installation: that of a checkout may else be made in each run.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6


def write_articles(source: str, times: int, path: pathlib.Path) -> int:
    """Write the articles of a source, `times` times over, as JSON lines; the number of words."""
    articles = [item for file in list_inputs([source]) for item in read(file) if isinstance(item, Article)]
    with path.open("w", encoding="utf-8") as file:
        for copy in range(times):
            for article in articles:
                published = article.published_at.isoformat() if article.published_at else None
                row = {"uri": f"{copy}/{article.uri}", "text": article.text, "published_at": published}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return times * sum(article.n_words for article in articles)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", default="articles")
    parser.add_argument("--times", type=int, default=1, help="use the articles this many times over")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each")
    parser.add_argument("--model", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        words = write_articles(given.source, given.times, folder / "articles.jsonl")
        for package in (pipeline, expectations):
            compileall.compile_dir(pathlib.Path(package.__file__ or "").parent, quiet=1)
        results: dict[str, list[tuple[float, float]]] = {"quotidian run": [], "nlp.pipe": []}
        for turn in range(given.repeat):
            ours = [sys.executable, "-m", "pipeline", "run", str(folder / "articles.jsonl"), "--output"]
            ours += [str(folder / f"output-{turn}"), *(["--model", given.model] if given.model else [])]
            stock = [sys.executable, "-c", STOCK, str(folder / "articles.jsonl"), given.model]
            results["quotidian run"].append(measured(ours))
            results["nlp.pipe"].append(measured(stock))
        script = pathlib.Path(__file__).with_name("accounted.py")
        accounted = [sys.executable, str(script), str(folder / "articles.jsonl"), "--output", str(folder / "accounted")]
        accounted += ["--model", given.model] if given.model else []
        account = subprocess.run(accounted, check=True, capture_output=True, text=True).stdout.rpartition("┘\n")[2]
    print(f"{words:,} words, {given.repeat} runs of each, medians")
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in results.items()
    }
    for name, (seconds, memory) in medians.items():
        print(f"{name:15} {seconds:8.1f} s CPU {1000 * seconds / words:8.3f} s per 1,000 words {memory:6.2f} GB")
    print(f"ratio {medians['quotidian run'][0] / medians['nlp.pipe'][0]:.2f}")
    print("\nwhere the seconds go\n" + account)
    for name, cost in PEERS.items():
        print(f"{name:38} {cost:8.3f} s per 1,000 words")


if __name__ == "__main__":
    main()
