"""What can go wrong with a scripted movement, each in one sentence with the next step.

MovementError
├── MovementFileError       a file of movements or postures can't be used
└── UnknownMovementError    no movement has this name
"""

from collections.abc import Iterable


class MovementError(Exception):
    """Anything about a movement that a person can mend; its text is fit to show them."""


class MovementFileError(MovementError):
    """A file of movements or postures can't be used; names the file and the key."""

    def __init__(self, *, file: str, key: str, problem: str) -> None:
        place = f"{file}, key '{key}'" if key else file
        super().__init__(f"{place}: {problem}; correct the file or install mirrorlimb again")
        self.file = file
        self.key = key
        self.problem = problem


class UnknownMovementError(MovementError):
    """No movement has this name."""

    def __init__(self, movement_id: str, known_ids: Iterable[str]) -> None:
        known = ", ".join(sorted(known_ids))
        super().__init__(f"there is no movement '{movement_id}': choose one of {known}")
        self.movement_id = movement_id
