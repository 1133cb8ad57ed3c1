"""Time and memory as a corpus grows.

    python benchmarks/scale.py [--articles N ...] [--workers W] [--jsonl FILE] [--stories]

Writes corpora of N articles (default 20, 200, 2,000 and 20,000) out of sentences of our own, runs
`quotidian run` over each, then runs it again with nothing to do and with one article more, and draws
wall time, CPU time and the peak memory of the largest process into `benchmarks/scale.png`. With
`--jsonl`, only writes the first corpus to that file (`.gz` is compressed). With `--stories`, the corpora are made of
stories (see `affairs.py`), a run is made over each and with one article more, and told is how well it knows which
articles are copies, which quotes one statement and which tellings one event, in pairs, and how much of the time each
table took.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence

import affairs

PEOPLE = ("Ada", "Boris", "Clara", "Dario", "Edith", "Femi", "Greta", "Hassan", "Ingrid", "Jonas", "Katya", "Liam")
FAMILIES = (
    "Brenner", "Okafor", "Lindqvist", "Marchetti", "Novak", "Osborne", "Petrov", "Quill", "Ramanathan", "Stroud",
)  # fmt: skip
PLACES = ("London", "Warsaw", "Ohio", "Nairobi", "Lisbon", "Canada", "Tokyo", "Brussels", "Leeds", "Vienna")
FIRMS = ("Grell Water", "Oller Industries", "Karst Bank", "Velmora Rail", "Tamsin Foods", "the Harbour Council")
ROLES = ("mayor", "chief executive", "minister", "spokeswoman", "economist", "head of research", "union leader")
THINGS = ("bridge", "hospital", "reservoir", "tariff", "factory", "budget", "school", "ferry line", "pension fund")
DAYS = ("Monday", "Tuesday", "Wednesday", "last week", "on 3 March", "in 2019", "yesterday", "next month", "in May")
SENTENCES = (
    "“The {thing} will open {day}, and nobody in {place} will pay more for it,” said {name}, the {role} of {firm}.",
    "{firm} said {day} that it would close its {thing} in {place} and move {n} jobs to {place2}.",
    "{name} told reporters in {place} that the {thing} had cost {n} million dollars more than planned.",
    "The {role} resigned {day} after {firm} lost a vote on the {thing}, and {family} took over until the autumn.",
    "“We were wrong about the {thing},” {family} wrote. “It should have been mended {day}.”",
    "About {n} people marched through {place} {day}, the largest protest against the {thing} since {year}.",
    "According to {firm}, prices in {place} rose by {n} percent between {year} and {year2}.",
    "She did not say whether the {thing} would be sold, but added that talks with {firm} were going well.",
    "It was a quiet morning in {place}, and the road past the old {thing} was empty except for two vans.",
    "{name}, who had been {role} since {year}, denied {day} that any money had gone to {firm}.",
    "A court in {place} ruled that the {thing} may stay, which {family} called a surprise.",
    "Engineers found {n} cracks in the {thing}; repairs, they warned, could last until {year2}.",
)


def article(number: int, words: int = 350) -> dict[str, str]:
    """The article of that number: always the same one, of about that many words."""
    chance = random.Random(number)
    text: list[str] = []
    length = 0
    wanted = chance.randint(words // 3, words * 5 // 3)
    while length < wanted:
        family = chance.choice(FAMILIES)
        sentence = chance.choice(SENTENCES).format(
            name=f"{chance.choice(PEOPLE)} {family}", family=family, place=chance.choice(PLACES),
            place2=chance.choice(PLACES), firm=chance.choice(FIRMS), role=chance.choice(ROLES),
            thing=chance.choice(THINGS), day=chance.choice(DAYS), n=chance.randint(2, 900),
            year=chance.randint(1980, 2015), year2=chance.randint(2016, 2027),
        )  # fmt: skip
        text.append(sentence[0].upper() + sentence[1:])
        length += len(sentence.split())
    paragraphs = [" ".join(text[at : at + 3]) for at in range(0, len(text), 3)]
    published = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z"
    return {"uri": f"https://news.example/{number}", "published_at": published, "text": "\n\n".join(paragraphs)}


def write_corpus(path: pathlib.Path, numbers: Sequence[int]) -> int:
    """Write articles as JSON lines; the number of their words."""
    words = 0
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8") as file:
        for made in map(article, numbers):
            words += len(made["text"].split())
            file.write(json.dumps(made, ensure_ascii=False) + "\n")
    return words


def processes(pid: int) -> Iterator[tuple[int, float, float]]:
    """A process and all below it that are alive: pid, CPU seconds, and peak memory in GB."""
    try:
        folder = pathlib.Path(f"/proc/{pid}")
        peak = re.search(r"VmHWM:\s*(\d+)", (folder / "status").read_text())
        times = (folder / "stat").read_text().rpartition(")")[2].split()[11:13]
        children = (folder / f"task/{pid}/children").read_text().split()
    except OSError:
        return
    if peak:
        yield pid, sum(map(int, times)) / os.sysconf("SC_CLK_TCK"), int(peak[1]) / 1e6
    for child in children:
        yield from processes(int(child))


def measured(folder: pathlib.Path, workers: int) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and the peak memory in GB of the largest process of a run over `folder`.

    CPU seconds are read off the processes ten times a second, workers forked from a server being nobody's
    children that one could wait for.
    """
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "articles"), "--output", str(folder / "output")]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)
    largest, cpu = 0.0, dict[int, float]()
    while process.poll() is None:
        for pid, seconds, peak in processes(process.pid):
            cpu[pid], largest = seconds, max(largest, peak)
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}")
    return time.perf_counter() - started, sum(cpu.values()), largest


def draw(rows: Sequence[tuple[int, float, float, float]], path: pathlib.Path) -> None:
    """Time and memory over the number of articles."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    numbers, wall, cpu, memory = zip(*rows, strict=True)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    left.loglog(numbers, wall, "o-", label="wall time")
    left.loglog(numbers, cpu, "o--", label="CPU time")
    left.set(xlabel="articles", ylabel="seconds")
    left.legend()
    right.semilogx(numbers, memory, "o-")
    right.axhline(1.2, color="grey", linestyle=":", label="limit")
    right.set(xlabel="articles", ylabel="peak memory of the largest process, GB", ylim=(0, 1.4))
    right.legend()
    figure.savefig(path, dpi=120, metadata={"Software": None})


def over_stories(n: int, workers: int) -> None:
    """Run over a corpus of stories, then with one article more; print what was known and what each table cost."""
    *made, more = affairs.articles(n + 1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "articles").mkdir()
        for name, written in (("corpus", made), ("more", [more])):
            with (folder / "articles" / f"{name}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(one.article, ensure_ascii=False) + "\n" for one in written)
            command = [sys.executable, "-m", "pipeline", "run", str(folder / "articles"), "--workers", str(workers)]
            wall = time.perf_counter()
            told = subprocess.run(
                [*command, "--output", str(folder / "output")], stdout=subprocess.PIPE, text=True, check=True
            )
            print(f"{len(written):,} articles in {time.perf_counter() - wall:.1f} s\n{told.stdout}")
        for name, (precision, recall, f1) in affairs.scores([*made, more], folder / "output").items():
            print(f"{name:12} precision {precision:6.1%}  recall {recall:6.1%}  F1 {f1:6.1%}")


def main() -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[20, 200, 2_000, 20_000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--jsonl", type=pathlib.Path)
    parser.add_argument("--stories", action="store_true")
    given = parser.parse_args()
    if given.stories:
        for n in given.articles:
            over_stories(n, given.workers)
        return
    if given.jsonl:
        print(f"{write_corpus(given.jsonl, range(given.articles[0])):,} words")
        return
    rows = []
    print("articles      words     wall      CPU  words/CPU s  peak GB  nothing to do  one more")
    for n in given.articles:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            (folder / "articles").mkdir()
            words = write_corpus(folder / "articles" / "corpus.jsonl", range(n))
            wall, cpu, memory = measured(folder, given.workers)
            idle = measured(folder, given.workers)[0]
            write_corpus(folder / "articles" / "more.jsonl", [n])
            more = measured(folder, given.workers)[0]
        rows.append((n, wall, cpu, memory))
        print(f"{n:8,} {words:10,} {wall:8.1f} {cpu:8.1f} {words / cpu:12,.0f} {memory:8.2f} {idle:14.1f} {more:9.1f}")
    draw(rows, pathlib.Path(__file__).parent / "scale.png")


if __name__ == "__main__":
    main()
