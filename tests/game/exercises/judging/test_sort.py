"""The sorting game: cards reach their own trays, it grows inside the plan, and nothing is lost."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from game.drawing import Label, Sprite
from game.exercises.judging.deck import deal
from game.exercises.judging.sort_pile import SortPile, hardness, on_paper
from game.exercises.judging.sort_table import TRAY_X, tray_at
from game.frame import Frame
from game.input.command import Command, Wish
from sessions.blocks.pictures import ALL_VIEWS, EIGHT_ANGLES_DEG
from sessions.course.history import EarlierBlock
from tests.game.exercises.playing import Played, plan_of, play_first

BLOCK = """
[[blocks]]
exercise = "sort"
cards = 12
longest_look_s = 10
shortest_look_s = 4
"""


def waiting(frame: Frame) -> Sprite | None:
    """Return the card that waits in the middle."""
    named = [s for s in frame.drawing if isinstance(s, Sprite) and s.name]
    return named[-1] if named and abs(named[-1].at[0]) < 0.3 and named[-1].at[1] < 0.2 else None


@dataclass
class Sorter:
    """Puts each card into a tray some time after it lies in the middle."""

    after_s: float = 1.0
    right: float = 1.0
    by: str = "key"
    chance: random.Random = field(default_factory=lambda: random.Random(2))
    _since_s: float | None = None

    def __call__(self, frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene != "sort":
            self._since_s = None
            if frame.scene == "ask_effector":
                return (Command(Wish.CHOOSE, now_s, 1),)
            return (Command(Wish.NEXT, now_s),)
        card = waiting(frame)
        if card is None:
            self._since_s = None
            return ()
        if self._since_s is None:
            self._since_s = now_s
        if now_s - self._since_s < self.after_s:
            return ()
        self._since_s = now_s
        value = ("left", "right").index(card.name.split()[0])
        if self.chance.random() >= self.right:
            value = 1 - value
        x = TRAY_X if value else -TRAY_X
        if self.by == "key":
            return (Command(Wish.CHOOSE, now_s, value),)
        if self.by == "press":
            return (Command(Wish.POINT, now_s, place=(x, 0.0)),)
        return (
            Command(Wish.POINT, now_s, place=(0.1, 0.1)),
            Command(Wish.DRAG, now_s, place=(x / 2, 0.0)),
            Command(Wish.LET_GO, now_s, place=(x, -0.1)),
        )


def lying(played: Played) -> list[Sprite]:
    last = [f for f in played.frames if f.scene == "sort"][-1]
    return [s for s in last.drawing if isinstance(s, Sprite)]


@pytest.mark.parametrize("by", ["key", "press", "drag"])
def test_keys_a_press_and_carrying_all_sort(by: str) -> None:
    played = play_first(plan_of(BLOCK), Sorter(by=by))
    assert played.completed
    assert played.kept.value("accuracy_share") == 1.0
    assert played.kept.value("cards_count") == 12.0
    assert [t.cycles_done for t in played.kept.trials] == [1] * 12


def test_a_card_put_wrongly_glides_to_its_own_tray_and_is_called_by_its_name() -> None:
    played = play_first(plan_of(BLOCK), Sorter(right=0.0))
    assert played.completed
    assert played.kept.value("accuracy_share") == 0.0
    going = [
        (s, f)
        for f in played.frames
        for s in f.drawing
        if isinstance(s, Sprite) and s.name and tray_at(s.at) is not None
    ]
    assert going
    assert all(s.name.startswith(str(tray_at(s.at))) for s, _ in going)
    words = {s.text for f in played.frames for s in f.drawing if isinstance(s, Label)}
    assert {"This is a left hand.", "This is a right hand."} <= words


def test_a_card_that_nobody_touches_goes_by_itself_and_the_game_ends() -> None:
    def watches(frame: Frame, now_s: float) -> Sequence[Command]:
        return sorter(frame, now_s) if frame.scene != "sort" else ()

    sorter = Sorter()
    played = play_first(plan_of(BLOCK), watches)
    assert played.completed
    assert [t.cycles_done for t in played.kept.trials] == [0] * 12
    assert played.kept.value("difficulty_level_share") == 0.0


def test_cards_never_jump() -> None:
    played = play_first(plan_of(BLOCK), Sorter())
    steps: list[float] = []
    for before, after in zip(played.frames, played.frames[1:], strict=False):
        b, a = ([s for s in f.drawing if isinstance(s, Sprite) and s.name] for f in (before, after))
        if b and a and b[-1].rgba is a[-1].rgba:
            steps.append(max(abs(b[-1].at[0] - a[-1].at[0]), abs(b[-1].at[1] - a[-1].at[1])))
    assert steps
    assert max(steps) < 0.4


def test_it_grows_for_who_is_right_and_never_while_pain_is_rising() -> None:
    calm = play_first(plan_of(BLOCK), Sorter())
    assert calm.kept.value("difficulty_level_share") == pytest.approx(12 * 0.04)
    rising = play_first(plan_of(BLOCK), Sorter(), intensities=[3, 5])
    assert rising.kept.value("difficulty_level_share") == 0.0


def test_a_game_begins_a_little_easier_than_the_last_one_ended() -> None:
    last = EarlierBlock(
        ended_at=datetime(2026, 3, 1, tzinfo=UTC),
        exercise="sort",
        outcome="completed",
        measured={("difficulty_level_share", ""): 0.5},
    )
    played = play_first(plan_of(BLOCK), Sorter(), earlier=(last,))
    assert played.kept.value("difficulty_level_mean_share") == pytest.approx(0.4 + 0.04 * 5.5)


def test_a_pause_costs_no_card_and_no_time() -> None:
    sorter, covered = Sorter(after_s=3.0), []

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "cover":
            return (Command(Wish.RESUME, now_s),) if now_s - covered[-1] > 60.0 else ()
        if frame.scene == "sort" and waiting(frame) is not None and not covered:
            covered.append(now_s)
            return (Command(Wish.COVER, now_s),)
        return sorter(frame, now_s)

    played = play_first(plan_of(BLOCK), hand)
    assert covered
    assert played.kept.value("accuracy_share") == 1.0


def test_the_end_tells_calmly_and_counts_days_with_days_off() -> None:
    today = date(2026, 3, 15)
    earlier = [
        EarlierBlock(
            ended_at=datetime.combine(today - timedelta(days=d), time(9)),
            exercise="mirror",
            outcome="completed",
        )
        for d in (1, 4, 5)
    ]
    played = play_first(plan_of(BLOCK), Sorter(right=0.0), today=today, earlier=earlier)
    (page,) = {f.screen for f in played.frames if f.scene == "sort_done"}
    assert page.lines == (
        "You sorted 12 cards.",
        "0 of them at once.",
        "You have kept going for 4 days. Days off are part of it.",
    )


def test_harder_levels_bring_harder_cards_of_the_wanted_side() -> None:
    cards = deal(
        random.Random(1),
        limb="hand",
        pairs=24,
        views=ALL_VIEWS,
        angles_deg=EIGHT_ANGLES_DEG,
        postures=("open",),
        tones=(0.2,),
    )
    blank = Sprite((0.0, 0.0), 1.0, 1.0, np.zeros((8, 8, 4), np.uint8))
    sides = ("left", "right") * 12
    easy, hard = (
        [pile.draw(level) for _ in sides]
        for pile, level in (
            (SortPile(cards, [blank] * len(cards), sides), 0.0),
            (SortPile(cards, [blank] * len(cards), sides), 1.0),
        )
    )
    assert [c.side for c in easy] == list(sides)
    assert max(map(hardness, easy)) < min(map(hardness, hard))
    assert all(a != b for a, b in zip(easy, easy[2:], strict=False))


def test_a_card_is_paper_with_round_corners_under_the_hand() -> None:
    picture = np.zeros((100, 100, 4), np.uint8)
    picture[40:60, 40:60] = (200, 120, 90, 255)
    card = on_paper(picture)
    assert card.shape == (100, 100, 4)
    assert tuple(card[50, 50]) == (200, 120, 90, 255)
    assert card[0, 0, 3] == 0
    assert card[50, 20, 3] == 255
    assert card[50, 20, :3].min() > 240
