"""Says where in a course somebody is, and why nothing is due, in words for the patient."""

from datetime import date, datetime

from game.language import tr, tr_n
from sessions.course.place import CoursePlace
from sessions.course.schedule import Due


def place_words(place: CoursePlace) -> str:
    """Return e.g. ``Week 2, session 3 of 5``."""
    return tr("Week {week}, session {n} of {of}").format(
        week=place.week, n=place.in_week, of=place.of_week
    )


def not_due_words(due: Due, now: datetime) -> tuple[str, ...]:
    """Return why nothing is to be played now, and when the next session is."""
    if due.status == "finished":
        return (tr("You have come to the end of this course. Thank you for keeping on."),)
    if due.status == "waits_for_therapist":
        why = tr("Your therapist would like to look at how it is going first. Please call them.")
        return (why,)
    why = {
        "pain_today": tr("That is enough for today, because of your pain. Be kind to yourself."),
        "week_done": tr("This week is complete. Well done."),
        "day_off": tr("Today is a day off. Rest is part of the training."),
        "soon": tr("Take a break first."),
        "ceiling": tr("You have done enough for now. Rest is part of the training."),
    }.get(due.reason, tr("Today's part is done. Rest is part of the training."))
    return (why, *_when(due.not_before, now))


def _when(at: datetime | date | None, now: datetime) -> tuple[str, ...]:
    if isinstance(at, datetime):
        return (tr("The next session is from {time} on.").format(time=f"{at:%H:%M}"),)
    if at is None:
        return ()
    days = (at - now.date()).days
    if days <= 1:
        return (tr("The next session is tomorrow."),)
    return (
        tr_n("The next session is in {n} day.", "The next session is in {n} days.", days).format(
            n=days
        ),
    )
