"""Whether what is told as a happening belongs in a chronicle: signs with fitted weights, summed.

Many a verb or noun that is told as a happening is none that a chronicle would have: a state, a habit, mere words, a
step of a larger affair, a second word for what has a row. No sign of it is sure. Each happening is weighed by the
signs that it bears (`SIGNS`), and by its type; the sum are the log odds that a reader takes it for one (`chance`). The
weights are fitted by `benchmarks/fit_worth.py`.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.deeds import names_somebody
from pipeline.events.happenings import Happening
from pipeline.language import syntax
from pipeline.language.once import once_a_doc
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KINDS = word_lists(__package__, "worth.toml")

_QUOTATION_MARKS = frozenset(('"', "“", "”", "''", "``"))
_NUMBERS = frozenset(("CARDINAL", "MONEY", "ORDINAL", "PERCENT", "QUANTITY"))
_CROWD = 4
"""So many other happenings in a sentence are many."""
_MANY = 3
"""So many numbers in a sentence are many."""
_THEY = frozenset(("they", "them"))
_IT = frozenset(("it", "that", "these", "this", "those", "what", "which"))


class Others(dict[int, Happening]):
    """The happenings of an article, by the index of their word, and what is asked of all of them."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        super().__init__((told.token.i, told) for told in happenings)
        self._first: dict[str, int] = {}
        for i in sorted(self, reverse=True):
            self._first[self[i].token.lemma_] = i
        self._of_sentence = Counter(told.token.sent.start for told in self.values())

    def first(self, lemma: str) -> int:
        """The first word of this lemma that tells a happening."""
        return self._first[lemma]

    def beside(self, token: Token) -> int:
        """How many others there are in the sentence of a word that tells one."""
        return self._of_sentence[token.sent.start] - 1


@dataclass(frozen=True)
class Case:
    """A happening to be weighed, with those beside it and before it: what its signs are read from."""

    happening: Happening
    is_dated: bool
    is_quoted: bool
    is_denied: bool
    others: Others
    """The happenings of the article, this one among them."""

    @functools.cached_property
    def token(self) -> Token:
        """The word that tells it."""
        return self.happening.token

    @functools.cached_property
    def verb(self) -> syntax.VerbGroup | None:
        """The verb that tells it, with its auxiliaries; None where a noun does."""
        return syntax.verb_group(self.token) if syntax.is_verbal(self.token) else None

    @functools.cached_property
    def event_type(self) -> str:
        """Its type."""
        return _type_of(self.happening)

    @functools.cached_property
    def subject(self) -> Token | None:
        """The first of those who are meant by the subject of its verb."""
        return next(iter(syntax.subjects(self.token)), None) if self.verb is not None else None

    @functools.cached_property
    def object(self) -> Token | None:
        """What its verb has for an object, days apart; a passive has none."""
        if self.verb is None or self.verb.passive:
            return None
        return next((o for o in syntax.objects(self.token) if o.ent_type_ not in ("DATE", "TIME")), None)

    @functools.cached_property
    def governor(self) -> Token | None:
        """The word that its noun hangs on, a preposition left out; None where a verb tells it."""
        if self.verb is not None:
            return None
        head = self.token.head
        return head.head if self.token.dep_ == "pobj" else head

    @functools.cached_property
    def verb_above(self) -> syntax.VerbGroup | None:
        """The verb that its noun hangs on."""
        above = self.governor
        return syntax.verb_group(above) if above is not None and syntax.is_verbal(above) else None

    @functools.cached_property
    def log_odds(self) -> float:
        """The weights of all that speaks for and against it, summed."""
        return BIAS + OF_TYPES.get(self.event_type, 0.0) + sum(sign.weight for sign in SIGNS if sign.is_borne(self))


def _type_of(told: Happening) -> str:
    return told.sense.event_type if told.sense is not None else "other"


@dataclass(eq=False, frozen=True, kw_only=True)
class Sign:
    """What speaks for a happening, or against it: how much, and where it is borne.

    In the examples the word between asterisks bears the sign, in the counterexamples it does not.
    """

    name: str
    weight: float
    example: str
    counterexample: str
    is_borne: Callable[[Case], bool]


def chance(case: Case) -> float:
    """How likely a reader takes what is told for a happening, from 0 to 1."""
    return 1 / (1 + math.exp(-case.log_odds))


def is_worth_a_row(case: Case) -> bool:
    """Whether so much speaks for a happening that it has a row; one with a day has it unless all speaks against it."""
    return case.log_odds >= (LEAST_DATED if case.is_dated else LEAST)


def _is_of(kind: str) -> Callable[[Case], bool]:
    """Whether a verb is of one of the kinds of `worth.toml`."""
    return lambda case: case.verb is not None and case.token.lemma_ in _KINDS[kind]


def _has(tense: str, aspect: str) -> Callable[[Case], bool]:
    """Whether a verb has a tense and an aspect."""
    return lambda case: case.verb is not None and (case.verb.tense, case.verb.aspect) == (tense, aspect)


def _has_subject(is_such: Callable[[Token], bool]) -> Callable[[Case], bool]:
    return lambda case: case.subject is not None and is_such(case.subject)


def _is_bare_plural(noun: Token) -> bool:
    return noun.tag_ == "NNS" and not any(c.dep_ in ("det", "nummod", "poss") for c in noun.children)


def _is_named(word: Token) -> bool:
    return word.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")


def _is_somebody(word: Token) -> bool:
    """Whether a word tells, without a name, who it is: "the *clerk*"."""
    is_pronoun = word.pos_ == "PRON" or _is_named(word) or word.ent_type_ in _NUMBERS
    return not is_pronoun and names_somebody(word) and not _is_bare_plural(word)


def _is_in_first_sentence(case: Case) -> bool:
    return case.token.sent.start == 0 or triggers.is_in_headline(case.token)


def _is_told_before(case: Case) -> bool:
    """Whether an earlier sentence has the word, too."""
    return case.others.first(case.token.lemma_) < case.token.sent.start


def _is_reported(case: Case) -> bool:
    saying = verbs_that("mere-saying")
    return any(above.lemma_ in saying and syntax.is_verbal(above) for above in syntax.ancestors(case.token))


def _is_in_place(case: Case) -> bool:
    if case.verb is None:
        return False
    return any(place.ent_type_ in ("FAC", "GPE", "LOC") for _, place in syntax.prepositional_objects(case.token))


def _is_words(case: Case) -> bool:
    """Whether a verb tells words, and no act between states, beside a quotation or with a clause for them."""
    sense = case.happening.sense
    if case.verb is None or sense is None or sense.event_type != "statement" or sense.plover is not None:
        return False
    return syntax.child(case.token, "ccomp") is not None or _is_beside_quotation(case.token)


def _is_beside_quotation(token: Token) -> bool:
    return token.sent.start in _with_marks(token.doc)


@once_a_doc
def _with_marks(doc: Doc) -> frozenset[int]:
    """The sentences that have a quotation mark, each by its first word."""
    return frozenset(word.sent.start for word in doc if word.text in _QUOTATION_MARKS)


def _is_among_figures(case: Case) -> bool:
    return _numbers(case.token.doc)[case.token.sent.start] >= _MANY


@once_a_doc
def _numbers(doc: Doc) -> Counter[int]:
    """How many numbers each sentence has, by its first word."""
    return Counter(word.sent.start for word in doc if word.ent_iob_ == "B" and word.ent_type_ in _NUMBERS)


def _is_among_statistics(case: Case) -> bool:
    return case.token.sent.start in _with_statistics(case.token.doc)


@once_a_doc
def _with_statistics(doc: Doc) -> frozenset[int]:
    """The sentences that have a word of statistics, each by its first word."""
    words = _KINDS["statistics"]
    return frozenset(word.sent.start for word in doc if word.lower_ in words)


def _is_of_a_kind(case: Case) -> bool:
    """Whether a clause tells of which kind some are: "sites that *attempt* it"."""
    first = syntax.first_conjunct(case.token)
    if first.dep_ == "xcomp" and first.head.dep_ == "relcl":
        first = first.head  # "sites that try to *attack* it"
    return case.verb is not None and first.dep_ in ("acl", "relcl") and _is_bare_plural(first.head)


def _stands_so(case: Case) -> bool:
    """Whether an adverb beside a verb tells how things stand."""
    adverbs = (c.lower_ for c in syntax.children(case.token, "advmod"))
    return case.verb is not None and any(adverb in _KINDS["standing"] for adverb in adverbs)


def _is_going_on(case: Case) -> bool:
    return case.verb is not None and (case.verb.tense, case.verb.aspect) == ("present", "progressive")


def _is_within_its_type(case: Case) -> bool:
    """Whether a noun hangs on a happening of its own type: "*graduated* at a *ceremony*"."""
    above = case.others.get(case.governor.i) if case.governor is not None else None
    return above is not None and above.token.i != case.token.i and _type_of(above) == case.event_type != "other"


def _is_owned(case: Case) -> bool:
    return case.verb is None and syntax.child(case.token, "poss") is not None


def _is_in_something(case: Case) -> bool:
    return case.verb is None and case.token.dep_ == "pobj" and case.token.head.lower_ == "in"


def _is_under_modal(case: Case) -> bool:
    return case.verb_above is not None and case.verb_above.modal is not None


def _is_under_present(case: Case) -> bool:
    above = case.verb_above
    return above is not None and (above.tense, above.aspect, above.modal) == ("present", "simple", None)


def _is_carried(case: Case) -> bool:
    """Whether a light verb carries a noun: "held *talks*"."""
    above = case.verb_above
    return above is not None and above.verb.lemma_ in verbs_that("light")


SIGNS: tuple[Sign, ...] = (
    Sign(
        name="word-without-sense",
        weight=-0.5,
        example="The painter *varnished* the door.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=lambda case: case.happening.sense is None,
    ),
    Sign(
        name="main-verb",
        weight=0.6,
        example="Rebels *attacked* the convoy.",
        counterexample="The road is bad because rebels *attacked* the convoy.",
        is_borne=lambda case: case.happening.rule == "main-verb",
    ),
    Sign(
        name="made-by-time",
        weight=-0.5,
        example="The doors *creaked* on Monday.",
        counterexample="Rebels *attacked* the convoy on Monday.",
        is_borne=lambda case: case.happening.rule == "dated-verb",
    ),
    Sign(
        name="dated",
        weight=0.6,
        example="Rebels *attacked* the convoy on Monday.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=lambda case: case.is_dated,
    ),
    Sign(
        name="in-quotation",
        weight=-1.2,
        example='"Rebels *attacked* the convoy," Orla Fenn said.',
        counterexample="Rebels *attacked* the convoy, Orla Fenn said.",
        is_borne=lambda case: case.is_quoted,
    ),
    Sign(
        name="first-sentence",
        weight=1.2,
        example="Rebels *attacked* the convoy.",
        counterexample="It was dark. Rebels *attacked* the convoy.",
        is_borne=_is_in_first_sentence,
    ),
    Sign(
        name="told-before",
        weight=0.6,
        example="Rebels attacked a convoy. Rebels *attacked* the mill.",
        counterexample="Rebels burned a convoy. Rebels *attacked* the mill.",
        is_borne=_is_told_before,
    ),
    Sign(
        name="in-a-crowd",
        weight=-0.5,
        example="Rebels *attacked* the convoy, killed two men, burned a mill, robbed a bank and abducted a clerk.",
        counterexample="Rebels *attacked* the convoy and killed two men.",
        is_borne=lambda case: case.others.beside(case.token) >= _CROWD,
    ),
    Sign(
        name="denied",
        weight=-0.8,
        example="Nobody was *hurt*.",
        counterexample="Two men were *hurt*.",
        is_borne=lambda case: case.is_denied,
    ),
    Sign(
        name="of-ranking",
        weight=-0.8,
        example="Orla Fenn *climbed* the wall on Monday.",
        counterexample="Orla Fenn *varnished* the wall on Monday.",
        is_borne=_is_of("ranking"),
    ),
    Sign(
        name="of-speaking",
        weight=-0.9,
        example="Orla Fenn *explained* the rule on Monday.",
        counterexample="Orla Fenn *varnished* the wall on Monday.",
        is_borne=_is_of("speaking"),
    ),
    Sign(
        name="of-causing",
        weight=-0.8,
        example="The rain *limited* the traffic on Monday.",
        counterexample="Orla Fenn *varnished* the wall on Monday.",
        is_borne=_is_of("causing"),
    ),
    Sign(
        name="of-handling",
        weight=-0.6,
        example="Orla Fenn *lifted* the box on Monday.",
        counterexample="Orla Fenn *varnished* the wall on Monday.",
        is_borne=_is_of("handling"),
    ),
    Sign(
        name="of-moving",
        weight=-0.4,
        example="Orla Fenn *entered* the mill on Monday.",
        counterexample="Orla Fenn *varnished* the wall on Monday.",
        is_borne=_is_of("moving"),
    ),
    Sign(
        name="of-noticing",
        weight=-0.4,
        example="Orla Fenn *noticed* the smell on Monday.",
        counterexample="Orla Fenn *varnished* the wall on Monday.",
        is_borne=_is_of("noticing"),
    ),
    Sign(
        name="of-beginning",
        weight=-0.6,
        example="The concert *began* in Lund.",
        counterexample="Orla Fenn *varnished* the wall.",
        is_borne=lambda case: case.verb is not None and case.token.lemma_ in verbs_that("phase"),
    ),
    Sign(
        name="done-by-him",
        weight=0.1,
        example="She *varnished* the wall.",
        counterexample="Orla Fenn *varnished* the wall.",
        is_borne=_has_subject(lambda word: word.lower_ in ("he", "she")),
    ),
    Sign(
        name="done-by-us",
        weight=-0.7,
        example="We *attacked* the convoy.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=_has_subject(lambda word: word.lower_ in ("i", "we")),
    ),
    Sign(
        name="done-by-them",
        weight=-0.5,
        example="They *attacked* the convoy.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=_has_subject(lambda word: word.lower_ in _THEY),
    ),
    Sign(
        name="done-by-it",
        weight=-0.3,
        example="It *killed* two men.",
        counterexample="The fire *killed* two men.",
        is_borne=_has_subject(lambda word: word.lower_ in _IT),
    ),
    Sign(
        name="done-by-somebody",
        weight=0.4,
        example="The painter *varnished* the wall.",
        counterexample="Orla Fenn *varnished* the wall.",
        is_borne=_has_subject(_is_somebody),
    ),
    Sign(
        name="done-by-name",
        weight=0.2,
        example="Orla Fenn *varnished* the wall.",
        counterexample="The painter *varnished* the wall.",
        is_borne=_has_subject(_is_named),
    ),
    Sign(
        name="done-to-name",
        weight=0.3,
        example="Rebels *attacked* Orla Fenn.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=lambda case: case.object is not None and _is_named(case.object),
    ),
    Sign(
        name="done-to-nothing",
        weight=-0.5,
        example="Orla Fenn *resigned*.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=lambda case: case.verb is not None and not case.verb.passive and case.object is None,
    ),
    Sign(
        name="done-to-them",
        weight=-0.8,
        example="Rebels *attacked* them.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=lambda case: case.object is not None and case.object.lower_ in _THEY,
    ),
    Sign(
        name="passive",
        weight=0.1,
        example="The convoy was *attacked*.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=lambda case: case.verb is not None and case.verb.passive,
    ),
    Sign(
        name="past",
        weight=0.5,
        example="Rebels *attacked* the convoy.",
        counterexample="Rebels have *attacked* the convoy.",
        is_borne=_has("past", "simple"),
    ),
    Sign(
        name="present-perfect",
        weight=0.5,
        example="Rebels have *attacked* the convoy.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=_has("present", "perfect"),
    ),
    Sign(
        name="past-perfect",
        weight=0.2,
        example="Rebels had *attacked* the convoy.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=_has("past", "perfect"),
    ),
    Sign(
        name="going-on",
        weight=-0.4,
        example="Rebels are *attacking* the convoy.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=_is_going_on,
    ),
    Sign(
        name="in-a-place",
        weight=0.2,
        example="Rebels were *shot* in London.",
        counterexample="Rebels were *shot* in May.",
        is_borne=_is_in_place,
    ),
    Sign(
        name="reported",
        weight=0.2,
        example="Orla Fenn said rebels *attacked* the convoy.",
        counterexample="Rebels *attacked* the convoy.",
        is_borne=_is_reported,
    ),
    Sign(
        name="words",
        weight=-0.9,
        example="Orla Fenn *announced* that the mill was closed.",
        counterexample="Orla Fenn *announced* a plan.",
        is_borne=_is_words,
    ),
    Sign(
        name="among-figures",
        weight=-0.2,
        example="Rebels *killed* 14 men, 23 cows and 41 sheep.",
        counterexample="Rebels *killed* 14 men.",
        is_borne=_is_among_figures,
    ),
    Sign(
        name="among-statistics",
        weight=-0.5,
        example="Rebels *attacked* a convoy for the fifth time this season.",
        counterexample="Rebels *attacked* a convoy.",
        is_borne=_is_among_statistics,
    ),
    Sign(
        name="of-a-kind",
        weight=-0.8,
        example="Lund is afraid of rebels that *attacked* convoys.",
        counterexample="Lund is afraid of the rebels that *attacked* the convoy.",
        is_borne=_is_of_a_kind,
    ),
    Sign(
        name="standing-so",
        weight=-0.5,
        example="Rebels have already *attacked* the convoy.",
        counterexample="Rebels have *attacked* the convoy.",
        is_borne=_stands_so,
    ),
    Sign(
        name="within-its-type",
        weight=-0.6,
        example="Orla Fenn met Per Holm at a *meeting* in Lund.",
        counterexample="Orla Fenn died at a *meeting* in Lund.",
        is_borne=_is_within_its_type,
    ),
    Sign(
        name="owned",
        weight=0.5,
        example="Her *arrest* was brief.",
        counterexample="The *arrest* was brief.",
        is_borne=_is_owned,
    ),
    Sign(
        name="noun-in-something",
        weight=-0.5,
        example="Nine men were hurt in the *attack*.",
        counterexample="Nine men were hurt by the *attack*.",
        is_borne=_is_in_something,
    ),
    Sign(
        name="noun-under-modal",
        weight=-0.5,
        example="Orla Fenn would host the *ceremony* in Lund.",
        counterexample="Orla Fenn hosted the *ceremony* in Lund.",
        is_borne=_is_under_modal,
    ),
    Sign(
        name="noun-under-present",
        weight=-0.4,
        example="The *attack* shows hate.",
        counterexample="The *attack* showed hate.",
        is_borne=_is_under_present,
    ),
    Sign(
        name="noun-carried",
        weight=0.2,
        example="The sides held *talks* in Lund.",
        counterexample="The sides recalled the *talks* in Lund.",
        is_borne=_is_carried,
    ),
)
"""What a happening is weighed by; with each its weight, in log odds."""
OF_TYPES: Mapping[str, float] = {
    "trial": 0.6,
    "election": 0.5,
    "attack": 0.5,
    "crime": 0.4,
    "investigation": 0.4,
    "death": 0.4,
    "health": 0.4,
    "injury": 0.4,
    "accident": 0.2,
    "market": 0.2,
    "culture": 0.2,
    "arrest": 0.1,
    "life": 0.1,
    "disaster": 0.1,
    "release": 0.1,
    "migration": 0.1,
    "law": 0.1,
    "sport": 0.1,
    "science": 0.1,
    "appointment": 0.1,
    "departure": -0.1,
    "award": -0.1,
    "opening": -0.1,
    "launch": -0.1,
    "protest": -0.1,
    "agreement": -0.1,
    "closure": -0.2,
    "military": -0.3,
    "statement": -0.3,
    "travel": -0.4,
    "meeting": -0.4,
    "business_deal": -0.6,
    "aid": -0.7,
    "ceremony": -0.8,
    "other": -1.0,
}
"""The weight of each type."""
BIAS = 1.3
"""The log odds of a happening of which nothing else is told."""
LEAST = 0.25
"""Log odds below which a happening without a date has no row."""
LEAST_DATED = -2.5
"""Log odds below which a happening with a date of its own has no row."""
