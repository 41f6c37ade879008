"""The real display: a window and the renderer that fills it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.display.limb_picture import LimbPicture, Painted
from game.display.window import Window, WindowSettings
from game.frame import Frame
from game.input.event import InputEvent, WindowResized
from game.layout.layout import Layout
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.limb import Limb
from game.limb.skeleton import Skeleton
from game.render import open_renderer
from game.timing.clock import SessionClock
from sensors.pose import Side

if TYPE_CHECKING:
    from game.render.scene_renderer import SceneRenderer
    from game.render.skin import Looks

# Flips that come this near to the refresh period are held back by the display itself.
_VSYNC_TOLERANCE = 0.15


class GLDisplay:
    """Window and renderer as one; made by `GLDisplay.open`."""

    def __init__(
        self, window: Window, renderer: "SceneRenderer", draw_ms: float | None = None
    ) -> None:
        self.window = window
        self.renderer = renderer
        self.draw_ms = draw_ms
        """What a frame took in the self-test that chose the quality; None where none was made."""

    @classmethod
    def open(
        cls,
        settings: WindowSettings,
        limb: Limb,
        usable_hand: Side,
        clock: SessionClock,
        appearance: Appearance = DEFAULT_APPEARANCE,
    ) -> "GLDisplay":
        """Open the window and load everything that is ever drawn.

        Raises:
            DisplayError: no window can be had; in a sentence with the next step.
        """
        window = Window.open(settings, clock)
        # OpenGL is bound to the window when it is imported.
        from game.render.self_test import chosen_quality
        from game.render.skin import Looks

        looks = Looks.of(appearance)
        judged = chosen_quality(window, limb, clock)
        renderer = open_renderer(
            window, limb, quality=judged.quality, usable_hand=usable_hand, looks=looks
        )
        return cls(window, renderer, judged.draw_ms)

    @property
    def arm_skeleton(self) -> Skeleton | None:
        """The skeleton of the arm that is drawn; None where it is a leg."""
        return self.renderer.arm_skeleton

    @property
    def layout(self) -> Layout | None:
        """Where everything on the screen drawn last lies."""
        return self.renderer.layout

    def flip_waits(self) -> bool:
        """Measure whether flipping waits for the display, as working vsync does."""
        if not self.window.vsync or self.window.settings.offscreen:
            return False
        period_s = 1.0 / self.window.refresh_hz
        return abs(self.window.measure_flip_interval_s() - period_s) < _VSYNC_TOLERANCE * period_s

    def poll(self) -> Sequence[InputEvent]:
        """Return what the person did since the last call."""
        events = self.window.poll()
        for event in events:
            if isinstance(event, WindowResized):
                self.renderer.resize(event.size_px)
        return events

    def warm(self, frame: Frame) -> None:
        """Run through the arithmetic of a frame."""
        self.renderer.warm(frame)

    def draw(self, frame: Frame, focus: int | None) -> None:
        """Draw a frame."""
        self.renderer.draw(frame, focus)

    def paint(self, wanted: LimbPicture, size_px: int) -> Painted:
        """Return a picture of the limb alone."""
        return self.renderer.paint(wanted, size_px)

    def lower_quality(self) -> str | None:
        """Take the next lower quality; it takes a moment, so only while nothing moves."""
        from game.render.quality import TIERS

        here = TIERS.index(self.renderer.quality)
        if here + 1 == len(TIERS):
            return None
        self.renderer = self.renderer.at_quality(TIERS[here + 1])
        return self.renderer.quality.name

    def show_other(self, limb: Limb, looks: "Looks") -> None:
        """Show a limb of another kind from the next frame on; it takes a moment."""
        self.renderer = self.renderer.of_other(limb, looks)

    def flip(self) -> float:
        """Show what was drawn; return when it was shown."""
        return self.window.flip()

    def close(self) -> None:
        """Let window and renderer go."""
        self.renderer.close()
        self.window.close()
