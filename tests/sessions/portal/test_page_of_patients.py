"""The list of patients, page after page: everybody once, in order, by walks along an index."""

import json
import re
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from sessions.portal.models import Clinic, Membership, Patient, Role, StaffMember
from sessions.portal.page_of_patients import (
    MOST_COUNTED,
    PAGE,
    PageOfPatients,
    following,
    page_of_patients,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def fill(clinic: Clinic, count: int, chance: Random) -> None:
    """Make patients, many of whom differ in their ids alone; the same each time."""
    Patient.objects.bulk_create(
        Patient(
            id=UUID(int=chance.getrandbits(128), version=4),
            clinic=clinic,
            code=f"X{number}",
            attention=chance.choice((0, 0, 0, 2)),
            last_session_at=chance.choice(
                (None, NOW, NOW - timedelta(hours=chance.randrange(1000)))
            ),
        )
        for number in range(count)
    )


def in_order(patients: list[Patient]) -> list[Patient]:
    """Those who need somebody first; then who played last; who never played comes last."""
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(
        patients,
        key=lambda p: (p.attention, p.last_session_at or never, p.pk.int),
        reverse=True,
    )


def both(clinic: Clinic, other_clinic: Clinic, **place: object) -> PageOfPatients:
    reach = [clinic.pk, other_clinic.pk]
    return page_of_patients(Patient.objects.filter(clinic__in=reach), reach, **place)  # type: ignore[arg-type]


def test_walking_on_and_back_shows_everybody_at_all_clinics_once_and_in_order(
    clinic: Clinic, other_clinic: Clinic
) -> None:
    fill(clinic, 2 * PAGE, Random(1))
    fill(other_clinic, PAGE + 7, Random(2))
    gone = Patient.objects.create(clinic=clinic, code="GONE", attention=3, discharged_at=NOW)
    here = Patient.objects.filter(clinic__in=(clinic, other_clinic))
    expected = in_order(list(here.exclude(pk=gone.pk)))
    page = both(clinic, other_clinic)
    assert page.earlier is None
    pages = [page]
    while page.further:
        page = both(clinic, other_clinic, after=page.further)
        pages.append(page)
    assert [p for one in pages for p in one.patients] == expected
    assert [len(one.patients) for one in pages] == [PAGE, PAGE, PAGE, 7]
    for before in reversed(pages[:-1]):
        assert page.earlier is not None
        page = both(clinic, other_clinic, before=page.earlier)
        assert page == before


def test_a_page_after_somebody_who_has_left_is_the_beginning(
    clinic: Clinic, other_clinic: Clinic
) -> None:
    fill(clinic, PAGE + 1, Random(3))
    somebody = Patient.objects.order_by("attention").first()
    assert somebody is not None
    number = somebody.pk
    somebody.delete()
    for place in ({"after": number}, {"before": number}):
        assert both(clinic, other_clinic, **place) == both(clinic, other_clinic)


def test_many_patients_are_said_to_be_many_instead_of_counted_to_the_end(
    clinic: Clinic, therapist: Client
) -> None:
    fill(clinic, MOST_COUNTED, Random(4))
    assert '<p class="soft">1,000 patients' in therapist.get("/patients/").content.decode()
    fill_one = Patient.objects.create(clinic=clinic, code="ONE")
    page = therapist.get("/patients/").content.decode()
    assert "More than 1,000 patients" in page
    further = re.search(r'href="(\?after=[^"]+)"', page)
    assert further is not None
    second = therapist.get(f"/patients/{further[1]}").content.decode()
    assert "Earlier in the list" in second
    assert set(re.findall(r"/patients/([0-9a-f-]{36})/", page)).isdisjoint(
        re.findall(r"/patients/([0-9a-f-]{36})/", second)
    )
    assert therapist.get("/patients/?after=nonsense").content.decode().count(
        str(fill_one.pk)
    ) == page.count(str(fill_one.pk))


def test_who_works_at_two_clinics_sees_one_list_of_both(
    clinic: Clinic, other_clinic: Clinic, therapist: Client
) -> None:
    Membership.objects.create(
        staff=StaffMember.objects.get(), clinic=other_clinic, role=Role.RESEARCHER
    )
    calm = Patient.objects.create(clinic=clinic, code="CALM", display_name="Ann")
    worse = Patient.objects.create(
        clinic=other_clinic, code="WORSE", display_name="Never shown", attention=2
    )
    page = therapist.get("/patients/").content.decode()
    assert page.index(worse.code) < page.index(calm.code)
    assert "Never shown" not in page


def nodes(plan: dict[str, object]) -> list[dict[str, object]]:
    below = plan.get("Plans", [])
    assert isinstance(below, list)
    return [plan, *(node for part in below for node in nodes(part))]


@pytest.mark.parametrize("backwards", [False, True], ids=["on", "back"])
def test_a_page_far_down_reads_its_own_rows_along_the_index_and_no_others(
    clinic: Clinic, backwards: bool
) -> None:
    fill(clinic, 5000, Random(5))
    rest = Patient.objects.filter(discharged_at=None, clinic=clinic)
    deep = in_order(list(rest))[3000]
    page = following(rest, (deep.attention, deep.active_at, deep.pk), backwards=backwards)
    assert len(page) == PAGE + 1
    with connection.cursor() as cursor:
        sql, parameters = page.query.sql_with_params()
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE portal_patient")
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters)
            answer = cursor.fetchone()[0]
            plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
            limit, scan = nodes(plan)
            assert (limit["Node Type"], scan["Node Type"]) == ("Limit", "Index Scan")
            assert scan["Index Name"] == "patients_in_order"
            assert "ROW" in str(scan["Index Cond"])
            assert scan["Actual Rows"] == PAGE + 1
            assert scan.get("Rows Removed by Filter", 0) == 0
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
            (step,) = [row[3] for row in cursor.fetchall()]
            # No second step that sorts; a clinic on SQLite is small enough to walk along.
            assert "USING INDEX patients_in_order" in step
