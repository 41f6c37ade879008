"""From what the game knows to entries of the log that need some sorting out."""

from game.recorder.latency import LatencySummary as Measured
from sessions.events.entry import LatencySummary, SetupCheck, Spread
from sessions.latency import judge


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
