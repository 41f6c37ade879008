"""The guided imagery's words: a body scan, imagined comfortable movement and rest, the way back.

Our own text. What it does, and in which order, follows MacIver 2008: relax through the body, then
imagine the limb moving comfortably and coming to rest.
"""

from game.language import tr


def body_scan() -> tuple[str, ...]:
    """Return the passages that go through the body."""
    return (
        tr("Let your weight sink into the chair. There is nothing you need to do."),
        tr("Notice your breath, as it comes and goes by itself. It may slow down, or not."),
        tr("Let your forehead be smooth. Let your jaw hang loose, and your tongue lie."),
        tr("Let your shoulders sink, a little more with each breath out."),
        tr("Go down your arm that is well, to the hand. Let it be heavy and warm."),
        tr("Go through your chest and belly, your back, your legs, down to the ground."),
        tr("Now turn to the limb you feel, as it is today. Just notice it, as you would a guest."),
    )


def comfortable_movement() -> tuple[str, ...]:
    """Return the passages in which the limb is imagined moving at ease."""
    return (
        tr("Find the position in which that limb is most at ease. Imagine it lying there."),
        tr("Imagine a pleasant warmth around it. Choose the warmth yourself."),
        tr("Imagine the very smallest movement, so small that it is easy. There, and back."),
        tr("Imagine it once more, as light as in water."),
        tr("Let the movement grow a little, only as far as it stays comfortable."),
        tr("If it is stuck or hurts, make it smaller, or slower, or let it rest. All are right."),
        tr("Imagine the limb opening, gently, and letting go of whatever it held."),
        tr("Let it lie down again in its comfortable place. Feel it rest."),
    )


def way_back() -> tuple[str, ...]:
    """Return the passages that end it."""
    return (
        tr("Stay a moment with what is different now, or the same. Both are fine."),
        tr("Come back at your own pace. Feel the chair, hear the room, and open your eyes."),
    )
