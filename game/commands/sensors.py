"""`mirrorlimb sensors`: which there are, what one says, raw recordings, hands in pictures."""

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from game.commands.muscle_watch import MuscleWatch, plot
from game.home.settings import default_home
from game.home.settings_file import load_home
from game.opening.sensor import opened_sensor
from game.recorder.device_lines import device_lines
from game.recorder.rows import sample_row
from game.timing.clock import RealClock
from sensors.errors import SensorEndedError, SensorLostError, SensorSettingsError
from sensors.landmarks import PictureProblem, read_pictures
from sensors.listing import list_devices
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import JOINT_ANGLES, MeasuredPose
from sensors.sample import HeldPose, ImuSample, Sample
from sensors.sensor import Sensor
from sensors.settings import ReplaySettings, SensorSettings, default_settings
from sensors.stream import DeviceSensor
from sessions.recording.recording import RecordingWriter

_LOOK_EVERY_S = 0.5
_TAKE_EVERY_S = 0.02
_POSES: tuple[tuple[HeldPose, str], ...] = (
    ("first", "Let the arm hang straight down, thumb forward (a leg: foot flat on the floor)."),
    ("second", "Hold it straight out in front, thumb up (a leg: held out, toes up)."),
)
_FASTEST = 100.0
_SHOWN = ("elbow_flexion", "forearm_pronation", "wrist_flexion", "index_mcp_flexion")


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="list the sensors that this computer has")
    listed.set_defaults(do=_list)

    watch = actions.add_parser("watch", help="show what a sensor says, twice a second")
    watch.add_argument(
        "name", metavar="NAME", nargs="?", help="e.g. webcam; left out: the settings' own"
    )
    watch.add_argument("--settings", metavar="FILE", type=Path, help="settings of this home")
    watch.add_argument(
        "--side", choices=("left", "right"), default="right", help="the intact side (default right)"
    )
    watch.add_argument(
        "--seconds", type=float, default=30.0, help="how long to watch (default: 30)"
    )
    _add_plot(watch)
    watch.set_defaults(do=_watch)

    record = actions.add_parser(
        "record", help="record what a sensor says, raw, to be replayed or analysed"
    )
    record.add_argument("name", metavar="NAME", help="e.g. cyton")
    record.add_argument("file", metavar="FILE.mcap", type=Path, help="a file that isn't there yet")
    record.add_argument("--settings", metavar="FILE", type=Path, help="settings of this home")
    record.add_argument(
        "--seconds", type=float, default=30.0, help="how long to record (default: 30)"
    )
    record.add_argument(
        "--calibrate",
        action="store_true",
        help="motion sensors: ask for both calibration poses first, so that a replay gives poses",
    )
    record.set_defaults(do=_record)

    replay = actions.add_parser("replay", help="play what was recorded, as if live, and show it")
    replay.add_argument(
        "file", metavar="FILE.mcap", type=Path, help="a recording, or a session's folder"
    )
    replay.add_argument("--speed", type=float, default=1.0, help="times as fast (default: 1)")
    replay.add_argument(
        "--side", choices=("left", "right"), default="right", help="the intact side (default right)"
    )
    replay.add_argument(
        "--seconds", type=float, default=math.inf, help="how long (default: to the end)"
    )
    _add_plot(replay)
    replay.set_defaults(do=_replay)

    landmarks = actions.add_parser(
        "landmarks",
        help="find the hand in pictures; prints JSON, one object for each picture",
    )
    landmarks.add_argument("pictures", metavar="PICTURE", nargs="+", type=Path)
    landmarks.set_defaults(do=_landmarks)
    return run


def _add_plot(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--plot",
        nargs="?",
        const=Path(),
        metavar="FILE.png",
        type=Path,
        help="draw the muscle channels: live in a window, and the last picture into FILE.png",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(arguments.do(arguments))


def _list(arguments: argparse.Namespace) -> int:
    for device in list_devices():
        mark = "ready" if device.available else "not here"
        print(f"{device.driver:<12} {mark:<9} {device.sentence}")
    return 0


def _watch(arguments: argparse.Namespace) -> int:
    return _shown(_chosen(arguments), arguments)


def _replay(arguments: argparse.Namespace) -> int:
    if not 0 < arguments.speed <= _FASTEST:
        raise SensorSettingsError(f"--speed must be more than 0 and at most {_FASTEST:g}")
    return _shown(ReplaySettings(session=arguments.file, speed=arguments.speed), arguments)


def _shown(settings: SensorSettings, arguments: argparse.Namespace) -> int:
    """Say what a sensor says, or draw it, for as long as was asked."""
    estimator, clock, muscles = IntactLimbEstimator(arguments.side), RealClock(), MuscleWatch()
    with opened_sensor(settings, clock) as sensor:
        assert sensor is not None
        print(f"Watching {sensor.identity.driver}, {sensor.identity.device}. Ctrl-C ends.")
        if arguments.plot is not None:
            plot(sensor, arguments.seconds, arguments.plot if arguments.plot.name else None)
            _tell_counts(sensor)
            return 0
        ends_s = clock() + arguments.seconds
        while clock() < ends_s:
            clock.wait_until(clock() + _LOOK_EVERY_S)
            try:
                samples = sensor.drain()
            except SensorEndedError as ended:
                print(ended)
                return 0
            except SensorLostError as lost:
                print(lost)
                continue
            if muscles.take(samples):
                print("\n".join(muscles.lines()))
            poses = [pose for pose in map(estimator.update, samples) if pose is not None]
            print(_told(samples, poses, clock()), flush=True)
        _tell_counts(sensor)
    return 0


def _tell_counts(sensor: Sensor) -> None:
    """Say how packets came through, where the sensor sends packets."""
    if isinstance(sensor, DeviceSensor):
        counts = sensor.counts
        print(f"Packets: {counts.packets} whole, {counts.damaged} damaged, {counts.lost} missing.")


def _chosen(arguments: argparse.Namespace) -> SensorSettings:
    """Return the sensor that was named, as the settings have it; else the settings' own."""
    home = load_home(arguments.settings) if arguments.settings else default_home()
    named = [each for each in (home.sensor, home.muscles) if each is not None]
    if arguments.name is None:
        return named[0] if named else default_settings("webcam")
    ours = (each for each in named if each.driver == arguments.name)
    return next(ours, None) or default_settings(arguments.name)


def _record(arguments: argparse.Namespace) -> int:
    settings, clock = _chosen(arguments), RealClock()
    counted = 0
    with (
        opened_sensor(settings, clock) as sensor,
        RecordingWriter(
            arguments.file, software_version=version("mirrorlimb"), joint_angles=JOINT_ANGLES
        ) as recording,
    ):
        assert sensor is not None
        print(f"Recording {sensor.identity.driver}, {sensor.identity.device}. Ctrl-C ends.")
        poses = list(_POSES) if arguments.calibrate else []
        held: list[HeldPose] = []
        ends_s = clock() + arguments.seconds
        try:
            while clock() < ends_s:
                if poses and counted and not held:
                    # What comes meanwhile is waiting, and comes before the mark.
                    pose, words = poses.pop(0)
                    input(f"{words} Then press Enter. ")
                    counted += _recorded(sensor, recording)
                    held.append(pose)
                    ends_s = clock() + arguments.seconds
                clock.wait_until(clock() + _TAKE_EVERY_S)
                try:
                    counted += _recorded(sensor, recording, held)
                except SensorEndedError:
                    break
                except SensorLostError as lost:
                    print(lost)
                    clock.wait_until(clock() + _LOOK_EVERY_S)
        except KeyboardInterrupt:
            # The usual way to end: what was recorded is kept.
            print()
        _tell_counts(sensor)
    print(f"{counted} samples are in {arguments.file.name}; mirrorlimb sensors replay shows them.")
    return 0 if counted else 1


def _recorded(
    sensor: Sensor, recording: RecordingWriter, held: list[HeldPose] | None = None
) -> int:
    """Record what has come, the first motion sample marked with the pose held; return how many."""
    try:
        samples = sensor.drain()
    except SensorLostError as lost:
        # Of two sensors the other one goes on: what it says is kept, the rest is told.
        _record_each(lost.heard, recording, held)
        raise
    _record_each(samples, recording, held)
    return len(samples)


def _record_each(
    samples: Sequence[Sample], recording: RecordingWriter, held: list[HeldPose] | None
) -> None:
    for drained in samples:
        sample = drained
        if held and isinstance(sample, ImuSample):
            sample = replace(sample, held=held.pop(0))
        recording.add(sample_row(sample))


def _told(samples: Sequence[Sample], poses: Sequence[MeasuredPose], now_s: float) -> str:
    """Return one line about what came since the last one."""
    devices = device_lines(samples, now_s)
    if devices:
        return "\n".join(devices)
    if not poses:
        return f"{len(samples):4d} samples  no hand in sight"
    degrees = dict(zip(JOINT_ANGLES, poses[-1].angles_rad * 57.29578, strict=True))
    told = "  ".join(f"{name} {degrees[name]:4.0f}" for name in _SHOWN)
    age_ms = 1e3 * (now_s - poses[-1].taken_at_s)
    return f"{len(samples):4d} samples  age {age_ms:4.0f} ms  {told}"


def _landmarks(arguments: argparse.Namespace) -> int:
    """Print a JSON list; a picture that can't be read is named in it and stops no other."""
    results = list(read_pictures(arguments.pictures))
    json.dump([result.as_row() for result in results], sys.stdout, indent=1)
    print()
    return 1 if any(isinstance(result, PictureProblem) for result in results) else 0
