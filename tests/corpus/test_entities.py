"""The table of entities over a corpus."""

import datetime as dt

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.entities import derive
from pipeline.corpus.entities import resolve_entities
from tests.corpus.written_corpus import article, tables

MAY, JUNE = dt.date(2025, 5, 1), dt.date(2025, 6, 1)
ADA = "PERSON", "Ada Brenner"


def test_no_articles_no_entities():
    assert resolve_entities({}).num_rows == 0
    assert resolve_entities({"mentions": [], "articles": []}).num_rows == 0


def test_names_counts_roles_and_days(resolve):
    rows = resolve([
        article("a", [(*ADA, None, "mayor"), (*ADA, "Brenner"), (*ADA, "Brenner")], MAY),
        article("b", [(*ADA, "Mrs.  Brenner", "Mayor"), (*ADA, "Brenner", "senator")], JUNE),
        article("c", [ADA]),
    ])  # fmt: skip
    ada = rows["person/ada-brenner"]
    assert (ada["name"], ada["label"]) == ("Ada Brenner", "PERSON")
    assert ada["aliases"] == ["Brenner", "Mrs. Brenner"]
    assert (ada["n_mentions"], ada["n_articles"]) == (6, 3)
    assert (ada["first_seen"], ada["last_seen"]) == (MAY, JUNE)
    assert sorted((r["role"].lower(), r["first_seen"], r["last_seen"]) for r in ada["roles"]) == [
        ("mayor", MAY, JUNE),
        ("senator", JUNE, JUNE),
    ]
    assert (ada["canonical_id"], ada["merged_because"]) == ("person/ada-brenner", None)


def test_the_commonest_spelling_is_the_name_and_capitals_are_not(resolve):
    rows = resolve([
        article("a", [("ORG", "VELMORA BANK")]),
        article("b", [("ORG", "VELMORA BANK")]),
        article("c", [("ORG", "Velmora Bank")]),
    ])  # fmt: skip
    assert rows["org/velmora-bank"]["name"] == "Velmora Bank"
    assert rows["org/velmora-bank"]["aliases"] == ["VELMORA BANK"]


def test_the_label_is_that_of_most_mentions_among_those_of_the_kind(resolve):
    odd = article(
        "a", [("LOC", "Velmora"), ("GPE", "Velmora"), ("GPE", "Velmora"), ("GPE", "Velmora"), ("GPE", "Velmora")]
    )
    for row in odd["mentions"][2:]:
        row["label"] = "ORG"
    assert resolve([odd])["place/velmora"]["label"] == "LOC"


def test_every_id_of_any_table_has_a_row(resolve):
    quote = {
        "quote_id": "q", "article_id": "a", "sentence_index": 0, "quote_type": "direct", "attitude": "speech",
        "start": 0, "end": 1, "text": "x", "fragments": [], "cue_polarity": "positive",
        "speakers": [], "speaker_entity_id": "person/ada-brenner",
        "addressee_entity_id": "group/the-press-corps", "confidence": 1.0, "rule": "test",
    }  # fmt: skip
    event = {
        "event_mention_id": "e", "article_id": "a", "sentence_index": 0, "start": 0, "end": 1, "trigger": "x",
        "trigger_lemma": "x", "trigger_pos": "VERB", "clause_start": 0, "clause_end": 1, "clause": "x",
        "participants": [
            {"role": "agent", "entity_id": "person/ada-brenner", "name": "Ada", "start": 0, "end": 1},
            {"role": "other", "entity_id": "org/velmora-bank", "name": "bank", "start": 0, "end": 1},
            {"role": "other", "entity_id": None, "name": "it", "start": 0, "end": 1},
        ],
        "agent_entity_id": "person/ada-brenner", "place_entity_id": "place/velmora",
        "source_entity_id": "org/the-herald", "event_type": "other", "figures": [], "times": [], "modality": "asserted",
        "polarity": "positive", "confidence": 1.0, "rule": "test",
    }  # fmt: skip
    rows = resolve([article("a", [ADA])], quotes=[quote], event_mentions=[event])
    assert list(rows) == [
        "group/the-press-corps", "org/the-herald", "org/velmora-bank", "person/ada-brenner", "place/velmora",
    ]  # fmt: skip
    assert (rows["person/ada-brenner"]["n_quotes"], rows["person/ada-brenner"]["n_events"]) == (1, 1)
    assert (rows["org/velmora-bank"]["n_events"], rows["org/the-herald"]["n_events"]) == (1, 0)
    assert (rows["org/the-herald"]["name"], rows["org/the-herald"]["n_mentions"]) == ("The Herald", 0)


@pytest.mark.parametrize("where", ["tmp_path", "memory"])
def test_parts_are_read_wherever_they_lie(where, tmp_path):
    import fsspec

    root = str(tmp_path) if where == "tmp_path" else "memory://corpus-parts"
    parts = [tables([article("a", [ADA], MAY)]), tables([article("b", [(*ADA, "Brenner")], JUNE)])]
    paths = {name: [] for name in parts[0]}
    for i, part in enumerate(parts):
        for name, table in part.items():
            path = f"{root}/{name}-{i}.parquet"
            with fsspec.open(path, "wb") as file:
                pq.write_table(table, file)
            paths[name].append(path)
    whole = resolve_entities(tables([article("a", [ADA], MAY), article("b", [(*ADA, "Brenner")], JUNE)]))
    assert resolve_entities(paths).equals(whole)


NAMES = [
    ("PERSON", "Ada Brenner"), ("PERSON", "Brenner"), ("PERSON", "Ada M. Brenner"), ("PERSON", "Tom Brenner"),
    ("PERSON", "Lio Marsh"), ("PERSON", "Lio"), ("ORG", "Velmora Trade Bank"), ("ORG", "VTB"), ("GPE", "Paris"),
    ("GPE", "Texas"), ("GPE", "Georgia"), ("GPE", "Atlanta"), ("GPE", "Tbilisi"), ("GPE", "Washington"),
    ("GPE", "United States"), ("GPE", "US"), ("LOC", "Middle East"), ("NORP", "Russian"), ("NORP", "French"),
]  # fmt: skip
MENTION = st.tuples(
    st.sampled_from(NAMES), st.sampled_from([None, "Brenner", "VTB"]), st.sampled_from([None, "mayor", "goalkeeper"])
)
ARTICLES = st.lists(
    st.tuples(st.lists(MENTION, max_size=8), st.sampled_from([None, MAY, JUNE]), st.booleans()), max_size=5
)


def corpus(drawn):
    return [
        article(
            f"a{i}", [(*name, text, role if name[0] == "PERSON" else None) for name, text, role in mentions], day, near
        )
        for i, (mentions, day, near) in enumerate(drawn)
    ]


SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(ARTICLES, st.randoms(use_true_random=False))
def test_rows_do_not_depend_on_the_order_of_articles(drawn, random):
    articles = corpus(drawn)
    shuffled = random.sample(articles, len(articles))
    assert resolve_entities(tables(articles)).equals(resolve_entities(tables(shuffled)))


@SLOW
@given(ARTICLES, ARTICLES)
def test_ids_stay_as_articles_are_added(before, after):
    articles = corpus([*before, *after])
    few = resolve_entities(tables(articles[: len(before)])).to_pylist()
    all_ids = {row["entity_id"]: row for row in resolve_entities(tables(articles)).to_pylist()}
    for row in few:
        if row["namesake_of"] is None:  # what the corpus tells apart may change, what the other tables say does not
            assert sum(
                other["n_mentions"] for one, other in all_ids.items() if one.split("~")[0] == row["entity_id"]
            ) >= sum(other["n_mentions"] for other in few if other["entity_id"].split("~")[0] == row["entity_id"])


@SLOW
@given(ARTICLES)
def test_rows_are_valid(drawn):
    found = tables(corpus(drawn))
    rows = resolve_entities(found)
    mentioned = {one for one in found["mentions"]["entity_id"].to_pylist() if one}
    assert {row["entity_id"] for row in rows.to_pylist() if row["namesake_of"] is None} == mentioned
    rules = derive(rows, {"mentions": found["mentions"]})
    not_rules = ("country_located", "is_mentioned")  # what a rate and a sum are made from
    assert [name for name, holds in rules.items() if name not in not_rules and not all(holds)] == []
