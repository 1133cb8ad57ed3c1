"""Reading the dependency tree: who does what to whom, in which tense, and where the clause ends.

The functions work on spaCy's English trees (ClearNLP labels) and give tokens, or `(start, end)` pairs of
token indices, so that callers map them to characters as they need. None of them looks further than the
neighbourhood of the token it is given, so their cost does not grow with the text.

Where two answers are wanted, they are two functions beside each other:

- `subject` is the word that stands as the subject, `subjects` are those who are meant by it;
- `bare_noun_phrase` is what belongs to a noun itself, `noun_phrase` all that names it, its apposition too;
- `verb_group` is what a verb's auxiliaries tell, `verb_stretch` the stretch of tokens that they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.language.once import once_a_token
from pipeline.language.record import record

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""A stretch of tokens, [start, end)."""

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
AUXILIARIES = frozenset(("aux", "auxpass"))
RELATIVES = frozenset(("who", "whom", "which", "that"))
FINITE_VERBS = frozenset(("VBD", "VBZ", "VBP"))
FINITE = FINITE_VERBS | {"MD"}
"""Tags of words that make a clause of its own, without and with the modals."""
OBJECT_CONTROL = frozenset(
    (
        "advise", "allow", "appoint", "ask", "assign", "authorize", "beg", "cause", "challenge", "choose", "command",
        "compel", "convince", "direct", "elect", "enable", "encourage", "expect", "force", "get", "help", "hire",
        "implore", "inspire", "instruct", "invite", "lead", "leave", "lobby", "make", "nominate", "oblige", "order",
        "permit", "persuade", "press", "pressure", "prod", "prompt", "push", "remind", "request", "require", "see",
        "send", "summon", "teach", "tell", "tempt", "train", "urge", "want", "warn",
    )
)  # fmt: skip
"""Verbs whose object, not subject, does what their infinitive says ("they urged *him* to leave")."""
_RELATIVE_ADVERBS = frozenset(("when", "where", "why"))
"""Words that lead to what a relative clause tells of a place, a time or a reason, which is no object of its verb."""

_CONTENT = frozenset(("VERB", "AUX"))
_FUTURE_MODALS = frozenset(("will", "shall", "would", "'ll", "’ll", "wo", "'d", "’d"))
_MAX_CLIMB = 40
"""No real sentence is deeper: a bound for broken trees."""
_MAX_CONJUNCTS = 50
_CLIMB = 6
"""How many verbs up the subject of a verb may stand."""
_HUGE = 500
"""More tokens than any sentence has; spaCy's own walks over a token's children take time in proportion."""

_OF_A_VERB = frozenset(("aux", "auxpass", "neg", "prt"))
_SEPARATORS = frozenset((",", "—", "–", "--", "-", ";", ":"))
_DASHES = frozenset(("—", "–", "--", "―"))
_SETTINGS = frozenset(("DATE", "GPE", "LOC"))
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_CIRCUMSTANCES = frozenset(("during", "amid"))
_ASIDE_OPENERS = frozenset(("which", "who", "whose", "whom", "where", "when", "although", "though", "while", "despite"))
_EDGE = frozenset((",", ";", ":", "—", "–", "--", "-", ".", "…", "...", "(", "and", "but", "or"))


@record
class VerbGroup:
    """A verb with its auxiliaries.

    `tense` is past, present, future, infinitive or none (a bare participle); `aspect` is simple,
    progressive, perfect or perfect_progressive. `modal` is the modal verb, `negation` the word that
    negates the verb ("not", "never"). A verb coordinated with another shares what it lacks: in "will meet
    and talk", talk is future.
    """

    verb: Token
    auxiliaries: tuple[Token, ...]
    tense: str
    aspect: str
    passive: bool
    modal: Token | None
    negation: Token | None


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first, up to the root of its sentence."""
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def is_huge(token: Token) -> bool:
    """Whether too much hangs on a token for it to be a word of a sentence: junk, which is left alone."""
    return token.right_edge.i - token.left_edge.i > _HUGE


def children(token: Token, *deps: str) -> list[Token]:
    """The dependents of a token that stand in one of these relations to it, in text order."""
    return [] if is_huge(token) else [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """The first dependent of a token in one of these relations."""
    if is_huge(token):
        return None
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it after it: "*Ann*, *Bob* and *Eve*"."""
    found = [token]
    for t in found:
        if len(found) < _MAX_CONJUNCTS:
            found += children(t, "conj")
    return sorted(found) if len(found) > 1 else found


def first_conjunct(token: Token) -> Token:
    """The first of the words coordinated with this one."""
    for head in (token, *ancestors(token)):
        if head.dep_ != "conj":
            return head
    return token


def is_verbal(token: Token) -> bool:
    """Whether the token is a verb or an auxiliary that heads something (not "is" in "is going")."""
    return token.pos_ in _CONTENT and token.dep_ not in AUXILIARIES


def clause_head(token: Token) -> Token:
    """The verb of the smallest clause that the token stands in; the root where there is none."""
    if is_verbal(token):
        return token
    last = token
    for last in ancestors(token):
        if is_verbal(last):
            break
    return last


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, full ("was held") or reduced ("a call held a day before")."""
    if child(verb, "auxpass", "nsubjpass", "csubjpass", "agent") is not None:
        return True
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ == "acl"):
        return False
    if child(verb, "nsubj", "aux") is not None:
        return False
    # "was arrested and charged"; but "has said and done" is active.
    return verb.dep_ != "conj" or is_passive(verb.head)


def is_had(word: Token, verb: Token) -> bool:
    """Whether what parsers take for a verb's subject is what somebody has: "Ada had *this* to say"."""
    return word.lower_ in ("this", "that") and verb.tag_ == "VB" and verb.head.lemma_ == "have" and word.i > verb.head.i


def subject(verb: Token) -> Token | None:
    """The word that stands as a verb's subject: its own, or the one that it shares with or takes from a higher verb.

    "said" gets Ada in "Ada came and said", "Ada left, saying", "Ada is expected to say", and the noun
    in "a memo saying" and "a plan to say". One word, the first of those coordinated, as it stands: a
    relative pronoun ("who said"), "there", a clause. For who is meant by it ask `subjects`.
    """
    own = child(verb, "nsubj", "csubj", "nsubjpass", "expl")
    if own is not None and not is_had(own, verb):
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


def subjects(verb: Token) -> list[Token]:
    """The heads of the words that are meant by a verb's subject, each of those coordinated.

    They are the verb's own subject; the noun of its relative clause ("the man *who left*"), of its reduced
    clause ("a call *held* on Monday"); the subject it shares with the verb it is coordinated with; the one
    that controls its infinitive or participle ("*he* plans to leave", "she told *him* to leave",
    "*he* fell while *running*", "*they* saw a chance to leave"). "There" and a clause are nobody. For the
    word that stands as the subject ask `subject`.
    """
    return list(_subjects(verb))


@once_a_token
def _subjects(verb: Token) -> tuple[Token, ...]:
    return tuple(c for s in _subject(verb, 0) for c in conjuncts(s))


def _subject(verb: Token, depth: int) -> list[Token]:
    if depth > 8:
        return []
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return [s for subject in own for s in _antecedent(subject, verb)]
    if child(verb, "expl", "csubj", "csubjpass") is not None:
        return []
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return []
    if dep == "conj":
        return _subject(head, depth + 1) if is_verbal(head) else []
    if dep == "acl":
        infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
        return _subject_of_holder(verb, depth) if infinitive else [head]
    if dep == "relcl":
        return [head] if child(verb, "dobj") is not None else []
    if dep in ("xcomp", "ccomp", "advcl", "oprd") and is_verbal(head):
        controls = dep == "xcomp" and head.lemma_ in OBJECT_CONTROL and not is_passive(head)
        controlled = child(head, "dobj", "dative") if controls else None
        return _subject(head, depth + 1) if controlled is None else [controlled]
    return _subject_of_holder(verb, depth) if dep in ("xcomp", "ccomp", "advcl", "oprd", "pcomp") else []


def _subject_of_holder(verb: Token, depth: int) -> list[Token]:
    """The subject of the clause around the noun or preposition that a verb hangs on."""
    holder = clause_head(verb.head)
    return _subject(holder, depth + 1) if is_verbal(holder) and holder.i != verb.i else []


def _antecedent(token: Token, verb: Token) -> list[Token]:
    """A relative pronoun's noun; any other word is itself."""
    if token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT", "IN", "DT", "WP$"):
        clause = first_conjunct(verb)
        if clause.dep_ == "relcl":
            return [clause.head]
    return [token]


def objects(verb: Token) -> list[Token]:
    """The heads of the verb's direct objects, relative pronouns resolved to their noun."""
    own = children(verb, "dobj")
    if own:
        return [c for o in own for a in _antecedent(o, verb) for c in conjuncts(a)]
    tells_where = any(c.lower_ in _RELATIVE_ADVERBS for c in children(verb, "advmod"))
    if verb.dep_ == "relcl" and child(verb, "nsubj") is not None and not is_passive(verb) and not tells_where:
        has_relative_subject = any(c.dep_ == "nsubj" and c.lower_ in RELATIVES for c in verb.children)
        if not has_relative_subject and child(verb, "ccomp", "xcomp", "attr", "acomp", "prep") is None:
            return [verb.head]
    return []


def indirect_objects(verb: Token) -> list[Token]:
    """The heads of the words that name to whom: "gave *her* a book", "gave a book to *her*"."""
    found = []
    for dative in children(verb, "dative"):
        inner = child(dative, "pobj") if dative.pos_ == "ADP" else dative
        if inner is not None:
            found += conjuncts(inner)
    return found


def agent(verb: Token) -> Token | None:
    """Who does it, of a passive verb: the first noun after "by"."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def passive_agents(verb: Token) -> list[Token]:
    """The heads of the words after the "by" of a passive."""
    return [c for by in children(verb, "agent") for o in children(by, "pobj") for c in conjuncts(o)]


def opens_source(word: Token) -> bool:
    """Whether a word is the "according" of "according to", behind which stands who or what tells something."""
    return word.lower_ == "according"


def prepositional_objects(token: Token, *prepositions: str) -> list[tuple[Token, Token]]:
    """Pairs of a preposition that depends on the token and the head of what it governs.

    With `prepositions` (lower case), only those. Of two in a row ("from near Bonn") both are given, but not
    what depends on "according to".
    """
    return [
        pair
        for word, pairs in _prepositional_phrases(token)
        if not prepositions or word in prepositions
        for pair in pairs
    ]


@once_a_token
def _prepositional_phrases(token: Token) -> list[tuple[str, list[tuple[Token, Token]]]]:
    """The prepositions that depend on a token, in lower case, each with its pairs (see `prepositional_objects`)."""
    found = []
    for prep in token.children:
        if prep.dep_ in ("prep", "dative", "agent"):
            pairs = [(prep, c) for o in children(prep, "pobj") for c in conjuncts(o)]
            inner = child(prep, "prep")
            if inner is not None and not opens_source(prep):
                pairs += [(inner, c) for o in children(inner, "pobj") for c in conjuncts(o)]
            found.append((prep.lower_, pairs))
    return found


@once_a_token
def verb_group(verb: Token) -> VerbGroup:
    """The verb with its auxiliaries, and what they tell: tense, aspect, voice, modal, negation."""
    auxiliaries = [c for c in verb.children if c.dep_ in AUXILIARIES and c.i < verb.i]
    negation = child(verb, "neg")
    if not auxiliaries and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and is_verbal(verb.head):
        first = first_conjunct(verb)
        if not any(c.dep_ in SUBJECTS for c in verb.children):
            shared = [c for c in first.children if c.dep_ in AUXILIARIES and c.i < first.i]
            if first.tag_ == verb.tag_ or (verb.tag_ == "VB" and any(c.tag_ in ("MD", "TO") for c in shared)):
                auxiliaries = shared
                negation = negation or child(first, "neg")
    modal = next((a for a in auxiliaries if a.tag_ == "MD"), None)
    if modal is not None and modal.lower_ in ("'d", "’d") and modal.lemma_ == "have":
        modal = None
    has_have = any(a.lemma_ in ("have", "'ve", "’ve") and a.tag_ not in ("MD", "TO") for a in auxiliaries)
    has_be = any(a.lemma_ == "be" and a.dep_ == "aux" for a in auxiliaries)
    progressive = verb.tag_ == "VBG" and (has_be or any(a.lemma_ == "be" for a in auxiliaries))
    passive = is_passive(verb)
    if passive and any(a.tag_ == "VBG" and a.lemma_ == "be" for a in auxiliaries):
        progressive = True
    if has_have:
        aspect = "perfect_progressive" if progressive else "perfect"
    else:
        aspect = "progressive" if progressive else "simple"
    return VerbGroup(verb, tuple(auxiliaries), _tense(verb, auxiliaries, modal), aspect, passive, modal, negation)


def verb_stretch(verb: Token) -> Range:
    """A verb with its auxiliaries, negation and adverbs, as one stretch: "has been harshly criticized"."""
    if is_huge(verb):
        return verb.i, verb.i + 1
    start = verb.i
    floor = max((c.i for c in verb.lefts if c.dep_ in SUBJECTS or c.dep_ == "mark"), default=-1)
    for c in reversed(list(verb.lefts)):
        if c.i <= floor or c.dep_ == "punct":
            break
        if c.right_edge.i != start - 1:
            break
        if not _goes_with_verb(c):
            break
        if child(c, "nsubj", "nsubjpass", "expl") is not None:
            start = c.i  # a subject that parsers give to the auxiliary
            break
        start = c.left_edge.i
    end = verb.i + 1
    for c in verb.rights:
        if c.dep_ in ("prt", "neg") and c.i == end:
            end = c.i + 1
    if _follows_its_verb(verb, start):
        start = verb_stretch(verb.head)[0]
    return start, end


def _goes_with_verb(token: Token) -> bool:
    """Whether a word before a verb is of its group: an auxiliary, a negation, an adverb by itself."""
    alone = token.left_edge.i == token.right_edge.i
    return token.dep_ in _OF_A_VERB or (
        token.dep_ == "advmod" and alone and token.lower_ not in ("when", "how", "why", "where")
    )


def _follows_its_verb(verb: Token, start: int) -> bool:
    """Whether the group of a verb that begins at `start` goes on with that of the verb above: "refused to say"."""
    head = verb.head
    return (
        verb.dep_ == "xcomp"
        and head.pos_ in ("VERB", "AUX")
        and 0 < start - head.i <= 3
        and not any(verb.doc[i].is_punct for i in range(head.i, start))
        and child(head, "dobj") is None
    )


def _tense(verb: Token, auxiliaries: list[Token], modal: Token | None) -> str:
    if modal is not None:
        return "future" if modal.lower_ in _FUTURE_MODALS else "present"
    for word in (*auxiliaries, verb):
        if word.tag_ == "TO":
            return "infinitive"
        if word.tag_ == "VBD":
            return "past"
        if word.tag_ in ("VBZ", "VBP"):
            return "present"
    return "none"


def bare_noun_phrase(head: Token, clauses: bool = False) -> Range:
    """A noun with what belongs to it, from determiner to prepositional attributes.

    Relative clauses, appositions and what is coordinated are left out; `clauses` keeps the relative ones.
    `noun_phrase` keeps appositions and conjuncts as well.
    """
    if head.dep_ == "relcl" or is_verbal(head):
        return head.i, head.i + 1
    start, end = head.left_edge.i, head.i + 1
    for c in head.lefts:
        if c.dep_ in ("punct", "cc", "preconj", "mark", "advcl"):
            start = max(start, c.right_edge.i + 1)
        else:
            break
    for c in head.rights:
        if c.dep_ in ("prep", "nmod", "nummod", "case", "compound", "poss", "amod", "npadvmod") or (
            clauses and c.dep_ in ("relcl", "acl")
        ):
            end = max(end, c.right_edge.i + 1)
        elif c.dep_ != "punct" or c.text in ("”", '"', "''", "’"):
            break
    return min(start, head.i), end


def noun_phrase(head: Token, *, limit: Range | None = None, content: bool = False) -> Range:
    """The full noun phrase of a head: with its apposition and what identifies it, without asides.

    An aside is a relative clause after a comma, or what follows a dash. `limit` is the stretch of tokens
    that the phrase stays in. As `content` it takes in the clauses that parsers hang on it ("a need for us
    to go"); as a name of somebody it does not. For the noun without its apposition and its conjuncts ask
    `bare_noun_phrase`.
    """
    doc = head.doc
    if is_huge(head):
        return head.i, head.i + 1
    low, high = (0, len(doc)) if limit is None else limit
    start, end = max(head.left_edge.i, low), min(head.right_edge.i + 1, high)
    for c in head.lefts:
        if c.pos_ == "VERB" and c.dep_ in ("acl", "advcl", "amod", "relcl") and doc[c.right_edge.i + 1].text == ",":
            start = max(start, c.right_edge.i + 2)
    start = _after_setting(head, start)
    for c in head.rights:
        if c.i >= end:
            break
        first = c.left_edge.i
        comma = first > head.i + 1 and doc[first - 1].text in _SEPARATORS
        if content and not comma and c.dep_ in ("advcl", "ccomp"):
            continue
        if _is_another_clause(c, comma):
            end = min(end, first)
            break
    asides = (i for i in range(head.i + 1, end - 1) if _begins_aside(doc[i]))
    end = next((i for i in asides if not (content and _is_of_pair(doc, i, head.i, end))), end)
    return trim(doc, start, end)


def _after_setting(head: Token, start: int) -> int:
    """Where a phrase begins into which parsers draw the day or the place before it: "On Monday Ada Brenner said"."""
    doc = head.doc
    led = doc[start - 1] if start and head.pos_ == "PROPN" else None
    if led is None or led.dep_ != "prep" or child(led, "pobj", "pcomp", "prep") is not None:
        return start
    while start < head.i and (doc[start].ent_type_ in _SETTINGS or doc[start].lower_ in WEEKDAYS):
        start += 1
    return start


def _is_of_pair(doc: Doc, at: int, low: int, high: int) -> bool:
    """Whether a dash within [low, high) is one of two, so that the phrase goes on: "tolls that some -- … -- pay"."""
    dashes = [i for i in range(low + 1, high - 1) if doc[i].text in _DASHES]
    return at in dashes and len(dashes) == 2


def _is_another_clause(token: Token, after_comma: bool) -> bool:
    """Whether what hangs on a noun is a clause that does not say which one it is."""
    return (
        token.dep_ in ("ccomp", "parataxis", "dep", "advcl")
        or (after_comma and token.dep_ in ("relcl", "acl"))
        or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))
    )


def _begins_aside(token: Token) -> bool:
    """Whether a noun phrase ends before a token: a dash, a comma with an aside, a circumstance."""
    return (
        token.text in _DASHES
        or (token.text == "-" and bool(token.whitespace_) and bool(token.nbor(-1).whitespace_))
        or (token.text == "," and token.nbor(1).lower_ in _ASIDE_OPENERS)
        or (token.dep_ == "prep" and token.lower_ in _CIRCUMSTANCES)
    )


def trim(doc: Doc, start: int, end: int) -> Range:
    """A stretch of tokens without white space, commas and dashes at its edges."""
    while start < end and (doc[start].is_space or doc[start].text in _EDGE):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGE):
        end -= 1
    return start, end


def span_of(token: Token) -> Range:
    """The stretch of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


_CONTENT_EDGE = frozenset((",", ";", ":", "—", "–", "--", "-", "―"))


def trim_content(doc: Doc, start: int, end: int) -> Range:
    """Words that are said without the commas, dashes, full stop and white space at their edges; marks stay."""
    while start < end and (doc[start].is_space or doc[start].text in _CONTENT_EDGE):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _CONTENT_EDGE or doc[end - 1].text == "."):
        end -= 1
    return start, end


def subtract(ranges: list[Range], holes: list[Range]) -> list[Range]:
    """Stretches of tokens without those of `holes`."""
    for a, b in holes:
        ranges = [r for s, e in ranges for r in ((s, min(e, a)), (max(s, b), e)) if r[0] < r[1]]
    return ranges


def clause_pieces(head: Token) -> list[Range]:
    """The stretches of tokens `[start, end)` that make up a clause, in text order.

    The clause is all that depends on its head but the clauses coordinated with it, asides, what is quoted
    before the verb that reports it, a "that" at its head, and the punctuation around it.
    """
    doc, at, end = head.doc, head.left_edge.i, head.right_edge.i + 1
    pieces: list[Range] = []
    for first, last in [*sorted(_asides(head)), (end, end)]:
        if first > at:
            pieces.append((at, first))
        at = max(at, last)
    trimmed = [_trimmed_clause(doc, first, last) for first, last in pieces]
    return [(first, last) for first, last in trimmed if first < last] or [(head.i, head.i + 1)]


def _asides(head: Token) -> list[Range]:
    """The tokens below a clause's head that are not of the clause."""
    cuts = []
    kids = list(head.children)
    for index, c in enumerate(kids):
        quoted = c.dep_ == "ccomp" and c.i < head.i
        coordinated = c.dep_ == "conj" and (is_verbal(c) or is_verbal(head))
        if quoted or coordinated or c.dep_ in ("parataxis", "intj", "meta"):
            first = c.left_edge.i
            for before in reversed(kids[:index]):
                if before.dep_ not in ("cc", "punct", "preconj"):
                    break
                first = min(first, before.left_edge.i)
            cuts.append((first, c.right_edge.i + 1))
        elif (c.dep_ == "cc" and is_verbal(head)) or (c.dep_ == "mark" and c.lower_ == "that"):
            cuts.append((c.i, c.i + 1))
    return cuts


def _trimmed_clause(doc: Doc, first: int, last: int) -> Range:
    """A stretch of tokens without the punctuation at its edges, but with the marks of words quoted in it."""
    while first < last and _is_edge(doc, first, first, last):
        first += 1
    while last > first and _is_edge(doc, last - 1, first, last):
        last -= 1
    return first, last


def _is_edge(doc: Doc, index: int, first: int, last: int) -> bool:
    token = doc[index]
    if token.is_punct:
        return not _has_partner(doc, index, first, last)
    return token.is_space or token.pos_ == "CCONJ"


def _has_partner(doc: Doc, index: int, first: int, last: int) -> bool:
    """Whether a mark at the edge of a stretch of tokens opens or closes something within it."""
    if not (doc[index].is_quote or doc[index].is_bracket):
        return False
    return sum(doc[i].is_quote or doc[i].is_bracket for i in range(first, last)) % 2 == 0
