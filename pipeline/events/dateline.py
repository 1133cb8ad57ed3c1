"""The date at the head of an article and the event that the story opens with.

It stands in a dateline ("BUDAPEST, Oct. 16 (Reuters) —") or on a line of its own.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pipeline.events.attachment import Attachment
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

_HEAD = 160
"""Characters from the beginning of a text within which its dateline stands."""
_PLACE = re.compile(r"(?:^|\n)\s*[A-Z][^\n.!?;:]{0,60}[,(]?\s*(?:on\s+)?$")
_REST = re.compile(r",?\s*(?:\d{4})?\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)?\s*(?:--|[–—―_-])(?=[\s\w])")
_OWN_LINE = re.compile(r"[ \t.,;:]*\n\s*")
_CONFIDENCE = 0.5


def dateline_attachments(doc: Doc, timex: TimeExpression, in_timex: frozenset[int]) -> list[Attachment] | None:
    """What the date of a dateline dates: the main verb of the first sentence, where that has no other time.

    None where the time expression is not in a dateline.
    """
    if timex.start > _HEAD or timex.date_start is None:
        return None
    text = doc.text
    before = text[: timex.start]
    rest = _OWN_LINE.match(text, timex.end) if not before.rsplit("\n", 1)[-1].strip() else None
    if rest is None:
        rest = _REST.match(text, timex.end)
        if rest is None or _PLACE.search(before) is None or any(word.islower() for word in _words(before)):
            return None
    first = next((t for t in doc if t.idx >= rest.end() and not t.is_space), None)
    if first is None:
        return []
    verb = _main_verb(doc, first)
    if verb is None or any(c.i in in_timex for c in verb.subtree if c.i >= first.i):
        return []
    return [Attachment(verb, timex, "during", "dateline", _CONFIDENCE, "dateline")]


def _words(before: str) -> list[str]:
    """Words of the line before the date, the small ones of names apart."""
    line = before.rsplit("\n", 1)[-1]
    return [w for w in re.findall(r"[^\W\d_]+", line) if w not in ("of", "de", "la", "el", "on", "and", "the")]


def _main_verb(doc: Doc, first: Token) -> Token | None:
    """The verb that heads the sentence from a token on, in the past or the perfect."""
    for token in doc[first.i : first.sent.end]:
        above = token.head
        if syntax.is_verbal(token) and (above.i == token.i or above.i < first.i) and token.lemma_ != "be":
            group = syntax.verb_group(token)
            return token if group.tense == "past" or group.aspect == "perfect" else None
    return None
