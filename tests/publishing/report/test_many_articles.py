"""A page loads what it shows: neither the overview nor any list of an entity grows with the number of articles."""

import pyarrow as pa
import pytest

from pipeline import api
from pipeline.corpus.entities import resolve_entities
from pipeline.publishing.report.data import ROWS_A_FILE, ROWS_AT_ONCE
from pipeline.publishing.report.site import write_report
from pipeline.running.stages import STAGES
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from tests.publishing.report.conftest import DAM
from tests.publishing.report.test_report import data

FEW, MANY = 60, 600
ONE_OF_ALL = {"entities", *(name for stage in STAGES.values() if stage.scope == "corpus" for name in stage.tables)}


def renamed(value, old, new):
    """The value with an article's id, which all its other ids begin with, put in place of another's."""
    if isinstance(value, str):
        return new + value.removeprefix(old) if value.startswith(old) else value
    if isinstance(value, list):
        return [renamed(one, old, new) for one in value]
    return {name: renamed(one, old, new) for name, one in value.items()} if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Reports of the same article under a few and many ids."""
    made = api.extract(DAM, uri="dam.txt", title="The dam", published_at="2031-05-06")
    old = made.articles["article_id"][0].as_py()
    folders = []
    for n in (FEW, MANY):
        store = Store(tmp_path_factory.mktemp("many") / "out")
        store.create()
        for name in TABLES:
            if name in dir(made) and name not in ONE_OF_ALL:
                table = getattr(made, name)
                rows = [renamed(row, old, f"copy{i:05}") for i in range(n) for row in table.to_pylist()]
                copies = pa.Table.from_pylist(rows, schema=table.schema)
                store.write(name, "part-00000", copies, fingerprint="", code_version="v", model="m")
        entities = resolve_entities(
            {name: store.paths(name) for name in ("articles", "mentions", "quotes", "event_mentions")}
        )
        store.write("entities", "part-00000", entities, fingerprint="", code_version="v")
        folders.append(write_report(store).parent)
    return folders


def test_the_overview_does_not_grow(reports):
    few, many = ((report / "index.html").stat().st_size for report in reports)
    assert many < few + 500


def test_an_entity_comes_with_the_first_rows_of_its_lists(reports):
    few, many = ((report / "data" / "entities" / "0.js").stat().st_size for report in reports)
    assert many < few * 1.05 + 2000
    report = reports[1]
    (ada,) = (one for one in data(report, "entities/0") if one["id"] == "person/ada-brenner")
    for name in ("said", "articles"):
        section = ada[name]
        assert section["n"] >= MANY
        assert len(section["rows"]) == ROWS_AT_ONCE
        further = [data(report, file) for file in section["more"]]
        assert all(len(rows) <= ROWS_A_FILE for rows in further)
        assert ROWS_AT_ONCE + sum(map(len, further)) == section["n"]


def test_no_file_is_large(reports):
    sizes = {path: path.stat().st_size for path in (reports[1] / "data").rglob("*.js")}
    assert max(sizes.values()) < 400_000
