"""From what the game knows to entries of the log that need some sorting out."""

from typing import Literal

from game.input.command import Command, Wish
from game.play.stage import TrialDone
from game.recorder.latency import LatencySummary as Measured
from sensors.sensor import TrackingCounts
from sessions.events.entry import (
    CommandGiven,
    LatencySummary,
    SetupCheck,
    Spread,
    Tracking,
    Trial,
)
from sessions.latency import judge

# Going on, choosing and pointing are told by what comes of them.
_TOLD_WISHES = frozenset(
    {Wish.COVER, Wish.RESUME, Wish.SKIP, Wish.END, Wish.RECENTRE, Wish.HURTS, Wish.WRONG}
)


def command_entry(command: Command) -> CommandGiven | None:
    """Return what the patient asked for; None for plain going on."""
    if command.wish not in _TOLD_WISHES:
        return None
    return CommandGiven.model_validate(
        {"at_s": command.at_s, "wish": command.wish.value, "source": command.source}
    )


def trial_entry(at_s: float, block_index: int, number: int, trial: TrialDone) -> Trial:
    """Return one trial of a block; its onset is that of the movement, or of the model shown."""
    phases = dict(trial.phases)
    return Trial(
        at_s=at_s,
        block_index=block_index,
        trial_index=number,
        movement=trial.movement,
        cycles_ordered=trial.cycles_ordered,
        cycles_done=trial.cycles_done,
        cycle_s=trial.cycle_s,
        cue_at_s=phases.get("cue"),
        onset_at_s=phases.get("onset", phases.get("model")),
        active_s=trial.active_s,
        seen_s=trial.seen_s,
        completed=not trial.skipped and trial.finished,
    )


def tracking_entry(
    at_s: float, change: Literal["found", "lost", "snapshot"], counts: TrackingCounts
) -> Tracking:
    """Return how tracking went so far."""
    return Tracking(
        at_s=at_s,
        change=change,
        samples=counts.samples,
        samples_found=counts.found,
        times_lost=counts.lost,
        handedness_flips=counts.handedness_flips,
        other_hand_ignored=counts.other_hand_ignored,
    )


def setup_entry(at_s: float, advice: tuple[str, ...], *, skipped: bool) -> SetupCheck:
    """Return the set-up page's last advice, sorted into framing and light."""
    light = {"too_dark": "too_dark", "too_bright": "too_bright"}
    framing = {
        "too_near": "too_near",
        "too_far": "too_far",
        "hand_not_seen": "not_seen",
        "other_hand_only": "not_seen",
        "move_left": "off_centre",
        "move_right": "off_centre",
        "move_up": "off_centre",
        "move_down": "off_centre",
    }
    unsaid = "good" if advice else "not_checked"
    return SetupCheck.model_validate(
        {
            "at_s": at_s,
            "framing": next((framing[code] for code in advice if code in framing), unsaid),
            "light": next((light[code] for code in advice if code in light), unsaid),
            "skipped": skipped,
        }
    )


def latency_entry(at_s: float, measured: Measured) -> LatencySummary:
    """Return what was measured over the session, judged."""
    to_flip = age = None
    median_ms = p95_ms = None
    if measured.to_flip is not None and measured.sample_age is not None:
        to_flip = Spread(
            median_ms=1e3 * measured.to_flip.median_s,
            p95_ms=1e3 * measured.to_flip.p95_s,
            max_ms=1e3 * measured.to_flip.max_s,
        )
        age = Spread(
            median_ms=1e3 * measured.sample_age.median_s,
            p95_ms=1e3 * measured.sample_age.p95_s,
            max_ms=1e3 * measured.sample_age.max_s,
        )
        median_ms, p95_ms = to_flip.median_ms, to_flip.p95_ms
    return LatencySummary(
        at_s=at_s,
        sample_to_flip=to_flip,
        sample_age=age,
        frames=measured.frames,
        dropped_frames=measured.dropped_frames,
        refresh_hz=measured.refresh_hz,
        verdict=judge(median_ms, p95_ms),
    )
