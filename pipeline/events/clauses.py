"""The words that tell an event, readable on their own."""

from __future__ import annotations

from spacy.tokens import Span, Token

from pipeline.language import syntax

_OWN_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")


def clause_of(trigger: Token, time: Span) -> tuple[int, int, str]:
    """Characters `[start, end)` that the words which tell the event lie in, and those words.

    They are the clause of the event, with the subject it shares with another clause or the noun it is said
    of, without the clauses coordinated with it; for a noun inside another event's clause, its phrase.
    """
    pieces = _noun_pieces(trigger, time)
    if pieces is None:
        head = syntax.clause_head(trigger)
        while head.dep_ == "xcomp" and head.head.i != head.i:
            head = syntax.clause_head(head.head)
        pieces = _verb_pieces(head)
    doc = trigger.doc
    text = " ".join(" ".join(doc[a:b].text.split()) for a, b in pieces)
    if text.count('"') == 1:
        text = " ".join(text.replace('"', " ").split())
    first, last = min(a for a, _ in pieces), max(b for _, b in pieces) - 1
    return doc[first].idx, doc[last].idx + len(doc[last]), text


def _noun_pieces(trigger: Token, time: Span) -> list[tuple[int, int]] | None:
    """The phrase of an event noun that is no subject or object of its clause."""
    if syntax.is_verbal(trigger) or trigger.pos_ not in ("NOUN", "PROPN"):
        return None
    top = syntax.first_conjunct(trigger)
    if top.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "ROOT", "dative") and syntax.is_verbal(top.head):
        return None
    pieces = syntax.clause_pieces(trigger)
    end = pieces[-1][1]
    if end <= time.start <= end + 1:
        # "a phone call" + "in the coming days", where the parse gives the time to the verb.
        pieces = [*pieces[:-1], (pieces[-1][0], time.end)]
    return pieces


def _verb_pieces(head: Token) -> list[tuple[int, int]]:
    pieces = syntax.clause_pieces(head)
    if head.dep_ in ("relcl", "acl"):
        start, end = syntax.noun_phrase(head.head)
        own = [(max(a, end), b) for a, b in pieces if b > end]
        return [(start, end), *own] if own and own[0][0] >= end else pieces
    if any(c.dep_ in _OWN_SUBJECTS for c in head.children):
        return pieces
    subjects = syntax.subjects(head)
    if not subjects or head.dep_ == "ROOT":
        return pieces
    start, end = syntax.noun_phrase(subjects[0])[0], syntax.noun_phrase(subjects[-1])[1]
    within = any(a < end and start < b for a, b in pieces)
    if within or start >= end or any(t.is_sent_start for t in head.doc[start + 1 : end]):
        return pieces
    between = [w for w in syntax.verb_group(head).auxiliaries if end <= w.i < pieces[0][0]]
    return [(start, end), *((w.i, w.i + 1) for w in between), *pieces]
