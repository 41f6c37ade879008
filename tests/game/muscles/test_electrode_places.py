"""Where electrodes go is shown on the set-up page, of the arm that is trained."""

import itertools
from pathlib import Path

import numpy as np

from game.drawing import Label, Sprite
from game.muscles.electrode_places import electrode_places
from tests.game.muscle_theatre import MuscleRun, muscle_home, muscle_plan


def sprites(side: str) -> list[Sprite]:
    return [shape for shape in electrode_places(side) if isinstance(shape, Sprite)]  # type: ignore[arg-type]


def test_every_picture_has_words_below_it_and_none_overlaps_another() -> None:
    shown = electrode_places("left")
    labels = [shape for shape in shown if isinstance(shape, Label)]
    pictures = sprites("left")
    assert [p.name for p in pictures] == ["ring", "flexors", "extensors", "residual"]
    for picture, label in zip(pictures, labels, strict=True):
        assert label.at[0] == picture.at[0]
        assert label.at[1] + label.size / 2 < picture.at[1] - picture.height / 2
        assert picture.at[1] + picture.height / 2 <= 1.0
        assert label.at[1] - label.size / 2 >= -1.0
    edges = [(p.at[0] - p.width / 2, p.at[0] + p.width / 2) for p in pictures]
    assert all(one[1] < other[0] for one, other in itertools.pairwise(edges))


def test_the_right_arm_is_the_left_one_mirrored() -> None:
    for left, right in zip(sprites("left"), sprites("right"), strict=True):
        assert np.array_equal(left.rgba, right.rgba[:, ::-1])
        assert left.rgba[..., :3].std() > 10


def test_the_same_pictures_are_handed_over_every_time() -> None:
    again = zip(sprites("left"), sprites("left"), strict=True)
    assert all(one.rgba is other.rgba for one, other in again)


def test_the_set_up_shows_them_before_the_signal(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path))
    run.play(muscle_plan())
    scenes = [frame.scene for frame in run.presser.frames]
    shown = next(frame for frame in run.presser.frames if frame.scene == "electrodes")
    assert shown.screen.canvas
    assert sum(isinstance(shape, Sprite) for shape in shown.drawing) == 4
    assert scenes.index("electrodes") < scenes.index("muscle_check")
