"""How a limb is shown while it is fitted: whole for its looks, drawn in and stiff as it is felt."""

from collections.abc import Mapping

from game.frame import ShownLimb
from game.limb.fitted import Fitted, Part
from game.limb.postures import load_postures
from game.movements.player import MovementPlayer
from game.shown.felt_limb import UPPER_M, FeltLimb, residual_end_m
from sensors.pose import LimbKind, Side
from sessions.plan.phantom import NEUTRAL, FeltPhantom
from sessions.plan.residual import ResidualLimb

_CYCLE_S = 9.0
_DRAWN_IN = FeltPhantom(telescoping=0.6)
"""A limb cut above the joint ends out of sight; like this, its end is seen."""


class FittedView:
    """Moves the limb by movements that show every side of it."""

    def __init__(self, players: Mapping[LimbKind, tuple[MovementPlayer, ...]]) -> None:
        self._players = players
        self._known: tuple[tuple[Fitted, Side, Part | None], FeltLimb] | None = None

    def limb(
        self, fitted: Fitted, side: Side, part: Part | None, setting: str, active_s: float
    ) -> ShownLimb:
        """Return the limb at a moment.

        Args:
            fitted: How it is fitted so far.
            side: Which one.
            part: Which part is open: its looks are judged on the whole limb, and what is left of it
                with a free limb going on from there.
            setting: Which setting; a felt posture is shown still.
            active_s: Seconds since the fitting began.
        """
        turns = active_s / _CYCLE_S
        players = self._players[fitted.kind]
        pose = players[int(turns) % len(players)].pose_at(turns)
        held = fitted.value("felt", "posture")
        if setting == "posture" and isinstance(held, str):
            pose = load_postures(fitted.kind)[held]
        limb = ShownLimb(side, pose, kind=fitted.kind)
        if part == "looks":
            return limb
        return self._felt(fitted, side, part).shown_limb(limb)

    def _felt(self, fitted: Fitted, side: Side, part: Part | None) -> FeltLimb:
        key = fitted, side, part
        if self._known is None or self._known[0] != key:
            residual = fitted.residual_here
            felt = FeltLimb.of(
                (side,),
                _going_on(residual) if part == "residual" else fitted.phantom,
                residual_end_m=residual_end_m(residual, UPPER_M[fitted.kind]),
                meets_residual=residual is not None and residual.shown,
                kind=fitted.kind,
            )
            self._known = key, felt
        return self._known[1]


def _going_on(residual: ResidualLimb | None) -> FeltPhantom:
    above = residual is not None and residual.level in ("transhumeral", "transfemoral")
    return _DRAWN_IN if above else NEUTRAL
