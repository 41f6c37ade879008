"""A whole course of treatment: phases of weeks of sessions of blocks, in one file.

A course is TOML (or the same thing as JSON), written by a therapist. It names its sessions once,
each of them a plan, and says in which weeks they are played, how often, in what order, and what has
to be reached before the next phase begins. What is due on a day: `sessions.course.schedule`.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, JsonValue, ValidationError, create_model, model_validator

from sessions.course.ceilings import Ceilings
from sessions.course.key import KEY_SUFFIX, CourseKey, load_key
from sessions.course.phase import Key, Phase
from sessions.errors import PlanError
from sessions.plan.document import Document, explain
from sessions.plan.localised import LocalisedText
from sessions.plan.plan import Plan
from sessions.plan.text import parse_plan_text, read_plan_text

_OF_EACH_SESSION = ("schema_version", "name", "title", "blocks")
"""What every session says for itself, or is given."""


def _every_session() -> type[Document]:
    """Return the model of what a course says once for all its sessions: any part of a plan."""
    fields: dict[str, Any] = {
        name: (field.annotation | None, Field(default=None, description=field.description))  # type: ignore[operator]
        for name, field in Plan.model_fields.items()
        if name not in _OF_EACH_SESSION
    }
    made: type[Document] = create_model(
        "EverySession", __base__=Document, __module__=__name__, **fields
    )
    return made


EverySession = _every_session()
"""Any part of a plan but its name, title and blocks; nothing in it has to be there."""


class Design(Document):
    """Arms to be compared, and the blinded labels that patient and log see instead."""

    arms: dict[Key, tuple[Key, ...]] = Field(
        min_length=2, max_length=8, description="2 to 8 arms, each a list of names of sessions"
    )
    labels: tuple[Key, ...] = Field(
        min_length=2, max_length=8, description="as many labels as arms, which tell nothing"
    )
    key_sha256: str = Field(
        default="", pattern=r"^([0-9a-f]{64})?$", description="the hash of the sealed key, or empty"
    )
    """Where it is given, no other key is taken."""

    @model_validator(mode="after")
    def _one_label_each(self) -> Self:
        if len(set(self.labels)) != len(self.arms):
            raise ValueError("labels needs as many different labels as there are arms")
        return self


class Course(Document):
    """A course as ordered."""

    schema_version: Literal[1]
    name: Key
    version: int = Field(default=1, ge=1, le=100_000)
    """Raised by whoever changes the course; a raised version also lets a patient go on after a
    hold."""
    title: LocalisedText
    every_session: EverySession | None = None  # type: ignore[valid-type]
    """What holds for each session that does not say otherwise: side, sensor, safety rules."""
    ceilings: Ceilings = Ceilings()
    hold_after_safety_ends: int = Field(default=3, ge=1, le=20)
    """When so many sessions in a row ended because of pain, wait for the therapist."""
    sessions: dict[Key, Plan] = Field(
        min_length=1, max_length=100, description="1 to 100 [sessions.NAME] tables, each a plan"
    )
    phases: tuple[Phase, ...] = Field(
        min_length=1, max_length=50, description="a list of 1 to 50 [[phases]] tables"
    )
    design: Design | None = None
    released: tuple[Key, ...] = Field(
        default=(), max_length=50, description="a list of names of phases"
    )
    """Phases that the therapist lets the patient leave."""

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        names = [phase.name for phase in self.phases]
        if len(set(names)) != len(names):
            raise ValueError("phases: two of them have the same name")
        arms = {} if self.design is None else self.design.arms
        for where, keys in [
            *((f"phases[{i}].sessions", p.sessions) for i, p in enumerate(self.phases)),
            *((f"design.arms.{arm}", keys) for arm, keys in arms.items()),
        ]:
            for key in keys or ("",):
                if key not in self.sessions and (key or where.startswith("design")):
                    raise ValueError(
                        f"{where}: names no session of this course; allowed: "
                        f"{', '.join(self.sessions)}"
                    )
        unknown = set(self.released) - set(names)
        if unknown:
            raise ValueError(f"released: names no phase; allowed: {', '.join(names)}")
        for i, phase in enumerate(self.phases):
            if phase.has_arms and not arms:
                raise ValueError(f"phases[{i}]: an arm is drawn, and there is no [design] table")
            drawn = [key for keys in arms.values() for key in keys] if phase.has_arms else ()
            bounds = [self.sessions[key].bounds for key in (*phase.sessions, *drawn)]
            if phase.block_order == "random" and any(b.incongruent for b in bounds):
                raise ValueError(
                    f"phases[{i}].block_order: a session that may show something else than the "
                    'hand does ends with the exact mirror; allowed: "fixed"'
                )
            if phase.periods is not None and len(arms) != 2:
                raise ValueError(f"phases[{i}].periods: takes a design of exactly two arms")
        return self

    @model_validator(mode="after")
    def _within_ceilings(self) -> Self:
        most = self.ceilings
        for name, plan in self.sessions.items():
            if plan.dose.minutes > most.minutes_per_day:
                raise ValueError(
                    f"sessions.{name}: takes {plan.dose.minutes:.0f} min; allowed: up to "
                    f"{most.minutes_per_day:g} (ceilings.minutes_per_day)"
                )
        for i, phase in enumerate(self.phases):
            if phase.per_week > most.sessions_per_week:
                raise ValueError(
                    f"phases[{i}].per_week: is too large; allowed: up to "
                    f"{most.sessions_per_week} (ceilings.sessions_per_week)"
                )
            if phase.per_day > most.sessions_per_day:
                raise ValueError(
                    f"phases[{i}].per_day: is too large; allowed: up to "
                    f"{most.sessions_per_day} (ceilings.sessions_per_day)"
                )
            days = -(-7 // (phase.days_between + 1))
            if phase.per_week > days * phase.per_day:
                raise ValueError(
                    f"phases[{i}].per_week: does not fit into a week with per_day and "
                    f"days_between; allowed: up to {days * phase.per_day}"
                )
            minutes = self.week_minutes(phase)
            if minutes > most.minutes_per_week:
                raise ValueError(
                    f"phases[{i}]: a week takes {minutes:.0f} min; allowed: up to "
                    f"{most.minutes_per_week:g} (ceilings.minutes_per_week)"
                )
        return self

    def week_minutes(self, phase: Phase) -> float:
        """Return the most minutes that a week of a phase orders, whatever arm is drawn."""
        arms = () if self.design is None else self.design.arms.values()
        weeks = tuple(arms) if phase.has_arms else (phase.sessions,)
        return max(
            sum(self.sessions[keys[i % len(keys)]].dose.minutes for i in range(phase.per_week))
            for keys in weeks
        )

    def title_in(self, language: str) -> str:
        """Return the title in that language, else in English, else in whatever there is."""
        return self.title.get(language, self.title.get("en", next(iter(self.title.values()))))

    def canonical_json(self) -> str:
        """Return the course in the one form that is hashed: every default written out."""
        content = self.model_dump(mode="json", exclude={"every_session", "sessions"})
        plans = {name: json.loads(plan.canonical_json()) for name, plan in self.sessions.items()}
        return json.dumps(
            {**content, "sessions": plans},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    def sha256(self) -> str:
        """Return the hash of `canonical_json`: the same for two files that order the same."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LoadedCourse:
    """A course, its hash, the name of its file without the folder, and its key if it has one."""

    course: Course
    sha256: str
    source_name: str
    key: CourseKey | None = None

    @property
    def needs_key(self) -> bool:
        """Whether something in it is drawn that has to stay sealed."""
        return self.course.design is not None or any(p.weeks_drawn for p in self.course.phases)


def is_course(text: str, *, source_name: str) -> bool:
    """Return whether a file's text is a course rather than the plan of one session.

    Raises:
        PlanError: it is neither TOML nor JSON.
    """
    document = json.loads(parse_plan_text(text, source_name=source_name))
    return isinstance(document, dict) and "phases" in document


def load_course(path: Path) -> LoadedCourse:
    """Read and check a course file, and the sealed key beside it where it has one.

    Raises:
        PlanError: in one message naming the file, the place, what is wrong and what is allowed.
    """
    loaded = parse_course(read_plan_text(path), source_name=path.name)
    key_path = path.with_name(path.name.rsplit(".", 1)[0] + KEY_SUFFIX)
    return with_key(loaded, load_key(key_path)) if key_path.exists() else loaded


def parse_course(text: str, *, source_name: str) -> LoadedCourse:
    """Check a course's text; `source_name` says by its ending whether it is JSON or TOML.

    Raises:
        PlanError: as `load_course`.
    """
    document = with_whole_sessions(json.loads(parse_plan_text(text, source_name=source_name)))
    try:
        course = Course.model_validate_json(json.dumps(document))
    except ValidationError as error:
        place, problem = explain(error, Course)
        raise PlanError(source_name=source_name, place=place, problem=problem) from None
    return LoadedCourse(course=course, sha256=course.sha256(), source_name=source_name)


def with_whole_sessions(document: JsonValue) -> JsonValue:
    """Return a course's file with what it says for every session written into each of them."""
    if not isinstance(document, dict):
        return document
    sessions, common = document.get("sessions"), document.get("every_session")
    if not isinstance(sessions, dict):
        return document
    given: dict[str, JsonValue] = {"schema_version": 1, "title": document.get("title", "")}
    given |= common if isinstance(common, dict) else {}
    whole: dict[str, JsonValue] = {
        name: {**given, "name": name, **session} if isinstance(session, dict) else session
        for name, session in sessions.items()
    }
    return {**document, "sessions": whole}


def with_key(loaded: LoadedCourse, key: CourseKey) -> LoadedCourse:
    """Return the course with its key.

    Raises:
        PlanError: the key is another course's, or knows other arms or labels.
    """
    course, design = loaded.course, loaded.course.design
    problem = ""
    if key.course != course.name:
        problem = "this key belongs to another course"
    elif design is not None and set(key.arms.values()) != set(design.arms):
        problem = "this key names other arms than the course"
    elif design is not None and set(key.arms) != set(design.labels):
        problem = "this key names other labels than the course"
    elif design is not None and design.key_sha256 not in ("", key.sha256()):
        problem = "this is not the key that the course was sealed with (design.key_sha256)"
    if problem:
        raise PlanError(source_name=course.name + KEY_SUFFIX, place="", problem=problem)
    return LoadedCourse(course, loaded.sha256, loaded.source_name, key)
