"""One page of the list of patients: as quick with 100,000 patients, and far down, as at its start.

A page begins after the patient who ended the one before (no row is counted off first), and a
count stops where nobody would read on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from sessions.portal.models import Patient

PAGE = 50
MOST_COUNTED = 1000
_ORDER = ("attention", "active_at", "id")
_PLACE = Tuple(*(F(name) for name in _ORDER))


@dataclass(frozen=True, slots=True)
class PageOfPatients:
    """Patients in the order in which somebody should look, and what lies before and behind them."""

    patients: tuple[Patient, ...]
    earlier: UUID | None
    """The patient before whom the page before ends."""
    further: UUID | None
    """The patient after whom the next page begins."""
    count: int
    more: bool
    """Whether there are more than were counted."""


def page_of_patients(
    patients: "QuerySet[Patient]",
    clinics: Iterable[UUID],
    *,
    after: UUID | None = None,
    before: UUID | None = None,
) -> PageOfPatients:
    """Return one page of the patients under treatment.

    Args:
        patients: Those whom somebody may see.
        clinics: At which they may; each is asked for itself, since the index begins with it.
        after: The patient who ended the page before; unknown ones are the beginning.
        before: The patient who began the page behind.
    """
    patients = patients.filter(discharged_at=None)
    by_clinic = [patients.filter(clinic=clinic) for clinic in clinics]
    backwards = before is not None
    place = _place_of(patients, before if backwards else after)
    backwards = backwards and place is not None
    found = list(islice(merge(*_runs(by_clinic, place, backwards), key=_key(backwards)), PAGE + 1))
    shown, more = found[:PAGE], len(found) > PAGE
    if backwards:
        shown.reverse()
    begins = not more if backwards else place is None
    ends = False if backwards else not more
    counted = [one.order_by()[: MOST_COUNTED + 1].count() for one in by_clinic]
    return PageOfPatients(
        patients=tuple(shown),
        earlier=shown[0].pk if shown and not begins else None,
        further=shown[-1].pk if shown and not ends else None,
        count=min(sum(counted), MOST_COUNTED),
        more=sum(counted) > MOST_COUNTED,
    )


def following(
    patients: "QuerySet[Patient]", place: tuple[Any, ...] | None, *, backwards: bool = False
) -> "QuerySet[Patient]":
    """Return the patients of one clinic from a place on, as one walk along one index."""
    if place is not None:
        beyond = TupleGreaterThan if backwards else TupleLessThan
        patients = patients.filter(beyond(_PLACE, place))
    sign = "" if backwards else "-"
    return patients.order_by(*(sign + name for name in _ORDER))[: PAGE + 1]


def _runs(
    by_clinic: "list[QuerySet[Patient]]", place: tuple[Any, ...] | None, backwards: bool
) -> "list[QuerySet[Patient]]":
    return [following(one, place, backwards=backwards) for one in by_clinic]


def _place_of(patients: "QuerySet[Patient]", patient_id: UUID | None) -> tuple[Any, ...] | None:
    if patient_id is None:
        return None
    place: tuple[Any, ...] | None = patients.filter(pk=patient_id).values_list(*_ORDER).first()
    return place


def _key(backwards: bool) -> Any:
    """Return the same order for putting several clinics' patients together."""

    def forwards(patient: Patient) -> tuple[float, ...]:
        return (-patient.attention, -patient.active_at.timestamp(), -patient.pk.int)

    def back(patient: Patient) -> tuple[float, ...]:
        return (patient.attention, patient.active_at.timestamp(), patient.pk.int)

    return back if backwards else forwards
