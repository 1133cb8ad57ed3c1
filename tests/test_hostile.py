"""A small part of the campaign of `benchmarks/hostile.py`."""

import importlib.util
import pathlib
import sys

import pytest

PATH = pathlib.Path(__file__).parent.parent / "benchmarks" / "hostile.py"


@pytest.fixture(scope="module")
def hostile():
    spec = importlib.util.spec_from_file_location("hostile", PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules["hostile"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["hostile"]


@pytest.mark.parametrize(("kind", "count"), [("texts", 40), ("files", 120)])
def test_nothing_is_lost_without_a_word(hostile, kind, count):
    outcome = hostile.campaign(kind, count, 60, seed=20)
    assert outcome.findings == []
    assert outcome.tried > count / 4


def test_the_same_seed_gives_the_same_inputs(hostile):
    one, other = (hostile.mutated(hostile.random.Random("1/2")) for _ in range(2))
    assert one == other
    assert hostile.mutated(hostile.random.Random("1/3")) != one


def test_a_loss_is_found(hostile, monkeypatch):
    monkeypatch.setattr("pipeline.articles.reading.read", lambda file: [])
    assert hostile.campaign("files", 5, 60, seed=20).findings
