"""What patients answered: every answer beside its session, and one phenotype table a question.

BIDS keeps one row a participant in a phenotype table, so what changes from session to session
stands in ``sub-X_sessions.tsv``, one column a question and moment, and the phenotype tables hold
how often a question was asked and answered, and the first and the last answer.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sessions.asking.catalogue import item
from sessions.asking.item import in_language
from sessions.export.bids_files import write_json, write_table
from sessions.export.bids_names import session_label
from sessions.export.session_data import SessionData
from sessions.export.tables import answer_text

NOT_ASKED, SKIPPED = "n/a", "skipped"


@dataclass(slots=True)
class _History:
    """One participant's answers to one question, oldest first."""

    asked: int = 0
    answers: list[str] = field(default_factory=list)


def write_sessions(sessions: Sequence[SessionData], root: Path) -> None:
    """Write ``sub-X_sessions.tsv`` and its sidecar for every participant.

    Raises:
        OSError: they cannot be written.
    """
    by_participant: dict[str, list[SessionData]] = defaultdict(list)
    for session in sessions:
        by_participant[f"sub-{session.started.patient_code}"].append(session)
    for participant, theirs in by_participant.items():
        rows = [(session, answers_of(session)) for session in theirs]
        columns = sorted({column for _, answers in rows for column in answers})
        cells = [
            (
                f"ses-{session_label(session)}",
                f"{session.started.anchor.wall:%Y-%m-%dT%H:%M:%S}",
                *(answers.get(column, NOT_ASKED) for column in columns),
            )
            for session, answers in sorted(rows, key=lambda row: row[0].started.anchor.wall)
        ]
        stem = root / participant / f"{participant}_sessions"
        write_table(stem.with_suffix(".tsv"), ("session_id", "acq_time", *columns), cells)
        described = {
            column: {"Description": f"{_words(column)} 0 is an answer; {SKIPPED}: left out"}
            for column in columns
        }
        write_json(stem.with_suffix(".json"), described)


def write_phenotype(sessions: Sequence[SessionData], root: Path) -> None:
    """Write ``phenotype/QUESTION.tsv``, one row a participant.

    Raises:
        OSError: they cannot be written.
    """
    found: dict[str, dict[str, _History]] = defaultdict(lambda: defaultdict(_History))
    for session in sorted(sessions, key=lambda one: one.started.anchor.wall):
        for entry in session.ratings:
            cell = _cell(entry.rating.value)
            if cell == NOT_ASKED:
                continue
            history = found[str(entry.rating.quantity)][f"sub-{session.started.patient_code}"]
            history.asked += 1
            history.answers += [cell] if cell != SKIPPED else []
    for question, histories in found.items():
        rows = [
            (
                participant,
                history.asked,
                len(history.answers),
                history.answers[0] if history.answers else None,
                history.answers[-1] if history.answers else None,
            )
            for participant, history in sorted(histories.items())
        ]
        stem = root / "phenotype" / question.replace(".", "_")
        header = ("participant_id", "asked", "answered", "first", "last")
        write_table(stem.with_suffix(".tsv"), header, rows)
        described = {
            "MeasurementToolMetadata": {"Description": _words(question)},
            "asked": {"Description": "how often it was asked"},
            "answered": {"Description": "how often it was answered rather than skipped"},
            "first": {"Description": "the first answer"},
            "last": {"Description": "the last answer"},
        }
        write_json(stem.with_suffix(".json"), described)


def answers_of(session: SessionData) -> dict[str, str]:
    """Return a session's last answer to each question at each moment, by column name."""
    answers: dict[str, str] = {}
    for entry in session.ratings:
        question = str(entry.rating.quantity).replace(".", "_")
        answers[f"{question}_at_{entry.rating.moment}"] = _cell(entry.rating.value)
    return answers


def _cell(value: object) -> str:
    if value == "not_asked":
        return NOT_ASKED
    if isinstance(value, int) or value == "skipped":
        return str(value)
    return answer_text(value) or "none"


def _words(column: str) -> str:
    question = column.partition("_at_")[0]
    try:
        found = item(question)
    except LookupError:
        return question.replace("_", " ") + "."
    return f"{in_language(found.text, 'en')} Source: {found.source}"
