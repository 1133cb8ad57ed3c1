"""A parsed article as rules read it: spaCy's `Doc`, `Span` and `Token` as plain Python objects.

Rules look at each word many times over, and spaCy works out what a token is, and makes an object of each token that
it leads to, anew each time. Here all of it is read once, and a `Word` is one object wherever it is met.

The classes are stand-ins: they have those parts of spaCy's that the rules use, by the same names and with the same
answers, so that a rule is typed, and may be tried, with spaCy's own.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any, cast, overload

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc
from spacy.util import normalize_slice

from pipeline.language import layout
from pipeline.language.once import text_of

_KEPT = ("origin", "as_it_came")
"""What a document knows besides its words (see `pipeline.language.as_read`)."""
_STRINGS: list[int | str] = [LEMMA, TAG, POS, DEP, ENT_TYPE]
_NUMBERS: list[int | str] = [IDX, HEAD, SPACY, SENT_START]


def document(doc: Doc) -> Doc:
    """A parsed document as rules read it."""
    return doc if isinstance(doc, Document) else cast(Doc, Document(doc))


class Word:
    """A token."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
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
        self, doc: Document, i: int, text: str, strings: tuple[str, ...], idx: int, spaced: bool, begins: bool
    ) -> None:
        self.doc, self.i, self.idx, self.text, self.lower_ = doc, i, idx, text, text.lower()
        self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_ = strings
        self.whitespace_ = " " if spaced else ""
        self.is_sent_start = begins
        self.lefts = self.rights = self.children = _NONE

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __getattr__(self, name: str) -> Any:
        if name not in _OF_FORM:
            raise AttributeError(f"A word has no {name}.")
        return getattr(self.doc.parsed[self.i], name)

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
        for word in self.lefts:
            yield from word.subtree
        yield self
        for word in self.rights:
            yield from word.subtree

    @property
    def sent(self) -> Stretch:
        """Its sentence."""
        return self.doc.sentences[layout.sentence_of(cast(Doc, self.doc))[self.i]]

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    def nbor(self, i: int = 1) -> Word:
        """The word so many places behind it."""
        if self.i + i < 0:
            raise IndexError(self.i + i)
        return self.doc[self.i + i]


_NONE: list[Word] = []
_OF_FORM = frozenset(
    ("is_alpha", "is_bracket", "is_currency", "is_digit", "is_punct", "is_quote", "is_title", "like_num")
)
"""What spaCy tells of a word by how it is written; few rules ask."""


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
            start, end = normalize_slice(len(self), at.start, at.stop, at.step)
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
        """Its head."""
        return self.doc.words[self.doc.parsed[self.start : self.end].root.i]


class Document:
    """A parsed document. It asks spaCy's own, `parsed`, for what few rules want to know."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc
        self.vocab = doc.vocab
        self.user_data: dict[str, Any] = {key: doc.user_data[key] for key in _KEPT if key in doc.user_data}
        texts = [token.text for token in doc]
        strings = zip(*(_looked_up(doc, column) for column in _columns(doc, _STRINGS)), strict=True)
        idx, heads, spaced, starts = (column.view(np.int64).tolist() for column in _columns(doc, _NUMBERS))
        self.words = [
            Word(self, i, *told)
            for i, told in enumerate(zip(texts, strings, idx, map(bool, spaced), (s == 1 for s in starts), strict=True))
        ]
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
        if isinstance(at, slice):
            return Stretch(self, *normalize_slice(len(self.words), at.start, at.stop, at.step))
        return self.words[at]

    @functools.cached_property
    def text(self) -> str:
        """The whole text."""
        return text_of(self.parsed)

    @functools.cached_property
    def sentences(self) -> list[Stretch]:
        """The sentences."""
        starts = layout.sentence_starts(self.parsed)
        return [Stretch(self, start, end) for start, end in itertools.pairwise([*starts, len(self)])]

    @property
    def sents(self) -> Iterator[Stretch]:
        """The sentences."""
        return iter(self.sentences)

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Stretch | None:
        """The words that stand at some characters."""
        span = self.parsed.char_span(start, end, alignment_mode=alignment_mode)
        return None if span is None else Stretch(self, span.start, span.end)

    def to_array(self, attributes: Any) -> np.ndarray:
        """Attributes of all words, as spaCy's numbers."""
        return self.parsed.to_array(attributes)


def _columns(doc: Doc, attributes: list[int | str]) -> np.ndarray:
    return doc.to_array(attributes).reshape(len(doc), len(attributes)).T


def _looked_up(doc: Doc, column: np.ndarray) -> list[str]:
    """An attribute of all tokens as words, each looked up once."""
    values, at = np.unique(column, return_inverse=True)
    words = [doc.vocab.strings[value] for value in values.tolist()]
    return [words[i] for i in at.tolist()]


def _hang(words: list[Word], heads: list[int]) -> None:
    """Tell each word what it hangs on and what hangs on it; `heads` are as far off as they stand."""
    for word, away in zip(words, heads, strict=True):
        word.head = head = words[word.i + away]
        word.left_edge = word.right_edge = word
        if away > 0:
            head.lefts = [*head.lefts, word]
        elif away < 0:
            head.rights = [*head.rights, word]
    order = [word for word in words if word.head is word]
    for word in order:
        if word.lefts or word.rights:
            word.children = word.lefts + word.rights
            order += word.children
    for word in reversed(order):
        head = word.head
        if word.left_edge.i < head.left_edge.i:
            head.left_edge = word.left_edge
        if word.right_edge.i > head.right_edge.i:
            head.right_edge = word.right_edge
