"""Records: what they have of frozen dataclasses."""

import dataclasses

import pytest

from pipeline.language.record import record


@record
class Bird:
    """A record of a test."""

    name: str
    legs: int = 2


@record
class Known:
    """One that is known by its name."""

    name: str
    seen: int

    def __eq__(self, other):
        return isinstance(other, Known) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


def test_records_are_what_their_fields_are():
    assert Bird("wren") == Bird("wren", 2) != Bird("wren", 1)
    assert len({Bird("wren"), Bird("wren"), Bird("rook")}) == 2
    assert dataclasses.replace(Bird("wren"), legs=1) == Bird("wren", 1)


def test_a_record_may_be_known_by_something_else():
    assert len({Known("wren", 1), Known("wren", 2)}) == 1


def test_a_record_has_its_fields_and_no_others():
    with pytest.raises(AttributeError):
        Bird("wren").colour = "brown"


def test_a_record_is_made_without_what_freezing_costs():
    assert Bird.__setattr__ is object.__setattr__
