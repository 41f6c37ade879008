"""The person treated, as this program knows them: a code and what the screen needs. No name."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from sessions.plan.document import Document

PatientCode: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]{1,32}$",
        description="a made-up code of 1 to 32 letters and digits, never a name",
    ),
]
"""Also the BIDS subject label, which allows letters and digits only."""

Language: TypeAlias = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}$", description='a language code such as "en" or "fr"')
]


class Patient(Document):
    """Pseudonymous code, the hand they can use, and how the screen should speak to them."""

    code: PatientCode
    usable_hand: Literal["left", "right"]
    """The hand on mouse and keys."""
    other_hand_missing: bool = False
    """Whether there is no hand on the affected side: then any hand seen is the intact one."""
    language: Language = "en"
