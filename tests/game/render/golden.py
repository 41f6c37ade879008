"""Compares a picture with the one kept in ``tests/golden``.

Set ``UPDATE_GOLDEN=1`` to keep the new pictures instead, and look at them before committing.
"""

import os
from pathlib import Path

import numpy as np

from game.render.screenshot import load_png, save_png

FOLDER = Path(__file__).resolve().parents[2] / "golden"
# Another version of the same software renderer rounds a little differently along edges.
MOST_CHANGED_SHARE = 0.004
CHANGED_FROM = 14


def changed_share(picture: np.ndarray, other: np.ndarray) -> float:
    """Return the share of pixels that differ visibly."""
    apart = np.abs(picture.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    return float((apart > CHANGED_FROM).mean())


def assert_like_golden(picture: np.ndarray, name: str, folder: Path) -> None:
    """Fail where the picture is not the golden one; the difference is saved beside it."""
    golden_file = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        save_png(golden_file, picture)
    golden = load_png(golden_file)
    assert golden.shape == picture.shape
    share = changed_share(picture, golden)
    if share > MOST_CHANGED_SHARE:
        apart = np.abs(picture.astype(np.int16) - golden.astype(np.int16)).astype(np.uint8)
        save_png(folder / f"{name}.png", picture)
        save_png(folder / f"{name}.difference.png", 255 - np.minimum(255, 4 * apart))
    assert share <= MOST_CHANGED_SHARE, f"{share:.2%} of {name} changed; see {folder}"
