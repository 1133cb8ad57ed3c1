"""Indirect and mixed quotes: a verb and the complement that holds what is said, thought or wanted."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.language.syntax import (
    FINITE,
    FINITE_VERBS,
    Range,
    agent,
    child,
    is_passive,
    noun_phrase,
    subject,
    subtract,
    trim,
    trim_content,
    verb_stretch,
)
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.loader import items, toml
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.found import Found
from pipeline.speech.page import Page

_NO_SOURCE = frozenset(("it", "there"))
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"))
_STATES = frozenset(items(toml(__package__, "states.toml")["states"]))
_CLOSING = frozenset(('"', "”", "''", "’", "'"))


def of_verb(page: Page, verb: Token, cue: Cue) -> Found | None:
    """The quote that a cue verb introduces, by the first rule that fits."""
    if _is_order(page, verb) or _is_put_to_reader(page, verb) or _is_phrase(verb):
        return None
    for rule in (_clause, _as_clause, _infinitive, _about, _predicate, _object_with, _object, _aside, _that):
        found = rule(page, verb, cue)
        if found is not None and found.speaker is None and _is_nobodys(verb, found):
            return None
        if found is not None and found.content:
            return found
    return None


def _is_nobodys(verb: Token, found: Found) -> bool:
    """Whether an opinion without a holder is no report: "it is too early to assume that …", "knowing that …"."""
    return found.attitude in ("belief", "intention") and verb.tag_ in ("VB", "VBG") and not is_passive(verb)


def _is_order(page: Page, verb: Token) -> bool:
    """Whether a verb is an imperative of the writer's ("Imagine that …"), which reports nobody."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ == "ROOT"
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") and c.lower_ not in ("do",) for c in verb.lefts)
    )


def _is_put_to_reader(page: Page, verb: Token) -> bool:
    """Whether the writer speaks to the reader ("Do you think …?", "You might expect"), which reports nobody."""
    own = child(verb, "nsubj") if page.mark_at[verb.i] < 0 else None
    return own is not None and own.lower_ == "you"


def span_of(token: Token) -> Range:
    """The stretch of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def _make(
    page: Page,
    rule: str,
    verb: Token,
    word: Cue,
    frame: str,
    content: list[Range],
    *,
    cue: Range | None = None,
    addressee: Token | None = None,
) -> Found:
    group = cue or verb_stretch(verb)
    head = agent(verb) if is_passive(verb) else page.speaker(verb)
    if head is not None and _is_empty(head, verb):
        head = None
    first, _ = page.bounds[verb.i]
    speaker = None
    if head is not None:
        speaker = noun_phrase(head, limit=(first, len(verb.doc)) if head.i >= first else None)
    if speaker is not None and speaker[0] <= verb.i < speaker[1]:
        # The cue stands inside the phrase: "a memo saying …".
        speaker = trim(verb.doc, speaker[0], group[0])
    if speaker is None or speaker[0] >= speaker[1]:
        speaker = head = None
    low, high = page.scope(verb)
    holes = [group] + ([speaker] if speaker else [])
    pieces, following = [], None
    for s, e in content:
        s, e = max(s, low), min(e, high)
        e, following = _clip(page, verb, s, e)
        pieces.append((s, e))
    if rule in ("clause", "object") and pieces[-1][0] > verb.i:
        pieces[-1] = (pieces[-1][0], _over_colon(page, pieces[-1][1], high))
    pieces = [trim_content(verb.doc, s, e) for s, e in subtract(pieces, holes)]
    return Found(
        rule=rule,
        attitude=word.attitudes.get(frame, word.attitude),
        content=[(s, e) for s, e in pieces if s < e],
        cue=group,
        word=verb,
        lemma=word.lemma,
        speaker=speaker,
        speaker_head=head,
        addressee=addressee,
        goes_on_with=following,
    )


def _over_colon(page: Page, end: int, high: int) -> int:
    """Where content ends that a colon goes on: "said three things were true: …"."""
    doc = page.doc
    if end + 3 < high and doc[end].text == ":" and not any(m >= 0 for m in page.mark_at[end:high]):
        return high
    return end


def _is_empty(head: Token, verb: Token) -> bool:
    """Whether a subject stands for nobody: "there", and "it" in "it is said", "it seems"."""
    if head.lower_ != "it":
        return head.lower_ == "there"
    return head.dep_ == "expl" or is_passive(verb) or head.head.lemma_ in ("be", "seem", "appear", "turn")


def _clip(page: Page, verb: Token, start: int, end: int) -> tuple[int, Token | None]:
    """Where content ends at the latest, and the next cue of the same speaker if it does: "…, adding", "… and urged"."""
    doc = verb.doc
    if end <= verb.i:
        return end, None
    marks = page.mark_at
    tags = _PAST if verb.tag_ in _PAST else (verb.tag_,)
    for i in range(max(start, verb.i) + 2, end):
        token = doc[i]
        if marks[i] != marks[verb.i]:
            continue
        if doc[i - 1].text == "," and token.lower_ in _TURNS:
            return i - 1, None
        if token.lower_ == "as" and doc[i - 1].lower_ == "even" and doc[i - 2].text == ",":
            return i - 2, None
        if token.tag_ not in ("VBG", *tags):
            continue
        cue = page.cue(token)
        if cue is None or cue.attitude != "speech":
            continue
        own = child(token, "nsubj", "nsubjpass", "expl")
        if own is not None:
            turn = _another_report(verb, token, own)
            if turn is not None and turn > start:
                return turn, None
            continue
        at = i - 1
        while at > start and (doc[at].tag_ == "RB" or doc[at].text in _CLOSING):
            at -= 1
        if doc[at].dep_ == "cc" and token.tag_ in tags and token.dep_ == "conj" and child(token, "aux") is None:
            if (
                verb.tag_ not in (*FINITE_VERBS, *_PAST, "VBG")
                or child(token, "ccomp", "xcomp", "dobj", "prep") is None
            ):
                continue
        elif token.tag_ != "VBG" or not (
            doc[at].text in (",", "—", "–", "--") or doc[at].lower_ in ("before", "after", "while")
        ):
            continue
        return at, token
    return end, None


_PAST = ("VBD", "VBN")
_TURNS = frozenset(("although", "though", "compared"))
"""Words that after a comma lead back from what is said to the writer."""


def _another_report(verb: Token, token: Token, own: Token) -> int | None:
    """Where somebody else's report begins: "…, and the union said that", "…, while the union said that"."""
    if token.tag_ != verb.tag_ or child(token, "ccomp") is None or own.i > token.i:
        return None
    at = own.left_edge.i - 1
    doc = verb.doc
    if at < 1 or doc[at - 1].text != "," or not (doc[at].dep_ == "cc" or doc[at].lower_ in ("while", "as")):
        return None
    return at - 1 if token.dep_ in ("conj", "advcl") else None


def _clause(page: Page, verb: Token, cue: Cue) -> Found | None:
    if "clause" not in cue.attitudes:
        return None
    low, high = page.bounds[verb.i]
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and low <= c.i < high and not _infinitival(c)]
    after = next((c for c in clauses if c.i > verb.i), None) or _in_a_statement_that(verb, cue)
    after = after or _left_open(verb, cue)
    if after is None:
        before = [c for c in clauses if c.i < verb.i]
        told = verb.lemma_ in verbs_that("telling")
        if not before or any(c.dep_ == "xcomp" or (c.dep_ == "dobj" and not told) for c in verb.rights):
            return None
        return _preposed(page, verb, cue, before[-1])
    if _bare(after) and cue.attitude != "speech" and not _is_evidence(verb, after):
        return None
    start, end = span_of(after)
    if start < verb.i:
        # "The plan, officials say, will fail": the clause goes around its cue.
        return _make(page, "parenthetical", verb, cue, "clause", [(start, end)])
    if "small" in cue.attitudes and not any(c.dep_ in ("aux", "mark") for c in after.lefts) and after.pos_ != "VERB":
        return None
    hearer = None
    if verb.lemma_ in verbs_that("telling"):
        hearer = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < after.i), None)
        hearer = child(verb, "nsubjpass") if hearer is None and is_passive(verb) else hearer
    end = _over_coordination(page, verb, end)
    return _make(page, "clause", verb, cue, "clause", [(start, end)], addressee=hearer)


def _over_coordination(page: Page, verb: Token, end: int) -> int:
    """Where content ends with the clause after it that parsers give to its cue.

    "said it was old, but did not want it closed", "said it was old, and nobody would miss it".
    """
    doc = verb.doc
    _, high = page.scope(verb)
    at = end + 1 if end < high and doc[end].text == "," else end
    if at >= high or doc[at].dep_ != "cc":
        return end
    other = next((c for c in verb.rights if c.dep_ == "conj" and c.i > end and c.pos_ in ("VERB", "AUX")), None)
    if other is None or other.i >= high:
        return end
    first = next((c for c in other.lefts if c.dep_ in ("aux", "auxpass")), other)
    own = child(other, "nsubj", "nsubjpass", "expl")
    if own is not None:
        moved = verb.tag_ == "VBD" and first.lower_ in ("would", "could", "might", "had")
        goes_on = moved and own.left_edge.i == at + 1
    else:
        cue = page.cue(other)
        goes_on = first.i == at + 1 and first != other and (cue is None or cue.attitude != "speech")
    return min(other.right_edge.i + 1, high) if goes_on else end


def _is_phrase(verb: Token) -> bool:
    """Whether a cue tells what nobody says: "without saying", "it is fair to say", "having said that"."""
    doc, i = verb.doc, verb.i
    if i < 2:
        return False
    before = doc[i - 1].lower_
    if before == "without":
        return verb.tag_ == "VBG"
    if verb.lemma_ != "say":
        return False
    if before == "to":
        return doc[i - 2].lower_ in ("fair", "safe", "needless", "suffice", "is")
    return before in ("having", "that") and doc[i + 1 : i + 3].text.startswith(("that,", ","))


def _is_evidence(verb: Token, clause: Token) -> bool:
    """Whether a poll or a study shows what a clause without a finite verb tells: "the poll shows them leading"."""
    source = subject(verb)
    return clause.tag_ == "VBG" and source is not None and source.lemma_.lower() in nouns_that("evidence")


def _left_open(verb: Token, cue: Cue) -> Token | None:
    """The clause of "has not said when it would open", which parsers take for a time."""
    if cue.attitude != "speech" or "quote" not in cue.attitudes:
        return None
    clause = child(verb, "advcl")
    if clause is None or clause.left_edge.lower_ not in ("when", "where", "if"):
        return None
    start, end = verb_stretch(verb)
    denied = any(t.dep_ == "neg" for t in verb.doc[start:end])
    return clause if denied and clause.left_edge.i == end else None


def _in_a_statement_that(verb: Token, cue: Cue) -> Token | None:
    """The clause of "said in a statement that …", which parsers give to the statement."""
    for preposition in verb.rights:
        noun = child(preposition, "pobj") if preposition.dep_ == "prep" else None
        if noun is None or "quote" not in cue.attitudes or noun.lemma_.lower() not in nouns_that("channel"):
            continue
        for c in noun.rights:
            if c.dep_ in ("acl", "ccomp", "relcl") and c.left_edge.tag_ == "IN" and c.left_edge.lower_ == "that":
                return c
    return None


def _as_clause(page: Page, verb: Token, cue: Cue) -> Found | None:
    """ "As the minister pointed out, it rains": the rest of the sentence is what is said."""
    mark = next((c for c in verb.lefts if c.lower_ == "as" and c.dep_ in ("mark", "advmod")), None)
    if (
        mark is None
        or verb.tag_ not in (*FINITE_VERBS, "VBN")
        or child(verb, "ccomp", "xcomp", "acomp", "attr") is not None
    ):
        return None
    own = child(verb, "nsubj")
    if own is None or own.lower_ in _NO_SOURCE or not {"clause", "quote"} <= set(cue.attitudes):
        return None
    what = child(verb, "dobj")
    if what is not None and what.lower_ not in ("it", "that") and verb.lemma_ not in verbs_that("telling"):
        return None
    doc = verb.doc
    low, high = page.bounds[verb.i]
    start, end = mark.i, verb.right_edge.i + 1
    before = doc[start - 1].text if start > low else None
    after = doc[end].text if end < high else None
    if before not in (None, ",", "—", "–", "--", "(") or (before is None and after not in (",", ":")):
        return None
    return _make(page, "as-clause", verb, cue, "clause", [(low, start), (end, high)])


def _preposed(page: Page, verb: Token, cue: Cue, clause: Token) -> Found | None:
    start, end = span_of(clause)
    own = child(verb, "nsubj", "nsubjpass")
    group = verb_stretch(verb)
    first = min(group[0], own.left_edge.i if own is not None else group[0])
    before = verb.doc[first - 1].text if first else ""
    if before in (";", "-", "(", ":") or (own is not None and own.tag_ in ("WP", "WDT")):
        return None
    if verb.dep_ == "ROOT" and (before in (",", "—", "–", "--") or before[-1:] in "\"”'’?!"):
        # What opens the sentence ("But", "In May") belongs to what is said.
        start = page.bounds[verb.i][0]
    content = [(start, min(end, first) if end < verb.i else first)]
    resumed = _resumption(page, verb, own, group)
    if end > verb.i:
        content.append((verb.i + 1, end))
    elif verb.dep_ == "ROOT" and resumed is not None:
        content.append(resumed)
    return _make(page, "preposed", verb, cue, "clause", content)


def _resumption(page: Page, verb: Token, own: Token | None, group: Range) -> Range | None:
    """Where what is said goes on after a cue in its midst: "It rained, they said, as if it would never stop"."""
    doc = verb.doc
    _, high = page.bounds[verb.i]
    end = max(group[1], noun_phrase(own)[1] if own is not None else 0)
    for c in verb.rights:
        if c.dep_ in ("prep", "npadvmod", "advmod", "dative", "dobj") and c.left_edge.i == end:
            end = min(c.right_edge.i + 1, high)
    if end + 2 >= high or doc[end].text != "," or (own is not None and own.right_edge.i > end):
        return None
    following = doc[end + 1]
    if following.tag_ in ("VBG", "WP", "WDT", "WRB") or page.mark_at[following.i] >= 0:
        return None
    return end + 1, high


def _bare(clause: Token) -> bool:
    """Whether a clause has no finite verb: "saw them fall", "found himself playing"."""
    if clause.tag_ in FINITE_VERBS or clause.pos_ not in ("VERB", "AUX"):
        return False
    return not any(c.dep_ in ("aux", "auxpass", "mark") or c.tag_ in ("WP", "WRB", "WDT") for c in clause.lefts)


def _infinitival(clause: Token) -> bool:
    return clause.tag_ in ("VB", "VBN") and any(c.tag_ == "TO" for c in clause.lefts)


def _that(page: Page, verb: Token, cue: Cue) -> Found | None:
    """What follows "that" up to the sentence's end, where the parse has lost the clause."""
    if not {"clause", "quote"} <= set(cue.attitudes) or verb.tag_ == "VB":
        return None
    doc = verb.doc
    _, high = page.scope(verb)
    at = verb.i + 1
    if verb.lemma_ in verbs_that("telling"):
        hearer = child(verb, "dobj", "dative")
        at = hearer.i + 1 if hearer is not None and hearer.i > verb.i else at
    while at < high and doc[at].tag_ in ("RB", "RP"):
        at += 1
    hearer = child(doc[at], "pobj") if at < high and doc[at].dep_ in ("prep", "dative") else None
    if hearer is not None and hearer.i + 1 < high and doc[hearer.i + 1].lower_ == "that":
        at = hearer.i + 1  # "shouted to the crowd that …"
    opens = at < high and (doc[at].lower_ == "that" or (at > verb.i + 1 and doc[at].tag_ == "PRP"))
    if not opens or not any(t.tag_ in FINITE for t in doc[at + 1 : high]):
        return None
    return _make(page, "clause", verb, cue, "clause", [(at, high)])


def _infinitive(page: Page, verb: Token, cue: Cue) -> Found | None:
    clause = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _infinitival(c)), None)
    if clause is None or any(c.dep_ == "prep" and c.i < clause.i and c.lower_ in cue.about for c in verb.rights):
        return None
    start, end = span_of(clause)
    own = child(verb, "nsubj")
    if "raising" in cue.attitudes and own is not None:
        # "They seem to agree": nobody says so.
        content = [(noun_phrase(own)), (start, end)]
        found = _make(page, "raising", verb, cue, "raising", content)
        found.speaker = found.speaker_head = None
        found.content = [r for r in (trim_content(verb.doc, *c) for c in content) if r[0] < r[1]]
        return found
    if _says_itself(page, clause, cue):
        return None
    doer = child(clause, "nsubj")
    patient = next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < clause.i), None)
    if is_passive(verb):
        if cue.lemma == "suppose" or cue.attitudes.get("object-to", cue.attitudes.get("clause", "other")) == "other":
            return None  # "is supposed to open" tells a duty
        passive = child(verb, "nsubjpass") or (subject(verb) if verb.dep_ == "conj" else None)
        content = [noun_phrase(passive)] if passive is not None else []
        return _make(page, "passive-infinitive", verb, cue, "object-to", [*content, (start, end)])
    if doer is not None or patient is not None:
        if "object-to" not in cue.attitudes:
            return None
        if cue.attitudes["object-to"] == "speech":
            to = next(c for c in clause.lefts if c.tag_ == "TO" or c.dep_ == "neg")
            return _make(page, "object-infinitive", verb, cue, "object-to", [(to.i, end)], addressee=doer or patient)
        start = patient.left_edge.i if patient is not None else start
        return _make(page, "object-infinitive", verb, cue, "object-to", [(start, end)])
    if "to" in cue.attitudes:
        return _make(page, "infinitive", verb, cue, "to", [(start, end)])
    return None


def _says_itself(page: Page, clause: Token, cue: Cue) -> bool:
    """Whether an infinitive is the real cue: in "declined to say when", what matters comes after "say"."""
    inner = page.cue(clause)
    if inner is None or inner.attitude != "speech":
        return False
    if cue.attitudes.get("to") != "intention" and cue.lemma not in ("refuse", "decline"):
        return False
    return of_verb(page, clause, inner) is not None


def _predicate(page: Page, verb: Token, cue: Cue) -> Found | None:
    """What somebody calls something: "calling it a failure", "described it as a failure"."""
    what = child(verb, "dobj")
    passive = child(verb, "nsubjpass")
    if "object-as" in cue.attitudes:
        as_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_ is None and what is not None:
            as_ = next((c for c in what.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
        if as_ is not None and what is not None and what.i < as_.i:
            end = max(noun_phrase(what)[1], _end_of_phrase(as_))
            return _make(page, "object-as", verb, cue, "object-as", [(what.left_edge.i, end)])
        if as_ is not None and passive is not None:
            content = [noun_phrase(passive), (as_.i, _end_of_phrase(as_))]
            return _make(page, "object-as", verb, cue, "object-as", content)
    if "small" in cue.attitudes:
        return _small_clause(page, verb, cue, what, passive)
    return None


def _small_clause(page: Page, verb: Token, cue: Cue, what: Token | None, passive: Token | None) -> Found | None:
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "csubjpass", "nsubj") and agent(verb) is None:
        return None  # "a club called Nightjar"
    parts = [c for c in verb.rights if c.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp")]
    if cue.lemma == "find" and _is_discovery(parts, what):
        return None
    if parts and passive is not None:
        return _make(page, "predicate", verb, cue, "small", [noun_phrase(passive), span_of(parts[-1])])
    marked = any(page.mark_at[i] >= 0 for i in (c.i for c in parts)) and page.mark_at[verb.i] < 0
    if len(parts) == 1 and what is None and parts[0].pos_ == "PROPN" and not marked:
        return None
    if what is not None and what.i > verb.i:
        parts.append(what)
    parts += [c for c in verb.rights if c.dep_ == "dative" and parts]
    if not parts:
        return None
    start, end = min(c.left_edge.i for c in parts), max(c.right_edge.i for c in parts) + 1
    if what is not None and parts == [what]:
        # Parsers take "a gift" in "called the bridge a gift" for an apposition, or lose it.
        named = next((c for c in what.rights if c.dep_ == "appos" and verb.doc[c.left_edge.i - 1].text != ","), None)
        follows = end < page.scope(verb)[1] and page.mark_at[end] >= 0 and page.mark_at[end - 1] < 0
        if follows:
            end = page.marks[page.mark_at[end]].end
        elif named is None:
            return None
    return _make(page, "predicate", verb, cue, "small", [(start, end)])


def _is_discovery(parts: list[Token], what: Token | None) -> bool:
    """Whether "find" tells what was come upon, not what was thought of it: "was found alive", "found himself alone"."""
    patients = [what, *(subject(part) for part in parts)]
    if any(patient is not None and patient.lower_ in _REFLEXIVES for patient in patients):
        return True
    return any(part.tag_ == "VBG" or part.lower_ in _STATES for part in parts)


def _end_of_phrase(preposition: Token) -> int:
    target = child(preposition, "pobj")
    return noun_phrase(target, content=True)[1] if target is not None else preposition.right_edge.i + 1


def _object_with(page: Page, verb: Token, cue: Cue) -> Found | None:
    if not cue.object_with:
        return None
    what = child(verb, "dobj")
    with_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cue.object_with), None)
    if with_ is None and what is not None and "object" not in cue.attitudes:
        with_ = next((c for c in what.rights if c.dep_ == "prep" and c.lower_ in cue.object_with), None)
    if with_ is None:
        return None
    if what is not None and what.i < with_.i:
        content = [(what.left_edge.i, _end_of_phrase(with_))]
        return _make(page, "object-with", verb, cue, "object-with", content)
    passive = child(verb, "nsubjpass")
    if passive is not None:
        content = [noun_phrase(passive), (with_.i, _end_of_phrase(with_))]
        return _make(page, "passive", verb, cue, "object-with", content)
    return None


_MANNERS = frozenset(("principle", "detail", "part", "public", "private", "person", "return", "advance", "kind"))
"""Words that with a preposition tell how something is said."""


def _about(page: Page, verb: Token, cue: Cue) -> Found | None:
    if not cue.about or child(verb, "dobj", "oprd") is not None or (is_passive(verb) and "asking" not in cue.also):
        return None
    start, end = verb_stretch(verb)
    for c in verb.rights:
        mark = child(c, "mark") if c.dep_ in ("advcl", "ccomp", "xcomp") and _infinitival(c) else None
        if mark is not None and mark.lower_ in cue.about:
            # "called for them to stop", which parsers take for a clause.
            content = (mark.i + 1, c.right_edge.i + 1)
            return _make(page, "about", verb, cue, "about", [content], cue=(start, max(end, mark.i + 1)))
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cue.about), None)
    if prep is None and cue.lemma in ("speak", "talk"):
        prep = _topic_of_hearer(verb)
    what = child(prep, "pobj", "pcomp") if prep is not None else None
    if prep is None or what is None:
        return None
    is_quoted = page.mark_at[what.i] != page.mark_at[verb.i]
    if (what.ent_type_ in ("DATE", "TIME") and not is_quoted) or what.lower_ in _MANNERS:
        return None  # "spoke for an hour", "agreed in principle"; but 'warned of "a long summer"'
    if (
        verb.tag_ == "VB"
        and verb.dep_ in ("acl", "advcl", "xcomp")
        and cue.attitude == "speech"
        and subject(verb) is None
    ):
        return None
    if what.dep_ == "pcomp" and what.tag_ == "VBG":
        return _make(page, "about", verb, cue, "about", [(prep.i, what.right_edge.i + 1)])
    content = noun_phrase(what, content=True) if what.dep_ == "pobj" else span_of(what)
    for c in verb.rights:
        # "called for them to stop": the infinitive belongs to the object.
        if c.left_edge.i == content[1] and (_infinitival(c) or c.lower_ == "as"):
            content = (content[0], c.right_edge.i + 1)
    group = (start, prep.i + 1) if prep.i == end else (start, end)
    return _make(page, "about", verb, cue, "about", [content], cue=group)


def _topic_of_hearer(verb: Token) -> Token | None:
    """The "about" that parsers give to those spoken to: "spoke with reporters about the bridge"."""
    for c in verb.rights:
        hearer = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("to", "with") else None
        if hearer is not None:
            return next((p for p in hearer.rights if p.dep_ == "prep" and p.lower_ == "about"), None)
    return None


def _object(page: Page, verb: Token, cue: Cue) -> Found | None:
    if "gerund" in cue.attitudes:
        clause = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"), None)
        if clause is not None:
            return _make(page, "gerund", verb, cue, "gerund", [span_of(clause)])
    if "object" not in cue.attitudes or _is_quoted_as_saying(verb):
        return None
    what = child(verb, "dobj")
    if what is not None and _is_set_off(verb, what):
        return None
    if cue.lemma in ("point", "spell") and child(verb, "prt") is None:
        return None
    empty = what is None or what.tag_ in ("WP", "WDT") or what.lower_ in _REFLEXIVES or what.lower_ == "that"
    if what is not None and what.i > verb.i and not empty:
        return _make(page, "object", verb, cue, "object", [_with_phrases(verb, noun_phrase(what, content=True))])
    if what is not None and what.i < verb.i and verb.dep_ == "relcl":
        return _make(page, "object", verb, cue, "object", [span_of(what)])
    passive = child(verb, "nsubjpass")
    if passive is not None and agent(verb) is not None:
        return _make(page, "passive", verb, cue, "object", [noun_phrase(passive)])
    return None


_NOUN_PREPOSITIONS = frozenset(
    ("of", "from", "for", "about", "like", "between", "against", "without", "toward", "towards", "over", "as",
     "including", "on", "in")
)  # fmt: skip
"""Prepositions after an object that mostly belong to it, though parsers give them to the verb."""


def _with_phrases(verb: Token, content: Range) -> Range:
    """An object with the phrases right after it."""
    start, end = content
    for c in verb.rights:
        if c.left_edge.i != end:
            continue
        if _infinitival(c) and child(c, "mark") is not None:
            end = c.right_edge.i + 1
        elif c.dep_ == "prep" and c.lower_ in _NOUN_PREPOSITIONS:
            target = child(c, "pobj")
            if child(c, "pcomp") is not None:
                end = c.right_edge.i + 1
                continue
            if target is None or target.ent_type_ in ("DATE", "TIME"):
                break
            end = max(noun_phrase(target)[1], end)
        else:
            break
    return start, end


def _is_set_off(verb: Token, what: Token) -> bool:
    """Whether commas part a reporting clause from the words before and after: "It rose, he said Friday, a record"."""
    own = child(verb, "nsubj")
    edges = (what.left_edge.i, own.left_edge.i) if own is not None and own.i < verb.i < what.i else ()
    return bool(edges) and all(i > 0 and verb.doc[i - 1].text == "," for i in edges)


def _is_quoted_as_saying(verb: Token) -> bool:
    """Whether another cue holds what somebody is quoted with: "quoted her as saying that it rained"."""
    if verb.lemma_ not in ("quote", "cite"):
        return False
    what = child(verb, "dobj")
    as_ = next((c for h in (verb, what) if h is not None for c in h.rights if c.lower_ == "as"), None)
    said = child(as_, "pcomp") if as_ is not None else None
    return said is not None and child(said, "ccomp") is not None


def _aside(page: Page, verb: Token, cue: Cue) -> Found | None:
    """A cue with a subject and no complement, set off by commas: the rest of the sentence is said."""
    if "clause" not in cue.attitudes or "quote" not in cue.attitudes or verb.tag_ not in FINITE_VERBS:
        return None
    own = child(verb, "nsubj")
    if own is None or _is_empty(own, verb) or own.tag_ in ("WP", "WDT") or own.lower_ == "you":
        return None
    if child(verb, "dobj", "xcomp", "ccomp", "acomp", "attr", "oprd") is not None:
        return None
    doc = verb.doc
    low, high = page.bounds[verb.i]
    group = verb_stretch(verb)
    start, end = min(own.left_edge.i, group[0]), max(noun_phrase(own)[1], group[1])
    if start <= low or doc[start - 1].text != ",":
        return None
    for c in verb.rights:
        if c.dep_ in ("prep", "npadvmod", "advmod", "advcl", "dative") and c.left_edge.i == end:
            end = min(c.right_edge.i + 1, high)
    content = [(low, start)]
    if end < high and doc[end].text == "," and own.right_edge.i <= end:
        content.append((end, high))
    elif doc[low].tag_ in ("VBN", "VBG") or doc[low].lower_ in ("when", "if", "while", "after", "as"):
        return None  # "Asked about it, she smiled"
    return _make(page, "aside", verb, cue, "clause", content)
