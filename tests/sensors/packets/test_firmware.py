"""The sketch in `assets/firmware` sends what the parser reads: compiled here and run."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from sensors.packets.emg_frame import EmgFrameParser

_ROOT = Path(__file__).resolve().parents[3]
_SKETCH = _ROOT / "assets" / "firmware" / "emg_frame" / "emg_frame.ino"
_MAIN = '#include "{sketch}"\nint main() {{ setup(); for (int n = 0; n < 5000; n++) loop(); }}\n'


def test_the_sketch_and_the_parser_agree(tmp_path: Path) -> None:
    compiler = shutil.which("g++")
    if compiler is None:
        pytest.skip("there is no C++ compiler on this machine to run the sketch with")
    program, source = tmp_path / "sketch", tmp_path / "main.cpp"
    source.write_text(_MAIN.format(sketch=_SKETCH))
    fakes = _ROOT / "tests" / "fakes"
    subprocess.run([compiler, "-I", fakes, "-o", program, source], check=True)
    sent = subprocess.run([program], check=True, capture_output=True, timeout=20).stdout
    parser = EmgFrameParser()
    rows = parser.feed(sent)
    assert rows is not None
    assert len(rows.counts) == len(sent) // 22 > 1000
    assert (parser.counts.damaged, parser.counts.lost) == (0, 4)
    reading = np.arange(len(rows.counts)) % 100
    for channel in range(6):
        assert np.array_equal(rows.counts[:, channel], channel * 100 + reading)
    assert rows.counts.shape[1] == 6
