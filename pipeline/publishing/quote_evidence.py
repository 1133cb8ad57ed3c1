"""Why a quote is a row: its parts marked in the text, the rule that found it and the parse it rests on."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from pipeline.quotes.quote import Quote
from pipeline.quotes.rules import rule_of

_MARKS = {"content": "[]", "cue": "{}", "speaker": "<>", "addressee": "()", "channel": "()"}
"""The brackets that stand around each part of a quote where it is shown."""


def explain(quote: Quote, doc: Doc) -> str:
    """A quote in its sentences with its parts in brackets, its rule, and the parse of those sentences.

    `doc` is the parsed article that the quote was found in.
    """
    rule = rule_of(quote.rule)
    around = _sentences(quote, doc)
    lines = [
        quote.quote_id,
        f"  {_marked(quote, doc.text, around.start_char, around.end_char)}",
        "  " + ", ".join(f"{marks[0]}{name}{marks[1]}" for name, marks in _MARKS.items()),
        f"{quote.quote_type} {quote.attitude}, confidence {quote.confidence:.2f}",
        f"rule {rule.name}: {rule.description}",
        f"  as in: {rule.example}",
        "parse",
    ]
    width = max((len(token.text) for token in around), default=0)
    for token in around:
        if not token.is_space:
            lines.append(f"  {token.text:{width}}  {token.tag_:5} {token.dep_:10} of {token.head.text}")
    return "\n".join(lines)


def _sentences(quote: Quote, doc: Doc) -> Span:
    """The sentences from the first to the last part of a quote."""
    starts = [quote.start, *(s for s in (quote.cue_start, quote.speaker_start) if s is not None)]
    ends = [quote.end, *(e for e in (quote.cue_end, quote.speaker_end) if e is not None)]
    span = doc.char_span(min(starts), max(ends), alignment_mode="expand") or doc[:]
    return doc[span[0].sent.start : span[-1].sent.end]


def _marked(quote: Quote, text: str, low: int, high: int) -> str:
    """A stretch of the article with brackets around the parts of the quote."""
    parts = [("content", f["start"], f["end"]) for f in quote.fragments]
    for name in ("cue", "speaker", "addressee", "channel"):
        start, end = getattr(quote, f"{name}_start"), getattr(quote, f"{name}_end")
        if start is not None and end is not None:
            parts.append((name, start, end))
    inserts = sorted(
        [(start, 1, _MARKS[name][0]) for name, start, _ in parts]
        + [(end, 0, _MARKS[name][1]) for name, _, end in parts]
    )
    out, at = [], low
    for position, _, bracket in inserts:
        if low <= position <= high:
            out += [text[at:position], bracket]
            at = position
    return " ".join("".join([*out, text[at:high]]).split())
