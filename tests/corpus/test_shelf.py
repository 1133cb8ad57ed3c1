"""The shelf on which a stage over the corpus keeps what it has worked out."""

import pyarrow as pa
import pytest

from pipeline.corpus.kept import Kept, shelf

NUMBERS = pa.schema([("n", pa.int64())])


def numbers(*values):
    return pa.table({"n": pa.array(values, pa.int64())})


def held(kept, name="numbers"):
    with shelf(kept) as found:
        return found.get(name, NUMBERS)["n"].to_pylist()


@pytest.fixture
def kept(tmp_path):
    kept = Kept(str(tmp_path / "stories.arrow"), {}, "1")
    with shelf(kept) as found:
        found.put(numbers=numbers(3, 1, 2), none=numbers())
        found.put(others=numbers(7))
    return kept


def test_tables_are_there_again_by_their_names(kept):
    assert [held(kept, name) for name in ("numbers", "none", "others", "unheard-of")] == [[3, 1, 2], [], [7], []]


def test_what_other_code_has_kept_is_not_used(kept):
    assert held(Kept(kept.path, {}, "2")) == []


@pytest.mark.parametrize("at", [0, 8, 400, -1])
def test_a_file_that_has_changed_by_a_byte_is_not_used(kept, tmp_path, at):
    data = bytearray((tmp_path / "stories.arrow").read_bytes())
    data[at] ^= 1
    (tmp_path / "stories.arrow").write_bytes(data)
    assert held(kept) == []


@pytest.mark.parametrize("left", [0, 5, 8, 400])
def test_a_file_of_which_a_part_is_lost_is_not_used(kept, tmp_path, left):
    (tmp_path / "stories.arrow").write_bytes((tmp_path / "stories.arrow").read_bytes()[:left])
    assert held(kept) == []


def test_what_was_worked_out_before_a_failure_is_kept(kept):
    def fails():
        with shelf(kept) as found:
            found.put(numbers=numbers(4))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert held(kept) == [4]
    assert held(kept, "others") == [7]


def test_a_file_is_written_only_where_something_has_changed(kept, tmp_path):
    before = (tmp_path / "stories.arrow").stat().st_ino
    held(kept)
    assert (tmp_path / "stories.arrow").stat().st_ino == before
