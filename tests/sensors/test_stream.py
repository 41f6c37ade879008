"""A device read by a thread: nothing is lost on the way to the loop, and nothing is hidden."""

import queue
import time
from collections.abc import Sequence

import numpy as np
import pytest

from sensors.device_clock import DeviceClock
from sensors.emg_blocks import EmgBlocks, joined
from sensors.errors import SensorLostError, SensorNotFoundError
from sensors.packets.counts import PacketCounts
from sensors.packets.emg_frame import EmgFrameParser
from sensors.sample import EmgSample, ImuSample, Sample
from sensors.stream import DeviceSensor
from tests.fakes.emg_board import emg_frame

from .drivers.listening import heard, is_lost, rows_in, until


def _block(first: int, rows: int, *, device_time: bool = True, lost: int = 0) -> EmgSample:
    last = first + rows - 1
    microvolts = np.arange(first, first + rows, dtype=np.float32)[:, None]
    at_s = last / 1000
    return EmgSample(at_s, at_s, at_s if device_time else None, microvolts, 1000.0, lost)


def _motion(at_s: float) -> ImuSample:
    return ImuSample(at_s, at_s, None, None, None, np.zeros(3))


class _Scripted:
    """Says what it is told to, one read after the other."""

    place = "a script"
    quiet_after_s = 0.05
    settles_s = 0.0
    quiet_sentence = "It is quiet: check it"

    def __init__(self, *, begins_again_when_quiet: bool = False) -> None:
        self.begins_again_when_quiet = begins_again_when_quiet
        self.says: queue.Queue[Sequence[Sample] | SensorLostError] = queue.Queue()
        self.there = True
        self.connected = 0
        self.counts = PacketCounts()

    def connect(self) -> str:
        if not self.there:
            raise SensorNotFoundError("It is not there: plug it in")
        self.connected += 1
        self.counts = PacketCounts()
        return f"time {self.connected}"

    def read(self) -> Sequence[Sample]:
        try:
            said = self.says.get(timeout=0.01)
        except queue.Empty:
            return ()
        if isinstance(said, SensorLostError):
            raise said
        self.counts += PacketCounts(packets=len(said), damaged=1)
        return said

    def disconnect(self) -> None:
        return


def _opened(device: _Scripted) -> DeviceSensor:
    sensor = DeviceSensor(driver="scripted", device=device, clock=time.perf_counter)
    sensor.open()
    return sensor


def test_blocks_that_follow_each_other_come_as_one() -> None:
    (one,) = joined([_block(0, 3), _block(3, 1), _block(4, 6)])
    assert one.microvolts[:, 0].tolist() == list(range(10))
    assert (one.taken_at_s, one.device_time_s) == (0.009, 0.009)


@pytest.mark.parametrize(
    "second", [_block(12, 2, lost=2), _block(12, 2), _block(10, 2, device_time=False)]
)
def test_blocks_with_a_gap_between_stay_apart(second: EmgSample) -> None:
    assert len(joined([_block(0, 10), second])) == 2


def test_a_read_is_cut_at_its_gaps_and_each_part_told_what_it_lacks() -> None:
    blocks = EmgBlocks(1000.0, DeviceClock())
    microvolts = np.zeros((5, 8), dtype=np.float32)
    first = blocks.cut(np.array([5, 6, 9, 10, 13]), microvolts, 1.0)
    assert [(len(b.microvolts), b.lost_before) for b in first] == [(2, 0), (2, 2), (1, 2)]
    assert [b.device_time_s for b in first] == [0.006, 0.010, 0.013]
    assert [b.taken_at_s for b in first] == pytest.approx([0.993, 0.997, 1.0])
    (later,) = blocks.cut(np.array([15]), microvolts[:1], 1.002)
    assert later.lost_before == 1


@pytest.mark.parametrize("restarts_at", [1000, 30_000, 40_000])
def test_of_a_board_that_restarts_within_a_frame_only_the_time_it_took_is_missing(
    restarts_at: int,
) -> None:
    parser, blocks, came = EmgFrameParser(), EmgBlocks(1000.0, DeviceClock()), []
    before = b"".join(emg_frame(n, (0,) * 8) for n in range(restarts_at))[:-9]
    after = b"".join(emg_frame(n, (0,) * 8) for n in range(1, 401))
    silent_s, at_s = 1.7, 5.0
    for sent in (before, after):
        for part in (sent[at : at + 220] for at in range(0, len(sent), 220)):
            at_s += 0.01
            rows = parser.feed(part)
            if rows is not None:
                came += blocks.cut(rows.indexes, rows.counts.astype(np.float32), at_s)
        at_s += silent_s
    assert sum(len(block.microvolts) for block in came) == restarts_at - 1 + 400
    (missing,) = (block.lost_before for block in came if block.lost_before)
    assert missing == blocks.lost == pytest.approx(1000 * silent_s, abs=15)
    assert came[-1].taken_at_s == pytest.approx(came[-1].arrived_at_s, abs=0.02)


def test_rows_that_a_stalled_computer_lost_are_told_by_the_board_s_own_count() -> None:
    # For 3 s nobody read: the oldest rows were kept by the system, the rest ran over.
    blocks = EmgBlocks(1000.0, DeviceClock())
    one = np.zeros((10, 1), np.float32)
    for first in range(0, 500, 10):
        blocks.cut(np.arange(first, first + 10), one, 0.01 + first / 1000)
    (kept,) = blocks.cut(np.arange(500, 510), one, 3.51)
    (late,) = blocks.cut(np.arange(3510, 3520), one, 3.52)
    assert (kept.lost_before, late.lost_before) == (0, 3000)


def test_samples_of_all_kinds_come_in_the_order_they_were_taken() -> None:
    device = _Scripted()
    sensor = _opened(device)
    device.says.put([_block(0, 10), _motion(0.004), _motion(0.02)])
    device.says.put([_block(10, 20), _motion(0.025)])
    samples = heard(sensor, lambda samples: len(samples) >= 5 or rows_in(samples) == 30)
    times_s = [sample.taken_at_s for sample in samples]
    assert times_s == sorted(times_s)
    sensor.close()


def test_what_nobody_drained_in_time_is_told_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sensors.stream._KEPT_SAMPLES", 10)
    device = _Scripted()
    sensor = _opened(device)
    device.says.put([_block(number, 1) for number in range(25)])
    until(lambda: sensor.counts.packets == 25)
    (kept,) = heard(sensor, lambda samples: len(samples) > 0)
    assert isinstance(kept, EmgSample)
    assert kept.microvolts[:, 0].tolist() == list(range(15, 25))
    assert kept.lost_before == 15
    sensor.close()


def test_silence_is_told_and_ends_with_the_next_sample() -> None:
    device = _Scripted()
    sensor = _opened(device)
    until(lambda: is_lost(sensor))
    with pytest.raises(SensorLostError, match="It is quiet: check it"):
        sensor.drain()
    device.says.put([_motion(1.0)])
    assert len(heard_after_loss(sensor)) == 1
    assert device.connected == 1
    sensor.close()


def heard_after_loss(sensor: DeviceSensor) -> tuple[Sample, ...]:
    found: list[tuple[Sample, ...]] = []

    def look() -> bool:
        try:
            samples = sensor.drain()
        except SensorLostError:
            return False
        if samples:
            found.append(samples)
        return bool(samples)

    until(look)
    return found[0]


def test_a_device_that_must_be_told_to_send_is_told_again_when_quiet() -> None:
    device = _Scripted(begins_again_when_quiet=True)
    sensor = _opened(device)
    until(lambda: device.connected >= 2)
    device.says.put([_motion(1.0)])
    assert len(heard_after_loss(sensor)) == 1
    sensor.close()


def test_blocks_from_before_and_after_a_loss_are_never_joined_and_all_are_counted() -> None:
    device = _Scripted()
    sensor = _opened(device)
    device.says.put([_block(0, 5, device_time=False)])
    device.says.put(SensorLostError("It is gone: plug it in again"))
    device.says.put([_block(5, 5, device_time=False)])
    until(lambda: sensor.counts.packets == 2)
    samples = sensor.drain()
    assert [len(s.microvolts) for s in samples if isinstance(s, EmgSample)] == [5, 5]
    assert sensor.counts == PacketCounts(packets=2, damaged=2)
    assert sensor.identity.detail == "time 2"
    sensor.close()


def test_what_went_wrong_is_told_until_the_device_is_back() -> None:
    device = _Scripted()
    sensor = _opened(device)
    device.there = False
    device.says.put(SensorLostError("It is gone: plug it in again"))
    until(lambda: is_lost(sensor))
    for _ in range(3):
        with pytest.raises(SensorLostError, match="It is gone: plug it in again"):
            sensor.drain()
    sensor.close()


def test_a_device_that_is_not_there_at_the_start_is_an_error_of_open() -> None:
    device = _Scripted()
    device.there = False
    with pytest.raises(SensorNotFoundError, match="plug it in"):
        _opened(device)
