"""A session as a FHIR R4 bundle: who, what was asked and answered, what was done and measured.

The bundle is a transaction whose entries have ids made from the session's own id: sending it twice
changes nothing. *Skipped* and *not asked* stay two different things by their data-absent-reason
(``asked-declined`` and ``not-asked``). The patient is a pseudonymous code; no name is known here.

LOINC 72514-3 is "Pain severity - 0-10 verbal numeric rating [Score] - Reported". Everything that
has no code of a public system has one of our own, under `OWN`.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import JsonValue

from sessions.errors import ExportError
from sessions.events.entry import OutcomeMeasured, RatingGiven
from sessions.events.log import LogReading
from sessions.events.summary import summarise
from sessions.export.fhir_form import questionnaire, response
from sessions.export.session_data import SessionData

Resource: TypeAlias = dict[str, JsonValue]

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
OWN = "urn:mirrorlimb"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
PAIN_CODE = {
    "system": LOINC,
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
_ABSENT_CODES = {"skipped": "asked-declined", "not_asked": "not-asked"}
_STATUS = {"completed": "completed", "interrupted": "stopped", "error": "stopped"}


def bundle(session: SessionData) -> Resource:
    """Return the session as a transaction bundle, ready for `json.dumps`.

    Raises:
        ExportError: the package that checks it is missing, or what was made is no valid bundle.
    """
    made = list(_resources(session))
    entries: list[JsonValue] = [
        {
            "fullUrl": f"urn:uuid:{made_id}",
            "resource": resource,
            "request": {"method": "PUT", "url": f"{resource['resourceType']}/{made_id}"},
        }
        for made_id, resource in made
    ]
    whole: Resource = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    _check(whole)
    return whole


def _resources(session: SessionData) -> Iterator[tuple[UUID, Resource]]:
    started = session.started
    patient_id = uuid5(NAMESPACE_URL, f"{OWN}:patient:{started.patient_code}")
    subject: Resource = {"reference": f"urn:uuid:{patient_id}"}

    def named(part: str) -> UUID:
        return uuid5(started.session_id, part)

    yield (
        patient_id,
        {
            "resourceType": "Patient",
            "id": str(patient_id),
            "identifier": [{"system": f"{OWN}:patient-code", "value": started.patient_code}],
        },
    )
    device_id = named("device")
    yield (
        device_id,
        {
            "resourceType": "Device",
            "id": str(device_id),
            "deviceName": [{"name": "mirrorlimb", "type": "user-friendly-name"}],
            "version": [{"value": started.software_version}],
            "note": [{"text": f"sensor: {started.sensor.driver}"}],
        },
    )
    yield named("procedure"), _procedure(session, str(named("procedure")), subject)
    if session.ratings:
        form_id, response_id = named("questionnaire"), named("response")
        form = questionnaire(session.ratings, str(form_id))
        yield form_id, form
        answered = response(session.ratings, str(response_id), f"urn:uuid:{form_id}", subject)
        yield (
            response_id,
            answered | {"authored": session.wall(session.entries[-1].at_s).isoformat()},
        )
        for i, entry in enumerate(session.ratings):
            made_id = named(f"rating {i}")
            pain = _pain(entry, str(made_id), subject, f"urn:uuid:{response_id}")
            if pain is not None:
                yield made_id, pain
    for i, outcome in enumerate(e for e in session.entries if isinstance(e, OutcomeMeasured)):
        made_id = named(f"outcome {i}")
        yield made_id, _outcome(session, outcome, str(made_id), subject, f"urn:uuid:{device_id}")


def _procedure(session: SessionData, made_id: str, subject: Resource) -> Resource:
    summary = summarise(LogReading(session.entries, (), 0))
    ended = summary.ended if summary is not None else "not_sealed"
    return {
        "resourceType": "Procedure",
        "id": made_id,
        "status": _STATUS.get(str(ended), "stopped"),
        "code": {
            "coding": [{"system": f"{OWN}:plan", "code": session.started.plan.name}],
            "text": session.started.plan.title_in("en"),
        },
        "subject": subject,
        "performedPeriod": {
            "start": session.started.anchor.wall.isoformat(),
            "end": session.wall(session.entries[-1].at_s).isoformat(),
        },
        "bodySite": [{"text": f"{session.started.affected_side} {session.started.plan.limb}"}],
    }


def _pain(
    entry: RatingGiven, made_id: str, subject: Resource, derived_from: str
) -> Resource | None:
    """Return a pain intensity as an Observation; None for other questions and those not asked."""
    rating = entry.rating
    if str(rating.quantity) != "intensity" or rating.value == "not_asked":
        return None
    observation: Resource = {
        "resourceType": "Observation",
        "id": made_id,
        "status": "final" if rating.confirmed else "preliminary",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey"}]}],
        "code": {"coding": [dict(PAIN_CODE)]},
        "subject": subject,
        "effectiveDateTime": rating.answered_at.isoformat(),
        "derivedFrom": [{"reference": derived_from}],
        "method": {"text": f"asked on screen: {rating.moment}"},
    }
    if isinstance(rating.value, int):
        return observation | {
            "valueQuantity": {
                "value": rating.value,
                "unit": "{score}",
                "system": UCUM,
                "code": "{score}",
            }
        }
    absent = _ABSENT_CODES[str(rating.value)]
    return observation | {"dataAbsentReason": {"coding": [{"system": _ABSENT, "code": absent}]}}


def _outcome(
    session: SessionData, outcome: OutcomeMeasured, made_id: str, subject: Resource, device: str
) -> Resource:
    observation: Resource = {
        "resourceType": "Observation",
        "id": made_id,
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "activity"}]}],
        "code": {
            "coding": [{"system": f"{OWN}:measure", "code": outcome.measure}],
            "text": " ".join(
                p for p in (outcome.exercise, outcome.measure, outcome.condition) if p
            ),
        },
        "subject": subject,
        "effectiveDateTime": session.wall(outcome.at_s).isoformat(),
        "device": {"reference": device},
    }
    if outcome.value is None:
        return observation | {
            "dataAbsentReason": {"coding": [{"system": _ABSENT, "code": "unknown"}]}
        }
    return observation | {"valueQuantity": {"value": outcome.value, "unit": _unit(outcome.measure)}}


def _unit(measure: str) -> str:
    """Return the unit that the measure's name ends in; ``1`` where it has none."""
    units = {"s": "s", "ms": "ms", "rad": "rad", "deg": "deg", "m": "m", "hz": "Hz", "uv": "uV"}
    return units.get(measure.rsplit("_", 1)[-1], "1")


def _check(whole: Resource) -> None:
    try:
        from fhir.resources.R4B.bundle import Bundle
    except ImportError as error:
        raise ExportError("FHIR needs fhir.resources: pip install 'mirrorlimb[export]'") from error
    try:
        Bundle.model_validate(whole)
    except ValueError as error:
        # The validator's own words repeat what was answered; they stay in the traceback's cause.
        raise ExportError("what was made of this session is no valid FHIR bundle") from error


def together(sessions: Sequence[SessionData]) -> Resource:
    """Return several sessions in one transaction; what they share stands there once.

    Raises:
        ExportError: as `bundle`.
    """
    entries: dict[str, JsonValue] = {}
    for session in sessions:
        made = bundle(session)["entry"]
        assert isinstance(made, list)
        for entry in made:
            assert isinstance(entry, dict)
            entries[str(entry["fullUrl"])] = entry
    return {"resourceType": "Bundle", "type": "transaction", "entry": list(entries.values())}
