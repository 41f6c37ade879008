"""The form for a patient's own data."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from sessions.portal.models import Clinic, Patient


class PatientForm(forms.ModelForm):
    """A new patient, or a change to one."""

    class Meta:
        model = Patient
        fields = ("clinic", "code", "display_name", "affected_side")

    def __init__(self, *args: Any, clinics: "QuerySet[Clinic]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clinic"].queryset = clinics
        if clinics.count() == 1:
            self.fields["clinic"].initial = clinics[0]
            self.fields["clinic"].widget = forms.HiddenInput()
