"""A page: one thing to read or decide, centred over a calm background."""

from dataclasses import dataclass

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
from game.layout.shapes import Layout, Rect, scale_of
from game.layout.wrapping import Measure, longest_word_px, shortened, wrapped
from game.screen import Button, Screen

_WIDEST_PX = 1120
_WIDEST_BUTTON_PX, _NARROWEST_BUTTON_PX = 400, 190
_TOP_PX = 34
_PICTURE_ASPECT = 4 / 3
_LEAST_PICTURE, _MOST_PICTURE = 0.26, 0.5
# What is drawn on a canvas is what the page is about, so it gets more room, and all its width.
_LEAST_CANVAS, _MOST_CANVAS = 0.42, 0.8


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a page holds, wrapped at one scale, and how much of it there is room for."""

    title: tuple[str, ...]
    warning: tuple[str, ...]
    body: tuple[str, ...]
    rows: tuple[tuple[tuple[ButtonFace, int], ...], ...]
    fixed_px: int
    """Height of everything but the body's lines and the picture."""


def lay_out_page(screen: Screen, size_px: tuple[int, int], measure: Measure) -> Layout:
    """Return the layout of a page; its letters shrink until everything fits."""
    for shrink in SHRINKS:
        sheet = Sheet(size_px, scale_of(size_px) * shrink, measure)
        plan = _planned(sheet, screen)
        body_px = len(plan.body) * sheet.line_height_px(sheet.px(BODY_PX))
        if plan.fixed_px + body_px + _picture_limits_px(sheet, screen)[0] <= _room(sheet).height_px:
            break
    return _placed(sheet, screen, plan)


def _room(sheet: Sheet) -> Rect:
    width_px, height_px = sheet.size_px
    inner_px = min(width_px - 2 * sheet.px(MARGIN_PX), round(_WIDEST_PX * scale_of(sheet.size_px)))
    top_px = sheet.px(_TOP_PX)
    left_px = (width_px - inner_px) // 2
    return Rect(left_px, top_px, inner_px, height_px - top_px - sheet.px(MARGIN_PX))


def _planned(sheet: Sheet, screen: Screen) -> _Plan:
    width_px = _room(sheet).width_px
    title_px, body_px, gap_px = sheet.px(TITLE_PX), sheet.px(BODY_PX), sheet.px(GAP_PX)
    title = wrapped(screen.title, title_px, width_px, sheet.measure)
    title = shortened(title, 3, title_px, width_px, sheet.measure)
    warning_width_px = width_px - 2 * sheet.px(PADDING_PX)
    warning = wrapped(screen.warning, body_px, warning_width_px, sheet.measure)
    warning = shortened(warning, 4, body_px, warning_width_px, sheet.measure)
    body = tuple(
        line for text in screen.lines for line in wrapped(text, body_px, width_px, sheet.measure)
    )
    rows = _rows(sheet, screen.buttons, width_px)
    heights = [len(title) * sheet.line_height_px(title_px)] if title else []
    if warning:
        heights.append(_warning_height_px(sheet, warning))
    if screen.scale is not None:
        heights.append(scale_height_px(sheet, screen.scale, width_px) + gap_px)
    heights += [_row_height_px(row) for row in rows]
    if rows:
        heights[-1] += gap_px
    blocks = len(heights) + bool(body) + (screen.picture or screen.canvas)
    return _Plan(title, warning, body, rows, sum(heights) + max(0, blocks - 1) * gap_px)


def _warning_height_px(sheet: Sheet, warning: tuple[str, ...]) -> int:
    return len(warning) * sheet.line_height_px(sheet.px(BODY_PX)) + 2 * sheet.px(PADDING_PX)


def _row_height_px(row: tuple[tuple[ButtonFace, int], ...]) -> int:
    return max(face.height_px for face, _ in row)


def _rows(
    sheet: Sheet, buttons: tuple[Button, ...], width_px: int
) -> tuple[tuple[tuple[ButtonFace, int], ...], ...]:
    rows: list[list[tuple[ButtonFace, int]]] = []
    used_px = 0
    for button in buttons:
        face_px = _button_width_px(sheet, button, width_px)
        item = (face_of(sheet, button, face_px), face_px)
        if rows and used_px + sheet.px(GAP_PX) + face_px <= width_px:
            rows[-1].append(item)
            used_px += sheet.px(GAP_PX) + face_px
        else:
            rows.append([item])
            used_px = face_px
    return tuple(tuple(row) for row in rows)


def _button_width_px(sheet: Sheet, button: Button, width_px: int) -> int:
    size_px = sheet.px(BODY_PX)
    padding_px = 2 * sheet.px(PADDING_PX) + sheet.px(24)
    whole_px = sheet.measure(button.text, size_px)[0] + padding_px
    word_px = longest_word_px(button.text, size_px, sheet.measure) + padding_px
    wanted_px = max(min(whole_px, sheet.px(_WIDEST_BUTTON_PX)), word_px)
    return min(width_px, max(sheet.px(_NARROWEST_BUTTON_PX), wanted_px))


def _placed(sheet: Sheet, screen: Screen, plan: _Plan) -> Layout:
    room = _room(sheet)
    gap_px, size_px = sheet.px(GAP_PX), sheet.px(BODY_PX)
    line_px = sheet.line_height_px(size_px)
    left_px = max(0, room.height_px - plan.fixed_px)
    picture_px = _picture_height_px(sheet, screen, left_px - len(plan.body) * line_px)
    body = shortened(
        plan.body, (left_px - picture_px) // line_px, size_px, room.width_px, sheet.measure
    )
    used_px = plan.fixed_px + picture_px + len(body) * line_px
    y_px = room.y_px + max(0, room.height_px - used_px) // 2
    if screen.progress is not None:
        put_progress(sheet, screen.progress)
    if plan.title:
        title_px = sheet.px(TITLE_PX)
        sheet.write(plan.title, title_px, _at(room, y_px), "title")
        y_px += len(plan.title) * sheet.line_height_px(title_px) + gap_px
    if plan.warning:
        height_px = _warning_height_px(sheet, plan.warning)
        sheet.plate(Rect(room.x_px, y_px, room.width_px, height_px), "warning")
        sheet.write(plan.warning, size_px, _at(room, y_px + sheet.px(PADDING_PX)), "warning")
        y_px += height_px + gap_px
    picture, canvas = None, None
    if screen.canvas:
        canvas = Rect(room.x_px, y_px, room.width_px, picture_px)
        y_px += picture_px + gap_px
    elif screen.picture:
        picture_width_px = min(room.width_px, round(picture_px * _PICTURE_ASPECT))
        x_px = room.x_px + (room.width_px - picture_width_px) // 2
        picture = Rect(x_px, y_px, picture_width_px, picture_px)
        y_px += picture_px + gap_px
    if body:
        sheet.write(body, size_px, _at(room, y_px), "body")
        y_px += len(body) * line_px + gap_px
    if screen.scale is not None:
        put_scale(sheet, screen.scale, _at(room, y_px))
        y_px += scale_height_px(sheet, screen.scale, room.width_px) + 2 * gap_px
    _put_rows(sheet, plan, room, y_px + gap_px)
    return sheet.layout(picture, canvas)


def _picture_limits_px(sheet: Sheet, screen: Screen) -> tuple[int, int]:
    """Return the least and the greatest height of the picture or canvas; 0 where there is none."""
    height_px = sheet.size_px[1]
    if screen.canvas:
        return round(height_px * _LEAST_CANVAS), round(height_px * _MOST_CANVAS)
    if screen.picture:
        return round(height_px * _LEAST_PICTURE), round(height_px * _MOST_PICTURE)
    return 0, 0


def _picture_height_px(sheet: Sheet, screen: Screen, left_px: int) -> int:
    least_px, most_px = _picture_limits_px(sheet, screen)
    return max(least_px, min(most_px, left_px))


def _put_rows(sheet: Sheet, plan: _Plan, room: Rect, top_px: int) -> None:
    gap_px = sheet.px(GAP_PX)
    y_px = top_px
    for row in plan.rows:
        height_px = _row_height_px(row)
        total_px = sum(width_px for _, width_px in row) + (len(row) - 1) * gap_px
        x_px = room.x_px + (room.width_px - total_px) // 2
        for face, width_px in row:
            put_button(sheet, face, Rect(x_px, y_px, width_px, height_px))
            x_px += width_px + gap_px
        y_px += height_px + gap_px


def _at(room: Rect, y_px: int) -> Rect:
    return Rect(room.x_px, y_px, room.width_px, max(0, room.bottom_px - y_px))
