"""Who is meant by a role noun or a pronoun: one pass over a document, from left to right."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Sequence

from pipeline.entities.aliases import Entity
from pipeline.entities.interview import find_interview
from pipeline.entities.names import Name
from pipeline.entities.nominals import Nominal
from pipeline.entities.noun_reference import attach, resolve_noun
from pipeline.entities.pronoun_reference import (
    FIRST,
    GENDER,
    PRONOUNS,
    learn_gender,
    resolve_first_person,
    resolve_pronoun,
)
from pipeline.entities.state import Mentioned, State, index_role, is_country
from pipeline.entities.words import Words
from pipeline.language.guard import guarded
from pipeline.speech.speakers import Quoted

_MAIN_PEOPLE = 5
"""How many of the people of whom a document speaks most can be meant where nobody is near."""


def resolve(
    words: Words, names: list[Name], entities: dict[int, Entity], nominals: list[Nominal], quoted: Sequence[Quoted]
) -> list[Mentioned]:
    """Every name, role noun and personal pronoun in order, with the entity meant where that is sure."""
    points = sorted(_mentions(words, names, entities, nominals), key=lambda m: (m.head, m.start))
    at = {i: m for m in points if m.kind == "name" for i in range(m.start, m.end)} | {m.head: m for m in points}
    quote_of = _quotes(words, quoted)
    state = State(
        words,
        quote_of,
        at,
        _main_country(names, entities),
        _main_people(names, entities),
        _narrative(words, quote_of),
        find_interview(words, quote_of, names, entities),
        _by_speaker(quoted),
    )
    for entity in {id(entity): entity for entity in entities.values()}.values():
        for role in entity.roles:
            index_role(state, entity, role)
        if entity.label != "PERSON":
            for word in entity.name.lower().split():
                state.by_word[word][id(entity)] = entity
    for mention in points:
        if mention.nominal:
            with guarded("role-of-name", *words.characters(mention.start, mention.end)):
                attach(state, mention, mention.nominal, ("name",))
    with guarded("gender", *words.characters(0, len(words))):
        learn_gender(state, points)
    for mention in _speakers_first(points, quoted):
        if mention.entity is None:
            with guarded(mention.kind, *words.characters(mention.start, mention.end)):
                if mention.nominal:
                    resolve_noun(state, mention, mention.nominal)
                elif mention.kind == "pronoun":
                    resolve_pronoun(state, mention)
        state.history.append(mention)
        if mention.entity:
            state.latest[id(mention.entity)] = mention
            state.counts[id(mention.entity)] += 1
    for mention in points:
        if mention.kind == "pronoun" and words.lower[mention.head] in FIRST:
            with guarded("quoted-speaker", *words.characters(mention.start, mention.end)):
                resolve_first_person(state, mention)
    return sorted(points, key=lambda m: (m.start, m.end))


def _speakers_first(points: list[Mentioned], quoted: Sequence[Quoted]) -> list[Mentioned]:
    """The mentions in order, but "she" of '"…", she said' before the quotation, as it tells who is not meant there."""
    before = {quote.speaker: quote.start for quote in reversed(quoted) if quote.speaker and quote.speaker > quote.start}
    return sorted(points, key=lambda m: m.head if m.kind == "name" else before.get(m.head, m.head + 1) - 0.5)


def _mentions(words: Words, names: list[Name], entities: dict[int, Entity], nominals: list[Nominal]) -> list[Mentioned]:
    found = []
    for name in names:
        entity = entities[name.start]
        mention = Mentioned(name.start, name.end, _head(words, name), "name", entity, name.rule, name.confidence)
        mention.person, mention.gender = entity.label == "PERSON", entity.gender
        found.append(mention)
    for nominal in nominals:
        mention = Mentioned(nominal.start, nominal.end, nominal.head, "nominal", None, "unresolved", 0.5)
        mention.nominal, mention.person, mention.gender = nominal, nominal.kind == "person", nominal.gender
        found.append(mention)
    for i in words.where([word for word in words.vocabulary if word.lower() in PRONOUNS]):
        if words.tag[i] in ("PRP", "PRP$"):
            lower = words.lower[i]
            mention = Mentioned(i, i + 1, i, "pronoun", None, "unresolved", 0.5)
            mention.person, mention.gender = lower in GENDER, GENDER.get(lower, "")
            found.append(mention)
    return found


def _head(words: Words, name: Name) -> int:
    outside = (i for i in range(name.end - 1, name.start - 1, -1) if not name.start <= words.head[i] < name.end)
    return next(outside, name.end - 1)


def _quotes(words: Words, quoted: Sequence[Quoted]) -> list[Quoted | None]:
    quote_of: list[Quoted | None] = [None] * len(words)
    for quote in quoted:
        quote_of[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    return quote_of


def _by_speaker(quoted: Sequence[Quoted]) -> dict[int, list[Quoted]]:
    said_by: dict[int, list[Quoted]] = collections.defaultdict(list)
    for quote in quoted:
        if quote.speaker is not None:
            said_by[quote.speaker].append(quote)
    return dict(said_by)


def _narrative(words: Words, quote_of: list[Quoted | None]) -> list[int]:
    count, counts = 0, [0] * len(words)
    for start, end in itertools.pairwise([*words.sentence_starts, len(words)]):
        count += start > 0 and None in quote_of[start:end]
        counts[start:end] = [count] * (end - start)
    return counts


def _main_people(names: list[Name], entities: dict[int, Entity]) -> list[Entity]:
    """The people of whom a document speaks most."""
    people = [entities[name.start] for name in names if entities[name.start].label == "PERSON"]
    return [entity for entity, _ in collections.Counter(people).most_common(_MAIN_PEOPLE)]


def _main_country(names: list[Name], entities: dict[int, Entity]) -> Entity | None:
    """The country of which a document speaks twice as often as of any other."""
    counts = collections.Counter(id(entities[name.start]) for name in names if is_country(entities[name.start]))
    by_id = {id(entity): entity for entity in entities.values()}
    top = counts.most_common(2)
    return by_id[top[0][0]] if top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]) else None
