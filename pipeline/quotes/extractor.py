"""Who said what: the quotes of a parsed article."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.language.document import document
from pipeline.language.guard import guarded, guarded_word, tell
from pipeline.language.syntax import Range, opens_source
from pipeline.quotes import nominal, rules
from pipeline.quotes.choosing import choose, merged, over_marks
from pipeline.quotes.found import Found
from pipeline.quotes.quote import Quote
from pipeline.quotes.reports import of_verb
from pipeline.quotes.rows import rows
from pipeline.quotes.rule import QuoteRule
from pipeline.quotes.rule_kinds import PageRule, QuotationRule, VerbRule, VerbRules, WordRule
from pipeline.speech.page import Page, page_of
from pipeline.speech.quotations import failures, quotations
from pipeline.speech.reporting import Attribution
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HOLD_NOTHING = frozenset(("PUNCT", "DET", "PRON", "PROPN", "NUM", "PART", "CCONJ", "SYM", "SPACE"))
"""Parts of speech of which no rule looks at a word: half of a text, passed over at once."""


def find_quotes(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression]
) -> list[Quote]:
    """The quotes of an article: direct, mixed and indirect, with cue, speaker, addressee and date.

    `mentions` and `time_expressions` are the article's own; speakers and dates are resolved through
    those that overlap them, and stay unresolved where there are none.
    """
    doc = document(doc)
    page = page_of(doc)
    quoted = [*_quotations(page), *_of_page(page)]
    tell(failures(doc))
    taken = {found.word.i for found in quoted if found.word is not None}
    others = [over_marks(page, found) for found in _of_words(page, taken) if found.content]
    chosen = [merged(found) for found in choose(page, quoted, others)]
    return rows(page, article, chosen, mentions, time_expressions)


def _quotations(page: Page) -> Iterator[Found]:
    """The quotations that `speech` recognises, each under the rule of its kind."""
    by_kind = {rule.kind: rule for rule in rules.RULES if isinstance(rule, QuotationRule)}
    for quotation in quotations(page.doc):
        if quotation.kind in by_kind:
            yield _said(by_kind[quotation.kind], list(quotation.content), quotation.by)


def _of_page(page: Page) -> Iterator[Found]:
    for rule in rules.RULES:
        if isinstance(rule, PageRule):
            with guarded(rule.name, 0, len(page.text)):
                for content, by in rule.find(page):
                    yield _said(rule, content, by)


def _said(rule: QuoteRule, content: list[Range], by: Attribution) -> Found:
    return Found(rule, "speech", content, by.cue, by.word, by.lemma, by.speaker, by.speaker_head)


def _of_words(page: Page, taken: set[int]) -> Iterator[Found]:
    """The quotes that words introduce which are no cue of a quotation, each by the first rule that fits."""
    of_verbs, of_words = _rules_of_words(rules.RULES)
    told = dict(page.speakers)
    page = page.knowing(told)
    for token in page.doc:
        if token.pos_ in _HOLD_NOTHING or token.i in taken or (token.text[0].isupper() and _is_name(page, token)):
            continue
        found = None
        with guarded_word("report", token):
            found = _of_word(of_verbs, of_words, page, token)
        if found is None or _is_by_title(page, found):
            continue
        if found.goes_on_with is not None and found.speaker_head is not None:
            told[found.goes_on_with.i] = found.speaker_head
        yield found


_LONG = 5
"""Words of so many letters begin with capitals in headlines."""


def _is_name(page: Page, token: Token) -> bool:
    """Whether a word within a sentence is a name that taggers take for a verb: "so close to Hope that"; no headline."""
    low, high = page.bounds[token.i]
    if token.pos_ != "VERB" or token.i == low or not token.text[1:].islower() or not token.nbor(-1).text.isalpha():
        return False
    others = [t.text[0].isupper() for t in page.doc[low:high] if len(t) >= _LONG and t.text.isalpha() and t != token]
    return bool(others) and 2 * sum(others) < len(others)


@functools.lru_cache(maxsize=1)
def _rules_of_words(all_rules: tuple[QuoteRule, ...]) -> tuple[VerbRules, tuple[WordRule, ...]]:
    of_verbs = VerbRules(rule for rule in all_rules if isinstance(rule, VerbRule))
    return of_verbs, tuple(rule for rule in all_rules if isinstance(rule, WordRule))


def _is_by_title(page: Page, found: Found) -> bool:
    """Whether a work whose title stands in marks is told to do something: “Iron Tide” tells the story of a strike."""
    head = found.speaker_head
    if head is None or page.mark_at[head.i] < 0 or found.rule.takes_in or found.rule.nests:
        return False
    mark = page.marks[page.mark_at[head.i]]
    is_all = found.speaker is not None and mark.start >= found.speaker[0] - 1 and mark.end >= found.speaker[1]
    return is_all and found.word is not None and not mark.start <= found.word.i < mark.end


def _of_word(of_verbs: VerbRules, of_words: tuple[WordRule, ...], page: Page, token: Token) -> Found | None:
    cue = page.cue(token)
    if cue is not None and not opens_source(token) and not nominal.tells_mind(token):
        return of_verb(of_verbs, page, token, cue)
    for rule in of_words:
        if rule.words(token):
            with guarded_word(rule.name, token):
                return rule.find(rule, page, token)
            break
    return None
