"""Every rule of every suite, both ways: met by a sound corpus, broken by a row made for it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from expectations import from_schema, validation
from expectations.validation import CONTEXT, validate
from pipeline.tables.schema import TABLES
from tests.expectations.small_corpus import many, rows, table

DAY = dt.date(2025, 10, 17)
LATER = dt.date(2025, 10, 20)


def part(name: str, what: str) -> dict[str, Any]:
    """The changes that break the two rules about an optional span, as pairs of a rule and a change."""
    return {f"{name}_complete": {f"{name}_end": None}, f"{name}_at_span": {name: what}}


SPAN = {
    "span_not_empty": {"end": 0},
    "text_at_span": {"text": "something else"},
    "span_without_edge_space": {"text": " x"},
}
CONFIDENT = {"confidence_in_range": {"confidence": 1.5}, "sentence_counted": {"sentence_index": -1}}

# What to change in which row of a table (the first, unless `#n` names another) to break a row rule.
BREAK_ROW: dict[str, dict[str, dict[str, Any]]] = {
    "articles": {
        "id_of_uri": {"uri": "elsewhere.txt"},
        "text_has_a_word": {"text": "— … —"},
        "text_is_clean": {"text": "One.\r\nTwo."},
        "sha256_of_text": {"text_sha256": "0" * 64},
        "length_of_text": {"n_characters": 3},
        "words_fit_text": {"n_words": 0},
        "language_is_english": {"language": "de"},
        "reference_date_has_source": {"reference_date_source": None},
        "reference_date_near_publication": {"reference_date": dt.date(2024, 10, 17)},
    },
    "sentences": {"text_at_span": {"text": "something else"}},
    "mentions": {
        "id_of_span": {"mention_id": "another"},
        **SPAN,
        **CONFIDENT,
        "head_in_span": {"head_end": 200},
        "name_has_label": {"label": None},
        "entity_id_well_formed": {"entity_id": "person/ada brenner"},
        "entity_kind_agrees": {"label": "ORG"},
        "entity_is_named": {"name": " "},
        "role_not_blank": {"role": ""},
        "antecedent_elsewhere": {"antecedent_id": "itself"},
        "antecedent_agrees#1": {"entity_id": "person/lio-marsh", "name": "Lio Marsh"},
    },
    "time_expressions": {
        "confidence_in_range": {"confidence": 1.5},
        "id_of_span": {"timex_id": "another"},
        **SPAN,
        "sentence_counted": {"sentence_index": -1},
        "value_well_formed": {"value": "2025-02-30"},
        "value_agrees_with_type": {"timex_type": "DURATION"},
        "interval_complete": {"date_end": None},
        "interval_in_order": {"date_start": LATER},
        "interval_has_granularity": {"granularity": None},
        "open_value_has_no_interval": {"value": "XXXX-10-16"},
        "interval_of_value": {"date_end": LATER},
        "unresolved_has_no_interval": {"basis": "unresolved"},
        "anchor_complete": {"anchor_date": None},
        "relative_has_anchor": {"anchor": None, "anchor_date": None},
        "anchor_is_reference_date": {"anchor_date": LATER},
    },
    "quotes": {
        "id_of_span": {"quote_id": "another"},
        **SPAN,
        **CONFIDENT,
        "has_fragment": {"fragments": []},
        "fragments_in_quote": {"fragments": [{"start": 0, "end": 5}]},
        "fragments_in_order#1": {"fragments": [{"start": 140, "end": 150}, {"start": 100, "end": 110}]},
        "fragments_span_quote#1": {"fragments": [{"start": 100, "end": 110}]},
        **part("cue", "wrote"),
        **part("speaker", "Mayor Ada Brennan"),
        **{f"{rule}#1": change for rule, change in part("addressee", "nobody").items()},
        **{f"{rule}#1": change for rule, change in part("channel", "by letter").items()},
        "cue_outside_fragments": {"cue": "open", "cue_start": 74, "cue_end": 78},
        "cue_has_lemma": {"cue_lemma": None},
        "speakers_in_speaker": {
            "speakers": [
                {"start": 0, "end": 9_000, "text": "x", "entity_id": "person/ada-brenner", "name": "Ada Brenner"}
            ]
        },
        "first_speaker_agrees": {
            "speakers": [{"start": 0, "end": 9_000, "text": "x", "entity_id": "person/lio-marsh", "name": "Lio Marsh"}]
        },
        "speaker_is_named": {"speaker_name": None},
        "direct_has_marks": {"quote_type": "direct", "quotation": "open"},
        "quotation_agrees_with_type": {"quotation": "open"},
        "said_on_of_timex": {"said_on": LATER},
        "parent_encloses#2": {"parent_quote_id": "itself"},
    },
    "event_mentions": {
        "id_of_span": {"event_mention_id": "another"},
        "span_not_empty": {"end": 0},
        "trigger_at_span": {"trigger": "close"},
        "span_without_edge_space": {"trigger": "open "},
        **CONFIDENT,
        "lemma_not_blank": {"trigger_lemma": " "},
        "clause_in_article": {"clause_end": 10_000},
        "trigger_in_clause": {"clause_end": 60},
        "clause_not_blank": {"clause": " "},
        "participants_in_article": {
            "participants": [{"role": "agent", "entity_id": None, "name": "x", "start": 9_000, "end": 9_001}]
        },
        "figures_in_article": {
            "figures": [{"measure": "killed", "value": 2.0, "low": 3.0, "high": 1.0, "start": 0, "end": 4}]
        },
        "interval_in_order": {"date_start": dt.date(2026, 6, 1)},
        "interval_has_granularity": {"granularity": None},
        "date_has_time": {"times": [], "date_basis": None},
        "interval_of_times": {"date_end": dt.date(2026, 6, 1)},
        "basis_has_time": {"date_basis": None},
        "relations_known": {"times": [{"timex_id": "a-t50-58", "relation": "near"}]},
        "place_has_basis": {"place": "Velmora"},
        "class_of_plover_type": {"plover_type": "AID", "quad_class": 3},
        "trigger_in_quote": {"quote_id": "another quote"},
        "agent_is_named": {"agent": None},
    },
    "entities": {
        "entity_id_well_formed": {"entity_id": "Ada Brenner"},
        "entity_kind_agrees": {"label": "ORG"},
        "name_not_blank": {"name": ""},
        "aliases_differ": {"aliases": ["Ada Brenner"]},
        "roles_in_order": {"roles": [{"role": "Mayor", "first_seen": LATER, "last_seen": DAY}]},
        "counts_agree": {"n_articles": 3},
        "seen_in_order": {"last_seen": None},
        "merge_has_reason": {"merged_because": "a whim"},
        "namesake_complete": {"article_ids": ["a"]},
        "place_only": {"country_code": "XV"},
        "coordinates_complete#3": {"longitude": None},
        "latitude_in_range#3": {"latitude": 91.0},
        "longitude_in_range#3": {"longitude": -181.0},
        "country_code_well_formed#3": {"country_code": "xv"},
        "kb_complete": {"kb_score": 0.5},
    },
    "stories": {},
    "story_members": {},
    "statements": {},
    "statement_members": {},
    "events": {},
    "event_members": {},
}

# What else breaks a row rule, beside what BREAK_ROW does.
BREAK_ROW_TOO: list[tuple[str, str, dict[str, Any]]] = [
    ("articles", "text_is_clean", {"text": "A NUL \x00 here."}),
    ("articles", "text_is_clean", {"text": "\ufeffA mark."}),
    ("articles", "words_fit_text", {"n_words": 10_000}),
    ("mentions", "text_at_span", {"end": 10_000}),
    ("mentions", "text_at_span", {"start": -3}),
    ("mentions", "entity_id_well_formed", {"entity_id": "persons/ada"}),
    ("time_expressions", "value_agrees_with_type", {"value": "P3D"}),
    ("time_expressions", "value_agrees_with_type", {"value": "2025-10-16T09:00"}),
    ("time_expressions", "value_well_formed", {"value": "tomorrow"}),
    ("entities", "aliases_differ", {"aliases": ["Brenner", "Brenner"]}),
    ("entities", "aliases_differ", {"aliases": [""]}),
    ("entities", "roles_in_order", {"roles": [{"role": " "}]}),
    ("entities", "kb_complete", {"kb_id": "Q1", "kb_score": 1.5}),
    ("entities", "counts_agree", {"n_quotes": -1}),
    ("entities", "counts_agree", {"n_articles": 0}),
    ("entities", "namesake_complete", {"entity_id": "person/lio~sport"}),
]


def context(name: str, tables: dict[str, Any]) -> dict[str, Any]:
    wanted = (*CONTEXT[name], "mentions") if name == "entities" else CONTEXT[name]
    return {other: tables[other] for other in wanted}


def rules(name: str, severity: str) -> set[str]:
    return {e.meta["rule"] for e in validation.suite(name).expectations if e.meta["severity"] == severity}


def broken_rows(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Rows that each break a rule, with the rule's name."""
    found = []
    good = rows()[name]
    changes = [*BREAK_ROW[name].items(), *((rule, change) for other, rule, change in BREAK_ROW_TOO if other == name)]
    for column in TABLES[name].columns:
        if not column.nullable:
            changes.append((f"{column.name}_not_null", {column.name: None}))
        if column.values:
            changes.append((f"{column.name}_in_set", {column.name: "nonsense"}))
    for place, change in changes:
        rule, _, number = place.partition("#")
        row = good[int(number or 0)] | change
        key = TABLES[name].key[0]
        if rule in {"antecedent_elsewhere", "parent_encloses"}:
            row[key] = "itself"
        if rule == "trigger_in_quote":
            row["quote_id"] = rows()["quotes"][1]["quote_id"]
        found.append((rule, row))
    return found


@pytest.mark.parametrize("name", CONTEXT)
def test_a_sound_corpus_meets_every_rule(name, world):
    found = validate(name, world[name], part_name="part-00000", context=context(name, world))
    assert found.failures == []
    assert found.ok
    assert found.rejected.num_rows == 0
    assert found.accepted.equals(world[name])
    assert all(found.checks["success"].to_pylist())
    assert found.checks.schema.equals(TABLES["checks"].arrow_schema)
    assert found.checks.num_rows > 5


@pytest.mark.parametrize("name", BREAK_ROW)
def test_each_row_rule_rejects_the_row_that_breaks_it(name, world):
    bad = broken_rows(name)
    shown = {rule for other, rule, _ in BREAK_TABLE if other == name}
    assert {rule for rule, _ in bad} == rules(name, "row") - shown, "each row rule is shown to fail"
    good = rows()[name]
    found = validate(name, table(name, good + [row for _, row in bad]), part_name="p", context=context(name, world))
    assert found.accepted.to_pylist() == world[name].to_pylist()
    assert found.rejected.num_rows == len(bad)
    for (rule, row), rejected in zip(bad, found.rejected.to_pylist(), strict=True):
        others = rejected["detail"].partition("Also broken: ")[2].rstrip(".").split(", ")
        assert rule in {rejected["reason"], *others}, (rule, row, rejected)
        assert rejected["stage"] == name
        assert set(json.loads(rejected["rejected"])) == {c.name for c in TABLES[name].columns}


def change(number: int, **values: Any):
    return lambda found: [{**row, **values} if n == number else row for n, row in enumerate(found)]


def twice(found):
    return [*found, found[0]]


def first(found):
    return found[:1]


def copies(**values: Any):
    return lambda found: many([{**found[0], **values}], 60)


def elsewhere(key: str):
    """A row of an article that does not exist, in all else in order."""
    return lambda found: [
        {**found[0], "article_id": "nowhere", key: found[0][key].replace(found[0]["article_id"], "nowhere")}
    ]


def nothing(found):
    return []


OPEN = dict.fromkeys(("date_start", "date_end", "anchor", "anchor_date"))
HASTINGS = {"date_start": dt.date(1066, 1, 1), "date_end": dt.date(1066, 12, 31)}
NOBODY = {"role": "agent", "entity_id": "person/nobody", "name": "x", "start": 0, "end": 1}
NOWHERE = dict.fromkeys(("latitude", "longitude", "place_precision"))


# What to do to the rows of a table to break a rule about the table, or a warning.
ELSEWHERE = {"place_entity_id": "place/nowhere", "place": "Nowhere", "place_basis": "clause"}
NAMESAKE_OF_NOBODY = {
    "entity_id": "person/nobody~sport",
    "canonical_id": "person/nobody~sport",
    "namesake_of": "person/nobody",
    "article_ids": ["a"],
}
STRETCH = ("start", "end", "from_start", "from_end")


def copy_of(found, number: int, share: float):
    """The first row as a copy of the article of another."""
    return change(0, copy_of=found[number]["article_id"], copied_share=share)(found)


SOMEWHERE = {"entity_id": "place/quell", "name": "Quell", "n_independent": 1}


def item_of(column: str, **values: Any):
    """The first row with other values in the first item of a list."""
    return lambda found: change(0, **{column: [{**found[0][column][0], **values}, *found[0][column][1:]]})(found)


def history_of(*statuses: str):
    return lambda found: change(
        0, status_history=[{**found[0]["status_history"][0], "status": status} for status in statuses]
    )(found)


def closest_to_itself(found):
    return change(0, closest_id=found[0]["event_mention_id"])(found)


BREAK_TABLE = [
    ("articles", "key_unique", twice),
    ("articles", "text_unique", twice),
    ("articles", "published_at_plausible", change(1, published_at=dt.datetime(1066, 10, 14, tzinfo=dt.UTC))),
    ("articles", "has_reference_date", copies(reference_date=None, reference_date_source=None)),
    ("articles", "words_usual", copies(n_words=2)),
    ("sentences", "article_id_found", change(0, article_id="nowhere", text="", start=0, end=0)),
    ("sentences", "key_unique", twice),
    ("sentences", "not_empty", nothing),
    ("sentences", "every_article_has_rows", first),
    ("sentences", "in_order", lambda found: found[::-1]),
    ("sentences", "paragraphs_in_order", change(0, paragraph_index=5)),
    ("sentences", "length_usual", lambda found: [{**row, "end": row["start"], "text": ""} for row in found]),
    ("tokens", "article_id_found", change(0, article_id="nowhere")),
    ("tokens", "key_unique", twice),
    ("tokens", "not_empty", nothing),
    ("tokens", "every_article_has_rows", first),
    ("tokens", "text_at_span", change(3, text="another")),
    ("tokens", "index_runs_from_0", change(3, token_index=77)),
    ("tokens", "sentences_in_order", change(3, sentence_index=2)),
    ("tokens", "text_covered", lambda found: [row for n, row in enumerate(found) if n != 3]),
    ("tokens", "text_covered", lambda found: found[:-1]),
    ("tokens", "head_in_article", change(3, head=1_000)),
    ("tokens", "names_labelled", change(0, ent_type="GPE")),
    ("tokens", "is_known", copies(pos="X")),
    ("tokens", "outside_names", copies(ent_iob="B", ent_type="GPE")),
    ("mentions", "article_id_found", elsewhere("mention_id")),
    ("mentions", "antecedent_id_found", change(1, antecedent_id="missing")),
    ("mentions", "key_unique", twice),
    ("mentions", "not_empty", nothing),
    ("mentions", "entity_has_one_label", lambda found: [*found, {**found[2], "label": "LOC"}]),
    ("mentions", "name_resolved", copies(entity_id=None)),
    ("mentions", "pronoun_resolved", copies(entity_id=None, mention_type="pronoun")),
    ("time_expressions", "article_id_found", elsewhere("timex_id")),
    ("time_expressions", "key_unique", twice),
    ("time_expressions", "not_empty", nothing),
    ("time_expressions", "resolved", copies(**OPEN, basis="unresolved", value="XXXX")),
    ("time_expressions", "interval_near_article", copies(value="1066", **HASTINGS)),
    ("quotes", "article_id_found", elsewhere("quote_id")),
    ("quotes", "speaker_entity_id_found", change(0, speaker_entity_id="person/nobody", speakers=[])),
    ("quotes", "addressee_entity_id_found", change(0, addressee_entity_id="person/nobody")),
    ("quotes", "said_on_timex_id_found", change(0, said_on_timex_id="missing")),
    ("quotes", "parent_quote_id_found", change(2, parent_quote_id="missing")),
    ("quotes", "key_unique", twice),
    ("quotes", "not_empty", nothing),
    ("quotes", "quotation_in_text", lambda found: many([{**found[1], "quotation": "ready are We"}], 60)),
    ("quotes", "has_cue", copies(**dict.fromkeys(("cue", "cue_start", "cue_end", "cue_lemma")))),
    ("quotes", "has_speaker", copies(**dict.fromkeys(("speaker", "speaker_start", "speaker_end")))),
    ("quotes", "speaker_resolved", copies(speaker_entity_id=None)),
    ("event_mentions", "article_id_found", elsewhere("event_mention_id")),
    ("event_mentions", "agent_entity_id_found", change(0, agent_entity_id="person/nobody")),
    ("event_mentions", "patient_entity_id_found", change(0, patient_entity_id="person/nobody")),
    (
        "event_mentions",
        "place_entity_id_found",
        change(0, **ELSEWHERE),
    ),
    ("event_mentions", "source_entity_id_found", change(0, source_entity_id="person/nobody")),
    ("event_mentions", "participants_known", change(0, participants=[NOBODY])),
    (
        "event_mentions",
        "times_found",
        change(1, times=[{"timex_id": "missing", "relation": "during"}], date_basis="topic"),
    ),
    ("event_mentions", "quote_id_found", change(0, quote_id="missing")),
    ("event_mentions", "key_unique", twice),
    ("event_mentions", "not_empty", nothing),
    ("event_mentions", "is_dated", copies(date_start=None, date_end=None)),
    ("event_mentions", "has_participant", copies(participants=[])),
    ("event_mentions", "is_asserted", copies()),
    ("entities", "canonical_id_found", change(0, canonical_id="person/nobody", merged_because="a whim")),
    ("entities", "namesake_of_found", change(0, **NAMESAKE_OF_NOBODY)),
    ("entities", "key_unique", twice),
    ("entities", "merge_is_final", change(0, canonical_id="person/lio", merged_because="a whim")),
    ("entities", "every_mentioned_entity", first),
    ("entities", "country_located", lambda found: many([{**found[3], **NOWHERE}], 60)),
    ("stories", "first_article_id_found", change(0, first_article_id="nowhere")),
    ("stories", "key_unique", twice),
    ("stories", "counts_agree", change(0, n_copies=1)),
    ("stories", "counts_agree", change(0, n_articles=0, n_independent=0)),
    ("stories", "days_in_order", change(0, last_day=dt.date(2020, 1, 1))),
    ("stories", "days_in_order", change(0, last_day=None)),
    ("stories", "story_titled", copies()),
    ("story_members", "story_id_found", change(0, story_id="missing")),
    ("story_members", "article_id_found", change(0, article_id="nowhere")),
    ("story_members", "copy_of_found", change(0, copy_of="nowhere", copied_share=0.9)),
    ("story_members", "key_unique", twice),
    ("story_members", "copy_of_another", lambda found: copy_of(found, 0, 1.0)),
    ("story_members", "copy_complete", change(0, copied_share=0.9)),
    ("story_members", "copy_complete", change(0, stretches=[dict.fromkeys(STRETCH, 1)])),
    ("story_members", "share_in_range", lambda found: copy_of(found, 1, 1.5)),
    ("story_members", "every_article", first),
    ("statements", "quote_id_found", change(0, quote_id="missing")),
    ("statements", "first_article_id_found", change(0, first_article_id="nowhere")),
    ("statements", "speaker_entity_id_found", change(0, speaker_entity_id="person/nobody")),
    ("statements", "key_unique", twice),
    ("statements", "text_not_blank", change(0, text=" ")),
    ("statements", "counts_agree", change(0, n_independent=0)),
    ("statements", "counts_agree", change(0, n_independent=2)),
    ("statements", "counts_agree", change(0, n_articles=2)),
    ("statements", "speakers_agree", change(0, speakers=[])),
    ("statement_members", "statement_id_found", change(0, statement_id="missing")),
    ("statement_members", "quote_id_found", change(0, quote_id="missing")),
    ("statement_members", "article_id_found", change(0, article_id="nowhere")),
    ("statement_members", "key_unique", twice),
    ("events", "event_mention_id_found", change(0, event_mention_id="missing")),
    ("events", "place_entity_id_found", change(0, place_entity_id="place/nowhere")),
    ("events", "first_article_id_found", change(0, first_article_id="nowhere")),
    ("events", "story_id_found", change(0, story_id="missing")),
    ("events", "key_unique", twice),
    ("events", "summary_not_blank", change(0, summary=" ")),
    ("events", "is_dated", change(0, date_start=None, date_end=None)),
    ("events", "is_dated", change(0, date_start=dt.date(2027, 1, 1))),
    ("events", "counts_agree", change(0, n_independent=0, n_date=0)),
    ("events", "counts_agree", change(0, n_independent=2)),
    ("events", "counts_agree", change(0, n_articles=2)),
    ("events", "date_given", change(0, n_date=2)),
    ("events", "date_given", change(0, n_date=0)),
    ("events", "history_leads_to_status", change(0, status_history=[])),
    ("events", "history_leads_to_status", change(0, status="happened")),
    ("events", "history_leads_to_status", history_of("planned", "nonsense")),
    ("events", "place_complete", change(0, place=None)),
    ("events", "place_complete", change(0, place=None, place_entity_id=None, other_places=[SOMEWHERE])),
    ("events", "figures_in_order", item_of("figures", low=4.0)),
    ("events", "figures_in_order", item_of("figures", high=2.0)),
    ("events", "figures_in_order", item_of("figures", measure="apples")),
    ("events", "participants_counted", item_of("participants", name=" ")),
    ("events", "participants_counted", item_of("participants", n_independent=0)),
    ("events", "confidence_in_range", change(0, confidence=1.5)),
    ("events", "event_placed", copies(place=None, place_entity_id=None)),
    ("events", "event_happened", copies()),
    ("event_members", "event_mention_id_found", change(0, event_mention_id="missing")),
    ("event_members", "closest_id_found", change(0, closest_id="missing")),
    ("event_members", "article_id_found", change(0, article_id="nowhere")),
    ("event_members", "key_unique", twice),
    ("event_members", "closest_is_another", closest_to_itself),
    ("event_members", "closest_has_reason", change(0, because=None)),
    ("event_members", "closest_has_reason", change(0, closest_id=None)),
    ("event_members", "reason_not_blank", change(0, because=" ")),
    ("quarantine", "key_unique", twice),
    ("quarantine", "reason_in_one_word", change(0, reason="Empty file")),
    ("quarantine", "detail_not_blank", change(0, detail=" ")),
    ("quarantine", "uri_not_blank", change(0, uri="")),
    ("quarantine", "line_counted_from_1", change(0, line=0)),
    ("quarantine", "byte_counted_from_0", change(0, byte=-1)),
]


def nulls_and_nonsense(name: str) -> dict[str, dict[str, Any]]:
    """What breaks the rules about single columns, by rule, in a table whose rows cannot be taken out alone."""
    columns = TABLES[name].columns
    return {f"{c.name}_not_null": {c.name: None} for c in columns if not c.nullable} | {
        f"{c.name}_in_set": {c.name: "nonsense"} for c in columns if c.values
    }


@pytest.mark.parametrize("name", CONTEXT)
def test_each_table_rule_and_warning_is_shown_to_fail(name):
    broken = {rule for other, rule, _ in BREAK_TABLE if other == name}
    if name not in BREAK_ROW:
        broken |= set(nulls_and_nonsense(name))
    judged = rules(name, "table") | rules(name, "article") | rules(name, "warning")
    assert judged <= broken <= judged | rules(name, "row")


def test_a_null_or_a_wrong_value_blocks_what_has_nowhere_else_to_go(world):
    broken = nulls_and_nonsense("quarantine")
    bad = [{**rows()["quarantine"][0], **change} for change in broken.values()]
    found = validate("quarantine", table("quarantine", rows()["quarantine"] + bad), part_name="p", context={})
    assert not found.ok
    assert found.rejected.num_rows == 0
    assert set(broken) <= {check["rule"] for check in found.checks.to_pylist() if not check["success"]}


@pytest.mark.parametrize("column", sorted(nulls_and_nonsense("tokens")))
def test_a_token_that_breaks_a_rule_costs_its_article_which_is_told_once(column, world):
    good = rows()["tokens"]
    place = next(n for n, row in enumerate(good) if row["article_id"] != good[0]["article_id"])
    bad = [{**row, **nulls_and_nonsense("tokens")[column]} if n == place + 1 else row for n, row in enumerate(good)]
    found = validate("tokens", table("tokens", bad), part_name="p", context=context("tokens", world))
    if column == "article_id_not_null":  # then nobody knows whose it is, and its article lacks a token
        assert found.ok
        return
    assert (found.ok, found.failures) == (True, [])
    hurt = good[place]["article_id"]
    assert found.accepted.to_pylist() == [row for row in world["tokens"].to_pylist() if row["article_id"] != hurt]
    (told,) = found.rejected.to_pylist()
    assert (told["stage"], json.loads(told["rejected"])["article_id"]) == ("tokens", hurt)


def test_of_two_rows_of_one_key_the_first_stays(world):
    good = rows()["mentions"]
    found = validate("mentions", table("mentions", twice(good)), part_name="p", context=context("mentions", world))
    assert found.ok
    assert found.accepted.to_pylist() == world["mentions"].to_pylist()
    assert found.rejected["reason"].to_pylist() == ["key_unique"]


@pytest.mark.parametrize("name", sorted(set(CONTEXT) - {"quarantine"}))
def test_no_rule_about_rows_rates_or_emptiness_blocks_a_part(name):
    assert rules(name, "table") == set()


@pytest.mark.parametrize(
    ("name", "rule", "change"), BREAK_TABLE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_broken_table_rule_blocks_and_what_else_is_broken_does_not(name, rule, change, world, monkeypatch):
    monkeypatch.setattr(from_schema, "WORDS_WITHOUT_A_ROW", dict.fromkeys(from_schema.WORDS_WITHOUT_A_ROW, 10))
    if rule in rules(name, "warning"):
        copies_stay(monkeypatch)
    found = validate(name, table(name, change(rows()[name])), part_name="part-00003", context=context(name, world))
    failed = {check["rule"]: check for check in found.checks.to_pylist() if not check["success"]}
    assert rule in failed
    if rule in rules(name, "table"):
        assert not found.ok
        assert any(f"{name} part-00003 breaks {rule}" in failure for failure in found.failures)
        return
    assert found.ok
    assert found.failures == []
    if rule in rules(name, "warning"):
        assert failed[rule]["severity"] == "warning"
    else:
        assert rule in {row["reason"] for row in found.rejected.to_pylist()} or rule in "".join(
            found.rejected["detail"].to_pylist()
        )


@pytest.mark.parametrize("name", CONTEXT)
def test_every_expectation_is_fresh_named_and_described(name):
    suite = validation.suite(name)
    assert suite is not validation.suite(name)
    assert suite.name == name
    names = [expectation.meta["rule"] for expectation in suite.expectations]
    assert len(set(names)) == len(names)
    assert "schema" not in names
    for expectation in suite.expectations:
        assert expectation.description.endswith(".")
        meaning = {"row": "warning", "article": "warning", "table": "critical", "warning": "info"}
        assert expectation.severity == meaning[expectation.meta["severity"]]


def copies_stay(monkeypatch):
    """Let rows stay that break rules about rows, as sixty copies of one row do."""
    monkeypatch.setattr(validation, "_broken_rows", lambda *_: {})


def test_rates_are_told_and_judged_only_on_enough_rows(world, monkeypatch):
    copies_stay(monkeypatch)
    found = rows()["quotes"][0] | {"speaker_entity_id": None}
    few = validate("quotes", table("quotes", many([found], 10)), part_name="p", context=world).checks.to_pylist()
    assert "speaker_resolved" not in {check["rule"] for check in few}
    enough = validate("quotes", table("quotes", many([found], 60)), part_name="p", context=world).checks.to_pylist()
    (check,) = [check for check in enough if check["rule"] == "speaker_resolved"]
    assert (check["n_rows"], check["n_unexpected"], check["observed"], check["success"]) == (60, 60, "0.0%", False)


def test_a_period_named_by_its_last_day_begins_before_it(world):
    """ "Over the five weeks ended Monday": of the two days one is told, the other counted."""
    (told,) = (row for row in rows()["event_mentions"][:1])
    week = told["date_end"] - dt.timedelta(34)
    period = told | {"date_start": week, "times": [{**told["times"][0], "relation": "ends"}]}
    others = rows()["event_mentions"][1:]
    found = validate(
        "event_mentions",
        table("event_mentions", [period, *others]),
        part_name="p",
        context=context("event_mentions", world),
    )
    assert found.rejected.num_rows == 0
    early = told | {"date_start": week}
    found = validate(
        "event_mentions",
        table("event_mentions", [early, *others]),
        part_name="p",
        context=context("event_mentions", world),
    )
    assert found.rejected["reason"].to_pylist() == ["interval_of_times"]
