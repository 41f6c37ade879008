"""An electrode that heard nothing of a calibration: it is named, and mended or left out."""

from game.input.command import Wish
from game.language import tr, tr_n
from game.movements.attempts import REST, Attempt
from game.movements.both_at_once import BothAtOnce
from game.muscles.calibration_words import movement_name
from game.play.setup_stage import SetupStage
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button
from sensors.emg.labelled_signal import LabelledSignal
from sensors.emg.silent_electrodes import SilentElectrodes


def silence_to_mend(
    stage: SetupStage, silent: SilentElectrodes | None, *, last: bool
) -> Play[bool]:
    """Say which electrode heard nothing; return whether to record with it again.

    Where it stays silent, or the patient wants so, the model that does not rest on it is used.

    Args:
        stage: Where this is said and noted.
        silent: The electrodes, if any.
        last: Whether it was tried often enough.
    """
    if silent is None:
        return False
    which = ", ".join(str(channel + 1) for channel in silent.channels)
    names = ", ".join(movement_name(name) for name in silent.movements)
    count = len(silent.channels)
    without = tr_n(
        "Without it, the sensor learns from the other electrodes alone.",
        "Without them, the sensor learns from the other electrodes alone.",
        count,
    )
    mend = tr_n(
        "Plug its cable in, press it on, moisten it or use a new one.",
        "Plug their cables in, press them on, moisten them or use new ones.",
        count,
    )
    again = tr("Then make these again: {names}").format(names=names)
    on = Button(
        tr_n("Go on without it", "Go on without them", count),
        Wish.NEXT if last else Wish.SKIP,
        key="Enter" if last else "S",
        prominent=last,
    )
    try_again = Button(tr("Try again"), Wish.NEXT, key="Enter", prominent=True)
    page = Page(
        "calibration_silent",
        title=tr_n(
            "Electrode {which} heard nothing.", "Electrodes {which} heard nothing.", count
        ).format(which=which),
        lines=(without,) if last else (mend, again, without),
        buttons=(on, end_button()) if last else (try_again, on, end_button()),
    )
    yield from play(page)
    mended = page.chosen is Wish.NEXT and not last
    what = "recorded again" if mended else "left out of the calibration"
    stage.journal.note("muscle_signal", f"electrode {which} silent, {what}")
    return mended


def silent_again(
    signal: LabelledSignal,
    silent: SilentElectrodes | None,
    steps: tuple[Attempt | BothAtOnce, ...],
) -> tuple[Attempt | BothAtOnce, ...]:
    """Forget what was recorded with a silent electrode, and return what to make again."""
    lost = () if silent is None else silent.movements
    # Rest comes after every movement, so some of it was silent too; making them again brings it.
    for name in (*lost, REST):
        signal.forget(name)
    return tuple(step for step in steps if step.id in lost)
