"""What worker processes share: imported once by the server that forks them."""

import os
import signal

_EVERY = 0.2
_run = os.getppid()


def _end_with_the_run(*_: object) -> None:
    if os.getppid() != _run:
        os._exit(1)


# The server would otherwise import to the end before it looks. Workers inherit no timers.
signal.signal(signal.SIGALRM, _end_with_the_run)
signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)

import pyarrow.parquet  # noqa: E402

from pipeline.language.importing import import_spacy  # noqa: E402

import_spacy()

import spacy.lang.en  # noqa: E402

from pipeline.running.making import preload_model  # noqa: E402
from pipeline.world.atlas import atlas  # noqa: E402

__all__ = ["pyarrow", "spacy"]

preload_model()
atlas()
