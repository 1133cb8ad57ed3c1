"""Who speaks inside quotation marks, as far as grammar tells, so that "I" can be given to somebody."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities.surroundings import speech_verbs
from pipeline.entities.words import Words
from pipeline.language.quotation import MarkedSpan

_REACH = 40
"""How many tokens of a sentence before or after a quotation are searched for its verb of speech."""


@dataclass(slots=True)
class Quoted:
    """A stretch in quotation marks, its tokens `[start, end)`, and the token of its speaker where known."""

    start: int
    end: int
    speaker: int | None


def find_quoted(words: Words, marked: list[MarkedSpan]) -> list[Quoted]:
    """The outermost quotations in order, each with the subject of the verb of speech beside it."""
    spans = [span for span in marked if span.depth == 0 and span.end > span.start]
    inside = [False] * len(words)
    for span in spans:
        inside[span.start : span.end] = [True] * (span.end - span.start)
    found: list[Quoted] = []
    before: MarkedSpan | None = None
    for span in spans:
        speaker = _beside(words, inside, span)
        if speaker is None and found and before is not None and _goes_on(words, before, span):
            speaker = found[-1].speaker
        found.append(Quoted(span.start, span.end, speaker))
        before = span
    return found


def _goes_on(words: Words, before: MarkedSpan, span: MarkedSpan) -> bool:
    """Whether a quotation without a verb of its own is more of the one before it."""
    if before.continued:
        return True
    return words.paragraph[before.start] == words.paragraph[span.start]


def _beside(words: Words, inside: list[bool], span: MarkedSpan) -> int | None:
    verbs = speech_verbs()
    after, end = span.end, min(len(words), span.end + _REACH)
    if after < len(words) and words.paragraph[after] == words.paragraph[span.end - 1]:
        ends = words.text[span.end - 2] in ".!?" if span.end - 2 > span.start else False
        while after < end and not words.text[after][0].isalnum() and words.text[after] not in (".", ";"):
            if "\n" in words.text[after]:
                return _before(words, inside, span)
            after += 1
        for i in range(after, end):
            if inside[i] or words.text[i] in (".", ";", "\n") or words.text[i].isspace():
                break
            if words.lemma[i] in verbs and words.tag[i].startswith("VB"):
                subject = _subject(words, inside, i)
                if subject is not None and (not ends or min(i, subject) - after <= 2):
                    return subject
    return _before(words, inside, span)


def _before(words: Words, inside: list[bool], span: MarkedSpan) -> int | None:
    verbs = speech_verbs()
    for i in range(span.start - 1, max(-1, span.start - _REACH), -1):
        if inside[i] or words.text[i].isspace() or (words.text[i] in ".;" and i < span.start - 1):
            break
        if words.lemma[i] in verbs and words.tag[i].startswith("VB"):
            return _subject(words, inside, i)
    return None


def _subject(words: Words, inside: list[bool], verb: int) -> int | None:
    """The subject of a verb, or of the verb that it hangs from ("Trump left, saying …")."""
    for _ in range(4):
        for child in words.children[verb]:
            if words.dep[child] == "nsubj" and not inside[child]:
                return child
        if words.dep[verb] not in ("conj", "advcl", "xcomp") or words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None
