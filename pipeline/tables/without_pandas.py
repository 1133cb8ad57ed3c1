"""Arrow without pandas, for processes that have no use for them: it imports them before it makes an array of a list."""

from __future__ import annotations

import importlib.abc
import sys
from collections.abc import Sequence

import pyarrow as pa


class _Hidden(importlib.abc.MetaPathFinder):
    """Lets pandas not be found."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> None:
        if name == "pandas":
            raise ImportError("Nobody has asked for pandas yet.", name=name)


def leave_out_pandas() -> None:
    """Have Arrow look for pandas now and not find them, unless they are imported already.

    Whoever wants them (`to_pandas`) imports them then.
    """
    if "pandas" in sys.modules:
        return
    finder = _Hidden()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(finder)
