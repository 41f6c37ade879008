"""The residual limb's muscles over one cycle, as a picture: this session over the first one.

A picture has a panel for the intact hand's angle and one for each of the channels that modulate
most. A channel is drawn in percent of its own mean over the cycle (after Yang & Winter 1984), so
that another gain of the amplifier or drier skin changes no line; the table has the microvolts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sessions.analysis.averaged_cycle import AveragedCycle

Spec: TypeAlias = dict[str, Any]

SIGNIFICANT = 0.05
# Blue and orange are told apart by every eye; thickness and dashes tell them apart in grey too.
_NOW, _FIRST, _GREY = "#17485c", "#d98b3a", "#55646b"
_WIDE_PX, _NARROW_PX, _HEIGHT_PX = 178, 225, 130
_SIGNAL, _HAND = "% of its mean", "degrees"


@dataclass(frozen=True, slots=True)
class PhantomPicture:
    """One movement's picture, as a Vega-Lite specification, in a sentence and as a table."""

    now: AveragedCycle
    first: AveragedCycle | None
    """The first session's; None where this is the first."""

    @property
    def title(self) -> str:
        """What is seen, in plain words."""
        return f"Muscles while the phantom moves: {self.now.movement.replace('_', ' ')}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the lines are, what was found, and what to look for."""
        told = "Dark line: this session."
        if self.first is not None:
            told = f"{told[:-1]}; pale dashes: the first session, {_day(self.first)}."
        told += " 100 % is that muscle's own mean, so a louder or softer signal changes nothing."
        if self.now.by_key:
            told += " The key was pressed at 0 and 100 %."
        return (
            self._found(),
            told,
            "What to look for over the weeks: the dark line rises and falls more, at the same part "
            "of the movement, and p stays below 0.05. Lines alike: no change. A flat line: the "
            "muscle does not go with the movement.",
            "This does not say whether the pain is less. Compare only with the electrodes in the "
            "same places.",
        )

    def _found(self) -> str:
        channel, p = self.now.strongest()[0], self.now.any_p
        if p is None:
            return "Too little was recorded to say whether the muscles go with the movement."
        sure = p < SIGNIFICANT
        goes = "goes with the movement" if sure else "changes no more than chance would make it"
        word = "Found: the" if sure else "Not found: even the"
        return f"{word} muscle under channel {channel} {goes} (p {p:.3f}, all channels together)."

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's heading."""
        given = ["Part of the movement"]
        for name, unit, _, _ in self._lines():
            given.append(f"{name}, {unit}")
            if self.first is not None:
                given.append(f"{name}, first session, {unit}")
        return tuple(given)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Index and p, then every part's numbers, as they were measured."""
        lines = list(self._lines())
        parts = max(len(line) for _, _, line, _ in lines)
        rows = [self._summary("Index", "index", ".2f"), self._summary("p", "p", ".3f")]
        for part in range(parts):
            row = [f"{100 * part / parts:.0f} to {100 * (part + 1) / parts:.0f} %"]
            for _, _, line, earlier in lines:
                row.append(f"{line[part]:.1f}" if len(line) == parts else "")
                if self.first is not None:
                    row.append(f"{earlier[part]:.1f}" if len(earlier) == parts else "")
            rows.append(tuple(row))
        return tuple(rows)

    def _summary(self, word: str, name: str, form: str) -> tuple[str, ...]:
        sessions = [self.now] if self.first is None else [self.now, self.first]
        row = [word, *("" for _ in sessions if self.now.angle_deg)]
        for channel in self.now.strongest():
            values = [getattr(session, name).get(channel) for session in sessions]
            row += ["" if value is None else format(value, form) for value in values]
        return tuple(row)

    def _lines(self) -> Iterator[tuple[str, str, tuple[float, ...], tuple[float, ...]]]:
        """Yield the hand's line and the channels': name, unit, now, and at first."""
        first = self.first
        if self.now.angle_deg:
            yield "Intact hand", _HAND, self.now.angle_deg, first.angle_deg if first else ()
        for channel in self.now.strongest():
            earlier = first.uv.get(channel, ()) if first else ()
            yield f"Channel {channel}", "µV", self.now.uv[channel], earlier

    def spec(self, *, narrow: bool = False) -> Spec:
        """Return the picture: panels side by side, or one below the other for a telephone."""
        top = max((max(v) for *_, a, b in self._shares() for v in (a, b) if v), default=100.0)
        panels = [
            self._panel(name, unit, now, first, narrow, top)
            for name, unit, now, first in self._shares()
        ]
        arranged = {"vconcat": panels} if narrow else {"hconcat": panels}
        return {**arranged, "spacing": 24 if narrow else 18}

    def _shares(self) -> Iterator[tuple[str, str, tuple[float, ...], tuple[float, ...]]]:
        for name, unit, now, first in self._lines():
            if unit == _HAND:
                yield name, unit, now, first
            else:
                yield name, _SIGNAL, _of_mean(now), _of_mean(first)

    def _panel(
        self,
        name: str,
        unit: str,
        now: tuple[float, ...],
        first: tuple[float, ...],
        narrow: bool,
        top: float,
    ) -> Spec:
        named = {"now": f"this session, {_day(self.now)}"}
        if self.first is not None:
            named["first"] = f"first session, {_day(self.first)}"
        values = [
            {"part": 100 * (part + 0.5) / len(line), "value": value, "line": named[when]}
            for when, line in (("first", first), ("now", now))
            if when in named
            for part, value in enumerate(line)
        ]
        hand = unit == _HAND
        scale = {"zero": False} if hand else {"domain": [0, 20 * (int(top) // 20 + 1)]}
        encoding = {
            "x": {
                "field": "part",
                "type": "quantitative",
                "title": "% of the movement",
                "scale": {"domain": [0, 100]},
                "axis": {"values": [0, 25, 50, 75, 100], "grid": False},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": unit,
                "scale": scale,
                "axis": {"tickCount": 4},
            },
        }
        for channel, kind, range_ in (
            ("color", "nominal", [_NOW, _FIRST]),
            ("strokeDash", "nominal", [[1, 0], [5, 4]]),
            ("strokeWidth", "nominal", [3, 2]),
        ):
            encoding[channel] = {
                "field": "line",
                "type": kind,
                "title": None,
                "scale": {"domain": list(named.values()), "range": range_[: len(named)]},
                "legend": {"columns": 1, "symbolSize": 500},
            }
        half = {"data": {"values": [{"half": 50}]}, "mark": {"type": "rule", "color": "#aab4b8"}}
        return {
            "width": _NARROW_PX if narrow else _WIDE_PX,
            "height": _HEIGHT_PX,
            "title": {
                "text": name if hand else f"{name}: muscle signal",
                "subtitle": self._told(name) if not hand else ["moves along with the phantom"],
                "anchor": "start",
                "fontSize": 13,
                "subtitleFontSize": 12,
                "subtitleColor": _GREY,
            },
            "layer": [
                {**half, "encoding": {"x": {"field": "half", "type": "quantitative"}}},
                {
                    "data": {"values": values},
                    "mark": {"type": "line", "interpolate": "monotone"},
                    "encoding": encoding,
                },
            ],
        }

    def _told(self, name: str) -> list[str]:
        channel = int(name.rpartition(" ")[2])
        lines = []
        for session, word in ((self.now, "now"), (self.first, "first")):
            if session is not None and channel in session.index:
                p = session.p.get(channel)
                chance = "" if p is None else f", p {p:.3f}"
                lines.append(f"{word}: index {session.index[channel]:.2f}{chance}")
        return lines


def _of_mean(line: tuple[float, ...]) -> tuple[float, ...]:
    mean = sum(line) / len(line) if line else 0.0
    return tuple(100.0 * value / mean for value in line) if mean > 0.0 else ()


def _day(cycle: AveragedCycle) -> str:
    return f"{cycle.on:%d %b %Y}"
