"""A session on one line of time: blocks, trials, pain, and what the patient or a rule did."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.asking.answer import Answer
from sessions.events.entry import LogEntry, RatingGiven, SessionStarted
from sessions.export.marks import Mark, marks

WIDTH = 1000.0
"""Of the drawing, in its own units."""
_LETTER = 8.0
"""Room that a letter takes, about."""
_LANES = ("intensity", "unpleasantness")
_WORDS = {
    "cover": "covered the limb",
    "resume": "uncovered the limb",
    "skip": "left something out",
    "hurts": "said that it hurts more",
    "wrong": "said that something is wrong",
    "end": "ended the session",
    "safety": "safety rule",
    "sensor_lost": "sensor lost",
    "sensor_back": "sensor back",
    "session_ended": "session ended",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing on the line."""

    at_s: float
    """Since the session's start."""
    lasts_s: float
    words: str
    x: float
    width: float
    value: Answer | None = None
    """The answer, where it is one."""
    lane: int = 0
    """Which of the lanes of pain: 0 intensity, 1 unpleasantness."""

    @property
    def written(self) -> str:
        """What fits into its bar; empty where nothing does."""
        return self.words if len(self.words) * _LETTER < self.width else ""

    @property
    def pauses(self) -> bool:
        """Whether nothing is trained meanwhile."""
        return self.words.split(" ")[0] in ("rest", "pace")

    @property
    def clock(self) -> str:
        """Minutes and seconds since the start."""
        return f"{int(self.at_s // 60)}:{self.at_s % 60:04.1f}"


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Everything on the line, lane by lane."""

    lasts_s: float
    blocks: tuple[Piece, ...]
    trials: tuple[Piece, ...]
    pain: tuple[Piece, ...]
    happenings: tuple[Piece, ...]
    minutes: tuple[tuple[int, float], ...]
    """Whole minutes to write under the line, and where."""

    @property
    def everything(self) -> tuple[Piece, ...]:
        """All pieces by time, for the table."""
        found = (*self.blocks, *self.trials, *self.pain, *self.happenings)
        return tuple(sorted(found, key=lambda piece: piece.at_s))


def time_line(entries: Sequence[LogEntry]) -> TimeLine | None:
    """Return a session's time line; None where the entry that tells its start is lost."""
    started = next((e for e in entries if isinstance(e, SessionStarted)), None)
    if started is None:
        return None
    start_s = started.anchor.monotonic_s
    lasts_s = max(1.0, max(entry.at_s for entry in entries) - start_s)
    found = marks(entries)

    def piece(mark: Mark, words: str, value: Answer | None = None, lane: int = 0) -> Piece:
        at_s = max(0.0, mark.at_s - start_s)
        x, width = WIDTH * at_s / lasts_s, WIDTH * mark.duration_s / lasts_s
        width = round(max(width, 1.5), 1)
        return Piece(at_s, mark.duration_s, words, round(x, 1), width, value, lane)

    ratings = [e for e in entries if isinstance(e, RatingGiven) and e.rating.value != "not_asked"]
    every = max(1, round(lasts_s / 60 / 8))
    return TimeLine(
        lasts_s=lasts_s,
        blocks=tuple(piece(m, _plain(m.detail)) for m in found if m.kind == "block"),
        trials=tuple(piece(m, _plain(m.detail)) for m in found if m.kind == "trial"),
        pain=tuple(
            piece(
                Mark(e.at_s, 0.0, "rating"),
                _plain(str(e.rating.quantity)),
                e.rating.value,
                _LANES.index(str(e.rating.quantity)),
            )
            for e in ratings
            if e.rating.quantity in _LANES
        ),
        happenings=tuple(
            piece(m, " ".join(p for p in (_WORDS[m.kind], _aside(m)) if p))
            for m in found
            if m.kind in _WORDS
        ),
        minutes=tuple(
            (minute, round(WIDTH * 60 * minute / lasts_s, 1))
            for minute in range(0, int(lasts_s // 60) + 1, every)
        ),
    )


def _aside(mark: Mark) -> str:
    return f"({_plain(mark.detail)})" if mark.kind in ("safety", "session_ended") else ""


def _plain(word: str) -> str:
    return word.replace("_", " ")
