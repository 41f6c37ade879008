"""The covered mirror: movements are counted under a cloth, and no limb is ever shown."""

import pytest

from game.app import players_for
from game.shown.arm_follower import FollowedArm, Tracking
from sessions.plan.plan import LoadedPlan
from tests.game.exercises.playing import Played, nobody, one_block, play_first

BLOCK = one_block(
    "covered_mirror",
    movements=["hand_open_close", "pinch"],
    duration_s=24,
    repetitions=3,
    rest_s=4,
)


def opened_and_closed(loaded: LoadedPlan, tracking: Tracking) -> Played:
    """Play with a hand that opens and closes every 4 s, twice, then rests."""
    player = players_for(loaded)["hand_open_close"]

    def arm(now_s: float) -> FollowedArm:
        phase = now_s / 4.0 if now_s < 8.0 else 0.0
        return FollowedArm(player.pose_at(phase), tracking, now_s, now_s)

    return play_first(loaded, nobody, arm=arm)


def test_under_the_cloth_no_limb_is_ever_shown_and_repetitions_are_counted() -> None:
    played = opened_and_closed(BLOCK, Tracking.LIVE)
    assert all(not frame.limbs for frame in played.frames)
    assert [trial.movement for trial in played.kept.trials] == ["hand_open_close", "pinch"]
    assert played.completed
    assert played.kept.value("repetitions_count", "hand_open_close") == 2.0
    assert played.kept.value("repetitions_count", "pinch") == 0.0
    strips = [f for f in played.frames if f.scene == "covered_mirror"]
    assert strips
    assert all(f.drawing for f in strips), "a cloth lies where the limb would be"


def test_a_hand_out_of_sight_is_neither_counted_nor_said_to_be_seen() -> None:
    seen = opened_and_closed(BLOCK, Tracking.LIVE).kept.trials
    lost = opened_and_closed(BLOCK, Tracking.LOST).kept.trials
    assert [trial.seen_s for trial in seen] == [pytest.approx(10.0, abs=0.2)] * 2
    assert [(trial.seen_s, trial.cycles_done) for trial in lost] == [(0.0, 0)] * 2
