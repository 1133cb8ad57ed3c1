"""Who and what takes part in an event, and where it happens."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.entities.mention import Mention
from pipeline.events.event import Participant
from pipeline.events.lexicon import words
from pipeline.language import syntax

PLACES = frozenset(("GPE", "LOC", "FAC"))
_PLACE_PREPOSITIONS = ("in", "at", "on", "near", "outside", "inside", "across", "throughout", "over", "above", "off")
_ROLE_OF_PREPOSITION = {
    "with": "partner", "to": "recipient", "for": "beneficiary", "against": "opponent", "from": "origin",
    "into": "destination", "toward": "destination", "towards": "destination",
    "about": "topic", "on": "topic", "over": "topic", "between": "agent", "among": "agent",
}  # fmt: skip


class MentionIndex:
    """The mentions of a document, found by their head word."""

    def __init__(self, doc: Doc, mentions: list[Mention]) -> None:
        at = {token.idx: token.i for token in doc}
        self._by_head: dict[int, Mention] = {}
        self._covering: dict[int, Mention] = {}
        for mention in mentions:
            head = at.get(mention.head_start)
            if head is not None:
                old = self._by_head.get(head)
                if old is None or mention.end - mention.start > old.end - old.start:
                    self._by_head[head] = mention

    def of(self, head: Token) -> Mention | None:
        """The mention whose head word this is."""
        return self._by_head.get(head.i)

    def participant(self, head: Token, role: str) -> Participant:
        """A participant named by the noun phrase of this head."""
        mention = self.of(head)
        if mention is not None:
            return Participant(
                role=role,
                entity_id=mention.entity_id,
                name=mention.name or mention.text,
                start=mention.start,
                end=mention.end,
            )
        first, last = syntax.noun_phrase(head)
        span = head.doc[first:last]
        return Participant(
            role=role, entity_id=None, name=" ".join(span.text.split()), start=span.start_char, end=span.end_char
        )


def participants_of(trigger: Token, people: MentionIndex) -> list[Participant]:
    """The participants of an event, in the order of their roles, each once."""
    pairs = _of_verb(trigger) if syntax.is_verbal(trigger) else _of_noun(trigger)
    found: list[Participant] = []
    seen: set[tuple[int, int]] = set()
    for role, head in pairs:
        if head.ent_type_ in ("DATE", "TIME"):
            continue
        participant = people.participant(head, role)
        key = (participant["start"], participant["end"])
        if key not in seen and participant["name"]:
            seen.add(key)
            found.append(participant)
    return found


def _of_verb(verb: Token) -> list[tuple[str, Token]]:
    passive = syntax.is_passive(verb)
    undergoing = verb.lemma_ in words("trigger_words")["undergoing"] and not syntax.objects(verb)
    pairs = [("patient" if passive or undergoing else "agent", s) for s in syntax.subjects(verb)]
    pairs += [("agent", a) for a in syntax.passive_agents(verb)]
    pairs += [("patient", o) for o in syntax.objects(verb)]
    pairs += [("recipient", o) for o in syntax.indirect_objects(verb)]
    for prep, inner in syntax.prepositional_objects(verb):
        role = _ROLE_OF_PREPOSITION.get(prep.lower_)
        if role and prep.dep_ == "prep":
            pairs.append((role, inner))
    return pairs


def _of_noun(noun: Token) -> list[tuple[str, Token]]:
    pairs = [("agent", p) for p in syntax.children(noun, "poss")]
    for prep, inner in syntax.prepositional_objects(noun):
        if prep.lower_ == "of":
            pairs.append(("patient", inner))
        elif prep.lower_ == "by":
            pairs.append(("agent", inner))
        elif role := _ROLE_OF_PREPOSITION.get(prep.lower_):
            pairs.append((role, inner))
    verb = noun.head
    if syntax.is_verbal(verb) and noun.dep_ == "dobj" and verb.lemma_ in words("trigger_words")["light"]:
        pairs = [("agent", s) for s in syntax.subjects(verb)] + pairs
        for prep, inner in syntax.prepositional_objects(verb, "with", "to", "against"):
            pairs.append((_ROLE_OF_PREPOSITION[prep.lower_], inner))
    return pairs


def place_of(trigger: Token, people: MentionIndex) -> Participant | None:
    """Where the event happens, as its own words or its clause say."""
    heads = [trigger]
    clause = syntax.clause_head(trigger)
    if clause.i != trigger.i:
        heads.append(clause)
    for head in heads:
        for _, inner in syntax.prepositional_objects(head, *_PLACE_PREPOSITIONS):
            mention = people.of(inner)
            if mention is not None and mention.label in PLACES:
                return people.participant(inner, "place")
    return None
