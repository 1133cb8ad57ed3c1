"""A date that holds over the sentences after it: "On Monday the army attacked. Tanks crossed the river."

An annotator of the whole story would date the second sentence too. It is done where the text sustains it: the
next sentences of the same paragraph tell the past as the dated one does, have no time of their own, and open
with nothing that moves the time.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from pipeline.events import triggers
from pipeline.events.attachment import Attachment
from pipeline.events.lexicon import words
from pipeline.language import syntax

_MAX_SENTENCES = 3
"""How many sentences a date holds over."""
_CONFIDENCE = 0.4
_TOLD_AS_FACT = (("past", "simple"), ("present", "perfect"), ("past", "perfect"))
_OPENING = 12
"""Characters before a time that opens its sentence ("But over the ")."""


def topic_attachments(doc: Doc, attachments: Iterable[Attachment], in_timex: frozenset[int]) -> list[Attachment]:
    """The events of sentences without a time that go on with the date of the sentence before."""
    framed: dict[int, Attachment] = {}
    for attachment in attachments:
        if _sets_topic(attachment):
            framed[attachment.trigger.sent.start] = attachment
    if not framed:
        return []
    found: list[Attachment] = []
    topic: Attachment | None = None
    held = 0
    for sentence in doc.sents:
        own = framed.get(sentence.start)
        if own is not None:
            topic, held = own, 0
        elif topic is not None:
            told = _told(topic.trigger) or ("", "")
            verb = _goes_on(sentence, told, in_timex)
            held += 1
            if verb is None or held > _MAX_SENTENCES:
                topic = None
            else:
                found += [
                    Attachment(v, topic.timex, "during", "topic", _CONFIDENCE, "topic_over_sentences")
                    for v in (verb, *_coordinated(verb, told))
                ]
        if topic is not None and "\n" in doc[sentence.end - 1].text:
            topic = None
    return found


def _sets_topic(attachment: Attachment) -> bool:
    """Whether a sentence's main verb, in the past, is dated by a date, or any of its verbs by a time put first."""
    verb, timex = attachment.trigger, attachment.timex
    if attachment.relation != "during" or attachment.basis not in ("modifier", "clause") or verb.dep_ != "ROOT":
        return False
    if timex.timex_type == "DATE" and timex.date_start is not None and _told(verb) == ("past", "simple"):
        return True
    return timex.timex_type in ("DATE", "DURATION") and _is_put_first(attachment) and _told(verb) in _TOLD_AS_FACT


def _is_put_first(attachment: Attachment) -> bool:
    """Whether the time opens its sentence: "In the past three months, stocks have fallen"."""
    words_before = attachment.timex.start - attachment.trigger.sent.start_char
    return 0 <= words_before <= _OPENING


def _goes_on(sentence: Span, told: tuple[str, str], in_timex: frozenset[int]) -> Token | None:
    """The main verb of a sentence that goes on telling in the same tense, without a time of its own."""
    root = sentence.root
    if _told(root) != told or any(token.i in in_timex for token in sentence):
        return None
    shifts = words("trigger_words")["shifting"]
    if sentence[0].lower_ in shifts or any(
        c.lower_ in shifts for c in root.children if c.dep_ in ("advmod", "prep", "mark", "cc")
    ):
        return None
    return root


def _told(verb: Token) -> tuple[str, str] | None:
    """Tense and aspect of a full verb without a modal."""
    if not triggers.is_verb(verb):
        return None
    group = syntax.verb_group(verb)
    return (group.tense, group.aspect) if group.modal is None else None


def _coordinated(verb: Token, told: tuple[str, str]) -> list[Token]:
    return [c for c in syntax.children(verb, "conj") if _told(c) == told]
