"""What somebody calls, describes as or accuses of something: an object and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.syntax import FINITE, WEEKDAYS, agent, child, children, is_passive, noun_phrase, subject
from pipeline.lexicon import nouns, role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.loader import items, toml
from pipeline.lexicon.nouns import nouns_that
from pipeline.quotes.circumstances import can_listen, is_owned
from pipeline.quotes.found import Complement
from pipeline.quotes.infinitives import has_other_particle, is_infinitival, is_left_out, is_told_by_another, words_for
from pipeline.quotes.objects import DUTIES, REFLEXIVES, is_blow, is_day, is_person, is_shown, is_unsaid
from pipeline.speech.page import Page, has_particle
from pipeline.speech.reporting import quoted_one

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES = frozenset(("day", "night", "morning", "evening", "week", "time"))
"""Nouns that tell when somebody is called up, or an end of it: "called him the other day", "called it a day"."""
_STATES = frozenset(items(toml(__package__, "states.toml")["states"]))


def object_as(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Described the bridge as a disgrace"."""
    what, passive = child(verb, "dobj"), child(verb, "nsubjpass")
    if passive is None and verb.dep_ == "conj" and is_passive(verb):
        passive = child(verb.head, "nsubj", "nsubjpass")  # "is a donor and has been mentioned as a minister"
    holders = [verb, what] if what is not None else [verb]
    as_ = next((c for h in holders for c in h.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    if as_ is None:
        return _as_judged(verb, what)
    if "listing" in cue.also and all(page.mark_at[t.i] == page.mark_at[verb.i] for t in as_.subtree):
        return None  # "was listed as a dealer", but 'was listed as "unsafe"'
    if "naming" in cue.also and _has_nickname(page, as_):
        return None  # "identified the man as Carl “Curly” Moss"
    if what is not None and what.i < as_.i:
        end = max(noun_phrase(what)[1], _over_list(page, verb, cue, _over_rest(page, verb, as_, _end_of_phrase(as_))))
        day = next((c for c in verb.rights if what.i < c.i < as_.i and (is_day(c) or _is_bare_day(c))), None)
        if day is not None and day.right_edge.i + 1 == as_.i:
            return Complement([(what.left_edge.i, day.i), (as_.i, end)])  # "described her on Friday as a crook"
        return Complement([(what.left_edge.i, end)])
    if passive is not None and passive.lower_ == "what" and agent(verb) is None:
        return None  # "what would be seen as a reason"
    if passive is not None:
        return Complement([words_for(passive, verb), (as_.i, _over_list(page, verb, cue, _end_of_phrase(as_)))])
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and agent(verb) is not None:  # "Foss, described by friends as kind"
        return Complement([(verb.head.left_edge.i, verb.head.i + 1), (as_.i, _end_of_phrase(as_))])
    return None


def _as_judged(verb: Token, what: Token | None) -> Complement | None:
    """ "Listed the owl as threatened because its woods shrink", whose "as" parsers take for that of a clause."""
    clauses = (c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VBN" and c.left_edge.lower_ == "as")
    judged = next(clauses, None)
    if what is not None and judged is not None and judged.left_edge.i == what.right_edge.i + 1:
        return Complement([(what.left_edge.i, judged.right_edge.i + 1)])
    return None


def _is_bare_day(day: Token) -> bool:
    """Whether a word is but the day of saying: "listed it Friday as a threat"."""
    return day.dep_ == "npadvmod" and day.lower_ in WEEKDAYS


def _over_rest(page: Page, verb: Token, as_: Token, end: int) -> int:
    """Where a phrase with "as" ends whose last part parsers give to the verb.

    "As a helper to win votes", "as the one most likely to win", "as a man who hid it, lied and fled".
    """
    high = page.scope(verb)[1]
    rest = next((c for c in verb.rights if c.left_edge.i == end and c.dep_ in ("advcl", "xcomp")), None)
    if rest is not None and (is_infinitival(rest) or rest.tag_ == "JJ"):
        return min(rest.right_edge.i + 1, high)
    target = child(as_, "pobj")
    told = child(target, "relcl") if target is not None else None
    other = next((c for c in verb.rights if c.dep_ == "conj" and c.i == end + 1), None)
    if told is None or other is None or child(other, "conj") is None or page.cue(other) is not None:
        return end
    is_list = told.tag_ == other.tag_ == "VBD" and not any(t.dep_ == "cc" for t in verb.doc[told.i : end])
    return min(other.right_edge.i + 1, high) if is_list and child(other, "nsubj") is None else end


_LOOKS = frozenset(("about", "between", "in", "last", "standing", "wearing", "weighing", "with"))
"""Words with which the description of somebody goes on, beside numbers and adjectives."""
_FEWEST = 3
"""So many charges, at least, that commas part are a list."""
_LEADING = frozenset(("WDT", "WP", "WP$", "WRB"))
_OF_CHARGES = frozenset(("DT", "JJ", "NN", "NNS", "VBG"))


def _over_list(page: Page, verb: Token, cue: Cue, end: int) -> int:
    """Where a list ends of which parsers lose the last parts.

    "Described as tall, about 30, with a beard", "charged him with speeding, no insurance and driving drunk".
    """
    doc, high = verb.doc, page.scope(verb)[1]
    if end + 1 >= high or doc[end].text != "," or cue.also.isdisjoint(("charging", "describing")):
        return end
    words = doc[end + 1 : high]
    if any(t.tag_ in FINITE or page.mark_at[t.i] >= 0 for t in words):
        return end
    if "describing" in cue.also:
        goes_on = words[0].tag_ in ("CD", "JJ") or words[0].lower_ in _LOOKS
        return high if goes_on and not any(page.cue(t) is not None for t in words) else end
    parts = sum(t.text in (",", ";") or t.lower_ == "and" for t in words) + 2
    is_list = parts >= _FEWEST and words[0].tag_ in _OF_CHARGES
    return high if is_list and not any(t.tag_ in _LEADING for t in words) else end


def _has_nickname(page: Page, as_: Token) -> bool:
    """Whether what follows "as" is a name with words in marks within."""
    name = child(as_, "pobj")
    if name is None or name.pos_ != "PROPN" or page.mark_at[name.i] >= 0:
        return False
    return any(page.mark_at[i] >= 0 for i in range(name.left_edge.i, name.i))


def object_with(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Accused the builders of negligence", "the poll showed her at 40 percent"."""
    named = children(verb, "dobj")
    what = named[-1] if named and named[0].lower_ == "her" else child(verb, "dobj")  # "accused her ex of theft"
    if cue.attitudes.get("object") == "other" and not is_shown(verb):
        return None  # "showed its cars at the fair"
    with_ = _with(verb, what, cue)
    if with_ is None or what is None or what.i > with_.i or what.ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
        return None
    if "reckoning" in cue.also and not _is_reckoned(with_):
        return None  # "put him at risk"
    end = _end_of_phrase(with_)
    more = next((c for c in verb.rights if c.left_edge.i == end and c.lower_ in ("as", "for")), None)
    if more is not None and more.dep_ == "prep" and more.lower_ in cue.object_with:
        end = _end_of_phrase(more)  # "attacked them on stage for taking money"
    return Complement([(named[0].left_edge.i, _over_list(page, verb, cue, _over_means(page, verb, end)))])


def _over_means(page: Page, verb: Token, end: int) -> int:
    """Where "accused the club of fraud by hiding its debts" ends, whose means parsers give to the verb."""
    by = next((c for c in verb.rights if c.left_edge.i == end and c.lower_ == "by" and c.dep_ == "prep"), None)
    deed = child(by, "pcomp") if by is not None else None
    return by.right_edge.i + 1 if by is not None and deed is not None and page.speech_cue(deed) is None else end


def passive(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "The builders were accused of negligence", "the plan was criticized by the mayor"."""
    patient = child(verb, "nsubjpass")
    if patient is None and verb.dep_ == "acl" and verb.tag_ == "VBN" and agent(verb) is not None:
        return _reduced(page, verb, cue)
    if patient is None or patient.tag_ in ("WDT", "WP") or cue.attitudes.get("object") == "other":
        return None
    if "formal" in cue.also or ("striking" in cue.also and is_blow(page, verb, patient)):
        return None
    with_ = _with(verb, None, cue)
    if with_ is not None:
        end = _over_means(page, verb, _end_of_phrase(with_))
        return Complement([noun_phrase(patient), (with_.i, _over_list(page, verb, cue, end))])
    if "object" not in cue.attitudes or agent(verb) is None or quoted_one(verb) is not None:
        return None
    if cue.lemma == "deny" and child(verb, "dobj") is not None:
        return None  # "was denied bail by the judge"
    if is_unsaid(patient, cue) or ("meeting" in cue.also and is_person(patient)):
        return None  # "his nickname was invoked by sailors", "the guards were questioned by a judge"
    if not _is_worded(patient, cue) or any(c.tag_ == "MD" and c.lower_ in DUTIES for c in verb.lefts):
        return None  # "the report was released by the mayor", "the plan must be supported by the council"
    return Complement([noun_phrase(patient)]) if has_particle(verb, cue) else None


def _over_victim(verb: Token, part: Token) -> int:
    """Where "was found guilty of arson in the death of Ann Foss" ends, whose last part parsers give to the verb."""
    end = part.right_edge.i + 1
    after = next((c for c in verb.rights if c.left_edge.i == end and c.dep_ == "prep"), None)
    what = child(after, "pobj") if after is not None and after.lower_ in ("for", "in") else None
    is_deed = what is not None and part.lower_ in _GUILT and what.lemma_.lower() in nouns_that("force")
    return after.right_edge.i + 1 if after is not None and is_deed else end


_GUILT = frozenset(("guilty", "innocent", "liable", "responsible"))
_PRINTED = frozenset(("article", "report", "story"))


def _is_worded(what: Token, cue: Cue) -> bool:
    """Whether what is said to be said is something that can be: a claim, but neither a coach nor a report."""
    lemma = what.lemma_.lower()
    if "worded" in cue.also and lemma in _PRINTED and what.left_edge.lower_ == "this":
        return False  # "this story was first published by the Courier": who wrote what is read
    return "worded" not in cue.also or (nouns.noun(lemma) is not None and lemma not in nouns_that("channel"))


def _reduced(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "A law opposed by the council", "the plan criticized by the mayor": what is opposed stands before."""
    what = verb.head
    if "object" not in cue.attitudes or what.pos_ not in ("NOUN", "PROPN", "PRON") or not has_particle(verb, cue):
        return None
    return Complement([(what.left_edge.i, verb.i)]) if _is_worded(what, cue) else None


def _with(verb: Token, what: Token | None, cue: Cue) -> Token | None:
    """The preposition that leads what is said of an object."""
    holders = [verb, what] if what is not None and "object" not in cue.attitudes else [verb]
    put_down = child(verb, "prt", "advmod") if cue.lemma == "put" else None
    if put_down is not None and put_down.lower_ == "down":  # "put the loss down to luck"
        holders, leads = [verb, put_down], frozenset(("to",))
    else:
        leads = cue.object_with
    found = (c for h in holders for c in h.rights if c.dep_ == "prep" and c.lower_ in leads)
    return next((c for c in found if not _is_circumstance(c)), None)


def _is_reckoned(preposition: Token) -> bool:
    """Whether a phrase has a number in it, or is what a loss is put down to: "put the damage at ten crowns"."""
    return preposition.lower_ == "to" or any(t.tag_ == "CD" or t.text[-1].isdigit() for t in preposition.subtree)


def _is_circumstance(preposition: Token) -> bool:
    """Whether a phrase tells when or where it was posted: "thanked them on Monday", "… on Facebook"."""
    target = child(preposition, "pobj")
    if target is None or preposition.lower_ in ("to", "of"):
        return False
    return target.ent_type_ in ("DATE", "TIME") or target.lemma_.lower() in nouns_that("service")


def _end_of_phrase(preposition: Token) -> int:
    target = child(preposition, "pobj")
    if target is None:
        return _before_which(preposition, preposition.right_edge.i + 1)
    return noun_phrase(target, content=True)[1]


def _before_which(preposition: Token, end: int) -> int:
    """Where a phrase with a gerund ends before what the writer adds: "for taking gifts, which he said were small"."""
    doc = preposition.doc
    cut = (t.i for t in doc[preposition.i : end] if t.text == "," and t.i + 1 < end and t.nbor().tag_ == "WDT")
    return next(cut, end)


def predicate(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Called the bridge a disgrace"."""
    what, patient = child(verb, "dobj"), child(verb, "nsubjpass")
    is_named = verb.tag_ == "VBN" and verb.dep_ in ("acl", "csubjpass", "nsubj") and agent(verb) is None
    if is_named and not _is_active(verb):
        return None  # "a club called Nightjar"
    if has_other_particle(verb, cue) or is_reduced(verb):
        return None  # "called in divers to search", "a hammer believed to have been used"
    is_nobodys = patient is not None and agent(verb) is None
    if is_nobodys and (is_told_by_another(page, verb) or is_left_out(verb, patient) or _is_bound(verb)):
        return None  # "the cause is believed to be a spark, the office says", "can only be declared valid"
    parts = [c for c in verb.rights if c.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp")] or _second_object(verb)
    if patient is not None and not parts and what is not None and "object" not in cue.attitudes:
        parts = [what]  # "was dubbed the winner"
    if "summoning" in cue.also and parts and all(map(is_infinitival, parts)):
        return None  # "called her mother to tell her"
    parts = [c for c in parts if not is_owned(c)]  # "considered the mayor's proposed budget"
    if cue.lemma in ("declare", "pronounce") and any(part.lower_ in _STATES for part in parts):
        return None  # "was pronounced dead"
    if parts and patient is not None and agent(verb) is None and cue.lemma in ("call", "name") and _is_title(parts[0]):
        return None  # "it was first called Fenwick Boats"
    if is_nobodys and parts and "summoning" in cue.also and any(map(_is_hour, parts)):
        return None  # "a boat was called about 3pm"
    if len(parts) == 1 and (parts[0].is_digit or (cue.lemma == "call" and _is_act(verb, what, parts[0]))):
        return None  # "called 911", "called a meeting"
    if (cue.lemma == "find" and _is_discovery(parts, what)) or (len(parts) == 1 and parts[0].lemma_ in _TIMES):
        return None
    if parts and patient is not None:
        return Complement([noun_phrase(patient), (parts[-1].left_edge.i, _over_victim(verb, parts[-1]))])
    if what is None and len(parts) == 1 and _is_name(page, verb, parts[0]) and not _is_named_after(parts[0]):
        return None
    if what is not None and what.i > verb.i:
        parts.append(what)
    if not parts:
        return None
    parts += [c for c in verb.rights if c.dep_ == "dative"]
    start, end = min(c.left_edge.i for c in parts), max(c.right_edge.i for c in parts) + 1
    if what is None and _is_of_noun_before(verb, parts):
        return Complement([(verb.head.left_edge.i, verb.head.i + 1), (start, end)])
    if parts == [what]:
        named = _name_after(page, verb, parts[0], end)
        return Complement([(start, named)]) if named is not None else None
    return Complement([(start, end)])


def is_reduced(verb: Token) -> bool:
    """Whether a participle tells what is thought of the noun before it, whose parsers take it for who thinks so.

    "A hammer believed to have been used", "Foss, thought to be the driver"; but "who claimed to be the driver".
    """
    if verb.tag_ not in ("VBN", "VBD") or verb.lemma_ not in _HELD or child(verb, "aux", "auxpass", "dobj") is not None:
        return False
    own = child(verb, "nsubj")
    if own is not None and own.tag_ == "WP":
        return False
    return tuple(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 2]) == ("to",)


_HELD = frozenset(("believe", "consider", "estimate", "presume", "report", "say", "suspect", "think", "understand"))
"""Verbs that take no infinitive of their own subject: what stands before their "to" is what is thought of."""


def _is_bound(verb: Token) -> bool:
    """Whether something only may or must be called so, as by a law: "can only be declared valid"."""
    return verb.lemma_ in _RULING and any(c.tag_ == "MD" and c.lower_ in DUTIES for c in verb.lefts)


_RULING = frozenset(("declare", "deem"))
"""Verbs by which a thing comes to be so in law; "can only be called a failure" is somebody's view."""


def _is_hour(part: Token) -> bool:
    """Whether a part tells when: "about 3pm", "at noon"."""
    return part.ent_type_ in ("DATE", "TIME") or any(t.ent_type_ == "TIME" for t in part.subtree)


def _is_of_noun_before(verb: Token, parts: list[Token]) -> bool:
    """Whether something is thought of a noun before its clause: "a man they believe to be the driver"."""
    is_relative = verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN") and len(parts) == 1
    is_relative = is_relative and verb.left_edge.tag_ != "WRB"
    own = child(verb, "nsubj")
    is_whose = own is not None and own.tag_ not in ("WP", "WDT") and child(parts[0], "nsubj", "nsubjpass") is None
    return is_relative and is_whose and is_infinitival(parts[0])


def _is_active(verb: Token) -> bool:
    """Whether the subject calls somebody something, though parsers lose it: "cooks who came called Holm a quack"."""
    parts = [c for c in verb.rights if c.dep_ == "oprd"]
    return len(parts) == _PAIR and parts[1].left_edge.lower_ in ("a", "an") and verb.head.head.dep_ != "nsubj"


_PAIR = 2
"""Somebody, and what he is called."""


def _is_title(part: Token) -> bool:
    """Whether what something is called is its name: "was called Fenwick Boats", but "was called a new Fenwick".

    In marks it may be a nickname: 'was called "Spike" for short'.
    """
    first = part.left_edge if not part.left_edge.is_punct else part.left_edge.nbor()
    return part.pos_ == "PROPN" and first.pos_ == "PROPN"


def _is_act(verb: Token, what: Token | None, part: Token) -> bool:
    """Whether what is called takes place or comes, and nothing is named so: "called a meeting", "called guards"."""
    is_asked = verb.dep_ in ("relcl", "acl") or child(verb, "nsubj") is None
    first = part.left_edge
    is_one = first == part or first.tag_ != "NNS"  # "called reporters liars" tells of two
    is_bare = part.tag_ == "NNS" and first.pos_ in ("ADJ", "NOUN") and is_one and not part.nbor().is_quote
    is_new = is_bare or part.left_edge.lower_ in ("a", "an")
    return what is None and is_new and part.dep_ == "oprd" and not is_asked


def _second_object(verb: Token) -> list[Token]:
    """The predicate that parsers take for another object: "branded it a disgrace"."""
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "npadvmod") and c.i > verb.i]
    if len(objects) < 2 or objects[0].pos_ not in ("PRON", "PROPN"):
        return []
    return objects[1:2] if any(c.lower_ in ("a", "an") for c in objects[1].lefts) else []


def _is_name(page: Page, verb: Token, part: Token) -> bool:
    """Whether the only word after a verb of calling is what somebody or something is called, not words in marks."""
    return part.pos_ == "PROPN" and not page.mark_at[part.i] >= 0 > page.mark_at[verb.i]


def _is_named_after(part: Token) -> bool:
    """Whether what somebody is called stands behind his name: "called Holm, his old rival, a fool"."""
    last = part
    while (after := child(last, "appos")) is not None:
        last = after
        if any(c.lower_ in ("a", "an") for c in last.lefts):
            return True
    return False


def _name_after(page: Page, verb: Token, what: Token, end: int) -> int | None:
    """Where "called the bridge a gift" ends, whose "a gift" parsers take for an apposition, or lose."""
    if end < page.scope(verb)[1] and page.mark_at[end] >= 0 > page.mark_at[end - 1]:
        return page.marks[page.mark_at[end]].end
    mark = page.marks[page.mark_at[what.i]] if page.mark_at[what.i] >= 0 else None
    is_name = mark is not None and what.left_edge.i < mark.start and verb.doc[mark.start - 1].pos_ in ("PROPN", "PRON")
    if mark is not None and is_name and verb.i < mark.start and mark.closed:
        return mark.end  # 'called Holm "Little Karl" twice'
    doc = verb.doc
    named = any(c.dep_ == "appos" and doc[c.left_edge.i - 1].text != "," for c in what.rights)
    judged = any(c.dep_ == "acl" and c.tag_ == "VBN" and c.left_edge.i == what.i + 1 for c in what.rights)
    is_somebody = can_listen(what) or role_nouns.load().kind(what.lemma_.lower()) == "person"
    return end if named or (judged and not is_somebody) else None


def _is_discovery(parts: list[Token], what: Token | None) -> bool:
    """Whether "find" tells what was come upon, not what was thought of it: "was found alive", "found himself alone"."""
    patients = [what, *(subject(part) for part in parts)]
    if any(patient is not None and patient.lower_ in REFLEXIVES for patient in patients):
        return True
    is_anyone = any(p is not None and p.tag_ == "NNS" and child(p, "det", "poss") is None for p in patients)
    if is_anyone and any(is_infinitival(part) and part.lemma_ not in ("be", "have") for part in parts):
        return True  # "tried to find people to help", but "found the law to violate the charter"
    if any(part.ent_type_ == "DATE" for part in parts):
        return True  # "found two men -- 68 and 48 years old"
    return any(part.tag_ == "VBG" or part.lower_ in _STATES or _is_undergone(part) for part in parts)


def _is_undergone(part: Token) -> bool:
    """Whether somebody comes upon what is done to his own: "finds her loyalty tested"."""
    own = child(part, "nsubj", "nsubjpass") if part.tag_ == "VBN" else None
    return own is not None and own.left_edge.tag_ == "PRP$" and child(part, "aux") is None
