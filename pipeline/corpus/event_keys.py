"""What is kept of each telling of a happening to compare it with others: the map of `events`.

A telling is known by the stem of its word, so that "opened", "opening" and "to open" meet. Where its verb only carries
a noun ("went on strike", "held a vote", "The strike began") or says what became of a plan ("The opening was put off"),
it is known by that noun.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.corpus.wording import content_words, hashed, word_spans, words
from pipeline.lexicon.loader import items, toml
from pipeline.lexicon.verbs import verbs_that

MENTION_COLUMNS = (
    "event_mention_id", "article_id", "sentence_index", "start", "end", "trigger", "trigger_lemma", "trigger_pos",
    "event_type", "participants", "place_entity_id", "place_basis", "figures", "date_start", "date_end", "date_basis",
    "modality", "polarity",
)  # fmt: skip
SENTENCE_COLUMNS = ("article_id", "sentence_index", "start", "text")

_IDS = pa.list_(pa.string())
_HASHES = pa.list_(pa.int64())
KEYS = pa.schema(
    [
        ("event_mention_id", pa.string()),
        ("article_id", pa.string()),
        ("sentence_index", pa.int32()),
        ("start", pa.int32()),
        ("key", pa.string()),
        ("order", pa.string()),
        ("event_type", pa.string()),
        ("status", pa.string()),
        ("is_of_plan", pa.bool_()),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("place", pa.string()),
        ("is_told_there", pa.bool_()),
        ("agents", _IDS),
        ("patients", _IDS),
        ("figures", pa.list_(pa.struct([("measure", pa.string()), ("low", pa.float64()), ("high", pa.float64())]))),
        ("words", _HASHES),
        ("near", _HASHES),
    ]
)
"""A telling of a happening, kept part by part."""

NEAR = 5
"""Words on either side of a trigger that stand near it."""
ORDER_BEFORE = 2
"""Words before a noun among which one may tell it from others of its kind."""
AGENTS, PATIENTS = ("agent",), ("patient", "recipient", "opponent")
_SETTINGS = ("sentence", "dateline")
"""The bases of a place that is that of the sentence or the article rather than the happening's own."""
_INHERITED = "scene"
"""The basis of a day and a place that a telling has from others of its article, which say nothing of it alone."""
_SUFFIX = re.compile(r"(?:at(?:ed?|es|ing|ions?)|ions?|ments?|ings?|ances?|ures?|als?|ed|e?rs?|es|s|e|y)$")
_STEM = 6
_BEFORE_ITS_COMPLEMENT = re.compile(r"\s(?:of|for|in|at|on|to|by|from|with|against|over|planned|scheduled|set|due)\s")


def event_keys(sentences: pa.Table, mentions: pa.Table) -> pa.Table:
    """What is kept of the tellings of a part."""
    rows = mentions.select(MENTION_COLUMNS).to_pylist()
    wanted = {(row["article_id"], row["sentence_index"]) for row in rows}
    text = {
        (row["article_id"], row["sentence_index"]): row
        for row in sentences.select(SENTENCE_COLUMNS).to_pylist()
        if (row["article_id"], row["sentence_index"]) in wanted
    }
    kept = [_kept(row, text.get((row["article_id"], row["sentence_index"]))) for row in rows]
    return pa.Table.from_pylist(kept, schema=KEYS)


def stem(word: str) -> str:
    """What is left of a word without endings, "open" of "opening"; words of one meaning have one, "die" and "death"."""
    word = _one_meaning().get(word.lower(), word.lower())
    return _SUFFIX.sub("", word)[:_STEM] if len(word) > 4 else word


@functools.cache
def _one_meaning() -> Mapping[str, str]:
    """The word by which each word of one meaning is known."""
    lines = toml(__package__, "roots.toml")["one_meaning"].strip().splitlines()
    groups = [line.split(", ") for line in lines]
    return {word: group[0] for group in groups for word in group}


def status_of(modality: str, polarity: str, change: str | None = None) -> str:
    """What a telling says of its happening; `change` is what its verb says became of a plan."""
    if change is not None:
        return change if modality in ("asserted", "planned") and polarity == "positive" else "planned"
    if modality == "asserted":
        return "happened" if polarity == "positive" else "denied"
    if modality == "planned":
        return "planned" if polarity == "positive" else "called_off"
    return "possible"


def change_of(lemma: str, after: str) -> str | None:
    """What a verb says became of the plan that it is done to; `after` are the words after it."""
    if _is_listed("put_off", lemma, after):
        return "postponed"
    return "called_off" if _is_listed("called_off", lemma, after) else None


def _is_listed(name: str, lemma: str, after: str) -> bool:
    """Whether a list of `plans.toml` has the verb, with a particle that stands soon after it where it needs one."""
    particles = _listed(name).get(lemma)
    return particles is not None and ("" in particles or not particles.isdisjoint(words(after)[:NEAR]))


@functools.cache
def _listed(name: str) -> Mapping[str, frozenset[str]]:
    """The verbs of a list, each with its particles; none is the empty string."""
    found: dict[str, set[str]] = {}
    for item in items(toml(__package__, "plans.toml")[name]):
        verb, _, particle = item.partition(" ")
        found.setdefault(verb, set()).add(particle)
    return {verb: frozenset(particles) for verb, particles in found.items()}


def _kept(row: Mapping[str, Any], sentence: Mapping[str, Any] | None) -> dict[str, Any]:
    text, begin = (sentence["text"], sentence["start"]) if sentence else (row["trigger"], row["start"])
    after = text[row["end"] - begin :]
    change = change_of(row["trigger_lemma"], after)
    of = _head(row["participants"], PATIENTS) if change else None
    if of is None:
        change = None
        of = _carried(row, after)
    first, last = _days(row, change)
    return {
        "event_mention_id": row["event_mention_id"],
        "article_id": row["article_id"],
        "sentence_index": row["sentence_index"],
        "start": row["start"],
        "key": of or stem(row["trigger_lemma"]),
        "order": _order(row, text[: row["start"] - begin]),
        "event_type": row["event_type"],
        "status": status_of(row["modality"], row["polarity"], change),
        "is_of_plan": change is not None,
        "first_day": first,
        "last_day": last,
        "place": row["place_entity_id"] if row["place_basis"] != _INHERITED else None,
        "is_told_there": row["place_basis"] not in (None, _INHERITED, *_SETTINGS),
        "agents": _people(row["participants"], AGENTS),
        "patients": [] if change else _people(row["participants"], PATIENTS),
        "figures": [bounds for figure in row["figures"] if (bounds := _bounds(figure))],
        **_words_around(text, row["start"] - begin),
    }


def _carried(row: Mapping[str, Any], after: str) -> str | None:
    """The stem of the noun that a verb only carries; None where the verb tells the happening itself."""
    verb = row["trigger_lemma"]
    if row["trigger_pos"] != "VERB":
        return None
    if verb in verbs_that("phase") or verb in verbs_that("occurring") or _is_listed("occurring", verb, after):
        return _head(row["participants"], PATIENTS) or _head(row["participants"], AGENTS)
    if verb in verbs_that("light"):
        return _head(row["participants"], PATIENTS)
    going = words(after)[:2] if verb == "go" else []
    return stem(going[1]) if len(going) == 2 and going[0] == "on" else None


def _order(row: Mapping[str, Any], before: str) -> str | None:
    """The word that tells a happening from others of its kind: "a second strike", "the last violent strike"."""
    near = words(before)[-ORDER_BEFORE:] if row["trigger_pos"] == "NOUN" else []
    return next((word for word in reversed(near) if word in _orders()), None)


@functools.cache
def _orders() -> frozenset[str]:
    return frozenset(items(toml(__package__, "plans.toml")["order"]))


def _days(row: Mapping[str, Any], change: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The days of a happening; what is put off to a day has that day."""
    first, last = (row["date_start"], row["date_end"]) if row["date_basis"] != _INHERITED else (None, None)
    if change is None:
        return first, last
    return (first or last, last) if row["modality"] == "planned" or first is None else (None, None)


def _head(participants: Iterable[Mapping[str, Any]], roles: Sequence[str]) -> str | None:
    """The stem of the noun that is the first participant in a role: of "the opening of the bridge" the opening's."""
    for participant in participants:
        if participant["role"] in roles:
            named = content_words(words(_BEFORE_ITS_COMPLEMENT.split(participant["name"])[0]))
            return stem(named[-1]) if named else None
    return None


def _people(participants: Iterable[Mapping[str, Any]], roles: Sequence[str]) -> list[str]:
    """Who and what takes part in these roles: entities by id, all else by the stem of its noun."""
    found: dict[str, None] = {}
    for participant in participants:
        if participant["role"] in roles:
            known = participant["entity_id"] or _head([participant], roles)
            if known:
                found[known] = None
    return list(found)


def _bounds(figure: Mapping[str, Any]) -> dict[str, Any] | None:
    """A figure as the least and the most that it may be."""
    numbers = [figure[name] for name in ("value", "low", "high") if figure[name] is not None]
    if not numbers:
        return None
    return {"measure": figure["measure"], "low": min(numbers), "high": max(numbers)}


def _words_around(text: str, at: int) -> dict[str, list[int]]:
    """The stems of the words of a sentence, and of those near the place `at`, as hashes."""
    ends, stems = _words_of(text)
    place = bisect.bisect_right(ends, at)
    near = stems[max(0, place - NEAR) : place + NEAR + 1]
    return {
        name: sorted({one for one in among if one is not None}) for name, among in (("words", stems), ("near", near))
    }


@functools.lru_cache(maxsize=16)
def _words_of(text: str) -> tuple[list[int], list[int | None]]:
    """Where each word of a sentence ends, and the hash of its stem, None of a function word."""
    spans = word_spans(text)
    found = [text[start:end].lower() for start, end in spans]
    content = frozenset(content_words(found))
    return [end for _, end in spans], [_hashed_stem(word) if word in content else None for word in found]


@functools.lru_cache(maxsize=50_000)
def _hashed_stem(word: str) -> int:
    return hashed(stem(word))
