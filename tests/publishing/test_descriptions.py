"""What describes the tables: data package, Croissant, dataset card, citation. Each is valid, and true of the tables."""

import datetime as dt
import json
import math
import pathlib
import re
import shutil
import socket

import frictionless
import mlcroissant
import pandas as pd
import pytest
import yaml

from pipeline import api
from pipeline.publishing.card import FILE as CARD
from pipeline.publishing.card import card, items, write_dataset_card
from pipeline.publishing.descriptions import croissant, datapackage, write_descriptions
from pipeline.publishing.export import export
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.store import Store

ROOT = pathlib.Path(__file__).parents[2]
NEWS = (
    "MARLOW, May 5 — “Tarn Power,” Ada Brenner, the mayor of Marlow, told Owen Pike on Monday, “will close the dam.” "
    "They will meet in Paris on 12 May 2031. Brenner said that Pike was wrong. The dam opened in 1999."
)
SECOND = "Tarn Power “bought a mill,” Owen Pike said in Berlin on Sunday. Mr. Pike plans to sell it in June."


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Tables of two parts, and what describes them."""
    store = Store(tmp_path_factory.mktemp("descriptions") / "tables")
    store.create()
    made = [api.extract(NEWS, uri="a.txt", title="", published_at="2031-05-06"), api.extract(SECOND, uri="b.txt")]
    for name in (name for name in TABLES if name not in ("entities", "quarantine", "checks")):
        for part, tables in enumerate(made):
            data = getattr(tables, name)
            store.write(name, f"part-{part:05}", data, fingerprint="", code_version="", model="en_test 1")
    entities = {row["entity_id"]: row for tables in made for row in tables.entities.to_pylist()}
    data = TABLES["entities"].from_rows(entities.values())
    store.write("entities", "part-00000", data, fingerprint="", code_version="")
    describe(store)
    return store


def describe(store):
    write_descriptions(store)
    write_dataset_card(store)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """The validators bring what they need; a description that has to be looked up would fail."""

    def refuse(*_):
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read(store, name):
    return json.loads(store.read_bytes(name))


def present(store):
    return [name for name in TABLES if store.parts(name)]


def with_rows(store, change=lambda table, rows: rows):
    """The data package with the rows themselves in place of their files, as the validator can check them."""
    package = read(store, "datapackage.json")
    for resource in package["resources"]:
        lines = b"".join(export(store, resource["name"], "jsonl")).decode().split("\n")[:-1]
        resource["data"] = change(resource["name"], [json.loads(line) for line in lines])
        for name in ("path", "type", "format", "mediatype"):
            del resource[name]
    return frictionless.Package.from_descriptor(package).validate()


def test_the_data_package_is_valid(store):
    path = str(pathlib.Path(store.path) / "datapackage.json")
    for report in (frictionless.Package.validate_descriptor(path), frictionless.validate(path)):
        assert report.valid, report.flatten()


def test_a_missing_part_is_found(store, tmp_path):
    shutil.copytree(store.path, tmp_path / "copy")
    (tmp_path / "copy" / "quotes" / "part-00001.parquet").unlink()
    report = frictionless.validate(str(tmp_path / "copy" / "datapackage.json"))
    assert report.flatten(["type"]) == [["scheme-error"]]


def test_a_broken_data_package_is_not():
    assert not frictionless.Package.validate_descriptor({"name": "none", "resources": [{"name": "quotes"}]}).valid


def test_the_rows_are_as_the_data_package_says(store):
    report = with_rows(store)
    assert report.valid, report.flatten(["resourceName", "type", "note"])
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        name: store.read_all(name).num_rows for name in present(store)
    }


@pytest.mark.parametrize(
    ("table", "column", "value", "error"),
    [
        ("quotes", "quote_type", "shouted", "constraint-error"),
        ("quotes", "start", None, "constraint-error"),
        ("quotes", "start", "first", "type-error"),
        ("quotes", "speaker_entity_id", "person/nobody", "foreign-key"),
        ("quotes", "parent_quote_id", "none", "foreign-key"),
        ("quotes", "fragments", "all", "type-error"),
    ],
)
def test_rows_that_are_not_are_found(store, table, column, value, error):
    def change(name, rows):
        return [{**rows[0], column: value}, *rows[1:]] if name == table else rows

    assert [found for found, *_ in with_rows(store, change).flatten(["type"])] == [error]


def test_the_data_package_names_every_part_and_column(store):
    package = read(store, "datapackage.json")
    assert package["version"] == f"{SCHEMA_VERSION}.0"
    assert [resource["name"] for resource in package["resources"]] == present(store)
    for resource in package["resources"]:
        table = TABLES[resource["name"]]
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert [f"{store.path}/{path}" for path in paths] == store.paths(table.name)
        fields = [(field["name"], field["description"]) for field in resource["schema"]["fields"]]
        assert fields == [(column.name, column.description) for column in table.columns]
        assert resource["schema"]["primaryKey"] == list(table.key)


def test_every_table_can_be_described(tmp_path):
    store = Store(tmp_path)
    for name in TABLES:
        store.write(name, "part-00000", TABLES[name].from_rows([]), fingerprint="", code_version="")
    assert frictionless.Package.validate_descriptor(datapackage(store)).valid
    assert not mlcroissant.Dataset(jsonld=croissant(store)).metadata.issues.errors


@pytest.fixture(scope="module")
def dataset(store):
    return mlcroissant.Dataset(jsonld=str(pathlib.Path(store.path) / "croissant.json"))


def test_the_croissant_is_valid(dataset):
    issues = dataset.metadata.issues
    assert not issues.errors
    # When they are published is for whoever publishes them to say.
    assert all("datePublished" in warning for warning in issues.warnings), issues.warnings


def test_a_broken_croissant_is_not(store):
    broken = croissant(store)
    broken["recordSet"][0]["field"][0]["source"]["fileSet"]["@id"] = "nothing"
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(jsonld=broken)


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("quarantine", "checks")])
def test_records_read_by_the_croissant_are_the_rows(store, dataset, name):
    rows = store.read_all(name).to_pylist()
    records = [{key.split("/", 1)[1]: plain(value) for key, value in one.items()} for one in dataset.records(name)]
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        assert set(record) == set(row)
        assert {key: value for key, value in record.items() if not isinstance(row[key], list)} == {
            key: plain(value) for key, value in row.items() if not isinstance(value, list)
        }
        assert all(len(record[key] or ()) == len(value) for key, value in row.items() if isinstance(value, list))


def plain(value):
    """A value as it can be compared: text not as bytes, a day not as its midnight, what is missing as None."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, pd.Timestamp | dt.datetime):
        return pd.Timestamp(value).tz_localize(None)
    if isinstance(value, dt.date):
        return pd.Timestamp(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def test_the_croissant_names_every_column(store):
    described = {record["name"]: record["field"] for record in read(store, "croissant.json")["recordSet"]}
    assert list(described) == present(store)
    for name, fields in described.items():
        assert [(field["name"], field["description"]) for field in fields] == [
            (column.name, column.description) for column in TABLES[name].columns
        ]


def test_descriptions_are_written_only_where_they_change(store):
    paths = [pathlib.Path(store.path) / name for name in ("datapackage.json", "croissant.json", CARD)]
    before = [(path.stat().st_ino, path.read_bytes()) for path in paths]
    describe(store)
    assert [(path.stat().st_ino, path.read_bytes()) for path in paths] == before


def test_descriptions_follow_the_parts(store, tmp_path):
    other = Store(tmp_path)
    data = store.read_all("articles")
    for part in range(2):
        other.write("articles", f"part-{part:05}", data.slice(part, 1), fingerprint="", code_version="")
    write_descriptions(other)
    (resource,) = read(other, "datapackage.json")["resources"]
    assert resource["path"] == ["articles/part-00000.parquet", "articles/part-00001.parquet"]
    other.delete("articles", "part-00000")
    write_descriptions(other)
    (resource,) = read(other, "datapackage.json")["resources"]
    assert resource["path"] == "articles/part-00001.parquet"


def test_the_card_says_what_the_tables_hold(store):
    written = store.read_bytes(CARD).decode()
    for heading in re.findall(r"^## .*$", card(), re.MULTILINE):
        assert heading in written
    for name in TABLES:
        if name != "articles":
            assert f"`{name}`" in card()
        assert f"{name} {store.read_all(name).num_rows:,}" in written
    assert "| Days of the articles | 2031-05-06 to 2031-05-06 |" in written
    assert "| Articles without a day | 1 (50%) |" in written
    assert "| Language model | en_test 1 |" in written
    assert f"| Version of the schema | {SCHEMA_VERSION} |" in written


def test_the_cards_figures_are_those_of_the_benchmarks():
    measured = set(re.findall(r"\d+\.\d", (ROOT / "benchmarks" / "README.md").read_text("utf-8")))
    figures = re.findall(r"\d+\.\d", "\n".join(re.findall(r"^\|.*$", card(), re.MULTILINE)))
    assert len(figures) > 10
    assert set(figures) <= measured, set(figures) - measured
    for bench in ("PolNeAR", "TimeBank", "GUM"):
        assert bench in card()


def test_the_croissant_carries_what_the_card_warns_of(store):
    described = read(store, "croissant.json")
    assert described["rai:dataLimitations"] == items("Known limits")
    assert len(items("Known limits")) > 5
    assert "Not for: Watching, scoring or profiling private persons." in described["rai:dataUseCases"]


def test_the_citation_names_the_project_and_no_person():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert f'version = "{citation["version"]}"' in project
    assert f'license = "{citation["license"]}"' in project
    assert citation["authors"] == [{"name": "Quotidian developers"}]
