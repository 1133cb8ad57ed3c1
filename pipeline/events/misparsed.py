"""The verb that a time is of where the parse has taken it to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.site import Site
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_verb
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_BEFALLING = frozenset(("accident", "arrest", "attack", "crime", "death", "disaster", "injury"))
"""Types of what befalls somebody who is told of by it."""


def misparsed(doc: Doc, span: Span, timex: TimeExpression, site: Site) -> Token | None:
    """The verb right beside the time where the parse has taken it to another one.

    "Said *today* prices rose", "found the body *Friday* wrapped in plastic", "a school *now* located there".
    """
    anchor = site.anchor
    before = _relative_before(span, site) or _participle_before(span, site)
    if before is not None:
        return before
    if anchor.dep_ == "acl" and span.end <= anchor.head.i:
        main = syntax.clause_head(anchor.head)  # "Last month a jet *fitted* with new valves landed"
        return main if main.pos_ == "VERB" else None
    if anchor.dep_ == "ccomp" and site.preposition is None and _is_of_object(span, anchor):
        return anchor.head
    taken = _taken_for_main(anchor) if span.end <= anchor.i else None
    if taken is not None:
        return taken
    if span.root.pos_ == "ADV":
        after = doc[span.end] if span.end < len(doc) else anchor
        is_participle = after.tag_ in ("VBN", "VBG") and after.dep_ == "acl"
        return after if is_participle and after.i != anchor.i else None
    if site.preposition is None and anchor.dep_ == "acl" and anchor.head.i < span.start < anchor.i:
        finder = syntax.clause_head(anchor.head)
        return finder if finder.pos_ == "VERB" else None
    if span.start == 0 or doc[span.start].is_sent_start or anchor.i <= span.end:
        return None
    before = doc[span.start - 1]
    is_loose_day = timex.granularity == "day" and span.root.dep_ != "poss"
    is_finite = triggers.is_verb(before) and before.tag_ in ("VBD", "VBZ", "VBP")
    return before if is_loose_day and is_finite else None


def _relative_before(span: Span, site: Site) -> Token | None:
    """The verb of a relative clause that ends before the time: "the index, which *fell* 2%, or 9 points, on Friday"."""
    noun = site.preposition.head if site.preposition is not None else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or triggers.is_event_noun(noun):
        return None
    verbs = (c for c in noun.rights if c.dep_ == "relcl" and c.tag_ == "VBD" and c.right_edge.i < span.start)
    return next(verbs, None)


def _participle_before(span: Span, site: Site) -> Token | None:
    """What befell a subject, told right before the time and its verb: "a girl *killed* in Bonn last year was named"."""
    verb = site.anchor
    if site.preposition is not None or verb.tag_ != "VBD" or not span.start or verb.i - span.end > 1:
        return None
    last = span.doc[span.start - 1]
    for word in (last, *syntax.ancestors(last)):
        if word.i == verb.i or word.i < verb.left_edge.i:
            return None
        if word.dep_ == "acl" and word.tag_ == "VBN" and word.right_edge.i == last.i:
            sense = sense_of_verb(word)
            return word if sense is not None and sense.event_type in _BEFALLING else None
    return None


def _is_of_object(span: Span, participle: Token) -> bool:
    """Whether a participle after a time tells of the object before it: "found the body Friday *wrapped* in plastic"."""
    finder = participle.head
    found = syntax.child(finder, "dobj")
    is_bare = participle.tag_ in ("VBD", "VBN") and syntax.child(participle, "nsubj", "nsubjpass", "aux") is None
    return is_bare and found is not None and found.i < span.start < participle.i and finder.tag_ == "VBD"


def _taken_for_main(participle: Token) -> Token | None:
    """The main verb where the parse has taken a participle before it for that: "a jet *fitted* with valves landed"."""
    if participle.tag_ not in ("VBD", "VBN") or syntax.child(participle, "dobj", "ccomp", "xcomp", "cc") is not None:
        return None
    for verb in syntax.children(participle, "advcl", "ccomp"):
        is_bare = syntax.child(verb, "mark", "advmod", "nsubj", "nsubjpass", "aux") is None
        if verb.tag_ == "VBD" and verb.i > participle.i and is_bare and verb.doc[verb.left_edge.i - 1].text != ",":
            return verb
    return None


def said_before(span: Span, site: Site) -> Token | None:
    """The verb of saying whose time the parse has taken for that of what was said: "told them *Monday* he would go"."""
    clause, first = site.anchor, site.preposition or span[0]
    if clause.dep_ != "ccomp" or clause.head.i > first.i or clause.left_edge.i != first.i:
        return None
    says = clause.head.lemma_ in verbs_that("dated-saying") and syntax.verb_group(clause.head).tense == "past"
    is_plan = syntax.verb_group(clause).modal is not None and site.dep in ("npadvmod", "prep")
    return clause.head if says and is_plan and clause.i > span.end else None
