"""What patients answered, as BIDS phenotype tables: one table a question, one row a session."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sessions.catalogue import item
from sessions.export.bids_files import write_json, write_table
from sessions.export.bids_names import session_label
from sessions.export.session_data import SessionData
from sessions.export.tables import answer_text
from sessions.item import in_language


def write_phenotype(sessions: Sequence[SessionData], root: Path) -> None:
    """Write ``phenotype/QUESTION.tsv`` with a column for each moment at which it was asked.

    A cell holds the last answer at that moment: a number, ``skipped``, or ``n/a`` where it was not
    asked. Answers that are no single number (choices, painted areas) stand as their parts.

    Raises:
        OSError: they cannot be written.
    """
    answers: dict[str, dict[tuple[str, str], dict[str, str]]] = defaultdict(dict)
    for session in sessions:
        of = (f"sub-{session.started.patient_code}", f"ses-{session_label(session)}")
        for entry in session.ratings:
            rating = entry.rating
            row = answers[str(rating.quantity)].setdefault(of, {})
            row[str(rating.moment)] = _cell(rating.value)
    for question, rows in answers.items():
        _write(question, rows, root / "phenotype")


def _cell(value: object) -> str:
    if value == "not_asked":
        return "n/a"
    if isinstance(value, int) or value == "skipped":
        return str(value)
    return answer_text(value) or "none"


def _write(question: str, rows: dict[tuple[str, str], dict[str, str]], folder: Path) -> None:
    moments = sorted({moment for row in rows.values() for moment in row})
    name = question.replace(".", "_")
    cells = [
        (participant, session, *(row.get(moment, "n/a") for moment in moments))
        for (participant, session), row in sorted(rows.items())
    ]
    write_table(folder / f"{name}.tsv", ("participant_id", "session_id", *moments), cells)
    described: dict[str, object] = {
        "MeasurementToolMetadata": {"Description": _words(question)},
        "session_id": {"Description": "session"},
    }
    for moment in moments:
        described[moment] = {"Description": f"answer at this moment: {moment}"}
    write_json(folder / f"{name}.json", described)


def _words(question: str) -> str:
    try:
        found = item(question)
    except LookupError:
        return question
    return f"{in_language(found.text, 'en')} Source: {found.source}"
