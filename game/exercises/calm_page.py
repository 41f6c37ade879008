"""A page for exercises that show no limb: what to do, and the four things always offered."""

from game.input.command import Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen


def calm_page(
    title: str,
    lines: tuple[str, ...],
    *,
    onward: tuple[Button, ...] = (),
    progress: float | None = None,
    canvas: bool = False,
) -> Screen:
    """Return the page; `onward` comes before the buttons that every exercise has."""
    return Screen(
        layout="page",
        title=title,
        lines=lines,
        buttons=(
            *onward,
            Button(tr("Pause"), Wish.COVER, key="Space"),
            *tell_buttons(),
            Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
            end_button(),
        ),
        progress=progress,
        canvas=canvas,
    )
