"""spaCy's convolutional token vectors, computed faster.

A `Tok2Vec` network first embeds each token by itself, then mixes it with its neighbours. What a token
is embedded as depends on its word alone, so it is worked out once a word. The convolutions that
follow are matrix products over blocks of tokens that fit the processor's cache.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import IDS, LENGTH, LOWER, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

from pipeline.language.memo import Memo, columns_of, mixed, write_columns

_BLOCK = 512
"""Tokens a block: its widest matrix, 512 rows of 288 numbers, stays in the second-level cache."""
_ROWS = 16
"""As many numbers as the widest processors add at once."""
_EMBEDDING_LAYERS = frozenset(
    ("extract_features", "list2ragged", "ragged2list", "ints-getitem", "hashembed", "static_vectors", "maxout")
) | {"layernorm", "dropout"}
"""Layers that look at one token at a time."""
_CONVOLUTION = "residual(expand_window>>maxout>>layernorm>>dropout)"
_FLAGS = range(1, 64)
"""The attributes that a word has or has not, such as being a number."""
_OF_THE_WORD = (ORTH, LOWER, PREFIX, SUFFIX, SHAPE, LENGTH)
_OF_THE_TOKEN = (NORM, SPACY)
"""Attributes that two tokens of the same word may differ in, and that a token has before any component ran."""


def quicken(model: Model) -> Model | None:
    """A layer with the same answers as the `Tok2Vec` network `model`, or None where it is built in an unknown way."""
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return None
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    attributes = _attributes(embed)
    convolutions = _convolutions(encode)
    if attributes is None or convolutions is None:
        return None
    _use(_WordsApart(use_blis=False), embed)
    vectors = _Vectors(embed, attributes, convolutions, encode.attrs["pad"])
    return Model("quick_tok2vec", vectors.forward, dims={"nO": model.get_dim("nO")})


def use_openblas(model: Model) -> None:
    """Let a network use numpy's matrix product: that of thinc's BLIS knows no recent processors."""
    _use(NumpyOps(use_blis=False), model)


def _use(ops: NumpyOps, model: Model) -> None:
    for node in model.walk():
        node.ops = ops


class _WordsApart(NumpyOps):
    """Products with weights in which no row depends on where it stands or on what stands beside it.

    In one product of all rows, the steps in which a row is worked out depend on its place, and the last bits on the
    steps. What a word is embedded as would then depend on which words were new at the same time, and whether "about" is
    `advmod` or `quantmod` on what the process had parsed before. So few rows at a time are all worked out alike.
    """

    def gemm(
        self, x: np.ndarray, y: np.ndarray, out: np.ndarray | None = None, trans1: bool = False, trans2: bool = False
    ) -> np.ndarray:
        """The product of two matrices, of which `x` has the rows."""
        rows, weights = x.T if trans1 else x, y if trans2 else y.T
        made = np.empty((len(rows), len(weights)), x.dtype) if out is None else out
        block = np.zeros((_ROWS, rows.shape[1]), x.dtype)
        for start in range(0, len(rows), _ROWS):
            n = min(_ROWS, len(rows) - start)
            block[:n] = rows[start : start + n]
            made[start : start + n] = np.dot(weights, block.T).T[:n]
        return made


@dataclass(frozen=True, slots=True)
class _Convolution:
    """A layer's numbers, laid out so that the first pieces of all maxout units come first, then the second ones."""

    window: int
    pieces: int
    weights: np.ndarray
    bias: np.ndarray
    scale: np.ndarray
    shift: np.ndarray


class _Vectors:
    """The network itself. It remembers the embedding of each word."""

    def __init__(self, embed: Model, attributes: list[int], convolutions: list[_Convolution], pad: int) -> None:
        self._embed = embed
        self._attributes = attributes
        self._convolutions = convolutions
        self._pad = pad
        # Around the whole batch: what is beyond a text's padding must count as nothing, as it does in spaCy.
        self._frame = pad + max(convolution.window for convolution in convolutions)
        self._width = convolutions[0].weights.shape[1] // convolutions[0].pieces
        self._memo = Memo((self._width,), np.float32)

    def forward(self, model: Model, docs: Sequence[Doc], is_train: bool) -> tuple[list[np.ndarray], Callable]:
        """Vectors for each token of each document, one matrix a document."""
        columns = columns_of(docs, self._attributes)
        rows = self._memo.rows(mixed(columns), lambda at: self._embedded(docs[0].vocab, columns[at]))
        starts, at = [], self._frame
        for doc in docs:
            starts.append(at)
            at += len(doc) + self._pad
        words, word_of = _in_order(rows)
        # Before the first word stands what is no word: all zeros.
        embedded = np.concatenate([np.zeros((1, self._width), np.float32), self._memo.values[words]])
        places = np.zeros(at - self._pad + self._frame, np.int64)
        for doc, start, done in zip(docs, starts, itertools.accumulate(map(len, docs), initial=0), strict=False):
            places[start : start + len(doc)] = word_of[done : done + len(doc)] + 1
        first, *others = self._convolutions
        tokens = embedded[places]
        mixed_in = np.zeros_like(tokens)
        _convolve(tokens, first, _of_words(embedded, places, first), mixed_in)
        for convolution in others:
            tokens, mixed_in = mixed_in, tokens
            _convolve(tokens, convolution, _of_windows(tokens, convolution), mixed_in)
        tokens = mixed_in
        return [tokens[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)], _no_training

    def _embedded(self, vocab: Vocab, columns: np.ndarray) -> np.ndarray:
        """What the network's own first half makes of these words, each taken by itself."""
        by_name = dict(zip(self._attributes, columns.T, strict=True))
        words = [vocab.strings[orth] for orth in by_name[ORTH].tolist()]
        doc = Doc(vocab, words=words, spaces=by_name[SPACY].astype(bool).tolist())
        write_columns([doc], [NORM], by_name[NORM][:, None])
        return self._embed.predict([doc])[0]


def _in_order(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different ones of some numbers, in the order in which they first come, and for each number which it is.

    In that order, as what a process remembers must not decide where a word stands in a matrix (see `_WordsApart`).
    """
    different, first, which = np.unique(rows, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return different[order], place[which]


_Product = Callable[[int, int, np.ndarray], None]
"""Writes the product of a layer's weights with the windows around tokens `[start, end)`."""


def _of_windows(tokens: np.ndarray, layer: _Convolution) -> _Product:
    """The products with windows over any vectors."""
    reach = (2 * layer.window + 1) * tokens.shape[1]
    windows = np.lib.stride_tricks.as_strided(
        tokens, (len(tokens) - 2 * layer.window, reach), tokens.strides, writeable=False
    )
    window = np.empty((_BLOCK, reach), np.float32)

    def multiply(start: int, end: int, out: np.ndarray) -> None:
        window[: end - start] = windows[start:end]
        np.matmul(window[: end - start], layer.weights, out=out)

    return multiply


def _of_words(embedded: np.ndarray, places: np.ndarray, layer: _Convolution) -> _Product:
    """The products with windows over words, of which most come more than once: the sums of what each adds."""
    width = embedded.shape[1]
    products = [embedded @ layer.weights[at : at + width] for at in range(0, len(layer.weights), width)]

    def multiply(start: int, end: int, out: np.ndarray) -> None:
        np.take(products[0], places[start:end], axis=0, out=out)
        for away, product in enumerate(products[1:], 1):
            out += product[places[start + away : end + away]]

    return multiply


def _convolve(tokens: np.ndarray, layer: _Convolution, multiply: _Product, out: np.ndarray) -> None:
    """Mix each token with its neighbours: window, maxout, layer normalisation, and the token itself added.

    The first and the last rows, which have no neighbours on one side, are frame and left as they are.
    """
    size, width = tokens.shape
    total = size - 2 * layer.window
    pieces = np.empty((_BLOCK, layer.weights.shape[1]), np.float32)
    mean = np.full(width, 1 / width, np.float32)
    for start in range(0, total, _BLOCK):
        n = min(_BLOCK, total - start)
        multiply(start, start + n, pieces[:n])
        pieces[:n] += layer.bias
        middle = slice(layer.window + start, layer.window + start + n)
        block = out[middle]
        np.maximum(pieces[:n, :width], pieces[:n, width * (layer.pieces - 1) :], out=block)
        for piece in range(1, layer.pieces - 1):
            np.maximum(block, pieces[:n, piece * width : (piece + 1) * width], out=block)
        block -= (block @ mean)[:, None]
        variance = np.einsum("ij,ij->i", block, block) / width
        block *= (1 / np.sqrt(variance + np.float32(1e-8)))[:, None]
        block *= layer.scale
        block += layer.shift
        block += tokens[middle]


def _attributes(embed: Model) -> list[int] | None:
    """The attributes that tell what a token is embedded as, or None where the network looks at more than one token."""
    leaves = [node for node in embed.walk() if not node.layers]
    if not {node.name for node in leaves} <= _EMBEDDING_LAYERS:
        return None
    columns = [column for node in leaves for column in node.attrs.get("columns", ())]
    numbers = [IDS.get(column.upper(), 0) if isinstance(column, str) else column for column in columns]
    if not all(number in _FLAGS or number in _OF_THE_WORD or number in _OF_THE_TOKEN for number in numbers):
        return None
    return [ORTH, *_OF_THE_TOKEN]


def _convolutions(encode: Model) -> list[_Convolution] | None:
    """The numbers of a `MaxoutWindowEncoder`'s layers, or None where the network is another one."""
    if not encode.name.startswith("with_array(") or len(encode.layers) != 1:
        return None
    stack = encode.layers[0]
    layers = [stack] if stack.name == _CONVOLUTION else stack.layers
    if not layers or any(layer.name != _CONVOLUTION for layer in layers):
        return None
    found = [_convolution(layer) for layer in layers]
    reach = sum(convolution.window for convolution in found)
    return found if encode.attrs["pad"] >= reach else None


def _convolution(layer: Model) -> _Convolution:
    nodes: dict[str, Any] = {node.name: node for node in layer.walk()}
    weights, bias = (nodes["maxout"].get_param(name) for name in ("W", "b"))
    width, pieces, reach = weights.shape
    return _Convolution(
        nodes["expand_window"].attrs["window_size"],
        pieces,
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, reach).T),
        np.ascontiguousarray(bias.T).reshape(-1),
        nodes["layernorm"].get_param("G"),
        nodes["layernorm"].get_param("b"),
    )


def _no_training(_: object) -> object:
    raise TypeError("A pipeline that was made faster for parsing cannot be trained.")
