"""The form for a message to a patient."""

from django import forms

from sessions.portal.models import Message


class MessageForm(forms.ModelForm):
    """A few sentences."""

    class Meta:
        model = Message
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
