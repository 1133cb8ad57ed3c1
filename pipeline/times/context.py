"""What surrounds a time expression: the parse, the day to count from, and what the text named before."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.lexicon.loader import toml
from pipeline.lexicon.nouns import adjectives_that
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.grammar import Match
from pipeline.times.values import day_of, interval, moved

Direction = Literal["past", "future"] | None
_IN_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\w/])")


_WORD = re.compile(r"[a-z]+")
_MORNING = dt.time(8)
_BEGINNING = 700
"""So many characters from its beginning a text says on what day happened what it tells of."""


_OF_LATE = 30
"""So many days before the day that is counted from a day is one of the story, not of what led to it."""
_NOON, _DAWN = 12, 6
_HALF_A_DAY = _NOON * 60
_NEAR = 600
"""So many characters behind a day to come the times of that day are told."""


_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\.?)?|noon|midnight)"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?"
_CLOCKS = rf"{_CLOCK}\s*(?:[-–—]|to|until|till)\s*{_CLOCK}"
_WEEKDAYS = rf"{_WEEKDAY}\s*(?:[-–—]|to|through|thru|until)\s*{_WEEKDAY}"
_HOURS = re.compile(rf"{_CLOCKS},?\s*(?:on\s)?{_WEEKDAYS}|{_WEEKDAYS},?\s*(?:from\s)?{_CLOCKS}")
_ONCE = re.compile(r"\b(?:will|would|was|were|had|did)\b|['’]ll\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\b(?:(?:every|each) (?:year|fall|autumn|winter|spring|summer|[A-Z]\w+)|traditionally|[Oo]n average"
    r"|records began)\b"
)
_AGAIN = re.compile(r"\b(?:[Ee]very|[Ee]ach|daily|nightly|weekly|usually|always|often|would|normally|typically)\b")
_CAPTION = re.compile(
    r"\s*(?:Pictured\b|Here, |(?:In|This) (?:this |the )?(?:\w+ ){0,4}(?:photo|photograph|picture|file image)\b)"
    r"|\b(?:pictured|seen) here\b|^\W*[A-Z][^.!?]{0,60}(?: \((?:left|right|from left)\)|, (?:left|right), and )"
)
_CREDIT = re.compile(
    r"\((?:[A-Z][\w.'’-]* ){0,3}[A-Z][\w.'’-]*(?: ?/ ?| for | via )[A-Z][^()]*\)"
    r"|\((?:File|AP|AFP|EPA|Reuters|Getty) ?(?:[Pp]hoto|Images)?[^()]{0,20}\)"
    r"|\b(?:AP|AFP|File|file) [Pp]hoto\b|Getty Images\b"
)
_FELL = re.compile(
    r"\b(?:fell|fall|falling|fallen|plunged|tumbled)\b[^.!?\n]{0,60}?"
    r"\b(?:to (?:his|her|their) deaths?"
    r"|(?:\d|dozens of |hundreds of )[\d,]*[ -]?(?:met(?:re|er)s?|feet|ft|floors|stor(?:ey|ie)s)"
    r"|(?:from|off|down) (?:an?|the|his|her) (?:[\w-]+ ){0,2}(?:balcony|bridge|building|cliff|crane|ladder|mountain"
    r"|ridge|roof|scaffolding|slope|stage|stairs|staircase|tree|wall|window))\b"
)
_OPEN_DAY = re.compile(r"XXXX-\d\d-\d\d")
_LONGEST_CREDIT = 60
"""So many characters behind a caption its credit ends."""


_NOTICE = re.compile(r"\W{0,3}(?:When|WHEN|If you go|IF YOU GO)\s*[:.?–—-]")
"""With this a line of a notice opens."""
_LISTED = re.compile(r"\s*[-–—:]")
"""Behind a year with which a line of a list of years opens."""
_BESIDE = 14
"""So many days apart two days of one sentence are of one year."""


_FRAMING = frozenset(("", "back in", "but in", "in"))
"""What stands before a year with which a sentence opens."""


@dataclass
class Context:
    """The text around the time expressions of one article, and the memory of those read so far.

    `since` tells whether something has gone on since the day named last: what happened at a time happened later.
    `reference` is the day that relative dates are counted from, None where it is unknown; inside a
    quotation with a known day, `said_on` takes its place. `doc` is spaCy's Doc; `starts` and `sentences` are
    where its tokens and sentences begin.
    """

    doc: Any
    starts: list[int]
    sentences: list[int]
    text: str
    reference: dt.date | None
    said_on: dt.date | None = None
    last_value: str | None = None
    last_at: int = 0
    last_period: str | None = None
    period_at: int = 0
    published_at: dt.datetime | None = None
    framed_year: str | None = None
    framed_at: int = 0
    named_days: dict[tuple[str, ...], dt.date] = field(default_factory=dict)
    days_told: dict[dt.date, str] = field(default_factory=dict)
    part_ahead: str = ""
    since: bool = False
    afternoon: int = 0
    afternoon_at: int = -1
    sentence_kinds: dict[tuple[str, int], bool] = field(default_factory=dict)

    def is_after_noon(self, at: int, minute: int) -> bool:
        """Whether a bare clock is of the afternoon, as the one that its paragraph told before it, and is later.

        It is not where another day is told between them, nor where what is told is done every day.
        """
        is_later = 0 < self.afternoon < minute + _HALF_A_DAY
        if not is_later or not self.is_in_paragraph(max(self.afternoon_at, 0), at):
            return False
        other_days = toml(__package__, "around.toml")["of_other_days"]
        told = (word for word in self.doc if self.afternoon_at <= word.idx and word.sent[0].idx <= at)
        return not any(word.lower_ in other_days or word.tag_ in ("VBP", "VBZ") for word in told)

    @property
    def now(self) -> dt.date | None:
        """The day that "today" means here."""
        return self.said_on or self.reference

    @property
    def anchor(self) -> str:
        """What `now` is, as the table names it."""
        return "said_on" if self.said_on else "reference_date"

    @property
    def today(self) -> dt.date | None:
        """The day that "today" and "tonight" mean here: in a text stamped after midnight, the day it tells of."""
        if self.said_on is None and self.reference and self._tells_of_evening_before:
            return self.reference - dt.timedelta(1)
        return self.now

    @functools.cached_property
    def _tells_of_evening_before(self) -> bool:
        """Whether a stamp of the small hours, in universal time, is that of the evening before where the text is from.

        So it is if the text begins with the weekday of the day before and nowhere names its own.
        """
        if self.published_at is None or self.reference is None or not dt.time() < self.published_at.time() < _MORNING:
            return False
        before, own = (f"{day:%A}" for day in (self.reference - dt.timedelta(1), self.reference))
        return before in self.text[:_BEGINNING] and own not in self.text

    @functools.cached_property
    def is_of_play(self) -> bool:
        """Whether the text tells more of a match than of money: then a quarter is one of the match."""
        words = set(_WORD.findall(self.text.lower()))
        words |= {word.removesuffix("s") for word in words}
        play, money = (len(words.intersection(toml(__package__, "around.toml")[name])) for name in ("play", "money"))
        return play > money

    @functools.cached_property
    def tells_of_nine_eleven(self) -> bool:
        """Whether the text speaks of the day of 2001 by its figures."""
        return "9/11" in self.text

    @functools.cached_property
    def is_of_falling(self) -> bool:
        """Whether the text tells how somebody fell: then a fall is that, and no autumn."""
        return _FELL.search(self.text) is not None

    @functools.cached_property
    def order_of_figures(self) -> str:
        """ "day first" or "month first" where a date such as 13/5/2025 shows it and none the contrary, else ""."""
        pairs = [(int(a), int(b)) for a, b in _IN_FIGURES.findall(self.text)]
        days_first = any(a > 12 >= b for a, b in pairs)
        months_first = any(b > 12 >= a for a, b in pairs)
        return "" if days_first == months_first else "day first" if days_first else "month first"

    def remember(self, value: str, at: int, is_counted: bool = True) -> None:
        """Keep a calendar value for the expressions after it that are counted from it.

        The article's own day, written in full at its head and not `is_counted` from it, is none of the story.
        """
        self.last_value, self.last_at = value, at
        if (day := day_of(value)) and (is_counted or day != self.reference or at > _BEGINNING):
            self.days_told[day] = value.partition("T")[2] or self.part_ahead or self.days_told.get(day, "")
        self.part_ahead = ""

    def day_of_story(self, match: Match, hour: int) -> dt.date | None:
        """The only day that the text has named before, if it was of late, for a time of what happened and was once.

        For a time of what is to come, the only day to come.
        """
        if self.since or self._sentence_is("again", match.start) or self._has_open_day():
            return None
        if direction(self, match) == "future":
            ahead = [day for day in self.days_told if self.now and 0 < (day - self.now).days <= _OF_LATE]
            return ahead[0] if len(ahead) == 1 and match.start - self.last_at < _NEAR else None
        if len(self.days_told) != 1 or not is_told_as_past(self, match):
            return None
        ((day, part),) = self.days_told.items()
        is_late = self.now is None or 0 <= (self.now - day).days <= _OF_LATE
        is_kind = self.head(match).dep_ == "compound" and match.rule.reader == "named-time"  # "midnight snacks"
        return day_at(day, part, hour) if is_late and not (is_kind or self._is_of_other_clock(match)) else None

    def _has_open_day(self) -> bool:
        """Whether the day that the text named last is of no known year: "on the night of *Sept. 13*. At 7 p.m. …"."""
        return bool(self.last_value and _OPEN_DAY.match(self.last_value))

    def day_looked_back_on(self, match: Match, weekday: int) -> dt.date | None:
        """The only day long before now that the text has named, where a weekday without its day is that of it.

        "Shot on Oct. 21, 2011 … fired at her on a Friday afternoon"; where now is not known, the last day named.
        """
        days = [day for day in self.days_told if self.now is None or (self.now - day).days > _OF_LATE]
        if len(days) != 1 or days[0].isoweekday() != weekday or self._sentence_is("again", match.start):
            return None
        is_open = direction(self, match, schedule=True) == "future" or is_in_present(self, match)
        return None if is_open or is_in_infinitive(self, match) else days[0]

    def _is_of_other_clock(self, match: Match) -> bool:
        """Whether a time is that of a match, or in brackets that of another zone, whose day may be another."""
        is_said = any(lexeme.shape == "MERIDIEM" for lexeme in match.lexemes[match.first : match.last])
        return self.text[: match.start].endswith("(") or (self.is_of_play and not is_said)

    def in_sentence(self, a: int, b: int) -> bool:
        """Whether two places of the text lie in one sentence."""
        return bisect.bisect_right(self.sentences, a) == bisect.bisect_right(self.sentences, b)

    def frame(self, year: str, start: int, end: int) -> None:
        """Keep a year long past that opens its sentence: what the sentence tells further on is of that year."""
        begun = self.text[self.sentences[bisect.bisect_right(self.sentences, start) - 1] : start]
        if self.now and int(year) < self.now.year - 1 and begun.strip().lower() in _FRAMING:
            self.framed_year, self.framed_at = year, end

    def year_of_frame(self, match: Match) -> str | None:
        """The past year that the sentence of an expression opens with: "In 2019 it closed, and in *October* burned".

        On a list of years the present tense tells of them too: "1789 - The king names *May 6* a feast".
        """
        if self.framed_year is None:
            return None
        if _LISTED.match(self.text, self.framed_at) and self.is_in_paragraph(self.framed_at, match.start):
            return self.framed_year
        is_told = self.in_sentence(self.framed_at, match.start) and direction(self, match) == "past"
        return self.framed_year if is_told else None

    def year_told(self, match: Match, month: int, day: int) -> int | None:
        """The year of a day that the text has told in full before: "killed on June 24, 2005 … shot on *June 24*".

        Or that of a day near it in the sentence: "shot on June 24, 2005, while looking into the *June 20* robbery".
        """
        years = {told.year for told in self.days_told if (told.month, told.day) == (month, day)}
        told = day_of(self.last_value or "")
        if not years and told and self.in_sentence(self.last_at, match.start):
            beside = (day_of(f"{told.year + n:04d}-{month:02d}-{day:02d}") for n in (-1, 0, 1))
            years = {near.year for near in beside if near and abs((near - told).days) <= _BESIDE}
        return years.pop() if len(years) == 1 and direction(self, match) != "future" else None

    def _sentence_is(self, kind: str, at: int) -> bool:
        """Whether the sentence around a place tells opening hours, or a custom; looked up once a sentence."""
        i = bisect.bisect_right(self.sentences, at)
        if (kind, i) not in self.sentence_kinds:
            text = self.text[self.sentences[i - 1] : self.sentences[i] if i < len(self.sentences) else len(self.text)]
            if kind == "hours":
                self.sentence_kinds[kind, i] = _HOURS.search(text) is not None and _ONCE.search(text) is None
            elif kind == "again":
                self.sentence_kinds[kind, i] = _AGAIN.search(text) is not None
            elif kind == "caption":
                begun = self.sentences[i - 1]
                rest = self.text[begun : begun + len(text) + _LONGEST_CREDIT].lstrip().partition("\n")[0]
                self.sentence_kinds[kind, i] = bool(_CAPTION.match(text) or _CREDIT.search(rest[len(text) // 2 :]))
            else:
                self.sentence_kinds[kind, i] = _YEARLY.search(text) is not None
        return self.sentence_kinds[kind, i]

    def tells_hours(self, match: Match) -> bool:
        """Whether the sentence of an expression tells opening hours: "9 a.m. to 5 p.m. Monday through Friday"."""
        return self._sentence_is("hours", match.start)

    def tells_custom(self, match: Match) -> bool:
        """Whether the sentence of an expression tells what is done every year, or an average of years."""
        return self._sentence_is("custom", match.start)

    def tells_picture(self, match: Match) -> bool:
        """Whether the sentence of an expression is the caption of a picture: "A nurse waits in March. (A. Beck/AP)"."""
        return self._sentence_is("caption", match.start)

    def is_in_paragraph(self, a: int, b: int) -> bool:
        """Whether no line ends between two places of the text."""
        return self.text.find("\n", a, b) < 0

    def is_in_notice(self, match: Match) -> bool:
        """Whether a line before an expression says that it tells when something will be: "When: 9 a.m. *Saturday*"."""
        return _NOTICE.match(self.text, self.text.rfind("\n", 0, match.start) + 1) is not None

    def is_on_coming_list(self, match: Match) -> bool:
        """Whether a date begins a line, in a list of dates of which the text has just named one to come."""
        _, line_end, begun = self.text[max(match.start - 9, 0) : match.start].rpartition("\n")
        days = interval(self.last_value) if self.last_value else None
        return bool(line_end and not begun.strip(" \t-–—•*·") and days and self.now and days[0] > self.now)

    def follows_a_plan(self, match: Match) -> bool:
        """Whether the sentence has just named a day to come: "in May, back in June" goes on from there."""
        days = interval(self.last_value) if self.last_value else None
        return bool(days and self.now and days[0] > self.now and self.in_sentence(self.last_at, match.start))

    def tokens(self, match: Match) -> tuple[int, int]:
        """The tokens `[first, last)` that a match covers."""
        first = max(bisect.bisect_right(self.starts, match.start) - 1, 0)
        return first, max(bisect.bisect_left(self.starts, match.end), first + 1)

    def head(self, match: Match) -> Any:
        """The token through which a match hangs in its sentence; None in an empty text."""
        first, last = self.tokens(match)
        for token in self.doc[first:last]:
            if not first <= token.head.i < last or token.head.i == token.i:
                return token
        return self.doc[last - 1]


def day_at(day: dt.date, part: str, hour: int) -> dt.date | None:
    """The day of an hour of a day or a part of it: of a night the small hours are of the next day.

    None for later hours of the morning, which are no part of an evening or a night.
    """
    if part not in ("EV", "NI") or hour >= _NOON:
        return day
    return moved(day, 1, "day") if part == "NI" and hour < _DAWN else None


@functools.cache
def planned_words() -> frozenset[str]:
    """The verbs and adjectives of what lies ahead: "expects to meet on Friday", "is due on Monday"."""
    return verbs_that("planned") | adjectives_that("planned")


def direction(context: Context, match: Match, schedule: bool = False) -> Direction:
    """Whether the clause of an expression tells what was or what is to come; None where grammar does not say.

    Only the verb that the expression itself belongs to counts, not one above its noun. With `schedule` the
    simple present means a plan: "the trial begins Monday".
    """
    planned = planned_words()
    under, head = _governor(context, match)
    if _is_since(under, head) or _is_compared(match):
        return "past"
    if schedule and context.is_in_notice(match):
        return "future"
    if (when := _clause_of_day(context, match)) is not None:
        return _direction_of_verb(when)
    if context.tells_picture(match) and _is_seen(_verb_above(context, head)):
        return "past"
    if _is_put_off(under, head) or (under == "of" and head.lower_ == "ahead"):
        return "future"
    if _is_led_up_to(match) and _direction_of_verb(_verb_above(context, head)) != "past":
        return "future"
    if _with_particle(head).lemma_ in planned and (under == "for" or head.pos_ == "ADJ"):
        return None if _is_former_plan(head) or _is_undone(match, head) else "future"
    if _is_behind_plan(context, match) or _is_planned_by(under, head) or _is_foretold(context, match, head):
        return "future"
    if under == "for" and (_is_called(head) or head.lemma_.lower() in toml(__package__, "around.toml")["set_down"]):
        return "future"
    if _is_scheduled(under, head):
        return "future"
    if head.pos_ not in ("VERB", "AUX") or head.dep_ in ("nsubj", "nsubjpass"):
        return _direction_of_thing(context, head, schedule)
    if schedule and _is_simple_present(head):
        return "future"
    if head.lemma_ in verbs_that("claims") and _is_behind_object(context, match, head):
        return _direction_of_verb(_told_barely(head, context.tokens(match)[1] - 1) or head)
    if head.tag_ == "VBD" and head.lemma_ in verbs_that("plans") and _is_behind_object(context, match, head):
        return "future"  # "they planned a march on Saturday"
    return _direction_of_verb(head)


def _is_compared(match: Match) -> bool:
    """Whether a time is that of what was said before, in a comparison: "will grow by less than forecast in July"."""
    words = [lexeme.word for lexeme in match.lexemes[max(match.first - 3, 0) : match.first]]
    return len(words) == 3 and words[0] in ("as", "than") and words[1] in _FORETOLD and words[2] == "in"


_FORETOLD = frozenset(("anticipated", "estimated", "expected", "forecast", "planned", "predicted", "projected"))
"""Participles of what was foretold, behind "than" and "as"."""


def _clause_of_day(context: Context, match: Match) -> Any:
    """The verb of a clause with "when" on a day, which tells when the day is: "until Monday, when it *reopened*"."""
    following = [lexeme.word for lexeme in match.lexemes[match.last : match.last + 2]]
    if "when" not in following or (following[0] not in (",", "when")):
        return None
    day = context.head(match)
    verb = next((c for c in day.rights if c.dep_ == "relcl" and c.pos_ in ("VERB", "AUX")), None)
    if verb is None or (verb.tag_ == "VBN" and not any(c.lower_ in _PAST for c in verb.lefts)):
        return None  # "on the day when polls are held"
    return verb if _direction_of_verb(verb) else None


def _is_seen(verb: Any) -> bool:
    """Whether a verb tells what a picture shows: "a nurse *waits*", "boats *are seen*", and not what will be."""
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")}
    return verb.pos_ in ("VERB", "AUX") and verb.lemma_ not in planned_words() and helpers <= _PRESENT_BE


def weather_foretold(verb: Any) -> Any:
    """The weather that a verb warns of, which is still to come: "warned of more *snow* on Tuesday"; else None."""
    words = toml(__package__, "around.toml")
    warnings = [verb] if verb.lemma_ == "warn" else []
    if verb.lemma_ == "issue":
        warnings = [c for c in verb.rights if c.dep_ in ("dobj", "obj") and c.lower_ in words["warnings"]]
    prepositions = (p for warning in warnings for p in warning.rights if p.lower_ in ("of", "for", "about"))
    return next((c for p in prepositions for c in p.rights if c.dep_ == "pobj" and c.lower_ in words["weather"]), None)


def _is_foretold(context: Context, match: Match, head: Any) -> bool:
    """Whether a time is that of the weather which a verb before it warns of."""
    above = head.head.head if head.dep_ == "pobj" else head
    weather = weather_foretold(above) or weather_foretold(above.head)
    return weather is not None and weather.i < context.tokens(match)[0]


def _is_called(head: Any) -> bool:
    """Whether a time after "for" is that of a gathering which a verb called: "they called a strike for Monday"."""
    words = toml(__package__, "around.toml")
    verb = head if head.pos_ == "VERB" else head.head
    called = [c for c in verb.rights if c.dep_ in ("dobj", "obj") and c.lemma_.lower() in words["gatherings"]]
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.head.lemma_.lower() in words["gatherings"]:
        called.append(verb.head)  # "a march announced for Sunday"
    return verb.lemma_ in words["calling"] and bool(called) and head in (verb, *called)


def _is_scheduled(under: str, head: Any) -> bool:
    """Whether a time is that of what is planned or goes on until then.

    "A rally *planned* Saturday", "the sale *is being held* through Saturday", "*Closed* through Thursday for repairs."
    """
    if under == "through" or under in _UNTIL:
        helpers = {c.lower_ for c in head.lefts if c.dep_ in ("aux", "auxpass")}
        is_being = "being" in helpers and bool(helpers & _PRESENT_BE)
        return is_being or (head.tag_ == "VBN" and head.dep_ == "ROOT" and not any(True for _ in head.lefts))
    if head.tag_ == "VBN" and _is_being_held(head):
        return True
    return under in ("", "on") and head.tag_ == "VBN" and head.dep_ == "acl" and head.lemma_ in _PLANNED_ON


def _is_being_held(verb: Any) -> bool:
    """Whether a verb tells that a gathering or a show will be: "the *fair is being held* on Saturday"."""
    if verb.lemma_ not in _HELD:
        return False
    words = toml(__package__, "around.toml")
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")}
    if "being" not in helpers or not helpers & _PRESENT_BE:
        return False
    held = (c.lemma_.lower() for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass"))
    return any(thing in words["gatherings"] or thing in words["shows"] for thing in held)


_HELD = frozenset(("hold", "host", "offer", "organise", "organize", "stage"))
"""What is done with a gathering or a show."""


_PLANNED_ON = frozenset(("plan", "schedule", "slate"))


def _is_planned_by(under: str, head: Any) -> bool:
    """Whether a time ends what was planned: "they warned of power cuts by Monday"."""
    return under == "by" and head.tag_ == "VBD" and head.lemma_ in planned_words()


def _direction_of_thing(context: Context, head: Any, schedule: bool) -> Direction:
    """What lies ahead of a noun, an adjective or an adverb that a time stands with.

    "Ahead of Saturday's vote", "the planned march on Saturday", "the march on Saturday will pass the hall", "talks on
    Sunday had failed", "the book is out on Friday".
    """
    before, verb = head.head, _verb_of_thing(head)
    if before.lower_ == "of" and before.head.lower_ == "ahead":
        return "future"
    if any(child.lower_ in _AHEAD for thing in _things_with(head) for child in thing.lefts if child.dep_ == "amod"):
        return "future"
    if before.lower_ in _UNTIL and _direction_of_verb(_verb_above(context, before)) != "past":
        return "future"  # "in custody until a hearing on Friday"
    if head.dep_ in ("nsubj", "nsubjpass") or verb.i != head.head.i:
        if verb.lemma_ == "be" and _is_simple_present(verb) and any(c.lemma_ in planned_words() for c in verb.rights):
            return "future"  # "a strike on Monday is likely"
        told = _direction_of_verb(verb)
        is_perfect = any(c.lower_ in ("had", "'d", "’d") and c.dep_ in ("aux", "auxpass") for c in verb.lefts)
        return told if told == "future" or is_perfect else None
    if schedule and (_is_misread_plan(head) or _is_misread_fixture(head)):
        return "future"
    if head.pos_ in ("ADJ", "ADV", "ADP") and verb.lemma_ == "be" and schedule and _is_simple_present(verb):
        return "future"
    return None


def _things_with(thing: Any) -> list[Any]:
    """A thing and those that it is told of as one: "the *upcoming events* such as a parade and a *fair* in July"."""
    things = [thing]
    if thing.dep_ == "conj" and thing.head.pos_ in ("NOUN", "PROPN"):
        things.append(thing.head)
    above = things[-1].head
    if above.lower_ in ("as", "including", "like") and above.head.pos_ in ("NOUN", "PROPN"):
        things.append(above.head)
    return things


def _verb_of_thing(thing: Any) -> Any:
    """The verb above a thing; "said the final *would be* his": where a subject is taken for what is said, its own."""
    verb = thing.head
    if thing.dep_ not in ("dobj", "obj") or verb.lemma_ not in verbs_that("claims"):
        return verb
    return _told_barely(verb, thing.i) or verb


def _told_barely(verb: Any, after: int) -> Any:
    """What a verb of saying tells, where its subject is taken for the object of saying; else None."""
    told = next((c for c in verb.rights if c.dep_ == "ccomp" and c.i > after), None)
    is_bare = told is not None and not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in told.lefts)
    return told if is_bare else None


def _is_misread_plan(head: Any) -> bool:
    """Whether taggers take a verb in a plan for another word: "the show airs on Friday", "doors open at 7pm"."""
    is_main = head.dep_ == "ROOT" and head.tag_ in ("NNS", "JJ") and head.lower_ in _IN_PLANS
    return is_main and not any(child.dep_ in ("cop", "aux", "det") for child in head.rights)


def _is_misread_fixture(head: Any) -> bool:
    """Whether taggers take the verb of a match to come for a noun or an adjective: "Harven *host* Velden on Friday"."""
    if head.dep_ != "ROOT" or head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    is_between = (
        c.lower_ in _FIXTURES and c.i > head.left_edge.i for c in head.lefts if c.dep_ in ("compound", "amod")
    )
    is_itself = head.lower_ in _FIXTURES and any(c.dep_ in ("dobj", "obj") and c.is_title for c in head.rights)
    return is_itself or (head.is_title and any(is_between))


_FIXTURES = frozenset(("entertain", "face", "host", "meet", "play", "visit", "welcome"))
"""What a team does to another in a match, in the present tense."""
_IN_PLANS = frozenset(
    ("airs", "debuts", "drops", "ends", "launches", "lands", "open", "opens", "premieres", "returns", "starts")
)
"""Verbs in the present tense of what is on a programme, which may be nouns or adjectives."""


def _is_former_plan(plan: Any) -> bool:
    """Whether a plan is told as one of before, whose day may be past: "it had been due to end on Friday"."""
    verbs = (plan, plan.head) if plan.pos_ == "ADJ" else (plan,)
    return any(c.lower_ in ("had", "'d", "’d") and c.dep_ == "aux" for verb in verbs for c in verb.lefts)


def _is_undone(match: Match, plan: Any) -> bool:
    """Whether a plan of before is crossed by what follows: "it *was scheduled* for May 5, but the hall burned"."""
    following = [lexeme.word for lexeme in match.lexemes[match.last : match.last + 2]]
    return following == [",", "but"] and any(c.lower_ in ("was", "were") for c in plan.lefts)


_AHEAD = frozenset(("planned", "scheduled", "upcoming", "coming", "forthcoming", "proposed", "expected"))
_UNTIL = frozenset(("until", "till", "til", "’til", "'til"))


def _is_behind_plan(context: Context, match: Match) -> bool:
    """Whether a time stands right behind what is called planned: "the planned march on Monday was banned"."""
    at = context.tokens(match)[0] - 1
    if at > 0 and context.doc[at].pos_ == "ADP":
        at -= 1
    return at > 0 and any(child.lower_ in _AHEAD for child in context.doc[at].lefts if child.dep_ == "amod")


def is_put_off_from(context: Context, match: Match) -> bool:
    """Whether a time is that from which something is put off: "postponed from Friday"."""
    under, head = _governor(context, match)
    return under == "from" and _with_particle(head).lemma_ in verbs_that("put-off")


def _with_particle(head: Any) -> Any:
    """The verb that a particle belongs to: push, of "pushed back to Monday"; any other word is itself."""
    is_particle = head.lower_ in ("back", "in", "off", "forward", "out") and head.dep_ in ("advmod", "prt")
    return head.head if is_particle else head


def _is_put_off(under: str, head: Any) -> bool:
    """Whether a time is that to which something is put off or keeps: "delayed to Thursday", "shut until Friday"."""
    head = _with_particle(head)
    if under in _UNTIL:
        is_perfect = any(child.lower_ in ("has", "have", "'ve", "’ve") for child in head.lefts if child.dep_ == "aux")
        return is_perfect or head.lemma_ in verbs_that("put-off") or head.lemma_ in verbs_that("kept-until")
    return under in ("to", "for", "by") and head.lemma_ in verbs_that("put-off")


def _is_behind_object(context: Context, match: Match, verb: Any) -> bool:
    """Whether a time stands behind the object of a verb: "planned a march on Saturday", not "planned on Saturday"."""
    at = context.tokens(match)[0]
    return any(child.dep_ in ("dobj", "obj") and verb.i < child.i < at for child in verb.rights)


def _is_led_up_to(match: Match) -> bool:
    """Whether the words before say that it lies ahead: "in the run-up to Tuesday's vote", "on the eve of Friday's"."""
    words = [lexeme.word for lexeme in match.lexemes[max(match.first - 4, 0) : match.first]]
    if words and words[-1] == "the":
        words.pop()
    return words[-2:] in (["up", "to"], ["ahead", "to"], ["advance", "of"], ["eve", "of"])


def _verb_above(context: Context, token: Any) -> Any:
    """The first verb above a word, or the last word near it where there is none."""
    for _ in range(6):
        head = token.head
        is_apart = "\n" in context.text[min(head.idx, token.idx) : max(head.idx, token.idx)]
        if token.pos_ == "VERB" or head.i == token.i or is_apart:
            break
        token = head
    return token


_OF_CLOCKS = frozenset(("a.m.", "am", "midnight", "noon", "o'clock", "p.m.", "pm"))


def _governor(context: Context, match: Match) -> tuple[str, Any]:
    """The preposition that an expression stands under, and the word that both belong to."""
    token = context.head(match)
    under = ""
    for _ in range(8):
        head = token.head
        if head.i == token.i or "\n\n" in context.text[min(head.idx, token.idx) : max(head.idx, token.idx)]:
            break
        if (token.dep_ == "conj" and head.pos_ in ("PROPN", "NOUN", "NUM")) or head.lower_ in _OF_CLOCKS:
            token = head  # "on *May 3* and 4", "at 7 p.m. *Friday*"
        elif head.pos_ in ("ADP", "SCONJ"):
            under, token = under or head.lower_, head
        else:
            return under, head
    return under, token


def _is_simple_present(verb: Any) -> bool:
    if verb.i and verb.nbor(-1).tag_ == "POS":
        return False  # "Foss's wins Tuesday in two towns"
    if verb.lemma_ in _SAME_IN_PAST and any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in verb.lefts):
        return verb.tag_ == "VBZ"  # "after Harven beat Velden on Monday"
    is_untold = verb.tag_ == "VB" and verb.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in verb.lefts)
    return (
        (verb.tag_ in ("VBZ", "VBP") or is_untold)  # taggers take "England take on Fiji" for an order
        and verb.lemma_ not in verbs_that("stative")
        and not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    )


_SAME_IN_PAST = frozenset(
    ("beat", "burst", "cut", "hit", "hurt", "put", "quit", "set", "shut", "split", "spread", "upset")
)
"""Verbs that are the same in the present and in the past."""


def is_to_come(context: Context, match: Match) -> bool:
    """Whether a weekday lies ahead by what it stands with, where no verb in the future tells it.

    "They need to win *Monday*", "Mayor to open hall *Monday*", "is fit for *Monday*'s match", "closure *Monday* to
    mend a pipe", "walk planned *Monday*", "an interview airing *Monday*", "Come to the hall on *Monday*".
    """
    under, head = _governor(context, match)
    if head.pos_ in ("NOUN", "PROPN"):
        return _is_coming_thing(context, head) or (_is_closing(head) and under in ("", "on"))
    if head.pos_ not in ("VERB", "AUX"):
        return False
    helpers = {c.lower_ for c in head.lefts if c.dep_ in ("aux", "auxpass")}
    if "to" in helpers:
        return "have" not in helpers and _is_asked_for(head)
    if head.lemma_ in _PLANNED_ON and not helpers and head.tag_ in ("VBD", "VBN"):
        return (
            not under
            and head.dep_ == "ROOT"
            and not any(c.dep_ in ("dobj", "obj", "ccomp", "xcomp") for c in head.rights)
        )
    if head.tag_ == "VBG":
        return head.dep_ == "acl" and not helpers and head.lemma_ in _ON_PROGRAMMES
    return head.tag_ == "VB" and head.is_sent_start is True and head.dep_ == "ROOT" and not helpers


_ON_PROGRAMMES = frozenset(("air", "begin", "debut", "launch", "open", "premiere", "screen", "start"))
"""Verbs of what is on a programme, as participles: "a show *airing* on Monday"."""


def _is_asked_for(verb: Any) -> bool:
    """Whether an infinitive tells what is to be done: "*asked* him to come", "were to come", "Mayor to come"."""
    above = verb.head
    if above.i == verb.i or (above.dep_ == "ROOT" and above.pos_ in ("NOUN", "PROPN")):
        return True
    if above.lemma_ == "have":
        return above.tag_ in ("VBP", "VBZ") or any(c.tag_ == "MD" for c in above.lefts)
    is_then = above.lemma_ == "be" and above.lower_ in ("was", "were") and verb.dep_ == "xcomp"
    is_asked = above.lemma_ in toml(__package__, "around.toml")["asking"] and above.tag_ in ("VB", "VBP", "VBZ")
    return is_then or is_asked  # "asked him to leave Tuesday" may have been on that day


def _is_coming_thing(context: Context, thing: Any) -> bool:
    """Whether a gathering or a match is one that somebody will go to, or is ready for: "plays in *Friday's match*"."""
    words = toml(__package__, "around.toml")
    if thing.lemma_.lower() not in words["gatherings"] and thing.lemma_.lower() not in words["shows"]:
        return False
    under, verb = thing.head.lower_, _verb_above(context, thing)
    if thing.dep_ in ("dobj", "obj"):
        return thing.head.lemma_ in _GOING_TO and _direction_of_verb(thing.head) == "future"
    if thing.dep_ != "pobj":
        return False
    if under in ("for", "before"):
        return verb.pos_ in ("VERB", "AUX") and _direction_of_verb(verb) != "past" and verb.tag_ not in ("VBD", "VBN")
    is_going_on = "VBG" in (verb.tag_, verb.head.tag_)  # "is defending what she said at Monday's debate"
    is_told = _direction_of_verb(verb) == "future" and not is_going_on
    if under == "into":
        return verb.tag_ == "VBG" and verb.lemma_ in ("go", "head") and _is_present(_verb_above(context, verb.head))
    return under in ("at", "during", "in", "to") and is_told


_GOING_TO = frozenset(
    (
        "affect", "attend", "boycott", "disrupt", "host", "influence", "join", "miss", "play", "skip", "sway", "watch",
        "win",
    )
)  # fmt: skip
"""Verbs of being at a gathering or a match, and of what is done to it."""


def _is_closing(thing: Any) -> bool:
    """Whether a line without a verb tells of what will be done, and to what end: "Closure Monday to mend a pipe"."""
    return thing.dep_ == "ROOT" and any(
        c.dep_ in ("acl", "relcl", "advcl", "xcomp") and any(x.lower_ == "to" and x.dep_ == "aux" for x in c.lefts)
        for c in thing.rights
    )


def is_forecast(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression, even above its noun, tells what is expected or planned."""
    return _verb_above(context, context.head(match)).lemma_ in planned_words()


def is_habit(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression tells what is always so: "she drinks no coffee in the morning"."""
    verb = _verb_above(context, context.head(match))
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return bool(
        (verb.tag_ in ("VBZ", "VBP") and not helpers) or (helpers and all(c.lower_ in ("do", "does") for c in helpers))
    )


def is_in_present(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression is in the present, active or passive: "tests *are run* all year"."""
    verb = _verb_above(context, context.head(match))
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return all(c.lower_ in _PRESENT_BE for c in helpers) if helpers else is_habit(context, match)


def is_usual(context: Context, match: Match) -> bool:
    """Whether an adverb beside the verb above an expression tells that it is done again and again.

    "They *usually* find it the following morning", "she goes skating *sometimes* in the morning".
    """
    usually = toml(__package__, "around.toml")["usually"]
    verb = _verb_above(context, context.head(match))
    verbs = (verb, verb.head) if verb.dep_ in ("xcomp", "conj") else (verb,)
    return any(child.lower_ in usually for v in verbs for child in v.children if child.dep_ == "advmod")


def is_still_so(context: Context, match: Match) -> bool:
    """Whether "today" is the present and no day: "it *still* stands today", "even today", "Today it is a museum"."""
    before = match.lexemes[match.first - 1].word if match.first else ""
    if before == "even" or _is_of_nowadays(context, match):
        return True
    verb = _verb_above(context, context.head(match))
    if _is_of_those_now(verb):
        return True
    if verb.pos_ not in ("VERB", "AUX") or not _is_present(verb):
        return False
    if before == "still" or any(child.lower_ == "still" for child in verb.children):
        return True
    first, _ = context.tokens(match)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "expl")), None)
    is_told_of = subject is not None and subject.dep_ == "nsubj" and subject.i > first
    is_to_be = verb.lemma_ == "be" and any(c.dep_ == "xcomp" for c in verb.rights)  # "Today the court is to rule"
    is_opening = not is_to_be and context.doc[first].is_title and context.doc[first].head.i == verb.i
    return is_opening and is_told_of and verb.lemma_ in verbs_that("state")


def _is_of_those_now(verb: Any) -> bool:
    """Whether a participle tells of all who do something these years: "the best novelist *writing* today"."""
    if verb.tag_ != "VBG" or verb.dep_ != "acl":
        return False
    words = toml(__package__, "around.toml")
    is_best = any(c.tag_ == "JJS" for c in verb.head.lefts)
    return is_best or (verb.head.lower_ in words["all_people"] and verb.lemma_ in words["occupied"])


def _is_of_nowadays(context: Context, match: Match) -> bool:
    """Whether "today" has what is of these years and of no day: "today's economy", not "today's women's final"."""
    following = match.lexemes[match.last : match.last + 1]
    today = context.doc[context.tokens(match)[1] - 1]
    if not following or following[0].shape != "S" or today.dep_ != "poss":
        return False
    had = today.head
    return had.text in toml(__package__, "around.toml")["nowadays"] and had.dep_ not in ("poss", "compound", "nmod")


def _is_present(verb: Any) -> bool:
    """Whether a verb stands in the simple present, of a state as well."""
    return verb.tag_ in ("VBZ", "VBP") and not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)


def is_told_as_future(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression, tells what will be: "will lead a tour in May"."""
    verb = _verb_above(context, context.head(match))
    return any(child.lower_ in _FUTURE for child in verb.lefts if child.dep_ == "aux")


def is_since(context: Context, match: Match) -> bool:
    """Whether what an expression belongs to stands behind "since": "since July", "since the botched May revolt"."""
    return _is_since(*_governor(context, match))


def _is_since(under: str, head: Any) -> bool:
    return under == "since" or (head.dep_ == "pobj" and head.head.lower_ == "since")


def tells_harm_done(context: Context, match: Match) -> bool:
    """Whether an expression belongs to harm that was done: "a man stabbed on June 3", "the June 3 death of a man"."""
    _, head = _governor(context, match)
    if head.pos_ == "NOUN" and head.lower_ in toml(__package__, "around.toml")["harm"]:
        return _direction_of_verb(_verb_above(context, head)) != "future"  # "the Feb. 13 death of the mayor"
    is_bare = head.tag_ == "VBN" and head.dep_ == "acl" and not any(c.dep_ in ("aux", "auxpass") for c in head.lefts)
    return is_bare and head.lower_ in toml(__package__, "around.toml")["done"]


def tells_deed_done(context: Context, match: Match) -> bool:
    """Whether a verb in the past tells on what day something was done, and is none of planning or of saying.

    "He rammed a bus on June 8": this June 8 was, however near the next one is.
    """
    under, head = _governor(context, match)
    is_deed = head.tag_ == "VBD" or (head.tag_ == "VBN" and any(c.lower_ in ("was", "were") for c in head.lefts))
    if under not in ("", "on") or not is_deed or head.pos_ != "VERB" or _direction_of_verb(head) != "past":
        return False
    return head.lemma_ not in _undone()


def is_of_coming_thing(context: Context, match: Match) -> bool:
    """Whether a date names a thing that will be done or gone to then: "will sing on the March 2 broadcast".

    Or that somebody means to do: "has announced plans to run in the November election".

    Not what somebody will speak of, "will rule on the March 2 crash", which has been.
    """
    under, thing = _governor(context, match)
    if under or thing.pos_ != "NOUN" or thing.dep_ != "pobj" or thing.head.lower_ not in _HELD_AT:
        return False
    words = toml(__package__, "around.toml")
    if thing.lower_ in words["harm"]:
        return False
    is_meant = thing.lemma_ in words["gatherings"] and _direction_of_verb(_verb_above(context, thing)) == "future"
    return is_meant or is_told_as_future(context, match)


_HELD_AT = frozenset(("at", "during", "for", "in", "on"))
"""What stands before a thing at which somebody will do something."""


def hangs_on_deed(context: Context, match: Match) -> bool:
    """Whether the first verb above the noun of a time tells what was done: "returned from a leave in May".

    Not what may set a day still to come: "announced a tour in May".
    """
    verb = _verb_above(context, context.head(match))
    return verb.pos_ == "VERB" and _direction_of_verb(verb) == "past" and verb.lemma_ not in _undone()


@functools.cache
def _undone() -> frozenset[str]:
    """Verbs that may set a day still to come, or only speak of one."""
    dating = frozenset(toml(__package__, "around.toml")["dating"])
    return planned_words() | verbs_that("plans") | verbs_that("put-off") | verbs_that("claims") | dating


def has_pluperfect(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression tells what had been: its times are counted from another day."""
    verb = _verb_above(context, context.head(match))
    return any(c.lower_ in ("had", "'d", "’d") and c.dep_ in ("aux", "auxpass") for c in verb.lefts)


def is_in_infinitive(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression tells what is to be done: "chose to *close* it within a year"."""
    return bool(_verb_above(context, context.head(match)).tag_ == "VB")


def is_told_as_past(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression, even above its noun, tells what was."""
    return _direction_of_verb(_verb_above(context, context.head(match))) == "past"


def lasted(context: Context, match: Match) -> bool:
    """Whether what went on until a time is over by it: "he was mayor until June", not "he was banned until June"."""
    head = _governor(context, match)[1]
    is_free = not any(c.dep_ in ("aux", "auxpass") for c in head.lefts)
    return head.tag_ == "VBD" and is_free and head.lemma_ in toml(__package__, "around.toml")["lasting"]


def preposition(context: Context, match: Match) -> str:
    """The preposition that an expression stands under, in lower case; empty where there is none."""
    return _governor(context, match)[0]


_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo"))
_OPEN_FUTURE = frozenset(("would", "may", "might", "can", "ca", "must", "should"))
_MODALS = _OPEN_FUTURE | {"could"}
_PRESENT_BE = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"))
_PAST = frozenset(("was", "were", "had", "did", "has", "have", "been", "'d", "’d", "'ve", "’ve"))


_ABLE = frozenset(("able", "unable"))


_LOOKING_BACK = frozenset(("investigate", "mourn", "probe"))
"""Verbs of what is done now about what happened: "police are *investigating* a crash on Thursday"."""


def _is_bound_in_time(verb: Any) -> bool:
    """Whether a clause is one of time: "when", "once", "after" stand before its verb."""
    return any(child.lower_ in _TIME_BOUND for child in verb.lefts if child.dep_ in ("advmod", "mark"))


_TIME_BOUND = frozenset(("when", "once", "after", "before", "until", "till", "as", "whenever"))


def _is_told_with(verb: Any) -> bool:
    """Whether "with" and a noun stand before a participle, whose subject the noun is."""
    if verb.i < 2:
        return False  # "Speaking on Monday, …" opens a text
    noun = verb.nbor(-1)
    return noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head == verb.head


_SENSED = frozenset(("feel", "find", "get", "hear", "notice", "reach", "remember", "see", "smell", "tell"))
"""Verbs of what somebody could do at a time gone by: "smoke could be seen on Friday"."""


def _may_come(verb: Any, helpers: set[str]) -> bool:
    """Whether "could" tells of what may come: "the panel could vote Friday", not "he could not be reached Friday"."""
    is_denied = any(c.dep_ == "neg" for c in verb.lefts)
    return "could" in helpers and not is_denied and verb.lemma_ not in _SENSED and verb.lemma_ != "be"


def _is_supposed(verb: Any) -> bool:
    """Whether "were" tells of what is only thought of: "if they *were* to win in May"."""
    return verb.lower_ == "were" and any(c.lower_ == "if" for c in verb.lefts)


def _is_have(token: Any) -> bool:
    """Whether a word is a short "have", which taggers take for an adverb: "would've"."""
    return token.lower_ in ("'ve", "’ve")


_GOING_ON = frozenset(("advance", "come", "continue", "get", "go", "prepare", "progress", "return", "travel"))
"""Verbs of going on to something: "*advances* to meet Harven on Saturday"."""


def _leads_to(verb: Any, helpers: set[str]) -> bool:
    """Whether a verb in the present tells what is done now so that what its infinitive tells comes of it."""
    is_perfect = not helpers.isdisjoint(("have", "'ve", "’ve"))  # "seems to have left on Friday"
    return verb.lemma_ in _GOING_ON and not is_perfect and _is_simple_present(verb)


_MAKING_KNOWN = frozenset(("announce", "confirm", "outline", "reveal", "unveil"))
"""Verbs with which plans are made known."""


def _direction_of_intent(noun: Any) -> Direction:
    """What is meant to be done lies ahead, unless its noun hangs on a verb of the past: "is in a rush to open"."""
    above = noun
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    if above.lemma_ in _MAKING_KNOWN and noun.head.i == above.i and noun.dep_ in ("dobj", "obj"):
        return "future"  # "has announced plans to open in May"
    return None if _direction_of_verb(above, 1) == "past" else "future"


_DEEP = 3
"""So many verbs above each other tell of one time."""


def _direction_of_infinitive(verb: Any, governor: Any, helpers: set[str], depth: int) -> Direction:
    """Whether what an infinitive tells has been or is to come, by what it hangs on."""
    planned, governed = planned_words(), governor.i != verb.i and depth < _DEEP
    if governed and governor.lemma_ in planned and _is_former_plan(governor):
        return None
    if governed and (governor.lemma_ in planned or governor.lower_ == "going"):
        return "future"
    if governed and governor.lemma_ == "be" and (governor.tag_ in ("VBZ", "VBP") or _is_supposed(governor)):
        return "future"
    if "be" in helpers and any(c.lower_ == "with" and c.dep_ in ("mark", "prep") for c in verb.lefts):
        return "future"  # "with a new mayor to be sworn in on Monday"
    if governed and governor.pos_ in ("VERB", "AUX"):
        told = _direction_of_verb(governor, depth + 1)
        return "future" if told is None and _leads_to(governor, helpers) else told
    if governed and governor.lower_ in _ABLE and governor.head.lemma_ == "be":
        return _direction_of_verb(governor.head, depth + 1)  # "was able to reopen by Saturday"
    if governed and verb.dep_ == "acl" and governor.lemma_ in toml(__package__, "around.toml")["intents"]:
        return _direction_of_intent(governor)
    return "future" if "be" in helpers and verb.dep_ in ("acl", "relcl") else None


def _direction_of_verb(verb: Any, depth: int = 0) -> Direction:
    planned = planned_words()
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass") or c.tag_ in ("MD", "TO") or _is_have(c)}
    if helpers & _FUTURE:
        return "future"
    governor = verb.head
    if governor.lower_ == "soon":
        governor = governor.head  # "will buy as soon as the market opens on Monday"
    governed = governor.i != verb.i and depth < _DEEP
    if "to" in helpers:
        return _direction_of_infinitive(verb, governor, helpers, depth)
    if governed and verb.dep_ == "pcomp" and governor.lower_ in ("after", "since"):
        return _direction_of_verb(governor.head, depth + 1)  # "was ill after returning in May"
    if helpers & _MODALS:
        is_open = helpers & _OPEN_FUTURE or _may_come(verb, helpers)
        return "future" if is_open and not helpers & _PAST else None
    if helpers & _PAST:
        return "past"
    if governed and verb.dep_ == "advcl" and verb.tag_ in ("VBD", "VBZ", "VBP") and _is_bound_in_time(verb):
        # "would return when the mine reopened on Monday"
        above = _direction_of_verb(governor, depth + 1)
        if above == "future":
            return above
    if verb.dep_ == "xcomp" and governed and verb.tag_ in ("VBG", "VB", "VBN"):
        return _direction_of_verb(governor, depth + 1)
    if governed and verb.tag_ == "VBG" and verb.dep_ == "advcl" and _is_told_with(verb):
        # "would start with Foss winning there on Monday"
        return "future" if _direction_of_verb(governor, depth + 1) == "future" else None
    if helpers & _PRESENT_BE:
        is_told = verb.lemma_ in verbs_that("claims") or verb.lemma_ in _LOOKING_BACK
        ahead = (verb.tag_ == "VBG" and not is_told) or (verb.tag_ == "VBN" and verb.lemma_ in planned)
        if verb.tag_ == "VBG" and is_told:
            return "past"  # "three workers are claiming on Monday that"
        if "being" in helpers:
            return "future" if ahead else None
        return "future" if ahead else "past" if verb.tag_ == "VBN" else None
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    return None
