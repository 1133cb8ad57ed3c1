"""How sparse matrices are imported."""

import subprocess
import sys

PROGRAM = """
import sys
from pipeline.corpus.matrices import sparse
assert not {"numpy.f2py", "numpy.ma", "numpy.testing"} & set(sys.modules)
import numpy
assert sparse.csr_array(numpy.eye(2)).sum() == 2
numpy.testing.assert_array_equal(numpy.ma.masked_array([1], [False]), [1])
from pipeline.corpus.matrices import _Later
assert _Later("numpy.ma").masked_array is numpy.ma.masked_array
"""


def test_numpy_is_whole_after_parts_of_it_were_not_imported_with_scipy():
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
