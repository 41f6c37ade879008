"""A page whose canvas is as tall as the window lets it be, with its buttons beside it."""

from game.layout.pieces import (
    BODY_PX,
    GAP_PX,
    MARGIN_PX,
    PADDING_PX,
    TITLE_PX,
    ButtonFace,
    Sheet,
    face_of,
    put_button,
)
from game.layout.shapes import Layout, Rect, scale_of
from game.layout.wrapping import Measure, longest_word_px, shortened, wrapped
from game.screen import Button, Screen
from sensors.pose import Side

_SHRINKS = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.48)
_TOP_PX = 24
_COLUMN_PX = 380
_MOST_LINES = 3


def lay_out_beside(
    screen: Screen, size_px: tuple[int, int], usable_hand: Side, measure: Measure
) -> Layout:
    """Return the layout; its letters shrink until every button has its place."""
    for shrink in _SHRINKS:
        sheet = Sheet(size_px, scale_of(size_px) * shrink, measure)
        column_px = round(_COLUMN_PX * scale_of(size_px))
        rows = _rows(sheet, screen.buttons, column_px)
        title = _title(sheet, screen)
        lines = _lines(sheet, screen, column_px)
        room = _below_title(sheet, title)
        if _column_height_px(sheet, rows, lines) <= room.height_px:
            break
    title_px = sheet.px(TITLE_PX * 0.85)
    across = Rect(room.x_px, sheet.px(_TOP_PX), room.width_px, room.height_px)
    sheet.write(title, title_px, across, "title")
    gap_px = sheet.px(GAP_PX)
    canvas_px = room.width_px - column_px - gap_px
    at_left = usable_hand == "left"
    canvas_x_px = room.x_px + (column_px + gap_px if at_left else 0)
    column_x_px = room.x_px if at_left else room.right_px - column_px
    _put_column(sheet, Rect(column_x_px, room.y_px, column_px, room.height_px), rows, lines)
    return sheet.layout(canvas=Rect(canvas_x_px, room.y_px, canvas_px, room.height_px))


def _title(sheet: Sheet, screen: Screen) -> tuple[str, ...]:
    size_px = sheet.px(TITLE_PX * 0.85)
    width_px = sheet.size_px[0] - 2 * sheet.px(MARGIN_PX)
    title = wrapped(screen.title, size_px, width_px, sheet.measure)
    return shortened(title, 2, size_px, width_px, sheet.measure)


def _below_title(sheet: Sheet, title: tuple[str, ...]) -> Rect:
    margin_px = sheet.px(MARGIN_PX)
    title_px = len(title) * sheet.line_height_px(sheet.px(TITLE_PX * 0.85))
    top_px = sheet.px(_TOP_PX) + title_px + sheet.px(GAP_PX)
    width_px, height_px = sheet.size_px
    return Rect(margin_px, top_px, width_px - 2 * margin_px, height_px - top_px - margin_px)


def _lines(sheet: Sheet, screen: Screen, column_px: int) -> tuple[str, ...]:
    size_px = sheet.px(BODY_PX)
    lines = tuple(
        line for text in screen.lines for line in wrapped(text, size_px, column_px, sheet.measure)
    )
    return shortened(lines, _MOST_LINES, size_px, column_px, sheet.measure)


def _rows(sheet: Sheet, buttons: tuple[Button, ...], column_px: int) -> list[list[ButtonFace]]:
    """Return the buttons in pairs of equal width; one that needs the whole column stands alone."""
    half_px = (column_px - sheet.px(GAP_PX)) // 2
    rows: list[list[ButtonFace]] = []
    open_row = False
    for button in buttons:
        word_px = longest_word_px(button.text, sheet.px(BODY_PX * 0.8), sheet.measure)
        if word_px > half_px - 2 * sheet.px(PADDING_PX):
            rows.append([face_of(sheet, button, column_px)])
            open_row = False
        elif open_row:
            rows[-1].append(face_of(sheet, button, half_px))
            open_row = False
        else:
            rows.append([face_of(sheet, button, half_px)])
            open_row = True
    return rows


def _column_height_px(sheet: Sheet, rows: list[list[ButtonFace]], lines: tuple[str, ...]) -> int:
    gap_px = sheet.px(GAP_PX)
    words_px = _MOST_LINES * sheet.line_height_px(sheet.px(BODY_PX)) if lines else 0
    rows_px = sum(max(face.height_px for face in row) for row in rows)
    return words_px + rows_px + gap_px * (len(rows) + bool(lines) - 1)


def _put_column(
    sheet: Sheet, column: Rect, rows: list[list[ButtonFace]], lines: tuple[str, ...]
) -> None:
    """Put the words at the top and the buttons below, where they stay however long the words."""
    gap_px = sheet.px(GAP_PX)
    y_px = column.y_px
    if lines:
        sheet.write(lines, sheet.px(BODY_PX), column, "body")
        y_px += _MOST_LINES * sheet.line_height_px(sheet.px(BODY_PX)) + gap_px
    half_px = (column.width_px - gap_px) // 2
    for row in rows:
        height_px = max(face.height_px for face in row)
        width_px = half_px if len(row) == 2 else column.width_px
        for place, face in enumerate(row):
            x_px = column.x_px + place * (half_px + gap_px)
            put_button(sheet, face, Rect(x_px, y_px, width_px, height_px))
        y_px += height_px + gap_px
