"""Phantom motor control of one session as lines of text, with a small picture of the muscles.

The picture is one bar for each part of the averaged cycle of the channel that modulates most, from
its lowest to its highest; the going (opening) is left of the line and the coming right of it.
`phantom_picture` draws the same larger.
"""

from collections.abc import Iterator, Sequence

from sessions.analysis.session_outcomes import MeasureOfSession, SessionOutcomes

EXERCISE = "phantom_motor"
_BARS = "▁▂▃▄▅▆▇█"
_SIGNIFICANT = 0.05


def phantom_lines(session: SessionOutcomes) -> Iterator[str]:
    """Yield one heading, then a line or two for each movement; nothing where none was assessed."""
    movements = _movements(session)
    if not movements:
        return
    yield "    phantom motor control (phantom; the intact hand alone in brackets)"
    for movement in movements:
        yield _moved(session, movement)
        yield from _muscles(session, movement)
    distinct = _first(session, "distinctness_share", "")
    if distinct is not None:
        chance = _first(session, "distinctness_chance_share", "") or 0.0
        alike = _first(session, "pattern_similarity", "")
        yield (
            f"      movements told apart by the muscles: {distinct:.0%} of cycles (chance "
            f"{chance:.0%}), likeness {_number(alike, '.2f')}"
        )


def bars(values: Sequence[float]) -> str:
    """Return values as bars from the lowest to the highest; flat where they are all the same."""
    low, high = min(values), max(values)
    if high <= low:
        return _BARS[0] * len(values)
    top = len(_BARS) - 1
    return "".join(_BARS[round((value - low) / (high - low) * top)] for value in values)


def _moved(session: SessionOutcomes, movement: str) -> str:
    def pair(measure: str, form: str) -> str:
        phantom = _first(session, measure, f"{movement} phantom")
        alone = _first(session, measure, f"{movement} alone")
        return f"{_number(phantom, form)} ({_number(alone, form)})"

    ratio = _first(session, "phantom_time_ratio", movement)
    parts = (
        f"{pair('cycles_count', '.0f')} cycles of {pair('cycle_time_s', '.2f')} s, time ratio "
        f"{_number(ratio, '.2f')}",
        f"{pair('cycle_speed_deg_s', '.0f')} deg/s, {pair('cycle_amplitude_deg', '.0f')} deg, "
        f"lost {pair('cycle_decrement_share', '.2f')}, SD {pair('cycle_time_sd_s', '.2f')} s",
    )
    return f"      {movement}: {'; '.join(parts)}"


def _muscles(session: SessionOutcomes, movement: str) -> Iterator[str]:
    p = _first(session, "modulation_any_p_share", movement)
    if p is None:
        return
    profiles = [m for m in _own(session, "profile_uv") if _of(m, movement) and len(m.known) > 1]
    if not profiles:
        return
    indices = [_first(session, "modulation_index", m.condition) or 0.0 for m in profiles]
    index = max(indices)
    profile = profiles[indices.index(index)]
    half = len(profile.known) // 2
    drawn = bars(profile.known.tolist())
    told = "goes with the phase" if p < _SIGNIFICANT else "no more than chance"
    channel = profile.condition.removeprefix(movement).strip()
    yield (
        f"        muscles {drawn[:half]}|{drawn[half:]} {channel}, "
        f"index {_number(index, '.2f')}, p {p:.3f}: {told}"
    )


def _own(session: SessionOutcomes, measure: str) -> list[MeasureOfSession]:
    return [m for m in session.measures if (m.exercise, m.measure) == (EXERCISE, measure)]


def _of(measure: MeasureOfSession, beginning: str) -> bool:
    return (measure.condition + " ").startswith(beginning + " " if beginning else "")


def _movements(session: SessionOutcomes) -> list[str]:
    told = [m.condition.split(" phantom by ") for m in _own(session, "cycles_count")]
    return list(dict.fromkeys(parts[0] for parts in told if len(parts) == 2))


def _first(session: SessionOutcomes, measure: str, beginning: str) -> float | None:
    """Return the mean of the first measure of that name whose condition begins like that."""
    return next((m.mean for m in _own(session, measure) if _of(m, beginning)), None)


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
