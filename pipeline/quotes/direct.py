"""Direct quotes: words in quotation marks that stand on their own, and the clause that tells whose they are.

The parse is least reliable around quotation marks, so these rules go by the marks and by what stands
between them, a paragraph at a time, and ask the parse for the subject of the cue only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.language.quotation import MarkedSpan
from pipeline.quotes.found import Found
from pipeline.quotes.grammar import Range, child, noun_phrase, subject, trim, verb_group
from pipeline.quotes.lexicon import Cue, Lexicon, look_up

_SENTENCE_END = frozenset((".", "?", "!", "…", "...", "...."))
_ENDS_INSIDE = (",", ".", "?", "!", "…", "—", "–", "-")
_REACH = 30
"""How many tokens from the marks a cue may stand."""


@dataclass(slots=True)
class Attribution:
    """A clause that gives a quotation its speaker: the cue, its main word, the speaker and its head."""

    cue: Range
    word: Token
    lemma: str
    speaker: Range | None
    speaker_head: Token | None
    clause_end: int


def paragraphs(doc: Doc) -> list[Range]:
    """The paragraphs (lines) of a text in tokens, without the white space around them."""
    out, start = [], 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                out.append((start, token.i))
            start = token.i + 1
    if start < len(doc):
        out.append((start, len(doc)))
    return out


def direct_quotes(doc: Doc, marks: list[MarkedSpan], words: Lexicon) -> Iterator[Found]:
    """The direct quotes of a text, in order."""
    outer = [m for m in marks if m.depth == 0]
    at = 0
    last: Found | None = None
    for begin, end in paragraphs(doc):
        mine = []
        while at < len(outer) and outer[at].start < end:
            if outer[at].start >= begin:
                mine.append(outer[at])
            at += 1
        last_here = None
        for found in _of_paragraph(doc, begin, end, mine, words, last):
            yield found
            last_here = found
        last = last_here


def _of_paragraph(
    doc: Doc, begin: int, end: int, marks: list[MarkedSpan], words: Lexicon, before: Found | None
) -> Iterator[Found]:
    current: Found | None = None
    previous: MarkedSpan | None = None
    used: set[int] = set()
    for k, mark in enumerate(marks):
        low = marks[k - 1].end if k else begin
        high = marks[k + 1].start if k + 1 < len(marks) else end
        if not _stands_alone(doc, mark, low, end, words):
            previous, current_ok = mark, False
            if current is not None and not current_ok:
                yield current
                current = None
            continue
        lead = _lead(doc, low, mark, words)
        if lead is not None and lead.word.i in used:
            lead = None
        trail = _trail(doc, mark, high, words)
        content = (mark.start, mark.end)
        if (
            current is not None
            and lead is None
            and _goes_on(doc, current, low, mark)
            and (trail is None or mark.start == low)
        ):
            current.content.append(content)
            if trail is not None and current.cue is None:
                _attribute(current, trail)
                used.add(trail.word.i)
            previous = mark
            continue
        if current is not None:
            yield current
        current = Found("direct", "speech", [content])
        if trail is not None and (lead is None or doc.text[mark.inner_end - 1] == ","):
            current.rule = "direct-trailing-cue"
            _attribute(current, trail)
            used.add(trail.word.i)
        elif lead is not None:
            current.rule = "direct-leading-cue"
            _attribute(current, lead)
            used.add(lead.word.i)
        elif not _floats(doc, mark, begin, end):
            current = None
        else:
            current.rule = "direct-floating"
            _float(doc, current, mark, begin, before)
        previous = mark
    if current is not None:
        yield current
    del previous


def _attribute(found: Found, by: Attribution) -> None:
    found.cue, found.word, found.lemma = by.cue, by.word, by.lemma
    found.speaker, found.speaker_head = by.speaker, by.speaker_head


def _stands_alone(doc: Doc, mark: MarkedSpan, low: int, end: int, words: Lexicon) -> bool:
    """Whether marked words are a sentence of their own rather than part of the one around them."""
    text = doc.text
    first = text[mark.inner_start]
    capital = first.isupper() or first in "[…." or first.isdigit() or not first.isalnum()
    last = text[mark.inner_end - 1]
    after = text[mark.end_char : mark.end_char + 1]
    if not (last in _ENDS_INSIDE or after == "," or mark.end >= end or not mark.closed):
        if not (mark.end < end and _trail(doc, mark, end, words)):
            return False
    if mark.start <= low:
        return True
    before = doc[mark.start - 1]
    if before.text in _SENTENCE_END or before.text in ('"', "”", "''", "’", "'"):
        return True
    if before.text in (",", ":", "—", "–", "--", "-", ";"):
        return capital
    if not capital or len(doc[mark.start : mark.end]) < 5:
        return False
    return before.pos_ in ("VERB", "AUX") and _cue_of(before, words) is not None


def _cue_of(token: Token, words: Lexicon) -> Cue | None:
    if token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return None
    if not token.tag_.startswith("VB"):
        return None
    cue = look_up(words.verbs, token.lemma_.lower())
    return cue if cue is not None and "quote" in cue.attitudes else None


def _trail(doc: Doc, mark: MarkedSpan, high: int, words: Lexicon) -> Attribution | None:
    """The clause after a quotation: '…,' she said; '…,' said the minister."""
    text = doc.text
    last = text[mark.inner_end - 1]
    at = mark.end
    if last == "." and at < high and not doc[at].text[:1].islower():
        return None
    stop = at
    limit = min(high, at + _REACH)
    while stop < limit and not (doc[stop].text in _SENTENCE_END or doc[stop].text in (";", ":")):
        stop += 1
    for i in range(at, stop):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "relcl", "acl"):
            cue = _cue_of(token, words)
            if cue is not None:
                return _attribution(token, cue, at, stop)
            if token.dep_ not in ("amod", "compound"):
                return None
    return None


def _lead(doc: Doc, low: int, mark: MarkedSpan, words: Lexicon) -> Attribution | None:
    """The clause before a quotation: She said, '…'."""
    start = mark.start
    floor = max(low, start - _REACH)
    for i in range(start - 1, floor - 1, -1):
        token = doc[i]
        if token.text in _SENTENCE_END and i < start - 1:
            return None
        if i == start - 1 and token.text in _SENTENCE_END:
            return None
        cue = _cue_of(token, words)
        if cue is not None and token.dep_ not in ("aux", "auxpass"):
            begin = i
            while begin > low and doc[begin - 1].text not in _SENTENCE_END:
                begin -= 1
            return _attribution(token, cue, begin, start)
    return None


def _attribution(verb: Token, cue: Cue, low: int, high: int) -> Attribution:
    doc = verb.doc
    group = verb_group(verb)
    group = (max(group[0], low), min(group[1], high))
    head = subject(verb)
    if head is not None and not low <= head.i < high:
        own = child(verb, "nsubj")
        if own is not None or low <= verb.i <= low + 1:
            head = None
    if head is not None:
        span = noun_phrase(
            head,
            limit=(low, group[0])
            if low <= head.i < verb.i
            else (verb.i + 1, high)
            if head.i < high and head.i > verb.i
            else None,
        )
    else:
        if group[0] > low and trim(doc, low, group[0])[0] < trim(doc, low, group[0])[1]:
            span = trim(doc, low, group[0])
        else:
            stop = group[1]
            while (
                stop < high
                and not (doc[stop].is_punct and doc[stop].text not in (".", "-"))
                and doc[stop].pos_ not in ("VERB", "ADP", "SCONJ")
            ):
                stop += 1
            span = trim(doc, group[1], stop)
        head = (
            next(
                (
                    t
                    for t in doc[span[0] : span[1]]
                    if t.pos_ in ("PROPN", "NOUN", "PRON") and not span[0] <= t.head.i < span[1]
                ),
                None,
            )
            if span[0] < span[1]
            else None
        )
    return Attribution(group, verb, cue.lemma, span if span[0] < span[1] else None, head, high)


def _goes_on(doc: Doc, current: Found, low: int, mark: MarkedSpan) -> bool:
    """Whether a quotation goes on with the one before: nothing stands between but that one's clause."""
    gap = [t for t in doc[low : mark.start] if not t.is_space]
    if not gap:
        return True
    if current.cue is None or not low <= current.cue[0] < mark.start:
        return False
    return all(t.text not in _SENTENCE_END or t is gap[-1] for t in gap)


def _floats(doc: Doc, mark: MarkedSpan, begin: int, end: int) -> bool:
    """Whether a quotation without a clause of its own is speech: whole sentences, four words or more."""
    inner = doc.text[mark.inner_start : mark.inner_end]
    n_words = sum(t.is_alpha for t in doc[mark.start : mark.end])
    before = doc[mark.start - 1] if mark.start > begin else None
    starts = before is None or before.text in _SENTENCE_END or before.text in (":", '"', "”", "''")
    return starts and n_words >= 4 and (inner[-1] in ".?!…" or mark.end >= end)


def _float(doc: Doc, found: Found, mark: MarkedSpan, begin: int, before: Found | None) -> None:
    """Gives a floating quotation the speaker of the sentence before it, or of the quote before that."""
    at = mark.start - 1
    while at >= begin and (doc[at].is_space or doc[at].is_punct):
        at -= 1
    if at >= begin:
        root = doc[at].sent.root
        head = subject(root) if root.pos_ in ("VERB", "AUX") else None
        if head is not None and head.pos_ in ("PROPN", "PRON", "NOUN") and head.lower_ not in ("it", "there"):
            found.speaker_head, found.speaker = head, noun_phrase(head)
            return
    if before is not None and before.speaker is not None and mark.start == begin:
        found.speaker_head, found.speaker = before.speaker_head, before.speaker
