"""Quotes that a noun, an adjective or a preposition introduces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.syntax import (
    FINITE,
    FINITE_VERBS,
    Range,
    agent,
    ancestors,
    child,
    children,
    is_huge,
    is_passive,
    noun_phrase,
    opens_source,
    span_of,
    subject,
    subtract,
    trim,
    trim_content,
    verb_stretch,
)
from pipeline.lexicon import nouns, role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.circumstances import can_listen
from pipeline.quotes.found import Found
from pipeline.quotes.rule_kinds import WordRule
from pipeline.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOPIC_PREPOSITIONS = frozenset(("of", "about", "on", "against", "for", "over", "to", "at"))
_ADJECTIVE_PREPOSITIONS = frozenset(("of", "about", "with", "over", "at", "in"))
_ASIDE_OPENERS = frozenset(("who", "which", "whose", "whom", "where"))
_SETTINGS = frozenset(("DATE", "TIME", "GPE", "FAC", "EVENT"))
"""Names of when and where, which are not what a speech is about."""
_MADE = frozenset(("case", "point"))
"""Nouns that hold what is said only where somebody has or makes them: "made the case that", not "cases that"."""
_FORECASTS = frozenset(("certain", "sure"))
_CARRIED_BY = {"alarm": "sound", "issue": "take", "story": "tell", "tale": "tell", "tribute": "pay"}
"""Nouns that hold something only with one verb: "told the story of a man", not "his story"; "took issue with it"."""
_ALONE = "alone-"
_VIEWS = {"in": "view", "by": "reckoning"}
"""The prepositions of whose view it is, with the trait of their nouns: "in her view", "by her own account"."""
_WHOSE = frozenset(("among", "by", "from", "of"))
"""Prepositions behind a noun before those whose it is: "the fear among drivers that", "a claim by the mayor that"."""
_CLAUSES_OF_NOUNS = frozenset(("acl", "ccomp", "relcl", "xcomp"))
_STEPS = 4
"""How many words up in the parse a clause may be that somebody else tells."""
_UP = 8
"""How many words up in the parse the clause may be that a poll tells: "is near ten percent of the vote in polls"."""
_LINKING = frozenset(("be", "feel", "seem", "remain", "become", "appear", "sound"))
_POLLS = frozenset(("poll", "survey"))
_MAIN = frozenset(("ROOT", "conj"))
_PLACES = frozenset(
    ("lead", "ahead", "behind", "trail", "top", "support", "rating", "margin", "first", "last", "bump", "fare")
)
"""Words by which one stands somewhere in a poll, beside numbers."""
_OPENERS = frozenset(("that", "to", "whether"))
_CLAUSES = frozenset(("ccomp", "advcl", "xcomp"))


def is_according(token: Token) -> bool:
    """Whether a word is the "according" of "according to", or the "per" of "per the Courier, …"."""
    return opens_source(token) or (token.lower_ == "per" and _is_per_source(token))


def _is_per_source(per: Token) -> bool:
    """Whether "per" names a source that a comma parts from the rest: ", per the Courier", but "per cent", "per day"."""
    source = child(per, "pobj")
    if per.dep_ != "prep" or source is None or source.pos_ != "PROPN" or source.ent_type_ in _SETTINGS:
        return False
    before, after = per.doc[per.i - 1] if per.i else None, source.right_edge.i + 1
    leads = per.is_sent_start and after < len(per.doc) and per.doc[after].text == ","
    return leads or (before is not None and before.text == ",")


def is_noun(token: Token) -> bool:
    """Whether a word is a noun that may hold what is said."""
    return token.pos_ == "NOUN" and not is_huge(token)


def is_adjective(token: Token) -> bool:
    """Whether a word is an adjective that may hold what is said."""
    is_participle = (token.tag_ == "VBN" and (token.dep_ == "acomp" or is_felt(token))) or _is_minded(token)
    return (token.pos_ == "ADJ" or is_participle) and not is_huge(token)


def tells_mind(token: Token) -> bool:
    """Whether a participle tells somebody's mind, not what is done: "are opposed to it", "was shocked by it"."""
    is_predicate = token.tag_ == "VBN" and token.dep_ == "acomp" and nouns.adjective(token.lower_) is not None
    return is_predicate or is_felt(token) or _is_minded(token)


def is_felt(token: Token) -> bool:
    """Whether parsers take for a passive what somebody feels: "was convinced that it rained", "is shocked at it"."""
    known = nouns.adjective(token.lower_) if token.tag_ == "VBN" else None
    is_feeling = known is not None and known.attitude == "belief" and not (known.lemma == "opposed" and agent(token))
    is_sure = child(token, "aux") is None or any(c.lower_ in ("have", "has", "had") for c in token.lefts)
    return is_feeling and child(token, "nsubjpass") is not None and is_sure


def _is_minded(token: Token) -> bool:
    """Whether a participle behind a noun tells the mind of those it names: "groups opposed to the tunnel"."""
    is_behind = token.dep_ == "acl" and token.tag_ in ("VBD", "VBN") and agent(token) is None
    known = nouns.adjective(token.lower_) if is_behind else None
    to = child(token, "prep")
    is_led = to is not None and to.i == token.i + 1 and to.lower_ in ("about", "over", "to", "with")
    return known is not None and known.attitude == "belief" and is_led


def is_in_poll(token: Token) -> bool:
    """Whether a word is the "in" of "in a new poll"; bare "in polls" may be an election."""
    if token.lower_ != "in" or token.dep_ != "prep":
        return False
    source = _poll(token)
    return source is not None and source.lemma_.lower() in _POLLS and source.left_edge != source


def _poll(token: Token) -> Token | None:
    """The poll of "in a new poll" and of "in one of the polls"."""
    source = child(token, "pobj")
    of = child(source, "prep") if source is not None and source.lower_ == "one" else None
    return child(of, "pobj") if of is not None and of.lower_ == "of" else source


def in_poll(rule: WordRule, page: Page, token: Token) -> Found | None:
    """ "The mayor was ahead in a new poll": what the poll tells is the rest of the clause."""
    doc = token.doc
    low, high = page.scope(token)
    source = _poll(token)
    clause = next((a for a in [token.head, *token.head.ancestors][:_UP] if a.pos_ in ("VERB", "AUX")), None)
    if source is None or clause is None:
        return None
    start, end = max(low, clause.left_edge.i), min(high, clause.right_edge.i + 1)
    if clause.dep_ == "relcl" and doc[start].lower_ == "where" and child(clause, "nsubj") is not None:
        start += 1  # "Marlow, where she leads in the polls"
    elif clause.dep_ not in _MAIN and not (clause.dep_ == "ccomp" and doc[min(end, high - 1)].text == ";"):
        return None
    if not any(t.like_num or t.lower_ == "%" or t.lemma_.lower() in _PLACES for t in doc[start:end]):
        return None
    speaker = noun_phrase(source, limit=(token.i + 1, high))
    pieces = subtract([(start, end)], [(token.i, speaker[1])])
    content = [piece for s, e in pieces if (piece := trim_content(doc, s, e))[0] < piece[1]]
    return Found(rule, "other", content, (token.i, token.i + 1), token, "in", speaker, source) if content else None


def according_to(rule: WordRule, page: Page, token: Token) -> Found | None:
    """ "According to the police, nobody was hurt": the rest of the sentence is what they say."""
    doc = token.doc
    to = token.i + opens_source(token)
    source = child(doc[to], "pobj") if to < len(doc) and doc[to].lower_ in ("to", "per") else None
    low, high = _told_range(page, token)
    if source is None or not low <= source.i < high:
        return None
    speaker = noun_phrase(source, limit=(to + 1, high))
    at = speaker[1] + (speaker[1] < high and doc[speaker[1]].text == ",")
    is_told = at > speaker[1] and any(t.dep_ == "appos" for t in doc[source.i + 1 : at] if t.head == source)
    if at < high and doc[at].tag_ in FINITE and (at == speaker[1] or is_told):
        # "According to Brenner, Foss and Holm will go": what has taken up the subject is no part of the source.
        comma = next((t.i for t in doc[source.i + 1 : speaker[1]] if t.text == ","), speaker[1])
        speaker = (speaker[0], comma)
    speaker = (speaker[0], _before_subject(token, source, speaker[1]))
    is_parted = speaker[1] > source.i + 1 and doc[source.i + 1].text == ","
    if token.i == low and is_parted and speaker[1] >= high - 1 and source.ent_type_ == "PERSON":
        # "According to cook Ada Brenner, the pot smells of soap", of which parsers make one noun.
        speaker = (speaker[0], source.i + 1)
    high = _before_tag(page, low, high)
    hole = (token.i, _with_aside(source, low, speaker[1], high))
    pieces = subtract([(low, high)], [hole, *_others_parts(token, low, high)])
    content = [piece for s, e in pieces if (piece := trim_content(doc, s, e))[0] < piece[1]]
    return Found(rule, "speech", content, (token.i, to + 1), token, token.lower_, speaker, source) if content else None


def _before_subject(token: Token, source: Token, end: int) -> int:
    """Where a source ends to which parsers draw the subject: "records kept by Foss, the couple in May sold two"."""
    main = token.head
    is_bare = main.tag_ in FINITE_VERBS and main.i >= end and child(main, "nsubj", "nsubjpass", "expl") is None
    if not is_bare:
        return end
    named = (t for t in token.doc[source.i + 1 : end] if t.dep_ == "appos" and t.left_edge.lower_ == "the")
    return next((t.left_edge.i - 1 for t in named if t.left_edge.nbor(-1).text == ","), end)


def _before_tag(page: Page, low: int, high: int) -> int:
    """Where a sentence ends without a tag behind it: "According to her, it rains, officials said on Monday"."""
    doc = page.doc
    for t in doc[low + 2 : high]:
        own = child(t, "nsubj") if t.tag_ in FINITE and page.speech_cue(t) is not None else None
        if own is None or own.i > t.i or doc[own.left_edge.i - 1].text != "," or page.mark_at[t.i] >= 0:
            continue
        is_last = all(a.tag_ not in FINITE and a.text != "," for a in doc[t.i + 1 : high])
        if is_last and child(t, "dobj", "xcomp") is None and all(c.i < t.i for c in children(t, "ccomp")):
            return own.left_edge.i - 1
    return high


def _with_aside(source: Token, low: int, end: int, high: int) -> int:
    """Where what tells of a source ends that ends at a token: "according to Brenner, who built it, the bridge …"."""
    doc = source.doc
    if end + 1 >= high or doc[end].text != "," or doc[end + 1].lower_ not in _ASIDE_OPENERS:
        return end
    if any(t.tag_ in FINITE for t in doc[low : source.i]):
        return high  # what is said stands before: "it rained, according to Brenner, who built it, sold it and left"
    clause = next((a for a in ancestors(doc[end + 1]) if a.dep_ == "relcl"), None)
    if clause is None or not source.left_edge.i <= clause.head.i < end:
        return end
    return min(clause.right_edge.i + 1, high)


def is_in_view(token: Token) -> bool:
    """Whether a word is the "in" of "in her view" or the "by" of "by her own account"."""
    trait = _VIEWS.get(token.lower_) if token.dep_ == "prep" else None
    view = child(token, "pobj") if trait is not None else None
    if trait is None or view is None:
        return False
    return view.lemma_.lower() in nouns.nouns_that(trait) and _holder(view) is not None


def _holder(view: Token) -> Token | None:
    """Whose a view is: her, in "her view", the engineers, in "the view of the engineers"."""
    owner = child(view, "poss")
    of = next((c for c in view.rights if c.lower_ == "of"), None)
    return owner or (child(of, "pobj") if of is not None and child(view, "det") is not None else None)


def in_view(rule: WordRule, page: Page, token: Token) -> Found | None:
    """ "In her view, the bridge is unsafe": the rest of the sentence is what she thinks."""
    doc = token.doc
    low, high = page.scope(token)
    view = child(token, "pobj")
    holder = _holder(view) if view is not None else None
    if view is None or holder is None:
        return None
    end = max(view.i, holder.right_edge.i if holder.i > view.i else view.i) + 1
    is_set_off = (token.i == low or doc[token.i - 1].text == ",") and (end >= high or doc[end].text in (",", "."))
    if not is_set_off or page.cue(token.head) is not None:
        return None
    attitude = "belief" if token.lower_ == "in" and view.lemma_ != "word" else "speech"
    opened = page.mark_at[end + 1] if end + 1 < high else -1
    mark = page.marks[opened] if opened >= 0 and opened != page.mark_at[token.i] else None
    pieces = subtract([(low, high)], [(token.i, end)]) if mark is None else [(mark.start, mark.end)]
    content = [piece for s, e in pieces if (piece := trim_content(doc, s, e))[0] < piece[1]]
    cue = (token.i, holder.left_edge.i) if holder.i > view.i else (view.i, view.i + 1)
    speaker = noun_phrase(holder, limit=(token.i + 1, end))
    return Found(rule, attitude, content, cue, token, view.lemma_, speaker, holder) if content else None


def _told_range(page: Page, token: Token) -> Range:
    """How far what a source says may reach: its sentence, but the clause it stands in where somebody else tells that.

    "The paper reports that rents fell, according to a study"; and of two sources in a sentence, the second has the
    clause that it stands in.
    """
    low, high = page.scope(token)
    clause = token.head
    if any(is_according(t) for t in token.doc[low : token.i]) and clause.dep_ in ("relcl", "advcl", "conj", "ccomp"):
        return max(low, clause.left_edge.i), min(high, clause.right_edge.i + 1)
    for _ in range(_STEPS):
        cue = page.speech_cue(clause.head) if clause.dep_ == "ccomp" else None
        if cue is not None and cue.attitude == "speech" and low <= clause.head.i < clause.left_edge.i:
            return max(low, clause.left_edge.i), min(high, clause.right_edge.i + 1)
        clause = clause.head
    return low, high


def _others_parts(token: Token, low: int, high: int) -> list[Range]:
    """The clauses of a sentence that other sources have."""
    others = [t for t in token.doc[low:high] if is_according(t) and t.i > token.i]
    return [span_of(t.head) for t in others if not t.head.left_edge.i <= token.i <= t.head.right_edge.i]


@dataclass(frozen=True, slots=True)
class _Held:
    """What a noun holds, whether a clause with "that" holds it, and where the words of its cue end."""

    span: Range
    is_that_clause: bool
    end: int


def noun(rule: WordRule, page: Page, token: Token) -> Found | None:
    """ "Their claim that it rained", "the decision to leave", "his attacks on the press", "made a joke about it"."""
    cue = nouns.noun(token.lemma_.lower())
    if cue is None:
        return None
    return _subject_clause(rule, token, cue) or _holding(rule, page, token, cue)


def _holding(rule: WordRule, page: Page, noun: Token, cue: Cue) -> Found | None:
    only = _CARRIED_BY.get(cue.lemma)
    carriers = (only,) if only is not None else verbs_that("carrying")
    carrier = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in carriers else None
    if only is not None and carrier is None:
        return None
    owner = (
        child(noun, "poss", "nsubj")
        or _nation(noun)
        or _of_the_view(noun)
        or (_armed_with(noun) if cue.attitude == "speech" else None)
    )
    if owner is None and carrier is None and cue.lemma in _MADE:
        return None
    if carrier is not None and any(c.dep_ == "nummod" for c in noun.lefts):
        return None  # "had 23 points for the home side"
    if carrier is not None and carrier.lemma_ == "raise" and cue.attitude == "belief" and not _is_raiser(carrier):
        return None
    if cue.attitude == "intention" and owner is None:
        return None
    held = _held(page, noun, cue, owner, carrier)
    if held is None:
        return None
    head = subject(carrier) if carrier is not None else owner or _author(page, noun, held)
    speaker = noun_phrase(head) if head is not None else None
    if speaker is not None and (speaker[0] >= speaker[1] or _overlap(speaker, held.span)):
        speaker = head = None
    if (
        speaker is None
        and not (cue.attitude == "speech" and held.is_that_clause)
        and not _stands_alone(noun, cue, held)
    ):
        return None
    group = _cue_words(noun, carrier, speaker, held.end)
    content = [trim_content(noun.doc, *held.span)]
    return Found(rule, cue.attitude, content, group, noun, cue.lemma, speaker, head)


def _is_raiser(verb: Token) -> bool:
    """Whether somebody raises what he himself fears: "the senator raised doubts", but "the plan raised fears"."""
    who = subject(verb)
    if who is None or who.pos_ != "NOUN":
        return True
    return bool(can_listen(who) or who.tag_ == "NNS" or role_nouns.load().kind(who.lemma_.lower()))


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _held(page: Page, noun: Token, cue: Cue, owner: Token | None, carrier: Token | None) -> _Held | None:
    clause = next((c for c in noun.rights if c.dep_ in _CLAUSES_OF_NOUNS and c.pos_ in ("VERB", "AUX")), None)
    clause = clause or _lost_clause(page, noun) or _behind_hearers(noun, carrier)
    if clause is not None and any(t.lower_ in ("so", "such") for t in noun.doc[noun.left_edge.i : noun.i]):
        return None  # "so many complaints that": what came of them
    called = _called_for(page, noun, carrier) if cue.lemma == "call" else None
    if called is not None:
        return called
    if clause is not None and cue.attitude == "speech" and _is_bare(noun, clause):
        return _Held(span_of(clause), True, noun.i + 1)
    if clause is None or not _opens(clause.left_edge):
        return _topic(page, noun, cue, owner, carrier)
    if clause.dep_ == "relcl" and child(clause, "nsubj", "nsubjpass") in (clause.left_edge, None):
        return None  # "the claim that won him votes"
    if clause.left_edge.lower_ == "to" and (of := _of_before(noun, clause)) is not None:
        return _Held((of.i + 1, clause.right_edge.i + 1), False, of.i + 1)
    return _Held(span_of(clause), clause.left_edge.lower_ == "that", noun.i + 1)


def _called_for(page: Page, noun: Token, carrier: Token | None) -> _Held | None:
    """What "calls for the mayor to resign" holds, which parsers take for a clause of purpose."""
    clause = next((c for c in noun.rights if c.dep_ in ("advcl", "acl", "relcl")), None)
    mark = child(clause, "mark") if clause is not None else None
    above = page.cue(noun.head) if carrier is None else None
    if clause is None or mark is None or mark.lower_ != "for" or mark.i != noun.i + 1 or above is not None:
        return None
    return _Held((mark.i + 1, clause.right_edge.i + 1), False, mark.i + 1)


def _behind_hearers(noun: Token, carrier: Token | None) -> Token | None:
    """The clause with "that" behind those it is told to: "made the case to members of the board that it is safe"."""
    to = next(
        (c for h in (noun, carrier) if h is not None for c in h.rights if c.lower_ == "to" and c.i > noun.i), None
    )
    that = to.doc[to.right_edge.i + 1] if to is not None and to.right_edge.i + 1 < len(to.doc) else None
    is_open = carrier is not None and that is not None and that.lower_ == "that" and that.dep_ == "mark"
    return that.head if that is not None and is_open and that.head.left_edge == that else None


def _of_before(noun: Token, clause: Token) -> Token | None:
    """The preposition whose object has the infinitive that parsers give to the noun: "his announcement of plans to"."""
    return next(
        (c for c in noun.rights if c.lower_ in ("of", "about") and c.right_edge.i + 1 == clause.left_edge.i), None
    )


def _lost_clause(page: Page, noun: Token) -> Token | None:
    """The clause behind a noun that parsers give to the verb above: "seized upon a report that the bridge was old"."""
    that = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    if that is None or that.lower_ != "that" or that.dep_ != "mark" or that.head.dep_ != "ccomp":
        return None
    above = page.cue(that.head.head)
    is_noun = that.head.left_edge == that and (above is None or "clause" not in above.attitudes)
    return that.head if is_noun else None


def _opens(first: Token) -> bool:
    """Whether a clause that begins so tells what its noun holds: "that …", "to …", "not to …"."""
    return first.lower_ in _OPENERS or (first.lower_ == "not" and first.nbor().lower_ == "to")


def _is_bare(noun: Token, clause: Token) -> bool:
    """Whether a clause without "that" tells what its noun holds: "allegations he sold the bridge"."""
    own = child(clause, "nsubj", "nsubjpass", "expl")
    is_next = clause.dep_ != "relcl" and clause.left_edge.i == noun.i + 1 and clause.tag_ in FINITE_VERBS
    return is_next and own is not None and own.tag_ not in ("WDT", "WP")


def _topic(page: Page, noun: Token, cue: Cue, owner: Token | None, carrier: Token | None) -> _Held | None:
    """What stands after the preposition of a noun that somebody has or makes: "his attacks on the press"."""
    carried = page.cue(carrier) if carrier is not None else None
    if carried is not None and "object" in carried.attitudes:
        return None
    preps = cue.about or (_TOPIC_PREPOSITIONS if cue.attitude == "speech" else frozenset())
    if owner is None and carrier is None:
        preps = _alone(cue)
    holders = [noun] if carrier is None or cue.lemma not in _CARRIED_BY else [noun, carrier]
    prep = next((c for h in holders for c in h.rights if c.dep_ in ("prep", "dative") and c.lower_ in preps), None)
    target = child(prep, "pobj", "pcomp") if prep is not None else None
    if target is None or prep is None:
        return None
    if target.ent_type_ in _SETTINGS and prep.lower_ not in ("about", "against", "with", "over"):
        return None
    if cue.lemma == "charge" and target.ent_type_ in ("MONEY", "PERCENT"):
        return None  # "a charge of 5 million dollars"
    if cue.lemma in ("defence", "defense") and target.lemma_.lower() in nouns.nouns_that("trophy"):
        return None  # "her third defence of the title"
    if prep.lower_ in ("to", "at") and cue.lemma not in _CARRIED_BY and can_listen(target):
        return None
    if prep.lower_ == "for" and "addressed" in cue.also and _is_anyone(target):
        return None  # "had advice for those who came"
    span = noun_phrase(target, content=True) if target.dep_ == "pobj" else span_of(target)
    doing = child(prep, "pcomp")
    if target.dep_ == "pobj" and doing is not None and doing.tag_ == "VBG" and doing.left_edge.i == span[1]:
        span = (span[0], doing.right_edge.i + 1)  # "talk of the club being sold"
    return _Held(span, False, prep.i + 1 if prep.i == noun.i + 1 else noun.i + 1)


def _is_anyone(target: Token) -> bool:
    """Whether words have people in them to whom something is told: "for anyone", "for fans"."""
    is_any = target.pos_ == "PRON" and target.lower_ in (
        "anybody",
        "anyone",
        "everybody",
        "everyone",
        "others",
        "those",
    )
    return is_any or can_listen(target) or role_nouns.load().kind(target.lemma_.lower()) == "person"


def _alone(cue: Cue) -> frozenset[str]:
    """The prepositions with which a noun holds something though nobody has it: "widespread criticism of the plan"."""
    return frozenset(t.removeprefix(_ALONE) for t in cue.also if t.startswith(_ALONE)) - {"to"}


def _stands_alone(noun: Token, cue: Cue, held: _Held) -> bool:
    """Whether a noun holds something though nobody is named who says or thinks it.

    But "for fear of rain" is an idiom, and "talks about tolls" are a meeting.
    """
    is_idiom = noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.left_edge == noun
    is_held_on = noun.dep_ == "pobj" and noun.head.lower_ == "on" and cue.lemma in ("accusation", "allegation")
    is_idiom = is_idiom or is_held_on  # "was arrested on allegations of theft"
    is_idiom = is_idiom or noun.lower_ == "talks" or any(c.lower_ == "no" for c in noun.lefts)
    is_idiom = is_idiom or (cue.lemma == "question" and noun.dep_ == "dobj")
    is_there = noun.dep_ == "attr" and child(noun.head, "expl") is not None and held.is_that_clause
    is_known = any(t.startswith(_ALONE) for t in cue.also) and noun.dep_ != "nsubj"
    return not is_idiom and (is_known or is_there)  # "there is a feeling that"


def _author(page: Page, noun: Token, held: _Held) -> Token | None:
    """Whose a noun is that has no owner before it: "a claim by the mayor that", "they voiced the fear that"."""
    before = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in _WHOSE and c.i < held.span[0])
    by = next(before, None)
    head = child(by, "pobj") if by is not None else None
    if head is None and noun.dep_ == "dobj" and (held.is_that_clause or noun.head.lemma_ in verbs_that("carrying")):
        return page.speaker(noun.head)
    return head


def _cue_words(noun: Token, carrier: Token | None, speaker: Range | None, end: int) -> Range:
    """The noun with its article and adjectives, and with the verb that carries it: "made the claim"."""
    start = noun.i
    while start > 0 and _belongs(noun, start - 1):
        start -= 1
    if carrier is not None and (speaker is None or not speaker[0] <= carrier.i < speaker[1]):
        start = verb_stretch(carrier)[0]
    return trim(noun.doc, start, end)


def _belongs(noun: Token, i: int) -> bool:
    """Whether the token at `i` is an article, adjective or possessive mark before a noun, and not its owner."""
    token = noun.doc[i]
    if token == _nation(noun):
        return False
    return (token.head == noun and token.dep_ in ("amod", "compound", "det")) or token.dep_ == "case"


def _of_the_view(noun: Token) -> Token | None:
    """Who is of a view: "the bank is of the opinion that it will rain", "she is in no doubt that it will"."""
    is_held = noun.dep_ == "pobj" and noun.head.lower_ in ("of", "in", "under") and noun.head.head.lemma_ == "be"
    return subject(noun.head.head) if is_held and child(noun, "det") is not None else None


def _nation(noun: Token) -> Token | None:
    """The nation or party an adjective names whose a noun is: "Norwegian calls for a ban", "Republican fears that"."""
    return next((c for c in noun.lefts if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)


def _armed_with(noun: Token) -> Token | None:
    """Who does something with words: "She opened the debate with attacks on the press"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or noun.head.head.pos_ != "VERB":
        return None
    return subject(noun.head.head)


def _subject_clause(rule: WordRule, noun: Token, cue: Cue) -> Found | None:
    """ "Their fear is that it will rain", "his plan was to leave": the clause after "be" is what the noun holds."""
    be, owner = noun.head, child(noun, "poss")
    if noun.dep_ != "nsubj" or be.lemma_ != "be" or be.i < noun.i:
        return None
    clause = next((c for c in be.rights if c.dep_ in ("ccomp", "xcomp") and c.left_edge.lower_ in _OPENERS), None)
    if clause is None or (owner is None and (cue.attitude == "intention" or clause.left_edge.lower_ == "to")):
        return None
    if cue.lemma == "question" and owner is None and [c.lower_ for c in noun.children] == ["the"]:
        return None  # "now the question is whether it will last": the writer's own
    speaker = noun_phrase(owner) if owner is not None else None
    group = trim(noun.doc, max(noun.left_edge.i, speaker[1] if speaker else 0), verb_stretch(be)[1])
    content = [trim_content(noun.doc, *span_of(clause))]
    return Found(rule, cue.attitude, content, group, noun, cue.lemma, speaker, owner)


def adjective(rule: WordRule, page: Page, word: Token) -> Found | None:
    """ "She is sure that it will rain", "he was willing to go", "critical of the plan"."""
    verb, cue = word.head, nouns.adjective(word.lower_ if word.tag_ in ("VBD", "VBN") else word.lemma_.lower())
    if cue is None:
        return None
    if word.lower_ == "clear" and verb.lemma_ == "make":
        return _made_clear(rule, page, word, cue)
    verb = word if is_felt(word) else word.head
    if _is_behind(word):
        return _of_noun_before(rule, word, cue)
    is_said = is_felt(word) or (word.dep_ == "acomp" and verb.lemma_ in _LINKING)
    is_led = word.dep_ == "advcl" and child(word, "nsubj") is not None  # "with leaders worried about money"
    verb = word if is_led else verb
    is_said = is_said or (word == verb and child(word, "nsubj", "nsubjpass") is not None)
    held = _held_by_adjective(word) if is_said else None
    head = subject(verb)
    if held is None or (head is not None and head.lower_ in ("it", "there")) or _is_announced(page, word):
        return None
    if page.mark_at[word.i] < 0 and _is_advice(verb, head):
        return None
    if word.lower_ == "devastated" and (head is None or head.pos_ == "NOUN") and _is_force(word.doc, held.span):
        return None
    speaker = noun_phrase(head) if head is not None else None
    content = [trim_content(word.doc, held.span[0], _before_consequence(word, *held.span))]
    start = min(verb.i, word.i) if word != verb else verb_stretch(verb)[0]
    return Found(rule, cue.attitude, content, (start, held.end), word, cue.lemma, speaker, head)


def _before_consequence(word: Token, start: int, end: int) -> int:
    """Where what is held ends before what comes of it: "so opposed to the toll that they moved away"."""
    is_so = any(t.lower_ == "so" for c in word.lefts if c.dep_ == "advmod" for t in c.subtree)
    that = (t.i for t in word.doc[start + 1 : end] if t.lower_ == "that" and t.dep_ == "mark")
    return next(that, end) if is_so else end


def _is_advice(verb: Token, head: Token | None) -> bool:
    """Whether the writer tells what somebody may or should feel: "fans should be worried", "if you are upset by it"."""
    if head is not None and head.lower_ == "you":
        return True
    return any(c.tag_ == "MD" and c.lower_ in ("must", "ought", "should") for c in verb.lefts)


_TOLD_GLADLY = frozenset(("announce", "confirm", "report", "say"))


def _is_announced(page: Page, word: Token) -> bool:
    """Whether a feeling only leads to a cue that has what is said: "is pleased to announce that it will rain"."""
    told = child(word, "xcomp")
    is_told = told is not None and told.tag_ == "VB" and told.lemma_ in _TOLD_GLADLY
    return is_told and told is not None and page.cue(told) is not None and child(told, "ccomp", "dobj") is not None


def _is_force(doc: Doc, span: Range) -> bool:
    """Whether words are of fire, a storm or another force, which does harm to things: "devastated by fire"."""
    return any(t.lemma_.lower() in nouns.nouns_that("force") and t.dep_ == "pobj" for t in doc[slice(*span)])


def _is_behind(word: Token) -> bool:
    """Whether an adjective stands behind the noun of those whose mind it tells: "neighbors angry at the noise"."""
    is_its = word.dep_ == "amod" or _is_minded(word)
    return is_its and word.i > word.head.i and word.head.pos_ in ("NOUN", "PROPN", "PRON")


def _of_noun_before(rule: WordRule, word: Token, cue: Cue) -> Found | None:
    """ "Neighbors angry at the noise"; of words somebody makes, "comments critical of the plan", he is the speaker."""
    held, head = _held_by_adjective(word), word.head
    if held is None or cue.lemma == "clear":
        return None  # "a place clear of trees"
    if nouns.noun(head.lemma_.lower()) is not None:
        head = subject(head.head) or head
    start, end = noun_phrase(head)
    content = [trim_content(word.doc, *held.span)]
    return Found(rule, cue.attitude, content, (word.i, held.end), word, cue.lemma, (start, min(end, word.i)), head)


def _held_by_adjective(word: Token) -> _Held | None:
    what = next((c for c in word.rights if c.dep_ in ("ccomp", "xcomp")), None)
    if what is not None and word.lower_ in _FORECASTS and what.left_edge.tag_ == "TO":
        return None  # "rain is certain to follow": whoever writes it is certain
    if what is not None:
        return _Held(span_of(what), what.left_edge.lower_ == "that", word.i + 1)
    preps = _ADJECTIVE_PREPOSITIONS | ({"to"} if word.lower_ == "opposed" else set())
    prep = next((c for c in word.rights if (c.dep_ == "prep" and c.lower_ in preps) or c.dep_ == "agent"), None)
    target = child(prep, "pobj", "pcomp") if prep is not None else None
    if target is None or prep is None:
        return None
    start, end = span_of(target)
    if any(c.lower_ == "so" for c in word.lefts):  # "so opposed to it that they are leaving"
        end = next((t.i for t in word.doc[target.i + 1 : end] if t.lower_ == "that"), end)
    return _Held((start, end), False, prep.i + 1 if prep.i == word.i + 1 else word.i + 1)


def _made_clear(rule: WordRule, page: Page, word: Token, cue: Cue) -> Found | None:
    """ "The mayor made it clear that it would rain", "they made clear they will stay"."""
    verb = word.head
    clause = next((c for h in (word, verb) for c in h.rights if c.i > word.i and c.dep_ in _CLAUSES), None)
    head = page.speaker(verb)
    if clause is None or head is None or clause.left_edge.i != word.i + 1 or is_passive(verb):
        return None
    content = [trim_content(word.doc, *span_of(clause))]
    group = (verb_stretch(verb)[0], word.i + 1)
    return Found(rule, "speech", content, group, word, cue.lemma, noun_phrase(head), head)
