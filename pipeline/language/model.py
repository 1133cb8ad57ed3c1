"""The spaCy pipeline that parses the articles."""

from __future__ import annotations

import itertools
import logging
import pathlib
from collections.abc import Callable
from typing import Any

import srsly
from spacy.lang.en import English
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    get_model_meta,
    load_config,
    load_model_from_config,
    registry,
)
from spacy.vocab import Vocab
from thinc.api import Config, Model

from pipeline.errors import ModelNotFoundError
from pipeline.language import tok2vec
from pipeline.language.identity import model_folder
from pipeline.language.short_titles import SHORT_TITLES
from pipeline.language.word_rows import WordVectors

_log = logging.getLogger(__name__)
_GLUED = (
    r"[“”]",
    r'(?<=[,.:;?!])"(?=\w)',
    r'(?<=\w)"(?=[,.:;?!]\w)',
    r"(?<=\w)[,.:;?!]+(?=[“\"]\w)",
    r"(?<=[”\"])[,.:;?!](?=\w)",
)
"""Quotation marks that nothing parts from the words on either side, which spaCy keeps as one word: 'said,“Look'."""


_WITHOUT_WORDS = frozenset(
    ("attribute_ruler", "lemmatizer", "morphologizer", "ner", "parser", "senter", "tagger", "tok2vec")
)
"""Factories of components that know no word by its number alone."""


def load(name: str | None = None) -> Language:
    """The spaCy pipeline called `name`: an installed package's name or a folder.

    Its networks are exchanged for faster ones with the same answers, where they are of a known kind;
    a pipeline so loaded parses, but cannot be trained or saved. What it comes with but has no use for
    is left out.

    Without a name, the one that `QUOTIDIAN_MODEL` names, else the best of those that came with the
    installation.

    Raises ModelNotFoundError where there is none, saying what to install.
    """
    folder = model_folder(name)
    try:
        nlp = _read(folder)
    except OSError as error:
        raise ModelNotFoundError(
            f"The spaCy model {name!r} cannot be loaded ({str(error).splitlines()[0]}). Install it, or name another "
            "one with --model or QUOTIDIAN_MODEL."
        ) from error
    for label in itertools.chain(*nlp.pipe_labels.values()):
        nlp.vocab.strings.add(label)
    for component_name, component in nlp.pipeline:
        if isinstance(getattr(component, "model", None), Model):
            _quicken(component_name, component)
    return nlp


def _read(folder: pathlib.Path) -> Language:
    """The pipeline in a folder, as spaCy loads it but for its tokenizer, which is adapted, and how it looks up vectors.

    An English tokenizer is given its rules once: spaCy gives it those of the language, and then its own.
    """
    config = load_config(folder / "config.cfg")
    own = config["nlp"]
    in_one_go = own["lang"] == "en" and own.get("tokenizer", _OWN_TOKENIZER) == _OWN_TOKENIZER
    in_one_go = in_one_go and (folder / "tokenizer").is_file()
    if in_one_go:
        own["tokenizer"] = {"@tokenizers": _EMPTY}
    if own.get("vectors", _OWN_VECTORS) == _OWN_VECTORS:
        own["vectors"] = {"@vectors": _LOOKED_UP}
    leave_out = _not_needed(config)
    nlp = load_model_from_config(config, exclude=leave_out, meta=get_model_meta(folder))
    nlp.from_disk(folder, exclude=[*leave_out, "tokenizer"] if in_one_go else leave_out)
    adapt_tokenizer(nlp, (folder / "tokenizer").read_bytes() if in_one_go else None)
    return nlp


_OWN_TOKENIZER = {"@tokenizers": "spacy.Tokenizer.v1"}
_OWN_VECTORS = {"@vectors": "spacy.Vectors.v1"}
_EMPTY = "quotidian.Tokenizer.v1"
_LOOKED_UP = "quotidian.Vectors.v1"


@registry.tokenizers(_EMPTY)
def _empty_tokenizer() -> Callable[[Language], Tokenizer]:
    """Makes a tokenizer that has no rules yet."""
    return lambda nlp: Tokenizer(nlp.vocab)


@registry.vectors(_LOOKED_UP)
def _word_vectors() -> Callable[[Vocab], WordVectors]:
    """Makes vectors that are looked up."""
    return lambda vocab: WordVectors(strings=vocab.strings)


def adapt_tokenizer(nlp: Language, saved: bytes | None = None) -> None:
    """Have a pipeline keep short titles with their full stop, and part quotation marks from the words they touch.

    With `saved`, its tokenizer is first made the one that was so saved.
    """
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return
    rules = tokenizer.rules or {}
    if saved is not None:
        rules = srsly.msgpack_loads(saved)["exceptions"]
        tokenizer.from_bytes(saved, exclude=["vocab", "exceptions", "infix_finditer"])
    rules = {**rules, **{title: [{ORTH: title}] for title in SHORT_TITLES}}
    tokenizer.rules = {}  # with each search that it is given, a tokenizer takes its rules to pieces anew
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_GLUED]).finditer
    if isinstance(nlp, English):
        _pass_over_letters(tokenizer)
    tokenizer.rules = rules


def _pass_over_letters(tokenizer: Tokenizer) -> None:
    """Have no word of plain letters searched for marks, of which English has none in it: that is half of its cost.

    Only searches that are English's own are exchanged.
    """
    own = English.Defaults
    if tokenizer.prefix_search == compile_prefix_regex(own.prefixes or ()).search:
        tokenizer.prefix_search = _but_in_letters(tokenizer.prefix_search, None)
    if tokenizer.suffix_search == compile_suffix_regex(own.suffixes or ()).search:
        tokenizer.suffix_search = _but_in_letters(tokenizer.suffix_search, None)
    if tokenizer.url_match == own.url_match:
        tokenizer.url_match = _but_in_letters(tokenizer.url_match, None)
    tokenizer.infix_finditer = _but_in_letters(tokenizer.infix_finditer, ())


def _but_in_letters(search: Callable[[str], Any], nothing: Any) -> Callable[[str], Any]:
    """A search that finds nothing in plain letters."""
    return lambda text: nothing if text.isascii() and text.isalpha() else search(text)


def _not_needed(config: Config) -> list[str]:
    """What a pipeline comes with but has no use for: components that it does not run, and, mostly, its words.

    It brings all words that it was made with, some 700,000: half of the time that it takes to load. Words of an article
    are added when it is read, and what components call things by when they are loaded.
    """
    disabled = list(config["nlp"].get("disabled", []))
    run = {config["components"][name].get("factory") for name in config["nlp"]["pipeline"] if name not in disabled}
    return disabled + (["strings"] if run <= _WITHOUT_WORDS else [])


def _quicken(name: str, component: TrainablePipe) -> None:
    """Exchange the networks of a component that are known; the others get a faster matrix product, no more."""
    nodes = list(component.model.walk())
    networks = [node for node in nodes if node.has_ref("embed") and node.has_ref("encode")]
    known = bool(networks) or any(isinstance(node, Tok2VecListener) for node in nodes)
    for network in networks:
        quick = tok2vec.quicken(network)
        if quick is None:
            known = False
        elif network is component.model:
            component.model = quick
        else:
            component.model.replace_node(network, quick)
    if not known:
        _log.info("%s has a network of a kind that is not known here, and runs as spaCy runs it", name)
    tok2vec.use_openblas(component.model)


def identify(nlp: Language) -> str:
    """Language, name and version of a pipeline, as it stands in the tables' metadata."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
