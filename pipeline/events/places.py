"""Where a happening takes place: the smallest place named with it, and how it was found."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.event_mention import Participant
from pipeline.events.participants import BEFALLING, PLACES, MentionIndex
from pipeline.language import syntax
from pipeline.language.datelines import dateline_ranges
from pipeline.lexicon import role_nouns
from pipeline.lexicon.event_types import sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROLES = word_lists(__package__, "roles.toml")

_SITTING = (
    "in", "at", "on", "near", "outside", "inside", "across", "throughout", "over", "above", "off", "around", "within",
    "along", "alongside", "through", "down", "beside", "behind", "between",
)  # fmt: skip
_INTO = ("into", "onto", "through", "off", "against")
_GOALS = ("to", "into", "toward", "towards", "for", "onto")
_SOURCES = ("from", "out", "off")
_HOLDING = frozenset(("of", *_SITTING))
"""Prepositions within a phrase that lead to the place of a thing: "at the port *of* Velden", "a hotel *in* Bonn"."""
_NAMING = ("of", "between", "around", "near")
"""Prepositions that lead from a word for a place to its name."""
_ABROAD = frozenset(("base", "consulate", "embassy", "mission"))
"""Nouns for what a country has in others: "the *US* embassy in Athens"."""
_MOVED = frozenset(("travel", "migration", "military", "release", "accident", "aid"))
"""Types of which the goal or the source of a motion is where they take place."""
_AT_OBJECT = frozenset(
    ("attack", "disaster", "travel", "military", "weather", "accident", "migration", "protest", "opening", "closure")
)
"""Types that take place where their object is, if that is a place: "shook Lindmere"."""
_DIRECTIONS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_OFFICES = frozenset(("city", "council", "county", "district", "state"))
"""Places that also act, as where something is got through them: "a loan *through* the county"."""
_SEEING = frozenset(("endure", "experience", "record", "see", "suffer", "witness"))
"""Verbs whose subject may be where their object takes place: "*Bonn* has seen nine robberies"."""
_OF_HARM = frozenset(("accident", "attack", "crime", "death", "disaster", "health", "injury"))
"""Types that often come of another happening, told with them: "died after rioters in *Bonn* set fire to a bank"."""
_AFTER = frozenset(("after", "as", "when", "while"))
_ELSEWHERE = frozenset(("although", "because", "if", "since", "though", "unless", "whereas", "while"))
"""What begins a clause that tells of others, wherever they are: "met him in Bonn *while* police searched his house"."""
_DURING = ("after", "amid", "at", "by", "during", "following", "from", "in")
"""Prepositions between a happening and another that it takes place in or comes of: "shot *during* a raid in Bonn"."""
_BEATING = frozenset(("prevail", "triumph", "upset", "victory", "win"))
"""Words whose "over" names who lost: "a *win* over Bonn"."""
_ABOUT = frozenset(("on", "over"))
"""Prepositions that lead to a topic as often as to a place."""
_INDOORS = ("at", "in", "inside", "outside", "near")
_LYING = frozenset(("locate", "situate"))
"""Verbs whose participle tells where the thing before it lies."""
_LEADING = ("of", "for", "to", "with", "from", "against", "between")
"""Prepositions that lead from a thing to what may have a place."""
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a text names for a happening, and how it was found."""

    named: Participant
    basis: str


class Scenes:
    """The places of an article that hold where a happening has none of its own: that of its dateline."""

    def __init__(self, doc: Doc, people: MentionIndex) -> None:
        self._people = people
        self._datelines = [
            (last, place)
            for first, last in dateline_ranges(doc)
            for place in [next((t for t in doc[first:last] if people.label(t) in PLACES), None)]
            if place is not None
        ]

    def of(self, trigger: Token) -> Where | None:
        """The place of the dateline that opens the sentence of a happening."""
        at = bisect.bisect_left(self._datelines, trigger.sent.start, key=lambda dateline: dateline[0])
        for last, place in self._datelines[at : at + 1]:
            if last <= trigger.i:
                return Where(self._people.participant(place, "place"), "dateline")
        return None


def place_of(trigger: Token, event_type: str, people: MentionIndex, scenes: Scenes) -> Where | None:
    """Where a happening takes place, as its own words, those of its clause, its participants or its sentence say."""
    for basis, head in _found(trigger, event_type, people):
        return Where(people.participant(head, "place"), basis)
    dateline = scenes.of(trigger) if not _is_in_passing(trigger) else None
    if dateline is None or event_type == "statement":  # who speaks may do so from anywhere
        return dateline
    beside = _beside(trigger, dateline, people)
    return dateline if beside is None else Where(beside, "sentence")


def _is_in_passing(trigger: Token) -> bool:
    """Whether a word only tells who or what something is, wherever that was: "a *convicted* baker", "who was *shot*".

    What is told of a happening is told of where it was: "a crash that *killed* two".
    """
    if trigger.dep_ == "amod":
        return True
    verbs = (word for word in (trigger, *syntax.ancestors(trigger)) if word.dep_ in ("acl", "relcl"))
    return any(not triggers.is_event_noun(verb.head) for verb in verbs)


def _beside(trigger: Token, dateline: Where, people: MentionIndex) -> Participant | None:
    """The one place in which the sentence of a happening says that something was, below its dateline."""
    found = [
        people.participant(word, "place")
        for word in trigger.sent
        if word.idx >= dateline.named["end"] and word.dep_ == "pobj" and word.head.lower_ in _INDOORS
        if people.label(word) in PLACES
    ]
    return found[0] if len({place["entity_id"] or place["name"] for place in found}) == 1 else None


def _found(trigger: Token, event_type: str, people: MentionIndex) -> Iterator[tuple[str, Token]]:
    """The places of a happening, the surest first."""
    verb = trigger if syntax.is_verbal(trigger) else None
    if verb is None:
        yield from (("noun", p) for p in _of_noun(trigger, people))
        yield from (("noun", p) for p in _buildings(trigger, people))
        verb = _verb_of_noun(trigger)
    if verb is not None:
        yield from (("clause", p) for p in _where(verb, people))
        is_moved = event_type in _MOVED or verb.lemma_ in _ROLES["moving"]
        yield from (("clause", p) for p in _under(verb, people, _SITTING))
        yield from (("object", p) for p in _objects(verb, event_type, people))
        yield from (("clause", p) for p in _under(verb, people, _INTO))
        if is_moved:
            yield from (("clause", p) for p in _under(verb, people, _GOALS))
            yield from (("clause", p) for p in _under(verb, people, _SOURCES))
        if is_moved or event_type == "health":
            into = syntax.prepositional_objects(verb, "to", "into")
            yield from (("clause", o) for _, o in into if _takes_in(o, event_type, people))
        yield from (("participant", p) for a in _arguments(verb) for p in _under(a, people, _SITTING))
        yield from (("participant", p) for p in _of_movements(verb, people))
        yield from (("participant", p) for p in _deep_under(verb, people))
        if verb.lemma_ in _ROLES["moving"]:
            yield from (("participant", p) for p in _of_purpose(verb, people))
        yield from (("clause", p) for p in _buildings(verb, people))
        if event_type in _OF_HARM and (verb == trigger or trigger.pos_ == "ADJ"):
            yield from (("sentence", p) for p in _of_causes(verb, people))
        yield from (("participant", p) for s in syntax.subjects(verb) for p in _within(s, people))
        yield from (("sentence", p) for p in _of_means(verb, people))
        if _shares_scene(verb):
            yield from (("sentence", p) for p in _of_sentence(verb, people))
    elif trigger.dep_ == "pobj":
        yield from (("sentence", p) for p in _around_noun(trigger, people))


def _takes_in(goal: Token, event_type: str, people: MentionIndex) -> bool:
    """Whether one is taken to a place or a house: "rushed to *Lindmere* Health"."""
    label = people.label(goal)
    return label in PLACES or _is_building(goal, people) or (event_type == "health" and label == "ORG")


def _where(verb: Token, people: MentionIndex) -> Iterator[Token]:
    """The place of which a clause tells what happens there: "fled to *Bonn*, where he was shot"."""
    if verb.dep_ == "relcl" and any(w.lower_ == "where" for w in syntax.children(verb, "advmod")):
        if people.label(verb.head) in PLACES or _is_building(verb.head, people):
            yield verb.head
        yield from _under(verb.head, people, tuple(_HOLDING))


def _of_noun(noun: Token, people: MentionIndex) -> Iterator[Token]:
    sense = sense_of_noun(noun)
    befalls = sense is not None and sense.event_type in BEFALLING
    if befalls or noun.lemma_.lower() in _ROLES["held"] | _ROLES["undergone"]:
        yield from (c for c in syntax.children(noun, "compound", "nmod", "poss") if _holds(c, noun, people))
    yield from _under(noun, people, _SITTING)
    if sense is not None and sense.event_type in _OF_HARM:  # "an attack by pirates in the *Gulf of Aden*"
        yield from (p for _, doer in syntax.prepositional_objects(noun, "by") for p in _under(doer, people, _SITTING))
    if noun.lemma_.lower() in _ROLES["moving"]:
        yield from _under(noun, people, _GOALS)
        yield from _under(noun, people, _SOURCES)
    for clause in syntax.children(noun, "acl"):
        if clause.lemma_ in verbs_that("light"):
            yield from _under(clause, people, _SITTING)
    for clause in syntax.children(noun, "relcl"):
        if any(s.tag_ == "WDT" for s in syntax.children(clause, "nsubj", "nsubjpass")):  # "a quake, which struck Bonn"
            yield from _under(clause, people, _SITTING)
            yield from _objects(clause, "disaster", people)
        elif any(o.tag_ == "WDT" for _, o in syntax.prepositional_objects(clause, *_DURING)):
            yield from _under(clause, people, _SITTING)  # "a quake in which ten died in *Bonn*"


def _around_noun(noun: Token, people: MentionIndex) -> Iterator[Token]:
    """The places of the verb that a noun says more of: "ploughed into a shop in *Bonn* in a dawn raid"."""
    preposition = noun.head
    verb = preposition.head
    if preposition.lower_ == "of" and verb.dep_ == "dobj" and verb.head.lemma_ in _SEEING:
        yield from (s for s in syntax.subjects(verb.head) if people.label(s) in PLACES)
    if preposition.lower_ in _DURING and syntax.is_verbal(verb) and verb.lemma_ not in verbs_that("dated-saying"):
        yield from (p for p in _under(verb, people, _SITTING + _INTO) if noun not in syntax.ancestors(p))
        yield from _buildings(verb, people)
        if preposition.lower_ in ("during", "in"):  # "rammed a shop in *Bonn* in a raid"
            things = [thing for thing in syntax.objects(verb) if noun not in syntax.ancestors(thing)]
            yield from (p for thing in things for p in _under(thing, people, _SITTING))
        if syntax.is_passive(verb):
            yield from (p for p in _objects(verb, _type_of(verb), people) if noun not in syntax.ancestors(p))


def _verb_of_noun(noun: Token) -> Token | None:
    """The verb in whose clause a noun's happening takes place."""
    verb = noun.head
    if noun.dep_ == "nsubj" and _type_of(verb) in _AT_OBJECT:
        return verb  # "a *quake* hit an island"
    if not syntax.is_verbal(verb) or noun.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd"):
        return None
    return verb if triggers.supported_noun(verb) == noun or noun.dep_ != "nsubj" else None


def _objects(verb: Token, event_type: str, people: MentionIndex) -> Iterator[Token]:
    if event_type in _AT_OBJECT or verb.lemma_ in verbs_that("visiting"):
        bare = event_type in ("closure", "opening") and not syntax.objects(verb)
        undergoing = syntax.subjects(verb) if bare or syntax.is_passive(verb) else syntax.objects(verb)
        for o in undergoing:
            if people.label(o) in PLACES:
                yield from () if bare else (o,)
            elif _is_building(o, people):
                yield o
            elif o.lemma_.lower() in role_nouns.load().places:
                yield from _under(o, people, _NAMING)  # "the capital of Norland", "an area between Bonn and Ulm"
            if not o.ent_type_ and role_nouns.load().kind(o.lemma_.lower()) != "person":  # "*Bonn's* old mill"
                yield from (
                    c for c in syntax.children(o, "poss", "compound") if c.pos_ != "PRON" and _holds(c, o, people)
                )
    if verb.lemma_ in _SEEING or _is_under_fire(verb):
        yield from (s for s in syntax.subjects(verb) if people.label(s) in PLACES)
    for o in syntax.objects(verb):
        yield from _under(o, people, _SITTING)
        yield from _deep_under(o, people)


def _is_under_fire(verb: Token) -> bool:
    """Whether what is told of a place happens there: "Bonn *came* under attack"."""
    under = [o for _, o in syntax.prepositional_objects(verb, "under")] if verb.lemma_ == "come" else []
    return any(o.lower_ in ("attack", "fire", "siege") for o in under)


def _arguments(verb: Token) -> Iterator[Token]:
    """Those who take part, and what is told of them in passing: "rebels *operating* in the valley were disarmed"."""
    taking_part = (*syntax.subjects(verb), *syntax.children(verb, "dobj"), *syntax.passive_agents(verb))
    for head in taking_part:
        yield head
        yield from (c for c in syntax.children(head, "acl") if c.tag_ in ("VBG", "VBN"))


def _of_movements(verb: Token, people: MentionIndex) -> Iterator[Token]:
    """The places to and from which goes what is begun or ended: "flights from *Bonn* were resumed"."""
    for moved in (*syntax.subjects(verb), *syntax.children(verb, "dobj")):
        if moved.lemma_ in _ROLES["moving"] and triggers.is_event_noun(moved):
            yield from _of_noun(moved, people)


def _within(subject: Token, people: MentionIndex) -> Iterator[Token]:
    """The places of what a happening that is a subject is to do: "a truce to free captives in *Bonn* collapsed"."""
    if triggers.is_event_noun(subject):
        for doing in syntax.children(subject, "acl", "relcl"):
            if not any(w.lower_ == "to" for w in syntax.children(doing, "aux")):
                continue
            inner = [
                w for w in doing.doc[doing.i : doing.right_edge.i + 1] if people.label(w) in PLACES and w.dep_ == "pobj"
            ]
            yield from inner[:1]


def _deep_under(head: Token, people: MentionIndex, depth: int = 0) -> Iterator[Token]:
    """The places of what a thing is of, for or with: "talks with rebels in *Bonn*", "food for a camp in *Norland*"."""
    for prep, inner in syntax.prepositional_objects(head, *_LEADING):
        if people.label(inner) in PLACES and prep.lower_ != "of":
            continue
        yield from _under(inner, people, _SITTING)
        if depth < _DEEPEST:
            yield from _deep_under(inner, people, depth + 1)


def _of_purpose(verb: Token, people: MentionIndex) -> Iterator[Token]:
    """The places of what somebody is sent or goes to do: "sent to check villages near *Bonn*"."""
    for doing in syntax.children(verb, "xcomp", "advcl"):
        if any(w.lower_ == "to" for w in syntax.children(doing, "aux")):
            yield from _under(doing, people, _SITTING)
            for o in syntax.children(doing, "dobj"):
                yield from _under(o, people, _SITTING)


def _of_causes(verb: Token, people: MentionIndex) -> Iterator[Token]:
    """The places of what brought harm about: "died after rioters in *Bonn* set fire to a bank"."""
    clauses = [c for c in syntax.children(verb, "advcl") if _is_told_with(c)]
    causes = [*syntax.subjects(verb), *syntax.passive_agents(verb)]
    for preposition in syntax.children(verb, "prep"):
        if preposition.lower_ in _DURING:
            clauses += syntax.children(preposition, "pcomp")
            causes += syntax.children(preposition, "pobj")
    clauses += [c for c in syntax.children(verb, "conj") if syntax.child(c, *syntax.SUBJECTS) is None]
    for harm in syntax.children(verb, "conj"):  # "was killed and another *wounded* in a raid on Bonn"
        if _type_of(harm) in _OF_HARM and syntax.child(harm, "nsubjpass", "nsubj") is not None:
            clauses.append(harm)
            causes += [o for _, o in syntax.prepositional_objects(harm, *_DURING)]
    yield from (p for cause in causes if triggers.is_event_noun(cause) for p in _of_noun(cause, people))
    for clause in clauses:
        yield from _under(clause, people, _SITTING)
        if _type_of(clause) in _AT_OBJECT:
            yield from (o for o in syntax.objects(clause) if people.label(o) in PLACES or _is_building(o, people))
        for told in _arguments(clause):
            yield from _under(told, people, _SITTING)


def _is_told_with(clause: Token) -> bool:
    """Whether a clause below tells what happened just before or meanwhile: "died *when* a mill in Bonn burned"."""
    return any(w.lower_ in _AFTER for w in syntax.children(clause, "mark", "advmod"))


def _shares_scene(verb: Token) -> bool:
    """Whether a verb below or beside another takes place where that one does.

    Not what is told of somebody named, in passing ("Orin Lusk, who won the belt in 2001, arrived in Bonn"), nor what
    is to come beside what is ("is in a hospital in Bonn and will face the charges").
    """
    if verb.dep_ in ("relcl", "acl"):
        return verb.head.ent_type_ != "PERSON"
    if verb.dep_ == "advcl" and any(w.lower_ in _ELSEWHERE for w in syntax.children(verb, "mark")):
        return syntax.child(verb, *syntax.SUBJECTS) is None
    if verb.dep_ == "conj":
        own, first = syntax.verb_group(verb), syntax.verb_group(verb.head)
        return (own.modal is None) == (first.modal is None)
    return verb.dep_ in ("xcomp", "advcl", "pcomp")


def _of_sentence(verb: Token, people: MentionIndex) -> Iterator[Token]:
    """The places of the clauses above."""
    for above in syntax.ancestors(verb):
        if syntax.is_verbal(above) and above.lemma_ not in verbs_that("dated-saying"):
            yield from _under(above, people, _SITTING)
            first = syntax.first_conjunct(verb)
            is_result = first.dep_ == "advcl" and first.tag_ == "VBG" and above == first.head
            if first.dep_ == "pcomp" and first.tag_ == "VBG" and above == first.head.head:
                for o in syntax.objects(above):  # "pulled off a heist in *Bonn* after ramming a shop"
                    yield from _under(o, people, _SITTING)
            if is_result or (first.dep_ == "relcl" and syntax.is_passive(above)):
                yield from _objects(above, _type_of(above), people)  # "has hit *Norland*, killing ten"
                yield from _under(above, people, _INTO)  # "drove into a shop in *Bonn*, smashing it"


def _of_means(verb: Token, people: MentionIndex) -> Iterator[Token]:
    """The places of that by which something was done: "kept his belt by beating Fenn in *Bonn*"."""
    for preposition in syntax.children(verb, "prep"):
        if preposition.lower_ == "by":
            for doing in syntax.children(preposition, "pcomp"):
                for word in (doing, *syntax.objects(doing)):
                    yield from _under(word, people, _SITTING)


def _type_of(verb: Token) -> str:
    sense = sense_of_verb(verb)
    return sense.event_type if sense is not None else ""


def _under(
    head: Token, people: MentionIndex, prepositions: tuple[str, ...], depth: int = 0, is_topic: bool = False
) -> Iterator[Token]:
    """The named places in the prepositional phrases of a word, the smaller before the larger: "a hotel in *Bonn*".

    What is only told of (`is_topic`) gives no place by its names: "a show on four centuries of *Bonn* history".
    """
    later: list[tuple[Token, Token]] = []
    for preposition, inner in _phrases(head, prepositions):
        if _names_side(preposition, head) and people.label(inner) in PLACES:
            continue  # "a win *over* Bonn", "a semifinal *between* Bonn and Ulm"
        if preposition.lower_ == "with" or (preposition.lower_ == "through" and inner.lemma_ in _OFFICES):
            continue  # "along *with* Norland"
        if people.label(inner) in PLACES:
            yield inner
        elif depth < _DEEPEST:
            later.append((preposition, inner))
    for preposition, inner in later:
        if inner.lemma_.lower() in role_nouns.load().places:
            yield from _under(inner, people, ("of",), depth + 1)  # "a Bonn suburb of *Velden*"
            for far in _directions(inner):  # "a town 90 km south of *Velden*"
                yield from _under(far, people, ("of",), _DEEPEST)
        only_told_of = is_topic or (preposition.lower_ in _ABOUT and not _is_surface(inner) and not _strikes(head))
        if not only_told_of:
            yield from (c for c in syntax.children(inner, "compound", "poss", "appos") if _holds(c, inner, people))
            if _is_ground(inner) and any(people.label(c) == "NORP" for c in syntax.children(inner, "amod", "compound")):
                yield inner  # "in *Somali waters*"
        for told in syntax.children(inner, "appos"):
            yield from _under(told, people, _SITTING, depth + 1)
        for told in syntax.children(inner, "acl"):
            if told.lemma_ in _LYING:  # "a park *located* off Bonn Road"
                yield from _under(told, people, _SITTING, depth + 1)
        yield from _under(inner, people, tuple(_HOLDING), depth + 1, is_topic=only_told_of)
    if head.pos_ == "VERB" and depth == 0:
        for word in syntax.children(head, "advmod", "acomp", "oprd"):  # "pleaded *guilty* in Bonn"
            yield from _under(word, people, prepositions, _DEEPEST)
        for far in _directions(head):
            yield from _under(far, people, ("of",), _DEEPEST)


def _phrases(head: Token, prepositions: tuple[str, ...]) -> Iterator[tuple[Token, Token]]:
    """The prepositions of a word with what they lead to, and its particles that do so: "was cut *off* the coast"."""
    yield from syntax.prepositional_objects(head, *prepositions)
    for particle in syntax.children(head, "prt"):
        if particle.lower_ in prepositions:
            yield from ((particle, o) for o in syntax.children(particle, "pobj"))


def _names_side(preposition: Token, word: Token) -> bool:
    """Whether a preposition leads to who plays or lost, and not to where."""
    if preposition.lower_ == "over":
        return word.lemma_.lower() in _BEATING
    sense = sense_of_noun(word) if preposition.lower_ == "between" else None
    return sense is not None and sense.event_type == "sport"


def _is_ground(noun: Token) -> bool:
    """Whether a noun means a stretch of a country or a settlement in it: "the Greek *capital*", "Somali *waters*"."""
    lemma = noun.lemma_.lower()
    return lemma in _ROLES["ground"] or lemma in role_nouns.load().places


def _is_surface(noun: Token) -> bool:
    """Whether one can be on what a noun means, and not only speak of it: "on a Bonn *road*", "on Bonn *history*"."""
    lemma = noun.lemma_.lower()
    is_place = lemma in role_nouns.load().places or lemma in _ROLES["building"]
    return is_place or lemma in _ROLES["surface"] or noun.pos_ == "PROPN"


def _strikes(word: Token) -> bool:
    """Whether the "on" of a word names what it strikes: "an *attack* on a Bonn nightclub"."""
    return word.lemma_.lower() in _ROLES["laid_on"] or (syntax.is_verbal(word) and _type_of(word) == "attack")


def _buildings(head: Token, people: MentionIndex) -> Iterator[Token]:
    """The houses by whose names those in them go, too: "held a meeting at the Bonn Civic *Center*"."""
    for word in (head, *syntax.children(head, "acomp", "oprd")):
        yield from (o for _, o in syntax.prepositional_objects(word, *_INDOORS) if _is_building(o, people))


def _is_building(head: Token, people: MentionIndex) -> bool:
    return people.label(head) == "ORG" and head.pos_ == "PROPN" and head.lower_ in _ROLES["building"]


def _holds(place: Token, thing: Token, people: MentionIndex) -> bool:
    """Whether a thing is at the place named with it: "a *Bonn* hotel", not "a *Bonn* man", "a *U.S.* air strike"."""
    if people.label(place) not in PLACES or thing.lemma_.lower() in _ABROAD:
        return False
    if place.dep_ == "appos":
        return True
    if role_nouns.load().kind(thing.lemma_.lower()) == "person":
        return False
    sense = sense_of_noun(thing) if place.text.isupper() else None
    return sense is None or sense.event_type not in ("attack", "military")


def _directions(verb: Token) -> Iterator[Token]:
    """The directions that say where: "struck 50 km *east* of Bonn"."""
    for c in syntax.children(verb, "advmod", "npadvmod", "dobj"):
        for word in (c, *syntax.children(c, "advmod", "npadvmod", "appos")):
            if word.lower_ in _DIRECTIONS:
                yield word
