"""Finite clauses after, before and around the cue that tells who says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.syntax import (
    FINITE,
    FINITE_VERBS,
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
from pipeline.lexicon import role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.circumstances import antecedent, can_listen, is_owned
from pipeline.quotes.found import Complement
from pipeline.quotes.infinitives import is_infinitival
from pipeline.quotes.objects import is_shown
from pipeline.speech.page import Page, behind_relative, is_short_of_particle

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NOBODY = frozenset(("it", "there"))
"""Subjects that say nothing: "it seems", "there is"."""
_LONG = 5
"""Words of so many letters begin with capitals in headlines."""
_OF_NOUNS = frozenset(("relcl", "acl"))
_FEW = 4
"""So many words are no headline: "In Oslo, Says He"."""
_HUNG = frozenset(("advcl", "amod", "ccomp", "parataxis", "csubj"))
"""How parsers hang a cue on the verb of what is said."""
_ANSWERS = frozenset(("yes", "no"))
_ALIKE = frozenset(("same", "opposite"))
"""Words that stand for what is said: "said yes", "said the same"."""


def clause(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Said that the bridge would open": the finite clause after a cue."""
    question = _question(page, verb, cue)
    if question is not None:
        return Complement([question])
    after = _clause_after(page, verb, cue)
    if after is None or _is_no_report(verb, cue, after) or after.left_edge.i < verb.i or behind_relative(verb):
        return None
    if _is_participle(verb, after):
        return None
    if "small" in cue.attitudes and not any(c.dep_ in ("aux", "mark") for c in after.lefts) and after.pos_ != "VERB":
        return None
    hearer = None
    if verb.lemma_ in verbs_that("telling"):
        hearer = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < after.i), None)
        hearer = child(verb, "nsubjpass") if hearer is None and is_passive(verb) else hearer
    start, end = span_of(after)
    if verb.doc[start : start + 2].text == "that," and not any(t.tag_ in FINITE for t in verb.doc[start + 2 : end]):
        return None  # "You told Holm that, correct?"
    is_telling = verb.lemma_ in verbs_that("telling")
    start = _behind_name(after, start) if is_telling else start
    start = _from_subject(verb, after, start, hearer)
    start = _behind_day(verb, _from_setting(verb, _behind_lost_subject(verb, after, start)))
    start = _from_that(verb, start)
    what = _last_object(verb)
    if what is not None and _behind_object(verb, cue) == after:
        start, hearer = what.left_edge.i, hearer if hearer != what else None
    if hearer is not None and all(
        t.dep_ in ("advmod", "dobj") and t != hearer for t in verb.doc[hearer.right_edge.i + 1 : start]
    ):
        start = hearer.right_edge.i + 1  # "told her enough was enough", "told them time was up"
    end = _over_main(page, verb, start, end)
    end = _before_teller(page, start, _over_coordination(page, verb, _over_pieces(verb, end)))
    is_bound = any(c.tag_ == "MD" and c.lower_ in ("must", "should") for c in verb.lefts)
    fronted = (_fronted(page, verb) if not is_bound else None) or _cleft(page, verb, start)
    return Complement([*([fronted] if fronted is not None else []), (start, end)], addressee=hearer)


_ASKING = frozenset(("how", "if", "what", "when", "where", "whether", "which", "who", "why"))


def _question(page: Page, verb: Token, cue: Cue) -> Range | None:
    """What somebody was asked before he did something: "Asked if it might have held had they closed it, she said no".

    It is all up to the comma before who was asked, whatever clauses parsers make of it.
    """
    doc, first = verb.doc, verb.i + 1
    _, high = page.scope(verb)
    if (
        "asking" not in cue.also
        or verb.tag_ != "VBN"
        or child(verb, "aux", "auxpass", "nsubj", "nsubjpass") is not None
    ):
        return None
    if first >= high or doc[first].lower_ not in _ASKING:
        return None
    for t in [verb.head, *doc[first + 1 : high]]:
        own = child(t, "nsubj") if t.i > first and t.tag_ in FINITE else None
        is_main = t == verb.head or page.speech_cue(t) is not None
        if own is not None and is_main and own.left_edge.i > first + 1 and own.i < t.i < high:
            end = own.left_edge.i - 1
            return (first, end) if doc[end].text == "," else None
    return None


def _behind_name(clause: Token, start: int) -> int:
    """Where a clause with "that" begins that parsers draw a name into: "told Marlow Live that it rained"."""
    doc, at = clause.doc, start
    while at <= clause.i and doc[at].text[0].isupper() and doc[at].tag_ != "PRP":
        at += 1
    return at if at > start and doc[at].lower_ == "that" and doc[at].tag_ == "IN" else start


def _from_subject(verb: Token, clause: Token, start: int, hearer: Token | None) -> int:
    """Where a clause begins whose subject parsers give to the cue as its object: "implied bridges were unsafe"."""
    has_own = child(clause, "nsubj", "nsubjpass", "csubj", "expl", "mark") is not None
    if has_own or not _is_finite(clause) or verb.doc[start].tag_ in _OPENERS:
        return start
    what = next((c for c in verb.rights if _may_be_subject(c) and c.i < start and c != hearer), None)
    if what is None:
        return start
    at = what.right_edge.i + 1
    for c in verb.rights:
        at = c.right_edge.i + 1 if c.dep_ in ("prep", "npadvmod", "advmod") and c.left_edge.i == at else at
    closes = at + 1 == start and verb.doc[at].text == "," and "," in verb.doc[what.i : at].text
    return what.left_edge.i if at == start or closes else start


def _behind_day(verb: Token, start: int) -> int:
    """Where a clause begins behind the day of saying that parsers draw into it: "said Tuesday the bridge was old"."""
    doc = verb.doc
    is_day = start == verb.i + 1 and doc[start].lower_ in WEEKDAYS and doc[start].dep_ in ("npadvmod", "nmod")
    return start + 1 if is_day and doc[start + 1].tag_ in _SUBJECTS else start


_SUBJECTS = frozenset(("DT", "PRP", "PRP$", "EX"))
"""Tags of words with which a subject begins, and no name or noun that a day may be part of."""
_OPENERS = frozenset(("WP", "WDT", "WRB", "IN"))


def _is_finite(clause: Token) -> bool:
    """Whether a clause has a finite verb or auxiliary."""
    return clause.tag_ in FINITE_VERBS or any(c.tag_ in FINITE and c.dep_ in ("aux", "auxpass") for c in clause.lefts)


def _may_be_subject(c: Token) -> bool:
    """Whether what parsers give to a cue may be the subject of the clause behind it: a noun, or "funding it"."""
    return c.dep_ == "dobj" or (c.dep_ in ("xcomp", "csubj") and c.tag_ == "VBG")


def _behind_lost_subject(verb: Token, clause: Token, start: int) -> int:
    """Where a clause with "that" begins whose subject parsers make a clause of: "told us that a right to live is …"."""
    if child(clause, "nsubj", "nsubjpass", "csubj", "expl") is not None or not _is_finite(clause):
        return start
    before = (c for c in verb.rights if c.dep_ == "ccomp" and c.right_edge.i + 1 == start)
    first = next((c.left_edge for c in before if is_infinitival(c)), None)
    return first.i if first is not None and first.lower_ == "that" else start


_OF_WHAT_IS_SAID = frozenset(("despite", "like", "unlike"))
"""Prepositions before a clause of what is said, though parsers give them to its cue: "said like most, he had left"."""


def _from_setting(verb: Token, start: int) -> int:
    """Where a clause begins with the phrase before it: "the audit shows in May 2008 a request was sent"."""
    at = start - 1 if verb.doc[start - 1].text == "," else start
    if verb.doc[start].dep_ == "mark":
        return start  # "said under oath that it rained"
    who = subject(verb)
    is_evidence = who is not None and who.lemma_.lower() in nouns_that("evidence")
    for c in verb.rights:
        if c.dep_ != "prep" or c.right_edge.i + 1 != at or c.left_edge.i != verb.i + 1:
            continue
        is_even = c.left_edge.lower_ == "even" or c.lower_ in _OF_WHAT_IS_SAID
        when = child(c, "pobj")
        is_day = when is not None and when.ent_type_ == "DATE"
        if is_even or (is_evidence and is_day and at == start):
            return c.left_edge.i
    return start


def _from_that(verb: Token, start: int) -> int:
    """Where a clause begins with the aside that parsers leave out: "decided that, rather than sell it, they would"."""
    doc, at = verb.doc, verb.i + 1
    last = doc[start] if doc[start].text == "," else doc[start - 1]
    is_parted = start > at + 3 and doc[at].lower_ == "that" and doc[at + 1].text == last.text == ","
    return at if is_parted and not any(t.tag_ in FINITE for t in doc[at:start]) else start


def _cleft(page: Page, verb: Token, start: int) -> Range | None:
    """The first half of what a cue between commas parts: "It is the bridge, she said, that matters most"."""
    doc = verb.doc
    low, _ = page.bounds[verb.i]
    own = child(verb, "nsubj")
    before = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    if own is None or before is None or own.i > verb.i or doc[start].lower_ not in ("that", "who"):
        return None
    is_between = doc[own.left_edge.i - 1].text == "," and doc[start - 1].text == "," and start == verb.i + 2
    it = child(before, "nsubj", "expl")
    is_cleft = before.lower_ in ("is", "was", "'s", "’s") and it is not None and it.lower_ in ("it", "this", "that")
    return (low, own.left_edge.i - 1) if is_between and is_cleft and before.left_edge.i >= low else None


def _is_participle(verb: Token, clause: Token) -> bool:
    """Whether a cue is a participle before a subject: "Worried parents turn to lawyers"."""
    first = clause.left_edge
    if not verb.is_sent_start or verb.tag_ not in ("VBD", "VBN") or first.i != verb.i + 1:
        return False
    is_plural = first.tag_[:2] == "NN" and first.text.endswith("s") and child(clause, "nsubj") == first
    return is_plural and clause.tag_ in ("VB", "VBP") and child(verb, "nsubj", "nsubjpass") is None


def _over_main(page: Page, verb: Token, start: int, end: int) -> int:
    """Where a clause with "that" ends whose main verb parsers put above the cue, or join to it.

    "Testified that when it fell they cried “help,” she ran", "said that the mill, shut in May, will reopen".
    """
    doc, main, high = verb.doc, verb.head, page.scope(verb)[1]
    if doc[start].lower_ != "that" or end >= high:
        return end
    own = child(main, "nsubj", "nsubjpass", "expl")
    is_above = verb.dep_ == "ccomp" and main.i >= end
    if is_above and own is not None and own.left_edge.i >= end:
        is_led = doc[start + 1].dep_ == "mark" and doc[start + 1].lower_ in _SETTINGS
        is_next = is_led and all(t.is_punct for t in doc[end : own.left_edge.i])
        return min(main.right_edge.i + 1, high) if is_next else end
    if doc[end].text not in _BREAKS or end + 1 >= high or doc[end + 1].tag_ not in FINITE:
        return end
    lost = doc[end + 1].head if doc[end + 1].dep_ in ("aux", "auxpass") else doc[end + 1]
    is_lost = child(lost, "nsubj", "nsubjpass", "expl") is None and not any(t.tag_ in FINITE for t in doc[start:end])
    return min(lost.right_edge.i + 1, high) if is_lost else end


_BREAKS = frozenset((",", "-", "–", "—", "--"))
_SETTINGS = frozenset(("after", "as", "because", "before", "if", "once", "since", "when", "while"))
"""Words that lead a clause which a main one must follow."""


def _over_pieces(verb: Token, end: int) -> int:
    """Where content ends of which parsers make two clauses: "it will hire ten, then it will hire twenty"."""
    for c in verb.rights:
        is_cut = verb.doc[end - 1].text == "-" and c.dep_ in ("xcomp", "dobj")  # "would re-check the count"
        if (c.dep_ == "ccomp" or is_cut) and c.left_edge.i == end:
            end = c.right_edge.i + 1
    return end


def _fronted(page: Page, verb: Token) -> Range | None:
    """What is said of the words before the cue: "For those who cannot pay, she said that …"."""
    low, _ = page.bounds[verb.i]
    first = verb.doc[low]
    is_condition = first.dep_ == "mark" and first.lower_ in ("if", "unless", "for") and first.head.head == verb
    is_condition = is_condition and first.head.pos_ in ("VERB", "AUX")
    is_purpose = first.dep_ == "prep" and first.lower_ in ("for", "without") and first.head == verb
    top = first.head if is_condition else first
    end = top.right_edge.i + 1
    what = child(first, "pobj") if is_purpose else None
    if not (is_condition or is_purpose) or end >= verb.i or verb.doc[end].text != ",":
        return None
    is_setting = what is not None and (what.ent_type_ in ("DATE", "TIME") or what.lower_ in ("part", "example"))
    return None if is_setting else (low, end)


def parenthetical(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "The plan, officials say, will fail": the clause goes around its cue."""
    if (speaker := behind_relative(verb)) is not None:
        told = next((c for c in verb.rights if c.dep_ in ("ccomp", "xcomp") and not is_infinitival(c)), None)
        who = (speaker.left_edge.i - 1, speaker.left_edge.i)
        return Complement([who, span_of(told)]) if told is not None else None  # "who neighbors said was painting"
    after = _clause_after(page, verb, cue)
    if after is None or _is_no_report(verb, cue, after) or after.left_edge.i > verb.i:
        return None
    return Complement([span_of(after)])


def preposed(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "It will open in May, the mayor said": the clause before a cue."""
    before = [c for c in _clauses(page, verb) if c.i < verb.i]
    if not before or _clause_after(page, verb, cue) is not None:
        return None
    told = verb.lemma_ in verbs_that("telling")
    if any(c.dep_ == "xcomp" or (c.dep_ == "dobj" and not told) for c in verb.rights):
        return None
    own, group = child(verb, "nsubj", "nsubjpass"), verb_stretch(verb)
    if any(t.dep_ == "neg" for t in verb.doc[slice(*group)]) or _is_bare_link(before[-1]):
        return None
    first = min(group[0], own.left_edge.i if own is not None else group[0])
    mark = verb.doc[first - 1].text if first else ""
    if mark in (";", "-", "(", ":") or (own is not None and own.tag_ in ("WP", "WDT")):
        return None
    start, end = span_of(before[-1])
    if verb.dep_ == "ROOT" and (mark in (",", "—", "–", "--") or mark[-1:] in "\"”'’?!"):
        # What opens the sentence ("But", "In May") belongs to what is said.
        start = page.bounds[verb.i][0]
    if mark == "," and _is_last_teller(page, verb, own):
        start = page.bounds[verb.i][0]  # it reports that they said so
    other = _other_report(page, start, first)
    if other is not None and end > other:
        start = other + 2  # "It rained in Oslo, the BBC said, while it snowed in Linz, the Courier said"
    if verb.dep_ == "ROOT" and mark == "," and end < first and verb.doc[end].text in ("—", "–", "--"):
        end = first  # "a permit — which all need — at the station, he said"
    again = _told_again(page, before[-1], own)
    start = again.left_edge.i if again is not None else start
    content = [(_behind_turn(page, start, first), min(end, first) if end < verb.i else first)]
    resumed = _resumption(page, verb, own, group)
    if end > verb.i:
        content.append((verb.i + 1, end))
    elif verb.dep_ == "ROOT" and resumed is not None:
        content.append(resumed)
    elif verb.nbor().text == ":" and any(_is_list(verb, c) for c in verb.rights if c.dep_ == "ccomp"):
        content.append((verb.i + 2, page.scope(verb)[1]))
    return Complement(content)


_TURNS = frozenset(("although", "though", "while"))


def _behind_turn(page: Page, start: int, end: int) -> int:
    """Where content begins whose main clause stands in marks, behind the writer's own.

    'While the rain went on, "we saw nothing," he said'.
    """
    doc, at = page.doc, page.mark_at[end - 1]
    if at < 0 or doc[start].lower_ not in _TURNS or page.mark_at[start] >= 0:
        return start
    mark = page.marks[at]
    is_clause = any(t.tag_ in FINITE_VERBS or t.tag_ == "MD" for t in doc[mark.start : mark.end])
    is_led = mark.start > start and doc[mark.start - 1].text == "," and mark.closed
    return mark.start if is_led and is_clause else start


def _told_again(page: Page, clause: Token, own: Token | None) -> Token | None:
    """What is told twice to be one's words: "Her son Karl said she slept well, he told the paper"."""
    who = child(clause, "nsubj")
    is_again = own is not None and own.tag_ == "PRP" and own.lower_ in ("he", "she", "they") and who is not None
    said = page.speech_cue(clause) if clause.tag_ in FINITE_VERBS else None
    is_again = is_again and said is not None and said.attitude == "speech"
    if not is_again or who is None or who.pos_ == "PRON" or who.left_edge.i > clause.left_edge.i:
        return None
    return next((c for c in clause.rights if c.dep_ == "ccomp" and c.left_edge.i == clause.i + 1), None)


def _other_report(page: Page, low: int, high: int) -> int | None:
    """The cue of another report between commas, "…, the BBC said, while it snowed in Linz", or at a sentence's end."""
    doc = page.doc
    for t in doc[low + 1 : high]:
        own = child(t, "nsubj") if page.speech_cue(t) is not None else None
        is_led = own is not None and own.i + 1 == t.i and doc[own.left_edge.i - 1].text == ","
        if is_led and (t.i + 1 >= high or doc[t.i + 1].text in (",", ".")):
            return t.i
    return None


def _is_last_teller(page: Page, verb: Token, own: Token | None) -> bool:
    """Whether one who is named ends a sentence in which another speaks: "Police said it fell, the Courier reports"."""
    is_named = own is not None and own.pos_ not in ("NOUN", "PRON")
    ends = verb.i + 1 < len(verb.doc) and verb.nbor().text == "."
    return is_named and ends and verb.dep_ == "ccomp" and page.speech_cue(verb.head) is not None


def _before_teller(page: Page, start: int, end: int) -> int:
    """Where a report ends that another tells at the sentence's end: "Police said it fell, the Courier reports"."""
    other = _other_report(page, start, end)
    own = child(page.doc[other], "nsubj") if other is not None else None
    return own.left_edge.i - 1 if own is not None and other == end - 1 else end


def _is_bare_link(clause: Token) -> bool:
    """Whether a clause is but a subject and "is", which what follows the cue goes on with: "The problem is, …"."""
    return clause.lemma_ == "be" and child(clause, "attr", "acomp", "prep", "advmod", "ccomp", "xcomp", "neg") is None


def _clauses(page: Page, verb: Token) -> list[Token]:
    low, high = page.bounds[verb.i]
    found = (c for c in verb.children if c.dep_ == "ccomp" and low <= c.i < high and not is_infinitival(c))
    return [c for c in found if not _is_no_clause(c)]


def _is_no_clause(c: Token) -> bool:
    """Whether what parsers take for a clause is none: "told a hall full of bankers", "asked for help now that"."""
    first = c.left_edge
    is_crowded = c.lower_ == "full" and first == c and c.i > 0 and c.nbor(-1).pos_ == "NOUN"
    before = first.nbor(-1) if first.i > 0 else first
    is_half = before.text == "-" and not before.whitespace_  # "denied it and counter-accused her"
    return is_crowded or is_half or is_owned(c) or (first.lower_ in _LINKS and first.nbor().lower_ == "that")


_LINKS = frozenset(("now", "given", "except", "provided"))
"""Words that with "that" lead no report: "asked for help now that it was over"."""


def _clause_after(page: Page, verb: Token, cue: Cue) -> Token | None:
    after = next((c for c in _clauses(page, verb) if c.i > verb.i and not _is_list(verb, c)), None)
    if after is not None and (_is_main(verb, after) or _is_of_tag(verb, after) or _is_of_relative(after)):
        return None
    return (
        after
        or _felt(verb)
        or _asked_by(verb, cue)
        or _in_a_statement_that(verb, cue)
        or _left_open(verb, cue)
        or _behind_object(verb, cue)
    )


def _behind_object(verb: Token, cue: Cue) -> Token | None:
    """The clause whose subject parsers take for the object of its cue: "told him smoking was killing him".

    But "a man claiming asylum was arrested" has another subject, and "heard a talk; was shown around" none.
    """
    what = _last_object(verb)
    end = what.right_edge.i + 1 if what is not None else 0
    if what is None or "clause" not in cue.attitudes or (verb.tag_ not in FINITE_VERBS and child(verb, "aux") is None):
        return None
    if end >= len(verb.doc) or verb.doc[end].tag_ not in FINITE or _is_open(verb.doc[end - 1]):
        return None  # "denied the charges and counter-accused her"
    first = verb.doc[end]
    clause = first.head if first.dep_ in ("aux", "auxpass") else first
    is_free = child(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") is None
    is_whole = clause.right_edge.i > clause.i and ";" not in verb.doc[what.i : end].text
    return clause if is_free and is_whole and clause.dep_ in _LOST and clause.left_edge.i >= what.left_edge.i else None


def _last_object(verb: Token) -> Token | None:
    """The last object of a verb, if it is no relative pronoun."""
    what = next((c for c in reversed(list(verb.rights)) if c.dep_ == "dobj"), None)
    return what if what is not None and what.tag_ not in ("WP", "WDT", "PRP") else None


_NO_END = frozenset(("HYPH", "WDT", "WP", "IN"))
"""Tags of words with which no object ends."""


def _is_open(last: Token) -> bool:
    """Whether no object ends with a word: with a hyphen, however tagged, or with "of"."""
    return last.tag_ in _NO_END or last.text == "-"


_LOST = frozenset(("advcl", "ccomp", "dep", "conj", "xcomp", "ROOT"))
"""How parsers hang a clause that has lost its subject."""


def _is_list(verb: Token, clause: Token) -> bool:
    """Whether what parsers take for a clause only lists things: "Two are sure, she said: her brother and his son"."""
    before = clause.doc[clause.left_edge.i - 1].text
    return before == ":" and clause.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "ccomp" for c in verb.lefts)


def _is_of_tag(verb: Token, clause: Token) -> bool:
    """Whether a clause is made of who spoke before: '"It rains," said Holm, who thinks rain is rare'."""
    own = clause.left_edge
    is_behind = verb.i > 0 and verb.doc[verb.i - 1].text[-1:] in "\"”’'," and own.i == verb.i + 1
    who = child(clause, "nsubj", "nsubjpass") if is_behind and verb.tag_ in FINITE_VERBS else None
    if who is None or who.left_edge != own or any(c.dep_ == "nsubj" for c in verb.lefts):
        return False
    aside = child(who, "relcl")
    return aside is not None and aside.left_edge.lower_ == "who" and aside.left_edge.nbor(-1).text == ","


def _is_of_relative(clause: Token) -> bool:
    """Whether a clause tells more of a noun before it: "…, two of which were small"."""
    own = child(clause, "nsubj", "nsubjpass")
    of = child(own, "prep") if own is not None else None
    which = child(of, "pobj") if of is not None else None
    first = clause.left_edge
    is_relative = which is not None and which.lower_ in ("which", "whom")
    return is_relative and first.i > 0 and first.nbor(-1).text == ","


def _is_main(verb: Token, clause: Token) -> bool:
    """Whether a comma parts a cue and its object from the main clause: "Since he announced the plan, here we are"."""
    what = child(verb, "dobj")
    first = clause.left_edge.i
    is_parted = (
        what is not None and verb.i < what.i and what.right_edge.i + 1 == first - 1 and verb.doc[first - 1].text == ","
    )
    has_own = child(clause, "nsubj", "nsubjpass", "csubj", "expl") is not None
    return is_parted and has_own and verb.lemma_ not in verbs_that("telling") and child(clause, "mark") is None


def _felt(verb: Token) -> Token | None:
    """The clause of "feels like it has rained", "felt as if nobody listened"."""
    clause = next((c for c in verb.rights if c.dep_ in ("advcl", "ccomp")), None) if verb.lemma_ == "feel" else None
    words = verb.doc[verb.i + 1 : clause.i].text.lower() if clause is not None else ""
    has_own = clause is not None and child(clause, "nsubj", "nsubjpass", "expl") is not None
    return clause if has_own and words.startswith(("like ", "as if ", "as though ")) else None


def _asked_by(verb: Token, cue: Cue) -> Token | None:
    """The clause of "was asked by a boy why it rained", which parsers give to who asks."""
    by = agent(verb) if "asking" in cue.also and is_passive(verb) else None
    clause = child(by, "relcl") if by is not None else None
    return clause if clause is not None and clause.left_edge.tag_ == "WRB" else None


def _is_no_report(verb: Token, cue: Cue, after: Token) -> bool:
    """Whether a clause without a finite verb tells what happened, not what is thought: "saw them fall"."""
    if _bare(after) and cue.attitude != "speech" and not _is_evidence(verb, after):
        return True
    if verb.lemma_ == "see" and child(after, "mark") is None and _is_seen_by_thing(verb):
        return True
    return _is_awaited(verb, cue)


def _is_seen_by_thing(verb: Token) -> bool:
    """Whether no eyes see it: "a second raid saw a gold ring stolen", "the fire, which saw ten crews come"."""
    who = child(verb, "nsubj")
    who = antecedent(who) if who is not None else None
    if who is None or who.pos_ != "NOUN" or can_listen(who):
        return False
    lemma = who.lemma_.lower()
    if lemma in nouns_that("thing") | nouns_that("force"):
        return True
    return not role_nouns.load().kind(lemma) and lemma not in nouns_that("evidence")


def _is_awaited(verb: Token, cue: Cue) -> bool:
    """Whether nobody expects or knows it: "it is expected that the games will be watched", "it is not known why"."""
    it = child(verb, "nsubjpass", "expl")
    if it is None or it.lower_ != "it" or not is_passive(verb) or agent(verb) is not None:
        return False
    is_unknown = cue.lemma == "know" and child(verb, "neg") is not None
    return "awaiting" in cue.also or is_unknown


def _over_coordination(page: Page, verb: Token, end: int) -> int:
    """Where content ends with the clause after it that parsers give to its cue.

    "said it was old, but did not want it closed", "said it was old, and nobody would miss it".
    """
    doc = verb.doc
    _, high = page.scope(verb)
    inserted = _over_inserted(verb, end, high)
    if inserted is not None:
        return inserted
    at = end + 1 if end < high and doc[end].text == "," else end
    if at < high and _is_listed(page, verb, doc[at]):
        return min(doc[at].right_edge.i + 1, high)
    if at < high and doc[at - 1].text == "," and doc[at].lower_ == "with" and _is_reckoned(verb, doc[at]):
        return min(doc[at].head.right_edge.i + 1, high)
    if at >= high or doc[at].dep_ != "cc":
        return end
    instead = _instead(verb, at)
    if instead is not None:
        return min(instead, high)
    is_aside = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and doc[at].lower_ == "but"
    is_wish = verb.tag_ == "VB" and verb.dep_ == "xcomp" and page.mark_at[verb.i] >= 0  # "I want to say I lied and I …"
    joined = [verb, verb.head] if is_aside or is_wish else [verb]  # "defended it, saying it was old, but nobody fell"
    conjuncts = (c for v in joined for c in v.rights if c.dep_ == "conj" and c.i > end)
    other = next((c for c in conjuncts if c.pos_ in ("VERB", "AUX")), None)
    if other is None or other.i >= high:
        return end
    first = next((c for c in other.lefts if c.dep_ in ("aux", "auxpass")), other)
    own = child(other, "nsubj", "nsubjpass", "expl")
    if own is not None:
        moved = verb.tag_ == "VBD" and (first.lower_ in ("would", "could", "might", "had") or at == end)
        opens = own.left_edge.i == at + 1 or (own.left_edge.i == at + 2 and doc[at + 1].dep_ == "advmod")
        led = doc[at + 1]
        is_led = doc[at].lower_ == "and" and led.dep_ == "prep" and led.right_edge.i + 1 == own.left_edge.i
        opens = opens or is_led
        goes_on = (opens and (moved or _is_told_on(page, verb, other))) or _is_marked_alike(verb, led)
    else:
        cue = page.cue(other)
        is_had = first.i == at + 1 and first != other
        goes_on = (is_had or _is_instead(verb, other, at)) and (cue is None or cue.attitude != "speech")
    return min(other.right_edge.i + 1, high) if goes_on else end


def _is_instead(verb: Token, other: Token, at: int) -> bool:
    """Whether it is told what somebody did who denies another deed: "said he heard no shots, but saw her run"."""
    told = child(verb, "ccomp")
    own = child(told, "nsubj") if told is not None else None
    is_denied = told is not None and child(told, "neg") is not None and own is not None and own.tag_ == "PRP"
    return is_denied and verb.doc[at].lower_ == "but" and other.i == at + 1 and other.tag_ == verb.tag_ == "VBD"


def _is_reckoned(verb: Token, with_: Token) -> bool:
    """Whether a poll goes on with a share: "found Foss ahead, with ten percent undecided"."""
    rest = with_.head
    share = child(rest, "nsubj")
    is_share = share is not None and (share.ent_type_ in ("PERCENT", "CARDINAL") or share.lemma_ == "percent")
    return is_shown(verb) and with_.dep_ == "mark" and rest.head == verb and is_share


def _over_inserted(verb: Token, end: int, high: int) -> int | None:
    """Where "said he saw - and yet never saw - the gun" ends, whose part between dashes parsers join to the cue."""
    doc = verb.doc
    if end + 1 >= high or doc[end].text not in _STROKES or doc[end + 1].dep_ != "cc":
        return None
    other = next((c for c in verb.rights if c.dep_ == "conj" and c.i > end), None)
    closing = next((t.i for t in doc[end + 2 : high] if t.text == doc[end].text and t.nbor(-1).whitespace_), None)
    if other is None or closing is None or not other.i < closing or child(other, "nsubj", "nsubjpass") is not None:
        return None
    rest = doc[closing + 1].head
    while rest.head != rest and rest.head.i > closing:
        rest = rest.head
    return min(max(rest.right_edge.i + 1, closing), high)


def _instead(verb: Token, at: int) -> int | None:
    """Where "would be not one bridge, but all of them" ends, whose second half parsers join to the cue."""
    doc = verb.doc
    told = child(verb, "ccomp")
    other = next((c for c in verb.rights if c.dep_ == "conj" and c.left_edge.i == at + 1), None)
    is_denied = told is not None and any(t.dep_ == "neg" for t in told.subtree)
    if other is None or not is_denied or doc[at].lower_ != "but" or other.pos_ in ("VERB", "AUX"):
        return None
    end = other.right_edge.i + 1
    return next((t.i for t in doc[other.i : end] if t.text in _DASHES), end)


def _is_marked_alike(verb: Token, mark: Token) -> bool:
    """Whether another clause opens as the first does: "asked if it rained, or if it would"."""
    first = child(verb, "ccomp")
    same = child(first, "mark") if first is not None else None
    return same is not None and mark.dep_ == "mark" and mark.lower_ == same.lower_ != "because"


def _is_listed(page: Page, verb: Token, other: Token) -> bool:
    """Whether a verb that parsers join to a cue is one of a list in what is said.

    "Have alleged that they took tolls, sold tickets and …", "told them a man came up, shot her and fled".
    """
    if other.tag_ != "VBD" or other.head != verb or verb.tag_ == "VBN":
        return other.tag_ == "VBD" and other.head == verb
    has_more = any(c.dep_ == "conj" for c in other.rights) and child(other, "nsubj", "nsubjpass") is None
    is_next = other.dep_ in ("conj", "dep") and other.nbor(-1).text == ","
    return has_more and is_next and (page.cue(other) is None or is_short_of_particle(other))


_SUMMING_UP = frozenset(("that", "this", "i", "we"))
"""Subjects of what one adds to his own report: "Emails suggest it rained, and that is a pity", "and I was wrong"."""


def _is_of_same(verb: Token, own: Token) -> bool:
    """Whether in a quotation what is joined has the subject of what is said: "I must say that I lied and I'm sorry"."""
    told = child(verb, "ccomp")
    who = child(told, "nsubj") if told is not None else None
    return verb.tag_ == "VB" and who is not None and who.lower_ == own.lower_


def _is_told_on(page: Page, verb: Token, other: Token) -> bool:
    """Whether a clause with its own subject, joined to a cue of plain speech, is a part of what is said.

    "Said it was old, but nobody would miss it"; not "said it was old, but he praised it", another report.
    """
    cue, said = page.cue(other), page.cue(verb)
    is_plain = said is not None and said.attitude == "speech" and "mere-saying" in said.also
    own = child(other, "nsubj", "nsubjpass", "expl")
    is_summed_up = own is not None and own.lower_ in _SUMMING_UP and not _is_of_same(verb, own)
    is_denied = any(c.dep_ == "neg" for c in verb.lefts)
    if not is_plain or is_summed_up or is_denied:
        return False
    return cue is None or (cue.attitude != "speech" and child(other, "ccomp") is None) or is_passive(other)


def _is_evidence(verb: Token, clause: Token) -> bool:
    """Whether a poll or a study shows what a clause without a finite verb tells: "the poll shows them leading"."""
    return clause.tag_ == "VBG" and is_shown(verb)


def _left_open(verb: Token, cue: Cue) -> Token | None:
    """The clause of "has not said when it would open", which parsers take for a time."""
    if cue.attitude != "speech" or "quote" not in cue.attitudes:
        return None
    clause = child(verb, "advcl")
    if clause is None or clause.left_edge.lower_ not in ("when", "where", "if"):
        return None
    start, end = verb_stretch(verb)
    denied = any(t.dep_ == "neg" for t in verb.doc[start:end])
    return clause if denied and clause.left_edge.i == end else None


def _in_a_statement_that(verb: Token, cue: Cue) -> Token | None:
    """The clause of "said in a statement that …", which parsers give to the statement."""
    for preposition in verb.rights:
        noun = child(preposition, "pobj") if preposition.dep_ == "prep" else None
        if noun is None or "quote" not in cue.attitudes or noun.lemma_.lower() not in nouns_that("channel"):
            continue
        for c in noun.rights:
            if c.dep_ in ("acl", "ccomp", "relcl") and c.left_edge.tag_ == "IN" and c.left_edge.lower_ == "that":
                return c
    return None


def as_clause(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "As the minister pointed out, it rains": the rest of the sentence is what is said."""
    mark = next((c for c in verb.lefts if c.lower_ == "as" and c.dep_ in ("mark", "advmod")), None)
    if (
        mark is None
        or verb.tag_ not in (*FINITE_VERBS, "VBN")
        or child(verb, "ccomp", "xcomp", "acomp", "attr") is not None
    ):
        return None
    own = child(verb, "nsubj")
    is_speech = "quote" in cue.attitudes and cue.also.isdisjoint(("sounding", "continuing"))
    if own is None or own.lower_ in NOBODY or not is_speech:
        return None
    what = child(verb, "dobj")
    if what is not None and what.lower_ not in ("it", "that") and verb.lemma_ not in verbs_that("telling"):
        return None
    doc = verb.doc
    low, high = page.bounds[verb.i]
    start, end = mark.i, verb.right_edge.i + 1
    if doc[end - 1].text == ",":
        end -= 1
    before = doc[start - 1].text if start > low else None
    after = doc[end].text if end < high else None
    if before not in (None, ",", "—", "–", "--", "(") or (before is None and after not in (",", ":")):
        return None
    return Complement([(low, start), (end, high)])


def _resumption(page: Page, verb: Token, own: Token | None, group: Range) -> Range | None:
    """Where what is said goes on after a cue in its midst: "It rained, they said, as if it would never stop"."""
    doc = verb.doc
    _, high = page.bounds[verb.i]
    end = max(group[1], noun_phrase(own)[1] if own is not None else 0)
    for c in verb.rights:
        if c.dep_ in ("prep", "npadvmod", "advmod", "dative", "dobj") and c.left_edge.i == end:
            end = min(c.right_edge.i + 1, high)
    if end + 2 >= high or doc[end].text != "," or (own is not None and own.right_edge.i > end):
        return None
    following = doc[end + 1]
    is_added = following.tag_ == "VBG" and following.lower_ != "including"
    if is_added or following.tag_ in ("WP", "WDT", "WRB") or page.mark_at[following.i] >= 0:
        return None
    return end + 1, high


def _bare(clause: Token) -> bool:
    """Whether a clause has no finite verb: "saw them fall", "found himself playing"."""
    if clause.tag_ in FINITE_VERBS or clause.pos_ not in ("VERB", "AUX"):
        return False
    return not any(c.dep_ in ("aux", "auxpass", "mark") or c.tag_ in ("WP", "WRB", "WDT") for c in clause.lefts)


def aside(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """A cue with a subject and no complement, set off by commas: the rest of the sentence is said."""
    is_saying = verb.lower_ == "saying" and _is_finite(verb)  # "The road, they are saying, is closed"
    is_finite = verb.tag_ in (*FINITE_VERBS, "VBN") or is_saying
    if "quote" not in cue.attitudes or not is_finite or "sounding" in cue.also:
        return None
    if "continuing" in cue.also and any(page.speech_cue(t) for c in verb.rights for t in c.rights if t.dep_ == "pcomp"):
        return None  # "He continued by saying that"
    own = child(verb, "nsubj")
    if own is None and is_passive(verb) and agent(verb) is None:
        own = next((c for c in verb.lefts if c.dep_ == "nsubjpass" and c.lower_ == "it"), None)  # ", it is claimed,"
    if own is None or own.lower_ in ("there", "you") or own.tag_ in ("WP", "WDT"):
        return None
    if child(verb, "dobj", "xcomp", "ccomp", "acomp", "attr", "oprd") is not None:
        return None
    doc = verb.doc
    low, high = page.bounds[verb.i]
    group = verb_stretch(verb)
    start, end = min(own.left_edge.i, group[0]), max(noun_phrase(own)[1], group[1])
    is_parted = start > low and (doc[start - 1].text == "," or (start - 1 > low and _ends_quoted_part(page, start)))
    if not is_parted:
        return None
    for c in verb.rights:
        if c.dep_ in ("prep", "npadvmod", "advmod", "advcl", "dative") and c.left_edge.i == end:
            end = min(c.right_edge.i + 1, high)
    content = [(low, start)] if doc[low].dep_ != "cc" or start > low + 2 else []  # "But, she says, it is old"
    if end < high and doc[end].text == "," and own.right_edge.i <= end:
        is_other = _is_apposition(doc[end + 1 : high]) or _other_report(page, end + 1, high) is not None
        is_other = is_other or doc[end + 1 : end + 2].text.lower() in ("adding", "citing", "noting", "quoting")
        content += [(end, high)] if not is_other else []
    elif end + 1 < high and doc[end].text in _DASHES and doc[end + 1].lower_ in _ADDING and own.right_edge.i <= end:
        content += [(end, high)]
    elif not _is_telling(page, verb, (low, start)):
        return None  # "In addition, she responded"
    elif doc[low].tag_ in ("VBN", "VBG") or doc[low].lower_ in ("when", "if", "while", "after", "as"):
        return None  # "Asked about it, she smiled"
    return Complement(content)


def _ends_quoted_part(page: Page, at: int) -> bool:
    """Whether a comma and a closing mark stand before a token: 'Holm "got a good deal," Foss said'."""
    mark = page.marks[page.mark_at[at - 1]] if page.mark_at[at - 1] >= 0 else None
    return mark is not None and mark.closed and mark.end == at and page.doc[at - 2].text == ","


def _is_apposition(words: Span) -> bool:
    """Whether words after a cue tell only what is spoken of: "It is old, they say, a fact that nobody denies"."""
    finite = [t for t in words if t.tag_ in FINITE]
    is_noun = len(words) > 1 and words[0].tag_ == "DT"
    return is_noun and all(t.dep_ in _OF_NOUNS or t.head.dep_ in _OF_NOUNS for t in finite)


def _is_telling(page: Page, verb: Token, before: Range) -> bool:
    """Whether the words before a cue at the end of a sentence can be what is said: those of a clause, or in marks.

    "Not so" is a clause too. In a headline taggers take verbs for names: "Old Bridge Found Unsafe, Mayor Says".
    """
    words = verb.doc[slice(*before)]
    if words[0].lower_ == "not" or any(t.pos_ in ("VERB", "AUX") or page.mark_at[t.i] >= 0 for t in words):
        return True
    is_titled = all(t.text[0].isupper() for t in words if len(t) >= _LONG) and verb.text[0].isupper()
    return is_titled and verb.tag_ == "VBZ" and len(words) > _FEW


_DASHES = frozenset(("—", "–", "--"))
_STROKES = _DASHES | {"-"}
_ADDING = frozenset(("especially", "even", "mainly", "mostly", "notably", "particularly"))
"""Words that behind a dash go on with what is said: "It is over, she says — particularly for farmers"."""
_DAYS = frozenset(("day", "night", "morning", "afternoon", "evening", "week", "month", "year"))


def that_clause(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """What follows "that" up to the sentence's end, where the parse has lost the clause."""
    if _is_awaited(verb, cue):
        return None
    if "quote" not in cue.attitudes or verb.tag_ == "VB":
        return None
    doc = verb.doc
    _, high = page.scope(verb)
    at, told = verb.i + 1, None
    if verb.lemma_ in verbs_that("telling"):
        told = child(verb, "dobj", "dative")
        at = told.i + 1 if told is not None and told.i > verb.i else at
    while at < high and doc[at].tag_ in ("RB", "RP"):
        at += 1
    at = _behind_phrase(doc, at, high)
    swallowing = _swallowing(verb, at)
    is_day = at + 1 < high and doc[at].lower_ == "that" and doc[at + 1].lower_ in _DAYS  # "volunteered that day"
    is_day = is_day or (at < high and _is_of_object(verb, doc[at]))
    opens = at < high and not is_day and (doc[at].lower_ == "that" or (at > verb.i + 1 and doc[at].tag_ == "PRP"))
    if not (opens or swallowing is not None) or not any(t.tag_ in FINITE for t in doc[at + 1 : high]):
        return None
    end = high if opens or swallowing is None else min(high, swallowing.right_edge.i + 1)
    return Complement([(at, end)], addressee=told)


def _is_of_object(verb: Token, that: Token) -> bool:
    """Whether "that" points to an object: "holds that mark"; but "said that claim was old" has a clause."""
    what = that.head
    if that.dep_ != "det" or child(verb, "dobj") != what:
        return False
    is_followed = what.i + 1 < len(that.doc) and what.nbor().tag_ in (*FINITE, "VBN")
    return not (is_followed and verb.tag_ in FINITE_VERBS)


def _behind_phrase(doc: Doc, at: int, high: int) -> int:
    """Where "that" or a pronoun stands behind a phrase: "shouted to the crowd that", "decided, after a year, that"."""
    first = at + 1 if at + 1 < high and doc[at].text == "," else at
    if first >= high or doc[first].dep_ not in ("prep", "dative") or child(doc[first], "pobj") is None:
        return at
    end = doc[first].right_edge.i + 1
    told = child(doc[first], "pobj")
    if first == at and told is not None and told.i + 1 < high and doc[told.i + 1].lower_ == "that":
        return told.i + 1
    if first > at and end < high and doc[end].text == ",":
        end += 1
    is_clause = end < high and (doc[end].lower_ == "that" or (doc[end].tag_ == "PRP" and doc[end].dep_ == "nsubj"))
    return end if is_clause else at


def _swallowing(verb: Token, at: int) -> Token | None:
    """The verb of what is said, on which parsers hang its cue: "were", in "He implied bridges were unsafe"."""
    top = verb.head.head if verb.dep_ == "amod" else verb.head
    own = child(top, "nsubj", "nsubjpass", "expl")
    is_hung = verb.tag_ in FINITE_VERBS and verb.dep_ in _HUNG and child(verb, "nsubj") is not None
    if not is_hung or own is None or top.tag_ not in FINITE:
        return None
    begins = own.left_edge.i if verb.head != own else at
    return top if verb.i < begins <= at <= own.i < top.i else None


def answer(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Said yes", "said the same of her rival", "said as much"."""
    doc, at = verb.doc, verb.i + 1
    if cue.lemma != "say" or at >= page.scope(verb)[1] or page.mark_at[at] != page.mark_at[verb.i]:
        return None
    if doc[at].lower_ in _ANSWERS and doc[at].dep_ != "det":
        end = at + 1
        while end + 1 < page.scope(verb)[1] and doc[end].text == "," and doc[end + 1].lower_ in _ANSWERS:
            end += 2
        return Complement([(at, end)])
    if doc[at : at + 2].text.lower() == "as much":
        return Complement([(at, at + 2)])
    what = child(verb, "dobj")
    if what is None or doc[at].lower_ != "the" or what.left_edge.i != at or doc[at + 1].lower_ not in _ALIKE:
        return None
    return Complement([span_of(what)])
