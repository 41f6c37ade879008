"""Any board that BrainFlow knows; an optional package brings it."""

import threading
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sensors.device_clock import DeviceClock
from sensors.device_settings import BrainFlowSettings
from sensors.errors import (
    MissingPartError,
    SensorLostError,
    SensorNotFoundError,
    SensorSettingsError,
)
from sensors.install_line import install_line
from sensors.packets.counts import PacketCounts
from sensors.packets.imu_reading import G_M_S2
from sensors.sample import EmgSample, ImuSample, Sample
from sensors.stream import DeviceSensor

if TYPE_CHECKING:
    from brainflow.board_shim import BoardShim

INSTALL_LINE = install_line("brainflow", "'setuptools<81'")
# BrainFlow keeps its own buffer and can't be waited for.
_LOOK_EVERY_S = 0.008
_BUFFER_SAMPLES = 45_000


class _Channels:
    """Which rows of the board's data are what."""

    def __init__(self, board_id: int) -> None:
        from brainflow.board_shim import BoardShim

        self.fs_hz = float(BoardShim.get_sampling_rate(board_id))
        self.time = int(BoardShim.get_timestamp_channel(board_id))
        self.emg = _rows_of(BoardShim.get_emg_channels, board_id)
        if not self.emg:
            self.emg = _rows_of(BoardShim.get_exg_channels, board_id)
        self.accel = _rows_of(BoardShim.get_accel_channels, board_id)[:3]
        self.gyro = _rows_of(BoardShim.get_gyro_channels, board_id)[:3]


def _rows_of(get: Callable[[int], Sequence[int]], board_id: int) -> list[int]:
    from brainflow.exit_codes import BrainFlowError

    try:
        return list(get(board_id))
    except BrainFlowError:
        return []


class _Board:
    quiet_after_s = 0.8
    settles_s = 2.0
    begins_again_when_quiet = True
    quiet_sentence = "The board has gone quiet: check that it is switched on, charged and near"

    def __init__(self, settings: BrainFlowSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._board: BoardShim | None = None
        self._channels: _Channels | None = None
        self._device_clock = DeviceClock()
        self._rows = 0
        self._pause = threading.Event()

    @property
    def place(self) -> str:
        return self._settings.board

    @property
    def counts(self) -> PacketCounts:
        return PacketCounts(self._rows)

    def connect(self) -> str:
        """Prepare BrainFlow's session and start the stream.

        Raises:
            MissingPartError: BrainFlow is not installed.
            SensorSettingsError: it knows no such board.
            SensorNotFoundError: the board does not answer.
        """
        self.disconnect()
        try:
            with warnings.catch_warnings():
                # It warns of its own use of pkg_resources, which no patient can do anything about.
                warnings.simplefilter("ignore")
                from brainflow.board_shim import BoardIds, BoardShim, BrainFlowInputParams

                # The first use of its library warns, not the import.
                BoardShim.disable_board_logger()
            from brainflow.exit_codes import BrainFlowError
        except ImportError as error:
            raise MissingPartError(
                f"BrainFlow is not installed; bring it with: {INSTALL_LINE}"
            ) from error
        settings = self._settings
        if settings.board not in BoardIds.__members__:
            raise SensorSettingsError(
                f"BrainFlow knows no {settings.board}: choose a name from its BoardIds"
            )
        board_id = int(BoardIds[settings.board].value)
        parameters = BrainFlowInputParams()
        parameters.serial_port = settings.port or ""
        parameters.mac_address = settings.mac_address
        parameters.ip_address = settings.ip_address
        parameters.ip_port = settings.ip_port
        parameters.serial_number = settings.serial_number
        parameters.other_info = settings.other_info
        try:
            board = BoardShim(board_id, parameters)
            self._board = board
            board.prepare_session()
            board.start_stream(_BUFFER_SAMPLES)
            self._channels = channels = _Channels(board_id)
        except BrainFlowError as error:
            raise SensorNotFoundError(
                f"BrainFlow finds no {settings.board} (its code {error.exit_code}): check its "
                "power, port and address in the settings file"
            ) from error
        if not channels.emg:
            raise SensorSettingsError(
                f"BrainFlow's {settings.board} has no channels for muscles: choose another board"
            )
        self._device_clock = DeviceClock()
        self._rows = 0
        return f"{len(channels.emg)} channels at {channels.fs_hz:g} Hz"

    def read(self) -> Sequence[Sample]:
        """Return what BrainFlow has buffered.

        Raises:
            SensorLostError: the session has ended.
        """
        from brainflow.exit_codes import BrainFlowError

        if self._board is None or self._channels is None:
            raise SensorLostError("The board is not connected: open it first")
        self._pause.wait(_LOOK_EVERY_S)
        try:
            data = self._board.get_board_data()
        except BrainFlowError as error:
            raise SensorLostError(self.quiet_sentence) from error
        if data.shape[1] == 0:
            return ()
        return self._samples(self._channels, data, self._clock())

    def _samples(
        self, channels: _Channels, data: NDArray[np.float64], arrived_at_s: float
    ) -> list[Sample]:
        self._rows += data.shape[1]
        device_s = float(data[channels.time, -1])
        self._device_clock.hear(device_s, arrived_at_s)
        taken_at_s = self._device_clock.taken_at_s(device_s)
        microvolts = data[channels.emg].T.astype(np.float32)
        samples: list[Sample] = [
            EmgSample(taken_at_s, arrived_at_s, device_s, microvolts, channels.fs_hz)
        ]
        if channels.accel or channels.gyro:
            # Boards measure motion more seldom than they send it: the newest says it all.
            samples.append(
                ImuSample(
                    taken_at_s,
                    arrived_at_s,
                    device_s,
                    orientation_wxyz=None,
                    gyro_rad_s=np.radians(data[channels.gyro, -1]) if channels.gyro else None,
                    accel_m_s2=data[channels.accel, -1] * G_M_S2 if channels.accel else None,
                )
            )
        return samples

    def disconnect(self) -> None:
        """End BrainFlow's session."""
        board, self._board = self._board, None
        if board is None:
            return
        from brainflow.exit_codes import BrainFlowError

        try:
            if board.is_prepared():
                board.release_session()
        except BrainFlowError:
            # It had already ended by itself.
            return


class BrainFlowBoard(DeviceSensor):
    """EMG in microvolts, or whatever else the board measures so, and its motion sensor."""

    def __init__(self, settings: BrainFlowSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="brainflow", device=_Board(settings, clock), clock=clock)
