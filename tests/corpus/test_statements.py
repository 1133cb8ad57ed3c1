import datetime as dt
import tempfile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus.kept import Kept
from pipeline.corpus.statements import gather_statements, quotation_shingles
from pipeline.tables.schema import TABLES

CABLES = "We cannot let a single lorry on it before the cables have been replaced"


def quote(name, on, words, speaker="person/ada-brenner", kind="direct", said_on=None, attitude="speech"):
    text = f"“{words}”" if kind == "direct" else words
    return {
        "quote_id": name, "article_id": on, "quote_type": kind, "attitude": attitude, "text": text, "start": 0,
        "quotation": words if kind == "direct" else None, "said_on": said_on, "speaker_entity_id": speaker,
        "speaker_name": speaker and speaker.partition("/")[2], "speaker": speaker, "cue_polarity": "positive",
    }  # fmt: skip


def gather(*quotes, copies=None, stories=None, canonical=None, days=None, hours=None, kept=None):
    names = sorted({row["article_id"] for row in quotes})
    articles = [
        {"article_id": name, "reference_date": dt.date.fromisoformat((days or {}).get(name, "2025-11-03")),
         "publisher": f"{name} post", "published_at": (hours or {}).get(name)}
        for name in names
    ]  # fmt: skip
    ids = sorted({row["speaker_entity_id"] for row in quotes if row["speaker_entity_id"]})
    entities = [{"entity_id": i, "canonical_id": (canonical or {}).get(i, i)} for i in ids]
    members = [
        {"article_id": name, "story_id": (stories or {}).get(name, name), "copy_of": (copies or {}).get(name)}
        for name in names
    ]
    table = pa.Table.from_pylist(
        list(quotes), pa.schema([(c.name, c.type) for c in TABLES["quotes"].columns if c.name in quotes[0]])
    )
    made = gather_statements(
        quotation_shingles(table),
        pa.Table.from_pylist(articles),
        table,
        pa.Table.from_pylist(entities) if entities else pa.table({"entity_id": [], "canonical_id": []}),
        pa.table({key: [row[key] for row in members] for key in ("article_id", "story_id", "copy_of")}),
        kept,
    )
    return made["statements"].to_pylist(), {row["quote_id"]: row for row in made["statement_members"].to_pylist()}


def joined(*quotes, **more):
    _, members = gather(*quotes, **more)
    return len({row["statement_id"] for row in members.values()}) == 1


def test_the_same_words_in_two_articles_are_one_statement():
    statements, members = gather(
        quote("q1", "a", CABLES, said_on=dt.date(2025, 11, 2)),
        quote("q2", "b", CABLES),
        copies={"b": "a"},
        days={"a": "2025-11-03", "b": "2025-11-04"},
    )
    assert len(statements) == 1
    row = statements[0]
    assert (row["text"], row["quote_id"]) == (f"“{CABLES}”", "q1")
    assert (row["n_quotes"], row["n_articles"], row["n_independent"]) == (2, 2, 1)
    assert (row["first_article_id"], row["first_printed"]) == ("a", dt.date(2025, 11, 3))
    assert row["said_on"] == dt.date(2025, 11, 2)
    assert row["publishers"] == ["a post", "b post"]
    assert [m["difference"] for m in members.values()] == ["same", "same"]


def test_what_is_printed_first_is_told_by_hour_and_originals_come_before_their_copies():
    hours = {"a": dt.datetime(2025, 11, 3, 14, 30), "b": dt.datetime(2025, 11, 3, 9, 10)}
    for more in ({"hours": hours}, {"copies": {"a": "b"}}):
        statements, _ = gather(quote("q1", "a", CABLES), quote("q2", "b", CABLES), **more)
        assert [row["first_article_id"] for row in statements] == ["b"]
    statements, _ = gather(quote("q1", "a", CABLES), quote("q2", "b", CABLES))
    assert [row["first_article_id"] for row in statements] == ["a"]


def test_nothing_is_said_after_it_was_printed():
    statements, _ = gather(
        quote("q1", "a", CABLES),
        quote("q2", "b", CABLES, said_on=dt.date(2025, 11, 4)),
        days={"a": "2025-11-03", "b": "2025-11-05"},
    )
    assert [row["said_on"] for row in statements] == [None]


def test_a_part_of_a_quotation_is_cut_and_other_words_are_altered():
    _, members = gather(
        quote("q1", "a", f"{CABLES}, and that will take until spring"),
        quote("q2", "b", CABLES),
        quote("q3", "c", CABLES.replace("replaced", "[all] changed") + ", and that will take until spring"),
    )
    assert len({row["statement_id"] for row in members.values()}) == 1
    assert {key: row["difference"] for key, row in members.items()} == {"q1": "same", "q2": "cut", "q3": "altered"}


def test_inserted_words_case_and_marks_count_for_nothing():
    assert joined(quote("q1", "a", "The cables must all be replaced"),
                  quote("q2", "b", "the cables [of the bridge] must, all, be replaced!"))  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge will open in the spring", "The bridge must open in the autumn at the latest"),
        ("We are looking into it", "We are talking about it"),
        ("It is safe", "It is safe"),
    ],
)
def test_other_words_and_few_words_are_other_statements(one, other):
    assert not joined(quote("q1", "a", one), quote("q2", "b", other))


def test_a_short_quotation_of_two_people_is_two_statements_unless_in_one_story():
    pair = (
        quote("q1", "a", "I could not be happier about it"),
        quote("q2", "b", "I could not be happier about it", speaker="person/tom-halloran"),
    )
    assert not joined(*pair)
    assert joined(*pair, stories={"a": "s", "b": "s"})
    assert joined(*pair, canonical={"person/tom-halloran": "person/ada-brenner"})
    assert joined(pair[0], {**pair[1], "speaker_entity_id": None})


def test_a_long_quotation_is_one_statement_whoever_is_said_to_have_said_it():
    statements, _ = gather(
        quote("q1", "a", CABLES), quote("q2", "b", CABLES), quote("q3", "c", CABLES, speaker="person/tom-halloran")
    )
    assert [(s["entity_id"], s["n_articles"]) for s in statements[0]["speakers"]] == [
        ("person/ada-brenner", 2),
        ("person/tom-halloran", 1),
    ]
    assert statements[0]["speaker_entity_id"] == "person/ada-brenner"


def test_a_report_of_the_same_words_belongs_to_the_quotation():
    report = quote("q2", "b", "that no lorry would be let on before the cables were replaced", kind="indirect")
    near = quote("q1", "a", "No lorry will be let on before the cables are replaced, not one")
    assert joined(near, report)
    assert gather(near, report)[1]["q2"]["difference"] == "reported"
    assert not joined(near, {**report, "speaker_entity_id": "person/tom-halloran"})
    assert not joined(near, report, days={"a": "2025-11-03", "b": "2025-11-05"})
    assert not joined(near, {**report, "text": "that ferries would run every half hour"})


def test_what_is_only_thought_is_no_statement_unless_quoted():
    statements, _ = gather(
        quote("q1", "a", "that the bridge was safe", kind="indirect", attitude="belief"), quote("q2", "a", CABLES)
    )
    assert [row["quote_id"] for row in statements] == ["q2"]


@pytest.mark.parametrize("polarity", ["negative", "open"])
def test_what_was_not_said_is_no_statement(polarity):
    statements, _ = gather(quote("q1", "a", CABLES) | {"cue_polarity": polarity}, quote("q2", "a", "It is safe"))
    assert [row["quote_id"] for row in statements] == ["q2"]


def test_the_order_of_quotes_changes_nothing():
    quotes = [quote("q1", "a", CABLES), quote("q2", "b", CABLES), quote("q3", "c", "It is safe")]
    assert gather(*quotes) == gather(*quotes[::-1])


def test_rows_do_not_depend_on_what_was_kept_before(tmp_path, monkeypatch):
    kept = Kept(str(tmp_path / "statements.arrow"), {}, "1")
    changed = CABLES.replace("lorry", "van")
    one, other, late = quote("q1", "a", CABLES), quote("q2", "b", f"{CABLES}, he thinks"), quote("q3", "c", changed)
    gather(one, other, kept=kept)
    assert gather(one, other, late, kept=kept) == gather(one, other, late)
    monkeypatch.setattr("pipeline.corpus.statements._are_alike", None)  # nothing is compared again
    assert gather(one, other, late, kept=kept)[1].keys() == {"q1", "q2", "q3"}


PRINTED = [
    quote("q1", "a", CABLES),
    quote("q2", "b", f"{CABLES}, he thinks", speaker="person/boris-okafor"),
    quote("q3", "c", "It is safe now", speaker=None),
    quote("q4", "b", "It is safe now", speaker="person/boris-okafor"),
    quote("q5", "c", "the cables of the bridge must be replaced before a lorry", kind="indirect"),
    quote("q6", "d", f"Before a lorry goes on the bridge its cables must be replaced. {CABLES}"),
    quote("q7", "d", "a lorry", attitude="belief"),
]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.permutations(PRINTED).flatmap(lambda order: st.integers(1, 7).map(lambda n: order[:n])), max_size=4))
def test_any_order_and_any_cut_into_runs_gives_the_same_rows(runs):
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept(f"{folder}/statements.arrow", {}, "1")
        for quotes in runs:
            known = {"copies": {"d": "a"}, "stories": {"a": "a", "b": "a"}}
            assert gather(*quotes, kept=kept, **known) == gather(*sorted(quotes, key=str), **known)


def test_a_report_belongs_to_what_was_printed_first_of_what_holds_it():
    said = {"said_on": dt.date(2025, 11, 2)}
    report = quote("q1", "c", "the cables of the bridge must be replaced before winter", kind="indirect") | said
    later = quote("q2", "b", "Replaced before winter, that is what the bridge and all its cables must be") | said
    earlier = quote("q3", "a", "Winter is near, and they must be replaced, I mean the cables of that bridge") | said
    own = quote("q4", "c", "No bridge without cables, and none in winter: they must all be replaced") | said
    days = {"a": "2025-11-02", "b": "2025-11-03", "c": "2025-11-02"}
    _, members = gather(report, later, earlier, own, days=days)
    statements = {name: row["statement_id"] for name, row in members.items()}
    assert statements["q1"] == statements["q3"]
    assert len({statements[name] for name in ("q2", "q3", "q4")}) == 3
    assert members["q1"]["difference"] == "reported"


def test_pairs_are_the_same_however_many_are_looked_at_at_a_time(monkeypatch):
    quotes = [quote(f"q{n}", f"a{n}", f"{CABLES}, word {n}") for n in range(6)]
    whole = gather(*quotes)
    assert len(whole[0]) == 1
    monkeypatch.setattr("pipeline.corpus.statements.AT_A_TIME", 3)
    assert gather(*quotes) == whole
