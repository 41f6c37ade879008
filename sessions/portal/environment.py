"""Everything about an installation that may differ, read from ``MIRRORLIMB_PORTAL_...`` variables.

One variable for each field below, in capitals: ``MIRRORLIMB_PORTAL_DATA=/srv/portal``. A misspelt
variable is an error that names it. docs/portal.md has the table.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

import platformdirs
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from sessions.errors import SessionsError

PREFIX = "MIRRORLIMB_PORTAL_"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET_NAME = "secret_key"


class EnvironmentVariablesError(SessionsError):
    """The portal's environment variables can't be used; the text names one and what is allowed."""


def _list(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_list)]
"""Several words, separated by commas."""


def default_data_folder() -> Path:
    """Return where the portal keeps its data when nobody says."""
    return Path(platformdirs.user_data_dir("mirrorlimb", appauthor=False)) / "portal"


class Environment(BaseModel):
    """One portal's installation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(default_factory=default_data_folder)
    """Database, received files and secret key, where these are not elsewhere."""
    secret_key: str = Field(default="", max_length=200)
    """Signs cookies and links; where empty, one is made and kept in the data folder."""
    address: str = "127.0.0.1"
    port: int = Field(default=8020, ge=1, le=65535)
    hosts: Words = ("localhost", "127.0.0.1", "[::1]")
    """Names under which browsers and patients' computers reach it."""
    tls: Literal["off", "proxy", "own"] = "off"
    """``off`` on this machine alone; ``proxy`` behind one that speaks TLS; ``own`` certificate."""
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    proxies: int = Field(default=1, ge=1, le=5)
    """With ``tls=proxy``: how many proxies stand before the portal."""
    workers: int = Field(default=1, ge=1, le=64)
    threads: int = Field(default=4, ge=1, le=64)
    database_url: str = ""
    """``postgresql://...``; SQLite in the data folder where empty."""
    s3_bucket: str = ""
    """Received files go to this bucket; to the data folder where empty."""
    s3_endpoint: str = ""
    s3_region: str = ""
    idle_minutes: int = Field(default=30, ge=1, le=480)
    """Signed out after so long without a click."""
    session_hours: int = Field(default=10, ge=1, le=24)
    """Signed out after so long in any case."""
    demo: bool = False
    """A made-up clinic for a newcomer, on this machine alone."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.tls == "off" and self.address not in LOOPBACK:
            raise ValueError(
                f"{PREFIX}ADDRESS: without TLS the portal answers on this machine alone "
                f"(127.0.0.1); set {PREFIX}TLS to proxy or own"
            )
        if self.tls == "own" and (self.tls_certificate is None or self.tls_key is None):
            raise ValueError(
                f"{PREFIX}TLS: own needs {PREFIX}TLS_CERTIFICATE and {PREFIX}TLS_KEY, two files"
            )
        if self.demo and self.address not in LOOPBACK:
            raise ValueError(f"{PREFIX}DEMO: the demo answers on this machine alone (127.0.0.1)")
        return self

    @property
    def secure(self) -> bool:
        """Whether browsers reach the portal by https."""
        return self.tls != "off"

    @property
    def database_path(self) -> Path:
        """Where SQLite's file is."""
        return self.data / "portal.sqlite3"

    @property
    def received_folder(self) -> Path:
        """Where received files go unless they go to a bucket."""
        return self.data / "received"

    @property
    def static_folder(self) -> Path:
        """Where style sheets and scripts are put together for serving."""
        return self.data / "static"


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read the portal's variables.

    Raises:
        EnvironmentVariablesError: one is misspelt or says something that isn't allowed.
    """
    told = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in variables.items()
        if name.startswith(PREFIX)
    }
    try:
        environment = Environment.model_validate(told)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        if fault["type"] == "value_error":
            raise EnvironmentVariablesError(str(fault["ctx"]["error"])) from None
        name = PREFIX + ".".join(str(part) for part in fault["loc"]).upper()
        if fault["type"] == "extra_forbidden":
            known = ", ".join(field.upper() for field in Environment.model_fields)
            raise EnvironmentVariablesError(
                f"{name} is no variable of the portal; after {PREFIX} comes one of: {known}"
            ) from None
        raise EnvironmentVariablesError(f"{name}: {fault['msg']}") from None
    if environment.secret_key:
        return environment
    return environment.model_copy(update={"secret_key": _kept_secret(environment.data)})


def _kept_secret(data: Path) -> str:
    """Return the data folder's secret key; make one where there is none.

    Raises:
        EnvironmentVariablesError: it can't be kept there.
    """
    path = data / _SECRET_NAME
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise EnvironmentVariablesError(
            f"{PREFIX}DATA: nothing can be kept in {data} ({error.strerror}): "
            "choose another folder or ask for the right to write there"
        ) from error
