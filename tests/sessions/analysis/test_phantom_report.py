"""The therapist's lines about phantom motor control, with the small picture of the muscles."""

from datetime import UTC, datetime

from sessions.analysis.dose import DoseDone
from sessions.analysis.phantom_report import bars, phantom_lines
from sessions.analysis.session_outcomes import MeasureOfSession, SessionOutcomes


def session(*measures: tuple[str, str, tuple[float | None, ...]]) -> SessionOutcomes:
    return SessionOutcomes(
        folder="ses-1", patient_code="P1", began_at=datetime(2026, 3, 1, tzinfo=UTC), plan="p",
        ended="completed", dose=DoseDone(1, 1, 3.0, 3.0, 4, 4), dose_by_exercise={},
        pain_before="not_asked", pain_after="not_asked",
        measures=tuple(MeasureOfSession("phantom_motor", m, c, v) for m, c, v in measures),
        movement=None, damaged_lines=0,
    )  # fmt: skip


def test_bars_go_from_the_lowest_to_the_highest() -> None:
    assert bars([0.0, 7.0, 3.0]) == "▁█▄"
    assert bars([5.0, 5.0]) == "▁▁"


def test_a_movement_has_its_cycles_and_its_muscles() -> None:
    lines = list(
        phantom_lines(
            session(
                ("cycles_count", "pinch alone by hand", (8.0,)),
                ("cycle_time_s", "pinch alone by hand", (1.5,)),
                ("cycles_count", "pinch phantom by hand", (10.0,)),
                ("cycle_time_s", "pinch phantom by hand", (3.0,)),
                ("phantom_time_ratio", "pinch", (2.0,)),
                ("modulation_any_p_share", "pinch", (0.001,)),
                ("modulation_index", "pinch channel 1", (0.2,)),
                ("modulation_index", "pinch channel 2", (0.75,)),
                ("profile_uv", "pinch channel 1", (4.0, 6.0, 4.0, 5.0)),
                ("profile_uv", "pinch channel 2", (1.0, 2.0, 9.0, 1.0)),
                ("distinctness_share", "pinch, point", (0.9,)),
                ("distinctness_chance_share", "pinch, point", (0.5,)),
                ("pattern_similarity", "pinch, point", (0.4,)),
            )
        )
    )
    assert "pinch: 10 (8) cycles of 3.00 (1.50) s, time ratio 2.00" in lines[1]
    assert "muscles ▁▂|█▁ channel 2, index 0.75, p 0.001: goes with the phase" in lines[2]
    assert "90% of cycles (chance 50%), likeness 0.40" in lines[3]


def test_what_could_not_be_measured_is_a_dash_and_nothing_is_claimed() -> None:
    lines = list(
        phantom_lines(
            session(
                ("cycles_count", "pinch phantom by key", (0.0,)),
                ("cycle_time_s", "pinch phantom by key", (None,)),
            )
        )
    )
    assert len(lines) == 2
    assert "0 (-) cycles of - (-) s" in lines[1]
    assert list(phantom_lines(session(("taps", "intact key", (3.0,))))) == []
