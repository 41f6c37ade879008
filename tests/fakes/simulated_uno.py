"""An Arduino Uno that runs our sketch on a simulator, compiled with the real core for its chip."""

import contextlib
import os
import pty
import shutil
import subprocess
import tty
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

CLOCK_HZ = 16_000_000
_FAKES = Path(__file__).resolve().parent
_ARDUINO = Path("/usr/share/arduino/hardware/arduino/avr")
_CORE = _ARDUINO / "cores" / "arduino"
_CORE_FILES = (
    *("HardwareSerial.cpp", "HardwareSerial0.cpp", "Print.cpp", "abi.cpp", "hooks.c", "main.cpp"),
    *("wiring.c", "wiring_analog.c", "wiring_digital.c"),
)
"""Of the core, what a sketch needs that reads pins and writes to its serial port."""
_SIMULATOR = Path("/usr/include/simavr/sim_avr.h")
_FOR_AN_UNO = ("-mmcu=atmega328p", "-Os")
# As the core's platform.txt has them. The last is for compilers older than the core's own.
_BOTH = (
    *("-c", "-g", *_FOR_AN_UNO, "-DF_CPU=16000000L", "-DARDUINO=10819"),
    *("-DARDUINO_AVR_UNO", "-DARDUINO_ARCH_AVR", "-ffunction-sections", "-fdata-sections"),
    *("-flto", "-fno-fat-lto-objects", f"-I{_CORE}", f"-I{_ARDUINO / 'variants' / 'standard'}"),
    "-DDECIMAL_DIG=__DECIMAL_DIG__",
)
_CPP = ("-std=gnu++11", "-fpermissive", "-fno-exceptions", "-fno-threadsafe-statics")


@dataclass(frozen=True, slots=True)
class Converted:
    """What the converter was asked for, conversion by conversion."""

    cycle: NDArray[np.int64]
    pin: NDArray[np.int64]
    mv: NDArray[np.int64]

    def of_pin(self, pin: int) -> "Converted":
        chosen = self.pin == pin
        return Converted(self.cycle[chosen], self.pin[chosen], self.mv[chosen])

    @property
    def counts(self) -> NDArray[np.int64]:
        """What ten bits of 5 V give."""
        return self.mv * 1023 // 5000


class UnoToolchain:
    """Builds sketches in one folder; the core and the simulator once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._simulator = folder / "simulated_uno"
        compiler = shutil.which("avr-gcc")
        native = shutil.which("gcc")
        if not (compiler and native and _CORE.is_dir() and _SIMULATOR.exists()):
            pytest.skip(
                "there is no AVR compiler with its simulator on this machine (Debian's packages "
                "gcc-avr, avr-libc, arduino-core-avr, libsimavr-dev)"
            )
        self._compiler = compiler
        source = str(_FAKES / "simulated_uno.c")
        _run(native, "-O2", "-Wall", "-Wextra", "-o", self._simulator, source, "-lsimavr", "-lm")
        self._core = [self._object(_CORE / name) for name in _CORE_FILES]

    def build(self, sketch: str, name: str) -> Path:
        """Return the program; a warning about the sketch's text is an error."""
        source, program = self._folder / f"{name}.cpp", self._folder / f"{name}.elf"
        source.write_text(sketch)
        built = self._folder / f"{name}.o"
        warnings = ("-Wall", "-Wextra", "-Werror")
        _run(self._compiler, *_BOTH, *_CPP, *warnings, source, "-o", built)
        _run(
            self._compiler,
            *(*_FOR_AN_UNO, "-flto", "-fuse-linker-plugin", "-Wl,--gc-sections"),
            *("-o", program, built, *self._core, "-lm"),
        )
        return program

    def run(self, program: Path, ms: int) -> tuple[bytes, Converted]:
        """Return what the sketch sent in this time of its own, and what it converted."""
        done = subprocess.run(self._words(program, ms), check=True, stdout=subprocess.PIPE)
        return done.stdout, self.converted(program)

    @contextlib.contextmanager
    def on_a_port(self, program: Path, ms: int) -> Iterator[tuple[str, Callable[[], None]]]:
        """Give a serial port, and what switches the board on for this time of its own."""
        master, slave = pty.openpty()
        tty.setraw(slave)
        running: list[subprocess.Popen[bytes]] = []
        try:
            yield (
                os.ttyname(slave),
                lambda: running.append(subprocess.Popen(self._words(program, ms), stdout=master)),
            )
        finally:
            for process in running:
                # What it has still to send fits into the port.
                process.wait(60)
            os.close(master)
            os.close(slave)

    def converted(self, program: Path) -> Converted:
        """Return what a run that has ended converted."""
        columns = np.loadtxt(program.with_suffix(".readings"), dtype=np.int64, ndmin=2).T
        return Converted(*columns)

    def _words(self, program: Path, ms: int) -> list[str]:
        return [*map(str, (self._simulator, program, ms, program.with_suffix(".readings")))]

    def _object(self, source: Path) -> Path:
        built = self._folder / f"{source.name}.o"
        language = _CPP if source.suffix == ".cpp" else ("-std=gnu11",)
        _run(self._compiler, *_BOTH, *language, "-w", source, "-o", built)
        return built


def _run(*words: str | Path) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
