"""What the default limb looks like: MakeHuman's shape targets and how much of each.

An adult between the sexes, of mean build and mixed descent, so that the first limb a patient meets
is nobody in particular.
"""

_MALE = 0.65
_DESCENT = {"african": 0.2, "asian": 0.3, "caucasian": 0.5}
_BUILD = {
    "averagemuscle-averageweight": 0.55,
    "maxmuscle-averageweight": 0.25,
    "averagemuscle-maxweight": 0.20,
}

# Local targets: the neutral body's fingers are short for its palm and its forearm slender. With
# these the lengths come near Buryanov & Kotiuk, Proportions of hand segments, 2010.
_LOCAL = (
    ("hands/l-hand-fingers-length-incr", 0.35),
    ("hands/l-hand-fingers-diameter-incr", 0.20),
    ("arms/l-lowerarm-fat-incr", 0.25),
    ("arms/l-lowerarm-muscle-incr", 0.45),
)

TARGETS: tuple[tuple[str, float], ...] = _LOCAL + tuple(
    (f"macrodetails/{kind}-{sex}-young{build}", share * part)
    for sex, share in (("male", _MALE), ("female", 1.0 - _MALE))
    for kind, build, part in (
        *((descent, "", part) for descent, part in _DESCENT.items()),
        *(("universal", f"-{build}", part) for build, part in _BUILD.items()),
    )
)
