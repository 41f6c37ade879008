"""Says where somebody is in graded motor imagery, in a sentence for the patient.

Nothing of it praises or blames: it says what would bring the next step on, and that it takes as
long as it takes.
"""

from game.language import tr
from sessions.course.gmi import Standing


def gmi_sentence(standing: Standing) -> str:
    """Return e.g. ``Step 1 of 3, judging left and right: 1 of 3 sets reached the aim.``."""
    if standing.stage == "mirror":
        return tr("The first two steps are behind you: now comes the mirror.")
    step = {
        "laterality": tr("Step 1 of 3, judging left and right: {n} of {of} sets reached the aim."),
        "imagery": tr("Step 2 of 3, imagining: {n} of {of} sets reached the aim."),
    }[standing.stage].format(n=standing.met_in_a_row, of=standing.needed)
    lacking = {
        "accuracy": tr("A little surer on each side will do it; it takes as long as it takes."),
        "difference": tr("Left and right are not equally quick yet; that comes with practice."),
        "ease": tr("Smaller and slower imagining often comes easier."),
        "not_measured": tr("Your answer on how easy it was helps us to know when to go on."),
    }
    hints = [lacking[code] for code in standing.why_not if code in lacking]
    return " ".join((step, *hints[:1]))
