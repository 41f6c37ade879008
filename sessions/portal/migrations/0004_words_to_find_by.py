from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from sessions.portal.folded_words import folded_words


def keep_words(apps: Any, schema_editor: object) -> None:
    """Keep the words of everybody who is there already."""
    patients = apps.get_model("portal", "Patient").objects.order_by("pk")
    search_word = apps.get_model("portal", "SearchWord")
    some = []
    for patient in patients.iterator(chunk_size=1000):
        for text, of_name in ((patient.code, False), (patient.display_name, True)):
            some += [
                search_word(
                    patient_id=patient.pk, clinic_id=patient.clinic_id, word=word, of_name=of_name
                )
                for word in folded_words(text)
            ]
        if len(some) > 5000:
            search_word.objects.bulk_create(some, batch_size=500)
            some = []
    search_word.objects.bulk_create(some, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_patients_in_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("of_name", models.BooleanField()),
                (
                    "clinic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="portal.clinic",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_words",
                        to="portal.patient",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["clinic", "word"],
                        name="words_at_a_clinic",
                        opclasses=("uuid_ops", "varchar_pattern_ops"),
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("patient", "word", "of_name"), name="a_word_once"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_words, migrations.RunPython.noop, elidable=True),
    ]
