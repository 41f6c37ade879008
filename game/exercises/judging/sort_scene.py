"""The sorting game: a card comes and is carried to the left or the right tray; the next comes."""

from collections.abc import Callable
from dataclasses import dataclass

from game.display.limb_picture import LimbPicture
from game.drawing import Drawing, Place
from game.exercises.difficulty import Difficulty
from game.exercises.judging.laterality_scene import ANSWERS, judging_screen, what_it_was
from game.exercises.judging.sort_pile import SortPile
from game.exercises.judging.sort_table import SortTable, tray_at
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side
from sessions.blocks.sort import SortBlock

COMES_S, GOES_S, BETWEEN_S = 0.4, 0.6, 0.25
_COVERED_S = 1e-3


@dataclass(frozen=True, slots=True)
class SortedCard:
    """One card that is in its tray."""

    card: LimbPicture
    answer: Side | None
    """Where the patient put it; None where it went by itself."""
    onset_at_s: float
    active_s: float
    level: float
    """How hard the game was, 0 to 1."""

    @property
    def correct(self) -> bool:
        """Whether it was put into its own tray."""
        return self.answer == self.card.side


class SortScene:
    """All the cards of one game."""

    name = "sort"

    def __init__(
        self,
        block: SortBlock,
        pile: SortPile,
        difficulty: Difficulty,
        *,
        may_become_harder: Callable[[], bool],
        on_sorted: Callable[[SortedCard], None],
    ) -> None:
        self.skipped = False
        self.difficulty = difficulty
        self._block = block
        self._pile = pile
        self._may = may_become_harder
        self._on_sorted = on_sorted
        self._table = SortTable()
        self._total = pile.left
        self._card: LimbPicture | None = None
        self._came_s = 0.0
        self._onset_at_s = 0.0
        self._went_s: float | None = None
        self._held = False
        self._offset_s: float | None = None
        self._over = False
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once every card is in its tray or the game was left."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take where a card is to go, or that the game is left."""
        if command.wish is Wish.SKIP:
            self.skipped = self._over = True
        elif self._card is None or self._went_s is not None:
            return
        elif command.wish is Wish.CHOOSE and command.value in (0, 1):
            self._put(ANSWERS[command.value], moment)
        elif command.place is not None:
            self._carry(command.wish, command.place, moment)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Bring the next card, let one that waited long enough go, and clear the banner."""
        self._wait_while_covered(moment)
        if self._over:
            return
        if self._card is None:
            self._bring(moment)
        elif self._went_s is None:
            waited_s = moment.active_s - self._came_s
            limit_s = self.difficulty.between(
                self._block.longest_look_s, self._block.shortest_look_s
            )
            if waited_s >= COMES_S + limit_s and not self._held:
                self._put(None, moment)
        elif moment.active_s - self._went_s >= GOES_S + BETWEEN_S:
            self._table.settle(self._card, self._pile.face(self._card))
            self._card = self._went_s = None
            self._screen = self._drawn()
            self._over = self._pile.left == 0

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the table as it is at `moment`."""
        return Frame(
            scene=self.name, limbs=(), screen=self._screen, drawing=self._drawing(moment.active_s)
        )

    def _drawing(self, now_s: float) -> Drawing:
        if self._card is None:
            return self._table.lying
        if self._went_s is None:
            return self._table.with_card_waiting((now_s - self._came_s) / COMES_S)
        return self._table.with_card_going((now_s - self._went_s) / GOES_S)

    def _bring(self, moment: Moment) -> None:
        self._card = self._pile.draw(self.difficulty.level)
        self._came_s = moment.active_s
        self._onset_at_s = moment.now_s
        self._held = False
        self._table.bring(self._card, self._pile.face(self._card))

    def _carry(self, wish: Wish, place: Place, moment: Moment) -> None:
        """Take the card along with the mouse; a press on a tray sends it there."""
        if wish is Wish.POINT:
            side = tray_at(place)
            if side is not None:
                self._put(side, moment)
            elif self._table.on_card(place):
                self._held = True
        elif self._held and wish is Wish.DRAG:
            self._table.carry(place)
        elif self._held and wish is Wish.LET_GO:
            self._held = False
            side = tray_at(place)
            if side is not None:
                self._put(side, moment)
            else:
                self._came_s = moment.active_s
                self._table.put_back(place)

    def _put(self, answer: Side | None, moment: Moment) -> None:
        """Let the card go to its own tray, whatever was said, and say what it is."""
        assert self._card is not None
        done = SortedCard(
            card=self._card,
            answer=answer,
            onset_at_s=self._onset_at_s,
            active_s=moment.active_s - self._came_s,
            level=self.difficulty.level,
        )
        self._on_sorted(done)
        self.difficulty = self.difficulty.after(
            succeeded=done.correct, may_become_harder=self._may()
        )
        self._went_s = moment.active_s
        words = what_it_was(self._block.limb, self._card.side, right=done.correct)
        self._table.send(self._card.side, words, right=done.correct)

    def _wait_while_covered(self, moment: Moment) -> None:
        """Give a card its whole time again after a pause."""
        offset_s = moment.now_s - moment.active_s
        covered = self._offset_s is not None and offset_s - self._offset_s > _COVERED_S
        if covered and self._card is not None and self._went_s is None:
            self._came_s = moment.active_s - COMES_S
            self._onset_at_s = moment.now_s
        self._offset_s = offset_s

    def _drawn(self) -> Screen:
        done = self._total - self._pile.left
        return judging_screen(tr("Which tray?"), progress=done / self._total)
