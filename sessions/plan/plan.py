"""The plan of one session: what the therapist orders, in a file that a person can read.

A plan is TOML (or the same thing as JSON). It locks the affected side: whatever a tracker says
about left and right, the limb is shown on the side written here.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, ValidationError, model_validator

from sessions.asking.questions import Questions
from sessions.blocks.registry import ARM_ONLY, AT_REST, Block, measures_a_limb
from sessions.course.place import CoursePlace
from sessions.errors import PlanError
from sessions.plan.bounds import Bounds, beyond
from sessions.plan.document import Document, explain
from sessions.plan.localised import LocalisedText
from sessions.plan.phantom import PhantomRule
from sessions.plan.safety_rules import SafetyRules
from sessions.plan.text import parse_plan_text, read_plan_text

if TYPE_CHECKING:
    from sessions.course.gmi import GmiRule

LONGEST_SESSION_S = 90 * 60.0
_LATER = ("limb", "phantom", "questions", "calmer", "if_sensor_fails", "bounds")
"""Fields that plans of the first programs did not have."""
_LATER_IN_SAFETY = ("most_minutes", "most_repetitions", "rules")
_LATER_IN_BLOCKS = (
    "visuomotor_delay_s",
    "delay_returns",
    "delay_return_s",
    "delay_exact_last_s",
    "delay_told",
)


class Plan(Document):
    """One session as ordered."""

    schema_version: Literal[1]
    name: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,63}$",
        description="1 to 64 small letters, digits and hyphens",
    )
    title: LocalisedText
    limb: Literal["arm", "leg"] = "arm"
    """Which limb is shown."""
    affected_side: Literal["left", "right", "both"]
    """Both: two limbs are shown, and every movement is scripted or imagined."""
    sensor: str = Field(
        default="webcam",
        pattern=r"^[a-z][a-z0-9_]{0,31}$",
        description="the name of a sensor such as webcam or pointer",
    )
    """The sensor where the settings file names none."""
    read_aloud: bool = False
    """Whether texts of imagery and reading are read out, where the computer has a voice."""
    phantom: PhantomRule = PhantomRule()
    """Whether the limb begins as it is felt, and how it leads to the neutral one."""
    safety: SafetyRules = SafetyRules()
    questions: Questions = Questions()
    calmer: Block | None = None
    """Played instead of the next exercise where a safety rule says *swap*."""
    if_sensor_fails: Literal["stop", "pointer"] = "stop"
    """Where the sensor can't be opened: say so and stop, or go on with the mouse or the keys. One
    that goes away later is waited for."""
    bounds: Bounds = Bounds()
    blocks: tuple[Block, ...] = Field(
        min_length=1, max_length=100, description="a list of 1 to 100 [[blocks]] tables"
    )

    @model_validator(mode="after")
    def _not_too_long(self) -> Self:
        if self.dose.minutes * 60 > LONGEST_SESSION_S:
            raise ValueError(
                f"the session as a whole would take {self.dose.minutes:.0f} min; "
                f"allowed: up to {LONGEST_SESSION_S / 60:.0f} min"
            )
        return self

    @model_validator(mode="after")
    def _can_be_measured(self) -> Self:
        for i, block in enumerate(self.blocks):
            if self.limb == "leg" and block.exercise in ARM_ONLY:
                raise ValueError(
                    f"blocks[{i}]: {block.exercise} is an exercise for the arm; allowed: with "
                    'limb = "leg", mirror, follow, imagery and rest among others'
                )
            if not measures_a_limb(block):
                continue
            if self.affected_side == "both":
                raise ValueError(
                    f"blocks[{i}]: {block.exercise} needs an intact limb to follow, and with "
                    'affected_side = "both" there is none; allowed: exercises that are scripted '
                    "or imagined, such as follow"
                )
            if self.limb == "leg" and self.sensor == "webcam":
                raise ValueError(
                    f"blocks[{i}]: {block.exercise} needs a sensor that follows a leg, and a "
                    'webcam sees hands only; allowed: sensor = "pointer", or a motion sensor on '
                    "the foot such as witmotion"
                )
        return self

    @model_validator(mode="after")
    def _within_bounds(self) -> Self:
        if problem := beyond(self.bounds, self.blocks):
            raise ValueError(problem)
        return self

    @property
    def shown_sides(self) -> tuple[Literal["left", "right"], ...]:
        """The affected side, or both: the only ones on which a mirrored limb is ever shown."""
        return ("left", "right") if self.affected_side == "both" else (self.affected_side,)

    @property
    def dose(self) -> "Dose":
        """What all blocks together ask of the patient."""
        moving = [block for block in self.blocks if block.exercise not in AT_REST]
        return Dose(
            minutes=sum(block.ordered_s for block in self.blocks) / 60,
            moving_minutes=sum(block.ordered_s for block in moving) / 60,
            repetitions=sum(block.ordered_repetitions for block in moving),
        )

    def title_in(self, language: str) -> str:
        """Return the title in that language, else in English, else in whatever there is."""
        fallback = next(iter(self.title.values()))
        return self.title.get(language, self.title.get("en", fallback))

    def canonical_json(self) -> str:
        """Return the plan in the one form that is hashed: every default written out.

        What came later than the first plans is left out while it keeps its default, so that an
        old plan keeps its hash.
        """
        whole = self.model_dump(mode="json")
        for name in _LATER:
            if getattr(self, name) == type(self).model_fields[name].get_default():
                del whole[name]
        for block, written in zip(self.blocks, whole["blocks"], strict=True):
            _leave_out_later(block, written)
        if self.calmer is not None:
            _leave_out_later(self.calmer, whole["calmer"])
        for name in _LATER_IN_SAFETY:
            if getattr(self.safety, name) == SafetyRules.model_fields[name].get_default():
                del whole["safety"][name]
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sha256(self) -> str:
        """Return the hash of `canonical_json`: the same for two files that order the same."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()


def _leave_out_later(block: Block, written: dict[str, object]) -> None:
    for name in _LATER_IN_BLOCKS:
        field = type(block).model_fields.get(name)
        if field is not None and getattr(block, name) == field.get_default():
            del written[name]


@dataclass(frozen=True, slots=True)
class Dose:
    """How much a plan asks for; follow blocks count at their planned speed."""

    minutes: float
    """Everything, rests included."""
    moving_minutes: float
    """Without what is rest or reading."""
    repetitions: int


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan, its hash and the name of the file it came from (without its folder)."""

    plan: Plan
    sha256: str
    source_name: str
    place: CoursePlace | None = None
    """Where it stands in a course; None where it was prescribed by itself."""
    gmi: "GmiRule | None" = None
    """What ends this stage of graded motor imagery, where its course has such a rule."""


def load_plan(path: Path) -> LoadedPlan:
    """Read and check a plan file; ``.json`` is read as JSON, anything else as TOML.

    Raises:
        PlanError: in one message naming the file, the place, what is wrong and what is allowed.
    """
    return parse_plan(read_plan_text(path), source_name=path.name)


def parse_plan(text: str, *, source_name: str) -> LoadedPlan:
    """Check a plan's text; `source_name` says by its ending whether it is JSON or TOML.

    Raises:
        PlanError: as `load_plan`.
    """
    document = parse_plan_text(text, source_name=source_name)
    try:
        plan = Plan.model_validate_json(document)
    except ValidationError as error:
        place, problem = explain(error, Plan)
        raise PlanError(source_name=source_name, place=place, problem=problem) from None
    return LoadedPlan(plan=plan, sha256=plan.sha256(), source_name=source_name)
