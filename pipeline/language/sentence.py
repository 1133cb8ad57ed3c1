"""A row of the `sentences` table, and how the rows of a document are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.articles.article import Article
from pipeline.language.document import document
from pipeline.language.kinds import kind_of
from pipeline.language.layout import paragraph_of
from pipeline.language.record import record

if TYPE_CHECKING:
    from spacy.tokens import Doc


@record
class Sentence:
    """A sentence, its offsets `[start, end)` into the article's text."""

    article_id: str
    sentence_index: int
    paragraph_index: int
    kind: str
    start: int
    end: int
    text: str


def find_sentences(doc: Doc, article: Article) -> list[Sentence]:
    """The sentences of a document. White space around a sentence is not part of it."""
    rows, doc = [], document(doc)
    paragraph, kind = paragraph_of(doc), kind_of(doc)
    for index, sentence in enumerate(doc.sents):
        words = next((token for token in sentence if not token.is_space), sentence[0])
        start, stripped, at = words.idx, sentence.text.strip(), words.i
        rows.append(
            Sentence(article.article_id, index, paragraph[at], kind[at], start, start + len(stripped), stripped)
        )
    return rows
