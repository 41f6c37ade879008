"""Plays an education block: its pages, each until it is turned; keeps that and how long."""

from functools import partial

from game.exercises.imagining.education_texts import page_on
from game.exercises.turns import play_in_turn, play_kept
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr, tr_n
from game.play.stage import Stage, TrialDone
from game.scenes.end_button import end_button
from game.scenes.scene import Moment, Play
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sessions.blocks.education import EducationBlock, Topic


def play_education(block: EducationBlock, stage: Stage, index: int) -> Play[bool]:
    """Show the pages; return False where the patient skipped the rest."""
    total = len(block.topics)

    def page(number: int, topic: Topic) -> Play["ReadingScene"]:
        scene = ReadingScene(topic, left=total - number - 1)
        stage.say(" ".join(scene.text))
        return play_kept(scene, partial(_keep, stage, index, topic))

    return play_in_turn(block.topics, 0.0, page)


def _keep(stage: Stage, index: int, topic: Topic, scene: "ReadingScene") -> None:
    stage.say("")
    read_s = scene.active_s if scene.read else None
    stage.journal.outcome(index, "education", "page_read_s", read_s, condition=topic)
    stage.journal.trial(
        index,
        TrialDone(
            exercise="education",
            movement=topic,
            cycles_ordered=0,
            cycles_done=0,
            active_s=scene.active_s,
            finished=scene.read,
            skipped=scene.skipped,
        ),
    )


class ReadingScene:
    """One page of text."""

    name = "education"

    def __init__(self, topic: Topic, *, left: int) -> None:
        self.skipped = False
        self.read = False
        """Whether the page was turned, rather than left out."""
        self.active_s = 0.0
        title, lines = page_on(topic)
        self.text = (title, *lines)
        more = tr_n("{n} page after this.", "{n} pages after this.", left).format(n=left)
        self._screen = Screen(
            layout="page",
            title=title,
            lines=(*lines, more) if left else lines,
            buttons=(
                Button(tr("I have read it"), Wish.NEXT, key="Enter", prominent=True),
                Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
                end_button(),
            ),
        )

    @property
    def finished(self) -> bool:
        """True once the page was turned or the rest left out."""
        return self.read or self.skipped

    def command(self, command: Command, moment: Moment) -> None:
        """Turn the page, or leave the rest out."""
        if command.wish is Wish.NEXT:
            self.read = True
        elif command.wish is Wish.SKIP:
            self.skipped = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait: a page has all the time it takes."""
        self.active_s = moment.active_s

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)
