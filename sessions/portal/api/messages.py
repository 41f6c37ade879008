"""Messages down, and word back when the patient has seen one."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from sessions.portal.api.refused import REFUSALS, RefusedError
from sessions.portal.models import Device, Message
from sessions.portal.receiving.arrival import utc_now

router = Router()
MOST = 20


class WaitingMessage(Schema):
    """A message that the patient has not seen."""

    id: UUID
    written_at: datetime
    text: str


@router.get("/messages", response={200: list[WaitingMessage], **REFUSALS})
def get_messages(request: HttpRequest) -> list[WaitingMessage]:
    """Return what the patient has not seen, the oldest first."""
    device: Device = request.auth
    waiting = Message.objects.filter(
        patient=device.patient_id, shown_at=None, withdrawn_at=None
    ).order_by("written_at")[:MOST]
    found = [WaitingMessage(id=m.pk, written_at=m.written_at, text=m.text) for m in waiting]
    Message.objects.filter(pk__in=[m.id for m in found], fetched_at=None).update(
        fetched_at=utc_now()
    )
    return found


@router.put("/messages/{message_id}/shown", response={204: None, **REFUSALS})
def put_shown(request: HttpRequest, message_id: UUID) -> Status[None]:
    """Note that the patient saw a message; said twice, the first time counts."""
    device: Device = request.auth
    mine = Message.objects.filter(pk=message_id, patient=device.patient_id)
    if not mine.exists():
        raise RefusedError(404, "no_message", "there is no such message")
    mine.filter(shown_at=None).update(shown_at=utc_now())
    return Status(204, None)
