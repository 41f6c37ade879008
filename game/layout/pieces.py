"""The pieces that pages and strips are put together from, each laid out on a sheet."""

from dataclasses import dataclass, field

from game.input.key_names import printed
from game.layout.shapes import Layout, Line, LineRole, Plate, PlateRole, Rect, Target
from game.layout.wrapping import Measure, longest_word_px, shortened, wrapped
from game.screen import Button, RatingScale

# Pixels on a window 720 high. Body text of 30 there is about 7 mm on a 14-inch screen: WCAG's
# "large text" begins at 24.
TITLE_PX, BODY_PX, BUTTON_PX, KEY_PX, STEP_PX = 44, 30, 30, 22, 36
GAP_PX, MARGIN_PX, PADDING_PX = 18, 32, 16
LEAST_TARGET_PX = 84
STEP_HEIGHT_PX = 104
SHRINKS = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.48, 0.42)
"""Scales of the letters, tried in turn until everything fits."""
_BREAKABLE_SHRINK = (1.0, 0.9, 0.8, 0.72, 0.65)


@dataclass(slots=True)
class Sheet:
    """Plates, lines and targets placed so far, and the scale they are drawn at."""

    size_px: tuple[int, int]
    scale: float
    measure: Measure
    plates: list[Plate] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def px(self, at_720_px: float) -> int:
        """Return a length given for a window 720 high in this sheet's pixels, at least 1."""
        return max(1, round(at_720_px * self.scale))

    def plate(self, rect: Rect, role: PlateRole, radius_px: float = 14) -> None:
        """Put a rounded rectangle down."""
        self.plates.append(Plate(rect, role, self.px(radius_px)))

    def line_height_px(self, size_px: int) -> int:
        """Return the height of a line of this font size."""
        return self.measure("Ag", size_px)[1]

    def layout(self, picture: Rect | None = None, canvas: Rect | None = None) -> Layout:
        """Return what was put down."""
        return Layout(
            self.size_px,
            tuple(self.plates),
            tuple(self.lines),
            tuple(self.targets),
            picture,
            canvas,
        )

    def write(self, texts: tuple[str, ...], size_px: int, area: Rect, role: LineRole) -> None:
        """Write lines one under the other, centred across `area`, from its top."""
        height_px = self.line_height_px(size_px)
        for row, text in enumerate(texts):
            width_px = min(self.measure(text, size_px)[0], area.width_px)
            x_px = area.x_px + (area.width_px - width_px) // 2
            rect = Rect(x_px, area.y_px + row * height_px, width_px, height_px)
            self.lines.append(Line(text, rect, size_px, role))


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """What a button looks like at a certain width: its lines and the height they need."""

    button: Button
    lines: tuple[str, ...]
    text_size_px: int
    height_px: int


def face_of(sheet: Sheet, button: Button, width_px: int, *, most_lines: int = 4) -> ButtonFace:
    """Return a button's face for a width; letters shrink rather than break a word."""
    inner_px = width_px - 2 * sheet.px(PADDING_PX)
    size_px = sheet.px(BUTTON_PX)
    for shrink in _BREAKABLE_SHRINK:
        size_px = sheet.px(BUTTON_PX * shrink)
        if longest_word_px(button.text, size_px, sheet.measure) <= inner_px:
            break
    lines = wrapped(button.text, size_px, inner_px, sheet.measure)
    lines = shortened(lines, most_lines, size_px, inner_px, sheet.measure)
    content_px = max(1, len(lines)) * sheet.line_height_px(size_px)
    if button.key:
        content_px += _key_height_px(sheet) + sheet.px(8)
    height_px = max(sheet.px(LEAST_TARGET_PX), content_px + 2 * sheet.px(PADDING_PX))
    return ButtonFace(button, lines, size_px, height_px)


def put_button(sheet: Sheet, face: ButtonFace, rect: Rect) -> None:
    """Put a button down: its words, and its key on a small cap below them."""
    role: PlateRole = "prominent" if face.button.prominent else "button"
    if face.button.chosen:
        role = "chosen"
    sheet.plate(rect, role, 16)
    sheet.targets.append(Target(rect, face.button))
    line_px = sheet.line_height_px(face.text_size_px)
    words_px = max(1, len(face.lines)) * line_px
    key_px = _key_height_px(sheet) + sheet.px(8) if face.button.key else 0
    top_px = rect.y_px + (rect.height_px - words_px - key_px) // 2
    words = Rect(rect.x_px, top_px, rect.width_px, words_px)
    if face.lines:
        line_role: LineRole = "prominent" if face.button.prominent else "button"
        if face.button.chosen:
            line_role = "chosen"
        sheet.write(face.lines, face.text_size_px, words, line_role)
    else:
        _put_cover_symbol(sheet, words)
    if face.button.key:
        _put_key(sheet, printed(face.button.key), rect, top_px + words_px + sheet.px(8))


def _put_cover_symbol(sheet: Sheet, area: Rect) -> None:
    bar_px = max(2, area.height_px // 3)
    middle_px = area.x_px + area.width_px // 2
    for x_px in (middle_px - bar_px - bar_px // 2, middle_px + bar_px // 2):
        sheet.plate(Rect(x_px, area.y_px, bar_px, area.height_px), "symbol", 3)


def _key_height_px(sheet: Sheet) -> int:
    return sheet.line_height_px(sheet.px(KEY_PX)) + sheet.px(4)


def _put_key(sheet: Sheet, key: str, button: Rect, top_px: int) -> None:
    most_px = button.width_px - 2 * sheet.px(PADDING_PX)
    size_px = sheet.px(KEY_PX)
    (text,) = shortened(
        (key, "") if sheet.measure(key, size_px)[0] > most_px else (key,),
        1,
        size_px,
        most_px,
        sheet.measure,
    )
    width_px, height_px = sheet.measure(text, size_px)
    cap_px = min(most_px, width_px + 2 * sheet.px(12))
    x_px = button.x_px + (button.width_px - cap_px) // 2
    cap = Rect(x_px, top_px, cap_px, _key_height_px(sheet))
    sheet.plate(cap, "key", 7)
    inside = Rect(x_px, top_px + (cap.height_px - height_px) // 2, cap_px, height_px)
    sheet.write((text,), size_px, inside, "key")


def scale_height_px(sheet: Sheet, scale: RatingScale, width_px: int) -> int:
    """Return the height a rating scale needs at a width, with the words for its two ends."""
    half_px = width_px // 2 - sheet.px(GAP_PX)
    size_px = sheet.px(BODY_PX * 0.9)
    rows = max(
        len(wrapped(text, size_px, half_px, sheet.measure))
        for text in (scale.low_text, scale.high_text)
    )
    return sheet.px(STEP_HEIGHT_PX) + sheet.px(10) + rows * sheet.line_height_px(size_px)


def put_scale(sheet: Sheet, scale: RatingScale, area: Rect) -> None:
    """Put the steps in a row, and the words for the two ends below them."""
    gap_px = sheet.px(8)
    count = scale.most - scale.least + 1
    step_px = (area.width_px - 10 * gap_px) // max(11, count)
    step_px = min(2 * step_px, (area.width_px - (count - 1) * gap_px) // count)
    height_px = sheet.px(STEP_HEIGHT_PX)
    left_px = area.x_px + (area.width_px - count * step_px - (count - 1) * gap_px) // 2
    size_px = sheet.px(STEP_PX)
    for index in range(count):
        value = scale.least + index
        rect = Rect(left_px + index * (step_px + gap_px), area.y_px, step_px, height_px)
        chosen = value == scale.chosen
        sheet.plate(rect, "chosen" if chosen else "step", 14)
        sheet.targets.append(Target(rect, value))
        line_px = sheet.line_height_px(size_px)
        middle = Rect(rect.x_px, rect.y_px + (height_px - line_px) // 2, step_px, line_px)
        sheet.write((str(value),), size_px, middle, "chosen" if chosen else "step")
    _put_ends(sheet, scale, area, area.y_px + height_px + sheet.px(10))


def _put_ends(sheet: Sheet, scale: RatingScale, area: Rect, top_px: int) -> None:
    size_px = sheet.px(BODY_PX * 0.9)
    half_px = area.width_px // 2 - sheet.px(GAP_PX)
    line_px = sheet.line_height_px(size_px)
    for text, at_right in ((scale.low_text, False), (scale.high_text, True)):
        for row, line in enumerate(wrapped(text, size_px, half_px, sheet.measure)):
            width_px = min(half_px, sheet.measure(line, size_px)[0])
            x_px = area.right_px - width_px if at_right else area.x_px
            rect = Rect(x_px, top_px + row * line_px, width_px, line_px)
            sheet.lines.append(Line(line, rect, size_px, "body"))


def put_progress(sheet: Sheet, share: float) -> None:
    """Put the progress bar along the upper edge."""
    margin_px = sheet.px(MARGIN_PX)
    width_px = sheet.size_px[0] - 2 * margin_px
    track = Rect(margin_px, sheet.px(10), width_px, sheet.px(10))
    sheet.plate(track, "track", 5)
    done_px = round(width_px * min(1.0, max(0.0, share)))
    if done_px >= track.height_px:
        sheet.plate(Rect(track.x_px, track.y_px, done_px, track.height_px), "done", 5)
