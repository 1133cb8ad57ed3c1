"""What a quote's confidence is worth: how often quotes of each confidence are right.

    python benchmarks/reliability.py GOLD TABLES [--svg FILE]

GOLD is a folder with `articles.jsonl` (uri, text) and `gold.jsonl` (uri, attributions of content and
source spans); TABLES the output of a run over those articles. A quote is right where a gold one shares
half of its words with it and its speaker shares a word with the gold one's. Prints a row for each tenth
of confidence, and draws the plot into FILE.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re

import pyarrow.dataset as ds

WORD = re.compile(r"[^\W_]+")


def words(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """The words of some stretches of a text, by where they begin."""
    return {start + match.start() for start, end in spans for match in WORD.finditer(text[start:end])}


def judged(gold: pathlib.Path, tables: pathlib.Path) -> list[tuple[float, bool]]:
    """The outermost quotes of a run: their confidence, and whether they are right."""
    expected = {row["uri"]: row["attributions"] for row in map(json.loads, (gold / "gold.jsonl").open())}
    articles = {row["article_id"]: row for row in _rows(tables, "articles", ["article_id", "uri", "text"])}
    pairs: dict[str, list[tuple[float, int, int]]] = {}
    quotes: dict[str, list[dict]] = {}
    for quote in _rows(tables, "quotes", None):
        if quote["parent_quote_id"] is None:
            quotes.setdefault(quote["article_id"], []).append(quote)
    out = []
    for key, found in quotes.items():
        text, truth = articles[key]["text"], expected.get(articles[key]["uri"], [])
        content = [words(text, a["content"]) for a in truth]
        for j, quote in enumerate(found):
            mine = words(text, [(f["start"], f["end"]) for f in quote["fragments"]])
            for i, theirs in enumerate(content):
                shared = len(mine & theirs)
                if shared and shared / len(mine | theirs) >= 0.5:
                    pairs.setdefault(key, []).append((shared / len(mine | theirs), i, j))
        right, used, taken = set(), set(), set()
        for _, i, j in sorted(pairs.get(key, []), reverse=True):
            if i not in used and j not in taken:
                used.add(i)
                taken.add(j)
                speaker = _span(text, found[j])
                if (speaker & words(text, truth[i]["source"])) or not (speaker or truth[i]["source"]):
                    right.add(j)
        out += [(quote["confidence"], j in right) for j, quote in enumerate(found)]
    return out


def _rows(tables: pathlib.Path, name: str, columns: list[str] | None) -> list[dict]:
    path = tables / name if (tables / name).exists() else tables / f"{name}.parquet"
    return ds.dataset(path, format="parquet").to_table(columns).to_pylist()


def _span(text: str, quote: dict) -> set[int]:
    if quote["speaker_start"] is None:
        return set()
    return words(text, [(quote["speaker_start"], quote["speaker_end"])])


def draw(points: list[tuple[float, float, int]]) -> str:
    """The reliability plot as SVG: confidence across, share of right quotes up, the ideal as a diagonal."""
    dots = "".join(
        f'<circle cx="{40 + 300 * p:.0f}" cy="{320 - 300 * right:.0f}" r="{2 + n**0.5 / 4:.1f}" fill="#336"/>'
        for p, right, n in points
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="350" font-family="sans-serif" font-size="11">'
        '<rect x="40" y="20" width="300" height="300" fill="none" stroke="#999"/>'
        '<line x1="40" y1="320" x2="340" y2="20" stroke="#bbb"/>'
        f'{dots}<text x="160" y="342">confidence</text><text x="2" y="14">share right</text></svg>\n'
    )


def main() -> None:
    """Read, judge, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("tables", type=pathlib.Path)
    parser.add_argument("--svg", type=pathlib.Path)
    arguments = parser.parse_args()
    rows = judged(arguments.gold, arguments.tables)
    points = []
    print(f"{'confidence':12}{'quotes':>8}{'mean':>8}{'right':>8}")
    for tenth in range(10):
        some = [(p, ok) for p, ok in rows if tenth <= min(p * 10, 9.99) < tenth + 1]
        if some:
            mean, right = sum(p for p, _ in some) / len(some), sum(ok for _, ok in some) / len(some)
            points.append((mean, right, len(some)))
            print(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}  {len(some):8}{mean:8.3f}{right:8.3f}")
    sure = [ok for p, ok in rows if p > 0.8]
    if sure:
        print(f"above 0.8   {len(sure):8}{'':8}{sum(sure) / len(sure):8.3f}")
    if arguments.svg:
        arguments.svg.write_text(draw(points), "utf-8")


if __name__ == "__main__":
    main()
