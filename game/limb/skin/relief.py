"""The skin's grain: the fine furrows between its cells, pores, and a soft unevenness."""

import numpy as np

from game.limb.skin.curve import bell
from game.limb.skin.layers import SkinLayers
from game.limb.skin.noise import cell_borders, fractal
from game.limb.skin.site import Site


def add_relief(site: Site, layers: SkinLayers) -> None:
    """Roughen the skin; furrows are finer and shallower on the palm's side."""
    scale, points = site.scale, site.points
    bend = np.stack([fractal(points / np.float32(0.002), 2, 5 + k) for k in range(3)], axis=1)
    fine = np.asarray((points + 0.0004 * bend) / (0.00115 * scale), dtype=np.float32)
    furrows = 0.55 * bell(cell_borders(fine, 4), 0.12)
    furrows += 0.60 * bell(cell_borders(points / np.float32(0.0024 * scale), 14), 0.10)
    layers.relief += furrows * (1.0 - site.palm)
    layers.height_m -= 0.000050 * scale * layers.relief
    layers.height_m += 0.00003 * scale * fractal(points / np.float32(0.0006), 2, 18)
    uneven = fractal(points / np.float32(0.006 * scale), 3, 20)
    layers.height_m += 0.00022 * scale * uneven * (0.4 + 0.6 * site.palm)
