"""Plays a phantom tapping block: the intact hand alone, then the phantom with the key in step."""

from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.tapping import play_tapping_trial
from game.exercises.reaching.tapping_outcomes import Effector
from game.exercises.reaching.tapping_scene import TappingScene, TappingSetting
from game.exercises.turns import rest_between
from game.language import tr
from game.play.stage import Stage
from game.scenes.scene import Play
from sessions.blocks.phantom_tapping import PhantomTappingBlock


def play_phantom_tapping(block: PhantomTappingBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    hand = HandPlace(stage.skeleton)
    order: list[Effector] = ["intact" for _ in range(block.intact_trials)]
    order += ["phantom" for _ in range(block.trials)]
    frequencies: dict[Effector, list[float]] = {"intact": [], "phantom": []}
    for i, effector in enumerate(order):
        yield from rest_between(i, block.rest_s)
        scene = TappingScene(_setting(block, stage, effector), stage.trace)
        measures = yield from play_tapping_trial(
            scene, stage, index, i, hand, effector=effector, by_key=True
        )
        if scene.skipped:
            return False
        if measures is not None and measures.frequency_hz is not None:
            frequencies[effector].append(measures.frequency_hz)
    stage.journal.outcome(index, "phantom_tapping", "phantom_speed_ratio", _ratio(frequencies))
    return True


def _ratio(frequencies: dict[Effector, list[float]]) -> float | None:
    """Return the phantom's fastest trial over the intact hand's; 1 is as fast."""
    phantom, intact = frequencies["phantom"], frequencies["intact"]
    return max(phantom) / max(intact) if phantom and intact else None


def _setting(block: PhantomTappingBlock, stage: Stage, effector: Effector) -> TappingSetting:
    phantom = effector == "phantom"
    return TappingSetting(
        name="phantom_tapping",
        side=stage.affected_side,
        duration_s=block.duration_s,
        by_key=True,
        in_step=phantom and block.limb_shown == "in_step",
        title=tr("Tapping with the limb you feel") if phantom else tr("Tapping with your hand"),
        ready=tr("Get ready. It begins when the bar begins to fill."),
        now=tr("Tap thumb and index of the limb you feel. Press the key each time they meet.")
        if phantom
        else tr("Tap the key, as fast as is comfortable, until the bar is full."),
    )
