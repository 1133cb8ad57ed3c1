"""What a part of `quotes` must satisfy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from expectations import from_schema
from expectations.arrays import (
    every,
    has,
    implies,
    ints,
    is_one_of,
    one_array,
    owners,
    rows_of,
    strings,
    valid,
    within,
)  # fmt: skip
from expectations.rules import gx, holds, rate, tag
from expectations.spans import Texts, id_rule, part_rules, span_rules

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

PARTS = {"cue": "the cue", "speaker": "the speaker", "addressee": "the addressee", "channel": "the channel"}

QUOTATION_MARK = (
    "[\"'`«»‹›“”„‟‘’‚‛「」『』＂]|&(?:quot|[lrb][sd]quo|apos|[lr]aquo|#0?3[49]|#x2[27]|#82[12]\\d|#x201[89a-fA-F]);"
)


def suite() -> ExpectationSuite:
    """A fresh suite for `quotes`."""
    gxe = gx()
    parts = [
        rule
        for name, what in PARTS.items()
        for rule in (
            holds(f"{name}_complete", f"The words of {what} and both ends of their span are all there or none."),
            holds(f"{name}_at_span", f"The words of {what} are those of the article at their span."),
        )
    ]
    return from_schema.suite(
        "quotes",
        holds("id_of_span", "`quote_id` is made of the article and the span."),
        holds("span_not_empty", "`start` lies before `end`."),
        holds("text_at_span", "The text is that of the article from `start` to `end`."),
        holds("span_without_edge_space", "The span neither begins nor ends with white space."),
        gxe.ExpectColumnValuesToBeBetween(
            column="sentence_index", min_value=0, **tag("row", "sentence_counted", "`sentence_index` is 0 or more.")
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="fragments", min_value=1, **tag("row", "has_fragment", "A quote has at least one fragment.")
        ),
        holds("fragments_in_quote", "Each fragment is a stretch of the quote."),
        holds("fragments_in_order", "A fragment begins after the one before it ends."),
        holds("fragments_span_quote", "The first fragment begins where the quote begins, the last ends where it ends."),
        *parts,
        holds("cue_outside_fragments", "The cue lies in none of the fragments."),
        holds("cue_has_lemma", "`cue_lemma` is there where there is a cue, and only there."),
        holds("speakers_in_speaker", "Each of `speakers` is a stretch of the words of the speaker."),
        holds("first_speaker_agrees", "The first of `speakers` is the entity of `speaker_entity_id`."),
        holds("speaker_is_named", "A speaker that is a known entity has a `speaker_name`."),
        holds(
            "direct_has_marks",
            "Quotation marks stand in a direct or mixed quote, in a quote around it, or before it; but in no post.",
        ),
        holds("quotation_agrees_with_type", "`quotation` is there for direct and mixed quotes, and only for them."),
        holds("said_on_of_timex", "`said_on` is a day of the time expression that it was taken from."),
        holds(
            "parent_encloses", "A quote in a quote lies within its parent, in the same article, and is another quote."
        ),
        rate("quotation_in_text", 0.99, "The words of `quotation` are words of the quote, in their order"),
        rate("has_cue", 0.7, "Quotes have a cue"),
        rate("has_speaker", 0.8, "Quotes have a speaker"),
        rate("speaker_resolved", 0.4, "Quotes have a speaker that is a known entity"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `quotes`."""
    texts, times = Texts(context["articles"]), context["time_expressions"]
    start, end = ints(part["start"]), ints(part["end"])
    is_indirect = is_one_of(part["quote_type"], "indirect")
    cue_start, cue_end, has_cue = ints(part["cue_start"]), ints(part["cue_end"]), valid(part["cue"])

    fragments = one_array(part["fragments"])
    row = owners(fragments)
    fragment_start, fragment_end = (field.to_numpy().astype(np.int64) for field in fragments.flatten().flatten())
    opens = np.ones(len(row), bool)
    opens[1:] = row[1:] != row[:-1]
    closes = np.roll(opens, -1)

    timex = rows_of(strings(part["said_on_timex_id"]), strings(times["timex_id"]))
    said_on = ints(part["said_on"])
    parent = rows_of(strings(part["parent_quote_id"]), strings(part["quote_id"]))
    article = strings(part["article_id"]).dictionary_encode().indices.fill_null(-1).to_numpy()
    return {
        "id_of_span": id_rule(part, "quote_id", "q"),
        **span_rules(part, texts),
        **part_rules(part, texts, *PARTS),
        "fragments_in_quote": every(within(fragment_start, fragment_end, start[row], end[row]), fragments),
        "fragments_in_order": every(opens | (fragment_start >= np.roll(fragment_end, 1)), fragments),
        "fragments_span_quote": every(
            implies(opens, fragment_start == start[row]) & implies(closes, fragment_end == end[row]), fragments
        ),
        "cue_outside_fragments": every(
            implies(has_cue[row], (cue_end[row] <= fragment_start) | (fragment_end <= cue_start[row])), fragments
        ),
        **_speakers(part),
        "cue_has_lemma": has_cue == valid(part["cue_lemma"]),
        "speaker_is_named": implies(valid(part["speaker_entity_id"]), has(part["speaker_name"], r"\S")),
        "direct_has_marks": is_indirect
        | is_one_of(part["rule"], "post")
        | _inherited(_marked(part, context["articles"], ~is_indirect), parent),
        "quotation_agrees_with_type": is_indirect != valid(part["quotation"]),
        "quotation_in_text": _words_in_order(part),
        "said_on_of_timex": implies(
            timex >= 0,
            _at(ints(times["date_start"]), timex, said_on, np.less_equal)
            & _at(ints(times["date_end"]), timex, said_on, np.greater_equal),
        ),
        "parent_encloses": implies(
            parent >= 0,
            (parent != np.arange(len(start)))
            & (article == article[parent])
            & within(start, end, start[parent], end[parent]),
        ),
        "has_cue": has_cue,
        "has_speaker": valid(part["speaker"]),
        "speaker_resolved": valid(part["speaker_entity_id"]),
    }


def _speakers(part: pa.Table) -> dict[str, np.ndarray]:
    """What holds of the list of those who speak together."""
    speakers = one_array(part["speakers"])
    row = owners(speakers)
    start, end, _, entity_id, _ = speakers.flatten().flatten()
    low, high = ints(part["speaker_start"]), ints(part["speaker_end"])
    inside = within(start.to_numpy().astype(np.int64), end.to_numpy().astype(np.int64), low[row], high[row])
    first = np.ones(len(row), bool)
    first[1:] = row[1:] != row[:-1]
    expected = strings(part["speaker_entity_id"]).to_pylist()
    agrees = [
        not is_first or a == expected[k] for is_first, a, k in zip(first, entity_id.to_pylist(), row, strict=True)
    ]
    return {
        "speakers_in_speaker": every(inside, speakers),
        "first_speaker_agrees": every(np.array(agrees, bool), speakers),
    }


def _at(values: np.ndarray, rows: np.ndarray, other: np.ndarray, compare: np.ufunc) -> np.ndarray:
    """`compare(values[rows], other)`; false where a row is -1."""
    return (rows >= 0) & compare(np.append(values, 0)[rows], other)


def _marked(part: pa.Table, articles: pa.Table, where: np.ndarray) -> np.ndarray:
    """Where a quote holds a quotation mark or has one before it in its paragraph; asked only `where` that is true."""
    marked = has(part["text"], QUOTATION_MARK)
    rows = rows_of(strings(part["article_id"]), strings(articles["article_id"]))
    start = ints(part["start"])
    for row in np.flatnonzero(where & ~marked & (rows >= 0) & (start > 0)):
        text = articles["text"][int(rows[row])].as_py() or ""
        before = text[text.rfind("\n", 0, start[row]) + 1 : start[row]]
        marked[row] = re.search(QUOTATION_MARK, before) is not None
    return marked


def _inherited(flags: np.ndarray, parent: np.ndarray) -> np.ndarray:
    """Where a flag is true in a row, in the row that `parent` tells (-1 for none), in that row's parent, and so on."""
    while (more := ~flags & (parent >= 0) & flags[parent]).any():
        flags = flags | more
    return flags


def _words_in_order(part: pa.Table) -> np.ndarray:
    """Where the words of `quotation` follow each other in `text`; other words may stand between them."""
    return np.array(
        [
            quotation is None or _is_subsequence(re.findall(r"\w+", quotation), text or "")
            for quotation, text in zip(part["quotation"].to_pylist(), part["text"].to_pylist(), strict=True)
        ],
        bool,
    )


def _is_subsequence(words: list[str], text: str) -> bool:
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
