"""Draws frames: the limb on its table, and the words and buttons over it.

OpenGL is bound to its window system when it is imported, so nothing here imports it until a window
is open: `open_renderer` is the way in.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.display.window import Window
    from game.limb.limb import Limb
    from game.render.quality import Quality
    from game.render.scene_renderer import SceneRenderer
    from game.render.skin import Looks
    from sensors.pose import Side


def open_renderer(
    window: "Window",
    limb: "Limb",
    *,
    quality: "Quality | None" = None,
    usable_hand: "Side" = "right",
    looks: "Looks | None" = None,
) -> "SceneRenderer":
    """Return the renderer for an open window.

    Args:
        window: Where to draw.
        limb: The limb that every frame shows, on either side.
        quality: None picks what suits the graphics driver.
        usable_hand: The side where the large button that covers the limb belongs.
        looks: The patient's own skin and sleeve; None for bare, light skin.

    Raises:
        DisplayError: the graphics driver refuses a shader, a buffer or a texture.
    """
    from game.render.scene_renderer import SceneRenderer

    return SceneRenderer(window, limb, quality=quality, usable_hand=usable_hand, looks=looks)
