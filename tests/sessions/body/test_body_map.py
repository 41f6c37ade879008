"""The body map: whole, symmetrical, named, and painted areas counted rightly."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from sessions.asking.answer import Painted, RegionId, Stroke
from sessions.body.body_map import HALF_WIDTH, VIEWS, Region, on_page, regions, regions_of
from sessions.body.body_paint import LEAST_SHARE, labels, painted, region_at

EVERY = tuple(regions().values())


def area(region: Region) -> float:
    corners = region.polygon
    pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def test_every_region_keeps_its_name_for_ever() -> None:
    # Logs and charts hold these names: add to this list, never change it.
    parts = {
        "front": {"head", "neck", "chest", "belly", "groin"},
        "back": {"head", "neck", "upper_back", "lower_back", "buttock"},
    }
    limbs = set(
        [
            "shoulder",
            "upper_arm",
            "elbow",
            "forearm",
            "wrist",
            "hand",
            "thumb",
            "index_finger",
            "middle_finger",
            "ring_finger",
            "little_finger",
            "thigh",
            "knee",
            "lower_leg",
            "ankle",
            "foot",
            "toes",
        ]
    )
    for view in VIEWS:
        assert {region.part for region in regions_of(view)} == parts[view] | limbs
    assert len(EVERY) == 84


def test_every_name_is_one_that_the_log_takes() -> None:
    for region_id in regions():
        TypeAdapter(RegionId).validate_python(region_id)


@pytest.mark.parametrize("region", EVERY, ids=lambda region: region.id)
def test_a_region_has_an_area_within_the_figure_and_a_name(region: Region) -> None:
    assert area(region) > 1e-4
    assert all(abs(x) <= HALF_WIDTH and 0.0 <= y <= 1.0 for x, y in region.polygon)
    for language, left, right in (("en", "left", "right"), ("fr", "gauche", "droit")):
        name = region.name_in(language)
        assert "{" not in name
        if region.side is not None:
            assert (left if region.side == "left" else right) in name
            assert (right if region.side == "left" else left) not in name


def test_left_and_right_are_mirror_images() -> None:
    for region in EVERY:
        if region.side == "left":
            other = regions()[region.id.replace("left", "right")]
            assert other.polygon == tuple((-x, y) for x, y in region.polygon)


def test_the_patients_left_is_at_the_viewers_right_on_the_front_and_left_on_the_back() -> None:
    assert all(x > 0 for x, _ in regions()["front_left_hand"].on_page)
    assert all(x < 0 for x, _ in regions()["back_left_hand"].on_page)
    assert region_at("front", (0.262, 0.42)) == "front_left_hand"
    assert region_at("back", (0.262, 0.42)) == "back_right_hand"


@given(place=st.tuples(st.floats(-1, 1), st.floats(0, 1)), view=st.sampled_from(VIEWS))
def test_a_place_on_the_page_turns_back_into_itself(place: tuple[float, float], view: str) -> None:
    assert view in ("front", "back")
    assert on_page(view, on_page(view, place)) == place  # type: ignore[arg-type]


def test_the_figure_has_no_holes() -> None:
    for view in VIEWS:
        inside = labels(view) >= 0
        middle = inside[:, inside.shape[1] // 2 - 1]
        trunk = middle[round(0.02 * len(middle)) : round(0.54 * len(middle))]
        assert trunk.all()


@pytest.mark.parametrize("region", EVERY, ids=lambda region: region.id)
def test_a_region_that_is_chosen_is_painted_whole_and_nothing_else_is(region: Region) -> None:
    answer = painted([], [region.id])
    assert answer.regions == {region.id: 1.0}
    assert answer.chosen == (region.id,)


def test_half_a_head_painted_counts_as_half() -> None:
    left_half = Stroke(view="front", places=((0.06, 0.86), (0.06, 0.99)), radius=0.06)
    share = painted([left_half]).regions["front_head"]
    assert share == pytest.approx(0.5, abs=0.06)


def test_a_dot_beside_the_body_is_nothing() -> None:
    assert painted([Stroke(view="back", places=((0.3, 0.9),), radius=0.02)]).regions == {}


def test_a_touch_in_passing_is_not_counted() -> None:
    edge = Stroke(view="front", places=((0.2, 0.2),), radius=0.0926)
    assert all(share >= LEAST_SHARE for share in painted([edge]).regions.values())


@given(
    strokes=st.lists(
        st.builds(
            Stroke,
            view=st.sampled_from(VIEWS),
            places=st.lists(
                st.tuples(st.floats(-0.4, 0.4), st.floats(-0.1, 1.1)), min_size=1, max_size=6
            ).map(tuple),
            radius=st.floats(0.005, 0.05),
        ),
        max_size=4,
    )
)
def test_more_paint_never_means_less_of_a_region(strokes: list[Stroke]) -> None:
    before = painted(strokes[:-1]).regions
    after = painted(strokes).regions
    assert all(after[region] >= share for region, share in before.items())
    assert all(0.0 < share <= 1.0 for share in after.values())


def test_an_answer_reads_back_from_its_json() -> None:
    answer = painted([Stroke(view="front", places=((0.0, 0.7), (0.1, 0.7)), radius=0.03)])
    assert Painted.model_validate_json(answer.model_dump_json()) == answer
    assert math.isclose(max(answer.regions.values()), answer.regions["front_left_chest"])
