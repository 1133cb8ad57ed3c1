"""What the process that takes articles in keeps in memory of each, with made articles that cost nothing to read.

    python benchmarks/taking_in.py [--articles N ...]

Takes in so many articles of a few words into a new store, then looks at that store as the next run does. Printed are
the bytes that the process has grown by: in all and, between the first number and the last, an article.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import hashlib
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.articles.article import Article, article_id
from pipeline.articles.inputs import InputFile, list_inputs
from pipeline.articles.making import article_from
from pipeline.running import intake
from pipeline.settings import Settings
from pipeline.tables.store import Store


def resident() -> int:
    """The bytes of memory that this process holds."""
    gc.collect()
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096


def made(count: int, file: InputFile) -> Iterator[tuple[InputFile, Article]]:
    """So many articles, as if read from a file."""
    model = article_from("The dam at Marlow will close on Friday, its owner said.")
    for number in range(count):
        uri, text = f"https://news.example/{number}", f"Dam {number}"
        own: dict[str, Any] = {"article_id": article_id(uri), "uri": uri, "source": file.path, "text": text}
        own["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
        yield file, dataclasses.replace(model, **own)


def grown(count: int) -> tuple[int, int]:
    """By how many bytes this process grows when it takes so many new articles in, and when it looks who is there."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "a.jsonl")
        path.write_text("{}\n")
        store = Store(pathlib.Path(folder, "output"))
        store.create()
        at_the_end = 0

        def items(files: Sequence[InputFile], settings: Settings) -> Iterator[tuple[InputFile, Article]]:
            nonlocal at_the_end
            yield from made(count, files[0])
            at_the_end = resident()

        intake.read_all = items  # type: ignore[assignment]
        before = resident()
        intake.ingest(store, list_inputs([str(path)]), Settings(part_characters=2_000_000))
        taken = at_the_end - before
        before = resident()
        known = intake._Known(store)
        assert len(known.part_of) == count
        return taken, resident() - before


def main() -> None:
    """Measure each number in a process of its own, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[200_000, 1_000_000])
    counts = parser.parse_args().articles
    if len(counts) == 1:
        print(*grown(counts[0]))
        return
    rows = []
    for count in counts:
        command = [sys.executable, __file__, "--articles", str(count)]
        taken, known = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
        rows.append((count, taken, known))
        print(f"{count:>12,} articles: new ones {taken / 1e6:6.0f} MB, known ones {known / 1e6:6.0f} MB")
    (least, *first), (most, *last) = rows[0], rows[-1]
    new, old = ((b - a) / (most - least) for a, b in zip(first, last, strict=True))
    print(f"an article more: {new:.0f} bytes while it is new, {old:.0f} once it is known")


if __name__ == "__main__":
    main()
