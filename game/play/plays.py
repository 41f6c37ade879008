"""Which play each kind of session is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from game.play.diary import diary_play, later_play
from game.play.relief import relief_play
from game.play.session import session_play
from game.play.stage import Stage
from game.scenes.scene import Play
from sessions.events.entry import Purpose

PLAYS: Mapping[Purpose, Callable[[Stage], Play[None]]] = MappingProxyType(
    {
        "planned": session_play,
        "relief": relief_play,
        "diary": diary_play,
        "later": later_play,
    }
)
