"""How sure a model is of the names it finds.

spaCy's entity recognizer decides word by word whether a name begins and of which label, and keeps no more than the
answer. Its network is asked once more here, for the words at which names begin alone: the share of the answers "a name
of this label begins" among all that it might give. The token vectors, which are nearly all of the work, are those that
it has just made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

from pipeline.language.document import PROBABILITIES

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

_FEATURES = 3
"""Words that the network looks at: the next one, and the first and the last of a name that has begun."""
_BEGINS = ("B", "U")
_WATCHED = "watched"
_STEPS = 10
"""Probabilities are told in tenths: the last bits of the vectors depend on which texts were parsed together."""


def watch(component: EntityRecognizer) -> Certainty | None:
    """What tells how sure an entity recognizer is, or None where its network is of a kind that is not known here."""
    model: Model[Any, Any] = component.model
    if not (model.has_ref("lower") and model.has_ref("upper") and model.has_ref("tok2vec")):
        return None
    lower, upper, tok2vec = (model.get_ref(name) for name in ("lower", "upper", "tok2vec"))
    is_known = lower.maybe_get_dim("nF") == _FEATURES and upper.has_param("W") and upper.has_param("b")
    vectors = tok2vec.layers[0] if [layer.name for layer in tok2vec.layers[1:]] == ["list2array", "linear"] else None
    if not is_known or vectors is None:
        return None
    return Certainty(component, vectors.layers[0] if vectors.name == _WATCHED else vectors)


class Certainty:
    """An entity recognizer that also tells how sure it is."""

    def __init__(self, component: EntityRecognizer, vectors: Model[Any, Any]) -> None:
        model: Model[Any, Any] = component.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._component = component
        self._linear = model.get_ref("tok2vec").layers[-1]
        weights, bias, pad = (np.asarray(lower.get_param(name)) for name in ("W", "b", "pad"))
        _, width, pieces, of = weights.shape
        self._shape = width, pieces
        # A name that has not begun has no first word and no last: what stands for these is the same everywhere.
        self._weights = weights[0].reshape(width * pieces, of).T
        self._bias = (bias + pad[0, 1:].sum(axis=0)).reshape(-1)
        self._upper = np.asarray(upper.get_param("W")).T, np.asarray(upper.get_param("b"))
        moves = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
        self._possible = np.array([move == "O" or (move[:1] in _BEGINS and len(move) > 2) for move in moves])
        self._of_label = {
            label: np.array([move[:1] in _BEGINS and move[2:] == label for move in moves])
            for label in {move[2:] for move in moves if len(move) > 2}
        }
        self._made: list[tuple[Sequence[Doc], list[np.ndarray]]] | None = None  # none but within `pipe`
        watched: Model[Any, Any] = Model(_WATCHED, self._watched, layers=[vectors], dims={"nO": vectors.get_dim("nO")})
        model.replace_node(model.get_ref("tok2vec").layers[0], watched)

    def pipe(self, docs: list[Doc]) -> list[Doc]:
        """Find the names of documents, and keep under `PROBABILITIES` how sure that is."""
        self._made = []
        try:
            found = list(self._component.pipe(docs, batch_size=4 * len(docs)))
            for batch, vectors in self._made:
                for doc, of_doc in zip(batch, vectors, strict=True):
                    self._tell(doc, of_doc)
        finally:
            self._made = None
        return found

    def _watched(
        self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[np.ndarray], Callable]:
        made, back = model.layers[0](docs, is_train)
        if self._made is not None:
            self._made.append((docs, made))
        return made, back

    def _tell(self, doc: Doc, vectors: np.ndarray) -> None:
        names = doc.ents
        if not names:
            return
        tokens = self._linear.predict(vectors[[name.start for name in names]])
        hidden = (tokens @ self._weights + self._bias).reshape(len(names), *self._shape).max(axis=-1)
        weights, bias = self._upper
        scores = np.where(self._possible, hidden @ weights + bias, -np.inf)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        doc.user_data[PROBABILITIES] = {
            name.start: float(np.float32(round(float(share[self._of_label[name.label_]].sum()) * _STEPS) / _STEPS))
            for name, share in zip(names, shares, strict=True)
        }
