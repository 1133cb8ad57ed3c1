"""Forms of one newspaper or another, and what only looks like them. The day is Friday 17 October 2025."""

from __future__ import annotations

import pytest

Expected = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The British week after next, and what only looks like it.
        ("The board will meet Tuesday week.", [("Tuesday week", "2025-10-28")]),
        ("The board meets a week on Tuesday.", [("a week on Tuesday", "2025-10-28")]),
        ("It was on Tuesday week-long strikes began.", [("Tuesday", "2025-10-14"), ("week-long", "P1W")]),
        # This Monday is the nearest, before or after.
        ("The law takes effect this Monday.", [("this Monday", "2025-10-20")]),
        ("The law took effect this Monday.", [("this Monday", "2025-10-13")]),
        ("She was killed this Sunday.", [("this Sunday", "2025-10-12")]),
        # Before what is still to come, unless the past is told.
        ("They speak in the lead up to Tuesday's primary.", [("Tuesday", "2025-10-21")]),
        ("She had spoken on the eve of Monday's vote.", [("Monday", "2025-10-13")]),
        # Known days.
        ("The airport closed after the Sept. 11 attacks.", [("Sept. 11", "2001-09-11")]),
        ("The January 6 riot shook the country.", [("January 6", "2021-01-06")]),
        ("The Sept. 11 meeting was short.", [("Sept. 11", "2025-09-11")]),
        ("Travel has changed since 9/11.", [("9/11", "2001-09-11")]),
        ("He won 19/11 of his games.", []),
        # Decades and centuries, ages and heights.
        ("They danced in the '50s.", [("the '50s", "195")]),
        ("The castle was built in the 1300s.", [("the 1300s", "13")]),
        ("It grew in the 2000s.", [("the 2000s", "200")]),
        ("In her early 20s she moved; it was in the low 50s.", []),
        ("The pact runs from 2019 to 2027.", [("2019", "2019"), ("2027", "2027")]),
        ("It grew from 1200 to 2027 members.", []),
        ("The ban will last until 30 June next year.", [("30 June next year", "2026-06-30")]),
        # Clock times.
        ("It began at half past nine on Thursday night.", [("half past nine on Thursday night", "2025-10-16T21:30")]),
        ("He left at quarter to eight.", [("quarter to eight", "XXXX-XX-XXT07:45")]),
        ("He ran a quarter to five rivals' half.", []),
        ("He died at 9:30 p.m. on Thursday night.", [("9:30 p.m. on Thursday night", "2025-10-16T21:30")]),
        ("Polls close at 8 p.m. Eastern on Tuesday.", [("8 p.m. Eastern on Tuesday", "2025-10-21T20:00")]),
        ("It begins at 7:30 p.m. ET on Saturday.", [("7:30 p.m. ET on Saturday", "2025-10-18T19:30")]),
        ("He was shot in the early hours of Wednesday.", [("the early hours of Wednesday", "2025-10-15")]),
        # So long ago this week.
        ("Ten years ago this week the dam broke.", [("Ten years ago this week", "2015-W42")]),
        ("A year ago today the dam broke.", [("A year ago today", "2024-10-17")]),
        ("Ten years ago the dam broke.", [("Ten years ago", "2015")]),
        # Months and seasons that are nearer ahead than behind, where nothing past is told.
        ("It would set the stage for a contested convention in January.", [("January", "2026-01")]),
        ("It set the stage for a contested convention in February.", [("February", "2025-02")]),
        ("The bridge opens in the spring.", [("the spring", "2026-SP")]),
        ("The bridge opened in the spring.", [("the spring", "2025-SP")]),
        ("Thousands of shootings since January 1st.", [("January 1st", "2025-01-01")]),
        # A verb.
        ("They married this May.", [("this May", "2025-05")]),
        ("It is said that this may not stick, and the next march is longer.", []),
        ("They march 15 miles each march.", []),
        ("They left on March 15.", [("March 15", "2025-03-15")]),
        # What can or must be lies ahead; what is always so has no day.
        ("She is one who can win the election in March.", [("March", "2026-03")]),
        ("She is one who could not win the election in March.", [("March", "2025-03")]),
        ("She left on May 3. She does not drink coffee in the morning.", [("May 3", "2025-05-03")]),
        (
            "She left on May 3. She did not drink coffee in the morning.",
            [("May 3", "2025-05-03"), ("the morning", "2025-05-03TMO")],
        ),
        # A day of its own, and the same day by the same name.
        ("Super Tuesday is on March 1.", [("March 1", "2026-03-01")]),
        (
            "They speak in the lead up to Tuesday's primary. She has called Tuesday's primary unfair.",
            [("Tuesday", "2025-10-21"), ("Tuesday", "2025-10-21")],
        ),
        ("She called Tuesday's primary unfair.", [("Tuesday", "2025-10-14")]),
        ("He reads in the morning meetings.", []),
        # Sets.
        ("The clinic opens every other Wednesday.", [("every other Wednesday", "XXXX-WXX-3")]),
        ("He came the other Wednesday.", [("Wednesday", "2025-10-15")]),
        # A title.
        ("He praised the 13 Hours book.", []),
        ("He stayed 13 hours.", [("13 hours", "PT13H")]),
        # Days of a text that names none are not known.
        ("He met her the previous evening.", [("the previous evening", "XXXX-XX-XXTEV")]),
        ("They left the day after.", [("the day after", "XXXX-XX-XX")]),
        ("On May 3 he won. The previous evening he sang.", [
            ("May 3", "2025-05-03"), ("The previous evening", "2025-05-02TEV"),
        ]),
        # A time of day on a line of its own belongs to no day named before it.
        ("News of Tuesday\n\n9:34 p.m.\n\nShe has spoken.", [
            ("Tuesday", "2025-10-14"), ("9:34 p.m.", "2025-10-17T21:34"),
        ]),
    ],
    ids=lambda x: str(x)[:50],
)  # fmt: skip
def test_values(find, text: str, expected: Expected) -> None:
    assert [(row.text, row.value) for row in find(text)] == expected


def test_before_the_day_its_name_means_nothing(find) -> None:
    assert find("Travel has changed since 9/11.", "1999-05-03") == []
    assert [row.value for row in find("He spoke of the January 6 riot.", "2021-01-20")] == ["2021-01-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 5, 2020 he left. The year figure was 12.", [("May 5, 2020", "2020-05-05"), ("year", "2025")]),
        ("On May 5, 2020 he left, the Bridge of the Year winner.", [("May 5, 2020", "2020-05-05")]),
        ("It ended on Feb. 29, 2022.", [("Feb. 29, 2022", "2022-02-XX")]),
        ("It ended on Feb. 29, 2024.", [("Feb. 29, 2024", "2024-02-29")]),
        ("It lasted from February 28 to 29, 2022.", [("February 28", "2022-02-28")]),
        ("It began on Sept. 31, 2022.", []),
        (f"On May 5, 2020 he left. It took {'8' * 400} hours.", [("May 5, 2020", "2020-05-05")]),
        (f"On May 5, 2020 he left. It was {'8' * 5000} months ago.", [("May 5, 2020", "2020-05-05")]),
        ("It took 123,456,789 hours.", [("123,456,789 hours", "PT123456789H")]),
    ],
    ids=lambda x: str(x)[:50],
)  # fmt: skip
def test_what_no_calendar_has_costs_no_other_time(find, text: str, expected: Expected) -> None:
    rows = [(row.text, row.value) for row in find(text)]
    assert [row for row in rows if len(row[0]) < 100] == expected
