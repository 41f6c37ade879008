"""The form that takes a plan as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST_BYTES = 200_000


class PlanForm(forms.Form):
    """A plan file (TOML or JSON) and why it is ordered."""

    file = forms.FileField(help_text="A plan or a course: .toml or .json.")
    reason = forms.CharField(
        label="Why", max_length=300, required=False, help_text="For the clinic, not the patient."
    )

    def clean(self) -> dict[str, Any]:
        """Read the file's text."""
        cleaned: dict[str, Any] = super().clean()
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > LARGEST_BYTES:
            raise ValidationError("This is too large for a plan.")
        try:
            cleaned["text"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError("This is not a text file; save the plan as UTF-8.") from None
        return cleaned
