"""The words that tell an event, readable on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "oprd", "ROOT", "dative"))
_LONGEST = 200
"""Tokens of a clause that are kept: what is longer is no sentence."""
_LONGEST_PREPOSITION = 12
"""Characters between a noun and the time that follows it."""
_OWN_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")


def clause_pieces_of(trigger: Token, first_part: Token) -> list[tuple[int, int]]:
    """The stretches of tokens that tell an event whose word begins at `first_part`.

    They are the clause of the event, with the subject it shares with another clause or the noun it is said
    of, without the clauses coordinated with it; for a noun inside another event's clause, its phrase.
    """
    pieces = syntax.clause_pieces(trigger) if _is_inside(trigger) else _verb_pieces(_main_clause(trigger))
    if not _holds(pieces, trigger):
        pieces = syntax.clause_pieces(trigger)
    if not _holds(pieces, trigger):
        pieces = [(first_part.i, trigger.i + 1)]
    return [(min(a, first_part.i), b) if a <= trigger.i < b else (a, b) for a, b in pieces]


def _holds(pieces: list[tuple[int, int]], word: Token) -> bool:
    """Whether a word stands in one of the stretches."""
    return any(first <= word.i < last for first, last in pieces)


def _main_clause(trigger: Token) -> Token:
    """The head of the event's clause, or of the one it completes: "*plans* to leave", "*is* likely to leave"."""
    head = syntax.clause_head(trigger)
    while head.dep_ == "xcomp" and head.head.i != head.i:
        head = syntax.clause_head(head.head)
    return head


def clause_text(trigger: Token, pieces: list[tuple[int, int]], timex: TimeExpression | None) -> tuple[int, int, str]:
    """Characters `[start, end)` that the stretches lie in, and their words, with the time where it follows.

    "A phone call" goes on with "in the coming days" where the parse gives those words to the verb.
    """
    doc = trigger.doc
    first, last = min(a for a, _ in pieces), max(b for _, b in pieces) - 1
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    if last - first > _LONGEST:
        pieces = [(max(first, trigger.i - _LONGEST // 2), min(last + 1, trigger.i + _LONGEST // 2))]
        start, end = doc[pieces[0][0]].idx, doc[pieces[0][1] - 1].idx + len(doc[pieces[0][1] - 1])
    texts = [doc[a:b].text for a, b in pieces]
    if timex is not None and _is_inside(trigger) and 0 < timex.start - end <= _LONGEST_PREPOSITION:
        between = doc.char_span(end, timex.end, alignment_mode="expand")
        if between is not None and sum(not t.is_space for t in between) <= len(timex.text.split()) + 4:
            texts.append(between.text)
            end = timex.end
    text = " ".join(" ".join(texts).split())
    if text.count('"') == 1:
        text = " ".join(text.replace('"', " ").split())
    return start, end, text


def _is_inside(trigger: Token) -> bool:
    """Whether the event is a noun that is no subject or object of its clause."""
    if syntax.is_verbal(trigger) or trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    top = syntax.first_conjunct(trigger)
    return top.dep_ not in _ARGUMENTS or not syntax.is_verbal(top.head)


def _verb_pieces(head: Token) -> list[tuple[int, int]]:
    pieces = syntax.clause_pieces(head)
    if head.dep_ in ("relcl", "acl"):
        start, end = syntax.bare_noun_phrase(head.head)
        own = [(max(a, end), b) for a, b in pieces if b > end]
        return [(start, end), *own] if own and own[0][0] >= end else pieces
    if any(c.dep_ in _OWN_SUBJECTS for c in head.children):
        return pieces
    subjects = syntax.subjects(head)
    if not subjects or head.dep_ == "ROOT":
        return pieces
    start, end = syntax.bare_noun_phrase(subjects[0])[0], syntax.noun_phrase(subjects[-1])[1]
    within = any(a < end and start < b for a, b in pieces)
    if within or start >= end or any(t.is_sent_start for t in head.doc[start + 1 : end]):
        return pieces
    between = [w for w in syntax.verb_group(head).auxiliaries if end <= w.i < pieces[0][0]]
    return [(start, end), *((w.i, w.i + 1) for w in between), *pieces]
