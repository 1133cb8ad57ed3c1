"""Who and what takes part in an event, and where it happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from pipeline.entities.mention import Mention
from pipeline.events import meant, triggers
from pipeline.events.blame import blamer
from pipeline.events.deeds import is_of_people
from pipeline.events.event_mention import Participant
from pipeline.language import syntax
from pipeline.lexicon import role_nouns
from pipeline.lexicon.event_types import quad_class, sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.world import naming
from pipeline.world import people as names_of_people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROLES = word_lists(__package__, "roles.toml")
_MEASURE_WORDS = word_lists(__package__, "measures.toml")

PLACES = frozenset(("GPE", "LOC", "FAC"))
BEFALLING = frozenset(("accident", "crime", "death", "disaster", "health", "injury", "weather"))
"""Types of what befalls: a place that is named as its owner is where it does: "*Bonn*'s ninth flood"."""
_ROLE_GIVING = frozenset(("against", "to"))
"""Prepositions of an object that name a participant of the verb: "fired rockets *against* the town"."""
_NOT_PARTICIPANTS = frozenset(
    ("it", "there", "that", "which", "who", "whom", "what", "this", "these", "those", "whose")
)
_AIMED = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE"))
"""Categories of acts of words about what others should, may or will undergo."""
_ALSO_OF_OBJECT = frozenset(("opponent", "recipient", "partner"))
"""Roles that stand with the object as often as with its verb: "signed a treaty with *Norland*"."""
_OF_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "PROTEST", "CONCEDE", "AGREE", "SUPPORT"))
"""Categories whose acts are aimed at the one whose thing, deed or words are told of: "rejected *Norland*'s offer"."""
_LEAVING_WITH = frozenset(("make", "run", "take"))
"""Verbs that with a particle tell who leaves with what he takes: "*took* off with the couple"."""
_SPOKEN_TO = frozenset(("apologise", "apologize", "appeal", "complain", "speak", "talk"))
"""Verbs whose "to" names whom they speak to, named or not."""
_AT_WHOM = ("to", "with", "against", "from", "on", "for", "of", "at", "over", "between", "by")
_WINNING = frozenset(("triumph", "upset", "victory", "win"))
"""Nouns whose "over" names who lost: "a 3-1 *win* over Norland"."""
_ENDING_A_MATCH = _WINNING | {"defeat", "draw", "knockout", "loss", "tie"}
"""Nouns for how a match ended."""
_BEATEN = frozenset(("drop", "fall", "lose"))
"""Verbs of those who are beaten in a match."""
_CONFERRING = frozenset(("negotiation", "talk", "discussion"))
"""Nouns of which those who are "in" them are a side."""
_BORNE_BY = frozenset(("focus", "subject", "target", "victim"))
"""What those are to whom a deed is done: "was the *subject* of a manhunt"."""
_HELD_BY_ALL = frozenset(("city", "country", "nation", "region", "season", "state", "world"))
"""Owners of the greatest or the first of a kind, who do nothing: "the *world*'s biggest heist"."""
_OF_SPEAKERS = frozenset(("agreement", "law", "meeting", "statement"))
"""Types of what only those who speak can do."""
_OWNING = frozenset(("announce", "earn", "have", "make", "post"))
"""Verbs of which the subject has or does itself what their noun tells: "*announced* a merger"."""
_PARTING = frozenset(("divorce", "separate", "separation", "split"))
"""Words of those who part: "from" names the other: "her *divorce* from a baker"."""
_FIRED = ("at", "on", "upon")
_AIMING = frozenset(("aim", "fire", "hurl", "launch", "lob", "shoot", "spray", "throw"))
"""Verbs whose "at" names a target: "*fired* small arms at it"."""
_DEEPEST = 2
"""How many nouns lie between an act and the one at whom it is aimed: "an end to the war with *Norland*"."""
_OWN_GUILT = frozenset(("confess", "deny", "face", "plead"))
"""Verbs of those who are blamed themselves: "*faces* two counts of murder"."""
_GUILTY_OF = ("of", "with", "to", "for")
_NAMED = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_NOBODY = frozenset(("nobody", "none", "nothing", "no-one"))
_HARMING = frozenset(("accident", "attack", "death", "injury"))
"""Types of what is done with a weapon."""
_CARRYING = frozenset(("aid", "health", "migration", "travel"))
"""Types of what is done to those who are taken along."""
_SUFFERED = frozenset(("accident", "death", "disaster", "health", "injury", "trial"))
"""Types of what somebody has done to him by having it: "the mill *sustained* damage"."""
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself", "yourselves"))


class MentionIndex:
    """The mentions of a document, found by their head word."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention], in_timex: frozenset[int]) -> None:
        self._in_timex = in_timex
        self._by_head: dict[int, Mention] = {}
        for mention in mentions:
            old = self._by_head.get(mention.head_start)
            if old is None or mention.end - mention.start > old.end - old.start:
                self._by_head[mention.head_start] = mention

    def of(self, head: Token) -> Mention | None:
        """The mention whose head word this is."""
        return self._by_head.get(head.idx)

    def all(self) -> Iterable[Mention]:
        """All mentions, the longest of each head word."""
        return self._by_head.values()

    def label(self, head: Token) -> str | None:
        """The label of the entity that the word names."""
        mention = self.of(head)
        return mention.label if mention is not None else None

    def can_take_part(self, head: Token) -> bool:
        """Whether the word names somebody or something, not a time, an amount or a pronoun left open."""
        if head.i in self._in_timex or head.text == "-" or _is_piece(head):
            return False
        if head.pos_ not in ("NOUN", "PROPN", "PRON"):
            is_amount = head.dep_ in ("dobj", "nsubj", "nsubjpass") and head.pos_ in ("NUM", "SYM", "ADJ")
            is_amount |= head.pos_ == "NUM" and syntax.child(head, "acl") is not None  # "*four* killed in a fire"
            return self.label(head) is not None or (is_amount and head.text != "%")
        if head.lower_ in _REFLEXIVES or head.text == "%":
            return False
        if head.lower_ in _NOBODY or any(c.lower_ == "no" for c in head.children) or _is_after_no(head):
            return False
        mention = self.of(head)
        if head.lower_ in _NOT_PARTICIPANTS or head.tag_ == "PRP$":
            return mention is not None and mention.entity_id is not None
        return True

    def _beside(self, office: Token) -> Mention | None:
        """The person whose name stands beside an office: "the president of Malta, *Carla Vella*"."""
        inner = [o for _, o in syntax.prepositional_objects(office, "of")]
        names = [n for word in (office, *inner) for n in syntax.children(word, "appos")]
        found = (m for m in map(self.of, names) if m and m.entity_id)
        return next((m for m in found if m.label == "PERSON" or _runs_over_comma(m)), None)

    def participant(self, head: Token, role: str) -> Participant:
        """A participant named by the noun phrase of this head, by the name beside an office where it has one."""
        mention = self.of(head)
        if mention is None or mention.entity_id is None:
            mention = self._beside(head) or mention
        if mention is not None and _runs_over_comma(mention):
            start = mention.text.rindex(",") + 1
            start += len(mention.text[start:]) - len(mention.text[start:].lstrip()) + mention.start
            name = " ".join(mention.text[start - mention.start :].split())
            return Participant(role=role, entity_id=None, name=name, start=start, end=mention.end)
        if mention is not None:
            name = mention.name or " ".join(mention.text.split())
            return Participant(role=role, entity_id=mention.entity_id, name=name, start=mention.start, end=mention.end)
        first, last = syntax.bare_noun_phrase(head)
        while first >= 2 and not head.doc[first - 1].whitespace_ and head.doc[first - 1].text == "-":
            first = syntax.bare_noun_phrase(head.doc[first - 2])[0]  # "two *co-workers*"
        for prep in syntax.children(head, "prep"):
            if prep.lower_ in _ROLE_GIVING and prep.i > head.i:
                last = min(last, prep.i)
        while last > head.i + 1 and any(i in self._in_timex for i in range(head.i + 1, last)):
            last -= 1
        while last > head.i + 1 and head.doc[last - 1].pos_ in ("ADP", "PUNCT", "SPACE", "DET"):
            last -= 1
        span = head.doc[first:last]
        return Participant(
            role=role, entity_id=None, name=" ".join(span.text.split()), start=span.start_char, end=span.end_char
        )


def _runs_over_comma(mention: Mention) -> bool:
    """Whether two names are taken for one: "following the purchase of *Acme, Keller* joined the board"."""
    before, comma, after = mention.text.rpartition(",")
    if not comma or mention.label not in ("ORG", "PERSON") or mention.mention_type != "name":
        return False
    is_list = any(word in mention.text for word in (" and ", " & "))
    last = after.strip()
    is_suffix = last in naming.load().corporate or last.rstrip(".").lower() in names_of_people.load().suffixes
    return not is_list and not is_suffix and mention.head_start > mention.start + len(before)


def _is_piece(head: Token) -> bool:
    """Whether the word is the first piece of one with a hyphen: "*Co*-founder"."""
    is_last = head.i + 1 == len(head.doc)
    return not is_last and head.doc[head.i + 1].text == "-" and not head.whitespace_


def _is_after_no(head: Token) -> bool:
    """Whether the word is the last piece of "no-one"."""
    return head.i >= 2 and head.doc[head.i - 1].text == "-" and head.doc[head.i - 2].lower_ == "no"


def participants_of(trigger: Token, people: MentionIndex) -> list[Participant]:
    """Who and what takes part in an event, doers first, each once."""
    if triggers.is_verb(trigger):
        pairs = _of_verb(trigger, people)
    elif triggers.is_event_noun(trigger) or (trigger.pos_ in ("NOUN", "PROPN") and trigger.dep_ != "attr"):
        pairs = _of_noun(trigger, people)
    else:
        pairs = _of_predicate(trigger, people)
    found: list[Participant] = []
    seen: set[tuple[int, int]] = set()
    doers: set[str | None] = set()
    for role, word in pairs:
        head = meant.relative(word)
        if head.i == trigger.i or not people.can_take_part(head):
            continue
        participant = people.participant(head, role)
        span = (participant["start"], participant["end"])
        is_doer = role != "agent" and participant["entity_id"] in doers
        if span not in seen and not span[0] <= trigger.idx < span[1] and not is_doer:
            seen.add(span)
            doers |= {participant["entity_id"]} - {None} if role == "agent" else set()
            found.append(participant)
    return found


_Pairs: TypeAlias = "list[tuple[str, Token]]"


def _of_verb(verb: Token, people: MentionIndex) -> _Pairs:
    passive, objects = meant.is_passive(verb), _done_to(verb)
    undergoing = (
        verb.lemma_ in verbs_that("undergoing") and not objects and syntax.child(verb, "xcomp", "ccomp") is None
    )
    by = [*meant.by_agents(verb), *(_agents_beside_object(verb) if passive else ())]
    pairs: _Pairs = [("agent", a) for a in by if not _is_measure(a) and not _is_means(a, verb)]
    told = verb.lemma_ in verbs_that("telling")
    subject_role = ("recipient" if told else "patient") if passive else "patient" if undergoing else "agent"
    if not passive and _is_of_harm_suffered(verb):
        subject_role, objects = "patient", []
    took_away = _taken_along(verb)
    if took_away:
        subject_role, objects = "agent", took_away
    on_purpose = undergoing and not passive and verb.lemma_ in _ROLES["on_purpose"]
    for s in meant.subjects(verb):
        if subject_role != "agent":
            pairs.append(
                (
                    "agent"
                    if (on_purpose and _is_person(s, people)) or _is_played_by(s, verb, people)
                    else subject_role,
                    s,
                )
            )
        elif not _is_means(s, verb) and not _is_only_beside(s, verb):
            pairs += [("agent", doer) for doer in _who_played(s, verb, people)]
    targets = _shot_at(verb) or _set_on_fire(verb)
    pairs += [("patient", o) for o in targets]
    pairs += [("recipient" if told else "patient", o) for o in objects if not targets]
    pairs += [("recipient", o) for o in syntax.indirect_objects(verb)]
    pairs += _prepositional(verb, verb.lemma_, people)
    for o in objects:
        pairs += [pair for pair in _prepositional(o, verb.lemma_, people) if pair[0] in _ALSO_OF_OBJECT]
    return pairs + _aimed_at(verb, people)


def _done_to(verb: Token) -> list[Token]:
    """To whom or what a verb does something; shots that are fired at nobody are no part of the deed."""
    governed = [] if meant.is_passive(verb) else _governed(verb)
    return governed or [o for o in meant.objects(verb) if not _is_only_fired(o, verb)]


def _governed(verb: Token) -> list[Token]:
    """The objects of the preposition that belongs to a verb: "called on *the rebels* to leave"."""
    within = [c.lower_ for c in syntax.children(verb, "prt", "dobj") if c.i > verb.i]
    found: list[Token] = []
    for preposition, inner in syntax.prepositional_objects(verb):
        if " ".join((verb.lemma_, *within, preposition.lower_)) in _ROLES["governed"]:
            found.append(inner)
    return found


def _is_only_fired(thing: Token, verb: Token) -> bool:
    """Whether an object is only what somebody shoots with: "returned *fire*"."""
    sense = sense_of_verb(verb)
    return sense is not None and sense.mode == "firearms" and thing.lemma_.lower() in _ROLES["shot"]


def _set_on_fire(verb: Token) -> list[Token]:
    """What burns: "set fire to *the van*"."""
    if verb.lemma_ != "set" or not any(o.lower_ in ("fire", "light") for o in syntax.children(verb, "dobj")):
        return []
    return [*(o for _, o in syntax.prepositional_objects(verb, "to")), *syntax.indirect_objects(verb)]


def _is_person(head: Token, people: MentionIndex) -> bool:
    """Whether a word is of a person, who begins things, not of a thing that begins: "*she* will open in May"."""
    is_person = head.pos_ == "PRON" and head.lower_ not in _NOT_PARTICIPANTS
    return is_person or people.label(head) == "PERSON" or role_nouns.load().kind(head.lemma_.lower()) == "person"


def _taken_along(verb: Token) -> list[Token]:
    """Whom or what somebody leaves with who takes it: "took off with *the couple*", "made off with *$90*"."""
    if syntax.child(verb, "prt") is None or verb.lemma_ not in _LEAVING_WITH or syntax.child(verb, "dobj") is not None:
        return []
    return [o for _, o in syntax.prepositional_objects(verb, "with")]


def _agents_beside_object(verb: Token) -> list[Token]:
    """Those after a "by" that the parse gives to what is kept of the object: "was given a prize *by the mayor*"."""
    kept = syntax.child(verb, "dobj")
    after = [] if kept is None else [o for by, o in syntax.prepositional_objects(kept, "by") if by.i > kept.i]
    return [o for o in after if o.ent_type_ in _NAMED or role_nouns.load().kind(o.lemma_.lower()) in ("person", "org")]


def _is_of_harm_suffered(verb: Token) -> bool:
    """Whether the subject undergoes what the object is: "she *suffered* a stroke", "he *faces* charges"."""
    sense = sense_of_verb(verb) if verb.lemma_ in _ROLES["suffering"] or verb.lemma_ in verbs_that("facing") else None
    return sense is not None and sense.event_type in _SUFFERED


def _shot_at(verb: Token) -> list[Token]:
    """Those at whom somebody shoots or throws: "fired rockets at *the convoy*", "opened fire on *a bus*"."""
    sense = sense_of_verb(verb)
    objects = syntax.objects(verb)
    if sense is None or sense.plover != "ASSAULT" or any(o.lemma_.lower() not in _ROLES["shot"] for o in objects):
        return []
    if verb.lemma_ == "open":
        return [o for _, o in syntax.prepositional_objects(verb, "on", "upon") if o.ent_type_ not in ("DATE", "TIME")]
    if verb.lemma_ not in _AIMING or syntax.is_passive(verb):
        return []
    targets = [o for _, o in syntax.prepositional_objects(verb, *(_FIRED if verb.lemma_ == "fire" else ("at",)))]
    return [
        o for o in targets if o.lower_ not in _ROLES["aimless"] and o.ent_type_ not in ("GPE", "LOC", "FAC", "TIME")
    ]


def _aimed_at(verb: Token, people: MentionIndex) -> _Pairs:
    """Those whom an act of words or a protest concerns: "demanded that *Norland* pay", "refused to meet *him*"."""
    sense = sense_of_verb(verb)
    if sense is None or sense.plover not in _OF_WORDS:
        return []
    pairs: _Pairs = []
    if sense.plover in _AIMED:
        pairs += _asked(verb) if sense.plover != "REJECT" else []
        pairs += _aims_of_infinitives(verb, people)
    role = "beneficiary" if (quad_class(sense.plover) or 0) <= 2 else "opponent"
    things = [o for o in syntax.objects(verb) if people.label(o) != "PERSON" and not _is_of_people(o)]
    if sense.mode != "obstruct":
        pairs += [(role, end) for o in things for end in _at_the_end_of(o, people)]
    if sense.plover in ("PROTEST", "THREATEN"):
        clauses = [c for c in syntax.children(verb, "advcl", "xcomp", "relcl") if c.pos_ == "VERB"]
        pairs += [("opponent", o) for clause in clauses for o in _of_purpose(clause, people)]
    return pairs


def _aims_of_infinitives(verb: Token, people: MentionIndex) -> _Pairs:
    """Those to whom is done what is demanded or refused: "refused to meet *him*"."""
    pairs: _Pairs = []
    for clause in syntax.children(verb, "xcomp"):
        aims = (*syntax.indirect_objects(clause), *syntax.objects(clause))
        pairs += [("recipient", o) for o in aims if people.label(o) in _NAMED or o.pos_ == "PRON"]
        pairs += [("recipient", end) for end in _at_the_end_of(clause, people)]
    return pairs


def _of_purpose(clause: Token, people: MentionIndex) -> Iterator[Token]:
    """Those against whom a protest or a threat is, by its purpose or condition: "to protest *the mayor*'s plan"."""
    if any(c.lower_ in ("unless", "until", "if") for c in syntax.children(clause, "mark")):
        yield from (s for s in syntax.subjects(clause) if people.label(s) in _NAMED)
        return
    sense = sense_of_verb(clause)
    if sense is not None and sense.plover in _OF_WORDS:
        yield from (o for o in syntax.objects(clause) if people.label(o) in _NAMED)
        yield from _at_the_end_of(clause, people)


def _asked(word: Token) -> _Pairs:
    """Of whom something is demanded or refused in the clause of a verb or a noun: "the demand that *Norland* pay"."""
    clauses = syntax.children(word, "ccomp", "acl")
    return [("recipient", s) for clause in clauses for s in syntax.children(clause, "nsubj", "nsubjpass")]


def _at_the_end_of(word: Token, people: MentionIndex, depth: int = 0) -> Iterator[Token]:
    """Those at whom an act is aimed, the nearest named: "threatened to cut off power *to* Norland"."""
    for thing in (word, *syntax.objects(word)) if syntax.is_verbal(word) else (word,):
        yield from _owners(thing, people)
        for _, inner in syntax.prepositional_objects(thing, *_AT_WHOM):
            if people.label(inner) in _NAMED or inner.pos_ == "PRON":
                yield inner
            elif depth < _DEEPEST:
                yield from _at_the_end_of(inner, people, depth + 1)


def _is_of_people(noun: Token) -> bool:
    """Whether a noun is of people, who are whom an act is aimed at themselves: "praised the *nurses* of Bergen"."""
    return noun.lemma_.lower() in _MEASURE_WORDS["people"]


def _owners(thing: Token, people: MentionIndex) -> list[Token]:
    """Whose a thing, a deed or words are, where they are named: "*Norland*'s offer", "the offer of *Norland*"."""
    before = (c for c in syntax.children(thing, "poss", "amod", "compound", "nmod") if people.label(c) in _NAMED)
    after = (inner for _, inner in syntax.prepositional_objects(thing, "of", "by", "from"))
    return [*before, *(inner for inner in after if people.label(inner) in _NAMED)]


def _who_played(subject: Token, verb: Token, people: MentionIndex) -> list[Token]:
    """Whose a play or the outcome of a match is, which does nothing itself: "*Holm*'s pass tied the game"."""
    lemma = subject.lemma_.lower()
    is_play = lemma in _ROLES["plays"] and _is_sport(verb)
    if not is_play and lemma not in _ENDING_A_MATCH:
        return [subject]
    before = syntax.children(subject, "poss", "compound", "nmod", "amod")
    after = (o for by, o in syntax.prepositional_objects(subject, "by", "for") if by.i > subject.i)
    named = [whose for whose in (*before, *after) if people.label(whose) in _NAMED]
    return named if named or _is_sport(verb) else [subject]


def _is_played_by(subject: Token, verb: Token, people: MentionIndex) -> bool:
    """Whether a verb of what begins or rises tells how somebody plays: "the *Owls* jumped to a lead"."""
    if verb.lemma_ in _BEATEN or not _is_sport(verb) or meant.is_passive(verb):
        return False
    label = people.label(subject)
    return label in _NAMED or (label is None and subject.pos_ == "PROPN" and not triggers.names_event(subject))


def _is_sport(verb: Token) -> bool:
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type == "sport"


def _is_only_beside(subject: Token, verb: Token) -> bool:
    """Whether an -ing form of words has a happening for its subject: "a strike was held after *agreeing* to talks"."""
    if verb.tag_ != "VBG" or syntax.child(verb, *syntax.SUBJECTS) is not None or not triggers.is_event_noun(subject):
        return False
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type in _OF_SPEAKERS


def _is_measure(head: Token) -> bool:
    """Whether a noun after "by" measures: "moved by three *centimetres*", "cut by 5 *percent*"."""
    is_counted = syntax.child(head, "nummod", "quantmod") is not None or head.text == "%"
    return is_counted and (head.text == "%" or head.lemma_.lower() in _ROLES["units"])


def _is_means(head: Token, verb: Token) -> bool:
    """Whether somebody else does it with what is named: "killed by a *bullet*", "a *helicopter* flew her to Bonn"."""
    if head.pos_ != "NOUN" or head.ent_type_ in _NAMED:
        return False
    sense = sense_of_verb(verb)
    event_type = sense.event_type if sense is not None else "other"
    if head.lemma_.lower() in _ROLES["instruments"]:
        return event_type in _HARMING
    if head.lemma_.lower() not in _ROLES["carriers"]:
        return False
    if head.dep_ == "pobj":
        is_bare = head.tag_ == "NN" and syntax.child(head, "det", "poss", "amod", "nummod") is None
        return is_bare and event_type not in _HARMING  # "left by *car*"
    return event_type in _CARRYING and any(o.pos_ == "PRON" or is_of_people(o) for o in syntax.objects(verb))


def _of_predicate(predicate: Token, people: MentionIndex) -> _Pairs:
    """The bearer of a state: "*she* was ill"."""
    copula = predicate.head
    role = "patient" if predicate.lower_ == "dead" else "agent"
    if predicate.dep_ in ("acomp", "attr", "oprd") and syntax.is_verbal(copula):
        return [(role, s) for s in syntax.subjects(copula)]
    if predicate.dep_ == "ROOT":
        return [(role, s) for s in syntax.children(predicate, "nsubj")]
    return [(role, predicate.head)] if predicate.dep_ == "amod" else []


def _of_noun(noun: Token, people: MentionIndex) -> _Pairs:
    lemma = noun.lemma_.lower()
    sense = sense_of_noun(noun)
    owner = "patient" if lemma in _ROLES["undergone"] and not _is_done_by_owner(noun, people) else "agent"
    befalls = sense is not None and sense.event_type in BEFALLING
    pairs = _before_noun(noun, owner, befalls, people)
    pairs += _behind_noun(noun, owner, bool(pairs), people)
    pairs += _prepositional(noun, lemma, people)
    if sense is not None and sense.plover in _AIMED:
        pairs += _asked(noun)
    pairs = [*(("agent", doer) for doer in _convicted(noun)), *pairs]
    return _of_verb_above(noun, owner, people) + pairs


def _is_done_by_owner(noun: Token, people: MentionIndex) -> bool:
    """Whether the owner of a deed does it to those named after "of": "*Norland*'s abduction of two clerks"."""
    if syntax.child(noun, "poss") is None or noun.lemma_.lower() in _ROLES["never_done"]:
        return False
    of = (inner for _, inner in syntax.prepositional_objects(noun, "of"))
    return any(people.label(inner) in _NAMED or is_of_people(inner) for inner in of)


def _before_noun(noun: Token, owner: str, befalls: bool, people: MentionIndex) -> _Pairs:
    """Those who take part by a name or a word before a noun: "*Norland*'s raid", "*Acme* strike", "*rebel* raid"."""
    lemma = noun.lemma_.lower()
    owners = [c for p in syntax.children(noun, "poss") if not _is_of_all(p) for c in syntax.conjuncts(p)]
    pairs: _Pairs = [(owner, c) for c in owners if not (befalls and people.label(c) in PLACES and c.pos_ == "PROPN")]
    if lemma in _ROLES["contested"]:
        return pairs
    beside = syntax.children(noun, "amod", "compound", "nmod")
    doers = [c for c in beside if owner == "agent" and lemma in _ROLES["done_by"] and c.lemma_ in _ROLES["doing_harm"]]
    for c in beside:
        label = people.label(c)
        is_doer = label == "GPE" and lemma not in _ROLES["held"] and owner == "agent" and not befalls
        is_named = label in ("NORP", "ORG", "PERSON") or is_doer
        if c in doers or (is_named and not any(d.i == c.i + 1 for d in doers)):
            pairs.append((owner, c))
    return pairs


def _is_of_all(owner: Token) -> bool:
    """Whether an owner only says among which a thing is the first: "the *world*'s biggest heist"."""
    if owner.lemma_.lower() not in _HELD_BY_ALL:
        return False
    return any(c.tag_ in ("JJS", "RBS") or c.lower_ in ("first", "only") for c in owner.head.children)


def _behind_noun(noun: Token, owner: str, has_owner: bool, people: MentionIndex) -> _Pairs:
    """Those who take part by "of", "by", "on" and "for": "the arrest *of two clerks* *by police*"."""
    lemma = noun.lemma_.lower()
    pairs: _Pairs = []
    for prep, inner in syntax.prepositional_objects(noun):
        if prep.lower_ == "of":
            done = lemma in _ROLES["held"] or (lemma in _ROLES["done"] and not has_owner)
            of_role = "agent" if done and owner == "agent" else "patient"
            if of_role != "agent" or lemma not in _ROLES["worded"] or _can_speak(inner, people):
                pairs.append((of_role, inner))
            pairs += [("agent", a) for _, a in syntax.prepositional_objects(inner, "by") if people.label(a) in _NAMED]
        elif prep.lower_ == "by":
            pairs.append(("agent", inner))
        elif prep.lower_ in ("on", "upon") and lemma in _ROLES["laid_on"]:
            pairs.append(("patient", inner))
        elif prep.lower_ == "for" and lemma in _ENDING_A_MATCH and people.label(inner) in _NAMED:
            pairs.append((owner, inner))
    return pairs


def _of_verb_above(noun: Token, owner: str, people: MentionIndex) -> _Pairs:
    """Those who take part by the verb above a noun: "*Lund* won the nomination", "*police* made an arrest"."""
    lemma, verb = noun.lemma_.lower(), noun.head
    had = _has_match_from(noun) if lemma in _ENDING_A_MATCH else _is_side_of(noun)
    if had:
        return [(owner, somebody) for somebody in had]
    borne = _bearers(noun)
    pairs: _Pairs = [("patient", somebody) for somebody in borne]
    of = (o for _, o in syntax.prepositional_objects(noun, "of")) if owner == "patient" else ()
    is_of_others = any(people.label(o) in _NAMED or (is_of_people(o) and not o.like_num) for o in of)
    if noun.dep_ == "dobj" and not is_of_others and verb.lemma_ in verbs_that("amounts") and _is_had(noun, verb):
        pairs = [(owner, s) for s in meant.subjects(verb)] + pairs
    if noun.dep_ == "dobj" and verb.lemma_ in _ROLES["gaining"]:
        pairs += [("patient", s) for s in meant.subjects(verb)]
    if noun.dep_ == "relcl" or not syntax.is_verbal(verb):
        verbs = [c for c in syntax.children(noun, "acl", "relcl") if c.lemma_ in verbs_that("light")]
    else:
        verbs = [verb] if triggers.supported_noun(verb) == noun else []
    for verb in verbs:
        if noun.dep_ == "dobj" and verb.i == noun.head.i:
            doer = "agent" if verb.lemma_ in _ROLES["doing"] else owner
            pairs = [(doer, s) for s in meant.subjects(verb)] + pairs
        pairs += [("agent", a) for a in meant.by_agents(verb)]
        pairs += _prepositional(verb, lemma, people)
    return pairs


def _has_match_from(outcome: Token) -> list[Token]:
    """Whose the outcome of a match is: "*Lund* earned a win", "gave *Lund* a win", "*Lund* opened with a win"."""
    above = outcome.head
    if outcome.dep_ == "dobj" and syntax.is_verbal(above):
        if above.lemma_ in _ROLES["handing"]:
            return syntax.indirect_objects(above)
        return meant.subjects(above) if above.lemma_ in _ROLES["achieving"] and not meant.is_passive(above) else []
    verb = above.head
    if outcome.dep_ != "pobj" or not syntax.is_verbal(verb):
        return []
    is_his = above.lower_ == "with" or (above.lower_ == "off" and verb.lemma_ == "come")
    return meant.subjects(verb) if is_his and not meant.is_passive(verb) else []


def _is_side_of(noun: Token) -> list[Token]:
    """Who is in what a noun tells: "*Orla Fenn* is in negotiations", in a headline "*Orla Fenn* in talks"."""
    if noun.dep_ != "pobj" or noun.lemma_.lower() not in _CONFERRING or noun.head.lower_ != "in":
        return []
    above = noun.head.head
    if above.lemma_ == "be" and syntax.is_verbal(above):
        return meant.subjects(above)
    return [above] if above.dep_ == "ROOT" and above.pos_ == "PROPN" else []


def _bearers(noun: Token) -> list[Token]:
    """To whom the deed is done that a noun tells: "*She* was the subject of a manhunt"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or noun.head.head.lemma_ not in _BORNE_BY:
        return []
    bearer = noun.head.head
    if bearer.dep_ == "attr":
        return meant.subjects(bearer.head)
    return [bearer.head] if bearer.dep_ == "appos" else []


def _is_had(noun: Token, verb: Token) -> bool:
    """Whether who tells of a change has it himself: "reported a *loss*", not "reported a *raid*"."""
    return verb.lemma_ in _OWNING or verb.lemma_ in _ROLES["suffering"] or triggers.is_measure(noun)


def _convicted(noun: Token) -> list[Token]:
    """Who is held to have done what a noun tells: "was convicted of the *murder*", "is guilty of *fraud*"."""
    verb = blamer(noun)
    if verb is not None:
        if meant.is_passive(verb) or verb.lemma_ in _OWN_GUILT:
            return meant.subjects(verb)
        judged = [s for c in verb.children if c.lower_ == "guilty" for s in syntax.children(c, "nsubj")]
        return judged or [o for o in syntax.objects(verb) if o.i < noun.i]  # "found *him* guilty of murder"
    preposition = noun.head
    above = preposition.head
    if noun.dep_ != "pobj" or preposition.lower_ not in _GUILTY_OF:
        return []
    if above.lower_ == "guilty":
        verb = syntax.clause_head(above)
        found = [*syntax.children(above, "nsubj"), *(o for o in syntax.objects(verb) if o.i < above.i)]
        return found or meant.subjects(verb)  # "found *him* guilty of", but "*he* was found guilty of"
    if above.lemma_ not in _ROLES["blaming"]:
        return []
    return meant.subjects(above) if meant.is_passive(above) else syntax.objects(above)


def _can_speak(head: Token, people: MentionIndex) -> bool:
    """Whether the noun after "of" is who gives his word, not what it is about: "a promise of *aid*"."""
    is_body = role_nouns.load().kind(head.lemma_.lower()) in ("person", "org")
    return people.label(head) in _NAMED or head.pos_ == "PRON" or is_body or _is_of_people(head)


def _prepositional(word: Token, lemma: str, people: MentionIndex) -> _Pairs:
    """Those who take part through a preposition: with, against, between, to, from, for, about."""
    pairs: _Pairs = []
    for prep, inner in syntax.prepositional_objects(word):
        text, named = prep.lower_, people.of(inner) is not None
        if text in ("between", "among"):
            if not triggers.is_verb(word) or syntax.is_passive(word):
                pairs.append(("agent", inner))
            elif named:
                pairs.append(("partner", inner))
        elif text == "with" and (named or inner.pos_ == "PRON" or lemma in _ROLES["meeting"]):
            pairs.append(("partner", inner))
        elif text == "against" or (text == "over" and lemma in _WINNING):
            pairs.append(("opponent", inner))
        elif text == "at" and inner.lower_ == "hands":  # "died at the hands of rebels"
            pairs += [("agent", doer) for _, doer in syntax.prepositional_objects(inner, "of")]
        elif text == "to" and prep.dep_ != "dative" and (named or lemma in _SPOKEN_TO):
            goes = lemma in _ROLES["moving"] or _is_goal(word, inner, people)
            pairs.append(("destination" if goes else "recipient", inner))
        elif text == "from" and lemma in _PARTING:
            pairs.append(("partner", inner))
        elif text == "from" and named:
            pairs.append(("origin", inner))
        elif text == "for" and named:
            pairs.append(("destination" if lemma in _ROLES["leaving"] else "beneficiary", inner))
        elif text == "into" and named:
            pairs.append(("destination", inner))
        elif text == "about" or (
            text in ("on", "over") and lemma in _ROLES["meeting"] and not _is_place(inner, people)
        ):
            pairs.append(("topic", inner))
    return pairs


def _is_goal(word: Token, place: Token, people: MentionIndex) -> bool:
    """Whether a place after "to" is where a verb leads that takes nothing there: "strayed on a train to *Bonn*"."""
    if not syntax.is_verbal(word) or not _is_place(place, people) or syntax.objects(word):
        return False
    sense = sense_of_verb(word)
    return sense is None or sense.event_type in ("closure", "crime", "migration", "other", "travel")


def _is_place(head: Token, people: MentionIndex) -> bool:
    return people.label(head) in PLACES
