"""How a text is laid out: where its paragraphs lie, and which sentence and paragraph a token is of.

Decided here and nowhere else. A paragraph has words; the white space after it, blank lines and all, belongs
to it, so that paragraphs and sentences are counted 0, 1, 2 without gaps.
"""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
"""A stretch of a text or of its tokens, [start, end)."""

_LINE = re.compile(r"[^\n]+")


def paragraphs_of_text(text: str) -> list[Range]:
    """The paragraphs of a text in characters, without the white space around them; a line is a paragraph."""
    found = []
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append((start, start + len(words)))
    return found


def paragraphs(doc: Doc) -> list[Range]:
    """The paragraphs of a document in tokens, without the white space around them."""
    starts = [token.idx for token in doc]
    found = []
    for start, end in paragraphs_of_text(doc.text):
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        if first < last:
            found.append((first, last))
    return found


def paragraph_of(doc: Doc) -> list[int]:
    """For each token the paragraph it is of, counted from 0."""
    begins = {start for start, _ in paragraphs(doc)[1:]}
    return list(itertools.accumulate(int(token.i in begins) for token in doc))


def sentence_starts(doc: Doc) -> list[int]:
    """The tokens that sentences begin with."""
    return [token.i for token in doc if token.i == 0 or token.is_sent_start is True]


def sentence_of(doc: Doc) -> list[int]:
    """For each token the sentence it is of, counted from 0."""
    begins = set(sentence_starts(doc)[1:])
    return list(itertools.accumulate(int(token.i in begins) for token in doc))
