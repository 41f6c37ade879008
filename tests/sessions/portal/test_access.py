"""Who sees what: every address x every role, a table. A new address without a row fails."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sessions.portal.models import (
    AccessRecord,
    Alert,
    Clinic,
    Device,
    Message,
    Patient,
    Role,
    StaffMember,
)
from sessions.portal.ordering import order_plan
from sessions.portal.receiving.arrival import utc_now
from tests.fakes.played_session import PLAN, played_session
from tests.sessions.portal.received import received

Staff = Callable[[Clinic, str], StaffMember]
SignIn = Callable[[StaffMember], Client]

COLUMNS = ("nobody", "therapist", "lead", "researcher", "administrator", "other clinic's lead")
LOGIN = 302

# What each gets for a page of the clinic `Riverside`; the last works elsewhere, as its lead.
# 302 is to the login for nobody; 405 is past the door, with a method that the page does not take.
TABLE: dict[str, tuple[int, ...]] = {
    "home": (LOGIN, 302, 302, 302, 302, 302),
    "health": (200, 200, 200, 200, 200, 200),
    "patients": (LOGIN, 200, 200, 200, 403, 200),
    "find_patients": (LOGIN, 200, 200, 200, 403, 200),
    "new_patient": (LOGIN, 200, 200, 403, 403, 200),
    "patient": (LOGIN, 200, 200, 200, 403, 404),
    "care": (LOGIN, 200, 200, 403, 403, 404),
    "change_patient": (LOGIN, 200, 200, 403, 403, 404),
    "discharge": (LOGIN, 302, 302, 403, 403, 404),
    "enrolment_code": (LOGIN, 200, 200, 403, 403, 404),
    "revoke": (LOGIN, 302, 302, 403, 403, 404),
    "order_from_file": (LOGIN, 422, 422, 403, 403, 404),
    "plan_document": (LOGIN, 200, 200, 200, 403, 404),
    "write_message": (LOGIN, 422, 422, 403, 403, 404),
    "withdraw_message": (LOGIN, 302, 302, 403, 403, 404),
    "export_patient": (LOGIN, 403, 200, 403, 403, 404),
    "delete_everything": (LOGIN, 403, 200, 403, 403, 404),
    "edit_plan": (LOGIN, 200, 200, 403, 403, 404),
    "write_note": (LOGIN, 302, 302, 403, 403, 404),
    "alert_seen": (LOGIN, 302, 302, 403, 403, 404),
    "compare": (LOGIN, 200, 200, 200, 403, 404),
    "report": (LOGIN, 200, 200, 200, 403, 404),
    "session": (LOGIN, 200, 200, 200, 403, 404),
    "replay_limb": (LOGIN, 200, 200, 200, 403, 404),
    "replay_frames": (LOGIN, 404, 404, 404, 403, 404),  # no recording has arrived
    "replay_shaders": (LOGIN, 200, 200, 200, 200, 200),
    "replay_skin": (LOGIN, 200, 200, 200, 200, 200),
    "staff": (LOGIN, 403, 200, 403, 200, 200),
    "new_staff": (LOGIN, 403, 200, 403, 200, 200),
    "clinic_rules": (LOGIN, 403, 200, 403, 200, 404),
    "change_role": (LOGIN, 403, 302, 403, 302, 404),
    "set_up_again": (LOGIN, 403, 200, 403, 200, 404),
    "access_records": (LOGIN, 403, 200, 403, 200, 200),
    "account": (LOGIN, 200, 200, 200, 200, 200),
}
POSTED = {
    "alert_seen",
    "write_note",
    "change_role",
    "discharge",
    "enrolment_code",
    "export_patient",
    "order_from_file",
    "revoke",
    "set_up_again",
    "withdraw_message",
    "write_message",
}
ALLAUTH = "account_", "mfa_", "usersessions_"


def patterns(found: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for one in found:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from patterns(one.url_patterns, inner)
        else:
            yield f"{namespace}{one.name}"


NAMES = sorted(set(patterns(get_resolver().url_patterns)))
PAGES = [n for n in NAMES if not n.startswith(("v1:", *ALLAUTH))]


def test_every_address_has_a_row() -> None:
    assert sorted(TABLE) == PAGES


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_page_opens_for_those_in_the_table_alone(
    name: str,
    clinic: Clinic,
    other_clinic: Clinic,
    patient: Patient,
    staff: Staff,
    sign_in: SignIn,
    tmp_path: Path,
) -> None:
    colleague = staff(clinic, Role.THERAPIST)
    known = {
        "session_id": received(played_session(tmp_path), patient).pk,
        "alert_id": Alert.objects.create(patient=patient, kind="told", raised_at=utc_now()).pk,
        "kind": "arm",
        "part": "pigment",
        "patient_id": patient.pk,
        "clinic_id": clinic.pk,
        "staff_id": colleague.public_id,
        "device_id": Device.objects.create(patient=patient, token_sha256="0" * 64).pk,
        "message_id": Message.objects.create(patient=patient, text="Rest well.").pk,
        "number": order_plan(patient, PLAN, source_name="plan.toml", by=None).number,
    }
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    address = reverse(name, kwargs={key: known[key] for key in wanted})
    answers = {}
    for who in COLUMNS:
        with transaction.atomic():
            client = Client()
            if who != "nobody":
                at, role = (other_clinic, Role.LEAD) if who.startswith("other") else (clinic, who)
                client = sign_in(staff(at, role))
            send = client.post if name in POSTED else client.get
            answers[who] = send(address)
            # The next finds everything as it was.
            transaction.set_rollback(True)
    # This ends a request, and with it the test's connection.
    for answer in answers.values():
        answer.close()

    got = {who: answer.status_code for who, answer in answers.items()}
    assert got == dict(zip(COLUMNS, TABLE[name], strict=True))
    if got["nobody"] == LOGIN:
        assert answers["nobody"]["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith(ALLAUTH)])
def test_nobody_opens_an_account_page_without_signing_in(name: str, client: Client) -> None:
    open_to_all = {
        "account_login",
        "account_inactive",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
    kwargs = {"uidb36": "1", "key": "a-b"} if name == "account_reset_password_from_key" else {}
    answer = client.get(reverse(name, kwargs=kwargs))
    if name in open_to_all:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith((reverse("account_login"), "/"))


def test_there_is_no_page_to_sign_up(client: Client) -> None:
    assert "account_signup" not in NAMES
    assert client.get("/account/signup/").status_code == 404


def test_a_page_that_does_not_say_whose_it_is_is_refused(
    therapist: Client, settings: object
) -> None:
    from types import ModuleType

    from django.http import HttpResponse
    from django.urls import path

    urls = ModuleType("urls_with_a_forgotten_page")
    urls.urlpatterns = [  # type: ignore[attr-defined]
        path("forgotten/", lambda request: HttpResponse("names"), name="forgotten"),
        *get_resolver().url_patterns,
    ]
    settings.ROOT_URLCONF = urls  # type: ignore[attr-defined]
    assert therapist.get("/forgotten/").status_code == 403


@pytest.mark.parametrize("role", [Role.THERAPIST, Role.RESEARCHER])
def test_a_researcher_never_sees_a_name(
    role: str, clinic: Clinic, patient: Patient, staff: Staff, sign_in: SignIn
) -> None:
    client = sign_in(staff(clinic, role))
    for address in (reverse("patients"), reverse("patient", args=[patient.pk])):
        page = client.get(address).content.decode()
        assert patient.code in page
        assert (patient.display_name in page) == (role == Role.THERAPIST)


def test_a_nameless_patient_cant_be_saved_over_the_named_one(
    clinic: Clinic, patient: Patient, staff: Staff
) -> None:
    from django.core.exceptions import PermissionDenied
    from django.test import RequestFactory

    from sessions.portal.access import Right, patient_for

    request = RequestFactory().get("/")
    request.user = staff(clinic, Role.RESEARCHER)
    request.resolver_match = None
    nameless = patient_for(request, patient.pk, Right.SEE_PATIENTS)
    assert nameless.display_name == ""
    with pytest.raises(PermissionDenied):
        nameless.save()


def test_a_look_at_a_patient_is_written_down_without_saying_who_they_are(
    therapist: Client, patient: Patient
) -> None:
    therapist.get(reverse("patient", args=[patient.pk]))
    (look,) = AccessRecord.objects.filter(did="read")
    assert (look.patient, look.what) == (patient.pk, "patient")
    assert StaffMember.objects.filter(public_id=look.staff).exists()


def test_a_refused_look_is_written_down_too(
    clinic: Clinic, patient: Patient, staff: Staff, sign_in: SignIn
) -> None:
    sign_in(staff(clinic, Role.ADMINISTRATOR)).get(reverse("patient", args=[patient.pk]))
    assert AccessRecord.objects.filter(did="refused", what="patient").exists()


def test_a_record_of_access_can_be_neither_changed_nor_deleted(
    therapist: Client, patient: Patient
) -> None:
    therapist.get(reverse("patient", args=[patient.pk]))
    look = AccessRecord.objects.get(did="read")
    with pytest.raises(TypeError, match="written once and stays"):
        look.save()
    with pytest.raises(TypeError, match="written once and stays"):
        look.delete()


def test_staff_without_a_second_factor_get_no_further_than_setting_it_up(
    clinic: Clinic, patient: Patient, staff: Staff, sign_in: SignIn
) -> None:
    from allauth.mfa.models import Authenticator

    member = staff(clinic, Role.THERAPIST)
    Authenticator.objects.filter(user=member).delete()
    client = sign_in(member)
    for name in ("home", "patients", "account"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp"))
    answer = client.get(reverse("patient", args=[patient.pk]))
    assert answer["Location"] == reverse("mfa_activate_totp")
