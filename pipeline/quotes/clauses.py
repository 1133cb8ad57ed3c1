"""Indirect and mixed quotes: a verb and the complement that holds what is said, thought or wanted."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.quotes.found import Found
from pipeline.quotes.grammar import (
    Range,
    agent,
    child,
    is_passive,
    noun_phrase,
    subject,
    subtract,
    trim,
    verb_group,
)
from pipeline.quotes.lexicon import Cue

_HEARERS = frozenset(
    [
        "tell",
        "ask",
        "urge",
        "remind",
        "assure",
        "reassure",
        "inform",
        "notify",
        "advise",
        "warn",
        "caution",
        "alert",
        "promise",
        "beg",
    ]
)
"""Verbs whose object, beside a clause, is the one spoken to."""
_NO_SOURCE = frozenset(("it", "there"))


def of_verb(verb: Token, cue: Cue) -> Found | None:
    """The quote that a cue verb introduces, by the first rule that fits."""
    for rule in (_clause, _infinitive, _predicate, _object_with, _about, _object, _aside):
        found = rule(verb, cue)
        if found is not None and found.size():
            return found
    return None


def _make(
    rule: str,
    verb: Token,
    word: Cue,
    frame: str,
    content: list[Range],
    *,
    cue: Range | None = None,
    addressee: Token | None = None,
) -> Found:
    found = Found(
        rule=rule,
        attitude=word.attitudes.get(frame, word.attitude),
        content=[],
        cue=cue or verb_group(verb),
        word=verb,
        lemma=word.lemma,
        addressee=addressee,
    )
    if found.speaker_head is None and not is_passive(verb):
        found.speaker_head = subject(verb)
    elif found.speaker_head is None:
        found.speaker_head = agent(verb)
    head = found.speaker_head
    if head is not None and head.lower_ in _NO_SOURCE:
        found.speaker_head = head = None
    if head is not None:
        found.speaker = noun_phrase(head)
        if found.speaker[0] <= verb.i < found.speaker[1]:
            # The cue stands inside the phrase: "a memo saying …".
            found.speaker = trim(verb.doc, found.speaker[0], found.cue[0]) if found.speaker[0] < found.cue[0] else None
    holes = [found.cue] + ([found.speaker] if found.speaker else [])
    found.content = [r for s, e in subtract(content, holes) if (r := trim_content(verb.doc, s, e))[0] < r[1]]
    return found


_SPACE_EDGE = frozenset((",", ";", ":", "—", "–", "--", "-"))


def trim_content(doc: Doc, start: int, end: int) -> Range:
    """Content without the commas, dashes, full stop and white space at its edges; quotation marks stay."""
    while start < end and (doc[start].is_space or doc[start].text in _SPACE_EDGE):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _SPACE_EDGE or doc[end - 1].text == "."):
        end -= 1
    return start, end


def span_of(token: Token) -> Range:
    """The stretch of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def _clause(verb: Token, cue: Cue) -> Found | None:
    if "clause" not in cue.attitudes:
        return None
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and not _infinitival(c)), None)
    if clause is None:
        return None
    if clause.i < verb.i and clause.left_edge.i < verb.i:
        return _preposed(verb, cue, clause)
    start, end = span_of(clause)
    if start < verb.i and clause.i > verb.i:
        # "The plan, officials say, will fail": the clause goes around its cue.
        return _make("parenthetical", verb, cue, "clause", [(start, end)])
    hearer = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < clause.i), None)
    if is_passive(verb) and hearer is None and verb.lemma_ in _HEARERS:
        hearer = child(verb, "nsubjpass")
    return _make("clause", verb, cue, "clause", [(start, end)], addressee=hearer)


def _preposed(verb: Token, cue: Cue, clause: Token) -> Found | None:
    start, end = span_of(clause)
    own = subject(verb)
    first = min(verb_group(verb)[0], own.left_edge.i if own is not None and own.head == verb else verb.i)
    # What opens the sentence ("But", "In May") belongs to what is said.
    outer = verb.sent.start
    if verb.dep_ == "ROOT" and outer < start:
        start = outer
    content = [(start, min(end, first))]
    if end > verb.i:
        content.append((verb.i + 1, end))
    return _make("preposed", verb, cue, "clause", content)


def _infinitival(clause: Token) -> bool:
    return any(c.tag_ == "TO" for c in clause.lefts) and clause.tag_ == "VB"


def _infinitive(verb: Token, cue: Cue) -> Found | None:
    clause = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _infinitival(c)), None)
    if clause is None:
        return None
    start, end = span_of(clause)
    doer = child(clause, "nsubj")
    patient = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < clause.i), None)
    if is_passive(verb) and ("object-to" in cue.attitudes or "clause" in cue.attitudes):
        passive = child(verb, "nsubjpass")
        content = [span_of(passive)] if passive is not None else []
        return _make("passive-infinitive", verb, cue, "object-to", [*content, (start, end)])
    if doer is not None or patient is not None:
        if "object-to" not in cue.attitudes:
            return None
        if cue.attitudes["object-to"] == "speech":
            to = next(c for c in clause.lefts if c.tag_ == "TO")
            return _make("object-infinitive", verb, cue, "object-to", [(to.i, end)], addressee=doer or patient)
        if patient is not None:
            start = patient.left_edge.i
        return _make("object-infinitive", verb, cue, "object-to", [(start, end)])
    if "to" in cue.attitudes:
        return _make("infinitive", verb, cue, "to", [(start, end)])
    return None


def _predicate(verb: Token, cue: Cue) -> Found | None:
    """What somebody calls something: "calling it a failure", "described it as a failure"."""
    what = child(verb, "dobj")
    passive = child(verb, "nsubjpass")
    if "object-as" in cue.attitudes:
        as_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_ is None and what is not None:
            as_ = next((c for c in what.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_ is not None and what is not None and what.i < as_.i:
            return _make(
                "object-as", verb, cue, "object-as", [(what.left_edge.i, max(what.right_edge.i, as_.right_edge.i) + 1)]
            )
        if as_ is not None and passive is not None:
            return _make("object-as", verb, cue, "object-as", [span_of(passive), span_of(as_)])
    if "small" in cue.attitudes:
        said = next((c for c in verb.rights if c.dep_ in ("oprd", "ccomp", "xcomp", "attr")), None)
        if said is not None and passive is not None:
            return _make("predicate", verb, cue, "small", [span_of(passive), span_of(said)])
        if said is not None:
            start = min(said.left_edge.i, what.left_edge.i if what is not None and what.i > verb.i else said.i)
            return _make("predicate", verb, cue, "small", [(start, said.right_edge.i + 1)])
    return None


def _object_with(verb: Token, cue: Cue) -> Found | None:
    if not cue.object_with:
        return None
    what = child(verb, "dobj")
    with_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cue.object_with), None)
    if with_ is None:
        return None
    if what is not None and what.i < with_.i:
        content = [(what.left_edge.i, with_.right_edge.i + 1)]
        return _make("object-with", verb, cue, "object-with", content)
    passive = child(verb, "nsubjpass")
    if passive is not None:
        return _make("passive", verb, cue, "object-with", [span_of(passive), span_of(with_)])
    return None


def _about(verb: Token, cue: Cue) -> Found | None:
    if not cue.about or is_passive(verb):
        return None
    for prep in verb.rights:
        if prep.dep_ == "prep" and prep.lower_ in cue.about:
            what = child(prep, "pobj", "pcomp")
            if what is None:
                continue
            start, end = verb_group(verb)
            if what.dep_ == "pcomp" and what.tag_ == "VBG":
                return _make("about", verb, cue, "about", [span_of(prep)])
            group = (start, prep.i + 1) if prep.i == end else (start, end)
            return _make("about", verb, cue, "about", [span_of(what)], cue=group)
    return None


def _object(verb: Token, cue: Cue) -> Found | None:
    if "gerund" in cue.attitudes:
        clause = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"), None)
        if clause is not None:
            return _make("gerund", verb, cue, "gerund", [span_of(clause)])
    if "object" not in cue.attitudes:
        return None
    what = child(verb, "dobj")
    if (
        what is not None
        and what.i > verb.i
        and what.tag_ not in ("WP", "WDT")
        and what.lower_ not in ("himself", "herself", "itself", "themselves")
    ):
        return _make("object", verb, cue, "object", [span_of(what)])
    if what is not None and what.i < verb.i and verb.dep_ == "relcl":
        return _make("object", verb, cue, "object", [span_of(what)])
    passive = child(verb, "nsubjpass")
    if passive is not None and agent(verb) is not None:
        return _make("passive", verb, cue, "object", [span_of(passive)])
    return None


def _aside(verb: Token, cue: Cue) -> Found | None:
    """A cue with a subject and no complement, set off by commas: the rest of the sentence is said."""
    if "clause" not in cue.attitudes or "quote" not in cue.attitudes:
        return None
    own = child(verb, "nsubj")
    if own is None or own.lower_ in _NO_SOURCE or own.tag_ in ("WP", "WDT") or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if child(verb, "dobj", "xcomp", "ccomp", "acomp", "attr", "oprd") is not None:
        return None
    doc = verb.doc
    sentence = verb.sent
    group = verb_group(verb)
    start, end = min(own.left_edge.i, group[0]), max(noun_phrase(own)[1], group[1])
    if start <= sentence.start or doc[start - 1].text != ",":
        return None
    for c in verb.rights:
        if (
            c.dep_ in ("prep", "npadvmod", "advmod", "advcl", "dative")
            and c.left_edge.i == end
            and c.right_edge.i < verb.right_edge.i + 1
        ):
            end = c.right_edge.i + 1
    content = [(sentence.start, start)]
    if end < sentence.end and doc[end].text == ",":
        content.append((end, sentence.end))
    return _make("aside", verb, cue, "clause", content)
