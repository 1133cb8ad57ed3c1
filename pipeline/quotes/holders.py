"""What somebody is a supporter, a critic or an opponent of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.syntax import child, is_huge, noun_phrase, subject, trim_content, verb_stretch
from pipeline.lexicon.nouns import nouns_that
from pipeline.quotes.clauses import NOBODY
from pipeline.quotes.found import Found
from pipeline.quotes.rule_kinds import WordRule
from pipeline.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONS = frozenset(("of", "for", "in"))


def is_holder(token: Token) -> bool:
    """Whether a word is a noun by which somebody "is" for or against something."""
    is_said_of = token.pos_ == "NOUN" and token.dep_ == "attr"
    return is_said_of and token.lemma_.lower() in nouns_that("holder") and not is_huge(token)


def holder(rule: WordRule, page: Page, word: Token) -> Found | None:
    """ "The mayor is a fierce opponent of the tunnel"."""
    prep = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ in _PREPOSITIONS), None)
    target = child(prep, "pobj", "pcomp") if prep is not None else None
    head = subject(word.head)
    if prep is None or target is None or head is None or head.lower_ in NOBODY:
        return None
    is_joined = target.dep_ == "pcomp" or child(prep, "conj") is not None  # "of tolls and of a ban"
    span = (target.left_edge.i, prep.right_edge.i + 1) if is_joined else noun_phrase(target, content=True)
    group = (verb_stretch(word.head)[0], prep.i + 1)
    content = [trim_content(word.doc, *span)]
    return Found(rule, "belief", content, group, word, word.lemma_, noun_phrase(head), head)
