"""The spaCy pipeline that parses the articles."""

from __future__ import annotations

from spacy.language import Language

from pipeline.errors import ModelNotFoundError
from pipeline.language.identity import model_folder


def load(name: str | None = None) -> Language:
    """The spaCy pipeline called `name`: an installed package's name or a folder.

    Without a name, the one that `QUOTIDIAN_MODEL` names, else the best of those that came with the
    installation.

    Raises ModelNotFoundError where there is none, saying what to install.
    """
    import spacy
    from thinc.api import NumpyOps

    folder = model_folder(name)
    try:
        nlp = spacy.load(folder)
    except OSError as error:
        raise ModelNotFoundError(
            f"The spaCy model {name!r} cannot be loaded ({str(error).splitlines()[0]}). Install it, or name another "
            "one with --model or QUOTIDIAN_MODEL."
        ) from error
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if hasattr(getattr(component, "model", None), "_to_ops"):
            component.model._to_ops(ops)
    return nlp


def identify(nlp: Language) -> str:
    """Language, name and version of a pipeline, as it stands in the tables' metadata."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
