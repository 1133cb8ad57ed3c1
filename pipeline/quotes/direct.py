"""Direct quotes: words in quotation marks that stand on their own, and the clause that tells whose they are.

The parse is least reliable around quotation marks, so these rules go by the marks and by what stands
between them, and ask the parse for the subject of the cue only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.language.quotation import MarkedSpan
from pipeline.language.syntax import FINITE, Range, child, noun_phrase, subject, trim, verb_stretch
from pipeline.quotes.clauses import trim_content
from pipeline.quotes.found import Found
from pipeline.quotes.lexicon import Cue
from pipeline.quotes.reading import SENTENCE_END, Reading

_CLOSING = frozenset(('"', "”", "''", "’", "'", "»"))
_BREAKS = frozenset((",", ":", "—", "–", "--", "-", ";"))
_REACH = 40
"""How many tokens from the marks a cue may stand."""
_BULLETS = frozenset(("-", "–", "—", "*", "•", "·"))
_BLOCK = 6
"""How many words a paragraph has at least that is a quote without marks."""
_NESTED, _NESTED_REACH = 4, 6
"""How many tokens a quotation in a quotation has at least, and how far before it its cue stands."""
_CAPTION = 8
"""How many words a name before a colon may have."""
_DASHES = frozenset(("—", "–", "―", "‒", "--", "-"))
_SIGNATURE = 12
"""How many words a signature under a quotation may have, its role and place included."""


@dataclass(slots=True)
class Attribution:
    """A clause that gives a quotation its speaker: the cue, its main word, the speaker and its head."""

    cue: Range
    word: Token
    lemma: str
    speaker: Range | None
    speaker_head: Token | None


@dataclass(slots=True)
class _Unit:
    """Marked words that belong together: one marked span, or those of paragraphs opened again."""

    marks: list[MarkedSpan]
    first_paragraph: int
    begin: int
    """Where the paragraph of the first begins, or the unit before in that paragraph ends."""
    paragraph: int
    end: int
    """Where the paragraph of the last ends."""
    until: int
    """Where the next unit in that paragraph begins, or else `end`."""

    @property
    def first(self) -> MarkedSpan:
        return self.marks[0]

    @property
    def last(self) -> MarkedSpan:
        return self.marks[-1]


def direct_quotes(reading: Reading) -> Iterator[Found]:
    """The direct quotes of an article, in order."""
    current: Found | None = None
    before: Found | None = None
    paragraph = -1
    used: set[int] = set()
    for unit in _units(reading):
        if unit.first_paragraph != paragraph and current is not None:
            if unit.first_paragraph != paragraph + 1 or not _resumes(reading, current, unit):
                yield current
                before, current = current, None
        elif unit.first_paragraph != paragraph and unit.first_paragraph != paragraph + 1:
            before = None
        paragraph = unit.paragraph
        goes_on = current is not None and (_goes_on(reading, current, unit) or _resumes(reading, current, unit))
        if not goes_on and not _stands_alone(reading, unit):
            continue
        lead = _lead(reading, unit)
        if lead is not None and lead.word.i in used:
            lead = None
        trail = _trail(reading, unit)
        if trail is not None and lead is not None and trail.word.tag_ == "VBG":
            trail = None
        signature = _signature(reading, unit) if trail is None and lead is None else None
        end = unit.last.end if signature else _to_sentence_end(reading, unit)
        if goes_on and trail is None and any(_speech_cue(reading, t) for t in reading.doc[unit.last.end : end]):
            continue  # "…" to that end, she said: another report, which the clauses find
        content = [(m.start, m.end) for m in unit.marks]
        if current is not None and goes_on and lead is None and trail is None and signature is None:
            gap = trim_content(reading.doc, current.cue[1], unit.first.start) if current.cue else None
            if gap is not None and gap[1] - gap[0] == 1 and reading.doc[gap[0]].dep_ == "cc":
                content[0] = (gap[0], content[0][1])
            if _resumes(reading, current, unit) and not _floats(reading, unit):
                continue
            content[-1] = (content[-1][0], end)
            current.content += content
            continue
        if current is not None:
            yield current
            before, current = current, None
        found = Found("direct-floating", "speech", content)
        if trail is not None and (lead is None or reading.text[unit.last.inner_end - 1] == ","):
            found.rule = "direct-trailing-cue"
            _attribute(found, trail)
        elif lead is not None:
            found.rule = "direct-leading-cue"
            _attribute(found, lead)
        elif signature is not None:
            found.rule = "direct-signature"
            found.cue, found.word, found.speaker, found.speaker_head = signature
            found.lemma = found.word.text if found.word is not None else None
        elif not _floats(reading, unit):
            continue
        else:
            _float(reading, found, unit, before)
        if found.word is not None:
            used.add(found.word.i)
        current = found
    if current is not None:
        yield current


def nested_quotes(reading: Reading) -> Iterator[Found]:
    """Quotations in a quotation that a cue leads: “He told me ‘never again,’” she said."""
    doc = reading.doc
    for mark in reading.all_marks:
        outer = reading.marks[reading.mark_at[mark.start]] if reading.mark_at[mark.start] >= 0 else None
        if mark.depth == 0 or outer is None or mark.end - mark.start < _NESTED:
            continue
        for i in range(mark.start - 1, max(outer.start, mark.start - _NESTED_REACH), -1):
            cue = _speech_cue(reading, doc[i])
            if cue is not None:
                low = i
                while low > outer.start + 1 and doc[low - 1].text not in SENTENCE_END:
                    low -= 1
                found = Found("direct-leading-cue", "speech", [(mark.start, mark.end)])
                _attribute(found, _attribution(reading, doc[i], cue, low, mark.start))
                yield found
                break
            if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in SENTENCE_END:
                break


def blocks(reading: Reading) -> Iterator[Found]:
    """Paragraphs without marks that a cue and a colon at the end of the paragraph before introduce."""
    doc = reading.doc
    for number, (begin, end) in enumerate(reading.paragraphs):
        above = _colon_above(reading, number)
        if above is None or doc[begin].text in _BULLETS or any(reading.mark_at[i] >= 0 for i in (begin, end - 1)):
            continue
        by = _lead_between(reading, *above)
        if by is None or by.speaker is None or sum(t.is_alpha for t in doc[begin:end]) < _BLOCK:
            continue
        found = Found("block", "speech", [trim_content(doc, begin, end)])
        _attribute(found, by)
        yield found


def captions(reading: Reading) -> Iterator[Found]:
    """Speech after a name and a colon: the first line ("Brenner: No new taxes") and transcripts ("BRENNER: No.")."""
    doc = reading.doc
    for number, (begin, end) in enumerate(reading.paragraphs):
        for i in range(begin + 1, min(begin + _CAPTION, end - 1)):
            if doc[i].text != ":":
                continue
            name = [t for t in doc[begin:i] if not t.is_punct]
            shouted = all(t.text.isupper() for t in name) and number > 0
            headline = number == 0 and not any(t.tag_ in FINITE for t in name)
            names = bool(name) and (name[-1].pos_ in ("PROPN", "NOUN") or len(name) == 1)
            if names and (shouted or (headline and end - i > 3)):
                head = next((t for t in name if t.pos_ in ("PROPN", "NOUN") and t.head not in name), name[-1])
                content = [trim_content(doc, i + 1, end)]
                if content[0][0] < content[0][1]:
                    yield Found("colon", "speech", content, (i, i + 1), doc[i], ":", trim(doc, begin, i), head)
            break


def _units(reading: Reading) -> list[_Unit]:
    units: list[_Unit] = []
    number = 0
    chained = False
    for mark in reading.marks:
        while number + 1 < len(reading.paragraphs) and reading.paragraphs[number][1] <= mark.start:
            number += 1
        begin, end = reading.paragraphs[number]
        if chained and units:
            units[-1].marks.append(mark)
            units[-1].end = units[-1].until = end
            units[-1].paragraph = number
        else:
            if units and units[-1].paragraph == number:
                units[-1].until = mark.start
                begin = max(begin, units[-1].last.end)
            units.append(_Unit([mark], number, begin, number, end, end))
        chained = mark.continued
    return units


def _before(reading: Reading, unit: _Unit) -> Token | None:
    """The word before a quotation in its paragraph, or None where there is none."""
    at = unit.first.start - 1
    while at >= unit.begin and reading.doc[at].is_space:
        at -= 1
    return reading.doc[at] if at >= unit.begin else None


def _attribute(found: Found, by: Attribution) -> None:
    found.cue, found.word, found.lemma = by.cue, by.word, by.lemma
    found.speaker, found.speaker_head = by.speaker, by.speaker_head


def _stands_alone(reading: Reading, unit: _Unit) -> bool:
    """Whether marked words are a sentence of their own rather than part of the one around them."""
    text = reading.text
    first = text[unit.first.inner_start]
    capital = not first.islower()
    last = text[unit.last.inner_end - 1]
    after = text[unit.last.end_char : unit.last.end_char + 1]
    ends = last in ",.?!…—–-" or after == "," or unit.last.end >= unit.end or not unit.last.closed
    if not ends and _trail(reading, unit) is None:
        return False
    before = _before(reading, unit)
    if before is None:
        return True
    if before.text in SENTENCE_END or before.text in _CLOSING:
        return True
    if before.text in _BREAKS:
        return capital
    if not capital or unit.first.end - unit.first.start < 5:
        return False
    return _speech_cue(reading, before) is not None


def _speech_cue(reading: Reading, token: Token) -> Cue | None:
    cue = reading.cue(token)
    return cue if cue is not None and "quote" in cue.attitudes else None


def _trail(reading: Reading, unit: _Unit) -> Attribution | None:
    """The clause after a quotation: '…,' she said; '…,' said the minister."""
    doc, mark = reading.doc, unit.last
    at = mark.end
    ends_sentence = reading.text[mark.inner_end - 1] == "."
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
        cue = _speech_cue(reading, token)
        if cue is None or _has_content(token, at, stop):
            return None
        return _attribution(reading, token, cue, at, stop)
    return None


def _signature(reading: Reading, unit: _Unit) -> tuple[Range | None, Token | None, Range, Token] | None:
    """The dash and the name that end the paragraph of a quotation: '…' — Ada Brenner, mayor of Marlow."""
    doc = reading.doc
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
    if not names or not words[0].text[0].isupper() or sum(t.is_alpha for t in words) > _SIGNATURE:
        return None
    if any(t.tag_ in FINITE or t.text in SENTENCE_END for t in words):
        return None
    head = next((t for t in names if t.dep_ != "compound"), names[-1])
    return (dash.i, dash.i + 1) if dash else None, dash, speaker, head


def _has_content(verb: Token, low: int, high: int) -> bool:
    """Whether a cue has content of its own in the tokens [low, high), so that the quotation is not it."""
    return any(
        c.dep_ in ("ccomp", "xcomp") and verb.i < c.i and low <= c.i < high and c.tag_ != "VBN" for c in verb.rights
    )


def _lead(reading: Reading, unit: _Unit) -> Attribution | None:
    """The clause before a quotation: She said, '…'. It may end the paragraph before, with a colon."""
    if _before(reading, unit) is None and (above := _colon_above(reading, unit.first_paragraph)) is not None:
        return _lead_between(reading, *above)
    return _lead_between(reading, unit.begin, unit.first.start)


def _colon_above(reading: Reading, number: int) -> Range | None:
    """The paragraph before, where it ends with a colon."""
    if number == 0:
        return None
    begin, end = reading.paragraphs[number - 1]
    while end > begin and reading.doc[end - 1].is_space:
        end -= 1
    return (begin, end) if end > begin and reading.doc[end - 1].text == ":" else None


def _lead_between(reading: Reading, low: int, start: int) -> Attribution | None:
    doc = reading.doc
    for i in range(start - 1, max(low, start - _REACH) - 1, -1):
        token = doc[i]
        if token.text in SENTENCE_END:
            return None
        cue = _speech_cue(reading, token)
        if cue is not None:
            if _has_content(token, i, start):
                return None
            begin = i
            while begin > low and doc[begin - 1].text not in SENTENCE_END:
                begin -= 1
            return _attribution(reading, token, cue, begin, start)
    return None


def _attribution(reading: Reading, verb: Token, cue: Cue, low: int, high: int) -> Attribution:
    """The cue and the speaker of a reporting clause that lies in the tokens [low, high)."""
    doc = verb.doc
    group = verb_stretch(verb)
    group = (max(group[0], low), min(group[1], high))
    head = subject(verb)
    handed_on = verb.tag_ == "VBG" and head is not None and reading.mark_at[head.i] < 0
    if (
        head is not None
        and not handed_on
        and not low <= head.i < high
        and (child(verb, "nsubj") is not None or verb.i <= low + 1)
    ):
        # The parse looked for the subject inside the quotation.
        head = None
    if head is not None:
        limit = None
        if low <= head.i < verb.i:
            limit = (low, group[0])
        elif verb.i < head.i < high:
            limit = (group[1], high)
        span = noun_phrase(head, limit=limit)
        return Attribution(group, verb, cue.lemma, span, head)
    span = trim(doc, low, group[0])
    if span[0] >= span[1]:
        stop = group[1]
        while stop < high and doc[stop].pos_ not in ("VERB", "ADP", "SCONJ", "PUNCT"):
            stop += 1
        span = trim(doc, group[1], stop)
    if span[0] >= span[1]:
        return Attribution(group, verb, cue.lemma, None, None)
    nouns = [t for t in doc[span[0] : span[1]] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    head = next((t for t in nouns if not span[0] <= t.head.i < span[1]), nouns[-1] if nouns else None)
    return Attribution(group, verb, cue.lemma, span, head)


def _goes_on(reading: Reading, current: Found, unit: _Unit) -> bool:
    """Whether a quotation goes on with the one before: nothing stands between but that one's clause."""
    gap = [t for t in reading.doc[unit.begin : unit.first.start] if not t.is_space]
    if not gap:
        return True
    if current.cue is None or not unit.begin <= current.cue[0] < unit.first.start:
        return False
    if any(t.text in SENTENCE_END and t is not gap[-1] for t in gap):
        return False
    if gap[-1].text in SENTENCE_END or gap[-1].text in _BREAKS:
        return True
    return gap[-1].dep_ == "cc" and len(gap) > 1 and gap[-2].text == ","


def _resumes(reading: Reading, current: Found, unit: _Unit) -> bool:
    """Whether a paragraph that is a quotation goes on with the quote that the paragraph before ended with."""
    begin = reading.paragraphs[unit.first_paragraph][0]
    if unit.begin != begin or _before(reading, unit) is not None or unit.first_paragraph == 0:
        return False
    last = max(
        current.content[-1][1], current.cue[1] if current.cue else 0, current.speaker[1] if current.speaker else 0
    )
    low, high = reading.paragraphs[unit.first_paragraph - 1]
    if not low <= current.content[-1][0] < high:
        return False
    return not any(t.text in SENTENCE_END and t.i + 2 < high for t in reading.doc[last:high])


def _to_sentence_end(reading: Reading, unit: _Unit) -> int:
    """Where quoted words that go over into unquoted ones end."""
    end = unit.last.end
    if reading.text[unit.last.inner_end - 1] in ",.?!…—–-" or not unit.last.closed or end >= unit.until:
        return end
    return trim_content(reading.doc, end, min(reading.bounds[end][1], unit.until))[1]


def _floats(reading: Reading, unit: _Unit) -> bool:
    """Whether a quotation without a clause of its own is speech: whole sentences, four words or more."""
    doc, mark = reading.doc, unit.first
    n_words = sum(t.is_alpha for t in doc[mark.start : mark.end])
    before = _before(reading, unit)
    starts = before is None or before.text in SENTENCE_END or before.text == ":" or before.text in _CLOSING
    ends = reading.text[unit.last.inner_end - 1] in ".?!…" or unit.last.end >= unit.end
    return starts and ends and n_words >= 5


def _float(reading: Reading, found: Found, unit: _Unit, before: Found | None) -> None:
    """Gives a floating quotation the speaker of the sentence before it, or of the quote before that."""
    doc = reading.doc
    at = unit.first.start - 1
    while at >= unit.begin and (doc[at].is_space or doc[at].is_punct):
        at -= 1
    if at >= unit.begin:
        low, high = reading.bounds[at]
        subjects = [t for t in doc[max(low, unit.begin) : high] if t.dep_ == "nsubj" and reading.mark_at[t.i] < 0]
        head = next((t for t in subjects if t.pos_ in ("PROPN", "PRON", "NOUN") and t.lower_ not in _NO_SOURCE), None)
        if head is not None:
            found.speaker_head, found.speaker = head, noun_phrase(head)
            introduced = _before(reading, unit)
            told = head.head.pos_ in ("VERB", "AUX") and head.head.i < unit.first.start
            if introduced is not None and introduced.text == ":" and told:
                found.cue, found.word, found.lemma = verb_stretch(head.head), head.head, head.head.lemma_
            return
    if before is not None and unit.begin == reading.paragraphs[unit.paragraph][0]:
        found.speaker_head, found.speaker = before.speaker_head, before.speaker


_NO_SOURCE = frozenset(("it", "there", "this", "that", "which"))
