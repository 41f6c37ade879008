"""A session as it arrived: one row to list it by, its files in the store."""

from datetime import datetime, timedelta, timezone

from django.db import models

from sessions.portal.models.device import Device
from sessions.portal.models.patient import Patient


class ReceivedSession(models.Model):
    """One session that arrived whole.

    The columns repeat what the log says, so that lists and trends need no log to be read.
    An answer is a number where there is one; else `skipped` or `not_asked` stands in `answers`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    """Made on the patient's computer."""
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="sessions")
    device = models.ForeignKey(Device, on_delete=models.SET_NULL, null=True)
    received_at = models.DateTimeField(auto_now_add=True)
    bundle_sha256 = models.CharField(max_length=64)
    bundle_bytes = models.PositiveIntegerField()
    clock_offset_s = models.FloatField(null=True)
    """The patient's clock minus the portal's, when the session was sent."""
    clock_suspect = models.BooleanField(default=False)
    """Whether the session claims to be later than its own arrival."""

    started_at = models.DateTimeField(null=True)
    """By the patient's own clock; None where that line of the log is lost."""
    utc_offset_minutes = models.SmallIntegerField(default=0)
    """Of the patient's clock, to show their own time of day."""
    ended = models.CharField(max_length=24)
    purpose = models.CharField(max_length=24, default="planned")
    """A planned session, relief, the diary, or questions alone; see `SessionStarted.purpose`."""
    course = models.JSONField(null=True)
    """Where it stands in a course (`sessions.course.place`); None where it belongs to none."""
    plan_name = models.CharField(max_length=64, blank=True)
    plan_sha256 = models.CharField(max_length=64, blank=True)
    software_version = models.CharField(max_length=40, blank=True)
    sensor = models.CharField(max_length=40, blank=True)
    affected_side = models.CharField(max_length=5, blank=True)
    minutes_ordered = models.FloatField(default=0.0)
    minutes_done = models.FloatField(default=0.0)
    repetitions_ordered = models.PositiveIntegerField(default=0)
    repetitions_done = models.PositiveIntegerField(default=0)
    intensity_before = models.PositiveSmallIntegerField(null=True)
    intensity_after = models.PositiveSmallIntegerField(null=True)
    unpleasantness_before = models.PositiveSmallIntegerField(null=True)
    unpleasantness_after = models.PositiveSmallIntegerField(null=True)
    answers = models.JSONField(default=list)
    """Every answer: quantity, moment, value, the patient's time, for which session."""
    outcomes = models.JSONField(default=list)
    """Every measure: exercise, measure, condition, mean, count."""
    blocks = models.JSONField(default=list)
    """Every block of the plan: ordered, done, how it ended."""
    safety = models.JSONField(default=list)
    """Every safety rule that fired: rule, action, reason, when by the patient's clock."""
    told = models.JSONField(default=list)
    """Every message for the therapist: about, text, when by the patient's clock."""
    latency_verdict = models.CharField(max_length=16, default="not_measured")
    latency_p95_ms = models.FloatField(null=True)
    tracked_share = models.FloatField(null=True)
    """Share of samples in which the moving limb was in sight."""
    covers = models.PositiveIntegerField(default=0)
    damaged_lines = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-started_at", "-received_at")
        indexes = (
            models.Index(fields=("patient", "-started_at"), name="sessions_of_a_patient"),
            models.Index(fields=("received_at",), name="sessions_by_arrival"),
        )

    def __str__(self) -> str:
        return f"session {self.pk}"

    @property
    def own_time(self) -> datetime | None:
        """When it began, as the patient's clock showed it; without an offset, to print as it is."""
        if self.started_at is None:
            return None
        own = timezone(timedelta(minutes=self.utc_offset_minutes))
        return self.started_at.astimezone(own).replace(tzinfo=None)

    @property
    def ended_text(self) -> str:
        """Return how it ended, in words."""
        return self.ended.replace("_", " ")

    def said(self, quantity: str, moment: str) -> int | str:
        """Return the last answer of that kind: a number, ``skipped`` or ``not_asked``."""
        for answer in reversed(self.answers):
            if answer["quantity"] == quantity and answer["moment"] == moment:
                return answer["value"]
        return "not_asked"

    @property
    def said_before(self) -> str:
        """Return the pain intensity at the start, in words where it is no number."""
        return str(self.said("intensity", "session_start")).replace("_", " ")

    @property
    def said_after(self) -> str:
        """Return the pain intensity at the end, in words where it is no number."""
        return str(self.said("intensity", "session_end")).replace("_", " ")


class ReceivedRecording(models.Model):
    """A recording of movement that belongs to a session; arrives in pieces, maybe over days."""

    session = models.ForeignKey(
        ReceivedSession, on_delete=models.CASCADE, related_name="recordings"
    )
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    chunks = models.JSONField()
    """The SHA-256 of each piece, in order."""
    complete_at = models.DateTimeField(null=True)
    """None while pieces are missing."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("session", "name"), name="one_recording_of_a_name"),
        )

    def __str__(self) -> str:
        return f"recording {self.pk} of session {self.session_id}"
