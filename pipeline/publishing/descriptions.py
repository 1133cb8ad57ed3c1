"""Descriptions of the tables that programs read: a Frictionless data package, and a Croissant.

Both are made of the schema and the names of the parts, so they are the same for the same tables, and are written
only where they differ. They give no hashes, for which every file would have to be read again whenever one changes.
"""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from pipeline.publishing.card import items
from pipeline.tables.schema import SCHEMA_VERSION, TABLES, Column, Table
from pipeline.tables.store import Store
from pipeline.tables.traits import TRAITS

NAME = "quotidian"
TITLE = "Who said what, about whom, and when"
DESCRIPTION = "Quotes, entities and dated events from news articles, with the texts they point into. Made by Quotidian."
KEYWORDS = ["news", "quotations", "named entities", "events", "temporal expressions"]


def write_descriptions(store: Store) -> None:
    """Bring `datapackage.json` and `croissant.json` in the store's folder up to date."""
    for name, content in (("datapackage.json", datapackage(store)), ("croissant.json", croissant(store))):
        text = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        if store.read_bytes(name) != text:
            store.write_bytes(name, text)


def datapackage(store: Store) -> dict[str, Any]:
    """The Data Package (version 1) of the tables that have parts.

    Its resources are files with a Table Schema, not what the standard calls tabular: that would be read as text, and
    the parts of a table joined as bytes.
    """
    tables = _present(store)
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": " ".join([DESCRIPTION, *items("Terms")]),
        "version": f"{SCHEMA_VERSION}.0",
        "keywords": KEYWORDS,
        "resources": [
            {
                "profile": "data-resource",
                "type": "file",
                "name": table.name,
                "description": table.description,
                "path": paths if len(paths) > 1 else paths[0],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": table_schema(table, [other.name for other in tables]),
            }
            for table in tables
            if (paths := [f"{table.name}/{part}.parquet" for part in store.parts(table.name)])
        ],
    }


def table_schema(table: Table, present: list[str]) -> dict[str, Any]:
    """The Table Schema of a table, with the keys that refer to tables which are present."""
    references = [(column.name, *column.refers.split(".")) for column in table.columns if column.refers]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [],  # an empty string is one, and what is missing is null
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": [name],
                "reference": {"resource": other if other != table.name else "", "fields": [key]},
            }
            for name, other, key in references
            if other in present
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _FRICTIONLESS[_kind(column.type)],
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def croissant(store: Store) -> dict[str, Any]:
    """The Croissant (version 1.0, with its terms for responsible use) of the tables that have parts."""
    tables = _present(store)
    return {
        "@context": dict(CROISSANT_CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": NAME,
        "description": f"{TITLE}. {DESCRIPTION}",
        "version": f"{SCHEMA_VERSION}.0",
        "keywords": KEYWORDS,
        "isLiveDataset": True,
        "license": " ".join(items("Terms")),
        "citeAs": "Quotidian (software). Cite the articles for their words.",
        "rai:dataUseCases": [
            *items("What they are for"),
            *(f"Not for: {use}" for use in items("What they are not for")),
        ],
        "rai:dataLimitations": items("Known limits"),
        "rai:personalSensitiveInformation": items("Personal data"),
        "distribution": [
            {
                "@type": "cr:FileSet",
                "@id": f"{table.name}-parts",
                "name": f"{table.name}-parts",
                "description": table.description,
                "encodingFormat": "application/x-parquet",
                "includes": f"{table.name}/*.parquet",
            }
            for table in tables
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": table.name,
                "name": table.name,
                "description": table.description,
                "key": [{"@id": f"{table.name}/{key}"} for key in table.key],
                "field": [
                    _croissant_field(table, column, {other.name for other in tables}) for column in table.columns
                ],
            }
            for table in tables
        ],
    }


def _croissant_field(table: Table, column: Column, present: set[str]) -> dict[str, Any]:
    inner = column.type.value_type if pa.types.is_list(column.type) else column.type
    identity = f"{table.name}/{column.name}"
    source = {"fileSet": {"@id": f"{table.name}-parts"}, "extract": {"column": column.name}}
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": identity,
        "name": column.name,
        "description": column.description,
        "source": source,
    }
    if pa.types.is_list(column.type):
        field["repeated"] = True
    if pa.types.is_struct(inner):
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{identity}/{part.name}",
                "name": part.name,
                "dataType": _CROISSANT[_kind(part.type)],
                "source": {**source, "transform": {"jsonPath": part.name}},
            }
            for part in inner
        ]
    else:
        field["dataType"] = _CROISSANT[_kind(inner)]
    told_by_parts = TRAITS[table.name].group != "corpus"  # readers of Croissant cannot join what is joined already
    if column.refers and told_by_parts and column.refers.split(".")[0] in present - {table.name}:
        field["references"] = {"field": {"@id": column.refers.replace(".", "/")}}
    return field


def _present(store: Store) -> list[Table]:
    return [table for table in TABLES.values() if store.parts(table.name)]


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return _kind(kind.value_type)
    return "list" if pa.types.is_list(kind) else str(kind).partition("[")[0]


_FRICTIONLESS = {
    "string": "string",
    "int32": "integer",
    "int64": "integer",
    "float": "number",
    "double": "number",
    "date32": "date",
    "timestamp": "datetime",
    "bool": "boolean",
    "list": "array",
}
_CROISSANT = {
    "string": "sc:Text",
    "int32": "sc:Integer",
    "int64": "sc:Integer",
    "float": "sc:Float",
    "double": "sc:Float",
    "date32": "sc:Date",
    "timestamp": "sc:DateTime",
    "bool": "sc:Boolean",
}

CROISSANT_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The JSON-LD context that the Croissant format prescribes."""
