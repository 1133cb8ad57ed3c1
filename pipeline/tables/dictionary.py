"""The data dictionary: what every table and column holds, generated from the schema."""

from __future__ import annotations

import pyarrow as pa

from pipeline.errors import UnknownNameError
from pipeline.tables.schema import SCHEMA_VERSION, TABLES, Table

HEADER = f"""# The tables

Generated from the schema, version {SCHEMA_VERSION}. Each table is a folder of Parquet files. Offsets are
`[start, end)` Unicode code points into `articles.text`, and a column `text` holds exactly
`articles.text[start:end]`. Ids are stable from run to run; what is missing is null.
"""


def data_dictionary(name: str | None = None) -> str:
    """The dictionary of all tables, or of the one named, in Markdown.

    Raises UnknownNameError where there is no such table.
    """
    if name is None:
        return "\n".join([HEADER, *(_section(table) for table in TABLES.values())])
    if name not in TABLES:
        raise UnknownNameError(f"There is no table {name!r}; there are {', '.join(TABLES)}.")
    return _section(TABLES[name])


def _section(table: Table) -> str:
    lines = [
        f"## {table.name}",
        "",
        table.description + f" A row is identified by {' and '.join(f'`{key}`' for key in table.key)}.",
        "",
        "| column | type | null | what it holds |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        text = column.description
        if column.values:
            text += " One of " + ", ".join(f"`{value}`" for value in column.values if value) + "."
        if column.refers:
            text += f" Refers to `{column.refers}`."
        lines.append(f"| `{column.name}` | {type_name(column.type)} | {'yes' if column.nullable else ''} | {text} |")
    return "\n".join(lines) + "\n"


def type_name(kind: pa.DataType) -> str:
    """A type in the words of the dictionary: `string`, `int32`, `list<struct<start, end>>`."""
    if pa.types.is_dictionary(kind):
        return "string (dictionary)"
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(field.name for field in kind)}>"
    if pa.types.is_timestamp(kind):
        return "timestamp (UTC)"
    return {"float": "float32", "double": "float64", "date32[day]": "date"}.get(str(kind), str(kind))
