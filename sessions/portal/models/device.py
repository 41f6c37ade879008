"""A patient's computer: how it is enrolled, and how it is known afterwards."""

from uuid import uuid4

from django.db import models

from sessions.portal.models.patient import Patient
from sessions.portal.models.staff import StaffMember


class Device(models.Model):
    """One computer that may send one patient's sessions."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="devices")
    token_sha256 = models.CharField(max_length=64, unique=True)
    """Of the token's 256 random bits; the token itself stays on the patient's computer."""
    system = models.CharField(max_length=40, blank=True)
    """What it runs, e.g. ``Windows``; never its name, which may be a person's."""
    software_version = models.CharField(max_length=40, blank=True)
    enrolled_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(null=True)
    clock_offset_s = models.FloatField(null=True)
    """Its clock minus the portal's, at the last contact."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-enrolled_at",)

    def __str__(self) -> str:
        return f"device {self.pk}"


class EnrolmentCode(models.Model):
    """A code read over the phone; good once, for a short while, for a few tries."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="enrolment_codes")
    selector = models.CharField(max_length=3, unique=True)
    """The code's first letters: they find the row and are no secret."""
    secret_hash = models.CharField(max_length=200)
    issued_by = models.ForeignKey(StaffMember, on_delete=models.SET_NULL, null=True)
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)

    def __str__(self) -> str:
        return f"enrolment code {self.pk}"
