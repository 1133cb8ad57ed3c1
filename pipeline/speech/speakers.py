"""Who speaks in each stretch of quotation marks, so that "I" in it can be given to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.once import once_a_doc
from pipeline.language.quotation import MarkedSpan
from pipeline.language.record import record
from pipeline.language.syntax import subject
from pipeline.speech.page import SENTENCE_END, Page, page_of
from pipeline.speech.quotations import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 40
"""How many tokens of a sentence before or after a quotation are searched for its verb of speech."""


@record
class Quoted:
    """A stretch in quotation marks, its tokens `[start, end)`, with its cue and its speaker where they are known."""

    start: int
    end: int
    cue: int | None
    speaker: int | None


@once_a_doc
def quoted(doc: Doc) -> tuple[Quoted, ...]:
    """The outermost stretches in quotation marks, in order."""
    page = page_of(doc)
    known = {start: quotation.by for quotation in quotations(doc) for start, _ in quotation.content}
    found: list[Quoted] = []
    before: MarkedSpan | None = None
    for mark in page.marks:
        if mark.end <= mark.start:
            continue
        by = next((known[i] for i in (mark.start, mark.start - 1) if i in known), None)
        word, head = (by.word, by.speaker_head) if by is not None else _beside(page, mark)
        cue, speaker = word.i if word is not None else None, head.i if head is not None else None
        if cue is None and speaker is None and found and before is not None and _goes_on(page, before, mark):
            cue, speaker = found[-1].cue, found[-1].speaker
        found.append(Quoted(mark.start, mark.end, cue, speaker))
        before = mark
    return tuple(found)


def _goes_on(page: Page, before: MarkedSpan, mark: MarkedSpan) -> bool:
    """Whether a quotation without a verb of its own is more of the one before it: of its paragraph, or reopened."""
    return before.continued or "\n" not in page.text[before.start_char : mark.start_char]


def _beside(page: Page, mark: MarkedSpan) -> tuple[Token | None, Token | None]:
    """The cue and its subject for marked words within a sentence: the nearest after them, or else before them."""
    return _after(page, mark) or _before(page, mark) or (None, None)


def _after(page: Page, mark: MarkedSpan) -> tuple[Token, Token] | None:
    doc = page.doc
    end = min(len(doc), mark.end + _REACH)
    if mark.end < end and "\n" in doc[mark.end].text:
        return None
    ends = page.text[mark.inner_end - 1] in ".!?"
    at = mark.end
    while at < end and not doc[at].text[0].isalnum() and doc[at].text not in (".", ";"):
        if "\n" in doc[at].text:
            return None
        at += 1
    for token in doc[at:end]:
        if page.mark_at[token.i] >= 0 or token.text in (".", ";") or token.is_space:
            return None
        if page.speech_cue(token) is not None:
            speaker = _speaker(page, token)
            if speaker is not None and (not ends or min(token.i, speaker.i) - at <= 2):
                return token, speaker
    return None


def _before(page: Page, mark: MarkedSpan) -> tuple[Token, Token | None] | None:
    for i in range(mark.start - 1, max(-1, mark.start - _REACH), -1):
        token = page.doc[i]
        if page.mark_at[i] >= 0 or token.is_space or (token.text in (*SENTENCE_END, ";") and i < mark.start - 1):
            return None
        if page.speech_cue(token) is not None:
            return token, _speaker(page, token)
    return None


def _speaker(page: Page, verb: Token) -> Token | None:
    """The subject of a cue, where it stands outside of marks."""
    head = subject(verb)
    return head if head is not None and page.mark_at[head.i] < 0 else None
