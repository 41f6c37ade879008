"""What one repetition of each movement brings back, on the recorded people.

    python -m tests.benchmarks.bench_adaptation [--every-turn] [--people 6666 54321]

The daily calibration (`sensors.emg.adaptation`) after an armband has turned, has turned by half an
electrode (made up from the recorded channels), or was taken off and put on anew: the tables of
docs/electrodes.md. 200/50 ms windows, nothing smoothed; the first repetition of each movement is
given and all other windows are judged. Each person's armband turns by another 1 to 7 electrodes;
`--every-turn` takes all seven of each. Needs the recorded people.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sensors.emg.adaptation import adapt
from sensors.emg.model import train
from sensors.emg.recording import Recording, make_recording
from sensors.emg.windows import WindowSettings
from tests.benchmarks.bench_emg import DATA, Segment, joined, right_of, segments

Array = NDArray[np.float64]
Sets = dict[str, frozenset[int]]

# Rest, flexion, extension, pronation and fist; and all that were recorded.
MOVEMENTS: Sets = {"5": frozenset((0, 1, 2, 5, 7)), "8": frozenset(range(8))}
LEARNT_SEGMENTS = 6
"""Of each file of a session; the later ones are turned."""
# A file ends with a piece of what was about to be made: shorter is no repetition.
REPETITION_SAMPLES = 400


@dataclass
class Column:
    """Shares of windows named right, one entry for each person, pair of sessions or turn."""

    before: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    """By a decoder that learnt the repetition and nothing else."""
    after: list[float] = field(default_factory=list)
    unturned: list[float] = field(default_factory=list)
    turn_found: list[bool] = field(default_factory=list)

    def judge(
        self, learn: list[Segment], today: list[Segment], moved: Callable[[Recording], Recording]
    ) -> int:
        """Add one entry, and return by how many electrodes the armband was taken for turned."""
        once, rest = one_of_each(today)
        model = train(joined(learn), WindowSettings())
        given, later = moved(joined(once)), moved(joined(rest))
        adapted = adapt(model, given)
        self.before.append(right_of(model, later))
        self.alone.append(right_of(train(given, WindowSettings()), later))
        self.after.append(right_of(adapted.model, later))
        return adapted.rotation

    def row(self) -> dict[str, float]:
        """Return the means in percent, and the worst entry after adapting."""
        shares = {
            "before": self.before,
            "by the repetition alone": self.alone,
            "after": self.after,
            "unturned": self.unturned,
            "turns found": [float(found) for found in self.turn_found],
        }
        row = {name: round(100 * float(np.mean(s)), 2) for name, s in shares.items() if s}
        worst = round(100 * min(self.after), 2)
        return row | {"worst after": worst, "entries": float(len(self.after))}


def main() -> int:
    """Print the tables as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every-turn", action="store_true")
    parser.add_argument("--people", type=int, nargs="+", default=[])
    arguments = parser.parse_args()
    if not (DATA / "myo_readings_dev.npz").exists():
        print("The recorded people are not there.", file=sys.stderr)
        return 1
    columns: dict[str, Column] = {}
    found_turned: list[str] = []
    for nth, (person, sessions) in enumerate(sorted(_people(arguments.people).items())):
        turns = range(1, 8) if arguments.every_turn else [1 + nth % 7]
        for count, movements in MOVEMENTS.items():
            days = [[part for part in day if part[1] in movements] for day in sessions]
            early = [part for part in days[0] if part[0] < LEARNT_SEGMENTS]
            late = [part for part in days[0] if part[0] >= LEARNT_SEGMENTS]
            column = columns.setdefault(f"turned, {count} movements", Column())
            for turn in turns:
                column.turn_found.append(column.judge(early, late, turned(turn)) == turn)
            learnt = train(joined(early), WindowSettings())
            column.unturned.append(right_of(learnt, joined(one_of_each(late)[1])))
            for name, half in (("interpolated", half_turn), ("neighbours' mean", half_mixed)):
                column = columns.setdefault(f"half an electrode, {name}, {count}", Column())
                column.judge(early, late, half)
            column = columns.setdefault(f"put on anew, {count} movements", Column())
            for pair, (earlier, today) in enumerate(pairwise(days), start=1):
                turn = column.judge(earlier, today, lambda recording: recording)
                if turn:
                    found_turned.append(f"{person} pair {pair}, {count} movements: by {turn}")
    report: dict[str, object] = {name: column.row() for name, column in columns.items()}
    report["sat turned when put on anew"] = found_turned
    print(json.dumps(report, indent=2))
    return 0


def one_of_each(parts: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Part the first whole repetition of each movement from all others."""
    once: list[Segment] = []
    rest: list[Segment] = []
    for part in parts:
        new = len(part[2]) > REPETITION_SAMPLES and part[1] not in {taken[1] for taken in once}
        (once if new else rest).append(part)
    return once, rest


def turned(by: int) -> Callable[[Recording], Recording]:
    """Return what turns a ring by whole electrodes."""
    return lambda recording: _with(recording, np.roll(recording.samples, by, axis=1))


def half_turn(recording: Recording) -> Recording:
    """Turn a ring by half an electrode: the smoothest wave round the arm through all channels."""
    channels = recording.channels
    spectrum = np.fft.rfft(recording.samples, axis=1)
    spectrum *= np.exp(-1j * np.pi * np.arange(spectrum.shape[1]) / channels)
    return _with(recording, np.fft.irfft(spectrum, channels, axis=1))


def half_mixed(recording: Recording) -> Recording:
    """Turn a ring by half an electrode: each reads the mean of two neighbours."""
    return _with(recording, (recording.samples + np.roll(recording.samples, 1, axis=1)) / 2)


def _with(recording: Recording, samples: Array) -> Recording:
    names = np.array(recording.classes)[recording.label]
    return make_recording(samples, recording.rate_hz, names, recording.repetition)


def _people(chosen: list[int]) -> dict[int, list[list[Segment]]]:
    with np.load(DATA / "myo_readings_dev.npz") as data:
        samples, ends, table = data["X"], data["ends"], data["table"]
    starts = np.concatenate([[0], ends[:-1]])
    return {
        person: [
            segments(samples, starts, ends, table, person, (day,))
            for day in np.unique(table[table[:, 0] == person, 2]).tolist()
        ]
        for person in np.unique(table[:, 0]).tolist()
        if not chosen or person in chosen
    }


if __name__ == "__main__":
    sys.exit(main())
