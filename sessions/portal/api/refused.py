"""The one shape in which the portal says no to a patient's computer.

``{"error": {"code": "wrong_hash", "message": "..."}}``: the code is for programs, the message for
people; neither repeats what was sent.
"""

from ninja import Schema


class RefusedError(Exception):
    """A request that can't be granted."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message


class Fault(Schema):
    """What is wrong, for programs and for people."""

    code: str
    message: str


class Refusal(Schema):
    """The body of every answer that is not a success."""

    error: Fault


def refusal(code: str, message: str) -> dict[str, dict[str, str]]:
    """Return the body that says no."""
    return {"error": {"code": code, "message": message}}


REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 411, 413, 422, 429), Refusal)
"""Every status with which the portal may say no, for what it publishes of itself."""
