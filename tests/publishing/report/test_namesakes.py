"""Two people of one name have a page each, and each mark leads to its own."""

import pytest

from pipeline.publishing.report.site import write_report
from pipeline.publishing.views import connect, tell_namesakes_apart
from tests.publishing.report.test_report import data
from tests.stored import stored

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
    texts = (SENATOR, SENATOR.replace("Party leader", "The leader"), KEEPER)
    articles = ((text, {"uri": f"{n}.txt", "published_at": "2031-05-07"}) for n, text in enumerate(texts))
    return stored(tmp_path_factory.mktemp("namesakes") / "out", *articles)


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
        did = "SELECT DISTINCT unnest(participants).entity_id AS one FROM event_mentions WHERE clause LIKE '%knee%'"
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
