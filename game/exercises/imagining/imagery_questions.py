"""What imagery asks at its end: how easy it was, and pain as it was in it, in two parts apart."""

from game.play.ask import ask_item
from game.play.stage import Stage
from game.scenes.scene import Play


def ask_ease(stage: Stage) -> Play[None]:
    """Ask ease of imagining, 0 to 10 (Beaumont & Mercier 2011)."""
    yield from ask_item(stage, "imagery_ease", "after_trial")


def ask_constant_and_exacerbation(stage: Stage) -> Play[None]:
    """Ask constant pain and flare-ups apart (MacIver 2008)."""
    for name in ("constant_pain", "exacerbation_pain"):
        yield from ask_item(stage, name, "after_trial")
