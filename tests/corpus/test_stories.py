import tempfile

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.incidence import Incidence
from pipeline.corpus.kept import Kept, pairs_of, shelf
from pipeline.corpus.outlines import outlines
from pipeline.corpus.stories import Sketches, tell_stories
from pipeline.tables.schema import TABLES
from tests.corpus.affair import BRIDGE, CUT, ORCHARD, RETOLD, article

ARTICLES = [
    article("bridge", BRIDGE, "2025-11-03", "Velden Post", "Bridge shut until spring"),
    article("bridge-cut", CUT, "2025-11-04", "Morning Mail"),
    article("bridge-retold", RETOLD, "2025-11-04", "Tamsel Radio", "A winter of ferries"),
    article("orchard", ORCHARD, "2025-11-04", "Velden Post"),
]
NO_MENTIONS = TABLES["mentions"].from_rows([])


def told(articles, mentions=NO_MENTIONS, kept=None):
    rows = TABLES["articles"].from_rows(articles)
    return tell_stories(outlines(rows), rows, mentions, kept)


@pytest.fixture(scope="module")
def made():
    return told(ARTICLES)


def by_uri(made):
    uris = {one.article_id: one.uri for one in ARTICLES}
    return {uris[row["article_id"]]: row for row in made["story_members"].to_pylist()}


def test_articles_that_tell_of_one_affair_are_a_story(made):
    members = by_uri(made)
    stories = {uri: row["story_id"] for uri, row in members.items()}
    assert stories["bridge"] == stories["bridge-cut"] == stories["bridge-retold"] != stories["orchard"]


def test_a_copy_names_its_original_and_shows_what_is_copied(made):
    members = by_uri(made)
    assert [uri for uri, row in members.items() if row["copy_of"]] == ["bridge-cut"]
    copy = members["bridge-cut"]
    assert copy["copy_of"] == members["bridge"]["article_id"]
    assert copy["copied_share"] == 1.0
    assert [CUT[s["start"] : s["end"]] for s in copy["stretches"]] == [CUT[:-1]]
    assert members["bridge"]["copied_share"] is None
    assert members["bridge"]["stretches"] == []


def test_a_story_is_told_by_its_first_article(made):
    stories = {row["title"]: row for row in made["stories"].to_pylist()}
    story = stories["Bridge shut until spring"]
    assert (story["n_articles"], story["n_copies"], story["n_independent"]) == (3, 1, 2)
    assert (str(story["first_day"]), str(story["last_day"])) == ("2025-11-03", "2025-11-04")
    assert story["first_article_id"] == ARTICLES[0].article_id
    assert story["publishers"] == ["Velden Post", "Tamsel Radio", "Morning Mail"]  # of one hour, the copy last


def test_who_most_of_its_articles_name_stands_with_a_story():
    named = [
        ["place/velden", "person/ada-brenner"],
        ["place/velden"],
        ["person/ada-brenner", "org/a", None],
        ["org/b"],
    ]
    pairs = [(one.article_id, entity_id) for one, ids in zip(ARTICLES, named, strict=True) for entity_id in ids]
    columns = dict(zip(("article_id", "entity_id"), zip(*pairs, strict=True), strict=True))
    story = max(told(ARTICLES, pa.table(columns))["stories"].to_pylist(), key=lambda row: row["n_articles"])
    assert story["entity_ids"] == ["person/ada-brenner", "org/a"]
    assert story["place_ids"] == ["place/velden"]


def test_the_order_of_articles_changes_nothing(made):
    again = told(ARTICLES[::-1])
    assert {name: table.to_pylist() for name, table in again.items()} == {
        name: table.to_pylist() for name, table in made.items()
    }


@settings(max_examples=4, deadline=None)
@given(st.lists(st.permutations(ARTICLES).map(lambda order: order[:3]), min_size=1, max_size=3))
def test_what_was_kept_of_other_corpora_changes_nothing(corpora):
    with tempfile.TemporaryDirectory() as folder:
        for articles in corpora:
            assert told(articles, kept=Kept(f"{folder}/stories.arrow", {}, "1")) == told(articles)


def test_the_id_changes_only_with_an_earlier_telling(made):
    story_id = by_uri(made)["bridge"]["story_id"]
    later = article("bridge-later", RETOLD.replace("Drivers", "Motorists"), "2025-11-05")
    earlier = article("bridge-earlier", RETOLD.replace("Drivers", "Motorists"), "2025-11-01")
    assert by_uri(told([*ARTICLES, later][:4]))["bridge"]["story_id"] == story_id
    first = {row["article_id"]: row["story_id"] for row in told([*ARTICLES, earlier])["story_members"].to_pylist()}
    assert first[ARTICLES[0].article_id] == first[earlier.article_id] != story_id


@pytest.mark.parametrize("largest_group", [2, 20])
def test_articles_that_may_be_copies_are_the_same_with_what_was_kept(monkeypatch, largest_group):
    monkeypatch.setattr("pipeline.corpus.stories.LARGEST_GROUP", largest_group)
    chance = np.random.default_rng(3)
    terms = [np.unique(chance.integers(0, 150, 30)).tolist() for _ in range(30)]
    ids, days = chance.integers(0, 2**60, 30), np.sort(chance.integers(0, 9, 30))

    def resembling(articles, kept):
        held = pa.table(
            {name: pa.array([terms[at] for at in articles], pa.list_(pa.int64())) for name in ("terms", "counts")}
        )
        sketches = Sketches.of(Incidence.of(held, np.arange(len(articles))), ids[articles], days[articles])
        return sorted(pairs_of(kept, "resembling", sketches.key, sketches.resembling).tolist())

    with shelf() as kept:
        for gone in (range(10, 30), range(11, 30), [3], [], range(0, 30, 2), [0]):
            articles = [at for at in range(30) if at not in gone]
            with shelf() as fresh:
                found = resembling(articles, fresh)
            assert resembling(articles, kept) == found
            assert found


def test_no_articles_are_no_stories():
    assert {name: table.num_rows for name, table in told([]).items()} == {"stories": 0, "story_members": 0}
