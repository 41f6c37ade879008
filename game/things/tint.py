"""What colours a thing: plain paint, blotches, and one colour going over into another."""

import numpy as np

from game.things.lathe import Floats, Tint

Colour = tuple[float, float, float]


def plain(colour: Colour, roughness: float) -> Tint:
    """Return one colour all over."""

    def tint(angle: Floats, share: Floats) -> Floats:
        return np.tile((*colour, roughness), (len(angle), 1))

    return tint


def waves(angle: Floats, share: Floats, seed: int) -> Floats:
    """Return soft blotches, 0 to 1, that close around the axis."""
    chance = np.random.default_rng(seed)
    value = np.zeros(len(angle))
    for times, height in ((1, 1.5), (2, 3.0), (3, 2.0), (5, 4.0), (9, 1.0), (14, 0.6)):
        phase, other = chance.uniform(0, 2 * np.pi, 2)
        value += np.sin(times * angle + phase) * np.cos(height * np.pi * share + other) / times**0.5
    return np.asarray(0.5 + 0.5 * np.tanh(value))


def mixed(first: Colour, second: Colour, weight: Floats, roughness: float) -> Floats:
    """Return the second colour over the first, as much as `weight` says: 0 none of it, 1 all."""
    weight = np.clip(weight, 0.0, 1.0)[:, None]
    colour = (1.0 - weight) * np.array(first) + weight * np.array(second)
    return np.concatenate((colour, np.full((len(colour), 1), roughness)), axis=1)
