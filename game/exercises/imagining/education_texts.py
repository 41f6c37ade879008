"""What the pages about pain and this training say: our own words, each fact with its source.

Only what was published, as it was published, and never a promise. Sources stand beside the texts
and in docs/exercises/education.md.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from game.language import tr
from sessions.blocks.education import Topic

Page: TypeAlias = tuple[str, tuple[str, ...]]
"""Title and lines."""


def page_on(topic: Topic) -> Page:
    """Return a page in the language in use."""
    return _PAGES[topic]()


def _phantom_pain() -> Page:
    # Mercier & Leonard 2011: 50 to 80 %; most can move the phantom, less with time; slower with
    # pain (Gagne 2009).
    return tr("Pain in a limb that is not there"), (
        tr("It is known, named and studied. You are not making it up."),
        tr("After an amputation about 50 to 80 of 100 people feel such pain."),
        tr("Most feel that they can move the limb. With time it may grow slow, or feel stuck."),
        tr("With pain it often moves more slowly. So here its pace is yours to set."),
    )


def _pain_and_movement() -> Page:
    # Mercier & Leonard 2011; Boudreau 2007; Mavromatis & Mercier 2017 and others differ.
    return tr("Pain and movement act on each other"), (
        tr("Pain can make a movement harder to learn. Training can ease pain. It goes both ways."),
        tr("It is not always so: some people learned just as well while it hurt."),
        tr("Pain has two parts: how strong it is, and how unpleasant. We ask about both."),
        tr("We ask before, during and after, so that you and your therapist can see what helps."),
    )


def _this_training() -> Page:
    # Thieme 2016; Mercier & Leonard 2011, refs 81-82.
    return tr("What this training may do"), (
        tr("You see a limb move where yours is missing or hurts, and let yours join in."),
        tr("In some studies pain fell, in others not. It helps some people and not others."),
        tr("For complex regional pain syndrome studies agree more than for phantom pain."),
        tr("In two studies moving with something to see did more than trying without."),
        tr("Nobody can promise that it will help you. We look honestly at whether it does."),
    )


def _patience() -> Page:
    # Chan 2007, Finn 2017 (15 min); Griffin 2017; Finn 2017 (10th session).
    return tr("Small steps, and time"), (
        tr("Several studies asked for about 15 minutes a day over four weeks."),
        tr("In one, weak pain had eased by session 7, medium by 14, strong by 21."),
        tr("In another, how it went by the tenth session told how it would end."),
        tr("A missed day is only a missed day. Begin again where you are."),
    )


def _feelings() -> Page:
    # Chan 2007: 2 of 22, under 2 min. Casale 2009; Hagenberg & Carpenter 2014.
    return tr("It may touch you"), (
        tr("Seeing a limb where yours is missing can be moving. Tears are nothing unusual."),
        tr("In one study 2 of 22 people grieved at first. It passed within two minutes."),
        tr("Dizziness, irritation or odd feelings in the limb can come too. Tell us, and rest."),
        tr("The space bar covers the limb at once. Take all the time you need."),
    )


def _stopping() -> Page:
    # Section 7 of the plan's safety rules; CRPS: Moseley.
    return tr("When to stop"), (
        tr("You may pause, skip or stop at any time. Nothing is lost by it."),
        tr("If your pain rises clearly, we pause and ask. If it stays high, we end for the day."),
        tr(
            "Tell your therapist about pain that stays higher, unusual swelling or colour, a limb "
            "that feels stuck, dizziness or distress."
        ),
        tr(
            "In complex regional pain syndrome even imagining a movement can raise pain. Then less "
            "is more."
        ),
    )


def _judging_sides() -> Page:
    # Section 3: biomechanical constraint; Moseley 2004; Breckenridge 2019; Pelletier 2018.
    return tr("Telling left from right"), (
        tr("To tell a left hand from a right one, people tend to turn their own in the mind."),
        tr("The further the picture is turned, the longer it takes. That is normal."),
        tr("With pain in a limb many are slower or less sure. It changes from day to day."),
        tr("One day says little: tiredness and medicine play a part. It is no test of you."),
    )


def _imagining() -> Page:
    # Moseley 2004; MacIver 2008; Chan 2007 (4 of 6, recalled with high confidence).
    return tr("Imagining a movement"), (
        tr("Imagine it as you would feel it: smooth, slow and without pain."),
        tr("If it hurts or will not move, imagine it smaller, or only the limb at rest."),
        tr("In one programme people did this for six weeks, and their constant pain became less."),
        tr("Only imagining is not right for everyone: some had more pain. Tell us if you do."),
    )


_PAGES: Mapping[Topic, Callable[[], Page]] = {
    "phantom_pain": _phantom_pain,
    "pain_and_movement": _pain_and_movement,
    "this_training": _this_training,
    "patience": _patience,
    "feelings": _feelings,
    "stopping": _stopping,
    "judging_sides": _judging_sides,
    "imagining": _imagining,
}
