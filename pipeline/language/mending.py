"""Words that the parser is known to hang wrong, and where they belong; and lemmas that are another verb's.

A sentence may be left without its verb: "Tom Reed, the world chess champion, *retired*" is read as of a champion who
was retired, and "According to the chairman, Tom Reed, the keeper *trained*" as of Reed, a trained keeper: a name with
a noun beside it and no more. A sentence in which nothing is told but by that participle is told by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

_WITHOUT_E = (
    "cop", "hat", "hop", "premier", "rag", "rat", "rid", "scar", "sham", "shin", "slat", "spar", "stag", "star", "tap",
    "wag",
)  # fmt: skip
"""Lemmas that the lemmatizer gives to forms of the verbs with an "e" behind them: "staged" is no form of "stag"."""
LEMMAS = {wrong: {wrong + end: f"{wrong}e" for end in ("ed", "es", "ing")} for wrong in _WITHOUT_E}
"""Lemmas that the lemmatizer gives to words of another verb, and those words with what their lemmas are."""
_PAST = frozenset(("VBD", "VBN"))
_FINITE = frozenset(("VBD", "VBP", "VBZ"))
_OWN = frozenset(("agent", "aux", "auxpass", "csubj", "mark", "nsubj", "nsubjpass"))
"""What a verb of a clause of its own has, or a participle: "the keeper, hurt *by* a ball"."""
_ENDS = frozenset((".", "!", "?"))
_REACH = 200


class Tagged(Protocol):
    """A word with its tag and its relation to its head."""

    lower_: str
    tag_: str
    dep_: str


@dataclass(frozen=True, slots=True)
class Change:
    """How a word of a tree is read otherwise."""

    i: int
    head: int
    dep: str
    tag: str


@dataclass(frozen=True, slots=True)
class _Tree:
    words: Sequence[Tagged]
    below: Mapping[int, list[int]]

    def children(self, above: int) -> list[int]:
        """What hangs on a word; what stands further off is not looked for."""
        return [i for i in self.below.get(above, ()) if -_REACH <= i - above < _REACH]


def changes(words: Sequence[Tagged], heads: Sequence[int]) -> list[Change]:
    """What is read otherwise in a document."""
    beside = {heads[i] for i, word in enumerate(words) if word.dep_ == "appos"}
    roots = [i for i in sorted(beside) if heads[i] == i and words[i].tag_[:2] == "NN"]
    if not roots:
        return []
    below: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        if head != i:
            below.setdefault(head, []).append(i)
    tree = _Tree(words, below)
    return [change for root in roots for change in _lost_verb(tree, root)]


def _lost_verb(tree: _Tree, root: int) -> Iterator[Change]:
    """The verb of a sentence that is read as a participle."""
    words, below = tree.words, tree.children(root)
    beside = next((i for i in reversed(below) if i > root and words[i].dep_ == "appos"), None)
    is_told = any(words[i].tag_ in _FINITE for i in below) or not any(words[i].lower_ in _ENDS for i in below)
    if beside is None or is_told:
        return
    participles = (i for i in tree.children(beside) if i > beside and words[i].dep_ in ("acl", "relcl"))
    verb = next(participles, None)
    if verb is None or words[verb].tag_ not in _PAST or any(words[i].dep_ in _OWN for i in tree.children(verb)):
        return
    source = next((i for i in below if i < root and words[i].lower_ == "according"), None)
    if source is not None and verb == beside + 1:
        yield from _told_by(tree, root, beside, verb, source)
    elif source is None and words[verb].tag_ == "VBD" and words[root + 1].lower_ == words[verb - 1].lower_ == ",":
        yield Change(verb, verb, "ROOT", "VBD")
        yield Change(root, verb, "nsubj", words[root].tag_)
        yield from (Change(i, verb, words[i].dep_, words[i].tag_) for i in below if i > verb)


def _told_by(tree: _Tree, root: int, subject: int, verb: int, source: int) -> Iterator[Change]:
    """ "According to the chairman, Tom Reed, the keeper trained." """
    words = tree.words
    to = next((i for i in tree.children(source) if words[i].lower_ == "to"), source)
    office = next((i for i in tree.children(to) if words[i].dep_ == "pobj"), None)
    if office is None:
        return
    yield Change(verb, verb, "ROOT", "VBD")
    yield Change(subject, verb, "nsubj", words[subject].tag_)
    yield Change(root, office, "appos", words[root].tag_)
    around = (i for i in tree.children(root) if i == source or (words[i].dep_ == "punct" and i > root))
    yield from (Change(i, verb, words[i].dep_, words[i].tag_) for i in around)
