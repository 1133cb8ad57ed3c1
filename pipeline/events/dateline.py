"""The date at the head of an article or of a line, and the event that is told after it.

It stands in a dateline ("BUDAPEST, Oct. 16 (Reuters) —"), on a line of its own, or before a dash or a colon at the
head of a line, as in a chronicle ("June 2012 - The mill is closed").
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from pipeline.events.attachment import Attachment
from pipeline.language import syntax
from pipeline.language.datelines import datelines
from pipeline.language.once import text_of
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HEAD = 160
"""Characters from the beginning of a text within which a date that is a line of its own is the story's."""
_LINE_HEAD = " \t•*-–—·"
"""What may stand before the date of a line in a list."""
_TOLD_AFTER = re.compile(r"[ \t]*(?:[-–—]+|:)[ \t]+(?=\S)")
_OWN_LINE = re.compile(r"[ \t.,;:]*\n\s*")


def dateline_attachments(doc: Doc, timex: TimeExpression, in_timex: frozenset[int]) -> list[Attachment] | None:
    """What the date of a dateline dates: the main verb of the first sentence, where that has no other time.

    None where the time expression is neither in a dateline nor heads a line.
    """
    told = _told_in_line(doc, timex) if timex.date_start else None
    if told is not None:
        return [Attachment(verb, timex, "during", "dateline", "dated-line") for verb in told]
    prose = _prose_after(doc, timex)
    if timex.date_start is None or prose is None:
        return None
    begin = bisect.bisect_left(range(len(doc)), prose, key=lambda i: doc[i].idx)
    first = next((t for t in doc[begin:] if not t.is_space), None)
    if first is None:
        return []
    verb = _main_verb(doc, first)
    if verb is None or any(c.i in in_timex for c in verb.subtree if c.i >= first.i):
        return []
    return [Attachment(verb, timex, "during", "dateline", "dateline")]


def _told_in_line(doc: Doc, timex: TimeExpression) -> list[Token] | None:
    """The verbs that the first sentence of a line tells, whose date stands before a dash; None where it has no such.

    A chronicle tells what was done in the present: "June 2012 - The mill *is closed* and its owner *leaves*".
    """
    text = text_of(doc)
    if text[: timex.start].rpartition("\n")[2].strip(_LINE_HEAD):
        return None
    mark = _TOLD_AFTER.match(text, timex.end)
    if mark is None:
        return None
    begin = bisect.bisect_left(range(len(doc)), mark.end(), key=lambda i: doc[i].idx)
    root = next((t for t in doc[begin : doc[begin].sent.end] if _is_main(t, begin)), None) if begin < len(doc) else None
    told = [] if root is None else [v for v in syntax.conjuncts(root) if v.tag_ in ("VBZ", "VBP", "VBD", "VBN")]
    return told or None


def _is_main(token: Token, begin: int) -> bool:
    """Whether a token is a full verb below none that stands after `begin`."""
    return token.pos_ == "VERB" and (token.head.i == token.i or token.head.i < begin)


def _prose_after(doc: Doc, timex: TimeExpression) -> int | None:
    """Where the story begins that has the time expression in its dateline, or as a line of its own above it."""
    found = datelines(doc)
    at = bisect.bisect_right(found, timex.start, key=lambda dateline: dateline.start) - 1
    date = found[at].date if at >= 0 else None
    if date is not None and date[0] <= timex.start < date[1]:
        return found[at].prose
    if timex.start > _HEAD:
        return None
    text = text_of(doc)
    if text[: timex.start].rpartition("\n")[2].strip():
        return None
    line = _OWN_LINE.match(text, timex.end)
    return line.end() if line else None


def _main_verb(doc: Doc, first: Token) -> Token | None:
    """The verb that heads the sentence from a token on, in the past or the perfect."""
    for token in doc[first.i : first.sent.end]:
        above = token.head
        if syntax.is_verbal(token) and (above.i == token.i or above.i < first.i) and token.lemma_ != "be":
            group = syntax.verb_group(token)
            return token if group.tense == "past" or group.aspect == "perfect" else None
    return None
