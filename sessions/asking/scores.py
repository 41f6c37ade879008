"""Scores of questionnaires that were filled in elsewhere: a name, a date and a number, no items.

Many questionnaires are licensed and may not be shown by this program. Their scores may be kept.
A file is CSV with a heading line: ``instrument,date,score`` and, where one has parts, ``part``.
The ranges are those of each instrument's own scoring; an instrument that is not listed is taken as
it is.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sessions.errors import ScoresError

RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "BPI severity": (0, 10),
        "BPI interference": (0, 10),
        "DASH": (0, 100),
        "DN4": (0, 10),
        "EQ-5D VAS": (0, 100),
        "GAD-2": (0, 6),
        "GAD-7": (0, 21),
        "HADS-A": (0, 21),
        "HADS-D": (0, 21),
        "LANSS": (0, 24),
        "NPSI": (0, 100),
        "PCS": (0, 52),
        "PHQ-2": (0, 6),
        "PHQ-9": (0, 27),
        "PROMIS T": (0, 100),
        "PSEQ": (0, 60),
        "QuickDASH": (0, 100),
        "SF-MPQ": (0, 45),
        "SF-MPQ-2": (0, 10),
        "TSK": (17, 68),
        "painDETECT": (-1, 38),
    }
)
"""Least and greatest score of the instruments that come up most."""

LARGEST_BYTES = 1_000_000
_NEEDED = ("instrument", "date", "score")
_KNOWN = frozenset({*_NEEDED, "part"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 .+/-]{0,39}")
_BY_FOLDED_NAME = {name.casefold(): name for name in RANGES}
_EARLIEST = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class Score:
    """One score."""

    instrument: str
    part: str
    """A subscale; empty where it is the whole."""
    on: date
    score: float


def read_scores(text: str, *, source_name: str, today: date) -> tuple[Score, ...]:
    """Return the scores of a CSV text, every line of it or none.

    Args:
        text: The file's text; fields apart by comma or semicolon.
        source_name: The file's name, for the error.
        today: Nothing can have been filled in after it.

    Raises:
        ScoresError: naming the file, the line, what is wrong and what is allowed.
    """
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator)
    try:
        heading = [name.strip().casefold() for name in next(rows)]
    except StopIteration:
        raise ScoresError(f"{source_name}: the file is empty; it needs a heading line") from None
    unknown = [name for name in heading if name not in _KNOWN]
    missing = [name for name in _NEEDED if name not in heading]
    if unknown or missing or len(set(heading)) != len(heading):
        raise ScoresError(
            f"{source_name}: line 1: allowed is a heading of instrument, date, score and, where "
            "needed, part; no other columns, so that nothing personal is taken in"
        )
    scores: list[Score] = []
    for fields in rows:
        if not any(field.strip() for field in fields):
            continue
        if len(fields) != len(heading):
            raise _wrong(source_name, rows.line_num, "it has more or fewer fields than the heading")
        row = dict(zip(heading, (field.strip() for field in fields), strict=True))
        scores.append(_score(row, source_name, rows.line_num, today))
    if not scores:
        raise ScoresError(f"{source_name}: there is no score below its heading")
    return tuple(scores)


def _score(row: Mapping[str, str], source_name: str, line_no: int, today: date) -> Score:
    name, part = row["instrument"], row.get("part", "")
    if _NAME.fullmatch(name) is None or (part and _NAME.fullmatch(part) is None):
        problem = "instrument and part are 1 to 40 letters, digits, spaces or . + / -"
        raise _wrong(source_name, line_no, problem)
    name = _BY_FOLDED_NAME.get(name.casefold(), name)
    try:
        on = date.fromisoformat(row["date"])
    except ValueError:
        raise _wrong(source_name, line_no, "a date is written as 2026-11-26") from None
    if not _EARLIEST <= on <= today:
        raise _wrong(source_name, line_no, "the date lies in the future, or before 1950")
    try:
        score = float(row["score"].replace(",", "."))
    except ValueError:
        raise _wrong(source_name, line_no, "the score is not a number") from None
    least, most = RANGES.get(name, (-1e6, 1e6))
    if not part and not least <= score <= most:
        problem = f"a score of {name} lies between {least:g} and {most:g}"
        raise _wrong(source_name, line_no, problem)
    if not -1e6 <= score <= 1e6:
        raise _wrong(source_name, line_no, "the score is not a number that can be kept")
    return Score(name, part, on, score)


def _wrong(source_name: str, line_no: int, problem: str) -> ScoresError:
    return ScoresError(f"{source_name}: line {line_no}: {problem}; nothing was taken in")
