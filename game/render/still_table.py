"""The table kept as a picture, for processors that draw: only near the limb is it drawn anew.

On a software renderer nine tenths of a frame went into wood that had not changed. Two pictures are
kept instead, drawn again only when the view or the light changes: the wood as the window's pixels
see it, and the bare, lit table, upside down as a window's rows are kept. A frame begins as a copy
of the bare table; only within the limb's bounds are table and limb then drawn, with the wood read
from its picture.
"""

from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.render_target import KeptPicture, ShadowMap, copy_upturned
from game.render.table_renderer import WOOD_SEEN_UNIT, TableRenderer
from game.things.thing import ShownThing


class StillTable:
    """Pictures of the bare table for one window size."""

    def __init__(self, size_px: tuple[int, int], table: TableRenderer) -> None:
        self._size_px = size_px
        self._table = table
        self._wood = KeptPicture(size_px, WOOD_SEEN_UNIT)
        self._bare = KeptPicture(size_px, None)
        self._drawn_for: int | None = None
        self.standing: tuple[ShownThing, ...] = ()
        """The things that are in the picture of the table."""

    def renew(self, block: FrameBlock, shadow: ShadowMap) -> bool:
        """Draw the pictures again where the view or the light has changed since; tell whether.

        The block is left with no limb in it and has to be posed again.
        """
        if self._drawn_for == block.view_version:
            return False
        self._drawn_for = block.view_version
        block.pose(())
        block.upload()
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, shadow.framebuffer)
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glViewport(0, 0, *self._size_px)
        for framebuffer, draw in (
            (self._wood.framebuffer, self._table.draw_wood),
            (0, self._table.draw),
        ):
            GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, framebuffer)
            GL.glClear(GL.GL_COLOR_BUFFER_BIT)
            draw()
        GL.glEnable(GL.GL_DEPTH_TEST)
        self.take(0, ())
        return True

    def take(self, framebuffer: int, standing: tuple[ShownThing, ...]) -> None:
        """Take a picture of the table with things that stand still on it."""
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, framebuffer)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, self._bare.framebuffer)
        copy_upturned(self._size_px)
        self.standing = standing

    def show(self) -> None:
        """Copy the bare table into the window."""
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self._bare.framebuffer)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, 0)
        copy_upturned(self._size_px)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)

    def delete(self) -> None:
        """Free its memory on the card."""
        self._wood.delete()
        self._bare.delete()
