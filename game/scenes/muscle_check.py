"""Before calibration: every electrode's signal, live, and what to do about those that are bad.

It goes on by itself once all have been well for a few seconds and were heard to work, or after a
while: of an arm at rest no electrode is known to be dead. Whoever can't get there may go on anyway,
and what was wrong is in the log.
"""

from game.drawing import Drawing
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr, tr_n
from game.muscles.signal_plot import signal_plot
from game.muscles.source import MuscleSource
from game.muscles.words import fault_words
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.emg.model import EmgModel
from sensors.emg.quality import FEWEST_FOR_COMPARISON, ChannelQuality, assess, levels_of
from sensors.emg.steady_noise import MEMORY_S, every_channel_works

GOOD_FOR_S = 4.0
_JUDGED_S = 3.0
_LOOK_EVERY_S = 1.0
_PLOT_EVERY_S = 0.1
_MOST_LINES = 3


class MuscleCheck:
    """Shows the channels until all have been well for `GOOD_FOR_S`.

    Args:
        muscles: The sensor.
        earlier: The patient's calibration of an earlier day, to compare the gain with.
    """

    name = "muscle_check"

    def __init__(self, muscles: MuscleSource, earlier: EmgModel | None = None) -> None:
        self.skipped = False
        self.faults: tuple[tuple[int, str], ...] = ()
        """Channel, from 0, and code of each fault seen last."""
        self._muscles = muscles
        self._calibrated = None if earlier is None else levels_of(earlier)
        self._heard = False
        self._known = False
        self._good_since_s: float | None = None
        self._looked_at_s = -_LOOK_EVERY_S
        self._plotted_at_s = -_PLOT_EVERY_S
        self._over = False
        self._lines: tuple[str, ...] = ()
        self._screen = self._drawn(())
        self._drawing: Drawing = ()

    @property
    def finished(self) -> bool:
        """True once all is well or the patient went on anyway."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to go on as it is."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self.skipped = self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Judge the signal now and then, and redraw the lines more often."""
        if moment.active_s - self._looked_at_s >= _LOOK_EVERY_S:
            self._looked_at_s = moment.active_s
            self._judge(moment)
        if moment.active_s - self._plotted_at_s >= _PLOT_EVERY_S:
            self._plotted_at_s = moment.active_s
            samples, _ = self._muscles.signal(_JUDGED_S)
            self._drawing = signal_plot(samples, [channel for channel, _ in self.faults])

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page with the lines."""
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=self._drawing)

    def _judge(self, moment: Moment) -> None:
        samples, rate_hz = self._muscles.signal(_JUDGED_S)
        # Not from before: one electrode that is put on makes the others seem to hear nothing.
        memory, _ = self._muscles.signal(min(MEMORY_S, moment.active_s))
        levels = self._calibrated
        fits = levels is not None and levels.channels == samples.shape[1]
        found = assess(samples, rate_hz, calibrated=levels if fits else None, memory=memory)
        self._heard = len(found) > 0 and not self._muscles.trouble
        self.faults = tuple((q.channel, q.fault.value) for q in found if q.fault is not None)
        self._known = moment.active_s > MEMORY_S or (
            samples.shape[1] < FEWEST_FOR_COMPARISON or every_channel_works(memory, rate_hz)
        )
        lines = self._said(found)
        if lines != self._lines:
            self._lines = lines
            self._screen = self._drawn(lines)
        if not self._heard or self.faults:
            self._good_since_s = None
        elif self._good_since_s is None:
            self._good_since_s = moment.active_s
        elif self._known and moment.active_s - self._good_since_s >= GOOD_FOR_S:
            self._over = True

    def _said(self, found: tuple[ChannelQuality, ...]) -> tuple[str, ...]:
        if not self._heard:
            return (tr("Nothing has come from the muscle sensor yet."),)
        by_fault: dict[str, list[int]] = {}
        for quality in found:
            if quality.fault is not None:
                by_fault.setdefault(fault_words(quality.fault), []).append(quality.channel + 1)
        lines = []
        for words, channels in sorted(by_fault.items(), key=lambda item: -len(item[1])):
            which = ", ".join(str(channel) for channel in channels)
            said = tr_n("Electrode {which}. {words}", "Electrodes {which}. {words}", len(channels))
            lines.append(said.format(which=which, words=words))
        well = tr("All electrodes are well.")
        so_far = tr("Nothing is wrong so far: tense the arm once, so that each electrode is heard.")
        return tuple(lines[:_MOST_LINES]) or (well if self._known else so_far,)

    def _drawn(self, lines: tuple[str, ...]) -> Screen:
        return Screen(
            layout="page",
            title=tr("Let us hear your muscles."),
            lines=(tr("Tense and relax the arm now and then."), *lines),
            buttons=(Button(tr("Go on anyway"), Wish.NEXT, key="Enter"), end_button()),
            canvas=True,
        )
