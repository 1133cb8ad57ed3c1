"""The engine's own behaviour, with small stages in place of the extractors."""

import dataclasses

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.errors import EngineError, MissingInputError
from pipeline.running import engine, ray_cluster
from pipeline.running import stages as graph
from pipeline.running.checking import check_all
from pipeline.running.stages import Stage, _each_article
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

SETTINGS = Settings()


@pytest.fixture
def calls():
    return []


@pytest.fixture
def stages(monkeypatch, calls):
    """Two stages: sentences (a row an article), and tokens (made of them)."""

    def sentences(part):
        calls.append("sentences")
        return TABLES["sentences"].from_rows(
            {
                "article_id": article.article_id,
                "sentence_index": 0,
                "paragraph_index": 0,
                "kind": "prose",
                "start": 0,
                "end": article.n_characters,
                "text": article.text,
            }
            for article in part.articles().values()
        )

    def quotes(part):
        calls.append("quotes")
        assert "sentences" in part.tables or part.tables["sentences"]
        return TABLES["quotes"].from_rows([])

    made = {
        "sentences": Stage("sentences", ("articles",), sentences, ("language/tokens.py",)),
        "quotes": Stage("quotes", ("articles", "sentences"), quotes, ("quotes",)),
    }
    monkeypatch.setattr(graph, "STAGES", made)
    return made


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path)
    made.create()
    return made


def put(store, part, *articles):
    store.write("articles", part, TABLES["articles"].from_rows(articles), fingerprint="", code_version="")


def statuses(results):
    return [(result.table, result.part, result.status) for result in results]


def run(store, **more):
    return engine.run(store, SETTINGS, tables=["sentences", "quotes"], **more)


def test_stages_run_once_and_are_then_current(store, stages, calls, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    assert statuses(run(store)) == [("sentences", "part-00000", "made"), ("quotes", "part-00000", "made")]
    assert [r.status for r in run(store)] == ["current", "current"]
    assert calls == ["sentences", "quotes"]


def test_only_the_part_that_changed_is_made_again(store, stages, calls, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    put(store, "part-00001", make_article("Two.", uri="b"))
    run(store)
    put(store, "part-00001", make_article("Two, mended.", uri="b"))
    calls.clear()
    assert [r.status for r in run(store)] == ["current", "made", "current", "made"]
    assert calls == ["sentences", "quotes"]


def test_what_is_made_from_the_same_rows_stays_current(store, stages, calls, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    run(store)
    new = dataclasses.replace(stages["sentences"], code=("pipeline.language.rule",))
    stages["sentences"] = new
    calls.clear()
    assert [r.status for r in run(store)] == ["made", "current"]
    assert calls == ["sentences"]


def test_a_stage_whose_code_changed_runs_again(store, stages, calls, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    run(store)
    stages["quotes"] = dataclasses.replace(stages["quotes"], code=("pipeline.language.rule",))
    calls.clear()
    assert [r.status for r in run(store)] == ["current", "made"]
    assert calls == ["quotes"]


def test_a_stage_without_its_input_names_what_is_missing(store, stages, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    with pytest.raises(MissingInputError, match=r"quotes is made from sentences.*part-00000.*\+quotes"):
        engine.run(store, SETTINGS, tables=["quotes"])


@dataclasses.dataclass
class Verdict:
    accepted: pa.Table
    rejected: pa.Table
    checks: pa.Table
    ok: bool = True
    failures: list = dataclasses.field(default_factory=list)


def check(table, rule, severity, success):
    row = {"table": table, "part": "p", "rule": rule, "description": rule, "severity": severity, "success": success,
           "n_rows": 1, "n_unexpected": 0, "observed": ""}  # fmt: skip
    return TABLES["checks"].from_rows([row])


def rejecting(table, part, *, part_name, context):
    """Rejects the rows that hold no full stop; fails a table of which none is left."""
    if table != "sentences":
        return Verdict(part, TABLES["quarantine"].from_rows([]), check(table, "any", "table", True))
    ends = pc.match_substring(part["text"], ".")
    bad = [
        {"quarantine_id": row["article_id"], "stage": table, "reason": "no_stop", "detail": "", "uri": "u"}
        for row in part.filter(pc.invert(ends)).to_pylist()
    ]
    kept = part.filter(ends)
    ok = bool(kept.num_rows)
    return Verdict(
        kept, TABLES["quarantine"].from_rows(bad), check(table, "not_empty", "table", ok), ok,
        [] if ok else ["no sentences"],
    )  # fmt: skip


def test_rows_that_break_a_rule_go_to_quarantine(store, stages, make_article):
    put(store, "part-00000", make_article("One.", uri="a"), make_article("Two", uri="b"))
    results = run(store, validate=rejecting)
    assert [(r.rows, r.rejected) for r in results] == [(1, 1), (0, 0)]
    assert store.read_all("quarantine")["reason"].to_pylist() == ["no_stop"]
    assert store.read_all("checks").num_rows == 2


def test_the_quarantine_of_a_part_goes_when_its_rows_are_mended(store, stages, make_article):
    put(store, "part-00000", make_article("One.", uri="a"), make_article("Two", uri="b"))
    run(store, validate=rejecting)
    put(store, "part-00000", make_article("One.", uri="a"), make_article("Two.", uri="b"))
    run(store, validate=rejecting)
    assert store.parts("quarantine") == []


def test_a_broken_table_rule_blocks_what_is_downstream_and_keeps_the_last_good_part(store, stages, calls, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    run(store, validate=rejecting)
    good = store.stamp("sentences", "part-00000")
    put(store, "part-00000", make_article("Two", uri="a"))
    calls.clear()
    results = run(store, validate=rejecting)
    assert [r.status for r in results] == ["failed", "blocked"]
    assert results[0].failures == ["no sentences"]
    assert calls == ["sentences"]
    assert store.stamp("sentences", "part-00000") == good
    assert [row["success"] for row in store.read("checks", "sentences-part-00000").to_pylist()] == [False]


@pytest.fixture
def beside(stages, calls, monkeypatch):
    """A process beside this one, as far as can be told; the stage `sentences` uses the model now."""
    monkeypatch.setitem(graph.STAGES, "sentences", dataclasses.replace(stages["sentences"], uses_model=True))

    def call(function, *arguments, meanwhile):
        meanwhile()
        calls.append("beside")
        return function(*arguments)

    return call


def test_a_part_is_parsed_while_the_process_beside_makes_the_rest_of_the_part_before(
    store, beside, calls, make_article
):
    put(store, "part-00000", make_article("One two.", uri="a"))
    put(store, "part-00001", make_article("One.", uri="b"))
    results = run(store, beside=beside)
    assert calls == ["sentences", "sentences", "beside", "quotes", "beside", "quotes"]
    assert statuses(results) == [
        (table, part, "made") for table in ("sentences", "quotes") for part in ("part-00000", "part-00001")
    ]
    made = [store.stamp(result.table, result.part) for result in results]
    calls.clear()
    again = {(result.table, result.part) for result in results}
    run(store, again=again)
    assert calls == ["sentences", "quotes"] * 2
    assert [store.stamp(result.table, result.part) for result in results] == made


def test_what_needs_a_part_that_could_not_be_parsed_is_blocked_in_the_process_beside(
    store, beside, calls, make_article
):
    put(store, "part-00000", make_article("One.", uri="a"))
    run(store, validate=rejecting, beside=beside)
    put(store, "part-00000", make_article("Two", uri="a"))
    calls.clear()
    assert [r.status for r in run(store, validate=rejecting, beside=beside)] == ["failed", "blocked"]
    assert calls == ["sentences", "beside"]


def test_where_nothing_is_parsed_one_process_does_all(store, stages, calls, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))

    def beside(*_, meanwhile):
        raise AssertionError

    run(store, beside=beside)
    assert calls == ["sentences", "quotes"]


def test_the_parts_to_be_worked_on_are_told_in_words(store, stages, make_article):
    put(store, "part-00000", make_article("One two three.", uri="a"))
    told = []
    run(store, on_start=told.append)
    run(store, on_start=told.append)
    assert told == [3]


def test_an_article_that_an_extractor_fails_on_is_quarantined_and_the_others_are_not(
    store, stages, parse, make_article
):
    articles = [make_article("Good.", uri="a"), make_article("Bad.", uri="b")]

    def quotes(part):
        part._docs = [(article.article_id, parse(article.text)) for article in articles]

        def extract(doc, article):
            if article.text == "Bad.":
                raise ValueError("cannot")
            return []

        return _each_article("quotes", part, extract)

    stages["quotes"] = dataclasses.replace(stages["quotes"], function=quotes)
    put(store, "part-00000", *articles)
    results = run(store)
    assert [r.status for r in results] == ["made", "made"]
    row = store.read_all("quarantine").to_pylist()[0]
    assert (row["stage"], row["reason"], row["uri"]) == ("quotes", "extraction_failed", "b")
    assert "ValueError: cannot" in row["detail"]


def test_checks_can_be_made_of_what_is_there(store, stages, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    run(store)
    checks = check_all(store, rejecting)
    assert set(checks["table"].to_pylist()) == {"articles", "sentences", "quotes"}
    assert store.parts("checks") == []


def test_an_engine_that_there_is_not_is_told(store, stages, make_article):
    put(store, "part-00000", make_article("One.", uri="a"))
    with pytest.raises(EngineError, match="no engine 'rey'; there are local, ray"):
        engine.run(store, Settings(engine="rey"), tables=["sentences"])


def test_a_connection_to_a_cluster_is_let_go_of_when_all_that_holds_it_is_done(monkeypatch):
    let_go = []
    monkeypatch.setattr(ray_cluster, "let_go", lambda: let_go.append("now"))
    on_ray = Settings(engine="ray")
    with engine.held(on_ray):
        with engine.held(on_ray), engine.held(on_ray):
            pass
        assert let_go == []
    assert let_go == ["now"]
