"""From a real person's armband to the shown limb: recording, dongle, driver, decoder, posture."""

import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.movements.attempts import REST, attempts_named
from game.muscles.limb import MuscleLimb
from game.muscles.source import MuscleSource
from sensors.device_settings import MyoSettings
from sensors.drivers.myo import Myo
from sensors.emg.control import TimedDecision
from sensors.emg.model import train
from sensors.emg.recording import make_recording
from sensors.emg.windows import live_windows
from tests.fakes.played_myo import PlayedMyo
from tests.sensors.emg.conftest import people as people

People = dict[int, list[list[tuple[int, int, NDArray[np.int8]]]]]
NAMES = {0: REST, 1: "bend_wrist", 2: "lift_wrist", 7: "close_hand"}
PLAYED_S = 2.0


def test_a_persons_recorded_muscles_move_the_shown_limb_through_the_real_driver(
    people: People, tmp_path: Path
) -> None:
    first = [part for part in people[54321][0] if part[1] in NAMES]
    learnt = [part for part in first if part[0] < 6]
    late = [part for part in first if part[0] >= 6 and len(part[2]) >= 900]
    lengths = [len(part[2]) for part in learnt]
    recording = make_recording(
        np.concatenate([part[2] for part in learnt]),
        200.0,
        np.repeat([NAMES[part[1]] for part in learnt], lengths),
        np.repeat(np.arange(len(learnt)), lengths),
    )
    rest = next(part[2] for part in late if part[1] == 0)
    rows = int(PLAYED_S * 200)
    parts, wanted = [rest[300 : 300 + rows]], [REST]
    for kind, name in NAMES.items():
        if kind:
            held = next(part[2] for part in late if part[1] == kind)
            parts += [held[300 : 300 + rows], rest[500 : 500 + rows]]
            wanted += [name, REST]
    decisions: list[TimedDecision] = []
    limb = MuscleLimb(attempts_named(tuple(NAMES.values())))
    reached: dict[str, float] = {}
    with PlayedMyo(tmp_path, np.concatenate(parts)) as armband:
        driver = Myo(MyoSettings(port=armband.port), time.perf_counter)
        source = MuscleSource(driver, clock=time.perf_counter, on_decision=decisions.append)
        source.use(train(recording, live_windows(200.0)))
        driver.open()
        began_s = time.perf_counter()
        while time.perf_counter() - began_s < len(wanted) * PLAYED_S + 0.2:
            time.sleep(1 / 60)
            now_s = time.perf_counter()
            source.drain()
            limb.advance(now_s, source.reading(now_s))
            for attempt in attempts_named(tuple(NAMES.values())):
                share = max(reached.get(attempt.id, 0.0), limb.share_of(attempt))
                reached[attempt.id] = share
        source.close()
    right = total = 0
    zero_s = decisions[0].window_end_s - 0.15
    for made in decisions:
        since_s = made.window_end_s - zero_s
        part, inside_s = int(since_s / PLAYED_S), since_s % PLAYED_S
        if part < len(wanted) and inside_s > 0.25:
            total += 1
            right += made.decision.movement == wanted[part]
    assert total > 100
    assert right / total >= 0.85
    assert min(reached.values()) > 0.25
    delay = source.delay()
    assert delay is not None
    assert delay.median_s <= 0.125
