"""The forms for staff: a new account, and a role at a clinic."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from sessions.portal.models import ROLES, Clinic, StaffMember


class NewStaffForm(forms.Form):
    """An account for somebody, with a role at one clinic."""

    name = forms.CharField(max_length=150, help_text="As colleagues know them.")
    username = forms.SlugField(max_length=60, help_text="Small letters and digits; to sign in.")
    clinic = forms.ModelChoiceField(Clinic.objects.none())
    role = forms.ChoiceField(choices=ROLES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, clinics: "QuerySet[Clinic]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clinic"].queryset = clinics
        self.fields["clinic"].initial = clinics.first()

    def clean_username(self) -> str:
        """Refuse a name that is taken."""
        username: str = self.cleaned_data["username"].lower()
        if StaffMember.objects.filter(username=username).exists():
            raise ValidationError("Somebody signs in with this name already.")
        return username


class RoleForm(forms.Form):
    """Another role, or none any more."""

    role = forms.ChoiceField(choices=(*ROLES, ("", "No longer at this clinic")), required=False)
