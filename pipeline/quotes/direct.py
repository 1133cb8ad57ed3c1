"""Direct quotes: quotations with their speakers, and words without marks that a name or a cue and a colon introduce."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.syntax import FINITE, trim, trim_content
from pipeline.quotes.found import Found
from pipeline.speech.page import SENTENCE_END, Page
from pipeline.speech.quotations import quotations
from pipeline.speech.reporting import Attribution, attribution, colon_above, lead_between

_RULE_OF_KIND = {
    "leading": "direct-leading-cue",
    "trailing": "direct-trailing-cue",
    "signature": "direct-signature",
    "floating": "direct-floating",
}
_BULLETS = frozenset(("-", "–", "—", "*", "•", "·"))
_BLOCK = 6
"""How many words a paragraph has at least that is a quote without marks."""
_NESTED, _NESTED_REACH = 4, 6
"""How many tokens a quotation in a quotation has at least, and how far before it its cue stands."""
_CAPTION = 8
"""How many words a name before a colon may have."""


def direct_quotes(page: Page) -> Iterator[Found]:
    """The quotations of an article, in order."""
    for quotation in quotations(page.doc):
        yield _found(_RULE_OF_KIND[quotation.kind], list(quotation.content), quotation.by)


def nested_quotes(page: Page) -> Iterator[Found]:
    """Quotations in a quotation that a cue leads: “He told me ‘never again,’” she said."""
    doc = page.doc
    for mark in page.all_marks:
        outer = page.marks[page.mark_at[mark.start]] if page.mark_at[mark.start] >= 0 else None
        if mark.depth == 0 or outer is None or mark.end - mark.start < _NESTED:
            continue
        for i in range(mark.start - 1, max(outer.start, mark.start - _NESTED_REACH), -1):
            cue = page.speech_cue(doc[i])
            if cue is not None:
                low = i
                while low > outer.start + 1 and doc[low - 1].text not in SENTENCE_END:
                    low -= 1
                by = attribution(page, doc[i], cue, low, mark.start)
                yield _found("direct-leading-cue", [(mark.start, mark.end)], by)
                break
            if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in SENTENCE_END:
                break


def blocks(page: Page) -> Iterator[Found]:
    """Paragraphs without marks that a cue and a colon at the end of the paragraph before introduce."""
    doc = page.doc
    for number, (begin, end) in enumerate(page.paragraphs):
        above = colon_above(page, number)
        if above is None or doc[begin].text in _BULLETS or any(page.mark_at[i] >= 0 for i in (begin, end - 1)):
            continue
        by = lead_between(page, *above)
        if by is None or by.speaker is None or sum(t.is_alpha for t in doc[begin:end]) < _BLOCK:
            continue
        yield _found("block", [trim_content(doc, begin, end)], by)


def captions(page: Page) -> Iterator[Found]:
    """Speech after a name and a colon: the first line ("Brenner: No new taxes") and transcripts ("BRENNER: No.")."""
    doc = page.doc
    for number, (begin, end) in enumerate(page.paragraphs):
        for i in range(begin + 1, min(begin + _CAPTION, end - 1)):
            if doc[i].text != ":":
                continue
            name = [t for t in doc[begin:i] if not t.is_punct]
            shouted = all(t.text.isupper() for t in name) and number > 0
            headline = number == 0 and not any(t.tag_ in FINITE for t in name)
            names = bool(name) and (name[-1].pos_ in ("PROPN", "NOUN") or len(name) == 1)
            if names and (shouted or (headline and end - i > 3)):
                head = next((t for t in name if t.pos_ in ("PROPN", "NOUN") and t.head not in name), name[-1])
                content = trim_content(doc, i + 1, end)
                if content[0] < content[1]:
                    by = Attribution((i, i + 1), doc[i], ":", trim(doc, begin, i), head)
                    yield _found("colon", [content], by)
            break


def _found(rule: str, content: list, by: Attribution) -> Found:
    return Found(rule, "speech", content, by.cue, by.word, by.lemma, by.speaker, by.speaker_head)
