"""The picture of the muscles over a phantom movement: what it draws, says and leaves out."""

from datetime import date

import pytest

from sessions.analysis.averaged_cycle import AveragedCycle, averaged_cycles
from sessions.analysis.phantom_picture import PhantomPicture
from sessions.analysis.session_outcomes import MeasureOfSession

RISING = (1.0, 2.0, 4.0, 1.0)


def measures(*, gain: float = 1.0, p: float = 0.001, by: str = "hand") -> list[MeasureOfSession]:
    def of(measure: str, condition: str, *values: float) -> MeasureOfSession:
        return MeasureOfSession("phantom_motor", measure, condition, values)

    return [
        of("cycles_count", f"pinch phantom by {by}", 5.0),
        *([of("profile_deg", "pinch", 60.0, 20.0, 20.0, 60.0)] if by == "hand" else []),
        of("modulation_any_p_share", "pinch", p),
        of("modulation_index", "pinch channel 1", 0.1),
        of("modulation_index", "pinch channel 2", 0.6),
        of("modulation_p_share", "pinch channel 2", p),
        of("profile_uv", "pinch channel 1", 5.0, 5.0, 5.5, 5.0),
        of("profile_uv", "pinch channel 2", *(gain * uv for uv in RISING)),
        MeasureOfSession("tapping", "profile_uv", "point channel 1", RISING),
    ]


def cycle(on: date = date(2026, 10, 5), **more: object) -> AveragedCycle:
    (found,) = averaged_cycles(measures(**more), on)  # type: ignore[arg-type]
    return found


def drawn(picture: PhantomPicture, *, narrow: bool = False) -> dict[str, dict[str, list[float]]]:
    """What each panel draws: by its title, the lines by their names."""
    panels = picture.spec(narrow=narrow)["vconcat" if narrow else "hconcat"]
    lines: dict[str, dict[str, list[float]]] = {}
    for panel in panels:
        of_panel = lines.setdefault(panel["title"]["text"].partition(":")[0], {})
        for point in panel["layer"][1]["data"]["values"]:
            of_panel.setdefault(point["line"], []).append(point["value"])
    return lines


def test_another_gain_of_the_amplifier_draws_the_same_line() -> None:
    first = cycle(date(2026, 9, 7), gain=3.0)
    for narrow in (False, True):
        lines = drawn(PhantomPicture(cycle(), first), narrow=narrow)
        assert list(lines) == ["Intact hand", "Channel 2", "Channel 1"]
        now, then = "this session, 05 Oct 2026", "first session, 07 Sep 2026"
        assert lines["Channel 2"][now] == [50.0, 100.0, 200.0, 50.0]
        assert lines["Channel 2"][then] == pytest.approx(lines["Channel 2"][now])
        assert lines["Intact hand"][now] == [60.0, 20.0, 20.0, 60.0]


def test_the_table_has_index_p_and_the_microvolts_as_measured() -> None:
    picture = PhantomPicture(cycle(), cycle(date(2026, 9, 7), gain=3.0, p=0.2))
    table = [dict(zip(picture.columns, row, strict=True)) for row in picture.rows]
    now, then = "Channel 2, µV", "Channel 2, first session, µV"
    assert [(row["Part of the movement"], row[now], row[then]) for row in table] == [
        ("Index", "0.60", "0.60"),
        ("p", "0.001", "0.200"),
        ("0 to 25 %", "1.0", "3.0"),
        ("25 to 50 %", "2.0", "6.0"),
        ("50 to 75 %", "4.0", "12.0"),
        ("75 to 100 %", "1.0", "3.0"),
    ]
    assert table[2]["Intact hand, degrees"] == "60.0"


def test_it_says_what_was_found_and_promises_nothing() -> None:
    found = " ".join(PhantomPicture(cycle(p=0.01), None).sentences)
    assert "under channel 2 goes with the movement (p 0.010" in found
    assert "first session" not in found
    assert "does not say whether the pain is less" in found
    chance = " ".join(PhantomPicture(cycle(p=0.2), None).sentences)
    assert "no more than chance" in chance


def test_by_key_there_is_no_hand_and_it_says_when_the_key_was_pressed() -> None:
    picture = PhantomPicture(cycle(by="key"), None)
    assert list(drawn(picture)) == ["Channel 2", "Channel 1"]
    assert "pressed at 0 and 100 %" in " ".join(picture.sentences)
    assert all(len(row) == len(picture.columns) == 3 for row in picture.rows)


def test_an_older_log_with_another_number_of_parts_is_drawn_and_leaves_the_table_open() -> None:
    older = [
        MeasureOfSession("phantom_motor", "profile_uv", "pinch channel 2", (1.0, 3.0)),
    ]
    (first,) = averaged_cycles(older, date(2026, 9, 7))
    picture = PhantomPicture(cycle(), first)
    assert drawn(picture)["Channel 2"]["first session, 07 Sep 2026"] == [50.0, 150.0]
    assert "first session, 07 Sep 2026" not in drawn(picture)["Channel 1"]
    assert all(len(row) == len(picture.columns) for row in picture.rows)
    assert averaged_cycles(older[:0], date(2026, 9, 7)) == ()
