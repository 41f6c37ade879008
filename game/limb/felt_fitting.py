"""The steps by which the felt phantom and the residual limb are set, a little at each press."""

from collections.abc import Mapping

from pydantic import BaseModel

from game.limb.fitting import bounds_of
from game.limb.postures import load_postures
from sensors.pose import LimbKind
from sessions.plan.phantom import FeltPhantom, PostureId
from sessions.plan.residual import AmputationLevel, ResidualLimb

FELT_STEPS: Mapping[str, float] = {
    "telescoping": 0.1,
    "size": 0.1,
    "stiffness": 0.1,
    "transparency": 0.2,
}
FELT_SETTINGS: tuple[str, ...] = ("telescoping", "size", "posture", "stiffness", "transparency")
FELT_POSTURES: Mapping[LimbKind, tuple[PostureId | None, ...]] = {
    "arm": (
        None,
        "fist",
        "half_closed",
        "relaxed",
        "flat",
        "open",
        "wrist_flexed",
        "wrist_extended",
        "point",
        "pinch",
    ),
    "leg": (
        None,
        "toes_curled",
        "toes_spread",
        "great_toe_up",
        "relaxed",
        "pointed",
        "flexed",
        "turned_in",
        "turned_out",
    ),
}
"""What is offered, the clenched ones first: patients tell of those most (docs/phantom.md)."""
_FIRST_STIFFNESS = 0.5
"""Of a phantom whose posture has just been named; without any, the posture would not be seen."""
_STIFF_IN = "relaxed"
"""The posture of a phantom that is stiff in none that anybody named; as `felt_answers` has it."""

LEVELS: Mapping[LimbKind, tuple[AmputationLevel | None, ...]] = {
    "arm": (None, "transradial", "transhumeral"),
    "leg": (None, "transtibial", "transfemoral"),
}
FIRST_LENGTH_MM: Mapping[AmputationLevel, float] = {
    "transradial": 120.0,
    "transhumeral": 160.0,
    "transtibial": 150.0,
    "transfemoral": 250.0,
}
"""Where measuring begins: near the middle of each segment, an engineering choice."""
LENGTH_STEP_MM = 5.0


def posture_here(phantom: FeltPhantom, kind: LimbKind) -> PostureId | None:
    """Return the posture in which this kind of limb is held; one of another kind counts as none."""
    return phantom.posture if phantom.posture in load_postures(kind) else None


def felt_changed(phantom: FeltPhantom, setting: str, kind: LimbKind, *, more: bool) -> FeltPhantom:
    """Return the phantom with one setting a step up or down; at its bound it stays."""
    way = 1 if more else -1
    felt: dict[str, object] = phantom.model_dump()
    held = felt["posture"] = posture_here(phantom, kind)
    if setting == "posture":
        offered = FELT_POSTURES[kind]
        at = offered.index(held) if held in offered else 0
        chosen = felt["posture"] = offered[(at + way) % len(offered)]
        if chosen is None:
            felt["stiffness"] = 0.0
        elif phantom.stiffness == 0.0:
            felt["stiffness"] = _FIRST_STIFFNESS
    else:
        here = float(getattr(phantom, setting))
        felt[setting] = _moved(FeltPhantom, setting, here + way * FELT_STEPS[setting])
    if felt["stiffness"] and felt["posture"] is None:
        felt["posture"] = _STIFF_IN
    return FeltPhantom.model_validate(felt)


def residual_changed(
    residual: ResidualLimb | None, setting: str, kind: LimbKind, *, more: bool
) -> ResidualLimb | None:
    """Return the residual limb with one setting changed; another level has a length of its own."""
    way = 1 if more else -1
    here = None if residual is None or residual.limb != kind else residual
    if setting == "level":
        levels = LEVELS[kind]
        level = levels[(levels.index(None if here is None else here.level) + way) % len(levels)]
        if level is None:
            return None
        shown = True if here is None else here.shown
        return ResidualLimb(level=level, length_mm=FIRST_LENGTH_MM[level], shown=shown)
    if here is None:
        return None
    if setting == "shown":
        return here.model_copy(update={"shown": not here.shown})
    length_mm = _moved(ResidualLimb, setting, here.length_mm + way * LENGTH_STEP_MM)
    return here.model_copy(update={"length_mm": length_mm})


def residual_settings(residual: ResidualLimb | None, kind: LimbKind) -> tuple[str, ...]:
    """Return what can be set: length and showing only where there is a residual limb."""
    if residual is None or residual.limb != kind:
        return ("level",)
    return ("level", "length_mm", "shown")


def _moved(model: type[BaseModel], setting: str, wanted: float) -> float:
    low, high = bounds_of(model, setting)
    return round(min(max(wanted, low), high), 3)
