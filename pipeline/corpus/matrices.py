"""Sparse matrices: scipy's, imported without parts of numpy that it does not need, which take most of the time.

scipy copies every name that numpy has, and numpy imports these parts when they are asked for.
"""

from __future__ import annotations

import types

import numpy as np

_STAND_IN = types.ModuleType("imported when it is needed")
_not_needed = [
    name
    for name in ("char", "core", "ctypeslib", "f2py", "ma", "polynomial", "rec", "testing")
    if name not in vars(np)
]  # fmt: skip
for _name in _not_needed:
    setattr(np, _name, _STAND_IN)
try:
    from scipy import sparse
finally:
    for _name in _not_needed:
        if vars(np).get(_name) is _STAND_IN:
            delattr(np, _name)

__all__ = ["sparse"]
