"""Corpora of stories of which the truth is known: the same happenings retold, copied and quoted.

An affair is a happening of one kind in one place on one day, told in eight articles: a first report, two copies of it
(cut, headed anew), three tellings in other words, of which one gives another figure, a look ahead or back, and a piece
that only quotes what was said. Affairs of one kind differ in place, day, names and figures, and in nothing else. Which
words tell which happening is marked in the templates: "The roof <1>fell in</1>".

`articles` makes them, `scores` tells how well the tables of a run know them.
"""

from __future__ import annotations

import collections
import datetime as dt
import itertools
import pathlib
import random
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow.dataset

from pipeline.corpus.clusters import find
from pipeline.lexicon.loader import items

GIVEN = items(
    "Ada, Boris, Clara, Dario, Edith, Femi, Greta, Hassan, Ingrid, Jonas, Katya, Liam, Marta, Nils, Olga, Petra"
)
FAMILIES = items("""
    Brenner, Okafor, Lindqvist, Marchetti, Novak, Osborne, Petrov, Quill, Ramanathan, Stroud, Halloran, Dahl, Kessler
    Moreau, Tanaka, Varga, Winther, Abara, Castellan, Drummond
""")
TOWNS = items("""
    London, Warsaw, Nairobi, Lisbon, Tokyo, Brussels, Leeds, Vienna, Lyon, Oslo, Porto, Turin, Ghent, Malmo, Gdansk
    Seville, Bergen, Graz, Bristol, Hamburg, Krakow, Lagos, Accra, Dublin, Utrecht, Basel, Zagreb, Riga, Tampere, Osaka
    Lima, Quito, Montevideo, Toronto
""")
FIRST = items("""
    Grell, Oller, Karst, Velmora, Tamsin, Harrow, Brant, Corvin, Delmar, Estrel, Farrow, Gantry, Hollis, Ivers, Jarrow
""")
LAST = items("Water, Industries, Bank, Rail, Foods, Energy, Shipping, Steel, Airlines, Pharma, Textiles, Motors")
SAID = (
    "We {verb} the {adjective} {noun} of {town}, and no {adjective} {noun} can {verb} our {adjective} {noun}",
    "Every {noun} that I {verb} is {adjective}, and each {adjective} {noun} must {verb} the {noun} of {town}",
)
"""What somebody says of it."""
THINGS = (
    "bridge", "hospital", "reservoir", "market hall", "factory", "school", "ferry line", "tunnel", "stadium", "archive",
    "power station", "refinery", "warehouse", "railway station", "library",
)  # fmt: skip

KINDS: Mapping[str, tuple[str, ...]] = {
    "collapse": (
        "The roof of the {thing} in {town} <1>collapsed</1> on {day}, killing {n} people, {firm} said.",
        "{n} people died when the {thing} of {firm} in {town} <1>collapsed</1> on {date}.",
        "Rescuers searched the {thing} in {town}, which <1>collapsed</1> on {day}. At least {more} people were killed.",
        "The <1>collapse</1> of the {thing} in {town} on {date} has shaken {firm}, which built it.",
    ),
    "explosion": (
        "A gas tank <1>exploded</1> at the {thing} in {town} on {day}, injuring {n} workers of {firm}.",
        "{n} workers were hurt when a tank of {firm} <1>exploded</1> at the {thing} in {town} on {date}.",
        "A tank that <1>exploded</1> on {day} at the {thing} in {town} injured {more} people, doctors said.",
        "The <1>explosion</1> at the {thing} in {town} on {date} will cost {firm} dearly.",
    ),
    "strike": (
        "Workers of {firm} <1>went on strike</1> in {town} on {day} over pay at the {thing}.",
        "The <1>strike</1> of {n} workers at the {thing} of {firm} in {town} began on {date}.",
        "{firm} was brought to a halt on {day} as {more} workers <1>went on strike</1> at the {thing} in {town}.",
        "The <1>strike</1> at the {thing} in {town} on {date} was the first in the history of {firm}.",
    ),
    "purchase": (
        "{firm} <1>bought</1> the {thing} in {town} on {day} for {n} million euros.",
        "The {thing} in {town} was <1>bought</1> by {firm} on {date} for {n} million euros.",
        "On {day} {firm} <1>bought</1> the {thing} in {town}; the price was {more} million euros, the seller said.",
        "{firm}, which <1>bought</1> the {thing} in {town} on {date}, will keep all workers.",
    ),
    "opening": (
        "The new {thing} in {town} <1>opened</1> on {day}, {n} weeks late, and {firm} paid for it.",
        "{firm} built the {thing} that <1>opened</1> in {town} on {date}.",
        "Crowds came to {town} on {day} as the new {thing} of {firm} <1>opened</1> after years of quarrels.",
        "Since the {thing} in {town} <1>opened</1> on {date}, {firm} has been praised for it.",
    ),
}  # fmt: skip
AROUND = (
    "The {fact} of {town} {verb}s a {noun} under the {fact}.",
    "A {noun} and the {fact} {verb} the {noun} behind the {thing}.",
    "{name} of {firm} {verb}s the {fact} with her {noun}.",
    "Its {fact} {verb}s no {noun}, and its {noun} {verb}s the {fact}.",
)
"""What stands around the happening: things of the affair, in words of the telling's own."""
FACTS = 6
NOUNS = items("""
    anchor, apron, attic, axle, badge, bakery, barge, basket, beehive, bellows, blanket, boiler, bucket, cabin, cable
    candle, canopy, carpet, cellar, chapel, chimney, clock, cobbler, compass, copper, cradle, crate, curtain, drum
    engine, fence, ferry, fiddle, flag, fountain, furnace, garden, gate, glove, granary, hammer, harbour, hedge, hinge
    kettle, kiln, ladder, lantern, lathe, ledger, locker, magnet, mast, mattress, meadow, mill, mirror, needle, orchard
    organ, oven, paddle, pantry, parcel, parrot, pasture, pedal, pier, pillow, pipe, piston, plough, pond, pulley, pump
    quarry, quilt, rafter, rope, saddle, sail, saw, scale, shed, shovel, shutter, signal, silo, sledge, spade, spindle
    spring, stable, staircase, stove, tannery, tavern, telescope, thread, ticket, timber, toolbox, tower, trunk, turbine
    valve, vane, vault, vineyard, violin, wagon, wardrobe, well, wheel, whistle, willow, windmill, workshop, yard
""")
ADJECTIVES = items("""
    amber, ancient, bare, bitter, blunt, bright, broad, brown, calm, clumsy, coarse, crooked, damp, dark, deep, dull
    dusty, empty, faded, fine, flat, fragile, frozen, golden, green, grey, hollow, honest, humble, iron, ivory, lazy
    little, lonely, loud, modest, narrow, old, pale, patient, plain, proud, quiet, rare, rough, round, rusty, sharp
    silent, silver, slow, smooth, soft, sour, steep, stiff, sturdy, sweet, tall, thick, tidy, warm, wide, wooden, yellow
""")
VERBS = items("""
    adorn, admire, brush, carve, clean, count, cover, draw, fold, guard, hide, hold, keep, lend, lift, like, mend, need
    own, paint, polish, prefer, save, scrape, seek, sew, shake, shape, show, sketch, smell, sort, stack, store, sweep
    tend, trim, want, weigh, wrap
""")
HEADS = (
    "Our own report follows.",
    "This piece appeared in our morning edition.",
    "From our news desk.",
    "More to come.",
)
TELLINGS = 8
"""Articles of an affair."""


@dataclass
class Affair:
    """One made affair: what fills the gaps of its templates."""

    number: int
    kind: str
    day: dt.date
    words: dict[str, str]
    said: str
    facts: list[str]
    chance: random.Random = field(repr=False)


@dataclass
class Made:
    """A made article with its truth: the spans that tell a happening, what it copies, and what it quotes."""

    article: dict[str, str]
    story: Hashable
    happenings: dict[tuple[int, int], Hashable]
    original: str
    said: str | None


def affair(number: int) -> Affair:
    """The affair of that number: always the same one."""
    chance = random.Random(f"affair {number}")
    n = chance.randint(3, 90)
    firm = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    day = dt.date(2024, 1, 1) + dt.timedelta(chance.randrange(330))
    words = {
        "town": chance.choice(TOWNS), "firm": firm, "thing": chance.choice(THINGS), "n": str(n), "more": str(n + 2),
        "name": f"{chance.choice(GIVEN)} {chance.choice(FAMILIES)}", "day": f"{day:%A}", "year": str(1900 + n),
        "date": f"{day.day} {day:%B}", "years": str(n + 3),
    }  # fmt: skip
    said = _filled(chance.choice(SAID), words, chance, [])
    facts = [f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}" for _ in range(FACTS)]
    return Affair(number, chance.choice(list(KINDS)), day, words, said, facts, chance)


def articles(count: int) -> Iterator[Made]:
    """So many articles, affair by affair."""
    told = (_tellings(affair(number)) for number in itertools.count())
    return itertools.islice(itertools.chain.from_iterable(told), count)


def _tellings(told: Affair) -> Iterator[Made]:
    own = KINDS[told.kind]
    first = _made(told, 0, [own[0], *_around(told, 5)], said=True)
    yield first
    for place in (1, 2):  # a copy that is cut, and one with a head
        text = _cut(first.article["text"]) if place == 1 else f"{told.chance.choice(HEADS)}\n\n{first.article['text']}"
        yield _copy(told, place, first, text)
    yield _made(told, 3, [own[1], *_around(told, 4)], said=True)
    yield _made(told, 4, [own[2], *_around(told, 4)], said=False)
    yield _made(told, 5, [own[3], *_around(told, 5)], said=False)
    yield _made(told, 6, _around(told, 6), said=True)
    yield _made(told, 7, [own[1], own[3], *_around(told, 3)], said=False)


def _around(told: Affair, count: int) -> list[str]:
    return [_filled(told.chance.choice(AROUND), told.words, told.chance, told.facts) for _ in range(count)]


def _filled(template: str, words: Mapping[str, str], chance: random.Random, facts: list[str]) -> str:
    """A template with any noun, adjective or verb in each gap for one, and one of the facts in those for facts."""
    lists = {"noun": NOUNS, "adjective": ADJECTIVES, "verb": VERBS, "fact": facts}
    chosen = re.sub(r"{(noun|adjective|verb|fact)}", lambda gap: chance.choice(lists[gap[1]]), template)
    return chosen.format(**words)


def _made(told: Affair, place: int, sentences: list[str], said: bool) -> Made:
    filled = [sentence.format(**told.words) for sentence in sentences]
    if said:
        filled.insert(2, f"“{told.said},” said {told.words['name']} of {told.words['firm']}.")
    marked = "\n\n".join(filled)
    text, happenings, shift = "", {}, 0
    for found in re.finditer(r"<(\d)>(.*?)</\1>", marked):
        start = found.start() - shift
        happenings[start, start + len(found[2])] = (told.number, found[1])
        shift += len(found[0]) - len(found[2])
    text = re.sub(r"</?\d>", "", marked)
    return Made(_article(told, place, text), told.number, happenings, _uri(told, place), told.said if said else None)


def _copy(told: Affair, place: int, first: Made, text: str) -> Made:
    shift = len(text) - len(first.article["text"]) if text.endswith(first.article["text"]) else 0
    happenings = {(a + shift, b + shift): known for (a, b), known in first.happenings.items()}
    return Made(_article(told, place, text), told.number, happenings, first.original, first.said)


def _cut(text: str) -> str:
    return "\n\n".join(text.split("\n\n")[:-1])


def _uri(told: Affair, place: int) -> str:
    return f"https://news{place}.example/{told.number}"


def _article(told: Affair, place: int, text: str) -> dict[str, str]:
    """Published a day after the happening at most, so that the name of its weekday means it."""
    published = dt.datetime.combine(told.day + dt.timedelta(place // 4), dt.time(8 + place))
    return {
        "uri": _uri(told, place),
        "published_at": f"{published.isoformat()}Z",
        "publisher": f"News {place}",
        "text": text,
    }


def scores(made: Iterable[Made], output: pathlib.Path) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of pairs of one story, of copies, of one statement and of one event."""
    truth = {one.article["uri"]: one for one in made}
    articles = _rows(output, "articles", "article_id", "uri")
    uri = {row["article_id"]: row["uri"] for row in articles}
    members = _rows(output, "story_members", "article_id", "story_id", "copy_of")
    copy_of = {row["article_id"]: row["copy_of"] for row in members if row["copy_of"]}
    origin = {row["article_id"]: find(copy_of, row["article_id"]) for row in members}
    own = {key: truth[uri[key]] for key in uri}
    stories = {key: one.story for key, one in own.items()}
    return {
        "stories": _pairs(stories, {row["article_id"]: row["story_id"] for row in members}),
        "copies": _pairs({key: one.original for key, one in own.items()}, origin),
        "statements": _pairs(*_statements(output, own)),
        "events": _pairs(*_events(output, own)),
    }


def _statements(
    output: pathlib.Path, own: Mapping[str, Made]
) -> tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]]:
    gold: dict[Hashable, Hashable] = {key: one.said for key, one in own.items() if one.said}
    quote = {row["quote_id"]: row for row in _rows(output, "quotes", "quote_id", "article_id", "quotation")}
    found: dict[Hashable, Hashable] = {}
    for row in _rows(output, "statement_members", "quote_id", "statement_id"):
        one = own[quote[row["quote_id"]]["article_id"]]
        if one.said and one.said[:30] in (quote[row["quote_id"]]["quotation"] or ""):
            found[quote[row["quote_id"]]["article_id"]] = row["statement_id"]
    return gold, found


def _events(output: pathlib.Path, own: Mapping[str, Made]) -> tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]]:
    gold: dict[Hashable, Hashable] = {
        (key, span): known for key, one in own.items() for span, known in one.happenings.items()
    }
    event = {
        row["event_mention_id"]: row["event_id"]
        for row in _rows(output, "event_members", "event_mention_id", "event_id")
    }
    found: dict[Hashable, Hashable] = {}
    for row in _rows(output, "event_mentions", "event_mention_id", "article_id", "start", "end"):
        for start, end in own[row["article_id"]].happenings:
            if row["start"] < end and start < row["end"] and row["event_mention_id"] in event:
                found.setdefault((row["article_id"], (start, end)), event[row["event_mention_id"]])
    return gold, found


def _rows(output: pathlib.Path, table: str, *columns: str) -> list[dict[str, Any]]:
    paths = sorted(map(str, (output / table).glob("*.parquet")))
    return pyarrow.dataset.dataset(paths).to_table(columns=list(columns)).to_pylist()


def _pairs(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of things of one key; what is not found is in no pair."""

    def count(keys: Iterable[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in collections.Counter(keys).values())

    right = count((gold[thing], found[thing]) for thing in gold if thing in found)
    precision = right / (count(found[thing] for thing in gold if thing in found) or 1)
    recall = right / (count(gold.values()) or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)
