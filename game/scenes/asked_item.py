"""From a question as data to the scene that asks it: one line for each kind of answer."""

from collections.abc import Collection

from game.language import current, tr
from game.scenes.amount import Amount as AmountScene
from game.scenes.asking import Asking
from game.scenes.body_map import BodyMapScene
from game.scenes.choices import Choices, Choosable
from game.scenes.question import Question
from game.scenes.share_out import ShareOut as ShareOutScene
from game.scenes.slider import SliderScene
from sessions.asking.answer import RegionId
from sessions.asking.item import (
    Amount,
    BodyMap,
    ChooseOne,
    ChooseSeveral,
    Item,
    Scale,
    ShareOut,
    Slider,
    Texts,
    Words,
    in_language,
)


def scene_for(
    item: Item,
    *,
    title: str = "",
    missing: Collection[RegionId] = (),
    begins_at: RegionId = "front_left_hand",
    goes_on_after_s: float | None = None,
) -> Asking:
    """Return the scene that asks this question in the language in use.

    Args:
        item: The question.
        title: Said instead of the question's own text, where it depends on what came before.
        missing: For a body map: regions where there is no limb any more.
        begins_at: For a body map: where the keys start.
        goes_on_after_s: For a scale: confirm by itself this long after a number was pressed.
    """
    name = "ask_" + item.id.partition(".")[0]
    title = title or _said(item.text)
    lines = (_said(item.hint),) if item.hint else ()
    ask = item.ask
    match ask:
        case Scale():
            return Question(
                name,
                title=title,
                lines=lines,
                low_text=_said(ask.low),
                high_text=_said(ask.high),
                least=ask.least,
                most=ask.most,
                goes_on_after_s=goes_on_after_s,
            )
        case Words():
            steps = [
                Choosable(str(index), _said(text), number=ask.least + index)
                for index, text in enumerate(ask.steps)
            ]
            return Choices(name, title=title, lines=lines, options=steps, several=False)
        case ChooseOne() | ChooseSeveral():
            options = [
                Choosable(option.id, _said(option.text), option.alone) for option in ask.options
            ]
            several = isinstance(ask, ChooseSeveral)
            return Choices(name, title=title, lines=lines, options=options, several=several)
        case Amount():
            return _amount(name, title, lines, ask)
        case Slider():
            return SliderScene(
                name,
                title=title,
                lines=lines,
                low_text=_said(ask.low),
                high_text=_said(ask.high),
                step=ask.step,
                picture=ask.picture,
            )
        case ShareOut():
            texts = tuple(_said(text) for text in ask.steps)
            return ShareOutScene(name, title=title, lines=lines, steps=texts)
        case BodyMap():
            return BodyMapScene(
                name, title=title, layer=ask.layer, missing=missing, begins_at=begins_at
            )


def _amount(name: str, title: str, lines: tuple[str, ...], ask: Amount) -> AmountScene:
    unit = _said(ask.unit)

    def said(value: int) -> str:
        if ask.unit.get("en") == "minutes" and value >= 60:
            hours, minutes = divmod(value, 60)
            return tr("{hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)
        return f"{value} {unit}"

    return AmountScene(
        name,
        title=title,
        lines=lines,
        least=ask.least,
        most=ask.most,
        step=ask.step,
        big_step=ask.big_step,
        said=said,
        unit=unit,
    )


def _said(texts: Texts) -> str:
    return in_language(texts, current())
