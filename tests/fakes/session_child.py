"""A whole session in a process of its own, which acknowledges what a patient believes is kept.

Run by the killing test: prints ``rating`` after each rating that was kept and ``frame TIME`` after
each frame that was shown, then goes on until it is killed or the session is over.
"""

import sys
from pathlib import Path

from game.app import Theatre, play_session
from game.display.blank import BlankDisplay
from game.frame import Frame
from game.home.settings import HomeSettings, default_home
from game.input.command import Command, Wish
from game.recorder.machine import describe_machine
from game.recorder.session_recorder import SessionRecorder
from game.timing.clock import RealClock
from game.timing.pacing import Pacer
from sensors.registry import create_sensor
from sensors.settings import SimulatedSettings
from sessions.errors import SessionsError
from sessions.plan.plan import parse_plan

REFRESH_HZ = 30.0
PLAN = """
schema_version = 1
name = "kill"
affected_side = "right"
sensor = "simulated"
title = "Kill"
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 10
[[blocks]]
exercise = "rest"
duration_s = 5
[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 1
"""


class Hasty:
    """Answers everything as soon as it is asked, rests included."""

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.scene == "pace":
            return (Command(Wish.NEXT, now_s),)
        if frame.screen.layout != "page":
            return ()
        if frame.screen.scale is not None and frame.screen.scale.chosen is None:
            return (Command(Wish.CHOOSE, now_s, 4),)
        return (Command(Wish.NEXT, now_s),)


def acknowledge(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Acknowledging(SessionRecorder):
    """Says so when a rating has been kept, and when a frame was shown."""

    def rating(self, *args: object, **kwargs: object) -> None:
        super().rating(*args, **kwargs)  # type: ignore[arg-type]
        acknowledge("rating")

    def frame_shown(self, frame: Frame, latched_s: float, flip_s: float) -> None:
        super().frame_shown(frame, latched_s, flip_s)
        acknowledge(f"frame {flip_s!r}")


def main(root: Path) -> None:
    import game.app

    game.app.SessionRecorder = Acknowledging  # type: ignore[misc]
    clock = RealClock()
    plain = default_home()
    home = HomeSettings(plain.patient, plain.display, root, SimulatedSettings())
    sensor = create_sensor(SimulatedSettings(), clock)
    sensor.open()
    acknowledge("ready")
    play_session(
        parse_plan(PLAN, source_name="kill.toml"),
        home,
        Theatre(
            clock=clock,
            display=BlankDisplay(clock, "left"),
            pacer=Pacer(clock, REFRESH_HZ),
            machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=REFRESH_HZ),
            refresh_hz=REFRESH_HZ,
            sensor=sensor,
            onlooker=Hasty(),
        ),
    )
    acknowledge("sealed")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except SessionsError as error:
        sys.exit(str(error))
