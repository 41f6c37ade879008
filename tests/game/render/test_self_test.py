"""The quality is measured once for a machine, and remembered."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.display.window import Window
from game.limb.limb import Limb
from game.render.quality import HIGH, LOW, MEDIUM


@dataclass
class SlowCard:
    """Stands for a window on a card of some name; frames of each tier take what is said."""

    renderer_name: str
    ms: dict[str, float]
    measured: list[str] = field(default_factory=list)
    size_px: tuple[int, int] = (640, 360)
    refresh_hz: float = 60.0


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize(
    ("ms", "chosen", "tried"),
    [
        ({"high": 4.0}, HIGH, ["high"]),
        ({"high": 12.0, "medium": 6.0}, MEDIUM, ["high", "medium"]),
        ({"high": 40.0, "medium": 20.0, "low": 12.0}, LOW, ["high", "medium", "low"]),
    ],
)
def test_the_finest_tier_that_leaves_half_a_refresh_is_taken_and_kept(
    ms: dict[str, float],
    chosen: object,
    tried: list[str],
    plain_limb: Limb,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from game.render import self_test

    card = SlowCard("Some Card 4000", ms)

    def timed(window: SlowCard, limb: Limb, quality: object, clock: object) -> float:
        name = str(getattr(quality, "name", ""))
        window.measured.append(name)
        return window.ms[name]

    monkeypatch.setattr(self_test, "frame_ms", timed)
    for _ in range(2):
        judged = self_test.chosen_quality(card, plain_limb, lambda: 0.0, tmp_path)  # type: ignore[arg-type]
        assert judged.quality is chosen
        assert judged.draw_ms == ms[tried[-1]]
    assert card.measured == tried


@pytest.mark.usefixtures("software")
def test_a_processor_that_draws_gets_the_lowest_tier_and_its_real_time(
    window: Window, plain_limb: Limb, tmp_path: Path
) -> None:
    import time

    from game.render.self_test import chosen_quality

    judged = chosen_quality(window, plain_limb, time.perf_counter, tmp_path)
    assert judged.quality is LOW
    assert judged.draw_ms is not None
    assert 1.0 < judged.draw_ms < 5000.0
    (kept,) = json.loads((tmp_path / "quality.json").read_text()).values()
    assert kept == ["low", judged.draw_ms]


@pytest.mark.usefixtures("software")
def test_a_damaged_or_unwritable_cache_only_costs_time(
    window: Window, plain_limb: Limb, tmp_path: Path
) -> None:
    import time

    from game.render.self_test import chosen_quality

    (tmp_path / "quality.json").write_text("{half")
    assert chosen_quality(window, plain_limb, time.perf_counter, tmp_path).quality is LOW
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert chosen_quality(window, plain_limb, time.perf_counter, in_the_way).quality is LOW
