"""What may import what, read from the sources themselves."""

import ast
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parent.parent
FORBIDDEN = {
    "pipeline": ("dagster", "great_expectations", "assets"),
    "expectations": ("dagster", "assets"),
    "assets": ("great_expectations", "spacy"),
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def modules(folder):
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_packages_import_only_what_they_may(folder):
    found = [
        (path.name, name)
        for path in modules(folder)
        for name in imported(path)
        if name.split(".")[0] in FORBIDDEN[folder]
    ]
    assert modules(folder)
    assert not found


def test_only_the_command_line_and_the_assets_know_the_expectations():
    users = {
        path.relative_to(ROOT).as_posix()
        for folder in ("pipeline", "assets")
        for path in modules(folder)
        if any(name.split(".")[0] == "expectations" for name in imported(path))
    }
    assert {user for user in users if user.startswith("pipeline/")} == {"pipeline/cli.py"}


@pytest.mark.parametrize(
    ("package", "may_not"),
    [
        ("tables", ("articles", "language", "entities", "times", "quotes", "events", "corpus", "stages", "engine")),
        ("language", ("articles", "entities", "times", "quotes", "events", "corpus", "stages", "engine")),
        ("entities", ("quotes", "events", "corpus", "stages", "engine")),
        ("times", ("entities", "quotes", "events", "corpus", "stages", "engine")),
        ("quotes", ("events", "corpus", "stages", "engine")),
        ("events", ("corpus", "stages", "engine")),
    ],
)
def test_data_flows_one_way(package, may_not):
    found = [
        (path.name, name)
        for path in modules(f"pipeline/{package}")
        for name in imported(path)
        if name.startswith("pipeline.") and name.split(".")[1] in may_not
    ]
    assert not found
