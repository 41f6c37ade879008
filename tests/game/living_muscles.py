"""A muscle source over simulated muscles, and the time that it lives in."""

from game.movements.attempts import REST
from game.muscles.control import ControlChoice
from game.muscles.source import MuscleSource
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.emg.control import TimedDecision
from sensors.emg.labelled_signal import LabelledSignal
from sensors.emg.model import EmgModel, train
from sensors.emg.windows import live_windows
from sensors.sample import Sample
from sensors.settings import SimulatedEmgSettings

TICK_S = 1 / 60


class Hands:
    """A muscle source over simulated muscles, and the time that it lives in."""

    def __init__(self, control: ControlChoice = "auto", **settings: object) -> None:
        self.now_s = 0.0
        self.muscles = SimulatedMuscles(
            SimulatedEmgSettings.model_validate(settings), lambda: self.now_s
        )
        self.muscles.open()
        self.samples: list[Sample] = []
        self.decisions: list[TimedDecision] = []
        self.told: list[str | None] = []
        self.source = MuscleSource(
            self.muscles,
            clock=lambda: self.now_s,
            on_sample=self.samples.append,
            on_decision=self.decisions.append,
            on_device=self.told.append,
            control=control,
        )

    def live(self, for_s: float) -> None:
        until_s = self.now_s + for_s
        while self.now_s < until_s:
            self.now_s += TICK_S
            self.source.drain()

    def calibrate(self, names: tuple[str, ...] = ("close_hand", "bend_wrist")) -> EmgModel:
        signal = LabelledSignal()
        stop = self.source.listen(signal.add)
        for _ in range(3):
            for name in (None, *names):
                self.muscles.attempt(name)
                self.live(0.5)
                began_s = self.now_s
                self.live(1.5)
                signal.mark(name or REST, began_s, self.now_s)
        stop()
        self.muscles.attempt(None)
        self.live(0.5)
        recording = signal.recording()
        model = train(recording, live_windows(recording.rate_hz))
        self.source.use(model)
        return model
