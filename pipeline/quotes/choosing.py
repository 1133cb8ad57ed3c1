"""Which of the quotes that rules find are rows: none that repeats another, and quotations with what they go on from."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.guard import guarded
from pipeline.language.syntax import trim_content
from pipeline.quotes.found import Found
from pipeline.speech.page import Page


def over_marks(page: Page, found: Found) -> Found:
    """Content that holds a part of what stands in marks holds all of it."""
    cue = found.cue or (0, 0)
    content = []
    for start, end in found.content:
        for i in (start, end - 1):
            mark = page.marks[page.mark_at[i]] if page.mark_at[i] >= 0 else None
            if mark is not None and mark.closed and not (mark.start < cue[1] and cue[0] < mark.end):
                start, end = min(start, mark.start), max(end, mark.end)
        content.append((start, end))
    return found.saying(content)


def choose(page: Page, quoted: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    """Without what repeats another: the same content by two cues, or words of a direct quote."""
    quoted, others = _joined(page, quoted, others)
    kept = list(quoted)
    spans = {tuple(found.content) for found in quoted}
    owner = [-1] * len(page.doc)
    for k, found in enumerate(quoted):
        for start, end in found.content:
            owner[start:end] = [k] * (end - start)
    for found in others:
        with guarded(found.rule.name, *found.span(page.doc)):
            if found.cue is not None and owner[found.cue[0]] < 0:
                whole = _with_quotes_in(found, quoted, owner)
                if whole is not None:
                    kept.append(whole)
                    continue
                found = _before_quotes(found, quoted, owner)
                if 2 * sum(owner[i] >= 0 for s, e in found.content for i in range(s, e)) > found.size():
                    continue
            if tuple(found.content) not in spans:
                spans.add(tuple(found.content))
                kept.append(found)
    return sorted(kept, key=lambda f: (f.content[0][0], -f.content[-1][1]))


def _with_quotes_in(found: Found, quoted: Sequence[Found], owner: list[int]) -> Found | None:
    """A report with all of a direct quote that is a part of what is reported: "She said he replied, '…'"."""
    if found.word is None or not found.rule.takes_in:
        return None
    start, end = found.content[-1]
    for k in dict.fromkeys(owner[start:end]):
        quote = quoted[k] if k >= 0 else None
        if quote is None or quote.word is None or not start <= quote.word.i < end:
            continue
        at = quote.word
        while at.dep_ in ("ccomp", "xcomp", "pcomp", "prep", "relcl") and at.head.i > found.word.i:
            at = at.head
        if at.dep_ in ("ccomp", "xcomp") and at.head == found.word:
            return found.saying([*found.content[:-1], (start, max(end, quote.content[-1][1]))])
    return None


def _before_quotes(found: Found, quoted: Sequence[Found], owner: list[int]) -> Found:
    """A report that ends before a direct quote with a cue of its own: "said it rained, and replied, '…'"."""
    start, end = found.content[-1]
    for k in dict.fromkeys(owner[start:end]):
        quote = quoted[k] if k >= 0 else None
        if quote is None or quote.cue is None or not start < quote.cue[0] < end:
            continue
        cut = min(quote.cue[0], quote.content[0][0], quote.speaker[0] if quote.speaker else quote.cue[0])
        if start < cut < end and quote.word is not None and found.cue is not None and found.cue[1] <= start:
            start, end = trim_content(quote.word.doc, start, cut)
    return found.saying([*found.content[:-1], (start, end)])


def _joined(page: Page, quoted: Sequence[Found], others: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Floating quotations made part of the mixed quote that they follow: 'It is "bad," she said. "Awful."'."""
    hosts = {found.ends(): k for k, found in enumerate(others) if _can_host(page, found)}
    joined, kept = list(others), []
    for found in quoted:
        host = hosts.get(_end_before(page, found.content[0][0])) if found.rule.floats else None
        if host is not None and joined[host].content[-1][1] < found.content[0][0]:
            joined[host] = joined[host].saying([*joined[host].content, *found.content])
        elif found.speaker is not None or not found.rule.floats or _is_paragraph(page, found):
            kept.append(found)
    return kept, joined


def _is_paragraph(page: Page, found: Found) -> bool:
    """Whether a quotation is all of its paragraph, so that it is speech whoever speaks."""
    return (found.content[0][0], found.content[-1][1]) in page.paragraphs


def _can_host(page: Page, found: Found) -> bool:
    if found.cue is None or not found.rule.hosts:
        return False
    return not any(t.dep_ == "neg" for t in page.doc[slice(*found.cue)])


def _end_before(page: Page, at: int) -> int:
    """The end of the words before a place, without the white space and punctuation between."""
    while at > 0 and (page.doc[at - 1].is_space or page.doc[at - 1].text in ".?!:,"):
        at -= 1
    return at


def merged(found: Found) -> Found:
    """A quote with its pieces in their order in the text, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(found.content):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return found.saying(out)
