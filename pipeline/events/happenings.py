"""The happenings of a text: which verbs and nouns tell something that takes place, dated or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.blame import CHARGING, DEEDS, blaming_verb, is_laid_to_somebody, is_of_victim, tells_blame
from pipeline.events.deeds import (
    is_added,
    is_deed,
    is_done_besides,
    is_done_to,
    is_first_to,
    is_forced,
    is_gone_on_to,
    is_nothing_done,
    is_of_people,
    is_over,
    is_reached,
    is_seen,
    is_set_in_headline,
    names_somebody,
    sides,
)
from pipeline.events.modality import is_command, leads_on
from pipeline.events.rules import confidences
from pipeline.events.senses import sense_with_its_noun
from pipeline.language import syntax
from pipeline.language.guard import guarded_word
from pipeline.language.record import record
from pipeline.lexicon.event_types import Sense, is_idle, is_known, sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_MODALITY = word_lists(__package__, "modality.toml")

_PAST_OR_PERFECT = ("perfect", "perfect_progressive")
_REPORTED = frozenset(("ccomp", "parataxis"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "conj", "appos", "dative"))
_OF_WHAT_COMES = frozenset(("will", "'ll", "’ll", "wo", "would", "may", "might", "shall"))
_OF_ARGUMENTS = frozenset(("of", "by", "between", "against", "in", "at", "on", "with"))
_ACTORS = frozenset(("FAC", "GPE", "LOC", "NORP", "ORG", "PERSON", "PRODUCT"))
_UNDERGONE = frozenset(("arrest", "attack", "death", "departure", "injury", "trial"))
"""Types of what a participle before a noun says was done to somebody."""
_DEFINING = frozenset(("det", "poss", "nummod"))
_HARM = frozenset(("accident", "arrest", "attack", "death", "disaster", "injury", "market"))
_HEADING = frozenset(("ROOT", "appos", "ccomp", "conj", "dep", "parataxis"))
"""Relations of what a headline tells, one thing beside another: "two hurt, driver *charged*"."""
_JUST_DONE = frozenset(("accident", "crime", "death", "injury", "sport"))
"""Types of what news tells in the present as just done: "A climber *dies* after a fall"."""
_OF_HEADLINES = frozenset(("ROOT", "advcl", "appos", "ccomp", "compound", "dep", "dobj", "nsubj", "parataxis"))
"""Relations of what a headline tells in the present, the parses of large letters among them: "Fire *Guts* Mill"."""
_GOING_ON = frozenset(("military", "opening", "statement", "travel"))
"""Types whose -ing forms as often tell what goes on meanwhile: "*patrolling* the gulf"."""
_WORDS_OR_NONE = frozenset(("other", "statement"))
_CONTESTS = frozenset(("election", "sport"))
"""Types whose nouns are happenings where others take place at them: "lost the seat in the *election*"."""
_OFTEN_THINGS = frozenset(
    ("agreement", "business_deal", "closure", "culture", "election", "law", "market", "sport", "statement", "travel")
)
"""Types whose nouns are as often what came of a happening: papers, sums, works, lines of traffic."""


_LEADING = {"market": ("of", "in"), "sport": ("of", "by", "between", "over", "against")}
"""Prepositions behind such a noun that make it a happening, by type: "a *victory* over the visitors"."""


@record
class Happening:
    """A word that tells a happening: its sense, how it is told, and how surely it is one."""

    token: Token
    sense: Sense | None
    rule: str

    @property
    def confidence(self) -> float:
        """How often a word told so is a happening."""
        return confidences()[self.rule]


def sense_of(token: Token) -> Sense | None:
    """The sense of a verb or of a noun for a happening; of a light verb that of its noun, where it has none itself."""
    if syntax.is_verbal(token):
        return sense_with_its_noun(token)
    if token.pos_ == "ADJ" and _told_by_adjective(token) is None:
        return None
    verb = token.head
    is_carried = syntax.is_verbal(verb) and triggers.supported_noun(verb) == token
    return sense_of_noun(token) or (sense_of_verb(verb) if is_carried else None)


def find_happenings(doc: Doc, in_timex: frozenset[int]) -> Iterator[Happening]:
    """The happenings of a text, whether it dates them or not, in text order; questions tell none."""
    known_rules = confidences()
    for sentence in doc.sents:
        if sentence.text.rstrip().endswith("?"):
            continue
        for token in sentence:
            kind = _kind(token)
            if kind is None or token.i in in_timex:
                continue
            with guarded_word("happening", token):
                rule = _TOLD_BY[kind](token) or ""
                sense = sense_of(token) if rule else None
                if sense is None and is_deed(token, rule):
                    rule = "deed"
                if rule in known_rules and (rule == "deed" or (sense is not None and _is_told(token, sense, rule))):
                    yield Happening(token, sense, rule)


def _kind(word: Token) -> str | None:
    """As which part of speech a word is read, where it may tell a happening at all."""
    kind = word.pos_
    if kind == "PROPN":
        is_read = _is_headline_noun(word) or _is_named_scene(word) or (is_known(word) and is_laid_to_somebody(word))
        return "NOUN" if is_read else None
    if kind not in _TOLD_BY:
        return None
    return kind if is_known(word) or (kind == "VERB" and not is_nothing_done(word)) else None


def _is_headline_noun(word: Token) -> bool:
    """Whether taggers take a common noun for a name, since a headline writes it large: "Two Held After Mill *Fire*"."""
    if not is_known(word) or not triggers.is_in_headline(word):
        return False
    return triggers.names_event(word) and (not word.ent_type_ or _ends_name(word))


def _is_named_scene(word: Token) -> bool:
    """Whether a name is of a feast or games at which others take place: "sang at the *Olympics*"."""
    if not is_known(word):
        return False
    if not triggers.is_in_headline(word) and not any(c.lower_ == "the" for c in word.lefts):
        return False
    sense = sense_of_noun(word)
    return sense is not None and sense.event_type in ("ceremony", "sport")


def _ends_name(word: Token) -> bool:
    """Whether a word is the last of what is taken for the name of a thing: "Two Held in *Mill Fire*"."""
    if word.ent_type_ in ("PERSON", "GPE", "NORP", "LOC"):
        return False
    return word.i + 1 == len(word.doc) or word.doc[word.i + 1].ent_iob_ != "I"


def _is_told(token: Token, sense: Sense, rule: str) -> bool:
    """Whether a word of this sense, told so, is a happening and no act of saying by itself or idle word."""
    if rule == "noun":
        return _is_no_thing(token, sense) and not _is_of_habit(token)
    if any(c.lemma_ == "comment" for c in syntax.children(token, "xcomp")):
        return False  # "declined to comment"
    if rule == "participle" and token.tag_ == "VBG":
        return _is_result(token, sense) or (sense.event_type == "other" and is_done_besides(token))
    if rule == "participle" and sense.event_type == "other" and is_done_to(token):
        return any(names_somebody(side) for side in sides(token)) or triggers.is_in_headline(token)
    group = syntax.verb_group(token)
    if sense.plover is None and (group.tense, group.aspect) == ("past", "perfect_progressive"):
        return False  # "had been playing with a sore knee"
    if sense.event_type == "other" and (group.tense, group.aspect) == ("past", "progressive"):
        return False  # "*was walking* home when the car hit her"
    if rule == "main-verb" or rule == "reported-verb":
        return sense.plover is not None or token.lemma_ not in verbs_that("mere-saying") or _is_no_word(token, sense)
    if rule == "infinitive" and sense.event_type == "other" and _is_tried(token):
        return True
    if sense.event_type == "other":
        return rule == "lower-verb" and token.tag_ in ("VBD", "VBN")
    return sense.plover is not None or sense.event_type not in ("statement", "opening")


def _is_tried(verb: Token) -> bool:
    """Whether an infinitive tells what somebody tried to do, agreed to or was made to do: "tried to *flee*"."""
    above = syntax.first_conjunct(verb).head
    if is_forced(verb) or is_first_to(verb):
        return True
    if not syntax.is_verbal(above) or above.lemma_ not in _TRIGGER_WORDS["attempting"] or not is_over(above):
        return False
    return any(names_somebody(side) for side in syntax.subjects(above))


def _is_no_word(verb: Token, sense: Sense) -> bool:
    """Whether a verb of saying tells a deed with what stands beside it: "the fever *claimed* two lives"."""
    return sense.event_type not in _WORDS_OR_NONE and syntax.child(verb, "ccomp") is None


def _is_result(verb: Token, sense: Sense) -> bool:
    """Whether an -ing form tells what came of it or went before: "*killing* two", "after *meeting* the king"."""
    first = syntax.first_conjunct(verb)
    if first.dep_ == "pcomp":
        if first.head.lower_ == "with" and syntax.child(verb, "nsubj", "nsubjpass") is not None:
            return sense.event_type in _HARM  # "with earnings *declining* 43%"
        if first.head.lower_ in ("after", "before", "by"):
            return sense.event_type not in _WORDS_OR_NONE
        return sense.event_type in DEEDS and blaming_verb(verb) is not None
    if sense.event_type in _HARM or sense.plover in ("ACCUSE", "REQUEST", "THREATEN"):
        return True
    if verb.dep_ == "xcomp":
        return verb.head.lemma_ in verbs_that("phase")
    return is_added(verb) and sense.event_type not in _GOING_ON


def _is_no_thing(noun: Token, sense: Sense) -> bool:
    """Whether a noun without a time tells a happening, no thing that came of one: not "the *profits*", "a *treaty*"."""
    if is_laid_to_somebody(noun):
        return True
    if noun.lower_ in _TRIGGER_WORDS["sums"] or (
        sense.event_type == "other" and noun.lemma_.lower() in _TRIGGER_WORDS["vague"]
    ):
        return False
    verb = noun.head if syntax.is_verbal(noun.head) else None
    if verb is not None and (verb.lemma_ in verbs_that("phase") or triggers.supported_noun(verb) == noun):
        return True
    if noun.tag_ in ("NNS", "NNPS") and not _is_counted(noun):
        if _is_undergone(noun):
            return True
        return _is_amid(noun, sense) or (sense.event_type == "election" and noun.lemma_ == "election")
    if noun.lemma_.lower() in _TRIGGER_WORDS["settings"] or _is_charge(noun) or _is_awaited(noun):
        return False
    if sense.event_type not in _OFTEN_THINGS or noun.lemma_ in _TRIGGER_WORDS["sudden"]:
        return True
    if noun.lemma_.lower() in _TRIGGER_WORDS["outcomes"] or (sense.event_type in _CONTESTS and _is_scene(noun)):
        return True
    if noun.pos_ == "PROPN" and sense.event_type == "sport":
        return noun.tag_ in ("NNP", "NNPS")
    leading = _LEADING.get(sense.event_type, ("of", "by", "between"))
    leads = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in leading)
    return any(all(side.ent_type_ not in ("DATE", "TIME") for side in lead.children) for lead in leads)


def _is_amid(noun: Token, sense: Sense) -> bool:
    """Whether a plural tells what goes on beside: "in *talks* to buy the mill", "hurt during *riots*"."""
    if noun.dep_ != "pobj":
        return False
    if noun.head.lower_ == "in":
        return sense.event_type == "meeting"
    return noun.head.lower_ in ("amid", "during") and sense.event_type in ("attack", "disaster", "protest")


def _is_scene(noun: Token) -> bool:
    """Whether a noun is of the one happening at which others take place: "scored nine points during the *game*"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("after", "at", "before", "during", "in"):
        return False
    is_one = noun.tag_ == "NN" or noun.lemma_ == "playoff"
    return is_one and any(c.dep_ == "det" and c.lower_ in ("that", "the", "this") for c in noun.children)


def _is_of_habit(noun: Token) -> bool:
    """Whether a noun is what somebody does again and again: "whoever brings a *lawsuit* pays"."""
    verb = noun.head
    if noun.dep_ != "dobj" or triggers.is_in_headline(noun) or not syntax.is_verbal(verb) or verb.dep_ != "relcl":
        return False
    group = syntax.verb_group(verb)
    return group.modal is None and (group.tense, group.aspect) == ("present", "simple")


def _is_awaited(noun: Token) -> bool:
    """Whether a noun tells what somebody waits for or needs, and may never have: "waiting for a *transplant*"."""
    leads = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else None
    if leads is not None and leads.lemma_ == "lead" and leads.tag_ != "VBD":
        return True  # "a reward for a tip leading to an *arrest*"
    governor = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head
    return (
        noun.dep_ in ("pobj", "dobj") and syntax.is_verbal(governor) and governor.lemma_ in _TRIGGER_WORDS["awaiting"]
    )


def _is_charge(noun: Token) -> bool:
    """Whether a noun only says what somebody is tried or wanted for: "pleaded guilty to *robbery*"."""
    first = syntax.first_conjunct(noun)
    if first.dep_ == "pobj" and first.head.lower_ not in CHARGING:
        return False
    if any(c.dep_ == "poss" for c in first.lefts) or is_of_victim(noun):
        return False  # "charged with her *murder*"
    if any(c.dep_ == "det" for c in first.lefts) and any(c.lower_ in ("of", "in") for c in noun.rights):
        return False  # "charged with the *theft* of a boat": there was one
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    verb = syntax.clause_head(governor) if governor.pos_ in ("NOUN", "ADJ") else governor
    return tells_blame(verb) and noun.dep_ in ("pobj", "conj")


def _is_counted(noun: Token) -> bool:
    """Whether a plural stands for so many or for known ones: "three *attacks*", "Monday's *attacks*"."""
    return any(
        c.dep_ in ("nummod", "poss") or (c.dep_ == "det" and c.lower_ in ("the", "these", "those", "both"))
        for c in noun.children
    )


def _told_by_verb(verb: Token) -> str | None:
    """How a verb is told where it can be a happening: by its form, its place in the tree and what is beside it."""
    if not triggers.is_verb(verb) or verb.lemma_ in verbs_that("state") or _is_empty(verb):
        return None
    if verb.dep_ == "amod":
        return "participle" if _is_undergone_before(verb) else None
    if is_seen(verb):
        return "infinitive"
    if _is_habit(verb) or (_is_when_ever(verb) and not triggers.is_in_headline(verb)):
        return None
    group = syntax.verb_group(verb)
    if group.tense == "infinitive":
        is_told = _is_complement(verb) or any(is_so(verb) for is_so in _INFINITIVES)
        return "infinitive" if is_told else None
    if group.tense == "none" and group.aspect not in _PAST_OR_PERFECT:
        if _is_taken_for_participle(verb):
            return "main-verb"
        if triggers.is_headline_passive(verb) and verb.dep_ in _HEADING:
            return "main-verb"
        if _is_of_several(verb):
            return None if _tells_no_deed(verb) else "main-verb"
        return "participle" if _is_told_participle(verb) else None
    if group.modal is not None and (group.modal.lower_ not in _OF_WHAT_COMES or _is_idle(verb, group)):
        return None
    if any(c.lower_ in ("if", "unless", "whether") for c in verb.children if c.dep_ in ("mark", "advmod")):
        return None
    if verb.dep_ == "ROOT" or (verb.dep_ == "conj" and syntax.first_conjunct(verb).dep_ == "ROOT"):
        return "main-verb"
    return "reported-verb" if syntax.first_conjunct(verb).dep_ in _REPORTED else "lower-verb"


def _is_taken_for_participle(verb: Token) -> bool:
    """Whether the tagger takes a main verb in the past for a participle: "The firm, as expected, *proposed* to buy"."""
    if verb.tag_ != "VBN" or verb.dep_ != "ROOT" or syntax.child(verb, "nsubj") is None:
        return False
    has_object = any(c.dep_ in ("dobj", "prt", "xcomp") and c.is_alpha for c in verb.children)
    return has_object and syntax.child(verb, "aux", "auxpass", "ccomp") is None


def _is_idle(verb: Token, group: syntax.VerbGroup) -> bool:
    """Whether a modal tells what may never be: "which *would change* it", "it *will not change*"."""
    is_would = group.modal is not None and group.modal.lower_ not in ("will", "'ll", "’ll", "wo", "shall")
    if group.negation is not None or (is_would and group.aspect.startswith("perfect")):
        return True
    return syntax.first_conjunct(verb).dep_ not in ("ROOT", *_REPORTED)


def _is_complement(verb: Token) -> bool:
    """Whether an infinitive is what somebody plans, has to or begins to do, no purpose or measure."""
    node = syntax.first_conjunct(verb)
    if node.dep_ == "xcomp" and node.head.pos_ == "ADJ":
        is_said = syntax.first_conjunct(node.head.head).dep_ in _REPORTED
        return node.head.lower_ in _MODALITY["planned"] - (frozenset() if is_said else _MODALITY["inclined"])
    if node.dep_ == "acl":
        return leads_on(node.head)
    if node.dep_ not in ("xcomp", "ccomp") or not syntax.is_verbal(node.head):
        return False
    governor = node.head.lemma_
    if syntax.is_passive(node.head):
        if syntax.verb_group(verb).aspect in _PAST_OR_PERFECT:
            return True  # "are known to have died"
    elif governor in _TRIGGER_WORDS["choosing"]:
        return False  # "picked apples to sell", but "was picked to host the show"
    return (
        governor in _MODALITY["planned"] - _TRIGGER_WORDS["wishing"]
        or governor in verbs_that("phase")
        or governor in _TRIGGER_WORDS["trying"]
    )


def _is_told_participle(verb: Token) -> bool:
    node = syntax.first_conjunct(verb)
    if node.dep_ == "acl" and verb.lemma_ in verbs_that("causing") and verb.tag_ == "VBN":
        return False  # "the damage *caused* by the fire": the damage is the happening
    if (node.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")) or triggers.is_gapped_passive(verb):
        return True
    return node.dep_ in ("advcl", "acl", "pcomp", "xcomp") and verb.tag_ in ("VBG", "VBN")


def _is_undergone_before(verb: Token) -> bool:
    """Whether a participle before a noun tells what was done to somebody before: "the *fired* clerk"."""
    if verb.tag_ != "VBN" or not is_of_people(verb.head) or verb.lemma_ in _TRIGGER_WORDS["left"]:
        return False  # "a *retired* clerk"
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type in _UNDERGONE


def is_no_deed(verb: Token) -> bool:
    """Whether a verb that has a time tells no happening: "*played* a role", "*often closes* at noon", "you *hear*"."""
    if is_idle(verb) or _is_of_anybody(verb) or _is_empty(verb) or _is_order(verb) or _stands_for_verb(verb):
        return True
    if verb.dep_ == "acl" and verb.lemma_ in verbs_that("no-deed"):
        return True  # "costs *associated* with the sale last June"
    group = syntax.verb_group(verb)
    if (group.tense, group.aspect) == ("past", "simple"):
        return triggers.is_used_to(verb)
    return triggers.is_usual(verb) and (group.tense, group.aspect) == ("present", "simple")


def goes_on_around(noun: Token) -> bool:
    """Whether a noun is of what goes on around others, as long as nobody ends it: "the *war*"."""
    return noun.lemma_.lower() in _TRIGGER_WORDS["settings"]


def _is_order(verb: Token) -> bool:
    """Whether a sentence tells its readers what to do: "*Register* by Monday." """
    return verb.dep_ == "ROOT" and is_command(verb)


def _stands_for_verb(verb: Token) -> bool:
    """Whether a verb has its meaning from another: "as the mill *did* in 1990", "is *going* to be dull"."""
    if verb.lemma_ == "do":
        return not syntax.is_passive(verb) and syntax.child(verb, "dobj") is None
    meant = syntax.child(verb, "xcomp") if verb.lemma_ == "go" else None
    return meant is not None and meant.lemma_ in ("be", "have") and syntax.child(meant, "aux") is not None


def _is_when_ever(verb: Token) -> bool:
    """Whether a clause tells when something is so in general: "rocks shine when they *hit* the air"."""
    if verb.dep_ != "advcl" or not any(c.lower_ == "when" for c in verb.children) or not syntax.is_verbal(verb.head):
        return False
    group = syntax.verb_group(verb.head)
    is_so = (group.tense, group.aspect, group.modal) == ("present", "simple", None)
    return is_so and not group.passive and verb.head.dep_ in ("relcl", "ROOT") and verb.head.i < verb.i


def _is_empty(verb: Token) -> bool:
    """Whether a verb only says that something took place, which others name: "what *happened* on Monday"."""
    subjects = syntax.subjects(verb) if verb.lemma_ in ("happen", "occur") else []
    return bool(subjects) and all(s.pos_ == "PRON" for s in subjects)


def is_general(verb: Token, sense: Sense) -> bool:
    """Whether a verb without a day tells what is so in general: "when calves *are born* after 40 weeks"."""
    group = syntax.verb_group(verb)
    if triggers.is_usual(verb):
        return True
    is_present = group.modal is None and (group.tense, group.aspect) == ("present", "simple")
    return is_present and not (group.passive and sense.plover is not None)  # but "is now charged with theft"


def _is_of_anybody(verb: Token) -> bool:
    """Whether a verb tells what anybody does: "the words *you* have heard"."""
    return any(s.lower_ == "you" for s in syntax.subjects(verb))


def _is_habit(verb: Token) -> bool:
    """Whether the verb tells what is done again and again, or a present that is no news: "often meet", "sells cars"."""
    if triggers.is_usual(verb) or _is_of_anybody(verb):
        return True
    group = syntax.verb_group(verb)
    if (group.tense, group.aspect) != ("present", "simple") or group.modal is not None:
        return False
    if triggers.is_in_headline(verb) and not group.passive and syntax.first_conjunct(verb).dep_ in _OF_HEADLINES:
        return _tells_no_deed(verb)
    if verb.dep_ != "ROOT" or group.negation is not None:
        return True
    sense = sense_of_verb(verb)
    if verb.lemma_ in verbs_that("view") and sense is not None:
        return True  # "Norland *supports* the plan"
    if group.passive:
        return sense is None or not _is_just_undergone(verb, sense)
    if sense is not None and sense.event_type == "appointment":
        return not any(is_of_people(s) for s in syntax.subjects(verb))  # "He *succeeds* Ada Lund"
    if verb.lemma_ in verbs_that("facing") and sense is not None:
        return False  # "now *faces* a charge of theft"
    if sense is None or (sense.plover is None and sense.event_type not in _JUST_DONE):
        return True
    return not any(s.ent_type_ in _ACTORS or (sense.plover is None and _is_one(s)) for s in syntax.subjects(verb))


_OF_CHRONICLES = frozenset(("accident", "arrest", "attack", "death", "injury", "trial"))
"""Types of what news tells in the passive present as just done: "Orla Fenn *is arrested* at the border"."""


def _is_just_undergone(verb: Token, sense: Sense) -> bool:
    """Whether a passive in the present tells what was just done to somebody: "two men *are killed*"."""
    if sense.event_type not in _OF_CHRONICLES or any(c.dep_ == "mark" for c in verb.children):
        return False
    return any(s.ent_type_ == "PERSON" or _is_one(s) for s in syntax.children(verb, "nsubjpass"))


def _tells_no_deed(verb: Token) -> bool:
    """Whether what a headline tells in the present is no deed: a state, or words alone."""
    sense = sense_of_verb(verb)
    return is_nothing_done(verb) if sense is None else sense.plover is None and sense.event_type == "statement"


def _is_of_several(verb: Token) -> bool:
    """Whether a plain form is the present of several, or of a team, in a headline: "Lund Owls *Hire* Coach"."""
    if verb.tag_ != "VB" or not triggers.is_in_headline(verb) or syntax.child(verb, "aux") is not None:
        return False
    first = syntax.first_conjunct(verb)
    return first.dep_ in _OF_HEADLINES and syntax.child(first, "nsubj") is not None


def _is_one(somebody: Token) -> bool:
    """Whether a subject is of so many people: "*a* climber dies", "*four* men steal rings"."""
    return is_of_people(somebody) and any(c.like_num or c.lower_ in ("a", "an") for c in somebody.lefts)


def _is_around(noun: Token, is_bare: bool) -> bool:
    """Whether a plural tells what goes on around the rest: "during the *riots*", "in tense *negotiations*"."""
    if noun.dep_ != "pobj" or not triggers.is_event_noun(noun):
        return False
    return noun.head.lower_ in ("amid", "during") or (
        noun.head.lower_ == "in" and (is_bare or noun.lemma_.lower() in ("election", "negotiation", "talk"))
    )


def _is_undergone(noun: Token) -> bool:
    """Whether a noun is of harm that befell somebody or something: "experienced *outages*", "suffered *damage*"."""
    verb = noun.head
    if (
        noun.dep_ != "dobj"
        or not syntax.is_verbal(verb)
        or verb.lemma_ not in _TRIGGER_WORDS["harmed"]
        or not is_over(verb)
    ):
        return False
    sense = sense_of_noun(noun)
    return sense is not None and sense.event_type in ("accident", "attack", "death", "disaster")


def _told_by_noun(noun: Token) -> str | None:
    """How a noun is told where it names one happening, not a kind of happenings or a thing."""
    if is_laid_to_somebody(noun):
        return "noun"
    is_named = noun.pos_ == "PROPN" or noun.lemma_ in _TRIGGER_WORDS["accompanied"]
    if noun.dep_ not in _ARGUMENTS or not (is_named or triggers.is_event_noun(noun)):
        return None
    is_bare = not any(c.dep_ in ("nummod", "poss", "prep", "det", "amod") for c in noun.children)
    if _is_undergone(noun) or (noun.tag_ == "NNS" and _is_around(noun, is_bare)):
        return "noun"
    if noun.tag_ == "NNS" and is_bare:
        return None
    if any(c.dep_ in ("det", "predet", "amod") and c.lower_ in _TRIGGER_WORDS["kinds"] for c in noun.children):
        return None
    is_defined = any(c.dep_ in _DEFINING for c in noun.children) or (
        noun.tag_ in ("NN", "NNP") and triggers.is_in_headline(noun)
    )
    has_argument = any(c.dep_ == "prep" and c.lower_ in _OF_ARGUMENTS for c in noun.children)
    return "noun" if is_defined or has_argument else None


def _told_by_adjective(dead: Token) -> str | None:
    """How "dead" is told where people are: "two men *are dead*"; in a headline "singer *dead* at 91"."""
    above = dead.head
    if any(c.lower_ in _TRIGGER_WORDS["not_quite"] for c in dead.lefts):
        return None
    if dead.dep_ in ("acomp", "oprd", "ccomp", "xcomp") and above.pos_ in ("VERB", "AUX"):
        if above.lemma_ != "be" and (
            above.lemma_ not in _TRIGGER_WORDS["taken_for"] or sense_of_verb(above) is not None
        ):
            return None
        sides = (*syntax.subjects(above), *syntax.children(above, "dobj"), *syntax.children(dead, "nsubj"))
        return "adjective" if any(is_of_people(s) for s in sides) else None
    if not triggers.is_in_headline(dead) or dead.i == dead.sent.start:
        return None
    before = dead.nbor(-1)
    is_before_noun = dead.dep_ == "amod" and above.i > dead.i
    is_behind_people = before.like_num or before.pos_ == "PROPN" or is_of_people(before)
    return "adjective" if is_behind_people and not is_before_noun else None


_INFINITIVES = (is_first_to, is_forced, is_gone_on_to, is_reached, is_set_in_headline)
"""What makes an infinitive tell a happening, beside the verb that it completes."""
_TOLD_BY = {"VERB": _told_by_verb, "NOUN": _told_by_noun, "X": _told_by_noun, "ADJ": _told_by_adjective}
