"""Every exercise a plan may name. A new one is its own file and one line here."""

from typing import Annotated, TypeAlias

from pydantic import Field

from sessions.blocks.follow import FollowBlock
from sessions.blocks.mirror import MirrorBlock
from sessions.blocks.rest import RestBlock

Block: TypeAlias = Annotated[MirrorBlock | FollowBlock | RestBlock, Field(discriminator="exercise")]

EXERCISES: tuple[str, ...] = ("mirror", "follow", "rest")
