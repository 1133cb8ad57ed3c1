from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles.dateline import find_dateline_date, find_datelines

DAY = dt.date(2025, 10, 17)


@pytest.mark.parametrize(
    "text",
    [
        "BUDAPEST, October 17, 2025 — Ministers met.",
        "BUDAPEST, Oct. 17, 2025 (Reuters) - Ministers met.",
        "NEW YORK (AP), 17 October 2025 -- Ministers met.",
        "St. Gallen, Switzerland, 17 October 2025: Ministers met.",
        "SAN FRANCISCO, Oct. 17, 2025 /PRNewswire/ -- A firm said so.",
        "17 October 2025\n\nMinisters met.",
        "Ministers meet\n\nFriday, 17 Oct. 2025\n\nThey talked.",
        "Ministers meet\nBy Ann Other\nPublished: October 17, 2025 at 9:30 am\nThey talked.",
        "Last updated on 2025-10-17 09:30 GMT\nThey talked.",
        "2025-10-17T09:30:00Z\nThey talked.",
        "17.10.2025\nThey talked.",
        "10/17/2025\nThey talked.",
        "17th of October, 2025\nThey talked.",
        "09:30, 17 October 2025\nThey talked.",
        "By Ann Other | October 17, 2025\nThey talked.",
        "Oct 17, 2025, 9:30 AM EDT | Updated Oct 18, 2025\nThey talked.",
        "October 17, 2025 | By Ann Other\nThey talked.",
        "Ministers meet\n\nRelease: 10/17/2025\n\nThey talked.",
        "For immediate release: October 17, 2025\nThey talked.",
        "Release date: 17 October 2025\nThey talked.",
        "Ministers meet\n\nPOSTED: 0930 GMT (1730 HKT), October 17, 2025\n\nThey talked.",
        "Ministers meet\nUpdated 1730 SGT, October 17, 2025\nThey talked.",
        "Ministers meet\n\nOn behalf of Tarn and Holm posted in Talks on Friday, October 17, 2025.\n\nThey talked.",
        "Posted under Talks on October 17, 2025\nThey talked.",
        "Ministers meet\n\nEdited on Fri Oct-17-25 03:49 PM\n\nThey talked.",
        "Ministers meet\n\nOct-17-2025\n\nThey talked.",
        "Graz, Austria, Oct 17, 2025 / 02:00 pm (CNA).- Ministers met.",
        "Graz, Oct 17, 2025/02:00 pm (CNA)\n\nMinisters met.",
    ],
)
def test_the_head_of_a_text_gives_its_date(text: str) -> None:
    assert find_dateline_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BUDAPEST, October 17 — Ministers met.",
        "October 17\n\nMinisters met.",
        "03/04/2025\nMinisters met.",
        "Ministers met on October 17, 2025 - and again later.",
        "In a letter dated Oct. 17, 2025 — a week before — he said so.",
        "On Friday, October 17, 2025 — his birthday — he said so.",
        "The war began on 17 October 2025.",
        "February 30, 2025\nMinisters met.",
        "Release: 03/08/2025\nMinisters met.",
        "The release of October 17, 2025\nMinisters met.",
        "On behalf of the ministers, he posted it in the hall on October 17, 2025.\nThey talked.",
        "1930 meetings, October 17, 2025\nMinisters met.",
        "Friday\nMinisters met.",
        "2025\nMinisters met.",
        "\n".join(["A line."] * 40) + "\n17 October 2025\n",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert find_dateline_date(text) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_of_its_own_line_comes_back(day: dt.date) -> None:
    for form in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b}. {day.year}",
        f"{day:%A}, {day:%d %B %Y}",
        f"{day}",
    ):
        assert find_dateline_date(f"A headline\n\n{form}\n\nThe text.") == day


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    date = find_dateline_date(text)
    assert date is None or isinstance(date, dt.date)


def test_reading_a_dateline_loads_no_language_model_code() -> None:
    code = "import sys, pipeline.articles.dateline; sys.exit('spacy' in sys.modules or 'holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_place_and_a_date_may_be_a_line_of_their_own():
    assert find_dateline_date("Port Sorrel, 14 August 2031\n\nThe water is safe.") == dt.date(2031, 8, 14)
    assert find_dateline_date("The Battle of Port Sorrel, 14 August 1831\n\nIt was long ago.") is None


def pieces(text):
    """The datelines of a text as the words of their pieces: place, agency, date, what the prose begins with, bare."""
    return [
        (
            *(span and text[slice(*span)] for span in (found.place, found.agency, found.date)),
            text[found.prose :].split()[0],
            found.bare,
        )
        for found in find_datelines(text)
    ]


@pytest.mark.parametrize(
    ("head", "place", "agency", "date", "bare"),
    [
        ("TALLINN (Reuters) - ", "TALLINN", "Reuters", None, False),
        ("TALLINN, Reuters — ", "TALLINN", "Reuters", None, False),
        ("TALLINN: ", "TALLINN", None, None, True),
        ("TALLINN—", "TALLINN", None, None, True),
        ("TALLINN, Estonia: ", "TALLINN, Estonia", None, None, True),
        ("Tallinn, Estonia (Harju Elu) – ", "Tallinn, Estonia", "Harju Elu", None, True),
        ("TALLINN, Estonia — ", "TALLINN, Estonia", None, None, True),
        ("TALLINN, Estonia, Nov. 9 — ", "TALLINN, Estonia", None, "Nov. 9", False),
        ("TALLINN, Thursday -- ", "TALLINN", None, "Thursday", False),
        ("TALLINN/RIGA, 9 November (AFP) – ", "TALLINN/RIGA", "AFP", "9 November", False),
        ("TALLINN and RIGA (AP) _ ", "TALLINN and RIGA", "AP", None, False),
        ("TALLINN (AP), 9 November 2031 -- ", "TALLINN", "AP", "9 November 2031", False),
        ("TALLINN, Nov. 9, 2031 /PRNewswire/ -- ", "TALLINN", "PRNewswire", "Nov. 9, 2031", False),
        ("TALLINN, November 9. /TASS/. ", "TALLINN", "TASS", "November 9", False),
        ("TALLINN--(BUSINESS WIRE)--", "TALLINN", "BUSINESS WIRE", None, False),
        ("Tallinn, Nov 9 (PTI) ", "Tallinn", "PTI", "Nov 9", False),
        ("Tallinn [Estonia], November 9 (ANI): ", "Tallinn [Estonia]", "ANI", "November 9", False),
        ("Tallinn (CNN)", "Tallinn", "CNN", None, False),
        ("(CNN) -- ", None, "CNN", None, False),
        ("ST. GALLEN, Switzerland (dpa) - ", "ST. GALLEN, Switzerland", "dpa", None, False),
        ("RIO DE JANEIRO – ", "RIO DE JANEIRO", None, None, True),
        ("Port Sorrel, Nov. 9, 2031 — ", "Port Sorrel", None, "Nov. 9, 2031", False),
        ("Port Sorrel, 9 November 2031\n\n", "Port Sorrel", None, "9 November 2031", False),
        ("PORT SORREL (Reuters)\n", "PORT SORREL", "Reuters", None, False),
    ],
)
@pytest.mark.parametrize("before", ["", "Harbour closes\nBy Ann Other\n\n", "Farm sold\n\n  "])
def test_a_dateline_has_its_pieces(head, place, agency, date, bare, before):
    assert pieces(f"{before}{head}Ministers met there.\nThey ate.") == [(place, agency, date, "Ministers", bare)]


@pytest.mark.parametrize(
    "line",
    [
        "ANALYSIS - The harbour is full.",
        "UPDATE: The harbour is full.",
        "EU - The harbour is full.",
        "POSTED: 10 am, The harbour.",
        "FOR IMMEDIATE RELEASE, Nov. 9",
        "HOW TO HELP — The harbour is full.",
        "UNESCO — the harbour's owner — is full of hope.",
        "HARBOUR SHUT - TOWN IN FEAR",
        "TALLINN – TARTU RAILWAY REOPENS",
        "Jan Kask (Reuters)",
        "Jan Kask (left) - The harbourmaster",
        "Jan Kask, Mari Tamm (left) - The harbourmasters",
        "Tallinn (Harju Elu) – The harbour is full.",
        "Jan Kask, Nov. 9",
        "Tallinn: The harbour is full.",
        "Tallinn - The harbour is full.",
        "Monday, Nov. 9 — The harbour is full.",
        "On Nov. 9 — a Monday — it closed.",
        "The mayor (AP) said so.",
        "Ministers met on Nov. 9 - and again later.",
        "THE HARBOUR — Nobody knows who owns it.",
        "Battle of Port Sorrel, 14 August 1831",
        "Old Port Sorrel Town, 14 August 1831",
        "Port Sorrel, 14 August",
    ],
)
def test_what_looks_like_a_dateline_is_none(line):
    assert pieces(f"{line}\nMinisters met there.") == []


def test_an_interview_has_no_datelines_though_its_speakers_are_in_capitals():
    assert pieces("KASK: The harbour is full.\nMAGI: It is not.") == []
    assert pieces("KASK: The harbour is full.\nIt is not.") == [("KASK", None, None, "The", True)]


def test_capitals_and_a_colon_are_a_dateline_near_the_top_only():
    paragraph = "The boats wait.\n\n"
    assert pieces(paragraph * 5 + "TALLINN: Ministers met.") == [("TALLINN", None, None, "Ministers", True)]
    assert pieces(paragraph * 6 + "TALLINN: Ministers met.") == []
    assert pieces(paragraph * 6 + "TALLINN — Ministers met.") == [("TALLINN", None, None, "Ministers", True)]


def test_a_column_of_short_news_has_a_dateline_for_each():
    text = "TALLINN (AP) — Ministers met.\n\nRIGA, Latvia (AP) — Farmers left.\n"
    assert [found[0] for found in pieces(text)] == ["TALLINN", "RIGA, Latvia"]


@pytest.mark.parametrize(
    "headline", ["Harbour closes for good.", 'Harbour "closes".', "Harbour closes .", "Is the harbour shut?"]
)
def test_a_dateline_may_follow_the_headline_on_its_line(headline):
    assert pieces(f"{headline} TALLINN — Ministers met.") == [("TALLINN", None, None, "Ministers", True)]
    assert pieces(f"{headline} TALLINN, Estonia (AP) - Ministers met.")[0][0] == "TALLINN, Estonia"
    assert pieces(f"{headline}\nThey met. TALLINN — Ministers met.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Harbour closes for good TALLINN — Ministers met.",
        "Harbour closes. NATO — the alliance — met.",
        "Harbour of the U.S. TALLINN — Ministers met.",
        "No way. TALLINN — Ministers met.",
        "Harbour closes. WATCH: Ministers met.",
    ],
)
def test_capitals_within_a_line_are_no_dateline(line):
    assert pieces(line) == []


@given(st.text(alphabet="AB a.,-—:()/[]\n5", max_size=200))
def test_the_pieces_of_a_dateline_lie_within_it(text):
    for found in find_datelines(text):
        spans = [span for span in (found.place, found.agency, found.date) if span]
        assert all(found.start <= start < end <= found.end <= found.prose <= len(text) for start, end in spans)
