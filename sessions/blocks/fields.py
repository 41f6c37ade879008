"""Field types that several exercises share."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

LimbsShown: TypeAlias = Literal["both", "affected"]

MovementId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
"""Name of a scripted movement, e.g. ``hand_open_close``; which ones exist the game knows."""

Movements: TypeAlias = Annotated[
    tuple[MovementId, ...],
    Field(
        min_length=1,
        max_length=20,
        description="a list of 1 to 20 movement names such as hand_open_close",
    ),
]
