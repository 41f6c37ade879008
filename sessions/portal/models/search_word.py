"""What a patient is found by: each word of their code and of their name, in an index."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.signals import post_save

from sessions.portal.folded_words import LONGEST, folded_words
from sessions.portal.models.clinic import Clinic
from sessions.portal.models.patient import Patient

_FROM = frozenset({"clinic", "code", "display_name"})


class SearchWord(models.Model):
    """One word of one patient.

    It repeats what the patient's row says, so that the beginning of a name is found among 100,000
    by one look into one index; it goes with the patient, and no back-up needs it.
    """

    patient = models.ForeignKey(
        # The constraint below is an index that begins with it.
        Patient,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="search_words",
    )
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, db_index=False, related_name="+")
    word = models.CharField(max_length=LONGEST)
    of_name = models.BooleanField()
    """Of their name, so not for those who may not see names; else of their code."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("patient", "word", "of_name"), name="a_word_once"),
        )
        indexes = (
            models.Index(
                fields=("clinic", "word"),
                # PostgreSQL finds beginnings of words by it, whatever its collation.
                opclasses=("uuid_ops", "varchar_pattern_ops"),
                name="words_at_a_clinic",
            ),
        )

    def __str__(self) -> str:
        return f"word {self.pk}"


def words_of(patient: Patient) -> list[SearchWord]:
    """Return the words that a patient is found by, not kept yet."""
    return [
        SearchWord(patient_id=patient.pk, clinic_id=patient.clinic_id, word=word, of_name=of_name)
        for text, of_name in ((patient.code, False), (patient.display_name, True))
        for word in folded_words(text)
    ]


def keep_words(patients: Iterable[Patient]) -> None:
    """Keep the words of patients, of whom none are kept yet."""
    SearchWord.objects.bulk_create(
        (word for patient in patients for word in words_of(patient)), batch_size=500
    )


def _keep_anew(
    instance: Patient, *, raw: bool = False, update_fields: Iterable[str] | None = None, **_: Any
) -> None:
    if raw or (update_fields is not None and not _FROM.intersection(update_fields)):
        return
    instance.search_words.all().delete()
    keep_words((instance,))


post_save.connect(_keep_anew, sender=Patient, dispatch_uid="search words")
