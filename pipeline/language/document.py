"""A parsed article as rules read it: spaCy's `Doc`, `Span` and `Token` as plain Python objects.

Rules look at each word many times over, and spaCy works out what a token is, and makes an object of each token that
it leads to, anew each time. Here all of it is read once, and a `Word` is one object wherever it is met.

The classes are stand-ins: they have those parts of spaCy's that the rules use, by the same names and with the same
answers, so that a rule is typed, and may be tried, with spaCy's own.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast, overload

from pipeline.language import layout, shapes
from pipeline.language.mending import LEMMAS, changes

if TYPE_CHECKING:
    from spacy.tokens import Doc

PROBABILITIES = "ent_prob"
"""Under this key of `user_data`: how sure a model is of the names it found, by the first token of each."""
_KEPT = ("origin", "as_it_came", PROBABILITIES)
"""What a document knows besides its words (see `pipeline.language.as_read` and `pipeline.language.certainty`)."""


def document(doc: Doc) -> Doc:
    """A parsed document as rules read it."""
    if isinstance(doc, Document):
        return doc
    told = (
        (t.text, t.lemma_, t.tag_, t.pos_, t.dep_, t.ent_type_, t.ent_iob_, t.whitespace_, bool(t.is_sent_start))
        for t in doc
    )
    read = Document(told, [token.head.i for token in doc])
    read.user_data |= {key: doc.user_data[key] for key in _KEPT if key in doc.user_data}
    return cast("Doc", read)


class Word:
    """A token."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "left_edge",
        "lefts",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )
    doc: Document
    head: Word
    left_edge: Word
    right_edge: Word

    def __init__(
        self,
        doc: Document,
        i: int,
        idx: int,
        text: str,
        lemma: str,
        tag: str,
        pos: str,
        dep: str,
        ent_type: str,
        ent_iob: str,
        whitespace: str,
        begins: bool,
    ) -> None:
        self.doc, self.i, self.idx, self.text = doc, i, idx, text
        self.lower_ = text if text.islower() else text.lower()  # no second string for most words
        self.lemma_ = LEMMAS[lemma].get(self.lower_, lemma) if lemma in LEMMAS else lemma
        self.tag_, self.pos_, self.dep_ = tag, pos, dep
        self.ent_type_, self.ent_iob_ = ent_type, ent_iob
        self.whitespace_, self.is_sent_start = whitespace, begins
        self.head = self.left_edge = self.right_edge = self
        self.lefts = self.rights = self.children = _NONE

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def ancestors(self) -> Iterator[Word]:
        """The words that it hangs on, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def subtree(self) -> Iterator[Word]:
        """It and all that hangs below it, in order."""
        waiting = [(self, False)]  # not by itself: a tree may be deeper than Python's stack
        while waiting:
            word, is_next = waiting.pop()
            if is_next or not word.children:
                yield word
                continue
            waiting += ((right, False) for right in reversed(word.rights))
            waiting.append((word, True))
            waiting += ((left, False) for left in reversed(word.lefts))

    @property
    def sent(self) -> Stretch:
        """Its sentence."""
        return self.doc.sentences[layout.sentence_of(cast("Doc", self.doc))[self.i]]

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Whether it is all digits."""
        return self.text.isdigit()

    @property
    def is_title(self) -> bool:
        """Whether its first letter is a capital, and no other."""
        return self.text.istitle()

    @property
    def is_punct(self) -> bool:
        """Whether it is all marks."""
        return shapes.is_punct(self.text)

    @property
    def is_bracket(self) -> bool:
        """Whether it is a bracket."""
        return shapes.is_bracket(self.text)

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return shapes.is_quote(self.text)

    @property
    def is_currency(self) -> bool:
        """Whether it is the sign of a currency."""
        return shapes.is_currency(self.text)

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in figures or in letters."""
        return shapes.like_num(self.text)

    def nbor(self, i: int = 1) -> Word:
        """The word so many places behind it."""
        if self.i + i < 0:
            raise IndexError(self.i + i)
        return self.doc[self.i + i]


_NONE: list[Word] = []


class Stretch:
    """A span: the words `[start, end)` of a document."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Document, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Word | Stretch:
        if isinstance(at, slice):
            start, end = _bounds(at, len(self))
            return Stretch(self.doc, self.start + start, self.start + end)
        return self.doc.words[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, without the space after it."""
        return self.doc.text[self.start_char : self.end_char] if self.start < self.end else ""

    @property
    def root(self) -> Word:
        """Its head: the root of a sentence in it, else its word nearest to one, but no mark where it need not be."""
        roots = [word for word in self if word.head is word]
        outer = [word for word in self if not self.start <= word.head.i < self.end]
        return roots[0] if roots else min(outer, key=_depth, default=self[0])


def _bounds(at: slice, length: int) -> tuple[int, int]:
    """Where a slice of so many words begins and ends."""
    start, end, _ = at.indices(length)
    return start, max(start, end)


def _depth(word: Word) -> float:
    """How far a word is from the root of its sentence; marks and white space with nothing on them, beyond reach."""
    return float("inf") if not word.children and (word.is_space or word.is_punct) else len(list(word.ancestors))


class Document:
    """A parsed document."""

    def __init__(self, told: Iterable[tuple[str, str, str, str, str, str, str, str, bool]], heads: list[int]) -> None:
        self.user_data: dict[str, Any] = {}
        self.words: list[Word] = []
        idx = 0
        for i, word in enumerate(told):
            self.words.append(Word(self, i, idx, *word))
            idx += len(word[0]) + len(word[7])
        heads = list(heads)
        for change in changes(self.words, heads):
            read = self.words[change.i]
            read.dep_, read.tag_, heads[change.i] = change.dep, change.tag, change.head
        _hang(self.words, heads)

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Word | Stretch:
        if type(at) is slice:
            return Stretch(self, *_bounds(at, len(self.words)))
        return self.words[at]

    @functools.cached_property
    def text(self) -> str:
        """The whole text."""
        return "".join(word.text + word.whitespace_ for word in self.words)

    @functools.cached_property
    def sentences(self) -> list[Stretch]:
        """The sentences."""
        starts = layout.sentence_starts(cast("Doc", self))
        return [Stretch(self, start, end) for start, end in itertools.pairwise([*starts, len(self)])]

    @property
    def sents(self) -> Iterator[Stretch]:
        """The sentences."""
        return iter(self.sentences)

    def char_span(self, start_idx: int, end_idx: int, alignment_mode: str = "expand") -> Stretch | None:
        """The words of which a part stands at some characters; the space after a word is no part of it."""
        first, last = self._word_at(start_idx), self._word_at(end_idx - 1)
        if first is None or last is None or alignment_mode != "expand":
            return None
        start = first.i + (start_idx == first.idx + len(first.text))
        return Stretch(self, start, max(start, last.i + 1))

    def _word_at(self, at: int) -> Word | None:
        """The word at a character, or before the space there."""
        i = bisect.bisect_right(self.words, at, key=lambda word: word.idx) - 1
        word = self.words[i] if at >= 0 and i >= 0 else None
        return word if word is not None and at < word.idx + len(word.text) + len(word.whitespace_) else None


def _hang(words: Sequence[Word], heads: list[int]) -> None:
    """Tell each word what it hangs on, and what hangs on it."""
    for word, at in zip(words, heads, strict=True):
        if at == word.i:
            continue
        word.head = head = words[at]
        if word.i < at:
            head.lefts = [*head.lefts, word]
        else:
            head.rights = [*head.rights, word]
    order = [word for word in words if word.head is word]
    for word in order:
        if word.lefts or word.rights:
            word.children = word.lefts + word.rights if word.lefts and word.rights else word.lefts or word.rights
            order += word.children
    for word in reversed(order):
        head = word.head
        if word.left_edge.i < head.left_edge.i:
            head.left_edge = word.left_edge
        if word.right_edge.i > head.right_edge.i:
            head.right_edge = word.right_edge
