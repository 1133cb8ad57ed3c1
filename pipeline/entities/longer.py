"""Names that are longer than the model has them: with a number, a hyphen, an apostrophe or a second name inside."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator

from pipeline.entities.spans import POSSESSIVE, Name, RepairRule, Spans, is_proper, run_end, run_start
from pipeline.entities.surroundings import these
from pipeline.entities.trimming import CALENDAR, is_title
from pipeline.entities.words import Words
from pipeline.lexicon import role_nouns
from pipeline.world import naming, people, places

_PARTIES = frozenset(("D", "R", "I", "DFL"))
_DASHES = frozenset(("-", "–"))
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_ROAD_NUMBER = re.compile(r"\d{1,3}[A-Z]?")
_NATION_ROADS = frozenset(("U.S.", "US"))
_AGE = re.compile(r"[1-9]\d?|1[01]\d")


def _add_seats(spans: Spans) -> None:
    words = spans.words
    for i in words.where(_PARTIES):
        if not 0 < i < len(words) - 2 or words.text[i - 1] not in (",", "("):
            continue
        known = spans.owner[i + 2]
        if is_seat(words, i + 2) and is_proper(words, i + 2) and not (known and known.start == i + 2):
            spans.replace(i + 2, run_end(words, i + 2), "GPE", "run")


def is_seat(words: Words, i: int) -> bool:
    """Whether a party's letter and a hyphen stand right before token *i*: "D-Ohio"."""
    is_after = i > 1 and words.text[i - 1] in _DASHES and words.text[i - 2] in _PARTIES
    return is_after and words.end[i - 2] == words.start[i - 1] and words.end[i - 1] == words.start[i]


def _join_numbered_streets(spans: Spans) -> None:
    words = spans.words
    for i in [at - 1 for at in words.where(these("numbered_streets")) if at]:
        if not _ORDINAL.fullmatch(words.text[i]) or words.sentence[i + 1] != words.sentence[i]:
            continue
        start = i - (i > 0 and words.text[i - 1] in these("headings_of_streets"))
        whole = spans.owner[i + 1]
        end = max(i + 2, whole.end if whole else 0)
        if whole is None or whole.start > start:
            spans.replace(start, end, "FAC", "run")


def _join_numbered_roads(spans: Spans) -> None:
    words = spans.words
    lands = [word for word in words.vocabulary if word[-1] == "." and places.is_state(word)]
    for i in words.where([*_NATION_ROADS, *lands]):
        if i + 1 == len(words) or not _ROAD_NUMBER.fullmatch(words.text[i + 1]):
            continue
        after = words.text[i + 2] if i + 2 < len(words) else ""
        if words.head[i + 1] != i and after not in these("after_roads"):
            continue
        whole = spans.owner[i]
        is_longer = whole is not None and whole.end > i + 2  # "S.C. 5 Bypass"
        is_told = words.lower[i - 1] in these("before_roads") or words.text[i - 1].isdecimal()  # "at 1169 U.S. 36"
        if not is_longer and (is_told or after in these("after_roads")):
            end = i + 2 + (naming.load().head_label.get(after) == "FAC")
            spans.replace(i, end, "FAC", "run")


def _join_numbered_units(spans: Spans) -> None:
    words = spans.words
    for i in words.where(these("numbered_units")):
        at = i - 1
        if at < 0 or not _ORDINAL.fullmatch(words.text[at]) or words.sentence[at] != words.sentence[i]:
            continue
        whole = spans.owner[i]
        end = max(run_end(words, i), whole.end if whole else 0)
        if whole is None or whole.start > at:
            spans.replace(at, end, "ORG", "run")


def _join_aims(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        end = name.end
        if name.label != "ORG" or end + 1 >= len(words) or words.sentence[end] != words.sentence[end - 1]:
            continue
        is_led = "to" in name.key[1:-1] and words.lower[end] == "the"
        is_half = words.lower[end] == "and" and name.key[-2:-1] in _BEFORE_AIMS and name.key[-1].endswith(_ADJECTIVES)
        is_half = is_half and words.lower[end + 1].endswith(_ADJECTIVES)
        if (is_led or is_half) and is_proper(words, end + 1):
            after = spans.owner[end + 1]
            spans.replace(name.start, after.end if after else run_end(words, end + 1), "ORG", name.rule)


_BEFORE_AIMS = frozenset((("for",), ("of",), ("on",)))
_ADJECTIVES = ("al", "ary", "ic", "ive")


def _join_cut_heads(spans: Spans) -> None:
    words = spans.words
    for i in words.where(these("cut_heads")):
        before = spans.owner[i]
        is_cut = before is not None and before.end == i + 1 and words.text[i + 1 : i + 3] == [".", "of"]
        start = i + 3 + (words.lower[i + 3 : i + 4] == ["the"])
        if before and is_cut and start < len(words) and words.text[start][0].isupper():
            after = spans.owner[start]
            end = after.end if after else run_end(words, start)
            last = spans.owner[end + 1] if words.lower[end : end + 1] == ["of"] and end + 1 < len(words) else None
            spans.replace(before.start, last.end if last else end, "ORG", before.rule)  # "of the State of Ohio"


def _cut_months(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        last = name.end - 1
        is_dated = len(name) > 1 and words.lower[last] in CALENDAR and name.end < len(words)
        if is_dated and name.label == "ORG" and words.text[name.end].isdecimal():
            spans.replace(name.start, last, name.label, name.rule)


def _join_counted_roads(spans: Spans) -> None:
    words = spans.words
    for i in words.where(naming.load().roads):
        before = spans.owner[i]
        is_cut = before is not None and before.end == i + 1 < len(words) and not spans.owner[i + 1]
        if before and is_cut and _ROAD_NUMBER.fullmatch(words.text[i + 1]) and words.head[i + 1] >= before.start:
            spans.replace(before.start, i + 2, "FAC", before.rule)


def _join_possessed(spans: Spans) -> None:
    words = spans.words
    for i in words.where(POSSESSIVE):
        if not 0 < i < len(words) - 1 or not (is_proper(words, i - 1) and is_proper(words, i + 1)):
            continue
        end = run_end(words, i + 1)
        end = next((k for k in range(end, i + 1, -1) if words.text[k - 1] in these("somebodys")), 0)
        start = i - 1 - (words.text[i - 2] in ("St", "St.", "Saint"))
        owner = words.surface(start, i)
        is_place = places.label(owner) is not None or places.is_large_city(owner)
        is_place = is_place or words.text[i - 1] in naming.load().head_label  # "the District's Lincoln Club"
        is_whole = end and spans.owner[start] is not None and spans.owner[start] is spans.owner[end - 1]
        if end and end < i + 4 and not is_whole and not is_place and "DATE" not in words.ent_type[start:end]:
            label = naming.load().head_label.get(words.text[end - 1], "ORG")
            spans.replace(start, end, label, "run")


def _join_legal_forms(spans: Spans) -> None:
    words = spans.words
    for i in [comma + 1 for comma in words.places(",") if 0 < comma < len(words) - 1]:
        if not is_proper(words, i - 2) or words.sentence[i] != words.sentence[i - 2]:
            continue
        is_form = words.text[i] in naming.load().forms_after_comma
        if is_form or (words.text[i : i + 2] == ["National", "Association"] and words.text[i - 2] == "Bank"):
            before = spans.owner[i - 2]
            if before and before.end > i - 1:
                continue
            start = before.start if before and before.end == i - 1 else run_start(words, i - 1)
            spans.replace(start, i + (1 if is_form else 2), "ORG", "run")


def _join_numbers_before(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        at = name.start - 1
        is_number = at > 0 and words.lower[at] in these("numbers_in_names") and words.text[at].istitle()
        is_inside = is_number and words.sentence[at - 1] == words.sentence[at] and words.text[at - 1][-1].isalnum()
        is_inside = is_inside or (is_number and words.text[at - 1] == ",")
        if is_inside and not spans.headline[at] and not spans.owner[at] and name.label in ("ORG", "FAC"):
            spans.replace(at, name.end, name.label, name.rule)


def _join_hyphens_before(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        at = name.start - 1
        if name.label not in ("ORG", "FAC") or at < 1 or words.text[at] not in _DASHES or spans.owner[at - 1]:
            continue
        is_close = words.end[at - 1] == words.start[at] and words.end[at] == words.start[name.start]
        if is_close and is_proper(words, at - 1) and words.text[at - 1] not in these("prefixes"):
            start = run_start(words, at)
            while start < at - 1 and (is_title(words, start) or spans.owner[start]):
                start += 1
            spans.replace(start, name.end, name.label, name.rule)


def _touching(spans: Spans) -> Iterator[tuple[Name, Name]]:
    """Names with nothing but a space between them, the first of which hangs from the second."""
    words = spans.words
    for name in list(spans.names.values()):
        after = spans.owner[name.end] if name.end < len(words) else None
        stands = after and after.start == name.end and spans.names.get(name.start) is name
        stands = stands and words.sentence[name.end - 1] == words.sentence[name.end]
        if after and stands and any(after.start <= words.head[i] < after.end for i in range(name.start, name.end)):
            yield name, after


def _join_touching_people(spans: Spans) -> None:
    words = spans.words
    for name, after in _touching(spans):
        text, last = words.text[name.start : name.end], words.text[after.start]
        is_plain = name.label == "PERSON" and len(after) == 1 and naming.load().telling.isdisjoint([*text, last])
        if not is_plain or any(is_title(words, i) for i in range(name.start, after.end)):
            continue
        then = words.text[after.end : after.end + 3]
        is_aged = then[:1] == [","] and len(then) == 3 and _AGE.fullmatch(then[1]) and then[2] in (",", ".")
        is_given = text[0] in people.load().given_gender and last not in people.load().given_gender
        is_called = is_given and len(name) == 1 and after.label == "GPE" and not _is_land_or_city(text[0])
        if is_aged or (after.label == "PERSON" and is_given) or is_called:  # "Chris" + "Columbus"
            spans.replace(name.start, after.end, "PERSON", name.rule)


def _is_land_or_city(text: str) -> bool:
    return places.label(text) is not None or places.is_large_city(text)


def _join_touching_bodies(spans: Spans) -> None:
    words, heads = spans.words, naming.load().head_label
    for name, after in _touching(spans):
        whole = words.surface(after.start, after.end)
        is_whole = naming.known_label(whole) is None and places.label(whole) is None
        is_body = len(after) > 1 and heads.get(words.text[after.end - 1]) in ("ORG", "FAC") and is_whole
        is_body = is_body and after.label in ("ORG", "FAC") and heads.get(words.text[name.end - 1]) != "ORG"
        if is_body and name.label in ("GPE", "PERSON", "ORG", "LOC") and name.rule != "dateline":
            spans.replace(name.start, after.end, heads[words.text[after.end - 1]], after.rule)


def _join_as_elsewhere(spans: Spans) -> None:
    words = spans.words
    wholes = {name.key for name in spans.names.values() if len(name) > 1}
    labels = {name.key: name.label for name in spans.names.values()}
    first = collections.defaultdict(list)
    for key in sorted(wholes, key=lambda key: (-len(key), key)):
        first[key[0]].append(key)
    for i in words.where([word for word in words.vocabulary if word.lower() in first]):
        for key in first[words.lower[i]]:
            end = i + len(key)
            if tuple(words.lower[i:end]) != key or end > len(words) or words.sentence[i] != words.sentence[end - 1]:
                continue
            inside = {id(name): name for name in spans.owner[i:end] if name}.values()
            is_people = any(name.label == "NORP" for name in inside)  # "a Democratic Senate candidate"
            if len(inside) > 1 and not is_people and all(i <= name.start and name.end <= end for name in inside):
                spans.replace(i, end, labels[key], "run")
                break


_LONGEST_KNOWN = 4
"""Words of a well-known name that is looked for."""


def _join_known(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        if spans.names.get(name.start) is not name:
            continue
        longest = max(_LONGEST_KNOWN, len(name) + 2 if len(name) > _LONGEST_KNOWN else 0)
        for end in range(min(name.start + longest, len(words)), name.end, -1):
            is_whole = words.text[end - 1][0].isupper() or words.text[end - 1] in POSSESSIVE
            is_whole = is_whole and "," not in words.text[name.end : end]  # but "Washington, D.C."
            is_whole = is_whole and words.sentence[name.start] == words.sentence[end - 1]
            label = naming.known_label(words.surface(name.start, end)) if is_whole else None
            last = spans.owner[end - 1]
            if label and (last is None or last.end <= end):
                spans.replace(name.start, end, label, "known")
                break


def _join_many(spans: Spans) -> None:
    words = spans.words
    surnames = {name.key[-1:] for name in spans.names.values() if name.label == "PERSON" and len(name) > 1}
    for name in list(spans.names.values()):
        if name.key in surnames:
            continue  # "the Marsh Paintings"
        at = name.end
        is_the = name.start > 0 and words.lower[name.start - 1] == "the" and name.label in ("PERSON", "ORG", "GPE")
        is_many = is_the and at < len(words) and words.tag[at] == "NNPS" and not spans.owner[at] and len(name) < 3
        if not is_many or words.sentence[at] != words.sentence[name.start] or not is_proper(words, at):
            continue
        hangs = any(words.head[i] == at for i in range(name.start, at))
        is_noun = words.lower[at].removesuffix("s") in role_nouns.load().people
        if hangs and not is_noun and not is_proper(words, at + 1):
            spans.replace(name.start, at + 1, "ORG", name.rule)


_LONGEST_BRACKET = 3


def _join_around_brackets(spans: Spans) -> None:
    words, heads = spans.words, naming.load().head_label
    for i in range(1, len(words) - 3):
        if words.text[i] != "(" or not is_proper(words, i - 1):
            continue
        stop = min(i + 2 + _LONGEST_BRACKET, len(words) - 1)
        close = next((k for k in range(i + 2, stop) if words.text[k] == ")"), None)
        if close is None or not is_proper(words, close + 1) or words.sentence[i - 1] != words.sentence[close + 1]:
            continue
        after, before = spans.owner[close + 1], spans.owner[i - 1]
        end = max(after.end if after else 0, run_end(words, close + 1))
        label = heads.get(words.text[end - 1])
        is_person = before is not None and before.label == "PERSON" and len(before) > 1
        if label in ("ORG", "FAC") and not is_person and _is_state(words.surface(i + 1, close)):
            spans.replace(before.start if before else run_start(words, i), end, label, "run")


def _is_state(text: str) -> bool:
    return places.is_state(text) or places.is_state(f"{text}.") or places.label(text) == "GPE"


def _add_streets_of_list(spans: Spans) -> None:
    words = spans.words
    for i in range(3, len(words)):
        if words.lower[i] not in these("streets_of_list") or words.text[i][0].isupper():
            continue
        second = run_start(words, i)
        first = run_start(words, second - 1) if second < i and words.lower[second - 1] in ("and", "&") else second
        is_counted = words.lower[second - 2] in these("ordinals") and words.text[second - 2].istitle()
        if is_counted and is_proper(words, i - 1) and not is_proper(words, second - 2):
            spans.replace(second, i, "FAC", "run")  # "First and Velden streets"
        elif first < second - 1 and is_proper(words, second - 2) and is_proper(words, i - 1):
            spans.replace(first, second - 1, "FAC", "run")
            spans.replace(second, i, "FAC", "run")


def street_of_list(words: Words, start: int, end: int) -> str:
    """ "Avenue" of "Tarn and Velden avenues", for either name of which `[start, end)` is one; else ""."""
    is_second = start > 0 and words.lower[start - 1] in ("and", "&")
    if end < len(words) and words.lower[end] in ("and", "&"):
        end = run_end(words, end + 1)
    elif not is_second:
        return ""
    is_plural = end < len(words) and words.lower[end] in these("streets_of_list") and words.text[end].islower()
    return words.lower[end].removesuffix("s").title() if is_plural else ""


def _join_addresses(spans: Spans) -> None:
    words = spans.words
    for i in range(2, len(words)):
        if words.text[i] not in naming.load().streets or not is_proper(words, i - 1):
            continue
        start = run_start(words, i)
        if not words.text[start - 1].isdecimal():
            continue
        whole = spans.owner[start]
        if whole and (whole.start, whole.end) == (start, i + 1):
            continue
        spans.replace(start, i + 1, "FAC", "run")
        if whole and whole.start < start - 2 and words.text[start - 2] == ",":
            spans.add(whole.start, start - 2, whole.label, whole.rule)  # "Fire Station 2, 154 S. Main St."


LONGER: tuple[RepairRule, ...] = (
    RepairRule(
        name="numbered-unit",
        description="A number with “th” and a unit of forces or courts are one name.",
        example="The ships of the 7th Fleet sailed for Ohio.",
        gives=("7th Fleet", "Ohio"),
        counterexample="The ships of the 7 Fleet sailed for Ohio.",
        repair=_join_numbered_units,
    ),
    RepairRule(
        name="head-with-dot",
        description="What stands behind “of” belongs to a body whose last word is cut: “Assn. of”.",
        example="She leads the Medical Assn. of Velmora.",
        gives=("Medical Assn. of Velmora",),
        counterexample="She leads the Medical Shop of Velmora.",
        repair=_join_cut_heads,
    ),
    RepairRule(
        name="aim-of-a-body",
        description="What a body is to do goes on behind “the”, and two adjectives of one noun belong to one name.",
        example="She heads the Committee to Re-Seat the Mayor in Ohio.",
        gives=("Committee to Re-Seat the Mayor", "Ohio"),
        counterexample="She heads the Committee of the Mayor in Ohio.",
        repair=_join_aims,
    ),
    RepairRule(
        name="month-behind-agency",
        description="The month of a date behind an agency is no part of its name.",
        example="Reuters Sep 18, 2031 - The firm sold plums in Ohio.",
        gives=("Reuters", "Ohio"),
        counterexample="Reuters of Sep 18, 2031 - The firm sold plums in Ohio.",
        repair=_cut_months,
    ),
    RepairRule(
        name="seat-of-a-party",
        description="The place after a party's letter and a hyphen is a name: “D-Ohio”.",
        example="The bill of Carla Marsh, D-Velden, was read.",
        gives=("Carla Marsh", "Velden"),
        counterexample="The bill of Carla Marsh, X-Velden, was read.",
        repair=_add_seats,
    ),
    RepairRule(
        name="numbered-street",
        description="A number with “th” and a street are one name, with the point of the compass before it.",
        example="They met on the corner of Main Street and 97th Avenue in Ohio.",
        gives=("Main Street", "97th Avenue", "Ohio"),
        counterexample="They met on the corner of Main Street and 97 men in Ohio.",
        repair=_join_numbered_streets,
    ),
    RepairRule(
        name="numbered-road",
        description="“U.S.” or a state's abbreviation with a number that hangs from it is a road.",
        example="The truck turned over on U.S. 321 in Velden on Monday.",
        gives=("U.S. 321", "Velden"),
        counterexample="The truck turned over in the U.S. with 321 men in Velden on Monday.",
        repair=_join_numbered_roads,
    ),
    RepairRule(
        name="number-of-a-route",
        description="The number after “Route” or “Highway” belongs to the name of the road.",
        example="He was pulled over for speeding in his car on State Route 94 around 1:30 a.m. in Ohio.",
        gives=("State Route 94", "Ohio"),
        counterexample="He was stopped on State Road in Ohio 94 times.",
        repair=_join_counted_roads,
    ),
    RepairRule(
        name="club-of-somebody",
        description="A club, a bar, a day that is called after somebody with an apostrophe is one name.",
        example="A woman was struck outside the Tom's Club in Velden on Monday.",
        gives=("Tom's Club", "Velden"),
        counterexample="A woman was struck outside Tom's club in Velden on Monday.",
        repair=_join_possessed,
    ),
    RepairRule(
        name="legal-form-after-comma",
        description="“LLC” or “Inc.” behind a comma belongs to the name before.",
        example="It was bought by Velden Holdings, LLC, of Ohio.",
        gives=("Velden Holdings, LLC", "Ohio"),
        counterexample="It was bought by Velden Holdings, a firm of Ohio.",
        repair=_join_legal_forms,
    ),
    RepairRule(
        name="number-in-a-name",
        description="A number with a capital inside a sentence begins the name that it stands before.",
        example="They ran the One Velden Trading Company in Ohio.",
        gives=("One Velden Trading Company", "Ohio"),
        counterexample="They ran one Velden Trading Company in Ohio.",
        repair=_join_numbers_before,
    ),
    RepairRule(
        name="half-before-hyphen",
        description="The half before a hyphen belongs to an organisation's name.",
        example="Carla Reed, chief of the Central Ven-Do Fire Department, came.",
        gives=("Carla Reed", "Central Ven-Do Fire Department"),
        counterexample="Carla Reed, chief of the Central Velden Fire Department, came.",
        repair=_join_hyphens_before,
    ),
    RepairRule(
        name="touching-people",
        description="A given name and a surname side by side, or two names before an age, are one person's.",
        example="A jury found the defendant, Marvin Delphine Ramada, 52, of Velden, guilty.",
        gives=("Marvin Delphine Ramada", "Velden"),
        counterexample="A jury found the defendant, Marvin Delphine, 52, of Velden, guilty.",
        repair=_join_touching_people,
    ),
    RepairRule(
        name="touching-bodies",
        description="A name that hangs from an organisation's or a building's, with nothing between, begins it.",
        example="She pleaded guilty in Blue County Common Pleas Court.",
        gives=("Blue County Common Pleas Court",),
        counterexample="She pleaded guilty in Blue County and Common Pleas Court.",
        repair=_join_touching_bodies,
    ),
    RepairRule(
        name="known-in-full",
        description="The beginning of a well-known name that stands there in full is that name.",
        example="He met an Islamic State member in Ohio.",
        gives=("Islamic State", "Ohio"),
        counterexample="He met an Islamic member in Ohio.",
        repair=_join_known,
    ),
    RepairRule(
        name="team-or-band",
        description="“The” before a name and a plural with a capital that it hangs from tell a team or a band.",
        example="The Corwin Tinkers will open a stage in Ohio.",
        gives=("Corwin Tinkers", "Ohio"),
        counterexample="The Corwin tinkers will open a stage in Ohio.",
        repair=_join_many,
    ),
    RepairRule(
        name="whole-as-elsewhere",
        description="Words that are one name elsewhere in the text are one name where the model has them as two.",
        example="He was found at Dublin Ford. A car blocked the Dublin Ford entrance Monday.",
        gives=("Dublin Ford", "Dublin Ford"),
        counterexample="He was found at Dublin Castle. A car blocked the Dublin Ford entrance Monday.",
        repair=_join_as_elsewhere,
    ),
    RepairRule(
        name="state-in-brackets",
        description="A school or a firm that has its state in brackets behind its town is one name.",
        example="A star at Tarnbrook (N.J.) High School, Carla Marsh went on to play in Ohio.",
        gives=("Tarnbrook (N.J.) High School", "Carla Marsh", "Ohio"),
        counterexample="A star at Tarnbrook (N.J.), Carla Marsh went on to play in Ohio.",
        repair=_join_around_brackets,
    ),
    RepairRule(
        name="streets-of-list",
        description="What stands before “avenues” or “streets”, and before “and” there, are two streets.",
        example="The shop at Velmer and White streets was shut.",
        gives=("Velmer", "White"),
        counterexample="The shop at Velmer and white streets was shut.",
        repair=_add_streets_of_list,
    ),
    RepairRule(
        name="numbered-address",
        description="From the number of a house to “Blvd.” all capitals are the street.",
        example="It was sold at 200 W. Irish Blvd. in Ohio.",
        gives=("W. Irish Blvd", "Ohio"),
        counterexample="It was sold at an Irish shop in Ohio.",
        repair=_join_addresses,
    ),
)
"""The repairs in order."""
