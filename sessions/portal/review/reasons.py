"""Reasons to look at a patient: few, and against the patient's own baseline.

Pure arithmetic over what the received sessions say. The thresholds are engineering choices; 2
points of 10 is the change that IMMPACT calls moderate (Dworkin 2008). Each reason says the numbers
behind it in one sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "adverse_event",
    "stop_rule",
    "told",
    "pain_up",
    "state",
    "missed_dose",
    "silent",
    "late",
    "unseen",
]

PAIN_UP = 2
"""Points above the own baseline."""
STATE_WORSE = 2
"""Points by which mood, fatigue or dizziness is worse than the own baseline: as for pain, ours."""
STATES = (("mood", "mood", -1), ("fatigue", "tiredness", 1), ("dizziness", "dizziness", 1))
"""What is looked at, its word, and which way is worse."""
RECENT = 3
"""Sessions that make a trend."""
BASELINE = 5
"""Sessions that make the baseline: the first ones."""
FRESH = timedelta(days=14)
"""Older events are history, not a reason to look today."""
SILENT = timedelta(days=7)
LEAST_DOSE = 0.5
LEAST_IN_SIGHT = 0.6

WEIGHTS: dict[Kind, int] = {
    "adverse_event": 100,
    "stop_rule": 80,
    "told": 70,
    "pain_up": 60,
    "state": 50,
    "missed_dose": 30,
    "silent": 25,
    "late": 15,
    "unseen": 10,
}
SHORT: dict[Kind, str] = {
    "adverse_event": "adverse event",
    "stop_rule": "a stop rule fired",
    "told": "a rule asks you to look",
    "pain_up": "pain is up",
    "state": "mood, tiredness or dizziness is worse",
    "missed_dose": "dose missed",
    "silent": "no sessions",
    "late": "limb late",
    "unseen": "hand out of sight",
}


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What one received session says, as far as reasons go."""

    id: str
    started_at: datetime
    intensity_before: int | None
    minutes_ordered: float
    minutes_done: float
    adverse_events: tuple[str, ...] = ()
    stopped_by_rule: str = ""
    """The reason that the log gives; empty where no rule ended the session."""
    states: Mapping[str, int] = field(default_factory=dict)
    """Mood, fatigue and dizziness, 0 to 10, as answered first; what was not is left out."""
    told: str = ""
    """What a rule wants the therapist to know."""
    latency_verdict: str = "not_measured"
    tracked_share: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to look."""

    kind: Kind
    sentence: str
    session: str | None = None
    facts: dict[str, float | str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """How early the patient stands in the list."""
        return WEIGHTS[self.kind]


def reasons(sessions: Sequence[SessionFacts], now: datetime) -> tuple[Reason, ...]:
    """Return the reasons to look at a patient now, the weightiest first.

    Args:
        sessions: All of the patient's, in any order.
        now: The portal's clock.
    """
    ordered = sorted(sessions, key=lambda one: one.started_at)
    found = [
        *_events(ordered, now),
        *_pain(ordered, now),
        *_state(ordered, now),
        *_dose(ordered, now),
        *_technical(ordered, now),
    ]
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def _events(ordered: Sequence[SessionFacts], now: datetime) -> list[Reason]:
    found = []
    for one in ordered:
        if now - one.started_at > FRESH:
            continue
        day = f"{one.started_at:%d %b}"
        if one.adverse_events:
            named = ", ".join(word.replace("_", " ") for word in one.adverse_events)
            found.append(
                Reason("adverse_event", f"On {day} the patient reported: {named}.", one.id)
            )
        if one.stopped_by_rule:
            sentence = f"On {day} a safety rule ended the session: {one.stopped_by_rule}."
            found.append(Reason("stop_rule", sentence, one.id))
        if one.told:
            found.append(Reason("told", f"On {day} a rule asks you to look: {one.told}.", one.id))
    return found


def _pain(ordered: Sequence[SessionFacts], now: datetime) -> list[Reason]:
    """Pain at the start of the last three sessions against the patient's own first ones."""
    answered = [one for one in ordered if one.intensity_before is not None]
    if len(answered) < BASELINE + RECENT or now - answered[-1].started_at > FRESH:
        return []
    usual = median(_values(answered[:BASELINE]))
    recent = _values(answered[-RECENT:])
    if min(recent) < usual + PAIN_UP:
        return []
    sentence = (
        f"Pain before the last {RECENT} sessions was {', '.join(f'{v:g}' for v in recent)}; "
        f"at first it was {usual:g}."
    )
    return [
        Reason("pain_up", sentence, answered[-1].id, {"baseline": usual, "now": median(recent)})
    ]


def _state(ordered: Sequence[SessionFacts], now: datetime) -> list[Reason]:
    """Mood, fatigue and dizziness of the last three times against the patient's own first ones."""
    said: list[str] = []
    facts: dict[str, float | str] = {}
    newest = ""
    for name, word, worse in STATES:
        answered = [one for one in ordered if name in one.states]
        if len(answered) < BASELINE + RECENT or now - answered[-1].started_at > FRESH:
            continue
        usual = median(one.states[name] for one in answered[:BASELINE])
        recent = [one.states[name] for one in answered[-RECENT:]]
        if any(worse * (value - usual) < STATE_WORSE for value in recent):
            continue
        said.append(f"{word} was {', '.join(f'{v:g}' for v in recent)}, at first {usual:g}")
        facts |= {f"{name}_baseline": usual, f"{name}_now": median(recent)}
        newest = answered[-1].id
    if not said:
        return []
    sentence = f"The last {RECENT} times {'; '.join(said)} (0 to 10)."
    return [Reason("state", sentence, newest, facts)]


def _values(sessions: Sequence[SessionFacts]) -> list[float]:
    return [float(one.intensity_before) for one in sessions if one.intensity_before is not None]


def _dose(ordered: Sequence[SessionFacts], now: datetime) -> list[Reason]:
    if not ordered:
        return []
    silent = now - ordered[-1].started_at
    if silent > SILENT:
        days = silent.days
        return [Reason("silent", f"No session for {days} days.", None, {"days": days})]
    week = [one for one in ordered if now - one.started_at <= timedelta(days=7)]
    asked = sum(one.minutes_ordered for one in week)
    done = sum(one.minutes_done for one in week)
    if len(week) < RECENT or asked <= 0 or done / asked >= LEAST_DOSE:
        return []
    sentence = f"In 7 days {done:.0f} of {asked:.0f} minutes that the sessions asked for were done."
    return [Reason("missed_dose", sentence, None, {"done": done, "asked": asked})]


def _technical(ordered: Sequence[SessionFacts], now: datetime) -> list[Reason]:
    recent = [one for one in ordered[-RECENT:] if now - one.started_at <= FRESH]
    found = []
    late = [one for one in recent if one.latency_verdict == "bad"]
    if len(late) >= 2:
        sentence = f"The limb came too late in {len(late)} of the last {len(recent)} sessions."
        found.append(Reason("late", sentence, late[-1].id))
    unseen = [
        one
        for one in recent
        if one.tracked_share is not None and one.tracked_share < LEAST_IN_SIGHT
    ]
    if len(unseen) >= 2:
        share = min(one.tracked_share or 0.0 for one in unseen)
        sentence = (
            f"The hand was in sight only {share:.0%} of the time; look at the camera's place."
        )
        found.append(Reason("unseen", sentence, unseen[-1].id, {"share": share}))
    return found
