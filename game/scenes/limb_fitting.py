"""Fits the shown limb to its patient: one setting at a time, two large buttons for less and more.

Everything works with one hand: the arrow keys do what is printed on the buttons, or the mouse
alone does. The limb opens, closes and turns meanwhile, so that every side of it is seen.
"""

from collections.abc import Callable

from game.arm_follower import FollowedArm
from game.command import Command, Wish
from game.frame import Frame, ShownLimb
from game.language import tr
from game.limb.appearance import Appearance
from game.limb.fitting import SETTINGS, changed
from game.limb.skin.tone_from_picture import SampledTone
from game.movements.player import MovementPlayer
from game.scenes.scene import Moment
from game.screen import Button, Screen
from sensors.pose import Side, other_side
from sensors.sample import CameraPicture

LESS, MORE, NEXT, BEFORE, OTHER_SIDE, FROM_CAMERA = range(6)
"""Values of the buttons' wish to choose."""
_CYCLE_S = 9.0


def setting_name(setting: str) -> str:
    """Return what a setting is called, in the patient's language."""
    return {
        "melanin": tr("Skin: lighter or darker"),
        "blood": tr("Skin: paler or redder"),
        "sleeve": tr("Sleeve"),
        "sleeve_colour": tr("Colour of the sleeve"),
        "hand_mm": tr("Length of the hand"),
        "forearm_mm": tr("Length of the forearm"),
        "forearm_girth_mm": tr("Girth of the forearm"),
        "wrist_girth_mm": tr("Girth of the wrist"),
        "weight": tr("Build: thinner or heavier"),
        "muscle": tr("Build: slighter or stronger"),
        "masculine": tr("More like a woman's or a man's arm"),
        "age_years": tr("Age"),
        "hair": tr("Hair"),
        "freckles": tr("Freckles"),
        "veins": tr("Veins"),
        "nails": tr("Nails"),
    }[setting]


def value_words(appearance: Appearance, setting: str) -> str:
    """Return how a setting stands, in plain words."""
    value = getattr(appearance, setting)
    if value is None:
        return tr("as the build has it")
    if isinstance(value, str):
        return {
            "none": tr("none"),
            "short": tr("short"),
            "long": tr("long"),
            "navy": tr("dark blue"),
            "grey": tr("grey"),
            "sand": tr("sand"),
            "green": tr("green"),
            "white": tr("white"),
        }[value]
    if setting.endswith("_mm"):
        return f"{value / 10:.1f} cm"
    if setting == "age_years":
        return tr("{years} years").format(years=value)
    return f"{round(100 * value)} %"


class LimbFitting:
    """Shows the limb and changes it; `appearance` is how it is to look now."""

    name = "limb_fitting"

    def __init__(
        self,
        appearance: Appearance,
        side: Side,
        players: tuple[MovementPlayer, ...],
        tone: Callable[[], SampledTone | None] | None = None,
        camera: Callable[[], CameraPicture | None] = lambda: None,
    ) -> None:
        self.appearance = appearance
        self.saved = False
        """Whether it was left by the button that keeps it."""
        self.place = 0
        """Which of `SETTINGS` is being changed."""
        self.side: Side = side
        self._players = players
        self._tone = tone
        self._camera = camera
        self._said = ""
        self._over = False
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once it was kept or left."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take a press."""
        if command.wish is Wish.NEXT:
            self.saved = self._over = True
        elif command.wish is Wish.SKIP:
            self._over = True
        elif command.wish is Wish.CHOOSE and command.value is not None:
            self._said = ""
            self._choose(command.value)
            self._screen = self._drawn()

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Do nothing: only presses change anything."""

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb in movement."""
        turns = moment.active_s / _CYCLE_S
        player = self._players[int(turns) % len(self._players)]
        limbs = (ShownLimb(self.side, player.pose_at(turns)),)
        picture = self._camera() if self._screen.picture else None
        return Frame(self.name, limbs, self._screen, camera_picture=picture)

    def _choose(self, value: int) -> None:
        if value in (LESS, MORE):
            setting = SETTINGS[self.place]
            self.appearance = changed(self.appearance, setting, more=value == MORE)
        elif value in (NEXT, BEFORE):
            self.place = (self.place + (1 if value == NEXT else -1)) % len(SETTINGS)
        elif value == OTHER_SIDE:
            self.side = other_side(self.side)
        elif value == FROM_CAMERA and self._tone is not None:
            self._take(self._tone())

    def _take(self, tone: SampledTone | None) -> None:
        if tone is None:
            self._said = tr(
                "I cannot see your hand well enough. Please show its back, in the light."
            )
            return
        pigments = {"melanin": round(tone.melanin, 2), "blood": round(tone.blood, 2)}
        self.appearance = Appearance.model_validate(self.appearance.model_dump() | pigments)
        self._said = (
            tr("Taken from the palm. From the back of the hand it would be surer.")
            if tone.palm
            else tr("Taken from your hand.")
        )

    def _drawn(self) -> Screen:
        setting = SETTINGS[self.place]
        on_tone = setting in ("melanin", "blood")
        camera = on_tone and self._tone is not None
        buttons = [
            Button(tr("Less"), Wish.CHOOSE, LESS, key="Left", prominent=True),
            Button(tr("More"), Wish.CHOOSE, MORE, key="Right", prominent=True),
            Button(tr("Next"), Wish.CHOOSE, NEXT, key="Down"),
            Button(tr("Back"), Wish.CHOOSE, BEFORE, key="Up"),
        ]
        if camera:
            buttons.append(Button(tr("From the camera"), Wish.CHOOSE, FROM_CAMERA, key="C"))
        else:
            buttons.append(Button(tr("Other side"), Wish.CHOOSE, OTHER_SIDE, key="S"))
        buttons.append(Button(tr("Keep and close"), Wish.NEXT, key="Enter"))
        buttons.append(Button(tr("Close without keeping"), Wish.SKIP, key="X"))
        title = f"{setting_name(setting)}: {value_words(self.appearance, setting)}"
        lines = (
            tr("{place} of {count}. Change it until the limb looks like yours.").format(
                place=self.place + 1, count=len(SETTINGS)
            ),
        )
        return Screen(
            "strip",
            title=title,
            lines=lines,
            buttons=tuple(buttons),
            warning=self._said,
            picture=camera,
        )
