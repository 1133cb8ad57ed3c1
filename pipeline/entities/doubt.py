"""What the model takes for a name but doubts itself, where nothing else speaks for it: no name.

How sure a model is of its names says `pipeline.language.certainty`. Of such names of news that were read one by one,
those that nothing else speaks for, 166 of 195 are what the model says where it is all but sure, 34 of 57 where it is
not, and where it is half sure at most, about one in four of those that do not show in some other way what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.entities import context
from pipeline.entities.confidence import HALF_SURE, RATHER_SURE, certainty
from pipeline.entities.evidence import WEIGHTS, Evidence
from pipeline.entities.spans import Key, Name
from pipeline.language.rule import Rule
from pipeline.world import places, readings

_PEOPLES = (
    "an", "ans", "ard", "ards", "ch", "er", "ers", "ese", "i", "ians", "is", "ish", "ist", "ists", "ite", "ites",
)  # fmt: skip
"""How what people are called after their country, faith or calling ends."""
_LONGEST_ACRONYM = 6
_DOERS = frozenset(("PERSON", "ORG", "GPE"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


@dataclass(eq=False, frozen=True, kw_only=True)
class DoubtRule(Rule):
    """A rule that tells what a name is that nothing but a model speaks for: a label, or none where that is empty.

    `applies` is asked of a name's key, and of how sure the model is of it where it is surest.
    """

    applies: Callable[[Evidence, Key, float], bool]
    label: str = ""


def settle(evidence: Evidence) -> list[Name]:
    """The names of a document less those that are none, as a rule says; others may get its label."""
    none: set[Key] = set()
    for key, names in evidence.by_key.items():
        best = evidence.best(key)
        if evidence.votes[key][best] > WEIGHTS["model"] * len(names) or names[0].label != best:
            continue
        sure = _sureness(evidence, key, best)
        rule = next((rule for rule in DOUBTS if rule.applies(evidence, key, sure)), None)
        if rule is not None and rule.label:
            for name in names:
                name.label = rule.label
        elif rule is not None:
            none.add(key)
    return [name for name in evidence.names if name.key not in none]


def _sureness(evidence: Evidence, key: Key, best: str) -> float:
    """How sure the model is of a name where it is surest; as many times that, of who or what does things, as it is
    told of.
    """
    names = evidence.by_key[key]
    surest = max((certainty(evidence.words, name) for name in names if _is_as_found(evidence, name)), default=1.0)
    return surest * len(names) if best in _DOERS else surest


def _is_as_found(evidence: Evidence, name: Name) -> bool:
    """Whether the model gave all words of a name the label that it has; else a rule has found more of it."""
    return {*evidence.words.ent_type[name.start : name.end]} == {name.label}


def _is_no_people(evidence: Evidence, key: Key, sure: float) -> bool:
    is_open = sure < RATHER_SURE and evidence.best(key) == "NORP" and not key[-1].endswith(_PEOPLES)
    return is_open and readings.of_people(f"group/{key[-1]}") is None  # "Soviet"


def _is_town(evidence: Evidence, key: Key, sure: float) -> bool:
    best, called = evidence.best(key), evidence.surface(evidence.by_key[key][0])
    if best in _DOERS or not (sure < HALF_SURE or _is_no_people(evidence, key, sure)):
        return False
    return places.is_large_city(called) or (best == "FAC" and places.is_town(called))


def _is_half_sure(evidence: Evidence, key: Key, sure: float) -> bool:
    return sure < HALF_SURE and not _shows_what_it_is(evidence, key, evidence.best(key))


def _shows_what_it_is(evidence: Evidence, key: Key, best: str) -> bool:
    """Whether a name is one all the same, by its words, by a longer one that begins so, or by what it does.

    A place that some gazetteer has or that stands as one, "Salah Amin", "GRZV", "Fire Station 2", "the Velden Jets"
    in sport; "Tarn" beside "Tarn Inc."; who or what does something, "Halny ran"; the agency of a dateline.
    """
    names = evidence.by_key[key]
    text = evidence.text(names[0])
    if key in evidence.beginnings or (best in _DOERS and any(_does(evidence, name) for name in names)):
        return True
    if best in ("GPE", "LOC"):
        return evidence.inside[key] > 0 or bool(readings.readings(evidence.surface(names[0])))
    if best == "PERSON":
        return len(text) > 1 and all(word[:1].isupper() for word in text)
    is_numbered = any(map(str.isdecimal, text))
    if best == "FAC":
        return is_numbered or evidence.inside[key] > 0 or any(_is_at(evidence, name) for name in names)
    return best == "ORG" and (is_numbered or _is_acronym(text) or (evidence.of_sport and text[-1].endswith("s")))


def _is_acronym(text: list[str]) -> bool:
    return len(text) == 1 and text[0].isalpha() and text[0].isupper() and len(text[0]) <= _LONGEST_ACRONYM


def _does(evidence: Evidence, name: Name) -> bool:
    """Whether a name is the subject of a verb, or stands as who tells it: "KASK:", "(Baltic Wire) —"."""
    words = evidence.words
    head = context.head_of(words, name.start, name.end)
    after = words.text[name.end : name.end + 2]
    is_agency = after[:1] == [")"] and after[1:] in (["-"], ["–"], ["—"])
    return words.dep[head] in _SUBJECTS or is_agency or after[:1] == [":"]


def _is_at(evidence: Evidence, name: Name) -> bool:
    """ "At Velm Trafford", "into the Elks lodge"."""
    before = [word for word in evidence.words.lower[max(0, name.start - 2) : name.start] if word != "the"]
    return before[-1:] in (["at"], ["into"], ["to"])


DOUBTS: tuple[DoubtRule, ...] = (
    DoubtRule(
        name="half-sure-of-a-town",
        description="What the model takes for a building, half sure at most, is the town that is called so; what it "
        "takes for a people, a work or the like, the large city.",
        example="Carla Bellman of Mill Lane, Oxford, was fined.",
        gives=("Carla Bellman=PERSON", "Mill Lane=FAC", "Oxford=GPE"),
        counterexample="Carla Bellman of Mill Lane, Ohio, was fined.",
        applies=_is_town,
        label="GPE",
    ),
    DoubtRule(
        name="ends-as-no-people",
        description="What the model takes for a people, not sure of it, and what does not end as peoples do, is none.",
        example="A Zorvex poet wept.",
        counterexample="A Zorvian poet wept.",
        applies=_is_no_people,
    ),
    DoubtRule(
        name="half-sure",
        description="What the model is half sure of at most, where nothing else speaks for it, is no name.",
        example="Polls before the election had suggested a narrow win for Elveri.",
        counterexample="Polls before the election had shown that Elveri won.",
        applies=_is_half_sure,
    ),
)
"""The rules in order; the first that applies decides."""
