"""A small store to make reports of, with an article that tries to be more than text."""

import pytest

from pipeline.publishing.report.site import write_report
from tests.stored import stored

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
    return stored(
        tmp_path_factory.mktemp("report") / "out",
        (DAM, {"uri": "https://example.org/dam", "title": "The dam", "published_at": "2031-05-06"}),
        (HOSTILE, {"uri": "javascript:alert(3)", "title": "<script>alert(4)</script>", "published_at": "2031-05-07"}),
    )


@pytest.fixture(scope="session")
def report(store):
    """The folder of a report of them."""
    return write_report(store).parent
