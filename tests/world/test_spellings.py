"""Names with their short words in full."""

import pytest

from pipeline.world.spellings import in_full


@pytest.mark.parametrize(
    ("label", "written", "whole"),
    [
        ("FAC", "W. 5th St.", "West Fifth Street"),
        ("FAC", "N. Velmora Ave", "North Velmora Avenue"),
        ("FAC", "19th Street", "19th Street"),
        ("FAC", "4th Ave.", "Fourth Avenue"),
        ("FAC", "E Street", "E Street"),
        ("FAC", "Velmora Rd", "Velmora Road"),
        ("FAC", "Velmora Hwy.", "Velmora Highway"),
        ("FAC", "SW Velmora Blvd.", "Southwest Velmora Boulevard"),
        ("FAC", "Velmora Pkwy", "Velmora Parkway"),
        ("FAC", "Velmora Ln.", "Velmora Lane"),
        ("FAC", "E. 1st Rd.", "East First Road"),
        ("FAC", "S. 2nd Rd.", "South Second Road"),
        ("FAC", "NE 3rd Rd.", "Northeast Third Road"),
        ("FAC", "NW 6th Rd.", "Northwest Sixth Road"),
        ("FAC", "SE 7th Rd.", "Southeast Seventh Road"),
        ("FAC", "8th Rd.", "Eighth Road"),
        ("FAC", "9th Rd.", "Ninth Road"),
        ("FAC", "10th Rd.", "Tenth Road"),
        ("FAC", "St.", "St."),
        ("FAC", "Tarn 5th Inn St. Ann", "Tarn 5th Inn St. Ann"),
        ("LOC", "Mt. Velmora", "Mount Velmora"),
        ("FAC", "Tarn-Mt. Velmora Park", "Tarn-Mount Velmora Park"),
        ("GPE", "Mt Velmora", "Mount Velmora"),
        ("PERSON", "Mt Velmora", "Mt Velmora"),
        ("LOC", "Mtt Velmora", "Mtt Velmora"),
        ("GPE", "LA County", "Los Angeles County"),
        ("ORG", "L.A. County Fire Department", "Los Angeles County Fire Department"),
        ("ORG", "LA Times", "LA Times"),
        ("PERSON", "LA County", "LA County"),
        ("ORG", "Medical Assn. of Velmora", "Medical Association of Velmora"),
        ("ORG", "Velmora Univ. Dept", "Velmora University Department"),
        ("ORG", "Natl. Grain Assoc.", "National Grain Association"),
        ("ORG", "W. 5th St.", "W. 5th St."),
    ],
)
def test_short_words_are_written_out(label, written, whole):
    assert in_full(written, label) == whole
