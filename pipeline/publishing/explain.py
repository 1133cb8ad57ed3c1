"""Why a row is what it is: the evidence on a quote, an entity or an event, or what any other row says and rests on."""

from __future__ import annotations

from typing import Any

import pyarrow.compute as pc

from pipeline.errors import UnknownNameError
from pipeline.publishing.row_telling import tell_row
from pipeline.running.stages import Part, instances
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store


def explain(store: Store, row_id: str) -> str:
    """What is known of the row of that id, as a text for people to read.

    Raises UnknownNameError where there is none.
    """
    if "/" in row_id:
        from pipeline.publishing.entity_evidence import explain_entity

        return str(explain_entity({name: store.paths(name) for name in TABLES}, row_id))
    found = _event(store, row_id) or _quote(store, row_id) or tell_row(store, row_id)
    if found is None:
        raise UnknownNameError(
            f"No row in {store.root} has the id {row_id!r}; `quotidian show` with the name of a table lists ids, and "
            "those of entities look like person/ada-brenner."
        )
    return found


def _event(store: Store, event_id: str) -> str | None:
    from pipeline.publishing.event_telling import explain_event

    events = store.read_all("events").filter(pc.field("event_id") == event_id).to_pylist()
    members = store.read_all("event_members").filter(pc.field("event_id") == event_id).to_pylist()
    if not members:
        return None
    told: dict[str, dict[str, dict[str, Any]]] = {}
    for table, key in (("event_mentions", "event_mention_id"), ("articles", "article_id")):
        wanted = pc.field(key).isin([member[key] for member in members])
        rows = [row for part in store.parts(table) for row in store.read(table, part).filter(wanted).to_pylist()]
        told[table] = {row[key]: row for row in rows}
    event = events[0] if events else None  # what is told twice or more and never with a day is no event
    return explain_event(event_id, event, members, told["event_mentions"], told["articles"])


def _quote(store: Store, quote_id: str) -> str | None:
    from pipeline.publishing.quote_evidence import explain as explain_quote
    from pipeline.quotes.quote import Quote

    for part in store.parts("quotes"):
        quotes = store.read("quotes", part)
        found = list(instances(Quote, quotes.filter(pc.equal(quotes["quote_id"], quote_id))))
        if found:
            tables = {name: store.read(name, part) for name in ("articles", "tokens", "quotes")}
            own = {
                name: table.filter(pc.equal(table["article_id"], found[0].article_id)) for name, table in tables.items()
            }
            own["quotes"] = own["quotes"].filter(pc.equal(own["quotes"]["quote_id"], quote_id))
            article = Part(own)
            ((_, doc),) = article.docs()
            ((quote,),) = article.rows("quotes", Quote).values()  # as its document has it
            return explain_quote(quote, doc)
    return None
