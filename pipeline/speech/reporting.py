"""The clause that tells whose a quotation is: before it, after it, or a name under it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.language.syntax import FINITE, Range, child, noun_phrase, subject, trim, verb_stretch
from pipeline.lexicon.cue import Cue
from pipeline.speech.page import SENTENCE_END, Page
from pipeline.speech.unit import Unit

_REACH = 40
"""How many tokens from the marks a cue may stand."""
_DASHES = frozenset(("—", "–", "―", "‒", "--", "-"))
_SIGNATURE = 12
"""How many words a signature under a quotation may have, its role and place included."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What gives a quotation its speaker: the cue, its main word, the speaker and its head, each where it is known."""

    cue: Range | None = None
    word: Token | None = None
    lemma: str | None = None
    speaker: Range | None = None
    speaker_head: Token | None = None


def trail(page: Page, unit: Unit) -> Attribution | None:
    """The clause after a quotation: '…,' she said; '…,' said the minister."""
    doc, mark = page.doc, unit.last
    at = mark.end
    ends_sentence = page.text[mark.inner_end - 1] == "."
    if ends_sentence and at < unit.until and not doc[at].text[:1].islower():
        return None
    stop, limit = at, min(unit.until, at + _REACH)
    while stop < limit and doc[stop].text not in SENTENCE_END and doc[stop].text not in (";", ":"):
        stop += 1
    for i in range(at, stop):
        token = doc[i]
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "relcl", "acl", "amod", "compound"):
            continue
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            continue
        cue = page.speech_cue(token)
        if cue is None or _has_content(token, at, stop):
            return None
        return attribution(page, token, cue, at, stop)
    return None


def lead(page: Page, unit: Unit) -> Attribution | None:
    """The clause before a quotation: She said, '…'. It may end the paragraph before, with a colon."""
    if unit.before(page) is None and (above := colon_above(page, unit.first_paragraph)) is not None:
        return lead_between(page, *above)
    return lead_between(page, unit.begin, unit.first.start)


def colon_above(page: Page, number: int) -> Range | None:
    """The paragraph before, where it ends with a colon."""
    if number == 0:
        return None
    begin, end = page.paragraphs[number - 1]
    while end > begin and page.doc[end - 1].is_space:
        end -= 1
    return (begin, end) if end > begin and page.doc[end - 1].text == ":" else None


def lead_between(page: Page, low: int, start: int) -> Attribution | None:
    """The clause in the tokens [low, start) that leads what stands at `start`."""
    doc = page.doc
    for i in range(start - 1, max(low, start - _REACH) - 1, -1):
        token = doc[i]
        if token.text in SENTENCE_END:
            return None
        cue = page.speech_cue(token)
        if cue is not None:
            if _has_content(token, i, start):
                return None
            begin = i
            while begin > low and doc[begin - 1].text not in SENTENCE_END:
                begin -= 1
            return attribution(page, token, cue, begin, start)
    return None


def _is_signature(words: Span) -> bool:
    """Whether words are few, and no sentence."""
    few = sum(t.is_alpha for t in words) <= _SIGNATURE
    return few and not any(t.tag_ in FINITE or t.text in SENTENCE_END for t in words)


def signature(page: Page, unit: Unit) -> Attribution | None:
    """The dash and the name that end the paragraph of a quotation: '…' — Ada Brenner, mayor of Marlow."""
    doc = page.doc
    glued = doc[unit.last.end - 1].text.endswith(tuple(_DASHES)) and unit.last.closed
    at = unit.last.end
    while at < unit.end and doc[at].is_space:
        at += 1
    dash = None if glued or at >= unit.end or doc[at].text not in _DASHES else doc[at]
    if (dash is None and not glued) or unit.until < unit.end:
        return None
    speaker = trim(doc, at + (dash is not None), unit.end)
    words = doc[speaker[0] : speaker[1]]
    names = [t for t in words if t.pos_ == "PROPN"]
    if not names or not words[0].text[0].isupper() or not _is_signature(words):
        return None
    head = next((t for t in names if t.dep_ != "compound"), names[-1])
    if dash is None:
        return Attribution(speaker=speaker, speaker_head=head)
    return Attribution((dash.i, dash.i + 1), dash, dash.text, speaker, head)


def attribution(page: Page, verb: Token, cue: Cue, low: int, high: int) -> Attribution:
    """The cue and the speaker of a reporting clause that lies in the tokens [low, high)."""
    doc = verb.doc
    group = verb_stretch(verb)
    group = (max(group[0], low), min(group[1], high))
    head = subject(verb)
    handed_on = verb.tag_ == "VBG" and head is not None and page.mark_at[head.i] < 0
    has_own = child(verb, "nsubj") is not None or verb.i <= low + 1
    if head is not None and not handed_on and not low <= head.i < high and has_own:
        head = None  # the parse looked for the subject inside the quotation
    if head is not None:
        limit = None
        if low <= head.i < verb.i:
            limit = (low, group[0])
        elif verb.i < head.i < high:
            limit = (group[1], high)
        return Attribution(group, verb, cue.lemma, noun_phrase(head, limit=limit), head)
    span = _beside(doc, group, low, high)
    if span is None:
        return Attribution(group, verb, cue.lemma)
    nouns = [t for t in doc[span[0] : span[1]] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    head = next((t for t in nouns if not span[0] <= t.head.i < span[1]), nouns[-1] if nouns else None)
    return Attribution(group, verb, cue.lemma, span, head)


def _beside(doc: Doc, group: Range, low: int, high: int) -> Range | None:
    """The words before a cue in its clause, or else those after it, where the parse has no subject."""
    span = trim(doc, low, group[0])
    if span[0] >= span[1]:
        stop = group[1]
        while stop < high and doc[stop].pos_ not in ("VERB", "ADP", "SCONJ", "PUNCT"):
            stop += 1
        span = trim(doc, group[1], stop)
    return span if span[0] < span[1] else None


def _has_content(verb: Token, low: int, high: int) -> bool:
    """Whether a cue has content of its own in the tokens [low, high), so that the quotation is not it."""
    return any(
        c.dep_ in ("ccomp", "xcomp") and verb.i < c.i and low <= c.i < high and c.tag_ != "VBN" for c in verb.rights
    )
