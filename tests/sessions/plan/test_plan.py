"""Plans: what is read, what is counted, and what a mistake is answered with."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.blocks.registry import EXERCISES
from sessions.errors import PlanError
from sessions.plan.plan import LoadedPlan, Plan, load_plan, parse_plan
from sessions.plan.safety_rules import SafetyRules

PLANS = Path(__file__).resolve().parents[3] / "assets" / "plans"


def refusal(text: str, source_name: str = "p.toml") -> PlanError:
    with pytest.raises(PlanError) as caught:
        parse_plan(text, source_name=source_name)
    return caught.value


def test_what_is_left_out_has_its_default(loaded: LoadedPlan) -> None:
    assert loaded.plan.sensor == "webcam"
    assert loaded.plan.safety == SafetyRules(pain_rise=2, pain_limit=8, end_after=2)
    mirror = loaded.plan.blocks[0]
    assert mirror.exercise == "mirror"
    assert (mirror.limbs_shown, mirror.visuomotor_gain, mirror.movement_s) == ("both", 1.0, 60.0)


def test_the_dose_counts_minutes_and_repetitions_of_all_blocks(loaded: LoadedPlan) -> None:
    # mirror 120 s, rest 25 s, follow 2 trials of 2 + 1 + 3 x 8 + 5 s
    assert loaded.plan.dose.minutes == pytest.approx((120 + 25 + 2 * 32) / 60)
    assert loaded.plan.dose.moving_minutes == pytest.approx((120 + 2 * 32) / 60)
    assert loaded.plan.dose.repetitions == 2 * 10 + 2 * 3


def test_json_and_toml_that_order_the_same_have_the_same_hash(loaded: LoadedPlan) -> None:
    as_json = parse_plan(loaded.plan.model_dump_json(), source_name="other.json")
    assert as_json.plan == loaded.plan
    assert as_json.sha256 == loaded.sha256


def test_the_hash_tells_any_other_order_apart(plan_text: str, loaded: LoadedPlan) -> None:
    other = parse_plan(plan_text.replace('"left"', '"right"'), source_name="p.toml")
    assert other.sha256 != loaded.sha256


def test_a_title_speaks_the_language_asked_for_or_english(plan_text: str) -> None:
    text = plan_text.replace('title = "Two blocks"', 'title = { en = "Hand", fr = "Main" }')
    plan = parse_plan(text, source_name="p.toml").plan
    assert [plan.title_in(language) for language in ("fr", "en", "de")] == ["Main", "Hand", "Hand"]


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("duration_s = 120", "duratoin_s = 120", "blocks[0].duratoin_s", "did you mean duration_s"),
        ("duration_s = 120", "duration_s = 5", "blocks[0].duration_s", "from 10 to 1800"),
        ("duration_s = 120", 'duration_s = "120"', "blocks[0].duration_s", "a number from 10"),
        ("duration_s = 120", "duration_s = nan", "blocks[0].duration_s", "can't be used"),
        ("duration_s = 120", "duration_s = 15", "blocks[0]", "each movement at least 10 s"),
        ("trials = 2", "trials = 2.5", "blocks[2].trials", "a whole number from 1 to 20"),
        ("trials = 2", "trials = true", "blocks[2].trials", "a whole number from 1 to 20"),
        ("trials = 2", "trials = 1979-05-27", "blocks[2].trials", "a whole number from 1 to 20"),
        ('"left"', '"Left"', "affected_side", '"left" or "right"'),
        ('affected_side = "left"', "", "affected_side", 'is missing; allowed: "left" or "right"'),
        ('"mirror"', '"mirorr"', "blocks[0].exercise", '"mirror" or "follow" or "rest"'),
        ('exercise = "rest"', "", "blocks[1].exercise", "is missing"),
        ('"pinch"]\nduration', '"Pinch!"]\nduration', "blocks[0].movements[1]", "hand_open_close"),
        ('["pinch"]', "[]", "blocks[2].movements", "1 to 20 movement names"),
        ("cycles = 3", "cycles = 3\nvisuomotor_gain = 1.1", "blocks[2].visuomotor_gain", "allowed"),
        ("repetitions = 10", "visuomotor_gain = 1.3", "blocks[0].visuomotor_gain", "from 1 to 1.2"),
        ('title = "Two blocks"', "title = 3", "title", "a text of 1 to 200 characters"),
        ('title = "Two blocks"', "title = { en = 3 }", "title.en", "a text of 1 to 200 characters"),
        ("[[blocks]]", "[safety]\npain_rise = 0\n[[blocks]]", "safety.pain_rise", "from 1 to 10"),
        ("schema_version = 1", "schema_version = 2", "schema_version", "allowed: 1"),
        ('name = "two-blocks"', 'name = "Two Blocks"', "name", "small letters"),
    ],
)
def test_a_mistake_is_answered_with_its_place_and_what_is_allowed(
    plan_text: str, old: str, new: str, place: str, said: str
) -> None:
    text = plan_text.replace(old, new, 1)
    assert text != plan_text
    error = refusal(text)
    assert error.place == place
    assert str(error).startswith(f"p.toml: {place}: ")
    assert said in str(error)


def test_a_session_of_more_than_ninety_minutes_is_refused(plan_text: str) -> None:
    rest = '\n[[blocks]]\nexercise = "rest"\nduration_s = 600\n'
    assert "up to 90 min" in str(refusal(plan_text + 9 * rest))


def test_a_plan_is_for_an_arm_unless_it_says_leg_and_earlier_hashes_hold(plan_text: str) -> None:
    plan = parse_plan(plan_text, source_name="p.toml").plan
    assert plan.limb == "arm"
    assert '"limb"' not in plan.canonical_json()
    leg = parse_plan('limb = "leg"\nsensor = "pointer"\n' + plan_text, source_name="p.toml").plan
    assert leg.limb == "leg"
    assert leg.sha256() != plan.sha256()


def test_with_both_sides_affected_both_are_shown_and_nothing_can_be_mirrored(
    plan_text: str,
) -> None:
    both = plan_text.replace('"left"', '"both"')
    assert "blocks[0]: mirror needs an intact limb" in str(refusal(both))
    scripted = both.replace('exercise = "mirror"', 'exercise = "follow"')
    scripted = scripted.replace("duration_s = 120\n", "").replace("repetitions = 10\n", "")
    plan = parse_plan(scripted, source_name="p.toml").plan
    assert plan.shown_sides == ("left", "right")


def test_a_webcam_is_not_accepted_to_follow_a_leg(plan_text: str) -> None:
    leg = 'limb = "leg"\n' + plan_text
    said = str(refusal(leg))
    assert "a webcam sees hands only" in said
    assert 'sensor = "pointer"' in said
    assert parse_plan('sensor = "pointer"\n' + leg, source_name="p.toml").plan.limb == "leg"


def test_a_message_never_repeats_what_was_written(plan_text: str) -> None:
    text = plan_text.replace('"left"', '"Jane Doe, born 1950"')
    assert "Jane" not in str(refusal(text))
    assert "1950" not in str(refusal(text))


@pytest.mark.parametrize(
    ("text", "source_name", "said"),
    [
        ("a = 1\nb = 2\na = 3\n", "p.toml", "p.toml: line 3: a key or table is written twice"),
        ("a = 1\nb = left\n", "p.toml", "p.toml: line 2: this is not valid TOML"),
        ("a = 1\nb = [1,\n", "p.toml", "p.toml: line 2: the file ends too early"),
        ('{"a": 1,\n "a": 2}', "p.json", "p.json: a key is written twice"),
        ('{"a": 1,\n oops}', "p.json", "p.json: line 2: this is not valid JSON"),
        ("a = " + "[" * 5000, "p.toml", "p.toml: tables or lists are nested too deeply"),
        ("a = " + "9" * 5000, "p.toml", "p.toml: a number in it is too long"),
    ],
)
def test_what_is_not_toml_or_json_is_told_with_its_line(
    text: str, source_name: str, said: str
) -> None:
    assert str(refusal(text, source_name)).startswith(said)


def test_a_file_that_is_missing_or_no_text_is_told_in_a_sentence(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'name = "a"\ntitle = "th\xe9rapie"\n')
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    for path, said in (
        (tmp_path / "none.toml", "none.toml: there is no such plan file"),
        (tmp_path, "this is a folder"),
        (latin, "latin.toml: line 2: this is not UTF-8 text"),
        (large, "large.toml: this file is too large"),
    ):
        with pytest.raises(PlanError, match=said):
            load_plan(path)


def test_the_names_of_exercises_are_those_of_the_models() -> None:
    schema = Plan.model_json_schema()
    tags = schema["properties"]["blocks"]["items"]["discriminator"]["mapping"]
    assert set(tags) == set(EXERCISES)


@pytest.mark.parametrize("name", ["starter-5min", "mirror-15min", "visuomotor-follow"])
def test_a_ready_plan_is_sound_and_speaks_english_and_french(name: str) -> None:
    loaded = load_plan(PLANS / f"{name}.toml")
    assert loaded.plan.name == name
    assert set(loaded.plan.title) == {"en", "fr"}


def test_ready_plans_take_about_as_long_as_they_say() -> None:
    def minutes(name: str) -> float:
        return load_plan(PLANS / f"{name}.toml").plan.dose.minutes

    assert minutes("starter-5min") == pytest.approx(5, abs=0.5)
    assert minutes("mirror-15min") == pytest.approx(15, abs=0.5)


def test_visuomotor_training_has_ten_movements_ten_times_each() -> None:
    plan = load_plan(PLANS / "visuomotor-follow.toml").plan
    moves = [move for b in plan.blocks if b.exercise == "follow" for move in b.movements]
    assert len(set(moves)) == len(moves) == 10
    assert plan.dose.repetitions == 100


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(text=st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_a_plan_or_a_sentence(text: str) -> None:
    for source_name in ("p.toml", "p.json"):
        try:
            parse_plan(text, source_name=source_name)
        except PlanError as error:
            assert str(error).startswith(f"{source_name}: ")  # noqa: PT017


@given(data=st.data())
def test_a_plan_with_anything_in_any_place_is_a_plan_or_names_that_place(
    data: st.DataObject,
) -> None:
    document = json.loads((Path(__file__).parent / "plan.json").read_text())
    table = document
    place = ""
    while True:
        key = data.draw(st.sampled_from(list(table) if isinstance(table, dict) else [0]))
        place += f"[{key}]" if isinstance(key, int) else f".{key}" if place else key
        if not isinstance(table[key], dict | list) or data.draw(st.booleans()):
            break
        table = table[key]
    table[key] = data.draw(json_values)
    text = json.dumps(document)
    try:
        plan = parse_plan(text, source_name="p.json").plan
    except PlanError as error:
        # A block is refused as a whole where its exercise is no longer known or its times clash.
        owner = place.rsplit(".", 1)[0]
        assert error.place.startswith((place, owner))  # noqa: PT017
    else:
        assert parse_plan(plan.canonical_json(), source_name="p.json").plan == plan


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("laterality-10min", 10), ("imagery-10min", 10), ("mirror-covered-control", 15)],
)
def test_ready_plans_of_imagery_take_about_as_long_as_they_say(name: str, minutes: float) -> None:
    plan = load_plan(PLANS / f"{name}.toml").plan
    assert plan.name == name
    assert set(plan.title) == {"en", "fr"}
    assert plan.dose.minutes == pytest.approx(minutes, abs=1.0)


def test_the_covered_control_is_the_mirror_plan_with_the_limb_out_of_sight() -> None:
    mirror = load_plan(PLANS / "mirror-15min.toml").plan
    control = load_plan(PLANS / "mirror-covered-control.toml").plan
    assert control.dose == mirror.dose
    for shown, covered in zip(mirror.blocks, control.blocks, strict=True):
        mine, theirs = covered.model_dump(), shown.model_dump()
        if shown.exercise == "mirror":
            assert covered.exercise == "covered_mirror"
            mine.pop("exercise")
        assert mine.items() <= theirs.items()
