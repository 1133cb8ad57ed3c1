"""What a rule fails on costs what it concerns."""

import pytest

from pipeline.language.guard import collecting, guarded


def halves(numbers):
    """A rule at work on numbers, each of which stands for a span."""
    found = []
    for number in numbers:
        with guarded("halve", number, number + 1):
            found.append(10 // number)
    return found


def test_a_failure_costs_one_expression_and_is_told_with_its_rule_and_span():
    with collecting() as failures:
        assert halves([5, 0, 2]) == [2, 5]
    (failure,) = failures
    assert (failure.rule, failure.start, failure.end) == ("halve", 0, 1)
    assert failure.detail.startswith("ZeroDivisionError: ")
    assert "(halves, line " in failure.detail


def test_where_nobody_collects_a_failure_is_raised():
    with pytest.raises(ZeroDivisionError):
        halves([0])
    with collecting() as failures:
        pass
    with pytest.raises(ZeroDivisionError):
        halves([0])
    assert failures == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, SystemExit])
def test_what_is_no_fault_of_the_rule_goes_on(error):
    with pytest.raises(error), collecting(), guarded("any", 0, 1):
        raise error
