"""Times whose day or sense is told by what stands around them, each beside what only looks like it.

The day is Friday 17 October 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The hours behind midnight, and hours of another kind.
        ("A shot was heard in the early hours.", ["2025-10-17TMO"]),
        ("A shot was heard in the wee hours of the morning.", ["2025-10-17TMO"]),
        ("They drink tea in the small hours.", []),
        ("A shot was heard in the early hours of Sunday.", ["2025-10-12"]),
        ("He fled in the early days.", ["PXD"]),
        # Night after night is no one night.
        ("He can bring that night after night.", []),
        ("He came on Monday and sang that night.", ["2025-10-13", "2025-10-13TNI"]),
        # Clocks that are nearly so.
        ("It began at approximately 7 p.m. Monday.", ["2025-10-13T19:00"]),
        ("It began at roughly 7 p.m. Monday.", ["2025-10-13T19:00"]),
        # Seasons that span two years.
        ("He stays through the end of the 2029-2030 season.", ["P1Y"]),
        # The moon's quarter, and a year's.
        ("The moon is in its first quarter.", []),
        ("Sales rose in the first quarter.", ["2025-Q1"]),
        # Nowadays.
        ("He is better than everyone fighting today.", ["PRESENT_REF"]),
        ("He may be the greatest keeper playing the game today.", ["PRESENT_REF"]),
        ("He met the men playing the game today.", ["2025-10-17"]),
        ("You fail once in today's NBA.", ["PRESENT_REF"]),
        # The name of a broadcast.
        ("She spoke on Harbour News Tonight.", []),
        ("She speaks tonight.", ["2025-10-17TNI"]),
        # What is being held is still to come.
        ("The fair is being held on Monday.", ["2025-10-20"]),
        ("The nurse is being held on Monday.", ["2025-10-13"]),
        ("The fair was being held on Monday.", ["2025-10-13"]),
        ("The fair is being held on Monday. Guests are being asked in at 7 p.m.", ["2025-10-20", "2025-10-20T19:00"]),
        # A match that somebody heads into.
        ("Boone has nine points heading into Monday's match.", ["2025-10-20"]),
        ("Boone had nine points heading into Monday's match.", ["2025-10-13"]),
        # A range of days that is over began before today.
        ("It ran from Friday through Sunday.", ["2025-10-10", "2025-10-12"]),
        ("It runs from Friday through Sunday.", ["2025-10-17", "2025-10-19"]),
        # A stamp on a page.
        ("Last updated at 9:06 a.m.\n\nA woman has died.", ["2025-10-17T09:06"]),
        ("Posted: 9:06 a.m.\n\nA woman has died.", ["2025-10-17T09:06"]),
        ("Woken at 9:06 a.m.\n\nA woman has died.", ["XXXX-XX-XXT09:06"]),
        # The article's own day at its head is none of the story, and the night of a day reaches into the next.
        (
            "Posted on Friday, October 17, 2025.\n\nA man was hit on the night of Oct. 13.\n\nHe left at 7 p.m. "
            "He died at 2 a.m.",
            ["2025-10-17", "2025-10-13TNI", "2025-10-13T19:00", "2025-10-14T02:00"],
        ),
        ("A man was hit on October 16, 2025.\n\nIt rained on Oct. 13.\n\nHe left at 7 p.m.", [
            "2025-10-16", "2025-10-13", "XXXX-XX-XXT19:00",
        ]),
    ],
)  # fmt: skip
def test_what_stands_around_a_time_tells_its_day_or_sense(find, text: str, expected: list[str]) -> None:
    assert [row.value for row in find(text)] == expected


def test_a_stamp_with_hyphens_is_the_day_of_the_text(find) -> None:
    (row,) = find("Edited on Mon Oct-13-25 03:49 PM")
    assert (row.value, row.date_start) == ("2025-10-13T15:49", dt.date(2025, 10, 13))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A day within a name.
        ("They back the Trees for Tomorrow Project.", []),
        ("They act for tomorrow.", ["2025-10-18"]),
        # What is set down for a day lies ahead.
        ("It was not on the agenda for Monday.", ["2025-10-20"]),
        ("It was not in the report for Monday.", ["2025-10-13"]),
        # A bare clock behind one of the afternoon is of the afternoon, where it is the later one.
        ("It began at 3:30 p.m. Monday and ended at 5:30.", ["2025-10-13T15:30", "2025-10-13T17:30"]),
        ("It began at 3:30 p.m. Monday and ended at 2:30.", ["2025-10-13T15:30", "2025-10-13T02:30"]),
        ("It began at 3:30 a.m. Monday and ended at 5:30.", ["2025-10-13T03:30", "2025-10-13T05:30"]),
        # A time in UTC behind one of the place is of the day that this tells.
        ("It hit on Monday at 8:40 a.m. (0040 GMT).", ["2025-10-13T08:40", "2025-10-13T00:40Z"]),
        ("It hit on Monday at 6 a.m. (2200 GMT).", ["2025-10-13T06:00", "2025-10-12T22:00Z"]),
        ("It hit at 6 a.m. (2200 GMT Monday).", ["2025-10-14T06:00", "2025-10-13T22:00Z"]),
        ("It hit at 6 a.m. (2200 GMT).", ["XXXX-XX-XXT06:00", "XXXX-XX-XXT22:00Z"]),
        # The clock of a round is told of a fight, however far off; a car has a year; rules have their hour.
        ("Referee Moe Hall gave the challenger a long standing count before stopping the fight at 2:56.", []),
        ("She sold her stolen 1989 Mercury.", []),
        ("They fought the midnight hour rules.", []),
        # A gathering that will be affected is still to come.
        ("The storm will affect the Monday primary.", ["2025-10-20"]),
        ("The storm will recall the Monday primary.", ["2025-10-13"]),
        # A paragraph that opens with a clock goes on from the day told before it.
        (
            "A march was held on Sunday. A shop was raided on Monday.\n\nAt about 4:30 a.m. men rammed it.",
            ["2025-10-12", "2025-10-13", "2025-10-13T04:30"],
        ),
        (
            "A march was held on Sunday. A shop was raided on Monday.\n\nAt about 4:30 a.m. the shop will reopen.",
            ["2025-10-12", "2025-10-13", "XXXX-XX-XXT04:30"],
        ),
        (
            "A march was held on Sunday. A shop was raided on Monday.\n\nShe woke as men rammed it at 4:30 a.m.",
            ["2025-10-12", "2025-10-13", "XXXX-XX-XXT04:30"],
        ),
        # What has gone on since a day may end at any time.
        ("The ban, in force since Oct. 1, was lifted at 9:45 a.m.", ["2025-10-01", "XXXX-XX-XXT09:45"]),
        ("The ban, set on Oct. 1, was lifted at 9:45 a.m.", ["2025-10-01", "2025-10-01T09:45"]),
        ("They have searched since Monday, when she left at 9 a.m.", ["2025-10-13", "2025-10-13T09:00"]),
    ],
)
def test_what_a_day_is_of_and_what_it_is_not(find, text: str, expected: list[str]) -> None:
    assert [row.value for row in find(text)] == expected
