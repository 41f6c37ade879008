"""Layouts, from a small laptop to a large screen, with short texts and long ones."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.input.command import Wish
from game.layout.layout import COVER_BUTTON, Layout, Rect, hit, lay_out, limb_area
from game.layout.wrapping import shortened, wrapped
from game.screen import Button, RatingScale, Screen
from sensors.pose import Side

SIZES_PX = [(800, 600), (1024, 768), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]
SIDES: list[Side] = ["left", "right"]


def measure(text: str, size_px: int) -> tuple[int, int]:
    """Letters as wide as those of a rather wide font."""
    narrow = sum(letter in "iljt.,:' " for letter in text)
    return round(size_px * (0.58 * (len(text) - narrow) + 0.31 * narrow)), round(size_px * 1.2)


words = st.text("abcdeéfghijlmnopqrstuàv", min_size=1, max_size=14)


def texts(most_words: int) -> st.SearchStrategy[str]:
    return st.lists(words, max_size=most_words).map(" ".join)


buttons = st.builds(
    Button,
    text=st.lists(words, min_size=1, max_size=4).map(" ".join),
    wish=st.sampled_from([Wish.NEXT, Wish.SKIP, Wish.END, Wish.COVER]),
    value=st.none(),
    key=st.sampled_from(["", "S", "Enter", "Espace", "Échappement"]),
    prominent=st.booleans(),
)
scales = st.builds(RatingScale, low_text=texts(5), high_text=texts(8), chosen=st.none())


@st.composite
def screens(draw: st.DrawFn, kind: str) -> Screen:
    return Screen(
        "page" if kind == "page" else "strip",
        title=draw(texts(12)),
        lines=tuple(draw(st.lists(texts(30), max_size=3))),
        buttons=tuple(draw(st.lists(buttons, max_size=3))),
        scale=draw(st.none() | scales) if kind == "page" else None,
        progress=draw(st.none() | st.floats(0, 1)),
        warning=draw(texts(18)),
        picture=draw(st.booleans()) if kind == "page" else False,
        canvas=draw(st.booleans()) if kind == "page" else False,
        tall=draw(st.booleans()),
    )


def rects(layout: Layout) -> list[Rect]:
    found = [line.rect for line in layout.lines] + [plate.rect for plate in layout.plates]
    found += [target.rect for target in layout.targets]
    return found + ([layout.picture] if layout.picture is not None else [])


def assert_in_window(layout: Layout) -> None:
    width_px, height_px = layout.size_px
    for rect in rects(layout):
        assert rect.x_px >= 0
        assert rect.y_px >= 0
        assert rect.right_px <= width_px
        assert rect.bottom_px <= height_px


def assert_nothing_overlaps(layout: Layout) -> None:
    for one, other in combinations([line.rect for line in layout.lines], 2):
        assert not one.overlaps(other)
    for one, other in combinations([target.rect for target in layout.targets], 2):
        assert not one.overlaps(other)
    for line, target in product(layout.lines, layout.targets):
        inside = target.rect.contains(line.rect.x_px, line.rect.y_px)
        assert inside or not line.rect.overlaps(target.rect)
    for free in (layout.picture, layout.canvas):
        for rect in [t.rect for t in layout.targets] + [line.rect for line in layout.lines]:
            assert free is None or not rect.overlaps(free)


@settings(deadline=None, max_examples=150)
@given(screens("page"), st.sampled_from(SIZES_PX), st.sampled_from(SIDES))
def test_nothing_on_a_page_overlaps_or_leaves_the_window(
    screen: Screen, size_px: tuple[int, int], hand: Side
) -> None:
    layout = lay_out(screen, size_px, hand, measure)
    assert_in_window(layout)
    assert_nothing_overlaps(layout)
    assert (layout.canvas is not None) == screen.canvas
    offered = len(screen.buttons) + (11 if screen.scale is not None else 0)
    assert len(layout.focus_order) == offered


@settings(deadline=None, max_examples=150)
@given(screens("strip"), st.sampled_from(SIZES_PX), st.sampled_from(SIDES))
def test_a_strip_leaves_the_limb_its_area_and_loses_no_button(
    screen: Screen, size_px: tuple[int, int], hand: Side
) -> None:
    layout = lay_out(screen, size_px, hand, measure)
    assert_in_window(layout)
    assert_nothing_overlaps(layout)
    area = limb_area(size_px, hand)
    assert layout.canvas == area
    assert not [rect for rect in rects(layout) if rect.overlaps(area)]
    shown = {target.choice for target in layout.targets}
    assert set(screen.buttons) <= shown


@settings(deadline=None, max_examples=60)
@given(screens("strip"), st.sampled_from(SIZES_PX), st.sampled_from(SIDES))
def test_a_strip_always_has_a_large_cover_button_on_the_usable_hands_side(
    screen: Screen, size_px: tuple[int, int], hand: Side
) -> None:
    layout = lay_out(screen, size_px, hand, measure)
    first = layout.targets[0]
    assert isinstance(first.choice, Button)
    assert first.choice.wish is Wish.COVER
    middle_px = size_px[0] / 2
    assert first.rect.right_px < middle_px if hand == "left" else first.rect.x_px > middle_px
    assert first.rect.width_px * first.rect.height_px >= max(
        target.rect.width_px * target.rect.height_px for target in layout.targets
    )


def test_a_strip_without_a_cover_button_is_given_one() -> None:
    layout = lay_out(Screen("strip", title="Open your hand"), (1280, 720), "right", measure)
    assert layout.focus_order == (COVER_BUTTON,)
    assert min(layout.targets[0].rect.width_px, layout.targets[0].rect.height_px) >= 150


def test_a_strip_that_can_resume_is_not_given_a_cover_button() -> None:
    resume = Button("Go on", Wish.RESUME, key="Enter")
    layout = lay_out(Screen("strip", buttons=(resume,)), (1280, 720), "left", measure)
    assert layout.focus_order == (resume,)


RATING = Screen(
    "page",
    title="Quelle est l'intensité de votre douleur en ce moment ?",
    lines=("Choisissez un nombre. Il n'y a pas de bonne ni de mauvaise réponse.",),
    buttons=(
        Button("Passer cette question", Wish.SKIP, key="S"),
        Button("Continuer", Wish.NEXT, key="Entrée", prominent=True),
    ),
    scale=RatingScale("aucune douleur", "la pire douleur imaginable"),
    progress=0.2,
)


@pytest.mark.parametrize("size_px", SIZES_PX)
def test_a_french_rating_page_is_shown_whole_in_large_letters(size_px: tuple[int, int]) -> None:
    layout = lay_out(RATING, size_px, "right", measure)
    assert "…" not in "".join(line.text for line in layout.lines)
    scale = min(size_px[1] / 720, size_px[0] / 960)
    body = [line for line in layout.lines if line.role == "body"]
    assert max(line.size_px for line in body) >= int(28 * scale)


def test_words_on_a_page_are_at_least_28_pixels_high_at_720() -> None:
    layout = lay_out(RATING, (1280, 720), "right", measure)
    sizes_px = {line.role: line.size_px for line in layout.lines}
    assert sizes_px["title"] >= 40
    assert sizes_px["button"] >= 28
    assert max(line.size_px for line in layout.lines if line.role == "body") >= 28


def test_a_press_finds_the_button_under_it_and_only_there() -> None:
    layout = lay_out(RATING, (1280, 720), "right", measure)
    for target in layout.targets:
        rect = target.rect
        middle = (rect.x_px + rect.width_px // 2, rect.y_px + rect.height_px // 2)
        assert hit(layout, *middle) == target.choice
    assert hit(layout, 2, 2) is None


def test_the_scale_is_visited_first_and_in_order() -> None:
    layout = lay_out(RATING, (1280, 720), "right", measure)
    assert layout.focus_order == (*range(11), *RATING.buttons)


def test_the_chosen_step_looks_different() -> None:
    chosen = Screen("page", scale=RatingScale("low", "high", chosen=4))
    layout = lay_out(chosen, (1280, 720), "right", measure)
    assert [plate.role for plate in layout.plates].index("chosen") == 4


@given(texts(20), st.integers(10, 60), st.integers(60, 600))
def test_wrapped_lines_fit_and_keep_every_letter(text: str, size_px: int, width_px: int) -> None:
    lines = wrapped(text, size_px, width_px, measure)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) == 1 or measure(line, size_px)[0] <= width_px for line in lines)


def test_text_that_has_to_be_cut_ends_in_an_ellipsis() -> None:
    lines = shortened(("first line", "second line", "third"), 2, 10, 200, measure)
    assert lines == ("first line", "second line…")
