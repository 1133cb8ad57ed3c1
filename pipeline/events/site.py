"""Where a time expression hangs in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.language import syntax
from pipeline.language.record import record
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")

PREMODIFIERS = frozenset(("compound", "amod", "nmod", "nummod", "poss", "quantmod"))
"""Relations of a time to the noun after it: "the *1996* campaign", "*Friday's* vote"."""
_DAYS = frozenset(
    (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "week", "weekend",
        "yesterday",
    )
)  # fmt: skip
_PRINTED = frozenset(("edition", "issue", "newspaper", "paper"))
"""What is of a day that its date names: "told the story in today's *edition*"."""
_TIMELY = frozenset(("in", "on", "at", "during", "since", "until", "before", "after", "by", "from", "through"))
"""Prepositions that put a state in time."""
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))


@record
class Site:
    """The verb, noun or adjective above a time expression that may tell an event.

    `dep` is the relation by which the path from the time expression enters `anchor`; `preposition` the
    nearest one on that path; `through` the last noun on it that is no event; `starts` tells that it goes through
    "starting" or "beginning", which is no event there.
    """

    anchor: Token
    dep: str
    preposition: Token | None
    through: Token | None
    starts: bool = False

    @property
    def basis(self) -> str:
        """The grammatical path: `modifier` where nothing stands between, else `clause`."""
        return "modifier" if self.through is None else "clause"


def _happens(noun: Token) -> bool:
    """Whether a noun is of a happening, and neither an amount nor a state."""
    return triggers.is_event_noun(noun) and not _is_measured(noun) and not triggers.is_condition(noun)


def find_site(span: Span, in_timex: frozenset[int]) -> Site | None:
    """Climbs from the time expression to the first word above that may be an event."""
    node, preposition, through, starts = _root_of(span), None, None, False
    for parent in syntax.ancestors(node):
        dep = node.dep_
        if dep == "pobj" and parent.lower_ == "of" and parent.head.i in in_timex:
            return None  # "the first three weeks of *last year*"
        if _only_starts(parent):
            starts, node = True, parent
            continue
        if starts and dep == "acl" and parent.dep_ in ("dobj", "nsubjpass") and syntax.is_verbal(parent.head):
            return Site(parent.head, "advcl", preposition, None, starts)  # "will hire nurses *starting* in June"
        if dep == "punct" or (dep == "appos" and parent.pos_ == "PROPN" and parent.i not in in_timex):
            return None  # "said the guide, an officer in 1990"
        if parent.i in in_timex:
            pass
        elif syntax.is_verbal(parent):
            return Site(parent, dep, preposition, through, starts)
        elif parent.pos_ in ("ADP", "SCONJ", "PART"):
            preposition = preposition or parent
        elif parent.pos_ in _NOMINAL:
            if _happens(parent) and not has_own_day(parent, span, in_timex):
                return Site(parent, dep, preposition, through, starts)
            is_of_subject = parent.dep_ in ("nsubj", "nsubjpass") and not _is_made(span, parent)
            is_before = dep in PREMODIFIERS and node.lower_ != "worth"
            if is_before and not is_of_subject and not _is_occasion(span.root, parent):
                return None
            through = parent
        elif parent.pos_ == "ADJ" and _is_dated_adjective(parent, dep, preposition):
            return Site(parent, dep, preposition, through)
        node = parent
    return None


def _root_of(span: Span) -> Token:
    """The word of a time by which it hangs in the tree: its root, where its last words are not taken for a sentence.

    "It happened at *4:30* a.m. Saturday."
    """
    root = span.root
    if root.dep_ != "ROOT" or root.sent.start <= span.start:
        return root
    return next((t for t in span if t.head.i < span.start and t.dep_ not in ("ROOT", "punct")), root)


def has_own_day(noun: Token, span: Span, in_timex: frozenset[int]) -> bool:
    """Whether a time stands before what is spoken of, so that the one behind it is the verb's.

    "Debated the *March 3* shooting on Monday", but not "spoke at the March 3 hearing on Monday", which he was at.
    """
    return noun.dep_ == "dobj" and span.start > noun.i and _day_before(noun, in_timex) is not None


def _day_before(noun: Token, in_timex: frozenset[int]) -> Token | None:
    return next((c for c in noun.lefts if c.i in in_timex and c.dep_ in PREMODIFIERS), None)


def is_named_after(noun: Token, span: Span, in_timex: frozenset[int]) -> bool:
    """Whether a time before a noun names what it is about, as it is held on the day behind it.

    "Spoke at the *January 6* hearing on Thursday."
    """
    is_at = noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during", "in") and span.end <= noun.i
    days = (day for on, day in syntax.prepositional_objects(noun, "on") if on.i == noun.i + 1)
    return is_at and any(day.i in in_timex for day in days)


def _is_made(span: Span, noun: Token) -> bool:
    """Whether a year before a name tells when the thing was made: "their *1991 Velden* broke down"."""
    return noun.pos_ == "PROPN" and len(span) == 1 and span.text.isdigit()


def _is_occasion(day: Token, noun: Token) -> bool:
    """Whether a noun that a day owns says at what something was done: "had beaten them in *Thursday's round*"."""
    is_owner = day.dep_ == "poss" and day.head == noun and day.lower_ in _DAYS
    if day.lower_ == "today" and noun.lemma_ not in _PRINTED:
        return False  # "in today's world"
    return is_owner and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "during")


def _only_starts(word: Token) -> bool:
    """Whether "starting" or "beginning" only leads to the time: "will cut the tax *starting* on June 1"."""
    if word.lower_ not in ("starting", "beginning") or word.pos_ not in ("VERB", "ADP"):
        return False
    if word.dep_ not in ("advcl", "acl", "prep", "pcomp", "advmod") or word.head.i == word.i:
        return False
    return syntax.child(word, "nsubj", "dobj", "aux", "mark", "xcomp") is None


def _is_dated_adjective(adjective: Token, dep: str, preposition: Token | None) -> bool:
    """Whether an adjective tells a state at the time: "payable Jan. 3", "ill on Monday", not "equal to six months"."""
    if adjective.dep_ not in ("acomp", "amod", "oprd") or adjective.lower_ == "worth":
        return False  # "made off with jewels *worth* $4,000 on Monday"
    return dep == "npadvmod" or (dep == "prep" and preposition is not None and preposition.lower_ in _TIMELY)


def _is_measured(noun: Token) -> bool:
    """Whether the noun is an amount whose change its verb tells: "third-quarter *profit* rose"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or not triggers.is_measure(noun):
        return False
    return noun.head.lemma_ in verbs_that("undergoing") or noun.head.lemma_ in verbs_that("changing")
