"""What every scene offers, and the play that strings scenes together."""

from collections.abc import Generator
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from game.frame import Frame
from game.input.command import Command
from game.shown.arm_follower import FollowedArm
from sessions.events.entry import Ended


class Moment(NamedTuple):
    """Now, on the session's clock and on the scene's own, which stands still while covered."""

    now_s: float
    active_s: float
    """Seconds this scene has been on, pauses left out."""


class Scene(Protocol):
    """One thing on the screen."""

    @property
    def name(self) -> str:
        """Its name in the log."""
        ...

    @property
    def finished(self) -> bool:
        """True once the next scene should come."""
        ...

    def command(self, command: Command, moment: Moment) -> None:
        """Take what the patient asked for."""
        ...

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let time pass."""
        ...

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return what is to be seen at `moment` (which lies a little ahead), with this arm."""
        ...


SceneT = TypeVar("SceneT", bound=Scene)
ResultT = TypeVar("ResultT")

Play: TypeAlias = Generator[Scene, None, ResultT]


def play(scene: SceneT) -> Play[SceneT]:
    """Show one scene until it is finished, and return it with its result."""
    yield scene
    return scene


class SessionOver(Exception):  # noqa: N818 - nothing went wrong: a play is told to end
    """The session ends now, whatever is on: by the patient, by a safety rule, by a lost part."""

    def __init__(self, ended: Ended, reason: str, *, farewell: bool = True) -> None:
        super().__init__(reason)
        self.ended: Ended = ended
        self.reason = reason
        self.farewell = farewell
        """False where nobody is there to be asked: the window is closed."""
