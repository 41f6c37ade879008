"""Which plan relief, the diary and later questions go by: the one that was played last."""

from dataclasses import replace

from game.home.plan_shelf import find_plan
from game.home.settings import HomeSettings
from game.movements.library import load_movements
from sessions.blocks.calm import CalmBlock
from sessions.events.past import PastSession, past_sessions
from sessions.plan.plan import LoadedPlan, Plan

RELIEF_PLAN = "relief-3min"
_FEW = 20
"""Folders looked through for the last plan: somebody in pain is waiting."""
_LEG_MOVEMENT = "ankle"


def plan_at_hand(home: HomeSettings) -> LoadedPlan:
    """Return the plan that this patient played last; the relief plan where there is none yet.

    Raises:
        PlanError: the plan that comes with the program can't be used as it stands.
    """
    relief = find_plan(RELIEF_PLAN)
    last = _last_planned(home, relief.plan)
    if last is None:
        return relief
    return LoadedPlan(last.plan, last.plan.sha256(), f"{last.plan.name}.toml")


def relief_for(home: HomeSettings, side: str | None = None) -> LoadedPlan:
    """Return the relief plan for this patient: their side and limb, their therapist's safety rules.

    Args:
        home: The settings of this home.
        side: The affected side; the last plan's where it is left out, else that of the hand which
            does not use the mouse.

    Raises:
        PlanError: the plan that comes with the program can't be used as it stands.
    """
    relief = find_plan(RELIEF_PLAN)
    plan = relief.plan
    last = _last_planned(home, plan)
    changed: dict[str, object] = {}
    if last is not None:
        changed |= {
            "affected_side": last.plan.affected_side,
            "limb": last.plan.limb,
            "safety": last.plan.safety,
            "phantom": last.plan.phantom,
        }
    elif home.patient is not None:
        other = "left" if home.patient.usable_hand == "right" else "right"
        changed["affected_side"] = other
    if side is not None:
        changed["affected_side"] = side
    if changed.get("limb") == "leg":
        changed["blocks"] = tuple(_for_a_leg(block) for block in plan.blocks)
    plan = plan.model_copy(update=changed)
    return replace(relief, plan=plan, sha256=plan.sha256())


def without_sensors(loaded: LoadedPlan) -> LoadedPlan:
    """Return the plan as far as what has to be opened goes: a window, and no sensor at all."""
    block = CalmBlock(exercise="calm")
    return replace(loaded, plan=loaded.plan.model_copy(update={"blocks": (block,)}))


def _last_planned(home: HomeSettings, plan: Plan) -> PastSession | None:
    code = home.patient_for(plan).code
    past = past_sessions(home.sessions_root, code, newest=_FEW)
    return next((session for session in reversed(past) if session.purpose == "planned"), None)


def _for_a_leg(block: object) -> object:
    """Return a calm block that moves a leg."""
    if not isinstance(block, CalmBlock):
        return block
    names = [movement.id for movement in load_movements().of("leg")]
    chosen = next((name for name in names if _LEG_MOVEMENT in name), next(iter(names), None))
    return block if chosen is None else block.model_copy(update={"movements": (chosen,)})
