"""Quotation marks, paired: which stretches of a text stand between marks.

English newspapers use straight, curly and single marks, guillemets, LaTeX's ``…'' and two apostrophes
for one mark; they nest them, leave them open, and open them again at the head of each paragraph of a long
quotation. Marks are paired a paragraph at a time, in one pass over the characters.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.layout import paragraphs_of_text
from pipeline.language.once import starts_of, text_of
from pipeline.language.record import record

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛'`]|(?:’’)|(?:‘‘)")
_FAMILY = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "``", "''"), "double"),
    **dict.fromkeys(("'", "‘", "’", "‚", "‛", "`"), "single"),
    **dict.fromkeys(("«", "»"), "guillemet"),
    **dict.fromkeys(("‹", "›"), "single guillemet"),
}
_OPENERS = frozenset(("“", "„", "‟", "``", "«", "‹", "‘", "‚", "‛", "`"))
_CLOSERS = frozenset(("”", "»", "›", "’"))
_ELISION = re.compile(r"['’‘](?:em|til|tis|twas|cause|round|bout|n|\d0s|\d\ds?)\b", re.IGNORECASE)
"""Words that begin with an apostrophe: ’em, ’til, the ’90s."""


_WITHOUT_MARKS = 3
"""So many paragraphs without marks may stand in the midst of a quotation over several that is closed in the last."""
_LONGEST_SPACED = 600
"""Within so many characters a mark with space after it has its partner."""


@record
class MarkedSpan:
    """A stretch between quotation marks.

    `start`, `end` are tokens and `start_char`, `end_char` characters, `[start, end)`, marks included;
    `inner_start`, `inner_end` are the characters between the marks. `depth` counts the marked spans around
    it, 0 for none. `closed` is false where the closing mark is missing (the span then ends with its
    paragraph), and `continued` is true where the next paragraph goes on with the same quotation.
    """

    start: int
    end: int
    start_char: int
    end_char: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continued: bool


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its partner; `maybe` is a mark that may be it or an apostrophe."""

    family: str
    start: int
    inner: int
    maybe: tuple[int, int] | None = None


@dataclass(slots=True)
class _Pair:
    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool
    continued: bool = False


def marked_spans(doc: Doc) -> list[MarkedSpan]:
    """The marked stretches of a parsed text, in order, an outer one before those within it."""
    text = text_of(doc)
    starts = starts_of(doc)
    spans: list[MarkedSpan] = []
    around: list[int] = []
    for pair in sorted(_pairs(text), key=lambda p: (p.start, -p.end)):
        while around and around[-1] <= pair.start:
            around.pop()
        spans.append(
            MarkedSpan(
                start=bisect.bisect_right(starts, pair.start) - 1,
                end=bisect.bisect_left(starts, pair.end),
                start_char=pair.start,
                end_char=pair.end,
                inner_start=pair.inner_start,
                inner_end=pair.inner_end,
                depth=len(around),
                closed=pair.closed,
                continued=pair.continued,
            )
        )
        around.append(pair.end)
    return spans


def _pairs(text: str) -> list[_Pair]:
    pairs: list[_Pair] = []
    left_open: _Pair | None = None
    between: list[_Pair] = []
    lines = paragraphs_of_text(text)
    for number, (begin, end) in enumerate(lines):
        is_reopened = number + 1 < len(lines) and text[lines[number + 1][0]] == text[begin]
        found, stray = _pairs_of_line(text, begin, end, is_reopened)
        if left_open is not None:
            if not found and stray is None and len(between) < _WITHOUT_MARKS:
                between.append(_Pair(begin, begin, end, end, False, True))
                continue
            if found and not between and found[0].start == begin:
                left_open.continued = True
            elif stray is not None and all(stray[1] <= p.start or (p.closed and p.end <= stray[0]) for p in found):
                # The quotation ran over the end of the paragraph without being opened again.
                left_open.continued = True
                pairs += between
                if stray[0] > begin:
                    found.insert(0, _Pair(begin, begin, stray[0], stray[1], True))
        left_open, between = next((p for p in found if not p.closed and p.end == end), None), []
        pairs += found
    return pairs


def _pairs_of_line(text: str, begin: int, end: int, is_reopened: bool) -> tuple[list[_Pair], tuple[int, int] | None]:
    """The pairs of one paragraph by start, and the first closing mark that has no partner.

    A single mark that is never closed is an apostrophe, unless it begins the paragraph and the next one as well.
    """
    found: list[_Pair] = []
    stack: list[_Open] = []
    depth_of: dict[str, int] = {}
    stray: tuple[int, int] | None = None

    def pop_to(family: str) -> _Open:
        while True:
            frame = stack.pop()
            depth_of[frame.family] -= 1
            if frame.family == family:
                return frame
            if frame.maybe:
                found.extend(_closed(frame, *frame.maybe))

    for match in _MARK.finditer(text, begin, end):
        mark, a, b = match[0], match.start(), match.end()
        family = _FAMILY[mark]
        before = text[a - 1] if a > begin else " "
        after = text[b] if b < end else " "
        is_open = depth_of.get(family, 0) > 0
        role = _role(text, mark, a, before, after, is_open)
        if role != "open" and not is_open and mark == '"' and _is_spaced_opener(text, begin, b):
            role = "open"
        if role == "open":
            if is_open:
                # The same mark opens again: the earlier one was never closed.
                frame = pop_to(family)
                if frame.maybe:
                    found.extend(_closed(frame, *frame.maybe))
                elif family == "double":
                    cut = a - (len(text[frame.inner : a]) - len(text[frame.inner : a].rstrip()))
                    if cut > frame.inner:
                        found.append(_Pair(frame.start, frame.inner, cut, cut, False))
            stack.append(_Open(family, a, b))
            depth_of[family] = depth_of.get(family, 0) + 1
        elif role == "close":
            if is_open:
                found.extend(_closed(pop_to(family), a, b))
            elif stray is None and family != "single":
                stray = (a, b)
        elif role == "maybe":
            for frame in reversed(stack):
                if frame.family == family:
                    frame.maybe = frame.maybe or (a, b)
                    break
    found += _left_open(stack, begin, end, is_reopened)
    found.sort(key=lambda p: (p.start, -p.end))
    return found, stray


def _closed(opening: _Open, inner_end: int, mark_end: int) -> Iterator[_Pair]:
    """The pair of an opening mark and the one that closes it, unless nothing stands between them."""
    if mark_end > opening.start and inner_end > opening.inner:
        yield _Pair(opening.start, opening.inner, inner_end, mark_end, True)


def _left_open(stack: list[_Open], begin: int, end: int, is_reopened: bool) -> Iterator[_Pair]:
    """The pairs of marks that none has closed: with the one that may, else with the end of the paragraph."""
    for opening in reversed(stack):
        goes_on = is_reopened and opening.start == begin
        if opening.maybe and not goes_on:
            yield from _closed(opening, *opening.maybe)
        elif (opening.family != "single" or goes_on) and end > opening.inner:
            yield _Pair(opening.start, opening.inner, end, end, False)


def _is_spaced_opener(text: str, begin: int, after: int) -> bool:
    """Whether a mark with space after it opens: it begins the paragraph, or punctuation stands before it."""
    before = text[max(begin, after - 4) : after - 1]
    is_led = not before or (before[-1].isspace() and before.rstrip()[-1:] in (",", ":", ".", "?", "!"))
    return is_led and text[after : after + 1] == " " and '"' in text[after : after + _LONGEST_SPACED]


def _role(text: str, mark: str, at: int, before: str, after: str, is_open: bool) -> str | None:
    """Whether a mark opens, closes, may close ("maybe"), or is none at all (an apostrophe, an inch)."""
    head, tail = before.isspace() or before in '([{—–-/“"‘«„', after.isspace()
    if _FAMILY[mark] == "single":
        is_elision = head and _ELISION.match(text, at) is not None
        return None if is_elision else _role_of_single(mark, before, after, head, is_open)
    if mark == "“" and is_open and text[at - 1 : at].strip() and (tail or not after.isalnum()):
        return "close"  # „so“, or a curly mark the wrong way round
    if mark in _OPENERS:
        return "open"
    opens = head and not tail
    if mark in _CLOSERS:
        return "open" if opens and mark == "”" and not is_open else "close"
    return _role_of_straight(before, after, opens, is_open)


def _role_of_single(mark: str, before: str, after: str, head: bool, is_open: bool) -> str | None:
    """The role of a single mark, which may be an apostrophe."""
    tail = after.isspace()
    if mark == "`":
        return "open" if head and not tail else None
    if before.isalnum() and after.isalnum():
        return None
    if mark in "‘‚‛" or (mark == "'" and head and not tail and not is_open):
        return "open" if not tail else None
    if before.isspace() or not is_open or after.isalnum():
        return None
    # "the generals' plan": an apostrophe after s may be the possessive.
    return "maybe" if before in "sS" and after == " " else "close"


def _role_of_straight(before: str, after: str, opens: bool, is_open: bool) -> str:
    """The role of a mark that looks alike at both ends."""
    if opens and not (is_open and before in "—–-/\"'"):
        return "open"
    if is_open or (after.isspace() and not before.isspace()):
        return "close"
    return "close" if after.isspace() or before.isalnum() else "open"
