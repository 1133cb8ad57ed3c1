"""What a run is told: where the tables lie, which model parses, how the work is cut."""

from __future__ import annotations

import os
import pathlib
import re
from dataclasses import dataclass, field, fields

from pipeline.errors import SettingError

DEFAULT_OUTPUT = "output"
STATE_FOLDER = ".quotidian"
"""Where a store keeps what is no table: the lock, what is known of the input files, the counts of entities."""
PART_CHARACTERS = 500_000
"""Target size of a part in characters of text: about 100,000 tokens, half a minute of parsing."""

MAX_CHARACTERS = 1_000_000
"""The longest text that is parsed: spaCy's own limit. Its parser needs 4 kB a token, 0.8 GB for such a text."""

GARBAGE_THRESHOLD = 20_000
"""After how many new objects Python looks for garbage, instead of 700: imports, work and validation make many objects
and next to no garbage."""


SOURCE = rf"(?:[\w+.-]+::)*(?:[\w+.-]+://[^/]*)?[^{os.pathsep}]*"
"""One of the sources that a variable names as PATH names folders: no colon of `s3://` and `host:8080/` ends it."""


@dataclass(frozen=True)
class Limits:
    """How large what is read may be, so that no input fills the memory or takes for ever: more is quarantined.

    QUOTIDIAN_LIMIT_LINE_BYTES and so on change them.
    """

    file_bytes: int = 20_000_000
    """A file that holds a single article."""
    page_bytes: int = 10_000_000
    """A web page."""
    page_elements: int = 40_000
    """Elements of a web page."""
    element_attributes: int = 2_000
    """Attributes of an element of a web page."""
    line_bytes: int = 20_000_000
    """A line of JSON or CSV."""
    cell_characters: int = 5_000_000
    """A cell of a CSV or Parquet file; a quotation mark that is never closed makes one of all the rest of a file."""
    head_bytes: int = 1_000_000
    """The head of a record in a web archive."""
    unpacked_bytes: int = 5_000_000
    """A compressed file may always unpack to so much,"""
    unpacked_ratio: int = 100
    """and to so many times its size."""

    @classmethod
    def from_environment(cls) -> Limits:
        """The limits with those that the environment names changed."""
        named = {field.name: os.environ.get(f"QUOTIDIAN_LIMIT_{field.name.upper()}") for field in fields(cls)}
        return cls(
            **{name: _number(f"QUOTIDIAN_LIMIT_{name.upper()}", value) for name, value in named.items() if value}
        )


@dataclass(frozen=True)
class Settings:
    """The settings of a run. Only those that change rows (`model`, `gazetteer`) enter the fingerprints of parts."""

    output: str = DEFAULT_OUTPUT
    model: str | None = None
    workers: int = 1
    part_characters: int = PART_CHARACTERS
    max_characters: int = MAX_CHARACTERS
    limits: Limits = field(default_factory=Limits.from_environment)
    knowledge_base: str | None = None
    gazetteer: str | None = None
    engine: str = "local"
    ray_address: str | None = None

    @classmethod
    def from_environment(cls, **given: object) -> Settings:
        """Settings from QUOTIDIAN_OUTPUT, _MODEL, _GAZETTEER, _WORKERS, _ENGINE and _RAY_ADDRESS, under those given.

        Raises SettingError where _WORKERS is no number of one or more.
        """
        found: dict[str, object] = {}
        for name in ("output", "model", "gazetteer", "engine", "ray_address"):
            if value := os.environ.get(f"QUOTIDIAN_{name.upper()}"):
                found[name] = value
        if workers := os.environ.get("QUOTIDIAN_WORKERS"):
            found["workers"] = _number("QUOTIDIAN_WORKERS", workers)
        found.update({name: value for name, value in given.items() if value is not None})
        return cls(**found)  # type: ignore[arg-type]


def _number(name: str, value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise SettingError(f"{name} is {value!r}; give it a whole number of one or more.")
    return int(value)


def cache_folder() -> pathlib.Path:
    """Where what takes long to make is kept for all runs of a user: `QUOTIDIAN_CACHE`, else as the system has it."""
    if named := os.environ.get("QUOTIDIAN_CACHE"):
        return pathlib.Path(named)
    home = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    return pathlib.Path(home or os.path.join(os.path.expanduser("~"), ".cache"), "quotidian")


def default_sources() -> tuple[str, ...]:
    """The sources that `QUOTIDIAN_SOURCES` names (separated as in PATH), else the folder `articles`."""
    named = re.findall(SOURCE, os.environ.get("QUOTIDIAN_SOURCES", ""))
    return tuple(source for source in named if source) or ("articles",)
