"""What a validation hands back: kept rows, quarantine, checks, failures; and the Data Docs."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import duckdb
import pyarrow as pa
import pytest

from expectations import data_docs, quotes, validation
from expectations.validation import CONTEXT, ExpectationError, validate
from pipeline.tables.schema import TABLES
from tests.expectations.small_corpus import HARBOUR, rows, table


def of(name, part, world, **context):
    return validate(name, part, part_name="part-00007", context={**world, **context})


def test_every_table_that_is_made_has_a_suite():
    assert set(CONTEXT) == set(TABLES) - {"checks"}


def test_a_rejected_row_is_kept_in_quarantine(world):
    broken = rows()["quotes"]
    broken[0] |= {"text": "other words", "confidence": 7.0}
    found = of("quotes", table("quotes", broken), world)
    assert found.ok
    assert found.failures == []
    assert found.accepted["quote_id"].to_pylist() == [row["quote_id"] for row in broken[1:]]
    assert found.rejected.schema.equals(TABLES["quarantine"].arrow_schema)
    (row,) = found.rejected.to_pylist()
    assert row["stage"] == "quotes"
    assert row["reason"] == "text_at_span"
    assert row["detail"] == ("The text is that of the article from `start` to `end`. Also broken: confidence_in_range.")
    assert row["uri"] == "harbour.txt"
    assert row["source"] == "sample.jsonl"
    kept = json.loads(row["rejected"])
    assert kept["text"] == "other words"
    assert kept["said_on"] == "2025-10-16"
    checks = {check["rule"]: check for check in found.checks.to_pylist()}
    assert checks["text_at_span"]["n_unexpected"] == 1
    assert checks["text_at_span"]["n_rows"] == 3
    assert checks["key_unique"]["n_rows"] == 3
    assert {check["part"] for check in checks.values()} == {"part-00007"}


def test_the_quarantine_meets_its_own_suite(world):
    broken = [{**row, "text": "x"} for row in rows()["mentions"] for _ in range(2)]
    rejected = of("mentions", table("mentions", broken), world).rejected
    assert rejected.num_rows == len(broken)
    assert of("quarantine", rejected, world).ok


def test_the_same_rows_are_rejected_under_the_same_ids(world):
    part = table("mentions", [{**row, "text": "x"} for row in rows()["mentions"]])
    assert of("mentions", part, world).rejected.equals(of("mentions", part, world).rejected)


def test_an_article_is_rejected_under_its_own_uri(world):
    broken = rows()["articles"]
    broken[1]["n_characters"] = 1
    (row,) = of("articles", table("articles", broken), {}).rejected.to_pylist()
    assert (row["uri"], row["source"]) == ("orchard.txt", "sample.jsonl")


def test_an_entity_is_rejected_under_its_id(world):
    broken = rows()["entities"]
    broken[3]["latitude"] = 100.0
    (row,) = of("entities", table("entities", broken), {}).rejected.to_pylist()
    assert row["uri"] == "place/velmora"


def test_what_refers_to_a_rejected_row_goes_with_it(world):
    broken = rows()["quotes"]
    inner = {**broken[2], "quote_id": broken[2]["quote_id"], "parent_quote_id": broken[1]["quote_id"]}
    broken[1]["text"] = "other words"
    found = of("quotes", table("quotes", [broken[0], broken[1], inner]), world)
    assert found.ok
    assert found.accepted.num_rows == 1
    assert found.rejected["reason"].to_pylist() == ["text_at_span", "parent_quote_id_found"]
    assert "was rejected" in found.rejected["detail"][1].as_py()


def test_a_chain_of_references_is_followed_to_its_end(world):
    chain = [rows()["mentions"][0], rows()["mentions"][1]]
    words = [("Ada", 25), ("Brenner", 29), ("told", 112)]
    for word, _ in words:
        start = world["articles"]["text"][0].as_py().index(word)
        span = {"start": start, "end": start + len(word), "head_start": start, "head_end": start + len(word)}
        key = f"{chain[0]['article_id']}-m{start}-{start + len(word)}"
        chain.append({**chain[1], **span, "text": word, "mention_id": key, "antecedent_id": chain[-1]["mention_id"]})
    assert of("mentions", table("mentions", chain), world).accepted.num_rows == 5
    chain[0]["text"] = "broken"
    assert of("mentions", table("mentions", chain), world).accepted.num_rows == 0


def test_words_within_marks_are_direct_though_the_marks_are_outside(world):
    quote = small_quote("are ready")
    assert of("quotes", table("quotes", [quote]), world).rejected.num_rows == 0
    unmarked = small_quote("bridge would open")
    (row,) = of("quotes", table("quotes", [unmarked]), world).rejected.to_pylist()
    assert row["reason"] == "direct_has_marks"


@pytest.mark.parametrize(("quotation", "kept"), [("are ready.", True), ("ready, are", False), ("We are ready", False)])
def test_the_quotation_is_words_of_the_quote(quotation, kept, world):
    part = table("quotes", [small_quote("are ready") | {"quotation": quotation}])
    assert quotes.derive(part, world)["quotation_in_text"].tolist() == [kept]


def small_quote(words):
    quote = rows()["quotes"][0]
    start = HARBOUR.index(words)
    end = start + len(words)
    empty = dict.fromkeys(("cue", "cue_start", "cue_end", "cue_lemma"))
    return {
        **quote, **empty, "quote_id": f"{quote['article_id']}-q{start}-{end}",
        "start": start, "end": end, "text": words,
        "fragments": [{"start": start, "end": end}], "quote_type": "direct", "quotation": words,
    }  # fmt: skip


def test_a_reference_survives_where_only_a_double_is_rejected(world):
    found = rows()["quotes"]
    double = {**found[1], "text": "other words"}
    assert of("quotes", table("quotes", [*found, double]), world).accepted.num_rows == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda part: part.drop_columns(["text"]), "text is missing, not string"),
        (lambda part: part.append_column("more", pa.array([1] * len(part))), "more is not a column of the table"),
        (
            lambda part: part.set_column(3, "start", part["start"].cast(pa.string())),
            "start is string, not int32",
        ),
    ],
)
def test_another_layout_blocks(change, words, world):
    found = of("mentions", change(world["mentions"]), world)
    assert not found.ok
    assert words in found.failures[0]
    assert found.checks["rule"].to_pylist() == ["schema"]


def test_without_the_tables_beside_it_nothing_is_judged(world):
    with pytest.raises(KeyError, match="time_expressions"):
        validate("quotes", world["quotes"], part_name="p", context={"articles": world["articles"]})
    with pytest.raises(KeyError, match="nonsense"):
        validate("nonsense", world["quotes"], part_name="p", context=world)


def test_a_rule_without_its_column_is_an_error_of_ours(world, monkeypatch):
    monkeypatch.setattr("expectations.counting.judged", lambda *given: None)
    monkeypatch.setattr("expectations.validation._frame", lambda columns: pa.table({"rule": [1]}).to_pandas())
    with pytest.raises(ExpectationError, match=r"The rule [a-z_]+ of entities cannot be evaluated"):
        of("entities", world["entities"], world)


@pytest.mark.parametrize("name", ["mentions", "time_expressions", "quotes", "event_mentions", "entities", "quarantine"])
def test_a_small_corpus_may_have_none(name, world):
    found = of(name, TABLES[name].from_rows([]), {**world, "mentions": TABLES["mentions"].from_rows([])})
    assert found.ok, found.failures
    assert found.accepted.num_rows == 0


@pytest.mark.parametrize("name", ["mentions", "time_expressions", "quotes", "event_mentions"])
def test_a_large_part_without_rows_is_told_and_not_blocked(name, world):
    articles = rows()["articles"]
    articles[0]["n_words"] = 20_000
    found = of(name, TABLES[name].from_rows([]), world, articles=table("articles", articles))
    assert found.ok
    (check,) = [check for check in found.checks.to_pylist() if check["rule"] == "not_empty"]
    assert (check["severity"], check["success"]) == ("warning", False)


def test_many_chunks_are_one_part(world):
    part = pa.concat_tables([world["quotes"].slice(0, 1), world["quotes"].slice(1)])
    assert of("quotes", part, world).accepted.equals(world["quotes"])


def test_data_docs_tell_every_table_and_what_failed(world, tmp_path):
    broken = rows()["quotes"]
    broken[0]["confidence"] = 3.0
    checks = [of(name, world[name], world).checks for name in ("articles", "quotes")]
    checks.append(validate("quotes", table("quotes", broken), part_name="part-00008", context=world).checks)
    data_docs.write(duckdb.from_arrow(pa.concat_tables(checks).unify_dictionaries()), tmp_path)
    index = (tmp_path / "index.html").read_text()
    pages = re.findall(r'href="(validations/[^"]+)"', index)
    assert sorted({page.split("/")[1] for page in pages}) == ["articles", "quotes"]
    page = next((tmp_path / page).read_text() for page in pages if "/quotes/" in page)
    assert "`confidence` is a probability." in page
    assert "part-00007 to part-00008" in page
    assert re.search(r"Unsuccessful Expectations.{0,300}?>1<", page, re.S)
    assert (tmp_path / "expectations" / "quotes.html").exists()
    for path in [
        tmp_path / "index.html",
        *(tmp_path / "validations").rglob("*.html"),
        *tmp_path.glob("expectations/*"),
    ]:
        if path.suffix == ".html":
            text = path.read_text()
            assert not re.search(r"<(?:script|link|img)[^>]*https?:", text), path
            assert "Content-Security-Policy" in text
            (styles,) = re.findall(rf'href="([^"]*{data_docs.STYLES})"', text)
            assert (path.parent / styles).exists(), path


def test_pages_of_expectations_are_made_once_for_all_sites(world, tmp_path, monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path / "cache"))
    checks = duckdb.from_arrow(of("quarantine", world["quarantine"], world).checks)
    data_docs.write(checks, tmp_path / "one")
    pages = {page.name: page.read_text() for page in (tmp_path / "one" / "expectations").iterdir()}
    context = "great_expectations.data_context.data_context.abstract_data_context.AbstractDataContext"
    monkeypatch.setattr(f"{context}.clean_data_docs", lambda *_: pytest.fail("made again"))
    data_docs.write(checks, tmp_path / "two")
    assert pages == {page.name: page.read_text() for page in (tmp_path / "two" / "expectations").iterdir()}
    assert (tmp_path / "two" / "quarantine.html").is_file()


def test_templates_are_compiled_once_for_all_sites_where_they_can_be_kept(world, tmp_path, monkeypatch):
    checks = duckdb.from_arrow(of("quarantine", world["quarantine"], world).checks)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path / "file"))
    data_docs.write(checks, tmp_path / "none")
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path / "cache"))
    data_docs.write(checks, tmp_path / "one")
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_: pytest.fail("compiled again"))
    data_docs.write(checks, tmp_path / "two")
    for site in ("none", "one", "two"):
        assert (tmp_path / site / "quarantine.html").is_file()


def test_data_docs_replace_those_that_are_there(world, tmp_path):
    checks = of("quarantine", world["quarantine"], world).checks
    data_docs.write(duckdb.from_arrow(checks), tmp_path)
    data_docs.write(duckdb.from_arrow(checks), tmp_path)
    assert len(list((tmp_path / "validations").rglob("*.html"))) == 1


def test_pages_of_expectations_are_written_when_there_are_other_ones(world, tmp_path, monkeypatch):
    def written() -> int:
        data_docs.write(duckdb.from_arrow(of("quarantine", world["quarantine"], world).checks), tmp_path)
        return (tmp_path / "expectations" / "quarantine.html").stat().st_mtime_ns

    first = written()
    assert written() == first
    suite = validation.suite

    def another(name):
        changed = suite(name)
        changed.expectations[0].description = "Something else is expected."
        return changed

    monkeypatch.setattr(validation, "suite", another)
    assert written() != first
    assert "Something else is expected." in (tmp_path / "expectations" / "quarantine.html").read_text()


def test_great_expectations_is_imported_only_to_validate():
    code = (
        "import sys, expectations.validation, expectations.data_docs, expectations.quotes, expectations.tokens\n"
        "print([m for m in ('great_expectations', 'pandas', 'dagster', 'spacy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_great_expectations_take_nothing_that_reaches_others():
    code = (
        "import sys\nfrom expectations.rules import gx\ngx()\nfound = [m for m in sys.modules if m == 'requests']\n"
        "import great_expectations.checkpoint.actions as actions, requests\n"
        "print(found, actions.requests.Session is requests.Session)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split("\n")[-2] == "[] True"
