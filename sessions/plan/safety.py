"""What the safety rules make of how the patient is. One small pure function over data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from sessions.asking.answer import Answer
from sessions.plan.safety_rules import Action, Rule, SafetyRules

_CAUTION: tuple[Action, ...] = ("end_kindly", "pause_and_ask", "swap", "ease", "tell_therapist")


@dataclass(frozen=True, slots=True)
class PainHistory:
    """Everything the rules look at, oldest first."""

    ratings: Sequence[Answer]
    """Intensity answers; the first is the one at the session's start."""
    reported_worse: bool = False
    """True where the patient has just said that it hurts more, and was asked because of it."""
    reported_symptom: bool = False
    """True where the patient has just said, unasked, that something is wrong."""
    stop_requested: bool = False
    """True once the patient has asked to end."""
    dizziness: Sequence[Answer] = ()
    """Answers of this session, 0 to 10."""
    nausea: Sequence[Answer] = ()
    events: frozenset[str] = frozenset()
    """What the patient has just ticked of the adverse events, by its id."""
    troubled_before: int = 0
    """Sessions in a row, up to the last one, in which a rule fired."""
    minutes: float = 0.0
    """With a limb in sight, so far."""
    repetitions: int = 0
    fired: frozenset[Rule] = field(default_factory=frozenset)
    """Rules that have fired in this session."""


@dataclass(frozen=True, slots=True)
class Firing:
    """The rule that fired, why, and what is to happen."""

    rule: Rule
    reason: str
    """For the log and the therapist, e.g. ``pain is 3 above the start (rule: 2 or more)``."""
    action: Action
    """The most cautious of its actions."""
    also: tuple[Action, ...] = ()
    """Its other actions."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """Everything that is to be done, the most cautious first."""
        return (self.action, *self.also)


def evaluate(rules: SafetyRules, history: PainHistory) -> tuple[Firing, ...]:
    """Return every rule that the newest answers fire, the most cautious first.

    Call it after each answer. A skipped question neither fires a rule nor clears an earlier one.
    Where the start was not answered, the first answer stands in for it, and the limit always
    counts. Someone whose pain is at the limit already when they start is asked once; later answers
    count as over the limit only when they are also above the start, or when the patient has just
    said that it hurts more, so that a steady high pain does not bar the treatment.
    """
    if history.stop_requested:
        return (Firing("patient_stop", "the patient asked to end", "end_kindly"),)
    table = rules.table
    firings = []
    for when, reason in _noticed(rules, history):
        actions = sorted(set(table[when].do), key=_CAUTION.index)
        if actions:
            firings.append(Firing(when, reason, actions[0], tuple(actions[1:])))
    return tuple(sorted(firings, key=lambda firing: _CAUTION.index(firing.action)))


def may_become_harder(history: PainHistory) -> bool:
    """Return whether an exercise may raise its difficulty now: never while pain is rising.

    Pain counts as rising when the newest answer is above the session's start or above the answer
    before it, when the patient has just said that it hurts more, or when a rule about pain has
    fired in this session and the pain is not back at its start.
    """
    answered = _answered(history.ratings)
    if history.reported_worse or history.events & _HARDER_IS_WRONG:
        return False
    if not answered:
        return not history.fired & _PAIN_RULES
    above = answered[-1] > answered[0]
    return not (above or (len(answered) > 1 and answered[-1] > answered[-2]))


_PAIN_RULES = frozenset[Rule]({"pain_rise", "pain_limit", "pain_persistent", "reported_worse"})
_HARDER_IS_WRONG = frozenset({"more_pain", "freezing", "distress", "swelling", "colour"})
_TROUBLE = _PAIN_RULES | frozenset[Rule](
    {"dizziness", "nausea", "freezing", "distress", "swelling", "colour", "symptom"}
)
"""What makes a session count as troubled, when three in a row are told."""


def is_troubled(fired: frozenset[Rule]) -> bool:
    """Return whether a session in which these rules fired counts as troubled."""
    return bool(fired & _TROUBLE)


def _noticed(rules: SafetyRules, history: PainHistory) -> Iterator[tuple[Rule, str]]:
    """Return each condition that holds, with its reason."""
    trouble = is_troubled(history.fired)
    for when, look in _LOOKS.items():
        reason = look(rules, history)
        if reason:
            trouble = trouble or when in _TROUBLE
            yield when, reason
    in_a_row = history.troubled_before + 1
    least = rules.at_least("repeated")
    if trouble and in_a_row >= least and "repeated" not in history.fired:
        yield "repeated", f"trouble in {in_a_row} sessions in a row (rule: {least} or more)"


def _answered(answers: Sequence[Answer]) -> list[int]:
    return [value for value in answers if isinstance(value, int)]


def _pain(rules: SafetyRules, history: PainHistory) -> tuple[Rule | None, str]:
    """Return the one pain rule that the newest answer meets."""
    if not history.ratings or not isinstance(history.ratings[-1], int):
        return None, ""
    answered = _answered(history.ratings)
    unknown_start = not isinstance(history.ratings[0], int)
    asked = len(answered) == 1 or history.reported_worse or unknown_start
    rule, reason = _over(rules, answered[0], answered[-1], at_limit_counts=asked)
    if rule is None:
        return None, ""
    # The start itself may be over the limit, but nothing has persisted yet: at most it asks.
    later = answered if unknown_start else answered[1:]
    in_a_row = _over_in_a_row(rules, answered[0], later, at_limit_counts=unknown_start)
    if in_a_row >= rules.at_least("pain_persistent"):
        return "pain_persistent", f"{reason}, {in_a_row} answers in a row"
    return rule, reason


def _over(
    rules: SafetyRules, start: int, value: int, *, at_limit_counts: bool
) -> tuple[Rule | None, str]:
    rise, most_rise = value - start, rules.at_least("pain_rise")
    if rise >= most_rise:
        return "pain_rise", f"pain is {rise} above the start (rule: {most_rise} or more)"
    limit = rules.at_least("pain_limit")
    if value >= limit and (at_limit_counts or rise > 0):
        return "pain_limit", f"pain is {value} (rule: {limit} or more)"
    return None, ""


def _over_in_a_row(
    rules: SafetyRules, start: int, later: Sequence[int], *, at_limit_counts: bool
) -> int:
    count = 0
    for value in reversed(later):
        if _over(rules, start, value, at_limit_counts=at_limit_counts)[0] is None:
            break
        count += 1
    return count


def _pain_rule(when: Rule) -> "_Look":
    def look(rules: SafetyRules, history: PainHistory) -> str:
        rule, reason = _pain(rules, history)
        return reason if rule == when else ""

    return look


def _symptom(when: Rule, answers_of: Callable[[PainHistory], Sequence[Answer]]) -> "_Look":
    """Notice a symptom that is strong, unless it was just as strong when the session began."""

    def look(rules: SafetyRules, history: PainHistory) -> str:
        answers = answers_of(history)
        if not answers or not isinstance(answers[-1], int):
            return ""
        known, now, least = _answered(answers), answers[-1], rules.at_least(when)
        usual_for_them = len(known) > 1 and now <= known[0]
        if now < least or usual_for_them:
            return ""
        return f"{when} is {now} (rule: {least} or more)"

    return look


def _event(when: Rule, said: str) -> "_Look":
    return lambda _, history: f"the patient reports {said}" if when in history.events else ""


def _other_symptom(_: SafetyRules, history: PainHistory) -> str:
    """Notice a symptom told unasked that has no rule of its own, or is too weak for it."""
    if not history.reported_symptom:
        return ""
    others = [_OTHERS[event] for event in sorted(history.events & _OTHERS.keys())]
    return f"the patient reports {', '.join(others)}" if others else ""


_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "dizziness": "dizziness",
        "emotion": "strong feelings",
        "nausea": "feeling sick",
        "sensory_change": "that it feels different",
        "sweating": "sweating",
    }
)


def _worse(rules: SafetyRules, history: PainHistory) -> str:
    return "the patient says that it hurts more" if history.reported_worse else ""


def _ceiling(when: Rule, unit: str, reached: Callable[[PainHistory], float]) -> "_Look":
    def look(rules: SafetyRules, history: PainHistory) -> str:
        most = rules.at_least(when)
        if reached(history) < most or when in history.fired:
            return ""
        return f"{reached(history):.0f} {unit} in one session (rule: at most {most})"

    return look


_Look: TypeAlias = Callable[[SafetyRules, PainHistory], str]
"""Returns the reason where its condition holds, else an empty text."""

_LOOKS: Mapping[Rule, _Look] = MappingProxyType(
    {
        "pain_persistent": _pain_rule("pain_persistent"),
        "pain_rise": _pain_rule("pain_rise"),
        "pain_limit": _pain_rule("pain_limit"),
        "reported_worse": _worse,
        "dizziness": _symptom("dizziness", lambda history: history.dizziness),
        "nausea": _symptom("nausea", lambda history: history.nausea),
        "freezing": _event("freezing", "that the phantom froze"),
        "distress": _event("distress", "great distress"),
        "swelling": _event("swelling", "swelling"),
        "colour": _event("colour", "a change of skin colour"),
        "symptom": _other_symptom,
        "time_ceiling": _ceiling("time_ceiling", "minutes", lambda history: history.minutes),
        "repetition_ceiling": _ceiling(
            "repetition_ceiling", "repetitions", lambda history: history.repetitions
        ),
    }
)
