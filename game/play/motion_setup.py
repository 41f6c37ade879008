"""Sets motion sensors up: the arm hangs, then points ahead, and the limb follows.

A leg begins with the foot flat on the floor, and is then held out in front.
"""

from game.input.command import Wish
from game.language import tr
from game.play.setup_stage import SetupStage
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button
from sensors.errors import SensorDataError
from sensors.motion.motion_pose import CalibrationPose, MotionPose
from sensors.pose import LimbKind


def motion_setup(stage: SetupStage) -> Play[None]:
    """Calibrate the motion sensors; whoever can't may go on without."""
    motion = stage.motion
    if motion is None:
        return
    trouble = ""
    while not motion.calibrated:
        first, second = _words(stage.limb)
        held = yield from _pose("motion_first", *first, trouble)
        if not held:
            break
        trouble = _taken(motion, "first")
        held = yield from _pose("motion_second", *second, trouble)
        if not held:
            break
        trouble = _taken(motion, "second")
    said = "calibrated" if motion.calibrated else "left out"
    stage.journal.note("motion_calibration", said)


def _words(limb: LimbKind) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return title and explanation of the two poses."""
    if limb == "leg":
        return (
            tr("Put the foot with the sensor flat on the floor."),
            tr("Sit as you will sit, both feet flat. Keep still, then press Next."),
        ), (
            tr("Now hold the leg out in front, toes up."),
            tr("As far as is comfortable. Keep still, then press Next."),
        )
    return (
        tr("Let the arm with the sensors hang down."),
        tr("Straight, beside your body, thumb forward. Keep still, then press Next."),
    ), (
        tr("Now hold it straight out in front."),
        tr("Level, thumb up. Keep still, then press Next."),
    )


def _taken(motion: MotionPose, pose: CalibrationPose) -> str:
    """Take one pose; return what went wrong, in words."""
    if not motion.heard:
        return tr("Not every sensor is heard yet. Check that they are switched on.")
    try:
        motion.take(pose)
    except SensorDataError:
        return tr("That did not fit. Check that the sensors are strapped on, and once more.")
    return ""


def _pose(name: str, title: str, how: str, trouble: str) -> Play[bool]:
    page = Page(
        name,
        title=title,
        lines=(how, trouble) if trouble else (how,),
        buttons=(
            Button(tr("Next"), Wish.NEXT, key="Enter", prominent=True),
            Button(tr("Go on without"), Wish.SKIP, key="S"),
            end_button(),
        ),
    )
    yield from play(page)
    return page.chosen is Wish.NEXT
