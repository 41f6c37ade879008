"""The interface keeps to what it publishes, whatever it is asked: schemathesis, bounded."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from sessions.portal.api.device_token import new_token, token_sha256
from sessions.portal.api.portal_api import api
from sessions.portal.models import Device, Patient

SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
_PORTAL = get_wsgi_application()
SCHEMA.app = lambda environ, start: _PORTAL({"REMOTE_ADDR": "127.0.0.1", **environ}, start)
EXCLUDED = [
    check
    for check in CHECKS.get_all()
    # A body must match its own hash, which no schema can say; methods are Django's to refuse.
    if check.__name__ in ("positive_data_acceptance", "unsupported_method")
]


# One connection from request to request, and with it the test's own data.
pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def token(patient: Patient) -> str:
    token = new_token()
    Device.objects.create(patient=patient, token_sha256=token_sha256(token))
    return token


@SCHEMA.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_interface_answers_as_it_publishes(case: schemathesis.Case, token: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=EXCLUDED)
