"""Quotations that stand on their own, and whose words they are.

The parse is least reliable around quotation marks, so this goes by the marks and by what stands between them, and
asks the parse for the subject of the cue only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.language.guard import Failure, guarded, set_aside
from pipeline.language.once import once_a_doc
from pipeline.language.quotation import MarkedSpan
from pipeline.language.syntax import FINITE, Range, child, noun_phrase, trim_content, verb_stretch
from pipeline.lexicon.verbs import verbs_that
from pipeline.speech.page import SENTENCE_END, Page, page_of
from pipeline.speech.reporting import Attribution, lead, signature, trail, trail_below
from pipeline.speech.unit import Unit, units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSING = frozenset(('"', "”", "''", "’", "'", "»"))
_BREAKS = frozenset((",", ":", "—", "–", "--", "-", ";"))
_NOBODY = frozenset(("it", "there", "this", "that", "which"))
_LAST = ",.?!…—–-"
"""What ends quoted words that are complete: a mark of punctuation before the closing quotation mark."""
_OPENING = 8
"""So many tokens may open what is told between two quotations up to its cue: “ Ada Foss of the mill said”."""
_SMALL = 3
"""Words of so many letters are small in titles."""
_PLAIN = frozenset(("say", "write", "ask", "reply", "answer"))
"""Verbs that are nothing but a cue: 'No Way Back' says the mayor."""
_RECENT = 8
"""How many quotations back a cue is looked for that has its words already."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks that somebody says: their pieces in tokens, by which kind of clause, and by whom.

    `kind` is leading (She said: "…"), trailing ("…," she said), signature ("…" — Ada Brenner) or floating, which
    has no clause of its own.
    """

    kind: str
    content: tuple[Range, ...]
    by: Attribution


def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of an article, in order."""
    return _looked_for(doc)[0]


def failures(doc: Doc) -> tuple[Failure, ...]:
    """What failed where quotations were looked for; told by those who make quotes, not by all who ask for speakers."""
    return _looked_for(doc)[1]


@once_a_doc
def _looked_for(doc: Doc) -> tuple[tuple[Quotation, ...], tuple[Failure, ...]]:
    with set_aside() as failed:
        found = _quotations(page_of(doc))
    return found, tuple(failed)


def _quotations(page: Page) -> tuple[Quotation, ...]:
    said: list[Quotation] = []
    before: list[list[Range]] = []  # of each, its pieces but those that came last
    last: Unit | None = None
    is_open = False
    for unit in units(page):
        with guarded("quotation", unit.first.start_char, unit.last.end_char):
            is_near = last is not None and unit.first_paragraph - last.paragraph <= 1
            if last is not None and unit.first_paragraph != last.paragraph:
                is_open = is_open and is_near and _resumes(page, said[-1], unit)
            last = unit
            goes_on = is_open and (_goes_on(page, said[-1], unit) or _resumes(page, said[-1], unit))
            if not goes_on and not _stands_alone(page, unit):
                continue
            heard = _attributed(page, unit, said[-_RECENT:])
            if goes_on and (heard is None or heard.kind == "leading") and _leads_elsewhere(page, unit):
                continue  # "…" to that end, she said: another report, which the clauses find
            if goes_on and heard is None:
                more = _more(page, said[-1], unit)
                if more:
                    before[-1] += said[-1].content
                    said[-1] = replace(said[-1], content=more)
                continue
            heard = heard or _floating(page, unit, said[-1] if said and is_near else None)
            is_open = heard is not None
            if heard is not None:
                said.append(heard)
                before.append([])
    return tuple(replace(one, content=(*first, *one.content)) for one, first in zip(said, before, strict=True))


def _attributed(page: Page, unit: Unit, before: list[Quotation]) -> Quotation | None:
    """A quotation with a clause of its own, or a name under it."""
    leading, trailing = lead(page, unit), trail(page, unit) or trail_below(page, unit)
    if leading is not None and any(leading.word == other.by.word for other in before):
        leading = None
    if trailing is not None and leading is not None and trailing.word is not None and trailing.word.tag_ == "VBG":
        trailing = None
    if leading is not None and _follows_cue(page, unit) and (trailing is not None or _begins_small(page, unit)):
        return Quotation("leading", _marked(unit), leading)
    if trailing is not None and (leading is None or page.last_character(unit.last) == ","):
        return Quotation("trailing", _marked(unit), trailing)
    if leading is not None:
        return Quotation("leading", _marked(unit), leading)
    signed = signature(page, unit)
    return Quotation("signature", _marked(unit), signed) if signed is not None else None


def _begins_small(page: Page, unit: Unit) -> bool:
    """Whether words in marks are no sentence of their own."""
    return page.text[unit.first.inner_start].islower()


def _marked(unit: Unit) -> tuple[Range, ...]:
    return tuple((mark.start, mark.end) for mark in unit.marks)


def _pieces(page: Page, unit: Unit) -> tuple[Range, ...]:
    """The words in marks, and those after them up to the sentence's end where the marks end in its midst."""
    *others, (start, _) = _marked(unit)
    return (*others, (start, _sentence_end(page, unit)))


def _sentence_end(page: Page, unit: Unit) -> int:
    """Where quoted words that go over into unquoted ones end."""
    end = unit.last.end
    if page.last_character(unit.last) in _LAST or not unit.last.closed or end >= unit.until:
        return end
    return trim_content(page.doc, end, min(page.bounds[end][1], unit.until))[1]


def _leads_elsewhere(page: Page, unit: Unit) -> bool:
    """Whether a cue stands among the unquoted words that end the sentence of quoted ones."""
    return any(page.speech_cue(t) for t in page.doc[unit.last.end : _sentence_end(page, unit)])


def _more(page: Page, quotation: Quotation, unit: Unit) -> tuple[Range, ...]:
    """The words of the unit that goes on with a quotation."""
    if _resumes(page, quotation, unit) and not _floats(page, unit):
        return ()
    first, *rest = _pieces(page, unit)
    cue = quotation.by.cue
    gap = trim_content(page.doc, cue[1], unit.first.start) if cue else None
    if gap is not None and gap[1] - gap[0] == 1 and page.doc[gap[0]].dep_ == "cc":
        first = (gap[0], first[1])  # "…," she said, and "…"
    return (first, *rest)


def _floating(page: Page, unit: Unit, before: Quotation | None) -> Quotation | None:
    """A quotation without a clause of its own: of the subject of the sentence before it, or of the one before."""
    if not _floats(page, unit):
        return None
    return Quotation("floating", _marked(unit), _carried_over(page, unit, before))


def _carried_over(page: Page, unit: Unit, before: Quotation | None) -> Attribution:
    doc = page.doc
    at = unit.first.start - 1
    while at >= unit.begin and (doc[at].is_space or doc[at].is_punct):
        at -= 1
    if at < unit.begin:
        if before is None or unit.begin != page.paragraphs[unit.paragraph][0]:
            return Attribution()
        return Attribution(speaker=before.by.speaker, speaker_head=before.by.speaker_head)
    low, _ = page.bounds[at]
    subjects = [t for t in doc[max(low, unit.begin) : at + 1] if t.dep_ == "nsubj" and page.mark_at[t.i] < 0]
    head = next((t for t in subjects if t.pos_ in ("PROPN", "PRON", "NOUN") and t.lower_ not in _NOBODY), None)
    if head is None:
        return Attribution()
    introduced, verb = unit.before(page), head.head
    if introduced is not None and introduced.text == ":" and verb.pos_ in ("VERB", "AUX") and verb.i <= at:
        return Attribution(verb_stretch(verb), verb, verb.lemma_, noun_phrase(head), head)
    return Attribution(speaker=noun_phrase(head), speaker_head=head)


def _stands_alone(page: Page, unit: Unit) -> bool:
    """Whether marked words are a sentence of their own rather than part of the one around them."""
    text = page.text
    capital = not text[unit.first.inner_start].islower()
    after = text[unit.last.end_char : unit.last.end_char + 1]
    ends = page.last_character(unit.last) in _LAST or after == "," or unit.last.end >= unit.end or not unit.last.closed
    if not ends and not _is_said_by(page, unit):
        return capital and unit.begin == unit.first.start and signature(page, unit) is not None
    before = unit.before(page)
    if before is None or before.text in SENTENCE_END or before.text in _CLOSING:
        return True
    if before.text == "(":
        return capital and trail(page, unit) is not None
    if before.text in _BREAKS:
        return capital or _is_led_by_adverb(page, unit) or _follows_cue(page, unit)
    if not capital or unit.first.end - unit.first.start < 5:
        return False
    is_work = before.lemma_ in verbs_that("making") and _is_works(page, unit)  # to direct “Cold Harbour.”
    return page.speech_cue(before) is not None and not is_work


def _follows_cue(page: Page, unit: Unit) -> bool:
    """Whether only a comma parts the words in marks from a cue before them: he said, “somebody has to.”

    Those spoken to may stand between: told her, “somebody has to.”
    """
    comma = unit.before(page)
    cue = page.doc[comma.i - 1] if comma is not None and comma.i > unit.begin else None
    if comma is None or cue is None:
        return False
    if cue.dep_ in ("dobj", "dative") and cue.head.lemma_ in verbs_that("telling"):
        cue = cue.head
    return comma.text in (",", ":") and cue.tag_ in (*FINITE, "VBG") and page.speech_cue(cue) is not None


def _is_said_by(page: Page, unit: Unit) -> bool:
    """Whether a cue follows words in marks that end without punctuation, whose subject they are not, as a title is."""
    by = trail(page, unit)
    if by is None or by.word is None or by.cue is None:
        return False
    is_subject = child(by.word, "dobj", "attr", "acomp", "prep") is not None or _is_work(page, unit, by.word)
    return not (is_subject and by.cue[0] == unit.last.end) and by.speaker is not None


def _is_work(page: Page, unit: Unit, verb: Token) -> bool:
    """Whether words in marks are the title of a work that does what the verb tells: “Iron Tide” claims the top spot."""
    return _is_headed(page, unit) and verb.lemma_ not in _PLAIN and verb.nbor().pos_ in ("DET", "ADJ")


def _is_works(page: Page, unit: Unit) -> bool:
    """Whether words in marks are a title, or more of them: to direct “Cold Harbour” sequel “Iron Tide.”"""
    words = page.doc[unit.first.start : unit.last.end]
    n_capital = sum(t.text[0].isupper() for t in words if t.is_alpha and len(t) > _SMALL)
    n_words = sum(t.is_alpha and len(t) > _SMALL for t in words)
    return _is_headed(page, unit) or (2 * n_capital > n_words and not any(t.tag_ in FINITE for t in words))


def _is_headed(page: Page, unit: Unit) -> bool:
    """Whether all words in marks but the small ones are capitalised, as in titles."""
    words = [t.text for t in page.doc[unit.first.start : unit.last.end] if t.is_alpha and len(t) > _SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def _is_led_by_adverb(page: Page, unit: Unit) -> bool:
    """Whether only an adverb opens the sentence before the marks: However, “the shops are full,” she said."""
    low = max(unit.begin, page.bounds[unit.first.start - 1][0])
    words = [t for t in page.doc[low : unit.first.start] if not t.is_punct and not t.is_space]
    return len(words) == 1 and words[0].tag_ == "RB" and trail(page, unit) is not None


def _floats(page: Page, unit: Unit) -> bool:
    """Whether a quotation without a clause of its own is speech: whole sentences, five words or more."""
    doc, mark = page.doc, unit.first
    n_words = sum(t.is_alpha for t in doc[mark.start : mark.end])
    before = unit.before(page)
    starts = before is None or before.text in SENTENCE_END or before.text == ":" or before.text in _CLOSING
    ends = page.last_character(unit.last) in ".?!…" or unit.last.end >= unit.end
    return starts and ends and n_words >= 5 and not _is_narration(page, mark)


def _is_narration(page: Page, mark: MarkedSpan) -> bool:
    """Whether badly spaced marks stand around what is told between quotations: “It fell. ” Foss said … fell. “ We”."""
    doc = page.doc
    if not page.text[mark.inner_start : mark.inner_start + 1].isspace():
        return False
    said = next((t for t in doc[mark.start + 1 : mark.start + _OPENING] if page.speech_cue(t) is not None), None)
    own = child(said, "nsubj") if said is not None and said.tag_ in FINITE else None
    return own is not None and own.pos_ != "PRON" and own.text[0].isupper() and mark.start < own.i


def _goes_on(page: Page, current: Quotation, unit: Unit) -> bool:
    """Whether a quotation goes on with the one before: nothing stands between but that one's clause."""
    low, _ = page.paragraphs[unit.first_paragraph]
    begin = max(low, current.content[-1][1])  # titles in marks may stand in its clause
    gap = [t for t in page.doc[begin : unit.first.start] if not t.is_space]
    while gap and gap[-1].text in _CLOSING:
        gap.pop()  # "…," she told “Marlow Today.” “…”
    if not gap:
        return True
    cue = current.by.cue
    if cue is None or not begin <= cue[0] < unit.first.start:
        return False
    if any(t.text in SENTENCE_END and t is not gap[-1] for t in gap):
        return False
    if gap[-1].text in SENTENCE_END or gap[-1].text in _BREAKS:
        return True
    return gap[-1].dep_ == "cc" and len(gap) > 1 and gap[-2].text == ","


def _resumes(page: Page, current: Quotation, unit: Unit) -> bool:
    """Whether a paragraph that is a quotation goes on with the quote that the paragraph before ended with."""
    begin = page.paragraphs[unit.first_paragraph][0]
    if unit.begin != begin or unit.before(page) is not None or unit.first_paragraph == 0:
        return False
    clause = [r[1] for r in (current.by.cue, current.by.speaker) if r is not None]
    last = max(current.content[-1][1], *clause, 0)
    low, high = page.paragraphs[unit.first_paragraph - 1]
    if not low <= current.content[-1][0] < high:
        return False
    return not any(t.text in SENTENCE_END and t.i + 2 < high for t in page.doc[last:high])
