"""py3langid, which tells the language of a text, loaded in a fifth of the time.

It comes packed; to unpack it takes half a second, so it is kept unpacked in the user's cache folder.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import lzma
import os
import pathlib
import shutil
import zipfile
from array import array
from typing import TYPE_CHECKING

import numpy as np

from pipeline.settings import cache_folder

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


@functools.cache
def identifier() -> LanguageIdentifier:
    """What tells the languages, opened once in a process."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    kept = cache_folder() / f"languages-{importlib.metadata.version('py3langid')}.npz"
    if not kept.is_file():
        _unpack(MODEL_DIR / MODEL_FILE, kept)
    try:
        return _opened(kept)
    except (KeyError, OSError, TypeError, ValueError, zipfile.BadZipFile):  # not written, broken, or of another layout
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _unpack(packed: pathlib.Path, kept: pathlib.Path) -> None:
    """Unpack a file into another, which is there as a whole or not at all; where that cannot be, it is not."""
    partial = kept.with_name(f"{kept.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            with lzma.open(packed) as source, open(partial, "wb") as target:
                shutil.copyfileobj(source, target)
            partial.rename(kept)
        finally:
            partial.unlink(missing_ok=True)


def _opened(path: pathlib.Path) -> LanguageIdentifier:
    from py3langid.langid import LanguageIdentifier

    with np.load(path, allow_pickle=False) as data:
        return LanguageIdentifier(
            data["ptc"], data["pc"], data["classes"].tolist(), _numbers(data["nextmove"]), data["out_feat"].tolist(),
            norm_probs=True, tk_row=_numbers(data["nextmove_row"]),
        )  # fmt: skip


def _numbers(column: np.ndarray) -> array[int]:
    """A column as an array of Python's, whose items are quicker to get."""
    numbers = array({2: "H", 4: "I", 8: "L"}[column.dtype.itemsize])
    numbers.frombytes(column.tobytes())
    return numbers
