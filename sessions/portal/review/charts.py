"""Charts as pictures (SVG) and as tables: drawn here, so that a page needs no script for them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import vl_convert

from sessions.analysis.phantom_picture import PhantomPicture

Row: TypeAlias = dict[str, object]

_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_BLUE, _RED, _GREEN, _GREY = "#17485c", "#a3261a", "#1f6b3a", "#55646b"
_CONFIG = {
    "font": "sans-serif",
    "background": None,
    "view": {"stroke": "#d5dcdf"},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "gridColor": "#e6eaec",
        "labelColor": "#55646b",
    },
}
_LEGEND = {"labelFontSize": 12, "titleFontSize": 12, "orient": "top", "columnPadding": 28}
# Short of the picture's edge also in a font that is wider than the one it is laid out in.
_NARROW_LEGEND = {"labelFontSize": 11, "columns": 2, "columnPadding": 8, "symbolSize": 60}
_WIDE_PX, _NARROW_PX = 1010, 290
_TIME = {
    "field": "at",
    "type": "temporal",
    "title": None,
    "axis": {"format": "%d %b", "labelOverlap": "greedy", "labelSeparation": 6},
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, what it says in a sentence, and the numbers behind it."""

    title: str
    says: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow_svg: str = ""
    """The same drawn for a telephone; empty where the one picture is narrow enough."""


_LEFT_OUT = -0.6
"""Where on the scale of pain a question that was left out is drawn."""
_CROSS = "M-1,-1L1,1M-1,1L1,-1"
"""Two strokes, as a path of SVG between -1 and 1."""


@dataclass(frozen=True, slots=True)
class PainPoint:
    """One answer about pain."""

    at: str
    """The patient's own clock, ISO 8601 without its offset: their time of day."""
    what: str
    """``intensity`` or ``unpleasantness``."""
    when: str
    """``before`` or ``after``."""
    value: int | str
    """A number, ``skipped`` or ``not asked``."""


def pain_chart(points: Sequence[PainPoint], changes: Sequence[tuple[str, str]]) -> Chart:
    """Draw pain before and after each session, with changes of the plan on the same time axis.

    Args:
        points: Every answer; skipped ones stand as a cross below 0, those not asked only in the
            table.
        changes: When the plan changed, and to what.
    """
    shown: list[Row] = [
        # No number where one was left out: the line breaks there rather than draw an answer.
        {
            "at": p.at,
            "series": f"{p.what} {p.when}",
            "value": p.value if isinstance(p.value, int) else None,
        }
        for p in points
        if p.value != "not asked"
    ]
    skipped: list[Row] = [{"at": p.at, "value": _LEFT_OUT} for p in points if p.value == "skipped"]
    rules: list[Row] = [{"at": at, "label": label} for at, label in changes]
    value = {
        "field": "value",
        "type": "quantitative",
        "title": "0 to 10",
        "scale": {"domain": [-1, 10], "nice": False},
        # A scale of pain has no -1: that row has a name of its own.
        "axis": {
            "values": [_LEFT_OUT, *range(11)],
            "labelExpr": "datum.value < 0 ? 'left out' : datum.label",
        },
    }
    series = [
        "intensity before",
        "intensity after",
        "unpleasantness before",
        "unpleasantness after",
    ]
    colour = {
        "field": "series",
        "type": "nominal",
        "title": None,
        "scale": {"domain": series, "range": [_RED, "#e0857c", _BLUE, "#7cb2c6"]},
    }
    layers = [
        {
            "data": {"values": rules},
            "mark": {"type": "rule", "color": _GREY, "strokeDash": [4, 3]},
            "encoding": {"x": _TIME},
        },
        {
            "data": {"values": rules},
            "mark": {"type": "text", "align": "left", "dx": 4, "dy": -4, "color": _GREY},
            "encoding": {"x": _TIME, "y": {"value": 8}, "text": {"field": "label"}},
        },
        {
            "data": {"values": shown},
            "mark": {"type": "line", "point": {"size": 36}, "strokeWidth": 1.5},
            "encoding": {"x": _TIME, "y": value, "color": colour},
        },
        {
            "data": {"values": skipped},
            "mark": {"type": "point", "shape": _CROSS, "color": _GREY, "size": 60},
            "encoding": {"x": _TIME, "y": value},
        },
    ]
    rows = tuple((p.at[:16].replace("T", " "), p.what, p.when, str(p.value)) for p in points)
    says = (
        "Pain before and after each session. A cross below 0 is a question that was left out; 0 is "
        "no pain. A dashed line is a change of the plan."
    )
    columns = ("Session", "Question", "When", "Answer")
    spec = {"layer": layers}
    return Chart("Pain", says, _svg(spec, 300), columns, rows, _narrow_svg(spec, 260))


def dose_chart(weeks: Sequence[tuple[str, float, float]]) -> Chart:
    """Draw minutes asked for and done in each week.

    Args:
        weeks: The Monday, minutes asked for, minutes done.
    """
    values: list[Row] = []
    for monday, asked, done in weeks:
        values += [
            {"week": monday, "what": "asked for", "minutes": asked},
            {"week": monday, "what": "done", "minutes": done},
        ]
    spec = {
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {
                "field": "week",
                "type": "ordinal",
                "title": "week of",
                "sort": None,
                "axis": {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 6},
            },
            "xOffset": {"field": "what"},
            "y": {"field": "minutes", "type": "quantitative", "title": "minutes"},
            "color": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "scale": {"domain": ["asked for", "done"], "range": ["#c3d2d8", _GREEN]},
            },
        },
    }
    rows = tuple((monday, f"{asked:.0f}", f"{done:.0f}") for monday, asked, done in weeks)
    says = "Minutes of training that the sessions played asked for, and minutes done."
    columns = ("Week of", "Asked for", "Done")
    return Chart("Dose", says, _svg(spec, 200), columns, rows, _narrow_svg(spec, 200))


def measure_chart(title: str, unit: str, points: Sequence[tuple[str, str, float]]) -> Chart:
    """Draw one measure over sessions.

    Args:
        title: Its name in plain words.
        unit: What it is measured in.
        points: The patient's time, what it was measured under, the value.
    """
    values: list[Row] = [{"at": at, "under": under, "value": v} for at, under, v in points]
    spec = {
        "data": {"values": values},
        "mark": {"type": "line", "point": {"size": 30}, "strokeWidth": 1.5},
        "encoding": {
            "x": _TIME,
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": unit,
                "scale": {"zero": False},
            },
            "color": {"field": "under", "type": "nominal", "title": None},
        },
    }
    rows = tuple((at[:16].replace("T", " "), under, f"{v:.3g}") for at, under, v in points)
    columns = ("Session", "Measured under", unit or "value")
    return Chart(
        title, f"{title} in each session.", _svg(spec, 180, width=_NARROW_PX), columns, rows
    )


def cycle_chart(picture: PhantomPicture) -> Chart:
    """Draw the residual limb's muscles over one cycle of a phantom movement."""
    return Chart(
        picture.title,
        " ".join(picture.sentences),
        _arranged(picture.spec(), _LEGEND),
        picture.columns,
        picture.rows,
        _arranged(picture.spec(narrow=True), _LEGEND),
    )


def _svg(spec: dict[str, Any], height: int, width: int = _WIDE_PX) -> str:
    legend = _LEGEND if width == _WIDE_PX else {**_LEGEND, **_NARROW_LEGEND}
    return _arranged({"width": width, "height": height, **spec}, legend)


def _arranged(spec: dict[str, Any], legend: dict[str, Any]) -> str:
    return _drawn(json.dumps({"config": {**_CONFIG, "legend": legend}, **spec}, sort_keys=True))


def _narrow_svg(spec: dict[str, Any], height: int) -> str:
    return _svg(spec, height, _NARROW_PX)


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    # The figure says in words what the picture shows, and the table has the numbers: to a screen
    # reader the picture's own hundred parts would only be in the way.
    return _SPOKEN.sub("", str(vl_convert.vegalite_to_svg(spec)))
