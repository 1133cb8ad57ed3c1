"""On which day something was said: the date that belongs to the verb of speech, not to what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.language.syntax import Range, child, is_huge
from pipeline.lexicon.verbs import speech_verbs, verbs_that
from pipeline.lexicon.verbs import verb as entry_of
from pipeline.speech.page import Page, page_of
from pipeline.speech.speakers import quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STEPS = 6
"""So many steps up the tree from a date the verb of saying may stand: "wrote on his page on Monday"."""
_ELSEWHERE = frozenset(("relcl", "acl", "ccomp", "nsubj", "nsubjpass", "conj"))
"""Ways up the tree that lead into another clause."""


def day_beside(page: Page, cue: Token, dates: Iterable[int], content: Sequence[Range]) -> int | None:
    """The first of the tokens `dates` (in order) that tells when the words of a cue were said, none of its content."""
    low, high = page.bounds[cue.i]
    verbs = {verb.i for verb in speaking_verbs(cue)}
    for i in dates:
        if low <= i < high and not within(i, content) and _leads_to(page.doc[i], verbs):
            return i
    return None


def days_of_quotations(doc: Doc, dates: Iterable[int]) -> dict[int, int]:
    """For each stretch in quotation marks, by its first token, which of the tokens `dates` tells when it was said.

    It is the date beside its cue, or, where he only "added" it, that of the quotation before.
    """
    page = page_of(doc)
    outside = [i for i in dates if page.mark_at[i] < 0]
    days: dict[int, int] = {}
    before: int | None = None
    for span in quoted(doc) if outside else ():
        day = None
        if span.cue is not None:
            cue = doc[span.cue]
            day = day_beside(page, cue, outside, ((span.start, span.end),))
            day = before if day is None and cue.lemma_ in verbs_that("continuing") else day
        if day is not None:
            days[span.start] = day
        before = day
    return days


def speaking_verbs(cue: Token) -> Iterator[Token]:
    """A cue, and the verbs of speaking that go with it: "speaking to them, he said", "he wrote, adding"."""
    yield cue
    speaking = verbs_that("speaking")
    for c in () if is_huge(cue) else cue.children:
        if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_ in speaking:
            yield c
    if cue.head == cue or is_huge(cue.head):
        return
    is_participle = cue.tag_ == "VBG" and cue.dep_ == "advcl"
    above = entry_of(cue.head.lemma_) if is_participle else None
    is_said = above is not None and (above.attitudes.get("quote") or above.attitudes.get("object")) == "speech"
    if is_participle and (cue.head.lemma_ in speaking or cue.head.lemma_ in speech_verbs() or is_said):
        yield cue.head  # "defended it on Friday, telling them that"
    elif cue.dep_ == "conj" and cue.head.pos_ == "VERB" and child(cue, "nsubj", "nsubjpass") is None:
        yield cue.head  # "On Thursday she took to Facebook and accused them"


def within(i: int, content: Sequence[Range]) -> bool:
    """Whether a token is one of what is said."""
    return any(start <= i < end for start, end in content)


def _leads_to(token: Token, verbs: set[int]) -> bool:
    """Whether a word hangs on one of the verbs, by no way through another clause's verb or noun."""
    if token.head.lower_ == "on" and token.i + 1 in verbs:
        return True  # "The minister on Sunday said", whose day parsers give to the minister
    if token.i - 1 in verbs and token.dep_ == "npadvmod" and token.head.i > token.i:
        return True  # "The minister said Sunday the bridge would close", whose day parsers give to the bridge
    at = _without_object_before(token) or token
    for _ in range(_STEPS):
        if at.head == at or at.dep_ in _ELSEWHERE:
            return False
        at = at.head
        if at.i in verbs:
            return True
    return False


def _without_object_before(token: Token) -> Token | None:
    """The preposition of a date that parsers draw into the name after it: "On Monday Ada Brenner said"."""
    before = token.doc[token.i - 1] if token.i and token.dep_ == "compound" else None
    return before if before is not None and before.dep_ == "prep" and child(before, "pobj") is None else None
