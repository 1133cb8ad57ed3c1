import copy
import datetime as dt
import pathlib
import re

import pandas as pd
import pytest

import pipeline
from pipeline.errors import ArticleError, ModelNotFoundError, OutputError
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

TEXT = "“The bridge opens on Monday,” said Ada Brenner, the mayor of Marlow. She thanked the workers."


@pytest.fixture(scope="module")
def made():
    return pipeline.extract(TEXT, published_at="2025-10-17")


def test_a_text_becomes_tables(made):
    (quote,) = [q for q in made.quotes.to_pylist() if q["quote_type"] == "direct"]
    assert quote["speaker_name"] == "Ada Brenner"
    assert quote["quotation"] == "The bridge opens on Monday,"
    assert TEXT[quote["start"] : quote["end"]] == quote["text"]
    (time,) = made.time_expressions.to_pylist()
    assert (time["text"], time["date_start"]) == ("Monday", dt.date(2025, 10, 20))
    assert "person/ada-brenner" in made.entities["entity_id"].to_pylist()


def test_every_table_has_its_schema(made):
    for name, table in TABLES.items():
        if name != "checks":
            assert getattr(made, name).schema.equals(table.arrow_schema), name


def test_tables_of_a_corpus_are_made_when_they_are_asked_for():
    made = pipeline.extract(TEXT)
    assert {"events", "event_members", "quotes"} <= set(dir(made))
    assert "entities" not in made._tables
    assert "“The bridge opens on Monday,”" in made.statements["text"].to_pylist()
    assert "entities" in made._tables
    assert "event_members: " in repr(made)
    assert copy.copy(made).events is made.events


def test_a_table_that_is_not_there_is_told_with_those_that_are(made):
    with pytest.raises(AttributeError, match=r"no table 'quote'.*quotes"):
        _ = made.quote


@pytest.mark.parametrize("text", [" Tarn Power Ltd. bought the mill for nothing.", " The dam is old.", "\n\n The dam."])
def test_white_space_is_no_sentence(text):
    made = pipeline.extract(text)
    (sentence,) = made.sentences.to_pylist()
    assert sentence["sentence_index"] == 0
    assert set(made.tokens["sentence_index"].to_pylist()) == {0}
    assert text[sentence["start"] : sentence["end"]] == sentence["text"] == text.strip()


def test_without_a_date_nothing_is_guessed():
    (time,) = pipeline.extract(TEXT).time_expressions.to_pylist()
    assert (time["date_start"], time["date_end"], time["basis"]) == (None, None, "unresolved")


def test_places_of_your_own_are_on_the_map(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,alternates,lat,lon,country,id\nZormund,Zormund-on-Sea,49.5,10.5,DE,Z1\n", "utf-8")
    text = "The mayor of Zormund-on-Sea resigned on Monday. Police in Zormund are looking for him."
    known, unknown = (pipeline.extract(text, gazetteer=own).entities.to_pylist() for own in (str(file), None))
    (place,) = [row for row in known if row["entity_id"] == "place/zormund"]
    assert (place["latitude"], place["longitude"], place["country_code"], place["kb_id"]) == (49.5, 10.5, "DE", "Z1")
    assert not [row for row in unknown if row["latitude"] is not None]


def test_a_text_that_cannot_be_used_is_an_error():
    with pytest.raises(ArticleError):
        pipeline.extract("   ")


def test_a_model_that_is_not_there_is_an_error_that_says_what_to_do():
    with pytest.raises(ModelNotFoundError, match=r"no_such_model.*--model"):
        pipeline.extract(TEXT, model="no_such_model")


def test_tables_open_as_data_frames(tmp_path, made):
    store = Store(tmp_path)
    store.write("quotes", "part-00000", made.quotes, fingerprint="", code_version="")
    tables = pipeline.open(tmp_path)
    assert isinstance(tables.quotes, pd.DataFrame)
    assert len(tables.quotes) == made.quotes.num_rows
    assert tables.quotes is tables.quotes
    assert tables.quotes["speaker_canonical_id"].isna().all()  # without a table of entities nobody is known
    assert str(tables.quotes["speaker_start"].dtype) == "Int32"
    assert tables.event_mentions.empty
    assert "quotes" in dir(tables)
    with pytest.raises(AttributeError, match="no table"):
        _ = tables.quote


def test_an_output_without_tables_is_an_error(tmp_path):
    with pytest.raises(OutputError, match="quotidian run"):
        pipeline.open(tmp_path)


def test_importing_the_package_costs_nothing():
    import subprocess
    import sys

    code = "import sys, pipeline; print(sorted({'spacy', 'pyarrow', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_who_only_extracts_needs_nothing_of_what_a_run_does(tmp_path):
    """The extra `all` is left out: none of it can be imported."""
    import subprocess
    import sys
    import tomllib

    root = pathlib.Path(__file__).parent.parent
    extra = tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]["all"]
    names = {re.split(r"[<>=]", line)[0].replace("-", "_") for line in extra}
    assert {"dagster", "great_expectations", "matplotlib", "trafilatura"} <= names
    code = (
        "import sys\n"
        f"sys.modules |= dict.fromkeys({sorted(names - {'pyyaml'} | {'yaml'})})\n"
        "import pipeline\n"
        "made = pipeline.extract('“The bridge opens on Thanksgiving,” said Ada Brenner of Gdansk.')\n"
        "print(made.quotes['speaker_name'].to_pylist(), made.entities.num_rows > 0, made.events.num_rows)\n"
        "from pipeline.cli import main\n"
        f"main(['run', {str(tmp_path)!r}, '--output', {str(tmp_path / 'out')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout.splitlines()[0].startswith("['Ada Brenner'] True"), done.stderr
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0), done.stderr
    assert "is not installed; `run` needs what the extra `all` of quotidian brings." in done.stderr


def test_the_package_has_its_own_name_as_well(tmp_path):
    import pipeline
    import quotidian

    assert (quotidian.extract, quotidian.open) == (pipeline.extract, pipeline.open)
    (tmp_path / "dam.txt").write_text("“The dam will close,” said Ada Brenner, the mayor of Marlow.")
    tables = quotidian.run(tmp_path / "dam.txt", output=tmp_path / "out")
    assert tables.quotes["speaker_name"].tolist() == ["Ada Brenner"]
    assert tables.quotes["speaker_canonical_name"].tolist() == ["Ada Brenner"]
    assert tables.quotes["said_on"].dtype.kind == "M"
    assert isinstance(tables.quotes["fragments"][0], list)
