"""What is found, where it ends, and its value: a sentence or two for each rule. The day is Friday 17 October 2025."""

from __future__ import annotations

import datetime as dt

import pytest

Expected = list[tuple[str, str, str]]


def check(find, text: str, expected: Expected, day: str | None = "2025-10-17") -> None:
    assert [(row.text, row.timex_type, row.value) for row in find(text, day)] == expected


EXPLICIT = [
    ("They met on October 16, 2024.", [("October 16, 2024", "DATE", "2024-10-16")]),
    ("They met on Thursday, 16 Oct. 2025.", [("Thursday, 16 Oct. 2025", "DATE", "2025-10-16")]),
    ("The pact of the 4th of July 1999 holds.", [("the 4th of July 1999", "DATE", "1999-07-04")]),
    ("It was signed on 2025-10-01.", [("2025-10-01", "DATE", "2025-10-01")]),
    ("It was signed on 9/13/2001.", [("9/13/2001", "DATE", "2001-09-13")]),
    ("It was signed on 4/5/2001.", [("4/5/2001", "DATE", "2001-XX-XX")]),
    ("It ran from 4/5/2001 to 13/5/2001.", [("4/5/2001", "DATE", "2001-05-04"), ("13/5/2001", "DATE", "2001-05-13")]),
    ("It ran from 5/4/2001 to 5/13/2001.", [("5/4/2001", "DATE", "2001-05-04"), ("5/13/2001", "DATE", "2001-05-13")]),
    ("She lost the 2016 election.", [("2016", "DATE", "2016")]),
    ("FY2024 was better than H1 2025.", [("FY2024", "DATE", "2024"), ("H1 2025", "DATE", "2025-H1")]),
    ("He came two weeks ago on Monday.", [("two weeks ago on Monday", "DATE", "2025-09-29")]),
    ("They will meet a week on Tuesday.", [("a week on Tuesday", "DATE", "2025-10-28")]),
    ("Two weeks from Monday they meet.", [("Two weeks from Monday", "DATE", "2025-11-03")]),
    ("She spent a week on Tuesday.", [("a week", "DURATION", "P1W"), ("Tuesday", "DATE", "2025-10-14")]),
    ("Thursday, Jan. 8, will be cold.", [("Thursday, Jan. 8", "DATE", "2026-01-08")]),
    ("Thursday, Jan. 8, was cold.", [("Thursday, Jan. 8", "DATE", "XXXX-01-08")]),
    ("Wednesday, Jan. 8, was cold.", [("Wednesday, Jan. 8", "DATE", "2025-01-08")]),
    ("It was signed on 17.10.2025.", [("17.10.2025", "DATE", "2025-10-17")]),
    ("He left in March 1996.", [("March 1996", "DATE", "1996-03")]),
    ("He left in nineteen ninety-six.", [("nineteen ninety-six", "DATE", "1996")]),
    ("Prices rose in early 1990 and mid-1996.", [("early 1990", "DATE", "1990"), ("mid-1996", "DATE", "1996")]),
    ("It stood in the year 2000.", [("the year 2000", "DATE", "2000")]),
    ("He served from 2009-10 on.", [("2009-10", "DURATION", "P1Y")]),
    ("It was built in the late 1970s.", [("the late 1970s", "DATE", "197")]),
    ("It was built in the '80s.", [("the '80s", "DATE", "198")]),
    ("He ruled from 2022 to 2024.", [("2022", "DATE", "2022"), ("2024", "DATE", "2024")]),
    ("It was built in the nineties.", [("the nineties", "DATE", "199")]),
    ("It was built in the 20th century.", [("the 20th century", "DATE", "19")]),
    ("Sales fell in the third quarter of 1990.", [("the third quarter of 1990", "DATE", "1990-Q3")]),
    ("Sales fell in Q2 2024.", [("Q2 2024", "DATE", "2024-Q2")]),
    ("Sales fell in the first half of 2025.", [("the first half of 2025", "DATE", "2025-H1")]),
    ("They married in the summer of 1989.", [("the summer of 1989", "DATE", "1989-SU")]),
    ("It snowed on Christmas Day 2010.", [("Christmas Day 2010", "DATE", "2010-12-25")]),
    ("They met on Easter Monday 2024.", [("Easter Monday 2024", "DATE", "2024-04-01")]),
    ("They met on Thanksgiving 2023.", [("Thanksgiving 2023", "DATE", "2023-11-23")]),
]

RELATIVE = [
    ("He left on October 15.", [("October 15", "DATE", "2025-10-15")]),
    ("The trial will open on Jan. 9.", [("Jan. 9", "DATE", "2026-01-09")]),
    ("He arrived on Friday.", [("Friday", "DATE", "2025-10-17")]),
    ("He arrived on Saturday.", [("Saturday", "DATE", "2025-10-11")]),
    ("He will arrive on Saturday.", [("Saturday", "DATE", "2025-10-18")]),
    ("The trial is scheduled for Monday.", [("Monday", "DATE", "2025-10-20")]),
    ("He toured the state ahead of Saturday's vote.", [("Saturday", "DATE", "2025-10-18")]),
    ("The trial begins Monday.", [("Monday", "DATE", "2025-10-20")]),
    ("He arrived last Friday.", [("last Friday", "DATE", "2025-10-10")]),
    ("He arrives next Tuesday.", [("next Tuesday", "DATE", "2025-10-21")]),
    (
        "They will meet on Wednesday and Thursday.",
        [("Wednesday", "DATE", "2025-10-22"), ("Thursday", "DATE", "2025-10-23")],
    ),
    (
        "It will rain from Friday to Monday.",
        [("Friday", "DATE", "2025-10-17"), ("Monday", "DATE", "2025-10-20")],
    ),
    (
        "He spoke yesterday and leaves tomorrow.",
        [("yesterday", "DATE", "2025-10-16"), ("tomorrow", "DATE", "2025-10-18")],
    ),
    ("He left the day before yesterday.", [("the day before yesterday", "DATE", "2025-10-15")]),
    ("It happened last week.", [("last week", "DATE", "2025-W41")]),
    ("It happened earlier this month.", [("earlier this month", "DATE", "2025-10")]),
    ("It happened last year.", [("last year", "DATE", "2024")]),
    ("It opens next decade.", [("next decade", "DATE", "203")]),
    ("They spoke over the weekend.", [("the weekend", "DATE", "2025-W41-WE")]),
    ("They will speak this weekend.", [("this weekend", "DATE", "2025-W42-WE")]),
    ("The law was passed in June.", [("June", "DATE", "2025-06")]),
    ("The law will be passed in June.", [("June", "DATE", "2026-06")]),
    ("They have to agree by December.", [("December", "DATE", "2025-12")]),
    ("He retired last September.", [("last September", "DATE", "2024-09")]),
    ("Profit rose in the third quarter.", [("the third quarter", "DATE", "2025-Q3")]),
    ("They met last summer.", [("last summer", "DATE", "2025-SU")]),
    ("They will meet in the spring.", [("the spring", "DATE", "2026-SP")]),
    ("It happened six months ago.", [("six months ago", "DATE", "2025-04")]),
    ("It happened two weeks ago.", [("two weeks ago", "DATE", "2025-W40")]),
    ("It happened about ten years ago.", [("about ten years ago", "DATE", "2015")]),
    ("They will decide in two months' time.", [("two months' time", "DATE", "2025-12")]),
    ("They will vote on Election Day.", [("Election Day", "DATE", "2025-11-04")]),
    ("They marched on Labor Day.", [("Labor Day", "DATE", "2025-09-01")]),
    ("Shops will close on Christmas Eve.", [("Christmas Eve", "DATE", "2025-12-24")]),
    (
        "He was in office from 1 January to 31 March 2024.",
        [("1 January", "DATE", "2024-01-01"), ("31 March 2024", "DATE", "2024-03-31")],
    ),
    (
        "Between January 1 and September 26 ten ferries sank.",
        [("January 1", "DATE", "2025-01-01"), ("September 26", "DATE", "2025-09-26")],
    ),
    (
        "I am going to Rome next month, to Paris in December, and to Mexico in February.",
        [("next month", "DATE", "2025-11"), ("December", "DATE", "2025-12"), ("February", "DATE", "2026-02")],
    ),
    ("A vote is to be held on May 9.", [("May 9", "DATE", "2026-05-09")]),
    ("They always met on a Monday.", [("Monday", "DATE", "XXXX-WXX-1")]),
    ("We met a couple of years back.", [("a couple of years back", "DATE", "2023")]),
    ("The fair was held on June 12-15.", [("June 12", "DATE", "2025-06-12"), ("15", "DATE", "2025-06-15")]),
]

TIMES = [
    ("He called at 10 p.m. Wednesday.", [("10 p.m. Wednesday", "TIME", "2025-10-15T22:00")]),
    ("He called on Tuesday night.", [("Tuesday night", "TIME", "2025-10-14TNI")]),
    ("He called this morning.", [("this morning", "TIME", "2025-10-17TMO")]),
    ("He called last night.", [("last night", "TIME", "2025-10-16TNI")]),
    ("Polls closed at 17:45 GMT.", [("17:45 GMT", "TIME", "XXXX-XX-XXT17:45Z")]),
    (
        "They will meet on Nov 4, 2026, at 10:30 a.m. EST.",
        [("Nov 4, 2026, at 10:30 a.m. EST", "TIME", "2026-11-04T10:30-05:00")],
    ),
    (
        "It took effect at 04:00 local time (0200 GMT) on Wednesday.",
        [
            ("04:00 local time", "TIME", "2025-10-15T04:00"),
            ("0200 GMT", "TIME", "2025-10-15T02:00Z"),
            ("Wednesday", "DATE", "2025-10-15"),
        ],
    ),
    ("It ended at noon on Saturday.", [("noon on Saturday", "TIME", "2025-10-11T12:00")]),
    ("The night of Oct. 7, 2023, was cold.", [("The night of Oct. 7, 2023", "TIME", "2023-10-07TNI")]),
]

DURATIONS = [
    ("He waited for two hours.", [("two hours", "DURATION", "PT2H")]),
    ("It took two and a half years.", [("two and a half years", "DURATION", "P2Y6M")]),
    ("It took a minute and a half.", [("a minute and a half", "DURATION", "PT1M30S")]),
    ("It took 2 1/2 years.", [("2 1/2 years", "DURATION", "P2Y6M")]),
    ("It took several months.", [("several months", "DURATION", "PXM")]),
    ("It took more than four hours.", [("more than four hours", "DURATION", "PT4H")]),
    ("Over the past two years it grew.", [("the past two years", "DURATION", "P2Y")]),
    ("In the first nine months it grew.", [("the first nine months", "DURATION", "P9M")]),
    ("The eight-year war ended.", [("eight-year", "DURATION", "P8Y")]),
    ("It is expected to last six weeks.", [("six weeks", "DURATION", "P6W")]),
    ("The strike is set to last 48 hours.", [("48 hours", "DURATION", "PT48H")]),
    ("It took a couple of days.", [("a couple of days", "DURATION", "P2D")]),
    ("Talks resume in the coming days.", [("the coming days", "DURATION", "PXD")]),
    ("It took two years and six months.", [("two years and six months", "DURATION", "P2Y6M")]),
    ("They spoke for half an hour.", [("half an hour", "DURATION", "PT30M")]),
    ("He left a day after the vote.", [("a day", "DURATION", "P1D")]),
]

SETS = [
    ("They train every Tuesday.", [("every Tuesday", "SET", "XXXX-WXX-2")]),
    ("They train on Fridays.", [("Fridays", "SET", "XXXX-WXX-5")]),
    ("They train twice a week.", [("twice a week", "SET", "P1W")]),
    ("They meet every two weeks.", [("every two weeks", "SET", "P2W")]),
    ("It is published monthly.", [("monthly", "SET", "XXXX-XX")]),
    ("The fund pays $5 million a year.", [("a year", "SET", "P1Y")]),
    ("The fair is held each July.", [("each July", "SET", "XXXX-07")]),
]

REFERENCES = [
    ("He is now in Paris.", [("now", "DATE", "PRESENT_REF")]),
    ("He has recently moved.", [("recently", "DATE", "PAST_REF")]),
    ("He thinks about the future.", [("the future", "DATE", "FUTURE_REF")]),
    ("It happened decades ago.", [("decades ago", "DATE", "PAST_REF")]),
]

IN_TEXT = [
    (
        "He won on May 3, 2024. The next day he resigned.",
        [("May 3, 2024", "DATE", "2024-05-03"), ("The next day", "DATE", "2024-05-04")],
    ),
    (
        "He won on May 3, 2024. Two weeks later he resigned.",
        [("May 3, 2024", "DATE", "2024-05-03"), ("Two weeks later", "DATE", "2024-W20")],
    ),
    (
        "He won in 2019. Three months later he resigned.",
        [("2019", "DATE", "2019"), ("Three months later", "DATE", "XXXX-XX")],
    ),
    (
        "He won in the nineties. Two decades later he resigned.",
        [("the nineties", "DATE", "199"), ("Two decades later", "DATE", "201")],
    ),
    (
        "He won in May 2024. He resigned that year.",
        [("May 2024", "DATE", "2024-05"), ("that year", "DATE", "2024")],
    ),
    (
        "Third-quarter net rose to $5 million from $4 million a year earlier.",
        [("Third-quarter", "DATE", "2025-Q3"), ("a year earlier", "DATE", "2024-Q3")],
    ),
    (
        "Third-quarter net rose. In the year-earlier period it fell.",
        [("Third-quarter", "DATE", "2025-Q3"), ("the year-earlier period", "DATE", "2024-Q3")],
    ),
    (
        "Sales in the quarter ended July 31 fell.",
        [("the quarter", "DATE", "2025-Q2"), ("July 31", "DATE", "2025-07-31")],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    EXPLICIT + RELATIVE + TIMES + DURATIONS + SETS + REFERENCES + IN_TEXT,
    ids=lambda x: str(x)[:50],
)
def test_expressions_and_values(find, text: str, expected: Expected) -> None:
    check(find, text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "He may march to the sun.",
        "The second act of the play is long.",
        "Prices fall when spring water springs.",
        "The 19-year-old is 25 years old and his sister is aged 30.",
        "It cost $2,000 and grew 1990 percent.",
        "Flight 1999 left with 2025 passengers on board.",
        "The bill, H.R. 2025, passed 218-210.",
        "They won 3-2 on page 1999.",
        "She painted three-quarters of the wall.",
        "The firm has 2016 workers.",
        "She met Ms. May and April Jones.",
        "He put up the Christmas tree.",
        "He watches This Week and reads the Sunday Times.",
        "Every now and again he is one of the 8-10 year olds, aged 8 to 10 years.",
        "They counted ٢٠٢٥ people.",
        "As soon as they can they will go.",
        "The patient summer school student played.",
    ],
)
def test_what_is_no_time(find, text: str) -> None:
    check(find, text, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on October 16.", "XXXX-10-16"),
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met last year.", "XXXX"),
        ("They met in June.", "XXXX-06"),
        ("They met in the third quarter.", "XXXX-Q3"),
        ("They met last week.", "XXXX-WXX"),
        ("They met on Christmas Eve.", "XXXX-12-24"),
        ("They met two months ago.", "XXXX-XX"),
        ("They met at 10 p.m.", "XXXX-XX-XXT22:00"),
    ],
)
def test_without_a_reference_date_nothing_is_guessed(find, text: str, value: str) -> None:
    (row,) = find(text, None)
    assert row.value == value
    assert (row.basis, row.date_start, row.date_end, row.anchor, row.anchor_date) == ("unresolved", *[None] * 4)


def test_a_full_date_needs_no_reference_date(find) -> None:
    (row,) = find("They met on October 16, 2025.", None)
    assert (row.date_start, row.basis) == (dt.date(2025, 10, 16), "explicit")


def test_the_row_says_what_it_was_counted_from(find) -> None:
    (row,) = find("They met last week.")
    assert (row.basis, row.anchor, row.anchor_date) == ("relative", "reference_date", dt.date(2025, 10, 17))
    assert (row.date_start, row.date_end, row.granularity) == (dt.date(2025, 10, 6), dt.date(2025, 10, 12), "week")
    first, second = find("He won on May 3, 2024. The next day he resigned.")
    assert first.basis == "explicit"
    assert (second.anchor, second.anchor_date) == ("time_expression", dt.date(2024, 5, 3))


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It began in early June.", "START"),
        ("It began in mid-June.", "MID"),
        ("It began at the end of June.", "END"),
        ("It took at least two days.", "EQUAL_OR_MORE"),
        ("It took nearly two days.", "LESS_THAN"),
        ("It took more than two days.", "MORE_THAN"),
        ("It took about two days.", "APPROX"),
        ("It took two days.", None),
    ],
)
def test_modifiers(find, text: str, mod: str | None) -> None:
    assert [row.mod for row in find(text)] == [mod]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("“We will meet tomorrow,” she told reporters on Tuesday.", ["2025-10-15", "2025-10-14"]),
        ("On Tuesday he said: “We met yesterday.”", ["2025-10-14", "2025-10-13"]),
        (
            '"We met two days ago," he said on Sunday. "Yesterday we left," he added.',
            ["2025-10-10", "2025-10-12", "2025-10-11"],
        ),
        ("“We will meet tomorrow,” she said.", ["2025-10-18"]),
    ],
)
def test_in_a_quotation_days_are_counted_from_when_it_was_said(find, text: str, values: list[str]) -> None:
    rows = find(text)
    assert [row.value for row in rows] == values
    quoted = [row for row in rows if row.anchor == "said_on"]
    assert len(quoted) == max(len(values) - 1, 0)
    assert all(row.anchor_date in (dt.date(2025, 10, 14), dt.date(2025, 10, 12)) for row in quoted)


def test_figures_that_can_be_the_day_counted_from_are_that_day(find) -> None:
    assert [row.value for row in find("PARIS, 06/05/2026 - Snow fell.", "2026-05-06")] == ["2026-05-06"]
    assert [row.value for row in find("PARIS, 06/05/2026 - Snow fell.", "2026-06-05")] == ["2026-06-05"]


def test_a_quarter_that_is_told_of_in_the_past_is_over(find) -> None:
    (row,) = find("Sales fell in the third quarter.", "2026-05-06")
    assert row.value == "2025-Q3"
    (row,) = find("Sales will fall in the third quarter.", "2026-05-06")
    assert row.value == "2026-Q3"


@pytest.mark.parametrize("event", ["attack", "attacks", "massacre", "massacres"])
def test_a_day_known_by_what_happened_on_it_needs_no_year_where_it_is_long_ago(find, event):
    (day,) = find(f"The October 7 {event} shook the town.", "2026-03-15")
    (near,) = find(f"The October 7 {event} shook the town.", "2024-03-15")
    assert (day.value, day.basis) == ("2023-10-07", "explicit")
    assert (near.value, near.basis) == ("2023-10-07", "relative")
