"""The form that makes sure before everything is deleted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class DeletionForm(forms.Form):
    """The patient's code, typed."""

    code = forms.CharField(max_length=32, label="The patient's code, to be sure")

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._code = code

    def clean_code(self) -> str:
        """Compare."""
        typed: str = self.cleaned_data["code"].strip()
        if typed != self._code:
            raise ValidationError("This is another code. Nothing was deleted.")
        return typed
