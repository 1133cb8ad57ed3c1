"""Sparse matrices: scipy's, imported without parts of numpy that it does not need, which take most of the time.

scipy copies every name that numpy has, and numpy imports these parts when they are asked for.
"""

from __future__ import annotations

import importlib
import types
from typing import Any

import numpy as np


class _Later(types.ModuleType):
    """A module that is imported when something of it is asked for, by whoever has got hold of it meanwhile."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)


_not_needed = [
    name
    for name in ("char", "core", "ctypeslib", "f2py", "ma", "polynomial", "rec", "testing")
    if name not in vars(np)
]  # fmt: skip
for _name in _not_needed:
    setattr(np, _name, _Later(f"numpy.{_name}"))
try:
    from scipy import sparse
finally:
    for _name in _not_needed:
        if isinstance(vars(np).get(_name), _Later):
            delattr(np, _name)

__all__ = ["sparse"]
