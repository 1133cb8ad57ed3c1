"""What hostile texts, damaged files and kills do to a run: nothing may be lost without a word, doubled, or hang.

    python benchmarks/hostile.py texts [--count N] [--seconds S] [--seed SEED]
    python benchmarks/hostile.py files [--count N] [--seconds S] [--seed SEED]
    python benchmarks/hostile.py kills [--count N] [--seconds S] [--seed SEED]

`texts` mutates and splices news text and extracts from it; `files` damages files of every format and reads them;
`kills` ends `run`, `compact` and `dagster asset materialize` at random moments, lets them write to disks that are full
(where it may mount a small one), starts two runs at once, and compares the tables that come in the end with those of a
run that nobody disturbed. The same seed gives the same inputs. Ends after N inputs or S seconds, whichever is first;
prints each finding with the seed of its input, and a line of JSON with the figures. Exits with 1 where there was a
finding.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import io
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SENTENCES = (
    "KELD HARBOUR (Lantern) — The port of Keld will close on Friday, its director, Maren Holt, said.",
    "“We had no choice,” Holt told reporters on Monday. “The ice came two weeks early.”",
    "Tarn Power Ltd. bought the mill for $4.5 million in 2019 and sold it on May 3, 2021.",
    "He said that the council, which met in Velmora last week, had not read the report.",
    "On Nov. 9, the mayor wrote that “nobody asked the farmers,” and that she would ask them.",
    "Two men were arrested near the Old Mint between 10 p.m. and midnight, police said.",
    "According to Dr. Nadia Fenwick, the water was safe until the third week of August.",
    "The year before, the union had asked for 3.5 percent; it got 2 percent in June.",
    "Asked whether he would go, Greve answered: “Not before spring.”",
    "The Farmers' League and its leader, Hanno Greve, plan to appeal by December 15.",
    "“Is it true?” she asked. “It is,” the clerk replied, adding that he was sorry.",
    "In the 1990s the valley had 12,000 people; in 2031 it has half of them.",
    "Prime Minister Edda Sunde, 54, denied on Tuesday that ballots were missing.",
    "The flood of Aug. 12 killed at least nine people in Ost and Halden, officials said Thursday.",
    "If the wind drops, the road service will clear the Saddle road in six hours.",
)  # fmt: skip
"""News of our own, of the kinds that the extractors have rules for."""
ODD = (
    "“", "”", "\"", "'", "’", "‘", "«", "»", "—", "–", "--", "…", "...", "?!", ".", ",", ";", ":", "(", ")", "[", "]",
    "\n", "\n\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "e\u0301", "🜚", "İ",
    "ß", "&quot;", "&amp;", "<b>", "</p>", "%", "$", "€", "#", "@ann", "https://n.example/a?b=1", "\\", "|",
    "*", "_",
    "9" * 309, "1/0", "Feb. 30", "99:99", "the year", "of", "Mr.", "Jr.", "U.S.", "said", "he", "the", "who",
    "said that",
)  # fmt: skip
SECONDS_OF_A_TEXT, SECONDS_OF_A_FILE, SECONDS_OF_A_COMMAND = 20, 20, 900
"""What takes longer hangs: of a text or file CPU seconds, which do not depend on what else is at work."""


@dataclass
class Outcome:
    """How many inputs were tried, what was found wrong with which, and what else was counted."""

    kind: str
    seed: int
    tried: int = 0
    findings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0

    def count(self, name: str, n: int = 1) -> None:
        """Count something by its name."""
        self.counts[name] = self.counts.get(name, 0) + n

    def found(self, seed: str, what: str) -> None:
        """Tell what is wrong with the input of a seed."""
        self.findings.append(f"{self.kind} {seed}: {what}")
        print(self.findings[-1], file=sys.stderr, flush=True)

    def line(self) -> str:
        """The figures as a line of JSON."""
        figures = {"kind": self.kind, "seed": self.seed, "tried": self.tried, "findings": len(self.findings)}
        return json.dumps(figures | self.counts | {"slowest_seconds": round(self.slowest, 1)})


def mutated(chance: random.Random) -> str:
    """A news text, spliced and mutated."""
    text = " ".join(_spliced(chance) for _ in range(chance.randint(1, 6)))
    for _ in range(chance.randint(0, 6)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def _spliced(chance: random.Random) -> str:
    one, other = chance.choice(SENTENCES), chance.choice(SENTENCES)
    if chance.random() < 0.5:
        return one
    first, second = one.split(" "), other.split(" ")
    return " ".join(first[: chance.randint(0, len(first))] + second[chance.randint(0, len(second)) :])


def _at(text: str, chance: random.Random) -> int:
    return chance.randint(0, len(text))


def _insert(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice(ODD) + text[at:]


def _insert_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words.insert(chance.randint(0, len(words)), chance.choice(ODD))
    return " ".join(words)


def _delete(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at + chance.randint(1, 20) :]


def _repeat(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at : at + chance.randint(1, 30)] * chance.randint(2, 40) + text[at:]


def _swap(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    i, j = chance.randrange(len(words)), chance.randrange(len(words))
    words[i], words[j] = words[j], words[i]
    return " ".join(words)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _insert, _insert, _insert_word, _insert_word, _delete, _repeat, _swap,
    lambda text, chance: text.upper() if chance.random() < 0.5 else text.lower(),
    lambda text, chance: "\n".join(text[i : i + 70] for i in range(0, len(text), 70)),
    lambda text, chance: "".join(char for char in text if char not in ".,"),
)  # fmt: skip


def try_texts(outcome: Outcome, count: int, until: float) -> None:
    """Extract from mutated texts: no exception, no failed rule, no span that is not its words, no id twice.

    The tables of a corpus, which cost ten times what a short text does, are made of each hundredth.
    """
    import pipeline
    from pipeline.errors import ArticleError
    from pipeline.running.stages import STAGES, Stage
    from pipeline.tables.schema import TABLES

    pipeline.extract(SENTENCES[0])  # loads the model
    of_articles = {name: TABLES[name] for name, stage in STAGES.items() if isinstance(stage, Stage)}
    for number in range(count):
        if time.monotonic() > until:
            return
        seed = f"{outcome.seed}/{number}"
        chance = random.Random(seed)
        text = mutated(chance)
        day = dt.date(2000, 1, 1) + dt.timedelta(chance.randrange(15_000)) if chance.random() < 0.8 else None
        began = time.process_time()
        outcome.tried += 1
        try:
            made = pipeline.extract(text, published_at=day)
            wrong = list(wrong_rows(made, TABLES if number % 100 == 0 else of_articles))
        except ArticleError:
            outcome.count("refused")
            continue
        except Exception as error:
            outcome.found(seed, f"{type(error).__name__}: {error} of {text[:200]!r}")
            continue
        seconds = time.process_time() - began
        outcome.slowest = max(outcome.slowest, seconds)
        if seconds > SECONDS_OF_A_TEXT:
            outcome.found(seed, f"{seconds:.0f} seconds for {len(text)} characters")
        for what in wrong:
            outcome.found(seed, what)


def wrong_rows(made: object, tables: dict) -> Iterator[str]:
    """What is wrong with the tables of an article."""
    text = made.articles["text"][0].as_py()  # type: ignore[attr-defined]
    for row in made.quarantine.to_pylist():  # type: ignore[attr-defined]
        yield f"quarantined by {row['stage']}: {row['detail']}"
    for name, table in tables.items():
        try:
            rows = getattr(made, name).to_pylist()
        except AttributeError:
            continue
        keys = [tuple(row[column] for column in table.key) for row in rows]
        if len(set(keys)) != len(keys):
            yield f"{name}: a key twice"
        for row in rows:
            start, end = row.get("start"), row.get("end")
            if start is None or end is None:
                continue
            if not 0 <= start < end <= len(text):
                yield f"{name}: a span from {start} to {end} of {len(text)}"
            words = row.get("trigger" if name == "event_mentions" else "text")
            if isinstance(words, str) and not row.get("fragments") and words != text[start:end]:
                yield f"{name}: {words!r} stands at {text[start:end]!r}"


def files(texts: dict[str, str]) -> dict[str, bytes]:
    """These texts, by their uris, as a file of each format."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = "".join(json.dumps({"uri": uri, "text": text}) + "\n" for uri, text in texts.items()).encode()
    rows = "uri,text\n" + "".join('{},"{}"\n'.format(uri, text.replace('"', '""')) for uri, text in texts.items())
    records = [_record(uri, text) for uri, text in texts.items()]
    sink = io.BytesIO()
    table = pa.table({"uri": list(texts), "text": list(texts.values())})
    pq.write_table(table, sink, row_group_size=2, compression="zstd")
    first = next(iter(texts.values()))
    return {
        "a.txt": first.encode(), "a.html": _page(first).encode(),
        "a.jsonl": lines, "a.jsonl.gz": gzip.compress(lines, mtime=0),
        "a.csv": rows.encode(), "a.csv.gz": gzip.compress(rows.encode(), mtime=0), "a.parquet": sink.getvalue(),
        "a.warc": b"".join(records), "a.warc.gz": b"".join(gzip.compress(record, mtime=0) for record in records),
    }  # fmt: skip


def _page(text: str) -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in text.split("\n"))
    return f"<html><body><article><h1>News</h1>{paragraphs}</article></body></html>"


def _record(uri: str, text: str) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_page(text)}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some are flipped, cut, lost, doubled, moved, or zero."""
    for _ in range(chance.randint(1, 3)):
        at, length = chance.randint(0, len(data)), chance.choice((1, 1, 3, 40, 400))
        piece = data[at : at + length]
        match chance.randrange(7):
            case 0 if data:
                at = chance.randrange(len(data))
                data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
            case 1:
                data = data[:at]
            case 2:
                data = data[:at] + data[at + length :]
            case 3:
                data = data[:at] + piece + data[at:]
            case 4:
                to = chance.randint(0, len(data))
                data = data[:to] + piece + data[to:]
            case 5:
                data = data[:at] + bytes(len(piece)) + data[at + length :]
            case _:
                data = data[:at] + chance.choice((b'"', b"\n", b"\r\n", b"\xff", b"\x00", b"{", b",", b"<")) + data[at:]
    return data


def try_files(outcome: Outcome, count: int, until: float) -> None:
    """Read damaged files: no exception, no hang, and no article that is missing while nothing is told."""
    from pipeline.articles.reading import Article, list_inputs, read

    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            if time.monotonic() > until:
                return
            seed = f"{outcome.seed}/{number}"
            chance = random.Random(seed)
            texts = {
                f"https://n.example/{number}/{i}": "\n".join([*chance.sample(SENTENCES, 2), f"Item {i} is here."])
                for i in range(chance.randint(1, 6))
            }
            name, data = chance.choice(list(files(texts).items()))
            path = pathlib.Path(folder, name)
            path.write_bytes(damaged(data, chance))
            outcome.tried += 1
            began = time.process_time()
            try:
                items = list(read(list_inputs([str(path)])[0]))
            except Exception as error:
                outcome.found(seed, f"{name}: {type(error).__name__}: {error}")
                continue
            seconds = time.process_time() - began
            outcome.slowest = max(outcome.slowest, seconds)
            articles = [item for item in items if isinstance(item, Article)]
            whole = 1 if name in ("a.txt", "a.html") else len(texts)
            outcome.count("articles_kept", len(articles))
            outcome.count("told", len(items) - len(articles))
            if seconds > SECONDS_OF_A_FILE:
                outcome.found(seed, f"{name}: {seconds:.0f} seconds")
            if len(articles) == len(items) < whole and not _is_as_good(name, data, path.read_bytes()):
                outcome.found(seed, f"{name}: {len(articles)} of {whole} articles, and nothing told")
            path.unlink()


def _is_as_good(name: str, before: bytes, after: bytes) -> bool:
    """Whether the damaged file is as good as any other: whole lines are lost or run together, a page is no page."""
    marks = {"a.jsonl": (b"\n",), "a.csv": (b"\n",), "a.warc": (b"WARC/1.0", b"Content-Type: text/html;", b" 200 ")}
    return any(after.count(mark) < before.count(mark) for mark in marks.get(name, ()))


def try_kills(outcome: Outcome, count: int, until: float) -> None:
    """Kill commands at random moments: the next run brings the tables to what an undisturbed run makes of them."""
    chance = random.Random(outcome.seed)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        sources = work / "sources"
        sources.mkdir()
        for i in range(8):
            rows = ({"uri": f"{i}/{k}", "text": " ".join(chance.sample(SENTENCES, 6))} for k in range(4))
            (sources / f"{i}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        command = ("run", sources, "--part-characters", 4000)
        began = time.monotonic()
        if _ended(outcome, "reference", command, work / "reference"):
            return
        usual = time.monotonic() - began
        reference, round_number = rows_of(work / "reference"), 0
        while outcome.tried < count and time.monotonic() < until:
            round_number += 1
            output = work / f"output-{round_number}"
            killed = ("dagster", sources) if round_number % 3 == 0 else command
            for _ in range(min(4, count - outcome.tried)):
                _kill(outcome, chance, killed, output, usual * (3 if killed[0] == "dagster" else 1))
            _compare(outcome, f"round {round_number}, kills of {killed[0]}", command, output, reference)
            if outcome.tried < count and round_number % 3 == 1:
                _kill(outcome, chance, ("compact",), output, usual / 3)
                _compare(outcome, f"round {round_number}, a kill of compact", command, output, reference)
            shutil.rmtree(output)
        _full_disks(outcome, chance, command, work / "disk", reference)
        for other in (command, ("dagster", sources)):
            _two_at_once(outcome, command, other, work / f"both-{other[0]}", reference)


def _start(command: tuple, output: pathlib.Path) -> subprocess.Popen[str]:
    if command[0] == "dagster":
        select = ("asset", "materialize", "--select", "*", "-m", "assets.definitions")
        arguments = [sys.executable, "-m", "dagster", *select]
        home = output.parent / "dagster"
        home.mkdir(exist_ok=True)
        named = {"QUOTIDIAN_SOURCES": str(command[1]), "QUOTIDIAN_OUTPUT": str(output), "DAGSTER_HOME": str(home)}
    else:
        arguments, named = [sys.executable, "-m", "pipeline", *map(str, command), "--output", str(output)], {}
    out, err = subprocess.PIPE, subprocess.STDOUT
    return subprocess.Popen(arguments, stdout=out, stderr=err, text=True, env=os.environ | named)


def _ended(outcome: Outcome, what: str, command: tuple, output: pathlib.Path) -> bool:
    """Run a command to its end; whether there was a finding."""
    process = _start(command, output)
    try:
        said, _ = process.communicate(timeout=SECONDS_OF_A_COMMAND)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        outcome.found(what, f"{command[0]} hangs")
        return True
    if process.returncode or "Traceback" in said:
        outcome.found(what, f"{command[0]} exits with {process.returncode}: {said[-500:]}")
        return True
    if "was broken" in said:  # files take each other's place whole, whatever ends a run
        outcome.found(what, f"{command[0]} takes files for broken: {said[:500]}")
    return False


def _kill(outcome: Outcome, chance: random.Random, command: tuple, output: pathlib.Path, usual: float) -> None:
    """Kill a command after a random time, or let it end."""
    outcome.tried += 1
    process = _start(command, output)
    try:
        process.communicate(timeout=chance.uniform(0.1, max(usual, 1)))
        outcome.count("ended_before")
    except subprocess.TimeoutExpired:
        process.send_signal(chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        process.communicate()
        outcome.count("killed")


def _compare(outcome: Outcome, what: str, command: tuple, output: pathlib.Path, reference: dict) -> None:
    if _ended(outcome, what, command, output):
        return
    rows = rows_of(output)
    for name in sorted(reference.keys() | rows.keys()):
        if rows.get(name, []) != reference.get(name, []):
            outcome.found(what, f"{name}: other rows than an undisturbed run makes")


def _two_at_once(outcome: Outcome, command: tuple, other: tuple, output: pathlib.Path, reference: dict) -> None:
    """Start two runs over one output: both end well, or one says that the other holds it."""
    both = [_start(command, output), _start(other, output)]
    said = [process.communicate(timeout=SECONDS_OF_A_COMMAND)[0] for process in both]
    codes = [process.returncode for process in both]
    held = [code != 0 and "in use by" in text for code, text in zip(codes, said, strict=True)]
    wrong = [code not in (0, 2 if one[0] == "run" else 1) for code, one in zip(codes, (command, other), strict=True)]
    if any(wrong) or all(codes) or any(codes) != any(held) or "Traceback" in said[0]:
        outcome.found("two at once", f"exit with {codes}: {said[0][-300:]} / {said[1][-300:]}")
    outcome.count("two_at_once")
    _compare(outcome, f"after two at once, {other[0]}", command, output, reference)


def _full_disks(outcome: Outcome, chance: random.Random, command: tuple, disk: pathlib.Path, reference: dict) -> None:
    """Run on small disks: one sentence and exit 2, and with more room the same tables. Nothing where none may be."""
    disk.mkdir()
    for kilobytes in (chance.randint(40, 2000) for _ in range(3)):
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", disk], check=False)
        if mounted.returncode:
            return
        try:
            process = _start(command, disk / "output")
            said, _ = process.communicate(timeout=SECONDS_OF_A_COMMAND)
            outcome.count("small_disks")
            last = said.strip().rpartition("\n")[2]
            if (
                process.returncode not in (0, 2)
                or "Traceback" in said
                or not (process.returncode == 0 or "space" in last)
            ):
                outcome.found(f"a disk of {kilobytes} kB", f"exit with {process.returncode}: {said[-500:]}")
            subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
            _compare(outcome, f"after a disk of {kilobytes} kB", command, disk / "output", reference)
        finally:
            subprocess.run(["umount", disk], check=False)


def rows_of(output: pathlib.Path) -> dict[str, list[str]]:
    """The rows of each table in a fixed order, whatever its parts; checks, which tell of parts, left out."""
    import pyarrow.parquet as pq

    tables = {}
    for folder in sorted(output.iterdir()):
        parts = sorted(folder.glob("*.parquet")) if not folder.name.startswith(".") else []
        if parts and folder.name != "checks":
            tables[folder.name] = sorted(repr(row) for part in parts for row in pq.read_table(part).to_pylist())
    return tables


TRIALS = {"texts": try_texts, "files": try_files, "kills": try_kills}


def campaign(kind: str, count: int, seconds: float, seed: int) -> Outcome:
    """Try so many inputs of a kind, for so long at most."""
    outcome = Outcome(kind, seed)
    TRIALS[kind](outcome, count, time.monotonic() + seconds)
    return outcome


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=TRIALS)
    parser.add_argument("--count", type=int, default=1000, help="how many inputs at most")
    parser.add_argument("--seconds", type=float, default=600, help="how long at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = campaign(options.kind, options.count, options.seconds, options.seed)
    print(outcome.line())
    sys.exit(bool(outcome.findings))


if __name__ == "__main__":
    main()
