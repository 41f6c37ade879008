"""A few words from the clinic, shown at the patient's next start."""

from uuid import uuid4

from django.db import models

from sessions.portal.models.patient import Patient
from sessions.portal.models.staff import StaffMember


class Message(models.Model):
    """One message to the patient."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(StaffMember, on_delete=models.SET_NULL, null=True)
    text = models.CharField(
        max_length=400, help_text="A few short sentences, as you would say them."
    )
    written_at = models.DateTimeField(auto_now_add=True)
    fetched_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    """When the patient saw it, by the portal's clock."""
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-written_at",)

    def __str__(self) -> str:
        return f"message {self.pk}"
