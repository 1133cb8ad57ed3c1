"""What may import what, read from the sources themselves, imports inside functions counted."""

import ast
import graphlib
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parent.parent
FORBIDDEN = {
    "pipeline": ("dagster", "great_expectations", "assets"),
    "expectations": ("dagster", "assets"),
    "assets": ("great_expectations", "spacy"),
}
ROOMS = (
    "errors",
    "settings",
    "tables",
    "articles",
    "language",
    "lexicon",
    "world",
    "speech",
    "entities",
    "times",
    "quotes",
    "events",
    "corpus",
    "running",
    "publishing",
    "api",
    "cli",
    "__main__",
)
"""The rooms of `pipeline` from the ground up: each may import those before it."""
MAY_NOT = {
    "articles": ("tables",),
    "times": ("entities",),
}
"""Rooms that lie lower and are none of a room's business all the same."""


def imported(path):
    """The modules that a source imports, those inside functions and those for hints at types too."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module):
    return module.split(".")[1]


MODULES = {module_name(path): path for path in modules("pipeline")}
USES = {
    name: {used for used in imported(path) if used in MODULES and used not in (name, "pipeline")}
    for name, path in MODULES.items()
    if name != "pipeline"
}


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


def test_every_folder_and_file_is_a_known_room():
    assert {room(module) for module in USES} == set(ROOMS)


@pytest.mark.parametrize("own", ROOMS)
def test_a_room_imports_only_rooms_below_it(own):
    above = ROOMS[ROOMS.index(own) + 1 :]
    found = [
        (module, used)
        for module, uses in USES.items()
        if room(module) == own
        for used in uses
        if room(used) in above or room(used) in MAY_NOT.get(own, ())
    ]
    assert not found


def test_no_file_imports_itself_by_way_of_others():
    packages = {name for name in USES if MODULES[name].name == "__init__.py"}
    graph = {name: uses - packages for name, uses in USES.items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names them


def test_the_initialiser_of_a_package_imports_nothing():
    assert not {name: uses for name, uses in USES.items() if MODULES[name].name == "__init__.py" and uses}
