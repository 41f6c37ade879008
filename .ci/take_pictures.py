"""Take the README's pictures of the product: real scenes, the real renderer, no retouching.

Run from the project's root: .venv/bin/python .ci/take_pictures.py
"""

import time
from dataclasses import replace
from pathlib import Path

from game.commands.limb import players
from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.exercises.by_muscles.execution_scene import ExecutionScene, ExecutionSetting
from game.exercises.following.follow_scene import FollowScene, FollowSetting
from game.exercises.mirroring.mirror_scene import MirrorScene, MirrorSetting
from game.fitting.editor import limb_of
from game.input.command import Command, Wish
from game.limb.fitted import Fitted
from game.limb.limb import load_limb
from game.movements.attempts import load_attempts
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.muscles.reading import MuscleReading
from game.recorder.pose_trace import PoseTrace
from game.scenes.cover import Cover
from game.scenes.limb_fitting import OPEN, LimbFitting
from game.scenes.page import Page
from game.scenes.question import Question
from game.scenes.scene import Moment, Scene
from game.screen import Button
from game.shown.arm_follower import FollowedArm, Tracking
from sessions.plan.phantom import FeltPhantom
from sessions.plan.residual import ResidualLimb

SIZE_PX = (1280, 720)
FOLDER = Path("docs/pictures")
NOW = Moment(0.0, 0.0)


def arm_in(movement: str, phase: float) -> FollowedArm:
    """Return an arm in the middle of a scripted movement."""
    player = MovementPlayer(load_movements().get(movement))
    return FollowedArm(player.pose_at(phase), Tracking.LIVE, 0.0, 0.0)


def mirror() -> Scene:
    """Return the mirror exercise."""
    setting = MirrorSetting("left", 60.0, "both", phantom_joins=True, gain=1.0, repetitions=8)
    return MirrorScene(
        MovementPlayer(load_movements().get("thumb_to_each_finger")), setting, PoseTrace()
    )


def follow() -> Scene:
    """Return the follow exercise, in its second cycle."""
    setting = FollowSetting(("left",), 0.0, 0.0, 6.0, 4, 0.0, 1.0)
    return FollowScene(MovementPlayer(load_movements().get("pinch")), setting)


def execution() -> Scene:
    """Return the exercise that muscles drive, nine tenths there."""
    shown = load_attempts()
    setting = ExecutionSetting("left", 0.0, 0.0, 6.0, 1.0, 3.0, 0.9, 0.4)
    scene = ExecutionScene(shown["close_hand"], tuple(shown.values()), setting)
    for nth in range(110):
        now_s = nth / 60
        scene.update(Moment(now_s, now_s), working(now_s))
    return scene


def working(now_s: float) -> FollowedArm:
    """Return what comes from muscles that close the hand."""
    said = MuscleReading("live", movement="close_hand", speed=0.6, effort=0.7, taken_at_s=now_s)
    return replace(arm_in("pinch", 0.0), muscles=said)


def rating() -> Scene:
    """Return the question about pain, answered but not confirmed."""
    question = Question(
        "ask_intensity",
        title="How strong is your pain right now?",
        lines=("In the limb you feel, or in the limb that hurts.",),
        low_text="no pain",
        high_text="worst pain imaginable",
    )
    question.command(Command(Wish.CHOOSE, 0.0, 4), NOW)
    return question


def summary() -> Scene:
    """Return a last page."""
    return Page(
        "summary",
        title="Well done. The session is complete.",
        lines=(
            "You trained for about 12 minutes. You made 74 movements.",
            "Pain before: 5 of 10. Pain after: 4 of 10.",
            "Everything is kept on this computer.",
        ),
        buttons=(Button("Close", Wish.NEXT, key="Enter", prominent=True),),
    )


def limb_editor() -> LimbFitting:
    """Return the editor on the page of the felt limb."""
    felt = FeltPhantom(telescoping=0.6, size=1.1, posture="half_closed", stiffness=0.5)
    left = ResidualLimb(level="transradial", length_mm=130)
    editor = LimbFitting(Fitted("arm", phantom=felt, residual=left), "left", players())
    editor.command(Command(Wish.CHOOSE, 0.0, OPEN["felt"]), NOW)
    return editor


def main() -> None:
    """Write every picture."""
    from game.render.screenshot import save_png

    FOLDER.mkdir(parents=True, exist_ok=True)
    display = GLDisplay.open(
        WindowSettings(size_px=SIZE_PX, offscreen=True), load_limb(), "right", time.perf_counter
    )
    from game.render import quality

    display.renderer.close()
    from game.render import open_renderer

    display.renderer = open_renderer(
        display.window, load_limb(), quality=quality.HIGH, usable_hand="right"
    )
    shots: dict[str, tuple[Scene, FollowedArm, Moment]] = {
        "mirror": (mirror(), arm_in("thumb_to_each_finger", 0.12), Moment(20.0, 20.0)),
        "follow": (follow(), arm_in("pinch", 0.3), Moment(8.2, 8.2)),
        "execution": (execution(), working(1.85), Moment(1.85, 1.85)),
        "rating": (rating(), arm_in("pinch", 0.0), NOW),
        "cover": (Cover(), arm_in("pinch", 0.0), NOW),
        "summary": (summary(), arm_in("pinch", 0.0), NOW),
    }
    for name, (scene, arm, moment) in shots.items():
        scene.update(moment, arm)
        display.draw(replace(scene.frame(moment, arm)), None)
        display.flip()
        save_png(FOLDER / f"{name}.png", display.renderer.screenshot())
    editor = limb_editor()
    display.renderer.reshape(limb_of(editor.fitted))
    display.draw(editor.frame(Moment(2.0, 2.0), arm_in("pinch", 0.0)), None)
    save_png(FOLDER / "limb_editor.png", display.renderer.screenshot())
    display.close()


if __name__ == "__main__":
    main()
