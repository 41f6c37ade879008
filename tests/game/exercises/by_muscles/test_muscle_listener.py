"""What a scene hears of the muscles, and what it shows of them."""

from game.drawing import Box
from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample
from game.muscles.reading import MuscleReading, MuscleState
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING


def worked(state: MuscleState, effort: float, now_s: float) -> FollowedArm:
    said = MuscleReading(state, effort=effort, taken_at_s=now_s)
    return FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=said)


def test_a_sensor_that_went_away_in_an_effort_shows_no_effort() -> None:
    listener = MuscleListener()

    def filled(state: MuscleState, at_s: float) -> float:
        listener.hear(Moment(at_s, at_s), worked(state, 0.8, at_s))
        return sum(s.height for s in listener.bar if isinstance(s, Box) and s.colour == "lake")

    assert filled("live", 0.1) > 0.5
    assert filled("lost", 0.2) == 0.0
    assert filled("live", 0.3) > 0.5
    assert filled("silent", 0.4) == 0.0


def test_only_a_live_sensor_stands_behind_what_is_shown() -> None:
    states: tuple[MuscleState, ...] = ("live", "lost", "silent", "unfit", "not_calibrated")
    taken_at_s = [live_sample(worked(state, 0.5, 7.0)) for state in states]
    assert taken_at_s == [7.0, None, None, None, None]
    assert live_sample(FollowedArm(RESTING, Tracking.LIVE, None, 0.0)) is None
