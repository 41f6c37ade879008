"""What the settings of a fitted limb are called, and how each stands, in the patient's language."""

from game.language import current, tr
from game.limb.fitted import Fitted, Part
from game.limb.skin.tone_from_picture import SampledTone, Unjudged
from sensors.pose import LimbKind


def part_name(part: Part) -> str:
    """Return what a part of the fitting is called."""
    return {
        "looks": tr("How it looks"),
        "felt": tr("How I feel it"),
        "residual": tr("What is left of it"),
    }[part]


def setting_name(setting: str, kind: LimbKind) -> str:
    """Return what a setting is called."""
    of_leg = {
        "sleeve": tr("Trouser leg"),
        "sleeve_colour": tr("Colour of the trouser leg"),
        "masculine": tr("More like a woman's or a man's leg"),
        "size": tr("Size of the foot, as I feel it"),
    }
    if kind == "leg" and setting in of_leg:
        return of_leg[setting]
    return {
        "melanin": tr("Skin: lighter or darker"),
        "blood": tr("Skin: paler or redder"),
        "sleeve": tr("Sleeve"),
        "sleeve_colour": tr("Colour of the sleeve"),
        "hand_mm": tr("Length of the hand"),
        "forearm_mm": tr("Length of the forearm"),
        "forearm_girth_mm": tr("Girth of the forearm"),
        "wrist_girth_mm": tr("Girth of the wrist"),
        "foot_mm": tr("Length of the foot"),
        "shank_mm": tr("Length of the lower leg"),
        "calf_girth_mm": tr("Girth of the calf"),
        "ankle_girth_mm": tr("Girth of the ankle"),
        "weight": tr("Build: thinner or heavier"),
        "muscle": tr("Build: slighter or stronger"),
        "masculine": tr("More like a woman's or a man's arm"),
        "age_years": tr("Age"),
        "hair": tr("Hair"),
        "freckles": tr("Freckles"),
        "veins": tr("Veins"),
        "nails": tr("Nails"),
        "telescoping": tr("Shortened, as I feel it"),
        "size": tr("Size of the hand, as I feel it"),
        "posture": tr("How it lies, as I feel it"),
        "stiffness": tr("Stiffness, as I feel it"),
        "transparency": tr("How faint it feels"),
        "level": tr("Amputation"),
        "length_mm": tr("Length of what is left"),
        "shown": tr("Show what is left"),
    }[setting]


def hint(fitted: Fitted, setting: str) -> str:
    """Return a sentence on how to judge a setting."""
    leg = fitted.kind == "leg"
    level = None if fitted.residual_here is None else fitted.residual_here.level
    from_where = {
        "transradial": tr("With a tape from the point of the elbow to the end."),
        "transhumeral": tr("With a tape from the tip of the shoulder to the end. Seen drawn in."),
        "transtibial": tr("With a tape from the middle of the kneecap to the end."),
        "transfemoral": tr("With a tape from the hip to the end. Seen drawn in."),
    }
    if setting == "length_mm" and level is not None:
        shorter = " " + tr("The picture shows it a little shorter.")
        return from_where[level] + (shorter if fitted.longer_than_shown else "")
    return {
        "telescoping": tr("0 %: whole length. 100 %: the foot is at the end of what is left.")
        if leg
        else tr("0 %: whole length. 100 %: the hand is at the end of what is left."),
        "size": tr("100 %: as large as the other one."),
        "posture": tr("In which position is it held?"),
        "stiffness": tr("0 %: it moves freely. 100 %: it does not move."),
        "transparency": tr("0 %: as clear as a real one."),
        "level": tr("Where was it amputated? Skip this if it was not."),
        "shown": tr("The limb on the screen then begins at its end."),
    }.get(setting, tr("Change it until the limb looks like yours."))


def counted(fitted: Fitted, part: Part, setting: str) -> bool:
    """Return whether a setting is a number, which has less and more."""
    value = fitted.value(part, setting)
    if value is None:
        return setting.endswith("_mm")
    return not isinstance(value, bool | str)


def value_words(fitted: Fitted, part: Part, setting: str) -> str:
    """Return how a setting stands, in plain words."""
    value = fitted.value(part, setting)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, str):
        return _word(value)
    if value is None:
        return {"posture": tr("free"), "level": tr("none")}.get(setting, tr("as the build has it"))
    assert isinstance(value, int | float)
    if setting.endswith("_mm"):
        cm = f"{value / 10:.1f} cm"
        return cm.replace(".", ",") if current() == "fr" else cm
    if setting == "age_years":
        return tr("{years} years").format(years=value)
    return f"{round(100 * value)} %"


def tone_words(tone: SampledTone | Unjudged) -> str:
    """Return where a skin tone was taken from, or what to do so that it can be."""
    if isinstance(tone, SampledTone):
        if tone.palm:
            return tr("Taken from the palm. From the back of the hand it would be surer.")
        return tr("Taken from your hand.")
    return {
        Unjudged.NO_HAND: tr("I cannot see a hand. Please show its back to the camera."),
        Unjudged.TOO_FAR: tr("Your hand is too far away. Please hold it nearer to the camera."),
        Unjudged.POOR_LIGHT: tr(
            "I cannot see its colour well. Please turn your hand towards soft, even light."
        ),
    }[tone]


def _word(value: str) -> str:
    """Return a choice in words; a posture from the file that is not offered keeps its own name."""
    return {
        "none": tr("none"),
        "short": tr("short"),
        "long": tr("long"),
        "navy": tr("dark blue"),
        "grey": tr("grey"),
        "sand": tr("sand"),
        "green": tr("green"),
        "white": tr("white"),
        "fist": tr("clenched fist"),
        "half_closed": tr("half closed"),
        "relaxed": tr("relaxed"),
        "flat": tr("stretched out"),
        "open": tr("wide open"),
        "wrist_flexed": tr("wrist bent"),
        "wrist_extended": tr("wrist bent back"),
        "point": tr("pointing"),
        "pinch": tr("pinching"),
        "toes_curled": tr("toes clenched"),
        "toes_spread": tr("toes spread"),
        "great_toe_up": tr("great toe up"),
        "pointed": tr("foot pointing down"),
        "flexed": tr("foot drawn up"),
        "turned_in": tr("foot turned in"),
        "turned_out": tr("foot turned out"),
        "transradial": tr("below the elbow"),
        "transhumeral": tr("above the elbow"),
        "transtibial": tr("below the knee"),
        "transfemoral": tr("above the knee"),
    }.get(value, value)
