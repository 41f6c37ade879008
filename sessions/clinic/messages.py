"""Messages from the clinic: kept until they were shown, reported as shown when there is a line."""

from pathlib import Path
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sessions.clinic.enrolment import clinic_folder
from sessions.folder.durable import replace_file

_NAME = "messages.json"


class ClinicMessage(BaseModel):
    """A few words from the clinic."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    written_at: AwareDatetime
    text: str = Field(max_length=2000)


class _Kept(BaseModel):
    message: ClinicMessage
    shown: bool = False


_ALL: TypeAdapter[tuple[_Kept, ...]] = TypeAdapter(tuple[_Kept, ...])


class MessageBox:
    """One patient's messages on this computer."""

    def __init__(self, root: Path, code: str) -> None:
        self._path = clinic_folder(root, code) / _NAME

    def waiting(self) -> tuple[ClinicMessage, ...]:
        """Return what the patient has not seen, the oldest first."""
        found = [kept.message for kept in self._read() if not kept.shown]
        return tuple(sorted(found, key=lambda message: message.written_at))

    def shown(self) -> tuple[UUID, ...]:
        """Return what the patient saw and the clinic does not know yet."""
        return tuple(kept.message.id for kept in self._read() if kept.shown)

    def take(self, messages: tuple[ClinicMessage, ...]) -> None:
        """Take what the portal has; what it no longer has was withdrawn.

        Raises:
            OSError: it can't be written.
        """
        old = {kept.message.id: kept for kept in self._read()}
        fresh = [_Kept(message=m) for m in messages if m.id not in old or not old[m.id].shown]
        self._write((*fresh, *(kept for kept in old.values() if kept.shown)))

    def mark_shown(self, ids: tuple[UUID, ...]) -> None:
        """Remember that the patient saw these.

        Raises:
            OSError: it can't be written.
        """
        self._write(
            tuple(
                kept.model_copy(update={"shown": True}) if kept.message.id in ids else kept
                for kept in self._read()
            )
        )

    def forget(self, message_id: UUID) -> None:
        """Drop a message: the clinic knows that it was seen.

        Raises:
            OSError: it can't be written.
        """
        self._write(tuple(kept for kept in self._read() if kept.message.id != message_id))

    def _read(self) -> tuple[_Kept, ...]:
        try:
            return _ALL.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return ()

    def _write(self, kept: tuple[_Kept, ...]) -> None:
        replace_file(self._path, _ALL.dump_json(kept))
