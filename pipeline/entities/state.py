"""What is known at one point of the pass over a document that finds out who is meant."""

from __future__ import annotations

import collections
from dataclasses import dataclass, field

from pipeline.entities import references
from pipeline.entities.aliases import PLACES, Entity
from pipeline.entities.interview import Interview
from pipeline.entities.nominals import Nominal
from pipeline.entities.references import ReferenceRule
from pipeline.entities.words import Words
from pipeline.speech.speakers import Quoted
from pipeline.world import people, places

SUBJECT = frozenset(("nsubj", "nsubjpass"))
MEMORY = 40
"""How many of the last mentions a pronoun or a noun like "the company" can refer to."""
FARTHEST = 6
"""How many sentences back they can refer."""


@dataclass(slots=True)
class Mentioned:
    """A mention as the pass sees it: its tokens, its head, the entity meant (or none), and through what.

    `nominal` is the role noun that it is, or that a pronoun stands for.
    """

    start: int
    end: int
    head: int
    kind: str
    entity: Entity | None
    rule: str
    confidence: float
    gender: str = ""
    antecedent: Mentioned | None = None
    nominal: Nominal | None = None
    person: bool = False


@dataclass(slots=True)
class State:
    """What is known at one point of the pass: `latest` is the last mention of each entity."""

    words: Words
    quote_of: list[Quoted | None]
    at: dict[int, Mentioned]
    main_country: Entity | None
    main_people: list[Entity]
    narrative: list[int]
    """For each token the count of sentences before it, without those in quotation marks."""
    interview: Interview | None = None
    said_by: dict[int, list[Quoted]] = field(default_factory=dict)
    """The quotations of each speaker, by the token that is the subject of their cue."""
    history: list[Mentioned] = field(default_factory=list)
    latest: dict[int, Mentioned] = field(default_factory=dict)
    counts: collections.Counter[int] = field(default_factory=collections.Counter)
    sexes: collections.Counter[tuple[int, str]] = field(default_factory=collections.Counter)
    """How often each entity was called he and she."""
    by_word: dict[str, dict[int, Entity]] = field(default_factory=lambda: collections.defaultdict(dict))
    """Entities by the words of their roles, and of their names where they are organisations or places."""


def fits(nominal: Nominal, entity: Entity) -> bool:
    """Whether a role noun can stand for an entity of that kind."""
    if nominal.kind == "person":
        return entity.label == "PERSON" and (not nominal.gender or entity.gender in ("", nominal.gender))
    return entity.label == "ORG" if nominal.kind == "org" else entity.label in PLACES


def is_country(entity: Entity) -> bool:
    """Whether an entity is a country."""
    return entity.label == "GPE" and places.is_country(entity.name)


def link(mention: Mentioned, antecedent: Mentioned, rule: ReferenceRule, confidence: float) -> None:
    """Says of a mention that it means what `antecedent` does, by a rule that holds."""
    if rule in references.REFERENCES:
        mention.entity, mention.antecedent = antecedent.entity, antecedent
        mention.rule, mention.confidence = rule.name, confidence


def index_role(state: State, entity: Entity, role: str) -> None:
    """Makes an entity known by the words of one of its roles."""
    for word in role_words(role):
        state.by_word[word.lower()][id(entity)] = entity


def role_words(role: str) -> list[str]:
    """The words of a role, abbreviated titles in full."""
    short = people.load().short_titles
    parts = role.replace("’s", "").replace("'s", "").split()
    return [word for part in parts for word in short.get(part.lower().rstrip("."), part).split()]
