"""Everything that can stand in `events.jsonl`, one model per kind of entry.

Every time named ``at_s`` or ``*_s`` on an instant is read from the program's one monotonic clock
(`time.perf_counter`); `SessionStarted.anchor` ties that clock to the wall clock once. Each line of
the file also carries the format version it was written in:

- version 1: the first.

Adding an optional field, a new kind, or another value where one is chosen from several keeps the
version. Anything else makes a new one, with a
step in `sessions.events.versions` that turns an old entry into a new one.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from sessions.asking.rating import Rating
from sessions.course.place import CoursePlace
from sessions.latency import Verdict
from sessions.patient import PatientCode
from sessions.plan.phantom import FeltPhantom
from sessions.plan.plan import Plan
from sessions.plan.safety_rules import Action, Rule

FORMAT_VERSION = 1

Ended: TypeAlias = Literal["completed", "stopped_by_patient", "safety", "interrupted", "error"]
Purpose: TypeAlias = Literal["planned", "relief", "diary", "later", "scores"]
BlockOutcome: TypeAlias = Literal["completed", "skipped", "stopped", "safety"]
WhichSensor: TypeAlias = Literal["limb", "muscles"]
"""What sees the limb, or the muscle sensor beside it."""
Count: TypeAlias = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class _Entry(_Part):
    at_s: float
    """When it happened, on the session's monotonic clock."""


class ClockAnchor(_Part):
    """One instant on both clocks."""

    monotonic_s: float
    wall: AwareDatetime
    """With the patient's UTC offset."""


class Machine(_Part):
    """What the session ran on."""

    os: str
    cpu: str
    python: str
    gl_renderer: str
    """Empty where nothing was drawn by OpenGL."""
    display_px: tuple[int, int] | None
    """Width, height; None without a display."""
    refresh_hz: float | None
    clock_resolution_s: float
    quality: str = ""
    """How finely the limb is drawn: high, medium or low; empty where nothing is."""
    draw_ms: float | None = None
    """What a frame of that quality took in the self-test at some start on this machine."""


class SensorUsed(_Part):
    """Which device moved the limb."""

    driver: str
    device: str
    detail: str = ""


class SessionStarted(_Entry):
    """The first entry: everything needed to understand and redraw the rest."""

    kind: Literal["session_started"] = "session_started"
    session_id: UUID
    software_version: str
    anchor: ClockAnchor
    plan: Plan
    plan_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    plan_source: str
    """Name of the plan's file, without its folder."""
    patient_code: PatientCode
    affected_side: Literal["left", "right", "both"]
    language: str
    settings: dict[str, JsonValue]
    """The settings as used, whole."""
    machine: Machine
    sensor: SensorUsed
    phantom_shown: FeltPhantom | None = None
    """The limb's form in this session, where it began as it is felt; a later entry
    `phantom_shown` takes its place once the patient has said how it feels today."""
    purpose: Purpose = "planned"
    """A planned session; relief on demand ("I hurt now"); the bedtime diary; only the questions
    that belong some time after an earlier session; or scores taken in from elsewhere. Of a plan's
    blocks only a planned session and relief play any."""
    muscles: SensorUsed | None = None
    """The muscle sensor beside it; None where there was none."""
    course: CoursePlace | None = None
    """Where the session stands in a course; None where its plan was prescribed by itself."""


class PhantomShown(_Entry):
    """From here on the affected limb has this form: the patient has said how it feels today."""

    kind: Literal["phantom_shown"] = "phantom_shown"
    phantom: FeltPhantom
    """As shown, within the plan's bounds."""
    told: FeltPhantom
    """As felt: today's answers, and the settings' values where there is none."""


class SceneShown(_Entry):
    """Another scene came onto the screen."""

    kind: Literal["scene_shown"] = "scene_shown"
    scene: str


class RatingGiven(_Entry):
    """The patient answered, skipped, or was not asked."""

    kind: Literal["rating"] = "rating"
    rating: Rating


class BlockStarted(_Entry):
    """A block of the plan began."""

    kind: Literal["block_started"] = "block_started"
    block_index: Count
    exercise: str


class BlockEnded(_Entry):
    """A block ended, and this much of it was done."""

    kind: Literal["block_ended"] = "block_ended"
    block_index: Count
    exercise: str
    outcome: BlockOutcome
    active_s: float = Field(ge=0.0)
    """Time in the block without pauses."""
    repetitions: Count = 0
    """Repetitions or cycles done."""


class Trial(_Entry):
    """One movement was trained; written when it ended."""

    kind: Literal["trial"] = "trial"
    block_index: Count
    trial_index: Count
    movement: str
    cycles_ordered: Count
    cycles_done: Count
    cycle_s: float | None = Field(default=None, gt=0.0)
    """Duration of one scripted cycle; None where the patient's own hand sets the pace."""
    cue_at_s: float | None = None
    onset_at_s: float | None = None
    """First movement of the shown limb after the cue."""
    active_s: float | None = Field(default=None, ge=0.0)
    """Time in the trial without pauses."""
    seen_s: float | None = Field(default=None, ge=0.0)
    """Time in which the moving hand was in sight; None where nothing was tracked."""
    completed: bool


class OutcomeMeasured(_Entry):
    """One number that an exercise measured; docs/outcomes.md says what each is."""

    kind: Literal["outcome"] = "outcome"
    block_index: Count | None = None
    """None where it belongs to no block of the plan."""
    trial_index: Count | None = None
    """None where it sums up the whole block or session."""
    exercise: str
    measure: str = Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")
    value: float | None
    """None where it could not be measured, which is not the same as 0."""
    condition: str = Field(default="", max_length=120)
    """What it was measured under, e.g. ``left dorsal 90``; empty where there is only one."""


class CommandGiven(_Entry):
    """The patient (or the simulated one) asked for something."""

    kind: Literal["command"] = "command"
    wish: Literal["cover", "resume", "skip", "end", "hurts", "wrong", "recentre"]
    source: Literal["key", "button", "simulated"]


class SafetyFired(_Entry):
    """A safety rule fired."""

    kind: Literal["safety_fired"] = "safety_fired"
    rule: Rule
    reason: str
    action: Action
    also: tuple[Action, ...] = ()
    """What else was done about it."""


class MessageForTherapist(_Entry):
    """Something the therapist should see soon: an alert in the portal."""

    kind: Literal["message_for_therapist"] = "message_for_therapist"
    about: Rule | Literal["caution", "unwell"]
    text: str
    """The reason, in the program's own words; never what a patient typed."""


class Tracking(_Entry):
    """Tracking of the intact limb changed, or a snapshot of its counts so far."""

    kind: Literal["tracking"] = "tracking"
    change: Literal["lost", "found", "snapshot"]
    samples: Count
    samples_found: Count
    times_lost: Count
    handedness_flips: Count
    other_hand_ignored: Count = 0


class SensorLost(_Entry):
    """The device itself went away."""

    kind: Literal["sensor_lost"] = "sensor_lost"
    reason: str
    which: WhichSensor = "limb"


class SensorBack(_Entry):
    """The device came back."""

    kind: Literal["sensor_back"] = "sensor_back"
    which: WhichSensor = "limb"


class Spread(_Part):
    """Median, 95th percentile and largest of many times, milliseconds."""

    median_ms: float = Field(ge=0.0)
    p95_ms: float = Field(ge=0.0)
    max_ms: float = Field(ge=0.0)


class LatencySummary(_Entry):
    """How quickly the screen followed the hand, over the whole session."""

    kind: Literal["latency_summary"] = "latency_summary"
    sample_to_flip: Spread | None
    """None where no sensor moved a limb."""
    sample_age: Spread | None
    """How old the newest sample was when the pose was latched."""
    frames: Count
    dropped_frames: Count
    refresh_hz: float | None
    verdict: Verdict


class SetupCheck(_Entry):
    """What the set-up page found before the first block."""

    kind: Literal["setup_check"] = "setup_check"
    framing: Literal["good", "too_near", "too_far", "off_centre", "not_seen", "not_checked"]
    light: Literal["good", "too_dark", "too_bright", "not_checked"]
    skipped: bool = False


class ScoreImported(_Entry):
    """A score of a questionnaire that was filled in elsewhere."""

    kind: Literal["score"] = "score"
    instrument: str = Field(min_length=1, max_length=40)
    part: str = Field(default="", max_length=40)
    """A subscale; empty where it is the whole."""
    on: date
    """The day it was filled in."""
    score: float


class Note(_Entry):
    """Something the program wants on record, in its own words; never what a patient typed."""

    kind: Literal["note"] = "note"
    about: str = Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")
    text: str


class SessionEnded(_Entry):
    """The last entry of a session, however it ended."""

    kind: Literal["session_ended"] = "session_ended"
    ended: Ended
    reason: str = ""


class Recovered(_Entry):
    """A later start found the session unsealed and made it whole; `at_s` is the last known time."""

    kind: Literal["recovered"] = "recovered"
    recovered_at: AwareDatetime
    damaged_lines: Count
    seal_damaged: bool = False
    """Whether there was a seal that could not be trusted."""
    recording_rows_kept: Count
    recording_blocks_lost: Count


LogEntry: TypeAlias = Annotated[
    SessionStarted
    | PhantomShown
    | SceneShown
    | RatingGiven
    | BlockStarted
    | BlockEnded
    | Trial
    | OutcomeMeasured
    | CommandGiven
    | SafetyFired
    | MessageForTherapist
    | Tracking
    | SensorLost
    | SensorBack
    | LatencySummary
    | SetupCheck
    | ScoreImported
    | Note
    | SessionEnded
    | Recovered,
    Field(discriminator="kind"),
]

ALWAYS_DURABLE = (
    SessionStarted,
    RatingGiven,
    CommandGiven,
    SafetyFired,
    MessageForTherapist,
    BlockEnded,
    SessionEnded,
    Recovered,
)
"""Kinds that are on the disk before the screen moves on, whatever the caller asks for."""

LOG_ENTRY: TypeAdapter[LogEntry] = TypeAdapter(LogEntry)
