"""The form for a clinic's rules of keeping."""

from django import forms

from sessions.portal.models import Clinic


class ClinicForm(forms.ModelForm):
    """A clinic's name and how long it keeps things."""

    class Meta:
        model = Clinic
        fields = ("name", "keep_recordings_days", "keep_sessions_days")
