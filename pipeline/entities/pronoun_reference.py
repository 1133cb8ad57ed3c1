"""Who is meant by a personal pronoun."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pipeline.entities import references
from pipeline.entities.aliases import Entity
from pipeline.entities.state import FARTHEST, MEMORY, SUBJECT, Mentioned, State, link, role_words
from pipeline.entities.words import Words
from pipeline.language.record import record
from pipeline.lexicon import role_nouns
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import speech_verbs, verbs_that
from pipeline.speech.speakers import Quoted
from pipeline.world.people import leaning

_OBJECT = frozenset(("dobj", "pobj", "iobj", "dative", "obj"))
_IMPERSONAL = frozenset(("be", "seem", "appear", "take", "rain", "snow", "matter", "happen", "turn", "mean"))
_BESIDE = frozenset(
    ("with", "around", "behind", "before", "near", "beside", "above", "below", "without", "about")
)  # fmt: skip
"""Where the one meant by the object may be the subject: "She took the dog with her"."""
GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "themself"))
_NEUTER = frozenset(("it", "its", "itself"))
FIRST = frozenset(("i", "me", "my", "mine", "myself"))
_FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
PRONOUNS = frozenset(GENDER) | _PLURAL | _NEUTER | FIRST | _FIRST_PLURAL

_ASKING = frozenset(
    ("police", "officers", "detectives", "investigators", "deputies", "court", "jury", "jurors", "paramedics")
)
"""To whom one tells of himself: "the driver told police that he"."""
_SPOKESMEN = frozenset(("spokesman", "spokeswoman", "spokesperson", "aide", "lawyer", "attorney", "representative"))
_CLIENTS = frozenset(("client", "clients", "boss", "patient"))
"""Those for whom one of them speaks, who are his: "Lee's lawyer said his client"."""
_LAST_SPEAKERS = 15
"""Among how many of the last mentions the one who spoke last is looked for."""
_BESIDE_WORDS = 4
"""How many tokens there are at most between a quotation and the subject of its cue."""
_NEAR = 6
"""How many of the last people named can be those of whom a pronoun speaks instead."""

WEIGHTS = {
    "sentence": -1.5,  # for each sentence between
    "paragraph": -1.0,  # not in the same paragraph
    "subject": 1.5,
    "governing": 1.0,  # subject of a clause around the pronoun
    "nearest": 0.5,  # subject of the nearest such clause
    "told": 1.5,  # "Lee, who told Tom that he would pay"
    "main": 0.6,  # subject of a main clause of another sentence
    "later": -1.0,  # "In his speech, Smith said …"
    "possessive": 0.3,
    "pronoun": 0.5,
    "speaker": 0.5,  # both are subjects of verbs of speech
    "spoke last": 0.7,  # both are subjects of verbs of speech, and nobody else is a subject between
    "principal": 3.0,  # the one for whom a spokesman speaks who says "he" or "she"
    "own clause": 5.0,  # somebody unnamed, subject of the clause in which "his" or "her" stands
    "unnamed": -1.7,  # a role noun of which nobody knows who it is
    "inner": 2.5,  # such a noun that is the subject of the nearest clause: "the driver fled before he"
    "introduced": 0.7,  # such a noun that tells of somebody new: "a director", "my father"
    "meant before": 0.4,  # a pronoun that means somebody unnamed
    "topic": 1.5,  # "As for Lee, …", "What do you think of Lee?"
    "addressed": -1.5,  # one to whom the quotation around the pronoun is said
    "said of": -2.6,  # one of whom the speaker speaks: "Lee never called, he said"
    "guest": -4.0,  # the one who is interviewed, and says "I"
    "suspect": 2.0,  # "the gunman" of one who does
    "official": -2.5,  # a lawyer or sheriff of one who stabs, flees or is arrested
    "kin": 0.75,  # "my mother", "his wife": a noun that tells the sex and whose it is
    "leaning": -0.8,  # the given name ends like one of the other sex
    "gender": 0.5,  # known, and not only not known to differ
    "other sex": -1.5,  # called "he" more often than "she" so far, or the reverse
    "count": 0.15,  # for each mention so far, up to six
    "quote": -0.7,  # one of the two is quoted, the other not
}
"""What makes a person likely to be meant by "he" or "she"."""


_CLAUSES_OF_NOUNS = frozenset(("acl", "relcl", "ccomp"))
"""Relations of a clause to the noun that it is about, or that it tells the content of."""
_IN_CLAUSE = frozenset(("agent", "attr", "compound", "dative", "dobj", "nmod", "oprd", "pobj", "poss", "prep"))
"""Relations of what stands in a clause itself, in no clause within it."""


def resolve_pronoun(state: State, mention: Mentioned) -> None:
    """He, she, it and they; the others are left as they are."""
    lower = state.words.lower[mention.head]
    if lower in GENDER:
        _he_she(state, mention)
    elif lower in _NEUTER or lower in _PLURAL:
        _it_they(state, mention, lower in _PLURAL)


def _he_she(state: State, mention: Mentioned) -> None:
    """He and she: the person that agrees, recent, a subject, and much spoken of."""
    if own := _himself(state, mention):
        link(mention, own, references.REFLEXIVE, 0.9)
        return
    words = state.words
    site = _site(state, mention)
    nearest = _nearest_subject(words, mention.head)
    told = _is_told_by_who(words, mention.head)
    addressed = _addressed(state, site.quote) if site.quote else set()
    best: dict[int, tuple[float, Mentioned]] = {}
    here = mention.head
    others_there = _not_meant(state, here)
    said_of = _said_of(state, here)
    inner = _inner_subjects(state, mention)
    for other in [*state.history[-MEMORY:], *_later_subjects(state, mention), *_talked_about(state, mention)]:
        if not _agrees(other, mention) or id(other.entity) in others_there:
            continue
        if other.entity is None and _is_predicate(words, other):
            continue
        score = _salience(state, mention, other, site)
        if score is not None and other.head == nearest:
            score += WEIGHTS["nearest"] + (WEIGHTS["told"] if told else 0)
        if score is not None and other.head in inner and _is_definite(other):
            score += WEIGHTS["inner"]
        if score is not None and id(other.entity) in said_of:
            score += WEIGHTS["said of"]
        if score is not None and id(other.entity) in addressed:
            score += WEIGHTS["addressed"]
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
        link(mention, winner, references.HE_OR_SHE, round(min(0.87, 0.55 + 0.15 * margin), 2))
    else:
        winner.gender = winner.gender or mention.gender
        mention.nominal = winner.nominal


def _not_meant(state: State, pronoun: int) -> set[int]:
    """The entities that the grammar of the clauses around a pronoun, or what it is told of, leaves out."""
    return (
        _co_arguments(state, pronoun) | _named_under(state, pronoun) | _owned(state, pronoun) | _told_of(state, pronoun)
    )


def _is_definite(other: Mentioned) -> bool:
    """Whether a mention is a role noun of which nobody knows who it is, but which means one: "the driver"."""
    return other.entity is None and other.nominal is not None and other.nominal.definite in ("the", "possessive")


def _inner_subjects(state: State, mention: Mentioned) -> list[int]:
    """Whom a pronoun that is a subject means before those outside the clause: "Lee said *the driver* fled before he".

    That is the subject of the nearest clause that agrees, but for one who says or finds something, "the judge found
    that he", unless it is told to those who ask; and that of a clause before its own: "when *the driver* came, he".
    """
    words, here = state.words, mention.head
    verb = words.head[here]
    if words.dep[here] not in SUBJECT or words.lemma[verb] in verbs_that("mere-saying"):
        return []
    before = [clause for clause in words.children[verb] if clause < here and words.dep[clause] == "advcl"]
    found = [k for clause in before for k in words.children[clause] if words.dep[k] in SUBJECT]
    around = ((k, state.at.get(k)) for k in _subjects_around(words, here))
    nearest = next((k for k, other in around if other and _agrees(other, mention)), None)
    if nearest is not None and words.dep[nearest] in SUBJECT and _is_within(words, verb, words.head[nearest]):
        found.append(nearest)
    return found


def _is_within(words: Words, inner: int, outer: int) -> bool:
    """Whether a clause stands within another, but in nothing that is said there, unless to those who ask."""
    while inner != outer and words.head[inner] != inner:
        if words.dep[inner] == "ccomp" and words.head[inner] == outer:
            told = [words.lower[k] for k in words.children[outer] if words.dep[k] in _OBJECT]
            return any(listener in _ASKING for listener in told)
        inner = words.head[inner]
    return inner == outer


def _nearest_subject(words: Words, pronoun: int) -> int | None:
    """The subject of the nearest clause around a pronoun of which the pronoun is no subject itself.

    For "who" it is the noun that the clause is about.
    """
    return next(_subjects_around(words, pronoun), None)


def _subjects_around(words: Words, pronoun: int) -> Iterator[int]:
    """The subjects before a pronoun of the clauses around it, the nearest first."""
    for verb in _above(words, pronoun):
        for child in words.children[verb]:
            if words.dep[child] in SUBJECT and child < pronoun:
                yield _antecedent(words, child)


def _is_told_by_who(words: Words, pronoun: int) -> bool:
    """Whether a pronoun is the subject of what "who" says: "Lee, who told Tom that he would pay"."""
    verb = words.head[pronoun]
    if (
        words.dep[pronoun] not in SUBJECT
        or words.dep[verb] != "ccomp"
        or words.lemma[words.head[verb]] not in speech_verbs()
    ):
        return False
    subjects = (k for k in words.children[words.head[verb]] if words.dep[k] in SUBJECT)
    return any(words.tag[k] == "WP" for k in subjects)


def _himself(state: State, mention: Mentioned) -> Mentioned | None:
    """Who is meant by himself or herself: the name before ("Lee herself"), or the subject of the clause."""
    words, here = state.words, mention.head
    if not words.lower[here].endswith("self"):
        return None
    end = here - 1 if here and words.text[here - 1] in (",", "-", "–", "—", ")") else here
    before = state.at.get(end - 1) if end else None
    if before and before.end == end and _agrees(before, mention):
        return before
    for verb in _above(words, here):
        subjects = [state.at.get(child) for child in words.children[verb] if words.dep[child] in SUBJECT]
        if subjects:
            return subjects[0] if subjects[0] and subjects[0].entity and _agrees(subjects[0], mention) else None
    return None


def _agrees(other: Mentioned, mention: Mentioned) -> bool:
    gender = other.entity.gender if other.entity else other.gender
    return other.person and gender in ("", mention.gender)


def _quoted_speaker(state: State, mention: Mentioned) -> Mentioned | None:
    """Who says the quotation that a mention stands in."""
    quote = state.quote_of[mention.head]
    return state.at.get(quote.speaker) if quote and quote.speaker is not None else None


def _main_person(state: State, mention: Mentioned, not_meant: set[int]) -> None:
    """Where nobody is near: the person of that sex of whom the document speaks by far the most."""
    speaker = _quoted_speaker(state, mention)
    people = [
        entity
        for entity in state.main_people
        if entity.gender in ("", mention.gender) and id(entity) in state.latest and id(entity) not in not_meant
        if not (speaker and speaker.entity is entity) and not _is_guest(state, mention, entity)
    ]
    top = sorted(((state.counts[id(entity)], state.latest[id(entity)]) for entity in people), key=lambda pair: -pair[0])
    if top and top[0][0] >= 3 and (len(top) == 1 or top[0][0] >= 2 * top[1][0]):
        link(mention, top[0][1], references.MAIN_PERSON, 0.5)


def _co_arguments(state: State, pronoun: int) -> set[int]:
    """The entities that are subjects of the verb of which the pronoun is an object, and so are not meant by it."""
    words = state.words
    subjects = [k for verb in _above(words, pronoun)[:3] for k in words.children[verb] if words.dep[k] in SUBJECT]
    found = [state.at.get(_antecedent(words, k)) for k in subjects if k != pronoun and _is_bound(words, pronoun, k)]
    return {id(other.entity) for other in found if other and other.entity}


def _named_under(state: State, pronoun: int) -> set[int]:
    """The entities named in the clause of which a pronoun is the subject: "he was charged with an assault on *Reed*".

    Those in clauses within it news does mean: "he says that *Reed's* microphone failed".
    """
    words = state.words
    if words.dep[pronoun] not in SUBJECT:
        return set()
    found: set[int] = set()
    waiting = [words.head[pronoun]]
    while waiting:
        word = waiting.pop()
        name = state.at.get(word)
        if name and name.kind == "name" and name.entity:
            found.add(id(name.entity))
        waiting += [child for child in words.children[word] if child > pronoun and words.dep[child] in _IN_CLAUSE]
    return found


def _said_of(state: State, pronoun: int) -> set[int]:
    """The subject of what somebody says whom a pronoun names behind it: "*Reed* never called, he said"."""
    words, cue = state.words, state.words.head[pronoun]
    if not _speaks(words, pronoun) or words.text[pronoun - 1] != ",":
        return set()
    said = [k for k in words.children[cue] if k < pronoun and words.dep[k] == "ccomp"]
    said += [words.head[cue]] if words.dep[cue] == "parataxis" and words.head[cue] < pronoun else []
    of = (k for verb in said if words.lemma[verb] not in speech_verbs() for k in words.children[verb])
    found = (state.at.get(k) for k in of if words.dep[k] in SUBJECT)
    return {id(name.entity) for name in found if name and name.kind == "name" and name.entity}


def _owned(state: State, pronoun: int) -> set[int]:
    """Who is named by what "his" or "her" stands before, and so is somebody else: "his grandson *Tom Reed*"."""
    words, owned = state.words, state.words.head[pronoun]
    if words.dep[pronoun] != "poss":
        return set()
    owned = words.head[owned] if words.dep[owned] == "compound" else owned
    beside = [owned, *(k for k in words.children[owned] if words.dep[k] in ("appos", "compound"))]
    return {id(name.entity) for k in beside if (name := state.at.get(k)) and name.kind == "name" and name.entity}


def _told_of(state: State, pronoun: int) -> set[int]:
    """The people whom one who speaks names in the quotation beside him, and so is not: '"*Reed* fired," he said'."""
    words = state.words
    beside = [
        quote
        for quote in state.said_by.get(pronoun, ())
        if quote.start <= pronoun + _BESIDE_WORDS and pronoun <= quote.end + _BESIDE_WORDS
    ]
    inside = (i for quote in beside for i in range(quote.start, quote.end) if not _is_own_name(words, i))
    found = (state.at.get(i) for i in inside)
    names = (n for n in found if n and n.kind == "name" and words.dep[n.head] != "compound")  # "my Reed hat"
    return {id(name.entity) for name in names if name.entity and name.person}


def _is_own_name(words: Words, i: int) -> bool:
    """Whether a speaker tells by a name who he is: "I am Ann Lee", "my name is Ann Lee", "this is Ann Lee"."""
    while words.dep[i] in ("compound", "appos", "conj", "nmod") and words.head[i] != i:
        i = words.head[i]
    return words.dep[i] in ("attr", "oprd", "ROOT")


def _antecedent(words: Words, subject: int) -> int:
    """The noun that "who" stands for as the subject of a relative clause; any other subject itself."""
    verb = words.head[subject]
    is_relative = words.tag[subject] in ("WP", "WDT") and words.dep[verb] == "relcl"
    return words.head[verb] if is_relative else subject


def _addressed(state: State, quote: Quoted) -> set[int]:
    """The people to whom a quotation is said, who are "you" in it: '"He lies," Ann told Tom.'"""
    words = state.words
    if quote.speaker is None:
        return set()
    around = words.children[words.head[quote.speaker]]
    to = [k for verb_child in around if words.lower[verb_child] == "to" for k in words.children[verb_child]]
    found = [state.at.get(k) for k in [*around, *to] if words.dep[k] in _OBJECT]
    return {id(other.entity) for other in found if other and other.entity and other.person}


def _talked_about(state: State, mention: Mentioned) -> list[Mentioned]:
    """The person of whom the speaker of the quotation around the pronoun speaks: '"He lies," Ann said of Tom.'"""
    words, quote = state.words, state.quote_of[mention.head]
    if quote is None or quote.speaker is None:
        return []
    prepositions = [k for k in words.children[words.head[quote.speaker]] if words.lower[k] in ("of", "about")]
    found = (state.at.get(child) for k in prepositions for child in words.children[k] if words.dep[child] == "pobj")
    return [other for other in found if other and other.kind == "name" and other.start > mention.start]


def learn_gender(state: State, points: list[Mentioned]) -> None:
    """People of whom neither name nor title tells the sex: "he" or "she" where they are the subject.

    That is in clauses inside theirs, or as the subject of the next sentence. It tells half as much, and is
    not enough alone, where somebody else of that sex was just spoken of.
    """
    votes: dict[int, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    unknown: dict[int, Entity] = {}
    people: collections.deque[Mentioned] = collections.deque(maxlen=_NEAR)
    last_subject: Mentioned | None = None
    for mention in points:
        if mention.kind == "pronoun" and mention.gender:
            subject = next(_governing(state, mention), None)
            if subject is None and last_subject and _goes_on(state, last_subject, mention):
                subject = last_subject
            if subject and subject.entity and subject.person and not subject.entity.gender:
                unknown[id(subject.entity)] = subject.entity
                votes[id(subject.entity)][mention.gender] += 2 if _is_alone(state, subject, mention, people) else 1
        elif mention.kind == "name" and mention.person:
            people.append(mention)
            if _is_main_subject(state.words, mention.head):
                last_subject = mention
    for key, entity in unknown.items():
        (gender, count), *others = votes[key].most_common()
        if count > 1 and (not others or count >= 2 * others[0][1]):
            entity.gender = gender


def _is_alone(state: State, subject: Mentioned, mention: Mentioned, people: Iterable[Mentioned]) -> bool:
    """Whether nobody else whom the pronoun might mean is named in the sentence or the one before."""
    return not any(
        other.entity is not subject.entity
        and other.entity
        and other.entity.gender == mention.gender
        and state.words.sentence[mention.head] - state.words.sentence[other.head] <= 1
        for other in people
    )


def _goes_on(state: State, subject: Mentioned, mention: Mentioned) -> bool:
    """Whether a pronoun is the subject of the next sentence, as a person is of the last one."""
    words = state.words
    return (
        _is_main_subject(words, mention.head)
        and state.narrative[mention.head] - state.narrative[subject.head] == 1
        and words.paragraph[mention.head] == words.paragraph[subject.head]
        and state.quote_of[mention.head] is state.quote_of[subject.head] is None
    )


def _is_main_subject(words: Words, i: int) -> bool:
    return words.dep[i] in SUBJECT and words.head[words.head[i]] == words.head[i]


def _governing(state: State, mention: Mentioned) -> Iterator[Mentioned]:
    """The named subjects of the clauses around a mention that stand before it, the nearest first."""
    words = state.words
    for verb in _above(words, mention.head):
        for child in words.children[verb]:
            other = state.at.get(child) if words.dep[child] in SUBJECT and child < mention.head else None
            if other and other.kind == "name" and not _is_bound(words, mention.head, child):
                yield other


def _later_subjects(state: State, mention: Mentioned) -> list[Mentioned]:
    """The named subject of the clause before which the pronoun stands: "As he left, Smith said …"."""
    words, here = state.words, mention.head
    below = [here, *_above(words, here)]
    subjects = (
        child
        for inner, verb in itertools.pairwise(below)
        if words.dep[inner] != "ccomp"  # "He is ill, Smith said" is about somebody else
        for child in words.children[verb]
        if child > here and inner != here and words.dep[child] in SUBJECT
    )
    return [other for subject in subjects if (other := state.at.get(subject)) and other.kind == "name"]


@record
class _Site:
    """Where a pronoun stands, found out once for all who may be meant by it.

    `order` numbers the sentences by which it is far from others, `above` are the tokens that it hangs from, and the
    clauses around it are about the nouns `told_of`, or tell whose idea something is: "Ann's idea that she". By
    `bound` see `_bound_verbs`; a spokesman for one of the tokens `principal` says what it stands in. It `is_of_suspect`
    where what is told of it is told of suspects.
    """

    quote: Quoted | None
    speaker: Entity | None
    order: list[int]
    above: frozenset[int]
    told_of: frozenset[int]
    ideas: frozenset[int]
    bound: _Bound
    speaks: bool
    spoke_last: Entity | None
    principal: frozenset[int]
    is_of_suspect: bool


def _site(state: State, mention: Mentioned) -> _Site:
    words, here = state.words, mention.head
    quote, speaker = state.quote_of[here], _quoted_speaker(state, mention)
    above = frozenset(_above(words, here))
    told = [verb for verb in above if words.dep[verb] in _CLAUSES_OF_NOUNS]
    speaks = _speaks(words, here)
    return _Site(
        quote=quote,
        speaker=speaker.entity if speaker else None,
        order=words.sentence if quote else state.narrative,
        above=above,
        told_of=frozenset(words.head[verb] for verb in told if words.dep[verb] == "relcl"),
        ideas=frozenset(noun for verb in told if (noun := words.head[verb]) in above and words.tag[noun] == "NN"),
        bound=_bound_verbs(words, here),
        speaks=speaks,
        spoke_last=_spoke_last(state, here) if speaks else None,
        principal=_principal(words, here),
        is_of_suspect=_is_of_suspect(words, here),
    )


def _salience(state: State, mention: Mentioned, other: Mentioned, site: _Site) -> float | None:
    """How likely a person mentioned before is the one meant, or None where that cannot be."""
    words, here, there, above = state.words, mention.head, other.head, site.above
    distance = site.order[here] - site.order[there]
    if distance > FARTHEST or _is_bound_by(words, site.bound, there):
        return None
    if site.speaker is not None and site.speaker is other.entity:
        return None
    score = WEIGHTS["sentence"] * distance
    if not _in_one_turn(state, here, there):
        score += WEIGHTS["paragraph"]
    if other.entity and _is_guest(state, mention, other.entity):
        score += WEIGHTS["guest"]
    if words.dep[there] == "appos":
        there = words.head[there]
    is_whose = words.dep[there] == "poss"
    if (is_whose and words.head[there] in site.ideas) or (not is_whose and there in site.told_of):
        score += WEIGHTS["subject"] + WEIGHTS["governing"]
    elif words.dep[there] in SUBJECT or _is_lost_subject(words, other):
        score += WEIGHTS["subject"] + (WEIGHTS["governing"] if words.head[there] in above else 0)
        score += WEIGHTS["later"] if there > here else 0
        is_main = _is_main_subject(words, there)
        score += WEIGHTS["main"] if is_main and distance and site.quote is None else 0
    elif _is_topic(state, there) or words.dep[there] == "attr":
        score += WEIGHTS["topic"]
    elif is_whose:
        score += WEIGHTS["possessive"]
    elif other.start and words.paragraph[other.start - 1] != words.paragraph[other.start]:
        score += WEIGHTS["subject"]  # of a sentence that the parser has joined to the heading above it
    if other.kind == "pronoun" and other.entity:
        score += WEIGHTS["pronoun"]
    if site.speaks and _speaks(words, there):
        score += WEIGHTS["speaker"]
    if other.entity is None:
        score += WEIGHTS["unnamed"] + (WEIGHTS["gender"] if other.gender else 0)
        score += _specific(state, other, here)
        score += WEIGHTS["suspect"] if site.is_of_suspect and _is_suspect(other) else 0
        score += WEIGHTS["own clause"] if _is_own_subject(words, other, here) else 0
    else:
        key, opposite = id(other.entity), "f" if mention.gender == "m" else "m"
        score += WEIGHTS["gender"] if other.entity.gender else 0
        score += WEIGHTS["leaning"] if not other.entity.gender and leaning(other.entity.name) == opposite else 0
        called = state.sexes.get
        score += WEIGHTS["other sex"] if called((key, opposite), 0) > called((key, mention.gender), 0) else 0
        score += WEIGHTS["spoke last"] if other.entity is site.spoke_last else 0
        score += WEIGHTS["principal"] if other.head in site.principal else 0
        score += WEIGHTS["official"] if site.is_of_suspect and _is_official(other.entity) else 0
        score += WEIGHTS["count"] * min(6, state.counts.get(key, 0))
    return score if state.quote_of[there] is site.quote or there in above else score + WEIGHTS["quote"]


def _spoke_last(state: State, pronoun: int) -> Entity | None:
    """Who said something before one who speaks, where nobody did anything since; of a question another knows more."""
    words = state.words
    for other in reversed(state.history[-_LAST_SPEAKERS:]):
        if (
            other.person
            and other.head < pronoun
            and words.dep[other.head] in SUBJECT
            and not state.quote_of[other.head]
        ):
            is_main = _is_main_subject(words, other.head)
            says = is_main and _speaks(words, other.head) and words.lemma[words.head[other.head]] != "ask"
            return other.entity if says else None
    return None


def _is_own_subject(words: Words, other: Mentioned, pronoun: int) -> bool:
    """Whether "his" stands in the clause that *other* is the subject of: "the singer was ill until his death"."""
    if words.dep[pronoun] != "poss" or words.dep[words.head[pronoun]] != "pobj" or words.dep[other.head] not in SUBJECT:
        return False
    if other.nominal is None or other.nominal.definite != "the":
        return False
    verb = next((i for i in _above(words, pronoun) if words.tag[i].startswith("VB")), None)
    return verb is not None and words.head[other.head] == verb


def _principal(words: Words, pronoun: int) -> frozenset[int]:
    """The tokens that tell for whom somebody says what a pronoun stands in: "a spokesman for Ann Lee said she …"."""
    if words.dep[pronoun] == "poss" and words.lower[words.head[pronoun]] in _CLIENTS:
        return frozenset()
    for verb in _above(words, pronoun):
        for subject in words.children[verb]:
            if words.dep[subject] == "nsubj" and words.lower[subject] in _SPOKESMEN and subject < pronoun:
                around = range(words.left_edge(subject), words.right_edge(subject) + 1)
                own = [k for k in words.children[subject] if words.dep[k] == "appos"]  # "Ann Lee's lawyer, Tom Reed"
                return frozenset(around).difference((subject, *own))
    return frozenset()


def _is_of_suspect(words: Words, pronoun: int) -> bool:
    """Whether a pronoun is the one who stabs or flees, or who is arrested, or whose trial it is."""
    dep, lemma = words.dep[pronoun], words.lemma[words.head[pronoun]]
    if dep == "poss":
        return lemma in nouns_that("suspect")
    if dep == "nsubj":
        return lemma in verbs_that("criminal")
    return dep in ("nsubjpass", "dobj") and lemma in verbs_that("arresting")


def _is_suspect(other: Mentioned) -> bool:
    """Whether an unnamed person is called one who does what suspects do: "the gunman"."""
    return _is_definite(other) and other.nominal is not None and other.nominal.noun in role_nouns.load().suspects


def _is_official(entity: Entity) -> bool:
    """Whether somebody tells of crimes, by any role that he was given: "prosecutor", "police spokesman"."""
    officials = role_nouns.load().officials
    return any(word.lower() in officials for role in entity.roles for word in role_words(role))


def _in_one_turn(state: State, here: int, there: int) -> bool:
    """Whether two tokens are in one paragraph, or in a question and its answer."""
    if state.words.paragraph[here] == state.words.paragraph[there]:
        return True
    interview = state.interview
    return interview is not None and interview.exchange[here] == interview.exchange[there]


def _is_guest(state: State, mention: Mentioned, entity: Entity) -> bool:
    """Whether an entity is the one who is asked in an interview, in which he is "I" and "you" but never "he"."""
    interview = state.interview
    return interview is not None and interview.guest is entity and mention.head >= interview.start


def _is_topic(state: State, i: int) -> bool:
    """Whether a sentence begins with what it is about, "As for Ann, …", or an interview asks about it."""
    words = state.words
    preposition = words.head[i]
    if words.dep[i] != "pobj":
        return False
    if words.lower[preposition] == "for" and preposition and words.lower[preposition - 1] == "as":
        return preposition == 1 or words.sentence[preposition - 2] != words.sentence[i]
    if state.interview is None or words.lower[preposition] not in ("about", "of"):
        return False
    return words.text[words.right_edge(_above(words, i)[-1])] == "?"


def _is_predicate(words: Words, other: Mentioned) -> bool:
    """Whether a role noun only says what somebody is: "he was a hero", but not "there was a man"."""
    is_told = words.dep[other.head] in ("attr", "oprd")
    return is_told and all(words.dep[child] != "expl" for child in words.children[words.head[other.head]])


def _is_lost_subject(words: Words, other: Mentioned) -> bool:
    """Whether a name begins a sentence whose verb has no other subject: "Lee this week said …", often misread."""
    start, verb = other.start, words.head[other.head]
    return (
        other.kind == "name"
        and words.dep[other.head] in ("npadvmod", "dep")
        and (start == 0 or words.sentence[start - 1] != words.sentence[start])
        and words.tag[verb] in ("VBD", "VBZ", "VBP")
        and not _has_subject(words, verb)
    )


def _speaks(words: Words, i: int) -> bool:
    return words.dep[i] == "nsubj" and words.lemma[words.head[i]] in speech_verbs()


def _specific(state: State, other: Mentioned, here: int) -> float:
    """What a role noun gains that brings in somebody new, or a pronoun that stands for such a noun."""
    words, nominal, there = state.words, other.nominal, other.head
    if nominal is None or nominal.definite not in ("indefinite", "possessive"):
        return 0.0
    if _speaks(words, there):
        is_same_sentence = words.sentence[there] == words.sentence[here]
        if nominal.definite == "indefinite" and not is_same_sentence:
            return 0.0  # "A clerk said so. He …"
        if is_same_sentence and any(words.tag[child] == "PRP$" for child in words.children[there]):
            return 0.0  # "His lawyer said that he …"
    if other.kind == "pronoun":
        return WEIGHTS["meant before"] if _in_one_turn(state, here, there) else 0.0
    is_kin = nominal.gender and nominal.definite == "possessive"
    return WEIGHTS["introduced"] + (WEIGHTS["kin"] if is_kin else 0.0)


def _above(words: Words, i: int) -> list[int]:
    """The tokens that token *i* hangs from, nearest first."""
    above: list[int] = []
    while words.head[i] != i and len(above) < 50:
        i = words.head[i]
        above.append(i)
    return above


_Bound: TypeAlias = tuple[int | None, int | None]
"""The verb whose subject cannot be meant by a pronoun, and the verb whose objects cannot."""


def _is_bound(words: Words, pronoun: int, other: int) -> bool:
    """Whether the two are subject and object of one verb, so that they cannot be the same person."""
    return _is_bound_by(words, _bound_verbs(words, pronoun), other)


def _is_bound_by(words: Words, bound: _Bound, other: int) -> bool:
    verb = bound[words.dep[other] not in SUBJECT]
    return verb is not None and verb == _verb(words, other)


def _bound_verbs(words: Words, pronoun: int) -> _Bound:
    if words.lower[pronoun].endswith("self") or words.dep[pronoun] == "poss":
        return None, None
    verb = _verb(words, pronoun)
    if verb is None:
        return None, None
    if words.dep[pronoun] not in SUBJECT:
        return _verb_of_subject(words, verb), verb
    if words.lower[pronoun] in ("him", "her"):
        verb = words.head[verb] if words.dep[verb] in ("ccomp", "xcomp") else None  # "Ann watched her dance"
        return verb, verb
    return None, verb  # no verb has two subjects: "Ann sang and she danced", misread


def _verb_of_subject(words: Words, verb: int) -> int | None:
    """The verb that has the subject of a verb for its own: "left" in "Ann left, calling her"."""
    while not _has_subject(words, verb) and (
        words.dep[verb] in ("advcl", "xcomp", "conj") or words.tag[verb] == "RB"  # "held him *long* enough to"
    ):
        around = words.children[words.head[verb]]
        is_asked = words.dep[verb] == "xcomp" and any(words.dep[k] in _OBJECT for k in around)
        if is_asked and all(words.lower[k] not in ("enough", "too") for k in around):
            return None  # "Ann asked Tom to help her", but not "Ann held Tom long enough to see him"
        verb = words.head[verb]
    return verb


def _has_subject(words: Words, verb: int) -> bool:
    return any(words.dep[child] in SUBJECT for child in words.children[verb])


def _verb(words: Words, i: int) -> int | None:
    """The verb that token *i* is a subject or an object of."""
    if words.dep[i] == "pobj":
        i = words.head[i]
        if words.lower[i] in _BESIDE or words.dep[i] not in ("prep", "agent", "dative"):
            return None
        verb = words.head[i]
        # "lost confidence in him", "felt sorry for him"
        is_part = (words.dep[verb] == "dobj" and words.tag[verb] == "NN") or words.dep[verb] == "acomp"
        return words.head[verb] if is_part else verb
    return words.head[i] if words.dep[i] in SUBJECT or words.dep[i] in _OBJECT else None


def _it_they(state: State, mention: Mentioned, plural: bool) -> None:
    """It is the organisation or place, they are the people, that a clause around them has as its subject.

    Where they speak themselves ("It said …"), also the one that the sentence before has as its subject.
    Nothing else is sure.
    """
    words, here = state.words, mention.head
    if words.dep[here] == "nsubj" and words.lemma[words.head[here]] in _IMPERSONAL:
        return
    if words.dep[here] == "poss" and words.dep[words.head[here]] == "conj":
        return
    own = words.head[here] if words.dep[here] in SUBJECT else None
    for verb in _above(words, here):
        subjects = [child for child in words.children[verb] if words.dep[child] in SUBJECT and child < here]
        if verb != own and subjects:
            subject = state.at.get(subjects[0])
            speaks = _speaks(words, subjects[0]) and verb != words.head[here]
            if subject and _may_be_it(words, subject, plural, speaks) and not _is_bound(words, here, subject.head):
                link(mention, subject, references.CLAUSE_AROUND, 0.7)
            return
    if not _speaks(words, here) or state.quote_of[here]:
        return
    for other in reversed(state.history[-MEMORY:]):
        if state.narrative[here] - state.narrative[other.head] > 1:
            return
        if words.dep[other.head] in SUBJECT and not state.quote_of[other.head]:
            if _may_be_it(words, other, plural):
                link(mention, other, references.SPEAKS_ON, 0.65)
            return


def _may_be_it(words: Words, other: Mentioned, plural: bool, speaks: bool = False) -> bool:
    """Whether another mention agrees with it, or with they, and names one thing only.

    An organisation is "they" in what it `speaks` of itself: "Acme says they will pay".
    """
    if other.entity is None or any(words.dep[child] == "conj" for child in words.children[other.head]):
        return False
    if plural:
        if speaks and other.entity.label == "ORG":
            return True
        return other.entity.label == "NORP" and words.tag[other.head] in ("NNS", "NNPS", "PRP", "PRP$")
    return other.entity.label in ("ORG", "GPE") and words.tag[other.head] != "NNPS"


def resolve_first_person(state: State, mention: Mentioned) -> None:
    """I, in a quotation, is the one who says it."""
    speaker = _quoted_speaker(state, mention)
    if speaker and speaker.entity and speaker.entity.label == "PERSON":
        link(mention, speaker, references.QUOTED_SPEAKER, 0.85)
