"""The session in plain words, for the patient's last page."""

from collections.abc import Sequence

from game.language import tr, tr_n
from game.recorder.latency import LatencySummary
from sessions.asking.rating import Answer
from sessions.events.entry import LogEntry
from sessions.events.log import LogReading
from sessions.events.summary import PainSummary, Summary, summarise
from sessions.latency import judge

_JUDGED = frozenset({"laterality", "sort"})
_IMAGINED = frozenset({"posture_imagery", "visualisation"})


def summary_lines(
    entries: Sequence[LogEntry], latency: LatencySummary, *, enrolled: bool = False
) -> tuple[str, ...]:
    """Return a few sentences: what was done, the pain before and after, what to mind.

    Args:
        entries: The session's log so far.
        latency: How quickly the screen followed.
        enrolled: Whether the session goes to a clinic.
    """
    summary = summarise(LogReading(tuple(entries), (), len(entries)))
    if summary is None:
        return ()
    lines = [_done(summary), _pain(summary.intensity), _late(latency)]
    lines.append(
        tr("Everything is kept here, and goes to your clinic next.")
        if enrolled
        else tr("Everything is kept on this computer.")
    )
    return tuple(line for line in lines if line)


def _done(summary: Summary) -> str:
    minutes = max(1, round(summary.minutes_done)) if summary.minutes_done else 0
    if not minutes:
        return tr("You did not train today. Tomorrow is another day.")
    time = tr_n("You trained for about {n} minute.", "You trained for about {n} minutes.", minutes)
    return " ".join((time.format(n=minutes), *_counted(summary)))


def _counted(summary: Summary) -> tuple[str, ...]:
    """Say what was repeated: movements, imagined movements and pictures are not the same."""
    judged = sum(b.repetitions for b in summary.blocks if b.exercise in _JUDGED)
    imagined = sum(b.repetitions for b in summary.blocks if b.exercise in _IMAGINED)
    moved = summary.repetitions_done - judged - imagined
    said = (
        (moved, tr_n("You made {n} movement.", "You made {n} movements.", moved)),
        (imagined, tr_n("You imagined {n} movement.", "You imagined {n} movements.", imagined)),
        (judged, tr_n("You judged {n} picture.", "You judged {n} pictures.", judged)),
    )
    return tuple(text.format(n=count) for count, text in said if count)


def _pain(pain: PainSummary) -> str:
    return tr("Pain before: {before}. Pain after: {after}.").format(
        before=_said(pain.before), after=_said(pain.after)
    )


def _said(answer: Answer) -> str:
    if answer == "skipped":
        return tr("no answer")
    if answer == "not_asked":
        return tr("not asked")
    return tr("{value} of 10").format(value=answer)


def _late(latency: LatencySummary) -> str:
    spread = latency.to_flip
    if spread is None:
        return ""
    verdict = judge(1e3 * spread.median_s, 1e3 * spread.p95_s)
    if verdict == "bad":
        return tr("The limb lagged clearly behind your hand. Please tell your therapist.")
    if verdict == "warn":
        return tr("The limb lagged a little behind your hand. Please tell your therapist.")
    return ""
