"""Which play each kind of session is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from game.diary_play import diary_play, later_play
from game.relief_play import relief_play
from game.scenes.scene import Play
from game.session_play import session_play
from game.stage import Stage
from sessions.log_entry import Purpose

PLAYS: Mapping[Purpose, Callable[[Stage], Play[None]]] = MappingProxyType(
    {
        "planned": session_play,
        "relief": relief_play,
        "diary": diary_play,
        "later": later_play,
    }
)
