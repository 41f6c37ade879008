"""Sets two motion sensors up: the arm hangs, then points ahead, and the limb follows."""

from game.command import Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button
from game.stage import Stage
from sensors.errors import SensorDataError
from sensors.motion.two_imu_pose import TwoImuPose


def motion_setup(stage: Stage) -> Play[None]:
    """Calibrate the motion sensors; whoever can't may go on without."""
    motion = stage.motion
    if motion is None:
        return
    trouble = ""
    while not motion.calibrated:
        hangs = yield from _pose(
            "motion_hanging",
            tr("Let the arm with the sensors hang down."),
            tr("Straight, beside your body, thumb forward. Keep still, then press Next."),
            trouble,
        )
        if not hangs:
            break
        trouble = _taken(motion, "hanging")
        ahead = yield from _pose(
            "motion_ahead",
            tr("Now hold it straight out in front."),
            tr("Level, thumb up. Keep still, then press Next."),
            trouble,
        )
        if not ahead:
            break
        trouble = _taken(motion, "ahead")
    said = "calibrated" if motion.calibrated else "left out"
    stage.journal.note("motion_calibration", said)


def _taken(motion: TwoImuPose, pose: str) -> str:
    """Take one pose; return what went wrong, in words."""
    if not motion.heard:
        return tr("Not both sensors are heard yet. Check that they are switched on.")
    try:
        motion.take("hanging" if pose == "hanging" else "ahead")
    except SensorDataError:
        return tr("That did not fit. Check that both sensors are strapped on, and once more.")
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
