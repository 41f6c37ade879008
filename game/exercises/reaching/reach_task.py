"""One reach as a task: which thing, from where to where, how near is near enough."""

from dataclasses import dataclass

import numpy as np

from game.exercises.difficulty import Difficulty
from game.exercises.reaching.comfort_range import ComfortRange, height_on_table_m
from game.exercises.reaching.hand_place import Place
from game.things.thing import SIZES, Kind, Place3, ShownThing
from sessions.blocks.grasp_settings import GraspSettings

_CLEAR_M = SIZES["bowl"].radius_m + SIZES["stand"].radius_m + 0.02
_MOST_OF_WAY = 0.45
"""Two places are never nearer than this lets them be told apart."""


@dataclass(frozen=True, slots=True)
class ReachTask:
    """What one trial asks."""

    kind: Kind
    start_m: Place
    """Where the thing's middle is: what the hand has to come to."""
    goal_m: Place
    tolerance_m: float
    close_by: float
    trial_s: float
    goal_kind: Kind = "coaster"
    done: tuple[ShownThing, ...] = ()
    """Things put down before, still to be seen."""
    waiting: tuple[ShownThing, ...] = ()
    """Things whose turn comes later."""

    @property
    def bowl_m(self) -> Place:
        """Where the middle of a bowl stands: clear of the thing, however short the way is."""
        way = self.goal_m[:2] - self.start_m[:2]
        length_m = float(np.hypot(*way))
        if length_m >= _CLEAR_M:
            return self.goal_m
        on = way / length_m * (_CLEAR_M - length_m) if length_m > 0.0 else np.zeros(2)
        return np.asarray(self.goal_m + np.append(on, 0.0))

    @property
    def around(self) -> tuple[ShownThing, ...]:
        """Everything but the thing itself: stands, where it belongs, what is there already."""
        start_foot, start_rise = foot_of(self.kind, self.start_m)
        things = list(stand_under(start_foot, start_rise))
        if self.goal_kind == "bowl":
            things.append(bowl_at(self.bowl_m))
        else:
            goal_foot, goal_rise = foot_of(self.kind, self.goal_m)
            things += stand_under(goal_foot, goal_rise)
            things.append(ShownThing(self.goal_kind, goal_foot))
        return (*things, *self.done, *self.waiting)


def foot_of(kind: Kind, middle_m: Place) -> tuple[Place3, float]:
    """Return where a thing's foot is when a hand holds its middle there, and how high above."""
    z_m, above_m = height_on_table_m(float(middle_m[2]) - SIZES[kind].grasp_height_m)
    return (float(middle_m[0]), float(middle_m[1]), z_m), above_m


def stand_under(foot_m: Place3, above_m: float) -> tuple[ShownThing, ...]:
    """Return the stand that lifts a foot to its height; none on the table itself."""
    if above_m <= 0.0:
        return ()
    x, y, z = foot_m
    rise = above_m / SIZES["stand"].height_m
    return (ShownThing("stand", (x, y, z - above_m), rise=rise),)


def bowl_at(goal_m: Place) -> ShownThing:
    """Return the bowl into which things are laid: on the table, whatever the hand's height."""
    z_m, _ = height_on_table_m(-9.0)
    return ShownThing("bowl", (float(goal_m[0]), float(goal_m[1]), z_m))


def places_for(
    comfort: ComfortRange, difficulty: Difficulty, settings: GraspSettings, number: int
) -> tuple[Place, Place, float]:
    """Return start, goal and tolerance of one reach; there and back by turns."""
    distance = difficulty.between(settings.easiest_distance, settings.hardest_distance)
    near = comfort.at(0.5 - distance / 2.0)
    far = comfort.at(0.5 + distance / 2.0)
    tolerance_m = difficulty.between(settings.easiest_tolerance_m, settings.hardest_tolerance_m)
    apart_m = float(np.hypot(*(far - near)[:2]))
    tolerance_m = max(min(tolerance_m, _MOST_OF_WAY * apart_m), 0.01)
    return (far, near, tolerance_m) if number % 2 == 0 else (near, far, tolerance_m)
