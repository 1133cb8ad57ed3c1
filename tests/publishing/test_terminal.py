"""What is shown on a terminal cannot steer it, and tells what was passed over."""

import pytest

from pipeline.publishing import terminal


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (["a", "b"], "a, b"),
        ("one\n two", "one two"),
        ("red \x1b[31m map\x9b2J\x00", "red \\x1b[31m map\\x9b2J\\x00"),
        ("x" * 161, "x" * 159 + "…"),
    ],
)
def test_a_cell_is_a_line_that_no_terminal_obeys(value, shown):
    assert terminal._cell(value) == shown


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a[b].docx"], "1 file of a format that is not read, passed over: a[b].docx.\n"),
        (["a.docx", "b.pdf"], "2 files of formats that are not read, passed over: a.docx, b.pdf.\n"),
        ([f"{i}.pdf" for i in range(7)], "passed over: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more.\n"),
    ],
)
def test_files_that_were_passed_over_are_counted_and_named(names, said, capsys):
    terminal.passed_over(names)
    out = capsys.readouterr().out
    assert out.endswith(said)
    assert bool(out) == bool(said)
