"""The date at the head of an article and the event that the story opens with.

It stands in a dateline ("BUDAPEST, Oct. 16 (Reuters) —") or on a line of its own.
"""

from __future__ import annotations

import bisect
import re

from spacy.tokens import Doc, Token

from pipeline.events.attachment import Attachment
from pipeline.language import syntax
from pipeline.language.datelines import datelines
from pipeline.language.once import text_of
from pipeline.times.time_expression import TimeExpression

_HEAD = 160
"""Characters from the beginning of a text within which a date that is a line of its own is the story's."""
_OWN_LINE = re.compile(r"[ \t.,;:]*\n\s*")


def dateline_attachments(doc: Doc, timex: TimeExpression, in_timex: frozenset[int]) -> list[Attachment] | None:
    """What the date of a dateline dates: the main verb of the first sentence, where that has no other time.

    None where the time expression is not in a dateline.
    """
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
