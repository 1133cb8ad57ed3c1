"""From a time expression to the events it dates, along the dependency tree."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.events import triggers
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

_RELATIONS = {
    "since": "begins", "from": "begins", "starting": "begins", "beginning": "begins",
    "until": "ends", "till": "ends", "til": "ends", "through": "ends", "to": "ends", "by": "ends",
    "before": "before", "after": "after", "following": "after",
}  # fmt: skip
_NOUN_PREMODIFIERS = frozenset(("compound", "amod", "nmod", "nummod", "poss", "npadvmod", "quantmod"))


@dataclass(frozen=True, slots=True)
class Attachment:
    """An event's word, the time expression that dates it, and how the two were found to belong together."""

    trigger: Token
    timex: TimeExpression
    relation: str
    basis: str
    confidence: float
    rule: str


def head_of(span: Span) -> Token:
    """The word of a time expression that the rest of the sentence governs."""
    return span.root


def attach(doc: Doc, timex: TimeExpression, in_timex: frozenset[int]) -> list[Attachment]:
    """The events that a time expression dates within its sentence.

    `in_timex` are the indices of all tokens within time expressions, which are no events themselves.
    """
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    if span is None or not len(span):
        return []
    node, relation, basis, depth = head_of(span), "during", "modifier", 0
    inside = set(range(span.start, span.end))
    found: list[tuple[Token, str, str]] = []
    for parent in syntax.ancestors(node):
        dep = node.dep_
        if parent.i in inside:
            node = parent
            continue
        if dep in ("ROOT", "punct"):
            break
        if parent.pos_ in ("ADP", "SCONJ", "PART") or (dep in ("pobj", "pcomp") and not syntax.is_verbal(parent)):
            if not found:
                relation = _RELATIONS.get(parent.lower_, relation)
        elif parent.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM"):
            if parent.i not in in_timex:
                if triggers.is_event_noun(parent):
                    found.append((parent, "nominal", f"noun_{dep}"))
                    break
                if dep in _NOUN_PREMODIFIERS and parent.dep_ not in ("nsubj", "nsubjpass"):
                    basis = "nominal"
                    if parent.dep_ in ("dobj", "attr", "pobj", "ROOT", "appos", "conj"):
                        break
                depth += 1
                basis = "nominal"
        elif syntax.is_verbal(parent):
            target = _event_of(parent)
            if target is not None:
                found.append((target, basis if basis != "modifier" else _verb_basis(dep), f"verb_{dep}"))
            break
        elif parent.pos_ in ("ADJ", "ADV") and parent.dep_ in ("acomp", "amod", "oprd") and dep in ("npadvmod", "prep"):
            found.append((parent, "modifier", f"adjective_{dep}"))
            break
        node = parent
    out = [Attachment(t, timex, relation, b, 0.9, r) for t, b, r in found if t.i not in in_timex]
    return out + _more(doc, span, out, in_timex)


def _verb_basis(dep: str) -> str:
    return "modifier"


def _event_of(verb: Token) -> Token | None:
    noun = triggers.supported_noun(verb)
    if noun is not None:
        return noun
    if verb.lemma_ == "be" or verb.pos_ == "AUX":
        return triggers.predicate(verb)
    return verb


def _more(doc: Doc, span: Span, found: list[Attachment], in_timex: frozenset[int]) -> list[Attachment]:
    """The event noun right before the time expression ("at a news *conference* Friday")."""
    if not found:
        return []
    first = found[0]
    at = span.start - 1
    if at < 0 or not syntax.is_verbal(first.trigger):
        return []
    before = doc[at]
    if before.pos_ == "ADP" and before.dep_ == "prep" and at > 0:
        return []
    if triggers.is_event_noun(before) and before.dep_ == "pobj" and before.head.head.i == first.trigger.i:
        return [Attachment(before, first.timex, first.relation, "nominal", 0.7, "noun_before")]
    return []
