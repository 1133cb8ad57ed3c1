"""The kinds of happenings and the words that tell them: which sense a verb or a noun has beside its companions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language import syntax
from pipeline.language.once import once_a_token
from pipeline.lexicon import role_nouns
from pipeline.lexicon.loader import items, toml
from pipeline.tables.schema import PLOVER_TYPES

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE_VERB = frozenset(
    ("dobj", "nsubjpass", "prt", "attr", "acomp", "oprd", "advmod", "dative", "prep", "xcomp", "agent", "npadvmod")
)
_BESIDE_NOUN = frozenset(("compound", "amod", "nmod", "poss", "nummod"))
_SUBJECTS = frozenset(("nsubj",))
_UNDERGOING = frozenset(("dobj", "nsubjpass"))
_NAMING = ("call", "deem", "declare", "label", "name")
"""Verbs that tell no more than a view of their object where they say what it is: "called the strike *wrong*"."""
_CLASS_SIZES = (4, 7, 11)
"""How many categories of PLOVER stand before the second, third and fourth quad class."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word tells: the type of happening, and its category in PLOVER where there is one."""

    event_type: str
    meaning: str
    plover: str | None
    mode: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word with those that must stand beside it, as its subject or otherwise; without a sense it tells nothing.

    `subject` and `beside` are as the file has them, `among_subject` and `among_beside` the words that meet each.
    """

    sense: Sense | None
    subject: tuple[str, ...]
    beside: tuple[str, ...]
    among_subject: tuple[frozenset[str], ...]
    among_beside: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, sense: Sense | None, subject: Iterable[str], beside: Iterable[str]) -> _Entry:
        """The entry of a word that needs these."""
        needs = tuple(subject), tuple(beside)
        return cls(sense, *needs, *(tuple(map(_meeting, need)) for need in needs))


def quad_class(plover: str | None) -> int | None:
    """PLOVER's class of a category: verbal and material cooperation, verbal and material conflict."""
    if plover is None:
        return None
    return 1 + sum(PLOVER_TYPES.index(plover) >= size for size in _CLASS_SIZES)


def senses() -> tuple[Sense, ...]:
    """All senses, in the order of the file."""
    return _read()[0]


def is_known(word: Token) -> bool:
    """Whether a verb or a noun has any sense at all, whatever stands beside it."""
    _, verbs, nouns = _read()
    lemma = word.lemma_.lower()
    known = verbs if word.pos_ == "VERB" else nouns
    return lemma in known or word.lower_ in known


def sense_of_verb(verb: Token) -> Sense | None:
    """The sense of a verb with what stands beside it; None where it tells no happening that is known."""
    entry = _entry_of_verb(verb)
    return entry.sense if entry is not None else None


def is_idle(verb: Token) -> bool:
    """Whether a verb tells no happening with what stands beside it: "*played* a role"."""
    entry = _entry_of_verb(verb)
    return entry is not None and entry.sense is None


@once_a_token
def _entry_of_verb(verb: Token) -> _Entry | None:
    entries = _read()[1].get(verb.lemma_.lower()) or _read()[1].get(verb.lower_)
    if entries is None:
        return None
    entry = _best(entries, verb, _subject_words, _words_beside_verb)
    if verb.lemma_ not in _NAMING or not any(c.dep_ == "oprd" for c in verb.children):
        return entry
    is_post = entry is not None and "@post" in entry.beside
    return entry if is_post and verb.lemma_ == "name" else None  # "was named *coach*"


def sense_of_noun(noun: Token) -> Sense | None:
    """The sense of a noun with what stands beside it; None where it tells no happening that is known."""
    entries = _read()[2].get(with_hyphens(noun)) or _read()[2].get(noun.lower_) or _read()[2].get(noun.lemma_.lower())
    if entries is None:
        return None
    entry = _best(entries, noun, _no_words, _words_beside_noun)
    return entry.sense if entry is not None else None


def with_hyphens(noun: Token) -> str:
    """A noun with the word that a hyphen joins it to, which the tokenizer splits: "*cease-fire*"."""
    doc, i = noun.doc, noun.i
    if i < 2 or doc[i - 1].text != "-" or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
        return noun.lower_
    return f"{doc[i - 2].lower_}-{noun.lower_}"


def _best(
    entries: list[_Entry],
    word: Token,
    subject_words: Callable[[Token], Iterator[str]],
    beside_words: Callable[[Token], Iterator[str]],
) -> _Entry | None:
    """The longest entry whose words all stand beside the word."""
    subject: frozenset[str] | None = None
    beside: frozenset[str] | None = None
    for entry in entries:  # the longest first
        if entry.subject:
            subject = subject if subject is not None else frozenset(subject_words(word))
            if any(map(subject.isdisjoint, entry.among_subject)):
                continue
        if entry.beside:
            beside = beside if beside is not None else frozenset(beside_words(word))
            if any(map(beside.isdisjoint, entry.among_beside)):
                continue
        return entry
    return None


def _rank(entry: _Entry) -> tuple[int, int]:
    """The longer entries first, of equals those that name their words, then those of classes, of kinds of names."""
    needs = (*entry.subject, *entry.beside)
    return -len(needs), sum(("@" in need) + need.isupper() for need in needs)


@functools.cache
def _meeting(need: str) -> frozenset[str]:
    """The words of which one must stand there for a need: itself, or those of its class."""
    mark, at, name = need.partition("@")
    return frozenset((need,)) if not at or name.isupper() else _class(name, mark)


def _no_words(word: Token) -> Iterator[str]:
    return iter(())


def _subject_words(verb: Token) -> Iterator[str]:
    for c in verb.children:
        if c.dep_ in _SUBJECTS:
            yield from _names(c)
            yield with_hyphens(c)
            yield from _titles(c)
            yield from _counted(c)
        elif c.dep_ == "agent":
            for inner in c.children:
                yield from _names(inner)
    head = verb.head
    if head.i == verb.i:
        return
    if _has_for_subject(verb, head):
        yield from _names(head)
    elif verb.dep_ in ("conj", "xcomp") and not any(c.dep_ == "nsubj" for c in verb.children):
        for c in head.children:
            if c.dep_ in ("nsubj", "nsubjpass"):
                yield from _names(c)
                yield from _counted(c)


def _has_for_subject(verb: Token, noun: Token) -> bool:
    """Whether the noun before it does what a verb tells: "jets that *struck*", "a fire which has *destroyed* it"."""
    if verb.dep_ not in ("acl", "relcl"):
        return False
    return verb.tag_ != "VBN" or any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in verb.children)


def _counted(number: Token) -> Iterator[str]:
    """Who is counted by a subject: "thousands of *workers*"."""
    for prep in number.children:
        if prep.lower_ == "of":
            yield from (name for inner in prep.children for name in _names(inner))


def _titles(person: Token) -> Iterator[str]:
    """The words before or beside a name that say what office somebody has."""
    for word in (person, *(c for c in person.children if c.dep_ in ("compound", "appos", "nmod"))):
        if word.lower_ == "president":
            if _is_of_state(word):
                yield "president-of-state"
        elif word.i != person.i:
            yield word.lower_


def _is_of_state(president: Token) -> bool:
    """Whether a president is nobody's but a country's: "President Lund", "the president of Norland"."""
    if president.dep_ in ("compound", "nmod") and president.is_title and not president.is_sent_start:
        return True
    beside = [c for c in president.children if c.dep_ in ("poss", "compound", "nmod")]
    if president.dep_ in ("compound", "nmod"):
        beside += [c for c in president.head.children if c.dep_ in ("poss", "compound", "nmod") and c.i < president.i]
    of = (c for c in president.children if c.lower_ == "of")
    whose = [*beside, *(inner for prep in of for inner in prep.children)]
    return all(c.ent_type_ in ("GPE", "NORP") for c in whose)


def _words_beside_verb(verb: Token) -> Iterator[str]:
    if is_undergone(verb):
        yield "@PASSIVE"
    for c in verb.children:
        if c.dep_ in _UNDERGOING and c.ent_type_ not in ("DATE", "TIME"):
            yield "@OBJECT"
        if c.dep_ == "xcomp" and any(w.dep_ == "aux" and w.lower_ == "to" for w in c.children):
            yield "@TO"
        if c.dep_ == "ccomp":
            yield "that"
            if c.pos_ == "ADJ":
                yield c.lower_  # "found him *guilty*"
            if _tells_what_must_be(c):
                yield "must"
        if c.dep_ not in _BESIDE_VERB or _is_of_time(c):
            continue
        if c.dep_ == "xcomp" and c.tag_ == "VBG":
            yield c.lower_  # "started *working*" starts no work
        else:
            yield from _names(c)
        for inner in c.children:
            if inner.dep_ in ("pobj", "conj", "pcomp"):
                yield from _names(inner)
            elif c.dep_ in ("dobj", "nsubjpass", "attr") and inner.dep_ in _BESIDE_NOUN:
                yield inner.lower_
            if inner.dep_ == "pobj":
                yield from (deep.lower_ for deep in inner.children if deep.dep_ in _BESIDE_NOUN)
            elif inner.dep_ == "prep" and c.dep_ in ("dobj", "prep", "attr", "advmod"):
                yield inner.lower_
                yield from (name for deep in inner.children if deep.dep_ == "pobj" for name in _names(deep))
    if _has_for_object(verb):
        yield from _names(verb.head)
        yield "@OBJECT"
    if verb.dep_ == "conj":
        yield f"&{verb.head.lemma_.lower()}"
        if verb.tag_ == "VBN":
            yield from (name for c in verb.head.children if c.dep_ == "nsubjpass" for name in _names(c))


def _tells_what_must_be(clause: Token) -> bool:
    """Whether a clause tells somebody what to do, not how a thing ought to turn out: "it *should* be effective"."""
    modals = {w.lower_ for w in clause.children if w.dep_ == "aux"}
    if modals.isdisjoint(("must", "ought", "should")):
        return False
    if (
        clause.lemma_ != "be"
        or "must" in modals
        or not any(c.dep_ == "acomp" and c.tag_ == "JJ" for c in clause.children)
    ):
        return True
    return any(s.ent_type_ or s.pos_ == "PRON" or _is_of_people(s) for s in clause.children if s.dep_ == "nsubj")


def _has_for_object(verb: Token) -> bool:
    """Whether the noun before it undergoes what a verb tells: "the tools *used*", "debts that they *ran* up"."""
    if verb.dep_ not in ("acl", "amod", "relcl") or _has_for_subject(verb, verb.head):
        return False
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children):
        return True
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    is_other = bool(subjects) and all(c.tag_ not in ("WDT", "WP") for c in subjects)
    return is_other and all(c.tag_ in ("WDT", "WP") for c in objects)


def _is_of_time(preposition: Token) -> bool:
    """Whether a preposition says when: "fired *on* Monday", but not how long: "jailed *for* ten years"."""
    if preposition.dep_ != "prep":
        return False
    times = [c for c in preposition.children if c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME")]
    return any(preposition.lower_ != "for" or time.tag_ != "NNS" for time in times)


def is_undergone(verb: Token) -> bool:
    """Whether a verb stands in the passive, or shares that of another: "was caught and *charged* a day later"."""
    if syntax.is_passive(verb):
        return True
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or not syntax.is_passive(verb.head):
        return False
    own = (c for c in verb.children if c.dep_ in ("nsubj", "dobj", "ccomp", "xcomp"))
    return all(c.ent_type_ in ("DATE", "TIME") for c in own)


def _words_beside_noun(noun: Token) -> Iterator[str]:
    for c in noun.children:
        if c.dep_ in _BESIDE_NOUN:
            yield from _names(c)
        elif c.dep_ == "prep":
            yield f"|{c.lower_}"
            yield from (f"|{name}" for inner in c.children if inner.dep_ == "pobj" for name in _names(inner))


def _names(word: Token) -> Iterator[str]:
    """What a word is known by in the entries: itself, its lemma, the kind of name it is, whether it is of people."""
    yield word.lower_
    yield word.lemma_.lower()
    if word.ent_type_:
        yield f"@{word.ent_type_}"
    if _is_of_people(word):
        yield "@HUMAN"


def _is_of_people(word: Token) -> bool:
    """Whether a word is of people, by name, by what they are or as a pronoun: "*who* was fired"."""
    if word.ent_type_:
        return word.ent_type_ == "PERSON"
    lemma = word.lemma_.lower()
    return role_nouns.load().kind(lemma) == "person" or not {word.lower_, lemma}.isdisjoint(_class("somebody", ""))


@functools.cache
def _class(name: str, mark: str) -> frozenset[str]:
    """The words of a class, each with the mark that says where it stands."""
    return frozenset(f"{mark}{word}" for word in items(toml(__package__, "event_types.toml")["classes"][name]))


@functools.cache
def _read() -> tuple[tuple[Sense, ...], Mapping[str, list[_Entry]], Mapping[str, list[_Entry]]]:
    """The senses, and the entries by the word that heads them: of verbs, of nouns; the longest first."""
    found: list[Sense] = []
    verbs: dict[str, list[_Entry]] = {}
    nouns: dict[str, list[_Entry]] = {}
    for row in toml(__package__, "event_types.toml")["sense"]:
        sense = Sense(row["type"], row["meaning"], row.get("plover"), row.get("mode"), row.get("cameo"))
        found.append(sense)
        _add_verbs(verbs, row["verbs"], sense)
        for text in items(row["nouns"]):
            phrase, _, preposition = (part.strip() for part in text.partition("|"))
            *beside, head = phrase.split()
            needs = (*beside, *(f"|{word}" for word in preposition.split()))
            nouns.setdefault(head, []).append(_Entry.of(sense, (), needs))
    _add_verbs(verbs, toml(__package__, "event_types.toml")["idle"], None)
    for entries in (*verbs.values(), *nouns.values()):
        entries.sort(key=_rank)
    return tuple(found), verbs, nouns


def _add_verbs(verbs: dict[str, list[_Entry]], entries: str, sense: Sense | None) -> None:
    """Puts the entries of a list, as in the file, under the verbs that head them."""
    for text in items(entries):
        subject, _, rest = text.rpartition("~")
        head, *beside = rest.split()
        verbs.setdefault(head, []).append(_Entry.of(sense, subject.split(), beside))
