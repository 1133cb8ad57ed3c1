"""Which words get a row: one for each happening, and none for what is no happening though it has a time."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.dating import Dating
from pipeline.events.happenings import Happening, is_general, is_no_deed, sense_of
from pipeline.events.modality import is_command
from pipeline.events.rules import confidences
from pipeline.events.vague import (
    is_byline,
    is_called,
    is_count_of_plays,
    is_cue,
    is_hoped_outcome,
    is_how_things_stand,
    is_kept,
    is_met,
    is_naming,
    is_no_news_of_noun,
    is_of_a_poll,
    is_of_a_way,
    is_of_long_standing,
    is_of_no_thing,
    is_of_whoever,
    is_only_continued,
    is_only_talked_of,
    is_own_view,
    is_page_note,
    is_piece_of_word,
    is_question_put,
    is_said_of_it,
    is_seen_by_happening,
    is_tally,
    is_time_left,
    is_untold,
    is_vague,
    is_way_of_playing,
    is_wording,
    lasts,
    leads_to_deed,
    said_in,
)
from pipeline.language import syntax
from pipeline.language.guard import guarded_word
from pipeline.lexicon.event_types import Sense, senses
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")

_BLASTS = frozenset(("blast", "explosion"))
_BOMBINGS = frozenset(("explosives", "suicide-attack"))
"""Modes of attacks of which a blast may be."""
_DONE_HARM = frozenset(("arrest", "crime", "death", "injury"))
"""Types of what tells that attacks in an article were no words."""
_BY_ARMS = frozenset(("explosives", "firearms", "heavy-weapons", "suicide-attack"))
"""Modes of such attacks."""
_FOUGHT = frozenset(("assail", "attack", "battle", "clash", "fight", "skirmish"))
"""Words of what is done with arms, and among candidates with words: "*attacked* her rival over taxes"."""
_THEY = frozenset(("he", "her", "him", "his", "she", "their", "them", "they"))
_BY_HABIT = frozenset(("aid", "culture", "health", "market", "meeting", "opening", "other", "science", "statement"))
"""Types of what is no news where somebody only goes on with it."""
_CONTESTED = frozenset(
    ("beat", "compete", "competition", "contest", "defeat", "edge", "final", "lose", "loss", "race", "victory", "win")
)
"""Words of games and of elections alike."""


def choose(
    doc: Doc, told: Mapping[int, Happening], dated: Mapping[int, Dating]
) -> list[tuple[Happening, Dating | None]]:
    """The happenings with their dates, in text order: those told as such, and those that a time makes one."""
    kept: dict[int, tuple[Happening, Dating | None]] = {}
    for index in sorted({*told, *dated}):
        token, dating = doc[index], dated.get(index)
        with guarded_word("dated-word", token):
            happening = told.get(index) or _made_by_time(token, dating)
            if (
                happening is None
                or _is_habit(token, dating)
                or _is_no_act(token)
                or (dating is None and _is_no_news(happening))
            ):
                continue
            kept[index] = (happening, dating)
    for index in sorted(set(kept) & set(dated)):
        noun = doc[index]
        saying = said_in(noun)
        verb = saying or noun.head
        is_of_verb = saying is not None and saying.i in kept
        if verb.i not in dated and (is_of_verb or _is_begun(noun, verb) or _is_its_result(noun, kept)):
            begun = kept[verb.i][0] if verb.i in kept else Happening(verb, sense_of(verb), "dated-verb")
            kept[verb.i] = (begun, kept.pop(index)[1])
    rows = [kept[index] for index in sorted(kept) if not _is_told_by_another(doc[index], kept, dated)]
    bombing = next((h.sense for h, _ in rows if h.sense and h.sense.mode in _BOMBINGS), None)
    told_of = [happening for happening, _ in rows]
    voting, quarrelling = _sense_of_contests(told_of), _sense_of_quarrels(told_of)
    return [
        (_in_words(_in_election(_by_bomb(happening, bombing), voting), quarrelling), dating)
        for happening, dating in rows
    ]


def _sense_of_contests(happenings: list[Happening]) -> Sense | None:
    """The sense of victories in an article that tells of votes, and less of games: those of an election."""
    told = [h.sense.event_type for h in happenings if h.sense and h.token.lemma_.lower() not in _CONTESTED]
    if told.count("election") <= told.count("sport"):
        return None
    return next(sense for sense in senses() if sense.event_type == "election")


def _in_election(happening: Happening, voting: Sense | None) -> Happening:
    """A happening where the article tells of an election: who *won* has won that, and no match."""
    is_match = happening.sense is not None and happening.sense.event_type == "sport"
    if voting is None or not is_match or happening.token.lemma_.lower() not in _CONTESTED:
        return happening
    return dataclasses.replace(happening, sense=voting)


def _sense_of_quarrels(happenings: list[Happening]) -> Sense | None:
    """The sense of attacks in an article that tells of votes, and less of harm done: those of words."""
    told = [h.sense for h in happenings if h.sense]
    harm = sum(s.event_type in _DONE_HARM or s.mode in _BY_ARMS for s in told)
    if sum(s.event_type == "election" for s in told) <= harm:
        return None
    return next(sense for sense in senses() if sense.plover == "ACCUSE" and sense.event_type == "statement")


def _in_words(happening: Happening, quarrelling: Sense | None) -> Happening:
    """A happening where the article tells of candidates: who *attacked* a rival did so in words."""
    token, sense = happening.token, happening.sense
    if quarrelling is None or sense is None or sense.plover != "ASSAULT" or sense.mode is not None:
        return happening
    if token.lemma_.lower() not in _FOUGHT:
        return happening
    if syntax.is_verbal(token):
        sides = [*syntax.subjects(token), *syntax.objects(token)]
    else:
        by = syntax.prepositional_objects(token, "against", "between", "by", "on", "with")
        sides = [c for c in token.children if c.dep_ == "poss"] + [side for _, side in by]
    is_of_persons = any(side.ent_type_ == "PERSON" or side.lower_ in _THEY for side in sides)
    return dataclasses.replace(happening, sense=quarrelling) if is_of_persons else happening


def _by_bomb(happening: Happening, bombing: Sense | None) -> Happening:
    """A happening where the article tells of a bombing: the *blast* was the bomb's, and no accident."""
    is_accident = happening.sense is not None and happening.sense.event_type == "accident"
    if bombing is None or happening.token.lemma_ not in _BLASTS or not is_accident:
        return happening
    return dataclasses.replace(happening, sense=bombing)


def _is_no_act(token: Token) -> bool:
    """Whether a word, dated or not, words something, names somebody, sums up, or tells of whoever it may be."""
    if not syntax.is_verbal(token):
        is_play = is_way_of_playing(token) or is_count_of_plays(token) or is_hoped_outcome(token)
        return is_play or is_said_of_it(token) or is_byline(token) or _is_told_to_do(token)
    if is_page_note(token) or is_of_a_way(token) or is_piece_of_word(token):
        return True
    is_state = is_wording(token) or is_called(token) or is_kept(token) or is_tally(token) or is_time_left(token)
    return is_state or is_of_whoever(token) or is_of_long_standing(token)


def _is_told_to_do(noun: Token) -> bool:
    """Whether a noun without a kind is part of what readers are told to do: "start making your *moves* today"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not syntax.is_verbal(verb) or sense_of(noun) is not None:
        return False
    return is_command(verb.head if verb.dep_ == "xcomp" else verb)


def _is_no_news(happening: Happening) -> bool:
    """Whether a verb without a time tells what no chronicle would have."""
    verb, sense = happening.token, happening.sense
    if not syntax.is_verbal(verb):
        return is_no_news_of_noun(verb) or is_only_talked_of(verb)
    if is_question_put(verb) or is_cue(verb) or is_met(verb) or is_own_view(verb) or is_seen_by_happening(verb):
        return True
    if is_only_continued(verb) and (sense is None or sense.event_type in _BY_HABIT):
        return True
    if sense is None:
        return is_vague(verb) or leads_to_deed(verb) or is_of_no_thing(verb) or is_how_things_stand(verb)
    return is_untold(verb, sense) or is_of_a_poll(verb, sense) or (sense.event_type == "other" and is_vague(verb))


def _is_habit(token: Token, dating: Dating | None) -> bool:
    """Whether a word tells what is done at set times, or a present that no day holds: "*hosted* yearly"."""
    if dating is None:
        return False
    if not syntax.is_verbal(token):
        return all(_is_of_each(a.timex) for a in dating.attachments)
    if all(a.timex.timex_type == "SET" for a in dating.attachments):
        return True
    sense = sense_of(token)
    is_open = sense is None or sense.event_type == "other"
    if is_open and lasts(token, [a.timex for a in dating.attachments]):
        return True
    is_lasting = all(a.timex.timex_type == "DURATION" or a.timex.value == "PRESENT_REF" for a in dating.attachments)
    if not is_lasting or triggers.is_in_headline(token):
        return False
    group = syntax.verb_group(token)
    is_present = group.modal is None and (group.tense, group.aspect) == ("present", "simple")
    return is_present and not group.passive and is_open


def _is_of_each(timex: TimeExpression) -> bool:
    """Whether a time is each of its kind: "two fires *each day*", but "its *annual* fair"."""
    return timex.timex_type == "SET" and timex.text.lower().split()[0] in ("a", "an", "each", "every", "per")


def _made_by_time(token: Token, dating: Dating | None) -> Happening | None:
    """A word that is a happening because it has a time."""
    if dating is None or _is_no_happening(token, dating) or _is_word_without_day(token, dating):
        return None
    rule = "dated-verb" if syntax.is_verbal(token) else "dated-noun"
    sense = sense_of(token) or (_sense_of_figures() if _is_level(token) else None)
    return Happening(token, sense, rule) if rule in confidences() else None


def _is_word_without_day(token: Token, dating: Dating) -> bool:
    """Whether a verb of mere saying has no day that can be told, or in the present one of what it says."""
    verb = token if syntax.is_verbal(token) else said_in(token)
    if verb is None or verb.lemma_ not in verbs_that("mere-saying") or syntax.child(verb, "xcomp") is not None:
        return False
    sense = sense_of(verb)
    if sense is not None and (sense.plover is not None or sense.event_type != "statement"):
        return False
    return verb.tag_ in ("VBP", "VBZ") or all(a.timex.date_start is None for a in dating.attachments)


@functools.cache
def _sense_of_figures() -> Sense:
    """The sense of what tells how a figure came out."""
    return next(sense for sense in senses() if sense.event_type == "market")


def _is_its_result(noun: Token, kept: Mapping[int, tuple[Happening, Dating | None]]) -> bool:
    """Whether a noun is what came of its verb, which then has its time: "*reached* an agreement on Monday"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.i not in kept or triggers.supported_noun(verb) == noun:
        return False
    dating = kept[noun.i][1]
    if dating is None or dating.attachments[0].timex.start < noun.idx:
        return False  # "lost the 2016 race"
    if dating.attachments[0].rule == "called-for":
        return False  # "called a strike for Monday"
    own, other = kept[noun.i][0].sense, kept[verb.i][0].sense
    return own is not None and other is not None and own.event_type == other.event_type not in ("market", "other")


def _is_begun(token: Token, verb: Token) -> bool:
    """Whether a noun tells what a verb begins, ends or goes on with: "begin *services* in July"."""
    is_object = token.dep_ in ("dobj", "nsubjpass") and not syntax.is_verbal(token)
    return is_object and verb.lemma_ in verbs_that("phase")


def _is_no_happening(token: Token, dating: Dating) -> bool:
    """Whether a dated word tells a state, a view or what goes on now: "owns two mills now", "ten years of hope"."""
    if syntax.is_verbal(token) and (_is_state(token) or is_no_deed(token)):
        return True
    if syntax.is_verbal(token) and is_naming(token):
        return True  # "called them traitors"
    if all(a.timex.timex_type == "SET" for a in dating.attachments) or _is_said_to_be(token, dating):
        return True  # "replaces the fleet every year"
    if any(a.timex.date_start for a in dating.attachments) or _is_off_another(token, dating):
        return False
    is_lasting = all(a.timex.timex_type == "DURATION" and a.timex.value.endswith(_LONG) for a in dating.attachments)
    if is_lasting and token.tag_ == "NNS" and all(a.rule == "time-of-noun" for a in dating.attachments):
        return True  # "decades of *prosecutions*"
    sense = sense_of(token)
    if sense is not None and sense.event_type != "other":
        return syntax.is_verbal(token) and not dating.is_placed and is_general(token, sense)
    if any(a.rule == "amount-had" for a in dating.attachments):
        return False  # "had a loss over nine months"
    if not syntax.is_verbal(token) or token.lemma_ == "have" or token.lemma_ in verbs_that("lasting"):
        return True
    if is_lasting:
        return True  # "have dominated the league for so many years"
    return all(a.timex.value == "PRESENT_REF" for a in dating.attachments) or syntax.verb_group(token).modal is not None


def _is_state(verb: Token) -> bool:
    """Whether a verb tells a state: "*stood* by the door", but not a figure: "the rate *stood* at 5%"."""
    if verb.lemma_ not in verbs_that("state"):
        return False
    if verb.lemma_ == "have":
        had = [verb.head] if verb.dep_ == "relcl" else syntax.objects(verb)
        return not any(_is_of_moment(o) for o in had) and syntax.child(verb, "xcomp") is None
    return not triggers.is_of_market(verb)


def _is_of_moment(had: Token) -> bool:
    """Whether what somebody had is a happening or a sum, no thing: "had *talks*", "had *assets* of $3 million"."""
    is_named = triggers.is_event_noun(had) or triggers.is_measure(had)
    return is_named or any(part.tag_ == "$" for part in had.subtree)


def _is_off_another(token: Token, dating: Dating) -> bool:
    """Whether a length of time lies between a word and another happening: "left *two years* before the fire"."""
    if syntax.is_verbal(token):
        if token.lemma_ in verbs_that("lasting") or syntax.verb_group(token).modal is not None:
            return False  # "must wait thirty days before closing the deal"
    elif not triggers.is_event_noun(token):
        return False
    return all(a.rule != "phase-of-noun" and _leads_off(token.doc, a.timex) for a in dating.attachments)


def _leads_off(doc: Doc, timex: TimeExpression) -> bool:
    """Whether a length of time is counted from another happening: "*years* after", not "for two years before"."""
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    if timex.timex_type != "DURATION" or span is None or span.end >= len(doc):
        return False
    before = doc[span.start - 1].lower_ if span.start else ""
    return doc[span.end].lower_ in ("before", "after") and before not in _THROUGHOUT


_THROUGHOUT = frozenset(("during", "for", "from", "in", "of", "over", "through", "throughout", "to", "within"))
"""Prepositions before a length of time that something goes on for, or falls into."""
_LONG = ("Y", "DE", "CE", "XE")
"""Ends of the value of a length of years, decades or centuries."""
_OF_PREDICATES = ("adjective-with-time", "predicate-with-time")
"""Rules that tie a time to what is said of something."""


def _is_said_to_be(predicate: Token, dating: Dating) -> bool:
    """Whether a word only tells what something is or was: "was *unclear* on Monday", "was *captain* in 1990"."""
    if syntax.is_verbal(predicate) or any(a.rule not in _OF_PREDICATES for a in dating.attachments):
        return False
    if predicate.lower_ in _TRIGGER_WORDS["standing"] or _is_level(predicate):
        return False
    return predicate.pos_ in ("ADJ", "ADV") or not triggers.is_event_noun(predicate)


def _is_level(predicate: Token) -> bool:
    """Whether a word tells how a figure came out: "profit was *lower*", "shares were *up* 3%"."""
    if syntax.is_verbal(predicate) or predicate.lower_ not in _TRIGGER_WORDS["levels"]:
        return False
    copula = predicate.head
    subjects = syntax.subjects(copula) if syntax.is_verbal(copula) else []
    return any(triggers.is_measure(s) for s in subjects) or any(c.dep_ == "npadvmod" for c in predicate.children)


def _is_told_by_another(
    token: Token, kept: Mapping[int, tuple[Happening, Dating | None]], dated: Mapping[int, Dating]
) -> bool:
    """Whether another word of the sentence has the row of the same happening: "held *talks*", "*resumes* work"."""
    if syntax.is_verbal(token):
        if token.i not in dated and _has_its_result(token, kept, dated):
            return True
        noun = triggers.supported_noun(token)
        if noun is None or noun.i not in kept:
            return False
        takes_place = token.lemma_ in verbs_that("occurring") or token.lemma_ == "take"
        return token.i not in dated or (takes_place and noun.i in dated)
    saying = said_in(token)
    if saying is not None and saying.i in kept:
        return True
    verb = token.head
    if verb.i not in kept or token.i in dated or not syntax.is_verbal(verb):
        return False
    if triggers.supported_noun(verb) == token:
        return verb.i in dated
    if token.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
        return False
    own, other = kept[token.i][0].sense, kept[verb.i][0].sense
    same = own is not None and other is not None and own.event_type == other.event_type
    return same or _is_begun(token, verb)


def _has_its_result(
    verb: Token, kept: Mapping[int, tuple[Happening, Dating | None]], dated: Mapping[int, Dating]
) -> bool:
    """Whether a verb without a time only reports what came of a period: "reported a third-quarter *loss*"."""
    if verb.lemma_ not in verbs_that("mere-saying"):
        return False
    results = (kept[noun.i][0].sense for noun in syntax.objects(verb) if noun.i in kept and noun.i in dated)
    return any(sense is not None and sense.event_type == "market" for sense in results)
