"""What a patient answers with: asked once, kept from session to session, written with each block.

Answering with a hand or a foot changes how long an answer takes, but not what the task shows; so
any one of them will do, and the same one every time.
"""

from typing import Literal, TypeAlias, get_args

from game.language import tr
from game.play.stage import Stage
from game.scenes.choice import Choice
from game.scenes.scene import Play, play

Effector: TypeAlias = Literal["left_hand", "right_hand", "foot", "another_person"]
EFFECTORS: tuple[Effector, ...] = get_args(Effector)
MEASURE = "answering_effector_code"
NOT_TOLD = "not_told"


def effector_kept(stage: Stage, index: int, exercise: str) -> Play[str]:
    """Return what the patient answers with, asking where nobody knows yet; keep it in the log."""
    if stage.effector is None:
        stage.effector = _known(stage)
    if stage.effector is None:
        scene = yield from play(_question())
        stage.effector = NOT_TOLD if scene.chosen is None else EFFECTORS[scene.chosen]
    told = stage.effector
    code = float(EFFECTORS.index(told)) if told in EFFECTORS else None
    stage.journal.outcome(index, exercise, MEASURE, code, condition=told)
    return told


def _known(stage: Stage) -> str | None:
    """Return what was told last, in an earlier session."""
    told = [block.condition_of(MEASURE) for block in stage.earlier]
    return next((effector for effector in reversed(told) if effector in EFFECTORS), None)


def _question() -> Choice:
    return Choice(
        "ask_effector",
        title=tr("What will you answer with?"),
        lines=(
            tr("Any one will do. Please keep to the same one every time."),
            tr("We ask this only once."),
        ),
        options=(
            tr("My left hand"),
            tr("My right hand"),
            tr("A foot"),
            tr("I say it, and someone presses for me"),
        ),
    )
