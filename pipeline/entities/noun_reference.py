"""Who or what is meant by a role noun: "the minister", "the company", "the country"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.entities import references
from pipeline.entities.aliases import Entity
from pipeline.entities.nominals import Nominal, is_agent, role_of
from pipeline.entities.references import APPOSITION, DESCRIBED, PREDICATE, ReferenceRule
from pipeline.entities.state import (
    FARTHEST,
    MEMORY,
    SUBJECT,
    Mentioned,
    State,
    fits,
    index_role,
    is_country,
    link,
    role_words,
)
from pipeline.entities.surroundings import these
from pipeline.entities.words import Words
from pipeline.lexicon import role_nouns
from pipeline.lexicon.nouns import adjectives_that
from pipeline.world import places

_BE = frozenset(("be", "become", "remain"))
_HOLD_OFFICE = frozenset(("serve", "work", "resign", "retire", "act", "elect", "appoint", "swear", "quit"))
_DESCRIBE = frozenset(("describe", "identify", "portray", "depict", "characterize", "characterise", "hail", "denounce"))
_CALLED = frozenset(("called", "named"))
_PAST = frozenset(("former", "ex", "late", "then", "previous", "retired", "outgoing"))
_ANYBODY = frozenset(("man", "woman", "suspect"))
_COUNTRY = frozenset(("country", "nation"))
_MAIN = frozenset(("the", "this", "our"))
_CAPITAL = frozenset(("capital", "capital city"))
_TOWN = frozenset(("city", "town", "village"))
_REGION = frozenset(("region", "province", "state", "district", "county", "territory"))
_HOUSED = {"facility": "facilities", "gallery": "galleries"}
"""What may be called so has one of these words in its name: no "facility" is a news agency."""
_AFTER_HEAD = frozenset(("and", "of", "for", "at", "in", "to", "on", "from", "with", "under"))
_MOST_NAMESAKES = 100
"""How many entities with one role or word in their name are compared."""


def attach(state: State, mention: Mentioned, nominal: Nominal, kinds: tuple[str, ...]) -> None:
    """Apposition and predicate: "Ann Lee, the minister", "the minister, Ann Lee", "Ann Lee is the minister"."""
    behind = [*_behind_its_object(state.words, nominal), *_right_behind(state, nominal)]
    for token, rule in [*_attached_to(state.words, nominal.head), *behind]:
        other = state.at.get(token)
        if other and other is not mention and other.kind in kinds and other.entity and fits(nominal, other.entity):
            link(mention, other, rule, 0.9)
            if nominal.kind == "person":
                other.entity.gender = other.entity.gender or nominal.gender
            if rule is DESCRIBED:
                return
            if nominal.kind != "person" or is_agent(nominal.noun) or is_agent(state.words.lower[nominal.head]):
                role = role_of(state.words, nominal)
                other.entity.give(role)
                index_role(state, other.entity, role)
            return


def _attached_to(words: Words, head: int) -> list[tuple[int, ReferenceRule]]:
    """The tokens that a noun is an apposition or a predicate of, and which of the two."""
    found = [(words.head[head], APPOSITION)] if words.dep[head] == "appos" else []
    found += [(child, APPOSITION) for child in words.children[head] if words.dep[child] == "appos"]
    called = (k for k in words.children[head] if words.dep[k] == "acl" and words.lower[k] in _CALLED)
    found += [(name, APPOSITION) for k in called for name in words.children[k] if words.dep[name] == "oprd"]
    verb = words.head[head]
    positive = all(words.dep[child] != "neg" for child in words.children[verb])
    if words.dep[head] in ("attr", "oprd") and words.lemma[verb] in _BE:
        found += [(child, PREDICATE) for child in words.children[verb] if positive and words.dep[child] in SUBJECT]
    elif words.dep[head] == "nsubj" and words.lemma[verb] == "be":
        found += [(child, PREDICATE) for child in words.children[verb] if positive and words.dep[child] == "attr"]
    elif words.dep[head] == "pobj" and words.lower[verb] == "as" and words.lemma[words.head[verb]] in _HOLD_OFFICE:
        verb = words.head[verb]
        passive = any(words.dep[child] == "auxpass" for child in words.children[verb])
        subjects = ("nsubjpass",) if passive else ("nsubj",)
        found += [(child, PREDICATE) for child in words.children[verb] if words.dep[child] in subjects]
    elif words.dep[head] == "pobj" and words.lower[verb] == "as" and words.lemma[words.head[verb]] in _DESCRIBE:
        described = words.children[words.head[verb]]
        passive = any(words.dep[child] == "auxpass" for child in described)
        found += [(k, DESCRIBED) for k in described if words.dep[k] == ("nsubjpass" if passive else "dobj")]
    return found


def _right_behind(state: State, nominal: Nominal) -> list[tuple[int, ReferenceRule]]:
    """What is named right behind a definite noun: "the company Acme", whatever the parser makes of it."""
    other = state.at.get(nominal.head + 1) if nominal.definite == "the" else None
    is_next = other is not None and other.kind == "name" and other.start == nominal.head + 1
    return [(nominal.head + 1, APPOSITION)] if is_next else []


def _behind_its_object(words: Words, nominal: Nominal) -> list[tuple[int, ReferenceRule]]:
    """Who stands behind the object of a noun for people: "the director of Acme, Ann Lee", often hung from Acme."""
    is_one = nominal.kind == "person" and nominal.definite != "indefinite"
    if not is_one or words.text[nominal.end : nominal.end + 1] != [","]:
        return []
    # "the father of her son, Tom" may be either
    inside = (i for i in range(nominal.head + 1, nominal.end) if role_nouns.load().kind(words.lower[i]) != "person")
    return [(k, APPOSITION) for i in inside for k in words.children[i] if words.dep[k] == "appos" and k > nominal.end]


def resolve_noun(state: State, mention: Mentioned, nominal: Nominal) -> None:
    """A definite role noun is the one entity that has that role, or whose name holds the noun, or that is near."""
    attach(state, mention, nominal, ("name", "pronoun", "nominal"))
    if mention.entity or nominal.definite not in ("the", "possessive", "title"):
        return
    word = nominal.noun.split()[-1]
    known = [e for e in itertools.islice(state.by_word[word].values(), _MOST_NAMESAKES) if id(e) in state.latest]
    owner = _possessor(state, mention)
    known = [entity for entity in known if fits(nominal, entity) and entity is not owner]
    having = [entity for entity in known if _has_role(entity, nominal)] or _of_like_role(state, mention, nominal, owner)
    if len(having) > 1:
        having = [entity for entity in having if not _is_called_later(state, mention, nominal, entity)] or having
    if len(having) > 1:
        having = _the_one(state, mention, nominal, having)
    if len(having) == 1:
        link(mention, state.latest[id(having[0])], references.ROLE, 0.8)
        return
    if nominal.kind == "person":
        _epithet(state, mention, nominal, {id(entity) for entity in having})
    if having or nominal.kind == "person":
        return
    is_own = (
        nominal.definite == "possessive" and nominal.kind == "org" and nominal.noun not in role_nouns.load().unnamed
    )
    if is_own and (own := _organisation_of(state, owner)):
        link(mention, own, references.OWN_ORGANISATION, 0.7)
        return
    if nominal.definite == "the" and _of_own_name(state, mention, nominal):
        return
    after = state.words.lower[nominal.head + 1 : nominal.head + 2] if nominal.end > nominal.head + 1 else []
    if after == ["of"] or len(nominal.modifiers) > len(nominal.proper):
        return  # "the state party", "a group of voters": one among others
    called = [entity for entity in known if _is_called(entity, nominal)]
    if called and nominal.definite != "possessive":
        last = max((state.latest[id(entity)] for entity in called), key=lambda other: other.head)
        if len(called) == 1 or state.narrative[mention.head] - state.narrative[last.head] <= FARTHEST:
            link(mention, last, references.HEAD_NOUN, 0.8 if len(called) == 1 else 0.6)
    elif not called and not nominal.proper and (nominal.definite != "possessive" or nominal.noun in _COUNTRY):
        _near(state, mention, nominal)
    elif not called and nominal.kind == "org" and nominal.definite == "the" and _is_national(nominal):
        _near(state, mention, nominal, only=True)


def _of_like_role(state: State, mention: Mentioned, nominal: Nominal, owner: Entity | None) -> list[Entity]:
    """Those who were given a role for which the noun is another word: "his daughter" after "their child, Ann"."""
    if nominal.modifiers or nominal.kind != "person" or nominal.definite == "title":
        return []
    found = {
        id(entity): entity
        for word in role_nouns.load().alike.get(nominal.noun, ())
        for entity in itertools.islice(state.by_word[word].values(), _MOST_NAMESAKES)
        if entity is not owner and id(entity) in state.latest and fits(nominal, entity)
        and _has_role(entity, replace(nominal, noun=word))
    }  # fmt: skip
    near = [
        entity for key, entity in found.items()
        if state.narrative[mention.head] - state.narrative[state.latest[key].head] <= FARTHEST
    ]  # fmt: skip
    return near if len(found) == 1 else []


def _is_national(nominal: Nominal) -> bool:
    """ "The French manufacturer": qualified by its country only."""
    return all(places.country_of(word) for word in nominal.proper) and len(nominal.modifiers) == len(nominal.proper)


def _of_own_name(state: State, mention: Mentioned, nominal: Nominal) -> bool:
    """ "The Tarnova party", "the Forward union": the noun says what the name directly before it names."""
    other = state.at.get(nominal.head - 1)
    if other is None or other.kind != "name" or other.entity is None or not fits(nominal, other.entity):
        return False
    nouns = role_nouns.load()
    is_before = state.words.dep[nominal.head - 1] in ("compound", "nmod") and other.start == nominal.start + 1
    if is_before and nominal.noun not in nouns.unnamed and nominal.noun.split()[-1] not in nouns.parts:
        link(mention, other, references.OWN_NAME, 0.8)
    return mention.entity is not None


def _possessor(state: State, mention: Mentioned) -> Entity | None:
    """Whose minister or company it is, where a name or pronoun before the noun says so."""
    owners = (state.at.get(k) for k in state.words.children[mention.head] if state.words.dep[k] == "poss")
    return next((owner.entity for owner in owners if owner), None)


def _organisation_of(state: State, owner: Entity | None) -> Mentioned | None:
    """Whose officer the owner is: Acme's of "her company" after "Acme chairman Ann Lee"."""
    roles = [f" {role} " for role in owner.roles] if owner and owner.label == "PERSON" else []
    roles = [role for role in roles if _PAST.isdisjoint(role.lower().split())]
    found = [
        other for other in state.latest.values()
        if other.entity and other.entity.label == "ORG"
        and any(re.search(rf"\W{re.escape(other.entity.name)}\W", role) for role in roles)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _the_one(state: State, mention: Mentioned, nominal: Nominal, having: list[Entity]) -> list[Entity]:
    """Of several entities with a role those called so and no more, those who hold it still, or the one that is near."""
    phrase = {nominal.noun, " ".join(state.words.lower[nominal.start + 1 : nominal.end])}
    exact = [entity for entity in having if any(role.lower() in phrase for role in entity.roles)]
    if len(exact) == 1:
        return exact
    if _PAST.isdisjoint(nominal.modifiers):
        having = [
            e for e in exact or having if not all(_PAST & set(role.lower().split()) for role in e.roles)
        ] or having
    near = [
        entity
        for entity in having
        if state.narrative[mention.head] - state.narrative[state.latest[id(entity)].head] <= 2
    ]
    return near if len(near) == 1 else having


def _is_called_later(state: State, mention: Mentioned, nominal: Nominal, entity: Entity) -> bool:
    """Whether only a title further on gives somebody the role: to a reader he has not held it so far."""
    last = nominal.noun.split()[-1]
    titled = [name.start for name in entity.names if name.start and state.words.lower[name.start - 1] == last]
    told = sum(_has_role(entity, replace(nominal, noun=last), [role]) for role in entity.roles)
    return bool(titled) and told == 1 and min(titled) > mention.head


def _epithet(state: State, mention: Mentioned, nominal: Nominal, having: set[int]) -> None:
    """ "The senator", as a subject: the only person in the last two sentences, or the only senator there."""
    words = state.words
    if nominal.definite != "the" or state.quote_of[mention.head]:
        return
    is_age = nominal.noun == "old"
    is_told_apart = not (_PAST | adjectives_that("renowned")).isdisjoint(nominal.modifiers)
    is_called = bool(having) or nominal.noun.split()[-1] in role_nouns.load().epithets
    is_called = is_called and words.dep[mention.head] in SUBJECT
    if not (is_age or is_told_apart or is_called):
        return
    near: dict[int, Mentioned] = {}
    for other in reversed(state.history[-MEMORY:]):
        if state.narrative[mention.head] - state.narrative[other.head] > 2:
            break
        if other.entity and fits(nominal, other.entity) and (not having or id(other.entity) in having):
            near.setdefault(id(other.entity), other)
    for entity in _governing(state, mention):
        near.pop(id(entity), None)  # "Ann Lee said the singer was ill": somebody else
    near = {key: other for key, other in near.items() if not _attends(nominal, other.entity)}
    if len(near) == 1 and not _is_of_another(nominal, next(iter(near.values())).entity):
        link(mention, next(iter(near.values())), references.ONLY_ONE_NEAR, 0.6)
        return
    subject = _only_subject(state, mention, nominal, near.values()) if is_called and not having else None
    if is_age:
        subject = next((other for other in near.values() if words.dep[other.head] in SUBJECT), None)
    if subject:
        link(mention, subject, references.ONLY_SUBJECT_NEAR, 0.6)


def _only_subject(state: State, mention: Mentioned, nominal: Nominal, near: Iterable[Mentioned]) -> Mentioned | None:
    """Of several people in the sentence before and this one the only one who is a subject there.

    Only for the subject of a sentence, which goes on with him; and "the man" is often one whom nobody names.
    """
    words, verb = state.words, state.words.head[mention.head]
    verb = words.head[verb] if words.dep[verb] == "conj" else verb
    if words.head[verb] != verb or nominal.noun in _ANYBODY:
        return None
    found = [
        other for other in near
        if words.dep[other.head] in SUBJECT and state.quote_of[other.head] is None
        and not _is_of_another(nominal, other.entity)
        and state.narrative[mention.head] - state.narrative[other.head] <= 1
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _governing(state: State, mention: Mentioned) -> list[Entity]:
    """The subjects of the clauses around a mention, and those according to whom they are told: it can mean none."""
    words, i, found = state.words, mention.head, []
    while words.head[i] != i:
        i = words.head[i]
        before = [child for child in words.children[i] if child < mention.head]
        told_by = [source for child in before if words.lower[child] == "according" for source in _sources(words, child)]
        for child in [*(child for child in before if words.dep[child] in SUBJECT), *told_by]:
            other = state.at.get(child)
            if other and other is not mention and other.entity:
                found.append(other.entity)
    return found


def _sources(words: Words, according: int) -> list[int]:
    """Who tells it: "according to her *lawyer*, Ann *Lee*, the singer was ill"."""
    to = (k for k in words.children[according] if words.lower[k] == "to")
    named = [source for k in to for source in words.children[k] if words.dep[source] == "pobj"]
    return [*named, *(k for source in named for k in words.children[source] if words.dep[k] == "appos")]


def _attends(nominal: Nominal, entity: Entity | None) -> bool:
    """Whether somebody works for others, by all that he was called: "her lawyer, Ann Lee", who is no "singer"."""
    told = [set(map(str.lower, role_words(role))) for role in entity.roles] if entity else []
    return bool(told) and all(words & role_nouns.load().attending and nominal.noun not in words for words in told)


def _is_of_another(nominal: Nominal, entity: Entity | None) -> bool:
    """Whether a name qualifies a role that nobody gave the entity: "the Kido player" after somebody else's name."""
    told = [word for role in entity.roles for word in role_words(role)] if entity else []
    unknown = [word for word in nominal.proper if places.country_of(word) is None]
    return any(not any(places.is_akin(word, other) for other in told) for word in unknown)


def _has_role(entity: Entity, nominal: Nominal, roles: Sequence[str] | None = None) -> bool:
    """Whether an entity was given the role, among all its roles or these, and not that of another people or office."""
    wanted = nominal.noun.split()
    for role in entity.roles if roles is None else roles:
        parts = role_words(role)
        lower = [part.lower().rstrip(",") for part in parts]
        if set(wanted) <= set(lower) and not _heads(lower).isdisjoint(wanted):
            proper = [part for part in parts if part[:1].isupper() and part.lower() not in wanted]
            if not nominal.proper or not proper or any(places.is_akin(a, b) for a in nominal.proper for b in proper):
                return True
    return False


def _is_region(entity: Entity) -> bool:
    """Whether a place is no country and no city that the gazetteer knows."""
    return entity.label in ("GPE", "LOC") and not is_country(entity) and not places.is_large_city(entity.name)


def _heads(role: list[str]) -> set[str]:
    """The nouns that a role is about: of "president and founder of the state's bank" the first two."""
    ends = [i for i, word in enumerate(role) if word in _AFTER_HEAD]
    of = next((i for i in ends if role[i] != "and"), len(role))
    return {role[i - 1] for i in [*ends, len(role)] if 0 < i <= of}


def _is_called(entity: Entity, nominal: Nominal) -> bool:
    """Whether the noun is in an entity's name ("the university"), and so are the names that qualify it."""
    name = entity.name.lower().split()
    return nominal.noun.split()[-1] in name and all(
        any(places.is_akin(word, part) for part in name) for word in nominal.proper
    )


def _may_be_main(nominal: Nominal) -> bool:
    """Whether a noun goes on with what the whole article is about: "the company", and no "brand" of it."""
    return nominal.definite != "title" and nominal.noun not in role_nouns.load().beside_main


def _most_told_of(state: State, is_one: Callable[[Entity], bool]) -> Mentioned | None:
    """The organisation of which the article has told by far the most so far."""
    told = (other for other in state.latest.values() if other.entity and is_one(other.entity))
    by_count = sorted(((state.counts[id(other.entity)], other) for other in told), key=lambda pair: -pair[0])[:2]
    if not by_count or by_count[0][0] < max(3, 2 * sum(count for count, _ in by_count[1:])):
        return None
    main = by_count[0][1]
    return None if main.entity and main.entity.name.split()[-1] in these("political") else main


def _near(state: State, mention: Mentioned, nominal: Nominal, only: bool = False) -> None:
    """ "The country", "the company": of its kind in the last sentences the only one, a subject, or the last.

    With `only` it must be the only one.
    """
    words = state.words
    if nominal.noun in _CAPITAL:
        reach, is_one = FARTHEST, lambda entity: entity.label == "GPE" and places.is_capital(entity.name)
    elif nominal.noun in _COUNTRY:
        reach, is_one = 3, is_country
    elif nominal.noun in _TOWN:
        reach, is_one = 2, lambda entity: entity.label == "GPE" and not is_country(entity)
    elif nominal.noun == "island":
        reach, is_one = 2, lambda entity: entity.label in ("GPE", "LOC")
    elif nominal.noun in _REGION:
        reach, is_one = 2, _is_region
    elif nominal.noun in _HOUSED:
        reach, is_one = FARTHEST, lambda entity: not these(_HOUSED[nominal.noun]).isdisjoint(entity.name.split())
    elif nominal.noun in role_nouns.load().venues:
        reach, is_one = 2, lambda entity: entity.label in ("ORG", "FAC")
    elif nominal.kind == "org" and nominal.noun not in role_nouns.load().everywhere:
        reach, is_one = 2, lambda entity: entity.label == "ORG"
    else:
        return
    near: dict[int, Mentioned] = {}
    heading: dict[int, Mentioned] = {}
    for other in reversed(state.history[-MEMORY:]):
        if words.sentence[mention.head] - words.sentence[other.head] > reach:
            break
        if other.entity and is_one(other.entity):
            near.setdefault(id(other.entity), other)
            if words.dep[other.head] in SUBJECT and all(words.dep[k] != "conj" for k in words.children[other.head]):
                heading.setdefault(id(other.entity), near[id(other.entity)])
    main = state.main_country if nominal.noun in _COUNTRY and words.lower[nominal.start] in _MAIN else None
    ours = nominal.noun == "nation" or words.lower[nominal.start] in ("this", "our")
    subjects = list(heading.values())
    if main and id(main) in state.latest and (ours or not near or (len(near) > 1 and id(main) in near)):
        link(mention, state.latest[id(main)], references.MAIN_COUNTRY, 0.6)
    elif len(near) == 1:
        link(mention, next(iter(near.values())), references.ONLY_ONE_NEAR, 0.65)
    elif only:
        return
    elif len(subjects) == 1:
        link(mention, subjects[0], references.ONLY_SUBJECT_NEAR, 0.6)
    elif nominal.kind == "org" and _may_be_main(nominal) and (told := _most_told_of(state, is_one)):
        link(mention, told, references.MOST_TOLD_OF, 0.55)
    elif near and nominal.kind == "place":
        link(mention, next(iter(subjects or near.values())), references.NEAREST, 0.5)
