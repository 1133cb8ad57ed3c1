"""To whom, through what and when something was said, read off the words around its cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.syntax import RELATIVES, Range, child, noun_phrase
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.found import Found
from pipeline.quotes.polarity import is_turned
from pipeline.speech.day import day_beside, speaking_verbs, within
from pipeline.speech.page import Page
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_CHANNEL_PREPOSITIONS = frozenset(("in", "on", "at", "via", "through", "during", "over", "by"))
_NO_CHANNEL = frozenset(("DATE", "TIME", "GPE", "PERCENT", "MONEY"))


def is_owned(participle: Token) -> bool:
    """Whether a participle that parsers take for a verb is of a noun: "the mayor's proposed budget"."""
    owner = child(participle, "nsubj", "nsubjpass") if participle.tag_ in ("VBD", "VBN") else None
    mark = child(owner, "case") if owner is not None else None
    return mark is not None and mark.i + 1 == participle.i


def addressee(found: Found) -> Token | None:
    """The head of those spoken to: "told reporters", "said to the crowd", "speaking to lawmakers, he said"."""
    if found.addressee is not None and (can_listen(found.addressee) or _acts(found.addressee)):
        return found.addressee
    if found.word is None or found.attitude != "speech" or found.rule.name == "according-to":
        return None
    for verb in speaking_verbs(found.word):
        if verb == found.word.head and is_turned(found.word):
            break  # "would not talk to her but told the council"
        if verb.lemma_ in verbs_that("telling"):
            told = child(verb, "dobj", "dative")
            if told is not None and not within(told.i, found.content) and (can_listen(told) or _is_outlet(told)):
                return told
        for preposition in verb.rights:
            if preposition.dep_ in ("prep", "dative") and preposition.lower_ in ("to", "with"):
                hearer = child(preposition, "pobj")
                if hearer is not None and can_listen(hearer) and not within(hearer.i, found.content):
                    return hearer
    return None


def channel(found: Found) -> Range | None:
    """Where or through what it was said: "in a statement", "on Truth Social", "at a rally"."""
    if found.word is None or found.attitude != "speech":
        return None
    what = child(found.word, "dobj")
    behind = list(what.rights) if what is not None and within(what.i, found.content) else []
    behind += _behind_speaker(found)
    for verb in speaking_verbs(found.word):
        for preposition in (*verb.children, *(behind if verb == found.word else ())):
            taken_to = preposition.lower_ == "to" and verb.lemma_ == "take"  # "took to Facebook and said"
            if preposition.dep_ != "prep" or not (taken_to or preposition.lower_ in _CHANNEL_PREPOSITIONS):
                continue
            target = child(preposition, "pobj")
            if (
                target is not None
                and target != found.speaker_head
                and not within(target.i, found.content)
                and _carries(preposition, target)
            ):
                after = [start for start, _ in found.content if start > target.i]
                return noun_phrase(target, limit=(0, min(after)) if after else None)
    return None


def said_on(page: Page, found: Found, dates: dict[int, TimeExpression]) -> TimeExpression | None:
    """The time expression that tells the day of saying. `dates` are the dated ones by their first token, in order."""
    if found.word is None or not dates:
        return None
    at = day_beside(page, found.word, dates, found.content)
    return dates[at] if at is not None else None


def _acts(token: Token) -> bool:
    """Whether somebody is told to do something: "urged the new government to publish it"."""
    return (
        token.dep_ in ("dobj", "nsubj", "nsubjpass", "dative", "pobj")
        and token.pos_ in ("NOUN", "PROPN")
        and not token.ent_type_
    )


def _is_outlet(token: Token) -> bool:
    """Whether a noun is of what carries news: "told the local radio"."""
    return token.lemma_.lower() in nouns_that("channel")


def can_listen(token: Token) -> bool:
    """Whether a noun names somebody who may be spoken to."""
    return token.ent_type_ in _PERSONS or token.lemma_.lower() in nouns_that("hearer") or token.tag_ == "PRP"


def antecedent(head: Token) -> Token:
    """The noun of a relative pronoun; any other word is itself."""
    at = head.head
    for _ in range(4 if head.lower_ in RELATIVES else 0):
        if at.dep_ == "relcl":
            return at.head.head if is_example(at.head) else at.head
        at = at.head
    return head


def _behind_speaker(found: Found) -> list[Token]:
    """The "in" that a comma parts from who speaks: "said Ada Brenner, head of security, in a statement"."""
    at = found.speaker[1] if found.speaker is not None and found.word is not None else 0
    doc = found.word.doc if found.word is not None else None
    is_led = doc is not None and 0 < at < len(doc) - 1 and doc[at].text == "," and doc[at + 1].lower_ == "in"
    return [doc[at + 1]] if doc is not None and is_led else []


_DASHES = frozenset(("—", "–", "--"))


def is_example(name: Token) -> bool:
    """Whether a name between dashes is but one of those before it: "players — mostly Holm — who complained"."""
    opens = name.left_edge.i - 1
    is_parted = name.dep_ == "appos" and opens > 0 and name.doc[opens].text in _DASHES
    return is_parted and name.head.tag_ == "NNS" and name.tag_ == "NNP"


def is_purpose(order: Token) -> bool:
    """Whether a word is the "order" of "in order to"."""
    return order.nbor().lower_ in ("to", "that") and order.left_edge == order


def _carries(preposition: Token, target: Token) -> bool:
    """Whether a noun after a preposition is a channel."""
    lemma = target.lemma_.lower()
    if target.ent_type_ in _NO_CHANNEL or (lemma == "order" and target.i + 1 < len(target.doc) and is_purpose(target)):
        return False
    if lemma in nouns_that("service") and target.text[0].isupper():
        return True
    if target.pos_ == "PROPN":
        if target.ent_type_ in ("WORK_OF_ART", "FAC", "EVENT"):
            return True
        if lemma in nouns_that("service") or lemma in nouns_that("channel"):
            return True
        return preposition.lower_ == "on" and target.ent_type_ in ("ORG", "PRODUCT")
    return lemma in nouns_that("channel")
