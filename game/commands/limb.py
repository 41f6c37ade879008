"""`mirrorlimb limb`: fit the shown limb to the patient, with one hand, and keep it."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from game.display.gl import GLDisplay
from game.display.window import WindowSettings, display_available
from game.fitting.editor import LiveLimb, edit_limb, limb_of
from game.home.settings import HomeSettings, default_home
from game.home.settings_file import load_home
from game.home.settings_tables import write_tables
from game.language import system_language, use
from game.limb.fitted import TABLES, Fitted
from game.limb.skin.tone_from_picture import SampledTone, Unjudged, tone_from_picture
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.scenes.limb_fitting import LimbFitting
from game.shown.measured_arm import MeasuredArm
from game.timing.clock import RealClock
from game.timing.pacing import Pacer
from sensors.errors import SensorError
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import LimbKind, Side, other_side
from sensors.registry import create_sensor
from sensors.sample import CameraPicture
from sensors.settings import WebcamSettings

_SHOWN: Mapping[LimbKind, tuple[str, ...]] = {
    "arm": ("hand_open_close", "forearm_rotation"),
    "leg": ("ankle_up_down", "toe_curl_stretch"),
}


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = "Left and Right change what is shown, Down and Up go to the next or last."
    parser.add_argument(
        "--settings",
        metavar="FILE",
        type=Path,
        required=True,
        help="the settings of this home; its tables [limb], [phantom] and [residual] are written, "
        "the rest stays",
    )
    parser.add_argument(
        "--side", choices=("left", "right"), help="which limb to show (the usable hand's other)"
    )
    parser.add_argument("--limb", choices=("arm", "leg"), help="which kind of limb to begin with")
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
            "The limb is fitted at a window, and there is no display here: set [limb], "
            f"[phantom] and [residual] in {path.name} by hand, as docs/phantom.md shows",
            file=sys.stderr,
        )
        return 1
    patient = home.patient
    use(patient.language if patient is not None else system_language())
    usable: Side = patient.usable_hand if patient is not None else "right"
    side: Side = arguments.side or other_side(usable)
    begun = fitted_of(home, arguments.limb)
    with _camera(home, usable, wanted=arguments.camera) as arm:
        kept = _fit(home, begun, side, usable, arm)
    if kept is None:
        print("Nothing was changed.")
        return 0
    keep(path, begun, kept)
    print(f"The limb is kept in {path}")
    return 0


def fitted_of(home: HomeSettings, kind: LimbKind | None = None) -> Fitted:
    """Return what is fitted so far; of a leg where only the residual limb says which."""
    if kind is None:
        kind = "arm" if home.residual is None else home.residual.limb
    return Fitted(kind, home.limb, home.phantom, home.residual)


def keep(path: Path, before: Fitted, now: Fitted) -> None:
    """Write what was changed into the settings file; tables that stay are not touched.

    Raises:
        SettingsError: the file can't be written, or not so that it is read back as it is.
    """
    changed: dict[str, Mapping[str, object] | None] = {
        table: now.kept(part)
        for part, table in TABLES.items()
        if now.kept(part) != before.kept(part)
    }
    write_tables(path, changed)
    load_home(path)


def players() -> dict[LimbKind, tuple[MovementPlayer, ...]]:
    """Return the movements by which every side of a limb is seen."""
    library = load_movements()
    return {
        kind: tuple(MovementPlayer(library.get(name)) for name in names)
        for kind, names in _SHOWN.items()
    }


def tone_seen(arm: MeasuredArm, intact: Side) -> SampledTone | Unjudged:
    """Return the tone of the intact hand that the camera sees now, or why there is none."""
    picture, hand, size_px = arm.look().picture, arm.followed, arm.image_size_px
    if picture is None or hand is None or size_px is None:
        return Unjudged.NO_HAND
    height, width = picture.rgb.shape[:2]
    scale = np.array((width / size_px[0], height / size_px[1]))
    places = hand.landmarks_px.astype(np.float64) * scale
    return tone_from_picture(picture.rgb, places, right_hand=intact == "right")


def _fit(
    home: HomeSettings, begun: Fitted, side: Side, usable: Side, arm: MeasuredArm | None
) -> Fitted | None:
    clock = RealClock()
    settings = WindowSettings(
        size_px=(home.display.width_px, home.display.height_px), fullscreen=home.display.fullscreen
    )
    limb = limb_of(begun)
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
        scene = LimbFitting(begun, side, players(), tone, picture)
        with LiveLimb(display, begun) as live:
            return edit_limb(display, pacer, scene, live)
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
