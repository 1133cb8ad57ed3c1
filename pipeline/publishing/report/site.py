"""Writing the report: pages from templates, styles and scripts beside them, and the data they load."""

from __future__ import annotations

import calendar
import datetime as dt
import importlib.resources
import os
import pathlib
import re
import shutil
import tempfile
from typing import Any

import jinja2
import markupsafe

from pipeline.errors import OutputError
from pipeline.publishing.report.articles import KINDS, write_articles
from pipeline.publishing.report.data import DataFolder
from pipeline.publishing.report.entities import write_entities
from pipeline.publishing.report.events import write_events
from pipeline.publishing.report.map import write_map
from pipeline.publishing.report.overview import overview
from pipeline.publishing.report.printings import Printings
from pipeline.publishing.report.search import write_search
from pipeline.publishing.report.stories import write_stories
from pipeline.publishing.report.timeline import write_timeline
from pipeline.publishing.views import connect, tell_namesakes_apart
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

FOLDER = "report"
PAGES = {
    "index.html": "Overview",
    "stories.html": "Stories",
    "events.html": "Events",
    "reader.html": "Articles",
    "entities.html": "Entities",
    "timeline.html": "Timeline",
    "map.html": "Map",
    "search.html": "Search",
}
"""The pages and their names, in the order of the menu."""
MARKER = "data/site.js"
"""The file by which a folder is known to be a report, which the next one may replace."""

CONTROLS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
"""Characters that turn the order of what follows; they are shown by name, lest a text rearrange the page."""


def write_report(store: Store, folder: str | os.PathLike[str] | None = None) -> pathlib.Path:
    """Write the report of tables on this machine into `folder` (`report` in the store's), in place of the one there.

    Returns its first page. Raises OutputError where the folder holds something else or cannot be written.
    """
    target = pathlib.Path(folder or pathlib.Path(store.path) / FOLDER)
    is_file = target.exists() and not target.is_dir()
    if is_file or (target.exists() and any(target.iterdir()) and not (target / MARKER).exists()):
        raise OutputError(f"{target} holds something that is no report; name another folder with --html.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".report-", dir=target.parent) as workplace:
            new = pathlib.Path(workplace) / "new"
            _write(store, new)
            if target.exists():
                target.rename(pathlib.Path(workplace) / "old")
            new.rename(target)
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror or error}).") from error
    return target / "index.html"


def _write(store: Store, folder: pathlib.Path) -> None:
    data = DataFolder(folder / "data")
    data.write("site", site(store))
    with connect(store) as database:
        tell_namesakes_apart(database)
        printings = Printings(database)
        write_articles(store, data, printings)
        write_stories(database, data, printings)
        write_events(database, data)
        write_entities(database, data, printings)
        write_timeline(database, data)
        write_map(database, data)
        write_search(database, data)
        values = overview(store, database)
    environment = _environment()
    for page in PAGES:
        (folder / page).write_text(environment.get_template(page).render(page=page, **values), encoding="utf-8")
    static = importlib.resources.files("pipeline.publishing.report") / "static"
    with importlib.resources.as_file(static) as path:
        shutil.copytree(path, folder / "static")


def site(store: Store) -> dict[str, Any]:
    """What every page knows: what the columns of the marks hold, and how controls are named."""
    described = {
        kind: {column.name: column.description for column in TABLES[table].columns} for kind, table in KINDS.items()
    }
    return {"columns": described, "controls": CONTROLS}


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.publishing.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": lambda n: f"{n or 0:,}", "safely": named_controls, "days": days}
    environment.globals |= {"pages": PAGES}
    return environment


def named_controls(text: object) -> markupsafe.Markup:
    """The text, escaped, with characters that turn its order shown by their names."""
    escaped = str(markupsafe.escape(text))
    named = re.sub(
        f"[{''.join(CONTROLS)}]", lambda found: f'<span class="control">{CONTROLS[found.group()]}</span>', escaped
    )
    return markupsafe.Markup(f"<bdi>{named}</bdi>")


def days(event: dict[str, Any]) -> str:
    """The days of an event in words, as exact as they are known."""
    start, end = event["date_start"], event["date_end"]
    if end is None or start == end:
        return _day(start)
    if start.day == 1 and start.month == 1 and (end.month, end.day) == (12, 31) and start.year == end.year:
        return str(start.year)
    if (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and end.day == calendar.monthrange(end.year, end.month)[1]
    ):
        return start.strftime("%B %Y")
    return f"{_day(start)} – {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
