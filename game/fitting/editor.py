"""The loop of the limb's editor: shows the limb at once, builds new shapes and skins beside it.

Tone, sleeve and the felt limb change with the next frame. Another shape takes a second to build,
another residual limb less, and other marks about as long to mix: that is done by a thread of its
own, the newest wish only, while frames go on.
"""

import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from game.display.display import Display
from game.display.gl import GLDisplay
from game.input.command import Command, Wish
from game.input.controls import Controls
from game.input.event import WindowClosed
from game.limb.fitted import Fitted
from game.limb.limb import Limb, load_limb, with_residual
from game.loop import Onlooker
from game.scenes.cover import Cover
from game.scenes.limb_fitting import LimbFitting
from game.scenes.scene import Moment, Scene
from game.shown.arm_follower import FollowedArm, Tracking
from game.shown.felt_limb import UPPER_M, residual_end_m
from game.timing.pacing import Pacer
from sensors.pose import RESTING, LimbKind

if TYPE_CHECKING:
    from game.render.skin import SkinPictures

_NO_ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)


def limb_of(fitted: Fitted, cache_folder: Path | None = None) -> Limb:
    """Return the limb to show, with what is left of it where that is known."""
    limb = load_limb(cache_folder, appearance=fitted.appearance, kind=fitted.kind)
    residual = fitted.residual_here
    if residual is None or not residual.shown:
        return limb
    return with_residual(limb, residual_end_m(residual, UPPER_M[fitted.kind]))


@dataclass(frozen=True, slots=True)
class _Built:
    fitted: Fitted
    limb: Limb | None
    pictures: "SkinPictures | None"


class LiveLimb:
    """Brings what is shown after what is wished for."""

    def __init__(self, display: GLDisplay, shown: Fitted) -> None:
        self._display = display
        self._shown = shown
        self._builder = ThreadPoolExecutor(1)
        self._folder = tempfile.TemporaryDirectory()
        self._building: Future[_Built] | None = None
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
        return self._building is None and _lasting(self._shown) == _lasting(self._built)

    @property
    def kind(self) -> LimbKind:
        """The kind of limb that can be shown now."""
        return self._built.kind

    def follow(self, wanted: Fitted) -> None:
        """Show as much of a wish as is ready; call once a frame, between two frames."""
        from game.render.skin import Looks

        if self._building is not None and self._building.done():
            self._show(self._building.result())
            self._building = None
        if self._building is None and _lasting(wanted) != _lasting(self._built):
            self._building = self._builder.submit(self._build, wanted, self._built)
        if wanted.appearance != self._shown.appearance:
            self._display.renderer.wear(Looks.of(wanted.appearance))
        self._shown = wanted

    def _show(self, built: _Built) -> None:
        from game.render.skin import Looks

        if built.limb is not None and built.fitted.kind != self._built.kind:
            self._display.show_other(built.limb, Looks.of(built.fitted.appearance))
        elif built.limb is not None:
            self._display.renderer.reshape(built.limb)
        if built.pictures is not None:
            self._display.renderer.remark(built.pictures)
        self._built = built.fitted

    def _build(self, wanted: Fitted, built: Fitted) -> _Built:
        from game.render.skin import Looks, skin_pictures

        limb = None
        if _shape(wanted) != _shape(built):
            limb = limb_of(wanted, Path(self._folder.name))
        marks = Looks.of(wanted.appearance).marks
        alike = wanted.kind != built.kind or marks == Looks.of(built.appearance).marks
        return _Built(wanted, limb, None if alike else skin_pictures(wanted.kind, marks))


def _shape(fitted: Fitted) -> tuple[object, ...]:
    return fitted.kind, fitted.appearance.shape, fitted.residual_here


def _lasting(fitted: Fitted) -> tuple[object, ...]:
    """Return what takes long to build."""
    look = fitted.appearance
    return (*_shape(fitted), look.hair, look.freckles, look.veins, look.nails)


def edit_limb(
    display: Display,
    pacer: Pacer,
    scene: LimbFitting,
    live: LiveLimb | None,
    onlooker: Onlooker | None = None,
) -> Fitted | None:
    """Let a person fit the limb; return it, or None where it was left without keeping.

    Args:
        display: Already shows the limb that the scene begins with.
        pacer: Its deadlines.
        scene: What is fitted.
        live: Brings the shown limb after it; None where nothing is drawn.
        onlooker: Presses buttons beside the person, for tests and off-screen.
    """
    controls = Controls()
    on: Scene = scene
    began_s: float | None = None
    pacer.resynchronise()
    while not scene.finished:
        now_s = pacer.wait_for_latch()
        began_s = now_s if began_s is None else began_s
        moment = Moment(now_s, now_s - began_s)
        frame = on.frame(moment, _NO_ARM)
        if live is not None and live.kind != scene.fitted.kind:
            frame = replace(frame, limbs=())
        display.draw(frame, controls.focus)
        pacer.wait_for_flip()
        pacer.flipped(display.flip())
        events = display.poll()
        commands = list(controls.commands(events, display.layout))
        # Closing the window asks first, as Escape does; closing it twice does not.
        closed = [event for event in events if isinstance(event, WindowClosed)]
        commands += [Command(Wish.END, event.at_s) for event in closed]
        if onlooker is not None:
            commands += onlooker.look(frame, now_s)
        for command in commands:
            if command.wish is Wish.END:
                on = scene
            if command.wish is Wish.COVER:
                on = Cover()
            else:
                on.command(command, moment)
        if on is not scene and on.finished:
            on = scene
        if live is not None:
            live.follow(scene.fitted)
    return scene.fitted if scene.saved else None
