"""`mirrorlimb limb`: fit the shown limb to the patient, with one hand, and keep it."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from game.clock import RealClock
from game.gl_display import GLDisplay
from game.language import system_language, use
from game.limb.appearance import Appearance
from game.limb.limb import load_limb
from game.limb.skin.tone_from_picture import SampledTone, tone_from_picture
from game.limb_editor import edit_limb
from game.limb_table import write_limb_table
from game.measured_arm import MeasuredArm
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.pacing import Pacer
from game.scenes.limb_fitting import LimbFitting
from game.settings import HomeSettings, SettingsError, default_home, load_home
from game.window import WindowSettings, display_available
from sensors.errors import SensorError
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import Side, other_side
from sensors.registry import create_sensor
from sensors.sample import CameraPicture
from sensors.settings import WebcamSettings

_SHOWN = ("hand_open_close", "forearm_rotation")


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = "Left and Right change what is shown, Down and Up go to the next or last."
    parser.add_argument(
        "--settings",
        metavar="FILE",
        type=Path,
        required=True,
        help="the settings of this home; its [limb] table is written, the rest stays",
    )
    parser.add_argument(
        "--side", choices=("left", "right"), help="which limb to show (the usable hand's other)"
    )
    parser.add_argument(
        "--camera", action="store_true", help="offer to take the skin's tone from the camera"
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Open the editor; write what was kept."""
    path: Path = arguments.settings
    home = load_home(path) if path.exists() else default_home()
    if not display_available():
        print(
            "The limb is fitted at a window, and there is no display here: set [limb] in "
            f"{path.name} by hand; game/limb/appearance.py says what there is",
            file=sys.stderr,
        )
        return 1
    patient = home.patient
    use(patient.language if patient is not None else system_language())
    usable: Side = patient.usable_hand if patient is not None else "right"
    side: Side = arguments.side or other_side(usable)
    with _camera(home, usable, wanted=arguments.camera) as arm:
        kept = _fit(home, side, usable, arm)
    if kept is None:
        print("Nothing was changed.")
        return 0
    try:
        write_limb_table(path, kept)
    except OSError as error:
        reason = error.strerror or "it can't be written"
        raise SettingsError(f"{path.name}: {reason}; check its folder") from error
    load_home(path)
    print(f"The limb is kept in {path}")
    return 0


def players() -> tuple[MovementPlayer, ...]:
    """Return the movements by which every side of the limb is seen."""
    library = load_movements()
    return tuple(MovementPlayer(library.get(name)) for name in _SHOWN)


def tone_seen(arm: MeasuredArm, intact: Side) -> SampledTone | None:
    """Return the tone of the intact hand that the camera sees now; None where it sees none well."""
    picture, hand, size_px = arm.look().picture, arm.followed, arm.image_size_px
    if picture is None or hand is None or size_px is None:
        return None
    height, width = picture.rgb.shape[:2]
    scale = np.array((width / size_px[0], height / size_px[1]))
    places = hand.landmarks_px.astype(np.float64) * scale
    return tone_from_picture(picture.rgb, places, right_hand=intact == "right")


def _fit(
    home: HomeSettings, side: Side, usable: Side, arm: MeasuredArm | None
) -> Appearance | None:
    clock = RealClock()
    settings = WindowSettings(
        size_px=(home.display.width_px, home.display.height_px), fullscreen=home.display.fullscreen
    )
    limb = load_limb(appearance=home.limb)
    if limb.notice is not None:
        print(limb.notice)
    display = GLDisplay.open(settings, limb, usable, clock, home.limb)
    try:
        pacer = Pacer(clock, display.window.refresh_hz, flip_waits=display.flip_waits())

        def picture() -> CameraPicture | None:
            if arm is None:
                return None
            arm.drain()
            return arm.look().picture

        tone = (lambda: tone_seen(arm, usable)) if arm is not None else None
        scene = LimbFitting(home.limb, side, players(), tone, picture)
        return edit_limb(display, pacer, scene)
    finally:
        display.close()


@contextmanager
def _camera(home: HomeSettings, usable: Side, *, wanted: bool) -> Iterator[MeasuredArm | None]:
    """Open the camera where it is wanted or the settings name one; without one, go on."""
    named = isinstance(home.sensor, WebcamSettings)
    if not (wanted or named):
        yield None
        return
    chosen = home.sensor if isinstance(home.sensor, WebcamSettings) else WebcamSettings()
    sensor = create_sensor(chosen, RealClock())
    try:
        sensor.open()
    except SensorError as error:
        print(f"{error} The tone is set by eye instead.")
        yield None
        return
    estimator = IntactLimbEstimator(usable, other_hand_possible=True, view=chosen.view)
    try:
        yield MeasuredArm(
            sensor,
            estimator,
            on_sample=lambda _: None,
            on_pose=lambda _: None,
            on_device=lambda _: None,
        )
    finally:
        sensor.close()
