"""People of one name who are several."""

import pytest

from pipeline.corpus.entities import resolve_entities
from pipeline.corpus.namesakes import fields_of
from pipeline.publishing.entity_evidence import explain_entity
from tests.corpus.written_corpus import article, tables

IVO = "PERSON", "Ivo Marsh"
KEEPER, SENATOR = (*IVO, None, "Velmora United goalkeeper"), (*IVO, None, "Senator")
COACH, RIVAL = ("PERSON", "Lena Foss"), ("PERSON", "Petra Holm")


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("goalkeeper", ["sport"]),
        ("former Velmora United goalkeeper", ["sport"]),
        ("US senator", ["public"]),
        ("deputy prime minister", ["public"]),
        ("professor of law and attorney general of nothing", ["science"]),
        ("actor turned governor", ["arts", "public"]),
        ("winner", []),
        ("friend of the goalkeeper", []),
        ("minister of religion", ["religion"]),
        ("", []),
    ],
)
def test_the_field_of_a_role(role, fields):
    assert fields_of(role) == fields


def test_two_occupations_in_other_company_are_two_people(resolve):
    rows = resolve([
        article("a", [SENATOR, RIVAL]),
        article("b", [SENATOR, (*IVO, "Marsh"), RIVAL]),
        article("c", [KEEPER, (*IVO, "Marsh"), (*IVO, "Marsh"), COACH]),
    ])  # fmt: skip
    senator, keeper = rows["person/ivo-marsh"], rows["person/ivo-marsh~sport"]
    assert (senator["n_mentions"], senator["n_articles"], senator["article_ids"]) == (3, 2, [])
    assert (keeper["n_mentions"], keeper["n_articles"], keeper["article_ids"]) == (3, 1, ["c"])
    assert (senator["namesake_of"], keeper["namesake_of"]) == (None, "person/ivo-marsh")
    assert [r["role"] for r in keeper["roles"]] == ["Velmora United goalkeeper"]
    assert [r["role"] for r in senator["roles"]] == ["Senator"]
    assert keeper["canonical_id"] == keeper["entity_id"]


@pytest.mark.parametrize(
    "articles",
    [
        [article("a", [SENATOR, RIVAL]), article("b", [KEEPER, RIVAL])],
        [article("a", [SENATOR]), article("b", [KEEPER]), article("c", [SENATOR, KEEPER])],
        [article("a", [SENATOR]), article("b", [(*IVO, None, "professor")])],
        [article("a", [SENATOR]), article("b", [IVO])],
        [article("a", [SENATOR, KEEPER])],
        [article("a", [("ORG", "Velmora", None, "goalkeeper")]), article("b", [("ORG", "Velmora", None, "senator")])],
    ],
    ids=["same company", "one article gives both", "fields people share", "no role", "one article", "no person"],
)
def test_one_person_stays_one(resolve, articles):
    assert not [one for one in resolve(articles) if "~" in one]


def test_an_article_without_a_role_is_told_by_its_company(resolve):
    rows = resolve([
        article("a", [SENATOR, RIVAL]),
        article("b", [SENATOR, RIVAL]),
        article("c", [KEEPER, COACH]),
        article("d", [IVO, COACH]),
        article("e", [IVO, RIVAL]),
        article("f", [IVO, ("PERSON", "Somebody Else")]),
    ])  # fmt: skip
    assert rows["person/ivo-marsh~sport"]["article_ids"] == ["c", "d"]
    assert rows["person/ivo-marsh"]["n_articles"] == 4


def test_quotes_and_events_are_counted_for_the_one_who_is_meant(resolve):
    quote = {
        "sentence_index": 0, "start": 0, "end": 0, "quote_type": "direct", "attitude": "speech", "text": "",
        "fragments": [], "cue_polarity": "positive", "speakers": [], "speaker_entity_id": "person/ivo-marsh",
        "confidence": 1.0, "rule": "test",
    }  # fmt: skip
    quotes = [
        quote | {"quote_id": f"{name}{n}", "article_id": name}
        for name, number in (("a", 1), ("c", 2))
        for n in range(number)
    ]
    articles = [article("a", [SENATOR]), article("b", [SENATOR]), article("c", [KEEPER])]
    rows = resolve(articles, quotes=quotes)
    assert rows["person/ivo-marsh"]["n_quotes"] == 1
    assert rows["person/ivo-marsh~sport"]["n_quotes"] == 2


def test_another_form_of_the_name_is_merged_with_the_one_it_fits(resolve):
    full = "PERSON", "Ivo K. Marsh"
    rows = resolve([
        article("a", [SENATOR, RIVAL]),
        article("b", [SENATOR, RIVAL]),
        article("c", [KEEPER, COACH]),
        article("d", [(*full, None, "Velmora United goalkeeper"), COACH]),
    ])  # fmt: skip
    assert rows["person/ivo-k-marsh"]["canonical_id"] in ("person/ivo-marsh~sport", "person/ivo-k-marsh")
    assert rows["person/ivo-marsh"]["canonical_id"] == "person/ivo-marsh"


def test_explained(resolve):
    sources = tables([article("a", [SENATOR]), article("b", [SENATOR]), article("c", [KEEPER])])
    sources["entities"] = resolve_entities(sources)
    senator = explain_entity(sources, "person/ivo-marsh")
    keeper = explain_entity(sources, "person/ivo-marsh~sport")
    assert senator.namesakes == ["person/ivo-marsh~sport"]
    assert keeper.namesakes == ["person/ivo-marsh"]
    assert [e.uri for e in keeper.examples] == ["c.txt"]
    assert [e.uri for e in senator.examples] == ["a.txt", "b.txt"]
    assert "told apart, by roles and company" in str(keeper)
