"""Who is meant by a role noun or a pronoun: one pass over a document, from left to right."""

from __future__ import annotations

import collections
import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.entities import lexicon, places
from pipeline.entities.aliases import PLACES, Entity
from pipeline.entities.names import Name
from pipeline.entities.nominals import Nominal, is_agent, role_of
from pipeline.entities.quoted import Quoted
from pipeline.entities.words import Words

_SUBJECT = frozenset(("nsubj", "nsubjpass"))
_OBJECT = frozenset(("dobj", "pobj", "iobj", "dative", "obj"))
_BE = frozenset(("be", "become", "remain"))
_HOLD_OFFICE = frozenset(("serve", "work", "resign", "retire", "act", "elect", "appoint", "swear", "quit"))
_IMPERSONAL = frozenset(("be", "seem", "appear", "take", "rain", "snow", "matter", "happen", "turn", "mean"))
_PAST = frozenset(("former", "ex", "late", "then", "previous", "retired", "outgoing"))
_BESIDE = frozenset(
    ("with", "around", "behind", "before", "near", "beside", "above", "below", "without", "about")
)  # fmt: skip
"""Where the one meant by the object may be the subject: "She took the dog with her"."""
_COUNTRY = frozenset(("country", "nation"))
_CAPITAL = frozenset(("capital", "capital city"))
_TOWN = frozenset(("city", "town", "village"))
_REGION = frozenset(("region", "province", "state", "island", "district", "county", "territory"))
_VENUE = frozenset(("museum", "gallery", "hospital", "bar", "restaurant", "theatre", "theater", "zoo", "school"))
_MANY = frozenset(
    """government administration campaign court council cabinet panel department party union authority forum side force
    service board site office center centre division assembly delegation ministry army senate legislature parliament
    embassy brotherhood""".split()  # noqa: SIM905
)
"""Bodies of which there is one everywhere, and of which news speaks without any name."""
_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "themself"))
_NEUTER = frozenset(("it", "its", "itself"))
_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
_FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
_PRONOUNS = frozenset(_GENDER) | _PLURAL | _NEUTER | _FIRST | _FIRST_PLURAL

_MEMORY = 40
"""How many of the last mentions a pronoun or a noun like "the company" can refer to."""
_FARTHEST = 6
"""How many sentences back they can refer."""
_MOST_NAMESAKES = 100
"""How many entities with one role or word in their name are compared."""

WEIGHTS = {
    "sentence": -1.5,  # for each sentence between
    "paragraph": -0.3,  # not in the same paragraph
    "subject": 1.5,
    "governing": 1.0,  # subject of a clause around the pronoun
    "main": 0.6,  # subject of a main clause of another sentence
    "later": -1.0,  # "In his speech, Smith said …"
    "possessive": 0.3,
    "pronoun": 0.5,
    "speaker": 0.5,  # both are subjects of verbs of speech
    "unnamed": -1.0,  # a role noun of which nobody knows who it is
    "gender": 0.5,  # known, and not only not known to differ
    "other sex": -1.5,  # called "he" more often than "she" so far, or the reverse
    "count": 0.15,  # for each mention so far, up to six
    "quote": -0.7,  # one of the two is quoted, the other not
}
"""What makes a person likely to be meant by "he" or "she"."""


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
    nominal: Nominal | None = None
    person: bool = False


@dataclass(slots=True)
class _State:
    """What is known at one point of the pass: `latest` is the last mention of each entity."""

    words: Words
    quote_of: list[Quoted | None]
    at: dict[int, Mentioned]
    main_country: Entity | None
    narrative: list[int]
    """For each token the count of sentences before it, without those in quotation marks."""
    history: list[Mentioned] = field(default_factory=list)
    latest: dict[int, Mentioned] = field(default_factory=dict)
    counts: collections.Counter[int] = field(default_factory=collections.Counter)
    sexes: collections.Counter[tuple[int, str]] = field(default_factory=collections.Counter)
    """How often each entity was called he and she."""
    by_word: dict[str, dict[int, Entity]] = field(default_factory=lambda: collections.defaultdict(dict))
    """Entities by the words of their roles, and of their names where they are organisations or places."""


def resolve(
    words: Words, names: list[Name], entities: dict[int, Entity], nominals: list[Nominal], quoted: list[Quoted]
) -> list[Mentioned]:
    """Every name, role noun and personal pronoun in order, with the entity meant where that is sure."""
    points = sorted(_mentions(words, names, entities, nominals), key=lambda m: (m.head, m.start))
    at = {i: m for m in points if m.kind == "name" for i in range(m.start, m.end)} | {m.head: m for m in points}
    quote_of = _quotes(words, quoted)
    state = _State(words, quote_of, at, _main_country(names, entities), _narrative(words, quote_of))
    for entity in entities.values():
        for role in entity.roles:
            _index_role(state, entity, role)
        if entity.label != "PERSON":
            for word in entity.name.lower().split():
                state.by_word[word][id(entity)] = entity
    for mention in points:
        if mention.nominal:
            _attach(state, mention, mention.nominal, ("name",))
    _learn_gender(state, points)
    for mention in _speakers_first(points, quoted):
        if mention.nominal and mention.entity is None:
            _role_noun(state, mention, mention.nominal)
        elif mention.kind == "pronoun":
            _pronoun(state, mention)
        state.history.append(mention)
        if mention.entity:
            state.latest[id(mention.entity)] = mention
            state.counts[id(mention.entity)] += 1
    for mention in points:
        if mention.kind == "pronoun" and words.lower[mention.head] in _FIRST:
            _first_person(state, mention)
    return sorted(points, key=lambda m: (m.start, m.end))


def _speakers_first(points: list[Mentioned], quoted: list[Quoted]) -> list[Mentioned]:
    """The mentions in order, but "she" of '"…", she said' before the quotation, as it tells who is not meant there."""
    before = {quote.speaker: quote.start for quote in reversed(quoted) if quote.speaker and quote.speaker > quote.start}
    return sorted(points, key=lambda m: m.head if m.kind == "name" else before.get(m.head, m.head + 1) - 0.5)


def fits(nominal: Nominal, entity: Entity) -> bool:
    """Whether a role noun can stand for an entity of that kind."""
    if nominal.kind == "person":
        return entity.label == "PERSON" and (not nominal.gender or entity.gender in ("", nominal.gender))
    return entity.label == "ORG" if nominal.kind == "org" else entity.label in PLACES


def _mentions(words: Words, names: list[Name], entities: dict[int, Entity], nominals: list[Nominal]) -> list[Mentioned]:
    found = []
    for name in names:
        entity, is_sure = entities[name.start], name.rule in ("model", "known")
        mention = Mentioned(
            name.start, name.end, _head(words, name), "name", entity, name.rule, 0.95 if is_sure else 0.85
        )
        mention.person, mention.gender = entity.label == "PERSON", entity.gender
        found.append(mention)
    for nominal in nominals:
        mention = Mentioned(nominal.start, nominal.end, nominal.head, "nominal", None, "unresolved", 0.5)
        mention.nominal, mention.person, mention.gender = nominal, nominal.kind == "person", nominal.gender
        found.append(mention)
    for i, lower in enumerate(words.lower):
        if lower in _PRONOUNS and words.tag[i] in ("PRP", "PRP$"):
            mention = Mentioned(i, i + 1, i, "pronoun", None, "unresolved", 0.5)
            mention.person, mention.gender = lower in _GENDER, _GENDER.get(lower, "")
            found.append(mention)
    return found


def _head(words: Words, name: Name) -> int:
    outside = (i for i in range(name.end - 1, name.start - 1, -1) if not name.start <= words.head[i] < name.end)
    return next(outside, name.end - 1)


def _quotes(words: Words, quoted: list[Quoted]) -> list[Quoted | None]:
    quote_of: list[Quoted | None] = [None] * len(words)
    for quote in quoted:
        quote_of[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    return quote_of


def _narrative(words: Words, quote_of: list[Quoted | None]) -> list[int]:
    told = {sentence for sentence, quote in zip(words.sentence, quote_of, strict=True) if quote is None}
    count, counts = 0, []
    for i, sentence in enumerate(words.sentence):
        count += i > 0 and sentence != words.sentence[i - 1] and sentence in told
        counts.append(count)
    return counts


def _main_country(names: list[Name], entities: dict[int, Entity]) -> Entity | None:
    """The country of which a document speaks twice as often as of any other."""
    counts = collections.Counter(id(entities[name.start]) for name in names if _is_country(entities[name.start]))
    by_id = {id(entity): entity for entity in entities.values()}
    top = counts.most_common(2)
    return by_id[top[0][0]] if top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]) else None


def _is_country(entity: Entity) -> bool:
    return entity.label == "GPE" and places.is_country(entity.name)


def _link(mention: Mentioned, antecedent: Mentioned, rule: str, confidence: float) -> None:
    mention.entity, mention.antecedent = antecedent.entity, antecedent
    mention.rule, mention.confidence = rule, confidence


def _attach(state: _State, mention: Mentioned, nominal: Nominal, kinds: tuple[str, ...]) -> None:
    """Apposition and predicate: "Ann Lee, the minister", "the minister, Ann Lee", "Ann Lee is the minister"."""
    for token, rule in _attached_to(state.words, nominal.head):
        other = state.at.get(token)
        if other and other is not mention and other.kind in kinds and other.entity and fits(nominal, other.entity):
            _link(mention, other, rule, 0.9)
            if nominal.kind == "person":
                other.entity.gender = other.entity.gender or nominal.gender
            if nominal.kind != "person" or is_agent(nominal.noun) or is_agent(state.words.lower[nominal.head]):
                role = role_of(state.words, nominal)
                other.entity.roles.append(role)
                _index_role(state, other.entity, role)
            return


def _index_role(state: _State, entity: Entity, role: str) -> None:
    for word in _role_words(role):
        state.by_word[word.lower()][id(entity)] = entity


def _role_words(role: str) -> list[str]:
    """The words of a role, abbreviated titles in full."""
    short = lexicon.load().short_titles
    parts = role.replace("’s", "").replace("'s", "").split()
    return [word for part in parts for word in short.get(part.lower().rstrip("."), part).split()]


def _attached_to(words: Words, head: int) -> list[tuple[int, str]]:
    """The tokens that a noun is an apposition or a predicate of, and which of the two."""
    found = [(words.head[head], "apposition")] if words.dep[head] == "appos" else []
    found += [(child, "apposition") for child in words.children[head] if words.dep[child] == "appos"]
    verb = words.head[head]
    if words.dep[head] in ("attr", "oprd") and words.lemma[verb] in _BE:
        if not any(words.dep[child] == "neg" for child in words.children[verb]):
            found += [(child, "predicate") for child in words.children[verb] if words.dep[child] in _SUBJECT]
    elif words.dep[head] == "pobj" and words.lower[verb] == "as" and words.lemma[words.head[verb]] in _HOLD_OFFICE:
        verb = words.head[verb]
        passive = any(words.dep[child] == "auxpass" for child in words.children[verb])
        subjects = ("nsubjpass",) if passive else ("nsubj",)
        found += [(child, "predicate") for child in words.children[verb] if words.dep[child] in subjects]
    return found


def _role_noun(state: _State, mention: Mentioned, nominal: Nominal) -> None:
    """A definite role noun is the one entity that has that role, or whose name holds the noun, or that is near."""
    _attach(state, mention, nominal, ("name", "pronoun"))
    if mention.entity or nominal.definite not in ("the", "possessive", "title"):
        return
    word = nominal.noun.split()[-1]
    known = [e for e in itertools.islice(state.by_word[word].values(), _MOST_NAMESAKES) if id(e) in state.latest]
    owner = _possessor(state, mention)
    known = [entity for entity in known if fits(nominal, entity) and entity is not owner]
    having = [entity for entity in known if _has_role(entity, nominal)]
    if len(having) > 1:
        having = _the_one(state, mention, nominal, having)
    if len(having) == 1:
        _link(mention, state.latest[id(having[0])], "role", 0.8)
        return
    if nominal.kind == "person":
        _epithet(state, mention, nominal, {id(entity) for entity in having})
    if having or nominal.kind == "person":
        return
    after = state.words.lower[nominal.head + 1 : nominal.head + 2] if nominal.end > nominal.head + 1 else []
    if after == ["of"] or len(nominal.modifiers) > len(nominal.proper):
        return  # "the state party", "a group of voters": one among others
    called = [entity for entity in known if _is_called(entity, nominal)]
    if called and nominal.definite != "possessive":
        last = max((state.latest[id(entity)] for entity in called), key=lambda other: other.head)
        if len(called) == 1 or state.narrative[mention.head] - state.narrative[last.head] <= _FARTHEST:
            _link(mention, last, "head noun", 0.8 if len(called) == 1 else 0.6)
    elif not called and not nominal.proper:
        _near(state, mention, nominal)


def _possessor(state: _State, mention: Mentioned) -> Entity | None:
    """Whose minister or company it is, where a name or pronoun before the noun says so."""
    owners = (state.at.get(k) for k in state.words.children[mention.head] if state.words.dep[k] == "poss")
    return next((owner.entity for owner in owners if owner), None)


def _the_one(state: _State, mention: Mentioned, nominal: Nominal, having: list[Entity]) -> list[Entity]:
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


def _epithet(state: _State, mention: Mentioned, nominal: Nominal, having: set[int]) -> None:
    """ "The senator", as a subject: the only person in the last two sentences, or the only senator there."""
    words = state.words
    if nominal.definite != "the" or words.dep[mention.head] not in _SUBJECT or state.quote_of[mention.head]:
        return
    if not having and nominal.noun.split()[-1] not in lexicon.load().epithets:
        return
    near: dict[int, Mentioned] = {}
    for other in reversed(state.history[-_MEMORY:]):
        if state.narrative[mention.head] - state.narrative[other.head] > 2:
            break
        if other.entity and fits(nominal, other.entity) and (not having or id(other.entity) in having):
            near.setdefault(id(other.entity), other)
    if len(near) == 1:
        _link(mention, next(iter(near.values())), "only one near", 0.65)


def _has_role(entity: Entity, nominal: Nominal) -> bool:
    """Whether an entity was given the role, and not that of another people, country or office."""
    wanted = nominal.noun.split()
    for role in entity.roles:
        parts = _role_words(role)
        if set(wanted) <= {part.lower() for part in parts}:
            proper = [part for part in parts if part[:1].isupper() and part.lower() not in wanted]
            if not nominal.proper or not proper or any(places.is_akin(a, b) for a in nominal.proper for b in proper):
                return True
    return False


def _is_called(entity: Entity, nominal: Nominal) -> bool:
    """Whether the noun is in an entity's name ("the university"), and so are the names that qualify it."""
    name = entity.name.lower().split()
    return nominal.noun.split()[-1] in name and all(
        any(places.is_akin(word, part) for part in name) for word in nominal.proper
    )


def _near(state: _State, mention: Mentioned, nominal: Nominal) -> None:
    """ "The country", "the city", "the company": the only one of its kind in the last sentences."""
    words = state.words
    if nominal.noun in _CAPITAL:
        reach, is_one = _FARTHEST, lambda entity: entity.label == "GPE" and places.is_capital(entity.name)
    elif nominal.noun in _COUNTRY:
        reach, is_one = 3, _is_country
    elif nominal.noun in _TOWN:
        reach, is_one = 2, lambda entity: entity.label == "GPE" and not _is_country(entity)
    elif nominal.noun in _REGION:
        reach, is_one = 2, lambda entity: entity.label in ("GPE", "LOC") and not _is_country(entity)
    elif nominal.noun in _VENUE:
        reach, is_one = 2, lambda entity: entity.label in ("ORG", "FAC")
    elif nominal.kind == "org" and nominal.noun not in _MANY:
        reach, is_one = 2, lambda entity: entity.label == "ORG"
    else:
        return
    near: dict[int, Mentioned] = {}
    for other in reversed(state.history[-_MEMORY:]):
        if words.sentence[mention.head] - words.sentence[other.head] > reach:
            break
        if other.entity and is_one(other.entity):
            near.setdefault(id(other.entity), other)
    main = state.main_country if nominal.noun in _COUNTRY and words.lower[nominal.start] != "that" else None
    ours = nominal.noun == "nation" or words.lower[nominal.start] in ("this", "our")
    subjects = [other for other in near.values() if words.dep[other.head] in _SUBJECT]
    if main and id(main) in state.latest and (ours or not near or (len(near) > 1 and id(main) in near)):
        _link(mention, state.latest[id(main)], "main country", 0.6)
    elif len(near) == 1:
        _link(mention, next(iter(near.values())), "only one near", 0.7)
    elif len(subjects) == 1:
        _link(mention, subjects[0], "only subject near", 0.6)


def _pronoun(state: _State, mention: Mentioned) -> None:
    lower = state.words.lower[mention.head]
    if lower in _GENDER:
        _he_she(state, mention)
    elif lower in _NEUTER or lower in _PLURAL:
        _it_they(state, mention, lower in _PLURAL)


def _he_she(state: _State, mention: Mentioned) -> None:
    """He and she: the person that agrees, recent, a subject, and much spoken of."""
    above = set(_above(state.words, mention.head))
    best: dict[int, tuple[float, Mentioned]] = {}
    others_there = _co_arguments(state, mention.head)
    for other in [*state.history[-_MEMORY:], *_later_subjects(state, mention), *_talked_about(state, mention)]:
        gender = other.entity.gender if other.entity else other.gender
        if not other.person or (gender and gender != mention.gender) or id(other.entity) in others_there:
            continue
        score = _salience(state, mention, other, above)
        key = id(other.entity) if other.entity else id(other)
        if score is not None and (key not in best or best[key][0] <= score):
            best[key] = (score, other)
    if not best:
        _main_person(state, mention, others_there)
        return
    (score, winner), *others = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].head))
    mention.antecedent = winner
    if winner.entity:
        state.sexes[id(winner.entity), mention.gender] += 1
        margin = score - others[0][0] if others else 2.0
        _link(mention, winner, "pronoun", round(min(0.9, 0.55 + 0.15 * margin), 2))


def _main_person(state: _State, mention: Mentioned, not_meant: set[int]) -> None:
    """Where nobody is near: the person of that sex of whom the document speaks by far the most."""
    quote = state.quote_of[mention.head]
    speaker = state.at.get(quote.speaker) if quote and quote.speaker is not None else None
    people = [
        (state.counts[key], other)
        for key, other in state.latest.items()
        if other.entity and other.entity.label == "PERSON" and other.entity.gender in ("", mention.gender)
        if key not in not_meant and not (speaker and speaker.entity is other.entity)
    ]
    top = heapq.nlargest(2, people, key=lambda pair: pair[0])
    if top and top[0][0] >= 3 and (len(top) == 1 or top[0][0] >= 2 * top[1][0]):
        _link(mention, top[0][1], "main person", 0.5)


def _co_arguments(state: _State, pronoun: int) -> set[int]:
    """The entities that are subjects of the verb of which the pronoun is an object, and so are not meant by it."""
    words = state.words
    subjects = (k for verb in _above(words, pronoun)[:3] for k in words.children[verb] if words.dep[k] in _SUBJECT)
    found = (state.at.get(k) for k in subjects if k != pronoun and _is_bound(words, pronoun, k))
    return {id(other.entity) for other in found if other and other.entity}


def _talked_about(state: _State, mention: Mentioned) -> list[Mentioned]:
    """The person of whom the speaker of the quotation around the pronoun speaks: '"He lies," Ann said of Tom.'"""
    words, quote = state.words, state.quote_of[mention.head]
    if quote is None or quote.speaker is None:
        return []
    prepositions = [k for k in words.children[words.head[quote.speaker]] if words.lower[k] in ("of", "about")]
    found = (state.at.get(child) for k in prepositions for child in words.children[k] if words.dep[child] == "pobj")
    return [other for other in found if other and other.kind == "name" and other.start > mention.start]


def _learn_gender(state: _State, points: list[Mentioned]) -> None:
    """People of whom neither name nor title tells the sex: "he" or "she" in clauses of which they are the subject."""
    votes: dict[int, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    unknown: dict[int, Entity] = {}
    for mention in points:
        if mention.kind == "pronoun" and mention.gender:
            subject = next(_governing(state, mention), None)
            if subject and subject.entity and subject.person and not subject.entity.gender:
                unknown[id(subject.entity)] = subject.entity
                votes[id(subject.entity)][mention.gender] += 1
    for key, entity in unknown.items():
        (gender, count), *others = votes[key].most_common()
        if not others or count >= 3 * others[0][1]:
            entity.gender = gender


def _governing(state: _State, mention: Mentioned) -> Iterator[Mentioned]:
    """The named subjects of the clauses around a mention that stand before it, the nearest first."""
    words = state.words
    for verb in _above(words, mention.head):
        for child in words.children[verb]:
            other = state.at.get(child) if words.dep[child] in _SUBJECT and child < mention.head else None
            if other and other.kind == "name" and not _is_bound(words, mention.head, child):
                yield other


def _later_subjects(state: _State, mention: Mentioned) -> list[Mentioned]:
    """The named subject of the clause before which the pronoun stands: "As he left, Smith said …"."""
    words, here = state.words, mention.head
    below = [here, *_above(words, here)]
    subjects = (
        child
        for inner, verb in itertools.pairwise(below)
        if words.dep[inner] != "ccomp"  # "He is ill, Smith said" is about somebody else
        for child in words.children[verb]
        if child > here and inner != here and words.dep[child] in _SUBJECT
    )
    return [other for subject in subjects if (other := state.at.get(subject)) and other.kind == "name"]


def _salience(state: _State, mention: Mentioned, other: Mentioned, above: set[int]) -> float | None:
    """How likely a person mentioned before is the one meant, or None where that cannot be."""
    words, here, there = state.words, mention.head, other.head
    quote = state.quote_of[here]
    order = words.sentence if quote else state.narrative
    distance = order[here] - order[there]
    speaker = state.at.get(quote.speaker) if quote and quote.speaker is not None else None
    if distance > _FARTHEST or _is_bound(words, here, there):
        return None
    if speaker and speaker.entity is not None and speaker.entity is other.entity:
        return None
    score = WEIGHTS["sentence"] * distance
    if words.paragraph[here] != words.paragraph[there]:
        score += WEIGHTS["paragraph"]
    if words.dep[there] == "appos":
        there = words.head[there]
    if _has_clause(words, there, above):
        score += WEIGHTS["subject"] + WEIGHTS["governing"]
    elif words.dep[there] in _SUBJECT:
        score += WEIGHTS["subject"] + (WEIGHTS["governing"] if words.head[there] in above else 0)
        score += WEIGHTS["later"] if there > here else 0
        is_main = words.head[words.head[there]] == words.head[there]
        score += WEIGHTS["main"] if is_main and distance and quote is None else 0
    elif words.dep[there] == "poss":
        score += WEIGHTS["possessive"]
    elif other.start and words.paragraph[other.start - 1] != words.paragraph[other.start]:
        score += WEIGHTS["subject"]  # of a sentence that the parser has joined to the heading above it
    if other.kind == "pronoun" and other.entity:
        score += WEIGHTS["pronoun"]
    if _speaks(words, here) and _speaks(words, there):
        score += WEIGHTS["speaker"]
    if other.entity is None:
        score += WEIGHTS["unnamed"] + (WEIGHTS["gender"] if other.gender else 0)
    else:
        key, opposite = id(other.entity), "f" if mention.gender == "m" else "m"
        score += WEIGHTS["gender"] if other.entity.gender else 0
        score += WEIGHTS["other sex"] if state.sexes[key, opposite] > state.sexes[key, mention.gender] else 0
        score += WEIGHTS["count"] * min(6, state.counts[id(other.entity)])
    return score if state.quote_of[there] is quote else score + WEIGHTS["quote"]


def _speaks(words: Words, i: int) -> bool:
    return words.dep[i] == "nsubj" and words.lemma[words.head[i]] in lexicon.load().speech_verbs


def _has_clause(words: Words, i: int, above: set[int]) -> bool:
    """Whether the pronoun is in a clause about *i*: "Ann, who said that she", "Ann's idea that she"."""
    if words.dep[i] == "poss":
        return (
            words.head[i] in above
            and words.tag[words.head[i]] == "NN"
            and any(
                child in above
                for child in words.children[words.head[i]]
                if words.dep[child] in ("acl", "relcl", "ccomp")
            )
        )
    return any(child in above for child in words.children[i] if words.dep[child] == "relcl")


def _above(words: Words, i: int) -> list[int]:
    """The tokens that token *i* hangs from, nearest first."""
    above: list[int] = []
    while words.head[i] != i and len(above) < 50:
        i = words.head[i]
        above.append(i)
    return above


def _is_bound(words: Words, pronoun: int, other: int) -> bool:
    """Whether the two are subject and object of one verb, so that they cannot be the same person."""
    if words.lower[pronoun].endswith("self") or words.dep[pronoun] == "poss":
        return False
    verb = _verb(words, pronoun)
    if verb is None:
        return False
    if words.dep[pronoun] not in _SUBJECT and words.dep[other] in _SUBJECT:
        # "Ann left, calling her": the subject of both verbs.
        while words.dep[verb] in ("advcl", "xcomp", "conj") and not _has_subject(words, verb):
            verb = words.head[verb]
    return verb == _verb(words, other)


def _has_subject(words: Words, verb: int) -> bool:
    return any(words.dep[child] in _SUBJECT for child in words.children[verb])


def _verb(words: Words, i: int) -> int | None:
    """The verb that token *i* is a subject or an object of."""
    if words.dep[i] == "pobj":
        i = words.head[i]
        if words.lower[i] in _BESIDE or words.dep[i] not in ("prep", "agent", "dative"):
            return None
        verb = words.head[i]
        # "lost confidence in him"
        return words.head[verb] if words.dep[verb] == "dobj" and words.tag[verb] == "NN" else verb
    return words.head[i] if words.dep[i] in _SUBJECT or words.dep[i] in _OBJECT else None


def _it_they(state: _State, mention: Mentioned, plural: bool) -> None:
    """It is the organisation or place, they are the people, that a clause around them has as its subject.

    Where they speak themselves ("It said …"), also the one that the sentence before has as its subject.
    Nothing else is sure.
    """
    words, here = state.words, mention.head
    if words.dep[here] == "nsubj" and words.lemma[words.head[here]] in _IMPERSONAL:
        return
    if words.dep[here] == "poss" and words.dep[words.head[here]] == "conj":
        return
    own = words.head[here] if words.dep[here] in _SUBJECT else None
    for verb in _above(words, here):
        subjects = [child for child in words.children[verb] if words.dep[child] in _SUBJECT and child < here]
        if verb != own and subjects:
            subject = state.at.get(subjects[0])
            if subject and _may_be_it(words, subject, plural) and not _is_bound(words, here, subject.head):
                _link(mention, subject, "pronoun", 0.7)
            return
    if not _speaks(words, here) or state.quote_of[here]:
        return
    for other in reversed(state.history[-_MEMORY:]):
        if state.narrative[here] - state.narrative[other.head] > 1:
            return
        if words.dep[other.head] in _SUBJECT and not state.quote_of[other.head]:
            if _may_be_it(words, other, plural):
                _link(mention, other, "pronoun", 0.65)
            return


def _may_be_it(words: Words, other: Mentioned, plural: bool) -> bool:
    """Whether another mention agrees with it, or with they, and names one thing only."""
    if other.entity is None or any(words.dep[child] == "conj" for child in words.children[other.head]):
        return False
    if plural:
        return other.entity.label == "NORP" and words.tag[other.head] in ("NNS", "NNPS", "PRP", "PRP$")
    return other.entity.label in ("ORG", "GPE") and words.tag[other.head] != "NNPS"


def _first_person(state: _State, mention: Mentioned) -> None:
    """I, in a quotation, is the one who says it."""
    quote = state.quote_of[mention.head]
    speaker = state.at.get(quote.speaker) if quote and quote.speaker is not None else None
    if speaker and speaker.entity and speaker.entity.label == "PERSON":
        _link(mention, speaker, "quoted speaker", 0.85)
