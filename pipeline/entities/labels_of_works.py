"""Films, books and songs that the text puts in quotation marks or tells sequels of, where it speaks of such works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.evidence import WEIGHTS, Evidence, LabelRule, Vote, in_atlas
from pipeline.entities.spans import QUOTES
from pipeline.entities.surroundings import these
from pipeline.world import naming, people

if TYPE_CHECKING:
    from pipeline.entities.spans import Key, Name
    from pipeline.entities.words import Words

_ENOUGH_WORDS = 3
"""How many words of film, books and music tell that an article is of works."""
_TWICE = 2
_FEW = 3
"""How often a name may stand of which one sign tells that it is a work."""
_DOUBTFUL = frozenset(("EVENT", "FAC", "GPE", "LAW", "LOC", "NORP", "ORG", "PERSON", "PRODUCT"))
_FIRMS_AND_LANDS = frozenset(("GPE", "NORP", "ORG"))
"""Before "sequel" these make it: "a Zorvex sequel"."""
_ARTICLES = frozenset(("a", "an", "the"))
_ENDS = frozenset((",", "."))


def _title(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    if len(these("of_works") & words.vocabulary) < _ENOUGH_WORDS:
        return
    found: set[Key] = set()
    for key, names in evidence.by_key.items():
        best = evidence.best(key)
        if best not in _DOUBTFUL:
            found |= (
                {key} if best == "WORK_OF_ART" and any(_is_told_work(words, name, best) for name in names) else set()
            )
            continue
        is_told = any(_is_told_work(words, name, best) for name in names) and _may_be_told(evidence, names[0])
        signs = sum(_has_sign(words, name, best) for name in names) if _may_be_title(evidence, names[0]) else 0
        if signs >= _TWICE or is_told:
            found.add(key)
            yield evidence.outweigh(key, "WORK_OF_ART")
        elif signs and len(names) <= _FEW:
            found.add(key)
            yield key, "WORK_OF_ART", WEIGHTS["work before"]
    yield from _beside(evidence, found)


def _beside(evidence: Evidence, works: set[Key]) -> Iterator[Vote]:
    """ "Van Tarn" of "her roles in Velm and Van Tarn", where Velm is told to be a work."""
    words = evidence.words
    heads = {context.head_of(words, name.start, name.end) for key in works for name in evidence.by_key[key]}
    for name in evidence.names if works else ():
        head = context.head_of(words, name.start, name.end)
        is_beside = words.dep[head] == "conj" and words.head[head] in heads and name.key not in works
        if is_beside and evidence.best(name.key) in _DOUBTFUL and _may_be_told(evidence, name):
            yield evidence.outweigh(name.key, "WORK_OF_ART")


def _may_be_told(evidence: Evidence, name: Name) -> bool:
    """Whether a name is none that all know, and nobody's of whom the text speaks as of a person."""
    called = evidence.surface(name)
    is_listed = in_atlas(called) or naming.known_label(called) is not None
    return not (is_listed or evidence.around[name.start] == "PERSON" or _is_part_of_person(evidence, name))


def _is_told_work(words: Words, name: Name, label: str) -> bool:
    """ "The sequel, Tarn", "her role in Tarn", "to direct Tarn", "the new Tarn movie"."""
    head = context.head_of(words, name.start, name.end)
    above, at = words.head[head], name.start - 1
    if at < 1 or words.text[at] in QUOTES:
        return False
    if words.dep[head] == "pobj" and above == at and words.lower[at] == "in":
        return words.lemma[at - 1] in these("roles_in_works")
    if words.text[at] == "," and words.lower[at - 1] in these("works") | {"show"} and words.tag[at - 1] == "NN":
        is_given = words.text[name.start] in people.load().given_gender
        return words.dep[head] in ("appos", "dobj") and not is_given
    if words.dep[head] == "dobj" and label != "ORG" and above >= at - 1:
        return words.lemma[above] == "direct"
    if words.dep[head] == "compound" and above == name.end and label != "ORG":
        return words.lower[above] in ("film", "movie") and words.lower[at] in _ARTICLES | {"new", "latest"}
    return False


def _may_be_title(evidence: Evidence, name: Name) -> bool:
    """Whether a name is nobody's full name, no part of one, and none that all know."""
    called, first = evidence.surface(name), evidence.text(name)[0]
    is_person = first in people.load().given_gender or first in people.load().titles
    is_person = is_person or any(evidence.around[one.start] == "PERSON" for one in evidence.by_key[name.key])
    return not is_person and not called.isupper() and _may_be_told(evidence, name)


def _is_part_of_person(evidence: Evidence, name: Name) -> bool:
    last = name.key[-1]
    longer = (key for key in evidence.by_key if last in key and (len(key) > len(name.key) or key == (last,)))
    return any(key != name.key and evidence.best(key) == "PERSON" for key in longer)


def _has_sign(words: Words, name: Name, label: str) -> bool:
    return _is_in_marks(words, name) or _is_continued(words, name, label) or _is_made(words, name)


def _is_in_marks(words: Words, name: Name) -> bool:
    """ "“The Tarn,”": alone in quotation marks, and not what somebody is called."""
    start = name.start - (words.lower[name.start - 1] in _ARTICLES)
    after = words.text[name.end : name.end + 2]
    if start < 1 or words.text[start - 1] not in QUOTES or not after:
        return False
    close = after[1] if after[0] in _ENDS and len(after) > 1 else after[0]
    before = words.lower[start - 2] if start > 1 else ""
    is_called = before in these("naming") or before in ("as", "nickname", "the")
    head = context.head_of(words, name.start, name.end)
    above = words.lemma[words.head[head]]
    is_part = words.dep[head] in ("amod", "compound", "nmod") and words.head[head] >= name.end
    is_part = is_part and above not in these("continuations") | these("works")  # "the “Tarn” image"
    return close in QUOTES and not (is_called or is_part) and above not in ("play", "portray", "call")


def _is_continued(words: Words, name: Name, label: str) -> bool:
    """ "The Tarn sequel", "the “Tarn” trilogy": what only works have."""
    if words.lower[name.start - 1] in ("a", "an") and label == "PERSON":
        return False  # "a Tarn sequel": whose it is
    at = name.end + (words.text[name.end : name.end + 1] != [] and words.text[name.end] in QUOTES)
    return label not in _FIRMS_AND_LANDS and at < len(words) and words.lemma[at] in these("continuations")


def _is_made(words: Words, name: Name) -> bool:
    """ "The sequel to Tarn", "starred in Tarn", "to direct “Tarn”"."""
    at = name.start - 1
    while at > 0 and (words.text[at] in QUOTES or words.lower[at] in _ARTICLES):
        at -= 1
    if at < 1:
        return False
    before = (words.lemma[at - 1], words.lower[at])
    is_sequel = before[0] in these("continuations") and before[1] in ("of", "to")
    return is_sequel or (before[0] in ("star", "co-star") and before[1] == "in")


OF_WORKS = (
    LabelRule(
        name="title-of-film",
        description="Where films, books or songs are told of, what stands alone in quotation marks, what has a sequel, "
        "what somebody stars in or directs and what stands beside such a work is one, where nobody is called so.",
        example="The film has a new director, and the actor is back. Marta Reed starred in Zorvandel in May.",
        gives=("Marta Reed=PERSON", "Zorvandel=WORK_OF_ART"),
        counterexample="The firm has a new head, and the clerk is back. Marta Reed starred in Zorvandel in May.",
        votes=_title,
    ),
)
"""The rule in a list."""
