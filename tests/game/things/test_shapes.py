"""Every kind of thing is a closed, outward-facing surface of the size it says it has."""

import numpy as np
import pytest

from game.things.shapes import surface_of
from game.things.thing import KINDS, SIZES, Kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_is_as_large_as_it_says_and_stands_on_the_table(kind: Kind) -> None:
    places, size = surface_of(kind).places_m, SIZES[kind]
    assert places[:, 2].min() == pytest.approx(0.0, abs=0.004)
    assert places[:, 2].max() == pytest.approx(size.height_m, abs=0.022)
    sideways = np.hypot(places[:, 0], places[:, 1])
    assert np.percentile(sideways, 90) <= size.radius_m * 1.45
    assert sideways.max() >= size.radius_m * 0.75
    assert 0.0 <= size.grasp_height_m <= size.height_m


@pytest.mark.parametrize("kind", KINDS)
def test_its_normals_are_unit_vectors_that_agree_with_its_triangles(kind: Kind) -> None:
    surface = surface_of(kind)
    assert np.linalg.norm(surface.normals, axis=1) == pytest.approx(
        np.ones(len(surface.normals)), abs=1e-6
    )
    a, b, c = (surface.places_m[surface.triangles[:, i]] for i in range(3))
    faces = np.cross(b - a, c - a)
    large = np.linalg.norm(faces, axis=1) > 1e-9
    means = surface.normals[surface.triangles].mean(axis=1)
    agreeing = np.einsum("ij,ij->i", faces, means)[large] > 0.0
    assert agreeing.mean() > 0.98


@pytest.mark.parametrize("kind", KINDS)
def test_its_colours_are_colours(kind: Kind) -> None:
    tints = surface_of(kind).tints
    assert tints.shape[1] == 4
    assert tints.min() >= 0.0
    assert tints.max() <= 1.0


def test_a_ball_is_round() -> None:
    places = surface_of("ball").places_m - (0.0, 0.0, SIZES["ball"].radius_m)
    assert np.linalg.norm(places, axis=1) == pytest.approx(
        np.full(len(places), SIZES["ball"].radius_m), abs=2e-4
    )
