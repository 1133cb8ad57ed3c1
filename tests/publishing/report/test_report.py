"""The report as files: every link leads somewhere, every text is only text."""

import datetime as dt
import html.parser
import json
import re

import pytest

from pipeline.errors import OutputError
from pipeline.publishing.report.overview import COLUMNS, event_columns, kinds_over_time, who_on_whom
from pipeline.publishing.report.search import words
from pipeline.publishing.report.site import CONTROLS, PAGES, days, named_controls, write_report
from pipeline.tables.store import Store


def data(report, name):
    content = (report / "data" / f"{name}.js").read_text()
    found = re.fullmatch(rf'quotidian\.take\("{re.escape(name)}",(.*)\)\n', content)
    return json.loads(found[1])


class Page(html.parser.HTMLParser):
    """The tags of a page, and the addresses it names."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.attributes = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_no_script_style_or_address_from_elsewhere(report, page):
    text = (report / page).read_text()
    parsed = Page(text)
    assert "Content-Security-Policy" in text
    assert "style" not in parsed.tags
    assert not {name for name in parsed.attributes if name.startswith("on") or name == "style"}
    for address in parsed.addresses:
        assert (report / address.split("#")[0]).exists() or address.startswith("#"), address


def test_what_an_article_holds_is_only_text(report):
    for page in PAGES:
        text = (report / page).read_text()
        assert "<script>" not in text
        assert "onerror=" not in text or "&lt;img" in text
        assert "\u202e" not in text
    for path in (report / "data").rglob("*.js"):
        assert path.read_bytes().isascii()


def test_articles_are_marked_by_their_offsets(report, store):
    quotes = {row["quote_id"]: row for row in store.read_all("quotes").to_pylist()}
    for article in store.read_all("articles").to_pylist():
        shown = data(report, f"articles/{article['article_id']}")

        def text_of(number, content, inside=False):
            found = ""
            for item in content:
                if isinstance(item, str):
                    found += item if inside else ""
                else:
                    found += text_of(number, item[1:], inside or item[0] == number)
            return found

        assert text_of(None, shown["text"], True) == article["text"]
        for number, mark in enumerate(shown["marks"]):
            if mark["kind"] == "quote":
                pieces = quotes[mark["id"]]["fragments"]
                assert text_of(number, shown["text"]) == "".join(article["text"][p["start"] : p["end"]] for p in pieces)


def test_only_web_addresses_become_links(report, store):
    links = {
        a["uri"]: data(report, f"articles/{a['article_id']}")["link"] for a in store.read_all("articles").to_pylist()
    }
    assert links == {"https://example.org/dam": "https://example.org/dam", "javascript:alert(3)": None}


def test_every_entity_is_found_in_its_file(report, store):
    first = data(report, "entity-files")
    ids = [one["id"] for number in range(len(first)) for one in data(report, f"entities/{number}")]
    assert ids == sorted(store.read_all("entities")["entity_id"].to_pylist())
    ada = next(
        one for n in range(len(first)) for one in data(report, f"entities/{n}") if one["id"] == "person/ada-brenner"
    )
    assert ada["said"]["n"] == 2
    assert ada["articles"]["rows"][0]["title"] == "The dam"


def test_the_timeline_is_in_order(report):
    timeline = data(report, "timeline")
    files = timeline["files"]
    assert timeline["first"] == "2031-05-06"
    events = [event for number in range(len(files)) for event in data(report, f"timeline/{number}")]
    dates = [event["date_start"] for event in events]
    assert dates == sorted(dates)
    assert {"1999-01-01", "2031-05-12"} <= set(dates)
    for counted in ("statuses", "types"):
        assert sum(sum(file[counted].values()) for file in files) == sum(file["n"] for file in files) == len(events)
    meeting = next(event for event in events if event["date_start"] == "2031-05-12")
    assert (meeting["type"], meeting["status"]) == ("meeting", "planned")


def test_words_lead_to_their_records(report):
    index = data(report, "words")
    held = {}
    for number in range(len(index["first"])):
        held |= data(report, f"words/{number}")
    records = data(report, "records/0")
    assert {records[number]["kind"] for number in held["brenner"]} >= {"entity", "quote"}
    assert all("dam" in words(json.dumps(records[number])) for number in held["dam"])
    for kind, (low, high) in index["kinds"].items():
        assert {record["kind"] for record in records[low:high]} == {kind}


def test_words_are_searched_without_case_and_accents():
    assert words("Épée the VÉLO_2") == ["epee", "velo", "2"]


def test_lists_are_cut_into_files(tmp_path):
    from pipeline.publishing.report.data import ROWS_A_FILE, ROWS_AT_ONCE, DataFolder

    folder = DataFolder(tmp_path)
    made = folder.section(range(ROWS_AT_ONCE + ROWS_A_FILE + 3))
    assert (made["n"], len(made["rows"]), made["more"]) == (
        ROWS_AT_ONCE + ROWS_A_FILE + 3,
        ROWS_AT_ONCE,
        ["more/0", "more/1"],
    )


def test_a_report_replaces_a_report_and_nothing_else(store, report, tmp_path):
    again = write_report(store, report)
    assert again == report / "index.html"
    assert not [path for path in report.parent.iterdir() if path.name.startswith(".report-")]
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="no report"):
        write_report(store, tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_two_reports_of_the_same_tables_are_the_same(store, report, tmp_path):
    write_report(store, tmp_path / "other")
    for path in report.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "other" / path.relative_to(report)).read_bytes(), path


def test_no_file_is_overwritten_by_a_report(tmp_path):
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(OutputError, match="notes holds something that is no report"):
        write_report(Store(tmp_path / "none"), tmp_path / "notes")
    assert (tmp_path / "notes").read_text() == "mine"


def test_no_tables_make_an_empty_report(tmp_path):
    first = write_report(Store(tmp_path / "none"), tmp_path / "report")
    assert "0 articles" in first.read_text()


def test_controls_are_named_and_everything_is_escaped():
    assert named_controls("a\u202e<b>") == '<bdi>a<span class="control">RLO</span>&lt;b&gt;</bdi>'
    assert set(CONTROLS.values()) >= {"RLO", "PDI"}


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2031-05-06", "2031-05-06", "6 May 2031"),
        ("2031-05-06", None, "6 May 2031"),
        ("2031-05-01", "2031-05-31", "May 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-05-06", "2031-05-12", "6 May 2031 – 12 May 2031"),
        ("0998-01-01", "0998-12-31", "998"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_days_are_told_as_exactly_as_they_are_known(start, end, said):
    event = {"date_start": dt.date.fromisoformat(start), "date_end": end and dt.date.fromisoformat(end)}
    assert days(event) == said


def columns_of(dates, first=None, last=None):
    events = [{"date_start": dt.date.fromisoformat(day), "status": "happened"} for day in dates]
    return event_columns(events, first and dt.date.fromisoformat(first), last and dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("dates", "first", "n"),
    [
        (["2031-05-06", "2031-05-09"], "6 May 2031", 4),
        (["2031-05-06", "2031-07-01"], "6 May 2031", 57),
        (["2031-05-06", "2031-09-01"], "week of 5 May 2031", 18),
        (["2028-05-06", "2031-07-01"], "May 2028", 39),
        (["2020-02-06", "2031-07-01"], "Q1 2020", 47),
        (["1990-02-06", "2031-07-01"], "1990", 42),
        (["1601-02-06", "2031-07-01"], "1600s", 44),
        (["0001-01-01", "9999-12-31"], None, None),
        ([], None, 0),
    ],
)
def test_events_are_charted_by_the_finest_unit_that_fits(dates, first, n):
    columns = columns_of(dates)
    assert sum(column["told"] for column in columns) == len(dates)
    if first:
        assert (columns[0]["label"], len(columns)) == (first, n)
    assert len(columns) <= 2 * COLUMNS


@pytest.mark.parametrize(
    ("first", "last", "label", "n", "told"),
    [
        ("2031-05-05", "2031-05-18", "5 May 2031", 14, 1),
        ("2031-05-06", "2031-05-06", "30 Apr 2031", 14, 1),
        ("2031-05-01", "2032-03-01", "week of 28 Apr 2031", 45, 2),
        ("9999-12-31", "9999-12-31", "25 Dec 9999", 7, 0),
    ],
)
def test_the_chart_spans_the_days_of_the_articles(first, last, label, n, told):
    columns = columns_of(["1788-01-01", "2031-05-06", "2031-06-06"], first, last)
    assert (columns[0]["label"], len(columns), sum(column["told"] for column in columns)) == (label, n, told)


def pair(speaker, about, n):
    return {"speaker_id": f"person/{speaker}", "speaker": speaker.title(), "about_id": f"person/{about}",
            "about": about.title(), "n": n}  # fmt: skip


def test_who_speaks_about_whom_has_those_who_speak_most_first_and_circles_by_area():
    table = who_on_whom([pair("ada", "bo", 1), pair("cy", "bo", 4), pair("cy", "ada", 1)])
    assert table["spoken_of"] == [("person/bo", "Bo"), ("person/ada", "Ada")]
    assert [
        (name, [(cell["about"], cell["n"], cell["radius"]) for cell in cells]) for _, name, cells in table["speakers"]
    ] == [("Cy", [("Bo", 4, 9.0), ("Ada", 1, 4.5)]), ("Ada", [("Bo", 1, 4.5), ("Ada", 0, 0)])]
    assert who_on_whom([]) == {"spoken_of": [], "speakers": []}


def test_kinds_of_events_have_their_numbers_in_each_column_of_the_chart():
    days = [dt.date(2031, 5, day) for day in (1, 2, 2, 14, 30)]
    dated = [{"date_start": day, "status": "happened", "event_type": kind} for day, kind in
             zip(days, ("fire", "fire", "fire", "strike", "fire"), strict=True)]  # fmt: skip
    columns = event_columns(dated, days[0], days[3])
    kinds = kinds_over_time([{"name": "fire", "n": 4}, {"name": "strike", "n": 1}], dated, columns)
    assert [kind["columns"] for kind in kinds] == [[5, 10, *[0] * 12], [*[0] * 13, 5]]
