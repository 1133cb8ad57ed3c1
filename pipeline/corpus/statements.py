"""Statements: utterances, however often they were printed.

Quotations are compared over the whole corpus by their words, case, marks and [inserted] words set aside. Two are one
utterance where the words are the same, where one is a part of the other, where many words stand in a row in both, or
where nearly all are the same; those of few words only where nobody says they are two people's. A report in other words
belongs to an utterance where speaker, day and nearly all of its content words are the same.
"""

from __future__ import annotations

import collections
import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import Indel

from pipeline.corpus.clusters import joined
from pipeline.corpus.kept import Answers, Kept, Shelf, database, distinct, pair_keys, shelf
from pipeline.corpus.rows import in_order
from pipeline.corpus.wording import content_words, hashed, shingles, words
from pipeline.tables.plain import coded, plain, plain_type, tuples
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

SHINGLES = pa.schema([("quote_id", pa.string()), ("shingle", pa.int64())])
"""The runs of words in quotations, kept part by part."""

COLUMNS = {
    "articles": ("article_id", "reference_date", "published_at", "publisher"),
    "quotes": (
        "quote_id", "article_id", "quote_type", "attitude", "text", "quotation", "start", "said_on",
        "speaker_entity_id", "speaker_name", "speaker", "cue_polarity",
    ),
    "entities": ("entity_id", "canonical_id"),
    "story_members": ("article_id", "story_id", "copy_of"),
}  # fmt: skip
"""The tables that statements are gathered from, and the columns of each."""

RUN = 5
"""Words of a shingle."""
COMMON_SHINGLE = 50
"""A run of words in more quotations than this is a phrase of the language."""
SHORTEST = 5
"""Words of a quotation that can be told from others."""
IN_A_ROW = 10
"""So many words in a row are nobody else's."""
NEARLY = 0.85
"""How much of two quotations must be the same, in words put in or left out."""
DISTINCTIVE = 10
"""Words from which on a quotation is one utterance whoever is said to have said it."""
REPORTED = 0.8
"""The share of a report's content words that the quotation must hold."""
REPORT_WORDS = 4
"""Content words of a report that can be told from others."""
NOBODY = -1
"""Stands for what is not known among numbers."""
AT_A_TIME = 4_000_000
"""Pairs of quotes with a run of words in common, each as often as it has one, that are looked at at a time."""
KEY = pa.binary(16)
"""The keys of statements."""
_INSERTED = re.compile(r"\[[^\]]*\]")


ALIKE = pa.struct([("alike", pa.bool_()), ("shorter", pa.int32())])
"""Whether two quotations have so many words in common that they may be one, and how many words the shorter one has."""
MEMBER = pa.struct([(name, pa.string()) for name in ("quote_id", "article_id", "difference")])
STATEMENT = pa.struct([
    ("row", pa.struct([(field.name, plain_type(field.type)) for field in TABLES["statements"].arrow_schema])),
    ("members", pa.list_(MEMBER)),
])  # fmt: skip
"""A statement: its row, and the quotes that are of it."""

_PRINTED = """
WITH quote AS (
    SELECT row, quote_id, article_id, quote_type, start, said_on,
           hash(quote_type = 'indirect', text, quotation) AS wording,
           coalesce(canonical_id, speaker_entity_id) AS speaker,
           coalesce(nullif(quotes.speaker_name, ''), quotes.speaker) AS speaker_name
    FROM quotes LEFT JOIN entities ON entities.entity_id = quotes.speaker_entity_id
    WHERE cue_polarity = 'positive' AND (attitude = 'speech' OR quote_id IN (FROM quoted))
)
SELECT row, quote_id, article_id, quote_type, said_on, reference_date AS printed_on, publisher, speaker, speaker_name,
       copy_of IS NOT NULL AS is_copy, story_id, wording,
       row_number() OVER (ORDER BY reference_date IS NULL, reference_date, published_at NULLS FIRST,
                          copy_of IS NOT NULL, article_id, start, quote_id) AS told,
       hash(quote_id, article_id, quote_type, wording, said_on, reference_date, publisher, speaker, speaker_name,
            copy_of IS NOT NULL) AS line
FROM quote JOIN articles USING (article_id) LEFT JOIN story_members USING (article_id)
ORDER BY quote_id
"""
"""The quotes that may be statements: what somebody said, and did not refuse to say or leave open.

`told` puts the tellings in order: day and hour of the article, originals before copies, id, the place in it.
`wording` stands for the words, `line` for all that a row is made of. Texts are taken from where they stand, by `row`.
"""

_BLOCKS = """
SELECT report.place, quotation.place
FROM printed AS report JOIN printed AS quotation USING (speaker)
WHERE report.quote_type = 'indirect' AND quotation.quote_type <> 'indirect'
  AND report.article_id <> quotation.article_id
  AND coalesce(report.said_on, report.printed_on) = coalesce(quotation.said_on, quotation.printed_on)
ORDER BY report.place, quotation.told
"""
"""Reports, and what the same speaker said on the same day in other articles, in the order in which it was told."""


@dataclass(frozen=True)
class Printed:
    """A quote as far as statements are concerned; `words` are those in quotation marks, or all of a report."""

    quote_id: str
    article_id: str
    quote_type: str
    text: str
    words: tuple[str, ...]
    speaker: str | None
    speaker_name: str | None
    said_on: dt.date | None
    printed_on: dt.date | None
    publisher: str | None
    is_copy: bool
    """Whether the article is a copy of another."""

    @property
    def is_quotation(self) -> bool:
        """Whether words stand in quotation marks."""
        return self.quote_type != "indirect"


def quotation_shingles(quotes: pa.Table) -> pa.Table:
    """The runs of words in the quotations of a part: the map of this stage."""
    ids, runs = [], []
    columns = quotes.select(["quote_id", "quotation"])
    for quote_id, quotation in zip(columns["quote_id"].to_pylist(), columns["quotation"].to_pylist(), strict=True):
        for run in sorted({hashed(*run) for run in shingles(_spoken(quotation or ""), RUN)}):
            ids.append(quote_id)
            runs.append(run)
    return pa.table([pa.array(ids, pa.string()), pa.array(runs, pa.int64())], schema=SHINGLES)


def gather_statements(
    held: pa.Table,
    articles: pa.Table,
    quotes: pa.Table,
    entities: pa.Table,
    story_members: pa.Table,
    kept: Kept | None = None,
) -> dict[str, pa.Table]:
    """The tables `statements` and `statement_members` of a corpus: the reduce of this stage.

    `held` are the shingles of all quotes, the others the tables of those names. Rows are a function of the corpus
    alone, whatever the order of its articles and what was kept.
    """
    quotes = quotes.append_column("row", pa.array(np.arange(quotes.num_rows)))
    given = {"articles": articles, "quotes": quotes, "entities": entities, "story_members": story_members}
    with shelf(kept) as own, database() as db:
        for name, table in given.items():
            db.register(name, plain(table))
        db.register("quoted", _quoted(quotes))
        printed = db.sql(_PRINTED).to_arrow_table().combine_chunks()
        for name in ("text", "quotation"):
            printed = printed.append_column(name, quotes[name].take(printed["row"]))
        pairs = np.concatenate((_same_words(held, printed, own), _reports(printed, db, own)))
        cluster = joined(printed.num_rows, pairs)
        found = Answers(own, "stated", STATEMENT, KEY).to(*_stated(printed, cluster))
    rows, members = found.field("row"), found.field("members")
    statement_id = rows.field("statement_id").take(pc.list_parent_indices(members))
    of_members = pa.Table.from_struct_array(members.flatten()).append_column("statement_id", statement_id)
    return {
        "statements": in_order("statements", pa.Table.from_struct_array(rows), "statement_id"),
        "statement_members": in_order("statement_members", of_members, "statement_id", "quote_id"),
    }


def _quoted(quotes: pa.Table) -> pa.Table:
    """The quotes of what was only thought that have words in quotation marks."""
    wanted = pc.and_(pc.not_equal(quotes["attitude"], "speech"), pc.not_equal(quotes["quote_type"], "indirect"))
    rows = tuples(quotes.filter(wanted), ("quote_id", "quotation"))
    return pa.table({"quote_id": pa.array([key for key, said in rows if _spoken(said or "")], pa.string())})


def _stated(
    printed: pa.Table, cluster: np.ndarray
) -> tuple[pa.Array, Callable[[Sequence[int]], Iterator[dict[str, Any]]]]:
    """A key for each statement that tells all that its rows are made of, and what makes them."""
    order = np.lexsort((printed["told"].to_numpy(), cluster))
    begins = np.flatnonzero(np.diff(cluster[order], prepend=-1))
    ends = [*begins.tolist(), len(order)]
    line = memoryview(printed["line"].to_numpy()[order].tobytes())
    keys = [
        hashlib.blake2b(line[8 * begin : 8 * end], digest_size=KEY.byte_width).digest()
        for begin, end in itertools.pairwise(ends)
    ]

    def find(missing: Sequence[int]) -> Iterator[dict[str, Any]]:
        wanted = [order[ends[at] : ends[at + 1]] for at in missing]
        rows = _rows(printed, np.concatenate(wanted or [order[:0]]))
        for of_one in wanted:
            told = list(itertools.islice(rows, len(of_one)))
            statement = _statement(told)
            yield {"row": statement, "members": list(_members(statement, told))}

    return pa.array(keys, KEY), find


def _spoken(quotation: str) -> list[str]:
    """The words of a quotation without those that an editor put in."""
    return words(_INSERTED.sub(" ", quotation))


def _words(quote_type: str, text: str, quotation: str | None) -> tuple[str, ...]:
    """The words in quotation marks, or all of a report."""
    return (tuple(_spoken(quotation or "")) if quote_type != "indirect" else ()) or tuple(words(text))


def _rows(printed: pa.Table, places: np.ndarray) -> Iterator[Printed]:
    """Some of the quotes, in that order."""
    columns = (
        "quote_id", "article_id", "quote_type", "text", "quotation", "speaker", "speaker_name", "said_on",
        "printed_on", "publisher", "is_copy",
    )  # fmt: skip
    for quote_id, article_id, quote_type, text, quotation, *known in tuples(printed.take(pa.array(places)), columns):
        yield Printed(quote_id, article_id, quote_type, text, _words(quote_type, text, quotation), *known)


def _words_at(printed: pa.Table, places: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The words of some of the quotes, by their places."""
    wanted = sorted(set(places))
    rows = tuples(printed.take(pa.array(wanted, pa.int64())), ("quote_type", "text", "quotation"))
    return {place: _words(*row) for place, row in zip(wanted, rows, strict=True)}


def _same_words(held: pa.Table, printed: pa.Table, shelf: Shelf) -> np.ndarray:
    """Pairs of quotations that are one utterance, by their places."""
    pairs = _sharing(held, printed)
    wording = printed["wording"].to_numpy()

    def find(missing: Sequence[int]) -> list[dict[str, Any]]:
        own = _words_at(printed, pairs[missing].ravel().tolist())
        return [_alike(own[one], own[other]) for one, other in pairs[missing].tolist()]

    found = Answers(shelf, "alike", ALIKE).to(pair_keys(*wording[pairs].T), find)
    alike, shorter = (found.field(name).to_numpy(zero_copy_only=False) for name in ALIKE.names)
    (one, other), (of_one, of_other) = pairs.T, _codes(printed["speaker"])[pairs].T
    two_speakers = (of_one != NOBODY) & (of_other != NOBODY) & (of_one != of_other)
    story = _codes(printed["story_id"])
    is_one = (shorter >= DISTINCTIVE) | ~two_speakers | (story[one] == story[other])
    return pairs[alike.astype(bool) & is_one]


def _sharing(held: pa.Table, printed: pa.Table) -> np.ndarray:
    """Pairs of quotes, by their places, that have a run of words in common which few have."""
    place = pc.fill_null(pc.index_in(held["quote_id"], printed["quote_id"].combine_chunks()), -1).to_numpy()
    n = max(1, printed.num_rows)
    run = coded(held["shingle"]).indices.to_numpy()
    often = np.bincount(run)[run]
    rare = np.flatnonzero((often >= 2) & (often <= COMMON_SHINGLE) & (place >= 0))
    run, place = np.divmod(np.sort(run[rare] * np.int64(n) + place[rare]), n)
    n_after = np.searchsorted(run, run, side="right") - np.arange(len(run)) - 1
    first = np.argsort(place, kind="stable")  # so that a pair comes again soon
    blocks = np.cumsum(n_after[first]) // AT_A_TIME
    found = [np.empty(0, np.int64)]
    for some in np.split(first, np.flatnonzero(np.diff(blocks)) + 1):
        after = n_after[some]
        one = np.repeat(some, after)
        other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)
        found.append(distinct(place[one] * n + place[other]))
    return np.column_stack(np.divmod(distinct(np.concatenate(found)), n))


def _codes(column: pa.ChunkedArray) -> np.ndarray:
    """The values of a column as numbers; `NOBODY` where there is none."""
    return pc.fill_null(column.combine_chunks().dictionary_encode().indices, NOBODY).to_numpy()


def _alike(*wordings: Sequence[str]) -> dict[str, Any]:
    return {"alike": _are_alike(*wordings), "shorter": min(map(len, wordings))}


def _are_alike(*wordings: Sequence[str]) -> bool:
    """Whether two quotations have so many words in common that they may be one."""
    shorter, longer = sorted(wordings, key=len)
    if len(shorter) < SHORTEST:
        return False
    row = _longest_row(shorter, longer)
    return row >= min(IN_A_ROW, len(shorter)) or Indel.normalized_similarity(shorter, longer) >= NEARLY


def _longest_row(shorter: Sequence[str], longer: Sequence[str]) -> int:
    """How many words stand in a row in both."""
    longest = 0
    ending: dict[int, int] = {}
    for word in shorter:
        here = {j: ending.get(j - 1, 0) + 1 for j, other in enumerate(longer) if other == word}
        longest = max(longest, *here.values(), 0)
        ending = here
    return longest


def _reports(printed: pa.Table, db: duckdb.DuckDBPyConnection, shelf: Shelf) -> np.ndarray:
    """Pairs of a report and the quotation by the same speaker, of the same day, that holds its content words.

    Of several quotations that do, the first that was told; none of the report's own article.
    """
    db.register("printed", printed.append_column("place", pa.array(np.arange(printed.num_rows))))
    pairs = np.column_stack(list(db.execute(_BLOCKS).fetchnumpy().values())).astype(np.int64)
    wording = printed["wording"].to_numpy()

    def find(missing: Sequence[int]) -> list[bool]:
        own = _words_at(printed, pairs[missing].ravel().tolist())
        content = {place: frozenset(content_words(run)) for place, run in own.items()}
        return [_is_held(content[one], content[other]) for one, other in pairs[missing].tolist()]

    held = Answers(shelf, "reported", pa.bool_()).to(pair_keys(*wording[pairs].T), find)
    holding = pairs[held.to_numpy(zero_copy_only=False).astype(bool)]
    return holding[np.unique(holding[:, 0], return_index=True)[1]]


def _is_held(report: frozenset[str], quotation: frozenset[str]) -> bool:
    return len(report) >= REPORT_WORDS and len(report & quotation) >= REPORTED * len(report)


def _statement(told: Sequence[Printed]) -> dict[str, Any]:
    fullest = max(told, key=lambda row: (row.is_quotation, len(row.words)))  # of equals the first
    articles = {row.article_id: row for row in told}
    speakers = _speakers(told)
    first = told[0]
    printed = first.printed_on
    said = collections.Counter(row.said_on for row in told if row.said_on and not (printed and row.said_on > printed))
    return {
        "statement_id": digest("statement", first.quote_id)[:16],
        "text": fullest.text,
        "quote_id": fullest.quote_id,
        "speaker_entity_id": speakers[0]["entity_id"] if speakers else None,
        "speaker_name": speakers[0]["name"] if speakers else None,
        "speakers": speakers,
        "said_on": min(said, key=lambda day: (-said[day], day), default=None),
        "first_printed": printed,
        "first_article_id": first.article_id,
        "n_quotes": len(told),
        "n_articles": len(articles),
        "n_independent": max(1, sum(not row.is_copy for row in articles.values())),
        "publishers": list(dict.fromkeys(row.publisher for row in articles.values() if row.publisher)),
    }


def _speakers(told: Iterable[Printed]) -> list[dict[str, Any]]:
    """Who is given as the speaker, in how many articles, the commonest first."""
    by_entity: dict[tuple[bool, str], set[str]] = collections.defaultdict(set)
    names: dict[tuple[bool, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in told:
        if row.speaker or row.speaker_name:
            key = (row.speaker is None, row.speaker or row.speaker_name or "")
            by_entity[key].add(row.article_id)
            names[key][row.speaker_name or ""] += 1
    ranked = sorted(by_entity, key=lambda key: (key[0], -len(by_entity[key]), key[1]))
    return [
        {
            "entity_id": None if key[0] else key[1],
            "name": min(names[key], key=lambda name: (-names[key][name], name)),
            "n_articles": len(by_entity[key]),
        }
        for key in ranked
    ]


def _members(statement: Mapping[str, Any], told: Sequence[Printed]) -> Iterator[dict[str, Any]]:
    fullest = next(row for row in told if row.quote_id == statement["quote_id"])
    for row in told:
        yield {
            "quote_id": row.quote_id,
            "article_id": row.article_id,
            "difference": _difference(row, fullest),
        }


def _difference(row: Printed, fullest: Printed) -> str:
    if row.words == fullest.words:
        return "same"
    if not row.is_quotation:
        return "reported"
    return "cut" if _longest_row(row.words, fullest.words) == len(row.words) else "altered"
