"""EMG decoding against LibEMG: accuracy and time, on the same windows, in one run.

    python -m tests.benchmarks.bench_emg [--accuracy]

Ours runs in this interpreter. LibEMG needs numpy 1 and 60 packages, so it runs in an interpreter
of its own: set MIRRORLIMB_LIBEMG_PYTHON to one that can import it. Without, its half is left out
and that is said. Both take turns, and each figure is that of a side's least disturbed turn. Ends
with exit status 1 where a limit is missed.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.emg.live import LiveDecoder
from sensors.emg.model import EmgModel, train, window_features
from sensors.emg.recording import Recording, make_recording, select
from sensors.emg.windows import WindowSettings, window_labels

Array = NDArray[np.float64]
Segment: TypeAlias = tuple[int, int, NDArray[np.int8]]

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "emg"
PEER = Path(__file__).with_name("libemg_peer.py")
RATE_HZ, CHANNELS, SECONDS = 1000.0, 8, 60
REPEATS = 4000
# Turns of both sides, in the order A B B A A B: what disturbs the machine for seconds meets both.
TURNS = 3
# Ours to LibEMG's, at most. Processor time: a busy machine changes it least.
LIMITS = {
    "window_processor_us": 0.25,
    "batch_processor_ms": 0.2,
    "live_cpu_percent": 0.2,
    "memory_mb": 1.0,
}
ACCURACIES = ("within_session", "across_sessions")


def main() -> int:
    """Print the comparison as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accuracy", action="store_true", help="also on the recorded people")
    arguments = parser.parse_args()
    if "OMP_NUM_THREADS" not in os.environ:
        # One thread for both sides; numpy's linear algebra reads this only as it loads.
        os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(
            sys.executable, [sys.executable, "-m", "tests.benchmarks.bench_emg", *sys.argv[1:]]
        )
    python = os.environ.get("MIRRORLIMB_LIBEMG_PYTHON")
    with TemporaryDirectory() as folder:
        jobs = Path(folder)
        recording = _made_up()
        np.savez(jobs / "speed.npz", x=recording.samples, label=recording.label)
        mine, theirs = [], []
        for nth in range(TURNS):
            for side in (0, 1) if nth % 2 == 0 else (1, 0):
                if side == 0:
                    mine.append(_ours(recording))
                elif python:
                    theirs.append(_peer(python, jobs))
        ours, peer = _least(mine), _least(theirs) if theirs else None
        if arguments.accuracy:
            ours |= _accuracy(jobs)
            if python and peer is not None:
                judged = _peer(python, jobs)
                peer |= {key: judged[key] for key in ACCURACIES}
    report: dict[str, object] = {"ours": ours}
    missed: list[str] = []
    if peer is None:
        report["libemg"] = "not there: set MIRRORLIMB_LIBEMG_PYTHON to an interpreter that has it"
    else:
        report["libemg"] = peer
        report["ratio"] = {key: ours[key] / peer[key] for key in ours if key in peer}
        missed = [key for key, limit in LIMITS.items() if ours[key] > limit * peer[key]]
        report["limits_missed"] = missed
    print(json.dumps(report, indent=2))
    return 1 if missed else 0


def _least(turns: list[dict[str, float]]) -> dict[str, float]:
    return {key: min(turn[key] for turn in turns) for key in turns[0]}


def _ours(recording: Recording) -> dict[str, float]:
    settings = WindowSettings(0.2, 0.05)
    model = train(recording, settings)
    one = np.ascontiguousarray(recording.samples[:200])
    features, decoder = model.features, model.decoder
    flat = select(recording, recording.label >= 0)
    whole = Recording(flat.samples, RATE_HZ, flat.classes, flat.label * 0, flat.repetition * 0)

    def window() -> None:
        decoder.probabilities(features.of_window(one))

    def batch() -> None:
        decoder.probabilities(window_features(model, whole))

    return {
        **_times(window, "window", "us", 1e6, REPEATS),
        **_times(batch, "batch", "ms", 1e3, 20),
        "live_cpu_percent": _live_cpu_percent(recording),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _live_cpu_percent(recording: Recording) -> float:
    """Processor time of filtering and deciding 60 s in chunks of 10 ms, as a share of 60 s."""
    model = train(recording, WindowSettings(0.2, 0.05))
    live = LiveDecoder(model, rest=model.decoder.classes[0], clock=time.perf_counter)
    started_s = time.process_time()
    for at in range(0, len(recording.samples), 10):
        live.push(recording.samples[at : at + 10], at / RATE_HZ)
    return 100 * (time.process_time() - started_s) / (len(recording.samples) / RATE_HZ)


def _made_up() -> Recording:
    """Noise of eight channels whose strengths tell eight movements apart."""
    rng = np.random.default_rng(1)
    label = np.repeat(np.arange(60) % 8, int(RATE_HZ))
    strength = 0.2 + rng.random((8, CHANNELS))
    samples = rng.standard_normal((SECONDS * int(RATE_HZ), CHANNELS)) * strength[label]
    return make_recording(samples, RATE_HZ, label, label * 0)


def _accuracy(jobs: Path) -> dict[str, float]:
    """Judge our half, and leave the people in the folder for the other."""
    file = DATA / "myo_readings_dev.npz"
    if not file.exists():
        raise SystemExit("The recorded people are not there: run without --accuracy.")
    within, across = [], []
    for name, learn, test in splits(file):
        np.savez(
            jobs / f"{name}.npz",
            **{
                f"{role}_{key}": value
                for role, part in (("train", learn), ("test", test))
                for key, value in (
                    ("x", part.samples),
                    ("label", np.array(part.classes)[part.label].astype(int)),
                    ("repetition", part.repetition),
                )
            },
        )  # type: ignore[arg-type]
        (within if name.startswith("within") else across).append(accuracy_of(learn, test))
    return dict(zip(ACCURACIES, (float(np.mean(within)), float(np.mean(across))), strict=True))


def accuracy_of(learn: Recording, test: Recording) -> float:
    """Share of windows of one recording named right by a model of the other."""
    return right_of(train(learn, WindowSettings()), test)


def right_of(model: EmgModel, test: Recording) -> float:
    """Share of a recording's windows named right."""
    seen = model.decoder.probabilities(window_features(model, test)).argmax(axis=1)
    truth = window_labels(test, model.windows).label
    return float((np.array(model.decoder.classes)[seen] == np.array(test.classes)[truth]).mean())


def splits(file: Path) -> list[tuple[str, Recording, Recording]]:
    """Return name, training and test recording for each person, within and across sessions."""
    with np.load(file) as data:
        samples, ends, table = data["X"], data["ends"], data["table"]
    starts = np.concatenate([[0], ends[:-1]])
    made = []
    for person in np.unique(table[:, 0]):
        first = segments(samples, starts, ends, table, person, (1,))
        if first:
            early = [part for part in first if part[0] < 6]
            late = [part for part in first if part[0] >= 6]
            made.append((f"within-{person}", joined(early), joined(late)))
        days = [segments(samples, starts, ends, table, person, (day,)) for day in (1, 2, 3)]
        if all(days):
            made.append((f"across-{person}", joined(days[0] + days[1]), joined(days[2])))
    return made


def segments(
    samples: NDArray[np.int8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    table: NDArray[np.int32],
    person: int,
    sessions: tuple[int, ...],
) -> list[Segment]:
    """Return number within its file, class and samples of each 5-second segment."""
    made: list[Segment] = []
    for start, end, row in zip(starts, ends, table, strict=True):
        if row[0] != person or row[2] not in sessions:
            continue
        # The rest file is one long segment: cut it as the others are.
        cuts = range(start, end, 1000) if end - start > 1600 else [start]
        for nth, at in enumerate(cuts):
            stop = min(end, at + 1000) if len(cuts) > 1 else end
            made.append((nth if len(cuts) > 1 else int(row[4]), int(row[5]), samples[at:stop]))
    return made


def joined(parts: list[Segment]) -> Recording:
    """Make one recording of segments; each is a repetition of its own."""
    lengths = [len(part[2]) for part in parts]
    return make_recording(
        np.concatenate([part[2] for part in parts]),
        200.0,
        np.repeat([part[1] for part in parts], lengths),
        np.repeat(np.arange(len(parts)), lengths),
    )


def _peer(python: str, jobs: Path) -> dict[str, float]:
    done = subprocess.run(
        [python, str(PEER), str(jobs)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"LibEMG's half failed: {done.stderr.strip().splitlines()[-1]}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _times(
    run: Callable[[], None], name: str, unit: str, per_s: float, times: int
) -> dict[str, float]:
    """Time of a call by the wall and on the processor, 20th percentile each.

    Other programs of the machine disturb the slower calls; on a busy one the processor's time alone
    compares.
    """
    run()
    wall_s, processor_s = [], []
    for _ in range(times):
        started_s, before_s = time.perf_counter(), time.process_time()
        run()
        processor_s.append(time.process_time() - before_s)
        wall_s.append(time.perf_counter() - started_s)
    return {
        f"{name}_{unit}": per_s * float(np.percentile(wall_s, 20)),
        f"{name}_processor_{unit}": per_s * float(np.percentile(processor_s, 20)),
    }


if __name__ == "__main__":
    sys.exit(main())
