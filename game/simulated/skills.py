"""Every skill of the simulated patient: the first that notices something in a frame acts on it.

What is particular comes before what is general. Another exercise or question is a line here.
"""

from collections.abc import Callable

from game.simulated.arrow_skill import ArrowSkill
from game.simulated.cover_skill import CoverSkill
from game.simulated.imagining_skill import ImaginingSkill, PlayingSkill, WaitingSkill
from game.simulated.judging_skill import JudgingSkill
from game.simulated.pace_skill import PaceSkill
from game.simulated.page_skill import PageSkill
from game.simulated.probe_skill import ProbeSkill
from game.simulated.questions_skill import QuestionsSkill
from game.simulated.rating_skill import RatingSkill
from game.simulated.skill import Skill
from game.simulated.stone_skill import StoneSkill
from game.simulated.tap_skill import TapSkill
from game.simulated.watching_skill import WatchingSkill

PARTICULAR: list[Callable[[], Skill]] = [
    QuestionsSkill,
    JudgingSkill,
    ImaginingSkill,
    PlayingSkill,
    WaitingSkill,
    TapSkill,
    StoneSkill,
    ArrowSkill,
    ProbeSkill,
]
"""Skills for one exercise or one kind of question, each recognising its own screens only."""

GENERAL: tuple[Callable[[], Skill], ...] = (
    RatingSkill,
    PaceSkill,
    CoverSkill,
    WatchingSkill,
    PageSkill,
)


def all_skills() -> tuple[Skill, ...]:
    """Return a new set of skills, for one patient and one session."""
    return tuple(make() for make in (*PARTICULAR, *GENERAL))
