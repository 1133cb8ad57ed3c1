"""The report as an asset."""

import dagster as dg
import pytest

from assets.definitions import defs
from assets.report import report
from assets.resources import Corpus
from pipeline.tables.schema import TABLES


def test_the_report_is_made_after_every_table():
    graph = defs.resolve_asset_graph()
    before = graph.get_ancestor_asset_keys(dg.AssetKey("report"))
    assert {key.to_user_string() for key in before} == set(TABLES)


@pytest.fixture
def corpus(tmp_path):
    return Corpus(sources=[str(tmp_path / "in")], output=str(tmp_path / "out"))


def test_it_tells_where_to_open_it(corpus, tmp_path):
    run = dg.materialize([report], resources={"corpus": corpus})
    (made,) = run.asset_materializations_for_node("report")
    assert (tmp_path / "out" / "report" / "index.html").exists()
    assert made.metadata["open"].value == str(tmp_path / "out" / "report" / "index.html")
    assert made.metadata["files"].value > 10
