"""Mentions of entities in a document."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.articles.article import Article
from pipeline.entities import aliases, names
from pipeline.entities import words as word_lists
from pipeline.entities.mention import Mention


def find_mentions(doc: Doc, article: Article) -> list[Mention]:
    """The names, role nouns and pronouns of an article, each with the entity meant where that is sure."""
    words = word_lists.read(doc)
    found = names.find_names(words)
    entities = aliases.join(words, found)
    mentions = []
    for name in found:
        entity = entities[name.start]
        start, end = words.start[name.start], words.end[name.end - 1]
        mentions.append(
            Mention(
                mention_id=f"{article.article_id}-m{start}-{end}",
                article_id=article.article_id,
                sentence_index=words.sentence[name.start],
                start=start,
                end=end,
                text=doc.text[start:end],
                head_start=words.start[name.end - 1],
                head_end=end,
                mention_type="name",
                label=entity.label if entity.label == "PERSON" else name.label,
                entity_id=entity.entity_id,
                name=entity.name,
                role=None,
                antecedent_id=None,
                rule=name.rule,
                confidence=0.9,
            )
        )
    return mentions
