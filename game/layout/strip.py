"""A strip: a few words above the limb and a column of buttons beside it."""

from game.input.command import Wish
from game.layout.pieces import (
    BODY_PX,
    GAP_PX,
    MARGIN_PX,
    PADDING_PX,
    SHRINKS,
    TITLE_PX,
    ButtonFace,
    Sheet,
    face_of,
    put_button,
    put_progress,
    put_scale,
    scale_height_px,
)
from game.layout.shapes import COVER_BUTTON, Layout, Rect, limb_area, scale_of
from game.layout.wrapping import Measure, shortened, wrapped
from game.screen import Button, Screen
from sensors.pose import Side

_BAND_TOP_PX = 28
_TITLE_SHARE = 0.8
_COVER_HEIGHT_PX = 190
_ALWAYS = frozenset({Wish.COVER, Wish.RESUME})


def lay_out_strip(
    screen: Screen, size_px: tuple[int, int], usable_hand: Side, measure: Measure
) -> Layout:
    """Return the layout of a strip; its letters shrink until everything fits."""
    buttons = _with_cover(screen.buttons)
    column = _column(size_px, usable_hand, tall=screen.tall)
    for shrink in SHRINKS:
        sheet = Sheet(size_px, scale_of(size_px) * shrink, measure)
        if _spare_px(sheet, _faces(sheet, buttons, column), column) >= 0:
            break
    _put_column(sheet, buttons, column)
    targets, sheet.targets = sheet.targets, []
    words = _sheet_for_words(screen, size_px, usable_hand, measure)
    sheet.plates = words.plates + sheet.plates
    sheet.lines = words.lines + sheet.lines
    sheet.targets = words.targets + targets
    if screen.progress is not None:
        put_progress(
            Sheet(size_px, scale_of(size_px), measure, plates=sheet.plates), screen.progress
        )
    picture = _picture(sheet, usable_hand) if screen.picture else None
    return sheet.layout(picture, limb_area(size_px, usable_hand))


def _with_cover(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """Return the buttons with the one that covers the limb first; add it where there is none."""
    first = tuple(button for button in buttons if button.wish in _ALWAYS)
    rest = tuple(button for button in buttons if button.wish not in _ALWAYS)
    return (*(first or (COVER_BUTTON,)), *rest)


def _column(size_px: tuple[int, int], usable_hand: Side, *, tall: bool = False) -> Rect:
    limb = limb_area(size_px, usable_hand)
    gap_px = round(GAP_PX * scale_of(size_px) / 2)
    width_px, height_px = size_px
    free_px = limb.x_px if usable_hand == "left" else width_px - limb.right_px
    x_px = gap_px if usable_hand == "left" else limb.right_px + gap_px
    top_px = (2 if tall else 1) * gap_px + (0 if tall else limb.y_px)
    return Rect(x_px, top_px, free_px - 2 * gap_px, height_px - top_px - 2 * gap_px)


def _faces(sheet: Sheet, buttons: tuple[Button, ...], column: Rect) -> list[tuple[ButtonFace, int]]:
    """Return each button's face and height; the first is as high as any."""
    faces = [face_of(sheet, button, column.width_px, most_lines=5) for button in buttons]
    heights_px = [face.height_px for face in faces]
    heights_px[0] = max(heights_px)
    return list(zip(faces, heights_px, strict=True))


def _spare_px(sheet: Sheet, faces: list[tuple[ButtonFace, int]], column: Rect) -> int:
    used_px = sum(height_px for _, height_px in faces) + (len(faces) - 1) * sheet.px(GAP_PX)
    return column.height_px - used_px


def _put_column(sheet: Sheet, buttons: tuple[Button, ...], column: Rect) -> None:
    faces = _faces(sheet, buttons, column)
    # The button that covers the limb is the largest thing to press on the screen.
    wanted_px = sheet.px(_COVER_HEIGHT_PX) - faces[0][1]
    growth_px = max(0, min(_spare_px(sheet, faces, column), wanted_px))
    faces[0] = (faces[0][0], faces[0][1] + growth_px)
    y_px = column.y_px
    for face, height_px in faces:
        put_button(sheet, face, Rect(column.x_px, y_px, column.width_px, height_px))
        y_px += height_px + sheet.px(GAP_PX)


def _sheet_for_words(
    screen: Screen, size_px: tuple[int, int], usable_hand: Side, measure: Measure
) -> Sheet:
    """Return a sheet with the band above the limb: title, lines, warning and any scale."""
    limb = limb_area(size_px, usable_hand)
    beside = (limb.x_px, limb.width_px) if screen.tall else (0, size_px[0])
    for shrink in SHRINKS:
        sheet = Sheet(size_px, scale_of(size_px) * shrink, measure)
        bottom_px = _put_words(sheet, screen, beside, cut=False)
        if bottom_px <= _band_bottom_px(screen, size_px):
            return sheet
    sheet = Sheet(size_px, scale_of(size_px) * SHRINKS[-1], measure)
    _put_words(sheet, screen, beside, cut=True)
    return sheet


def _band_bottom_px(screen: Screen, size_px: tuple[int, int]) -> int:
    # A scale on a strip has to reach into the limb's area: there is no other place for it.
    return (
        round(size_px[1] * 0.55) if screen.scale is not None else limb_area(size_px, "right").y_px
    )


def _put_words(sheet: Sheet, screen: Screen, across_px: tuple[int, int], *, cut: bool) -> int:
    """Put the band down and return where it ends; `cut` leaves out what does not fit.

    Args:
        sheet: Where it goes.
        screen: What is said.
        across_px: Left end and width of the room for it.
        cut: Whether what does not fit is left out.
    """
    scale = scale_of(sheet.size_px)
    margin_px, padding_px = sheet.px(MARGIN_PX), sheet.px(PADDING_PX * 0.75)
    y_px = round(_BAND_TOP_PX * scale)
    limit_px = _band_bottom_px(screen, sheet.size_px)
    left_px, room_px = across_px
    band = Rect(left_px + margin_px, y_px, room_px - 2 * margin_px, 0)
    inner_px = band.width_px - 2 * sheet.px(PADDING_PX)
    scale_px = scale_height_px(sheet, screen.scale, inner_px) if screen.scale else 0
    parts = (
        (screen.title, sheet.px(TITLE_PX * _TITLE_SHARE), "title"),
        (" ".join(screen.lines), sheet.px(BODY_PX), "body"),
    )
    warning_px = sheet.px(BODY_PX)
    warning = wrapped(screen.warning, warning_px, inner_px, sheet.measure)
    if cut:
        warning = shortened(warning, 2, warning_px, inner_px, sheet.measure)
    warning_line_px = sheet.line_height_px(warning_px)
    warning_height_px = len(warning) * warning_line_px + 2 * padding_px if warning else 0
    if any(text for text, _, _ in parts) or scale_px:
        plate_at = len(sheet.plates)
        y_px += padding_px
        for text, text_px, role in parts:
            line_px = sheet.line_height_px(text_px)
            lines = wrapped(text, text_px, inner_px, sheet.measure)
            if cut:
                free_px = limit_px - y_px - 2 * padding_px - warning_height_px - scale_px
                lines = shortened(lines, free_px // line_px, text_px, inner_px, sheet.measure)
            area = Rect(band.x_px + sheet.px(PADDING_PX), y_px, inner_px, 0)
            sheet.write(lines, text_px, area, "title" if role == "title" else "body")
            y_px += len(lines) * line_px
        if screen.scale is not None:
            area = Rect(band.x_px + sheet.px(PADDING_PX), y_px + padding_px, inner_px, scale_px)
            put_scale(sheet, screen.scale, area)
            y_px += scale_px + padding_px
        y_px += padding_px
        whole = Rect(band.x_px, band.y_px, band.width_px, y_px - band.y_px)
        sheet.plate(whole, "band")
        sheet.plates.insert(plate_at, sheet.plates.pop())
    if warning:
        y_px += sheet.px(6) if y_px > band.y_px else 0
        sheet.plate(Rect(band.x_px, y_px, band.width_px, warning_height_px), "warning")
        area = Rect(band.x_px + sheet.px(PADDING_PX), y_px + padding_px, inner_px, 0)
        sheet.write(warning, warning_px, area, "warning")
        y_px += warning_height_px
    return y_px


def _picture(sheet: Sheet, usable_hand: Side) -> Rect:
    other: Side = "right" if usable_hand == "left" else "left"
    column = _column(sheet.size_px, other)
    return Rect(column.x_px, column.y_px, column.width_px, column.width_px * 3 // 4)
