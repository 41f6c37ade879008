"""The names of keys as they are printed, in the patient's language."""

from game.language import tr


def printed(key: str) -> str:
    """Return what stands on the key; letters and digits stay as they are."""
    names = {
        "Space": tr("Space"),
        "Esc": tr("Esc"),
        "Enter": tr("Enter"),
        "Left": tr("Left"),
        "Right": tr("Right"),
        "Up": tr("Up"),
        "Down": tr("Down"),
    }
    return names.get(key, key)
