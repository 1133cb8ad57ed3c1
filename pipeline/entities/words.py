"""The words of a document as plain lists, which rules read many times over: far faster than spaCy's tokens."""

from __future__ import annotations

import bisect
import collections
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.language import layout
from pipeline.language.datelines import datelines
from pipeline.language.document import PROBABILITIES
from pipeline.language.once import starts_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PROPER_TAGS = frozenset(("NNP", "NNPS"))
PREFIXED = re.compile(r"[OD]['’][A-Z][^\W\d_]+")
"""Such a surname as "O’Malley", of which taggers know only the spelling with a straight mark."""
_ROOT = "ROOT"
"""What hangs on itself, whatever a parse calls it: so every walk to what a word hangs on comes to an end."""
_SOFT_HYPHEN = "\xad"
"""Where a word may break at the end of a line; no part of it."""


@dataclass(frozen=True)
class Words:
    """A document, a list a property: item *i* of each list is about token *i*."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    paragraph: list[int]
    ent_iob: list[str]
    ent_type: list[str]
    ent_prob: Mapping[int, float]
    """How sure the model is of a name, by the name's first token, where it tells."""
    children: list[list[int]]
    """The tokens that hang from each token in the syntax tree, in order."""
    tokens: list[Token]
    datelines: list[tuple[int, int]]
    """The city of each dateline, `[start, end)`, without its region and what else stands there."""

    def __len__(self) -> int:
        return len(self.text)

    @functools.cached_property
    def _surfaces(self) -> dict[tuple[int, int], str]:
        """What has been asked for; most of it is asked for by many rules."""
        return {}

    @functools.cached_property
    def kept(self) -> dict[Callable[..., Any], dict[tuple[int, int], Any]]:
        """What functions have answered; see `once_a_span`."""
        return collections.defaultdict(dict)

    def surface(self, start: int, end: int) -> str:
        """The text of tokens `[start, end)`, with one space for any whitespace."""
        found = self._surfaces.get((start, end))
        if found is None:
            found = self._surfaces[start, end] = self._surface(start, end)
        return found

    def _surface(self, start: int, end: int) -> str:
        parts = []
        for i in range(start, end):
            if i > start and self.start[i] > self.end[i - 1]:
                parts.append(" ")
            parts.append(self.text[i])
        return " ".join("".join(parts).split())

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens `[start, end)` stand in the text."""
        return (self.start[start], self.end[end - 1]) if start < end else (0, 0)

    def left_edge(self, i: int) -> int:
        """The first token of the subtree of token *i*."""
        return self.tokens[i].left_edge.i

    def right_edge(self, i: int) -> int:
        """The last token of the subtree of token *i*."""
        return self.tokens[i].right_edge.i

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands, as it is written."""
        places = collections.defaultdict(list)
        for i, word in enumerate(self.text):
            places[word].append(i)
        return dict(places)

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the document as they are written."""
        return frozenset(self._places)

    def places(self, word: str) -> Sequence[int]:
        """The tokens, in order, that are written like a word."""
        return self._places.get(word, ())

    def where(self, written: Iterable[str]) -> list[int]:
        """The tokens, in order, that are written like one of some words: what a rule looks at that begins with them."""
        return sorted(itertools.chain.from_iterable(self._places[word] for word in self._places.keys() & written))

    @functools.cached_property
    def sentence_starts(self) -> list[int]:
        """The first token of each sentence."""
        return _firsts(self.sentence)

    @functools.cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The tokens `[start, end)` of each paragraph, and of the white space after it."""
        return list(itertools.pairwise([*_firsts(self.paragraph), len(self.text)]))

    @functools.cached_property
    def is_proper(self) -> list[bool]:
        """For each token whether it is a proper noun with a capital."""
        return [
            (tag in PROPER_TAGS and word[:1].isupper()) or PREFIXED.fullmatch(word) is not None
            for tag, word in zip(self.tag, self.text, strict=True)
        ]


T = TypeVar("T")


def once_a_span(work: Callable[[Words, int, int], T]) -> Callable[[Words, int, int], T]:
    """Keep what a function answers about two tokens, which many rules ask. It is shared, so it must not be changed."""

    @functools.wraps(work)
    def answer(words: Words, first: int, last: int) -> T:
        kept = words.kept[work]
        if (first, last) not in kept:
            kept[first, last] = work(words, first, last)
        found: T = kept[first, last]
        return found

    return answer


def _firsts(numbers: list[int]) -> list[int]:
    """Where each number of a list of numbers in order stands first."""
    return [i for i, number in enumerate(numbers) if not i or number != numbers[i - 1]]


def read(doc: Doc) -> Words:
    """The words of `doc`."""
    tokens = list(doc)
    written = [token.text for token in tokens]
    is_whole = _SOFT_HYPHEN not in text_of(doc)
    text = written if is_whole else [word.replace(_SOFT_HYPHEN, "") or word for word in written]
    start, head = starts_of(doc), [token.head.i for token in tokens]
    return Words(
        text=text,
        lower=[token.lower_ for token in tokens] if is_whole else [word.lower() for word in text],
        lemma=[token.lemma_.lower() for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[_ROOT if head[i] == i and token.dep_ else token.dep_ for i, token in enumerate(tokens)],
        head=head,
        start=start,
        end=[at + len(word) for at, word in zip(start, written, strict=True)],
        sentence=layout.sentence_of(doc),
        paragraph=layout.paragraph_of(doc),
        ent_iob=[token.ent_iob_ for token in tokens],
        ent_type=[token.ent_type_ for token in tokens],
        ent_prob=doc.user_data.get(PROBABILITIES, {}),
        children=[[child.i for child in token.children] for token in tokens],
        tokens=tokens,
        datelines=list(_cities(doc, start, written)),
    )


def _cities(doc: Doc, start: list[int], written: list[str]) -> Iterator[tuple[int, int]]:
    for dateline in datelines(doc):
        if dateline.place is not None:
            first, last = (bisect.bisect_left(start, at) for at in dateline.place)
            region = (i for i in range(first, last) if written[i] in (",", "["))
            yield first, next(region, last)
