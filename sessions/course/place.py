"""Where in a course a session stands: written into its log, shown to the patient in words."""

from pydantic import BaseModel, ConfigDict, Field


class CoursePlace(BaseModel):
    """One session's place in its course, and exactly which course that was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    course: str
    version: int = Field(ge=1)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Hash of the whole course as it stood, see `sessions.course.course.Course.sha256`."""
    phase: str
    period: int = Field(default=1, ge=1)
    """Which period of a phase that has several, as in an n-of-1 course."""
    week: int = Field(ge=1)
    """Week of the course, from 1; weeks in which nothing was played are not counted."""
    in_week: int = Field(ge=1)
    """Which session of that week, from 1."""
    of_week: int = Field(ge=1)
    """How many sessions that week has."""
    number: int = Field(ge=1)
    """Which session of the course, from 1."""
    session: str = ""
    """Name of the session in the course; empty where an arm's blinded label stands instead."""
    arm: str = ""
    """The arm's blinded label; empty where the course has no arms."""
    key_sha256: str = ""
    """Hash of the sealed key that the draws came from; empty where there is none."""
