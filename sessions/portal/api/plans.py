"""Plans down: what holds for the patient now, with its hash."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Schema, Status

from sessions.portal.api.refused import REFUSALS
from sessions.portal.models import Device, PlanVersion
from sessions.portal.receiving.arrival import utc_now

router = Router()


class OrderedPlan(Schema):
    """The version that holds."""

    number: int
    kind: Literal["plan", "course"]
    sha256: str
    document: str
    """The canonical JSON that was hashed."""


@router.get("/plan", response={200: OrderedPlan, 204: None, 304: None, **REFUSALS})
def get_plan(
    request: HttpRequest,
    response: HttpResponse,
    known: Annotated[str, Header(alias="If-None-Match", max_length=80)] = "",
) -> Status[OrderedPlan | None]:
    """Return the version that holds; nothing where there is none, or it is known already."""
    device: Device = request.auth
    version = PlanVersion.objects.filter(patient=device.patient_id).order_by("-number").first()
    if version is None:
        return Status(204, None)
    response["ETag"] = f'"{version.number}-{version.sha256}"'
    if known == response["ETag"]:
        return Status(304, None)
    PlanVersion.objects.filter(pk=version.pk, fetched_at=None).update(fetched_at=utc_now())
    return Status(
        200,
        OrderedPlan(
            number=version.number,
            kind=version.kind,
            sha256=version.sha256,
            document=version.document,
        ),
    )
