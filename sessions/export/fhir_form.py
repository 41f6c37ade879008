"""What was asked as a FHIR Questionnaire, and what was answered as its response.

Questions are grouped by the moment at which they were asked; a question asked several times at
such a moment has its number in its link id. The same ratings give the same form.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pydantic import JsonValue

from sessions.asking.answer import Chosen, Painted, Shares
from sessions.asking.catalogue import item
from sessions.asking.item import in_language
from sessions.events.entry import RatingGiven

Resource: TypeAlias = dict[str, JsonValue]
_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def questionnaire(ratings: Sequence[RatingGiven], made_id: str) -> Resource:
    """Return the form of one session."""
    groups: dict[str, list[JsonValue]] = {}
    for link_id, entry in _linked(ratings):
        asked: Resource = {
            "linkId": link_id,
            "text": _words(str(entry.rating.quantity)),
            "type": "integer" if _is_number(entry) else "string",
            "repeats": isinstance(entry.rating.value, Chosen),
        }
        groups.setdefault(str(entry.rating.moment), []).append(asked)
    return {
        "resourceType": "Questionnaire",
        "id": made_id,
        "url": f"urn:uuid:{made_id}",
        "status": "active",
        "title": "Questions of one session",
        "subjectType": ["Patient"],
        "item": [
            {"linkId": moment, "text": moment.replace("_", " "), "type": "group", "item": asked}
            for moment, asked in groups.items()
        ],
    }


def response(
    ratings: Sequence[RatingGiven], made_id: str, form_url: str, subject: Resource
) -> Resource:
    """Return the answers; what was skipped or not asked stands there without one, and says so."""
    groups: dict[str, list[JsonValue]] = {}
    for link_id, entry in _linked(ratings):
        groups.setdefault(str(entry.rating.moment), []).append(_answered(link_id, entry))
    return {
        "resourceType": "QuestionnaireResponse",
        "id": made_id,
        "questionnaire": form_url,
        "status": "completed",
        "subject": subject,
        "item": [{"linkId": moment, "item": answered} for moment, answered in groups.items()],
    }


def _linked(ratings: Sequence[RatingGiven]) -> Iterator[tuple[str, RatingGiven]]:
    seen: Counter[str] = Counter()
    for entry in ratings:
        name = f"{entry.rating.moment}/{entry.rating.quantity}"
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}/{seen[name]}"), entry


def _is_number(entry: RatingGiven) -> bool:
    return not isinstance(entry.rating.value, Chosen | Shares | Painted)


def _answered(link_id: str, entry: RatingGiven) -> Resource:
    value = entry.rating.value
    answered: Resource = {"linkId": link_id}
    match value:
        case "skipped" | "not_asked":
            code = "asked-declined" if value == "skipped" else "not-asked"
            return answered | {"extension": [{"url": _REASON, "valueCode": code}]}
        case Chosen(chosen=chosen):
            texts = list(chosen) or ["none"]
        case Shares(shares=shares):
            texts = [" ".join(f"{share:g}" for share in shares)]
        case Painted(regions=regions):
            texts = [" ".join(f"{name}={share:g}" for name, share in regions.items()) or "nowhere"]
        case _:
            return answered | {"answer": [{"valueInteger": value}]}
    return answered | {"answer": [{"valueString": text} for text in texts]}


def _words(question: str) -> str:
    try:
        return in_language(item(question).text, "en")
    except LookupError:
        return question.replace("_", " ")
