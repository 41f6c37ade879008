"""What the patient says about the phantom today, as the limb to show: one table, one formula.

The questions stand in `assets/items/2_phantom.toml`. Which posture stands for which answer, and how
movability becomes stiffness, are engineering choices; nothing published says it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from sessions.asking.answer import Chosen
from sessions.asking.rating import Answer, Quantity
from sessions.plan.phantom import FeltPhantom, PostureId

FELT_ITEMS: tuple[Quantity, ...] = ("telescoping", "posture", "movability")
"""What is asked before a session that begins with the limb as it is felt."""

_FREELY = 10
"""Answer to movability where the phantom moves as one likes."""

POSTURES: Mapping[Literal["arm", "leg"], Mapping[str, PostureId | None]] = MappingProxyType(
    {
        "arm": {
            "relaxed": "relaxed",
            "half_closed": "half_closed",
            "clenched": "fist",
            "stretched": "flat",
            "twisted": "wrist_flexed",
            "changing": None,
            "not_felt": None,
        },
        "leg": {
            "relaxed": "relaxed",
            "half_closed": "flexed",
            "clenched": "toes_curled",
            "stretched": "pointed",
            "twisted": "turned_in",
            "changing": None,
            "not_felt": None,
        },
    }
)
"""Which posture of hand or foot stands for an answer; None: held in none."""


def as_told(
    usual: FeltPhantom, answers: Mapping[Quantity, Answer], limb: Literal["arm", "leg"]
) -> FeltPhantom:
    """Return the phantom as it is felt today; what was skipped stays as it usually is.

    Telescoping is 0 to 100 and becomes a share. Movability m of 0 to 10 becomes a stiffness of
    (10 - m) / 10: the share of each movement that is held back. A phantom that is stiff in no
    posture anybody named is held relaxed.
    """
    felt: dict[str, object] = usual.model_dump()
    telescoping, posture, moves = (answers.get(name) for name in FELT_ITEMS)
    if isinstance(telescoping, int):
        felt["telescoping"] = min(max(telescoping, 0), 100) / 100
    if isinstance(posture, Chosen) and posture.chosen:
        held = POSTURES[limb].get(posture.chosen[0])
        felt["posture"] = held
        if held is None:
            felt["stiffness"] = 0.0
    if isinstance(moves, int):
        felt["stiffness"] = (_FREELY - min(max(moves, 0), _FREELY)) / _FREELY
    if felt["stiffness"] and felt["posture"] is None:
        felt["posture"] = "relaxed"
    return FeltPhantom.model_validate(felt)
