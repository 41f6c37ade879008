"""Draws a frame: the shadow map, the table and the limb on it, then the words and buttons.

Whatever is still is kept on the graphics card. A frame costs its kinematics, one upload and about
thirty calls. A covered frame and a page clear the picture to a calm colour and draw no limb at all,
so nothing of it can show through.
"""

from collections.abc import Callable

from game.display.limb_picture import SHOWN_BY, LimbPicture, Painted
from game.display.window import Window
from game.frame import Frame, ShownLimb
from game.layout.layout import Layout, Rect, limb_area
from game.limb.limb import Limb, load_limb
from game.limb.skeleton import Skeleton
from game.render.camera import Camera
from game.render.drawing_renderer import DrawingRenderer
from game.render.following import FollowingCamera
from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.hand_picture import HandPainter
from game.render.limb_renderer import LimbRenderer
from game.render.palette import PAGE
from game.render.quality import Quality, quality_for
from game.render.render_target import SceneTarget, ShadowMap
from game.render.screenshot import Picture, read_window
from game.render.skin import Looks, SkinPictures, another_person, skin_pictures
from game.render.slots import MOST_LIMBS
from game.render.still_table import StillTable
from game.render.surroundings import SURROUNDINGS
from game.render.table_renderer import TableRenderer
from game.render.thing_renderer import ThingRenderer
from game.render.ui_renderer import UiRenderer
from game.screen import Screen
from game.things.thing import ShownThing
from sensors.pose import LimbKind, Side, other_side


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
        self._fixed_camera = camera
        self._cameras = SURROUNDINGS[limb.kind].cameras
        self._camera = camera or self._cameras[other_side(usable_hand)]
        self._window = window
        self._size_px = window.size_px
        self._looks = looks or Looks()
        self._block = FrameBlock(limb, self._looks.tone)
        self._following = FollowingCamera(limb.skeleton)
        self._somebody_else = False
        self._model = limb
        self._limb = LimbRenderer(limb, self.quality)
        if not self._looks.marks.usual:
            self._limb.remark(skin_pictures(limb.kind, self._looks.marks))
        self.wear(self._looks)
        self._painters: dict[LimbKind, HandPainter] = {}
        self._table = TableRenderer(limb, self.quality)
        self._things = ThingRenderer(self.quality, limb.skeleton.anatomy.count)
        self._last_things: tuple[ShownThing, ...] = ()
        self._shadow = ShadowMap(self.quality.shadow_px)
        self._target = self._new_target()
        self._still = self._new_still()
        self._usable_hand: Side = usable_hand
        self._ui = UiRenderer(self._size_px, usable_hand)
        self._drawing = DrawingRenderer(self._size_px)
        self.resize(self._size_px)
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
            self._target.delete()
            self._target = self._new_target()
            if self._still is not None:
                self._still.delete()
                self._still = self._new_still()
            self._ui.resize(size_px)
            self._drawing.resize(size_px)
        self._aim()

    def look_through(self, camera: Camera | None) -> None:
        """See the scene from elsewhere and over the whole window; None: as the patient again."""
        self._fixed_camera = camera
        self._camera = camera or self._camera
        self._aim()

    def _aim(self) -> None:
        whole = Rect(0, 0, *self._size_px)
        area = whole if self._fixed_camera else limb_area(self._size_px, self._usable_hand)
        self._block.look_through(self._camera, self._size_px, area)

    def _follow_sides(self, limbs: tuple[ShownLimb, ...]) -> None:
        """Frame the limbs that are shown; an empty table keeps the view it had."""
        if self._fixed_camera is None and limbs:
            first, last = limbs[0].side, limbs[-1].side
            usual = self._cameras[first if first == last else None]
            camera = self._following.of(usual, limbs)
            if camera is not self._camera:
                self._camera = camera
                self._aim()

    def _dress(self, *, somebody_else: bool) -> None:
        """Give the limbs the patient's own looks, or another person's."""
        if somebody_else == self._somebody_else:
            return
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
            camera=self._fixed_camera,
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
        self._following = FollowingCamera(limb.skeleton)
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
            self._shadow.bind()
            self._block.bind()

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
            self._dress(somebody_else=frame.somebody_else)
            self._draw_scene(frame)
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
        self._block.bind()
        self._shadow.bind()
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
        self._target.delete()
        if self._still is not None:
            self._still.delete()
        self._ui.delete()
        self._drawing.delete()

    def _draw_scene(self, frame: Frame) -> None:
        limbs, things = frame.limbs[:MOST_LIMBS], frame.things
        self._follow_sides(limbs)
        self._block.furnish(furnished=bool(things))
        if self._still is not None:
            self._renew(self._still, limbs, things)
        self._block.pose(limbs)
        self._block.upload()
        self._draw_shadows(limbs, things)
        self._table.place_things(things)
        if self._still is None:
            self._draw_table_and_limbs(limbs, things)
            self._target.resolve()
        else:
            self._draw_what_changes(limbs, things, self._still)
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glViewport(0, 0, *self._size_px)

    def _draw_shadows(self, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...]) -> None:
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._shadow.framebuffer)
        GL.glViewport(0, 0, self._shadow.size_px, self._shadow.size_px)
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
        self._limb.draw_shadow(limbs)
        self._things.draw_shadow(things)

    def _renew(
        self, still: StillTable, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...]
    ) -> None:
        """Keep the picture of the table with all that stands still on it; leave out what moves."""
        self._block.pose(limbs)  # the light follows the first limb's side
        self._table.place_things(())
        still.renew(self._block, self._shadow)
        standing = tuple(thing for thing in things if thing in self._last_things)
        self._last_things = things
        gone = any(thing not in things for thing in still.standing)
        if not gone and all(thing in still.standing for thing in standing):
            return
        self._block.pose(())
        self._block.upload()
        self._draw_shadows((), standing)
        self._table.place_things(standing)
        self._draw_table_and_limbs((), standing)
        still.take(self._target.framebuffer, standing)

    def _draw_table_and_limbs(
        self, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...]
    ) -> None:
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._target.framebuffer)
        GL.glViewport(0, 0, *self._target.size_px)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
        self._draw_in_order(limbs, things, self._table.draw)

    def _draw_in_order(
        self,
        limbs: tuple[ShownLimb, ...],
        things: tuple[ShownThing, ...],
        draw_table: Callable[[], None],
    ) -> None:
        if all(limb.opacity == 1 and limb.residual_opacity == 0 for limb in limbs):
            # The limb hides part of the table, which then need not be shaded.
            self._limb.draw(limbs)
            self._things.draw(things)
            draw_table()
        else:
            self._things.draw(things)
            draw_table()
            self._limb.draw(limbs)

    def _draw_what_changes(
        self, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...], still: StillTable
    ) -> None:
        still.show()
        GL.glViewport(0, 0, *self._size_px)
        bounds = self._table.bounds
        ends_m = [bounds.capsule_ends_m(self._block.bones_of(i)) for i in range(len(limbs))]
        self._table.place_limbs(ends_m, self._block.towards_key)
        parts = [self._block.seen_px(bounds, capsules_m, self._size_px) for capsules_m in ends_m]
        for place, limb in enumerate(limbs):
            if limb.residual_opacity > 0:
                seen = self._block.residual_seen_px(place, self._size_px)
                parts[place] = _around([parts[place], seen])
        moving = tuple(thing for thing in things if thing not in still.standing)
        parts += self._block.things_seen_px(moving, self._size_px)
        if parts:
            # One part around all: every limb is then drawn once, and the table between them, of
            # which only darkened squares are drawn, costs nothing.
            part = _around(parts)
            low_px = self._size_px[1] - part.bottom_px
            GL.glEnable(GL.GL_SCISSOR_TEST)
            GL.glScissor(part.x_px, low_px, part.width_px, part.height_px)
            GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
            self._draw_in_order(limbs, things, self._table.draw_changes)
            GL.glDisable(GL.GL_SCISSOR_TEST)

    def _new_target(self) -> SceneTarget:
        scale, samples = self.quality.resolution_scale, self.quality.samples
        return SceneTarget.create(self._size_px, scale, samples)

    def _new_still(self) -> StillTable | None:
        return StillTable(self._size_px, self._table) if self.quality.still_table else None


def _around(parts: list[Rect]) -> Rect:
    x_px, y_px = min(part.x_px for part in parts), min(part.y_px for part in parts)
    right_px = max(part.right_px for part in parts)
    return Rect(x_px, y_px, right_px - x_px, max(part.bottom_px for part in parts) - y_px)
