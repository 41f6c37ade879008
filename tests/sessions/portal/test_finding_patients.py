"""Looking for a patient: by code or name, for whom may see names; never in an address or a log."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from sessions.portal.access import PatientsInReach
from sessions.portal.folded_words import folded_words
from sessions.portal.found_patients import MOST_SHOWN, FoundPatients, found_patients
from sessions.portal.models import (
    AccessRecord,
    Clinic,
    Membership,
    Patient,
    Role,
    SearchWord,
    StaffMember,
)
from sessions.portal.models.search_word import keep_words
from tests.sessions.portal.browser import chromium, page_of

Staff = Callable[[Clinic, str], StaffMember]
SignIn = Callable[[StaffMember], Client]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def look_for(client: Client, text: str) -> str:
    answer = client.post(reverse("find_patients"), {"looked_for": text}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def found(clinic: Clinic, text: str, *, names: bool = True) -> FoundPatients:
    reach = PatientsInReach(Patient).filter(clinic=clinic)
    reach.named_at = frozenset({clinic.pk} if names else ())
    return found_patients(reach, [clinic.pk], text)


def codes(clinic: Clinic, text: str, *, names: bool = True) -> list[str]:
    return [patient.code for patient in found(clinic, text, names=names).patients]


def test_words_are_kept_without_case_accents_and_signs() -> None:
    assert folded_words("Zoë O'Brien-Maß, ZOE") == ("zoe", "obrien", "mass")
    assert folded_words("Иванов 田中") == ("иванов", "田中")
    assert folded_words(" _-'% ") == ()


def test_a_patient_is_found_by_the_beginnings_of_code_and_of_any_name(
    clinic: Clinic, other_clinic: Clinic, patient: Patient
) -> None:
    Patient.objects.create(clinic=clinic, code="P02", display_name="Mária Nováková")
    Patient.objects.create(clinic=clinic, code="X1", display_name="")
    Patient.objects.create(clinic=other_clinic, code="P03", display_name="Maria Quimby")
    assert sorted(codes(clinic, "p0")) == ["P01", "P02"]
    assert sorted(codes(clinic, "maria")) == ["P01", "P02"]
    assert codes(clinic, "NOVAKOVA, mari") == ["P02"]
    assert codes(clinic, "qui p01") == ["P01"]
    assert codes(clinic, "uimby") == []
    assert codes(clinic, "%") == codes(clinic, "") == []
    assert codes(clinic, "p") == codes(clinic, "P", names=False)


def test_a_new_name_is_found_and_the_old_one_no_more(clinic: Clinic, patient: Patient) -> None:
    patient.display_name = "Maria Ferreira"
    patient.save()
    patient.save(update_fields=["discharged_at"])
    assert codes(clinic, "ferr") == ["P01"]
    assert codes(clinic, "quimby") == []
    patient.delete()
    assert not SearchWord.objects.exists()


def test_who_is_typed_whole_comes_first_then_who_needs_somebody_and_who_has_left_last(
    clinic: Clinic,
) -> None:
    for code, attention, left in (("A10", 0, False), ("A1", 0, True), ("A11", 9, False)):
        Patient.objects.create(
            clinic=clinic,
            code=code,
            attention=attention,
            discharged_at=timezone.now() if left else None,
        )
    assert codes(clinic, "a1") == ["A1", "A11", "A10"]
    assert codes(clinic, "a") == ["A11", "A10", "A1"]


def test_where_many_match_some_are_shown_and_more_letters_are_asked_for(
    clinic: Clinic, therapist: Client
) -> None:
    Patient.objects.bulk_create(Patient(clinic=clinic, code=f"B{n:03}") for n in range(300))
    keep_words(Patient.objects.all())
    some = found(clinic, "b")
    assert (len(some.patients), some.more) == (MOST_SHOWN, True)
    assert "More letters" in look_for(therapist, "b")
    assert (codes(clinic, "b29"), found(clinic, "b29").more) == (
        [f"B{n}" for n in range(290, 300)],
        False,
    )


def test_a_researcher_finds_by_code_alone(
    clinic: Clinic, patient: Patient, staff: Staff, sign_in: SignIn
) -> None:
    for role, by_name in ((Role.THERAPIST, True), (Role.LEAD, True), (Role.RESEARCHER, False)):
        client = sign_in(staff(clinic, role))
        assert (str(patient.pk) in look_for(client, "quimby")) == by_name
        page = look_for(client, "p01")
        assert str(patient.pk) in page
        assert ("Maria Quimby" in page) == by_name


def test_who_is_a_researcher_at_one_of_two_clinics_finds_nobody_there_by_name(
    clinic: Clinic, other_clinic: Clinic, patient: Patient, therapist: Client
) -> None:
    Membership.objects.create(
        staff=StaffMember.objects.get(), clinic=other_clinic, role=Role.RESEARCHER
    )
    there = Patient.objects.create(clinic=other_clinic, code="P02", display_name="Ann Quimby")
    page = look_for(therapist, "quimby")
    assert str(patient.pk) in page
    assert str(there.pk) not in page
    page = look_for(therapist, "p0")
    assert str(there.pk) in page
    assert "Maria Quimby" in page
    assert "Ann Quimby" not in page


def test_what_was_typed_stands_in_no_address_and_no_record_and_the_look_is_written_down(
    clinic: Clinic, patient: Patient, therapist: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = therapist.post(reverse("find_patients"), {"looked_for": "Quimby"}, follow=True)
    assert answer.redirect_chain == [(reverse("find_patients"), 302)]
    assert answer.request["QUERY_STRING"] == ""
    said = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not [line for line in said if "quimby" in line.lower()]
    (look,) = AccessRecord.objects.filter(what="find_patients")
    assert (look.did, look.clinic) == ("listed", clinic.pk)
    assert "quimby" not in json.dumps(list(AccessRecord.objects.values()), default=str).lower()
    answer = therapist.get(f"{reverse('find_patients')}?looked_for=nobody")
    assert "1 patient found" in answer.content.decode()  # an address can't ask for anybody


def test_another_member_of_staff_in_the_same_browser_sees_nothing_of_the_search(
    clinic: Clinic, patient: Patient, staff: Staff
) -> None:
    client = Client()
    client.force_login(staff(clinic, Role.THERAPIST))
    look_for(client, "quimby")
    client.logout()
    client.force_login(staff(clinic, Role.LEAD))
    page = client.get(reverse("find_patients")).content.decode()
    assert "quimby" not in page.lower()


def test_an_empty_search_leads_back_to_the_whole_list(therapist: Client, patient: Patient) -> None:
    answer = therapist.post(reverse("find_patients"), {"looked_for": "  "})
    assert answer["Location"] == reverse("patients")


def test_beginnings_of_words_are_found_along_the_index_and_no_further_than_is_shown(
    clinic: Clinic,
) -> None:
    Patient.objects.bulk_create(
        Patient(clinic=clinic, code=f"C{n}", display_name=f"Name {n}") for n in range(3000)
    )
    keep_words(Patient.objects.all())
    words = SearchWord.objects.filter(clinic=clinic, word__startswith="c29")
    with connection.cursor() as cursor:
        sql, parameters = words.values_list("patient")[:201].query.sql_with_params()
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE portal_searchword")
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
            answer = cursor.fetchone()[0]
            plan = json.dumps(json.loads(answer) if isinstance(answer, str) else answer)
            assert "words_at_a_clinic" in plan
            assert "~>=~" in plan
            assert "Seq Scan" not in plan
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
            (step,) = [row[3] for row in cursor.fetchall()]
            assert "USING INDEX words_at_a_clinic" in step


@pytest.mark.django_db(transaction=True)
def test_somebody_is_found_by_keys_alone(
    clinic: Clinic, patient: Patient, therapist: Client, browser: Browser, live_server: object
) -> None:
    Patient.objects.create(clinic=clinic, code="P02", display_name="Jo Ferreira")
    page = page_of(browser, therapist, str(live_server), bypass_csp=True)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server}{reverse('patients')}")
    page.get_by_role("searchbox", name="Find a patient").focus()
    page.keyboard.type("ferr")
    page.keyboard.press("Enter")
    page.get_by_text("1 patient found").wait_for()
    assert page.url.endswith(reverse("find_patients"))
    assert page.get_by_role("searchbox").input_value() == "ferr"
    found_by_axe = Axe().run(page)
    assert found_by_axe.violations_count == 0, found_by_axe.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="P02").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="P02").wait_for()
    page.go_back()
    page.get_by_text("1 patient found").wait_for()
    assert page.complaints == []
    page.close()
