"""What `mirrorlimb sensors watch` says of muscles: sparklines, what to mend, and a live plot."""

from pathlib import Path

import numpy as np

from game.display.gl import GLDisplay
from game.display.window import WindowSettings, display_available
from game.drawing import Drawing
from game.frame import Frame
from game.input.event import KeyPressed, WindowClosed
from game.limb.limb import load_limb
from game.muscles.signal_plot import signal_plot
from game.muscles.signal_tail import SignalTail, sparkline
from game.muscles.words import fault_words
from game.screen import Screen
from game.timing.clock import RealClock
from sensors.emg.quality import Fault, assess
from sensors.emg.steady_noise import MEMORY_S
from sensors.errors import SensorEndedError, SensorLostError
from sensors.sample import EmgSample, Sample
from sensors.sensor import Sensor

_SHOWN_S, _JUDGED_S = 2.0, 3.0
_PLOT_SIZE_PX = (1100, 700)
_FRAME_S = 1 / 30


class MuscleWatch:
    """Keeps the signal and says how each electrode is doing."""

    def __init__(self) -> None:
        self._tail = SignalTail()
        self._trouble = ""

    def trouble(self, sentence: str) -> bool:
        """Keep what is wrong with the device, empty where all is well; return whether it is new."""
        before, self._trouble = self._trouble, sentence
        return sentence not in ("", before)

    def take(self, samples: tuple[Sample, ...]) -> bool:
        """Take what came; return whether muscle signal was in it."""
        blocks = [sample for sample in samples if isinstance(sample, EmgSample)]
        for block in blocks:
            self._tail.add(block)
        return bool(blocks)

    def lines(self) -> list[str]:
        """Return one line a channel: strength over the last seconds, and what to mend."""
        shown, rate_hz = self._tail.newest(_SHOWN_S)
        if len(shown) < 2:
            return []
        full = 2.0 * float(np.median(shown.std(axis=0))) or 1.0
        faults = self._faults()
        lines = []
        for channel in range(shown.shape[1]):
            fault = faults.get(channel)
            told = f"  {fault_words(fault)}" if fault is not None else ""
            bar = sparkline(shown[:, channel], rate_hz, full)
            lines.append(f"  {channel + 1:2d} {bar}{told}")
        return lines

    def _faults(self) -> dict[int, Fault]:
        memory, rate_hz = self._tail.newest(MEMORY_S)
        judged = memory[-max(1, round(_JUDGED_S * rate_hz)) :]
        found = assess(judged, rate_hz, memory=memory)
        return {q.channel: q.fault for q in found if q.fault is not None}

    def frame(self) -> Frame:
        """Return the plot as a page."""
        shown, _ = self._tail.newest(_SHOWN_S)
        faults = self._faults()
        told = tuple(f"{c + 1}: {fault_words(f)}" for c, f in faults.items())
        drawing: Drawing = signal_plot(shown, tuple(faults))
        lines = (self._trouble,) if self._trouble else told[:3]
        screen = Screen(layout="page", title="", lines=lines, canvas=True)
        return Frame(scene="plot", limbs=(), screen=screen, drawing=drawing)


def plot(sensor: Sensor, seconds: float, picture: Path | None) -> None:
    """Draw the channels live in a window; or, without a display, one picture at the end.

    Args:
        sensor: open already.
        seconds: how long.
        picture: where to write the last picture; None writes one only where there is no window.

    Raises:
        DisplayError: OpenGL is missing.
        OSError: the picture can't be written.
    """
    live = display_available()
    settings = WindowSettings(size_px=_PLOT_SIZE_PX, vsync=live, offscreen=not live)
    clock, watch = RealClock(), MuscleWatch()
    display = GLDisplay.open(settings, load_limb(), "right", clock)
    try:
        ends_s, over = clock() + seconds, False
        while clock() < ends_s and not over:
            clock.wait_until(clock() + _FRAME_S)
            over = not _drained(sensor, watch) or _closed(display)
            if live:
                display.draw(watch.frame(), None)
                display.flip()
        target = picture if picture is not None else (None if live else Path("muscles.png"))
        if target is not None:
            from game.render.screenshot import save_png

            display.draw(watch.frame(), None)
            save_png(target, display.renderer.screenshot())
            print(f"The channels are drawn in {target.name}")
    finally:
        display.close()


def _drained(sensor: Sensor, watch: MuscleWatch) -> bool:
    try:
        samples = sensor.drain()
    except SensorEndedError as ended:
        print(ended)
        return False
    except SensorLostError as lost:
        if watch.trouble(str(lost)):
            print(lost, flush=True)
        return True
    if samples:
        watch.trouble("")
        watch.take(samples)
    return True


def _closed(display: GLDisplay) -> bool:
    return any(
        isinstance(event, WindowClosed)
        or (isinstance(event, KeyPressed) and event.name == "Escape")
        for event in display.poll()
    )
