"""A bar beside the limb that shows how hard the muscles work."""

from game.drawing import Box, Drawing, Label
from game.language import tr

# Farther out than a hand of either side reaches that is bent back.
_AT_X, _AT_Y, _WIDTH, _HEIGHT = -1.25, 0.0, 0.07, 0.9
_WORDS_DOWN, _WORDS_HIGH = 0.1, 0.12


def effort_bar(effort: float) -> Drawing:
    """Return the bar for an effort from 0 (rest) to 1 (as calibrated)."""
    level = min(1.0, max(0.0, effort)) * _HEIGHT
    bottom = _AT_Y - _HEIGHT / 2
    frame = Box((_AT_X, _AT_Y), _WIDTH, _HEIGHT, "white", corner=0.03, opacity=0.6, rim="stone")
    words = Label((_AT_X, bottom - _WORDS_DOWN), tr("Effort"), _WORDS_HIGH, "white")
    if level < 0.01:
        return (frame, words)
    fill = Box((_AT_X, bottom + level / 2), _WIDTH, level, "lake", corner=min(0.03, level / 2))
    return (frame, fill, words)
