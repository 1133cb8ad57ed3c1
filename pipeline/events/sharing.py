"""Events that share the time of another: coordinated with it, above it or below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.deeds import is_reached
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_OUTCOMES, _SETTINGS, _HUNTS = _TRIGGER_WORDS["outcomes"], _TRIGGER_WORDS["settings"], _TRIGGER_WORDS["hunts"]

_HOSTING = word_lists(__package__, "modality.toml")["hosting"]
_SAME_DAY = frozenset(("after", "by", "upon", "on", "while", "when"))
"""Before a participle they tell of the same day, or nearly: "left *after* meeting him on Friday"."""
_CAUSES = frozenset(("accident", "attack", "disaster", "protest", "weather"))
"""Types of what does harm, or stops things, as long as it goes on."""
_WORDS = ("statement", "other")
"""Types of what a clause beside another seldom tells as a happening of the same day: words, and what is of no kind."""


_BRINGING_FORTH = frozenset(("deliver", "hand", "issue", "launch", "publish", "release", "sign"))
"""Verbs of which a happening comes at once that their object names: "*issued* a ruling"."""
_GIVING_OUT = frozenset(("deliver", "hand", "publish", "release"))
"""Those of them that may give out something older: "*released* a poll taken in May"."""
_WORDED = frozenset(("law", "statement", "trial"))
"""Types of what is made by being given out: "handed down a *ruling*"."""
_BROUGHT_FORTH = _WORDED | {"agreement", "attack", "business_deal", "investigation", "military", "protest"}
"""Types of what such a verb brings forth."""
_LATER = frozenset(("afterwards", "eventually", "later", "since", "subsequently"))
"""Beside a verb they move it on from the time of the one before."""
_OVERTAKING = frozenset(("arrest", "death", "injury"))
"""Types of what happens to somebody in doing something."""
_ENDING = frozenset(("battle", "contain", "douse", "extinguish", "fight", "quell", "tackle"))
"""Verbs of what helpers do to what goes on: "*fought* a fire"."""
_IN_ANSWER = _ENDING | {"call", "dispatch", "respond", "rush", "send", "summon"}
"""Verbs of what helpers do at once about what goes on: "*responded* to a fire"."""
_EMERGENCIES = frozenset(("accident", "attack", "disaster"))
"""Types of what helpers are called to."""
_PARTS = _EMERGENCIES | {"arrest", "crime", "death", "injury"}
"""Types of the parts of an incident, which one sentence tells of one day."""
_BRINGING = frozenset(("cause", "force", "ignite", "prompt", "spark", "trigger"))
"""Verbs of which, told besides, a happening came at once: "*prompting* the evacuation of a tower"."""
_TAKING_PART = frozenset(("address", "attend", "lose", "miss", "skip", "win"))
"""Verbs of what somebody does at the happening that is their object: "*attended* Monday's meeting"."""
_SCENES = frozenset(("accident", "attack", "ceremony", "culture", "disaster", "meeting", "protest", "sport", "trial"))
"""Types of happenings at which others take place."""


def sharers(dated: Token, time: Span, timex: TimeExpression, in_timex: frozenset[int]) -> Iterator[Tie]:
    """The events without a time of their own that share the one of the event `dated`."""
    if not syntax.is_verbal(dated):
        yield from _around_noun(dated, in_timex)
        for c in syntax.children(dated, "conj"):
            if triggers.is_event_noun(c) and not _has_time(c, in_timex):
                yield Tie(c, "coordination", "noun-coordinated")
        return
    is_of_a_day = timex.granularity in ("day", "part_of_day")
    for cause in syntax.children(dated, "nsubj"):
        if is_of_a_day and _is_cause(cause, dated) and not _has_time(cause, in_timex):
            yield Tie(cause, "subordination", "cause-of-harm")
    yield from _above(dated, time, timex, in_timex)
    yield from _coordinated(dated, time, timex, in_timex)
    yield from _below(dated, in_timex)
    if is_of_a_day:
        yield from _scenes(dated, in_timex)
        yield from _answered(dated, in_timex)
        yield from _sessions(dated, in_timex)
    if dated.lemma_ in _HOSTING and syntax.verb_group(dated).tense == "past":
        for noun in syntax.objects(dated):
            sense = sense_of_noun(noun) if noun.i < time.start and not _has_time(noun, in_timex) else None
            if sense is not None and sense.event_type in _SCENES:
                yield Tie(noun, "nominal", "noun-within-verb")
    yield from _brought_forth(dated, in_timex)


def _scenes(dated: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """The happenings at which a dated verb takes place: "gathered on Sunday at a *rally*"."""
    for preposition, noun in syntax.prepositional_objects(dated, "at", "during", "in", "with"):
        is_after = preposition.i > dated.i and noun.i not in in_timex and triggers.is_event_noun(noun)
        sense = sense_of_noun(noun) if is_after else None
        if (
            sense is not None
            and (sense.event_type in _SCENES or _is_raid(preposition, sense.event_type))
            and not _has_time(noun, in_timex)
        ):
            yield Tie(noun, "nominal", "noun-within-verb")
            yield from _told_of(noun, in_timex)


def _is_raid(preposition: Token, event_type: str) -> bool:
    """Whether a crime is what a deed was done in: "rammed the shop in a *robbery*", not "charged in a *robbery*"."""
    return event_type == "crime" and preposition.lower_ in ("during", "in") and _is_deed(preposition.head)


def _is_deed(verb: Token) -> bool:
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type in _PARTS - {"arrest"}


def _answered(dated: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """What helpers were called to: "were called on Sunday to break up a *brawl*", "responded Sunday to a *fire*".

    And what they found where they were called to: "were called to a house where a man was *found* dead".
    """
    if dated.lemma_ not in _IN_ANSWER or syntax.verb_group(dated).tense != "past":
        return
    nouns = [noun for _, noun in syntax.prepositional_objects(dated, "to")]
    for place in nouns:
        for told in syntax.children(place, "relcl"):
            is_there = any(c.lower_ == "where" for c in syntax.children(told, "advmod"))
            if is_there and _is_past(told) and _tells_what_happened(told) and not _has_time(told, in_timex):
                yield Tie(told, "subordination", "answered")
    if dated.lemma_ in _ENDING:
        nouns += [noun for noun in syntax.objects(dated) if noun.lemma_ not in _SETTINGS]
    for doing in syntax.children(dated, "advcl", "xcomp"):
        if doing.tag_ == "VB":
            nouns += syntax.children(doing, "dobj")
    for noun in nouns:
        sense = sense_of_noun(noun) if triggers.is_event_noun(noun) else None
        if sense is not None and sense.event_type in _EMERGENCIES and not _has_time(noun, in_timex):
            yield Tie(noun, "nominal", "answered")


def _is_past(verb: Token) -> bool:
    group = syntax.verb_group(verb)
    return (group.tense, group.aspect, group.modal) == ("past", "simple", None)


def _sessions(dated: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """The trading in which a price moved that day: "In early *trading* in Oslo Monday, the index fell"."""
    if triggers.is_of_market(dated):
        for _, noun in syntax.prepositional_objects(dated, "in"):
            if noun.lower_ == "trading" and not _has_time(noun, in_timex):
                yield Tie(noun, "nominal", "noun-within-verb")


def _brought_forth(dated: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """What came of a dated verb that only brings it forth: "issued a *ruling* on Monday"."""
    if dated.lemma_ not in _BRINGING_FORTH or syntax.verb_group(dated).tense not in ("past", "none"):
        return
    if dated.dep_ == "acl" and dated.tag_ == "VBN":
        brought = [dated.head]
    else:
        brought = syntax.children(dated, "nsubjpass") if syntax.is_passive(dated) else syntax.children(dated, "dobj")
    for noun in brought:
        own = in_timex.intersection(range(noun.left_edge.i, dated.left_edge.i if noun.i < dated.i else noun.i))
        if triggers.is_event_noun(noun) and not own and _is_another(noun, dated):
            yield Tie(noun, "nominal", "brought-forth")


def _is_another(noun: Token, verb: Token) -> bool:
    """Whether what a verb brings forth is told apart from it: a verb of its kind tells it already."""
    sense, done = sense_of_noun(noun), sense_of_verb(verb)
    if verb.dep_ == "acl":
        return sense is not None and sense.event_type in _SCENES
    if sense is None or (done is not None and done.event_type == sense.event_type):
        return False
    return sense.event_type in (_WORDED if verb.lemma_ in _GIVING_OUT else _BROUGHT_FORTH)


def _above(dated: Token, time: Span, timex: TimeExpression, in_timex: frozenset[int]) -> Iterator[Tie]:
    """The verb that a dated verb hangs from: "*left* after meeting him on Friday"."""
    is_of_a_day, is_placed = timex.granularity in ("day", "part_of_day"), timex.timex_type != "DURATION"
    above = dated.head
    is_after = above.pos_ == "VERB" and dated.dep_ == "conj" and dated.i < time.start and is_placed
    if is_after and _shares_all(above, dated, in_timex):
        yield Tie(above, "coordination", "verb-coordinated-before")
    if dated.dep_ == "pcomp" and above.lower_ in _SAME_DAY and is_of_a_day:
        doing = above.head
        if doing.pos_ == "VERB" and not _has_other_time(doing, dated, in_timex):
            yield Tie(doing, "subordination", "around-participle")
    if is_of_a_day and _is_told_of_cause(dated, above) and not _has_other_time(above, dated, in_timex):
        yield Tie(above, "subordination", "cause-of-harm")
    if is_of_a_day and _is_in_doing(dated, above) and not _has_other_time(above, dated, in_timex):
        yield Tie(above, "subordination", "around-participle")
    if dated.dep_ != "advcl" or above.pos_ != "VERB":
        return
    if _is_since(dated, above) and not _has_other_time(above, dated, in_timex):
        yield Tie(above, "subordination", "since-clause")
    if _is_meanwhile(dated) and _is_free(above, dated, in_timex):
        yield Tie(above, "subordination", "around-subordinate")
    is_aim = is_of_a_day and dated.i < time.start and _is_aim_of_match(dated, above)
    if is_aim and not _has_other_time(above, dated, in_timex):
        yield Tie(above, "subordination", "around-aim")
    if is_of_a_day and _is_said_besides(dated, above) and not _has_other_time(above, dated, in_timex):
        yield Tie(above, "subordination", "said-besides")


def _is_told_of_cause(harm: Token, noun: Token) -> bool:
    """Whether a relative clause tells the harm that its noun did at once: "a *crash* that killed a nurse Monday"."""
    if harm.dep_ != "relcl" or harm.tag_ != "VBD" or not _is_cause(noun, harm):
        return False
    done = sense_of_verb(harm)
    return (
        done is not None and done.event_type in _PARTS and any(c.tag_ == "WDT" for c in syntax.children(harm, "nsubj"))
    )


def _is_aim_of_match(aim: Token, main: Token) -> bool:
    """Whether an infinitive tells to what end somebody won or lost: "*beat* Oslo to keep the cup on Sunday"."""
    if aim.tag_ != "VB" or main.tag_ != "VBD" or aim.i < main.i:
        return False
    sense = sense_of_verb(main)
    return sense is not None and sense.event_type == "sport"


def _is_since(clause: Token, main: Token) -> bool:
    """Whether a clause tells from when on something has been done: "have *built* six ships since it opened in 2019"."""
    is_marked = any(c.lower_ == "since" and c.i == clause.left_edge.i for c in syntax.children(clause, "mark"))
    is_begun = is_marked and clause.i > main.i and clause.tag_ == "VBD" and not _has_comma_before(clause)
    return is_begun and syntax.verb_group(main).aspect.startswith("perfect") and main.lemma_ not in verbs_that("state")


def _is_in_doing(doing: Token, main: Token) -> bool:
    """Whether a participle tells in what doing something happened: "was *killed* fighting in Oslo on Monday"."""
    is_bare = doing.tag_ == "VBG" and doing.dep_ in ("advcl", "xcomp") and _is_bare(doing)
    if not is_bare or doing.i < main.i or _has_comma_before(doing) or main.pos_ != "VERB":
        return False
    sense = sense_of_verb(main)
    happens = sense is not None and sense.event_type in _OVERTAKING
    return happens and syntax.verb_group(main).tense == "past"


def _is_said_besides(saying: Token, main: Token) -> bool:
    """Whether a participle tells what the subject said in doing so: "rejected the plan, *saying* on Monday that"."""
    is_saying = saying.tag_ == "VBG" and saying.i > main.i and _is_bare(saying) and _has_comma_before(saying)
    if not is_saying or saying.lemma_ not in verbs_that("dated-saying"):
        return False
    return syntax.verb_group(main).tense == "past" and main.lemma_ not in verbs_that("state")


def _coordinated(dated: Token, time: Span, timex: TimeExpression, in_timex: frozenset[int]) -> Iterator[Tie]:
    """The verbs beside a dated verb: "On Monday he sang and *danced*"."""
    if time.start < dated.i and dated.dep_ == "ccomp" and dated.i < dated.head.i and _is_of_list(dated):
        for c in syntax.conjuncts(dated.head):
            if c == dated.head or (c.pos_ == "VERB" and not _has_time(c, in_timex)):
                yield Tie(c, "coordination", "verb-coordinated")
    elif time.start < dated.i:
        before = [c for c in syntax.children(dated, "ccomp") if time.start < c.i < dated.i and _is_of_list(c)]
        for c in (*before, *syntax.conjuncts(dated)[1:]):
            if c.pos_ == "VERB" and not _has_time(c, in_timex) and _is_told_alike(dated, c):
                yield Tie(c, "coordination", "verb-coordinated")
    elif timex.granularity == "day":
        for c in syntax.children(dated, "conj"):
            if c.i > time.start and not _has_time(c, in_timex):
                done = _deed(c)
                if _goes_on(dated, c) or _is_part_too(dated, c):
                    yield Tie(c, "coordination", "verb-coordinated-after")
                if done is not c and _goes_on(dated, c, done):
                    yield Tie(done, "coordination", "verb-coordinated-after")


def _deed(verb: Token) -> Token:
    """What a verb of beginning and ending is of: "told them on Monday and stopped *shipping*"; else the verb."""
    done = syntax.child(verb, "xcomp") if verb.lemma_ in verbs_that("phase") else None
    return done if done is not None and syntax.is_verbal(done) else verb


def _is_part_too(first: Token, second: Token) -> bool:
    """Whether two clauses tell parts of one incident: "a miner died on Monday and two *were hurt*"."""
    if second.pos_ != "VERB" or not _is_past(first) or not _is_past(second):
        return False
    if any(w.lower_ in _LATER for w in syntax.children(second, "advmod")):
        return False
    one, other = sense_of_verb(first), sense_of_verb(second)
    return one is not None and other is not None and {one.event_type, other.event_type} <= _PARTS


def _is_told_alike(first: Token, second: Token) -> bool:
    """Whether a verb after a dated one can be of its time: not "On Monday he *resigned* and will be *replaced*"."""
    one, other = syntax.verb_group(first), syntax.verb_group(second)
    if any(w.lower_ in _LATER for w in syntax.children(second, "advmod")):
        return False  # "On Monday he spoke, and he later denied it"
    return one.tense != "past" or other.tense not in ("future", "present")


def _below(dated: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """The verbs of clauses within that of a dated verb: "fled on Monday when shots were *fired*"."""
    for told in _told_with(dated, in_timex):
        yield Tie(told, "subordination", "participle-after")
    for c in syntax.children(dated, "advcl"):
        if c.pos_ != "VERB" or _has_time(c, in_timex):
            continue
        if c.tag_ == "VB" and c.i > dated.i and is_reached(c):
            yield from (Tie(won, "subordination", "aim-after") for won in syntax.conjuncts(c) if is_reached(won))
        elif _is_meanwhile(c):
            yield Tie(c, "subordination", "subordinate")
        elif c.tag_ == "VBG" and c.i > dated.i:
            if any(m.lower_ == "while" for m in syntax.children(c, "mark")):
                if _tells_what_happened(c):
                    yield Tie(c, "subordination", "subordinate")
            elif _is_bare(c) and _has_comma_before(c):
                yield from _besides(c, in_timex)


def _besides(participle: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """What participles behind a clause tell: "rammed the shop on Monday, breaking the window and *stealing* rings".

    One that brings a happening about tells of that: "prompting the *evacuation* of a tower".
    """
    chain = [told for told in syntax.conjuncts(participle) if told.tag_ == "VBG"]
    is_of_deeds = any(_tells_what_happened(told) for told in chain)
    for told in chain:
        if not _has_time(told, in_timex):
            sense = sense_of_verb(told)
            is_open = (sense is None or sense.event_type == "other") and told.lemma_ not in _BRINGING
            if _tells_what_happened(told) or (is_of_deeds and is_open):
                yield Tie(told, "subordination", "participle-after")
            elif told.lemma_ in _BRINGING:
                for noun in syntax.children(told, "dobj"):
                    if triggers.is_event_noun(noun):
                        yield Tie(noun, "nominal", "participle-after")


def _told_with(dated: Token, in_timex: frozenset[int]) -> Iterator[Token]:
    """What "with" tells of besides: "hit the coast on Monday, *with* two men dying"."""
    for preposition in syntax.children(dated, "prep"):
        if preposition.lower_ != "with":
            continue
        for side in syntax.children(preposition, "pobj"):
            for told in syntax.children(side, "acl"):
                if told.tag_ == "VBN" and _is_part_too_of(told) and not _has_time(told, in_timex):
                    yield told
        for told in syntax.children(preposition, "pcomp"):
            has_subject = syntax.child(told, "nsubj") is not None
            if told.tag_ == "VBG" and has_subject and _tells_what_happened(told) and not _has_time(told, in_timex):
                yield told


def _is_part_too_of(participle: Token) -> bool:
    """Whether a participle after "with" tells a part of an incident: "with a man *arrested* shortly after"."""
    sense = sense_of_verb(participle)
    is_later = any(w.lower_ in ("later", "since") for w in syntax.children(participle, "advmod"))
    return sense is not None and sense.event_type in _PARTS and not is_later


def _around_noun(dated: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """What happens in a dated happening: "the 2009 floods, which *killed* twelve", "*arrested* in Saturday's riots"."""
    yield from _told_of(dated, in_timex)
    done = dated.head
    if (
        dated.dep_ == "nsubj"
        and done.tag_ == "VBD"
        and triggers.supported_noun(done) != dated
        and _is_cause(dated, done, even_alike=True)
        and not _has_other_time(done, dated, in_timex)
    ):
        yield Tie(done, "subordination", "harm-of-cause")
        for c in syntax.children(done, "conj"):
            if c.tag_ == "VBD" and not _has_time(c, in_timex) and _goes_on(done, c):
                yield Tie(c, "subordination", "harm-of-cause")
    if _is_taken_part_in(dated) and not _has_other_time(done, dated, in_timex):
        yield Tie(done, "nominal", "within-noun")
    verb = dated.head.head
    leads = ("in", "during", "at", "with") if dated.lemma_ in _OUTCOMES else ("in", "during", "at")
    is_hunt = dated.lemma_ in _HUNTS and _is_arrest(verb)
    leads = (*leads, "after", "following") if is_hunt else leads
    if dated.dep_ == "pobj" and dated.head.lower_ in leads and verb.pos_ == "VERB":
        is_past = verb.tag_ in ("VBD", "VBN") and verb.lemma_ not in verbs_that("state")
        if is_past and (is_hunt or not _is_dealt_with(dated, verb)) and not _has_other_time(verb, dated, in_timex):
            yield Tie(verb, "nominal", "within-noun")


def _is_arrest(verb: Token) -> bool:
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type == "arrest"


def _is_taken_part_in(noun: Token) -> bool:
    """Whether a noun is of what somebody took part in, won or lost: "attended Monday's *meeting*"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.tag_ != "VBD" or verb.lemma_ not in _TAKING_PART:
        return False
    sense = sense_of_noun(noun)
    return sense is not None and sense.event_type in _SCENES


def _is_dealt_with(noun: Token, verb: Token) -> bool:
    """Whether a verb tells of who is held to have done a deed, later than it: "*charged* in the 2007 shooting"."""
    sense, deed = sense_of_verb(verb), sense_of_noun(noun)
    if sense is None or deed is None or deed.event_type in ("meeting", "trial"):
        return False  # "testified at a hearing in March"
    is_held = sense.plover == "ACCUSE" or sense.event_type == "trial"
    return is_held or (sense.event_type == "arrest" and deed.event_type not in _SCENES - {"accident", "attack"})


def _told_of(noun: Token, in_timex: frozenset[int]) -> Iterator[Tie]:
    """What a relative clause tells of a dated happening: "the 2009 floods, which *killed* twelve"."""
    for clause in syntax.children(noun, "relcl"):
        for verb in (clause, *syntax.children(clause, "conj")):
            if verb.tag_ == "VBD" and verb.pos_ == "VERB" and not _has_time(verb, in_timex):
                yield Tie(verb, "subordination", "told-of-noun")
    sense = sense_of_noun(noun)
    for made in syntax.children(noun, "acl"):
        own = sense_of_verb(made) if made.tag_ == "VBN" and not _has_time(made, in_timex) else None
        if own is not None and sense is not None and own.event_type == sense.event_type:
            yield Tie(made, "subordination", "making-of-noun")


def _goes_on(first: Token, second: Token, done: Token | None = None) -> bool:
    """Whether the same one is told to have done or undergone the next thing: "was caught on Monday and *charged*".

    What he has `done` may be told below the verb: "and stopped *shipping*".
    """
    if second.pos_ != "VERB" or any(c.dep_ in syntax.SUBJECTS for c in second.children):
        return False
    return (
        second.tag_ in ("VBD", "VBN")
        and syntax.verb_group(first).tense == "past"
        and _tells_what_happened(done or second)
    )


def _is_cause(noun: Token, verb: Token, even_alike: bool = False) -> bool:
    """Whether a subject is a happening that does at once what its verb tells: "the *blast* killed two".

    A verb of the same kind tells the same happening ("the *fire* burned down two houses"), only `even_alike`
    another.
    """
    sense, done = sense_of_noun(noun) if triggers.is_event_noun(noun) else None, sense_of_verb(verb)
    if sense is None or sense.event_type not in _CAUSES:
        return False
    if sense.event_type == "protest" and verb.tag_ != "VBD":
        return False  # "the strike threatens a match on Friday"
    return even_alike or done is None or done.event_type != sense.event_type


def _is_of_list(clause: Token) -> bool:
    """Whether a clause before its verb is the first of a list: "stocks *plunged*, rates soared and the yen rose"."""
    verb = clause.head
    goes_on = any(c.dep_ == "conj" for c in verb.children)
    return goes_on and syntax.verb_group(clause).tense == syntax.verb_group(verb).tense


def _tells_what_happened(verb: Token) -> bool:
    """Whether a verb beside another tells a happening of its own: "killing nine men", not "reflecting high costs"."""
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type not in _WORDS


def _has_comma_before(clause: Token) -> bool:
    """Whether a comma stands before a clause."""
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ","


def _is_bare(verb: Token) -> bool:
    """Whether a participle has no conjunction and no subject of its own."""
    return not any(c.dep_ in ("mark", "nsubj", "aux", "prep") and c.i < verb.i for c in verb.children)


def _is_meanwhile(clause: Token) -> bool:
    """Whether a clause tells of the same time: with "when", or of a happening with "as" or, in the past, "while".

    "As" often gives a reason, "while" a contrast.
    """
    words = {w.lower_ for w in clause.children if w.dep_ in ("advmod", "mark")}
    if "while" in words and not (clause.tag_ == "VBG" or syntax.verb_group(clause).tense == "past"):
        return False
    return "when" in words or (("as" in words or "while" in words) and _tells_what_happened(clause))


def _is_free(above: Token, dated: Token, in_timex: frozenset[int]) -> bool:
    """Whether a clause tells the same tense as the one dated within it, and has no time of its own."""
    if above.lemma_ in verbs_that("state"):
        return False
    outer, tense = syntax.verb_group(above), syntax.verb_group(dated).tense
    if outer.aspect.endswith("progressive"):
        return False  # "had been working there when he was abducted"
    would = outer.modal is not None and outer.modal.lower_ == "would"
    return (outer.tense == tense or (would and tense == "past")) and not _has_other_time(above, dated, in_timex)


def _shares_all(first: Token, second: Token, in_timex: frozenset[int]) -> bool:
    """Whether two coordinated verbs have one subject and one tense, and the first no time of its own."""
    if any(c.dep_ in syntax.SUBJECTS for c in second.children):
        return False
    if any(i in in_timex or first.doc[i].text == "," for i in range(first.i, second.left_edge.i)):
        return False
    if any(i in in_timex for i in range(first.left_edge.i, first.i)):
        return False
    one, other = syntax.verb_group(first), syntax.verb_group(second)
    is_gapped = second.tag_ == "VBN" and not other.auxiliaries  # "was stopped and searched"
    is_alike = one.aspect.startswith("perfect") == other.aspect.startswith("perfect")
    return one.tense == other.tense and (is_alike or is_gapped)


def _has_other_time(head: Token, but: Token, in_timex: frozenset[int]) -> bool:
    """Whether a clause has a time outside of one of the clauses in it."""
    own = range(but.left_edge.i, but.right_edge.i + 1)
    return any(i in in_timex and i not in own for i in range(head.left_edge.i, head.right_edge.i + 1))


def _has_time(head: Token, in_timex: frozenset[int]) -> bool:
    """Whether a clause has a time of its own."""
    return any(i in in_timex for i in range(head.left_edge.i, head.right_edge.i + 1))
