"""The code that a therapist reads to a patient over the phone: ``K7X 4HR 2AC``.

The first three letters find the code and are no secret; the other six are, and only their hash is
kept. It is good once, for an hour, for five tries.

The alphabet has no two signs that look alike on paper (0 O, 1 I L, 5 S, 8 B) or sound alike over
the phone (B D G P T, M N, F S): 20^6 = 64 million codes for five tries.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.db.models import F

from sessions.portal.models import EnrolmentCode, Patient, StaffMember

ALPHABET = "234679ACEFHJKMQRUWXY"
GOOD_FOR = timedelta(hours=1)
TRIES = 5
_SELECTOR = 3
_SECRET = 6
_ATTEMPTS = 20


def issue(patient: Patient, *, by: StaffMember | None, now: datetime) -> str:
    """Make a code for a patient's computer; earlier ones for the patient no longer work."""
    EnrolmentCode.objects.filter(patient=patient).delete()
    EnrolmentCode.objects.filter(expires_at__lt=now).delete()
    secret = _draw(_SECRET)
    for _ in range(_ATTEMPTS):
        selector = _draw(_SELECTOR)
        try:
            with transaction.atomic():
                EnrolmentCode.objects.create(
                    patient=patient,
                    selector=selector,
                    secret_hash=make_password(secret),
                    issued_by=by,
                    expires_at=now + GOOD_FOR,
                    tries_left=TRIES,
                )
        except IntegrityError:
            continue  # somebody else's code begins so
        return f"{selector} {secret[:3]} {secret[3:]}"
    raise RuntimeError("too many enrolment codes are open at once")


def redeem(told: str, *, now: datetime) -> Patient | None:
    """Return the patient for whom a code was issued, once; None for any other code."""
    code = plain(told)
    selector, secret = code[:_SELECTOR], code[_SELECTOR:]
    with transaction.atomic():
        row = (
            EnrolmentCode.objects.select_for_update(of=("self",))
            .select_related("patient__clinic")
            .filter(selector=selector, expires_at__gt=now, tries_left__gt=0)
            .first()
        )
        if row is None:
            # As slow as a wrong secret, so that nobody learns which selectors are in use.
            make_password(secret)
            return None
        if not check_password(secret, row.secret_hash):
            EnrolmentCode.objects.filter(pk=row.pk).update(tries_left=F("tries_left") - 1)
            return None
        row.delete()
    patient: Patient = row.patient
    return patient


def plain(told: str) -> str:
    """Return a code as it was issued: however it was grouped and written down."""
    return "".join(sign for sign in told.upper() if sign.isalnum())


def _draw(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
