"""Quotes that a noun, an adjective or a preposition introduces."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.quotes.clauses import span_of, trim_content
from pipeline.quotes.found import Found
from pipeline.quotes.grammar import Range, child, noun_phrase, subject, subtract, trim
from pipeline.quotes.lexicon import Cue, Lexicon


def of_word(token: Token, words: Lexicon) -> Found | None:
    """The quote that a noun, an adjective or "according to" introduces."""
    if token.lower_ in ("according", "accord"):
        return according_to(token)
    if token.pos_ == "NOUN":
        cue = words.nouns.get(token.lemma_.lower())
        return of_noun(token, cue) if cue is not None else None
    if token.pos_ == "ADJ":
        cue = words.adjectives.get(token.lemma_.lower())
        return of_adjective(token, cue) if cue is not None else None
    return None


def according_to(token: Token) -> Found | None:
    """ "According to the police, nobody was hurt": the rest of the sentence is what they say."""
    doc = token.doc
    to = token.i + 1
    if to >= len(doc) or doc[to].lower_ != "to":
        return None
    source = child(doc[to], "pobj")
    if source is None:
        return None
    speaker = noun_phrase(source)
    hole = (token.i, speaker[1])
    sentence = token.sent
    content = [
        r for s, e in subtract([(sentence.start, sentence.end)], [hole]) if (r := trim_content(doc, s, e))[0] < r[1]
    ]
    return (
        Found("according-to", "speech", content, (token.i, to + 1), token, "according", speaker, source)
        if content
        else None
    )


def of_noun(noun: Token, cue: Cue) -> Found | None:
    """ "Their claim that it rained", "the decision to leave"."""
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp") and c.pos_ in ("VERB", "AUX")), None)
    if clause is None or clause.tag_ in ("VBG", "VBN"):
        return None
    first = clause.left_edge
    if first.lower_ not in ("that", "to", "whether"):
        return None
    owner = child(noun, "poss")
    by = next(
        (
            child(c, "pobj")
            for c in noun.rights
            if c.dep_ == "prep" and c.lower_ in ("by", "of", "from") and c.i < first.i
        ),
        None,
    )
    head = owner if owner is not None else by
    if head is None:
        verb = noun.head
        if noun.dep_ == "dobj" and verb.lemma_ in (
            "make",
            "have",
            "issue",
            "give",
            "offer",
            "express",
            "voice",
            "repeat",
            "deny",
            "reject",
            "dismiss",
        ):
            head = subject(verb)
    span: Range = span_of(clause)
    speaker = noun_phrase(head) if head is not None else None
    if speaker is not None and not (speaker[1] <= span[0] or speaker[0] >= span[1]):
        speaker = head = None
    start = noun.i
    while start > 0 and doc_left(noun, start - 1):
        start -= 1
    content = [trim_content(noun.doc, *span)]
    return Found("noun", cue.attitude, content, trim(noun.doc, start, noun.i + 1), noun, cue.lemma, speaker, head)


def doc_left(noun: Token, i: int) -> bool:
    """Whether the token at `i` is an article or adjective of a noun."""
    token = noun.doc[i]
    return (token.head == noun and token.dep_ in ("amod", "compound", "det")) or token.dep_ == "case"


def of_adjective(word: Token, cue: Cue) -> Found | None:
    """ "She is sure that it will rain", "he was willing to go", "critical of the plan"."""
    verb = word.head
    if word.dep_ != "acomp" or verb.lemma_ not in ("be", "feel", "seem", "remain", "become", "appear"):
        return None
    what = next((c for c in word.rights if c.dep_ in ("ccomp", "xcomp")), None)
    end = word.i + 1
    if what is not None:
        span = span_of(what)
    else:
        prep = next(
            (c for c in word.rights if c.dep_ == "prep" and c.lower_ in ("of", "about", "with", "over", "at")), None
        )
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
