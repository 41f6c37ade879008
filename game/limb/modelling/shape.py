"""MakeHuman's shape targets for a patient's build, and how much of each.

The default is an adult between the sexes, of mean build and mixed descent, so that the first limb a
patient meets is nobody in particular.
"""

from collections.abc import Iterator

from game.limb.appearance import DEFAULT_APPEARANCE, Shape

_DESCENT = {"african": 0.2, "asian": 0.3, "caucasian": 0.5}
# The targets know two ages: hardly any change is seen in an arm before the one, much by the other.
_YOUNG_YEARS, _OLD_YEARS = 25.0, 80.0

# The neutral body's fingers are short for its palm and its forearm slender. With these targets the
# lengths come near Buryanov & Kotiuk, Proportions of hand segments, 2010.
_ARM_LOCAL = (
    ("hands/l-hand-fingers-length-incr", 0.35),
    ("hands/l-hand-fingers-diameter-incr", 0.20),
)
_FAT, _MUSCLE = 0.25, 0.45
_LEG_FAT, _LEG_MUSCLE = 0.10, 0.20
# The body's own targets are lost on the forearm once the hand's length has set the scale.
_LOCAL_SHARE = 0.7


def arm_targets(shape: Shape) -> tuple[tuple[str, float], ...]:
    """Return the names and weights of the targets that shape an arm."""
    return _ARM_LOCAL + _of_segment(shape, "arms/l-lowerarm", _FAT, _MUSCLE) + _macro(shape)


def leg_targets(shape: Shape) -> tuple[tuple[str, float], ...]:
    """Return the names and weights of the targets that shape a leg."""
    shank = _of_segment(shape, "legs/l-lowerleg", _LEG_FAT, _LEG_MUSCLE)
    return shank + _of_segment(shape, "legs/l-upperleg", _LEG_FAT, _LEG_MUSCLE) + _macro(shape)


def _macro(shape: Shape) -> tuple[tuple[str, float], ...]:
    years = (shape.age_years - _YOUNG_YEARS) / (_OLD_YEARS - _YOUNG_YEARS)
    old = min(max(years, 0.0), 1.0)
    return tuple(
        (f"macrodetails/{name}", share)
        for sex, sex_share in (("male", shape.masculine), ("female", 1.0 - shape.masculine))
        for age, age_share in (("young", 1.0 - old), ("old", old))
        for name, share in _of_one_kind(shape, sex, age, sex_share * age_share)
        if share != 0.0
    )


def _of_segment(
    shape: Shape, segment: str, fat: float, muscle: float
) -> tuple[tuple[str, float], ...]:
    usual = DEFAULT_APPEARANCE
    return (
        _either_way(f"{segment}-fat", fat + _LOCAL_SHARE * (shape.weight - usual.weight)),
        _either_way(f"{segment}-muscle", muscle + _LOCAL_SHARE * (shape.muscle - usual.muscle)),
    )


def _either_way(what: str, weight: float) -> tuple[str, float]:
    return f"{what}-{'incr' if weight >= 0 else 'decr'}", abs(weight)


def _of_one_kind(shape: Shape, sex: str, age: str, share: float) -> Iterator[tuple[str, float]]:
    for descent, part in _DESCENT.items():
        yield f"{descent}-{sex}-{age}", share * part
    muscle = "maxmuscle" if shape.muscle > 0 else "minmuscle"
    weight = "maxweight" if shape.weight > 0 else "minweight"
    # Each is a step away from the average; the two steps add up.
    average = 1.0 - abs(shape.muscle) - abs(shape.weight)
    for build, part in (
        ("averagemuscle-averageweight", average),
        (f"{muscle}-averageweight", abs(shape.muscle)),
        (f"averagemuscle-{weight}", abs(shape.weight)),
    ):
        yield f"universal-{sex}-{age}-{build}", share * part
