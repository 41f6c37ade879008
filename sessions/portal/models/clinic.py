"""A clinic: the wall between patients of one house and staff of another."""

from uuid import uuid4

from django.core.validators import MinValueValidator
from django.db import models


class Clinic(models.Model):
    """One house with its patients, its staff and its rules of keeping."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    keep_recordings_days = models.PositiveIntegerField(
        "days that recordings of movement are kept",
        null=True,
        blank=True,
        default=730,
        validators=[MinValueValidator(30)],
        help_text="Counted from their arrival. Empty: until somebody deletes them.",
    )
    keep_sessions_days = models.PositiveIntegerField(
        "days that sessions (ratings, trials) are kept",
        null=True,
        blank=True,
        validators=[MinValueValidator(30)],
        help_text="Counted from their arrival. Empty: until somebody deletes them.",
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
