"""Education block: a few short pages about pain and this training, read at one's own pace."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from sessions.plan.document import Document

Topic: TypeAlias = Literal[
    "phantom_pain",
    "pain_and_movement",
    "this_training",
    "patience",
    "feelings",
    "stopping",
    "judging_sides",
    "imagining",
]
TOPICS: tuple[Topic, ...] = (
    "phantom_pain",
    "pain_and_movement",
    "this_training",
    "patience",
    "feelings",
    "stopping",
    "judging_sides",
    "imagining",
)
NOMINAL_READING_S = 40.0
"""One page at about 130 words a minute, to estimate the dose (proposal)."""


class EducationBlock(Document):
    """Pages of our own, plain and without a quiz; that a page was read is kept, nothing else."""

    exercise: Literal["education"]
    topics: Annotated[
        tuple[Topic, ...],
        Field(min_length=1, max_length=8, description=f"a list of 1 to 8 of {', '.join(TOPICS)}"),
    ] = ("phantom_pain", "pain_and_movement", "this_training")

    @property
    def ordered_s(self) -> float:
        """How long reading takes."""
        return len(self.topics) * NOMINAL_READING_S

    @property
    def ordered_repetitions(self) -> int:
        """None: nothing moves."""
        return 0
