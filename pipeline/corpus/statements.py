"""Statements: utterances, however often they were printed.

Quotations are compared over the whole corpus by their words, case, marks and [inserted] words set aside. Two are one
utterance where the words are the same, where one is a part of the other, where many words stand in a row in both, or
where nearly all are the same; those of few words only where nobody says they are two people's. A report in other words
belongs to an utterance where speaker, day and nearly all of its content words are the same.
"""

from __future__ import annotations

import collections
import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import Indel

from pipeline.corpus.clusters import find
from pipeline.corpus.kept import Answers, Kept, database, pair_keys
from pipeline.corpus.wording import content_words, hashed, shingles, words
from pipeline.tables.plain import BEFORE_ALL, tuples
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
_INSERTED = re.compile(r"\[[^\]]*\]")


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
    day: dt.date | None
    said_on: dt.date | None
    printed_on: dt.date | None
    told: tuple[object, ...] = field(compare=False)
    """What puts the tellings in order: day and hour of the article, originals before copies, id, the place in it."""

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
    story = _column(story_members, "article_id", "story_id")
    copies = {key for key, of in _column(story_members, "article_id", "copy_of").items() if of is not None}
    printed = {row.quote_id: row for row in _printed(articles, quotes, entities, copies)}
    publishers = _column(articles, "article_id", "publisher")
    group: dict[str, str] = {}
    for one, other in (*_same_words(held, printed, story, kept), *_reports(printed)):
        ends = find(group, one), find(group, other)
        if ends[0] != ends[1]:
            group[max(ends)] = min(ends)
    clusters: dict[str, list[Printed]] = collections.defaultdict(list)
    for quote_id in sorted(printed):
        clusters[find(group, quote_id)].append(printed[quote_id])
    statements: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for cluster in clusters.values():
        told = sorted(cluster, key=lambda row: row.told)
        statements.append(_statement(told, copies, publishers))
        members += _members(statements[-1], told)
    return {
        "statements": TABLES["statements"].from_rows(sorted(statements, key=lambda row: row["statement_id"])),
        "statement_members": TABLES["statement_members"].from_rows(
            sorted(members, key=lambda row: (row["statement_id"], row["quote_id"]))
        ),
    }


def _spoken(quotation: str) -> list[str]:
    """The words of a quotation without those that an editor put in."""
    return words(_INSERTED.sub(" ", quotation))


def _column(table: pa.Table, key: str, value: str) -> dict[str, Any]:
    return dict(tuples(table, (key, value)))


def _printed(articles: pa.Table, quotes: pa.Table, entities: pa.Table, copies: Collection[str]) -> Iterator[Printed]:
    """The quotes that may be statements: what somebody said, and did not refuse to say or leave open."""
    day = _column(articles, "article_id", "reference_date")
    hour = _column(articles, "article_id", "published_at")
    canonical = _column(entities, "entity_id", "canonical_id")
    for values in tuples(quotes, COLUMNS["quotes"]):
        row = dict(zip(COLUMNS["quotes"], values, strict=True))
        held = tuple(_spoken(row["quotation"] or "")) if row["quote_type"] != "indirect" else ()
        if row["cue_polarity"] != "positive" or (row["attitude"] != "speech" and not held):
            continue
        speaker = row["speaker_entity_id"]
        own = day.get(row["article_id"])
        yield Printed(
            row["quote_id"],
            row["article_id"],
            row["quote_type"],
            row["text"],
            held or tuple(words(row["text"])),
            canonical.get(speaker, speaker),
            row["speaker_name"] or row["speaker"],
            row["said_on"] or own,
            row["said_on"],
            own,
            (
                own is None,
                own or dt.date.max,
                BEFORE_ALL if hour[row["article_id"]] is None else hour[row["article_id"]],
                row["article_id"] in copies,
                row["article_id"],
                row["start"],
                row["quote_id"],
            ),
        )


def _same_words(
    held: pa.Table, printed: Mapping[str, Printed], story: Mapping[str, str], kept: Kept | None
) -> Iterator[tuple[str, str]]:
    """Pairs of quotations that are one utterance."""
    with database(kept) as db:
        db.register("held", held)
        found = db.execute(
            """
            WITH rare AS (FROM held SEMI JOIN (
                SELECT shingle FROM held GROUP BY shingle HAVING count(*) BETWEEN 2 AND ?) USING (shingle))
            SELECT DISTINCT a.quote_id, b.quote_id FROM rare a JOIN rare b
            ON a.shingle = b.shingle AND a.quote_id < b.quote_id ORDER BY ALL
            """,
            [COMMON_SHINGLE],
        ).fetchall()
        pairs = [(printed[one], printed[other]) for one, other in found if one in printed and other in printed]
        wording = {quote_id: hashed(*row.words) for quote_id, row in printed.items()}
        ends = (np.array([wording[pair[end].quote_id] for pair in pairs], np.int64) for end in (0, 1))
        alike = Answers(db, "alike", pa.bool_()).to(
            pair_keys(*ends),
            lambda missing: [_are_alike(*(one.words for one in pairs[place])) for place in missing],
        )
    for (one, other), is_alike in zip(pairs, alike.to_pylist(), strict=True):
        if is_alike and _is_one_utterance(one, other, story):
            yield one.quote_id, other.quote_id


def _are_alike(*wordings: Sequence[str]) -> bool:
    """Whether two quotations have so many words in common that they may be one."""
    shorter, longer = sorted(wordings, key=len)
    if len(shorter) < SHORTEST:
        return False
    row = _longest_row(shorter, longer)
    return row >= min(IN_A_ROW, len(shorter)) or Indel.normalized_similarity(shorter, longer) >= NEARLY


def _is_one_utterance(one: Printed, other: Printed, story: Mapping[str, str]) -> bool:
    """Whether two quotations that are alike are one: short ones only where nobody says they are two people's."""
    if min(len(one.words), len(other.words)) >= DISTINCTIVE:
        return True
    two_speakers = one.speaker is not None and other.speaker is not None and one.speaker != other.speaker
    return not two_speakers or story.get(one.article_id) == story.get(other.article_id)


def _longest_row(shorter: Sequence[str], longer: Sequence[str]) -> int:
    """How many words stand in a row in both."""
    longest = 0
    ending: dict[int, int] = {}
    for word in shorter:
        here = {j: ending.get(j - 1, 0) + 1 for j, other in enumerate(longer) if other == word}
        longest = max(longest, *here.values(), 0)
        ending = here
    return longest


def _reports(printed: Mapping[str, Printed]) -> Iterator[tuple[str, str]]:
    """Pairs of a report and the quotation by the same speaker, of the same day, that holds its content words."""
    blocks: dict[tuple[str, dt.date], list[Printed]] = collections.defaultdict(list)
    for row in printed.values():
        if row.speaker is not None and row.day is not None:
            blocks[row.speaker, row.day].append(row)
    for block in blocks.values():
        quotations = [(row, set(content_words(row.words))) for row in block if row.is_quotation]
        for report in block:
            if report.is_quotation or not quotations:
                continue
            content = set(content_words(report.words))
            holding = [
                row
                for row, held in quotations
                if row.article_id != report.article_id and len(content & held) >= REPORTED * len(content)
            ]
            if len(content) >= REPORT_WORDS and holding:
                yield report.quote_id, min(holding, key=lambda row: row.told).quote_id


def _statement(told: Sequence[Printed], copies: set[str], publishers: Mapping[str, str | None]) -> dict[str, Any]:
    fullest = max(told, key=lambda row: (row.is_quotation, len(row.words)))  # of equals the first
    articles = list(dict.fromkeys(row.article_id for row in told))
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
        "n_independent": max(1, sum(article_id not in copies for article_id in articles)),
        "publishers": list(dict.fromkeys(name for key in articles if (name := publishers.get(key)))),
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
            "statement_id": statement["statement_id"],
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
