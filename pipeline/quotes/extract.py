"""Who said what: the quotes of a parsed article."""

from __future__ import annotations

import bisect

from spacy.tokens import Doc, Token

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.language.quotation import MarkedSpan, marked_spans
from pipeline.quotes import clauses, direct, nominal
from pipeline.quotes.found import Found
from pipeline.quotes.grammar import Range
from pipeline.quotes.lexicon import lexicon, look_up
from pipeline.quotes.quote import Quote
from pipeline.times.time_expression import TimeExpression


def find_quotes(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression]
) -> list[Quote]:
    """The quotes of an article: direct, mixed and indirect, with cue, speaker, addressee and date.

    `mentions` and `time_expressions` are the article's own; speakers and dates are resolved through
    those that overlap them, and stay unresolved where there are none.
    """
    marks = marked_spans(doc)
    words = lexicon()
    quoted = list(direct.direct_quotes(doc, marks, words))
    taken = {found.word.i for found in quoted if found.word is not None}
    others = [found for token in doc if token.i not in taken for found in [_of_token(token)] if found is not None]
    for found in others:
        _extend_over_marks(doc, found, marks)
    everything = _choose(quoted, others)
    return _rows(doc, article, everything, marks, mentions)


def _of_token(token: Token) -> Found | None:
    words = lexicon()
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        cue = look_up(words.verbs, token.lemma_.lower())
        return clauses.of_verb(token, cue) if cue is not None else None
    return nominal.of_word(token, words)


def _extend_over_marks(doc: Doc, found: Found, marks: list[MarkedSpan]) -> None:
    """Content that holds a part of what stands in marks holds all of it."""
    for k, (start, end) in enumerate(found.content):
        for mark in marks:
            if mark.start >= end:
                break
            if mark.depth == 0 and mark.closed and start < mark.end:
                if mark.start < start and found.cue and mark.start < found.cue[1] and start >= found.cue[1]:
                    continue
                if found.cue and mark.start <= found.cue[0] < mark.end:
                    continue
                start, end = min(start, mark.start), max(end, mark.end)
        found.content[k] = (start, end)


def _choose(quoted: list[Found], others: list[Found]) -> list[Found]:
    """Without what repeats another: the same content by two cues, or words of a direct quote."""
    kept = list(quoted)
    spans = {tuple(f.content) for f in quoted}
    for found in others:
        if any(_covered(found, q) and q.cue is not None and found.cue and not _inside(found.cue, q) for q in quoted):
            continue
        if tuple(found.content) in spans:
            continue
        spans.add(tuple(found.content))
        kept.append(found)
    kept.sort(key=lambda f: (f.content[0][0], -f.content[-1][1]))
    return kept


def _inside(span: Range, outer: Found) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in outer.content)


def _covered(found: Found, outer: Found) -> bool:
    """Whether most of the content of one stands in that of another."""
    shared = sum(max(0, min(e, b) - max(s, a)) for s, e in found.content for a, b in outer.content)
    return shared > 0.5 * found.size()


def _rows(
    doc: Doc, article: Article, everything: list[Found], marks: list[MarkedSpan], mentions: list[Mention]
) -> list[Quote]:
    rows: list[Quote] = []
    sentence_of = _sentence_index(doc)
    around: list[tuple[Found, Quote]] = []
    ids: set[str] = set()
    by_start = sorted(mentions, key=lambda m: m.head_start)
    starts = [m.head_start for m in by_start]
    for found in everything:
        fragments = [_characters(doc, r) for r in found.content]
        start, end = fragments[0][0], fragments[-1][1]
        quote_id = f"{article.article_id}-q{start}-{end}"
        if quote_id in ids or start >= end:
            continue
        ids.add(quote_id)
        parent = next((q for f, q in reversed(around) if found.cue is not None and _inside(found.cue, f)), None)
        entity = _entity(found.speaker_head, by_start, starts)
        addressee = (
            (found.addressee.left_edge.i, found.addressee.right_edge.i + 1) if found.addressee is not None else None
        )
        hearer = _entity(found.addressee, by_start, starts)
        row = Quote(
            quote_id=quote_id,
            article_id=article.article_id,
            sentence_index=sentence_of[found.content[0][0]],
            quote_type=_kind(doc, found, marks),
            attitude=found.attitude,
            start=start,
            end=end,
            text=doc.text[start:end],
            fragments=[{"start": s, "end": e} for s, e in fragments],
            quotation=_quotation(doc, fragments, marks),
            **_part(doc, "cue", found.cue),
            cue_lemma=found.lemma,
            **_part(doc, "speaker", found.speaker),
            speaker_entity_id=entity.entity_id if entity else None,
            speaker_name=entity.name if entity else None,
            **_part(doc, "addressee", addressee),
            addressee_entity_id=hearer.entity_id if hearer else None,
            **_part(doc, "channel", None),
            said_on=None,
            said_on_timex_id=None,
            parent_quote_id=parent.quote_id if parent else None,
            confidence=0.8,
            rule=found.rule,
        )
        rows.append(row)
        around.append((found, row))
        while around and around[0][1].end < start:
            around.pop(0)
    return sorted(rows, key=lambda q: (q.start, q.end))


def _part(doc: Doc, name: str, span: Range | None) -> dict:
    if span is None or span[0] >= span[1]:
        return {f"{name}_start": None, f"{name}_end": None, name: None}
    start, end = _characters(doc, span)
    return {f"{name}_start": start, f"{name}_end": end, name: doc.text[start:end]}


def _characters(doc: Doc, span: Range) -> Range:
    last = doc[span[1] - 1]
    return doc[span[0]].idx, last.idx + len(last)


def _sentence_index(doc: Doc) -> list[int]:
    out, n = [], -1
    for token in doc:
        n += bool(token.is_sent_start) or token.i == 0
        out.append(n)
    return out


def _kind(doc: Doc, found: Found, marks: list[MarkedSpan]) -> str:
    """Direct where all words stand in marks, mixed where some do, indirect where none does."""
    inside = outside = 0
    spans = [(m.start, m.end) for m in marks if m.depth == 0]
    for start, end in found.content:
        covered = {i for s, e in spans if s < end and start < e for i in range(max(s, start), min(e, end))}
        for i in range(start, end):
            if doc[i].is_alpha or doc[i].like_num:
                if i in covered:
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _quotation(doc: Doc, fragments: list[Range], marks: list[MarkedSpan]) -> str | None:
    pieces = [
        doc.text[max(m.inner_start, s) : min(m.inner_end, e)]
        for s, e in fragments
        for m in marks
        if m.depth == 0 and m.start_char < e and s < m.end_char and min(m.inner_end, e) > max(m.inner_start, s)
    ]
    return " ".join(pieces) or None


def _entity(head: Token | None, mentions: list[Mention], starts: list[int]) -> Mention | None:
    """The mention whose head overlaps a word."""
    if head is None:
        return None
    k = bisect.bisect_left(starts, head.idx + len(head))
    for mention in reversed(mentions[max(0, k - 3) : k]):
        if mention.head_start < head.idx + len(head) and head.idx < mention.head_end:
            return mention
    return None
