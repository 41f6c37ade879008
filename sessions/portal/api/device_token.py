"""How a patient's computer says which one it is: a token of 256 random bits, kept as a hash."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from ninja.security import HttpBearer

from sessions.portal.models import Device, Patient
from sessions.portal.receiving.arrival import utc_now

_SEEN_EVERY = timedelta(minutes=1)


def new_token() -> str:
    """Return a fresh token."""
    return "mlp_" + secrets.token_urlsafe(32)


def token_sha256(token: str) -> str:
    """Return what the database keeps of a token; enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


class DeviceToken(HttpBearer):
    """Asks for ``Authorization: Bearer TOKEN`` of an enrolled, not revoked computer."""

    def authenticate(self, request: HttpRequest, token: str) -> Device | None:
        """Return the computer; None where the token is none, or revoked."""
        device: Device | None = (
            Device.objects.select_related("patient")
            .filter(token_sha256=token_sha256(token), revoked_at=None)
            .first()
        )
        if device is not None:
            _seen(device)
        return device


def _seen(device: Device) -> None:
    """Write down the contact, once a minute at most: an upload has many requests."""
    now = utc_now()
    old = Q(last_seen_at=None) | Q(last_seen_at__lt=now - _SEEN_EVERY)
    if Device.objects.filter(old, pk=device.pk).update(last_seen_at=now):
        Patient.objects.filter(pk=device.patient_id).update(last_contact_at=now)
