import pytest

from pipeline.world.distance import EARTH, kilometres


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        ((51.5, -0.1, 51.5, -0.1), 0.0),
        ((0.0, 0.0, 0.0, 90.0), EARTH * 3.14159265 / 2),
        ((90.0, 0.0, -90.0, 37.0), EARTH * 3.14159265),
        ((48.857, 2.352, 51.507, -0.128), 343.6),  # Paris to London
        ((10.0, 179.5, 10.0, -179.5), 109.5),  # over the date line
    ],
)
def test_points_are_so_far_apart(points, wanted):
    assert kilometres(*points) == pytest.approx(wanted, abs=0.5)
    assert kilometres(*points[2:], *points[:2]) == pytest.approx(wanted, abs=0.5)
