"""The recording of a session: every sample, pose and frame, written while the session runs.

Format of `recording.mcap`, so that other programs can read it with any MCAP library:

- MCAP 0, profile ``mirrorlimb``, zstd chunks, CRCs on. A chunk is a block: the rows of one topic
  over about half a second. One message per row; the message is a JSON object.
- Message time (`log_time` = `publish_time`) is nanoseconds of the session's monotonic clock; every
  key ending in ``_s`` is the same clock in seconds (6 digits). `events.jsonl` ties it to the wall
  clock. `sequence` counts the rows of its topic from 0 without gaps.
- The metadata record ``mirrorlimb`` (repeated on each channel) has ``format_version`` and
  ``joint_angles``: the names of the entries of every ``angles_rad``, in order, comma-separated.
- Channel ids are fixed: frame 1, pose 2, sample/hand 3, sample/pointer 4, sample/pose 5,
  sample/emg 6, sample/imu 7, decision 8. Older recordings lack the later ones.
- A number that was not finite is null. Angles have 5 digits, pixels 2, metres 5, shares 4,
  microvolts 3, quaternions, rad/s and m/s2 5.
- A row of sample/emg is a block of k samples without a gap; its times are those of the last one.

Topics and keys::

    frame           frame, scene, flip_s, latched_s|null, sample_taken_s|null, horizon_s, covered,
                    limbs: [{side: "left"|"right", opacity, angles_rad: [28]}], and delayed_s where
                    the limb waited on purpose
    pose            taken_s, confidence, angles_rad: [28]
    sample/hand     taken_s, arrived_s, image_size_px: [w, h], brightness,
                    hands: [{presence, right_probability, landmarks_px: [21][2], world_m: [21][3]}]
    sample/pointer  taken_s, arrived_s, opening, wrist, elbow
    sample/pose     taken_s, arrived_s, confidence, angles_rad: [28]
    sample/emg      taken_s, arrived_s, device_s|null, fs_hz, lost_before,
                    microvolts: [k][channels]
    sample/imu      taken_s, arrived_s, device_s|null, orientation_wxyz: [4]|null,
                    gyro_rad_s: [3]|null, accel_m_s2: [3]|null, segment,
                    held: ""|"first"|"second"|"recentred"
    decision        window_end_s, decided_s, movement, confidence, rejected, speed, activity

A file that was cut off has no index at its end; `sessions.recording.reader` reads it all the same.
"""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from sessions.errors import RecordingError
from sessions.folder.durable import sync_folder
from sessions.recording.format import FORMAT_VERSION, NS_PER_S
from sessions.recording.mcap_blocks import BlockFile, Message
from sessions.recording.rows import AnyRow, to_json

BLOCK_S = 0.5
"""Longest time that a row waits before it is written; a crash loses no more than about this."""


class RecordingWriter:
    """Takes rows from the real-time loop at once; a thread encodes, writes and syncs them."""

    def __init__(
        self,
        path: Path,
        *,
        software_version: str,
        joint_angles: Sequence[str],
        block_s: float = BLOCK_S,
        at_once: bool = False,
    ) -> None:
        """Make the file and start writing.

        Args:
            path: A file that does not exist yet.
            software_version: For the record.
            joint_angles: Names of the entries of every ``angles_rad``.
            block_s: Longest time that a row waits before it is written.
            at_once: Write in the caller's thread, a block for each `block_s` of the rows' own time:
                the same rows then give the same bytes. Not for the real-time loop.

        Raises:
            RecordingError: the file can't be made.
        """
        metadata = {"format_version": FORMAT_VERSION, "joint_angles": ",".join(joint_angles)}
        try:
            self._file = BlockFile(
                path, library=f"mirrorlimb {software_version}", metadata=metadata
            )
            self._file.sync()
            sync_folder(path.parent)
        except OSError as error:
            raise _told(error) from error
        self._rows: deque[AnyRow] = deque()
        self._written: defaultdict[str, int] = defaultdict(int)
        self._writing = threading.Lock()
        self._closing = threading.Event()
        self._error: OSError | None = None
        self._block_s = block_s
        self._thread: threading.Thread | None = None
        if not at_once:
            self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
            self._thread.start()

    def add(self, row: AnyRow) -> None:
        """Take one row; never waits for the disk. The row's arrays must not change afterwards.

        Raises:
            RecordingError: writing has failed since the last call, or the recording is closed.
        """
        self.check()
        if self._closing.is_set():
            raise RecordingError("the movement recording is closed: start a new session")
        if self._thread is None and self._rows and row.at_s - self._rows[0].at_s >= self._block_s:
            self._write_pending()
        self._rows.append(row)

    def check(self) -> None:
        """Do nothing if all is well.

        Raises:
            RecordingError: writing has failed; nothing more is recorded.
        """
        if self._error is not None:
            raise _told(self._error) from self._error

    def flush(self) -> None:
        """Bring every row added so far to the disk before returning. Not for the real-time loop.

        Raises:
            RecordingError: it can't be written.
        """
        self._write_pending()
        self.check()

    def close(self) -> None:
        """Write what is left and the index, and close; safe to call twice.

        Raises:
            RecordingError: it could not all be written; what was written stays readable.
        """
        if self._closing.is_set():
            return
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        self._write_pending()
        if self._error is None:
            try:
                self._file.finish()
            except OSError as error:
                self._error = error
        else:
            self._file.abandon()
        self.check()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _run(self) -> None:
        while not self._closing.wait(self._block_s) and self._error is None:
            self._write_pending()

    def _write_pending(self) -> None:
        with self._writing:
            if self._error is not None:
                return
            blocks: defaultdict[str, list[Message]] = defaultdict(list)
            for _ in range(len(self._rows)):
                row = self._rows.popleft()
                sequence = self._written[row.topic]
                self._written[row.topic] += 1
                at_ns = max(0, round(row.at_s * NS_PER_S))
                blocks[row.topic].append(Message(at_ns, sequence, to_json(row)))
                # Offer the interpreter to the real-time loop after every row: otherwise it may
                # have to wait for the switch interval, 5 ms, which is a third of a frame.
                if self._thread is not None:
                    time.sleep(0)
            try:
                for topic, messages in blocks.items():
                    self._file.write_block(topic, messages)
                if blocks:
                    self._file.sync()
            except OSError as error:
                self._error = error


def _told(error: OSError) -> RecordingError:
    return RecordingError(
        f"the movement recording can't be written ({error.strerror}): "
        "check the disk's free space and that it is still connected"
    )
