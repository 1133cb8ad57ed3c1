"""What the rules ask of a parse: subjects, noun phrases, verb groups and clauses (ClearNLP labels)."""

from __future__ import annotations

from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""A stretch of tokens, [start, end)."""

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
RELATIVES = frozenset(("who", "which", "that", "whom"))
FINITE_VERBS = frozenset(("VBD", "VBZ", "VBP"))
FINITE = FINITE_VERBS | {"MD"}
"""Tags of words that make a clause of its own, without and with the modals."""
_AUXILIARIES = frozenset(("aux", "auxpass", "neg", "prt"))
_CLIMB = 6
_HUGE = 500
"""More tokens than any sentence has; spaCy's own walks over a token's children take time in proportion."""


def is_huge(token: Token) -> bool:
    """Whether too much hangs on a token for it to be a word of a sentence: junk, which is left alone."""
    return token.right_edge.i - token.left_edge.i > _HUGE


def child(token: Token, *deps: str) -> Token | None:
    """The first child of a token with one of these labels."""
    if is_huge(token):
        return None
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token with one of these labels."""
    return [] if is_huge(token) else [c for c in token.children if c.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive ("was accused", "accused by the court")."""
    if child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    if verb.tag_ != "VBN" or child(verb, "nsubj", "aux") is not None:
        return False
    # "Asked about it, …"; but "has said and done" is active.
    return verb.dep_ != "conj" or is_passive(verb.head)


def subject(verb: Token) -> Token | None:
    """The head of a verb's subject: its own, or the one that it shares with or takes from a higher verb.

    "said" gets Ada in "Ada came and said", "Ada left, saying", "Ada is expected to say", and the noun
    in "a memo saying".
    """
    own = child(verb, "nsubj", "csubj", "nsubjpass", "expl")
    if own is not None:
        return own
    at = verb
    for _ in range(_CLIMB):
        head, dep = at.head, at.dep_
        if head is at:
            return None
        if dep in ("acl", "relcl"):
            return head if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET") else None
        if dep == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
            controller = child(head, "dobj", "dative")
            if controller is not None and controller.i < at.i and head.lemma_ != "promise":
                return controller
        elif dep in ("acomp", "oprd"):
            if at.pos_ != "ADJ":
                return None  # but "she was slow to say" has her as the subject
        elif dep not in ("conj", "advcl", "pcomp", "prep", "dep", "parataxis", "ccomp"):
            return None
        if dep == "ccomp" and at.tag_ not in ("VBG", "VBN", "VB"):
            return None
        at = head
        if at.pos_ in ("VERB", "AUX"):
            found = child(at, "nsubj", "csubj", "nsubjpass", "expl")
            if found is not None:
                return found
    return None


def agent(verb: Token) -> Token | None:
    """Who does it, of a passive verb: the noun after "by"."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def noun_phrase(head: Token, *, limit: Range | None = None, content: bool = False) -> Range:
    """The full noun phrase of a head: with its apposition and what identifies it, without asides.

    An aside is a relative clause after a comma, or what follows a dash. `limit` is the stretch of tokens
    that the phrase stays in. As `content` it takes in the clauses that parsers hang on it ("a need for us
    to go"); as a name of somebody it does not.
    """
    doc = head.doc
    if is_huge(head):
        return head.i, head.i + 1
    low, high = (0, len(doc)) if limit is None else limit
    start, end = max(head.left_edge.i, low), min(head.right_edge.i + 1, high)
    for c in head.lefts:
        if c.pos_ == "VERB" and c.dep_ in ("acl", "advcl", "amod", "relcl") and doc[c.right_edge.i + 1].text == ",":
            start = max(start, c.right_edge.i + 2)
    for c in head.rights:
        if c.i >= end:
            break
        first = c.left_edge.i
        comma = first > head.i + 1 and doc[first - 1].text in _SEPARATORS
        if content and not comma and c.dep_ in ("advcl", "ccomp"):
            continue
        if (
            c.dep_ in ("ccomp", "parataxis", "dep", "advcl")
            or (comma and c.dep_ in ("relcl", "acl"))
            or (c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))
        ):
            end = min(end, first)
            break
    for i in range(head.i + 1, end - 1):
        token = doc[i]
        if (
            token.text in _DASHES
            or (token.text == "-" and token.whitespace_ and doc[i - 1].whitespace_)
            or (token.text == "," and doc[i + 1].lower_ in _ASIDE_OPENERS)
            or (token.dep_ == "prep" and token.lower_ in _CIRCUMSTANCES)
        ):
            end = i
            break
    return trim(doc, start, end)


_SEPARATORS = frozenset((",", "—", "–", "--", "-", ";", ":"))
_DASHES = frozenset(("—", "–", "--", "―"))
_CIRCUMSTANCES = frozenset(("during", "amid"))
_ASIDE_OPENERS = frozenset(("which", "who", "whose", "whom", "where", "when", "although", "though", "while", "despite"))
_EDGE = frozenset((",", ";", ":", "—", "–", "--", "-", ".", "…", "...", "(", "and", "but", "or"))


def trim(doc: Doc, start: int, end: int) -> Range:
    """A stretch of tokens without white space, commas and dashes at its edges."""
    while start < end and (doc[start].is_space or doc[start].text in _EDGE):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGE):
        end -= 1
    return start, end


def verb_group(verb: Token) -> Range:
    """A verb with its auxiliaries, negation and adverbs, as one stretch: "has been harshly criticized"."""
    doc = verb.doc
    if is_huge(verb):
        return verb.i, verb.i + 1
    start = verb.i
    floor = max((c.i for c in verb.lefts if c.dep_ in SUBJECTS or c.dep_ == "mark"), default=-1)
    for c in reversed(list(verb.lefts)):
        if c.i <= floor or c.dep_ == "punct":
            break
        if c.right_edge.i != start - 1:
            break
        if c.dep_ in _AUXILIARIES or (
            c.dep_ == "advmod" and c.left_edge.i == c.right_edge.i and c.lower_ not in ("when", "how", "why", "where")
        ):
            start = c.left_edge.i
        else:
            break
    end = verb.i + 1
    for c in verb.rights:
        if c.dep_ in ("prt", "neg") and c.i == end:
            end = c.i + 1
    head = verb.head
    if (
        verb.dep_ == "xcomp"
        and head.pos_ in ("VERB", "AUX")
        and 0 < start - head.i <= 3
        and not any(doc[i].is_punct for i in range(head.i, start))
        and child(head, "dobj") is None
    ):
        start = verb_group(head)[0]
    return start, end


def subtract(ranges: list[Range], holes: list[Range]) -> list[Range]:
    """Stretches of tokens without those of `holes`."""
    for a, b in holes:
        ranges = [r for s, e in ranges for r in ((s, min(e, a)), (max(s, b), e)) if r[0] < r[1]]
    return ranges
