"""The row of an event, made of its tellings: what most articles give, what others give, and what became of it."""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.corpus.event_keys import status_of
from pipeline.corpus.wording import content_words, words

Key = TypeVar("Key")
Date = tuple[dt.date | None, dt.date | None]

ROW_COLUMNS = (
    "event_mention_id", "article_id", "sentence_index", "start", "trigger_pos", "clause", "event_type", "plover_type",
    "plover_mode", "quad_class", "participants", "place", "place_entity_id", "figures", "date_start", "date_end",
    "granularity", "modality", "polarity", "confidence",
)  # fmt: skip
"""The columns of `event_mentions` that the row of an event is made of."""

BECAME = ("happened", "called_off", "denied")
"""What is told of the outcome, from what counts most where one article tells several."""
MOST_PARTICIPANTS = 12
LONGEST_SUMMARY = 300


@dataclass(frozen=True)
class Publication:
    """An article as a source: `origin` is the article it was copied from in the end, itself where it is no copy."""

    article_id: str
    day: dt.date | None
    published_at: dt.datetime | None
    publisher: str | None
    origin: str
    story_id: str

    @property
    def told(self) -> tuple[object, ...]:
        """What puts articles in order: day (unknown ones last), hour, originals before copies, id."""
        hour = self.published_at.isoformat() if self.published_at else ""
        return (self.day is None, self.day or dt.date.max, hour, self.origin != self.article_id, self.article_id)


@dataclass(frozen=True)
class Told:
    """A telling: its row of `event_mentions`, its article, and how it tells the event.

    `is_of_plan` is true where its verb says what became of a plan: "The opening was put off".
    """

    row: Mapping[str, Any]
    publication: Publication
    status: str
    date: Date
    is_of_plan: bool

    @property
    def mention_id(self) -> str:
        """The id of the telling."""
        return self.row["event_mention_id"]

    @property
    def sentence(self) -> tuple[str, int]:
        """The sentence that it stands in."""
        return self.row["article_id"], self.row["sentence_index"]

    @property
    def is_only_named(self) -> bool:
        """Whether it says by itself nothing of whether the event happened: "They regret the strike"."""
        return self.row["trigger_pos"] != "VERB" and self.status == "happened" and not any(self.date)

    def plainly(self) -> Told:
        """The telling taken by itself: "The council called off the contract" happened where no contract is told of."""
        row = self.row
        return Told(row, self.publication, status_of(row["modality"], row["polarity"]),
                    (row["date_start"], row["date_end"]), False)  # fmt: skip


def as_told(tellings: Sequence[Told]) -> list[Told]:
    """The tellings of an event, each with what it says of the event beside the others.

    Those of what became of a plan are taken plainly where nothing else tells of the plan, else they say it for all in
    their sentence: "The strike planned for Friday was put off". A noun that is only named says what its article does
    otherwise, else what was told last before it.
    """
    if all(telling.is_of_plan for telling in tellings):
        return [telling.plainly() for telling in tellings]
    became = {telling.sentence: telling.status for telling in tellings if telling.is_of_plan}
    told = [replace(telling, status=became.get(telling.sentence, telling.status)) for telling in tellings]
    if all(telling.is_only_named for telling in told):
        return told
    in_article = {t.publication.article_id: t.status for t in reversed(told) if not t.is_only_named}
    before = next(t.status for t in told if not t.is_only_named)
    found = []
    for telling in told:
        if telling.is_only_named:
            telling = replace(telling, status=in_article.get(telling.publication.article_id, before))
        before = telling.status
        found.append(telling)
    return found


def event_row(
    event_id: str, tellings: Sequence[Told], canonical: Mapping[str, str], likely: Sequence[float]
) -> dict[str, Any] | None:
    """The row of an event, whose tellings are given in order; None where none dates it.

    `likely` is how likely each telling is one of the event.
    """
    if not any(day for telling in tellings for day in telling.date):
        return None
    history = status_history(tellings)
    status = final_status(tellings, history)
    dates = _dates(tellings, status)
    places = _places(tellings, canonical)
    own = [telling for telling in tellings if not telling.is_of_plan] or tellings
    kind = _commonest(
        own, lambda t: [tuple(t.row[n] for n in ("event_type", "plover_type", "plover_mode", "quad_class"))]
    )
    best = _best(own, status)
    publications = list({t.publication.article_id: t.publication for t in tellings}.values())
    (first_day, last_day), n_date = dates[0]
    return {
        "event_id": event_id,
        **dict(zip(("event_type", "plover_type", "plover_mode", "quad_class"), kind[0][0], strict=True)),
        "summary": best.row["clause"],
        "event_mention_id": best.mention_id,
        "status": status,
        "status_history": history,
        "date_start": first_day,
        "date_end": last_day,
        "granularity": next(t.row["granularity"] for t in tellings if t.date == dates[0][0]),
        "n_date": n_date,
        "other_dates": [{"date_start": a, "date_end": b, "n_independent": n} for (a, b), n in dates[1:]],
        "place": places[0][0][1] if places else None,
        "place_entity_id": places[0][0][0] if places else None,
        "other_places": [
            {"entity_id": key, "name": name, "n_independent": n} for (key, name), n in places[1:] if key is not None
        ],
        "participants": _participants(tellings, canonical),
        "figures": _figures(tellings),
        "n_mentions": len(tellings),
        "n_articles": len(publications),
        "n_independent": len({publication.origin for publication in publications}),
        "first_article_id": publications[0].article_id,
        "first_reported_at": publications[0].published_at,
        "publishers": list(dict.fromkeys(p.publisher for p in publications if p.publisher)),
        "story_id": publications[0].story_id,
        "confidence": sum(t.row["confidence"] * p for t, p in zip(tellings, likely, strict=True)) / len(tellings),
    }


def status_history(tellings: Sequence[Told]) -> list[dict[str, Any]]:
    """What was told of an event by day, where that changed; the outcome that an article tells counts, not the plan."""
    history: list[dict[str, Any]] = []
    of_article: dict[str, list[Told]] = collections.defaultdict(list)
    for telling in tellings:
        of_article[telling.publication.article_id].append(telling)
    for own in of_article.values():
        for status in _told_by(telling.status for telling in own):
            if not history or history[-1]["status"] != status:
                publication = own[0].publication
                history.append({"day": publication.day, "status": status, "article_id": publication.article_id})
    return history


def final_status(tellings: Sequence[Told], history: Sequence[Mapping[str, Any]]) -> str:
    """The status of an event: what was told last; a denial outweighs no more articles than deny it."""
    last = next((entry["status"] for entry in reversed(history) if entry["status"] in BECAME), history[-1]["status"])
    if last != "denied":
        return str(last)
    telling = {
        status: {t.publication.origin for t in tellings if t.status == status} for status in ("happened", "denied")
    }
    return "happened" if len(telling["happened"]) > len(telling["denied"]) else "denied"


def _told_by(statuses: Iterable[str]) -> list[str]:
    """What an article tells of an event: the outcomes, first those that count least; else the furthest of the plan."""
    found = set(statuses)
    outcomes = [status for status in reversed(BECAME) if status in found]
    return outcomes or [next(status for status in ("postponed", "planned", "possible") if status in found)]


def _dates(tellings: Sequence[Told], status: str) -> list[tuple[Date, int]]:
    """The dates given for an event, best first, and by how many independent articles.

    What happened has the dates of those who say so, what is planned that of the last to tell, and a day counts for each
    article that gives a longer time around it as well: "on 12 May" and "in May" agree on the 12th.
    """
    given = [(day, n) for day, n in _commonest(tellings, lambda t: [t.date] if any(t.date) else []) if any(day)]
    of_status = [t for t in tellings if t.status == status and any(t.date)]
    if status in ("planned", "postponed", "called_off") and of_status:
        last = max(t.publication.told for t in of_status)
        of_status = [t for t in of_status if t.publication.told == last]
    preferred = {t.date for t in of_status} or {day for day, _ in given}

    def rank(item: tuple[Date, int]) -> tuple[object, ...]:
        day = item[0]
        support = {t.publication.origin for t in tellings if any(t.date) and _within(day, t.date)}
        return (day not in preferred, None in day, -len(support), _length(day))

    return sorted(given, key=rank)


def _within(day: Date, longer: Date) -> bool:
    if None in day or None in longer:
        return day == longer
    return longer[0] <= day[0] and day[1] <= longer[1]  # type: ignore[operator]


def _length(day: Date) -> int:
    first, last = day
    return (last - first).days if first and last else 0


def _places(tellings: Sequence[Told], canonical: Mapping[str, str]) -> list[tuple[tuple[str | None, str], int]]:
    """The places given for an event, by id and name, those with ids first."""

    def place(telling: Told) -> list[tuple[str | None, str]]:
        row = telling.row
        if row["place"] is None:
            return []
        return [(canonical.get(row["place_entity_id"], row["place_entity_id"]), row["place"])]

    found = _commonest(tellings, place)
    merged: dict[str, tuple[tuple[str | None, str], int]] = {}
    for (key, name), n in found:  # an id has the name by which most know it
        merged.setdefault(key or name, ((key, name), n))
    return sorted(merged.values(), key=lambda item: item[0][0] is None)


def _participants(tellings: Sequence[Told], canonical: Mapping[str, str]) -> list[dict[str, Any]]:
    """Who and what takes part, by role; what has no id is known by its content words."""
    names: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    entity: dict[tuple[str, str], str | None] = {}

    def keys(telling: Told) -> Iterator[tuple[str, str]]:
        for one in () if telling.is_of_plan else telling.row["participants"]:
            known = canonical.get(one["entity_id"], one["entity_id"])
            key = known or " ".join(content_words(words(one["name"])))
            if key:
                names[one["role"], key][one["name"]] += 1
                entity[one["role"], key] = known
                yield one["role"], key

    found = _commonest(tellings, lambda telling: list(keys(telling)))[:MOST_PARTICIPANTS]
    roles = list(dict.fromkeys(role for (role, _), _ in sorted(found, key=lambda item: item[0][0] != "agent")))
    return [
        {
            "role": role,
            "entity_id": entity[role, key],
            "name": min(names[role, key], key=lambda name: (-names[role, key][name], name)),
            "n_independent": n,
        }
        for wanted in roles
        for (role, key), n in found
        if role == wanted
    ]


def _figures(tellings: Sequence[Told]) -> list[dict[str, Any]]:
    """The range of each figure: the bounds of what was told and the number told last."""
    told: dict[tuple[str, str | None], list[tuple[float, str]]] = collections.defaultdict(list)
    for telling in tellings:
        for figure in telling.row["figures"]:
            for number in dict.fromkeys(figure[name] for name in ("low", "high", "value") if figure[name] is not None):
                told[figure["measure"], figure["unit"]].append((number, telling.publication.origin))
    return [
        {
            "measure": measure,
            "unit": unit,
            "low": min(number for number, _ in numbers),
            "high": max(number for number, _ in numbers),
            "latest": numbers[-1][0],
            "n_independent": len({origin for _, origin in numbers}),
        }
        for (measure, unit), numbers in told.items()
    ]


def _best(tellings: Sequence[Told], status: str) -> Told:
    """The telling whose words say most: of the event's status, dated, placed, with those who take part."""

    def says(telling: Told) -> tuple[object, ...]:
        row = telling.row
        known = [row["place"], *(p["entity_id"] for p in row["participants"]), *row["figures"]]
        fits = len(row["clause"]) <= LONGEST_SUMMARY
        return (
            telling.status == status,
            fits,
            any(telling.date),
            len([one for one in known if one]),
            row["confidence"],
        )

    return max(tellings, key=says)  # of equals the first


def _commonest(tellings: Iterable[Told], keys: Callable[[Told], Iterable[Key]]) -> list[tuple[Key, int]]:
    """What tellings give, that of most independent articles first, of equals that told first."""
    origins: dict[Key, set[str]] = {}
    for telling in tellings:
        for key in keys(telling):
            origins.setdefault(key, set()).add(telling.publication.origin)
    return sorted(((key, len(found)) for key, found in origins.items()), key=lambda item: -item[1])
