"""Keys and mouse to commands: everything with one hand, and with either mouse or keys alone.

Two keys work on every screen: Space covers the limb, Escape covers it and ends. Other keys do what
is printed on the buttons offered; digits answer a rating; Tab and the arrows move the focus, and
Enter presses what has it. No key need be held, and no two pressed together. The mouse also points
and draws where a screen has a canvas; whatever can be drawn can be chosen with buttons too.
"""

from collections.abc import Sequence

from game.input.command import Command, Source, Wish
from game.input.event import InputEvent, KeyPressed, MouseMoved, MousePressed, MouseReleased
from game.layout.layout import Layout, hit
from game.screen import Button

# Within this time a 0 after a 1 makes ten.
_TEN_WITHIN_S = 1.5
_ALWAYS = {"Space": Wish.COVER, "Escape": Wish.END}
_KEY_NAMES = {"Esc": "Escape"}
_FORWARD = ("Tab", "Right", "Down")
_BACK = ("Left", "Up")


class Controls:
    """Turns what a person did into what they asked for; keeps the focus."""

    def __init__(self, *, arrows_move_focus: bool = True) -> None:
        self._focus: int | None = None
        self._layout: Layout | None = None
        self._one_typed_at_s: float | None = None
        self._drawing = False
        self.arrows_move_focus = arrows_move_focus
        """False where the arrow keys steer the limb."""

    @property
    def focus(self) -> int | None:
        """Index into the layout's focus order, or None where nothing has the focus."""
        return self._focus

    def commands(self, events: Sequence[InputEvent], layout: Layout | None) -> tuple[Command, ...]:
        """Return the commands in these events, read against what is on the screen."""
        if layout is not self._layout:
            self._layout = layout
            self._focus = None
        made = (self._command(event) for event in events)
        return tuple(command for command in made if command is not None)

    def _command(self, event: InputEvent) -> Command | None:
        match event:
            case MousePressed():
                return self._clicked(event)
            case MouseMoved() if self._drawing:
                return self._on_canvas(Wish.DRAG, event)
            case MouseReleased() if self._drawing:
                self._drawing = False
                return self._on_canvas(Wish.LET_GO, event)
            case KeyPressed():
                return self._typed(event)
            case _:
                return None

    def _clicked(self, event: MousePressed) -> Command | None:
        if self._layout is None:
            return None
        target = hit(self._layout, event.x_px, event.y_px)
        canvas = self._layout.canvas
        if target is None and canvas is not None and canvas.contains(event.x_px, event.y_px):
            self._drawing = True
            return self._on_canvas(Wish.POINT, event)
        return _meant(target, event.at_s, "button")

    def _on_canvas(
        self, wish: Wish, event: MousePressed | MouseMoved | MouseReleased
    ) -> Command | None:
        """Return what was pointed at; a line drawn past the canvas's edge goes on there."""
        if self._layout is None or self._layout.canvas is None:
            return None
        place = self._layout.canvas.px_to_canvas(event.x_px, event.y_px)
        return Command(wish, event.at_s, source="button", place=place)

    def _typed(self, event: KeyPressed) -> Command | None:
        if event.name in _ALWAYS:
            return Command(_ALWAYS[event.name], event.at_s)
        if self._layout is None:
            return None
        offered = self._layout.focus_order
        if event.name.isdigit() and any(isinstance(item, int) for item in offered):
            return Command(Wish.CHOOSE, event.at_s, self._number(int(event.name), event.at_s))
        if event.name == "Enter":
            return self._entered(event.at_s)
        for item in offered:
            if isinstance(item, Button) and _KEY_NAMES.get(item.key, item.key) == event.name:
                return _meant(item, event.at_s)
        self._move_focus(event)
        return None

    def _number(self, digit: int, at_s: float) -> int:
        one_s = self._one_typed_at_s
        self._one_typed_at_s = at_s if digit == 1 else None
        return 10 if digit == 0 and one_s is not None and at_s - one_s < _TEN_WITHIN_S else digit

    def _entered(self, at_s: float) -> Command | None:
        """Press what has the focus; without a focus, what is meant to be pressed."""
        assert self._layout is not None
        offered = self._layout.focus_order
        if self._focus is not None:
            focused = offered[self._focus]
            if isinstance(focused, int):
                self._focus = None
            return _meant(focused, at_s)
        for item in offered:
            if isinstance(item, Button) and item.key == "Enter":
                return _meant(item, at_s)
        return None

    def _move_focus(self, event: KeyPressed) -> None:
        assert self._layout is not None
        if event.name != "Tab" and not self.arrows_move_focus:
            return
        count = len(self._layout.focus_order)
        forward = event.name in _FORWARD and not event.shift
        if count == 0 or not (forward or event.name in _BACK or event.name == "Tab"):
            return
        if self._focus is None:
            self._focus = 0 if forward else count - 1
        else:
            self._focus = (self._focus + (1 if forward else -1)) % count


def _meant(item: Button | int | None, at_s: float, source: Source = "key") -> Command | None:
    if item is None:
        return None
    if isinstance(item, int):
        return Command(Wish.CHOOSE, at_s, item, source)
    return Command(item.wish, at_s, item.value, source)
