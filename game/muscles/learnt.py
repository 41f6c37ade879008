"""What a calibration learnt of a patient's muscles: from a recording, and kept for other days."""

from dataclasses import dataclass, replace

from game.input.command import Wish
from game.language import tr
from game.movements.attempts import REST, Attempt
from game.muscles.control import asked_for, judged
from game.muscles.source import MuscleSource
from game.play.setup_stage import SetupStage
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button
from sensors.emg.adaptation import adapt
from sensors.emg.calibration import Verdict
from sensors.emg.labelled_signal import LabelledSignal
from sensors.emg.left_out import leave_out
from sensors.emg.model import EmgModel, train
from sensors.emg.recording import Recording
from sensors.emg.silent_electrodes import SilentElectrodes, silent_electrodes
from sensors.emg.window_control import ControlKind
from sensors.emg.windows import RATE_TOLERANCE, live_windows
from sensors.errors import SensorDataError


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model, how good it is, and what it was learnt from."""

    model: EmgModel
    verdict: Verdict
    recording: Recording
    daily: bool
    silent: SilentElectrodes | None = None
    """Electrodes that heard nothing; the model does not rest on them."""


def learn(signal: LabelledSignal, earlier: EmgModel | None, kind: ControlKind) -> Learnt:
    """Learn from what was recorded, on top of an earlier day's model where there is one.

    Raises:
        SensorDataError: too little was recorded, or by another device.
    """
    recording = signal.recording()
    found = None if earlier is None else adapt(earlier, recording)
    model = train(recording, live_windows(recording.rate_hz)) if found is None else found.model
    silent = silent_electrodes(recording, model, REST)
    if silent is not None:
        model = leave_out(model, silent.channels)
    verdict = judged(kind, model)
    if verdict.good and found is not None:
        today = judged(kind, replace(model, training=found.today))
        verdict = replace(verdict, complaint=today.complaint, again=today.again)
    return Learnt(model, verdict, recording, earlier is not None, silent)


def kept_model(stage: SetupStage) -> Play[EmgModel | None]:
    """Return the patient's calibration of an earlier day; None, and say so, where it is spoilt."""
    if stage.muscles_file is None:
        return None
    try:
        return stage.muscles_file.load()
    except SensorDataError as error:
        stage.journal.note("calibration", str(error))
    page = Page(
        "calibration_spoilt",
        title=tr("What the sensor learnt on another day can't be read."),
        lines=(tr("That is no fault of yours. It learns your movements anew: about two minutes."),),
        buttons=(Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True), end_button()),
    )
    yield from play(page)
    return None


def fitting_model(
    muscles: MuscleSource, kept: EmgModel | None, attempts: tuple[Attempt, ...]
) -> EmgModel | None:
    """Return the calibration kept, if it fits the device and knows these movements."""
    if kept is None:
        return None
    samples, rate_hz = muscles.signal(1.0)
    fits = len(samples) > 0 and samples.shape[1] == kept.features.channels
    fits = fits and abs(rate_hz - kept.rate_hz) <= RATE_TOLERANCE * kept.rate_hz
    wanted = asked_for(muscles.control, attempts)
    known = all(attempt.id in kept.decoder.classes for attempt in wanted)
    return kept if fits and known and REST in kept.decoder.classes else None


def keep_learnt(stage: SetupStage, muscles: MuscleSource, learnt: Learnt) -> None:
    """Let the muscles move the limb by it from here on; keep it, and say what it is worth."""
    muscles.use(learnt.model)
    kind = "daily" if learnt.daily else "full"
    accuracy = learnt.verdict.accuracy
    stage.journal.outcome(None, "muscles", "calibration_accuracy_share", accuracy, condition=kind)
    wrong = learnt.verdict.complaint
    said = "good" if wrong is None else f"{wrong.value}: {', '.join(learnt.verdict.again)}"
    stage.journal.note("calibration", f"{kind}, {said}, data {learnt.model.data_hash}")
    served = learnt.silent is None and learnt.verdict.good
    if stage.muscles_file is None or (learnt.daily and not served):
        # A day that went badly spoils no day that went well, and an electrode that is mended
        # tomorrow is still in the calibration kept.
        return
    try:
        stage.muscles_file.save(learnt.model, None if learnt.daily else learnt.recording)
    except SensorDataError as error:
        # The session can go on with it; tomorrow it is made anew.
        stage.journal.note("calibration", str(error))
