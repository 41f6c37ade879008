"""What can go wrong with plans, logs and session folders, each in a sentence with the next step.

SessionsError
├── PlanError               a plan can't be used as it stands
├── LogError                the event log can't be written or opened
├── RecordingError          the recording can't be written or opened
├── ScoresError             a file of scores can't be taken in
├── ExportError             a session can't be written in another format, or a file can't be read
└── FolderError             the session folder can't be used
    ├── FolderNotWritableError
    └── FolderFullError
"""


class SessionsError(Exception):
    """Anything a person can mend; its text is fit to show them and repeats no patient data."""


class PlanError(SessionsError):
    """A plan can't be used as it stands.

    Attributes:
        source_name: The file's name without its folder.
        place: Where in the file, e.g. ``blocks[2].duration_s``; empty for the file as a whole.
        problem: What is wrong, and what is allowed.
    """

    def __init__(self, *, source_name: str, place: str, problem: str) -> None:
        super().__init__(": ".join(part for part in (source_name, place, problem) if part))
        self.source_name = source_name
        self.place = place
        self.problem = problem


class LogError(SessionsError):
    """The event log can't be written or opened."""


class RecordingError(SessionsError):
    """The recording can't be written or opened."""


class ExportError(SessionsError):
    """A session can't be written in another format, or a foreign file can't be read."""


class ScoresError(SessionsError):
    """A file of scores can't be taken in; says the file, the line and what is allowed."""


class FolderError(SessionsError):
    """The session folder can't be used."""


class FolderNotWritableError(FolderError):
    """Nothing can be written where sessions are kept."""


class FolderFullError(FolderError):
    """Too little space is left where sessions are kept."""
