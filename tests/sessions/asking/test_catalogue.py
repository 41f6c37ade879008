"""The catalogue of questions: whole, in both languages, and free to use."""

import pytest

from sessions.asking.answer import Answer, Chosen, Shares
from sessions.asking.catalogue import catalogue, item
from sessions.asking.item import Amount, BodyMap, ChooseSeveral, Item, Scale, in_language

EVERY = tuple(catalogue().values())
LICENSED_WORDS = ("throbbing", "stabbing", "gnawing", "lancinating", "punishing", "sickening")


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_a_question_speaks_both_languages_and_names_its_source(question: Item) -> None:
    assert set(question.text) == {"en", "fr"}
    assert in_language(question.text, "fr") != in_language(question.text, "en")
    assert question.source
    assert question.licence in ("own words", "CC BY 4.0", "public domain (NINDS CDE)")


def test_nothing_is_taken_from_a_licensed_list_of_words() -> None:
    quality = item("quality").ask
    assert isinstance(quality, ChooseSeveral)
    said = " ".join(option.text["en"] for option in quality.options)
    assert not [word for word in LICENSED_WORDS if word in said]


def test_every_kind_of_answer_is_asked_by_some_question() -> None:
    kinds = {question.ask.kind for question in EVERY}
    assert kinds == {
        "scale",
        "words",
        "choose_one",
        "choose_several",
        "amount",
        "slider",
        "shares",
        "body_map",
    }


def test_phantom_pain_sensation_and_residual_limb_pain_are_kept_apart() -> None:
    layers = {q.ask.layer for q in EVERY if isinstance(q.ask, BodyMap)}
    assert layers >= {"phantom_pain", "phantom_sensation", "residual_limb_pain"}
    assert {"phantom_pain", "phantom_sensation", "residual_limb_pain"} <= set(catalogue())


def test_a_word_that_was_chosen_can_be_rated() -> None:
    rated = item("quality.hot")
    assert rated.id == "quality.hot"
    assert isinstance(rated.ask, Scale)
    assert (rated.ask.least, rated.ask.most) == (0, 5)


@pytest.mark.parametrize("name", ["qualty", "quality.none", "quality.blue", "intensity.hot"])
def test_a_question_that_does_not_exist_is_said(name: str) -> None:
    with pytest.raises(LookupError):
        item(name)


def test_big_steps_are_whole_numbers_of_small_ones() -> None:
    for question in EVERY:
        if isinstance(question.ask, Amount):
            assert question.ask.big_step % question.ask.step == 0
            assert question.ask.least < question.ask.most


def test_weighted_pain_is_the_sum_of_step_times_share() -> None:
    assert Shares(shares=(0.5, 0.2, 0.1, 0.1, 0.1, 0.0)).weighted == pytest.approx(1.1)
    assert Shares(shares=(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)).weighted == pytest.approx(5.0)


def test_an_option_is_never_called_like_no_answer() -> None:
    answers: list[Answer] = ["skipped", "not_asked", Chosen(chosen=("relaxed",)), 3]
    assert len(answers) == 4
    for question in EVERY:
        options = getattr(question.ask, "options", ())
        assert not {"skipped", "not_asked"} & {option.id for option in options}
