"""Everything that a plan names and that has to exist before it can be played."""

from game.display.limb_picture import PAINTED, SHOWN_BY
from game.limb.postures import load_postures
from game.movements.attempts import attempts_named, load_attempts
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from sensors.registry import MOVES_A_LEG, MOVES_THE_LIMB, READS_MUSCLES
from sessions.errors import PlanError
from sessions.plan.plan import LoadedPlan


def players_for(loaded: LoadedPlan) -> dict[str, MovementPlayer]:
    """Return a player for every movement in the plan.

    Raises:
        PlanError: a movement, or the sensor, is none that comes with the program.
    """
    moving = MOVES_A_LEG | {"webcam"} if loaded.plan.limb == "leg" else MOVES_THE_LIMB
    if loaded.plan.sensor not in moving | READS_MUSCLES:
        allowed = ", ".join(sorted(moving | READS_MUSCLES))
        raise PlanError(
            source_name=loaded.source_name,
            place="sensor",
            problem=f"no such sensor moves the limb; allowed: {allowed}",
        )
    library = load_movements()
    known = tuple(movement.id for movement in library.of(loaded.plan.limb))
    players: dict[str, MovementPlayer] = {}
    for i, block in enumerate(loaded.plan.blocks):
        attempted = attempts_named(getattr(block, "attempts", ()))
        for attempt in attempted:
            players.setdefault(attempt.player.movement.id, attempt.player)
        for j, name in enumerate(getattr(block, "movements", ())):
            if name not in known:
                raise PlanError(
                    source_name=loaded.source_name,
                    place=f"blocks[{i}].movements[{j}]",
                    problem=f"there is no such movement of the {loaded.plan.limb}; "
                    f"allowed: {', '.join(known)}",
                )
            players.setdefault(name, MovementPlayer(library.get(name)))
        _check_pictures(loaded, i)
        _check_attempts(loaded, i, getattr(block, "attempts", ()))
    for name in getattr(loaded.plan.calmer, "movements", ()):
        if name not in known:
            raise PlanError(
                source_name=loaded.source_name,
                place="calmer.movements",
                problem=f"there is no such movement of the {loaded.plan.limb}; "
                f"allowed: {', '.join(known)}",
            )
        players.setdefault(name, MovementPlayer(library.get(name)))
    return players


def _check_pictures(loaded: LoadedPlan, block: int) -> None:
    """Make sure that the pictures which a block asks for can be painted.

    Raises:
        PlanError: there is no such posture, or no pictures of such a limb.
    """
    asked = loaded.plan.blocks[block]
    limb = getattr(asked, "limb", "hand")
    if limb not in PAINTED:
        raise PlanError(
            source_name=loaded.source_name,
            place=f"blocks[{block}].limb",
            problem=f"there are no pictures of it yet; allowed: {', '.join(sorted(PAINTED))}",
        )
    known = load_postures(SHOWN_BY[limb])
    for j, posture in enumerate(getattr(asked, "shown_postures", ())):
        if posture not in known:
            raise PlanError(
                source_name=loaded.source_name,
                place=f"blocks[{block}].postures[{j}]",
                problem=f"there is no such posture; allowed: {', '.join(known)}",
            )


def _check_attempts(loaded: LoadedPlan, block: int, names: tuple[str, ...]) -> None:
    """Refuse an attempt that doesn't exist.

    Raises:
        PlanError: naming it and what is allowed.
    """
    if names and loaded.plan.limb != "arm":
        raise PlanError(
            source_name=loaded.source_name,
            place=f"blocks[{block}].exercise",
            problem="muscles move an arm only; allowed here: limb = arm",
        )
    known = load_attempts()
    for j, name in enumerate(names):
        if name not in known:
            raise PlanError(
                source_name=loaded.source_name,
                place=f"blocks[{block}].attempts[{j}]",
                problem=f"there is no such attempt; allowed: {', '.join(sorted(known))}",
            )
