"""What the clinic writes down about a patient, for itself."""

from uuid import uuid4

from django.db import models
from simple_history.models import HistoricalRecords

from sessions.portal.models.patient import Patient
from sessions.portal.models.received import ReceivedSession
from sessions.portal.models.staff import StaffMember


class Note(models.Model):
    """One note; earlier wordings are kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="notes")
    session = models.ForeignKey(
        ReceivedSession, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    author = models.ForeignKey(StaffMember, on_delete=models.SET_NULL, null=True)
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("-written_at",)

    def __str__(self) -> str:
        return f"note {self.pk}"
