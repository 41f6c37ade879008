"""A ring beside the limb that fills as a trial's aim comes nearer; its meaning is not in colour."""

from game.drawing import Drawing, Ring

_AT, _RADIUS = (1.16, 0.55), 0.25
_RIM = Ring(_AT, _RADIUS, 0.03, "white", 0.8)


def dial(share: float) -> Drawing:
    """Return the dial, this share of it full, 0 to 1."""
    inside = _RADIUS * min(1.0, share)
    return (_RIM, Ring(_AT, inside, inside, "leaf", 0.85)) if share > 0.0 else (_RIM,)
