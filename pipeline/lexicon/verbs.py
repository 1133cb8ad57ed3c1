"""What a verb can do: the one table of verbs, `verbs.tsv`, and the views of it that others take."""

from __future__ import annotations

import functools

from pipeline.lexicon.cue import ATTITUDES, Cue
from pipeline.lexicon.loader import items, tsv

_WITH = "with-"


def verb(lemma: str) -> Cue | None:
    """What a verb introduces, by its lemma; None where it introduces nothing.

    Taggers make "hop" of "hoping", "rat" of "rated" and "texte" of "texted": a final e is tried that is lost or too
    many.
    """
    table = _introducing()
    return table.get(lemma) or (
        table.get(lemma + "e") or table.get(lemma.removesuffix("e")) if len(lemma) > 2 else None
    )


@functools.cache
def speech_verbs() -> frozenset[str]:
    """The verbs whose subject may speak the words in quotation marks beside them."""
    return frozenset(lemma for lemma, entry in _verbs().items() if "quote" in entry.attitudes)


@functools.cache
def verbs_that(trait: str) -> frozenset[str]:
    """The verbs with a trait of the column `also`."""
    return frozenset(lemma for lemma, entry in _verbs().items() if trait in entry.also)


@functools.cache
def _verbs() -> dict[str, Cue]:
    return {row["verb"]: _read(row) for row in tsv(__package__, "verbs.tsv")}


@functools.cache
def _introducing() -> dict[str, Cue]:
    return {lemma: entry for lemma, entry in _verbs().items() if entry.attitudes}


def _read(row: dict[str, str]) -> Cue:
    frames = {frame: attitude for attitude in ATTITUDES for frame in items(row[attitude])}
    about, object_with, also = (frozenset(items(row[name])) for name in ("about", "object_with", "also"))
    particles = frozenset(trait.removeprefix(_WITH) for trait in also if trait.startswith(_WITH))
    return Cue(row["verb"], frames, about, object_with, also, particles)
