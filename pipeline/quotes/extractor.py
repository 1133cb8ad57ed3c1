"""Who said what: the quotes of a parsed article."""

from __future__ import annotations

import bisect
from typing import Any

from spacy.tokens import Doc, Token

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.language.layout import sentence_of
from pipeline.language.quotation import MarkedSpan
from pipeline.language.syntax import RELATIVES, Range, children, is_huge, noun_phrase, trim_content
from pipeline.quotes import circumstances, clauses, direct, nominal
from pipeline.quotes.confidence import confidence
from pipeline.quotes.found import Found
from pipeline.quotes.quote import Quote
from pipeline.speech.day import days_of_quotations
from pipeline.speech.page import Page, page_of
from pipeline.times.time_expression import TimeExpression


def find_quotes(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression]
) -> list[Quote]:
    """The quotes of an article: direct, mixed and indirect, with cue, speaker, addressee and date.

    `mentions` and `time_expressions` are the article's own; speakers and dates are resolved through
    those that overlap them, and stay unresolved where there are none.
    """
    page = page_of(doc)
    quoted = [
        *direct.direct_quotes(page),
        *direct.captions(page),
        *direct.blocks(page),
        *direct.nested_quotes(page),
    ]
    taken = {found.word.i for found in quoted if found.word is not None}
    others = []
    for token in doc:
        if token.i in taken:
            continue
        found = _of_token(page, token)
        if found is not None and found.goes_on_with is not None and found.speaker_head is not None:
            page = page.knowing(found.goes_on_with, found.speaker_head)
        if found is not None and found.content:
            _extend_over_marks(page, found)
            others.append(found)
    return _rows(page, article, _choose(page, quoted, others), mentions, time_expressions)


def _of_token(page: Page, token: Token) -> Found | None:
    if token.lower_ == "according":
        return nominal.according_to(page, token)
    cue = page.cue(token)
    if cue is not None:
        return clauses.of_verb(page, token, cue)
    return nominal.of_word(page, token) if token.pos_ in ("NOUN", "ADJ") and not is_huge(token) else None


def _extend_over_marks(page: Page, found: Found) -> None:
    """Content that holds a part of what stands in marks holds all of it."""
    cue = found.cue or (0, 0)
    for k, (start, end) in enumerate(found.content):
        for i in (start, end - 1):
            mark = page.marks[page.mark_at[i]] if page.mark_at[i] >= 0 else None
            if mark is None or not mark.closed or (mark.start < cue[1] and cue[0] < mark.end):
                continue
            start, end = min(start, mark.start), max(end, mark.end)
        found.content[k] = (start, end)


def _choose(page: Page, quoted: list[Found], others: list[Found]) -> list[Found]:
    """Without what repeats another: the same content by two cues, or words of a direct quote."""
    quoted = _join(page, quoted, others)
    kept = list(quoted)
    spans = {tuple(f.content) for f in quoted}
    owner = [-1] * len(page.doc)
    for k, found in enumerate(quoted):
        for start, end in found.content:
            owner[start:end] = [k] * (end - start)
    for found in others:
        if found.cue is not None and owner[found.cue[0]] < 0:
            if _take_in_quotes(found, quoted, owner):
                kept.append(found)
                continue
            _cut_before_quotes(found, quoted, owner)
            shared = sum(owner[i] >= 0 for s, e in found.content for i in range(s, e))
            if shared > 0.5 * found.size():
                continue
        if tuple(found.content) in spans:
            continue
        spans.add(tuple(found.content))
        kept.append(found)
    kept.sort(key=lambda f: (f.content[0][0], -f.content[-1][1]))
    return kept


def _take_in_quotes(found: Found, quoted: list[Found], owner: list[int]) -> bool:
    """Whether a direct quote is a part of what is reported: "She said he replied, '…'". It is then all in it."""
    if found.word is None or found.rule != "clause":
        return False
    start, end = found.content[-1]
    for k in dict.fromkeys(owner[start:end]):
        quote = quoted[k] if k >= 0 else None
        if quote is None or quote.word is None or not start <= quote.word.i < end:
            continue
        at = quote.word
        while at.dep_ in ("ccomp", "xcomp", "pcomp", "prep", "relcl") and at.head.i > found.word.i:
            at = at.head
        if at.dep_ in ("ccomp", "xcomp") and at.head == found.word:
            found.content[-1] = (start, max(end, quote.content[-1][1]))
            return True
    return False


def _cut_before_quotes(found: Found, quoted: list[Found], owner: list[int]) -> None:
    """Ends content before a direct quote that has a cue of its own: "said it rained, and replied, '…'"."""
    start, end = found.content[-1]
    for k in dict.fromkeys(owner[start:end]):
        quote = quoted[k] if k >= 0 else None
        if quote is None or quote.cue is None or not start < quote.cue[0] < end:
            continue
        cut = min(quote.cue[0], quote.content[0][0], quote.speaker[0] if quote.speaker else quote.cue[0])
        if start < cut < end and quote.word is not None and found.cue is not None and found.cue[1] <= start:
            start, end = trim_content(quote.word.doc, start, cut)
            found.content[-1] = (start, end)


def _join(page: Page, quoted: list[Found], others: list[Found]) -> list[Found]:
    """Floating quotations made part of the mixed quote that they follow: 'It is "bad," she said. "Awful."'."""
    ends: dict[int, Found] = {}
    for found in others:
        if (
            found.cue is not None
            and found.rule in _HOSTS
            and not any(t.dep_ == "neg" for t in page.doc[slice(*found.cue)])
        ):
            last = max(found.content[-1][1], found.cue[1], found.speaker[1] if found.speaker else 0)
            ends[last] = found
    out = []
    for found in quoted:
        if found.rule == "direct-floating":
            at = found.content[0][0]
            while at > 0 and (page.doc[at - 1].is_space or page.doc[at - 1].text in ".?!:,"):
                at -= 1
            host = ends.get(at)
            if host is not None and host.content[-1][1] < found.content[0][0]:
                host.content += found.content
                continue
            if found.speaker is None:
                continue
        out.append(found)
    return out


_HOSTS = frozenset(("clause", "preposed", "parenthetical", "aside", "about", "object", "object-as", "predicate"))
"""Rules whose quotes go on in a quotation without a cue of its own."""


_NESTED = frozenset(
    (
        "clause", "preposed", "parenthetical", "aside", "as-clause", "according-to", "object-infinitive", "colon",
        "direct-leading-cue", "direct-trailing-cue", "direct-floating",
    )
)  # fmt: skip
"""Rules that find a quote in a quote; what else is told within a quote is the quote's own affair."""


def _inside(span: Range, outer: Found) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in outer.content)


def _rows(
    page: Page,
    article: Article,
    everything: list[Found],
    mentions: list[Mention],
    time_expressions: list[TimeExpression],
) -> list[Quote]:
    doc, text = page.doc, page.text
    rows: list[Quote] = []
    sentences = sentence_of(doc)
    around: list[tuple[Found, Quote]] = []
    ids: set[str] = set()
    by_start = sorted(mentions, key=lambda m: m.head_start)
    starts = [m.head_start for m in by_start]
    token_at = {token.idx: token.i for token in doc} if time_expressions else {}
    dates = {
        token_at[t.start]: t
        for t in time_expressions
        if t.start in token_at and t.date_start is not None and t.date_start == t.date_end
    }
    spoken = days_of_quotations(doc, dates)
    for found in everything:
        found.content = _merged(found.content)
        start_token = found.content[0][0]
        fragments = [_characters(doc, r) for r in found.content]
        start, end = fragments[0][0], fragments[-1][1]
        quote_id = f"{article.article_id}-q{start}-{end}"
        if quote_id in ids or start >= end:
            continue
        around = [(f, q) for f, q in around if q.end > start]
        parent = next((q for f, q in reversed(around) if found.cue is not None and _inside(found.cue, f)), None)
        if parent is not None and (found.attitude != "speech" or found.rule not in _NESTED):
            continue
        if parent is not None and not (parent.start <= start and end <= parent.end):
            parent = None  # its cue stands in the other quote, but it goes on beyond that
        entity = _entity(found.speaker_head, by_start, starts)
        hearer = circumstances.addressee(found)
        marks = _marks_of(page, found)
        kind = _kind(page, found, marks)
        day = dates.get(spoken.get(start_token, -1)) or circumstances.said_on(page, found, dates)
        heard = _entity(hearer, by_start, starts)
        row = Quote(
            quote_id=quote_id,
            article_id=article.article_id,
            sentence_index=sentences[found.content[0][0]],
            quote_type=kind,
            attitude=found.attitude,
            start=start,
            end=end,
            text=text[start:end],
            fragments=[{"start": s, "end": e} for s, e in fragments],
            quotation=" ".join(text[m.inner_start : m.inner_end] for m in marks) if kind != "indirect" else None,
            **_part(page, "cue", found.cue),
            cue_lemma=found.lemma,
            **_part(page, "speaker", found.speaker),
            speaker_entity_id=entity.entity_id if entity else None,
            speaker_name=entity.name if entity else None,
            **_part(page, "addressee", noun_phrase(hearer) if hearer is not None else None),
            addressee_entity_id=heard.entity_id if heard else None,
            **_part(page, "channel", circumstances.channel(found)),
            said_on=day.date_start if day else None,
            said_on_timex_id=day.timex_id if day else None,
            parent_quote_id=parent.quote_id if parent else None,
            confidence=confidence(found, kind),
            rule=found.rule,
        )
        ids.add(quote_id)
        rows.append(row)
        around.append((found, row))
    return sorted(rows, key=lambda q: (q.start, q.end))


def _merged(content: list[Range]) -> list[Range]:
    """The pieces in their order in the text, those that overlap as one."""
    out: list[Range] = []
    for start, end in sorted(content):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _part(page: Page, name: str, span: Range | None) -> dict[str, Any]:
    if span is None or span[0] >= span[1]:
        return {f"{name}_start": None, f"{name}_end": None, name: None}
    start, end = _characters(page.doc, span)
    return {f"{name}_start": start, f"{name}_end": end, name: page.text[start:end]}


def _characters(doc: Doc, span: Range) -> Range:
    last = doc[span[1] - 1]
    return doc[span[0]].idx, last.idx + len(last)


def _marks_of(page: Page, found: Found) -> list[MarkedSpan]:
    """The marked spans that lie in the content, without those within others."""
    marks: list[MarkedSpan] = []
    for start, end in found.content:
        k = bisect.bisect_left(page.mark_starts, start - 1)
        while k < len(page.all_marks) and page.all_marks[k].start < end:
            mark = page.all_marks[k]
            if mark.end <= end + 2 and (not marks or mark.start >= marks[-1].end):
                marks.append(mark)
            k += 1
    return marks


def _kind(page: Page, found: Found, marks: list[MarkedSpan]) -> str:
    """Direct where all words stand in marks, mixed where some do, indirect where none does."""
    quoted = {i for mark in marks for i in range(mark.start, mark.end)}
    words = [t.i for s, e in found.content for t in page.doc[s:e] if any(map(str.isalnum, t.text))]
    inside = sum(i in quoted for i in words)
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"


def _entity(head: Token | None, mentions: list[Mention], starts: list[int]) -> Mention | None:
    """The mention whose head overlaps a word or its apposition; of a relative pronoun, that of its noun."""
    if head is None:
        return None
    if head.lower_ in RELATIVES:
        at = head.head
        for _ in range(4):
            if at.dep_ == "relcl":
                head = at.head
                break
            at = at.head
    heads = [head, *children(head, "appos")] + ([head.head] if head.dep_ == "appos" else [])
    found = [mention for h in heads if (mention := _mention_at(h, mentions, starts)) is not None]
    return next((m for m in found if m.entity_id is not None), found[0] if found else None)


def _mention_at(word: Token, mentions: list[Mention], starts: list[int]) -> Mention | None:
    end = word.idx + len(word)
    k = bisect.bisect_left(starts, end)
    return next((m for m in reversed(mentions[max(0, k - 3) : k]) if word.idx < m.head_end), None)
