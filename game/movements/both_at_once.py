"""Two attempts made at the same time, as a calibration for simultaneous control asks for them."""

from dataclasses import dataclass

from game.movements.attempts import Attempt, stance_of
from game.movements.movement import Wording
from sensors.emg.simultaneous import BOTH
from sensors.pose import Angles, clamp


@dataclass(frozen=True, slots=True)
class BothAtOnce:
    """Two attempts of different degrees of freedom."""

    first: Attempt
    second: Attempt

    @property
    def id(self) -> str:
        """Both names, joined."""
        return f"{self.first.id}{BOTH}{self.second.id}"

    @property
    def name(self) -> Wording:
        """What the patient reads."""
        first, second = self.first.name, self.second.name
        return Wording(
            en=f"{first.en}, and {_lower(second.en)}", fr=f"{first.fr}, et {_lower(second.fr)}"
        )

    def pose_at(self, share: float) -> Angles:
        """Return the pose with both at the same share of their way."""
        return clamp(stance_of((self.first, self.second)) + self.turned_at(share))

    def turned_at(self, share: float) -> Angles:
        """Return how far every joint has turned on the way, for a limb in any stance."""
        turned: Angles = self.first.turned_at(share) + self.second.turned_at(share)
        return turned


def parts_of(step: Attempt | BothAtOnce) -> tuple[Attempt, ...]:
    """Return the single movements of which a step is made."""
    return (step.first, step.second) if isinstance(step, BothAtOnce) else (step,)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
