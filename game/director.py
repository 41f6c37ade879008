"""Runs a play scene by scene, and lets the cover lie over whatever is going on, at once.

The patient can always do two things, on any screen: cover the limb (everything pauses, scene clocks
stand still) and end the session (the running play is told, and closes kindly). Both take effect in
the frame that is drawn next.
"""

from collections.abc import Callable
from dataclasses import dataclass

from game.frame import Frame
from game.input.command import Command, Wish
from game.scenes.cover import Cover
from game.scenes.scene import Moment, Play, Scene, SessionOver, play
from game.shown.arm_follower import FollowedArm


@dataclass(slots=True)
class _Level:
    """One play on the stack, with its current scene and that scene's clock."""

    play: Play[None]
    scene: Scene
    began_at_s: float
    paused_s: float = 0.0

    def moment(self, now_s: float) -> Moment:
        return Moment(now_s, max(0.0, now_s - self.began_at_s - self.paused_s))


def _covered() -> Play[None]:
    yield from play(Cover())


class Director:
    """Owns what is on the screen.

    Args:
        session: The play of the whole session. It is sent a `SessionOver` when the patient ends it.
        hurts: Makes the interlude for "it hurts more".
        wrong: Makes the interlude for "something is wrong".
        on_scene: Called with each scene's name and the time it came on.
        on_command: Called with each command and the scene that was on, before it takes effect.
        as_felt: Gives each frame's limb the form in which the phantom is felt.
    """

    def __init__(
        self,
        session: Play[None],
        *,
        hurts: Callable[[], Play[None]],
        wrong: Callable[[], Play[None]],
        on_scene: Callable[[str, float], None],
        on_command: Callable[[Command, str], None],
        as_felt: Callable[[Frame], Frame] = lambda frame: frame,
    ) -> None:
        self._session = session
        self._hurts = hurts
        self._wrong = wrong
        self._on_scene = on_scene
        self._on_command = on_command
        self._as_felt = as_felt
        self._levels: list[_Level] = []
        self._covered_at_s: list[float] = []
        self._begun = False

    @property
    def finished(self) -> bool:
        """True once the session's play is over."""
        return self._begun and not self._levels

    @property
    def scene_name(self) -> str:
        """Name of what is on the screen now; empty before and after."""
        return self._levels[-1].scene.name if self._levels else ""

    def begin(self, now_s: float) -> None:
        """Bring the first scene on."""
        self._begun = True
        self._push(self._session, now_s)

    def handle(self, command: Command) -> None:
        """Take one command; what it changes is in the very next frame."""
        if not self._levels:
            return
        top = self._levels[-1]
        self._on_command(command, top.scene.name)
        if command.wish is Wish.END:
            self.end(SessionOver("stopped_by_patient", "the patient ended it"), command.at_s)
        elif command.wish is Wish.COVER:
            if not isinstance(top.scene, Cover):
                self._push(_covered(), command.at_s)
        elif command.wish is Wish.HURTS:
            self._push(self._hurts(), command.at_s)
        elif command.wish is Wish.WRONG:
            self._push(self._wrong(), command.at_s)
        else:
            top.scene.command(command, top.moment(command.at_s))

    def end(self, over: SessionOver, now_s: float) -> None:
        """End the session from outside a play: the patient's wish, or a part that failed."""
        while len(self._levels) > 1:
            self._levels.pop().play.close()
        self._covered_at_s.clear()
        self._step(lambda: self._levels[0].play.throw(over), now_s)

    def abandon(self) -> None:
        """Close every play where it stands, so that what it was keeping is kept now."""
        while self._levels:
            self._levels.pop().play.close()

    def update(self, now_s: float, arm: FollowedArm) -> None:
        """Let time pass, and bring on what comes next."""
        if not self._levels:
            return
        top = self._levels[-1]
        top.scene.update(top.moment(now_s), arm)
        while self._levels and self._levels[-1].scene.finished:
            self._step(self._levels[-1].play.__next__, now_s)

    def frame(self, shown_at_s: float, arm: FollowedArm) -> Frame:
        """Return what is to be seen at `shown_at_s`.

        Raises:
            LookupError: the session is finished; there is nothing to show.
        """
        if not self._levels:
            raise LookupError("the session is finished")
        top = self._levels[-1]
        return self._as_felt(top.scene.frame(top.moment(shown_at_s), arm))

    def _push(self, interlude: Play[None], now_s: float) -> None:
        try:
            scene = next(interlude)
        except StopIteration:
            return
        if self._levels:
            self._covered_at_s.append(now_s)
        self._levels.append(_Level(interlude, scene, now_s))
        self._on_scene(scene.name, now_s)

    def _step(self, advance: Callable[[], Scene], now_s: float) -> None:
        """Advance the top play by one scene; a play that is over leaves the stack."""
        try:
            scene = advance()
        except StopIteration:
            self._levels.pop()
            if self._levels:
                self._resume(now_s)
        except SessionOver as over:
            self._levels.pop()
            if self._levels:
                self.end(over, now_s)
            else:
                raise
        else:
            level = self._levels[-1]
            level.scene, level.began_at_s, level.paused_s = scene, now_s, 0.0
            self._on_scene(scene.name, now_s)

    def _resume(self, now_s: float) -> None:
        """Give the scene underneath its clock back."""
        level = self._levels[-1]
        level.paused_s += now_s - self._covered_at_s.pop()
        self._on_scene(level.scene.name, now_s)
