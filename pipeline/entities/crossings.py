"""Two streets of which only the second, or neither, says that it is one: "at Tarn and Velden Ave."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities.evidence import WEIGHTS, Evidence, LabelRule, Vote, in_atlas
from pipeline.entities.longer import street_of_list
from pipeline.entities.spans import RepairRule, Spans, is_proper, run_start
from pipeline.entities.surroundings import these
from pipeline.entities.trimming import is_title
from pipeline.world import naming, people

if TYPE_CHECKING:
    from pipeline.entities.words import Words

_AND = ("and", "&")
_LONGEST = 2
"""Words of a street's name."""


def _add_crossings(spans: Spans) -> None:
    words = spans.words
    for i in words.where(naming.load().streets | these("numbered_streets")):
        second = run_start(words, i) if i > 3 and is_proper(words, i - 1) else i
        if second == i or words.lower[second - 1] not in _AND or not is_proper(words, second - 2):
            continue
        first = run_start(words, second - 1)
        if not _may_be_street(words, first, second - 1):
            continue
        short = words.text[first:i]
        spans.replace(second, i + 1, "FAC", "run")
        for at in words.places(short[0]):
            if words.text[at : at + len(short)] == short:
                spans.replace(at, at + second - 1 - first, "FAC", "run")
                if at != first:
                    spans.replace(at + second - first, at + len(short), "FAC", "run")


def _may_be_street(words: Words, start: int, end: int) -> bool:
    """Whether what stands after "at" and before "and" a street is a street, and no town, person or body."""
    is_short = end - start <= _LONGEST and words.sentence[start] == words.sentence[end]
    if not is_short or not _is_at(words, start) or is_title(words, start):
        return False
    is_told = end - start > 1 and not naming.load().telling.isdisjoint((words.text[end - 1],))
    is_told = is_told or words.text[end - 1] in these("numbered_streets")
    is_person = end - start > 1 and words.text[start] in people.load().given_gender
    called = words.surface(start, end)
    return not (is_told or is_person or in_atlas(called) or naming.known_label(called))


def _is_at(words: Words, start: int) -> bool:
    """ "At Tarn and Velden Ave.", "the corner of Tarn and Velden Ave."."""
    before = words.lower[max(0, start - 2) : start]
    return before[-1:] != [] and (
        before[-1] in these("before_crossings") or (before[-1] == "of" and before[0] in these("of_streets"))
    )


def _crossing(evidence: Evidence) -> Iterator[Vote]:
    words, kinds = evidence.words, naming.load().streets | these("numbered_streets")
    starts = {name.start: name for name in evidence.names}
    for name in evidence.names:
        if street_of_list(words, name.start, name.end):
            yield name.key, "FAC", WEIGHTS["crossing"]
        other = starts.get(name.end + 1) if words.lower[name.end : name.end + 1] in (["and"], ["&"]) else None
        if (
            other
            and len(other) > 1
            and words.text[other.end - 1] in kinds
            and _may_be_street(words, name.start, name.end)
        ):
            yield name.key, "FAC", WEIGHTS["crossing"]
            if other.key[:-1] in evidence.by_key:
                yield other.key[:-1], "FAC", WEIGHTS["crossing"]


CROSSINGS: tuple[RepairRule, ...] = (
    RepairRule(
        name="streets-that-cross",
        description="What stands after “at” or “around” and before “and” and a street is a street, and the two are so "
        "wherever the text has them side by side.",
        example="A crowd stood at Castle and Holm Ave. in Ohio. They ran from Castle and Holm at noon.",
        gives=("Castle", "Holm Ave", "Ohio", "Castle", "Holm"),
        counterexample="A crowd stood by Castor and Holm Ave. in Ohio. They left at noon.",
        repair=_add_crossings,
    ),
)
"""The repair in a list."""

OF_CROSSINGS: tuple[LabelRule, ...] = (
    LabelRule(
        name="crossing",
        description="A name before “and” and a street, after “at”, is a street, as are those before “streets”.",
        example="He stood at Corwin and Velden Ave. for hours. Corwin is closed. They like Corwin.",
        gives=("Corwin=FAC", "Velden Ave=FAC", "Corwin=FAC", "Corwin=FAC"),
        counterexample="He stood with Corwin and Velden for hours. Corwin is closed. They like Corwin.",
        votes=_crossing,
    ),
)
"""The evidence in a list."""
