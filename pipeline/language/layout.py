"""How a text is laid out: where its paragraphs lie, and which sentence and paragraph a token is of.

Decided here and nowhere else. Texts are meant as they are read (`pipeline.language.as_read`): the lines of
hard-wrapped text are joined there, so that a line break ends a paragraph. The white space after a paragraph,
blank lines and all, belongs to it; paragraphs and sentences are counted 0, 1, 2 without gaps.
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.language.datelines import dateline_ranges
from pipeline.language.once import once_a_doc, starts_of, text_of
from pipeline.language.short_titles import SHORT_TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
"""A stretch of a text or of its tokens, [start, end)."""

_LINE = re.compile(r"[^\n]+")
_LONG_SENTENCE, _LONGEST_SENTENCE = 150, 200
"""Tokens without a full stop after which a sentence is cut, at a comma and anywhere: the cost of a text would else
grow faster than its length."""
_COMMAS = frozenset((",", ";", ":"))
_ENDS = frozenset((".", "?", "!", "…", "...", "...."))
_CLOSING = frozenset(("”", "’", '"', "'", "''", "’’", "»", "›", ")", "]"))
_ABBREVIATED = re.compile(r"(?:[A-Z]\.){2,}")
_CIVIL_TITLES = frozenset(("Mr.", "Mrs.", "Ms.", "Mx.", "Miss", "Messrs.", "Dr.", "Prof.", "Mr", "Mrs", "Ms", "Dr"))
"""Titles that stand after no name of a country, unlike "U.S. Sen."."""
_OFFICIAL_TITLES = frozenset(("Sen.", "Rep.", "Gov.", "Gen.", "Rev."))
"""Titles that may stand after the name of a country or a state."""
_TELLING = _CLOSING | _CIVIL_TITLES | _OFFICIAL_TITLES
_BEFORE_NAMES = SHORT_TITLES | {"Prof."}
_TELLING_BEFORE = _CLOSING | _BEFORE_NAMES
"""Tokens that may tell whether a sentence begins with them, and with the token after them."""
_WHERE = frozenset(("in", "near", "across", "outside", "throughout"))
_PREPOSITIONS = frozenset(("in", "at", "from", "on", "for", "of", "to", "across", "outside", "unlike", "like"))
_FRONTED = 5
"""How many words a sentence has at most that goes on after its "In the U.S."."""


def paragraphs_of_text(text: str) -> list[Range]:
    """The paragraphs of a text in characters, without the white space around them; a line is a paragraph."""
    found = []
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append((start, start + len(words)))
    return found


@once_a_doc
def paragraphs(doc: Doc) -> list[Range]:
    """The paragraphs of a document in tokens, without the white space around them."""
    starts = starts_of(doc)
    found = []
    for start, end in paragraphs_of_text(text_of(doc)):
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        if first < last:
            found.append((first, last))
    return found


@once_a_doc
def paragraph_of(doc: Doc) -> list[int]:
    """For each token the paragraph it is of, counted from 0."""
    begins = {start for start, _ in paragraphs(doc)[1:]}
    return _counted(begins, len(doc))


def _counted(begins: set[int], length: int) -> list[int]:
    """For each token how many of these it stands at or after."""
    counts: list[int] = []
    for count, (start, end) in enumerate(itertools.pairwise([0, *sorted(begins), length])):
        counts += [count] * (end - start)
    return counts


def sentence_starts(doc: Doc) -> list[int]:
    """The tokens that sentences begin with."""
    return [token.i for token in doc if token.is_sent_start or token.i == 0]


@once_a_doc
def sentence_of(doc: Doc) -> list[int]:
    """For each token the sentence it is of, counted from 0."""
    begins = set(sentence_starts(doc)[1:])
    return _counted(begins, len(doc))


@dataclass(frozen=True, slots=True)
class _Written:
    """The words of a document as they are written, and whether a space follows each."""

    words: list[str]
    spaced: list[bool]


def fix_sentence_starts(doc: Doc) -> None:
    """Tell the parser, before it runs, where a sentence begins and where none can.

    One begins with each paragraph, after a dateline, and with "Ms." after "D.C."; none begins with white space,
    before the second word of a paragraph or after its last, with the mark that closes what ends before it, in small
    letters after such a mark, or with the name after "Lt.".
    All else is the parser's to say.
    """
    starts = np.zeros(len(doc), np.int64)
    written = _Written([token.text for token in doc], [bool(token.whitespace_) for token in doc])
    told = [
        i
        for i, (before, word) in enumerate(itertools.pairwise(written.words), 1)
        if word in _TELLING or before in _TELLING_BEFORE
    ]
    for number, (start, end) in enumerate(paragraphs(doc)):
        _cut_junk(written, starts, start, end)
        first, last = _first_and_last_word(written, start, end)
        for i in told[bisect.bisect(told, first) : bisect.bisect(told, last)]:
            if _is_within(written, i, start):
                starts[i] = -1
            elif _is_end_before_title(written, i, start):
                starts[i] = 1
        starts[start + 1 : first + 1] = -1
        if last > first and written.words[first].isalpha() and written.words[first + 1].isalpha():
            starts[first + 1] = -1
        starts[last + 1 : end] = -1
        if start:
            starts[start] = 1 if number else -1
    for start, end in dateline_ranges(doc):
        starts[start + 1 : end] = -1
        starts[end : end + 1] = 1
    starts[[i for i, word in enumerate(written.words) if word.isspace()]] = -1
    starts[:1] = 0
    if len(doc):
        # All at once: spaCy looks at the whole document each time that it is told of one token.
        doc.from_array(["SENT_START"], starts[:, None].astype(np.uint64))  # type: ignore[arg-type]


def _first_and_last_word(written: _Written, start: int, end: int) -> Range:
    """The first and the last word of a paragraph that is more than marks, or twice its last token where none is."""
    places = range(start, end)
    first = next((i for i in places if _is_word(written.words[i])), end - 1)
    return first, next((i for i in reversed(places) if _is_word(written.words[i])), end - 1)


def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))


def _cut_junk(written: _Written, starts: np.ndarray, start: int, end: int) -> None:
    """Begin a sentence where the words before have gone on for longer than any sentence does: in tables and junk."""
    if end - start <= _LONG_SENTENCE:
        return
    since = start
    for i in range(start, end):
        if written.words[i] in _ENDS:
            since = i + 1
        elif i - since >= (_LONG_SENTENCE if written.words[i - 1] in _COMMAS else _LONGEST_SENTENCE):
            starts[i] = 1
            since = i


def _is_within(written: _Written, i: int, start: int) -> bool:
    """Whether a token belongs to the sentence of the one before it, by the marks and the title that stand there."""
    return _closes(written, i, start) or _follows_closed(written, i, start) or _is_titled(written, i)


def _closes(written: _Written, i: int, start: int) -> bool:
    """Whether a token is a mark that closes what ends before it: the marks in "Go!" and "(He went.)"."""
    at = i
    while at > start and written.words[at] in _CLOSING and not written.spaced[at - 1]:
        at -= 1
    return (
        at < i
        and written.words[at] in _ENDS
        and (i + 1 == len(written.words) or written.spaced[i] or not _goes_on(written, i))
    )


def _follows_closed(written: _Written, i: int, start: int) -> bool:
    """Whether a word in small letters follows a closing mark, as in "“Go!” she said."."""
    return (
        i - 1 > start and written.words[i][0].islower() and written.words[i - 1] in _CLOSING and written.spaced[i - 1]
    )


def _is_titled(written: _Written, i: int) -> bool:
    """Whether a word in capitals follows a short title, as in "Lt. Holm"."""
    return written.words[i - 1] in _BEFORE_NAMES and written.words[i][0].isupper()


def _goes_on(written: _Written, i: int) -> bool:
    """Whether a word follows a mark without a space, so that it may be one that opens."""
    return written.words[i + 1][:1].isalnum()


def _is_end_before_title(written: _Written, i: int, start: int) -> bool:
    """Whether an abbreviation before a title ends a sentence: "He flew to D.C. Ms. Falk stayed."."""
    if i <= start or not _ABBREVIATED.fullmatch(written.words[i - 1]):
        return False
    if written.words[i] not in _CIVIL_TITLES and not (
        written.words[i] in _OFFICIAL_TITLES and _is_where(written, i - 1, start)
    ):
        return False
    begin = next((k + 1 for k in range(i - 2, max(start, i - 2 - _FRONTED) - 1, -1) if written.words[k] in _ENDS), None)
    begin = start if begin is None and i - start <= _FRONTED else begin
    return begin is None or written.words[begin].lower() not in _PREPOSITIONS


def _is_where(written: _Written, i: int, start: int) -> bool:
    """Whether an abbreviation is where something is, and no part of an office: "in N.C.", but "by U.S. Sen. Falk"."""
    before = written.words[max(start, i - 2) : i]
    word = (before[-1] if before[-1] != "the" else before[0]).lower() if before else ""
    return word in _WHERE or (word in _PREPOSITIONS and written.words[i] == "D.C.")  # which has no senators
