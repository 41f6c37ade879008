"""Every exercise a plan may name. A new one is its own file and one line here."""

from typing import Annotated, TypeAlias, get_args

from pydantic import Field

from sessions.blocks.calm import CalmBlock
from sessions.blocks.execution import ExecutionBlock
from sessions.blocks.follow import FollowBlock
from sessions.blocks.laterality import LateralityBlock
from sessions.blocks.mirror import MirrorBlock
from sessions.blocks.rest import RestBlock

Block: TypeAlias = Annotated[
    MirrorBlock | FollowBlock | RestBlock | LateralityBlock | ExecutionBlock | CalmBlock,
    Field(discriminator="exercise"),
]

EXERCISES: tuple[str, ...] = tuple(
    name
    for model in get_args(get_args(Block)[0])
    for name in get_args(model.model_fields["exercise"].annotation)
)
"""Their names, as a plan writes them."""

MEASURES_A_LIMB = frozenset({"mirror"})
"""Exercises in which a sensor follows the patient's intact limb."""
NEEDS_MUSCLES = frozenset({"execution"})
"""Exercises that a muscle sensor drives."""
