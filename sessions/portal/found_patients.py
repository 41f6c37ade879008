"""Who is meant by a few letters: patients whose code or name has words that begin so.

As quick among 100,000 as among ten: one walk along the index of words, and it stops where nobody
would read on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from sessions.portal.access import PatientsInReach
from sessions.portal.folded_words import folded_words
from sessions.portal.models import Patient, SearchWord

MOST_SHOWN = 50
MOST_LOOKED_AT = 200
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class FoundPatients:
    """Those who are meant, whose whole code was typed first; then who needs somebody."""

    patients: tuple[Patient, ...]
    more: bool
    """Whether there are more: more letters would tell."""


def found_patients(patients: PatientsInReach, clinics: Iterable[UUID], text: str) -> FoundPatients:
    """Return the patients whose words begin as what was typed, in any order.

    Where somebody may not see names, nobody is found by theirs. Those whose treatment is over are
    found, too: there is no other way to them.

    Args:
        patients: Those whom somebody may see.
        clinics: At which they may.
        text: What was typed.
    """
    beginnings = sorted(folded_words(text), key=len, reverse=True)[:MOST_WORDS]
    if not beginnings:
        return FoundPatients((), more=False)
    found: dict[UUID, None] = {}
    more = False
    for clinic in clinics:
        numbers = _numbers(clinic, beginnings, names=clinic in patients.named_at)
        more = more or len(numbers) > MOST_LOOKED_AT
        found.update(dict.fromkeys(numbers))
    whole = "".join(folded_words(text))
    ordered = sorted(patients.filter(pk__in=found), key=lambda one: _place(one, whole))
    return FoundPatients(tuple(ordered[:MOST_SHOWN]), more or len(ordered) > MOST_SHOWN)


def _numbers(clinic: UUID, beginnings: list[str], *, names: bool) -> list[UUID]:
    """Return who at a clinic has a word for each beginning; the longest is looked up first."""
    words = SearchWord.objects.filter(clinic=clinic)
    if not names:
        words = words.filter(of_name=False)
    longest, *others = beginnings
    hits = words.filter(word__startswith=longest)
    for other in others:
        hits = hits.filter(
            Exists(words.filter(patient=OuterRef("patient"), word__startswith=other))
        )
    return list(hits.values_list("patient", flat=True)[: MOST_LOOKED_AT + 1])


def _place(patient: Patient, whole: str) -> tuple[bool, bool, int, float, str]:
    return (
        "".join(folded_words(patient.code)) != whole,
        patient.discharged_at is not None,
        -patient.attention,
        -patient.active_at.timestamp(),
        patient.code,
    )
