"""Education: short pages in both languages, kept as read once they were turned."""

import pytest

from game.exercises.imagining.education_texts import page_on
from game.input.command import Wish
from game.language import use
from sessions.blocks.education import TOPICS, Topic
from tests.game.exercises.playing import one_block, play_first, presses


def test_pages_are_kept_as_read_and_nothing_is_asked_about_them() -> None:
    loaded = one_block("education", topics=["feelings", "stopping"])
    played = play_first(loaded, presses(Wish.NEXT, after_s=5.0))
    assert played.kept.value("page_read_s", "feelings") == pytest.approx(5.0, abs=0.2)
    assert played.kept.value("page_read_s", "stopping") == pytest.approx(0.05, abs=0.1)
    assert all(frame.screen.scale is None for frame in played.frames)


def test_a_page_that_was_skipped_does_not_count_as_read() -> None:
    loaded = one_block("education", topics=["feelings", "stopping"])
    played = play_first(loaded, presses(Wish.SKIP))
    assert played.completed is False
    assert played.kept.value("page_read_s", "feelings") is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_page_is_short_and_speaks_both_languages(topic: Topic, language: str) -> None:
    english, _ = page_on(topic)
    use(language)
    title, lines = page_on(topic)
    assert 3 <= len(lines) <= 5
    assert all(0 < len(line) <= 220 for line in (title, *lines))
    assert (title == english) is (language == "en")
