"""Who looked at or changed whose data: written once, never rewritten."""

from typing import Any, NoReturn
from uuid import uuid4

from django.db import models


class AccessRecord(models.Model):
    """One look at, or change of, one patient's data.

    It names people and patients by opaque numbers only and outlives them: no foreign keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    staff = models.UUIDField(null=True)
    """None where a patient's computer or the program itself did it."""
    device = models.UUIDField(null=True)
    clinic = models.UUIDField(null=True)
    patient = models.UUIDField(null=True)
    """None where it was a list."""
    session = models.UUIDField(null=True)
    did = models.CharField(max_length=16)
    """read, listed, changed, received, exported, deleted, signed_in, refused"""
    what = models.CharField(max_length=64)
    """The page or the request, by its own name."""

    class Meta:
        indexes = (
            models.Index(fields=("patient", "-at"), name="access_to_a_patient"),
            models.Index(fields=("clinic", "-at"), name="access_in_a_clinic"),
        )

    def __str__(self) -> str:
        return f"{self.did} {self.what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the record; there is no second time.

        Raises:
            TypeError: it is written already.
        """
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: old records leave by retention alone (`sessions.portal.sweeping`)."""
        self._refuse()

    @staticmethod
    def _refuse() -> NoReturn:
        raise TypeError("a record of access is written once and stays")
