"""A parsed article as those who look for speech read it: its marks, its paragraphs, how far a sentence reaches."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.language import layout
from pipeline.language.datelines import dateline_ranges
from pipeline.language.once import once_a_doc, text_of
from pipeline.language.quotation import MarkedSpan, marked_spans
from pipeline.language.syntax import FINITE, RELATIVES, WEEKDAYS, Range, child, is_huge, subject
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verb as entry_of
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INNER_END = " \n\t’'”\""
SENTENCE_END = frozenset((".", "?", "!", "…", "...", "...."))


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed article and what is worked out about it once.

    `all_marks` are the marked spans by start and `mark_starts` their first tokens; `marks` are the outermost
    ones, and `mark_at` tells for each token the one it stands in, or -1. `bounds` gives for each token the
    sentence around it, which ends at its paragraph's end at the latest. `datelines` are the tokens of
    "LINZ, Austria —" at the head of a paragraph, and `speakers` holds, by token, the speaker that another cue
    hands on to this one ("said …, adding …").
    """

    doc: Doc
    text: str
    all_marks: list[MarkedSpan]
    mark_starts: list[int]
    marks: list[MarkedSpan]
    mark_at: list[int]
    paragraphs: list[Range]
    bounds: list[Range]
    datelines: frozenset[int]
    speakers: Mapping[int, Token] = field(default_factory=dict)

    def knowing(self, speakers: Mapping[int, Token]) -> Page:
        """The same page, with the speakers of more cues known."""
        return dataclasses.replace(self, speakers=speakers)

    def scope(self, token: Token) -> Range:
        """How far content may reach from a cue: its sentence, and the quotation marks it stands in."""
        low, high = self.bounds[token.i]
        if self.mark_at[token.i] >= 0:
            mark = self.marks[self.mark_at[token.i]]
            if not _is_marked_cue(token, mark):
                low, high = max(low, mark.start), min(high, mark.end)
        return low, high

    def speaker(self, verb: Token) -> Token | None:
        """The head of the subject of a cue, or of what stands for it."""
        if verb.i in self.speakers:
            return self.speakers[verb.i]
        head = (
            behind_relative(verb)
            or _named_behind_and(verb)
            or self.subject_of_main_clause(verb)
            or subject(verb)
            or _after_day(verb)
            or _of_sentence(verb)
            or self._subject_before(verb)
        )
        if head is not None and head.ent_type_ == "DATE" and head.pos_ != "PRON" and verb.dep_ == "conj":
            head = subject(verb.head) or head  # "The board met, and on Tuesday, May 16, rejected it"
        if head is None:
            return None
        head = _after_time(verb, head) or _after_title(verb, head) or _before_label(head) or head
        low, _ = self.bounds[verb.i]
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
            # "quoted her as saying": she said it.
            by = verb.head.head
            return (by if by.dep_ == "dobj" else child(by, "dobj")) or head
        around = self.mark_at[head.i]
        if around >= 0 > self.mark_at[verb.i] and self.marks[around].start != head.left_edge.i:
            head = self._subject_before(verb) or head  # what somebody said is not who speaks
        head = self._after_colon(verb, head)
        if head.i in self.datelines and head.i < low:
            # "LINZ — The mayor said": the place is not the speaker.
            nouns = (t for t in self.doc[low : verb.i] if t.pos_ in ("PROPN", "NOUN", "PRON"))
            return next((t for t in nouns if not low <= t.head.i < verb.i), head)
        return _who_uses(verb, head) or self.sender(verb, head)

    def sender(self, verb: Token, head: Token) -> Token:
        """Who says it, of a participle or infinitive that hangs on what is sent: "sent a letter calling for it"."""
        document = _document(verb, head)
        return (subject(document.head) or head) if document is not None else head

    def last_character(self, mark: MarkedSpan) -> str:
        """The last character in quotation marks that is no space, nor the end of a quotation within."""
        return self.text[mark.inner_start : mark.inner_end].rstrip(_INNER_END)[-1:] or " "

    def subject_of_main_clause(self, verb: Token) -> Token | None:
        """The subject of the sentence for a participle after a comma: "The mayor opened it, saying …"."""
        before = self.doc[verb.i - 1] if verb.i else None
        if verb.tag_ != "VBG" or before is None or before.text != ",":
            return None
        if verb.dep_ not in ("acl", "advcl") and not _is_joined_to_state(verb):
            return None
        low, _ = self.bounds[verb.i]
        near = self.doc[verb.i - 2] if verb.i > 1 else verb
        if near.dep_ == "nsubj" and near.head.i > verb.right_edge.i and near.pos_ in ("NOUN", "PROPN"):
            return near  # "They fought until Foss, beginning to fear it, left"
        found, at = None, verb
        while at.head != at and at.head.i >= low and self.mark_at[at.head.i] == self.mark_at[verb.i]:
            at = at.head
            if at.pos_ in ("VERB", "AUX") and at.dep_ != "relcl":
                found = child(at, "nsubj") or found
        return found

    def _after_colon(self, verb: Token, head: Token) -> Token:
        """The subject that stands after a heading: the activists, in "Anger at police: Activists say …"."""
        if head.head != verb or head.i > verb.i or self.doc[verb.i - 1].text == ",":
            return head
        between = self.doc[head.i + 1 : verb.i]
        colon = next((t.i for t in between if t.text == ":" and self.mark_at[t.i] < 0), verb.i)
        nouns = (t for t in self.doc[colon + 1 : verb.i] if t.pos_ in ("PROPN", "NOUN", "PRON"))
        return next((t for t in nouns if not colon < t.head.i < verb.i), head)

    def _subject_before(self, verb: Token) -> Token | None:
        """The nearest subject before a verb that the parse leaves without one."""
        if verb.tag_ == "VB" and verb.dep_ != "conj":
            return None
        low, _ = self.scope(verb)
        for i in range(verb.i - 1, low - 1, -1):
            token = self.doc[i]
            if token.dep_ == "nsubj" and self.mark_at[i] == self.mark_at[verb.i] and token.head.dep_ != "relcl":
                return token
        return None

    def cue(self, token: Token) -> Cue | None:
        """The lexicon's entry of a verb that may introduce content."""
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass") or is_huge(token) or _is_label(token):
            return None
        entry = entry_of(token.lemma_.lower())
        return None if entry is not None and entry.is_phrasal and not has_particle(token, entry) else entry

    def speech_cue(self, token: Token) -> Cue | None:
        """The same of a verb whose subject may speak the words in quotation marks beside it."""
        cue = self.cue(token)
        return cue if cue is not None and "quote" in cue.attitudes else None


def _is_joined_to_state(participle: Token) -> bool:
    """Whether parsers join a participle to the state told before it: "said it was old, *joking*, “…”"."""
    state = participle.head
    is_joined = any(c.dep_ == "cc" for c in state.rights)  # "was tired and joking"
    return participle.dep_ == "conj" and state.dep_ in ("acomp", "attr") and not is_joined


def _is_label(token: Token) -> bool:
    """Whether what taggers take for a verb is a noun: "murder suspect Foss", "an author and advocate for peace"."""
    if token.dep_ == "conj" and token.tag_ in ("VB", "VBP") and token.head.pos_ == "NOUN":
        return not any(c.dep_ in ("aux", "nsubj") for c in token.lefts)
    if _is_in_title(token):
        return True
    if token.lower_ != "suspect" or token.i + 1 >= len(token.doc) or not token.i:
        return False
    return token.nbor(-1).tag_ == "NN" and token.nbor().pos_ == "PROPN"


def _is_in_title(token: Token) -> bool:
    """Whether it is a part of a name: "an Honor and Remember flag"; words behind it have small letters."""
    doc, i = token.doc, token.i
    if token.tag_ not in ("VB", "VBP") or not token.text[0].isupper() or i < 2 or i + 1 >= len(doc):
        return False
    is_joined = doc[i - 1].lower_ in ("and", "&") and doc[i - 2].text[0].isupper() and not doc[i - 2].is_sent_start
    return is_joined and doc[i - 1].text != "And" and doc[i + 1].text[0].islower()


_BLOWS = frozenset(("apart", "down", "off", "up"))
"""Particles with which a verb of striking is no speech."""


def has_particle(verb: Token, cue: Cue) -> bool:
    """Whether a verb has a particle that it needs, "laid out a plan", and none that makes another verb of it."""
    particles = cue.particles
    if not particles:  # "backed the claim", not "backed up the claim"
        if "striking" in cue.also and any(c.dep_ == "prt" and c.lower_ in _BLOWS for c in verb.rights):
            return False  # "ripped down a ball", but "blasted out a letter"
        is_plain = "worded" in cue.also or cue.attitudes.get("object") == "belief"
        return not (is_plain and any(c.dep_ == "prt" for c in verb.rights))
    return any(c.dep_ in ("prt", "advmod") and c.lower_ in particles for c in verb.rights)


def is_short_of_particle(verb: Token) -> bool:
    """Whether a verb is a cue only with a particle that it lacks: "hit a tree", "shot him"."""
    entry = entry_of(verb.lemma_.lower())
    if entry is None or not entry.particles or any(c.dep_ == "prep" and c.lower_ in entry.about for c in verb.rights):
        return False
    is_deed = "object" not in entry.attitudes or "worded" in entry.also
    return is_deed and not has_particle(verb, entry)


def _named_behind_and(verb: Token) -> Token | None:
    """Who is named right before a verb behind "and", whom parsers join to a noun: "told few details and Foss denied".

    The verb is one of two clauses, and has no subject of its own.
    """
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP") or child(verb, "nsubj", "nsubjpass") is not None:
        return None
    at = verb.i - 1
    while at > verb.head.i and verb.doc[at].tag_ == "RB":
        at -= 1
    name, first = verb.doc[at], at
    while first > verb.head.i and verb.doc[first].pos_ == "PROPN":
        first -= 1
    is_led = first < at and verb.doc[first].dep_ == "cc" and _ends_phrase(verb.doc[first - 1])
    return name if is_led and name.ent_type_ in ("PERSON", "ORG") and name.dep_ == "conj" else None


def _ends_phrase(word: Token) -> bool:
    """Whether a word before "and" ends what the first of two clauses tells: a noun, a day, a comma."""
    return word.pos_ in ("NOUN", "PUNCT") or word.ent_type_ == "DATE"


def _of_sentence(verb: Token) -> Token | None:
    """Who does what stands in a phrase before his own verb: "By way of declining to say, the mayor smiled"."""
    at = verb
    for _ in range(_NEAR if verb.tag_ == "VBG" and verb.dep_ == "pcomp" else 0):
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            who = child(at, "nsubj")
            return who if who is not None and verb.i < who.i else None
    return None


def without_day(verb: Token, span: Range) -> Range:
    """The words for who speaks without the day behind them: "The minister on Sunday said"."""
    (start, end), doc = span, verb.doc
    is_day = start < end - 2 < verb.i and doc[end - 2].lower_ == "on" and doc[end - 1].lower_ in WEEKDAYS
    return (start, end - 2) if is_day else span


def _after_day(verb: Token) -> Token | None:
    """The subject that parsers join to the day before it: "On Friday Foss & Holm said"."""
    on = next((c for c in verb.lefts if c.dep_ == "prep" and c.lower_ == "on"), None)
    name = child(on, "pobj") if on is not None else None
    first = name.left_edge if name is not None else None
    is_day = first is not None and first != name and first.lower_ in WEEKDAYS
    return name if is_day and name is not None and name.right_edge.i == verb.i - 1 else None


_OF_ADVERB = 5
"""How many tokens marks around a cue and its adverb have at most, with the marks."""


def _is_marked_cue(verb: Token, mark: MarkedSpan) -> bool:
    """Whether marks hold a cue and its adverb alone: half “strongly agree” that the bridge is safe."""
    if mark.end - mark.start > _OF_ADVERB or not mark.closed or verb.tag_ not in FINITE:
        return False
    return all(
        t == verb or t.is_punct or (t.head == verb and t.dep_ == "advmod") for t in verb.doc[mark.start : mark.end]
    )


def behind_relative(verb: Token) -> Token | None:
    """Who speaks where parsers make two subjects: the neighbors, in "Foss, who neighbors said was painting"."""
    who = [c for c in verb.lefts if c.dep_ == "nsubj"]
    return who[1] if len(who) > 1 and who[0].lower_ in RELATIVES else None


_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year"))


def _after_time(verb: Token, time: Token) -> Token | None:
    """The officials, in "Ten minutes into the meeting officials said", whom parsers join to the noun before."""
    if time.lemma_.lower() not in _UNITS or time.dep_ != "nsubj":
        return None
    into = next((c for c in time.rights if c.dep_ == "prep" and c.lower_ == "into"), None)
    name = child(into, "pobj") if into is not None else None
    is_joined = name is not None and name.i + 1 == verb.i and child(name, "compound") is not None
    return name if is_joined else None


def _after_title(verb: Token, title: Token) -> Token | None:
    """The name that parsers part from its title: Kim Holm, in "said Marlow police Const. Kim Holm"."""
    if title.i < verb.i or title.pos_ != "NOUN" or title.dep_ != "nsubj":
        return None
    name = next((c for c in verb.rights if c.dep_ == "nsubj" and c.i > title.i and c.pos_ == "PROPN"), None)
    between = title.doc[title.i + 1 : name.i] if name is not None else None
    return name if between is not None and all(t.tag_ == "NNP" for t in between) else None


def _before_label(name: Token) -> Token | None:
    """The witness, in "A witness against murder suspect Karl Holm said", of whose last words parsers make a clause."""
    first = name.left_edge.i
    label = name.doc[first - 1] if first and name.pos_ == "PROPN" else None
    is_label = label is not None and label.tag_ == "NN" and label.dep_ == "ROOT" and name.head.head == label
    return child(label, "nsubj") if label is not None and is_label else None


def words_after_time(head: Token) -> Range | None:
    """The words for those whom parsers join to a noun of time, who are named or one word."""
    time = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "into" else None
    if time is None or time.lemma_.lower() not in _UNITS or time.dep_ != "nsubj":
        return None
    start = head.i
    while head.pos_ == "PROPN" and head.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return start, head.i + 1


_NEAR = 4
"""How many steps up in the parse the verb is that governs a noun, at most."""
_NAMES = frozenset(("PERSON", "ORG", "NORP", "GPE"))


def _who_uses(verb: Token, noun: Token) -> Token | None:
    """Who speaks by a noun that is the subject of a cue by the parse alone."""
    if _is_tool(verb, noun):
        # "used the speech to attack them": the user says it.
        above = (a for a, _ in zip(noun.ancestors, range(_NEAR), strict=False) if a.pos_ in ("VERB", "AUX"))
        user = next(above, None)
        return subject(user) if user is not None else None
    # "sent a letter calling for it", "gave a speech denouncing it": the sender says it.
    document = _document(verb, noun)
    return subject(document.head) if document is not None else None


def _document(verb: Token, noun: Token) -> Token | None:
    """What is sent with the words of a participle: the noun it hangs on, or what goes to the one it hangs on.

    "Sent a letter calling for it", "sent letters to the board calling for it".
    """
    if verb.dep_ != "acl" or verb.head != noun:
        return None
    is_receiver = verb.tag_ == "VBG" and noun.dep_ == "pobj" and noun.head.lower_ == "to"
    way = noun.head.head if is_receiver else noun
    sent = way if way.dep_ == "dobj" else child(way, "dobj") if is_receiver else None
    return sent if sent is not None and _is_sent(sent) else None


def _is_sent(noun: Token) -> bool:
    """Whether a noun is of what carries somebody's words: a letter, a speech."""
    return noun.lemma_.lower() in nouns_that("document") | nouns_that("channel")


def _is_tool(verb: Token, noun: Token) -> bool:
    """Whether a noun with an infinitive is what somebody speaks by or for, and nobody who speaks."""
    used = verb.dep_ == "xcomp" and noun.dep_ == "dobj" and noun.head.lemma_ in verbs_that("using")
    held = verb.dep_ == "acl" and verb.head == noun and noun.dep_ in ("dobj", "pobj")
    if verb.tag_ != "VB" or not (used or held):
        return False
    return noun.pos_ == "NOUN" and noun.ent_type_ not in _NAMES and noun.lemma_.lower() not in nouns_that("hearer")


@once_a_doc
def page_of(doc: Doc) -> Page:
    """The page of a parsed article: mentions, times and quotes read the same one."""
    text = text_of(doc)
    all_marks = marked_spans(doc)
    marks = [m for m in all_marks if m.depth == 0]
    mark_at = [-1] * len(doc)
    for k, mark in enumerate(marks):
        for i in range(mark.start, mark.end):
            mark_at[i] = k
    paragraphs = layout.paragraphs(doc)
    datelines = dateline_ranges(doc)
    bounds = _bounds(doc, text, marks, [*paragraphs, *datelines])
    places = frozenset(i for begin, end in datelines for i in range(begin, end))
    return Page(doc, text, all_marks, [m.start for m in all_marks], marks, mark_at, paragraphs, bounds, places)


_LONGEST = 500
"""How many tokens a sentence may have; what is longer is junk, and cut."""


def _bounds(doc: Doc, text: str, marks: list[MarkedSpan], paragraphs: list[Range]) -> list[Range]:
    starts = {start for start, _ in paragraphs} | {end for _, end in paragraphs}
    starts.update(t.i for t in doc if t.is_sent_start)
    for mark in marks:
        # A quoted sentence ends a sentence, which parsers overlook.
        if mark.closed and text[mark.inner_end - 1] in ".?!" and mark.end < len(doc):
            following = doc[mark.end].text
            if following[:1].isupper() or following[:1] in '"“‘':
                starts.add(mark.end)
    inside = {i for m in marks for i in range(m.start + 1, m.end)}
    cuts = sorted(s for s in starts if s not in inside and 0 < s < len(doc))
    out: list[Range] = []
    low = 0
    for cut in [*cuts, len(doc)]:
        while low < cut:
            high = min(cut, low + _LONGEST)
            out.extend([(low, high)] * (high - low))
            low = high
    return out
