"""How an expectation says which rule it is and what breaking it means.

A rule of severity `row` sends the rows that break it to quarantine; `article` all rows of their article, told once,
where rows are of use only together; `table` blocks the part; `warning` only tells. One article's fault may never
cost another's rows: `table` is for what is wrong with the part as such, and rates and emptiness, which speak of a
corpus and not of a part, are warnings. Great Expectations' own severities follow: `warning`, `critical` and `info`.
"""

from __future__ import annotations

import contextlib
import copy
import importlib.util
import os
import pathlib
import sys
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from great_expectations.expectations.expectation import Expectation

_SEVERITY = {"row": "warning", "article": "warning", "table": "critical", "warning": "info"}

LEAST_ROWS_FOR_A_RATE = 50
"""A rate is a warning about a corpus; on fewer rows it says nothing."""


_NOT_NEEDED = ("boto3", "botocore", "google", "sqlalchemy")
"""Libraries that Great Expectations take where they are installed, for data that lie elsewhere than ours."""
_NEEDED_BY_FEW = ("altair", "jsonschema", "requests", "scipy.stats")
"""Libraries for expectations about distributions and documents, of which no suite has one, and for messages to others
about what came of a validation."""
_ONLINE = "great_expectations.core.http"
"""How they reach their own service, which nothing asks for."""
_SOURCES = "great_expectations.datasource.fluent"
"""The package of Great Expectations for whatever data may lie in."""
_SOURCES_USED = frozenset(("invalid_datasource", "pandas_datasource"))
_SOURCES_UNUSED = ("dynamic_pandas", "fabric")
"""Modules of it besides those called after a source: the readers of pandas, each a model of its own, and Power BI."""
_EXPECTATIONS = "great_expectations.expectations.core"
"""The package of Great Expectations with a module an expectation, each a model of its own."""
_EXPECTATIONS_USED = frozenset(
    (
        "expect_column_mean_to_be_between",
        "expect_column_sum_to_be_between",
        "expect_column_unique_value_count_to_be_between",
        "expect_column_values_to_be_between",
        "expect_column_values_to_be_in_set",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_not_be_null",
        "expect_table_row_count_to_be_between",
    )
)


def gx() -> ModuleType:
    """The expectations of Great Expectations, imported now, with its analytics switched off.

    Half of the time that they take to import is for other libraries that no suite needs: those are left out. So are
    the models of databases, clouds and files, as they are handed data frames, and the expectations that no suite has.
    Much of the rest is for copies of the fields of their models, each with all that it knows of its type.
    """
    if "great_expectations" not in sys.modules:
        os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
        lacking = dict.fromkeys(_NOT_NEEDED) | {name: _Later(name) for name in _NEEDED_BY_FEW}
        lacking |= {name: _Unused(name) for name in (_ONLINE, *_other_sources())}
        lacking |= {name: _Unused(name, _LeftOut) for name in _other_expectations()}
        with _replaced(lacking), _copied_as_far_as_they_change():
            importlib.import_module("great_expectations.expectations")
    import great_expectations.expectations as gxe

    return gxe


class _Later(types.ModuleType):
    """Stands for a module, which is imported when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class _Unused(types.ModuleType):
    """Stands for a module of which nothing is used: whatever is asked of it is a class of its own."""

    def __init__(self, name: str, base: type | None = None) -> None:
        super().__init__(name)
        self._base = base or _Nothing

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (self._base,), {"__module__": self.__name__})


class _Nothing(dict):
    """An empty table, whatever it is to be made of."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()


class _LeftOut:
    """Stands for an expectation that no suite has."""

    def __init__(self, *_: object, **__: object) -> None:
        raise NotImplementedError(
            f"{type(self).__module__} is not imported; a suite that has it names it in {__name__}."
        )


def _other_sources() -> Iterator[str]:
    """The modules of Great Expectations for data that are no data frames."""
    names = _modules(_SOURCES, "*_datasource.py") - _SOURCES_USED
    yield from (f"{_SOURCES}.{name}" for name in sorted(names | {*_SOURCES_UNUSED}))


def _other_expectations() -> Iterator[str]:
    """The modules of Great Expectations for expectations that no suite has."""
    names = _modules(_EXPECTATIONS, "*expect*.py") - _EXPECTATIONS_USED
    yield from (f"{_EXPECTATIONS}.{name}" for name in sorted(names))


def _modules(package: str, pattern: str) -> set[str]:
    """The modules of a package of Great Expectations whose files are so called, told without importing it."""
    found = importlib.util.find_spec("great_expectations")
    roots = (found.submodule_search_locations if found is not None else None) or ()
    return {file.stem for root in roots for file in pathlib.Path(root, *package.split(".")[1:]).glob(pattern)}


@contextlib.contextmanager
def _replaced(modules: dict[str, Any]) -> Iterator[None]:
    """Until the end of the block, what stands for modules that are not imported yet; None where none can be."""
    modules = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]


@contextlib.contextmanager
def _copied_as_far_as_they_change() -> Iterator[None]:
    """While it lasts, a model has copies of the fields of its bases that share what no model changes in them."""
    from pydantic.v1 import main

    with changed(main, smart_deepcopy=_fields):
        yield


def _fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _field(field) for name, field in fields.items()}


def _field(field: Any) -> Any:
    copied = copy.copy(field)
    copied.class_validators = dict(field.class_validators)
    copied.field_info = copy.copy(field.field_info)
    copied.key_field = field.key_field and _field(field.key_field)
    copied.sub_fields = field.sub_fields and [_field(part) for part in field.sub_fields]
    return copied


@contextlib.contextmanager
def changed(owner: Any, **attributes: Any) -> Iterator[None]:
    """While it lasts, a module or class of others has these attributes in place of its own."""
    before = {name: getattr(owner, name) for name in attributes}
    try:
        for name, value in attributes.items():
            setattr(owner, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(owner, name, value)


def tag(severity: str, rule: str, description: str) -> dict[str, Any]:
    """The arguments that name an expectation: `ExpectX(column=…, **tag("row", "rule", "What it expects."))`."""
    return {
        "severity": _SEVERITY[severity],
        "meta": {"rule": rule, "severity": severity},
        "description": description,
    }


def holds(rule: str, description: str, severity: str = "row") -> Expectation:
    """Expects that the helper column called `rule` is true in every row."""
    return gx().ExpectColumnValuesToBeInSet(column=rule, value_set=[True], **tag(severity, rule, description))


def rate(rule: str, share: float, description: str) -> Expectation:
    """Warns where the helper column called `rule` is true in less than `share` of the rows that it is not null in."""
    return gx().ExpectColumnValuesToBeInSet(
        column=rule, value_set=[True], mostly=share, **tag("warning", rule, f"{description} (at least {share:.0%}).")
    )
