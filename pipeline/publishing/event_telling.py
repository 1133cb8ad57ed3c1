"""Why an event is a row: its tellings in order, what each tells, and why it is of this event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.publishing.counted import counted

Row = Mapping[str, Any]


def explain_event(
    event_id: str, event: Row | None, members: Sequence[Row], mentions: Mapping[str, Row], articles: Mapping[str, Row]
) -> str:
    """An event with its history, its dates and places by how many articles give them, and all its tellings.

    `event` is None where no article tells its day, and it is in no table of events; `mentions` and `articles` are the
    rows that the members name, by their ids.
    """
    known = _known(event) if event else ["  one happening, of which no article tells the day"]
    return "\n".join([event_id, *known, "told", *_tellings(members, mentions, articles)])


def _known(event: Row) -> Iterator[str]:
    yield f"  {_line(event['summary'])}"
    kind = " ".join(filter(None, (event["event_type"], event["plover_type"], event["plover_mode"])))
    yield f"{kind}, {_words(event['status'])}, confidence {event['confidence']:.2f}"
    dates = [f"{_interval(event)} ({event['n_date']})"]
    dates += [f"{_interval(date)} ({date['n_independent']})" for date in event["other_dates"]]
    yield "on " + ", else ".join(dates)
    if event["place"]:
        yield "at " + ", else ".join([event["place"], *(place["name"] for place in event["other_places"])])
    yield "history: " + ", ".join(
        f"{_words(one['status'])} {one['day'] or 'undated'}" for one in event["status_history"]
    )
    for figure in event["figures"]:
        low, high = (f"{figure[name]:g}" for name in ("low", "high"))
        number = low if low == high else f"{low} to {high}, last {figure['latest']:g}"
        yield f"{figure['measure']}: {' '.join(filter(None, (number, figure['unit'])))} ({figure['n_independent']})"
    for one in event["participants"]:
        yield f"{one['role']}: {_line(one['name'])} ({one['n_independent']})"
    yield f"{event['n_independent']} independent of {counted(event['n_articles'], 'article')}"


def _tellings(members: Sequence[Row], mentions: Mapping[str, Row], articles: Mapping[str, Row]) -> Iterator[str]:
    def order(member: Row) -> tuple[object, ...]:
        day = articles[member["article_id"]]["reference_date"]
        start = mentions[member["event_mention_id"]]["start"]
        return day is None, day or "", member["article_id"], start

    for member in sorted(members, key=order):
        article, mention = articles[member["article_id"]], mentions[member["event_mention_id"]]
        source = article["publisher"] or article["uri"]
        day, status = article["reference_date"] or "undated", _words(member["status"])
        yield f"  {day}, {source}: {status}, {member['event_mention_id']}"
        yield f"    {_marked(mention)}"
        if member["because"]:
            yield f"    as {member['closest_id']}: {member['because']}"


def _marked(mention: Row) -> str:
    """The words that tell it, with its trigger in brackets."""
    clause, trigger = mention["clause"], mention["trigger"]
    at = mention["start"] - mention["clause_start"]
    if clause[at : at + len(trigger)] != trigger:
        at = clause.find(trigger)
    return _line(clause if at < 0 else f"{clause[:at]}[{trigger}]{clause[at + len(trigger) :]}")


def _interval(date: Row) -> str:
    first, last = date["date_start"], date["date_end"]
    return str(first) if first == last else f"{first or '…'} to {last or '…'}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(label: str) -> str:
    return label.replace("_", " ")
