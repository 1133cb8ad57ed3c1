"""The clause that tells whose a quotation is: before it, after it, or a name under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.syntax import FINITE, Range, child, children, is_had, noun_phrase, subject, trim, verb_stretch
from pipeline.lexicon import role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import speech_verbs
from pipeline.speech.page import SENTENCE_END, Page, without_day
from pipeline.speech.unit import Unit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_REACH = 40
"""How many tokens from the marks a cue may stand."""
_WORDS = frozenset(
    (
        "advice",
        "answer",
        "following",
        "line",
        "lines",
        "message",
        "note",
        "post",
        "question",
        "reply",
        "warning",
        "word",
    )
)
"""Nouns that announce what is said, behind "these" or "this"."""
_ONE = frozenset(("a", "one", "simple"))
_REPLIES = frozenset(("answer", "reply", "response", "retort"))
"""Nouns for what is said that "comes"."""
_STEPS = 5
"""How many words up in the parse the noun is that announces what is said."""
DASHES = frozenset(("—", "–", "―", "‒", "--", "-"))
_AFTER_SPEAKERS = frozenset(("VERB", "ADP", "SCONJ", "PUNCT"))
_ALONE = 8
"""How many words a sentence may have that only tells who said what stands before it."""
_NAME = 4
"""How many words a name may have."""
_BEFORE_FROM = 5
"""Before how many words "from" may stand that leads to a speaker: "Then there was this from Ada Brenner: …"."""
_SIGNATURE = 12
"""How many words a signature under a quotation may have, its role and place included."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What gives a quotation its speaker: the cue, its main word, the speaker and its head, each where it is known."""

    cue: Range | None = None
    word: Token | None = None
    lemma: str | None = None
    speaker: Range | None = None
    speaker_head: Token | None = None


def trail(page: Page, unit: Unit) -> Attribution | None:
    """The clause after a quotation: '…,' she said; '…,' said the minister."""
    doc, mark = page.doc, unit.last
    at = mark.end
    ends_sentence = page.last_character(mark) == "."
    if at < unit.until and doc[at].text == "Not":
        return None  # “The bridge is safe?” Not so, says the mayor
    if ends_sentence and at < unit.until and not doc[at].text[:1].islower() and not _is_only_clause(page, unit):
        return None
    stop, limit = at, _bracket_end(page, unit, min(unit.until, at + _REACH))
    while stop < limit and doc[stop].text not in SENTENCE_END and doc[stop].text not in (";", ":"):
        stop += 1
    for i in range(at, stop):
        token = doc[i]
        if token.lemma_ == "come" and (reply := _reply(token, stop)) is not None:
            return reply
        if token.lemma_ == "be" and i == at and i + 1 < stop and doc[i + 1].lower_ in ("how", "what"):
            continue  # "…," was how one nurse put it
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "relcl", "acl", "amod", "compound"):
            continue
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            continue
        cue = page.speech_cue(token)
        if cue is not None and token.tag_ == "VBG" and _is_said_later(page, token, stop):
            continue
        if cue is None or _has_content(token, at, stop) or _is_of_title(unit, token):
            return None
        return attribution(page, token, cue, at, stop)
    return _misread_trail(page, at, stop)


def _is_said_later(page: Page, participle: Token, stop: int) -> bool:
    """Whether a cue between a comma and its speaker ends the sentence: '“It fell,” and heard men yell, said Foss'."""
    later = (t for t in page.doc[participle.i + 1 : stop] if t.tag_ in FINITE and page.speech_cue(t) is not None)
    return any(t.nbor(-1).text == "," and child(t, "nsubj") is not None for t in later)


def trail_below(page: Page, unit: Unit) -> Attribution | None:
    """The clause after a quotation that a break parts from it, so that its paragraph begins small: "her son said."."""
    doc = page.doc
    if any(not t.is_space for t in doc[unit.last.end : unit.end]) or unit.paragraph + 1 >= len(page.paragraphs):
        return None
    begin, end = page.paragraphs[unit.paragraph + 1]
    if not doc[begin].text[0].islower() or any(page.mark_at[i] >= 0 for i in range(begin, end)):
        return None
    verbs = (t for t in doc[begin : min(end, begin + _ALONE)] if t.tag_ in FINITE)
    word = next(verbs, None)
    cue = page.speech_cue(word) if word is not None else None
    if word is None or cue is None or _has_content(word, begin, end):
        return None
    return attribution(page, word, cue, begin, end)


def _is_of_title(unit: Unit, verb: Token) -> bool:
    """Whether words in marks only name what a passive is of: 'his novel, “Paper Boats,” was published in May'."""
    what = child(verb, "nsubjpass")
    return what is not None and what.i < unit.first.start < what.right_edge.i


def _reply(came: Token, stop: int) -> Attribution | None:
    """The clause of “Gone,” came the reply, which names nobody."""
    noun = next((c for c in came.rights if c.dep_ == "nsubj" and c.lemma_ in _REPLIES), None)
    if noun is None or noun.i >= stop:
        return None
    return Attribution((came.i, noun.i + 1), came, noun.lemma_)


def _bracket_end(page: Page, unit: Unit, limit: int) -> int:
    """Where the bracket ends that a quotation begins: '(“I want it back,” wrote Foss (50), a mechanic) …'."""
    before = unit.before(page)
    depth = 1
    for i in range(unit.last.end, limit) if before is not None and before.text == "(" else ():
        depth += (page.doc[i].text == "(") - (page.doc[i].text == ")")
        if depth == 0:
            return i
    return limit


def _misread_trail(page: Page, at: int, stop: int) -> Attribution | None:
    """The clause of '"…," claims engineer Ann Foss', whose verb taggers take for a noun, or for its adjective."""
    doc = page.doc
    if at >= stop or doc[at].tag_ not in ("NNS", "VBN") or doc[at].lemma_ not in speech_verbs():
        return None
    end = at + 1
    while end < stop and (doc[end].pos_ in ("NOUN", "PROPN", "DET", "ADJ") or _is_adjective(doc[end])):
        end += 1
    names = [t for t in doc[at + 1 : end] if t.pos_ == "PROPN"]
    if not names:
        return None
    return Attribution((at, at + 1), doc[at], doc[at].lemma_, (at + 1, end), names[-1])


def _is_only_clause(page: Page, unit: Unit) -> bool:
    """Whether a sentence after a quotation that has ended is nothing but a cue and its subject: '"…." Mr Foss said.'"""
    doc, at = page.doc, unit.last.end
    end = next((i for i in range(at, min(unit.until, at + _ALONE)) if doc[i].text in SENTENCE_END), None)
    if end is None or page.speech_cue(doc[end - 1]) is None:
        return False
    return end + 1 < unit.until or unit.until == unit.end  # else it may as well lead the quotation after it


def lead(page: Page, unit: Unit) -> Attribution | None:
    """The clause before a quotation: She said, '…'. It may end the paragraph before, with a colon."""
    if unit.before(page) is None and (above := colon_above(page, unit.first_paragraph)) is not None:
        low, high = above
        return lead_between(page, low, high) or _from(page, low, high) or _turn(page, unit, low, high - 1)
    if unit.before(page) is None and (above := _cue_above(page, unit.first_paragraph)) is not None:
        return lead_between(page, *above)
    before = unit.before(page)
    if before is not None and before.text == ":" and (turn := _turn(page, unit, unit.begin, before.i)) is not None:
        return turn
    return lead_between(page, unit.begin, unit.first.start) or _announced(page, unit) or _named(page, unit)


def _named(page: Page, unit: Unit) -> Attribution | None:
    """A name and a colon that are all that stands before: 'Brenner: “No new taxes.”'."""
    doc, colon = page.doc, unit.before(page)
    if colon is None or colon.text != ":":
        return None
    low = max(unit.begin, page.bounds[colon.i][0])
    span = trim(doc, low, colon.i)
    words = doc[span[0] : span[1]]
    if not 0 < len(words) <= _NAME or any(t.pos_ != "PROPN" for t in words) or words[-1].ent_type_ != "PERSON":
        return None
    return Attribution((colon.i, colon.i + 1), colon, ":", span, words[-1])


def _from(page: Page, low: int, high: int) -> Attribution | None:
    """A line that only names who speaks below: "And from Ada Brenner, who leads the union:"."""
    doc = page.doc
    low = next((i + 1 for i in range(low, min(low + _BEFORE_FROM, high)) if doc[i].lower_ == "from"), low)
    words = doc[low : high - 1]
    names = [t for t in words if t.pos_ == "PROPN"]
    finite = (t for t in words if t.tag_ in FINITE and not any(a.dep_ == "relcl" for a in (t, t.head)))
    if not names or len(words) > _SIGNATURE or any(finite) or any(t.text in SENTENCE_END for t in words):
        return None
    head = next((t for t in names if t.dep_ != "compound"), names[-1])
    return Attribution(speaker=trim(doc, low, high - 1), speaker_head=head)


def _turn(page: Page, unit: Unit, begin: int, colon: int) -> Attribution | None:
    """The clause before a colon that tells what somebody did as he spoke: Brenner cut her off: “Let me finish!”"""
    doc = page.doc
    low = max(begin, page.bounds[colon][0])
    if page.last_character(unit.last) not in ".?!" or not page.text[unit.first.inner_start].isupper():
        return None
    mains = (t for t in doc[low:colon] if t.tag_ in FINITE and (t.dep_ == "ROOT" or t.head.i >= colon))
    verb = next((t for t in mains if page.mark_at[t.i] < 0), None)
    head = next((c for c in children(verb, "nsubj") if low <= c.i < verb.i), None) if verb is not None else None
    if verb is None or head is None or not _is_somebody(head):
        return None
    spoken = (t for t in doc[verb.i : colon] if page.speech_cue(t) is not None)
    later = any(t.dep_ != "relcl" or t.tag_ == "VBG" for t in spoken)
    if later or child(verb, "attr") is not None:
        return None
    return Attribution(verb_stretch(verb), verb, verb.lemma_, noun_phrase(head, limit=(low, verb.i)), head)


def _is_somebody(head: Token) -> bool:
    """Whether a subject is a person: by name, he and she, or one told of before, "the judge"."""
    is_known = head.tag_ == "NN" and any(t.lower_ == "the" for t in head.lefts)
    is_named = head.ent_type_ == "PERSON" or head.lower_ in ("he", "she", "i")
    return is_named or (is_known and role_nouns.load().kind(head.lemma_.lower()) == "person")


def _announced(page: Page, unit: Unit) -> Attribution | None:
    """The clause whose object announces the words after it: "left them these words: …", "sent the following: …"."""
    doc, at = page.doc, unit.first.start - 1
    while at > unit.begin and (doc[at].is_space or doc[at].text in (",", ":")):
        at -= 1
    noun = _announcing(doc[at], page.last_character(unit.last))
    if at < unit.begin or noun is None:
        return None
    verb = next((t for t in [*noun.ancestors][:_STEPS] if t.pos_ == "VERB"), None)
    head = subject(verb) if verb is not None else None
    if verb is None or head is None or page.mark_at[head.i] >= 0:
        return None
    return Attribution(verb_stretch(verb), verb, verb.lemma_, noun_phrase(head), head)


def _announcing(word: Token, ends_with: str) -> Token | None:
    """The noun that announces quoted words after it: "these words", "a piece of advice for them", "one message".

    A noun that points to nothing wants a whole sentence in the marks: "the board bore three words, “Closed for good.”"
    """
    noun = next((t for t in _objects_before(word) if t.lower_ == "following" or t.lemma_ in _WORDS), None)
    if noun is None or noun.dep_ not in ("dobj", "npadvmod", "pobj"):
        return None
    points = noun.lower_ == "following" or any(t.lower_ in ("these", "this", "following") for t in noun.lefts)
    counts = noun.lemma_ == "advice" or any(t.dep_ == "nummod" or t.lower_ in _ONE for t in noun.lefts)
    return noun if points or (counts and ends_with in ".?!") else None


def _objects_before(word: Token) -> Iterator[Token]:
    """The objects that end with a word: it, those it belongs to, and the one of their verb."""
    for token in [word, *word.ancestors][:_STEPS]:
        if token.pos_ == "VERB":
            what = child(token, "dobj")
            of = child(what, "prep") if what is not None else None
            yield from (t for t in (what, child(of, "pobj") if of is not None else None) if t is not None)
            return
        yield token


def colon_above(page: Page, number: int) -> Range | None:
    """The paragraph before, where it ends with a colon."""
    if number == 0:
        return None
    begin, end = page.paragraphs[number - 1]
    while end > begin and page.doc[end - 1].is_space:
        end -= 1
    return (begin, end) if end > begin and page.doc[end - 1].text == ":" else None


def _cue_above(page: Page, number: int) -> Range | None:
    """The paragraph before, where it ends with a cue and a comma: "To which she replied,"."""
    begin, end = page.paragraphs[number - 1] if number else (0, 0)
    while end > begin and page.doc[end - 1].is_space:
        end -= 1
    if end < begin + 2 or page.doc[end - 1].text != ",":
        return None
    word = page.doc[end - 2]
    return (begin, end) if word.tag_ in FINITE and page.speech_cue(word) is not None else None


def lead_between(page: Page, low: int, start: int) -> Attribution | None:
    """The clause in the tokens [low, start) that leads what stands at `start`."""
    doc = page.doc
    for i in range(start - 1, max(low, start - _REACH) - 1, -1):
        token = doc[i]
        if token.text in SENTENCE_END:
            return None
        cue = page.speech_cue(token) if token.dep_ != "amod" else None  # a muttering “old man”
        if cue is not None:
            if _has_content(token, i, start):
                return None
            begin = i
            while begin > low and doc[begin - 1].text not in SENTENCE_END:
                begin -= 1
            return attribution(page, token, cue, begin, start)
    return None


def _is_signature(words: Span) -> bool:
    """Whether words are few, and no sentence."""
    few = sum(t.is_alpha for t in words) <= _SIGNATURE
    return few and not any(t.tag_ in FINITE or t.text in SENTENCE_END for t in words)


def signature(page: Page, unit: Unit) -> Attribution | None:
    """The dash and the name that end the paragraph of a quotation: '…' — Ada Brenner, mayor of Marlow."""
    below = _signed_below(page, unit)
    if below is not None:
        return below
    doc = page.doc
    glued = doc[unit.last.end - 1].text.endswith(tuple(DASHES)) and unit.last.closed
    at = unit.last.end
    while at < unit.end and doc[at].is_space:
        at += 1
    dash = None if glued or at >= unit.end or doc[at].text not in DASHES else doc[at]
    if (dash is None and not glued) or unit.until < unit.end:
        return None
    return signed_by(page, dash, at + (dash is not None), unit.end)


def _signed_below(page: Page, unit: Unit) -> Attribution | None:
    """The dash and the name that are the next paragraph after a quotation."""
    doc = page.doc
    if unit.last.end < unit.end or unit.paragraph + 1 >= len(page.paragraphs):
        return None
    begin, end = page.paragraphs[unit.paragraph + 1]
    return signed_by(page, doc[begin], begin + 1, end) if doc[begin].text in DASHES else None


def signed_by(page: Page, dash: Token | None, low: int, high: int) -> Attribution | None:
    """The name in the tokens [low, high), where they are nothing but a signature, with its dash as the cue."""
    doc = page.doc
    speaker = trim(doc, low, high)
    words = doc[speaker[0] : speaker[1]]
    names = [t for t in words if t.pos_ == "PROPN"]
    if not names or not words[0].text[0].isupper() or not _is_signature(words):
        return None
    head = next((t for t in names if t.dep_ != "compound"), names[-1])
    if dash is None:
        return Attribution(speaker=speaker, speaker_head=head)
    return Attribution((dash.i, dash.i + 1), dash, dash.text, speaker, head)


def attribution(page: Page, verb: Token, cue: Cue, low: int, high: int) -> Attribution:
    """The cue and the speaker of a reporting clause that lies in the tokens [low, high)."""
    doc = verb.doc
    group = verb_stretch(verb)
    group = (max(group[0], low), min(group[1], high))
    head = _who(page, verb, low, high)
    if head is not None:
        limit = None
        if low <= head.i < verb.i:
            limit = (low, group[0])
        elif verb.i < head.i < high:
            limit = (group[1], high)
        speaker = _without_statement(doc, without_day(verb, noun_phrase(head, limit=limit)))
        return Attribution(group, verb, cue.lemma, speaker, head)
    span = _beside(doc, group, low, high)
    if span is None:
        return Attribution(group, verb, cue.lemma)
    nouns = [t for t in doc[span[0] : span[1]] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    head = next((t for t in nouns if not span[0] <= t.head.i < span[1]), nouns[-1] if nouns else None)
    return Attribution(group, verb, cue.lemma, span, head)


def _without_statement(doc: Doc, span: Range) -> Range:
    """The words for who speaks without in what: "said Ada Brenner, the head of security, in an e-mailed statement"."""
    start, end = span
    if ", in a" not in doc[start:end].text:
        return span
    for i in range(end - 2, start + 1, -1):
        if doc[i].lower_ == "in" and doc[i - 1].text == "," and (doc[i + 1].lower_ in ("a", "an")):
            what = child(doc[i], "pobj")
            is_channel = what is not None and what.lemma_.lower() in nouns_that("channel")
            return (start, i - 1) if is_channel else span
    return span


def _who(page: Page, verb: Token, low: int, high: int) -> Token | None:
    """The subject of a cue in its clause, where the parse has one there, or the one handed on to it."""
    quoted = quoted_one(verb) or (quoted_one(verb.head.head) if verb.dep_ == "pcomp" else None)
    if quoted is not None and low <= quoted.i < high:
        return quoted  # "…," the paper quoted her as saying: she said it
    named = [c for c in children(verb, "nsubj") if low <= c.i < high and not is_had(c, verb)]
    is_behind_comma = verb.i > 0 and verb.nbor(-1).text == ","
    own = named[-1 if is_behind_comma else 0] if named else None  # "“It fell,” smelled smoke, said Foss"
    own = with_subject(verb, is_sure=own is None) or own
    head = own or page.subject_of_main_clause(verb) or subject(verb)
    if head is None or own is not None:
        return head
    if verb.tag_ == "VBG" and page.mark_at[head.i] < 0:
        return page.sender(verb, head)
    if not low <= head.i < high and (child(verb, "nsubj") is not None or verb.i <= low + 1):
        return None  # the parse looked for the subject inside the quotation
    return head


def with_subject(verb: Token, is_sure: bool = True) -> Token | None:
    """Who speaks in a phrase with "with" that parsers tear apart: "opposed it, with a spokesman saying".

    Where they find another subject, "opposed the changes with a spokesman saying", it is a person by name or noun.
    """
    before = verb.nbor(-1) if verb.i and verb.tag_ == "VBG" else None
    if before is None or before.dep_ != "pobj" or before.head.lower_ != "with" or before.head.i > before.left_edge.i:
        return None
    is_one = is_sure or before.ent_type_ == "PERSON" or role_nouns.load().kind(before.lemma_.lower()) == "person"
    return before if is_one and (before.right_edge == before or before.right_edge.i >= verb.i) else None


def quoted_one(verb: Token) -> Token | None:
    """Who is quoted "as saying" something, of a verb of quoting."""
    if verb.lemma_ not in ("quote", "cite"):
        return None
    what = child(verb, "dobj", "nsubjpass")
    as_ = (c for h in (verb, what) if h is not None for c in h.rights if c.lower_ == "as")
    return what if any(child(c, "pcomp") is not None for c in as_) else None


def _beside(doc: Doc, group: Range, low: int, high: int) -> Range | None:
    """The words before a cue in its clause, or else those after it, where the parse has no subject."""
    span = trim(doc, low, group[0])
    if span[0] >= span[1]:
        stop = group[1]
        while stop < high and (doc[stop].pos_ not in _AFTER_SPEAKERS or _is_adjective(doc[stop])):
            stop += 1  # "insists beaten Holm"
        span = trim(doc, group[1], stop)
    return span if span[0] < span[1] else None


def _is_adjective(participle: Token) -> bool:
    """Whether a participle only describes the noun after it: "beaten captain Foss"."""
    return participle.tag_ == "VBN" and participle.dep_ in ("amod", "compound")


def _has_content(verb: Token, low: int, high: int) -> bool:
    """Whether a cue has content of its own in the tokens [low, high), so that the quotation is not it."""
    return any(
        c.dep_ in ("ccomp", "xcomp") and verb.i < c.i and low <= c.i < high and not _is_beside(c) for c in verb.rights
    )


def _is_beside(clause: Token) -> bool:
    """Whether a clause that parsers give to a cue only tells how it was said: "he told her, his voice shaking"."""
    if clause.tag_ == "VBG" and child(clause, "nsubj") is not None and child(clause, "aux") is None:
        return clause.doc[clause.left_edge.i - 1].text == ","
    return clause.tag_ == "VBN" or _is_of_topic(clause)


def _is_of_topic(clause: Token) -> bool:
    """Whether a clause belongs to the noun before it, though parsers give it to the cue: "said of people you meet"."""
    first = clause.left_edge.i
    before = clause.doc[first - 1] if first else None
    return before is not None and before.dep_ == "pobj" and before.head.lower_ in ("of", "about")
