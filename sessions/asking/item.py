"""One question as data: what is asked, how it is answered, where it comes from.

All questions have this one shape, and each kind of answer has one scene that asks it. A question's
id is the name of the answer in the log and never changes its meaning; a changed question gets a
new id.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from sessions.asking.answer import OptionId
from sessions.patient import Language
from sessions.plan.document import Document

ItemId: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,63}(\.[a-z][a-z0-9_]{0,47})?$",
        description="the name of a question such as intensity or telescoping",
    ),
]
"""After a dot: which of several words is rated, e.g. ``quality.burning``."""

Texts: TypeAlias = Annotated[
    dict[Language, Annotated[str, Field(min_length=1, max_length=240)]], Field(min_length=1)
]
"""One text in each language."""

Often: TypeAlias = Literal["session", "day", "week"]
"""How often it is meant to be asked at most."""


class Option(Document):
    """Something that can be chosen."""

    id: OptionId
    text: Texts
    alone: bool = False
    """Whether choosing it takes all others back, e.g. ``none of these``."""


class Scale(Document):
    """A number from a row of large buttons."""

    kind: Literal["scale"]
    least: int = Field(default=0, ge=0, le=1)
    most: int = Field(default=10, ge=3, le=10)
    low: Texts
    high: Texts


class Words(Document):
    """A number by words: each step of the scale has its own, least first."""

    kind: Literal["words"]
    least: int = Field(default=0, ge=0, le=1)
    steps: tuple[Texts, ...] = Field(min_length=2, max_length=8)


class ChooseOne(Document):
    """One of several options."""

    kind: Literal["choose_one"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=14)


class ChooseSeveral(Document):
    """Any of several options."""

    kind: Literal["choose_several"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=14)
    rated: Scale | None = None
    """Where given, each option chosen is rated on this scale afterwards."""


class Amount(Document):
    """A whole number, found with large plus and minus buttons."""

    kind: Literal["amount"]
    least: int = Field(default=0, ge=0)
    most: int = Field(default=100, le=10_000)
    step: int = Field(default=1, ge=1)
    big_step: int = Field(default=10, ge=1)
    unit: Texts


class Slider(Document):
    """A percentage on a line, by pressing on it or by keys."""

    kind: Literal["slider"]
    step: int = Field(default=5, ge=1, le=25)
    low: Texts
    high: Texts
    picture: Literal["", "telescoping"] = ""
    """Drawn above the line, moving with it."""


class ShareOut(Document):
    """Ten equal pieces of a whole, shared out over the steps of a scale; least step first."""

    kind: Literal["shares"]
    steps: tuple[Texts, ...] = Field(min_length=2, max_length=6)


class BodyMap(Document):
    """Where on the body: painted with the pointer, or chosen region by region."""

    kind: Literal["body_map"]
    layer: Literal["phantom_pain", "phantom_sensation", "residual_limb_pain", "pain"]


Ask: TypeAlias = Annotated[
    Scale | Words | ChooseOne | ChooseSeveral | Amount | Slider | ShareOut | BodyMap,
    Field(discriminator="kind"),
]


class Item(Document):
    """One question."""

    id: ItemId
    text: Texts
    hint: Texts | None = None
    ask: Ask
    often: Often
    source: str = Field(min_length=1)
    """Where the question comes from, and how sure that is."""
    licence: str = "own words"

    @model_validator(mode="after")
    def _speaks_every_language(self) -> Self:
        for texts in self._texts():
            if set(texts) != set(self.text):
                raise ValueError(f"{self.id}: one of its texts is missing in a language")
        return self

    def _texts(self) -> list[dict[str, str]]:
        texts = [self.text] + ([self.hint] if self.hint else [])
        match self.ask:
            case Scale() | Slider():
                texts += [self.ask.low, self.ask.high]
            case Words() | ShareOut():
                texts += self.ask.steps
            case ChooseOne() | ChooseSeveral():
                texts += [option.text for option in self.ask.options]
            case Amount():
                texts.append(self.ask.unit)
            case BodyMap():
                pass
        return texts


def in_language(texts: Texts, language: str) -> str:
    """Return the text in that language, else in English, else in whatever there is."""
    return texts.get(language, texts.get("en", next(iter(texts.values()))))
