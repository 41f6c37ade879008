"""A bar beside the limb that shows how hard the muscles work."""

from game.drawing import Box, Drawing

_AT_X, _AT_Y, _WIDTH, _HEIGHT = -0.86, 0.0, 0.07, 0.9


def effort_bar(effort: float) -> Drawing:
    """Return the bar for an effort from 0 (rest) to 1 (as calibrated)."""
    level = min(1.0, max(0.0, effort)) * _HEIGHT
    bottom = _AT_Y - _HEIGHT / 2
    frame = Box((_AT_X, _AT_Y), _WIDTH, _HEIGHT, "white", corner=0.03, opacity=0.6, rim="stone")
    if level < 0.01:
        return (frame,)
    fill = Box((_AT_X, bottom + level / 2), _WIDTH, level, "lake", corner=min(0.03, level / 2))
    return (frame, fill)
