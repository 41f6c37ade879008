"""How the patient is in this session, as far as the safety rules look at it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sessions.asking.answer import Answer, Chosen
from sessions.plan.safety import Firing, PainHistory
from sessions.plan.safety_rules import Rule


@dataclass(slots=True)
class Condition:
    """What was answered so far, which rules fired, and what was made easier because of them."""

    dizziness: list[Answer] = field(default_factory=list)
    nausea: list[Answer] = field(default_factory=list)
    events: frozenset[str] = frozenset()
    """Ticked in the newest list of adverse events."""
    reported_worse: bool = False
    """Whether the newest thing the patient said is that it hurts more."""
    fresh: set[str] = field(default_factory=set)
    """What was answered since the rules were looked at last."""
    fired: set[Rule] = field(default_factory=set)
    troubled_before: int = 0
    """Sessions in a row, up to the last one, in which a rule fired."""
    unwell: bool = False
    """Whether the patient said that they do not feel well enough."""
    only_calm: bool = False
    """Whether the patient chose something calm instead of the plan."""
    eased: int = 0
    """Steps by which what follows is made easier."""
    _paced: int = 0
    swaps: bool = False
    """Whether the next exercise is to be a calmer one."""
    done: Callable[[], tuple[float, int]] = lambda: (0.0, 0)
    """Minutes with a limb in sight, and repetitions, so far."""

    def took(self, quantity: str, value: Answer) -> None:
        """Take in an answer."""
        self.fresh.add(quantity)
        if quantity == "intensity" and isinstance(value, int):
            self.reported_worse = False
        if quantity == "dizziness":
            self.dizziness.append(value)
        elif quantity == "nausea":
            self.nausea.append(value)
        elif quantity == "well_enough":
            self.unwell = value == Chosen(chosen=("unwell",))
        elif quantity == "adverse_events" and isinstance(value, Chosen):
            self.events = frozenset(value.chosen)
        elif quantity == "adverse_events":
            # Skipped: what was ticked earlier has fired its rules already.
            self.fresh.discard(quantity)

    def news(
        self, intensities: list[Answer], *, reported: bool, wrong: bool = False
    ) -> PainHistory:
        """Return what the rules look at now, and mark it as looked at.

        What was answered earlier is left out, so that one answer fires a rule once.
        """
        fresh, self.fresh = self.fresh, set()
        return replace(self._history(intensities, fresh, reported=reported), reported_symptom=wrong)

    def history(self, intensities: list[Answer]) -> PainHistory:
        """Return everything that is known, for what may become harder."""
        everything = {"intensity", "dizziness", "nausea", "adverse_events"}
        return self._history(intensities, everything, reported=self.reported_worse)

    def ceilings(self) -> PainHistory:
        """Return only how much was done."""
        return self._history([], set(), reported=False)

    def _history(
        self, intensities: list[Answer], known: set[str], *, reported: bool
    ) -> PainHistory:
        minutes, repetitions = self.done()
        return PainHistory(
            tuple(intensities) if "intensity" in known else (),
            reported_worse=reported,
            dizziness=tuple(self.dizziness) if "dizziness" in known else (),
            nausea=tuple(self.nausea) if "nausea" in known else (),
            events=self.events if "adverse_events" in known else frozenset(),
            troubled_before=self.troubled_before,
            minutes=minutes,
            repetitions=repetitions,
            fired=frozenset(self.fired),
        )

    def eased_paces(self) -> int:
        """Return by how many steps paces are to be slowed that have not been slowed yet."""
        steps, self._paced = self.eased - self._paced, self.eased
        return steps

    def obey(self, firing: Firing) -> None:
        """Remember a rule that fired, and make what follows as it says."""
        self.fired.add(firing.rule)
        if "ease" in firing.actions:
            self.eased += 1
        if "swap" in firing.actions:
            self.swaps = True
