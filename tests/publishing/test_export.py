"""Exports: what other tools read from them is what the tables hold."""

import csv
import io
import json
import pathlib
import re
import tempfile

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import api
from pipeline.cli import main
from pipeline.errors import OutputError, UnknownNameError
from pipeline.publishing.export import FORMS, MARKED, PLOVER_CONTEXTS, export, export_to, tables_of
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

NEWS = (
    "MARLOW, May 5 — “Tarn Power will close the dam,” Ada Brenner, the mayor of Marlow, told David Miller on 4 May "
    "2031. "
    "“We met in Paris on 2 May 2031,” she said,\u2028“and 🜚 will not meet on 12 May 2031.” "
    "Brenner said that Miller was wrong. The dam may open in 1999. "
    "Miller led it since 4 May 2030, until 6 May 2030.\n\n"
    "It “said: \"no\", or 'no'”, =1+1;\tRaúl Łoś of Zürich said on 3 May 2031."
)
SECOND = "Tarn Power “bought a mill,” David Miller said in Berlin on Sunday. 𝔄𝔅 Mr. Miller plans to sell it in June."
URIS = ("notes/a b%.txt", "https://news.example/b?page=2#top")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("export") / "tables")
    store.create()
    for part, (text, uri) in enumerate(zip((NEWS, SECOND), URIS, strict=True)):
        made = api.extract(text, uri=uri, title="", published_at="2031-05-06" if part else None)
        for name in set(TABLES) - {"entities", "checks", "quarantine"}:
            store.write(name, f"part-{part:05}", getattr(made, name), fingerprint="", code_version="")
        if not part:
            store.write("entities", "part-00000", made.entities, fingerprint="", code_version="")
    faults = [
        {"quarantine_id": "q", "stage": "read", "reason": "empty", "detail": "", "uri": 'a,"\r\nb', "line": 2**40}
    ]
    store.write("quarantine", "q", TABLES["quarantine"].from_rows(faults), fingerprint="", code_version="")
    return store


def rows(store, table):
    return store.read_all(table).to_pylist()


def text(store, table, form, article=None):
    return b"".join(export(store, table, form, article)).decode()


def plain(kind):
    """The type of a column as CSV holds it: labels as strings, lists as JSON."""
    return pa.string() if pa.types.is_dictionary(kind) or pa.types.is_list(kind) else kind


def from_json(value, kind):
    """A value read from JSON as the table holds it."""
    if value is None or not (pa.types.is_list(kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
        return float(np.float32(value)) if isinstance(value, float) else value
    if pa.types.is_list(kind):
        parts = {field.name: field.type for field in kind.value_type} if pa.types.is_struct(kind.value_type) else None
        return [{k: from_json(v, parts[k]) for k, v in one.items()} if parts else one for one in value]
    stamp = pd.Timestamp(value)
    return stamp.date() if pa.types.is_date(kind) else stamp.to_pydatetime()


@pytest.mark.parametrize("name", TABLES)
def test_csv_read_by_arrow_is_the_table(store, name):
    assert read_csv(store, name) == rows(store, name)


def read_csv(store, name):
    columns = TABLES[name].columns
    options = pyarrow.csv.ConvertOptions(
        column_types={column.name: plain(column.type) for column in columns},
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        null_values=[""],
        true_values=["true"],
        false_values=["false"],
    )
    source = io.BytesIO(text(store, name, "csv").encode())
    newlines = pyarrow.csv.ParseOptions(newlines_in_values=True)
    read = pyarrow.csv.read_csv(source, convert_options=options, parse_options=newlines).to_pylist()
    for row in read:
        for column in columns:
            if pa.types.is_list(column.type):
                row[column.name] = from_json(json.loads(row[column.name]), column.type)
    return read


@pytest.mark.parametrize("name", TABLES)
def test_csv_read_by_duckdb_is_the_table(store, name, tmp_path):
    (path,) = export_to(store, [name], "csv", tmp_path / "table.csv")
    sql = "SELECT * FROM read_csv(?, all_varchar=true, header=true, nullstr='', allow_quoted_nulls=false)"
    columns = [column.name for column in TABLES[name].columns]
    read = duckdb.execute(sql, [path]).fetchall()
    table = store.read_all(name)
    assert [one[0] for one in duckdb.execute(sql, [path]).description] == columns
    assert len(read) == table.num_rows
    for index, column in enumerate(TABLES[name].columns):
        if plain(column.type) == pa.string() and not pa.types.is_list(column.type):
            assert [one[index] for one in read] == table[column.name].to_pylist()
        assert [one[index] is None for one in read] == [value is None for value in table[column.name].to_pylist()]


def test_csv_read_by_pandas_has_the_words_and_numbers(store):
    read = pd.read_csv(io.StringIO(text(store, "quotes", "csv")), parse_dates=["said_on"], keep_default_na=False)
    table = store.read_all("quotes").to_pandas()
    assert read["text"].tolist() == table["text"].tolist()
    assert read["confidence"].astype("float32").tolist() == table["confidence"].tolist()
    assert read["start"].tolist() == table["start"].tolist()


def test_csv_tells_what_is_empty_from_what_is_missing(store):
    first, *_ = export(store, "articles", "csv")
    assert first.startswith(b'"article_id","uri","title"')
    line = text(store, "quarantine", "csv").splitlines(keepends=True)
    assert "".join(line[1:]) == '"q","read","empty","","a,""\r\nb",,1099511627776,,\n'


def test_csv_is_what_the_readers_of_python_read(store):
    read = list(csv.reader(io.StringIO(text(store, "articles", "csv"), newline="")))
    assert read[0] == [column.name for column in TABLES["articles"].columns]
    assert [line[read[0].index("text")] for line in read[1:]] == [row["text"] for row in rows(store, "articles")]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_formulas_are_escaped_where_asked(tmp_path, begin):
    store = Store(tmp_path / "tables")
    store.create()
    row = {"stage": "read", "reason": "empty", "uri": f"a {begin}", "line": -1, "quarantine_id": "q"}
    faults = TABLES["quarantine"].from_rows([{**row, "detail": f"{begin}1+1\n=2"}])
    store.write("quarantine", "q", faults, fingerprint="", code_version="")
    for escape, detail in ((False, f"{begin}1+1\n=2"), (True, f"'{begin}1+1\n=2")):
        content = b"".join(export(store, "quarantine", "csv", escape_formulas=escape)).decode()
        (read,) = csv.DictReader(io.StringIO(content, newline=""))
        assert (read["detail"], read["uri"], read["line"]) == (detail, f"a {begin}", "-1")


def test_formulas_are_escaped_in_csv_only(store):
    output = ["--output", str(store.root)]
    asked = CliRunner().invoke(main, ["export", "articles", "--escape-formulas", "--format", "jsonl", *output])
    assert asked.exit_code == 2
    assert "csv only" in asked.output
    assert CliRunner().invoke(main, ["export", "articles", "--escape-formulas", *output]).exit_code == 0


@pytest.mark.parametrize("name", TABLES)
def test_json_lines_are_the_rows(store, name):
    lines = text(store, name, "jsonl").splitlines()
    kinds = {column.name: column.type for column in TABLES[name].columns}
    read = [{k: from_json(v, kinds[k]) for k, v in json.loads(line).items()} for line in lines]
    assert read == rows(store, name)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.none() | st.text(), st.none() | st.integers(-(2**63), 2**63 - 1))))
def test_any_text_comes_back_from_csv_and_json(values):
    names = ("detail", "source", "line")
    faults = TABLES["quarantine"].from_rows(
        {"quarantine_id": str(i), "stage": "", "reason": "", "uri": "", **dict(zip(names, value, strict=True))}
        for i, value in enumerate(values)
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.write("quarantine", "part-00000", faults, fingerprint="", code_version="")
        expected = rows(store, "quarantine")
        assert [json.loads(line) for line in text(store, "quarantine", "jsonl").splitlines()] == expected
        assert read_csv(store, "quarantine") == expected


def test_json_lines_read_by_pandas_and_duckdb(store, tmp_path):
    (path,) = export_to(store, ["event_mentions"], "jsonl", tmp_path / "events.jsonl")
    written = rows(store, "event_mentions")
    assert pd.read_json(path, lines=True)["clause"].tolist() == [row["clause"] for row in written]
    read = duckdb.execute("SELECT event_mention_id, date_start, participants FROM read_json(?)", [path]).fetchall()
    assert read == [
        (row["event_mention_id"], row["date_start"], row["participants"]) for row in rows(store, "event_mentions")
    ]


def test_json_numbers_are_short(store):
    assert re.search(r'"confidence":0\.\d{1,2},', text(store, "event_mentions", "jsonl"))


@pytest.mark.parametrize("name", MARKED)
def test_annotations_have_what_the_standard_asks_for(store, name):
    collection = json.loads(text(store, name, "webannotation"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) == len(rows(store, name))
    assert isinstance(collection["label"], str)
    page = collection["first"]
    assert (page["type"], page["startIndex"], page["partOf"]) == ("AnnotationPage", 0, collection["id"])
    assert collection["last"] == page["id"]
    ids = {collection["id"], collection["first"]["id"], *(one["id"] for one in collection["first"]["items"])}
    assert len(ids) == collection["total"] + 2
    assert all(is_iri(one) for one in ids)
    for one in collection["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["motivation"] in MOTIVATIONS
        assert set(one) == {"id", "type", "motivation", "body", "target"}
        for body in one["body"]:
            assert body["type"] == "TextualBody"
            assert body["purpose"] in MOTIVATIONS
            assert isinstance(body["value"], str)
        for target in targets(one):
            assert is_iri(target["source"])
            assert {selector["type"] for selector in target["selector"]} == {
                "TextPositionSelector",
                "TextQuoteSelector",
            }


MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
"""Those of the Web Annotation Vocabulary."""


def is_iri(iri):
    return iri and not set(iri) & set(' <>"{}|\\^`\n\t')


def targets(annotation):
    return annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]


@pytest.mark.parametrize("name", MARKED)
def test_selectors_find_the_words_of_their_rows(store, name):
    texts = {row["article_id"]: row["text"] for row in rows(store, "articles")}
    annotations = json.loads(text(store, name, "webannotation"))["first"]["items"]
    assert annotations
    for one, row in zip(annotations, rows(store, name), strict=True):
        assert json.loads(one["body"][1]["value"])[MARKED[name]] == row[MARKED[name]]
        words = texts[row["article_id"]]
        spans = []
        for target in targets(one):
            position, quote = target["selector"]
            assert words[position["start"] : position["end"]] == quote["exact"]
            assert words[: position["start"]].endswith(quote["prefix"])
            assert words[position["end"] :].startswith(quote["suffix"])
            spans.append((position["start"], position["end"]))
        assert (spans[0][0], spans[-1][1]) == (row["start"], row["end"])


def test_a_split_quote_has_a_target_for_each_piece(store):
    annotations = json.loads(text(store, "quotes", "webannotation"))["first"]["items"]
    pieces = [len(row["fragments"]) for row in rows(store, "quotes")]
    assert max(pieces) > 1
    assert [len(targets(one)) for one in annotations] == pieces


def test_an_annotations_source_is_the_uri_as_an_iri(store):
    annotations = json.loads(text(store, "mentions", "webannotation"))["first"]["items"]
    assert {one["target"]["source"] for one in annotations} == {"notes/a%20b%25.txt", URIS[1]}


def test_events_as_records_of_plover(store):
    texts = {row["article_id"]: row["text"] for row in rows(store, "articles")}
    records = [json.loads(line) for line in text(store, "event_mentions", "plover").splitlines()]
    assert len(records) == len(rows(store, "event_mentions"))
    for record, row in zip(records, rows(store, "event_mentions"), strict=True):
        assert record["id"] == row["event_mention_id"]
        assert record["event"] == [row["plover_type"]] * record["has_event"]
        assert record["mode"] == ([row["plover_mode"]] if row["plover_mode"] else [])
        dates = [row[name] and row[name].isoformat() for name in ("date_start", "date_end")]
        assert [record["date"], record["enddate"]] == dates
        assert record["quotidian"]["trigger"] == row["trigger"]
        info = record["text_info"]
        assert [texts[row["article_id"]][info["start"] : info["end"]]] == record["event_text"]
        assert "text" not in record
        names = {one["actor_text"] for one in record["source"] + record["recipient"]}
        assert all(name in texts[row["article_id"]] for name in names)
    assert {context for record in records for context in record["context"]} >= {"future", "negation", "hypothetical"}
    (told,) = [record for record in records if record["quotidian"]["trigger"] == "told"]
    actor = {"actor_text": "Ada Brenner", "identifier_id": "person/ada-brenner", "identifier_text": "Ada Brenner"}
    assert told["source"] == [actor]
    assert [one["actor_text"] for one in told["recipient"]] == ["David Miller"]
    places = [record["event_loc"] for record in records if record["event_loc"]]
    assert {"Paris"} <= {place["name"] for place in places}
    assert any(place.get("country code") == "FR" and place["geonameid"] for place in places)


def test_every_modality_and_polarity_has_its_contexts():
    events = TABLES["event_mentions"]
    assert set(PLOVER_CONTEXTS) == {*events["modality"].values, *events["polarity"].values}


def test_one_article(store):
    ids = {row["uri"]: row["article_id"] for row in rows(store, "articles")}
    for uri, key in ids.items():
        expected = [row["quote_id"] for row in rows(store, "quotes") if row["article_id"] == key]
        for name in (uri, key):
            lines = text(store, "quotes", "jsonl", name).splitlines()
            assert [json.loads(line)["quote_id"] for line in lines] == expected
        collection = json.loads(text(store, "mentions", "webannotation", uri))
        assert {one["target"]["source"] for one in collection["first"]["items"]} == {collection_source(uri)}
    assert "entities" not in tables_of("csv", URIS[0])
    assert json.loads(text(store, "mentions", "webannotation", "unknown"))["total"] == 0


def collection_source(uri):
    return uri.replace(" ", "%20").replace("%.", "%25.")


def test_a_table_without_rows_is_an_empty_file_with_its_columns(tmp_path):
    empty = Store(tmp_path)
    assert text(empty, "quotes", "csv").splitlines() == [",".join(f'"{c.name}"' for c in TABLES["quotes"].columns)]
    assert text(empty, "quotes", "jsonl") == ""
    assert json.loads(text(empty, "quotes", "webannotation"))["first"]["items"] == []


def test_several_tables_go_into_a_folder(store, tmp_path):
    paths = export_to(store, [], "csv", tmp_path / "new" / "folder")
    assert [path.rsplit("/", 1)[1] for path in paths] == [f"{name}.csv" for name in TABLES]
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(f"{name}.csv" for name in TABLES)
    assert export_to(store, [], "plover", tmp_path / "event_mentions") == [str(tmp_path / "event_mentions")]
    (path,) = export_to(store, ["quotes"], "webannotation", tmp_path)
    assert path == str(tmp_path / "quotes.annotations.jsonld")


def test_errors_are_told(store, tmp_path):
    for table, form, article in (("people", "csv", None), ("quotes", "plover", None), ("entities", "csv", "a")):
        with pytest.raises(UnknownNameError, match=r"\.$"):
            export(store, table, form, article)
    with pytest.raises(UnknownNameError):
        export(store, "tokens", "webannotation")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        export_to(store, [], "csv", tmp_path / "file" / "folder")


def test_a_part_that_cannot_be_read_is_named(tmp_path):
    store = Store(tmp_path)
    store.write_bytes("quotes/part-00000.parquet", b"not parquet")
    for form in ("csv", "jsonl"):
        with pytest.raises(OutputError, match=r"part-00000\.parquet is broken; `quotidian run` makes it again\.$"):
            export_to(store, ["quotes"], form, tmp_path / "file")
    assert not (tmp_path / "file").exists()


def run(*arguments):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_the_command_writes_to_standard_output_a_file_or_a_folder(store, tmp_path):
    printed = run("quotes", "--output", store.root)
    assert printed.stdout_bytes == b"".join(export(store, "quotes", "csv"))
    events = run("--format", "plover", "--output", store.root, "--article", URIS[1])
    assert events.stdout_bytes == b"".join(export(store, "event_mentions", "plover", URIS[1]))
    told = run("quotes", "--output", store.root, "--to", tmp_path / "q.csv")
    assert told.output.split() == [str(tmp_path / "q.csv")]
    assert (tmp_path / "q.csv").read_bytes() == printed.stdout_bytes
    assert len(run("--output", store.root, "--format", "webannotation", "--to", tmp_path).output.split()) == len(MARKED)


def test_the_command_tells_errors_in_a_sentence(store, tmp_path):
    for arguments in (["--output", store.root], ["people", "--output", store.root], ["--output", tmp_path / "none"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.output.startswith("quotidian: ")
        assert len(result.output.splitlines()) == 1


def test_the_command_knows_every_form():
    (option,) = [one for one in main.commands["export"].params if one.name == "form"]
    assert list(option.type.choices) == list(FORMS)


DOCUMENT = pathlib.Path(__file__).parents[2] / "docs" / "exports.md"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)


def test_what_the_document_shows_reads_the_exports(store, tmp_path, monkeypatch):
    for form in ("csv", "jsonl"):
        export_to(store, [], form, tmp_path / "exported")
    monkeypatch.chdir(tmp_path)
    of_csv, of_json = blocks("sql")
    quotes = store.read_all("quotes")
    with duckdb.connect() as database:
        assert len(database.sql(of_csv).fetchall()) == quotes.num_rows
        assert [words for _, words in database.sql(of_json).fetchall()] == quotes["text"].to_pylist()
    (code,) = blocks("python")
    names: dict = {}
    exec(compile(code, DOCUMENT.name, "exec"), names)
    for column in ("text", "quotation", "speaker_name"):
        assert names["quotes"][column].to_pylist() == quotes[column].to_pylist()


def test_the_document_names_what_is_written(store):
    document = DOCUMENT.read_text("utf-8")
    record = json.loads(text(store, "event_mentions", "plover").splitlines()[0])
    for field in {*record, *record["source"][0]}:
        assert f"`{field}`" in document, field
    lists = {c.name for table in TABLES.values() for c in table.columns if pa.types.is_list(c.type)}
    assert lists == set(re.findall(r"`(\w+)`", document.split("lists (")[1].split(")")[0]))
    assert all(f"`{name}`" in document for name in MARKED)
