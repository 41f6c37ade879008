"""Both games by muscles come to the plan's bounds, up and down, and never pass them."""

from collections.abc import Sequence

import pytest

from game.frame import Frame
from game.input.command import Command
from game.movements.attempts import REST
from game.muscles.reading import MuscleReading
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from tests.game.exercises.playing import Played, plan_of, play_first
from tests.game.living_muscles import Hands

GAMES = {
    "kite": "stretches = {trials}\nstretch_s = 6\nrest_s = 3\n",
    "stepping_stones": (
        'attempts = ["close_hand", "open_hand"]\nstones = {trials}\nstone_s = 4\n'
        "relax_s = 0.5\nrest_every = 0\n"
    ),
}
SUCCESSES = {"kite": 13, "stepping_stones": 25}
"""So many in a row lead from the easiest to the hardest."""


@pytest.fixture(scope="module")
def hands() -> Hands:
    calibrated = Hands()
    calibrated.calibrate(("close_hand", "open_hand"))
    return calibrated


def played(hands: Hands, game: str, *, skilled: bool, trials: int, bounds: str = "") -> Played:
    """Play one game: muscles do what is asked for from the easiest on, or nothing ever."""
    asked = [""]

    def arm(now_s: float) -> FollowedArm:
        movement = asked[0] or REST if skilled else REST
        reading = MuscleReading("live", movement=movement, speed=0.8, taken_at_s=now_s)
        return FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        asked[0] = frame.asked
        return ()

    start = f"start_level = {0.0 if skilled else 1.0}\n"
    block = f'[[blocks]]\nexercise = "{game}"\n' + start + GAMES[game].format(trials=trials)
    return play_first(plan_of(bounds + block), hand, arm=arm, muscles=hands.source)


def ended_at(done: Played) -> float:
    level = done.kept.value("difficulty_level_share", "by muscles")
    assert level is not None
    return level


@pytest.mark.parametrize("game", GAMES)
def test_who_plays_well_comes_to_the_hardest_and_not_beyond(hands: Hands, game: str) -> None:
    done = played(hands, game, skilled=True, trials=SUCCESSES[game] + 2)
    assert ended_at(done) == 1.0
    assert [t.cycles_done for t in done.kept.trials] == [1] * (SUCCESSES[game] + 2)


@pytest.mark.parametrize("game", GAMES)
def test_who_can_not_comes_to_the_easiest_and_not_beyond(hands: Hands, game: str) -> None:
    assert ended_at(played(hands, game, skilled=False, trials=10)) == 0.0


@pytest.mark.parametrize("game", GAMES)
@pytest.mark.parametrize("skilled", [True, False])
def test_a_plan_that_allows_less_is_obeyed(hands: Hands, game: str, skilled: bool) -> None:
    bounds = "[bounds]\ndifficulty_least = 0.3\ndifficulty_most = 0.5\n"
    done = played(hands, game, skilled=skilled, trials=7, bounds=bounds)
    assert ended_at(done) == (0.5 if skilled else 0.3)
    if game == "kite":
        levels = done.kept.of_trials("difficulty_now_share")
        assert levels[0] == (0.3 if skilled else 0.5)
        assert all(level is not None and 0.3 <= level <= 0.5 for level in levels)
