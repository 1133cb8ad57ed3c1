"""How many and how much: the killed, the arrested, the money and the percent that a text tells of a happening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.events.event_mention import Figure
from pipeline.language import layout, syntax
from pipeline.language.once import once_a_doc, text_of
from pipeline.lexicon.loader import word_lists
from pipeline.times.numbers import number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MEASURE_WORDS = word_lists(__package__, "measures.toml")

_CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "US$": "USD", "C$": "CAD", "A$": "AUD", "#": "GBP"}
_SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "mln": "million", "b": "billion", "bn": "billion",
    "tn": "trillion", "trn": "trillion",
}  # fmt: skip
"""Letters behind a number of money."""
_SCALED = re.compile(rf"(\d[\d.,]*)({'|'.join(_SCALES)})")
_AT_LEAST = (("at", "least"), ("more", "than"), ("over",), ("above",), ("no", "fewer", "than"), ("no", "less", "than"))
_AT_MOST = (("at", "most"), ("up", "to"), ("fewer", "than"), ("less", "than"), ("under",), ("below",), ("almost",),
            ("nearly",), ("no", "more", "than"))  # fmt: skip
_ROUGHLY = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2_000_000.0}
_IN_NUMBERS = frozenset((*_ROUGHLY, "dozen"))
_CLAUSES = frozenset(("conj", "ccomp", "advcl", "relcl", "parataxis"))
_MAX_BACK = 4
_DONE_TO = frozenset().union(*(_MEASURE_WORDS[kind] for kind in ("killed", "injured", "arrested", "displaced")))
"""Words of what is done to people, who are counted."""


def figures_of(trigger: Token, event_type: str, others: frozenset[int], in_timex: frozenset[int]) -> list[Figure]:
    """The figures of a happening, in text order; `others` are the words of all happenings."""
    found = [
        _figure(measure, unit, tokens)
        for tokens in _numbers(trigger, others, in_timex)
        for measure, unit in [_measure(trigger, event_type, tokens)]
        if measure is not None
    ]
    return _with_ranges([figure for figure in found if figure is not None], trigger.doc)


def _with_ranges(figures: list[Figure], doc: Doc) -> list[Figure]:
    """The figures, two that bound one number taken together: "between 20 and 30", "20 to 30"."""
    joined: list[Figure] = []
    for figure in figures:
        low = joined[-1] if joined else None
        if low is not None and low["measure"] == figure["measure"] and _are_bounds(low, figure, doc):
            low, joined = joined[-1], joined[:-1]
            figure = Figure(
                measure=figure["measure"],
                value=None,
                low=low["value"],
                high=figure["value"],
                unit=figure["unit"],
                start=low["start"],
                end=figure["end"],
            )
        joined.append(figure)
    return joined


def _are_bounds(low: Figure, high: Figure, doc: Doc) -> bool:
    """Whether two numbers are the ends of a range."""
    if low["value"] is None or high["value"] is None or low["value"] >= high["value"]:
        return False
    words = text_of(doc)[: low["start"]].split()
    link = text_of(doc)[low["end"] : high["start"]].strip(" $£€")
    return link in ("to", "-", "–") or (link == "and" and bool(words) and words[-1].lower() == "between")


def _numbers(trigger: Token, others: frozenset[int], in_timex: frozenset[int]) -> Iterator[list[Token]]:
    """The numbers told with a word: runs of tokens that make up one number each."""
    if layout.sentence_of(trigger.doc)[trigger.i] not in _sentences_with_numbers(trigger.doc):
        return
    run: list[Token] = []
    for token in sorted(_own(trigger, others), key=lambda t: t.i):
        if token.i in in_timex and not _is_of_sentence(token, trigger):
            continue
        if not _is_numeral(token, bool(run) and run[-1].i == token.i - 1) or _is_age(token):
            continue
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


@once_a_doc
def _sentences_with_numbers(doc: Doc) -> frozenset[int]:
    """The sentences that may tell a number."""
    sentence_of = layout.sentence_of(doc)
    told = (t.i for t in doc if t.pos_ == "NUM" or t.tag_ == "CD" or t.lower_ in _IN_NUMBERS or t.text in _CURRENCIES)
    return frozenset(sentence_of[i] for i in told)


def _is_of_sentence(numeral: Token, trigger: Token) -> bool:
    """Whether a number within a time is that of years in prison: "sentenced to *nine* years"."""
    unit = numeral.head.lemma_
    return trigger.lemma_ in ("sentence", "jail", "imprison", "sentencing") and unit in ("year", "month")


def _is_age(numeral: Token) -> bool:
    """Whether a number tells how old somebody is: "aged *15* and 17", "a *30*-year-old man"."""
    above = syntax.first_conjunct(numeral).head
    return above.lower_ in ("aged", "age") or (above.lemma_ == "year" and above.head.lower_ == "old")


def _is_currency(token: Token) -> bool:
    """The sign of a currency: "$", "US$"."""
    return token.is_currency or token.text in _CURRENCIES


def _is_of_money(scale: Token) -> bool:
    """Whether a letter behind a number is that of a sum: "£2 *m*", "2 *m* dollars"."""
    after = scale.doc[scale.i + 1 : scale.i + 2]
    is_named = any(token.lemma_.lower() in _MEASURE_WORDS["currencies"] for token in after)
    return is_named or (scale.i > 1 and _is_currency(scale.nbor(-2)))


def _is_numeral(token: Token, goes_on: bool) -> bool:
    if token.lower_ in _ROUGHLY or token.lower_ == "dozen":
        return True
    if token.pos_ == "NUM" or (token.like_num and token.tag_ == "CD"):
        return True
    if token.lower_ in _SCALES:
        return goes_on and token.i > 0 and not token.nbor(-1).whitespace_ and _is_of_money(token)
    if _SCALED.fullmatch(token.lower_) and token.i and _is_currency(token.nbor(-1)):
        return True
    return goes_on and token.lower_ in ("million", "billion", "trillion", "hundred", "thousand")


def _own(trigger: Token, others: frozenset[int]) -> Iterator[Token]:
    """The words below a happening's, those of other happenings apart, and for a participle those it is told of."""
    stack = [c for c in trigger.children if not _is_doer(c, trigger)]
    if trigger.dep_ == "xcomp" and syntax.child(trigger, "dobj") is None:
        stack += [c for s in syntax.subjects(trigger) for c in s.children]
        yield from syntax.subjects(trigger)
    if trigger.dep_ in ("acl", "relcl") and trigger.head.i not in others:
        stack += [c for c in trigger.head.children if c.i != trigger.i and c.i < trigger.head.i]
        yield trigger.head
    while stack:
        token = stack.pop()
        if token.i in others or (token.dep_ in _CLAUSES and syntax.is_verbal(token)):
            continue
        if any(c.i in others and c.i == token.i + 1 for c in syntax.children(token, "acl")):
            continue  # "two were killed and *nine* injured"
        yield token
        stack += [c for c in token.children if c.lower_ != "of" or not _is_numeral(token, goes_on=False)]


def _is_doer(child: Token, trigger: Token) -> bool:
    """Whether a word is who does something to others, not those to whom it is done: "two *gunmen* killed five"."""
    if child.dep_ == "agent":
        return True
    return child.dep_ == "nsubj" and syntax.child(trigger, "dobj") is not None and trigger.lemma_ in _DONE_TO


def _measure(trigger: Token, event_type: str, tokens: list[Token]) -> tuple[str | None, str | None]:
    """What a number counts, and its unit."""
    doc, last = trigger.doc, tokens[-1]
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    before = doc[tokens[0].i - 1] if tokens[0].i else None
    if before is not None and before.text in _CURRENCIES:
        return "money", _CURRENCIES[before.text]
    counted = _counted(last)
    unit = counted.lemma_.lower() if counted is not None else ""
    if after is not None and (after.text == "%" or after.lower_ in ("percent", "pct", "per")):
        return "percent", "percent"
    if unit in _MEASURE_WORDS["currencies"]:
        return "money", words_of_currency(unit)
    if unit in ("vote", "ballot"):
        return "votes", None
    if event_type in ("trial", "arrest") and unit in ("year", "month"):
        return "sentence", f"{unit}s"
    if counted is None and unit == "" and not _is_of_people(last):
        return None, None
    people = counted is None or unit in _MEASURE_WORDS["people"] or counted.ent_type_ in ("NORP", "PERSON")
    return (_of_people(trigger, event_type), None) if people else (None, None)


def words_of_currency(unit: str) -> str:
    """The code of a currency by its name."""
    return {"dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY"}.get(unit, unit)


def _counted(numeral: Token) -> Token | None:
    """The noun that a number counts: "two *soldiers*", "a dozen *miners*", "hundreds of *fans*"."""
    node = numeral
    for _ in range(3):
        if node.dep_ in ("nummod", "quantmod", "compound", "amod", "npadvmod", "nmod"):
            node = node.head
        if node.pos_ in ("NOUN", "PROPN") and node.i != numeral.i and node.lower_ not in _ROUGHLY:
            return node
    inner = [o for _, o in syntax.prepositional_objects(numeral, "of")]
    return inner[0] if inner else None


def _is_of_people(numeral: Token) -> bool:
    """Whether a bare number stands for people: "killed *twelve*", "*31* were hurt", "*four* killed in a fire"."""
    return numeral.dep_ in ("dobj", "nsubj", "nsubjpass", "conj") or syntax.child(numeral, "acl") is not None


def _of_people(trigger: Token, event_type: str) -> str | None:
    """What a number of people is, by what happens to them."""
    lemma = trigger.lemma_.lower()
    for measure in ("killed", "injured", "missing", "arrested", "displaced"):
        if lemma in _MEASURE_WORDS[measure]:
            return measure
    return {
        "death": "killed", "injury": "injured", "arrest": "arrested",
        "protest": "participants", "meeting": "participants",
    }.get(event_type)  # fmt: skip


def _in_words(tokens: list[Token]) -> list[str]:
    """The words of a number, its letters spelt out: "£88m" is 88 million."""
    texts = [t.lower_ for t in tokens]
    scaled = _SCALED.fullmatch(texts[-1]) if len(texts) == 1 else None
    if scaled is not None:
        texts = [scaled[1], scaled[2]]
    return [*texts[:-1], _SCALES.get(texts[-1], texts[-1])]


def _figure(measure: str, unit: str | None, tokens: list[Token]) -> Figure | None:
    """The figure that tokens tell, with the words before it that bound it."""
    texts = _in_words(tokens)
    doc, at = tokens[0].doc, tokens[0].i
    vague = _ROUGHLY.get(texts[0])
    value = vague if vague is not None else number(texts)
    if value is None:
        return None
    before = [t.lower_ for t in doc[max(at - _MAX_BACK, 0) : at] if not t.is_currency and t.lower_ not in ("a", "the")]
    low: float | None = value
    high: float | None = value
    if vague is not None or _ends_with(before, _AT_LEAST):
        high = None
    elif _ends_with(before, _AT_MOST):
        low = None
    start = doc[at - 1].idx if at and (doc[at - 1].is_currency or texts[0] == "dozen") else tokens[0].idx
    return Figure(
        measure=measure,
        value=None if vague is not None else value,
        low=low,
        high=high,
        unit=unit,
        start=start,
        end=tokens[-1].idx + len(tokens[-1]),
    )


def _ends_with(before: list[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(before[-len(phrase) :]) == phrase for phrase in phrases)
