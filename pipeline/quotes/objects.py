"""What somebody speaks of, criticises or announces: a noun phrase after its cue, with or without a preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.language.syntax import (
    FINITE,
    WEEKDAYS,
    Range,
    agent,
    child,
    is_passive,
    noun_phrase,
    span_of,
    subject,
    verb_stretch,
)
from pipeline.lexicon import nouns, role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.loader import items, toml
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verb as verb_entry
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.circumstances import can_listen
from pipeline.quotes.found import Complement
from pipeline.quotes.infinitives import WISHES, is_infinitival, is_supposed
from pipeline.speech.page import Page, has_particle
from pipeline.speech.reporting import quoted_one

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"))
_PRONOUN_TAGS = frozenset(("WDT", "WP", "IN"))
DUTIES = frozenset(("must", "should", "can", "may"))
"""Modals with which a verb of opinion tells what has to be or may be done."""
_MANNERS = frozenset(
    ("principle", "behalf", "detail", "part", "public", "private", "person", "return", "advance",
     "kind")
)  # fmt: skip
"""Words that with a preposition tell how something is said."""
_TARGETS = frozenset(("FAC", "LOC", "PRODUCT"))
_NAMING = frozenset(("small", "object-as"))
_WITH_HEARER = frozenset(("asking", "telling"))
_NOUN_PREPOSITIONS = frozenset(
    ("of", "from", "for", "about", "like", "between", "against", "without", "toward", "towards", "over", "as",
     "including", "on", "in")
)  # fmt: skip
"""Prepositions after an object that mostly belong to it, though parsers give them to the verb."""


_OF_NEW_NOUNS = frozenset(("by", "to", "at", "alongside", "during"))
"""Those that so belong to a noun that is not known yet: "reported several attacks by wolves"."""


def about(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Apologized for the delay", "warned of floods"."""
    asked = _asked(verb, cue)
    if _is_turn(page, verb):
        return None
    if asked is None and child(verb, "dobj", "oprd") is not None:
        return None
    if is_passive(verb) and not cue.also & _WITH_HEARER and not is_perfect(verb):
        return None
    if "object" not in cue.attitudes and not has_particle(verb, cue):
        return None  # "hit at the wall"
    called_for = _called_for(page, verb, cue)
    if called_for is not None:
        return called_for
    preps = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cue.about]
    prep = next((c for c in preps if not is_day(c)), None)
    if prep is None:
        prep = _topic(asked, cue) if asked is not None else _topic_of_hearer(verb, cue)
    what = child(prep, "pobj", "pcomp") if prep is not None else None
    if prep is None or what is None or _is_circumstance(page, verb, what) or _is_ownerless(verb, cue):
        return None
    if cue.lemma in ("admit", "confess") and can_listen(what):
        return None  # "confessed to the police"
    if _is_no_matter(page, verb, prep, what, cue):
        return None
    if what.dep_ == "pobj" and is_withheld(verb, cue) and not _is_marked(page, verb, what):
        return None
    if "answering" in cue.also and not _is_answerable(page, what):
        return None  # "responded to the fire"
    if what.dep_ == "pcomp" and what.tag_ == "VBG":
        return Complement([(prep.i, what.right_edge.i + 1)], addressee=asked)
    start, end = noun_phrase(what, content=True) if what.dep_ == "pobj" else span_of(what)
    for c in verb.rights:
        # "called for them to stop": the infinitive belongs to the object.
        if c.left_edge.i == end and (is_infinitival(c) or c.lower_ == "as"):
            end = c.right_edge.i + 1
    if what.dep_ == "pobj" and end == what.right_edge.i + 1:
        end = _with_target(verb, what, end)
    first, last = verb_stretch(verb)
    is_called = prep.lower_ in ("on", "upon") and cue.lemma == "call" and end > what.right_edge.i + 1
    called = what if is_called else None
    return Complement([(start, end)], cue=(first, prep.i + 1 if prep.i == last else last), addressee=asked or called)


def is_withheld(verb: Token, cue: Cue) -> bool:
    """Whether somebody only tells nothing: "declined to comment on it", "did not respond to questions"."""
    if "disclosing" not in cue.also:
        return False
    above = verb_entry(verb.head.lemma_) if verb.dep_ == "xcomp" else None
    is_refused = above is not None and "refusing" in above.also
    return is_refused or child(verb, "neg") is not None


def _with_target(verb: Token, what: Token, end: int) -> int:
    """Where "called for a ban on tolls" ends, whose "on tolls" parsers give to the verb."""
    if what.tag_ not in ("NN", "NNS") or _is_definite(what):
        return end
    on = next((c for c in verb.rights if c.left_edge.i == end and c.dep_ == "prep" and c.lower_ in _AIMED), None)
    target = child(on, "pobj") if on is not None else None
    if target is None or target.ent_type_ in ("DATE", "TIME") or target.lower_ in WEEKDAYS:
        return end
    lemma = target.lemma_.lower()
    is_medium = lemma in nouns_that("channel") or lemma in nouns_that("service") or lemma in nouns_that("document")
    return end if is_medium else noun_phrase(target)[1]


_GESTURES = toml(__package__, "states.toml")
_BODY, _SHOWN = frozenset(items(_GESTURES["body"])), frozenset(items(_GESTURES["shown"]))


def _is_no_matter(page: Page, verb: Token, preposition: Token, what: Token, cue: Cue) -> bool:
    """Whether what stands behind its preposition is not what a verb tells of.

    "Couldn't ask for more", "pointed to his chin", "referred to him by stroking their chins", "pleaded guilty for his
    deception", "should think about moving".
    """
    if cue.lemma == "ask":
        return _is_best(verb, what)
    if cue.lemma == "point":
        is_of = what.lower_ in _BODY and any(c.lower_ == "of" for c in what.rights)  # "the heart of the matter"
        return (what.lower_ in _BODY or what.lemma_.lower() in _SHOWN) and not is_of and _is_only_shown(verb, what)
    if cue.lemma == "refer":
        by = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "by"), None)
        deed = child(by, "pcomp") if by is not None else None
        return deed is not None and page.cue(deed) is None and any(t.lower_ in _BODY for t in deed.subtree)
    if cue.lemma == "plead":
        return any(t.lower_ in _PLEAS for t in verb.doc[verb.i + 1 : preposition.i])
    if cue.lemma == "think":
        return any(c.tag_ == "MD" and c.lower_ in DUTIES for c in verb.lefts)
    return cue.attitudes["about"] == "intention" and is_supposed(verb, cue)


def _is_only_shown(verb: Token, what: Token) -> bool:
    """Whether a thing is pointed to for itself: "the map", but not "the map as proof" or "the door that closed"."""
    is_judged = any(c.dep_ == "prep" and c.lower_ == "as" for c in (*what.rights, *verb.rights))
    return not is_judged and child(what, "acl", "relcl") is None


_PLEAS = frozenset(("guilty", "innocent"))


_BETTER = frozenset(("better", "more"))


def _is_best(verb: Token, what: Token) -> bool:
    """Whether nothing is asked for: "could not ask for more", "couldn't have asked for a better start"."""
    could = any(c.tag_ == "MD" and c.lower_ == "could" for c in verb.lefts) and child(verb, "neg") is not None
    return could and any(t.lower_ in _BETTER for t in what.subtree)


_AIMED = frozenset(("against", "between", "of", "on"))


def _is_turn(page: Page, verb: Token) -> bool:
    """Whether it only brings up another matter: "Speaking of bridges, Marlow has three"; but "…, she said" tells."""
    is_first = verb.is_sent_start and verb.lower_ in ("speaking", "talking") and verb.dep_ == "advcl"
    return bool(is_first) and verb.nbor().lower_ == "of" and page.cue(verb.head) is None


def is_perfect(verb: Token) -> bool:
    """Whether what parsers take for a passive is short for "has": "who's called for it", but "he's called a fool"."""
    short = any(c.dep_ == "auxpass" and c.lower_ in ("'s", "’s") for c in verb.lefts)
    return short and child(verb, "nsubjpass", "agent") is None and not any(c.lower_ == "been" for c in verb.lefts)


def is_day(preposition: Token) -> bool:
    """Whether a phrase is but a day: "warned on Monday of floods"."""
    day = child(preposition, "pobj")
    return day is not None and preposition.lower_ == "on" and day.lower_ in WEEKDAYS


def _asked(verb: Token, cue: Cue) -> Token | None:
    """Who is asked or told about something: her, in "asked her about the budget", "warned her of the floods"."""
    what = child(verb, "dobj", "dative", "nsubjpass") if cue.also & _WITH_HEARER else None
    if what is None:
        return None
    # "warned the farmers", but "told a story", "asked a question"
    is_one = what.pos_ == "NOUN" and "asking" not in cue.also and cue.lemma != "tell"
    return what if is_one or can_listen(what) or what.text[0].isupper() else None


def _called_for(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """The content of "called for them to stop" and 'apologised for the "hurt" he caused', which parsers take for a
    clause."""
    start, end = verb_stretch(verb)
    for c in verb.rights:
        is_whole = is_infinitival(c) or any(page.mark_at[t.i] >= 0 > page.mark_at[c.i] for t in c.lefts)
        mark = child(c, "mark") if c.dep_ in ("advcl", "ccomp", "xcomp") and is_whole else None
        if mark is not None and mark.lower_ in cue.about:
            return Complement([(mark.i + 1, c.right_edge.i + 1)], cue=(start, max(end, mark.i + 1)))
    return None


def _is_circumstance(page: Page, verb: Token, what: Token) -> bool:
    """Whether a phrase tells how or when: "spoke for an hour", "agreed in principle"; but 'warned of "a long day"'."""
    is_quoted = page.mark_at[what.i] != page.mark_at[verb.i]
    is_time = what.ent_type_ in ("DATE", "TIME") or (what.ent_type_ == "ORDINAL" and child(what, "prep") is not None)
    return (is_time and not is_quoted) or what.lower_ in _MANNERS


def _is_ownerless(verb: Token, cue: Cue) -> bool:
    """Whether nobody is there to speak: "the need to talk about it"."""
    is_open = verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl", "xcomp") and cue.attitude == "speech"
    return is_open and subject(verb) is None


def _topic_of_hearer(verb: Token, cue: Cue) -> Token | None:
    """The "about" that parsers give to those spoken to: "spoke with reporters about the bridge"."""
    for c in verb.rights if cue.lemma in ("speak", "talk") else ():
        hearer = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("to", "with") else None
        if hearer is not None:
            return _topic(hearer, cue)
    return None


def _topic(hearer: Token, cue: Cue) -> Token | None:
    """The preposition that parsers hang on those spoken to, of what they are told."""
    return next((p for p in hearer.rights if p.dep_ == "prep" and p.lower_ in cue.about and _is_topical(p, cue)), None)


def _is_topical(preposition: Token, cue: Cue) -> bool:
    """Whether what stands after the hearers tells of what, not which they are.

    "Told people of Marlow" may be either; "warned the people of the valley" tells which, "of the floods" of what.
    """
    if preposition.lower_ in ("about", "against"):
        return True
    target = child(preposition, "pobj")
    if preposition.lower_ != "of" or target is None or target.ent_type_ or cue.lemma == "tell":
        return False
    return not role_nouns.load().kind(target.lemma_.lower())


def object_of(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Criticized the plan", "the plan they criticized"."""
    if cue.lemma == "say":
        much = _said_much_about(verb)
        if much is not None:
            return much
    what = child(verb, "dobj")
    if what is None or quoted_one(verb) is not None or _is_set_off(verb, what) or _is_no_opinion(verb, what, cue):
        return None
    if not has_particle(verb, cue) or ("striking" in cue.also and is_blow(page, verb, what)):
        return None
    if cue.lemma == "cite" and (can_listen(what) or what.lemma_ == "source" or _is_source(page, verb, what)):
        return None  # "he said, citing officials": those are its source
    if _is_unsaid(verb, cue) or (cue.attitudes["object"] == "speech" and _is_said_after(page, verb)):
        return None
    if verb.lemma_ in verbs_that("carrying") and any(c.left_edge.lower_ == "that" for c in what.rights):
        return None  # "issued a warning that …": the warning holds what is said
    if what.i < verb.i:
        return Complement([span_of(what)]) if verb.dep_ == "relcl" and what.tag_ not in _PRONOUN_TAGS else None
    if what.tag_ in ("WP", "WDT") or what.lower_ in REFLEXIVES or what.lower_ == "that":
        return None
    if _is_bare(page, verb, what, cue):
        return None
    start, end = _with_phrases(verb, noun_phrase(what, content=True))
    end = _before_circumstance(what, end) if cue.attitudes["object"] != "other" else _with_place(verb, end)
    is_wish = any(c.tag_ == "MD" and c.lower_ in WISHES for c in verb.lefts) and "wishing" in cue.also
    end = _before_hyphen(verb.doc, start, end)
    if "worded" in cue.also and not is_wish and not _is_of_words(page, what, start, end):
        return None
    if cue.lemma == "say" and not any(t.tag_ in FINITE or page.mark_at[t.i] >= 0 for t in verb.doc[start:end]):
        return None  # "said nothing", but "said the more they pay the better", which parsers take for a phrase
    above = verb.head
    is_managed = verb.dep_ == "xcomp" and above.dep_ == "acomp" and _is_managed(above)
    is_near = is_managed and above.i - above.head.i <= _NEAR
    first = verb_stretch(above.head)[0] if is_near else above.i  # "was quick to praise"
    group = (first, verb_stretch(verb)[1]) if is_managed else None
    return Complement([(start, _with_clause(verb, end))], cue=group)


_POINTERS = frozenset(("it", "this"))
"""Pronouns for what was said before, which alone tell nothing: "denied it", "announced this"."""


def _is_bare(page: Page, verb: Token, what: Token, cue: Cue) -> bool:
    """Whether an object only names that something was said, or of what: "announced the news", "described the scene".

    But "the news that it fell", "the scene as chaotic" and "a scene of chaos" tell it, and so does "applauded it".
    """
    if cue.attitudes["object"] != "speech" or _is_told(page, verb, what):
        return False
    is_of_telling = "clause" in cue.attitudes or "making" in cue.also
    if is_of_telling and (what.lower_ in _POINTERS or _is_wordless(what)):
        return True
    is_known = what.pos_ != "NOUN" or _is_definite(what)
    return "picturing" in cue.also and is_known and nouns.noun(what.lemma_.lower()) is None


def _is_wordless(what: Token) -> bool:
    """Whether a noun tells of words, and none of them: "a statement", "the news", "her name"."""
    return what.lemma_.lower() in nouns_that("wordless") and child(what, "amod") is None


def _is_told(page: Page, verb: Token, what: Token) -> bool:
    """Whether an object has more than its head and what stands before it, or has words in marks."""
    return _is_marked(page, verb, what) or any(c.dep_ in _TELLING and not _is_when(c) for c in what.rights)


def _is_marked(page: Page, verb: Token, what: Token) -> bool:
    """Whether words in marks are a part of what is said."""
    return any(page.mark_at[t.i] != page.mark_at[verb.i] for t in what.subtree)


_TELLING = frozenset(("acl", "appos", "ccomp", "conj", "prep", "relcl", "xcomp"))


def _is_when(phrase: Token) -> bool:
    """Whether a phrase behind an object only tells when or where it was said: "on Friday", "in a speech"."""
    target = child(phrase, "pobj") if phrase.dep_ == "prep" else None
    return target is not None and (target.ent_type_ in ("DATE", "TIME") or _is_of_saying(phrase, target))


_AMOUNTS = frozenset(("anything", "little", "more", "much", "nothing", "something"))


def _said_much_about(verb: Token) -> Complement | None:
    """ "Has not said much about the tolls": the topic is all that is told."""
    amount = next((c for c in verb.rights if c.lower_ in _AMOUNTS and c.dep_ in ("dobj", "advmod")), None)
    holders = [verb, amount] if amount is not None else []
    about_ = next((c for h in holders for c in h.rights if c.dep_ == "prep" and c.lower_ == "about"), None)
    what = child(about_, "pobj", "pcomp") if about_ is not None else None
    if about_ is None or what is None or not _is_somebody(verb):
        return None  # "that says something about them"
    return Complement([noun_phrase(what, content=True) if what.dep_ == "pobj" else span_of(what)])


def _is_source(page: Page, verb: Token, what: Token) -> bool:
    """Whether what is cited is from where somebody has what he says: "the paper reported, citing the ministry".

    But "citing a lack of money, she said no" gives her reason.
    """
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or page.speech_cue(verb.head) is None:
        return False
    lemma = what.lemma_.lower()
    is_one = role_nouns.load().kind(lemma) or lemma == "source" or what.ent_type_ in ("PERSON", "ORG", "GPE")
    return bool(is_one or lemma in nouns_that("document") or lemma in nouns_that("channel"))


def is_blow(page: Page, verb: Token, what: Token) -> bool:
    """Whether it is done with weapons, not with words: "attacked the police with stones", "attacked by a shark".

    Places, ships and buildings are not attacked by words either, unless by somebody who is named: "attacked the bank".
    """
    who = agent(verb) if is_passive(verb) else subject(verb)
    if (who is not None and who.lemma_.lower() in nouns_that("armed")) or what.ent_type_ in _TARGETS:
        return True
    is_named = who is not None and (who.pos_ != "NOUN" or bool(who.ent_type_)) and who.lower_ != "they"
    if what.lemma_.lower() in nouns_that("struck") and not is_named:
        return True
    with_ = next((c for h in (verb, what) for c in h.rights if c.dep_ == "prep" and c.lower_ == "with"), None)
    weapon = child(with_, "pobj") if with_ is not None else None
    return weapon is not None and not _is_of_words(page, weapon, weapon.left_edge.i, weapon.right_edge.i + 1)


def _is_said_after(page: Page, verb: Token) -> bool:
    """Whether what is said of an object comes in a participle behind it, which has a row of its own.

    "Praised the call, calling it good", "expressed her fear, saying that it would rain"; but "rejected the plan, saying
    that it would rain" tells two things.
    """
    for c in verb.rights:
        cue = page.cue(c) if c.tag_ == "VBG" and c.dep_ == "advcl" and c.doc[c.left_edge.i - 1].text == "," else None
        if cue is None:
            continue
        again = child(c, "dobj", "nsubj") or next((t for t in c.doc[c.i + 1 : c.i + 2]), None)
        is_of_it = again is not None and again.tag_ == "PRP" and not cue.attitudes.keys().isdisjoint(_NAMING)
        is_all = verb.lemma_ in verbs_that("carrying") and "quote" in cue.attitudes and child(c, "ccomp") is not None
        if is_of_it or is_all:
            return True
    return False


def _is_unsaid(verb: Token, cue: Cue) -> bool:
    """Whether it is only to be said: "vowed to name them", "reasons to doubt it"; but "began to", "used it to"."""
    if cue.attitudes["object"] != "speech" or verb.dep_ not in ("xcomp", "acl", "relcl") or not is_infinitival(verb):
        return False
    is_tool = verb.head.lemma_ in verbs_that("using") and (
        child(verb.head, "dobj") is not None or _is_taken_to(verb.head)
    )
    return not is_tool and not _is_managed(verb.head) and verb.head.lemma_ not in verbs_that("phase")


def _before_hyphen(doc: Doc, start: int, end: int) -> int:
    """Where "denied the charges and counter-accused her" ends, of which parsers draw "counter" to the charges."""
    is_cut = end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
    joined = next((t.i for t in reversed(doc[start:end]) if t.dep_ == "cc"), end) if is_cut else end
    return joined if joined > start else end


_NEAR = 2
"""How far an adjective may stand behind its verb: "was always quick"."""
_SWIFT = frozenset(("quick", "swift"))


def _is_managed(above: Token) -> bool:
    """Whether what is to be said was said: "was quick to praise it", "was able to explain it", "used it to try to"."""
    if above.lemma_ == "try" and is_infinitival(above):
        return above.head.lemma_ in verbs_that("using")
    is_past = above.head.lemma_ == "be" and above.head.tag_ == "VBD" and child(above.head, "neg") is None
    return above.dep_ == "acomp" and (above.lower_ in _SWIFT or (above.lower_ == "able" and is_past))


def _is_taken_to(verb: Token) -> bool:
    """Whether somebody posts: "took to Facebook to attack them"."""
    to = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "to"), None)
    service = child(to, "pobj") if to is not None else None
    return service is not None and service.lemma_.lower() in nouns_that("service")


def _before_circumstance(what: Token, end: int) -> int:
    """Where an object ends before when and where it was said: "announced the move on Friday", "… in a statement"."""
    last = next((c for c in reversed(list(what.rights)) if c.dep_ == "prep" and c.right_edge.i == end - 1), None)
    target = child(last, "pobj") if last is not None else None
    if last is None or target is None:
        return end
    return last.i if _is_of_saying(last, target) else end


def _is_of_saying(preposition: Token, target: Token) -> bool:
    """Whether a phrase after an object tells when or in what it was said: "on Friday", "in a speech".

    But "the mistakes in the report" tells which mistakes.
    """
    if preposition.lower_ == "on":
        return (target.lower_ in WEEKDAYS and target.left_edge == target) or _is_own_account(preposition.head, target)
    is_definite = any(c.dep_ == "det" and c.lower_ not in ("a", "an") for c in target.lefts)
    return preposition.lower_ == "in" and target.lemma_.lower() in nouns_that("channel") and not is_definite


_ACCOUNTS = frozenset(("account", "blog", "channel", "feed", "page", "site", "website"))


def _is_own_account(what: Token, account: Token) -> bool:
    """Whether something is told on one's account: "confirmed the outage on its page"; not "a post on its page"."""
    is_own = account.lemma_.lower() in _ACCOUNTS and any(c.tag_ == "PRP$" for c in account.lefts)
    if what.pos_ == "VERB":
        what = child(what, "dobj") or what
    is_told = what.head.pos_ == "VERB" and what.dep_ == "dobj" and nouns.noun(what.lemma_.lower()) is None
    return is_own and is_told and what.lemma_.lower() not in nouns_that("channel") | nouns_that("document")


def _is_no_opinion(verb: Token, what: Token, cue: Cue) -> bool:
    """Whether a verb with an object tells what is done or has to be: "embraced her", "must approve the money".

    "Recalled the vans" calls them back, as "recalled her youth" does not.
    """
    lemma = what.lemma_.lower()
    if cue.attitudes["object"] == "other":
        return not is_shown(verb)
    if cue.lemma == "address":
        return not _is_spoken_to(verb, what)
    if "touching" in cue.also and (what.tag_ == "PRP" or what.ent_type_ == "PERSON"):
        return True
    if "meeting" in cue.also and is_person(what):
        return True
    if "receiving" in cue.also and _is_received(what):
        return True
    if "telling" in cue.also and can_listen(what):
        return True  # "promised her", but "promised a bridge"
    if is_unsaid(what, cue) or (cue.lemma == "recall" and _is_of_many(what)):
        return True
    if cue.lemma == "defend" and any(t.lower_ in nouns_that("trophy") for t in _words_after(what)):
        return True  # "defended his IBF heavyweight crown", of which parsers cut "his IBF"
    if lemma in _REPLIES and verb.lemma_ in verbs_that("carrying") and _is_to_no_words(what):
        return True
    if cue.lemma in ("back", "support") and (_is_of_states(verb, what) or _is_proof(verb, what)):
        return True
    if cue.lemma == "deny" and _is_withheld(verb, what):
        return True
    if cue.lemma in ("claim", "boast") and not _is_somebody(verb):
        return True  # "the war claimed his life", "the hotel boasts a pool"
    if cue.attitudes["object"] != "belief":
        return "naming" in cue.also and any(c.lower_ == "as" for c in verb.rights)
    bound = any(c.tag_ == "MD" and c.lower_ in DUTIES for c in verb.lefts)
    bound = bound or (verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "need") and is_infinitival(verb))
    return bound


_UNSAID = {
    "claim": "taken",
    "deny": "withheld",
    "defend": "trophy",
    "hail": "hailed",
    "invoke": "named",
    "recall": "returned",
}
"""Verbs with the trait of objects with which they tell what is done: "claimed the prize", "hailed a taxi"."""


def is_unsaid(what: Token, cue: Cue) -> bool:
    """Whether a verb only tells what is done to such a thing: "claimed the prize", "a nickname invoked by them"."""
    return what.lemma_.lower() in nouns_that(_UNSAID.get(cue.lemma, ""))


_ONES = frozenset(("her", "him", "me", "us", "you"))
"""Pronouns for somebody, who is denied nothing in words where he is "denied"."""


def _is_withheld(verb: Token, what: Token) -> bool:
    """Whether somebody is kept from something: "denied him a third term"; but "denied it", "denied to her the report".

    Somebody by name alone, "denied Foss", is taken for who is kept from what he asked for, and not for what is unsaid.
    """
    is_one = what.lower_ in _ONES or (what.pos_ == "PROPN" and what.ent_type_ == "PERSON")
    kept = child(verb, "dative")
    return is_one or (kept is not None and kept.pos_ in ("NOUN", "PRON", "PROPN") and kept.i < what.i)


_REPLIES = frozenset(("answer", "reply", "response"))


def _is_to_no_words(reply: Token) -> bool:
    """Whether a reply is one to things, and none in words: "had no answer to the goal", but "a reply to the claim"."""
    to = next((c for c in reply.rights if c.dep_ == "prep" and c.lower_ in ("to", "for")), None)
    what = child(to, "pobj") if to is not None else None
    if what is None or what.pos_ != "NOUN" or what.ent_type_ or can_listen(what):
        return False
    lemma = what.lemma_.lower()
    return nouns.noun(lemma) is None and lemma not in nouns_that("channel") | nouns_that("document")


def is_person(what: Token) -> bool:
    """Whether an object is people, by name or noun: "questioned the guard", but "questioned the guard's story"."""
    return what.tag_ == "PRP" or what.ent_type_ == "PERSON" or role_nouns.load().kind(what.lemma_.lower()) == "person"


_MANY = 20
"""So many things are goods: "recalled 12,000 heaters", but "recalled three winters"."""


def _is_of_many(what: Token) -> bool:
    """Whether so many things are counted as are only of goods."""
    digits = (re.sub(r"\D", "", c.text) for c in what.lefts if c.dep_ == "nummod" and c.text[0].isdigit())
    return any(number and int(number) >= _MANY for number in digits)


def _words_after(what: Token) -> Iterator[Token]:
    """The words behind a noun up to the next that is none of a name or a noun."""
    for t in what.doc[what.i + 1 :]:
        if t.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return
        yield t


def _is_proof(verb: Token, what: Token) -> bool:
    """Whether it is a finding that bears a claim out, and nobody who is for it: "the study supports the claim"."""
    who = subject(verb)
    if who is not None and who.tag_ == "WDT":
        who = verb.head  # "the study, *which* supports the claim"
    is_evidence = who is not None and who.lemma_.lower() in nouns_that("evidence")
    return is_evidence and nouns.noun(what.lemma_.lower()) is not None


_RULED = frozenset(("army", "force", "government", "junta", "regime"))


def _is_of_states(verb: Token, what: Token) -> bool:
    """Whether a state stands behind a government or armed men, with more than words: "Norland backs the rebels"."""
    who = subject(verb)
    lemma = what.lemma_.lower()
    is_state = who is not None and who.ent_type_ == "GPE"
    return is_state and (lemma in _RULED or lemma in nouns_that("armed"))


def _is_received(what: Token) -> bool:
    """Whether it is people who are welcomed, and no news of them: "welcomed the guests to a lunch"."""
    is_person = role_nouns.load().kind(what.lemma_.lower()) == "person" or can_listen(what)
    return is_person or any(c.dep_ == "prep" and c.lower_ == "to" for h in (what, what.head) for c in h.rights)


def _is_somebody(verb: Token) -> bool:
    """Whether those who do something can speak: they are named, or people or bodies by their noun."""
    who = subject(verb)
    if who is None or who.lower_ in ("it", "that", "which"):
        return False
    return who.pos_ != "NOUN" or can_listen(who) or bool(role_nouns.load().kind(who.lemma_.lower()))


def _is_spoken_to(verb: Token, issue: Token) -> bool:
    """Whether somebody speaks of what he addresses: "addressed the delay", but "addressed a crowd", "to address it"."""
    if is_infinitival(verb) or not _is_somebody(verb):
        return False
    is_topic = issue.pos_ == "NOUN" and not issue.ent_type_ and not is_person(issue) and not can_listen(issue)
    return is_topic and issue.lemma_.lower() not in nouns_that("channel")


def is_shown(verb: Token) -> bool:
    """Whether it is a poll or a study that shows something; a film has it in the picture and tells nothing."""
    source = subject(verb)
    lemma = source.lemma_.lower() if source is not None else ""
    return lemma in nouns_that("evidence") and lemma not in nouns_that("picture")


def _is_answerable(page: Page, what: Token) -> bool:
    """Whether what is responded to is words; but firefighters go where they "responded to a report of smoke"."""
    is_alarm = what.lemma_.lower() in ("report", "call") and child(what, "poss") is None
    return not is_alarm and _is_of_words(page, what, what.left_edge.i, what.right_edge.i + 1)


def _is_of_words(page: Page, what: Token, start: int, end: int) -> bool:
    """Whether an object is something said: a claim, a fear, or words in marks.

    What is made or given out is not by a mere name in marks: 'released an update for its "silent" engines'.
    """
    if nouns.noun(what.lemma_.lower()) is not None:
        return True
    around = page.mark_at[what.head.i]
    marks = [page.marks[m] for m in sorted(set(page.mark_at[start:end])) if m >= 0 and m != around]
    if what.head.lemma_ not in verbs_that("making"):
        return bool(marks)
    n_quoted = sum(min(m.end, end) - max(m.start, start) for m in marks)
    is_telling = bool(marks) and any(page.speech_cue(t) is not None for t in what.doc[start:end])
    return is_telling or any(m.start <= what.i < m.end for m in marks) or 2 * n_quoted > end - start


def _with_clause(verb: Token, end: int) -> int:
    """Where "announced a new line and that fares would fall" ends, whose clause parsers give to the verb."""
    doc = verb.doc
    for c in verb.rights:
        mark = child(c, "mark") if c.dep_ == "conj" else None
        joined = doc[end : c.left_edge.i]
        if mark is not None and mark.lower_ == "that" and [t.dep_ for t in joined if not t.is_punct] == ["cc"]:
            return c.right_edge.i + 1
        if c.dep_ == "ccomp" and c.left_edge.lower_ == "that" and _is_held_over_day(verb, doc[end : c.left_edge.i]):
            return c.right_edge.i + 1
    return end


def _is_held_over_day(verb: Token, between: Span) -> bool:
    """Whether but a day parts a noun from the clause it holds: "dismissed a report Thursday that she was there"."""
    what = child(verb, "dobj")
    is_holder = what is not None and nouns.noun(what.lemma_.lower()) is not None
    return is_holder and bool(len(between)) and all(t.ent_type_ == "DATE" for t in between)


def _with_phrases(verb: Token, content: Range) -> Range:
    """An object with the phrases right after it."""
    start, end = content
    what = child(verb, "dobj")
    noun = nouns.noun(what.lemma_.lower()) if what is not None else None
    preps = _NOUN_PREPOSITIONS | (noun.about if noun is not None else frozenset())
    if what is not None and what.tag_ in ("NN", "NNS") and not _is_definite(what):
        preps |= _OF_NEW_NOUNS
    day = None
    for c in verb.rights:
        if c.left_edge.i != (day or end):
            continue
        if c.dep_ == "prep" and c.left_edge.lower_ in _STILL and c.left_edge != c:
            end = c.right_edge.i + 1  # "described a town still under water"
            continue
        if is_infinitival(c) and (child(c, "mark") is not None or day or _is_held(noun, c)):
            end = c.right_edge.i + 1
        elif c.dep_ == "npadvmod" and c.ent_type_ == "DATE" and noun is not None:
            day = c.right_edge.i + 1  # "announced plans this week to build"
        elif c.dep_ == "prep" and c.lower_ in preps:
            target = child(c, "pobj")
            if child(c, "pcomp") is not None:
                if c.lower_ == "without":
                    break  # "voiced concern without naming him"
                end = c.right_edge.i + 1
                continue
            if target is None or target.ent_type_ in ("DATE", "TIME") or _is_of_saying(c, target):
                break
            end = max(noun_phrase(target)[1], end)
        else:
            break
    return start, end


def _is_held(noun: Cue | None, infinitive: Token) -> bool:
    """Whether a noun before an infinitive holds it, though parsers give it to the verb: "dismissed calls to quit"."""
    return noun is not None and infinitive.dep_ == "xcomp"


_STILL = frozenset(("already", "still"))
"""Adverbs before a preposition that tells how something is: "a plan already under way"."""


def _is_definite(noun: Token) -> bool:
    """Whether a noun is known already: "the plan", "her plan", "that plan"."""
    return any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "no", "some") for c in noun.lefts)


def _with_place(verb: Token, end: int) -> int:
    """Where "shows her ahead by ten points" ends, whose "ahead" parsers give to the verb."""
    for c in verb.rights:
        if c.left_edge.i == end and c.dep_ in ("advmod", "prep", "npadvmod"):
            end = c.right_edge.i + 1
    return end


def _is_set_off(verb: Token, what: Token) -> bool:
    """Whether commas part a reporting clause from the words before and after: "It rose, he said Friday, a record"."""
    own = child(verb, "nsubj")
    edges = (what.left_edge.i, own.left_edge.i) if own is not None and own.i < verb.i < what.i else ()
    return bool(edges) and all(i > 0 and verb.doc[i - 1].text == "," for i in edges)
