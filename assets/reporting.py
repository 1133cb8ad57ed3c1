"""What Dagster shows of a table: its columns, counts, a preview, a chart, and its checks."""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Sequence

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.display import SHOWN, n_rows
from pipeline.engine import PartResult
from pipeline.tables.dictionary import type_name
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

PREVIEW_ROWS = 5
CHARTS = {
    "articles": ("reference_date", "Articles by day"),
    "mentions": ("label", "Mentions by label"),
    "time_expressions": ("timex_type", "Time expressions by type"),
    "quotes": ("speaker_name", "Quotes by speaker"),
    "events": ("date_start", "Events by day"),
    "entities": ("label", "Entities by label"),
    "quarantine": ("reason", "Quarantined by reason"),
}
"""The column of each table whose values are counted in a chart, and the chart's title."""
CHART_BARS = 15


def column_schema(table: str) -> dg.TableSchema:
    """The columns of a table as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=type_name(column.type),
                description=column.description,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=TABLES[table].key == (column.name,)
                ),
            )
            for column in TABLES[table].columns
        ]
    )


def table_metadata(store: Store, table: str, results: Sequence[PartResult]) -> dict[str, dg.MetadataValue]:
    """The metadata of a materialization of a table."""
    parts = store.parts(table)
    rows = n_rows(store, table)
    made = [result for result in results if result.status == "made"]
    preview = store.read(table, parts[0], SHOWN[table]).slice(0, PREVIEW_ROWS) if parts else None
    metadata: dict[str, dg.MetadataValue] = {
        "dagster/row_count": dg.MetadataValue.int(rows),
        "path": dg.MetadataValue.path(store.part_path(table, "").removesuffix("/.parquet")),
        "parts made": dg.MetadataValue.int(len(made)),
        "parts reused": dg.MetadataValue.int(sum(result.status == "current" for result in results)),
        "seconds": dg.MetadataValue.float(round(sum((result.seconds for result in results), 0.0), 2)),
        "quarantined rows": dg.MetadataValue.int(sum(result.rejected for result in results)),
        "preview": dg.MetadataValue.md(_preview(preview)),
    }
    if rows and (nulls := {name: round(count / rows, 4) for name, count in store.null_counts(table).items()}):
        metadata["null rates"] = dg.MetadataValue.json(nulls)
    models = {stamp.model for part in parts if (stamp := store.stamp(table, part)) and stamp.model}
    if models:
        metadata["model"] = dg.MetadataValue.text(", ".join(sorted(models)))
    if table in CHARTS and rows:
        column, title = CHARTS[table]
        metadata["chart"] = dg.MetadataValue.md(_chart(store.read_all(table, [column])[column], title))
    return metadata


def check_results(store: Store, table: str, results: Sequence[PartResult]) -> list[dg.AssetCheckResult]:
    """The table's checks: whether its rules hold (blocks what is downstream), and whether its rates look healthy."""
    names = [name for name in store.parts("checks") if name.startswith(f"{table}-")]
    rows = [row for name in names for row in store.read("checks", name).to_pylist()]
    failures = [failure for result in results for failure in result.failures]
    broken = [row for row in rows if not row["success"] and row["severity"] == "table"]
    row_rules = [row for row in rows if row["severity"] == "row"]
    warnings = [row for row in rows if not row["success"] and row["severity"] == "warning"]
    return [
        dg.AssetCheckResult(
            check_name="expectations",
            passed=not broken and not failures,
            severity=dg.AssetCheckSeverity.ERROR,
            description="; ".join(failures) or None,
            metadata={
                "expectations": dg.MetadataValue.int(len(rows)),
                "rows quarantined": dg.MetadataValue.int(sum(row["n_unexpected"] or 0 for row in row_rules)),
                "broken": dg.MetadataValue.md(_markdown(broken)),
            },
        ),
        dg.AssetCheckResult(
            check_name="rates",
            passed=not warnings,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "warnings": dg.MetadataValue.int(len(warnings)),
                "out of range": dg.MetadataValue.md(_markdown(warnings)),
            },
        ),
    ]


def _markdown(checks: Sequence[dict]) -> str:
    if not checks:
        return "none"
    lines = ["| part | rule | unexpected | observed |", "|---|---|---|---|"]
    lines += [f"| {c['part']} | {c['rule']} | {c['n_unexpected']} | {c['observed']} |" for c in checks]
    return "\n".join(lines)


def _preview(data: pa.Table | None) -> str:
    if data is None or not data.num_rows:
        return "no rows"
    frame = data.to_pandas().astype("string").fillna("–")
    frame = frame.map(lambda value: " ".join(str(value).split())[:120].replace("|", "\\|"))
    return frame.to_markdown(index=False)


def _chart(column: pa.ChunkedArray, title: str) -> str:
    """A bar chart of how often each value occurs, as an image in Markdown."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    counts = Counter(pc.drop_null(column).to_pylist())
    days = pa.types.is_date(column.type)
    bars = sorted(counts.items())[-60:] if days else counts.most_common(CHART_BARS)[::-1]
    figure, axes = pyplot.subplots(figsize=(7, 3 if days else 0.6 + 0.25 * len(bars)), layout="constrained")
    labels, values = [str(label) for label, _ in bars], [n for _, n in bars]
    if days:
        axes.bar([label for label, _ in bars], values)
        figure.autofmt_xdate()
    else:
        axes.barh(labels, values)
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
    sink = io.BytesIO()
    figure.savefig(sink, format="png", dpi=110)
    pyplot.close(figure)
    return f"![{title}](data:image/png;base64,{base64.b64encode(sink.getvalue()).decode()})"
