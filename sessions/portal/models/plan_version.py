"""What a patient is to do, version after version; none is ever changed."""

from django.db import models

from sessions.portal.models.patient import Patient
from sessions.portal.models.staff import StaffMember


class PlanVersion(models.Model):
    """One version of a patient's plan or course; the highest number holds."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=(("plan", "Plan"), ("course", "Course")))
    document = models.TextField()
    """The canonical JSON that the patient's computer receives."""
    sha256 = models.CharField(max_length=64)
    """As in each session's log: ties a session to the version it was played from."""
    title = models.CharField(max_length=200, blank=True)
    reason = models.CharField(
        "why it changes", max_length=300, blank=True, help_text="For the clinic, not the patient."
    )
    ordered_by = models.ForeignKey(StaffMember, on_delete=models.SET_NULL, null=True)
    ordered_at = models.DateTimeField(auto_now_add=True)
    fetched_at = models.DateTimeField(null=True)
    """When one of the patient's computers first had it."""

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("patient", "number"), name="one_plan_of_a_number"),
        )

    def __str__(self) -> str:
        return f"version {self.number} for patient {self.patient_id}"
