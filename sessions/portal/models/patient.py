"""A patient as the clinic knows them; only the code ever leaves it."""

from datetime import UTC, datetime
from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from sessions.portal.models.clinic import Clinic

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTED = (
    "sessions_count",
    "last_session_at",
    "active_at",
    "last_contact_at",
    "attention",
    "attention_reasons",
)


class Patient(models.Model):
    """One person treated.

    The counted fields repeat what the received sessions say, so that a list of 100,000 patients
    is one quick look into one index.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    """Stands in addresses of pages; says nothing about the person."""
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    code = models.CharField(
        max_length=32,
        validators=[RegexValidator(r"^[A-Za-z0-9]{1,32}$", "Letters and digits only.")],
        help_text="Made up, never a name: the patient's computer and researchers see it.",
    )
    display_name = models.CharField(
        "name",
        max_length=120,
        blank=True,
        help_text="Stays in the clinic: never sent to the patient's computer, nor to researchers.",
    )
    affected_side = models.CharField(
        max_length=5, choices=(("left", "Left"), ("right", "Right")), blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    discharged_at = models.DateTimeField(null=True, blank=True)

    sessions_count = models.PositiveIntegerField(default=0, editable=False)
    last_session_at = models.DateTimeField(null=True, editable=False)
    """When the newest session began, by the patient's own clock."""
    active_at = models.GeneratedField(
        expression=Coalesce("last_session_at", models.Value(NEVER)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    """The same, and 1970 for who has none yet: both databases put those last alike."""
    last_contact_at = models.DateTimeField(null=True, editable=False)
    """When one of their computers last asked for anything."""
    attention = models.PositiveSmallIntegerField(default=0, editable=False)
    """How much they need somebody: 0 not at all; the list begins with the highest."""
    attention_reasons = models.JSONField(default=list, editable=False)
    """The kinds of their open alerts, the weightiest first."""

    history = HistoricalRecords(excluded_fields=_COUNTED)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("clinic", "code"), name="one_code_in_a_clinic"),
        )
        indexes = (
            models.Index(
                # Read backwards: the most needed first.
                fields=("clinic", "attention", "active_at", "id"),
                condition=models.Q(discharged_at=None),
                name="patients_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"patient {self.pk}"
