"""The search index: which words stand in which quotes, entities, events and articles.

Records are numbered, the most important first within their kind. Words are kept in order, some a file,
so that all words with the same beginning lie together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb

from pipeline.publishing.report.data import DataFolder, chunks, shortened, without_nulls
from pipeline.publishing.report.rows import stream

RECORDS_A_FILE = 200
NUMBERS_A_FILE = 6000
STOP_WORDS = (
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the",
    "to", "was", "were", "will", "with",
)  # fmt: skip
"""Words so common that a search for them finds everything; they are left out on both sides."""

RECORDS = {
    "entity": """
        SELECT entity_id AS id, name AS head, label AS note,
               concat_ws(' · ', nullif(array_to_string(aliases[:5], ', '), ''),
                         nullif(array_to_string([r.role FOR r IN roles][:5], ', '), '')) AS text
        FROM entities WHERE canonical_id = entity_id ORDER BY n_mentions DESC, id""",
    "quote": """
        SELECT q.quote_id AS id, coalesce(c.name, q.speaker_name, q.speaker) AS head, q.text, q.cue,
               c.canonical_id AS speaker_id,
               coalesce(q.said_on, a.reference_date)::VARCHAR AS note
        FROM quotes q JOIN articles a USING (article_id) LEFT JOIN canonical c ON c.entity_id = q.speaker_entity_id
        ORDER BY q.attitude = 'speech' DESC, note DESC NULLS LAST, q.article_id, q.start""",
    "event": """
        SELECT event_mention_id AS id,
               date_start::VARCHAR AS date_start, date_end::VARCHAR AS date_end,
               status AS note, clause AS text
        FROM timeline""",
    "article": """
        SELECT article_id AS id, coalesce(title, uri) AS head, reference_date::VARCHAR AS note, text
        FROM articles ORDER BY note DESC NULLS LAST, id""",
}
"""Of each kind of record: its id, what it is headed by, a note, and its words."""


def write_search(database: duckdb.DuckDBPyConnection, data: DataFolder) -> None:
    """Write the records, the words that lead to them, and the list of the files of words."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    kinds = {kind: [0, 0] for kind in RECORDS}
    for file, chunk in enumerate(chunks(_records(database), RECORDS_A_FILE)):
        for number, record in enumerate(chunk, file * RECORDS_A_FILE):
            for word in set(words(f"{record.get('head', '')} {record.get('text', '')}")):
                numbers[word].append(number)
            first_of_kind, end = kinds[record["kind"]]
            kinds[record["kind"]] = [first_of_kind if end else number, number + 1]
            if "text" in record:
                record["text"] = shortened(record["text"], 300)
        data.write(f"records/{file}", chunk)
    first: list[str] = []
    held: dict[str, list[int]] = {}
    size = 0
    ordered = sorted(numbers)
    for place, word in enumerate(ordered):
        held[word] = numbers[word]
        size += len(numbers[word])
        if size >= NUMBERS_A_FILE or place == len(ordered) - 1:
            data.write(f"words/{len(first)}", held)
            first.append(next(iter(held)))
            held, size = {}, 0
    data.write("words", {"first": first, "stop": STOP_WORDS, "records": RECORDS_A_FILE, "kinds": kinds})


def words(text: str) -> list[str]:
    """The words of a text as they are searched for: without case and accents."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [word for word in re.findall(r"[^\W_]+", bare.lower()) if word not in STOP_WORDS]


def _records(database: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    for kind, sql in RECORDS.items():
        for row in stream(database, sql):
            yield without_nulls({"kind": kind, **row, "head": row.get("head") and shortened(row["head"], 120)})
