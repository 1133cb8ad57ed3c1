"""What worker processes share: imported once by the server that forks them."""

import pyarrow.parquet
import spacy.lang.en

from pipeline.engine import preload_model

__all__ = ["pyarrow", "spacy"]

preload_model()
