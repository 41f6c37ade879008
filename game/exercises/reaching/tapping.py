"""Plays a tapping block: some trials of 15 s, with rests between."""

from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.tapping_outcomes import Effector, tapping_outcomes
from game.exercises.reaching.tapping_scene import Phase, TappingScene, TappingSetting
from game.exercises.turns import play_in_turn
from game.language import tr
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.analysis.tapping import TappingMeasures
from sessions.blocks.tapping import TappingBlock


def play_tapping(block: TappingBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    hand = HandPlace(stage.skeleton)
    by_key = block.measured_by == "key" or not stage.arm_is_measured or stage.setup == "pointer"
    now = (
        tr("Tap the key, as fast as is comfortable, until the bar is full.")
        if by_key
        else tr("Tap thumb and index together, wide and fast, as is comfortable.")
    )
    setting = TappingSetting(
        name="tapping",
        side=stage.affected_side,
        duration_s=block.duration_s,
        by_key=by_key,
        in_step=True,
        title=tr("Finger tapping"),
        ready=tr("Get ready. It begins when the bar begins to fill."),
        now=now,
    )

    def trial(number: int, _: object) -> Play[TappingScene]:
        scene = TappingScene(setting, stage.trace)
        yield from play_tapping_trial(
            scene, stage, index, number, hand, effector="intact", by_key=by_key
        )
        return scene

    return play_in_turn(range(block.trials), block.rest_s, trial)


def play_tapping_trial(
    scene: TappingScene,
    stage: Stage,
    index: int,
    number: int,
    hand: HandPlace,
    *,
    effector: Effector,
    by_key: bool,
) -> Play[TappingMeasures | None]:
    """Play one trial and keep it, however it ends; return its measures where it was played."""
    measures: TappingMeasures | None = None
    try:
        yield from play(scene)
    finally:
        began = scene.phase_began_at_s
        played = Phase.TAP in began and not scene.skipped
        stage.journal.trial(
            index,
            TrialDone(
                exercise=scene.name,
                movement=f"tap_{effector}",
                cycles_ordered=1,
                cycles_done=int(played and scene.finished),
                active_s=scene.active_s,
                finished=scene.finished,
                skipped=scene.skipped,
                seen_s=None if by_key else scene.seen_s,
                phases=tuple((phase.value, at_s) for phase, at_s in began.items()),
            ),
        )
        if played:
            measures = tapping_outcomes(
                stage.journal, index, number, scene, hand, effector=effector, by_key=by_key
            )
    return measures
