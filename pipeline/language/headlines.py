"""Headlines In Capital Letters, as their words would be written in a sentence.

A tagger that has learned from sentences takes "Checks" in "Lund Actress Checks Into Clinic" for a name, and makes one
of "Lund Actress Checks". What a word is, the article below tells: one that it writes small, and never large within a
sentence, is no name. A word that the article does not have stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.language.layout import Range, paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIRST = 3
"""In how many paragraphs, at the head of a text, a headline may stand."""
_LONG_LINE = 25
_FEWEST = 3
"""Words of a headline, at most and at least."""
_SMALL = 4
"""Up to so many letters a word may be small where the others are large: "With", "into"."""
_ENDS = frozenset((".", ":", ";", ",", "…"))
_INFLECTED = ("", "s", "es", "ed", "d", "ing")
_LOST = ("ing", "ed", "es", "s", "d", "e")
_SHORTEST_STEM = 3
_ALWAYS_SMALL = frozenset(
    (
        "a", "after", "against", "amid", "among", "an", "and", "as", "at", "before", "by", "during", "following", "for",
        "from", "in", "into", "is", "its", "of", "off", "on", "or", "out", "over", "the", "their", "to", "was", "were",
        "with",
    )
)  # fmt: skip
"""Words that are no names, whether or not the article has them."""
_OF_STATES = "us"
"""What is a pronoun where it is small, and is a state where all is large."""


def as_in_sentences(doc: Doc) -> list[str] | None:
    """The words of a document, those of headlines in capitals as in a sentence; None where it has no such headline.

    Each stays as long as it was. The document need not be parsed.
    """
    found = [span for span in paragraphs(doc)[:_FIRST] if _is_in_capitals(doc, span)]
    if not found:
        return None
    below = found[-1][1]
    small, large = _written_below(doc, below)
    if not small:
        return None
    words = [token.text for token in doc]
    for start, end in found:
        is_all = all(token.text.isupper() for token in doc[start:end] if token.is_alpha)
        for i in range(start, end):
            if doc[i].text.istitle() or (is_all and doc[i].is_upper and doc[i].lower_ != _OF_STATES):
                words[i] = _in_sentence(words[i], small, large, is_first=i == start)
    return words


def _is_in_capitals(doc: Doc, span: Range) -> bool:
    """Whether a paragraph is a line, no sentence, whose longer words all begin with a capital."""
    start, end = span
    words = [token.text for token in doc[start:end] if token.is_alpha]
    if not _FEWEST <= len(words) <= _LONG_LINE or doc[end - 1].text in _ENDS:
        return False
    return all(word[0].isupper() for word in words if len(word) > _SMALL) and any(
        word[0].isupper() for word in words[1:]
    )


def _written_below(doc: Doc, below: int) -> tuple[frozenset[str], Mapping[str, str]]:
    """The words that are small below the headline, and how those are written that are large within a sentence."""
    small: set[str] = set()
    large: dict[str, str] = {}
    for start, end in paragraphs(doc):
        if start < below or not _is_prose(doc, (start, end)):
            continue
        for i in range(start, end):
            text = doc[i].text
            if not text.isalpha():
                continue
            if text[0].islower():
                small.add(text)
            elif i > start and doc[i - 1].text.isalpha():
                large.setdefault(text.lower(), text)
    return frozenset(small), large


def _is_prose(doc: Doc, span: Range) -> bool:
    """Whether a paragraph is of sentences, and no other line in capitals."""
    start, end = span
    return any(token.text[0].islower() and len(token) > _SMALL for token in doc[start:end])


def _in_sentence(word: str, small: frozenset[str], large: Mapping[str, str], *, is_first: bool) -> str:
    """A word of a headline as it is written in a sentence, where the article tells that."""
    lower = word.lower()
    if lower in _ALWAYS_SMALL:
        return word if is_first else lower
    if lower in large:
        return large[lower] if len(large[lower]) == len(word) else word
    if len(lower) != len(word) or not any(form in small for form in _forms(lower)):
        return word
    return word[0] + lower[1:] if is_first else lower


def _forms(word: str) -> Iterator[str]:
    """A word and those that may be other forms of it: "hires", "hired", "hire"."""
    yield word
    stems = {word}
    for ending in _LOST:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stems.add(word.removesuffix(ending))
    for stem in stems:
        for ending in (*_INFLECTED, "e"):
            yield stem + ending
