"""What a confidence is worth: how often rows of each confidence are right, by table.

    python benchmarks/reliability.py [--quotes GOLD TABLES] [--mentions GOLD TABLES] [--times GOLD TABLES]
                                     [--events GOLD TABLES] [--svg FILE]

GOLD is a folder with `articles.jsonl` (uri, text) and `gold.jsonl` (uri, and what is asked of the table); TABLES the
output of a run over those articles. Prints, for each table, a row for each tenth of confidence, and draws the plots
into FILE. What is right:

- a quote that shares half of its words with one of `attributions`, and its speaker a word with that one's source;
- a name that overlaps one of `names` of its kind, names of other kinds left out; a pronoun or noun that is given to the
  entity most of whose names belong to the `group` of the mention of gold with the same head;
- a time expression that overlaps one of `timexes` and has its value or its days;
- a happening whose trigger overlaps one of `events` and, where it has a time, one of its times a time that `dated` ties
  to that event; gold ties few, so that a dated happening whose event has no time there is left out.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow.dataset as ds

WORD = re.compile(r"[^\W_]+")
KINDS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
"""The labels of mentions that gold judges, and what it calls them."""
Judged = tuple[float, bool]
Row = dict[str, Any]


def words(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """The words of some stretches of a text, by where they begin."""
    return {start + match.start() for start, end in spans for match in WORD.finditer(text[start:end])}


def rows(tables: pathlib.Path, name: str, columns: list[str] | None = None) -> list[Row]:
    """The rows of a table of a run."""
    path = tables / name if (tables / name).exists() else tables / f"{name}.parquet"
    return ds.dataset(path, format="parquet").to_table(columns).to_pylist()


def by_article(gold: pathlib.Path, tables: pathlib.Path, name: str) -> Iterator[tuple[Row, Row, list[Row]]]:
    """Each article of a run with what gold knows of it, and its rows of a table."""
    known = {row["uri"]: row for row in map(json.loads, (gold / "gold.jsonl").open(encoding="utf-8"))}
    found = collections.defaultdict(list)
    for row in rows(tables, name):
        found[row["article_id"]].append(row)
    for article in rows(tables, "articles", ["article_id", "uri", "text"]):
        if article["uri"] in known:
            yield article, known[article["uri"]], found[article["article_id"]]


def overlap(one: Row, other: Row) -> int:
    """How many characters two spans share."""
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def best(row: Row, among: Iterable[Row]) -> Row | None:
    """The span that shares most characters with a row; None where none shares any."""
    found = max(among, key=lambda other: overlap(row, other), default=None)
    return found if found is not None and overlap(row, found) > 0 else None


def judged_quotes(gold: pathlib.Path, tables: pathlib.Path) -> Iterator[Judged]:
    """The outermost quotes of a run: their confidence, and whether they are right."""
    for article, truth, quotes in by_article(gold, tables, "quotes"):
        outer = [quote for quote in quotes if quote["parent_quote_id"] is None]
        right = right_quotes(article["text"], outer, truth["attributions"])
        yield from ((quote["confidence"], j in right) for j, quote in enumerate(outer))


def right_quotes(text: str, quotes: list[Row], known: list[Row]) -> set[int]:
    """Which quotes of an article are right, by their places in the list."""
    content = [words(text, a["content"]) for a in known]
    pairs = []
    for j, quote in enumerate(quotes):
        mine = words(text, [(f["start"], f["end"]) for f in quote["fragments"]])
        for i, theirs in enumerate(content):
            shared = len(mine & theirs)
            if shared and shared / len(mine | theirs) >= 0.5:
                pairs.append((shared / len(mine | theirs), i, j))
    right, used, taken = set(), set(), set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            speaker = _speaker(text, quotes[j])
            if (speaker & words(text, known[i]["source"])) or not (speaker or known[i]["source"]):
                right.add(j)
    return right


def _speaker(text: str, quote: Row) -> set[int]:
    if quote["speaker_start"] is None:
        return set()
    return words(text, [(quote["speaker_start"], quote["speaker_end"])])


def judged_mentions(gold: pathlib.Path, tables: pathlib.Path) -> Iterator[Judged]:
    """The mentions of a run that gold can judge: their confidence, and whether they are right."""
    for _, truth, mentions in by_article(gold, tables, "mentions"):
        names = [name for name in truth["names"] if not name["nested"]]
        groups = collections.defaultdict(collections.Counter)
        for mention in mentions:
            if mention["mention_type"] != "name" or mention["label"] not in KINDS:
                continue
            name = best(mention, names)
            if name is not None:
                groups[mention["entity_id"]][name["group"]] += 1
            elif best(mention, truth["names_other"]):
                continue
            kinds = {name["type"], *name["alt"]} if name is not None else set()
            yield mention["confidence"], KINDS[mention["label"]] in kinds
        for mention in mentions:
            if mention["mention_type"] == "name" or not groups[mention["entity_id"]]:
                continue
            head = {"start": mention["head_start"], "end": mention["head_end"]}
            told = [m for m in truth["mentions"] if overlap(head, {"start": m["head_start"], "end": m["head_end"]}) > 0]
            (group, _), *_ = groups[mention["entity_id"]].most_common(1)
            yield mention["confidence"], any(m["group"] == group for m in told)


def judged_times(gold: pathlib.Path, tables: pathlib.Path) -> dict[str, list[tuple[Row, bool]]]:
    """The time expressions of each article by its uri, and whether they are right."""
    found = {}
    for article, truth, expressions in by_article(gold, tables, "time_expressions"):
        found[article["uri"]] = [(row, _is_time(row, best(row, truth["timexes"]))) for row in expressions]
    return found


def _is_time(row: Row, known: Row | None) -> bool:
    if known is None:
        return False
    days = [known["date_start"], known["date_end"]]
    return row["value"] == known["value"] or (
        None not in days and [str(row["date_start"]), str(row["date_end"])] == days
    )


def judged_events(gold: pathlib.Path, tables: pathlib.Path) -> Iterator[tuple[Row, bool]]:
    """The happenings of a run that gold can judge, and whether they are right."""
    times = {row["timex_id"]: row for row in rows(tables, "time_expressions", ["timex_id", "start", "end"])}
    for _, truth, mentions in by_article(gold, tables, "event_mentions"):
        for row in mentions:
            told = {e["eid"] for e in truth["events"] if overlap(row, e) > 0}
            if not told or not row["times"]:
                yield row, bool(told)
                continue
            tids = {pair["tid"] for pair in truth["dated"] if pair["eid"] in told}
            if known := [t for t in truth["timexes"] if t["tid"] in tids]:
                mine = [times[time["timex_id"]] for time in row["times"]]
                yield row, any(overlap(a, b) > 0 for a in mine for b in known)


def draw(plots: dict[str, list[tuple[float, float, int]]]) -> str:
    """The plots as SVG, side by side: confidence across, share of right rows up, the ideal as a diagonal."""
    panels = []
    for number, (name, points) in enumerate(plots.items()):
        dots = "".join(
            f'<circle cx="{40 + 220 * p:.0f}" cy="{250 - 220 * right:.0f}" r="{2 + n**0.5 / 8:.1f}" fill="#336"/>'
            for p, right, n in points
        )
        panels.append(
            f'<g transform="translate({number * 270} 0)"><rect x="40" y="30" width="220" height="220" fill="none" '
            f'stroke="#999"/><line x1="40" y1="250" x2="260" y2="30" stroke="#bbb"/>{dots}'
            f'<text x="40" y="20" font-weight="bold">{name}</text><text x="120" y="268">confidence</text></g>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{270 * len(plots) + 10}" height="280" '
        'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text transform="translate(24 180) rotate(-90)">share right</text>{"".join(panels)}</svg>\n'
    )


def tell(name: str, judged: list[Judged]) -> list[tuple[float, float, int]]:
    """Print how often rows of each tenth of confidence are right; return mean, share right and number of each."""
    points = []
    print(f"{name:12}{'rows':>8}{'mean':>8}{'right':>8}")
    for tenth in range(10):
        some = [(p, ok) for p, ok in judged if tenth <= min(p * 10, 9.99) < tenth + 1]
        if some:
            mean, right = sum(p for p, _ in some) / len(some), sum(ok for _, ok in some) / len(some)
            points.append((mean, right, len(some)))
            print(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}  {len(some):8}{mean:8.3f}{right:8.3f}")
    if sure := [ok for p, ok in judged if p > 0.8]:
        print(f"above 0.8   {len(sure):8}{'':8}{sum(sure) / len(sure):8.3f}")
    return points


def main() -> None:
    """Read, judge, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("quotes", "mentions", "times", "events"):
        parser.add_argument(f"--{name}", nargs=2, type=pathlib.Path, metavar=("GOLD", "TABLES"))
    parser.add_argument("--svg", type=pathlib.Path)
    given = parser.parse_args()
    plots = {}
    if given.quotes:
        plots["quotes"] = tell("quotes", list(judged_quotes(*given.quotes)))
    if given.mentions:
        plots["mentions"] = tell("mentions", list(judged_mentions(*given.mentions)))
    if given.times:
        found = judged_times(*given.times).values()
        plots["time_expressions"] = tell("times", [(row["confidence"], ok) for some in found for row, ok in some])
    if given.events:
        plots["event_mentions"] = tell("events", [(row["confidence"], ok) for row, ok in judged_events(*given.events)])
    if given.svg:
        given.svg.write_text(draw(plots), "utf-8")


if __name__ == "__main__":
    main()
