"""From quotes in tokens to rows: their characters, who is meant, when it was said, which quote they stand in."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.language.guard import guarded
from pipeline.language.layout import sentence_of
from pipeline.language.once import starts_of
from pipeline.language.quotation import MarkedSpan
from pipeline.language.syntax import Range, child, children, noun_phrase, trim
from pipeline.lexicon import role_nouns
from pipeline.quotes import circumstances
from pipeline.quotes.confidence import confidence
from pipeline.quotes.found import Found
from pipeline.quotes.polarity import polarity
from pipeline.quotes.quote import Quote, Speaker
from pipeline.speech.day import days_of_quotations
from pipeline.speech.page import Page
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINALS = frozenset(("PROPN", "NOUN", "PRON"))
_OF_ONE = frozenset(("a", "an", "his", "her", "their", "my", "our"))
"""How what somebody is begins, where it stands behind his name: "Ann Foss, his sister and Tom's aunt"."""
_TOGETHER = 10
"""How many may speak together."""


def rows(
    page: Page,
    article: Article,
    everything: Sequence[Found],
    mentions: Sequence[Mention],
    time_expressions: Sequence[TimeExpression],
) -> list[Quote]:
    """The rows of an article's quotes, which are given in the order of their first words, longer ones first."""
    given = _Given.of(page, mentions, time_expressions)
    made: list[Quote] = []
    around: list[tuple[Found, Quote]] = []
    ids: set[str] = set()
    for found in everything:
        with guarded(found.rule.name, *found.span(page.doc)):
            start, end = found.span(page.doc)
            quote_id = f"{article.article_id}-q{start}-{end}"
            if quote_id in ids or start >= end:
                continue
            around = [(f, q) for f, q in around if q.end > start]
            parent = next((q for f, q in reversed(around) if found.cue is not None and f.holds(found.cue)), None)
            if parent is not None and (found.attitude != "speech" or not found.rule.nests):
                continue
            if found.rule.within and parent is None:
                continue
            if parent is not None and not (parent.start <= start and end <= parent.end):
                parent = None  # its cue stands in the other quote, but it goes on beyond that
            row = _row(given, article, quote_id, found, parent)
            ids.add(quote_id)
            made.append(row)
            around.append((found, row))
    return sorted(made, key=lambda q: (q.start, q.end))


@dataclass(frozen=True, slots=True)
class _Given:
    """What the rows of an article are made with."""

    page: Page
    sentences: list[int]
    mentions: list[Mention]
    mention_starts: list[int]
    dates: dict[int, TimeExpression]
    """The time expressions of one day, by their first token."""
    spoken: dict[int, int]
    """For quotations, by their first token, the token of the date that tells when they were said."""

    @classmethod
    def of(cls, page: Page, mentions: Sequence[Mention], time_expressions: Sequence[TimeExpression]) -> _Given:
        """What is given for one article."""
        by_start = sorted(mentions, key=lambda m: m.head_start)
        token_at = {start: i for i, start in enumerate(starts_of(page.doc))} if time_expressions else {}
        dates = {
            token_at[t.start]: t
            for t in time_expressions
            if t.start in token_at and t.date_start is not None and t.date_start == t.date_end
        }
        spoken: dict[int, int] = {}
        with guarded("day-of-saying", 0, len(page.text)):
            spoken = days_of_quotations(page.doc, dates)
        starts = [m.head_start for m in by_start]
        return cls(page, sentence_of(page.doc), by_start, starts, dates, spoken)

    def said_on(self, found: Found) -> TimeExpression | None:
        """The time expression that tells the day of saying."""
        day = self.spoken.get(found.content[0][0])
        return self.dates[day] if day is not None else circumstances.said_on(self.page, found, self.dates)

    def meant_by(self, head: Token | None) -> Mention | None:
        """The mention whose head overlaps a word or its apposition; of a relative pronoun, that of its noun."""
        if head is None:
            return None
        head = circumstances.antecedent(head)
        same = [c for c in children(head, "appos") if not circumstances.is_example(c)]
        heads = [head, *same] + ([head.head] if head.dep_ == "appos" else [])
        found = [mention for h in heads if (mention := self._mention_at(h)) is not None]
        return next((m for m in found if m.entity_id is not None), found[0] if found else None)

    def named_after(self, head: Token, low: int, high: int) -> Mention | None:
        """The person whose name stands at the end of the words for him: "the director of the mill, Ann Foss"."""
        doc = self.page.doc
        for i in range(high - 1, max(low, head.i), -1):
            if doc[i].text == ",":
                named = self._mention_at(doc[high - 1]) if i + 1 < high else None
                is_whole = named is not None and named.start == doc[i + 1].idx and named.mention_type == "name"
                return named if named is not None and is_whole and named.label == "PERSON" else None
        return None

    def _mention_at(self, word: Token) -> Mention | None:
        k = bisect.bisect_left(self.mention_starts, word.idx + len(word))
        return next((m for m in reversed(self.mentions[max(0, k - 3) : k]) if word.idx < m.head_end), None)


def _row(given: _Given, article: Article, quote_id: str, found: Found, parent: Quote | None) -> Quote:
    page = given.page
    fragments = [_characters(page.doc, piece) for piece in found.content]
    start, end = fragments[0][0], fragments[-1][1]
    marks = _marks_of(page, found)
    kind = "direct" if found.rule.verbatim else _kind(page, found, marks)
    quotation = " ".join(page.text[m.inner_start : m.inner_end] for m in marks) or page.text[start:end]
    speakers = list(_speakers(given, found))
    first = speakers[0] if speakers else None
    hearer = circumstances.addressee(found)
    heard = given.meant_by(hearer)
    day = given.said_on(found)
    return Quote(
        quote_id=quote_id,
        article_id=article.article_id,
        sentence_index=given.sentences[found.content[0][0]],
        quote_type=kind,
        attitude=found.attitude,
        start=start,
        end=end,
        text=page.text[start:end],
        fragments=[{"start": s, "end": e} for s, e in fragments],
        quotation=quotation if kind != "indirect" else None,
        **_part(page, "cue", found.cue),
        cue_lemma=found.lemma,
        cue_polarity=polarity(found),
        **_part(page, "speaker", found.speaker),
        speaker_entity_id=first["entity_id"] if first else None,
        speaker_name=first["name"] if first else None,
        speakers=speakers,
        **_part(page, "addressee", _before_content(hearer, found) if hearer is not None else None),
        addressee_entity_id=heard.entity_id if heard else None,
        **_part(page, "channel", circumstances.channel(found)),
        said_on=day.date_start if day else None,
        said_on_timex_id=day.timex_id if day else None,
        parent_quote_id=parent.quote_id if parent else None,
        confidence=confidence(found, kind),
        rule=found.rule.name,
    )


def _speakers(given: _Given, found: Found) -> Iterator[Speaker]:
    """Each of those who speak together: "Ann Foss and Tom Holm said"."""
    if found.speaker is None:
        return
    page, (start, end) = given.page, found.speaker
    heads: list[Token | None] = list(_joint(found.speaker_head, found.speaker)) or [None]
    ends = [head.left_edge.i for head in heads[1:] if head is not None]
    for head, low, high in zip(heads, [start, *ends], [*ends, end], strict=True):
        first, last = _characters(page.doc, trim(page.doc, low, high))
        meant = given.meant_by(head)
        if (meant is None or meant.entity_id is None) and head is not None:
            meant = given.named_after(head, low, high) or meant
        known = (meant.entity_id, meant.name) if meant is not None else (None, None)
        known = known if any(known) else (None, _behind_pronoun(page, head))
        yield Speaker(start=first, end=last, text=page.text[first:last], entity_id=known[0], name=known[1])


def _behind_pronoun(page: Page, head: Token | None) -> str | None:
    """The words for those whom a relative pronoun stands for, where no mention of them has a name."""
    noun = circumstances.antecedent(head) if head is not None else None
    if head is None or noun is None or noun == head or noun.i > head.i:
        return None
    first, last = _characters(page.doc, noun_phrase(noun, limit=(0, head.i)))
    return page.text[first:last]


def _joint(head: Token | None, span: Range) -> list[Token]:
    """The heads of those who speak together, in order."""
    heads = [_of_trade(_before_name(head, span))] if head is not None else []
    for _ in range(_TOGETHER):
        following = (child(heads[-1], "conj") or _listed(heads[-1])) if heads else None
        if following is None or not span[0] <= following.i < span[1] or following.pos_ not in _NOMINALS:
            break
        if following.left_edge.i <= heads[-1].i or following.nbor(-1).text == "&":
            break  # "Brenner & Holm said": one firm
        heads.append(following)
    if len(heads) > 1 and _is_label(heads[0], heads[1]):
        return heads[1:]
    if len(heads) > 1 and _has_titles(heads[:-1], heads[-1]):
        return heads[-1:]
    return heads[:1] if heads and _is_told_of(heads[0], heads[1:]) else heads


def _before_name(head: Token, span: Range) -> Token:
    """The noun to which a name belongs that parsers make its head: "a *witness* against murder suspect Tom Holm"."""
    if head.ent_type_ != "PERSON":
        return head
    lost = (t for t in head.doc[span[0] : head.i] if t.dep_ == "nsubj" and t.head.dep_ == "compound")
    return next((t for t in lost if _is_title(t) and child(t, "prep") is not None), head)


def _is_label(word: Token, name: Token) -> bool:
    """Whether a word only tells what those are whose names follow it: "producers Ann Foss and Tom Holm"."""
    is_beside = word.tag_ == "NNS" and name.left_edge.i == word.i + 1
    return is_beside and name.dep_ == "appos" and name.ent_type_ == "PERSON"


def _has_titles(titles: Sequence[Token], name: Token) -> bool:
    """Whether titles are those of the one named behind them: "Velm Motors President and General Manager Ann Foss"."""
    if name.ent_type_ != "PERSON" or child(name, "compound") is None:
        return False
    own = [t for t in name.doc[titles[-1].i + 1 : name.i] if t.ent_type_ != "PERSON"]
    has_own = any(map(_is_title, own))
    are_bare = not any(c.dep_ in ("det", "poss") for t in titles for c in t.lefts)
    last = _is_title(titles[-1]) and titles[-1].ent_type_ != "PERSON"
    return has_own and are_bare and last


def _of_trade(head: Token) -> Token:
    """The firm of two trades that parsers take for two: "metal plant and paper construction company Holm & Tarn"."""
    other = child(head, "conj")
    is_bare = head.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in head.lefts)
    is_firm = other is not None and other.tag_ == "NN" and role_nouns.load().kind(other.lemma_.lower()) == "org"
    names = [*children(head, "appos"), *children(other, "appos")] if other is not None and is_firm and is_bare else []
    return next((n for n in names if other is not None and n.pos_ == "PROPN" and n.left_edge.i == other.i + 1), head)


def _listed(head: Token) -> Token | None:
    """The second of three who speak, whom parsers take for an apposition: "Ann Foss, Tom Holm and the mayor"."""
    second = child(head, "appos")
    if second is None:
        return _last_of_bodies(head)
    return second if child(second, "conj") is not None or _last_of_bodies(second) is not None else None


def _last_of_bodies(body: Token) -> Token | None:
    """The last of three, which parsers join to a word of the second: "the Board, Union for Life and the Mill"."""
    of = child(body, "prep") if body.dep_ == "appos" and body.pos_ == "PROPN" else None
    of_what = child(of, "pobj") if of is not None else None
    last = child(of_what, "conj") if of_what is not None else None
    if last is None or last.pos_ != "PROPN" or body.head.ent_type_ == "PERSON" or body.ent_type_ == "PERSON":
        return None
    return last if any(c.lower_ == "the" for c in last.lefts) and body.head.pos_ == "PROPN" else None


def _is_told_of(one: Token, others: Sequence[Token]) -> bool:
    """Whether what stands behind a name tells who that is: "Ann Foss, his sister and Tom's aunt"."""
    if one.pos_ == "PROPN" and others and _is_title(others[-1]) and all(map(_is_bare, others)):
        return True  # "Ann Foss, executive director and chief of the mill", "Ann Foss, traffic and road analyst"
    is_list = len(others) > 1 and others[0].left_edge.lower_ in _OF_ONE
    nouns = (o.pos_ == "NOUN" or any(c.dep_ == "case" for c in o.rights) for o in others)  # "Tom's", for his aunt
    return is_list and one.pos_ == "PROPN" and all(nouns)


def _is_bare(word: Token) -> bool:
    """Whether a noun has no article and no name: "director of the mill", but "a director"."""
    is_one = word.tag_ in ("NN", "NNP") and not any(c.dep_ in ("det", "poss", "nummod") for c in word.lefts)
    return is_one and not any(c.pos_ == "PROPN" for c in word.lefts) and word.ent_type_ != "PERSON"


def _is_title(word: Token) -> bool:
    """Whether a word is what one person is."""
    return role_nouns.load().kind(word.lemma_.lower()) == "person"


def _before_content(hearer: Token, found: Found) -> Range:
    """The words for those spoken to, of which what they are told is none: "yelled to the officers that …"."""
    doc = hearer.doc
    after = min((start for start, _ in found.content if start > hearer.i), default=len(doc))
    is_led = after < len(doc) and doc[after - 1].dep_ == "prep"  # "warned the council of …"
    return noun_phrase(hearer, limit=(0, after - is_led))


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


def _kind(page: Page, found: Found, marks: Sequence[MarkedSpan]) -> str:
    """Direct where all words stand in marks, mixed where some do, indirect where none does."""
    if not marks:
        return "indirect"
    quoted = {i for mark in marks for i in range(mark.start, mark.end)}
    words = [t.i for s, e in found.content for t in page.doc[s:e] if any(map(str.isalnum, t.text))]
    inside = sum(i in quoted for i in words)
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"
