"""What the portal answers when a session has arrived, kept beside the session at home."""

from pathlib import Path
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from sessions.folder.chunks import Sha256
from sessions.folder.durable import replace_file

RECEIPT_NAME = "receipt.json"


class RecordingReceipt(BaseModel):
    """One recording of the session, as far as it has arrived."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = Field(max_length=100)
    sha256: Sha256
    bytes: int
    complete: bool


class Receipt(BaseModel):
    """The portal's word that it has a session: on its own disk, and whole."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    session_id: UUID
    bundle_sha256: Sha256
    received_at: AwareDatetime
    recordings: tuple[RecordingReceipt, ...] = ()

    def covers(self, names: set[str]) -> bool:
        """Tell whether these recordings have arrived whole, too."""
        return names <= {r.name for r in self.recordings if r.complete}


def read_receipt(folder: Path) -> Receipt | None:
    """Return a session's receipt; None where there is none, or it can't be read."""
    try:
        return Receipt.model_validate_json((folder / RECEIPT_NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def keep_receipt(folder: Path, receipt: Receipt) -> None:
    """Put a receipt beside its session.

    Raises:
        OSError: it can't be written.
    """
    replace_file(folder / RECEIPT_NAME, (receipt.model_dump_json(indent=2) + "\n").encode())
