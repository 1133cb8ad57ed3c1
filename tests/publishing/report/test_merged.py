"""An entity has one page, with everything that is found under the ids merged into it."""

import pyarrow as pa
import pytest

from pipeline.publishing.report.site import write_report
from tests.publishing.report.conftest import DAM
from tests.publishing.report.test_report import data
from tests.stored import stored

KEPT, MERGED = "person/ada-brenner", "person/owen-pike"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The tables of an article, two of whose people are taken for one."""
    about = {"uri": "dam.txt", "published_at": "2031-05-06"}
    store = stored(tmp_path_factory.mktemp("merged") / "out", (DAM, about))
    found = store.read_all("entities")
    rows = found.to_pylist()
    for row in rows:
        if row["entity_id"] == MERGED:
            row |= {"canonical_id": KEPT, "merged_because": "they sign alike"}
    entities = pa.Table.from_pylist(rows, schema=found.schema)
    store.write("entities", "part-00000", entities, fingerprint="", code_version="v")
    return store


def test_what_is_merged_is_on_the_page_it_is_merged_into(store, tmp_path):
    report = write_report(store, tmp_path / "report").parent
    pages = {one["id"]: one for one in data(report, "entities/0")}
    assert pages[MERGED] == {"id": MERGED, "canonical": KEPT}
    assert pages[KEPT]["merged"] == [{"id": MERGED, "merged_because": "they sign alike"}]
    mentions = [row for row in store.read_all("mentions").to_pylist() if row["entity_id"] in (KEPT, MERGED)]
    assert pages[KEPT]["n_mentions"] == len(mentions)
    (listed,) = (one for one in data(report, "entities") if one["id"] in (KEPT, MERGED))
    assert listed["id"] == KEPT
    assert listed["n_mentions"] == len(mentions)
    assert listed["n_quotes"] == pages[KEPT]["said"]["n"]
    assert listed["n_events"] == pages[KEPT]["did"]["n"]
