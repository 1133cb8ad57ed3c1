"""The validation of one part of a table: which of its rows to keep, and whether to go on."""

from __future__ import annotations

import collections
import contextlib
import datetime as dt
import functools
import importlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import counting, from_schema
from expectations.rules import LEAST_ROWS_FOR_A_RATE, changed, gx
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.expectations.expectation import Expectation

CONTEXT: Mapping[str, tuple[str, ...]] = {
    "articles": (),
    "tokens": ("articles",),
    "sentences": ("articles",),
    "mentions": ("articles",),
    "time_expressions": ("articles",),
    "quotes": ("articles", "mentions", "time_expressions"),
    "event_mentions": ("articles", "mentions", "time_expressions", "quotes"),
    "entities": (),
    "stories": ("articles",),
    "story_members": ("articles", "stories"),
    "statements": ("articles", "quotes", "entities"),
    "statement_members": ("articles", "quotes", "statements"),
    "events": ("articles", "event_mentions", "entities", "stories"),
    "event_members": ("articles", "event_mentions"),
    "quarantine": (),
}
"""The tables that have a suite, each with those that its validation needs beside it.

`entities` is made over the whole corpus; given the `entity_id` column of all `mentions`, its validation
also tells whether any is missing.
"""

BY_ARTICLE = ("tokens",)
"""Tables whose rows are of use only together with all others of their article."""
_COSTS_ROWS = ("row", "article")
_ONE_AT_A_TIME = threading.Lock()
_COLUMN_ARGUMENTS = ("column", "column_list")


class ExpectationError(RuntimeError):
    """An expectation could not be evaluated: a fault of the suite, not of the data."""


@dataclass(frozen=True)
class Validation:
    """What came of validating a part.

    `accepted` are the rows that met all row rules, `rejected` the others as rows of `quarantine`,
    `checks` a row for every expectation. `ok` is false where a table rule was broken: then the part
    must not be used, and `failures` says in a sentence each which rule was broken.
    """

    accepted: pa.Table
    rejected: pa.Table
    checks: pa.Table
    ok: bool
    failures: list[str]


def suite(table: str) -> ExpectationSuite:
    """A fresh suite of a table's expectations."""
    return _module(table).suite()


def validate(table: str, part: pa.Table, *, part_name: str, context: Mapping[str, pa.Table]) -> Validation:
    """Validate a part of a table against the table's suite.

    Rules about rows and articles are judged on all rows; table rules and warnings on the rows that met them. A row
    that refers to a rejected row of its own table (a quote in a rejected quote) is rejected with it, and an article
    of whose rows one breaks a rule about articles loses them all, told once.
    `context` holds the same part's other tables, those that `CONTEXT` names at least.

    Raises ExpectationError where an expectation cannot be evaluated, KeyError for a table without a
    suite or a missing table in `context`.
    """
    missing = [name for name in CONTEXT[table] if name not in context]
    if missing:
        raise KeyError(f"Validating {table} needs the same part of {', '.join(missing)} as well.")
    layout = _layout_check(table, part)
    if not layout["success"]:
        return _validation(table, part_name, part, _rejected(table, part, {}, context), [layout])
    part = part.combine_chunks()
    results = _evaluate(table, part, context)
    broken = _broken_rows(results, part)
    checks = [_check(result) for result in results]
    accepted = part
    if broken:
        _follow_references(table, part, broken)
        accepted = part.filter(pa.array(_mask(len(part), broken)))
        others = _evaluate(table, accepted, context, leave_out=_COSTS_ROWS)
        checks = [check for check in checks if check["severity"] == "row"] + [_check(result) for result in others]
    return _validation(table, part_name, accepted, _rejected(table, part, broken, context), [layout, *checks])


def _module(table: str) -> Any:
    return importlib.import_module(f"expectations.{table}")


def _layout_check(table: str, part: pa.Table) -> dict[str, Any]:
    """Whether a part has the columns of its table, with their types; the other rules cannot be computed else."""
    expected, found = ({f.name: f.type for f in s} for s in (TABLES[table].arrow_schema, part.schema))
    wrong = [
        f"{name} is {found.get(name, 'missing')}, not {kind}"
        for name, kind in expected.items()
        if found.get(name) != kind
    ]
    wrong += [f"{name} is not a column of the table" for name in found if name not in expected]
    return {
        "rule": "schema",
        "description": "The part has the columns of the table, with their types.",
        "severity": "table",
        "success": not wrong,
        "n_rows": part.num_rows,
        "n_unexpected": None,
        "observed": "; ".join(wrong) or None,
    }


@dataclass(frozen=True)
class Judged:
    """What an expectation makes of a part, in the words of Great Expectations."""

    expectation: Expectation
    success: bool
    result: Mapping[str, Any]

    @property
    def costs_rows(self) -> bool:
        """Whether it is broken and rows go for it."""
        return not self.success and _severity(self.expectation) in _COSTS_ROWS


def _rule(expectation: Expectation) -> str:
    return (expectation.meta or {})["rule"]


def _severity(expectation: Expectation) -> str:
    return (expectation.meta or {})["severity"]


def _evaluate(
    table: str, part: pa.Table, context: Mapping[str, pa.Table], leave_out: Sequence[str] = ()
) -> list[Judged]:
    """What the table's suite makes of a part, in its order; of broken row rules also which rows break them.

    Rules of the severities in `leave_out` are not judged, nor are rates where there are too few rows.
    """
    module = _module(table)
    expectations = [
        expectation
        for expectation in _expectations(table)
        if _severity(expectation) not in leave_out
        and (len(part) >= LEAST_ROWS_FOR_A_RATE or getattr(expectation, "mostly", 1) == 1)
    ]
    helpers = {
        "key_unique": from_schema.first_of_key(table, part),
        **from_schema.references(table, part, context),
        **module.derive(part, context),
    }
    parameters = from_schema.parameters(table, context)
    if hasattr(module, "parameters"):
        parameters |= module.parameters(context)

    names = (TABLES[table].key[0], *_names_of_columns(expectations))
    columns = {name: _column(part, helpers, name) for name in names}
    with _quickened():
        found = {_rule(expectation): _by_counts(expectation, columns, parameters) for expectation in expectations}
        left = [one for one in expectations if (own := found[_rule(one)]) is None or own.costs_rows]
        if left:
            found |= {_rule(one.expectation): one for one in _by_great_expectations(table, columns, left, parameters)}
    return [one for one in found.values() if one is not None]


def _by_counts(
    expectation: Expectation, columns: Mapping[str, pa.ChunkedArray], parameters: Mapping[str, Any]
) -> Judged | None:
    """What an expectation makes of a part, where counts of its column, or of any where it has none, tell."""
    name = getattr(expectation, "column", None) or next(iter(columns))
    outcome = counting.judged(expectation, columns[name], parameters)
    return Judged(expectation, bool(outcome["success"]), outcome["result"]) if outcome is not None else None


@functools.cache
def _expectations(table: str) -> tuple[Expectation, ...]:
    """The expectations of a table's suite."""
    return tuple(suite(table).expectations)


def _by_great_expectations(
    table: str,
    columns: Mapping[str, pa.ChunkedArray],
    expectations: Sequence[Expectation],
    parameters: Mapping[str, Any],
) -> Iterator[Judged]:
    """What expectations make of a part; of broken row rules also which rows break them."""
    from great_expectations import ExpectationSuite

    of_rule = {_rule(expectation): expectation for expectation in expectations}
    suite = ExpectationSuite(name=table, expectations=list(expectations))
    names = (TABLES[table].key[0], *_names_of_columns(expectations))  # the key, lest there be no rows to count
    frame = _frame({name: columns[name] for name in names})
    batch = _batch_definition().get_batch({"dataframe": frame})
    for result in batch.validate(suite, result_format="BASIC", expectation_parameters=dict(parameters)).results:
        expectation = of_rule[_config(result).meta["rule"]]
        _raise_for_exception(table, result)
        judged = Judged(expectation, bool(result.success), result.result)
        if judged.costs_rows:
            complete = batch.validate(expectation, result_format="COMPLETE")
            judged = Judged(expectation, False, complete.result)
        yield judged


@functools.cache
def _batch_definition() -> BatchDefinition:
    """What Great Expectations is handed a part by: one for all tables, as it keeps the last frame of each."""
    gx()
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("part")


@contextlib.contextmanager
def _quickened() -> Iterator[None]:
    """While it lasts, Great Expectations do not work out again and again what they know, nor what nobody reads.

    They ask for the configuration of an expectation some forty times a rule, and for the expectation of a
    configuration as often, and validate a whole model each time; they tell computations apart by digests of their
    arguments as JSON, and whole data frames by a digest of all that they hold. Together that is half of what judging a
    part costs. One validation at a time, as the classes of all of them are the same.
    """
    from great_expectations.core.id_dict import IDDict
    from great_expectations.execution_engine import pandas_execution_engine
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    with (
        _ONE_AT_A_TIME,
        changed(Expectation, configuration=property(_remembering(Expectation.configuration.__get__))),
        changed(ExpectationConfiguration, to_domain_obj=_remembering(ExpectationConfiguration.to_domain_obj)),
        changed(IDDict, to_id=_plain_id(IDDict.to_id)),
        changed(pandas_execution_engine, hash_pandas_dataframe=lambda frame: ""),
    ):
        yield


def _remembering(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The method of an object, which answers once for each object."""
    answers: dict[int, tuple[Any, Any]] = {}  # the object is held, lest another gets its id

    def answer(self: Any) -> Any:
        if id(self) not in answers:
            answers[id(self)] = self, method(self)
        return answers[id(self)][1]

    return answer


def _plain_id(to_id: Callable[..., Any]) -> Callable[..., Any]:
    """The id of the arguments of a computation: as they are written, where there are several, instead of a digest."""

    def written(self: Any, *arguments: Any, **options: Any) -> Any:
        if len(self) < 2 or arguments or options:
            return to_id(self, *arguments, **options)
        return repr(sorted(self.items()))

    return written


def _names_of_columns(expectations: Iterable[Expectation]) -> list[str]:
    """The columns that expectations look at, each once."""
    names: dict[str, None] = {}
    for expectation in expectations:
        for argument in _COLUMN_ARGUMENTS:
            value = getattr(expectation, argument, None) or ()
            names.update(dict.fromkeys([value] if isinstance(value, str) else value))
    return list(names)


def _column(part: pa.Table, helpers: Mapping[str, Any], name: str) -> pa.ChunkedArray:
    """A column of the table or beside it; a list stands there as its length."""
    column = part[name] if name not in helpers else pa.chunked_array([pa.array(helpers[name])])
    return pc.list_value_length(column) if pa.types.is_list(column.type) else column


def _frame(columns: Mapping[str, pa.ChunkedArray]) -> pd.DataFrame:
    return pa.table(dict(columns)).to_pandas()


def _raise_for_exception(table: str, result: ExpectationValidationResult) -> None:
    infos = result.exception_info or {}
    for info in [infos] if "raised_exception" in infos else infos.values():
        if info.get("raised_exception"):
            rule = _config(result).meta["rule"]
            raise ExpectationError(f"The rule {rule} of {table} cannot be evaluated: {info['exception_message']}")


def _config(result: ExpectationValidationResult) -> Any:
    """The expectation behind a result. Its type says that it may be missing; after a validation it is there."""
    return result.expectation_config


def _check(judged: Judged) -> dict[str, Any]:
    """What an expectation makes of a part as a row of `checks`, the table and the part left out."""
    expectation, severity = judged.expectation, _severity(judged.expectation)
    rows, unexpected, observed = (judged.result.get(k) for k in ("element_count", "unexpected_count", "observed_value"))
    if rows is not None:
        rows -= judged.result.get("missing_count") or 0
    if rows and severity == "warning" and unexpected is not None:
        observed = f"{1 - unexpected / rows:.1%}"
    return {
        "rule": _rule(expectation),
        "description": expectation.description,
        "severity": "row" if severity in _COSTS_ROWS else severity,
        "success": judged.success,
        "n_rows": rows,
        "n_unexpected": unexpected,
        "observed": None if observed is None else str(observed),
    }


def _broken_rows(found: Sequence[Judged], part: pa.Table) -> dict[int, list[tuple[str, str]]]:
    """The rules that each row breaks, each as its name and what it expects; all rows of an article that breaks one."""
    broken: dict[int, list[tuple[str, str]]] = collections.defaultdict(list)
    for judged in found:
        if not judged.costs_rows:
            continue
        rows = [int(row) for row in judged.result["unexpected_index_list"]]
        for row in rows if _severity(judged.expectation) == "row" else _with_their_articles(part, rows):
            broken[row].append((_rule(judged.expectation), judged.expectation.description or ""))
    return broken


def _with_their_articles(part: pa.Table, rows: Sequence[int]) -> list[int]:
    """These rows, and all others of the same articles."""
    ids = part["article_id"].cast(pa.string())
    among = pc.is_in(ids, value_set=pc.unique(ids.take(pa.array(rows, pa.int64()))))
    return [int(row) for row in np.flatnonzero(among.to_numpy())]


def _follow_references(table: str, part: pa.Table, broken: dict[int, list[tuple[str, str]]]) -> None:
    """Add the rows that refer to broken rows of the same table, and those that refer to them, and so on."""
    for column in from_schema.own_references(table):
        ids, targets = part[TABLES[table].key[0]].to_pylist(), part[column].to_pylist()
        referring = collections.defaultdict(list)
        for row, target in enumerate(targets):
            if target is not None:
                referring[target].append(row)
        kept = collections.Counter(i for row, i in enumerate(ids) if row not in broken)
        waiting = [ids[row] for row in broken]
        while waiting:
            target = waiting.pop()
            for row in () if kept[target] else referring[target]:
                if row not in broken:
                    broken[row].append((f"{column}_found", f"`{column}` refers to a row that was rejected."))
                    kept[ids[row]] -= 1
                    waiting.append(ids[row])


def _mask(length: int, broken: Mapping[int, object]) -> np.ndarray:
    mask = np.ones(length, bool)
    mask[list(broken)] = False
    return mask


def _rejected(
    table: str, part: pa.Table, broken: Mapping[int, Sequence[tuple[str, str]]], context: Mapping[str, pa.Table]
) -> pa.Table:
    """The broken rows as rows of `quarantine`: the first rule that each breaks is its reason."""
    rows = sorted(broken)
    articles = {}
    if broken and table != "articles" and {"uri", "source"} <= set(_names(context.get("articles"))):
        columns = (context["articles"][name].to_pylist() for name in ("article_id", "uri", "source"))
        articles = {key: (uri, source) for key, uri, source in zip(*columns, strict=True)}
    seen: collections.Counter[str] = collections.Counter()
    found = []
    rows = _told(table, part, rows)
    for row, values in zip(rows, part.take(rows).to_pylist() if rows else (), strict=True):
        (reason, detail), *others = broken[row]
        if others:
            detail += f" Also broken: {', '.join(name for name, _ in others)}."
        rejected = json.dumps(values, ensure_ascii=False, default=_plain)
        uri, source = articles.get(values.get("article_id")) or (
            values.get("uri") or _key(table, values),
            values.get("source"),
        )
        found.append(
            {
                "quarantine_id": digest(table, rejected, seen[rejected])[:16],
                "stage": table,
                "reason": reason,
                "detail": detail,
                "uri": uri,
                "source": source,
                "rejected": rejected,
            }
        )
        seen[rejected] += 1
    return TABLES["quarantine"].from_rows(found)


def _names(table: pa.Table | None) -> list[str]:
    """The columns of a table: over a whole corpus, articles are given by few."""
    return [] if table is None else table.column_names


def _told(table: str, part: pa.Table, rows: list[int]) -> list[int]:
    """Of rejected rows those that are told: one an article, where rows are rejected by the article."""
    if table not in BY_ARTICLE:
        return rows
    ids = part["article_id"].cast(pa.string()).take(pa.array(rows, pa.int64())).to_pylist()
    return sorted(dict(zip(reversed(ids), reversed(rows), strict=True)).values())


def _key(table: str, values: Mapping[str, Any]) -> str:
    return " ".join(str(values[name]) for name in TABLES[table].key)


def _plain(value: object) -> str:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON.")


def _validation(
    table: str, part_name: str, accepted: pa.Table, rejected: pa.Table, checks: Sequence[dict[str, Any]]
) -> Validation:
    for check in checks:
        check.update(table=table, part=part_name)
        if check["n_rows"] is None:
            check["n_rows"] = accepted.num_rows
    failed = [check for check in checks if not check["success"] and check["severity"] == "table"]
    return Validation(
        accepted=accepted,
        rejected=rejected,
        checks=TABLES["checks"].from_rows(sorted(checks, key=lambda check: check["rule"])),
        ok=not failed,
        failures=[_sentence(table, part_name, check) for check in failed],
    )


def _sentence(table: str, part_name: str, check: Mapping[str, Any]) -> str:
    what = f"{table} {part_name} breaks {check['rule']}"
    if check["n_unexpected"]:
        what += f" in {check['n_unexpected']:,} of {check['n_rows']:,} rows"
    elif check["observed"]:
        what += f" ({check['observed']})"
    return f"{what}: {check['description']}"
