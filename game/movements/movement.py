"""A scripted movement: key postures on a cycle that starts and ends at rest.

Times are shares of one cycle, so that the same movement plays at any speed.
"""

from dataclasses import dataclass

from sensors.pose import ARM, Angles, LimbAngles


@dataclass(frozen=True, slots=True)
class Wording:
    """One short text in every language that the program speaks."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the text in a language given as ``fr`` or ``fr_CA.UTF-8``; English otherwise."""
        return self.fr if language.lower().startswith("fr") else self.en


@dataclass(frozen=True, slots=True)
class KeyPosture:
    """One posture on the way, how long it takes to get there, and how long it is held."""

    name: str
    angles_rad: Angles
    """In the order that the movement's limb names, within limits."""
    move_share: float
    """Share of the cycle spent moving here from the posture before; above 0."""
    hold_share: float
    """Share of the cycle spent still."""
    passing: bool = False
    """True where the movement goes through this posture without stopping."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What the limb shows and what the patient is asked, over one cycle."""

    id: str
    name: Wording
    instruction: Wording
    """One plain sentence to the patient."""
    cycle_s: float
    """A comfortable duration of one cycle, where the patient's own is not known."""
    path: tuple[KeyPosture, ...]
    """Shares add up to 1; the last posture is the resting one, from which the cycle also starts."""
    limb: LimbAngles = ARM
    """Which kind of limb moves."""
