"""Who works at a clinic, and as what."""

from enum import StrEnum
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models

from sessions.portal.models.clinic import Clinic


class Role(StrEnum):
    """What somebody is at a clinic; `sessions.portal.access` says what each may do."""

    THERAPIST = "therapist"
    LEAD = "lead"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """Return the role in words."""
        return _LABELS[self]


_LABELS = {
    Role.THERAPIST: "Therapist",
    Role.LEAD: "Lead therapist",
    Role.RESEARCHER: "Researcher (no names)",
    Role.ADMINISTRATOR: "Administrator (no patient data)",
}
ROLES = tuple((role.value, role.label) for role in Role)
"""Every role with its words, as forms and models take them."""


class StaffMember(AbstractUser):
    """One person who signs in."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    """Stands in addresses of pages."""

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()


class Membership(models.Model):
    """One person's role at one clinic."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="memberships")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=ROLES)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("staff", "clinic"), name="one_role_at_a_clinic"),
        )

    def __str__(self) -> str:
        return f"{self.role} at {self.clinic_id}"
