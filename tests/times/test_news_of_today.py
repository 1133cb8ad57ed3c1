"""Kinds of expressions of today's news, each beside what only looks like it. The day is Friday 17 October 2025."""

from __future__ import annotations

import datetime as dt

import pytest

Expected = list[tuple[str, str]]
MONDAY, COMING_MONDAY = "2025-10-13", "2025-10-20"


def pairs(find, text: str, day: str | None = "2025-10-17") -> Expected:
    return [(row.text, row.value) for row in find(text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A day or a week of a month.
        ("They vote on the second Sunday of November.", [("the second Sunday of November", "2025-11-09")]),
        ("They voted on the second Sunday of August.", [("the second Sunday of August", "2025-08-10")]),
        ("It is due on the last Friday of this month.", [("the last Friday of this month", "2025-10-31")]),
        ("He died on the fifth Monday of May 2024.", []),
        ("They met on the first Monday night of May 2024.", [("the first Monday night of May 2024", "2024-05-06TNI")]),
        ("It rained in the last week of August 2024.", [("the last week of August 2024", "2024-W35")]),
        ("They met on the second weekend of June 2024.", [("the second weekend of June 2024", "2024-W23-WE")]),
        ("It snowed on the first day of last year.", [("the first day of last year", "2024-01-01")]),
        ("She won on May 9, 2024, and left on the last day of the month.", [
            ("May 9, 2024", "2024-05-09"), ("the last day of the month", "2024-05-31"),
        ]),
        ("The club meets on the third Tuesday of each month.", [("the third Tuesday of each month", "XXXX-XX")]),
        # One further than the next or the last.
        ("It closed the Sunday before last.", [("the Sunday before last", "2025-10-05")]),
        ("It opens the Monday after next.", [("the Monday after next", "2025-10-27")]),
        ("He died the month before last.", [("the month before last", "2025-08")]),
        ("It opens the weekend after next.", [("the weekend after next", "2025-W44-WE")]),
        ("It closed yesterday week.", [("yesterday week", "2025-10-09")]),
        ("It closed a week ago yesterday.", [("a week ago yesterday", "2025-10-09")]),
        ("It opens two weeks from tomorrow.", [("two weeks from tomorrow", "2025-11-01")]),
        ("It opens tomorrow fortnight.", [("tomorrow fortnight", "2025-11-01")]),
        # Figures with hyphens.
        ("It left on 3-Jun-2001 and sank on 11-Dec-04.", [("3-Jun-2001", "2001-06-03"), ("11-Dec-04", "2004-12-11")]),
        ("She ruled the club 1961–1974.", [("1961–1974", "P13Y")]),
        ("She lived in room 1961-1974.", [("1974", "1974")]),
        ("He ran it Feb 2011 - 2015.", [("Feb 2011", "2011-02"), ("2015", "2015")]),
        # Years behind other words.
        ("Rents fell through 2014, a bad year.", [("2014", "2014")]),
        ("The tunnel may open as early as 2031.", [("2031", "2031")]),
        ("The coins struck in 2012 and 2018 are rare.", [("2012", "2012"), ("2018", "2018")]),
        # The clock of a round, and that of a day.
        ("The referee stopped the bout at 2:56.", []),
        ("The champion ended the second round at 2:56.", []),
        ("The spelling contest ended at 4:30.", [("4:30", "XXXX-XX-XXT04:30")]),
        ("A round of talks ended at 4:30.", [("4:30", "XXXX-XX-XXT04:30")]),
        ("The referee stopped the bout at 2:30 on Thursday.", [("2:30 on Thursday", "2025-10-16T02:30")]),
        ("The referee stopped the bout at 2:30 a.m. and left.", [("2:30 a.m.", "XXXX-XX-XXT02:30")]),
        ("The referee stopped the bout at 2:30 in the morning.", [("2:30 in the morning", "XXXX-XX-XXT02:30")]),
        # What today has that is of these years.
        ("Few can save in today's weak economy.", [("today", "PRESENT_REF")]),
        ("Lund won today's World Cup match.", [("today", "2025-10-17")]),
        ("Orla Fenn spoke at today's media briefing.", [("today", "2025-10-17")]),
        ("Orla Fenn won today's women's final.", [("today", "2025-10-17")]),
        # Years of names.
        ("She was fined under the Harbours Act 1964.", []),
        ("She was fined when the act of 1964 passed.", [("1964", "1964")]),
        ("He sold his 1979 Mercedes and a 1998 pickup.", []),
        ("He lost the 2016 election and his 1998 novel won.", [("2016", "2016"), ("1998", "1998")]),
        ("She leads the National 9/11 Museum.", []),
        # A year with a holiday.
        ("They met on Halloween in 2023.", [("Halloween in 2023", "2023-10-31")]),
        ("They met on last year's Halloween.", [("last year's Halloween", "2024-10-31")]),
        # Quarters and falls of something else.
        ("The striker left the pitch in the third quarter.", []),
        ("Two fumbles and three touchdowns came in the third quarter.", []),
        ("Sales fell in the third quarter.", [("the third quarter", "2025-Q3")]),
        ("He wrote of the scene of the fall.", []),
        ("They will return in the fall.", [("the fall", "2025-FA")]),
        ("Prices are below the June peak.", [("June", "2025-06")]),
        ("Prices are above the December low.", [("December", "2024-12")]),
        ("They plan a December vote.", [("December", "2025-12")]),
        # The year of a range that only its end has.
        ("It ran from May to 3 June 2024.", [("May", "2024-05"), ("3 June 2024", "2024-06-03")]),
        ("It ran from November to 3 June 2024.", [("November", "2023-11"), ("3 June 2024", "2024-06-03")]),
    ],
    ids=lambda x: str(x)[:50],
)  # fmt: skip
def test_values(find, text: str, expected: Expected) -> None:
    assert pairs(find, text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # What is put off, or kept so, has its day ahead.
        ("The strike has been delayed to Monday.", COMING_MONDAY),
        ("The match was put off until Monday.", COMING_MONDAY),
        ("The hearing has been pushed back to Monday.", COMING_MONDAY),
        ("The mine was shut until Monday.", COMING_MONDAY),
        ("The judge suspended the sale until Monday.", COMING_MONDAY),
        ("They have blocked the road until Monday.", COMING_MONDAY),
        ("He slept until Monday.", MONDAY),
        ("The match was put off on Monday.", MONDAY),
        # What is out, planned, or would come.
        ("The album is out on Monday.", COMING_MONDAY),
        ("The album came out on Monday.", MONDAY),
        ("Tickets are available from Monday.", COMING_MONDAY),
        ("The firm said miners would return when the pit reopened on Monday.", COMING_MONDAY),
        ("The firm said miners returned when the pit reopened on Monday.", MONDAY),
        ("Police said the rally on Monday would be peaceful.", COMING_MONDAY),
        ("Police said the rally on Monday had been peaceful.", MONDAY),
        ("The planned rally on Monday was banned.", COMING_MONDAY),
        ("The noisy rally on Monday was banned.", MONDAY),
        ("Owners promised a vote on Monday.", COMING_MONDAY),
        ("Owners promised on Monday that they would vote.", MONDAY),
        # A plan of before, whose day may be past.
        ("The offer had been due to expire on Monday.", MONDAY),
        ("The offer is due to expire on Monday.", COMING_MONDAY),
        ("The strike had been scheduled for Monday.", MONDAY),
        ("The strike is scheduled for Monday.", COMING_MONDAY),
        ("They warned of power cuts by Monday.", COMING_MONDAY),
        ("They warned of power cuts on Monday.", MONDAY),
        # What people are saying has been said; what they are doing is a plan.
        ("Three workers are claiming on Monday that they were robbed.", MONDAY),
        ("Three workers are marching on Monday.", COMING_MONDAY),
        ("They told the paper that talks on Monday had brought nothing.", MONDAY),
    ],
)
def test_a_weekday_lies_ahead_or_behind(find, text: str, day: str) -> None:
    assert [row.value for row in find(text)] == [day]


@pytest.mark.parametrize(
    ("said", "text", "day"),
    [
        ("2025-10-13", "They will meet next Tuesday.", "2025-10-21"),
        ("2025-10-13", "They will meet next Wednesday.", "2025-10-15"),
        ("2025-10-13", "They will meet on Tuesday.", "2025-10-14"),
    ],
)
def test_next_tuesday_said_on_a_monday_is_not_tomorrow(find, said: str, text: str, day: str) -> None:
    assert [row.value for row in find(text, said)] == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She spoke of frost by the weekend.", [("the weekend", "2025-W41-WE")]),
        ("The lake will be full by the weekend.", [("the weekend", "2025-W42-WE")]),
        ("They will sing next weekend in the evening.", [
            ("next weekend", "2025-W43-WE"), ("the evening", "2025-W43-WETEV"),
        ]),
        ("They will sing next month in the evening.", [("next month", "2025-11"), ("the evening", "XXXX-XX-XXTEV")]),
        # A time of day is of the day beside it.
        ("A fire that broke out at 9 p.m. near the old harbour of the town killed two on Monday.", [
            ("9 p.m.", "2025-10-13T21:00"), ("Monday", "2025-10-13"),
        ]),
        ("A fire that broke out at 9 p.m. on Sunday killed two, and on Monday it rained.", [
            ("9 p.m. on Sunday", "2025-10-12T21:00"), ("Monday", "2025-10-13"),
        ]),
        ("He was shot at 9 p.m. and will be buried on Monday.", [
            ("9 p.m.", "XXXX-XX-XXT21:00"), ("Monday", "2025-10-20"),
        ]),
        ("The dam burst on Monday. Trains had stopped at 7:15 a.m. that week.", [
            ("Monday", "2025-10-13"), ("7:15 a.m.", "2025-10-13T07:15"), ("that week", "2025-W42"),
        ]),
        ("The dam burst on Monday. Trains will start at 7:15 a.m. again.", [
            ("Monday", "2025-10-13"), ("7:15 a.m.", "XXXX-XX-XXT07:15"),
        ]),
        ("The dam burst on Monday.\n\nTrains will start at 7:15 a.m. then.", [
            ("Monday", "2025-10-13"), ("7:15 a.m.", "XXXX-XX-XXT07:15"),
        ]),
        ("It burned overnight Monday.", [("overnight Monday", "2025-10-13TNI")]),
        ("Around noon thieves broke in.", [("Around noon", "XXXX-XX-XXT12:00")]),
        ("He scored at 4:05 of the last period.", []),
        ("He arrived at 4:05 today.", [("4:05 today", "2025-10-17T04:05")]),
        ("Sales rose in the second quarter of fiscal 2023.", [("the second quarter of fiscal 2023", "2023-Q2")]),
    ],
    ids=lambda x: str(x)[:50],
)  # fmt: skip
def test_times_of_day_and_weekends(find, text: str, expected: Expected) -> None:
    assert pairs(find, text) == expected


def test_a_quarter_of_a_fiscal_year_has_no_days(find) -> None:
    (row,) = find("Sales rose in the second quarter of fiscal 2023.")
    assert (row.date_start, row.date_end, row.basis) == (None, None, "unresolved")
    (row,) = find("Sales rose in the second quarter of 2023.")
    assert (row.date_start, row.date_end, row.basis) == (dt.date(2023, 4, 1), dt.date(2023, 6, 30), "explicit")


def test_dates_of_a_list_follow_the_day_to_come(find) -> None:
    text = "The tour begins in May 2026.\n\nJune 14 – Lund\nJuly 3 – Moss"
    assert pairs(find, text) == [("May 2026", "2026-05"), ("June 14", "2026-06-14"), ("July 3", "2026-07-03")]
    text = "The tour began in May 2024.\n\nJune 14 – Lund\nJuly 3 – Moss"
    assert pairs(find, text)[1:] == [("June 14", "2025-06-14"), ("July 3", "2025-07-03")]


@pytest.mark.parametrize(
    ("stamp", "lead", "value"),
    [
        ("2025-10-15T03:10:00+00:00", "on Tuesday", "2025-10-14TNI"),
        ("2025-10-15T11:10:00+00:00", "on Tuesday", "2025-10-15TNI"),
        ("2025-10-15T03:10:00+00:00", "on Monday", "2025-10-15TNI"),
        ("2025-10-15T03:10:00+00:00", "on Tuesday and lost on Wednesday", "2025-10-15TNI"),
        ("2025-10-15", "on Tuesday", "2025-10-15TNI"),
    ],
)
def test_tonight_of_a_text_stamped_after_midnight_is_the_evening_it_tells(
    find, stamp: str, lead: str, value: str
) -> None:
    rows = find(f"The Larks won {lead}. The coach said they were better tonight.", stamp)
    (tonight,) = (row for row in rows if row.text == "tonight")
    assert tonight.value == value
    assert (tonight.anchor, tonight.anchor_date) == ("reference_date", dt.date(2025, 10, 15))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She has slept until now.", [("now", "PRESENT_REF")]),
        # What is not told more closely.
        ("The bridge will one day be rebuilt.", [("one day", "FUTURE_REF")]),
        ("They want the bridge one day rebuilt.", [("one day", "P1D")]),
        ("They stayed for one day.", [("one day", "P1D")]),
        ("They stayed for a while.", [("a while", "PXX")]),
        ("They stayed a while ago.", [("a while ago", "PAST_REF")]),
        ("Prices rise in the near term.", [("the near term", "FUTURE_REF")]),
        ("She served the second term.", []),
        ("It sold much after several quarters of losses.", [("several quarters", "PXQ")]),
        ("Three quarters of the town was dark.", []),
        ("A recent vote in recent weeks shows it.", [("recent", "PAST_REF"), ("recent weeks", "PXW")]),
        ("She will be made captain of a flight in January.", [("January", "2026-01")]),
        ("She was made captain of a flight in June.", [("June", "2025-06")]),
    ],
)
def test_now_and_lately(find, text: str, expected: Expected) -> None:
    assert pairs(find, text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dam burst on Monday.\n\nTrains had stopped at 7:15 a.m. by then.", "2025-10-13T07:15"),
        # What is to come, what is done again and again, and midnight of a kind are of no day told.
        ("The dam burst on Monday.\n\nShops open at 7:15 a.m. in the town.", "XXXX-XX-XXT07:15"),
        ("The dam burst on Monday.\n\nHe always left at 7:15 a.m. in the fog.", "XXXX-XX-XXT07:15"),
        ("The dam burst on Monday.\n\nThe town had a midnight curfew.", "XXXX-XX-XXT24:00"),
        # Two days, a day long ago, a day to come, and a night that goes on into the next day.
        (
            "The dam burst on Monday. It rained on Sunday.\n\nTrains had stopped at 7:15 a.m. by then.",
            "XXXX-XX-XXT07:15",
        ),
        ("The dam burst on May 3, 2021.\n\nTrains had stopped at 7:15 a.m. by then.", "XXXX-XX-XXT07:15"),
        ("The dam will be blown up on Monday.\n\nTrains had stopped at 7:15 a.m. by then.", "XXXX-XX-XXT07:15"),
        ("The dam burst on Monday night.\n\nTrains had stopped at 7:15 a.m. by then.", "XXXX-XX-XXT07:15"),
        ("The dam burst on Monday night.\n\nTrains had stopped at 2:15 a.m. by then.", "2025-10-14T02:15"),
        ("The dam burst on Monday night. Trains had stopped at 2:15 a.m. by then.", "2025-10-14T02:15"),
        ("The dam burst on Monday evening.\n\nTrains had stopped at 2:15 a.m. by then.", "XXXX-XX-XXT02:15"),
        # What is to come is of the only day to come.
        (
            "A fair will be held on October 25 in the hall.\n\nAn auction will begin at 6 p.m. in the yard.",
            "2025-10-25T18:00",
        ),
        (
            "A fair will be held on October 25 or 26.\n\nAn auction will begin at 6 p.m. in the yard.",
            "XXXX-XX-XXT18:00",
        ),
        ("A fair will be held on March 5, 2026.\n\nAn auction will begin at 6 p.m. in the yard.", "XXXX-XX-XXT18:00"),
        ("The dam burst on Monday night.\n\nTrains had stopped at 11:15 p.m. by then.", "2025-10-13T23:15"),
        # In another zone the day may be another; and the clock of a match counts its minutes.
        ("The dam burst on Monday.\n\nTrains stopped soon (2315 GMT).", "XXXX-XX-XXT23:15Z"),
        ("The boxers met on Monday.\n\nThe judge stopped the match at 2:56.", "XXXX-XX-XXT02:56"),
    ],
    ids=lambda x: str(x)[:80],
)
def test_what_happened_at_a_time_happened_on_the_only_day_told(find, text: str, value: str) -> None:
    assert [row.value for row in find(text) if row.timex_type == "TIME"][-1] == value


def test_without_a_day_to_count_from_a_time_is_of_the_day_told(find) -> None:
    text = "The dam burst on May 3, 2021.\n\nTrains had stopped at 7:15 a.m. by then."
    assert [row.value for row in find(text, None)] == ["2021-05-03", "2021-05-03T07:15"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # What a picture shows has been; without a credit or the like it is a plan.
        ("A nurse waits in the harbour on Monday. (Ann Beck/AP)", MONDAY),
        ("A nurse waits in the harbour on Monday. (Reuters photo)", MONDAY),
        ("Here, boats are seen in the harbour on Monday.", MONDAY),
        ("Pictured, a nurse waits in the harbour on Monday.", MONDAY),
        ("A nurse waits in the harbour on Monday. (She is new there.)", COMING_MONDAY),
        ("A nurse will wait in the harbour on Monday. (Ann Beck/AP)", COMING_MONDAY),
        ("A guard stands in the harbour in December.", "2025-12"),
        ("A guard stands in the harbour in December. (Ann Beck/AP)", "2024-12"),
        # Shut until then, with no other word.
        ("Closed through Monday for repairs.", COMING_MONDAY),
        ("Closed on Monday for repairs.", MONDAY),
        # A subject that is taken for what is said.
        ("Coach Ann Beck said the final on Monday would be her last match in charge.", COMING_MONDAY),
        ("Coach Ann Beck said the final on Monday was her last match in charge.", MONDAY),
        # A week after it.
        ("Nominations for the seat in Lund close Monday week.", "2025-10-27"),
    ],
)
def test_captions_notices_and_misread_subjects(find, text: str, value: str) -> None:
    assert [row.value for row in find(text)] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On average five died over Christmas in the bay.", [("Christmas", "XXXX-12-25")]),
        ("Five died over Christmas in the bay.", [("Christmas", "2024-12-25")]),
        ("He leaves at the end of the 2008-09 season.", [("the end of the 2008-09", "P1Y")]),
        ("On 10 Nov 11 boats sank.", [("10 Nov", "2025-11-10")]),
        ("They left it on 10 Nov 11.", [("10 Nov 11", "2011-11-10")]),
        ("Lot 10 Nov 11 boats sank.", [("Nov 11", "2025-11-11")]),
        ("One day she will leave.", [("One day", "FUTURE_REF")]),
        ("One day she left.", [("One day", "PAST_REF")]),
        ("One day is enough.", [("One day", "P1D")]),
        ("He served a 4-1/2-month term.", [("4-1/2-month", "P4.5M")]),
        ("April Foss and Simon Beck may sing.", []),
        ("April and Simon Beck may sing.", [("April", "2026-04")]),
        ("Analysts blamed weak demand for the fall.", []),
        ("Analysts saw weak demand for the fall.", [("the fall", "2025-FA")]),
        ("The Larks kicked five goals in the third quarter.", []),
    ],
    ids=lambda x: str(x)[:50],
)
def test_more_kinds_of_today(find, text: str, expected: Expected) -> None:
    assert pairs(find, text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("She said on Friday that 40 boats had landed in the previous two days.", ("2025-10-15", "2025-10-17")),
        ("She said on Friday that 40 boats had landed in the previous 24 hours.", ("2025-10-16", "2025-10-17")),
        ("She said that 40 boats had landed in the previous two days.", None),
        ("She left on Friday.\n\nIn the previous two days 40 boats had landed.", None),
    ],
)
def test_a_length_of_time_before_the_day_told(find, text: str, days: tuple[str, str] | None) -> None:
    row = find(text)[-1]
    assert row.timex_type == "DURATION"
    assert (row.date_start and (str(row.date_start), str(row.date_end))) == days


def test_of_a_range_the_value_tells_the_least(find) -> None:
    assert [(r.value, r.mod) for r in find("It takes 60 to 90 days.")] == [("P60D", "EQUAL_OR_MORE")]
    assert [(r.value, r.mod) for r in find("It takes about 60 to 90 days.")] == [("P60D", "APPROX")]


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        ("2025-10-17", "The team advances to play Monday in Lund.", [("Monday", COMING_MONDAY)]),
        ("2025-10-17", "She seems to have left Monday with him.", [("Monday", MONDAY)]),
        ("2025-10-17", "The team likes to play Monday in Lund.", [("Monday", MONDAY)]),
        # The weekend just gone, told of a Monday.
        ("2025-10-20", "A boat found this weekend was sold.", [("this weekend", "2025-W42-WE")]),
        ("2025-10-20", "They will sail this weekend.", [("this weekend", "2025-W43-WE")]),
        ("2025-10-23", "A boat found this weekend was sold.", [("this weekend", "2025-W43-WE")]),
        # The night gone by and the night to come.
        ("2025-10-17", "Three shops burned overnight.", [("overnight", "2025-10-16TNI")]),
        ("2025-10-17", "Crews will work overnight.", [("overnight", "2025-10-17TNI")]),
        # Any such day of a month told.
        ("2025-10-17", "On a Thursday last May she left.", [("Thursday", "XXXX-WXX-4"), ("last May", "2025-05")]),
        ("2025-10-17", "It was a Thursday meeting.", [("Thursday", "2025-10-16")]),
        # From now on, and the next unit of the calendar.
        ("2025-10-17", "Within the next week all will leave.", [("the next week", "P1W")]),
        ("2025-10-17", "All will leave the next week.", [("the next week", "2025-W43")]),
        ("2025-10-17", "It will close over the next year or so.", [("the next year or so", "2026")]),
        # In every year.
        ("2025-10-17", "January is always cold.", [("January", "XXXX-01")]),
        ("2025-10-17", "January was cold.", [("January", "2025-01")]),
        # An end that is over, and one to come.
        ("2025-03-17", "The end of the year was not good.", [("The end of the year", "2024")]),
        ("2025-03-17", "He must leave by the end of the year.", [("the end of the year", "2025")]),
        ("2025-12-17", "The end of the year was not good.", [("The end of the year", "2025")]),
        # Roads, and an idiom.
        ("2025-10-17", "They are widening FM 2071 there.", []),
        ("2025-10-17", "Now and then it rains.", []),
        ("2025-10-17", "Now it rains.", [("Now", "PRESENT_REF")]),
        # What is about, and over.
        ("2025-10-17", "He sold it over a year ago.", [("over a year ago", "2024")]),
        ("2025-10-17", "He left just after 2 a.m. on Monday.", [("just after 2 a.m. on Monday", MONDAY + "T02:00")]),
        ("2025-10-17", "On Monday it rained about mid-afternoon.", [
            ("Monday", MONDAY), ("about mid-afternoon", MONDAY + "TAF"),
        ]),
    ],
    ids=lambda x: str(x)[:60],
)  # fmt: skip
def test_directions_lengths_and_spans(find, said: str, text: str, expected: Expected) -> None:
    assert pairs(find, text, said) == expected


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        # What was done was, however near the next such day is; what is planned or a little too late is not.
        ("2025-10-17", "He left the club after he rammed a bus on Nov. 20.", [("Nov. 20", "2024-11-20")]),
        ("2025-10-17", "He rammed a bus on Oct. 19.", [("Oct. 19", "2025-10-19")]),
        ("2025-10-17", "They booked the hall on Nov. 20.", [("Nov. 20", "2025-11-20")]),
        ("2025-10-17", "They announced a concert on Nov. 20.", [("Nov. 20", "2025-11-20")]),
        # A thing at which somebody will do something lies ahead, and not what will be spoken of.
        ("2025-10-17", "She will sing a song on the May 2 broadcast.", [("May 2", "2026-05-02")]),
        ("2025-10-17", "She will rule on the May 2 crash.", [("May 2", "2025-05-02")]),
        # What is meant to be done.
        ("2025-04-04", "The mill is in a rush to start the new line in the fall.", [("the fall", "2025-FA")]),
        ("2025-04-04", "The mill was in a rush to start the new line in the fall.", [("the fall", "2024-FA")]),
        # Half of a unit, and half a dozen.
        ("2025-10-17", "He left half an hour ago.", [("half an hour ago", "2025-10-17")]),
        ("2025-10-17", "Half a century ago he left.", [("Half a century ago", "1975")]),
        ("2025-10-17", "It took half a dozen years.", [("half a dozen years", "P6Y")]),
        ("2025-10-17", "It took half a million years.", [("half a million years", "P500000Y")]),
        # Hours and minutes from a clock time are a clock time, on the next day if need be.
        ("2025-10-17", "At 6:30am on Monday it burned. Half an hour later it fell. Two hours earlier all was well.", [
            ("6:30am on Monday", MONDAY + "T06:30"), ("Half an hour later", MONDAY + "T07:00"),
            ("Two hours earlier", MONDAY + "T05:00"),
        ]),
        ("2025-10-17", "At 11:45pm on Monday it burned. Half an hour later it fell.", [
            ("11:45pm on Monday", MONDAY + "T23:45"), ("Half an hour later", "2025-10-14T00:15"),
        ]),
        ("2025-10-17", "At 6:30am on Monday it burned. Two days later it fell.", [
            ("6:30am on Monday", MONDAY + "T06:30"), ("Two days later", "2025-10-15"),
        ]),
        # A weekday whose day is the only one that was told.
        ("2025-10-17", "A guard fell on Oct. 21, 2022.\n\nFoss hit the guard on a Friday afternoon.", [
            ("Oct. 21, 2022", "2022-10-21"), ("Friday afternoon", "2022-10-21TAF"),
        ]),
        ("2025-10-17", "A guard fell on Oct. 21, 2022.\n\nFoss hit the guard on a Monday.", [
            ("Oct. 21, 2022", "2022-10-21"), ("Monday", "XXXX-WXX-1"),
        ]),
        ("2025-10-17", "A guard fell on Oct. 21, 2022.\n\nThe market is held on a Friday.", [
            ("Oct. 21, 2022", "2022-10-21"), ("Friday", "XXXX-WXX-5"),
        ]),
        # What a government does in its last days.
        ("2025-10-17", "He undid the midnight regulations.", []),
        ("2025-10-17", "He missed the midnight deadline.", [("midnight", "XXXX-XX-XXT24:00")]),
    ],
    ids=lambda x: str(x)[:60],
)  # fmt: skip
def test_tense_and_what_was_told_before(find, said: str, text: str, expected: Expected) -> None:
    assert pairs(find, text, said) == expected


def test_without_a_day_to_count_from_a_weekday_is_the_day_told(find) -> None:
    text = "A man was shot on Friday, Oct. 21, 2022.\n\nHe died {} afternoon, and will be buried on Friday."
    told = [[row.value for row in find(text.format(day), None)] for day in ("Friday", "Sunday")]
    assert told == [
        ["2022-10-21", "2022-10-21TAF", "XXXX-WXX-5"],
        ["2022-10-21", "XXXX-WXX-7TAF", "XXXX-WXX-5"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The March of Lamps, a walk for the clinic, was long.",
        "March marshals were tired.",
        "The town keeps the ban, January said.",
        "According to January, the ban stays.",
        "She reads in the June K. Renner library.",
        "August Renner said no.",
        "April Banks and Simon Banks sing here.",
        "The cable is backed up on SAT-3 now and then.",
        "He was hit by a grey 2013 Toyota.",
        "A walker fell 40 metres. He lost a boot in the fall.",
        "A walker fell to his death, and a dog was hurt in the fall.",
        "They run the Winter Night Shelter.",
        "A long summer of lawsuits lies behind it.",
        "It was a zero-day flaw.",
    ],
)
def test_names_and_figures_of_speech_are_no_times(find, text: str) -> None:
    assert pairs(find, text) == []


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        # Beside the names above.
        ("2025-10-17", "The march in the March of 2024 was long.", [("March of 2024", "2024-03")]),
        ("2025-10-17", "In March organizers were tired.", [("March", "2025-03")]),
        ("2025-10-17", "According to January figures, sales fell.", [("January", "2025-01")]),
        ("2025-10-17", "In 2013 Toyota sold many.", [("2013", "2013")]),
        ("2025-10-17", "Sales fell 40 percent. The firm closed in the fall.", [("the fall", "2025-FA")]),
        ("2025-10-17", "It was the summer of 2024.", [("the summer of 2024", "2024-SU")]),
        # Holidays of no year, and of a list of years.
        ("2025-10-17", "He found the dog one Christmas Eve.", [("Christmas Eve", "XXXX-12-24")]),
        ("2025-10-17", "He left on Christmas Eve.", [("Christmas Eve", "2024-12-24")]),
        ("2025-10-17", "1789 - The king names May 6 a feast.\n1939 - A law moves Thanksgiving.", [
            ("1789", "1789"), ("May 6", "1789-05-06"), ("1939", "1939"), ("Thanksgiving", "1939-11-23"),
        ]),
        ("2025-10-17", "1931 - The fourth Thursday in November becomes a feast.", [
            ("1931", "1931"), ("The fourth Thursday in November", "1931-11-26"),
        ]),
        ("2025-10-17", "Since 1789 - 40 kings have named May 6 a feast.", [("1789", "1789"), ("May 6", "2025-05-06")]),
        # What is made known lies ahead, and what is thought of.
        ("2025-03-17", "No clerk has announced plans to run in the November election.", [("November", "2025-11")]),
        ("2025-03-17", "The clerk lost it in the November election.", [("November", "2024-11")]),
        ("2025-03-17", "The clerk has announced plans to open it in November.", [("November", "2025-11")]),
        ("2025-03-17", "He would quit if they were to lose in November.", [("November", "2025-11")]),
        ("2025-03-17", "The trial was penciled in for December.", [("December", "2025-12")]),
        ("2025-03-17", "He praised upcoming events such as a parade and a fair in July.", [("July", "2025-07")]),
        ("2025-03-17", "He praised events such as a parade and a fair in July.", [("July", "2024-07")]),
        # What was is told of what hangs on it.
        ("2025-10-17", "Output will grow by less than forecast in July.", [("July", "2025-07")]),
        ("2025-12-17", "She was ill for months after returning from a leave in March.", [
            ("months", "PXM"), ("March", "2025-03"),
        ]),
        ("2025-05-02", "The old mill was torn down on June 14.", [("June 14", "2024-06-14")]),
        ("2025-05-02", "The old mill was promised on June 14.", [("June 14", "2025-06-14")]),
        ("2025-12-19", "His trial was scheduled for Sept. 26, but the court burned.", [("Sept. 26", "2025-09-26")]),
        ("2025-12-19", "His trial was scheduled for Sept. 26.", [("Sept. 26", "2026-09-26")]),
        ("2025-10-17", "The hall was shut until Monday, when it reopened.", [("Monday", MONDAY)]),
        ("2025-10-17", "The hall is shut until Monday, when it reopens.", [("Monday", COMING_MONDAY)]),
        ("2025-03-05", "He was mayor until June.", [("June", "2024-06")]),
        ("2025-03-05", "He was banned until June.", [("June", "2025-06")]),
        # A day told in full before, or one beside it.
        ("2025-05-02", "Foss was shot on June 24, 2022.\n\nThe shooting on June 24 shook all.", [
            ("June 24, 2022", "2022-06-24"), ("June 24", "2022-06-24"),
        ]),
        ("2025-05-02", "Foss was shot on June 24, 2022.\n\nThe feast will be on June 24.", [
            ("June 24, 2022", "2022-06-24"), ("June 24", "2025-06-24"),
        ]),
        ("2025-03-20", "Foss was shot on June 24, 2022, after a June 20 robbery.", [
            ("June 24, 2022", "2022-06-24"), ("June 20", "2022-06-20"),
        ]),
        ("2025-03-20", "Foss was shot on June 24, 2022, after a May 20 robbery.", [
            ("June 24, 2022", "2022-06-24"), ("May 20", "2024-05-20"),
        ]),
        ("2025-09-22", "The plot before Sept. 11 led to 9/11.", [("Sept. 11", "2001-09-11"), ("9/11", "2001-09-11")]),
        ("2025-09-22", "The fete on Sept. 11 recalled 9/11.", [("Sept. 11", "2025-09-11"), ("9/11", "2001-09-11")]),
        # A weekday written by a slip.
        ("2025-10-17", "He spoke on Monday, Oct. 14.", [("Monday, Oct. 14", "2025-10-14")]),
        ("2025-10-17", "He spoke on Monday, Aug. 12.", [("Monday, Aug. 12", "2024-08-12")]),
        # Shapes.
        ("2025-10-17", "They met on the second Tuesday of last September.", [
            ("the second Tuesday of last September", "2024-09-10"),
        ]),
        ("2025-10-13", "The fair is held this weekend.", [("this weekend", "2025-W42-WE")]),
        ("2025-10-17", "It was down for 1hr 4mins and 48hrs then.", [("1hr 4mins", "PT1H4M"), ("48hrs", "PT48H")]),
        ("2025-10-17", "She waited mins and 5min more.", [("5min", "PT5M")]),
    ],
    ids=lambda x: str(x)[:60],
)  # fmt: skip
def test_choices_of_a_year_by_what_is_told(find, said: str, text: str, expected: Expected) -> None:
    assert pairs(find, text, said) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # Captions.
        ("Crews fill potholes Monday on Mill Road. (Ann Foss / Harven Courier)", MONDAY),
        ("Tom Beck (left) and Ann Foss fill potholes Monday on Mill Road.", MONDAY),
        ("Crews fill potholes Monday on Mill Road.", COMING_MONDAY),
        # Lines without a verb, headlines, notices.
        ("Mill Road. Lane closure Monday to repair a sewer.", COMING_MONDAY),
        ("Mill Road. Lane closure Monday in the rain.", MONDAY),
        ("Pastor to be buried Monday", COMING_MONDAY),
        ("Mayor to open new hall Monday", COMING_MONDAY),
        ("River walk planned Monday", COMING_MONDAY),
        ("When: noon Monday.", COMING_MONDAY + "T12:00"),
        ("What: noon Monday.", MONDAY + "T12:00"),
        ("Doors open at 7 p.m. Monday at the hall.", COMING_MONDAY + "T19:00"),
        # What somebody will be at, or is fit for.
        ("She will be crowned during Monday's performance.", COMING_MONDAY),
        ("He will be charged over Monday's match.", MONDAY),
        ("He is likely to miss Monday's match.", COMING_MONDAY),
        ("He is fit for Monday's match.", COMING_MONDAY),
        ("He was fit for Monday's match.", MONDAY),
        ("He is defending what he did at Monday's match.", MONDAY),
        ("Polls before Monday's vote show no winner.", COMING_MONDAY),
        # What is asked for, what may come, what goes on till then.
        ("They need to win Monday.", COMING_MONDAY),
        ("She asked him to leave Monday.", MONDAY),
        ("They have to win on Monday.", COMING_MONDAY),
        ("Talks were to continue Monday.", COMING_MONDAY),
        ("Talks were to have begun Monday.", MONDAY),
        ("The panel could vote Monday.", COMING_MONDAY),
        ("The panel could not vote Monday.", MONDAY),
        ("Smoke could be seen Monday.", MONDAY),
        ("Frost, lasting through to Monday, was feared.", COMING_MONDAY),
        ("He spoke in an interview airing Monday.", COMING_MONDAY),
        ("He spoke in an interview lasting Monday.", MONDAY),
        ("Call before Monday to reserve.", COMING_MONDAY),
        ("Come to the hall on Monday.", COMING_MONDAY),
        # A subject taken for what is said.
        ("Coach Brendan Daly said the final on Monday would be his last match.", COMING_MONDAY),
        ("Coach Brendan Daly said the final on Monday was his last match.", MONDAY),
    ],
)
def test_weekdays_ahead_by_what_they_stand_with(find, text: str, value: str) -> None:
    assert [row.value for row in find(text)] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair opens on Thursday and runs through Sunday.", ["2025-10-23", "2025-10-26"]),
        ("The fair opened on Thursday and runs through Sunday.", ["2025-10-16", "2025-10-19"]),
        ("The fair opens on Monday. Seats for the Monday show are $9.", [COMING_MONDAY, COMING_MONDAY]),
        ("The fair opens on Monday. He fled after the Monday riot.", [COMING_MONDAY, MONDAY]),
        ("He came in May 2019 and left that September.", ["2019-05", "2019-09"]),
        ("He came in May 2019 and left that March.", ["2019-05", "2020-03"]),
        ("He came in May 2019 and said that September was wet.", ["2019-05", "2025-09"]),
        ("He came in 2019. That summer he left.", ["2019", "2019-SU"]),
        ("That summer he left.", ["2025-SU"]),
        ("She won in 2024, and he had won the year before.", ["2024", "2023"]),
        ("Rents rose from the month prior.", ["2025-09"]),
    ],
)
def test_times_told_from_those_before_them(find, text: str, expected: list[str]) -> None:
    assert [row.value for row in find(text)] == expected
