"""Mentions of entities in a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.articles.article import Article
from pipeline.entities import aliases, discourse, located, names, nominals
from pipeline.entities import words as word_lists
from pipeline.entities.aliases import Entity
from pipeline.entities.discourse import Mentioned
from pipeline.entities.mention import Mention
from pipeline.entities.names import Name
from pipeline.entities.words import Words
from pipeline.language.document import document
from pipeline.language.guard import guarded
from pipeline.language.once import text_of
from pipeline.speech.speakers import quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_mentions(doc: Doc, article: Article) -> list[Mention]:
    """The names, role nouns and pronouns of an article, each with the entity meant where that is sure."""
    doc = document(doc)
    words, text = word_lists.read(doc), text_of(doc)
    headline = aliases.people_in(article.title or "")
    found = names.find_names(words, frozenset(map(str.lower, headline)))
    entities = aliases.join(words, found)
    aliases.complete_from(headline, {id(entity): entity for entity in entities.values()}.values())
    place_of_name: Mapping[int, str] = {}
    with guarded("places-apart", *words.characters(0, len(words))):
        entities, place_of_name = located.tell_apart(words, text, entities, article)
    role_of_name = _roles(words, entities)
    owner: list[Name | None] = [None] * len(words)
    for name in found:
        owner[name.start : name.end] = [name] * len(name)
    role_nouns = nominals.find_nominals(words, owner)
    mentioned = discourse.resolve(words, found, entities, role_nouns, quoted(doc))
    for mention in mentioned:
        if mention.rule == "apposition" and mention.antecedent and mention.nominal:
            with guarded("apposition", *words.characters(mention.start, mention.end)):
                role_of_name.setdefault(mention.antecedent.start, nominals.role_of(words, mention.nominal))
    rows: dict[str, Mention] = {}
    for mention in mentioned:
        with guarded(mention.rule, *words.characters(mention.start, mention.end)):
            row = _row(words, text, article.article_id, mention, role_of_name.get(mention.start), place_of_name)
            rows.setdefault(row.mention_id, row)
    for row_id, row in rows.items():
        if row.antecedent_id is not None and row.antecedent_id not in rows:  # a rule failed on its antecedent
            rows[row_id] = replace(row, antecedent_id=None)
    return sorted(rows.values(), key=lambda row: (row.start, row.end))


def _roles(words: Words, entities: dict[int, Entity]) -> dict[int, str]:
    """The role written before each person's name, by the name's first token."""
    roles = {}
    for start, entity in entities.items():
        with guarded("role-before", words.start[start], words.end[start]):
            if entity.label == "PERSON" and (role := nominals.role_before(words, start)):
                roles[start] = role
                entity.give(role)
    return roles


def _row(
    words: Words, text: str, article_id: str, mention: Mentioned, role: str | None, place_of_name: Mapping[int, str]
) -> Mention:
    start, end = words.start[mention.start], words.end[mention.end - 1]
    return Mention(
        mention_id=_mention_id(words, article_id, mention),
        article_id=article_id,
        sentence_index=words.sentence[mention.start],
        start=start,
        end=end,
        text=text[start:end],
        head_start=words.start[mention.head],
        head_end=words.end[mention.head],
        mention_type=mention.kind,
        label=_label(mention),
        entity_id=mention.entity.entity_id if mention.entity else None,
        name=mention.entity.name if mention.entity else None,
        role=role if mention.kind == "name" else None,
        antecedent_id=_mention_id(words, article_id, mention.antecedent) if mention.antecedent else None,
        rule=mention.rule,
        confidence=mention.confidence,
        place_entity_id=place_of_name.get(mention.start) if mention.kind == "name" else None,
    )


def _mention_id(words: Words, article_id: str, mention: Mentioned) -> str:
    return f"{article_id}-m{words.start[mention.start]}-{words.end[mention.end - 1]}"


def _label(mention: Mentioned) -> str | None:
    if mention.entity:
        return mention.entity.label
    return "PERSON" if mention.person else None
