"""Something about a patient that somebody should look at, and who did."""

from uuid import uuid4

from django.db import models

from sessions.portal.models.patient import Patient
from sessions.portal.models.received import ReceivedSession
from sessions.portal.models.staff import StaffMember


class Alert(models.Model):
    """One reason to look at a patient; raised once, open until it no longer holds."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="alerts")
    session = models.ForeignKey(ReceivedSession, on_delete=models.CASCADE, null=True, blank=True)
    """The session that raised it; None where it is about what did not come."""
    kind = models.CharField(max_length=32)
    weight = models.PositiveSmallIntegerField(default=1)
    facts = models.JSONField(default=dict)
    """The numbers behind it, to say the reason in a sentence."""
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-weight", "-raised_at")
        indexes = (
            models.Index(fields=("patient", "resolved_at"), name="open_alerts_of_a_patient"),
        )

    def __str__(self) -> str:
        return f"alert {self.pk}"


class AlertSeen(models.Model):
    """Who has seen an alert, and when."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="seen")
    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("alert", "staff"), name="seen_once"),)

    def __str__(self) -> str:
        return f"alert {self.alert_id} seen"
