"""The loop of the limb's editor: shows the limb at once, builds new shapes and skins beside it.

Tone and sleeve change with the next frame. Another shape takes a second to build and other marks
about as long to mix: that is done by a thread of its own, the newest wish only, while frames go on.
"""

import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from game.arm_follower import FollowedArm, Tracking
from game.command import Wish
from game.controls import Controls
from game.gl_display import GLDisplay
from game.input_event import WindowClosed
from game.limb.appearance import Appearance
from game.limb.limb import Limb, load_limb
from game.loop import Onlooker
from game.pacing import Pacer
from game.scenes.cover import Cover
from game.scenes.limb_fitting import LimbFitting
from game.scenes.scene import Moment, Scene
from sensors.pose import RESTING

if TYPE_CHECKING:
    from game.render.skin import SkinPictures

_NO_ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)


class LiveLimb:
    """Brings what is shown after what is wished for."""

    def __init__(self, display: GLDisplay, shown: Appearance) -> None:
        self._display = display
        self._shown = shown
        self._builder = ThreadPoolExecutor(1)
        self._folder = tempfile.TemporaryDirectory()
        self._building: Future[tuple[Appearance, Limb | None, SkinPictures | None]] | None = None
        self._built = shown

    def __enter__(self) -> "LiveLimb":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._builder.shutdown(cancel_futures=True)
        self._folder.cleanup()

    @property
    def settled(self) -> bool:
        """Whether everything wished for is shown."""
        return self._building is None

    def follow(self, wanted: Appearance) -> None:
        """Show as much of a wish as is ready; call once a frame, between two frames."""
        from game.render.skin import Looks

        if self._building is not None and self._building.done():
            built, limb, pictures = self._building.result()
            self._building = None
            self._built = built
            if limb is not None:
                self._display.renderer.reshape(limb)
            if pictures is not None:
                self._display.renderer.remark(pictures)
        if self._building is None and _lasting(wanted) != _lasting(self._built):
            self._building = self._builder.submit(self._build, wanted, self._built)
        if wanted != self._shown:
            self._shown = wanted
            self._display.renderer.wear(Looks.of(wanted))

    def _build(
        self, wanted: Appearance, built: Appearance
    ) -> "tuple[Appearance, Limb | None, SkinPictures | None]":
        from game.render.skin import Looks, skin_pictures

        limb = None
        if wanted.shape != built.shape:
            limb = load_limb(Path(self._folder.name), appearance=wanted)
        marks = Looks.of(wanted).marks
        pictures = skin_pictures("arm", marks) if marks != Looks.of(built).marks else None
        return wanted, limb, pictures


def _lasting(appearance: Appearance) -> tuple[object, ...]:
    """Return what takes long to build."""
    marks = (appearance.hair, appearance.freckles, appearance.veins, appearance.nails)
    return (appearance.shape, *marks)


def edit_limb(
    display: GLDisplay, pacer: Pacer, scene: LimbFitting, onlooker: Onlooker | None = None
) -> Appearance | None:
    """Let a person fit the limb; return it, or None where it was left without keeping.

    Args:
        display: Already shows the limb that the scene begins with.
        pacer: Its deadlines.
        scene: What is fitted.
        onlooker: Presses buttons beside the person, for tests and off-screen.
    """
    controls = Controls()
    on: Scene = scene
    began_s: float | None = None
    with LiveLimb(display, scene.appearance) as live:
        pacer.resynchronise()
        while not scene.finished:
            now_s = pacer.wait_for_latch()
            began_s = now_s if began_s is None else began_s
            moment = Moment(now_s, now_s - began_s)
            frame = on.frame(moment, _NO_ARM)
            display.draw(frame, controls.focus)
            pacer.wait_for_flip()
            pacer.flipped(display.flip())
            live.follow(scene.appearance)
            events = display.poll()
            if any(isinstance(event, WindowClosed) for event in events):
                return None
            commands = list(controls.commands(events, display.layout))
            if onlooker is not None:
                commands += onlooker.look(frame, now_s)
            for command in commands:
                if command.wish is Wish.END:
                    return None
                if command.wish is Wish.COVER:
                    on = Cover()
                else:
                    on.command(command, moment)
            if on is not scene and on.finished:
                on = scene
    return scene.appearance if scene.saved else None
