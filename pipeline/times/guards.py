"""Guards: whether words that may be a time are one here ("may", "second", "2000 people")."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable
from typing import Any

from pipeline.lexicon.loader import toml
from pipeline.times.context import Context, direction, is_habit, is_told_as_past, is_usual
from pipeline.times.grammar import Match
from pipeline.times.lexer import unit_named, vocabulary

_NAMES = frozenset(("PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC", "NORP", "LAW"))

Condition = Callable[[Match, Context], bool]


@functools.cache
def _words(name: str) -> frozenset[str]:
    """A list of words around an expression, from the data file."""
    return frozenset(toml(__package__, "around.toml")[name])


def _before(match: Match, n: int = 1) -> str:
    at = match.first - n
    return match.lexemes[at].word if at >= 0 else ""


def _after(match: Match, n: int = 1) -> str:
    at = match.last + n - 1
    return match.lexemes[at].word if at < len(match.lexemes) else ""


def _surface(match: Match, context: Context) -> str:
    return context.text[match.start : match.end]


def _token(match: Match, context: Context) -> Any:
    """The last word of the match as a token."""
    return context.doc[context.tokens(match)[1] - 1]


def _is_name(match: Match, context: Context) -> bool:
    token = _token(match, context)
    return token.ent_type_ in _NAMES


def is_not_title(match: Match, context: Context) -> bool:
    """Not the end of a name: "VOA Today", "Late Night Tonight"."""
    first, _ = context.tokens(match)
    token = context.doc[first]
    if not token.is_title or not first or token.is_sent_start is True:
        return True
    return context.doc[first - 1].pos_ != "PROPN" and not _is_within_name(context.doc, first)


def _is_within_name(doc: Any, at: int) -> bool:
    """Whether a word with a capital stands within a name: "the Trees for *Tomorrow* Project"."""
    if at < 2 or doc[at - 1].lower_ not in ("for", "of") or not doc[at - 2].is_title:
        return False
    return at + 1 < len(doc) and doc[at + 1].is_title


def is_month(match: Match, context: Context) -> bool:
    """A month and no other word: written with a capital, no verb and no name."""
    word = match.word("month")
    at, _ = match.parts["month"]
    lexeme = match.lexemes[at]
    surface = context.text[lexeme.start : lexeme.end]
    before = match.lexemes[at - 1].word if at else ""
    if word in _ALSO_WORDS:
        if not surface[0].isupper():
            return False
        token = _token(match, context)
        if word in ("may", "march") and before not in _words("in_time") | _words("before_modal_month"):
            return token.pos_ == "PROPN" and token.ent_type_ == "DATE" and not _is_walk(match)
        if len(word) == 3 and word != "may" and not surface.endswith(".") and before not in _words("in_time"):
            return False
    elif not surface[0].isupper() and before not in _words("in_time") | _words("before_month"):
        return False
    token = _token(match, context)
    if _is_persons(match, context, token):
        return False
    entity = token.ent_type_
    return entity not in _NAMES or (before in _words("in_time") and entity != "PERSON")


def _is_walk(match: Match) -> bool:
    """Whether people go on a march: "the March for Clean Rivers", "the March of Lamps", "March marshals"."""
    after = _after(match)
    is_named = after == "of" and _before(match) == "the" and not _after(match, 2)[:1].isdigit()
    return is_named or after in ("for", "on") or after in _words("marchers")


def _is_persons(match: Match, context: Context, token: Any) -> bool:
    """Whether a month's word is the name of a person.

    "April Foss and Simon Beck sang", "the June K. Renner library", "August Renner said", "*January* said".
    """
    if _is_speaker(token) or (_before(match) == "to" and _before(match, 2) == "according" and token.dep_ == "pobj"):
        return True
    if match.word("month") not in _GIVEN_NAMES:
        return False
    if token.dep_ == "compound" and (_stands_with_person(token.head) or _is_speaker(token.head)):
        return True
    return bool(_INITIAL.match(context.text, match.end)) and _before(match) not in _words("in_time")


_INITIAL = re.compile(r" [A-Z]\. [A-Z]")
"""What stands behind a given name: "June *K. R*enner"."""


def _is_speaker(token: Any) -> bool:
    """Whether a name is that of one who says something."""
    return token.dep_ == "nsubj" and token.pos_ == "PROPN" and token.head.lemma_ in _SPOKEN


_SPOKEN = frozenset(("add", "reply", "say", "tell"))


def _stands_with_person(token: Any) -> bool:
    """Whether what a word is joined to by "and" is a person."""
    joined = [c for c in token.rights if c.dep_ == "conj"] + ([token.head] if token.dep_ == "conj" else [])
    return any(c.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and _is_full_name(c)) for c in joined)


def _is_full_name(token: Any) -> bool:
    """Whether a name has another one before it, both with capitals: "Simon Beck"."""
    return token.pos_ == "PROPN" and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts)


_GIVEN_NAMES = frozenset(("april", "june", "august"))
_ALSO_WORDS = frozenset(("may", "march", "mar", "sep", "dec", "jan", "jun"))


def is_month_name(match: Match, context: Context) -> bool:
    """ "This May", "March 15", not "this may help", "they march 15 miles"."""
    if "month" not in match:
        return True
    lexeme = match.lexemes[match.parts["month"][1] - 1]
    return lexeme.word not in _ALSO_WORDS or context.text[lexeme.start].isupper()


def is_holiday(match: Match, context: Context) -> bool:
    """The day and not what is named after it: no Christmas tree, no Easter Island."""
    at, last = match.parts["holiday"]
    if not context.text[match.lexemes[at].start].isupper():
        return False
    if match.words("holiday") == ["may", "day"] and context.text[match.lexemes[last - 1].start].islower():
        return False  # "on an early May day"
    _, last = context.tokens(match)
    token = context.doc[last - 1]
    modifies = token.dep_ in ("compound", "nmod", "amod") and token.head.i >= last
    if modifies and match.words("holiday")[-1] not in ("day", "eve"):
        return False
    return token.ent_type_ != "PERSON" or match.last - match.first > 1


def _is_capital_before(match: Match, context: Context) -> bool:
    """Whether the word before an expression begins with a capital letter."""
    return match.first > 0 and context.text[match.lexemes[match.first - 1].start].isupper()


def is_weekday(match: Match, context: Context) -> bool:
    """A weekday, and not the end of a name."""
    word = match.word("weekday")
    if _before(match) in _words("before_named_weekday"):
        return False
    if _before(match) in _words("before_capital_weekday") and _is_capital_before(match, context):
        return False
    at, _ = match.parts["weekday"]
    lexeme = match.lexemes[at]
    surface = context.text[lexeme.start : lexeme.end]
    if word in vocabulary().classes["WEEKDAY"]:
        return not _is_name(match, context) or _before(match) in ("on", "late", "early", "since", "by")
    if surface.isupper() and _after(match) == "-":
        return False  # "the cable SAT-3"
    return surface[0].isupper() and ((surface.endswith(".") and word not in ("sun", "sat")) or _before(match) == "on")


def is_quarter(match: Match, context: Context) -> bool:
    """A quarter of a year, and not of something else."""
    if "year" in match or "which" in match:
        return True
    if any(lexeme.word == "moon" for lexeme in match.lexemes[max(match.first - _CLAUSE, 0) : match.last + 3]):
        return False  # "the moon is in its first quarter"
    return _after(match) not in ("century", "mile", "pole", "goal", "mark") and not context.is_of_play


_CAUSES = frozenset(("account", "attribute", "reason", "cause", "explanation", "blame", "excuse", "responsible"))


def is_season(match: Match, context: Context) -> bool:
    """A season, and neither a fall nor a spring of something else."""
    at, _ = match.parts["season"]
    before = match.lexemes[at - 1].word if at else ""
    token = _token(match, context)
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in _NAMES:
        return False
    if token.dep_ == "compound" and token.head.i > token.i and (before != "the" or _is_title(token, token.head)):
        return False  # "summer school", "Winter Olympics", "the Winter Games"
    word = match.word("season")
    head = match.words("part")
    if _after(match) == "of" and _is_one_of_a_kind(match, token):
        return False
    if word in ("fall", "spring"):
        if word == "fall" and not head and context.is_of_falling:
            return False
        if _after(match) in ("of", "in", "from", "to"):
            return False
        if before == "the":
            cause = token.head.head if token.dep_ == "pobj" else token
            if (_before(match) == "of" or _CAUSES & {cause.lemma_, cause.head.lemma_}) and not head:
                return False  # "the scene of the fall", "the reason for the fall", "blamed the banks for the fall"
            return _before(match) in _words("in_time") or bool(head) or token.ent_type_ == "DATE"
        return before in ("in", "by", "since", "until", "early", "late", "during") or token.ent_type_ == "DATE"
    return True


def _is_title(*words: Any) -> bool:
    """Whether words are written with capitals, as a name is."""
    return all(word.is_title for word in words)


def _is_one_of_a_kind(match: Match, token: Any) -> bool:
    """Whether a season "of" something is one like it, in no year: "a long summer of lawsuits"."""
    is_any = any(child.lower_ in ("a", "another") and child.dep_ == "det" for child in token.lefts)
    return is_any and not _after(match, 2)[:1].isdigit()


def is_of_text(match: Match, context: Context) -> bool:
    """The one of that year, and not what somebody says of it: "left that May", not "said that May was wet"."""
    first, last = context.tokens(match)
    is_that = any(token.lower_ == "that" and token.dep_ == "det" for token in context.doc[first:last])
    return is_that and is_month_name(match, context)


def is_year(match: Match, context: Context) -> bool:
    """A year, and no number of things."""
    if "part" in match:
        return True
    if "to" in match:  # "the 2021-22 season", not "2009-10-mile runs"
        return _before(match) not in _words("counted") and _after(match) not in _words("measures") | {"-", "/"}
    lexeme = match.lexemes[match.last - 1]
    before, after = _before(match), _after(match)
    if _is_in_name(match, context) or _is_in_a_long_number(match, context):
        return False
    if lexeme.shape == "SHORT_YEAR":
        return before in _words("in_time") and after != "percent"
    if lexeme.shape == "WORD":
        return True
    if (
        before in _words("counted")
        or after in _words("measures")
        or (before == "." and _before(match, 2) in _words("numbered"))
    ):
        return False
    if _is_in_a_row_of_years(match) or _opens_a_row_of_years(match, context):
        return not _counts(_token(match, context))
    if before == "-" and _before(match, 2) not in ("pre", "post"):
        return False
    if after == "-" and before not in _words("in_time"):
        return _opens_line(match, context)
    if match.first and before in (".", "/") and match.lexemes[match.first - 1].end == match.start:
        return False
    token = _token(match, context)
    owned = match.all_words[0] == "the" or before in _words("owned")
    if token.ent_type_ == "DATE":
        return True
    if not 1900 <= int(match.word("year") or lexeme.word) <= 2099 or token.ent_type_ in ("PERSON", "GPE", "PRODUCT"):
        return False
    if token.ent_type_ in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"):
        if token.dep_ == "nummod" and token.head.tag_ == "NN" and token.head.i > token.i and owned:
            return True  # "the 2016 election"
        if before in ("through", "as") or (before == "by" and token.dep_ == "pobj"):
            return not _counts(token)  # "fell through 2014", "as early as 2031"
        if before == "for" and token.dep_ == "pobj" and token.head.head.pos_ in ("NOUN", "PROPN"):
            return True  # "the fixtures for 2026", but "sold it for 2000"
        return before in ("in", "since", "until", "between") or (
            before == "from" and after in ("to", "until", "through")
        )
    return not _counts(token) or owned


def _opens_line(match: Match, context: Context) -> bool:
    """Whether a year opens a line of a list of years: "1789 - The king calls a feast"."""
    begun = context.text[max(match.start - 9, 0) : match.start].rpartition("\n")[2]
    return not begun.strip(" \t-–—•*·") and _SPACED_DASH.match(context.text, match.end) is not None


_SPACED_DASH = re.compile(r" [-–—] (?=[A-Z])")


def _is_in_name(match: Match, context: Context) -> bool:
    """Whether a year belongs to the name of a law or of a thing: "the Harbours Act 1964", "his 1979 Mercedes"."""
    if _before(match) in _words("laws") and context.text[match.lexemes[match.first - 1].start].isupper():
        return True
    if _after(match) in _words("built"):
        return True
    token = _token(match, context)
    if _after(match) in _words("makers") and _is_one_thing(match, context, token):
        return True
    named = token.head
    return bool(
        token.dep_ == "nummod"
        and named.i > token.i
        and named.pos_ == "PROPN"
        and named.lower_ not in _words("held")
        and named.ent_type_ not in ("EVENT", "WORK_OF_ART", "PERSON", "GPE", "DATE")
        and _before(match) in ("a", "an", "his", "her", "their", "my", "our")
    )


def _is_one_thing(match: Match, context: Context, year: Any) -> bool:
    """Whether the year before a maker's name is that of one vehicle: "a grey 2013 Toyota", not "In 2013 Toyota"."""
    maker = match.lexemes[match.last]
    before = context.doc[year.i - 1] if year.i else None
    is_described = before is not None and (before.pos_ in ("DET", "ADJ") or before.tag_ == "PRP$")
    is_one = is_described or _before(match, 2) in ("a", "an", "her", "his", "their")  # "a grey 2013 Toyota"
    return is_one and context.text[maker.start].isupper()


def _is_in_a_row_of_years(match: Match) -> bool:
    """Whether another year stands before it: "from 2019 to 2027", "2012 and 2018", "Feb 2011 - 2015"."""
    at = match.first - 1
    if at < 1 or match.lexemes[at].word not in ("to", "through", "until", "-", "–", "and", "or", "&"):
        return False
    return (
        match.lexemes[at - 1].shape == "YEAR4"
        and abs(int(match.all_words[-1]) - int(match.lexemes[at - 1].word)) < _SPAN_OF_YEARS
    )


def _opens_a_row_of_years(match: Match, context: Context) -> bool:
    """Whether a later year stands after it, as the end of what it begins: "covers 2019 to 2027"."""
    following = match.lexemes[match.last : match.last + 3]
    if len(following) < 2 or following[0].word not in ("to", "through", "until") or following[1].shape != "YEAR4":
        return False
    last = context.doc[bisect.bisect_left(context.starts, following[1].start)]
    is_measured = _counts(last) or (len(following) > 2 and following[2].word in _words("measures"))
    return 0 < int(following[1].word) - int(match.all_words[-1]) < _SPAN_OF_YEARS and not is_measured


_SPAN_OF_YEARS = 200


def is_nine_eleven(match: Match, context: Context) -> bool:
    """The day, and not the name of something: "since 9/11", not "the National 9/11 Memorial"."""
    around = [match.lexemes[at] for at in (match.first - 1, match.last) if 0 <= at < len(match.lexemes)]
    named = [x for x in around if x.word not in ("the", "a", "since", "on", "after")]
    return not any(context.text[lexeme.start].isupper() for lexeme in named)


def is_weeks_off(match: Match, context: Context) -> bool:
    """A week on a weekday ahead, and not a week spent."""
    if _before(match) == "for" or _before(match) in _words("counted_per_unit"):
        return False  # "shut for two weeks from Monday", "twice a week on Monday"
    return match.all_words[-2] == "from" or is_ahead(match, context)


def _counts(number: Any) -> bool:
    """Whether a number says how many there are: "2025 passengers"."""
    return bool(number.dep_ == "nummod" and number.head.tag_ == "NNS" and number.head.i > number.i)


def is_ahead(match: Match, context: Context) -> bool:
    """What lies ahead, or ends its sentence and is told by no verb: "nominations close Friday week"."""
    towards = direction(context, match, schedule=True)
    return towards == "future" or (towards is None and _after(match) in ("", ".", ","))


def is_decade(match: Match, context: Context) -> bool:
    """Not somebody's age or a number about so high: "her early 20s", "the low 50s", "a woman in her 30s"."""
    lexeme = match.lexemes[match.last - 1]
    if not lexeme.word[:2].isdigit() or len(lexeme.word.rstrip("s'’")) > 2:
        return True
    before = [_before(match, n) for n in (1, 2, 3)]
    if any(word in _words("about_so_high") for word in before) or _after(match) in _words("measures"):
        return False
    return not _is_age_of_people(match)


def _is_age_of_people(match: Match) -> bool:
    """Whether tens tell the age of those named before them: "men in the 20s and 30s"."""
    at = match.first - 1
    while at >= 0 and (match.lexemes[at].shape == "DECADE" or match.lexemes[at].word in _BESIDE_TENS):
        at -= 1
    people = match.lexemes[at - 1].word if at else ""
    return at > 0 and match.lexemes[at].word == "in" and people in _words("of_an_age")


_BESIDE_TENS = frozenset(("the", "early", "mid", "late", "and", "or", "to", "-", ","))


def _is_in_a_long_number(match: Match, context: Context) -> bool:
    """Whether the figures of a telephone number stand right before a year: "0771 340 2150"."""
    return bool(_DIALLED_BEFORE.search(context.text[max(match.start - 8, 0) : match.start]))


_DIALLED_BEFORE = re.compile(r"(?<![\d.,])(?:(?:\d{3}|0\d{3,}) |\d{3}-)$")


def is_years(match: Match, context: Context) -> bool:
    """Two years, and no numbers of things: "1961–1974", not "rooms 1961-1974" or "1,500-2,000 people"."""
    if _before(match) in vocabulary().classes["MONTH"]:
        return False  # "Feb 2011 - 2015"
    if _before(match) in _words("counted") | {"-", "/"} or _after(match) in _words("measures") | {"-", "/"}:
        return False
    years = int(match.word("year")), int(match.word("to"))
    return 1000 <= years[0] < years[1] <= 2100 and not _counts(_token(match, context))


def is_recurring(match: Match, context: Context) -> bool:
    """What comes again."""
    return match.all_words[-2] in ("every", "each") or is_habit(context, match)


_ALL_ONE_CAN = frozenset(("can", "could"))


def is_every(match: Match, context: Context) -> bool:
    """Again and again, and not all there is: "took every day *he could* give her"."""
    is_all = _after(match, 2) in _ALL_ONE_CAN and _after(match) in ("he", "i", "she", "they", "we", "you")
    return not is_all or context.doc[context.tokens(match)[0]].is_sent_start is True


def is_clock(match: Match, context: Context) -> bool:
    """A time, and no score, nor the clock of a round or a quarter: "stopped the fight at 2:56"."""
    if _after(match) == "to" and _after(match, 2) == "play":
        return False  # "with 10:00 to play"
    if _before(match) == "at" and _is_of_round(match, context):
        return False
    return ("part" in match or _before(match) in _words("before_clock")) and _after(match) not in _words("played")


_LONGEST_ROUND = 5
"""So many minutes a round of a fight lasts."""


def _is_of_round(match: Match, context: Context) -> bool:
    """Whether figures behind "at" are the clock of a round or a quarter, by what stands around them."""
    if _after(match) == "in" and not _words("ordinals").isdisjoint((_after(match, 2), _after(match, 3))):
        return not _words("parts_of_match").isdisjoint((_after(match, 3), _after(match, 4)))
    minutes = match.word("hour").replace(".", ":").partition(":")[0]
    if not minutes.isdigit() or int(minutes) > _LONGEST_ROUND or _is_before_day(match):
        return False
    words = {lexeme.word for lexeme in match.lexemes[max(match.first - _CLAUSE, 0) : match.first]}
    ring = _words("in_ring") & words
    is_fight = len(ring) > 1 or bool(ring and _words("fights") & words)  # not "a round of talks ended at 4:30"
    return is_fight and not _words("ends_of_fight").isdisjoint(words)


def _is_before_day(match: Match) -> bool:
    """Whether figures are those of a clock, by the half of the day or the day behind them: "at 4:30 on Friday"."""
    classes = vocabulary().classes
    days = (classes[name] for name in ("DEICTIC", "MONTH", "PART_OF_DAY", "WEEKDAY"))
    following = {_after(match, n) for n in range(1, 1 + _DAY_BEHIND)}
    return "part" in match or any(not following.isdisjoint(words) for words in days)


_DAY_BEHIND = 3
"""The day of a clock stands so near: "at 4:30 *in the morning*", "at 4:30 *on Friday*"."""


_CLAUSE = 15
"""So many words before the clock of a round the fight is told that ends at it."""


def is_clock_of_four_figures(match: Match, context: Context) -> bool:
    """ "0430 GMT", "at 1600 hours", not "it took 456 hours"."""
    hour = match.word("hour")
    is_told = len(hour) == 4 and ("part" in match or _before(match) in _words("before_clock"))
    is_counted = match.all_words[-1] in ("hours", "hrs") and not is_told
    return ":" in hour or (len(hour) in (3, 4) and hour.isdigit() and not is_counted)


def is_named_time(match: Match, context: Context) -> bool:
    """The time, and no "midnight regulation", which is one of a government's last days."""
    return match.word("time") != "midnight" or _after(match) not in _words("no_midnight")


def is_adverb(match: Match, context: Context) -> bool:
    """How often or when, and not of what kind."""
    token = _token(match, context)
    return token.pos_ == "ADV" or token.dep_ == "advmod"


def is_adjective(match: Match, context: Context) -> bool:
    """What is now, and no stream."""
    return _token(match, context).pos_ == "ADJ" and _after(match) not in ("-", "account", "affairs", "events")


def is_noun(match: Match, context: Context) -> bool:
    """The time, and not what somebody does or gives."""
    token = _token(match, context)
    return token.pos_ == "NOUN" and token.dep_ not in ("compound", "amod") and _after(match) != "of"


def is_now(match: Match, context: Context) -> bool:
    """Now, where nothing makes a limit of it."""
    token = _token(match, context)
    before = _before(match)
    if match.all_words == ["now"] and [_after(match), _after(match, 2)] in (["and", "then"], ["and", "again"]):
        return False
    if match.all_words == ["now"] and before == "," and _after(match) == ",":
        return False  # "say, now, there was a man"
    return token.pos_ in ("ADV", "SCONJ", "NOUN") and before not in ("by", "from", "than", "every")


def is_recently(match: Match, context: Context) -> bool:
    """A time, and no comparison of two."""
    if _before(match) == "as" or (
        match.word("word") == "soon" and _after(match) in ("after", "as", "thereafter", "enough")
    ):
        return False
    token = _token(match, context)
    return token.pos_ == "ADV" and (match.word("word") != "soon" or direction(context, match) != "past")


def is_relative_unit(match: Match, context: Context) -> bool:
    """A unit of the calendar, and not the name of a broadcast."""
    if match.word("unit") in ("day", "season", "semester"):
        return False
    # With capitals throughout it is the name of a broadcast or a paper.
    return not all(word[0].isupper() for word in _surface(match, context).split())


def is_the_unit(match: Match, context: Context) -> bool:
    """The unit that is now, and not that of something."""
    unit = match.word("unit")
    if _after(match) in ("of", "-", "to") and unit != "weekend":
        return False
    if "part" in match:
        return True
    if unit in ("decade", "century", "month"):
        return False
    at, _ = match.parts["unit"]
    if context.text[match.start].islower() and context.text[match.lexemes[at].start].isupper():
        return False  # the name of a prize: "Bridge of the Year"
    return _before(match) != "of" or _before(match, 2) not in _words("chosen")


def is_not_of(match: Match, context: Context) -> bool:
    """The quarter of a year, and not of a town."""
    return _after(match) not in ("of", "century", "mile", "-")


_INTO_THE_DAY = frozenset(("in", "during", "late", "early", "into", "-", "by", "later", "through", "throughout"))


def is_not_daily(match: Match, context: Context) -> bool:
    """A part of one day, and not of every day."""
    if "part" in match:
        return True
    if _token(match, context).dep_ == "compound":
        return False  # "in the morning meetings"
    return _before(match) in _INTO_THE_DAY and not is_habit(context, match) and not is_usual(context, match)


def is_throughout(match: Match, context: Context) -> bool:
    """All of one day, and not of every day."""
    return _before(match) == "throughout" and not is_habit(context, match) and not is_usual(context, match)


def _is_written_as_name(match: Match, context: Context) -> bool:
    """Whether the words have capitals and those around them have not: the title "24 Nights", "a 48 Hours episode"."""
    unit = match.lexemes[match.parts["unit"][0]]
    around = [
        context.text[lexeme.start]
        for lexeme in (
            match.lexemes[max(match.parts["n"][0] - 1, 0)],
            match.lexemes[min(match.last, len(match.lexemes) - 1)],
        )
    ]
    return context.text[unit.start].isupper() and all(c.islower() for c in around)


def is_duration(match: Match, context: Context) -> bool:
    """A length of time, and neither an age nor a title."""
    if _is_written_as_name(match, context) or match.word("n") == "zero":
        return False  # "a zero-day flaw"
    if _before(match) in _words("ages") or _before(match, 3) in _words("ages"):  # "aged 8", "aged 8 to 10 years"
        return False
    if "unit2" in match and unit_named(match.word("unit")) == unit_named(match.word("unit2")):
        return False  # "24 hours a day, seven days a week"
    if match.word("unit") == "quarters":
        # "three quarters of the town", "three-quarter" are fractions; "several quarters of losses" are none.
        words = match.all_words
        return "three" not in words or (_after(match) != "of" and "-" not in words)
    return True


def is_some_day(match: Match, context: Context) -> bool:
    """One day that may come, beside a verb of what may be: "will one day be rebuilt", not "one day it rained"."""
    first, last = context.tokens(match)
    before = context.doc[first - 1] if first else None
    after = context.doc[last] if last < len(context.doc) else None
    return (before is not None and before.tag_ == "MD") or (after is not None and after.tag_ == "VB")


def _opened_verb(match: Match, context: Context) -> Any:
    """The verb of a sentence that an expression opens, before its subject; None where there is none."""
    first, last = context.tokens(match)
    verb = context.doc[last - 1].head
    is_opening = context.doc[first].is_sent_start and verb.pos_ in ("VERB", "AUX") and verb.i >= last
    return verb if is_opening and any(c.dep_ in ("nsubj", "nsubjpass") and c.i >= last for c in verb.lefts) else None


def opens_plan(match: Match, context: Context) -> bool:
    """What opens a sentence of what will or may be: "One day the bridge will fall"."""
    verb = _opened_verb(match, context)
    return verb is not None and any(c.tag_ == "MD" and c.dep_ in ("aux", "auxpass") for c in verb.lefts)


def opens_story(match: Match, context: Context) -> bool:
    """What opens a sentence of what happened: "One day the bridge fell"."""
    return _opened_verb(match, context) is not None and is_told_as_past(context, match)


_BEFORE_DAYS = frozenset(("by", "between", "from", "on", "since", "till", "to", "until"))


def is_before_count(match: Match, context: Context) -> bool:
    """A day and its month before a number of things: "on 10 Nov 11 boats sank"."""
    _, last = context.tokens(match)
    things = context.doc[last + 1] if last + 1 < len(context.doc) else None
    is_counted = things is not None and things.tag_ in ("NN", "NNS", "JJ")
    return is_counted and _before(match) in _BEFORE_DAYS and is_month_name(match, context)


def is_one_duration(match: Match, context: Context) -> bool:
    """One unit, and not the second of its kind."""
    unit = match.word("unit")
    if unit == "day":
        return bool(match.words("mod")) or _after(match) in ("after", "before", "ahead")
    return unit not in ("second", "quarter")


def is_bare_duration(match: Match, context: Context) -> bool:
    """A length of time, and not times of a kind."""
    if match.word("unit") in ("quarters", "seconds", "nights", "weekends", "min", "mins", "secs"):
        return False
    if _after(match) == "old" or _after(match)[:1].isdigit():
        return False  # "seven years old", "in Weeks 14-16"
    before = _before(match)
    if before and (before[0].isdigit() or before in ("-", "these", "those", "s", "'s", "of", "half", "two")):
        return False
    first, last = context.tokens(match)
    # "strange days", "her school years" are times of a kind, not a length.
    return not any(
        child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < first
        for token in context.doc[first:last]
        for child in token.lefts
    )


def is_per_unit(match: Match, context: Context) -> bool:
    """After a count: "$5 a share a year", "three flights a week"; not "for a week"."""
    if match.all_words[0] == "per":
        return True
    if not match.first:
        return False
    before, before2 = _before(match), _before(match, 2)
    if match.lexemes[match.first - 1].shape in ("MONEY", "NUMBER", "DECIMAL") or before in _words("counted_per_unit"):
        return True
    counted = before2[:1].isdigit() or before2 in ("million", "billion", "thousand")
    return counted and before not in _words("not_per_unit")
