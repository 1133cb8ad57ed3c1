import sys

import pyarrow as pa
import pytest

from pipeline.tables import without_pandas


def test_only_pandas_are_hidden():
    hidden = without_pandas._Hidden()
    assert hidden.find_spec("json", None) is None
    with pytest.raises(ImportError, match="pandas"):
        hidden.find_spec("pandas", None)


def test_pandas_are_there_for_whoever_wants_them():
    without_pandas.leave_out_pandas()
    assert not any(isinstance(finder, without_pandas._Hidden) for finder in sys.meta_path)
    assert pa.table({"n": [1, 2]}).to_pandas()["n"].sum() == 3
