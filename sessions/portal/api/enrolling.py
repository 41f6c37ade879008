"""A patient's computer trades the code from the phone for a token of its own."""

from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from sessions.portal import access
from sessions.portal.api.device_token import new_token, token_sha256
from sessions.portal.api.refused import REFUSALS, RefusedError
from sessions.portal.enrolment_code import redeem
from sessions.portal.models import Device
from sessions.portal.receiving.arrival import utc_now

router = Router()


class EnrolmentRequest(Schema):
    """What the computer knows of itself; nothing of the person."""

    code: str = Field(min_length=1, max_length=40)
    system: str = Field(default="", max_length=40)
    software_version: str = Field(default="", max_length=40)


class Enrolled(Schema):
    """What the computer is given."""

    device_id: UUID
    token: str
    patient_code: str
    clinic: str


@router.post("/enrol", auth=None, response={201: Enrolled, **REFUSALS})
def enrol(request: HttpRequest, told: EnrolmentRequest) -> Status[Enrolled]:
    """Enrol a computer by its code."""
    if not ratelimit.consume(request, action="enrol"):
        raise RefusedError(429, "too_often", "too many tries: wait a minute and try again")
    patient = redeem(told.code, now=utc_now())
    if patient is None:
        raise RefusedError(
            403,
            "wrong_code",
            "this code is not right, or no longer good: ask the clinic for another",
        )
    token = new_token()
    device = Device.objects.create(
        patient=patient,
        token_sha256=token_sha256(token),
        system=told.system,
        software_version=told.software_version,
    )
    access.record(request, did="enrolled", patient=patient, device=device.pk)
    return Status(
        201,
        Enrolled(
            device_id=device.pk, token=token, patient_code=patient.code, clinic=patient.clinic.name
        ),
    )
