"""`mirrorlimb import-xdf`: muscle signals from LabRecorder, to replay or to learn from."""

import argparse
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

from sessions.errors import ExportError
from sessions.export.xdf import read_xdf, write_recording


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "A target that ends in .npz is for `mirrorlimb emg evaluate`, with the newest marker as "
        "each row's label; any other replays like a device."
    )
    parser.add_argument("file", metavar="FILE.xdf", type=Path, help="what LabRecorder wrote")
    parser.add_argument("target", metavar="TARGET", type=Path, help="OUT.mcap or OUT.npz")
    return run


def run(arguments: argparse.Namespace) -> int:
    """Read the file and write what was found."""
    emg = read_xdf(arguments.file)
    target: Path = arguments.target
    if target.suffix == ".npz":
        labels = emg.labels()
        kept = labels != ""
        if not kept.any():
            raise ExportError(f"{arguments.file.name}: no markers to make labels of; write .mcap")
        np.savez(target, x=emg.microvolts[kept], fs_hz=emg.fs_hz, label=labels[kept])
    else:
        write_recording(emg, target, software_version=version("mirrorlimb"))
    rows, channels = emg.microvolts.shape
    print(f"{rows} rows of {channels} channels at {emg.fs_hz:g} Hz: {target}")
    return 0
