"""One text in several languages, as it stands in plans and courses."""

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from sessions.patient import Language


def _as_texts(value: object) -> object:
    return {"en": value} if isinstance(value, str) else value


_Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]

LocalisedText: TypeAlias = Annotated[
    dict[Language, _Text],
    Field(
        min_length=1,
        description="a text of 1 to 200 characters, or a table of such texts by language (en, fr)",
    ),
    BeforeValidator(_as_texts, json_schema_input_type=dict[Language, _Text] | _Text),
]
"""One text in several languages; a plain text counts as English."""
