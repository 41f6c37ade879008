"""What each region of the body map is called, in every language, with the patient's own sides."""

from collections.abc import Mapping

_SIDES = {
    "en": {"left": "left", "right": "right"},
    "fr": {"left": "gauche", "right": "droite"},
}
_PARTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "head": "head",
        "neck": "neck",
        "chest": "chest",
        "belly": "belly",
        "groin": "groin and hip",
        "upper_back": "upper back",
        "lower_back": "lower back",
        "buttock": "buttock",
        "shoulder": "shoulder",
        "upper_arm": "upper arm",
        "elbow": "elbow",
        "forearm": "forearm",
        "wrist": "wrist",
        "hand": "hand",
        "thumb": "thumb",
        "index_finger": "index finger",
        "middle_finger": "middle finger",
        "ring_finger": "ring finger",
        "little_finger": "little finger",
        "thigh": "thigh",
        "knee": "knee",
        "lower_leg": "lower leg",
        "ankle": "ankle",
        "foot": "foot",
        "toes": "toes",
    },
    "fr": {
        "head": "tête",
        "neck": "cou",
        "chest": "poitrine, côté {side}",
        "belly": "ventre, côté {side}",
        "groin": "aine et hanche, côté {side}",
        "upper_back": "haut du dos, côté {side}",
        "lower_back": "bas du dos, côté {side}",
        "buttock": "fesse {side}",
        "shoulder": "épaule {side}",
        "upper_arm": "bras, côté {side}",
        "elbow": "coude {side_m}",
        "forearm": "avant-bras {side_m}",
        "wrist": "poignet {side_m}",
        "hand": "main {side}",
        "thumb": "pouce {side_m}",
        "index_finger": "index {side_m}",
        "middle_finger": "majeur {side_m}",
        "ring_finger": "annulaire {side_m}",
        "little_finger": "petit doigt {side_m}",
        "thigh": "cuisse {side}",
        "knee": "genou {side_m}",
        "lower_leg": "jambe {side}",
        "ankle": "cheville {side}",
        "foot": "pied {side_m}",
        "toes": "orteils, pied {side_m}",
    },
}
_VIEWS = {
    "en": {"front": "front", "back": "back"},
    "fr": {"front": "devant", "back": "derrière"},
}
_HAND_VIEWS = {
    "en": {"front": "palm side", "back": "back of the hand"},
    "fr": {"front": "côté paume", "back": "dos de la main"},
}
_ONE_VIEW = frozenset({"chest", "belly", "groin", "upper_back", "lower_back", "buttock"})


_FINGERS = frozenset({"thumb", "index_finger", "middle_finger", "ring_finger", "little_finger"})


def region_name(part: str, side: str | None, view: str, language: str) -> str:
    """Return a region's name with the patient's own side, e.g. ``left hand, palm side``."""
    if language not in _SIDES:
        language = "en"
    name = _PARTS[language][part]
    if side is not None:
        word = _SIDES[language][side]
        if language == "fr":
            # French sides agree with their noun: "main droite", but "coude droit".
            name = name.format(side=word, side_m="droit" if side == "right" else word)
            if "côté" in name:
                name = name.replace("côté droite", "côté droit")
        else:
            name = f"{word} {name}"
    if part in _ONE_VIEW:
        return name
    views = _HAND_VIEWS if part == "hand" or part in _FINGERS else _VIEWS
    return f"{name}, {views[language][view]}"
