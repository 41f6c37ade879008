"""Can the muscles drive this? And what is said kindly where they can't."""

from collections.abc import Sequence

from game.input.command import Wish
from game.language import tr
from game.movements.attempts import Attempt
from game.play.stage import Stage
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button


def why_unusable(stage: Stage, attempts: Sequence[Attempt]) -> str:
    """Return why the muscles can't drive these movements; empty where they can."""
    if stage.muscles is None:
        return stage.muscles_missing or "there is no muscle sensor"
    if stage.muscles.model is None:
        return "the muscle sensor is not calibrated"
    learnt = stage.muscles.model.decoder.classes
    lacking = [attempt.id for attempt in attempts if attempt.id not in learnt]
    return f"the calibration lacks {', '.join(lacking)}" if lacking else ""


def go_on_without_muscles(stage: Stage, instead: str, why: str, how: str) -> Play[bool]:
    """Say how the exercise goes on without the sensor, or leave it out; return whether it goes on.

    Args:
        stage: The session.
        instead: What the plan says to do: another way to play it, "skip" or "stop".
        why: Why the sensor can't be used, for the log.
        how: What the patient reads where it goes on.
    """
    if instead in ("skip", "stop"):
        yield from leave_out(stage, instead, why)
        return False
    yield from _tell(stage, instead, why, how)
    return True


def leave_out(stage: Stage, instead: str, why: str) -> Play[None]:
    """Keep why an exercise is left out, and tell the patient so; the plan said `instead`."""
    words = tr("We leave this exercise out today. Please tell your therapist.")
    yield from _tell(stage, instead, why, words)


def _tell(stage: Stage, instead: str, why: str, words: str) -> Play[None]:
    """Keep what is done instead and why, and tell the patient that it is no harm."""
    stage.journal.note("muscles_fallback", f"{instead}: {why}")
    yield from play(
        Page(
            "muscles_fallback",
            title=tr("The muscle sensor can't be used right now."),
            lines=(words,),
            buttons=(Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True), end_button()),
        )
    )


def trouble_of(stage: Stage) -> str:
    """Return what became of a muscle sensor that failed; empty where there is none."""
    return stage.muscles.trouble if stage.muscles is not None else ""


def without_sensor_words() -> str:
    """Say that one can go on without the sensor, in the same game."""
    return tr("No harm done: go on without it, with the mouse or the keys.")
