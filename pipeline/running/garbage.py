"""Python's search for garbage: put off while a part is made, and while much is imported, all of which stays."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_YOUNG = 1


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Look for garbage before the block and not within it.

    The words of a part's articles hold one another as long as the part is worked on, and each search would go
    through all of them. What the last part has left is young, as no search has come upon it: what was imported is
    not gone through again.
    """
    gc.collect(_YOUNG)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
