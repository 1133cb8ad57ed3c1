"""What Dagster shows of a table: its columns, counts, a preview, a chart, and its checks."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import redacted
from pipeline.publishing.terminal import n_rows
from pipeline.running.result import PartResult
from pipeline.tables.dictionary import type_name
from pipeline.tables.schema import TABLES, Column
from pipeline.tables.store import Store, digest
from pipeline.tables.traits import TRAITS

if TYPE_CHECKING:
    from assets.resources import Corpus

PREVIEW_ROWS = 5
PREVIEW_CHARACTERS = 120
CHART_BARS = 15
LABEL_CHARACTERS = 32
CHART_DAYS = 30
WIDTH = 4.6
"""Of a chart, in inches of 100 pixels: what is wider pushes the rows over the edge of their column."""
CHART_COLOUR = "#2f7ab3"


def description(table: str, output: str) -> str:
    """What a table holds, what tells its rows apart, and how to read it where it lies, in Markdown."""
    folder = redacted(output).rstrip("/")
    key = " and ".join(f"`{name}`" for name in TABLES[table].key)
    return (
        f"{TABLES[table].description}\n\n"
        f'A row is identified by {key}. Read it with `pipeline.open("{folder}").{table}`, '
        f"or with SQL: `FROM '{folder}/{table}/*.parquet'`."
    )


def columns(table: str) -> dg.MetadataValue:
    """The columns of a table with their types and meanings.

    Under Dagster's own name for a schema they would stand before the rows, two screens of them, and under another
    name behind a click; as records they stand in their place.
    """
    key = TABLES[table].key
    return _records(
        [
            {
                "column": column.name,
                "type": type_name(column.type) + (", may be null" if column.nullable else ""),
                "meaning": _meaning(column)
                + (" Part of the key." if column.name in key else "")
                + (f" Refers to {column.refers}." if column.refers else ""),
            }
            for column in TABLES[table].columns
        ]
    )


def _meaning(column: Column) -> str:
    """What a column holds, with the values it may have."""
    if not column.values:
        return column.description
    return f"{column.description} One of {', '.join(value for value in column.values if value)}."


def table_metadata(
    corpus: Corpus, table: str, results: Sequence[PartResult], mended: Sequence[str] = ()
) -> dict[str, dg.MetadataValue]:
    """The metadata of a materialization of a table."""
    store = corpus.store
    parts = store.parts(table)
    rows = n_rows(store, table)
    made = [result for result in results if result.status == "made"]
    metadata: dict[str, dg.MetadataValue] = {
        "dagster/row_count": dg.MetadataValue.int(rows),
        "rows": _preview(store, table) if rows else dg.MetadataValue.text("none"),
    }
    traits = TRAITS[table]
    if traits.chart and rows:
        column, title = traits.chart
        picture = chart(_counts(store, table, column), title)
        metadata["chart"] = dg.MetadataValue.md(f"![{title}]({corpus.picture(table, picture)})")
    metadata |= {
        "in the report": corpus.address(f"report/{traits.page}"),
        "in the Data Docs": corpus.address(f"validation/{'index' if traits.written_by_others else table}.html"),
        "folder": dg.MetadataValue.path(redacted(store.part_path(table, "").removesuffix("/.parquet"))),
    }
    if not traits.written_by_others:
        metadata |= {
            "parts made": dg.MetadataValue.int(len(made)),
            "parts reused": dg.MetadataValue.int(sum(result.status == "current" for result in results)),
            "seconds": dg.MetadataValue.float(round(sum((result.seconds for result in results), 0.0), 2)),
            "quarantined rows": dg.MetadataValue.int(sum(result.rejected for result in results)),
        }
    if mended:
        metadata["mended"] = dg.MetadataValue.text(" ".join(mended))
    models = {stamp.model for part in parts if (stamp := store.stamp(table, part)) and stamp.model}
    if models:
        metadata["model"] = dg.MetadataValue.text(", ".join(sorted(models)))
    nullable = [column.name for column in TABLES[table].columns if column.nullable]
    if rows and (nulls := store.null_counts(table, nullable)):
        # The ends of a span are missing where its words are, so they are not listed beside them.
        missing = {name: n for name, n in nulls.items() if n and name.rpartition("_")[0] not in nulls}
        ordered = sorted(missing.items(), key=lambda item: (-item[1], item[0]))
        metadata["missing"] = _records([{"column": name, "missing": f"{n / rows:.1%}"} for name, n in ordered])
    return metadata


def data_version(store: Store, table: str) -> dg.DataVersion:
    """The version of a table's rows, the same for the same rows: what was made from others is out of date."""
    stamps = (store.stamp(table, part) for part in store.parts(table))
    return dg.DataVersion(digest(*(stamp.content for stamp in stamps if stamp)))


def check_results(store: Store, table: str, results: Sequence[PartResult]) -> list[dg.AssetCheckResult]:
    """The table's checks: whether its rules hold (blocks what is downstream), and whether its rates look healthy."""
    names = [name for name in store.parts("checks") if name.startswith(f"{table}-")]
    rows = [row for name in names for row in store.read("checks", name).to_pylist()]
    failures = [failure for result in results for failure in result.failures]
    rules = [row for row in rows if row["severity"] != "warning"]
    broken = [row for row in rules if row["severity"] == "table" and not row["success"]]
    rates = [row for row in rows if row["severity"] == "warning"]
    warnings = [row for row in rates if not row["success"]]
    quarantined = sum(row["n_unexpected"] or 0 for row in rules if row["severity"] == "row")
    return [
        dg.AssetCheckResult(
            check_name="expectations",
            passed=not broken and not failures,
            severity=dg.AssetCheckSeverity.ERROR,
            description="; ".join(failures) or None,
            metadata={
                "expectations": dg.MetadataValue.int(len(rules)),
                "broken": dg.MetadataValue.int(len(broken)),
                "broken rules": _records(_summary(broken)),
                "rows quarantined": dg.MetadataValue.int(quarantined),
                "all rules": dg.MetadataValue.md(_markdown(_summary(rules))),
            },
        ),
        dg.AssetCheckResult(
            check_name="rates",
            passed=not warnings,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "out of range": dg.MetadataValue.int(len(warnings)),
                "rates": _records(_summary(rates)),
                **{rule: dg.MetadataValue.float(rate) for rule, rate in _observed(rates).items()},
            },
        ),
    ]


def _summary(checks: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each rule once for all parts, those that were broken first."""
    by_rule: dict[str, list[Mapping[str, Any]]] = {}
    for check in checks:
        by_rule.setdefault(check["rule"], []).append(check)
    observed = _observed(checks)
    found = [
        {
            "rule": rule,
            "expects": shorten(own[0]["description"], 160),
            "rows": str(sum(check["n_rows"] for check in own)),
            "unexpected": str(sum(check["n_unexpected"] or 0 for check in own)),
            "met": "yes" if all(check["success"] for check in own) else "no",
            **({"observed": f"{observed[rule]:g}"} if rule in observed else {}),
        }
        for rule, own in by_rule.items()
    ]
    return sorted(found, key=lambda row: (row["met"] == "yes", row["unexpected"] == "0", row["rule"]))


def _observed(checks: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The value that each rule observed, the mean over its parts by their rows; percentages as numbers to 100."""
    sums: dict[str, tuple[float, int]] = {}
    for check in checks:
        try:
            value = float(check["observed"].removesuffix("%"))
        except (AttributeError, ValueError):
            continue
        total, rows = sums.get(check["rule"], (0.0, 0))
        sums[check["rule"]] = (total + value * check["n_rows"], rows + check["n_rows"])
    return {rule: round(total / rows, 1) for rule, (total, rows) in sums.items() if rows}


def _records(rows: Sequence[Mapping[str, str]], meanings: Mapping[str, str] | None = None) -> dg.MetadataValue:
    """Rows of strings as a table that Dagster shows in place; a word where there are none."""
    if not rows:
        return dg.MetadataValue.text("none")
    names = dict.fromkeys(name for row in rows for name in row)
    records = [dg.TableRecord({name: row.get(name, "") for name in names}) for row in rows]
    columns = [dg.TableColumn(name, "string", description=(meanings or {}).get(name)) for name in names]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def _markdown(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows of strings as a table in Markdown."""
    if not rows:
        return "none"
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [[row.get(name, "").replace("\\", "\\\\").replace("|", "\\|") for name in names] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in [names, ["---"] * len(names), *lines])


def _preview(store: Store, table: str) -> dg.MetadataValue:
    """The first rows that have all that is shown, or the best where the table has such, with their texts shortened."""
    traits = TRAITS[table]
    parts = [part for part in store.parts(table) if (stamp := store.stamp(table, part)) and stamp.rows]
    data = store.read(table, parts[0], tuple(dict.fromkeys((*traits.preview, *traits.best))))
    if traits.best:
        data = data.sort_by([(column, "descending") for column in traits.best])
    else:
        whole = functools.reduce(pc.and_, (pc.is_valid(data[name]) for name in traits.preview))
        data = pa.concat_tables([data.filter(whole), data.filter(pc.invert(whole))])
    rows = data.slice(0, PREVIEW_ROWS).to_pylist()
    meanings = {column.name: _meaning(column) for column in TABLES[table].columns}
    shown = [{name: shorten(row[name], PREVIEW_CHARACTERS) for name in traits.preview} for row in rows]
    return _records(shown, meanings)


def shorten(value: Any, characters: int) -> str:
    """A value as a reader sees it, on one line, cut between words where it is too long."""
    if value is None:
        return "–"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    if len(text) <= characters:
        return text
    head = text[:characters]
    return (head.rpartition(" ")[0] or head) + " …"


def _counts(store: Store, table: str, column: str) -> Counter[Any]:
    """How often each value of a column occurs, nulls left out; one part in memory at a time."""
    counts: Counter[Any] = Counter()
    for part in store.parts(table):
        values = pc.drop_null(store.read(table, part, [column])[column])
        counts.update({found["values"]: found["counts"] for found in pc.value_counts(values).to_pylist()})
    return counts


def chart(counts: Counter[Any], title: str) -> bytes:
    """A bar chart of how often each value occurs, as a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    if all(isinstance(value, dt.date) for value in counts):
        # A day a bar: on an axis of time, one event of long ago would leave the others no room.
        bars = sorted(counts.items())[-CHART_DAYS:]
        figure, axes = pyplot.subplots(figsize=(WIDTH, 2.6), layout="constrained")
        axes.bar([day.isoformat() for day, _ in bars], [n for _, n in bars], color=CHART_COLOUR)
        axes.tick_params(axis="x", rotation=90)
        axes.locator_params(axis="y", integer=True)
    else:
        bars = counts.most_common(CHART_BARS)[::-1]
        if all(isinstance(value, int) for value in counts):
            bars = sorted(bars, reverse=True)  # numbers in their order, the smallest on top
        figure, axes = pyplot.subplots(figsize=(WIDTH, 0.6 + 0.22 * len(bars)), layout="constrained")
        axes.barh(range(len(bars)), [n for _, n in bars], color=CHART_COLOUR)
        # Two dollar signs would be read as the bounds of a formula.
        axes.set_yticks(range(len(bars)), [shorten(value, LABEL_CHARACTERS).replace("$", r"\$") for value, _ in bars])
        axes.locator_params(axis="x", integer=True)
    axes.tick_params(labelsize=8)
    axes.set_title(title, fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    sink = io.BytesIO()
    figure.savefig(sink, format="png", dpi=100)
    pyplot.close(figure)
    return sink.getvalue()
