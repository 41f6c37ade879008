"""Reads one movement from TOML: checked with pydantic here, plain values from here on."""

import tomllib
from typing import Annotated, Self

import numpy as np
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    ValidationError,
    field_validator,
    model_validator,
)

from game.movements.errors import MovementFileError
from game.movements.movement import KeyPosture, Movement, Wording
from game.movements.player import MovementPlayer
from game.movements.postures import RESTING_NAME, Postures, beyond_limits
from sensors.limbs import LIMBS
from sensors.pose import LimbKind

LONGEST_CYCLE_S = 60.0
"""No movement is planned slower than this; a patient may still take longer. Our choice."""
_SHARE_TOLERANCE = 1e-6
_LIMIT_TOLERANCE_RAD = 1e-9

Text = Annotated[str, Field(min_length=1, max_length=200)]
Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Wording(_Model):
    en: Text
    fr: Text

    def as_wording(self) -> Wording:
        return Wording(en=self.en, fr=self.fr)


class _Step(_Model):
    posture: str
    move: Annotated[Share, Field(gt=0.0)]
    hold: Share = 0.0
    passing: bool = False

    @model_validator(mode="after")
    def _nothing_passed_is_held(self) -> Self:
        if self.passing and self.hold > 0.0:
            raise ValueError("a posture that is passed through can't be held")
        return self


class _Posture(_Model):
    base: str = RESTING_NAME
    degrees: dict[str, FiniteFloat]


class _File(_Model):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: _Wording
    instruction: _Wording
    limb: LimbKind = "arm"
    cycle_s: Annotated[float, Field(gt=0.0, le=LONGEST_CYCLE_S, allow_inf_nan=False)]
    path: Annotated[tuple[_Step, ...], Field(min_length=2)]
    postures: dict[str, _Posture] = Field(default_factory=dict)

    @field_validator("path")
    @classmethod
    def _ends_at_rest(cls, path: tuple[_Step, ...]) -> tuple[_Step, ...]:
        if path[-1].posture != RESTING_NAME or path[-1].passing:
            raise ValueError(f"the last posture must be '{RESTING_NAME}', not passed through")
        total = sum(step.move + step.hold for step in path)
        if abs(total - 1.0) > _SHARE_TOLERANCE:
            raise ValueError(f"the shares of move and hold must add up to 1, not {total:.3f}")
        return path


def read_movement(text: str, *, file: str) -> Movement:
    """Return the movement that a TOML text describes.

    Args:
        text: The file's content.
        file: Its name, for messages.

    Raises:
        MovementFileError: the text is not TOML, a key is missing, unknown or out of range, or the
            movement leaves anatomical limits or is too fast at its own cycle duration.
    """
    try:
        raw = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MovementFileError(file=file, key="", problem=f"not valid TOML: {error}") from error
    except ValidationError as error:
        raise first_problem(error, file=file) from error
    limb = LIMBS[raw.limb]
    known = Postures(limb)
    for name, posture in raw.postures.items():
        if name in known:
            problem = "this name is taken: give the posture another"
            raise MovementFileError(file=file, key=f"postures.{name}", problem=problem)
        if posture.base not in known:
            problem = f"there is no posture '{posture.base}' before this one"
            raise MovementFileError(file=file, key=f"postures.{name}.base", problem=problem)
        problem = beyond_limits(limb, posture.degrees)
        if problem:
            raise MovementFileError(file=file, key=f"postures.{name}.degrees", problem=problem)
        known = known.with_posture(name, base=posture.base, degrees=posture.degrees)
    for i, step in enumerate(raw.path):
        if step.posture not in known:
            problem = f"there is no posture '{step.posture}'"
            raise MovementFileError(file=file, key=f"path.{i}.posture", problem=problem)
    movement = Movement(
        id=raw.id,
        name=raw.name.as_wording(),
        instruction=raw.instruction.as_wording(),
        cycle_s=raw.cycle_s,
        path=tuple(
            KeyPosture(
                name=step.posture,
                angles_rad=known.angles(step.posture),
                move_share=step.move,
                hold_share=step.hold,
                passing=step.passing,
            )
            for step in raw.path
        ),
        limb=limb,
    )
    _check_motion(movement, file=file)
    return movement


def first_problem(error: ValidationError, *, file: str) -> MovementFileError:
    """Return the first thing that pydantic found, without repeating the value it was given."""
    problem = error.errors(include_input=False, include_url=False)[0]
    key = ".".join(str(part) for part in problem["loc"])
    return MovementFileError(
        file=file, key=key, problem=problem["msg"].removeprefix("Value error, ")
    )


def _check_motion(movement: Movement, *, file: str) -> None:
    player = MovementPlayer(movement)
    poses = player.unclamped_at(np.linspace(0.0, 1.0, 1001))
    low, high = movement.limb.limits_rad.T
    beyond = np.maximum(low - poses, poses - high).max(axis=0)
    worst = int(beyond.argmax())
    if beyond[worst] > _LIMIT_TOLERANCE_RAD:
        problem = (
            f"{movement.limb.names[worst]} goes {np.degrees(beyond[worst]):.1f} degrees beyond "
            "its limit"
        )
        raise MovementFileError(file=file, key="path", problem=problem)
    if movement.cycle_s < player.shortest_cycle_s:
        problem = f"too fast: at least {player.shortest_cycle_s:.1f} s are needed"
        raise MovementFileError(file=file, key="cycle_s", problem=problem)
