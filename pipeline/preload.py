"""What worker processes share: imported once by the server that forks them."""

import pyarrow.parquet
import spacy.lang.en

__all__ = ["pyarrow", "spacy"]
