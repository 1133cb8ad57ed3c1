"""Whether an event is told as a fact, a plan, a possibility, a duty or a mere thought, and whether it is denied."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from pipeline.events.lexicon import words
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

_MODALS = {
    "will": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned", "shall": "planned",
    "may": "possible", "might": "possible", "can": "possible", "could": "possible", "ca": "possible",
    "must": "required", "should": "required", "ought": "required",
}  # fmt: skip


def modality_of(trigger: Token, timex: TimeExpression, reference_date: dt.date | None) -> str:
    """asserted, planned, possible, hypothetical or required."""
    told = _told(trigger)
    if told == "asserted" and reference_date and timex.date_start and timex.date_start > reference_date:
        verb = syntax.clause_head(trigger)
        if not (syntax.is_verbal(verb) and syntax.verb_group(verb).tense == "past"):
            return "planned"
    return told


def _told(trigger: Token) -> str:
    lists = words("modality")
    node = trigger
    if not syntax.is_verbal(node):
        for c in node.children:
            if c.dep_ == "amod":
                for name in ("planned", "possible", "required", "hypothetical"):
                    if c.lower_ in lists[name]:
                        return name
        node = syntax.clause_head(trigger)
        if not syntax.is_verbal(node):
            return "asserted"
        if trigger.dep_ in ("dobj", "pobj", "nsubjpass"):
            for name in ("required", "planned", "possible", "hypothetical"):
                if node.lemma_ in lists[name]:
                    return name
    for _ in range(4):
        group = syntax.verb_group(node)
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in node.children):
            return "hypothetical"
        if group.modal is not None:
            word = group.modal.lower_
            if word in ("would", "'d", "’d"):
                conditional = any(
                    c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in syntax.children(c, "mark"))
                    for c in node.children
                )
                return "hypothetical" if conditional or node.dep_ == "ROOT" else "planned"
            return _MODALS.get(word, "possible")
        if node.dep_ not in ("xcomp", "ccomp", "acl", "conj", "advcl") or node.head.i == node.i:
            break
        governor = node.head
        if node.dep_ in ("xcomp", "acl") or (node.dep_ == "ccomp" and group.tense != "past"):
            for name in ("required", "planned", "possible", "hypothetical"):
                if governor.lemma_.lower() in lists[name]:
                    return name
        if node.dep_ == "advcl":
            return "planned" if group.tense == "infinitive" else "asserted"
        if node.dep_ == "ccomp" or not syntax.is_verbal(governor):
            break
        node = governor
    return "asserted"


def polarity_of(trigger: Token) -> str:
    """positive, or negative where the text denies the event."""
    lists = words("modality")
    node = trigger
    if any(c.dep_ in ("neg", "det") and c.lower_ in lists["negators"] for c in node.children):
        return "negative"
    if not syntax.is_verbal(node):
        if node.dep_ == "pobj" and node.head.lower_ == "without":
            return "negative"
        verb = node.head
        governed = syntax.is_verbal(verb) and node.dep_ in ("dobj", "nsubjpass", "attr")
        denied = governed and (syntax.verb_group(verb).negation is not None or verb.lemma_ in lists["negative"])
        return "negative" if denied else "positive"
    if syntax.verb_group(node).negation is not None:
        return "negative"
    for subject in syntax.children(node, "nsubj", "nsubjpass", "dobj"):
        if subject.lower_ in lists["negators"] or any(
            c.dep_ == "det" and c.lower_ in lists["negators"] for c in subject.children
        ):
            return "negative"
    if node.dep_ in ("xcomp", "acl", "pcomp"):
        governor = node.head
        if governor.lemma_.lower() in lists["negative"] or governor.lower_ == "without":
            return "negative"
        if syntax.is_verbal(governor) and node.dep_ == "xcomp" and syntax.verb_group(governor).negation is not None:
            return "negative"
    return "positive"
