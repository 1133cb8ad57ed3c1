"""What the nouns beside a name tell of what it names: "the Zorvex store", "a musical called Zorvex"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.evidence import PLACE_LABELS, SURE, WEIGHTS, Evidence, LabelRule, Vote, in_atlas
from pipeline.entities.spans import QUOTES
from pipeline.entities.surroundings import these
from pipeline.entities.words import Words
from pipeline.lexicon import role_nouns
from pipeline.world import naming, people, places

if TYPE_CHECKING:
    from pipeline.entities.spans import Key, Name

_AFTER = {
    "after_organisations": "ORG",
    "after_facilities": "FAC",
    "after_products": "PRODUCT",
    "after_prizes": "WORK_OF_ART",
    "after_events": "EVENT",
}
_DOUBTFUL = {
    "ORG": PLACE_LABELS | {"PERSON", "PRODUCT", "WORK_OF_ART"},
    "FAC": PLACE_LABELS | {"PERSON", "ORG"},
    "PRODUCT": PLACE_LABELS | {"PERSON", "LAW", "WORK_OF_ART"},
    "EVENT": PLACE_LABELS | {"PERSON", "NORP"},
    "WORK_OF_ART": PLACE_LABELS | {"ORG", "PERSON", "EVENT", "LAW", "PRODUCT"},
}
"""What the model may have taken for another thing that is what the noun after it says."""
_FINITE = frozenset(("ROOT", "conj", "ccomp", "advcl", "relcl"))
"""Where a verb stands that has a subject."""
_SOMEBODY = frozenset(("he", "her", "his", "she", "who", "whose"))
_SELVES = frozenset(("herself", "himself"))
_FURTHEST = 3
"""How many words may stand between a name and the noun that it is said with."""


@functools.cache
def _kinds_after() -> dict[str, str]:
    return {noun: label for name, label in _AFTER.items() for noun in these(name)}


@functools.cache
def _kinds() -> dict[str, str]:
    """What is named, by the noun that it is called with."""
    nouns = role_nouns.load()
    found = dict.fromkeys(nouns.organisations - nouns.people, "ORG") | dict.fromkeys(nouns.places, "GPE")
    found |= _kinds_after() | dict.fromkeys((these("made_things") | these("vessels")) - {"thing"}, "PRODUCT")
    return found | dict.fromkeys(these("works"), "WORK_OF_ART")


def _noun_after(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        label = _kind_after(words, name)
        is_doubtful = label is not None and name.label in _DOUBTFUL[label]
        is_doubtful = is_doubtful or (name.label == "ORG" and _is_taken(words, name))
        if label and is_doubtful and not _is_of_a_place_or_person(evidence, name):
            yield name.key, label, WEIGHTS["noun after"]


def _kind_after(words: Words, name: Name) -> str | None:
    """The kind of thing that the noun says which a name stands before: "the Zorvex jewellery store"."""
    head = context.head_of(words, name.start, name.end)
    noun = words.head[head]
    if words.dep[head] not in ("compound", "nmod") or not name.end <= noun <= name.end + _FURTHEST:
        return None
    if noun > name.end and words.dep[name.end] == "compound" and words.tag[name.end] == "NN":
        noun = name.end if words.lemma[name.end] in these("publications") else noun  # "the Zorvex newspaper Web site"
    if words.text[noun].istitle() or (name.label == "ORG" and words.lemma[noun] == "building"):
        return None  # "the Zorvex office building" is a firm's
    return _kinds_after().get(words.lemma[noun])


def _is_taken(words: Words, name: Name) -> bool:
    """ "Two Zorvex pills": what is swallowed is no firm."""
    return words.lemma[words.head[context.head_of(words, name.start, name.end)]] in these("taken")


def _is_of_a_place_or_person(evidence: Evidence, name: Name) -> bool:
    """ "The Oslo store", "the Marta Velden store": where it is, or whose."""
    called = evidence.surface(name)
    is_given = evidence.text(name)[0] in people.load().given_gender
    if name.label == "ORG" and evidence.words.text[name.end : name.end + 1] == ["hotel"]:
        return in_atlas(called)  # "at the Carlton hotel"
    return is_given or in_atlas(called) or places.is_town(called) or evidence.votes[name.key][name.label] >= SURE


def _called(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        if label := _kind_called(words, name.start):
            yield name.key, label, WEIGHTS["called"]


def _kind_called(words: Words, start: int) -> str | None:
    """The kind of thing that is called by the name that begins at *start*."""
    verb = start - 1
    while verb > 0 and words.text[verb] in QUOTES:
        verb -= 1
    if verb > 1 and words.lower[verb] == "the" and words.text[verb + 1] in QUOTES:
        verb -= 1  # "nicknamed the “Velm Blazers”"
    if verb > 0 and words.lower[verb] in _SELVES and words.lemma[verb - 1] in ("call", "name", "style"):
        return "PERSON"  # "called himself Velmobar"
    if verb > 2 and words.lower[verb - 1 : verb + 1] == ["as", "the"]:
        verb -= 1
    if verb > 1 and words.lower[verb] == "as" and words.lower[verb - 1] == "identified":
        verb -= 1  # "a dhow identified as the Velm"
    if verb > 0 and words.lower[verb - 1 : verb + 1] == ["brand", "name"]:
        return "PRODUCT"
    if verb < 1 or words.lower[verb] not in these("naming"):
        return None
    thing = _thing_called(words, verb)
    return None if thing is None or words.text[thing].istitle() else _kinds().get(words.lemma[thing])


def _thing_called(words: Words, verb: int) -> int | None:
    """What is called something; but "the club named her its head"."""
    if words.dep[verb] == "acl":
        return words.head[verb]
    passive = (child for child in words.children[verb] if words.dep[child] == "nsubjpass")
    is_finite = words.dep[verb] in _FINITE
    return next(passive, None if is_finite or words.tag[verb - 1] not in ("NN", "JJ") else verb - 1)


def _work(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        is_told = context.is_after_work(evidence.words, name.start, name.end)
        if is_told and name.label in _DOUBTFUL["WORK_OF_ART"] and not in_atlas(evidence.surface(name)):
            yield name.key, "WORK_OF_ART", WEIGHTS["work before"]


def _quoted_list(evidence: Evidence) -> Iterator[Vote]:
    """ "Of “Tarn”, “Velm” and “Zorv”": works beside a work."""
    words = evidence.words
    row: list[Name] = []
    for name in [name for name in evidence.names if _is_quoted(words, name)]:
        gap = words.text[row[-1].end : name.start] if row else []
        is_listed = _LIST_MARKS.issuperset(gap) and len(gap) < _LONGEST_GAP and not _IN_LISTS.isdisjoint(gap)
        if not row or not is_listed:
            row = []
        row.append(name)
        if len(row) > 1 and any(one.label == "WORK_OF_ART" for one in row):
            for one in row:
                yield one.key, "WORK_OF_ART", WEIGHTS["quoted list"] / len(row)


def _is_quoted(words: Words, name: Name) -> bool:
    if words.lower[name.start] in people.load().titles:
        return False  # "called her “Miss Velm” and “Miss Zorv”"
    before = words.lower[max(0, name.start - 2) : name.start]
    is_opened = bool(before) and (before[-1] in QUOTES or (before[-1] == "the" and before[0] in QUOTES))
    after = words.text[name.end : name.end + 2]
    return is_opened and not QUOTES.isdisjoint(after[:1] if after[:1] != [","] else after)


_IN_LISTS = frozenset((",", "and", "or"))
_LIST_MARKS = QUOTES | _IN_LISTS | {"The", "the"}
_LONGEST_GAP = 6


def _ceremony(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        is_told = len(name) > 1 and evidence.words.lower[name.end - 1] in these("of_ceremonies")  # "Oscar Sunday"
        if context.is_ceremony(evidence.words, name.start, name.end - is_told):
            yield name.key, "EVENT", WEIGHTS["ceremony"]


def _fellowship(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        if context.is_fellowship(evidence.words, name.start, name.end):
            yield evidence.outweigh(name.key, "WORK_OF_ART")


def _arena(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        is_center = len(name) > 1 and words.text[name.end - 1] in ("Center", "Centre", "Forum")
        at = name.start - 1 - (words.lower[name.start - 1] == "the")
        if is_center and (_is_inside(words, at) or (evidence.of_sport and _is_watched_at(words, at, len(name)))):
            yield name.key, "FAC", WEIGHTS["arena"]


def _is_inside(words: Words, at: int) -> bool:
    """ "Inside the Carla Tarn Center", "the bowl of the Tarn Center": no body has an inside."""
    if at < 1 or words.dep[at] != "prep":
        return False
    return words.lower[at] == "inside" or (words.lower[at] == "of" and words.lemma[at - 1] in these("parts_of_arenas"))


def _is_watched_at(words: Words, at: int, length: int) -> bool:
    """ "Played at the Tarn Center", "in the Tarn Center on Friday": but "at the Tarn Medical Center"."""
    if _is_played_at(words, at):
        return True
    is_at = at > 0 and words.lower[at] in ("at", "in", "inside") and length == 2
    return is_at and words.lemma[words.head[at]] not in these("treated_at")


def _is_played_at(words: Words, at: int) -> bool:
    """ "Fans at", "played at": but "treated at"."""
    return at > 0 and words.lower[at] == "at" and words.lemma[words.head[at]] in these("crowds")


def _street(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        is_doubtful = _is_along(words, name.start) and name.label in (*PLACE_LABELS, "ORG", "PERSON")
        if is_doubtful and not in_atlas(evidence.surface(name)):
            yield name.key, "FAC", WEIGHTS["street"]


def _is_along(words: Words, start: int) -> bool:
    """ "West on Zorvex", "the 300 block of Zorvex"."""
    before = words.lower[max(0, start - 2) : start]
    if before[1:] == ["on"]:
        return before[0] in these("headings")
    return before[1:] == ["of"] and before[0] in these("of_streets")


def _settlement(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        is_doubtful = name.label != "GPE" and len(name) == 1 and evidence.votes[name.key][name.label] < SURE
        if is_doubtful and _is_settled(words, name.start) and naming.load().telling.isdisjoint(evidence.text(name)):
            yield name.key, "GPE", WEIGHTS["called"]


def _is_settled(words: Words, i: int) -> bool:
    """ "The villages of Velm and *Zorv*", "the village Velm"."""
    while words.dep[i] == "conj" and words.head[i] < i:
        i = words.head[i]
    noun, above = words.head[i], words.head[words.head[i]]
    if words.dep[i] == "appos":
        return noun == i - 1 and words.lemma[noun] in these("settlements")
    is_of = words.dep[i] == "pobj" and words.lower[noun] == "of" and noun == i - 1 and above == i - 2
    return is_of and words.lemma[above] in these("settlements")


def _chief_after(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        is_led = words.text[name.end : name.end + 1] != [] and words.text[name.end] in these("chiefs")
        is_doubtful = is_led and evidence.best(name.key) in (*PLACE_LABELS, "WORK_OF_ART")
        if is_doubtful and not (in_atlas(evidence.surface(name)) or places.is_town(evidence.surface(name))):
            yield evidence.outweigh(name.key, "ORG")


_YEAR = re.compile(r"(?:19|20)\d\d")


def _copyright(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        at = name.start - 1 - (words.lower[name.start - 1] == "the")
        is_dated = at > 0 and _YEAR.fullmatch(words.text[at]) is not None and not in_atlas(evidence.surface(name))
        before = words.lower[max(0, at - 2) : at] if is_dated else []
        if not {"copyright", "©"}.isdisjoint(before) and name.label not in ("ORG", "PERSON"):
            yield evidence.outweigh(name.key, "ORG")


_THINGS = frozenset(("EVENT", "LAW", "PRODUCT", "WORK_OF_ART"))
_NEAR = 5
"""How many words behind a nickname "his" or "who" may stand."""


def _dubbed(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        at = name.start - 1
        if name.label not in _THINGS or at < 2 or words.text[at] not in QUOTES:
            continue
        at -= 1 + (words.lower[at - 1] == "the")
        after = words.lower[name.end : name.end + _NEAR]
        if words.lower[at] in these("dubbing") and not _SOMEBODY.isdisjoint(after):
            yield evidence.outweigh(name.key, "PERSON")


def _which(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        after = words.lower[name.end : name.end + 2]
        if after != [",", "which"] or evidence.best(name.key) != "PERSON" or len(name) > 1:
            continue
        head = context.head_of(words, name.start, name.end)
        is_subject = words.dep[head] == "nsubj" and words.head[head] > name.end  # not "he met Marsh, which pleased all"
        if is_subject and evidence.firmness[name.key] >= 0 and not _is_somebody(evidence, name.key):
            yield name.key, "ORG", evidence.votes[name.key]["PERSON"] + 1


def _is_somebody(evidence: Evidence, key: Key) -> bool:
    """ "Holm, which surprised nobody, resigned": more than the model's answer speaks for a person."""
    words, names = evidence.words, evidence.by_key[key]
    verbs = {words.lemma[words.head[name.end - 1]] for name in names if words.dep[name.end - 1] == "nsubj"}
    is_told = evidence.votes[key]["PERSON"] > WEIGHTS["model"] * len(names)
    return is_told or not verbs.isdisjoint(these("done_by_people"))


def _papers(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    listed = -1
    for name in evidence.names:
        at = name.start - 1 - (words.lower[name.start - 1] == "including")  # "magazines including Velm"
        is_first = at >= 0 and words.lower[at] in these("papers")
        is_next = listed >= 0 and all(
            word in (",", "and") or word[0].isupper() for word in words.text[listed : name.start]
        )
        is_next = is_next and name.start - listed <= _FURTHEST and words.sentence[listed] == words.sentence[name.start]
        if not (is_first or is_next) or _is_told_of(evidence, name):
            continue
        listed = name.end
        if evidence.best(name.key) in _DOUBTFUL["ORG"] | {"EVENT"} and not in_atlas(evidence.surface(name)):
            yield evidence.outweigh(name.key, "ORG")


def _is_told_of(evidence: Evidence, name: Name) -> bool:
    """ "Told newspapers Holm would resign", "told magazines Carla Reed was ill": who does something, or a person."""
    words, text = evidence.words, evidence.text(name)
    is_full = len(text) > 1 and text[0] in people.load().given_gender
    if name.label == "PERSON" and (is_full or naming.known_label(evidence.surface(name)) == "PERSON"):
        return True
    head = context.head_of(words, name.start, name.end)
    is_subject = words.dep[head] in ("nsubj", "nsubjpass")
    return is_subject and not any(words.dep[child] == "det" for child in words.children[head])


def _state_that_plays(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        is_state = len(name) > 1 and evidence.text(name)[-1] == "State"
        if not is_state or naming.known_label(evidence.surface(name)):
            continue
        if evidence.of_sport or context.plays(evidence.words, name.start, name.end):
            yield evidence.outweigh(name.key, "ORG")


def tell_magazines(words: Words, names: list[Name]) -> None:
    """Labels as an organisation the place that a magazine is called: "New York magazine said", "in Boston magazine"."""
    for name in names:
        at = name.end
        if name.label != "GPE" or at >= len(words) or words.lower[at] not in ("magazine", "magazine's"):
            continue
        told = [child for child in words.children[at] if words.dep[child] in ("det", "poss", "amod", "nummod")]
        is_new = name.start > 0 and words.tag[name.start - 1] == "JJ"  # "the new New York magazine"
        if not told and not is_new and name.start <= words.head[name.end - 1] <= at:
            name.label = "ORG"


BY_NOUNS = (
    LabelRule(
        name="noun-after",
        description="The noun that a name stands before says what it is, where it is no town and no person: a store, a "
        "gang, a hotel, a browser.",
        example="Robbers broke into the Corwin store on Monday.",
        gives=("Corwin=ORG",),
        counterexample="Robbers broke into the Oslo store on Monday.",
        votes=_noun_after,
    ),
    LabelRule(
        name="called",
        description="What something is called that is no person is that thing: a musical, a firm, a ship.",
        example="They staged a musical called Nora Velden in Ohio.",
        gives=("Nora Velden=WORK_OF_ART", "Ohio=GPE"),
        counterexample="They met a baker called Nora Velden in Ohio.",
        votes=_called,
    ),
    LabelRule(
        name="work-before",
        description="What stands before a work or a prize without quotation marks tells it: a thriller, an honour.",
        example="There is no place for the French thriller Corwin, he said.",
        gives=("French=NORP", "Corwin=WORK_OF_ART"),
        counterexample="There is no place for the French baker Corwin, he said.",
        votes=_work,
    ),
    LabelRule(
        name="quoted-list",
        description="What stands in quotation marks in a row with a work is a work.",
        example="The fans of “Golden Rain”, “Van Corwin” and “The Big Winter” left.",
        gives=("Golden Rain=WORK_OF_ART", "Van Corwin=WORK_OF_ART", "Big Winter=WORK_OF_ART"),
        counterexample="The friend of Van Corwin and Carla Reed left.",
        votes=_quoted_list,
    ),
    LabelRule(
        name="ceremony",
        description="The Oscars that one hosts, airs or attends are a ceremony.",
        example="She will host the Oscars in May.",
        gives=("Oscars=EVENT",),
        counterexample="She won two Oscars in May.",
        votes=_ceremony,
    ),
    LabelRule(
        name="fellowship",
        description="A fellowship that one receives, or that is somebody's, is a prize and no church.",
        example="She received a Tarnova Fellowship in 2008.",
        gives=("Tarnova Fellowship=WORK_OF_ART",),
        counterexample="She wrote to the Tarnova Fellowship in 2008.",
        votes=_fellowship,
    ),
    LabelRule(
        name="arena",
        description="Where games are told of, a center at which one plays or cheers is an arena.",
        example="They won in overtime after the quarterback fumbled. Some fans at the Tarnova Center sang.",
        gives=("Tarnova Center=FAC",),
        counterexample="They won in overtime after the quarterback fumbled. Some clerks of the Tarnova Center sang.",
        votes=_arena,
    ),
    LabelRule(
        name="street",
        description="What one drives north on, or what has blocks and corners, is a street.",
        example="A squad car was traveling west on Zolveford in the rain.",
        gives=("Zolveford=FAC",),
        counterexample="A squad car was traveling west to Zolveford in the rain.",
        votes=_street,
    ),
    LabelRule(
        name="settlement",
        description="What villages and towns are called is a place, whatever the model takes it for.",
        example="Houses fell in the villages Kovoohi and Zenabieh in Ohio.",
        gives=("Kovoohi=GPE", "Zenabieh=GPE", "Ohio=GPE"),
        counterexample="Houses fell in the streets of Ohio.",
        votes=_settlement,
    ),
    LabelRule(
        name="chief-after",
        description="What stands before its CEO is a firm and no place.",
        example="A loan was given to Halvor Valley CEO Carla Reed in Ohio.",
        gives=("Halvor Valley=ORG", "Carla Reed=PERSON", "Ohio=GPE"),
        counterexample="A loan was given to Halvor Valley clerk Carla Reed in Ohio.",
        votes=_chief_after,
    ),
    LabelRule(
        name="copyright",
        description="Who has the copyright of a year is no event, place or law.",
        example="The bakers met in Ohio. Copyright 2014 Summer Festival. All rights reserved.",
        gives=("Ohio=GPE", "Summer Festival=ORG"),
        counterexample="The bakers met in Ohio. Tickets 2014 Summer Festival. All rights reserved.",
        votes=_copyright,
    ),
    LabelRule(
        name="dubbed",
        description="What somebody is dubbed for what is his or hers is that person, whatever the model takes it for.",
        example="Dubbed the “Bread Marathon” for her long walks, she wept in Ohio.",
        gives=("Bread Marathon=PERSON", "Ohio=GPE"),
        counterexample="Known at the “Bread Marathon” for her long walks, she wept in Ohio.",
        votes=_dubbed,
    ),
    LabelRule(
        name="which-after",
        description="Of no person “which” is said.",
        example="Corwin, which had closed in May, sold the land in Ohio.",
        gives=("Corwin=ORG", "Ohio=GPE"),
        counterexample="Corwin, who had closed in May, sold the land in Ohio.",
        votes=_which,
    ),
    LabelRule(
        name="papers-named",
        description="What magazines and newspapers are called in a row are those.",
        example="She wrote in the magazines Ruby and Stella in Ohio.",
        gives=("Ruby=ORG", "Stella=ORG", "Ohio=GPE"),
        counterexample="She wrote to the bakers Ruby and Stella in Ohio.",
        votes=_papers,
    ),
    LabelRule(
        name="state-that-plays",
        description="Where games are told of, or where it plays, “Ohio State” is the team of a university.",
        example="They won in overtime after the quarterback fumbled. The coach left Illinois State on Friday.",
        gives=("Illinois State=ORG",),
        counterexample="They met in Oslo on Monday. The mayor left Illinois State on Friday.",
        votes=_state_that_plays,
    ),
)
"""The rules in order."""
