"""What a noun or an adjective can hold: the tables `nouns.tsv` and `adjectives.tsv`, and the views of them."""

from __future__ import annotations

import functools

from pipeline.lexicon.cue import Cue
from pipeline.lexicon.loader import items, tsv


def noun(lemma: str) -> Cue | None:
    """What a noun holds that somebody said, thought or wants, by its lemma; None where it holds nothing."""
    entry = _nouns().get(lemma)
    return entry if entry is not None and entry.attitudes else None


def adjective(lemma: str) -> Cue | None:
    """What an adjective tells of its subject's mind, by its lemma; None where it tells nothing."""
    entry = _adjectives().get(lemma)
    return entry if entry is not None and entry.attitudes else None


@functools.cache
def nouns_that(trait: str) -> frozenset[str]:
    """The nouns with a trait of the column `also`."""
    return frozenset(lemma for lemma, entry in _nouns().items() if trait in entry.also)


@functools.cache
def adjectives_that(trait: str) -> frozenset[str]:
    """The adjectives with a trait of the column `also`."""
    return frozenset(lemma for lemma, entry in _adjectives().items() if trait in entry.also)


@functools.cache
def _nouns() -> dict[str, Cue]:
    return {row["noun"]: _read(row["noun"], row) for row in tsv(__package__, "nouns.tsv")}


@functools.cache
def _adjectives() -> dict[str, Cue]:
    return {row["adjective"]: _read(row["adjective"], row) for row in tsv(__package__, "adjectives.tsv")}


def _read(lemma: str, row: dict[str, str]) -> Cue:
    attitudes = {"holding": row["attitude"]} if row["attitude"] else {}
    return Cue(lemma, attitudes, frozenset(items(row.get("about", ""))), also=frozenset(items(row["also"])))
