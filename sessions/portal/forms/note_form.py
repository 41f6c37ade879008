"""A note about a patient, for the clinic itself."""

from django import forms

from sessions.portal.models import Note


class NoteForm(forms.ModelForm):
    """The words of one note."""

    class Meta:
        model = Note
        fields = ("text",)
        labels = {"text": "Note for the clinic"}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
