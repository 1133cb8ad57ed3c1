"""Two people of one name have a page each, and each mark leads to its own."""

import pytest

from pipeline import api
from pipeline.corpus.entities import resolve_entities
from pipeline.duckdb_views import connect, tell_namesakes_apart
from pipeline.report import write_report
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from tests.report.test_report import data

SENATOR = (
    "Senator Ivo Marsh voted against the dam bill on 4 May 2031. “I will not support it,” Marsh said. "
    "Party leader Petra Holm praised Marsh."
)
KEEPER = (
    "Marlow Rovers goalkeeper Ivo Marsh hurt his knee on 6 May 2031. “My knee is gone,” Marsh said. "
    "Coach Lena Foss said that Marsh would return."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("namesakes") / "out")
    store.create()
    for number, text in enumerate((SENATOR, SENATOR.replace("Party leader", "The leader"), KEEPER)):
        made = api.extract(text, uri=f"{number}.txt", published_at="2031-05-07")
        for name in TABLES:
            if name in dir(made) and name != "entities":
                store.write(name, f"part-{number:05}", getattr(made, name), fingerprint="", code_version="v", model="m")
    entities = resolve_entities({name: store.paths(name) for name in ("articles", "mentions", "quotes", "events")})
    store.write("entities", "part-00000", entities, fingerprint="", code_version="v")
    return store


def test_the_views_count_them_apart(store):
    with connect(store) as database:
        found = database.execute(
            "SELECT DISTINCT speaker_id, uri FROM quotes_by WHERE speaker = 'Ivo Marsh'"
        ).fetchall()
        assert set(found) == {
            ("person/ivo-marsh", "0.txt"),
            ("person/ivo-marsh", "1.txt"),
            ("person/ivo-marsh~sport", "2.txt"),
        }
        tell_namesakes_apart(database)
        ids = "SELECT DISTINCT entity_id FROM mentions WHERE name = 'Ivo Marsh'"
        assert set(database.execute(ids).fetchall()) == {("person/ivo-marsh",), ("person/ivo-marsh~sport",)}
        did = "SELECT DISTINCT unnest(participants).entity_id AS one FROM events WHERE clause LIKE '%knee%'"
        assert ("person/ivo-marsh~sport",) in database.execute(did).fetchall()


def test_each_has_a_page_and_the_marks_lead_to_it(store, tmp_path):
    report = write_report(store, tmp_path / "report").parent
    pages = {one["id"]: one for file in (report / "data" / "entities").glob("*.js") for one in data(
        report, f"entities/{file.stem}"
    )}  # fmt: skip
    said = {key: [quote["text"] for quote in pages[key]["said"]["rows"]] for key in pages if "ivo-marsh" in key}
    assert said["person/ivo-marsh~sport"] == ["“My knee is gone,”"]
    assert "“I will not support it,”" in said["person/ivo-marsh"]
    assert "“My knee is gone,”" not in said["person/ivo-marsh"]
    assert [pages[key]["articles"]["n"] for key in ("person/ivo-marsh", "person/ivo-marsh~sport")] == [2, 1]
    assert any("knee" in event["clause"] for event in pages["person/ivo-marsh~sport"]["did"]["rows"])
    assert not any("knee" in event["clause"] for event in pages["person/ivo-marsh"]["did"]["rows"])
    assert [other["id"] for other in pages["person/ivo-marsh"]["namesakes"]] == ["person/ivo-marsh~sport"]
    assert [other["id"] for other in pages["person/ivo-marsh~sport"]["namesakes"]] == ["person/ivo-marsh"]
    article = next(
        one
        for row in data(report, "articles")
        if "goalkeeper" in str((one := data(report, f"articles/{row['id']}"))["text"])
    )
    led_to = {mark["row"].get("entity_id") for mark in article["marks"] if mark["kind"] == "mention"}
    assert "person/ivo-marsh~sport" in led_to
    assert "person/ivo-marsh" not in led_to
