"""Draws a frame: the shadow map, the table and the limb on it, then the words and buttons.

Whatever is still is kept on the graphics card. A frame costs its kinematics, one upload and about
thirty calls. A covered frame and a page clear the picture to a calm colour and draw no limb at all,
so nothing of it can show through.
"""

from game.display.limb_picture import SHOWN_BY, LimbPicture, Painted
from game.display.window import Window
from game.frame import Frame
from game.layout.layout import Layout
from game.limb.limb import Limb, load_limb
from game.limb.skeleton import Skeleton
from game.render.camera import Camera
from game.render.drawing_renderer import DrawingRenderer
from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.hand_picture import HandPainter
from game.render.limb_renderer import LimbRenderer
from game.render.palette import PAGE
from game.render.quality import Quality, quality_for
from game.render.screenshot import Picture, read_window
from game.render.skin import Looks, SkinPictures, another_person, skin_pictures
from game.render.slots import MOST_LIMBS
from game.render.table_scene import TableScene
from game.render.ui_renderer import UiRenderer
from game.render.view import View
from game.screen import Screen
from sensors.pose import LimbKind, Side


class SceneRenderer:
    """Draws frames into one window; see `game.render.open_renderer`."""

    def __init__(
        self,
        window: Window,
        limb: Limb,
        *,
        quality: Quality | None = None,
        usable_hand: Side = "right",
        looks: Looks | None = None,
        camera: Camera | None = None,
    ) -> None:
        self.quality = quality or quality_for(window.renderer_name)
        self._window = window
        self._size_px = window.size_px
        self._looks = looks or Looks()
        self._block = FrameBlock(limb, self._looks.tone)
        self._view = View(self._block, limb.skeleton, self._size_px, usable_hand, camera)
        self._somebody_else = False
        self._model = limb
        self._limb = LimbRenderer(limb, self.quality)
        if not self._looks.marks.usual:
            self._limb.remark(skin_pictures(limb.kind, self._looks.marks))
        self.wear(self._looks)
        self._painters: dict[LimbKind, HandPainter] = {}
        self._table = TableScene(self._block, self._limb, limb, self.quality, self._size_px)
        self._usable_hand: Side = usable_hand
        self._ui = UiRenderer(self._size_px, usable_hand)
        self._drawing = DrawingRenderer(self._size_px)
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glEnable(GL.GL_CULL_FACE)
        GL.glBlendFunc(GL.GL_SRC_ALPHA, GL.GL_ONE_MINUS_SRC_ALPHA)
        GL.glClearColor(*(part / 255 for part in PAGE))

    @property
    def arm_skeleton(self) -> Skeleton | None:
        """The skeleton of the arm that is drawn; None where it is a leg."""
        return self._model.skeleton if self._model.skeleton.kind == "arm" else None

    @property
    def layout(self) -> Layout | None:
        """Where everything on the screen drawn last is, for hit testing."""
        return self._ui.layout

    def layout_of(self, screen: Screen) -> Layout:
        """Return where everything on a screen goes, whether it was drawn or not."""
        return self._ui.layout_of(screen)

    def resize(self, size_px: tuple[int, int]) -> None:
        """Fit everything to the window's new width and height."""
        if min(size_px) < 1:
            return  # some window systems call a hidden window's size nothing
        if size_px != self._size_px:
            self._size_px = size_px
            self._table.resize(size_px)
            self._ui.resize(size_px)
            self._drawing.resize(size_px)
            self._view.resize(size_px)

    def look_through(self, camera: Camera | None) -> None:
        """See the scene from elsewhere and over the whole window; None: as the patient again."""
        self._view.look_through(camera)

    def _dress(self, *, somebody_else: bool) -> None:
        """Give the limbs the patient's own looks, or another person's."""
        self._somebody_else = somebody_else
        tone, clothes = self._looks.tone, self._looks.clothes
        if somebody_else:
            tone, clothes = another_person(self._looks)
        self._block.wear(tone, clothes)
        self._limb.wear(clothes)

    def at_quality(self, quality: Quality) -> "SceneRenderer":
        """Return a renderer of the same limb at another quality, and close this one."""
        self.close()
        return SceneRenderer(
            self._window,
            self._model,
            quality=quality,
            usable_hand=self._usable_hand,
            looks=self._looks,
            camera=self._view.fixed_camera,
        )

    def of_other(self, limb: Limb, looks: Looks) -> "SceneRenderer":
        """Return a renderer of a limb of another kind, and close this one."""
        self.close()
        self._limb.skin.delete()
        return SceneRenderer(
            self._window, limb, quality=self.quality, usable_hand=self._usable_hand, looks=looks
        )

    def wear(self, looks: Looks) -> None:
        """Give the limb another tone and sleeve, from the next frame on; marks come by `remark`."""
        self._looks = looks
        self._somebody_else = False
        self._block.wear(looks.tone, looks.clothes)
        self._limb.wear(looks.clothes)

    def remark(self, pictures: SkinPictures) -> None:
        """Give the limb another skin, from the next frame on; see `skin_pictures`."""
        self._limb.remark(pictures)
        self._forget_painter()

    def reshape(self, limb: Limb) -> None:
        """Show another limb of the same kind, from the next frame on."""
        self._model = limb
        self._view.reshape(limb.skeleton)
        self._block.reshape(limb)
        self._limb.reshape(limb)
        self._table.reshape(limb)
        self._block.wear(self._looks.tone, self._looks.clothes)
        self._forget_painter()

    def _forget_painter(self) -> None:
        if self._painters:
            for painter in self._painters.values():
                painter.delete()
            self._painters.clear()
            self._table.bind()

    def warm(self, frame: Frame) -> None:
        """Run the kinematics once, just before the latch: it then runs twice as fast."""
        self._block.pose(frame.limbs[:MOST_LIMBS])

    def draw(self, frame: Frame, focus: int | None = None) -> None:
        """Draw a frame; `Window.flip` shows it.

        Args:
            frame: Up to two limbs, the screen, and whether the limb is covered.
            focus: Which target of the layout wears the focus ring; None for none.
        """
        if frame.covered or frame.screen.layout == "page":
            GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
            GL.glViewport(0, 0, *self._size_px)
            GL.glClear(GL.GL_COLOR_BUFFER_BIT)
            GL.glDisable(GL.GL_DEPTH_TEST)
        else:
            if frame.somebody_else != self._somebody_else:
                self._dress(somebody_else=frame.somebody_else)
            limbs = frame.limbs[:MOST_LIMBS]
            self._view.follow(limbs)
            self._table.draw(limbs, frame.things)
        if frame.drawing and not frame.covered:
            self._drawing.draw(frame.drawing, self._ui.layout_of(frame.screen))
        self._ui.draw(frame.screen, focus, frame.camera_picture)
        GL.glEnable(GL.GL_DEPTH_TEST)

    def screenshot(self) -> Picture:
        """Return what was drawn last, shape (height, width, 3); call before the flip."""
        return read_window(self._size_px)

    def paint(self, wanted: LimbPicture, size_px: int) -> Painted:
        """Return a picture of the limb alone; between two frames, what is shown stays."""
        picture = self._painter_of(SHOWN_BY[wanted.limb]).paint(wanted, size_px)
        self._table.bind()
        GL.glClearColor(*(part / 255 for part in PAGE))
        return picture

    def _painter_of(self, kind: LimbKind) -> HandPainter:
        """Return what paints this kind of limb; another than the session's is loaded now."""
        if kind not in self._painters:
            close_ups = self.quality.close_ups
            if kind == self._model.kind:
                self._painters[kind] = HandPainter(
                    self._model, self._limb.skin, close_ups=close_ups
                )
            else:
                self._painters[kind] = HandPainter(load_limb(kind=kind), close_ups=close_ups)
        return self._painters[kind]

    def close(self) -> None:
        """Free the largest pictures; the rest goes with the window's graphics context."""
        for painter in self._painters.values():
            painter.delete()
        self._table.delete()
        self._ui.delete()
        self._drawing.delete()
