"""Who is meant by a role noun or a pronoun: one pass over a document, from left to right."""

from __future__ import annotations

import collections
from dataclasses import dataclass, field

from pipeline.entities import lexicon
from pipeline.entities.aliases import PLACES, Entity
from pipeline.entities.names import Name
from pipeline.entities.nominals import Nominal, role_of
from pipeline.entities.quoted import Quoted
from pipeline.entities.words import Words

SUBJECT = frozenset(("nsubj", "nsubjpass"))
_OBJECT = frozenset(("dobj", "pobj", "iobj", "dative", "obj"))
_BE = frozenset(("be", "become", "remain"))
_HOLD_OFFICE = frozenset(("serve", "work", "resign", "retire", "act", "elect", "appoint", "swear", "quit"))
_COUNTRY = frozenset(("country", "nation"))
_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "themself"))
_NEUTER = frozenset(("it", "its", "itself"))
_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
_FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
PRONOUNS = frozenset(_GENDER) | _PLURAL | _NEUTER | _FIRST | _FIRST_PLURAL
W = {
    "sentence": -1.5, "paragraph": -0.3, "subject": 1.5, "governing": 1.0, "possessive": 0.3, "same": 0.0, "pronoun": 0.5, "nominal": -0.5,
    "gender": 0.5, "count": 0.15, "quote": -0.7,
}  # fmt: skip
_MEMORY = 40
"""How many of the last mentions a pronoun can refer to."""


@dataclass(slots=True)
class Mentioned:
    """A mention as the pass sees it: its tokens, its head, the entity meant (or none), and through what."""

    start: int
    end: int
    head: int
    kind: str
    entity: Entity | None
    rule: str
    confidence: float
    gender: str = ""
    antecedent: Mentioned | None = None
    source: Name | Nominal | None = None
    person: bool = False


@dataclass(slots=True)
class _State:
    words: Words
    quote_of: list[Quoted | None]
    at: dict[int, Mentioned]
    history: list[Mentioned] = field(default_factory=list)
    counts: collections.Counter[int] = field(default_factory=collections.Counter)


def resolve(
    words: Words, names: list[Name], entities: dict[int, Entity], nominals: list[Nominal], quoted: list[Quoted]
) -> list[Mentioned]:
    """Every name, role noun and personal pronoun in order, with the entity meant where that is sure."""
    quote_of: list[Quoted | None] = [None] * len(words)
    for quote in quoted:
        quote_of[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    points: list[Mentioned] = []
    for name in names:
        entity = entities[name.start]
        head = _head_of(words, name)
        points.append(Mentioned(name.start, name.end, head, "name", entity, name.rule, 0.95, source=name,
                                person=entity.label == "PERSON", gender=entity.gender))  # fmt: skip
    for nominal in nominals:
        points.append(Mentioned(nominal.start, nominal.end, nominal.head, "nominal", None, "unresolved", 0.5,
                                source=nominal, person=nominal.kind == "person", gender=nominal.gender))  # fmt: skip
    for i, lower in enumerate(words.lower):
        if lower in PRONOUNS and words.tag[i] in ("PRP", "PRP$"):
            points.append(Mentioned(i, i + 1, i, "pronoun", None, "unresolved", 0.5, gender=_GENDER.get(lower, ""),
                                    person=lower in _GENDER))  # fmt: skip
    points.sort(key=lambda m: (m.head, m.start))
    at = {i: m for m in reversed(points) for i in range(m.start, m.end) if m.kind == "name"}
    at |= {m.head: m for m in points}
    state = _State(words, quote_of, at)
    for mention in points:
        if mention.kind == "nominal":
            _attach(state, mention)
    for mention in points:
        if mention.kind == "nominal" and mention.entity is None:
            _role_noun(state, mention)
        elif mention.kind == "pronoun":
            _pronoun(state, mention)
        state.history.append(mention)
        if mention.entity:
            state.counts[id(mention.entity)] += 1
    for mention in points:
        if mention.kind == "pronoun" and words.lower[mention.head] in _FIRST:
            _first_person(state, mention)
    points.sort(key=lambda m: (m.start, m.end))
    return points


def _head_of(words: Words, name: Name) -> int:
    for i in range(name.end - 1, name.start - 1, -1):
        if not name.start <= words.head[i] < name.end:
            return i
    return name.end - 1


def _link(mention: Mentioned, antecedent: Mentioned, rule: str, confidence: float) -> None:
    mention.entity, mention.antecedent = antecedent.entity, antecedent
    mention.rule, mention.confidence = rule, confidence


def fits(nominal: Nominal, entity: Entity) -> bool:
    """Whether a role noun can stand for an entity of that kind."""
    if nominal.kind == "person":
        return entity.label == "PERSON" and (not nominal.gender or entity.gender in ("", nominal.gender))
    if nominal.kind == "org":
        return entity.label == "ORG"
    return entity.label in PLACES


def _attach(state: _State, mention: Mentioned, kinds: frozenset[str] = frozenset(("name",))) -> None:
    """Apposition and predicate: "Ann Lee, the minister", "the minister, Ann Lee", "Ann Lee is the minister"."""
    nominal = mention.source
    assert isinstance(nominal, Nominal)
    for token, rule in _attached_to(state.words, nominal.head):
        other = state.at.get(token)
        if other and other is not mention and other.kind in kinds and other.entity and fits(nominal, other.entity):
            _link(mention, other, rule, 0.9)
            other.entity.roles.append(role_of(state.words, nominal))
            return


def _attached_to(words: Words, head: int) -> list[tuple[int, str]]:
    """The tokens that a noun is an apposition or a predicate of, and which of the two."""
    found = [(words.head[head], "apposition")] if words.dep[head] == "appos" else []
    found += [(child, "apposition") for child in words.children[head] if words.dep[child] == "appos"]
    verb = words.head[head]
    if words.dep[head] in ("attr", "oprd") and words.lemma[verb] in _BE:
        if not any(words.dep[child] == "neg" for child in words.children[verb]):
            found += [(child, "predicate") for child in words.children[verb] if words.dep[child] in SUBJECT]
    elif words.dep[head] == "pobj" and words.lower[verb] == "as" and words.lemma[words.head[verb]] in _HOLD_OFFICE:
        verb = words.head[verb]
        passive = any(words.dep[child] == "auxpass" for child in words.children[verb])
        subjects = ("nsubjpass",) if passive else ("nsubj",)
        found += [(child, "predicate") for child in words.children[verb] if words.dep[child] in subjects]
    return found


def _role_noun(state: _State, mention: Mentioned) -> None:
    """A definite role noun is the one entity that has that role, or whose name holds the noun."""
    nominal = mention.source
    assert isinstance(nominal, Nominal)
    _attach(state, mention, frozenset(("name", "pronoun")))
    if mention.entity or nominal.definite not in ("the", "possessive"):
        return
    latest: dict[int, Mentioned] = {}
    for other in reversed(state.history):
        if other.entity and fits(nominal, other.entity):
            latest.setdefault(id(other.entity), other)
    having = [m for m in latest.values() if m.entity and _has_role(m.entity, nominal)]
    if len(having) == 1:
        _link(mention, having[0], "role", 0.8)
    elif nominal.kind != "person" and nominal.definite == "the" and not having:
        named = [m for m in latest.values() if m.entity and _is_called(state.words, m.entity, nominal)]
        if len(named) == 1:
            _link(mention, named[0], "head noun", 0.8)
        elif nominal.noun in _COUNTRY and not named:
            _country(state, mention, list(latest.values()))


def _has_role(entity: Entity, nominal: Nominal) -> bool:
    """Whether an entity was given the role, and no other people's or country's role of that kind."""
    wanted = nominal.noun.split()
    proper = {word for word in nominal.modifiers if word in nominal.proper}
    for role in entity.roles:
        parts = role.lower().replace("’s", "").replace("'s", "").split()
        if all(word in parts for word in wanted):
            rest = {word for word in role.split() if word[:1].isupper() and word.lower() not in wanted}
            if not proper or not rest or any(_akin(a, b.lower()) for a in proper for b in rest):
                return True
    return False


def _akin(a: str, b: str) -> bool:
    """Whether two words are likely a country and its people: "Russia" and "Russian"."""
    return a == b or (len(a) > 3 and len(b) > 3 and a[:4] == b[:4])


def _is_called(words: Words, entity: Entity, nominal: Nominal) -> bool:
    """Whether the noun is in an entity's name ("the university"), and so are the names that qualify it."""
    name = entity.name.lower().split()
    return nominal.noun.split()[-1] in name and all(
        any(_akin(word, part) for part in name) for word in nominal.modifiers if word in nominal.proper
    )


def _country(state: _State, mention: Mentioned, latest: list[Mentioned]) -> None:
    """ "The country" is the one named last, where no other stands near."""
    words = state.words
    near = [
        other
        for other in latest
        if other.entity
        and other.entity.label == "GPE"
        and words.sentence[mention.head] - words.sentence[other.head] <= 3
        and other.entity.name.lower() in lexicon.countries()
    ]
    if len(near) == 1:
        _link(mention, near[0], "country", 0.7)


def _pronoun(state: _State, mention: Mentioned) -> None:
    lower = state.words.lower[mention.head]
    if lower in _GENDER:
        _he_she(state, mention)


def _he_she(state: _State, mention: Mentioned) -> None:
    """He and she: the person that agrees, recent, a subject, and much spoken of."""
    best: dict[int, tuple[float, Mentioned]] = {}
    for other in state.history[-_MEMORY:]:
        gender = other.entity.gender if other.entity else other.gender
        if not other.person or (gender and gender != mention.gender):
            continue
        score = _salience(state, mention, other)
        if score is None:
            continue
        key = id(other.entity) if other.entity else id(other)
        if key not in best or best[key][0] <= score:
            best[key] = (score, other)
    if not best:
        return
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    score, winner = ranked[0]
    margin = score - ranked[1][0] if len(ranked) > 1 else 2.0
    mention.antecedent = winner
    if winner.entity:
        _link(mention, winner, "pronoun", round(min(0.9, 0.55 + 0.15 * margin), 2))
        if not winner.entity.gender:
            winner.entity.gender = mention.gender


def _salience(state: _State, mention: Mentioned, other: Mentioned) -> float | None:
    words, here = state.words, mention.head
    distance = words.sentence[here] - words.sentence[other.head]
    paragraphs = words.paragraph[here] - words.paragraph[other.head]
    if distance > 6 or _bound(words, here, other.head):
        return None
    quote = state.quote_of[here]
    if quote and quote.speaker is not None:
        speaker = state.at.get(quote.speaker)
        if speaker and speaker.entity is not None and speaker.entity is other.entity:
            return None
    score = W["sentence"] * distance + W["paragraph"] * (paragraphs > 0)
    if words.dep[other.head] in SUBJECT:
        score += W["subject"]
        if distance == 0 and words.head[other.head] in _above(words, here):
            score += W["governing"]
    elif words.dep[other.head] == "poss":
        score += W["possessive"]
    if distance == 0:
        score += W["same"]
    if other.kind == "pronoun":
        score += W["pronoun"]
    if other.kind == "nominal" and other.entity is None:
        score += W["nominal"]
    if other.gender or (other.entity and other.entity.gender):
        score += W["gender"]
    if other.entity:
        score += W["count"] * min(6, state.counts[id(other.entity)])
    if state.quote_of[other.head] is not quote:
        score += W["quote"]
    return score


def _above(words: Words, i: int) -> list[int]:
    """The tokens that token *i* hangs from, nearest first."""
    above = []
    while words.head[i] != i and len(above) < 50:
        i = words.head[i]
        above.append(i)
    return above


def _bound(words: Words, pronoun: int, other: int) -> bool:
    """Whether the two are subject and object of one verb, so that they cannot be the same person."""
    if words.lower[pronoun].endswith("self") or words.dep[pronoun] == "poss":
        return False
    verb = _verb(words, pronoun)
    return verb is not None and verb == _verb(words, other) and words.sentence[pronoun] == words.sentence[other]


def _verb(words: Words, i: int) -> int | None:
    if words.dep[i] == "pobj":
        i = words.head[i]
        return words.head[i] if words.dep[i] in ("prep", "agent", "dative") else None
    return words.head[i] if words.dep[i] in SUBJECT or words.dep[i] in _OBJECT else None


def _first_person(state: _State, mention: Mentioned) -> None:
    quote = state.quote_of[mention.head]
    if quote is None or quote.speaker is None:
        return
    speaker = state.at.get(quote.speaker)
    if speaker and speaker.entity and speaker.entity.label == "PERSON":
        _link(mention, speaker, "quoted speaker", 0.85)
