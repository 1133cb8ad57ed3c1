"""What of no known kind is told so that no chronicle would have it, unless it has a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.deeds import stands_for_no_thing
from pipeline.events.happenings import goes_on_around
from pipeline.events.modality import polarity_of, told_modality
from pipeline.language import syntax
from pipeline.lexicon.event_types import Sense, sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_VAGUE = word_lists(__package__, "vague.toml")

_MARKS = frozenset(('"', "“", "”", "''", "``"))
_OF_DEEDS = frozenset(("ccomp", "dative", "dobj", "prt", "xcomp"))
"""What stands after a verb that does more than hand on a quotation."""
_FRACTION = re.compile(r"\d*\.\d+")
_SCORE = re.compile(r"\d+[-–]\d+([-–]\d+)?")

_MIGHT = frozenset(("can", "could", "may", "might", "should", "would"))
"""Modals of what need not come."""
_OF_VIEWS = frozenset(("agreement", "statement"))
"""Types of what people tell those who ask them."""
_SHARES = frozenset(("%", "percent"))
_FINDING = frozenset(("discover", "find"))
_JUDGING = frozenset(("acomp", "ccomp", "oprd", "xcomp"))
_OF_CLAUSES = frozenset(("aux", "auxpass", "mark"))
"""Words by which a clause has a time of its own: "found that he *had* been shot", not "found him shot"."""
_ASKING = frozenset(("how", "what", "whatever", "where", "why"))


def is_vague(verb: Token) -> bool:
    """Whether a verb of no known kind tells a plan, a denial, a question or a view, or is about nothing to be seen."""
    return (
        _is_only_thought(verb)
        or polarity_of(verb) == "negative"
        or _is_asked(verb)
        or _is_found_to_be(verb)
        or _only_begins(verb)
        or _is_of_the_mind(verb)
    )


def _is_only_thought(verb: Token) -> bool:
    """Whether a verb tells what is planned, required or could be; what somebody claims may have been done."""
    told = told_modality(verb)
    return told != "asserted" and (told != "possible" or syntax.verb_group(verb).modal is not None)


def _is_asked(verb: Token) -> bool:
    """Whether a clause asks, or names what it does not tell: "how things *started*", "what *happened*"."""
    return verb.dep_ != "relcl" and any(c.lower_ in _ASKING and c.tag_ in ("WP", "WDT", "WRB") for c in verb.children)


def _is_found_to_be(verb: Token) -> bool:
    """Whether finding is a view or an insight: "*found* the town dull", "*found* out that it was dull"."""
    if verb.lemma_ not in _FINDING:
        return False
    if any(c.lower_ == "out" for c in syntax.children(verb, "prt")):
        return True
    told = [c for c in verb.children if c.dep_ in _JUDGING]
    return any(c.tag_ not in ("VBG", "VBN") or any(w.dep_ in _OF_CLAUSES for w in c.children) for c in told)


def _only_begins(verb: Token) -> bool:
    """Whether a verb of beginning or ending has nothing of its own: "*started* to cry", "the night *began* so"."""
    if verb.lemma_ not in verbs_that("phase"):
        return False
    begun = syntax.child(verb, "xcomp")
    if begun is not None:
        sense = sense_of_verb(begun) if syntax.is_verbal(begun) else None
        return sense is None or sense.event_type != "other"  # "began *shooting*" has a row of its own
    subject = syntax.child(verb, "nsubj")
    if verb.dep_ == "relcl" or syntax.child(verb, "dobj", "ccomp") is not None:
        return False
    return subject is not None and not triggers.is_event_noun(subject)


def _is_of_the_mind(verb: Token) -> bool:
    """Whether what something is done to is no thing and nobody: "*put* her faith in it", "*found* a way"."""
    objects = syntax.children(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.children(verb, "dobj")
    if objects:
        return any(_is_abstract(o) for o in objects)
    return any(_stands_for_anything(s) for s in syntax.children(verb, "nsubj"))


def _is_abstract(word: Token) -> bool:
    """Whether a word is of nothing that can be seen or counted."""
    if word.ent_type_ or word.pos_ == "PROPN" or word.lower_ == "it":
        return False
    return _stands_for_anything(word) or word.lemma_.lower() in _VAGUE["abstract"]


def _stands_for_anything(word: Token) -> bool:
    """Whether a word has no meaning of its own, and does not stand for the noun before it: "*that* changed"."""
    return word.lower_ in _VAGUE["anything"] and word.head.dep_ != "relcl"


_ASKED_AFTER = frozenset(
    ("accident", "arrest", "attack", "crime", "death", "disaster", "election", "injury", "release", "trial")
)
"""Types of which it is news that one did not happen: "no one was *hurt*"."""


def is_untold(verb: Token, sense: Sense) -> bool:
    """Whether what did not happen is no news: "did not *apologise*", but "nobody was *hurt*"."""
    return sense.event_type not in _ASKED_AFTER and syntax.verb_group(verb).negation is not None


def is_of_no_thing(verb: Token) -> bool:
    """Whether what a deed is done to is nothing that can be seen or touched: "*spread* lies", "*showed* disregard"."""
    objects = syntax.children(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.children(verb, "dobj")
    return any(stands_for_no_thing(o) for o in objects if o.head.dep_ != "relcl" or o.lower_ not in syntax.RELATIVES)


def is_how_things_stand(verb: Token) -> bool:
    """Whether a perfect without an object tells what has come of it all: "the firm *has shifted* away from coal"."""
    group = syntax.verb_group(verb)
    if (group.tense, group.aspect) != ("present", "perfect") or triggers.is_in_headline(verb):
        return False
    if group.passive:
        return any(c.dep_ == "advmod" and c.tag_ == "RB" and c.i < verb.i for c in verb.children)
    return syntax.child(verb, "dobj", "prt") is None and verb.dep_ != "relcl"


def leads_to_deed(verb: Token) -> bool:
    """Whether a verb only tells what made others do something, which has a row of its own: "*forced* him to leave"."""
    return syntax.child(verb, "ccomp", "xcomp") is not None


def is_no_news_of_noun(noun: Token) -> bool:
    """Whether a noun tells what might come or is to be prevented, a figure of speech, or in what somebody spoke."""
    told_so = _is_to_be_prevented(noun) or _might_come(noun) or _is_figure_of_speech(noun)
    told_so = told_so or said_in(noun) is not None or _is_peak(noun)
    told_so = told_so or _is_allowed(noun) or _is_party_or_trick(noun)
    return told_so or _names_charge(noun) or _is_burden(noun) or _is_any(noun)


def _is_party_or_trick(noun: Token) -> bool:
    """Whether a noun names those who prosecute, or what somebody hopes to reach by it: "a *maneuver* to limit it"."""
    if noun.lemma_ == "prosecution":
        return noun.dep_ in ("nsubj", "nsubjpass", "pobj") and all(c.dep_ == "det" for c in noun.children)
    if noun.lemma_ not in ("maneuver", "manoeuvre") or noun.i + 1 == len(noun.doc):
        return False
    return noun.nbor().lower_ == "to"


def _names_charge(noun: Token) -> bool:
    """Whether a noun is part of the name of a charge: "charged with leaving the scene of an *accident*"."""
    scene = noun.head.head
    if noun.dep_ != "pobj" or scene.lower_ != "scene" or not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    return scene.dep_ in ("dobj", "pobj") and syntax.clause_head(scene).tag_ == "VBG"


def _is_any(noun: Token) -> bool:
    """Whether a noun is of any happening of its kind: "a strong *quake* can cause damage"."""
    if noun.dep_ != "nsubj" or not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    group = syntax.verb_group(noun.head) if syntax.is_verbal(noun.head) else None
    return group is not None and group.modal is not None and group.modal.lower_ == "can"


def _is_burden(noun: Token) -> bool:
    """Whether demands are what something asks of whoever does it: "the *demands* of being mayor"."""
    if noun.lemma_.lower() not in ("call", "demand", "pressure"):
        return False
    return any(syntax.child(c, "pcomp") is not None for c in noun.rights if c.lower_ == "of")


def _is_peak(noun: Token) -> bool:
    """Whether a summit is the top of a mountain: "climbed to the *summit*", "a path to the *summit*"."""
    if noun.lemma_.lower() != "summit":
        return False
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    of = [o for _, o in syntax.prepositional_objects(noun, "of")]
    return above.lemma_.lower() in _VAGUE["climbing"] or any(o.lemma_.lower() in _VAGUE["heights"] for o in of)


def _is_to_be_prevented(noun: Token) -> bool:
    """Whether what a noun tells is kept from coming, if all goes well: "sent envoys to stop the *war*"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not syntax.is_verbal(verb) or polarity_of(noun) != "negative":
        return False
    if verb.lemma_ not in _VAGUE["preventing"] and not goes_on_around(noun):
        return False  # "tried to block the *inquiry*": there is one
    group = syntax.verb_group(verb)
    return group.tense == "infinitive" or (group.modal is not None and group.modal.lower_ in _MIGHT)


def _might_come(noun: Token) -> bool:
    """Whether a noun tells what somebody may be, or something may bring about: "could speed the *closure*"."""
    verb = noun.head
    leads = noun.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in ("to", "in")
    if leads:
        verb = verb.head
    if not syntax.is_verbal(verb) or noun.dep_ not in ("attr", "dobj", "pobj"):
        return False
    is_brought = verb.lemma_ in verbs_that("leading" if leads else "bringing")
    if not is_brought and not (noun.dep_ == "attr" and syntax.child(verb, "expl") is None):
        return False
    group = syntax.verb_group(verb)
    if noun.dep_ == "attr" and group.aspect != "simple":
        return False  # "it may have been *arson*"
    return group.modal is not None and group.modal.lower_ in _MIGHT


def _is_allowed(noun: Token) -> bool:
    """Whether a noun tells what somebody is free or able to do: "a right to conduct *searches*"."""
    verb = noun.head
    return noun.dep_ == "dobj" and verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.lemma_ in _VAGUE["free"]


def _is_figure_of_speech(noun: Token) -> bool:
    """Whether a blow of nature is of what no nature sends: "a *tsunami* of complaints", but "an avalanche of snow"."""
    sense = sense_of_noun(noun)
    is_outbreak = noun.lemma_.lower() in _OUTBREAKS or noun.lemma_.lower() in _VAGUE["poured"]
    if is_outbreak and any(o.lemma_.lower() in _VAGUE["felt"] for _, o in syntax.prepositional_objects(noun, "of")):
        return True  # "an *explosion* of anger"
    if sense is None or sense.event_type != "disaster" or noun.lemma_.lower() not in _VAGUE["poured"]:
        return False
    if not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    of = (o for _, o in syntax.prepositional_objects(noun, "of"))
    return any(not o.ent_type_ and o.lemma_.lower() not in _VAGUE["substances"] for o in of)


_OUTBREAKS = frozenset(("blast", "explosion", "outbreak"))
"""Nouns beside the blows of nature for what feelings are said to do."""


def is_of_a_poll(verb: Token, sense: Sense) -> bool:
    """Whether a share of those who were asked is told to think so: "52 percent *agreed*"."""
    if sense.event_type not in _OF_VIEWS and verb.lemma_ not in ("approve", "disapprove"):
        return False
    return any(s.lower_ in _SHARES or any(c.lower_ in _SHARES for c in s.children) for s in syntax.subjects(verb))


def is_wording(verb: Token) -> bool:
    """Whether a verb only tells how somebody said something: "as she *put* it", but "put it in the box"."""
    said = syntax.child(verb, "dobj")
    if verb.lemma_ != "put" or said is None or said.lower_ != "it":
        return False
    return not any(c.dep_ in ("prep", "prt", "dative") and c.i > verb.i for word in (verb, said) for c in word.children)


def is_naming(verb: Token) -> bool:
    """Whether a verb says what somebody is called: "*called* them traitors", but "called the police"."""
    if verb.lemma_ not in ("call", "label"):
        return False
    objects = syntax.children(verb, "dobj")
    if any(_is_before_quotation(o) for o in objects):
        return True
    if sense_of_verb(verb) is not None:
        return False
    return syntax.child(verb, "ccomp", "oprd") is not None or any(o.pos_ == "PRON" for o in objects)


def _is_before_quotation(word: Token) -> bool:
    """Whether a quotation begins right after a word: "called *her* “a fine baker”"."""
    return word.i + 1 < len(word.doc) and word.doc[word.i + 1].text in _MARKS


def is_question_put(verb: Token) -> bool:
    """Whether somebody only asks or is asked to tell something: "*asked* if he was ill", but "asked him to leave".

    Who asks not to be named does nothing, either.
    """
    if verb.lemma_ != "ask":
        return False
    clauses = syntax.children(verb, "xcomp", "ccomp")
    aims = [c for c in clauses if c.tag_ in ("VB", "VBN") and any(w.lower_ == "to" for w in c.children)]
    if aims:
        return any(c.lemma_ in ("identify", "name") and syntax.child(c, "neg") is not None for c in aims)
    if verb.tag_ in ("VBN", "VBD") and _is_undergone(verb):
        return True
    return _follows_quotation(verb) or any(
        c.lower_ == "about" or c.lemma_ == "question" or _is_question(c) or _is_before_quotation(c) for c in verb.rights
    )


def _is_question(clause: Token) -> bool:
    """Whether a clause is what somebody wants to know: "*if* he was ill", "*how* old it is"."""
    if clause.dep_ not in ("advcl", "ccomp"):
        return False
    return any(
        c.tag_ in ("WP", "WRB", "WDT") or (c.dep_ == "mark" and c.lower_ in ("if", "whether")) for c in clause.children
    )


def _follows_quotation(verb: Token) -> bool:
    """Whether a quotation ends before a verb or its subject: "“It is old,” she *agreed*"."""
    subject = next((s for s in reversed(syntax.children(verb, "nsubj")) if s.i < verb.i), verb)
    first = subject.left_edge.i if subject.i != verb.i else verb.i
    if first < 2 or verb.doc[first - 1].text not in _MARKS:
        return False
    return not verb.doc[first - 2].whitespace_  # the mark ends a quotation, and begins none


def _is_undergone(verb: Token) -> bool:
    is_bare = syntax.child(verb, "aux", "nsubj", "dobj") is None and verb.dep_ in ("acl", "advcl", "ccomp", "pcomp")
    return syntax.is_passive(verb) or is_bare


def is_met(verb: Token) -> bool:
    """Whether somebody only finds another before him: "was *met* by a guard at the gate"."""
    return verb.lemma_ == "meet" and syntax.is_passive(verb)


def is_cue(verb: Token) -> bool:
    """Whether a verb only hands on a quotation that ends before it or its subject: "“It is old,” she *agreed*"."""
    if verb.lemma_ not in _VAGUE["cues"] or any(c.dep_ in _OF_DEEDS for c in verb.rights):
        return False
    return _follows_quotation(verb)


def is_tally(verb: Token) -> bool:
    """Whether a verb sums up games: "*posted* a record of 43-39", "*had* 9.2 points", but "posted a record profit"."""
    objects = syntax.objects(verb)
    for o in objects:
        if o.lemma_ in _VAGUE["tallies"] and _is_of_score(o):
            return True
        if o.lemma_ in _VAGUE["stats"] and any(_FRACTION.fullmatch(c.text) for c in syntax.children(o, "nummod")):
            sense = sense_of_verb(verb)
            return sense is None or sense.event_type in ("other", "sport")
    return False


def _is_of_score(record: Token) -> bool:
    return any(
        _SCORE.match(record.doc.text, inner.left_edge.idx) for _, inner in syntax.prepositional_objects(record, "of")
    )


def lasts(verb: Token, timexes: Iterable[TimeExpression]) -> bool:
    """Whether a perfect tells what has been so for years: "*has protected* the valley for three decades".

    One that goes on needs no years: "for weeks she *has been reading* the letters".
    """
    aspect = syntax.verb_group(verb).aspect
    if not aspect.startswith("perfect"):
        return False
    spans = [verb.doc.char_span(t.start, t.end, alignment_mode="expand") for t in timexes]
    leads = {s[0].nbor(-1).lower_ for s in spans if s is not None and s.start} | {
        s.root.head.lower_ for s in spans if s is not None and s.root.dep_ == "pobj"
    }
    is_long = aspect == "perfect_progressive"
    are_lengths = all(t.timex_type == "DURATION" and (is_long or t.value.endswith(("Y", "DE", "CE"))) for t in timexes)
    return are_lengths and not leads.isdisjoint(("for", "over", "through", "throughout"))


_CALLED = frozenset(("describe", "identify", "know", "list", "nickname"))
"""Verbs whose participle with "as" says who somebody is."""


def is_called(verb: Token) -> bool:
    """Whether a participle only says who somebody is: "a man *identified* as Per Holm"."""
    if verb.tag_ == "VBN" and verb.i and verb.nbor(-1).lower_ == "as":
        return True  # "listed the bear as *threatened*"
    is_participle = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("acl", "advcl")
    return is_participle and verb.lemma_ in _CALLED and any(c.lower_ == "as" for c in syntax.children(verb, "prep"))


def is_kept(verb: Token) -> bool:
    """Whether a verb tells that somebody is still where the law keeps him: "*is being held* in Lund"."""
    if verb.lemma_ not in ("detain", "hold") or not syntax.is_passive(verb):
        return False
    group = syntax.verb_group(verb)
    return group.modal is None and (group.tense, group.aspect) == ("present", "progressive")


_UTTERANCES = frozenset(("comment", "email", "interview", "post", "release", "statement", "tweet"))
"""Nouns for the words in which somebody says something."""


def said_in(noun: Token) -> Token | None:
    """The verb of saying whose words a noun names: "*denied* it in a *statement*"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "during") or noun.lemma_.lower() not in _UTTERANCES:
        return None
    verb = noun.head.head
    if not syntax.is_verbal(verb):
        return None
    sense = sense_of_verb(verb)
    is_saying = verb.lemma_ in verbs_that("mere-saying") or (sense is not None and sense.event_type == "statement")
    return verb if is_saying else None


_LEFT = frozenset(("leave", "remain"))
_SPANS = frozenset(
    ("day", "game", "hour", "inning", "lap", "minute", "month", "out", "over", "round", "second", "time", "week")
)
"""Words for what is still to be gone through."""


def is_time_left(verb: Token) -> bool:
    """Whether a participle only tells how much is still to come: "with one minute *left*"."""
    return verb.lemma_ in _LEFT and verb.dep_ in ("acl", "amod", "advcl") and verb.head.lemma_.lower() in _SPANS


def is_page_note(verb: Token) -> bool:
    """Whether a participle only says when a page was written: "*Updated* 4:08 p.m.", "Last *edited* on Monday"."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in _VAGUE["page"]:
        return False
    if syntax.child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "dobj", "agent") is not None:
        return False
    before = verb.i - 1
    while before > verb.sent.start and verb.doc[before].lower_ in ("[", "(", "last"):
        before -= 1
    return before < verb.sent.start or verb.doc[before].lower_ in ("[", "(", "last") or verb.doc[before].is_space


_WHOEVER = frozenset(("anybody", "anyone", "everybody", "everyone", "nobody", "whoever"))


def is_of_whoever(verb: Token) -> bool:
    """Whether a verb tells of nobody who could be named: "anyone who *deals* with her"."""
    if verb.dep_ not in ("conj", "relcl"):
        return False
    first = syntax.first_conjunct(verb)
    return first.dep_ == "relcl" and first.head.lower_ in _WHOEVER and syntax.verb_group(verb).tense != "past"


def is_of_a_way(verb: Token) -> bool:
    """Whether a verb tells only how somebody does something, or on the way to what: "the way he *played*"."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "to" else verb.head
    return above.lemma_ == "way" and verb.dep_ in ("pcomp", "relcl")


def is_piece_of_word(verb: Token) -> bool:
    """Whether what is taken for a verb is a hyphen, or what stands before one: "*co*-founded"."""
    return verb.text == "-" or (verb.lower_ == "co" and verb.i + 1 < len(verb.doc) and verb.nbor().text == "-")


def is_way_of_playing(noun: Token) -> bool:
    """Whether a game is a way of playing: "strong in the passing *game*"."""
    if noun.lemma_ != "game":
        return False
    return any(c.lower_ in _VAGUE["playing"] and c.i == noun.i - 1 for c in noun.children)


def is_count_of_plays(noun: Token) -> bool:
    """Whether plays are only counted: "caught nine passes and two *touchdowns*", "played in just ten *games*"."""
    if noun.tag_ != "NNS" or syntax.child(noun, "nummod") is None or syntax.child(noun, "det", "poss") is not None:
        return False
    lemma = noun.lemma_.lower()
    return lemma in _VAGUE["counted"] or (
        lemma in ("game", "match") and noun.dep_ == "pobj" and noun.head.lower_ == "in"
    )


def is_said_of_it(noun: Token) -> bool:
    """Whether a noun only says of which kind something is: "it is a long *game*"."""
    copula = noun.head
    if noun.dep_ != "attr" or copula.lemma_ != "be" or not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    if any(c.dep_ == "prep" and c.lower_ in ("against", "on") for c in noun.rights):
        return False  # "this is an *attack* on us"
    group = syntax.verb_group(copula)
    is_so = (group.tense, group.aspect, group.modal) == ("present", "simple", None)
    return is_so and all(s.lower_ in _IT for s in syntax.subjects(copula)) and bool(syntax.subjects(copula))


_IT = frozenset(("it", "that", "this"))


def is_byline(noun: Token) -> bool:
    """Whether a noun is no more than the heading over somebody's words: "*Statement* by Orla Fenn"."""
    if noun.dep_ != "ROOT" or noun.lemma_.lower() not in _UTTERANCES | _WORKS_OF_WORDS:
        return False
    return any(c.lower_ in ("by", "from", "of") for c in noun.rights)


_WORKS_OF_WORDS = frozenset(("analysis", "commentary", "report", "review", "speech", "story"))


def is_only_talked_of(noun: Token) -> bool:
    """Whether a noun is what somebody only talks or thinks about: "talked about a *trial*", not "about the trial"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "about" or not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    above = noun.head.head
    return any(word.lemma_.lower() in _VAGUE["talking"] for word in (above, syntax.clause_head(above)))


def is_hoped_outcome(noun: Token) -> bool:
    """Whether the outcome of a match is only sought: "decided to go for the *win*"."""
    if noun.lemma_.lower() not in _TRIGGER_WORDS["outcomes"]:
        return False
    first = syntax.first_conjunct(noun)
    if first.dep_ != "pobj" or first.head.lower_ != "for":
        return False
    return first.head.head.lemma_.lower() in _VAGUE["going_for"]


def is_of_long_standing(verb: Token) -> bool:
    """Whether a perfect tells what has been so all along: "has long *provided* care", "has *seen* war since 1991"."""
    if verb.tag_ not in ("VBN", "VBD", "VBG"):
        return False
    is_long = any(c.lower_ == "long" and c.dep_ == "advmod" and c.i < verb.i for c in verb.lefts)
    if not is_long and verb.lemma_ not in _VAGUE["undergoing"]:
        return False
    if not syntax.verb_group(verb).aspect.startswith("perfect"):
        return False
    if is_long:
        return True
    if syntax.is_passive(verb) or syntax.child(verb, "ccomp") is not None:
        return False
    return any(
        c.lower_ == "since" and c.dep_ in ("prep", "mark")
        for word in (verb, *syntax.children(verb, "dobj"))
        for c in word.children
    )


def is_only_continued(verb: Token) -> bool:
    """Whether somebody only goes on with what a verb tells: "continued to *offer* help"."""
    if verb.dep_ not in ("conj", "xcomp"):
        return False
    first = syntax.first_conjunct(verb)
    return first.dep_ == "xcomp" and first.head.lemma_ == "continue"


_THINKING = frozenset(("believe", "expect", "feel", "guess", "imagine", "suppose", "think"))


def is_own_view(verb: Token) -> bool:
    """Whether a verb tells what who speaks thinks will be: "I do not think charges will be *filed*"."""
    if verb.dep_ not in ("ccomp", "conj"):
        return False
    first = syntax.first_conjunct(verb)
    view = first.head
    if (
        first.dep_ != "ccomp"
        or view.lemma_ not in _THINKING
        or not any(s.lower_ in ("i", "we") for s in syntax.subjects(view))
    ):
        return False
    group = syntax.verb_group(verb)
    return group.modal is not None or group.tense == "future"


def is_seen_by_happening(verb: Token) -> bool:
    """Whether a happening is said to see another, which has its own row: "the raid *saw* two men arrested"."""
    if verb.lemma_ != "see":
        return False
    return any(triggers.is_event_noun(s) and sense_of_noun(s) is not None for s in syntax.subjects(verb))
