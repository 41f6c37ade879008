"""Sets the muscle sensor up: is the signal good, then calibrate or fit to today, until it is good.

A patient who has calibrated before makes "one of each" (15 seconds), which is pooled with the
earlier days; else, or where that does not serve, everything is calibrated from the start.
"""

from game.input.command import Wish
from game.language import tr
from game.movements.attempts import REST, Attempt, attempts_named
from game.movements.both_at_once import BothAtOnce
from game.muscles.calibration_words import complaint_lines, complaint_title
from game.muscles.control import asked_for
from game.muscles.electrode_places import electrode_places
from game.muscles.learnt import Learnt, fitting_model, keep_learnt, kept_model, learn
from game.muscles.silence import silence_to_mend, silent_again
from game.muscles.source import MuscleSource
from game.play.setup_stage import SetupStage
from game.scenes.end_button import end_button
from game.scenes.muscle_calibration import (
    FULL_PACE,
    CalibrationPace,
    MuscleCalibration,
    daily_pace,
)
from game.scenes.muscle_check import MuscleCheck
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.scenes.waiting import Waiting
from game.screen import Button
from sensors.emg.calibration import Verdict
from sensors.emg.labelled_signal import LabelledSignal
from sensors.emg.model import EmgModel
from sensors.emg.simultaneous import BOTH
from sensors.emg.window_control import ControlKind
from sensors.errors import SensorDataError
from sessions.blocks.registry import needs_muscles

REPETITIONS = 3
_MOST_TRIES = 3
_DEFAULT = ("close_hand", "open_hand", "bend_wrist", "lift_wrist")


def muscle_setup(stage: SetupStage) -> Play[None]:
    """Check and calibrate the muscle sensor, where there is one."""
    if stage.muscles is None:
        return
    attempts = wanted_attempts(stage)
    yield from _placement(stage)
    kept = yield from kept_model(stage)
    check = yield from play(MuscleCheck(stage.muscles, kept))
    if check.faults:
        told = ", ".join(f"{channel + 1} {fault}" for channel, fault in check.faults)
        stage.journal.note("muscle_signal", told)
    if not any(needs_muscles(block) for block in stage.loaded.plan.blocks):
        return
    earlier = fitting_model(stage.muscles, kept, attempts)
    if earlier is not None:
        stage.muscles.use(earlier)
        if (yield from _daily(stage, stage.muscles, earlier, attempts)):
            return
    yield from full_calibration(stage, stage.muscles, attempts)


def _placement(stage: SetupStage) -> Play[None]:
    """Show and say where the electrodes go."""
    yield from play(
        Page(
            "electrodes",
            title=tr("Put the muscle sensor on."),
            lines=(
                tr("On clean, dry skin without cream: on the thickest part of the muscle."),
                tr(
                    "A residual limb: where something moves under a finger when you move the limb "
                    "you feel, away from scars."
                ),
            ),
            buttons=(Button(tr("Ready"), Wish.NEXT, key="Enter", prominent=True), end_button()),
            drawing=electrode_places(stage.affected_side),
        )
    )


def wanted_attempts(stage: SetupStage) -> tuple[Attempt, ...]:
    """Return every movement that the plan's blocks need of the muscles, in their order."""
    names: list[str] = []
    for block in stage.loaded.plan.blocks:
        if needs_muscles(block):
            names += getattr(block, "attempts", ())
    return attempts_named(tuple(dict.fromkeys(names)) or _DEFAULT)


def full_calibration(
    stage: SetupStage, muscles: MuscleSource, attempts: tuple[Attempt, ...]
) -> Play[bool]:
    """Calibrate from the start; ask again for what was bad. Return whether a model is in use."""
    signal = LabelledSignal()
    everything = asked_for(muscles.control, attempts)
    again = everything
    stage.journal.note("muscle_control", muscles.control)
    for number in range(1, _MOST_TRIES + 1):
        made = yield from _record(stage, muscles, signal, again, FULL_PACE, REPETITIONS)
        if not made:
            stage.journal.note("calibration", "left out")
            return muscles.model is not None
        learnt = yield from _learn(stage, signal, None, muscles.control)
        if learnt is None:
            again = everything
            continue
        if (yield from silence_to_mend(stage, learnt.silent, last=number == _MOST_TRIES)):
            again = silent_again(signal, learnt.silent, everything)
            continue
        keep_learnt(stage, muscles, learnt)
        if learnt.verdict.good:
            yield from _told_good()
            return True
        if number == _MOST_TRIES or not (yield from _ask_again(learnt.verdict)):
            return True
        wrong = set(learnt.verdict.again) - {REST}
        again = tuple(a for a in everything if wrong & set(a.id.split(BOTH))) or everything
        for name in (*learnt.verdict.again, *(attempt.id for attempt in again)):
            signal.forget(name)
    return muscles.model is not None


def _daily(
    stage: SetupStage, muscles: MuscleSource, earlier: EmgModel, attempts: tuple[Attempt, ...]
) -> Play[bool]:
    """Fit yesterday's model to today; return False where a full calibration is needed."""
    page = Page(
        "calibration_choice",
        title=tr("One of each, so that the sensor finds your muscles again."),
        lines=(tr("This takes about a quarter of a minute."),),
        buttons=(
            Button(tr("Begin"), Wish.NEXT, key="Enter", prominent=True),
            Button(tr("Calibrate from the start"), Wish.RESUME, key="C"),
            end_button(),
        ),
    )
    yield from play(page)
    if page.chosen is Wish.RESUME:
        return False
    signal = LabelledSignal()
    stage.journal.note("muscle_control", muscles.control)
    again = steps = asked_for(muscles.control, attempts)
    pace = daily_pace(len(steps) + 1)
    tries_left = _MOST_TRIES
    while True:
        tries_left -= 1
        if not (yield from _record(stage, muscles, signal, again, pace, 1)):
            stage.journal.note("calibration", "left out")
            return True
        learnt = yield from _learn(stage, signal, earlier, muscles.control)
        if learnt is None:
            return False
        if not (yield from silence_to_mend(stage, learnt.silent, last=tries_left <= 0)):
            break
        again = silent_again(signal, learnt.silent, steps)
    keep_learnt(stage, muscles, learnt)
    if learnt.verdict.good:
        return True
    return not (yield from _ask_again(learnt.verdict))


def _record(
    stage: SetupStage,
    muscles: MuscleSource,
    signal: LabelledSignal,
    attempts: tuple[Attempt | BothAtOnce, ...],
    pace: CalibrationPace,
    repetitions: int,
) -> Play[bool]:
    stop = muscles.listen(signal.add)
    try:
        scene = yield from play(
            MuscleCalibration(
                attempts * repetitions,
                pace,
                stage.affected_side,
                signal.mark,
                REST,
                both_hands=stage.hand_followed,
            )
        )
    finally:
        stop()
    if stage.hand_followed:
        told = f"{scene.by_hand} movements timed by the intact hand, {scene.by_cue} by the cue"
        stage.journal.note("calibration_labels", told)
    return not scene.skipped


def _learn(
    stage: SetupStage, signal: LabelledSignal, earlier: EmgModel | None, kind: ControlKind
) -> Play[Learnt | None]:
    """Learn beside the loop; return None, and say why, where that can't be done."""
    work = stage.background(lambda: learn(signal, earlier, kind))
    yield from play(
        Waiting(
            "calibration_learning",
            tr("One moment."),
            (tr("The sensor is learning how your muscles do it."),),
            work,
        )
    )
    error = work.exception()
    if error is None:
        return work.result()
    if not isinstance(error, SensorDataError):
        raise error
    stage.journal.note("calibration", str(error))
    yield from play(
        Page(
            "calibration_failed",
            title=tr("That did not work. Let us try again."),
            lines=(tr("Check that the muscle sensor is on and worn as before."),),
            buttons=(Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True), end_button()),
        )
    )
    return None


def _told_good() -> Play[None]:
    yield from play(
        Page(
            "calibration_good",
            title=tr("Well done. The sensor knows your movements."),
            lines=(),
            buttons=(Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True), end_button()),
        )
    )


def _ask_again(verdict: Verdict) -> Play[bool]:
    """Say what was wrong and what to change; return whether to record it again."""
    page = Page(
        "calibration_again",
        title=complaint_title(verdict.complaint),
        lines=complaint_lines(verdict),
        buttons=(
            Button(tr("Try again"), Wish.NEXT, key="Enter", prominent=True),
            Button(tr("Use it as it is"), Wish.SKIP, key="S"),
            end_button(),
        ),
    )
    yield from play(page)
    return page.chosen is Wish.NEXT
