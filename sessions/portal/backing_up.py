"""Back-up and restore: everything in one tar file, the same for SQLite and PostgreSQL.

So a clinic that outgrows SQLite moves by a back-up and a restore. Inside::

    backup.json       version, when, how many rows; the hash of the rows
    database.jsonl    every row, as Django's loaddata reads them
    received/...      every received file that a row names

Rows first, files after: files are only ever added, so all that a row names are there. Where people
are signed in is not kept.
"""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from sessions.errors import SessionsError
from sessions.portal.models import (
    Clinic,
    Patient,
    ReceivedRecording,
    ReceivedSession,
    StaffMember,
)
from sessions.portal.models.search_word import keep_words
from sessions.portal.receiving.store import bundle_name, chunk_name

_LEFT_OUT = {"contenttypes.ContentType", "auth.Permission", "sessions.Session"}
_LEFT_OUT |= {"usersessions.UserSession"}
# Repeated from the patients' rows, and made anew by a restore.
_LEFT_OUT |= {"portal.SearchWord"}
_ABOUT = "backup.json"
_ROWS = "database.jsonl"
_FILES = "received/"


class BackUpError(SessionsError):
    """A back-up can't be written or restored; the text says why and what to do."""


def back_up(out: IO[bytes], now: datetime) -> int:
    """Write a back-up into an open file; return how many rows it has.

    Raises:
        OSError: a file can't be read or written.
    """
    with tempfile.NamedTemporaryFile() as rows, tarfile.open(fileobj=out, mode="w|") as tar:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            count, sha256 = _write_rows(rows)
            names = sorted(_named_files())
        about = {
            "format": 1,
            "software_version": version("mirrorlimb"),
            "written_at": now.isoformat(),
            "rows": count,
            "rows_sha256": sha256,
            "files": len(names),
        }
        _add(tar, _ABOUT, json.dumps(about, indent=2).encode())
        rows.seek(0)
        info = tarfile.TarInfo(_ROWS)
        info.size = rows.seek(0, io.SEEK_END)
        rows.seek(0)
        tar.addfile(info, rows)
        for name in names:
            with default_storage.open(name) as file:
                _add(tar, _FILES + name, file.read())
    return count


def restore(source: IO[bytes]) -> int:
    """Bring a back-up into an empty portal; return how many rows there are now.

    Raises:
        BackUpError: the portal is not empty, or the back-up is damaged; nothing is restored.
    """
    if Clinic.objects.exists() or StaffMember.objects.exists():
        raise BackUpError(
            "this portal is not empty: restore into a new one (another --data folder or database)"
        )
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / _ROWS
        about: dict[str, Any] | None = None
        try:
            with tarfile.open(fileobj=source, mode="r|") as tar:
                for member in tar:
                    file = tar.extractfile(member)
                    if file is None:
                        continue
                    if member.name == _ABOUT:
                        about = json.loads(file.read())
                    elif member.name == _ROWS:
                        _copy(file, rows)
                    elif member.name.startswith(_FILES):
                        _restore_file(member.name.removeprefix(_FILES), file.read())
        except (tarfile.TarError, ValueError, EOFError) as error:
            raise _damaged() from error
        if about is None or not rows.exists() or _sha256(rows) != about["rows_sha256"]:
            raise _damaged()
        with transaction.atomic():
            call_command("loaddata", str(rows), verbosity=0)
            keep_words(Patient.objects.iterator())
            _check_files()
    return int(about["rows"])


def _write_rows(out: IO[bytes]) -> tuple[int, str]:
    count, digest = 0, hashlib.sha256()
    for row in _rows():
        line = serializers.serialize("jsonl", [row], use_natural_foreign_keys=True).encode()
        out.write(line)
        digest.update(line)
        count += 1
    out.flush()
    return count, digest.hexdigest()


def _rows() -> Iterator[Model]:
    """Yield every row, those that others point at first."""
    configs = [(config, None) for config in apps.get_app_configs()]
    for model in serializers.sort_dependencies(configs):
        if model._meta.label not in _LEFT_OUT and not model._meta.proxy:
            yield from model._default_manager.order_by("pk").iterator(chunk_size=1000)


def _named_files() -> Iterator[str]:
    for patient, sha256 in ReceivedSession.objects.values_list("patient_id", "bundle_sha256"):
        yield bundle_name(patient, sha256)
    names: set[str] = set()
    for patient, chunks in ReceivedRecording.objects.values_list("session__patient_id", "chunks"):
        names |= {chunk_name(patient, sha256) for sha256 in chunks}
    # A recording may still be on its way: its missing pieces come later, from the home.
    yield from (name for name in names if default_storage.exists(name))


def _restore_file(name: str, data: bytes) -> None:
    """Put a received file in place; its name is its hash.

    Raises:
        ValueError: it is not what its name says.
    """
    if hashlib.sha256(data).hexdigest() != name.rsplit("/", 1)[-1] or ".." in name:
        raise ValueError("a received file is damaged")
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))


def _check_files() -> None:
    for patient, sha256 in ReceivedSession.objects.values_list("patient_id", "bundle_sha256"):
        if not default_storage.exists(bundle_name(patient, sha256)):
            raise _damaged()


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def _copy(source: IO[bytes], path: Path) -> None:
    with path.open("wb") as out:
        while block := source.read(1 << 20):
            out.write(block)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged() -> BackUpError:
    return BackUpError("this back-up is damaged or cut off: take another one; nothing was restored")
