"""What a home may ask of its clinic's portal, one method for each request.

An answer that is not the portal's (a hotel's sign-in page, a proxy's error) is no answer: nothing
counts as received but by a receipt that names the very bytes.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from sessions.clinic.errors import ClinicRefusedError, ClinicUnreachableError
from sessions.clinic.messages import ClinicMessage
from sessions.clinic.ordered_plan import OrderedPlan
from sessions.folder.chunks import Chunk, ChunkList
from sessions.folder.receipt import Receipt

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_ERROR_FROM = 400
_TRY_LATER = frozenset({408, 425, 429})
_Answer = TypeVar("_Answer")


class EnrolledAnswer(BaseModel):
    """What the portal gives for a good code."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    device_id: UUID
    token: str
    patient_code: str
    clinic: str


class _Fault(BaseModel):
    code: str
    message: str


class _Refusal(BaseModel):
    error: _Fault


class _Missing(BaseModel):
    complete: bool
    missing: tuple[str, ...]


_MESSAGES: TypeAdapter[tuple[ClinicMessage, ...]] = TypeAdapter(tuple[ClinicMessage, ...])


class PortalClient:
    """Speaks to one portal as one enrolled computer."""

    def __init__(
        self, server: str, token: str = "", *, transport: httpx.BaseTransport | None = None
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            server: The portal's address.
            token: This computer's; empty before it is enrolled.
            transport: Instead of the network, for tests.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            base_url=server, headers=headers, timeout=_TIMEOUT, transport=transport
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        place: TracebackType | None,
    ) -> None:
        self._http.close()

    def enrol(self, code: str, *, system: str, software_version: str) -> EnrolledAnswer:
        """Trade the clinic's code for a token.

        Raises:
            ClinicError: the code is not right, or nobody answers.
        """
        told = {"code": code, "system": system, "software_version": software_version}
        answer = self._send("POST", "/v1/enrol", json=told)
        return self._read(answer, TypeAdapter(EnrolledAnswer))

    def put_bundle(self, session_id: UUID, bundle: bytes, *, now: datetime) -> Receipt:
        """Send a session; return the portal's receipt for these very bytes.

        Raises:
            ClinicError: it was not received.
        """
        sha256 = hashlib.sha256(bundle).hexdigest()
        answer = self._send(
            "PUT",
            f"/v1/sessions/{session_id}/bundle",
            content=bundle,
            headers={
                "Content-Type": "application/octet-stream",
                "X-Content-SHA256": sha256,
                "X-Device-Clock": now.isoformat(),
            },
        )
        return self._receipt(answer, session_id, sha256)

    def put_recording(self, session_id: UUID, name: str, chunks: ChunkList) -> tuple[str, ...]:
        """Say of which pieces a recording is made; return those that are missing.

        Raises:
            ClinicError: it was not taken.
        """
        answer = self._send(
            "PUT", f"/v1/sessions/{session_id}/recordings/{name}", json=chunks.model_dump()
        )
        state = self._read(answer, TypeAdapter(_Missing))
        if state.complete == bool(state.missing):
            raise _not_the_portal()
        return state.missing

    def put_chunk(self, session_id: UUID, name: str, chunk: Chunk) -> None:
        """Send one piece.

        Raises:
            ClinicError: it was not taken.
        """
        self._send(
            "PUT",
            f"/v1/sessions/{session_id}/recordings/{name}/chunks/{chunk.sha256}",
            content=chunk.data,
            headers={"Content-Type": "application/octet-stream"},
        )

    def plan(self, known: str) -> OrderedPlan | None:
        """Return the plan or course that holds; None where it is the known one, or there is none.

        Args:
            known: The tag of the version that is here already; empty where there is none.

        Raises:
            ClinicError: nobody answers, or not for this computer.
        """
        headers = {"If-None-Match": known} if known else {}
        answer = self._send("GET", "/v1/plan", headers=headers)
        if answer.status_code in (httpx.codes.NO_CONTENT, httpx.codes.NOT_MODIFIED):
            return None
        return self._read(answer, TypeAdapter(OrderedPlan))

    def messages(self) -> tuple[ClinicMessage, ...]:
        """Return the clinic's messages that nobody has seen yet.

        Raises:
            ClinicError: nobody answers, or not for this computer.
        """
        return self._read(self._send("GET", "/v1/messages"), _MESSAGES)

    def message_shown(self, message_id: UUID) -> None:
        """Say that the patient saw a message.

        Raises:
            ClinicError: it was not taken.
        """
        self._send("PUT", f"/v1/messages/{message_id}/shown")

    def _send(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send one request.

        Raises:
            ClinicUnreachableError: there is no answer, or not the portal's.
            ClinicRefusedError: the portal said no.
        """
        try:
            answer = self._http.request(method, path, content=content, json=json, headers=headers)
        except httpx.HTTPError as error:
            raise ClinicUnreachableError(
                "the clinic can't be reached: sessions are kept here and sent later"
            ) from error
        if answer.status_code >= _ERROR_FROM:
            raise self._refusal(answer)
        if answer.is_redirect and answer.status_code != httpx.codes.NOT_MODIFIED:
            raise _not_the_portal()
        return answer

    def _refusal(self, answer: httpx.Response) -> ClinicRefusedError | ClinicUnreachableError:
        """Return what a status of 400 and more means."""
        if answer.is_server_error or answer.status_code in _TRY_LATER:
            return ClinicUnreachableError(
                "the clinic's portal is busy: sessions are kept here and sent later"
            )
        try:
            fault = _Refusal.model_validate_json(answer.content).error
        except ValidationError:
            return _not_the_portal()
        return ClinicRefusedError(answer.status_code, fault.code, fault.message)

    def _receipt(self, answer: httpx.Response, session_id: UUID, sha256: str) -> Receipt:
        receipt = self._read(answer, TypeAdapter(Receipt))
        if (receipt.session_id, receipt.bundle_sha256) != (session_id, sha256):
            raise _not_the_portal()
        return receipt

    def _read(self, answer: httpx.Response, kind: TypeAdapter[_Answer]) -> _Answer:
        try:
            return kind.validate_json(answer.content)
        except ValidationError:
            raise _not_the_portal() from None


def _not_the_portal() -> ClinicUnreachableError:
    return ClinicUnreachableError(
        "somebody else than the clinic's portal answers (is this network asking for a sign-in?): "
        "sessions are kept here and sent later"
    )
