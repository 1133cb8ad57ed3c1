"""The pages of stories, and what is told beside a quote that is printed again."""

import pytest

from pipeline.publishing.report.events import KINDS
from pipeline.publishing.report.printings import AT_MOST, Printings
from pipeline.publishing.report.site import write_report
from pipeline.publishing.views import connect
from tests.publishing.report.test_report import data
from tests.publishing.test_views import COPY, LATER, LEAD, OWN, WIRE, WORDS
from tests.stored import stored

ALONE = "Growers around Maldon expect the best apple harvest in eleven years. “I am out of crates,” said Jo Pell."


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A report, a copy of it, another paper's own on the same, and an article on something else."""
    text = f"{LEAD}\n\n{WORDS} The bridge will open on 2 June 2031."
    return stored(
        tmp_path_factory.mktemp("stories") / "out",
        (text, {"uri": WIRE, "title": "Bridge shut", "published_at": "2031-05-05", "publisher": "Wire"}),
        (text, {"uri": COPY, "title": "No cars", "published_at": "2031-05-06"}),
        (LATER, {"uri": OWN, "title": "Ferries", "published_at": "2031-05-13", "publisher": "Other"}),
        (ALONE, {"uri": "apples.txt", "published_at": "2031-05-13"}),
    )


@pytest.fixture(scope="module")
def report(store):
    return write_report(store).parent


def ids(store):
    return {row["uri"]: row["article_id"] for row in store.read_all("articles", ["uri", "article_id"]).to_pylist()}


def test_a_story_has_its_articles_and_who_copied_whom(report, store):
    ((story,),) = [data(report, f"stories/{number}") for number in range(len(data(report, "story-files")))]
    assert (story["title"], story["n_articles"], story["n_copies"]) == ("Bridge shut", 3, 1)
    assert (story["first_day"], story["last_day"]) == ("2031-05-05", "2031-05-13")
    told = [(one["title"], one.get("copied_from"), one.get("copy_of")) for one in story["articles"]["rows"]]
    assert told == [("Bridge shut", None, None), ("No cars", "Wire", ids(store)[WIRE]), ("Ferries", None, None)]
    assert "Ada Brenner" in [one["name"] for one in story["named"]]


def test_what_is_said_in_a_story_is_listed_once_with_where_else_it_is_printed(report):
    (story,) = data(report, "stories/0")
    first, *others = story["said"]["rows"]
    assert (first["speaker"], first["day"], first["cue"]) == ("Ada Brenner", "2031-05-05", "said")
    assert [(one["name"], one["day"], one.get("copied")) for one in first["again"]] == [
        ("No cars", "2031-05-06", True),
        ("Other", "2031-05-13", None),
    ]
    assert all(one["text"] != first["text"] for one in others)


def test_what_happens_in_a_story_is_told_once(report):
    (story,) = data(report, "stories/0")
    (opening,) = [one for one in story["happened"]["rows"] if one.get("date_start") == "2031-06-02"]
    assert (opening["status"], opening["type"], opening["n"], opening["n_mentions"]) == ("planned", "opening", 2, 2)
    assert "2 June 2031" in opening["summary"]


def test_an_event_has_its_tellings_beside_each_other_with_their_words_marked(report):
    events = [one for number in range(len(data(report, "event-files"))) for one in data(report, f"events/{number}")]
    (opening,) = [one for one in events if one.get("date_start") == "2031-06-02"]
    assert (opening["status"], opening["n_articles"], opening["n_independent"]) == ("planned", 2, 1)
    assert [step["status"] for step in opening["history"]] == ["planned"]
    assert opening["story"] == "Bridge shut"
    first, copy = opening["told"]["rows"]
    assert [(one["title"], one["day"], one.get("copied")) for one in (first, copy)] == [
        ("Bridge shut", "2031-05-05", None),
        ("No cars", "2031-05-06", True),
    ]

    def words(tree, inside=None):
        for node in tree:
            if isinstance(node, str):
                yield KINDS[inside] if inside is not None else None, node
            else:
                yield from words(node[1:], node[0])

    assert "".join(text for _, text in words(first["words"])) == "The bridge will open on 2 June 2031."
    assert [text for kind, text in words(first["words"]) if kind == "trigger"] == ["open"]
    assert first["because"]


def test_events_are_listed_and_those_told_once_lead_to_their_words(report, store):
    listed = data(report, "events")
    assert {one["id"] for one in listed} == set(store.read_all("events")["event_id"].to_pylist())
    told = set(store.read_all("event_mentions")["event_mention_id"].to_pylist())
    assert all(one["mention"] in told for one in listed)
    assert [one["n"] for one in listed][:1] == [max(one["n"] for one in listed)]


def test_the_timeline_leads_from_a_telling_to_its_event(report):
    opening = [one for one in data(report, "timeline/0") if one.get("date_start") == "2031-06-02"]
    assert len({one["happening"] for one in opening}) == 1
    assert [one["told"] for one in opening] == [2, 2]


def test_a_story_of_one_article_leads_to_it(report, store):
    listed = data(report, "stories")
    assert [(one["n"], one.get("article")) for one in listed] == [(3, None), (1, ids(store)["apples.txt"])]
    assert listed[1]["title"].startswith("Growers around Maldon")


def test_an_article_tells_its_story_and_what_it_was_copied_from(report, store):
    known = ids(store)
    copy = data(report, f"articles/{known[COPY]}")["story"]
    assert (copy["n"], copy["title"], copy["copy_of"]) == (3, "Bridge shut", known[WIRE])
    assert copy["share"] > 0.9
    assert "copy_of" not in data(report, f"articles/{known[OWN]}")["story"]
    assert "story" not in data(report, f"articles/{known['apples.txt']}")


def test_a_quote_in_its_article_tells_where_else_it_is_printed(report, store):
    marks = data(report, f"articles/{ids(store)[OWN]}")["marks"]
    again = {mark["row"]["speaker_name"]: mark.get("again") for mark in marks if mark["kind"] == "quote"}
    assert [one["name"] for one in again["Ada Brenner"]] == ["Wire", "No cars"]
    assert again["Tom Halloran"] is None


def test_an_entity_said_once_what_is_printed_three_times(report):
    ada = next(one for one in data(report, "entities/0") if one["id"] == "person/ada-brenner")
    assert ada["said"]["n"] == 1
    assert len(ada["said"]["rows"][0]["again"]) == 2


def test_the_overview_names_stories_and_what_is_printed_again(report):
    page = (report / "index.html").read_text()
    assert "Told by most" in page
    assert "Bridge shut" in page
    assert "3 articles, 2 without copies" in page


def test_of_many_printings_the_first_are_named(store):
    with connect(store) as database:
        printings = Printings(database)
    for rows in printings._printings.values():
        rows += [{**rows[-1], "id": f"q{n}", "article_id": f"a{n}"} for n in range(AT_MOST)]
    (quote,) = [key for key, rows in printings._printings.items()][:1]
    beside = printings.beside(printings._printings[quote][0]["id"])
    assert (len(beside["again"]), beside["more_again"]) == (AT_MOST, 2)
    assert printings.beside("unknown") == {}


def test_the_texts_of_articles_are_searched(report, store):
    index = data(report, "words")
    held = {}
    for number in range(len(index["first"])):
        held |= data(report, f"words/{number}")
    low, high = index["kinds"]["article"]
    records = data(report, "records/0")
    found = [records[number]["id"] for number in held["harvest"] if low <= number < high]
    assert found == [ids(store)["apples.txt"]]
