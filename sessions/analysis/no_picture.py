"""Why a phantom movement has no picture of its muscles, in a sentence, and what to do next time."""

from collections.abc import Sequence

from sessions.analysis.averaged_cycle import EXERCISE
from sessions.analysis.phantom_motor import LEAST_CYCLES
from sessions.analysis.session_outcomes import MeasureOfSession

_NUMBERS = {0: "no movement", 1: "only one movement", 2: "only two movements"}


def why_no_picture(measures: Sequence[MeasureOfSession]) -> tuple[str, ...]:
    """Return a sentence for each phantom movement that was assessed and has no picture."""
    own = [m for m in measures if m.exercise == EXERCISE]
    drawn = {m.condition.partition(" ")[0] for m in own if m.measure == "profile_uv"}
    heard = any(m.measure == "rest_uv" for m in own)
    sentences = []
    for measure in own:
        movement, together, by = measure.condition.partition(" phantom by ")
        if measure.measure != "cycles_count" or not together or movement in drawn:
            continue
        why = _why(round(measure.mean or 0.0), heard=heard, by_key=by == "key")
        sentences.append(f"No picture of the muscles over {movement.replace('_', ' ')}: {why}")
    return tuple(dict.fromkeys(sentences))


def _why(cycles: int, *, heard: bool, by_key: bool) -> str:
    if not heard:
        return "no muscle sensor was heard. Next time put it on before the session, and check it."
    if cycles >= LEAST_CYCLES:
        return (
            f"{cycles} movements were counted, but the muscle sensor was away in most of them. "
            "Next time check its battery and cable first."
        )
    next_time = (
        "press the key each time the hand is closed or bent"
        if by_key
        else "keep the hand in sight, go all the way there and back"
    )
    return (
        f"{_NUMBERS[cycles]} there and back was counted, and it takes {LEAST_CYCLES}. "
        f"Next time {next_time}, or give the stretch longer (together_s in the plan)."
    ).replace("movements there and back was", "movements there and back were")
