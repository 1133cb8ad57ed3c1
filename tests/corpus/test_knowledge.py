"""Linking to a knowledge base."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.corpus.entities import resolve_entities
from pipeline.errors import KnowledgeBaseError
from tests.corpus.written_corpus import article

HEADER = "id,name,aliases,label,description\n"
ADA = "PERSON", "Ada Brenner"


@pytest.fixture
def write(tmp_path):
    def to_file(text):
        path = tmp_path / "people.csv"
        path.write_text(HEADER + text, "utf-8")
        return str(path)

    return to_file


def links(resolve, articles, path):
    return {one: row["kb_id"] for one, row in resolve(articles, path).items() if row["kb_id"]}


def test_one_entry_of_the_name(resolve, write):
    path = write("P1,Ada Brenner,A. Brenner;Mayor Brenner,PERSON,\nP2,Tom Brenner,,PERSON,\n")
    rows = resolve([article("a", [ADA, ("PERSON", "Lio Marsh")])], path)
    assert rows["person/ada-brenner"]["kb_id"] == "P1"
    assert rows["person/ada-brenner"]["kb_score"] == pytest.approx(0.8)
    assert rows["person/lio-marsh"]["kb_id"] is None
    assert rows["person/lio-marsh"]["kb_score"] is None


def test_names_count_more_than_aliases_and_two_more_than_one(resolve, write):
    path = write("P1,Ada Brenner,,PERSON,\nP2,Adele Bren,Ada Brenner,PERSON,\n")
    assert links(resolve, [article("a", [ADA])], path) == {"person/ada-brenner": "P1"}
    both = [article("a", [ADA, (*ADA, "Ada M. Brenner")])]
    path = write("P1,Ada Brenner,Ada M. Brenner,,\nP2,Ada Brenner,,,\n")
    assert links(resolve, both, path) == {"person/ada-brenner": "P1"}


def test_namesakes_are_left_open_unless_the_context_tells(resolve, write):
    path = write("P1,Ada Brenner,,PERSON,mayor of Velmora\nP2,Ada Brenner,,PERSON,striker of the football club\n")
    assert links(resolve, [article("a", [ADA])], path) == {}
    assert links(resolve, [article("a", [(*ADA, None, "Mayor")])], path) == {"person/ada-brenner": "P1"}
    assert links(resolve, [article("a", [ADA, ("ORG", "Ansel Football League")])], path) == {"person/ada-brenner": "P2"}


@pytest.mark.parametrize(("label", "found"), [("PERSON", 1), ("person", 1), ("ORG", 0), ("place", 0), ("", 1)])
def test_the_kind_of_thing_must_agree(resolve, write, label, found):
    assert len(links(resolve, [article("a", [ADA])], write(f"P1,Ada Brenner,,{label},\n"))) == found


def test_a_bare_surname_among_the_names_links_nobody(resolve, write):
    assert links(resolve, [article("a", [ADA, (*ADA, "Brenner")])], write("P1,Brenner,,PERSON,\n")) == {}


def test_a_parquet_file_with_lists_and_nothing_else(resolve, tmp_path):
    path = str(tmp_path / "kb.parquet")
    pq.write_table(pa.table({"id": [7], "name": ["Mayor of Velmora"], "aliases": [["Ada Brenner"]]}), path)
    rows = resolve([article("a", [ADA])], path)
    assert rows["person/ada-brenner"]["kb_id"] == "7"
    assert rows["person/ada-brenner"]["kb_score"] == pytest.approx(0.63)


def test_files_that_cannot_be_used(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("key,title\n1,x\n", "utf-8")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"no parquet")
    with pytest.raises(KnowledgeBaseError, match="lacks the columns id, name"):
        resolve_entities({}, str(wrong))
    for path in (str(broken), str(tmp_path / "missing.csv")):
        with pytest.raises(KnowledgeBaseError, match="cannot be read"):
            resolve_entities({}, path)
