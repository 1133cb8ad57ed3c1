"""A date that holds over the sentences after it: "On Monday the army attacked. Tanks crossed the river."

An annotator of the whole story would date the second sentence too. It is done where the text sustains it: the
next sentences tell the past as the dated one does, have no time of their own, and open with nothing that moves
the time. A day holds into the next paragraph at most, a longer time to the end of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.attachment import Attachment
from pipeline.events.figures import is_of_figures, looks_back
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")

_OWN_TIMES = frozenset(("life", "appointment", "award", "culture"))
"""Types told of as background: they have times of their own."""
_MAX_SENTENCES = 2
"""How many sentences a date holds over."""
_DAYS = frozenset(("day", "part_of_day", "hour", "minute", "second", "weekend"))
_LONG = frozenset(("half", "season", "year", "decade", "century"))
"""What is told after such a time is seldom of it, but for the figures of a period."""
_TOLD_AS_FACT = (("past", "simple"), ("present", "perfect"), ("past", "perfect"))
_OPENING = 12
"""Characters before a time that opens its sentence ("But over the ")."""


def topic_attachments(
    doc: Doc, attachments: Iterable[Attachment], in_timex: frozenset[int], sentence_of: Sequence[int]
) -> list[Attachment]:
    """The events of sentences without a time that go on with the date of the sentence before.

    `sentence_of` has the number of the sentence of each token.
    """
    framed: dict[int, list[Attachment]] = {}
    for attachment in attachments:
        if _may_set_topic(attachment):
            framed.setdefault(sentence_of[attachment.trigger.i], []).append(attachment)
    if not framed:
        return []
    found: list[Attachment] = []
    topic: Attachment | None = None
    held = paragraphs = 0
    for sentence in doc.sents:
        candidates = framed.get(sentence_of[sentence.start], ())
        own = next((a for a in candidates if _sets_topic(a, sentence)), None)
        if own is not None:
            topic, held, paragraphs = own, 0, 0
        elif topic is not None:
            told = _told(_main_verb(topic)) or ("", "")
            verb = _goes_on(sentence, told, topic.timex, in_timex)
            held += 1
            if verb is None or held > _MAX_SENTENCES:
                topic = None
            else:
                found += [
                    Attachment(v, topic.timex, "during", "topic", "topic-over-sentences")
                    for v in (verb, *_coordinated(verb, told))
                ]
        if topic is not None and "\n" in doc[sentence.end - 1].text:
            if paragraphs or topic.timex.granularity not in _DAYS:
                topic = None
            paragraphs += 1
    return found


def _may_set_topic(attachment: Attachment) -> bool:
    """Whether it dates the main verb of its sentence."""
    return (
        attachment.relation == "during"
        and attachment.basis in ("modifier", "clause")
        and _main_verb(attachment).dep_ == "ROOT"
        and attachment.trigger.lemma_ not in verbs_that("state")
        and not looks_back(attachment)
    )


def _main_verb(attachment: Attachment) -> Token:
    """The verb that has a time, which may say nothing without its noun: "*staged* a coup on Monday"."""
    trigger = attachment.trigger
    return trigger.head if attachment.rule == "noun-of-light-verb" else trigger


def _sets_topic(attachment: Attachment, sentence: Span) -> bool:
    """Whether the verb is in the past and has a date, or tells a fact and has a time put first.

    Put first is a time that opens its sentence: "In the past three months, stocks have fallen".
    """
    timex, told = attachment.timex, _told(_main_verb(attachment))
    if timex.granularity in _LONG and not is_of_figures(attachment.trigger):
        return False  # "Solt moved to Oslo in 2001. He opened a shop"
    if timex.timex_type == "DATE" and timex.date_start is not None and told == ("past", "simple"):
        return True
    is_put_first = 0 <= timex.start - sentence.start_char <= _OPENING
    return timex.timex_type in ("DATE", "DURATION") and is_put_first and told in _TOLD_AS_FACT


def _goes_on(sentence: Span, told: tuple[str, str], timex: TimeExpression, in_timex: frozenset[int]) -> Token | None:
    """The main verb of a sentence that goes on telling in the same tense, without a time of its own."""
    root = sentence.root
    if not _is_same_affair(root, sentence):
        return None
    if root.lemma_ in verbs_that("state") or (
        root.lemma_ in verbs_that("dated-saying") and timex.granularity not in _DAYS
    ):
        return None
    if root.lemma_ in verbs_that("mere-saying"):
        return None  # "Police said the road was open." is no happening
    if _told(root) != told or any(token.i in in_timex for token in sentence):
        return None
    shifts = _TRIGGER_WORDS["shifting"]
    if sentence[0].lower_ in shifts or any(
        c.lower_ in shifts for c in root.children if c.dep_ in ("advmod", "prep", "mark", "cc")
    ):
        return None
    return root


def _is_same_affair(verb: Token, sentence: Span) -> bool:
    """Whether a sentence goes on with what the one before told: no step of a life, nobody whom it did not name.

    "The bridge opened on Monday. *Rome* defeated Carthage." leaves Rome open.
    """
    sense = sense_of_verb(verb)
    if sense is None or sense.event_type in _OWN_TIMES or sentence.start == 0 or _is_upbringing(verb):
        return False
    before = verb.doc[sentence.start - 1].sent
    while before.start > 0 and not any(t.is_alpha for t in before):
        before = verb.doc[before.start - 1].sent
    named = {t.lower_ for t in before if t.pos_ == "PROPN"}
    return all(s.pos_ != "PROPN" or s.lower_ in named for s in syntax.subjects(verb))


def _is_upbringing(verb: Token) -> bool:
    """Whether a verb tells how somebody grew up: "Her father *was brought up* by a baker"."""
    is_up = any(c.lower_ == "up" for c in syntax.children(verb, "prt"))
    is_raised = verb.lemma_ in ("educate", "raise", "rear") or (verb.lemma_ == "bring" and is_up)
    return (is_raised and syntax.is_passive(verb)) or (verb.lemma_ == "grow" and is_up)


def _told(verb: Token) -> tuple[str, str] | None:
    """Tense and aspect of a full verb without a modal."""
    if not triggers.is_verb(verb):
        return None
    group = syntax.verb_group(verb)
    return (group.tense, group.aspect) if group.modal is None else None


def _coordinated(verb: Token, told: tuple[str, str]) -> list[Token]:
    return [c for c in syntax.children(verb, "conj") if _told(c) == told]
