"""The data of the reader: each article with everything that was found in it, marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.corpus import namesakes
from pipeline.publishing.report.data import DataFolder, shortened, without_nulls
from pipeline.publishing.report.marks import tree
from pipeline.publishing.report.printings import Printings
from pipeline.publishing.views import ENTITY_COLUMNS
from pipeline.tables.store import Store

KINDS = {"quote": "quotes", "mention": "mentions", "time": "time_expressions", "event": "event_mentions"}
"""The kinds of marks, and the tables that their rows come from."""
KEYS = {"quote": "quote_id", "mention": "mention_id", "time": "timex_id", "event": "event_mention_id"}
PARTS = ("cue", "speaker", "addressee", "channel")
"""What belongs to a quote and is shown in the text when the quote is chosen."""
LEFT_OUT = {
    "quote": ("article_id", "quote_id", "fragments"),
    "mention": ("article_id", "mention_id", "sentence_index", "head_start", "head_end", "text"),
    "time": ("article_id", "timex_id", "text"),
    "event": ("article_id", "event_mention_id"),
}
"""Columns that the page knows anyway, from the mark and the text below it, or has no use for."""
TITLE_LENGTH = 90


def write_articles(store: Store, data: DataFolder, printings: Printings) -> None:
    """Write a data file an article, part by part, and one that lists them all."""
    listed = []
    told = stories_of_articles(store)
    meant = namesakes.meant(store.read_all("entities", ["entity_id", "namesake_of", "article_ids"]).to_pylist())
    for part in store.parts("articles"):
        found = {kind: _by_article(store, table, part, meant) for kind, table in KINDS.items()}
        for article in store.read("articles", part).to_pylist():
            key = article["article_id"]
            rows = {kind: found[kind][key] for kind in KINDS}
            data.write(f"articles/{article['article_id']}", article_data(article, rows, printings, told.get(key)))
            listed.append(
                {
                    "id": article["article_id"],
                    "title": title(article),
                    "day": article["reference_date"],
                    "publisher": article["publisher"],
                    "words": article["n_words"],
                    "quotes": len(rows["quote"]),
                    "events": sum(row["date_start"] is not None for row in rows["event"]),
                }
            )
    listed.sort(key=lambda row: (row["day"] is not None, str(row["day"]), row["title"]), reverse=True)
    data.write("articles", listed)


def stories_of_articles(store: Store) -> dict[str, dict[str, Any]]:
    """By article: the story that it tells with others, and the article that it was copied from."""
    stories = {
        row["story_id"]: row for row in store.read_all("stories", ["story_id", "title", "n_articles"]).to_pylist()
    }
    columns = ["story_id", "article_id", "copy_of", "copied_share"]
    return {
        row["article_id"]: without_nulls(
            {
                "id": row["story_id"],
                "title": shortened(stories[row["story_id"]]["title"], TITLE_LENGTH),
                "n": stories[row["story_id"]]["n_articles"],
                "copy_of": row["copy_of"],
                "share": row["copied_share"],
            }
        )
        for row in store.read_all("story_members", columns).to_pylist()
        if row["story_id"] in stories and stories[row["story_id"]]["n_articles"] > 1
    }


def article_data(
    article: dict[str, Any],
    rows: dict[str, list[dict[str, Any]]],
    printings: Printings | None = None,
    story: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What the reader shows of an article: its metadata, its text as a tree of marks, the marks' rows, its story."""
    marks: list[dict[str, Any]] = []
    spans: list[tuple[int, int, int]] = []
    for kind, key in KEYS.items():
        for row in rows[kind]:
            number = len(marks)
            marks.append({"kind": kind, "id": row[key], "row": without_nulls(row, LEFT_OUT[kind])})
            if kind == "quote" and printings:
                marks[-1] |= printings.beside(row[key])
            pieces = row.get("fragments") or [row]
            spans += [(piece["start"], piece["end"], number) for piece in pieces]
    for row in rows["quote"]:
        for name in PARTS:
            if row[f"{name}_start"] is not None:
                spans.append((row[f"{name}_start"], row[f"{name}_end"], len(marks)))
                marks.append({"kind": name, "of": row["quote_id"]})
    return {
        "title": title(article),
        "about": without_nulls(article, ("text", "title")),
        "link": web_address(article["uri"]),
        "text": tree(article["text"], spans),
        "marks": marks,
        **({"story": story} if story else {}),
    }


def title(article: dict[str, Any]) -> str:
    """The headline of an article; where there is none, how its text begins."""
    beginning = next((line for line in article["text"].splitlines() if line.strip()), "")
    return shortened(article["title"] or "", 3 * TITLE_LENGTH) or shortened(beginning, TITLE_LENGTH) or article["uri"]


def web_address(uri: str) -> str | None:
    """The uri where it is the address of a web page, which alone may be a link."""
    return uri if uri.lower().startswith(("https://", "http://")) else None


def _by_article(
    store: Store, table: str, part: str, meant: dict[tuple[str, str], str]
) -> defaultdict[str, list[dict[str, Any]]]:
    grouped: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(store, table, part):
        if meant:
            for cells in (row, *row.get("participants", ())):
                for column in ENTITY_COLUMNS.get(table, ()) if cells is row else ("entity_id",):
                    cells[column] = meant.get((row["article_id"], cells[column]), cells[column])
        grouped[row["article_id"]].append(row)
    return grouped


def _rows(store: Store, table: str, part: str) -> Iterator[dict[str, Any]]:
    """The rows of a part; none where a stage has not made it."""
    if part in store.parts(table):
        yield from store.read(table, part).to_pylist()
