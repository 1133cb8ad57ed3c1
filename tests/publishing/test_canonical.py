"""Whom an id stands for: merged entities are followed, namesakes told apart by article."""

from pipeline.publishing.canonical import canonical
from pipeline.tables.schema import TABLES


def entity(entity_id, name, canonical_id=None, **more):
    counts = dict.fromkeys(("n_mentions", "n_articles", "n_quotes", "n_events"), 1)
    return {"entity_id": entity_id, "name": name, "label": "PERSON", "canonical_id": canonical_id or entity_id,
            "aliases": [], "roles": [], "article_ids": None, **counts, **more}  # fmt: skip


def test_merged_entities_are_one_and_namesakes_are_whom_their_article_means():
    entities = TABLES["entities"].from_rows(
        [
            entity("person/ada-brenner", "Ada Brenner"),
            entity("person/a-brenner", "A. Brenner", "person/ada-brenner"),
            entity("person/ada-brenner~chess", "Ada Brenner", namesake_of="person/ada-brenner", article_ids=["a2"]),
        ]
    )
    ids = ["person/a-brenner", "person/ada-brenner", "person/ada-brenner", None, "person/nobody"]
    assert [one for one, _ in canonical(entities, ids, ["a1", "a1", "a2", "a1", "a1"])] == [
        "person/ada-brenner", "person/ada-brenner", "person/ada-brenner~chess", None, None,
    ]  # fmt: skip
    assert [name for _, name in canonical(entities, ids[:1], ["a1"])] == ["Ada Brenner"]
