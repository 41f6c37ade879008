"""A form that is not the portal's own is refused at every address, whoever is signed in."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from sessions.portal.models import Clinic, Role, StaffMember
from tests.sessions.portal.test_access import NAMES

ANY = {"kind": "arm", "part": "pigment", "number": 1, "uidb36": "1", "key": "a-b"}
PAGES = [name for name in NAMES if not name.startswith("v1:")]


@pytest.mark.parametrize("token", ["", "x" * 64], ids=["no token", "somebody else's token"])
def test_a_forged_form_is_refused_everywhere(
    token: str, clinic: Clinic, staff: Callable[[Clinic, str], StaffMember]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(staff(clinic, Role.LEAD))
    browser.get(reverse("patients"))  # it has a token of its own
    taken = {}
    for name in PAGES:
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        address = reverse(name, kwargs={key: ANY.get(key, uuid4()) for key in wanted})
        taken[name] = browser.post(address, {"csrfmiddlewaretoken": token}).status_code
    assert len(taken) > 40
    assert {name: status for name, status in taken.items() if status != 403} == {}
