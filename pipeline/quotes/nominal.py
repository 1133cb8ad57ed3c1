"""Quotes that a noun, an adjective or a preposition introduces."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.language.syntax import (
    FINITE,
    child,
    is_passive,
    noun_phrase,
    subject,
    subtract,
    trim,
    trim_content,
    verb_stretch,
)
from pipeline.lexicon import nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.circumstances import can_listen
from pipeline.quotes.clauses import span_of
from pipeline.quotes.found import Found
from pipeline.speech.page import Page

_TOPIC_PREPOSITIONS = frozenset(("of", "about", "on", "against", "for", "over", "to", "at"))
_SETTINGS = frozenset(("DATE", "TIME", "GPE", "FAC", "EVENT"))
"""Names of when and where, which are not what a speech is about."""
_MADE = frozenset(("case", "point"))
"""Nouns that hold what is said only where somebody has or makes them: "made the case that", not "cases that"."""
_LINKING = frozenset(("be", "feel", "seem", "remain", "become", "appear", "sound"))


def of_word(page: Page, token: Token) -> Found | None:
    """The quote that a noun, an adjective or "according to" introduces."""
    if token.lower_ == "according":
        return according_to(page, token)
    if token.pos_ == "NOUN":
        cue = nouns.noun(token.lemma_.lower())
        return of_subject(token, cue) or of_noun(page, token, cue) if cue is not None else None
    if token.pos_ == "ADJ":
        cue = nouns.adjective(token.lemma_.lower())
        return of_adjective(page, token, cue) if cue is not None else None
    return None


def according_to(page: Page, token: Token) -> Found | None:
    """ "According to the police, nobody was hurt": the rest of the sentence is what they say."""
    doc = token.doc
    to = token.i + 1
    source = child(doc[to], "pobj") if to < len(doc) and doc[to].lower_ == "to" else None
    low, high = page.scope(token)
    if source is None or not low <= source.i < high:
        return None
    speaker = noun_phrase(source, limit=(to + 1, high))
    if speaker[1] < high and doc[speaker[1]].tag_ in FINITE:
        # "According to Brenner, Foss and Holm will go": what has taken up the subject is no part of the source.
        comma = next((t.i for t in doc[source.i + 1 : speaker[1]] if t.text == ","), speaker[1])
        speaker = (speaker[0], comma)
    pieces = subtract([(low, high)], [(token.i, speaker[1])])
    content = [piece for s, e in pieces if (piece := trim_content(doc, s, e))[0] < piece[1]]
    if not content:
        return None
    return Found("according-to", "speech", content, (token.i, to + 1), token, "according", speaker, source)


def of_noun(page: Page, noun: Token, cue: Cue) -> Found | None:
    """ "Their claim that it rained", "the decision to leave", "his attacks on the press", "made a joke about it"."""
    if noun.lower_ == "interests" or (noun.lemma_ == "interest" and any(t.text == "%" for t in noun.lefts)):
        return None  # those of a company
    verb = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in verbs_that("carrying") else None
    owner = child(noun, "poss") or (_armed_with(noun) if cue.attitude == "speech" else None)
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX")), None)
    end = noun.i + 1
    if owner is None and verb is None and cue.lemma in _MADE:
        return None
    if clause is not None and any(t.lower_ in ("so", "such") for t in noun.doc[noun.left_edge.i : noun.i]):
        return None  # "so many complaints that": what came of them
    if clause is not None and clause.left_edge.lower_ in ("that", "to", "whether"):
        if clause.dep_ == "relcl" and child(clause, "nsubj", "nsubjpass") in (clause.left_edge, None):
            return None
        span = span_of(clause)
    else:
        carrier = page.cue(verb) if verb is not None else None
        if (owner is None and verb is None) or (carrier is not None and "object" in carrier.attitudes):
            return None
        preps = cue.about or (_TOPIC_PREPOSITIONS if cue.attitude == "speech" else frozenset())
        prep = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in preps), None)
        target = child(prep, "pobj", "pcomp") if prep is not None else None
        if target is None or prep is None or target.ent_type_ in _SETTINGS:
            return None
        if cue.lemma == "charge" and target.ent_type_ in ("MONEY", "PERCENT"):
            return None  # "a charge of 5 million dollars"
        if prep.lower_ in ("to", "at") and can_listen(target):
            return None
        span = noun_phrase(target, content=True) if target.dep_ == "pobj" else span_of(target)
        end = prep.i + 1 if prep.i == end else end
    head = owner
    if verb is not None:
        head = subject(verb)
    elif head is None:
        before = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("by", "of", "from") and c.i < span[0])
        by = next(before, None)
        head = child(by, "pobj") if by is not None else None
        if head is None and noun.dep_ == "dobj":
            head = page.speaker(noun.head)
    speaker = noun_phrase(head) if head is not None else None
    if speaker is not None and (speaker[0] >= speaker[1] or (speaker[0] < span[1] and span[0] < speaker[1])):
        speaker = head = None
    if speaker is None and not (cue.attitude == "speech" and clause is not None and clause.left_edge.lower_ == "that"):
        return None
    start = noun.i
    while start > 0 and _belongs(noun, start - 1):
        start -= 1
    if verb is not None and (speaker is None or not speaker[0] <= verb.i < speaker[1]):
        start = verb_stretch(verb)[0]
    content = [trim_content(noun.doc, *span)]
    group = trim(noun.doc, start, end)
    return Found("noun", cue.attitude, content, group, noun, cue.lemma, speaker, head)


def _armed_with(noun: Token) -> Token | None:
    """Who does something with words: "She opened the debate with attacks on the press"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or noun.head.head.pos_ != "VERB":
        return None
    return subject(noun.head.head)


def of_subject(noun: Token, cue: Cue) -> Found | None:
    """ "Their fear is that it will rain", "his plan was to leave": the clause after "be" is what the noun holds."""
    be = noun.head
    if noun.dep_ != "nsubj" or be.lemma_ != "be" or be.i < noun.i:
        return None
    clause = next((c for c in be.rights if c.dep_ in ("ccomp", "xcomp") and c.left_edge.lower_ in _OPENERS), None)
    owner = child(noun, "poss")
    if clause is None or owner is None:
        return None
    speaker = noun_phrase(owner)
    start, end = max(noun.left_edge.i, speaker[1]), verb_stretch(be)[1]
    content = [trim_content(noun.doc, *span_of(clause))]
    return Found("noun", cue.attitude, content, trim(noun.doc, start, end), noun, cue.lemma, speaker, owner)


_OPENERS = frozenset(("that", "to", "whether"))


def _belongs(noun: Token, i: int) -> bool:
    """Whether the token at `i` is an article, adjective or possessive mark before a noun."""
    token = noun.doc[i]
    return (token.head == noun and token.dep_ in ("amod", "compound", "det")) or token.dep_ == "case"


def of_adjective(page: Page, word: Token, cue: Cue) -> Found | None:
    """ "She is sure that it will rain", "he was willing to go", "critical of the plan"."""
    verb = word.head
    if word.lower_ == "clear" and verb.lemma_ == "make":
        return made_clear(page, word, cue)
    if word.dep_ != "acomp" or verb.lemma_ not in _LINKING:
        return None
    what = next((c for c in word.rights if c.dep_ in ("ccomp", "xcomp")), None)
    end = word.i + 1
    if what is not None:
        span = span_of(what)
    else:
        preps = ("of", "about", "with", "over", "at", "in")
        prep = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ in preps), None)
        target = child(prep, "pobj", "pcomp") if prep is not None else None
        if target is None or prep is None:
            return None
        span = span_of(target)
        end = prep.i + 1 if prep.i == end else end
    head = subject(verb)
    if head is not None and head.lower_ in ("it", "there"):
        return None
    speaker = noun_phrase(head) if head is not None else None
    content = [trim_content(word.doc, *span)]
    return Found("adjective", cue.attitude, content, (min(verb.i, word.i), end), word, cue.lemma, speaker, head)


def made_clear(page: Page, word: Token, cue: Cue) -> Found | None:
    """ "The mayor made it clear that it would rain", "they made clear they will stay"."""
    verb = word.head
    clause = next((c for h in (word, verb) for c in h.rights if c.i > word.i and c.dep_ in _CLAUSES), None)
    head = page.speaker(verb)
    if clause is None or head is None or clause.left_edge.i != word.i + 1 or is_passive(verb):
        return None
    content = [trim_content(word.doc, *span_of(clause))]
    group = (verb_stretch(verb)[0], word.i + 1)
    return Found("adjective", "speech", content, group, word, cue.lemma, noun_phrase(head), head)


_CLAUSES = frozenset(("ccomp", "advcl", "xcomp"))
