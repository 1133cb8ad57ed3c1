"""To whom, through what and when something was said, read off the words around its cue."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.syntax import Range, child, is_huge, noun_phrase
from pipeline.quotes.found import Found
from pipeline.quotes.reading import Reading
from pipeline.quotes.words import words
from pipeline.times.time_expression import TimeExpression

_PERSONS = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_CHANNEL_PREPOSITIONS = frozenset(("in", "on", "at", "via", "through", "during", "over", "by"))
_NO_CHANNEL = frozenset(("DATE", "TIME", "GPE", "PERCENT", "MONEY"))
_STEPS = 6


def addressee(found: Found) -> Token | None:
    """The head of those spoken to: "told reporters", "said to the crowd", "speaking to lawmakers, he said"."""
    if found.addressee is not None and can_listen(found.addressee):
        return found.addressee
    if found.word is None or found.attitude != "speech" or found.rule == "according-to":
        return None
    for verb in _speaking_verbs(found.word):
        if verb.lemma_ in words().telling:
            told = child(verb, "dobj", "dative")
            if told is not None and not _within(told, found) and can_listen(told):
                return told
        for preposition in verb.rights:
            if preposition.dep_ in ("prep", "dative") and preposition.lower_ in ("to", "with"):
                hearer = child(preposition, "pobj")
                if hearer is not None and can_listen(hearer) and not _within(hearer, found):
                    return hearer
    return None


def channel(found: Found) -> Range | None:
    """Where or through what it was said: "in a statement", "on Truth Social", "at a rally"."""
    if found.word is None or found.attitude != "speech":
        return None
    for verb in _speaking_verbs(found.word):
        for preposition in verb.children:
            if preposition.dep_ != "prep" or preposition.lower_ not in _CHANNEL_PREPOSITIONS:
                continue
            target = child(preposition, "pobj")
            if target is not None and not _within(target, found) and _carries(preposition, target):
                after = [start for start, _ in found.content if start > target.i]
                return noun_phrase(target, limit=(0, min(after)) if after else None)
    return None


def said_on(reading: Reading, found: Found, dates: dict[int, TimeExpression]) -> TimeExpression | None:
    """The time expression that tells the day of saying. `dates` are the dated ones by their first token."""
    if found.word is None or not dates:
        return None
    low, high = reading.bounds[found.word.i]
    verbs = {verb.i for verb in _speaking_verbs(found.word)}
    for i in range(low, high):
        if i in dates and not _within(reading.doc[i], found) and _leads_to(reading.doc[i], verbs):
            return dates[i]
    return None


def _speaking_verbs(verb: Token) -> Iterator[Token]:
    """A cue, and the verbs of speaking that go with it: "speaking to them, he said", "he wrote, adding"."""
    yield verb
    for c in () if is_huge(verb) else verb.children:
        if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_ in ("speak", "talk", "write", "post", "testify"):
            yield c
    if (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and not is_huge(verb.head)
        and verb.head.lemma_ in ("speak", "talk", "write", "post", "tweet")
    ):
        yield verb.head


def can_listen(token: Token) -> bool:
    """Whether a noun names somebody who may be spoken to."""
    lists = words()
    return token.ent_type_ in _PERSONS or token.lemma_.lower() in lists.hearers or token.tag_ == "PRP"


def _carries(preposition: Token, target: Token) -> bool:
    """Whether a noun after a preposition is a channel."""
    lists = words()
    lemma = target.lemma_.lower()
    if target.ent_type_ in _NO_CHANNEL:
        return False
    if target.pos_ == "PROPN":
        if target.ent_type_ in ("WORK_OF_ART", "FAC", "EVENT") or lemma in lists.services | lists.channels:
            return True
        return preposition.lower_ == "on" and target.ent_type_ in ("ORG", "PRODUCT")
    return lemma in lists.channels


def _within(token: Token, found: Found) -> bool:
    return any(start <= token.i < end for start, end in found.content)


def _leads_to(token: Token, verbs: set[int]) -> bool:
    """Whether a word hangs on one of the verbs, by no way through another clause's verb or noun."""
    at = token
    for _ in range(_STEPS):
        if at.head == at or at.dep_ in ("relcl", "acl", "ccomp", "nsubj", "nsubjpass", "conj"):
            return False
        at = at.head
        if at.i in verbs:
            return True
    return False
