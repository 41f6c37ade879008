"""Limbs and things on their table or floor: shadows first, then all of it in order.

Where the processor draws, the bare surface is kept as a picture, and only what limbs and moving
things change of it is drawn anew.
"""

from collections.abc import Callable

from game.frame import ShownLimb
from game.layout.shapes import Rect
from game.limb.limb import Limb
from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.limb_renderer import LimbRenderer
from game.render.quality import Quality
from game.render.render_target import SceneTarget, ShadowMap
from game.render.still_table import StillTable
from game.render.table_renderer import TableRenderer
from game.render.thing_renderer import ThingRenderer
from game.things.thing import ShownThing


class TableScene:
    """Draws what is on the table into the window."""

    def __init__(
        self,
        block: FrameBlock,
        limbs: LimbRenderer,
        limb: Limb,
        quality: Quality,
        size_px: tuple[int, int],
    ) -> None:
        self._block, self._limbs, self._quality = block, limbs, quality
        self._size_px = size_px
        self._surface = TableRenderer(limb, quality)
        self._things = ThingRenderer(quality, limb.skeleton.anatomy.count)
        self._last_things: tuple[ShownThing, ...] = ()
        self._shadow = ShadowMap(quality.shadow_px)
        self._target = self._new_target()
        self._still = self._new_still()

    def resize(self, size_px: tuple[int, int]) -> None:
        """Fit it to another window size."""
        self._size_px = size_px
        self.delete()
        self._target = self._new_target()
        self._still = self._new_still()

    def reshape(self, limb: Limb) -> None:
        """Be darkened by another limb of the same kind."""
        self._surface.reshape(limb)

    def bind(self) -> None:
        """Draw with this frame block and shadow map again, after somebody else drew with theirs."""
        self._block.bind()
        self._shadow.bind()

    def delete(self) -> None:
        """Free the largest pictures."""
        self._target.delete()
        if self._still is not None:
            self._still.delete()

    def draw(self, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...]) -> None:
        """Draw them into the window; what is drawn next needs no depth."""
        self._block.furnish(furnished=bool(things))
        if self._still is not None:
            self._renew(self._still, limbs, things)
        self._block.pose(limbs)
        self._block.upload()
        self._draw_shadows(limbs, things)
        self._surface.place_things(things)
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
        self._limbs.draw_shadow(limbs)
        self._things.draw_shadow(things)

    def _renew(
        self, still: StillTable, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...]
    ) -> None:
        """Keep the picture of the table with all that stands still on it; leave out what moves."""
        self._block.pose(limbs)  # the light follows the first limb's side
        self._surface.place_things(())
        still.renew(self._block, self._shadow)
        standing = tuple(thing for thing in things if thing in self._last_things)
        self._last_things = things
        gone = any(thing not in things for thing in still.standing)
        if not gone and all(thing in still.standing for thing in standing):
            return
        self._block.pose(())
        self._block.upload()
        self._draw_shadows((), standing)
        self._surface.place_things(standing)
        self._draw_table_and_limbs((), standing)
        still.take(self._target.framebuffer, standing)

    def _draw_table_and_limbs(
        self, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...]
    ) -> None:
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._target.framebuffer)
        GL.glViewport(0, 0, *self._target.size_px)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
        self._draw_in_order(limbs, things, self._surface.draw)

    def _draw_in_order(
        self,
        limbs: tuple[ShownLimb, ...],
        things: tuple[ShownThing, ...],
        draw_table: Callable[[], None],
    ) -> None:
        if all(limb.opacity == 1 and limb.residual_opacity == 0 for limb in limbs):
            # The limb hides part of the table, which then need not be shaded.
            self._limbs.draw(limbs)
            self._things.draw(things)
            draw_table()
        else:
            self._things.draw(things)
            draw_table()
            self._limbs.draw(limbs)

    def _draw_what_changes(
        self, limbs: tuple[ShownLimb, ...], things: tuple[ShownThing, ...], still: StillTable
    ) -> None:
        still.show()
        GL.glViewport(0, 0, *self._size_px)
        bounds = self._surface.bounds
        ends_m = [bounds.capsule_ends_m(self._block.bones_of(i)) for i in range(len(limbs))]
        self._surface.place_limbs(ends_m, self._block.towards_key)
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
            self._draw_in_order(limbs, things, self._surface.draw_changes)
            GL.glDisable(GL.GL_SCISSOR_TEST)

    def _new_target(self) -> SceneTarget:
        scale, samples = self._quality.resolution_scale, self._quality.samples
        return SceneTarget.create(self._size_px, scale, samples)

    def _new_still(self) -> StillTable | None:
        return StillTable(self._size_px, self._surface) if self._quality.still_table else None


def _around(parts: list[Rect]) -> Rect:
    x_px, y_px = min(part.x_px for part in parts), min(part.y_px for part in parts)
    right_px = max(part.right_px for part in parts)
    return Rect(x_px, y_px, right_px - x_px, max(part.bottom_px for part in parts) - y_px)
