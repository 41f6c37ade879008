"""The sealed key of a course with a design: its seed, and which blinded label means which arm.

It lies beside the course as ``NAME.key.json``. The program needs it to play; the patient, the log
and whoever reads the log see labels only. A log carries the key's hash, so that afterwards
everybody can check that the key they are shown is the one that was used.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from sessions.course.draw import drawn_order
from sessions.course.phase import Key
from sessions.errors import PlanError
from sessions.plan.document import Document, explain
from sessions.plan.text import parse_plan_text, read_plan_text

KEY_SUFFIX = ".key.json"


class CourseKey(Document):
    """What a course keeps sealed."""

    schema_version: Literal[1] = 1
    course: Key
    """Name of the course it belongs to."""
    seed: str = Field(
        pattern=r"^[0-9a-f]{32,128}$", description="32 to 128 hexadecimal digits, by chance"
    )
    arms: dict[Key, Key] = Field(default={}, description="a table: blinded label = arm")

    def sha256(self) -> str:
        """Return the hash that logs carry."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def label_of(self, arm: str) -> str:
        """Return the blinded label of an arm."""
        return next(label for label, meant in self.arms.items() if meant == arm)


def new_key(course: str, arms: Sequence[str], labels: Sequence[str]) -> CourseKey:
    """Return a key with a seed nobody knows, and labels given to the arms by it."""
    seed = secrets.token_hex(32)
    given = drawn_order(tuple(labels), seed, "labels")
    return CourseKey(
        course=course, seed=seed, arms=dict(zip(sorted(given), _by(arms, given), strict=True))
    )


def _by(arms: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """Return the arms in the order of their sorted labels, so that the file tells no order."""
    return tuple(arm for _, arm in sorted(zip(given, arms, strict=True)))


def load_key(path: Path) -> CourseKey:
    """Read a key.

    Raises:
        PlanError: it is missing or not in order; with what to do.
    """
    try:
        return CourseKey.model_validate_json(
            parse_plan_text(read_plan_text(path), source_name=path.name)
        )
    except ValidationError as error:
        place, problem = explain(error, CourseKey)
        raise PlanError(source_name=path.name, place=place, problem=problem) from None
