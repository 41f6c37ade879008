"""Where on the body: painted with one hand on the mouse, or chosen region by region with keys.

One side of the body is seen at a time, as large as the window lets it be; left and right are
written beside the figure as the patient's own. The part of a limb that is missing is drawn too, in
another tone and with a broken outline, because that is where phantom pain is.
"""

from collections.abc import Collection
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.drawing import Box, Colour, Drawing, Label, Path, Place, Shape, Sprite
from game.input.command import Command, Wish
from game.language import current, tr
from game.scenes.asking import Asking
from game.scenes.scene import Moment
from game.screen import Button, Screen
from sessions.asking.answer import Painted, RegionId, Stroke
from sessions.body.body_map import HALF_WIDTH, VIEWS, View, regions, regions_of
from sessions.body.body_paint import labels, mask_of, paint_segment, painted

Layer: TypeAlias = Literal["phantom_pain", "phantom_sensation", "residual_limb_pain", "pain"]

HEIGHT = 1.9
"""Height of the figure on the canvas."""
_BRUSH = 0.02
_LEAST_STEP = 0.006
_MOST_STROKES = 300
_BEFORE, _AFTER, _FILL, _TURN, _BACK, _NOWHERE = range(-6, 0)

_SKIN, _MISSING = (226, 218, 204), (206, 222, 234)
_PAINT: dict[Layer, tuple[int, int, int]] = {
    "phantom_pain": (188, 72, 72),
    "phantom_sensation": (40, 104, 140),
    "residual_limb_pain": (176, 108, 20),
    "pain": (188, 72, 72),
}


class BodyMapScene(Asking):
    """Asks for areas of the body.

    Args:
        name: The scene's name.
        title: The question.
        layer: What is painted: each kind has its own colour and pattern.
        missing: Regions where there is no limb any more, only the phantom.
        begins_at: The region that the keys start from.
    """

    def __init__(
        self,
        name: str,
        *,
        title: str,
        layer: Layer,
        missing: Collection[RegionId] = (),
        begins_at: RegionId = "front_left_hand",
    ) -> None:
        super().__init__(name)
        self._title = title
        self._layer: Layer = layer
        self._missing = frozenset(missing)
        self._order = tuple(regions())
        self._at: RegionId | None = None
        self._begins_at = begins_at
        self._view: View = regions()[begins_at].view
        self._done: list[Stroke | RegionId] = []
        self._line: list[Place] = []
        self._nowhere = False
        self._answer: Painted | None = None
        self._mask: NDArray[np.bool_] | None = None
        self._bodies = {view: _body_sprite(view, self._missing) for view in VIEWS}
        self._outlines = {view: _outlines(view, self._missing) for view in VIEWS}

    def has_mark(self) -> bool:
        """Return whether anything is painted, or nowhere was chosen."""
        return bool(self._done or self._line or self._nowhere)

    def marked(self) -> Painted | None:
        """Return what is painted so far."""
        if not self.has_mark():
            return None
        if self._answer is None:
            strokes = [done for done in self._done if isinstance(done, Stroke)]
            chosen = [done for done in self._done if isinstance(done, str)]
            if self._line:
                strokes.append(self._stroke())
            self._answer = painted(strokes, chosen)
        return self._answer

    def take(self, command: Command, moment: Moment) -> bool:
        """Paint with the pointer, or do what a button says."""
        match command.wish:
            case Wish.POINT | Wish.DRAG if command.place is not None:
                return self._drawn_to(command.place)
            case Wish.LET_GO:
                return self._let_go()
            case Wish.CHOOSE if command.value is not None:
                self._let_go()
                return self._pressed(command.value)
            case _:
                return False

    def screen(self) -> Screen:
        """Return the buttons; the region that the keys are at is named."""
        choose = Wish.CHOOSE
        buttons = [
            Button(tr("◀ Part"), choose, value=_BEFORE, key="Left"),
            Button(tr("Part ▶"), choose, value=_AFTER, key="Right"),
            Button(tr("Turn round"), choose, value=_TURN, key="T"),
            Button(tr("Fill"), choose, value=_FILL, key="F"),
        ]
        if self._done:
            buttons.append(Button(tr("Take back"), choose, value=_BACK, key="Z"))
        else:
            buttons.append(
                Button(tr("Nowhere"), choose, value=_NOWHERE, key="N", chosen=self._nowhere)
            )
        here = tr("Press and draw on the figure, or fill a part with the buttons.")
        if self._at is not None:
            here = regions()[self._at].name_in(current())
        return Screen(
            layout="page",
            title=self._title,
            lines=(here,),
            buttons=(*buttons, *self.onward()),
            canvas=True,
            beside=True,
        )

    def drawing(self) -> Drawing:
        """Return the figure, what is painted on it, and the names of its sides."""
        view = self._view
        size = (2 * HALF_WIDTH * HEIGHT, HEIGHT)
        shapes: list[Shape] = [
            Box((0.0, 0.0), 2.0, 2.0, "white", corner=0.06),
            self._bodies[view],
            Sprite((0.0, 0.0), *size, _paint_picture(self._painted_mask(), self._layer)),
            *self._outlines[view],
        ]
        if self._at is not None and regions()[self._at].view == view:
            shapes.append(_outline(self._at, 0.016, "ink"))
        left = tr("your left")
        right = tr("your right")
        at_left, at_right = (right, left) if view == "front" else (left, right)
        side = tr("from the front") if view == "front" else tr("from behind")
        shapes += [
            Label((-0.68, 0.82), at_left, 0.1, "ink"),
            Label((0.68, 0.82), at_right, 0.1, "ink"),
            Label((0.68, -0.86), side, 0.1, "soft_ink"),
        ]
        return tuple(shapes)

    def _painted_mask(self) -> NDArray[np.bool_]:
        if self._mask is None:
            strokes = [done for done in self._done if isinstance(done, Stroke)]
            if self._line:
                strokes.append(self._stroke())
            chosen = [done for done in self._done if isinstance(done, str)]
            self._mask = mask_of(self._view, strokes, chosen)
        return self._mask

    def _drawn_to(self, place: Place) -> bool:
        on_body = (place[0] / HEIGHT, place[1] / HEIGHT + 0.5)
        if self._line and _near(self._line[-1], on_body):
            return False
        if not self._line and len(self._done) >= _MOST_STROKES:
            return False
        if len(self._line) >= 1999:
            self._let_go()
        mask = self._painted_mask()
        start = self._line[-1] if self._line else on_body
        paint_segment(mask, start, on_body, _BRUSH)
        mask &= labels(self._view) >= 0
        self._line.append(on_body)
        self._nowhere, self._answer = False, None
        return True

    def _let_go(self) -> bool:
        if not self._line:
            return False
        stroke = self._stroke()
        self._line = []
        if mask_of(self._view, [stroke]).any():  # beside the body it was no answer
            self._done.append(stroke)
        self._answer = None
        return True

    def _stroke(self) -> Stroke:
        places = tuple((round(x, 4), round(y, 4)) for x, y in self._line)
        return Stroke(view=self._view, places=places, radius=_BRUSH)

    def _pressed(self, value: int) -> bool:
        if value in (_BEFORE, _AFTER):
            self._go(-1 if value == _BEFORE else 1)
        elif value == _TURN:
            self._view = "back" if self._view == "front" else "front"
            self._at = None
        elif value == _FILL:
            return self._fill()
        elif value == _BACK and self._done:
            self._done.pop()
        elif value == _NOWHERE and not self._done:
            self._nowhere = not self._nowhere
        else:
            return False
        self._mask, self._answer = None, None
        return True

    def _go(self, step: int) -> None:
        if self._at is None:
            here = [name for name in self._order if regions()[name].view == self._view]
            begin = self._begins_at if self._begins_at in here else here[0]
            self._at = begin
            return
        index = (self._order.index(self._at) + step) % len(self._order)
        self._at = self._order[index]
        self._view = regions()[self._at].view

    def _fill(self) -> bool:
        if self._at is None:
            self._go(1)
            return True
        if self._at in self._done:
            self._done.remove(self._at)
        elif len(self._done) < _MOST_STROKES:
            self._done.append(self._at)
        self._nowhere, self._mask, self._answer = False, None, None
        return True


def _near(a: Place, b: Place) -> bool:
    return abs(a[0] - b[0]) < _LEAST_STEP and abs(a[1] - b[1]) < _LEAST_STEP


def _body_sprite(view: View, missing: frozenset[RegionId]) -> Sprite:
    """Return the body's skin as one picture; missing parts in another tone."""
    raster = labels(view)
    rgba: NDArray[np.uint8] = np.zeros((*raster.shape, 4), np.uint8)
    for index, region in enumerate(regions_of(view)):
        rgba[raster == index] = (*(_MISSING if region.id in missing else _SKIN), 255)
    return Sprite((0.0, 0.0), 2 * HALF_WIDTH * HEIGHT, HEIGHT, _smooth(rgba))


def _paint_picture(mask: NDArray[np.bool_], layer: Layer) -> NDArray[np.uint8]:
    """Return the paint: each layer has its pattern, for eyes that see few colours."""
    rgba: NDArray[np.uint8] = np.zeros((*mask.shape, 4), np.uint8)
    rows, columns = np.indices(mask.shape)
    if layer == "phantom_sensation":
        strong = (rows % 8 < 4) & (columns % 8 < 4)
    elif layer == "residual_limb_pain":
        strong = (rows + columns) % 8 < 4
    else:
        strong = rows >= 0
    rgba[..., :3] = _PAINT[layer]
    rgba[..., 3] = np.where(mask, np.where(strong, 215, 90), 0)
    return rgba


def _smooth(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Double the picture's size, so that its edges are finer."""
    return rgba.repeat(2, axis=0).repeat(2, axis=1)


def _outlines(view: View, missing: frozenset[RegionId]) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    for region in regions_of(view):
        if region.id in missing:
            shapes += _broken(region.id)
        else:
            shapes.append(_outline(region.id, 0.005, "soft_ink"))
    return tuple(shapes)


def _on_canvas(region_id: RegionId) -> tuple[Place, ...]:
    return tuple((x * HEIGHT, (y - 0.5) * HEIGHT) for x, y in regions()[region_id].on_page)


def _outline(region_id: RegionId, width: float, colour: Colour) -> Path:
    places = _on_canvas(region_id)
    return Path((*places, places[0]), width, colour)


def _broken(region_id: RegionId) -> list[Shape]:
    """Return a broken outline: dashes of equal length along the edge."""
    places = _on_canvas(region_id)
    edge = np.array([*places, places[0]])
    lengths = np.hypot(*np.diff(edge, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    dash = 0.022
    shapes: list[Shape] = []
    for start in np.arange(0.0, along[-1], 2 * dash):
        ends = [start, min(start + dash, along[-1])]
        xs, ys = (np.interp(ends, along, edge[:, axis]) for axis in (0, 1))
        places_of_dash = tuple((float(x), float(y)) for x, y in zip(xs, ys, strict=True))
        shapes.append(Path(places_of_dash, 0.009, "lake"))
    return shapes
