"""A small store to make reports of, with an article that tries to be more than text."""

import pytest

from pipeline import api
from pipeline.report import write_report
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

DAM = (
    "MARLOW, May 5 — “Tarn Power will close the dam,” Ada Brenner, the mayor of Marlow, told Owen Pike on Monday. "
    "The council will meet on 12 May 2031. She said that Pike was wrong. The dam opened in 1999. 🙂 Brenner left."
)
HOSTILE = (
    "“<script>document.title = 'owned'</script> is no threat,” said Bo <b>Quill</b> on 4 May 2031. "
    "</style><img src=x onerror=alert(1)> Quill said that “javascript:alert(2)” was \u202eyako\u202c."
)


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """The tables of two articles, a part each."""
    store = Store(tmp_path_factory.mktemp("report") / "out")
    store.create()
    articles = (
        (DAM, {"uri": "https://example.org/dam", "title": "The dam", "published_at": "2031-05-06"}),
        (HOSTILE, {"uri": "javascript:alert(3)", "title": "<script>alert(4)</script>", "published_at": "2031-05-07"}),
    )
    made = [api.extract(text, **about) for text, about in articles]
    for number, one in enumerate(made):
        for name in TABLES:
            if name in dir(one) and name != "entities":
                store.write(name, f"part-{number:05}", getattr(one, name), fingerprint="", code_version="v", model="m")
    from pipeline.corpus.entities import resolve_entities

    entities = resolve_entities({name: store.paths(name) for name in ("articles", "mentions", "quotes", "events")})
    store.write("entities", "part-00000", entities, fingerprint="", code_version="v")
    return store


@pytest.fixture(scope="session")
def report(store):
    """The folder of a report of them."""
    return write_report(store).parent
