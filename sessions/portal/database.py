"""Which database the portal uses: SQLite in the data folder, or PostgreSQL by its address."""

from pathlib import Path
from typing import Any

from sessions.portal.environment import PREFIX, Environment, EnvironmentVariablesError

# Django's own names for what a connection string calls otherwise; the rest goes to libpq as it is.
_DJANGO_NAMES = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def database_settings(environment: Environment) -> dict[str, Any]:
    """Return Django's entry for the database.

    Raises:
        EnvironmentVariablesError: the database's address can't be read.
    """
    if environment.database_url:
        return _postgresql(environment.database_url)
    return _sqlite(environment.database_path)


def _sqlite(path: Path) -> dict[str, Any]:
    """Return SQLite as durable as PostgreSQL: nothing acknowledged is lost to a pulled plug."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer waits for its turn at the start instead of failing in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    from psycopg import ProgrammingError  # only where PostgreSQL is used
    from psycopg.conninfo import conninfo_to_dict

    try:
        told = conninfo_to_dict(url)
    except ProgrammingError:
        # The address may hold a password: it is not repeated.
        raise EnvironmentVariablesError(
            f"{PREFIX}DATABASE_URL can't be read; it looks like "
            "postgresql://USER:PASSWORD@HOST:5432/NAME"
        ) from None
    named = {_DJANGO_NAMES[key]: value for key, value in told.items() if key in _DJANGO_NAMES}
    rest = {key: value for key, value in told.items() if key not in _DJANGO_NAMES}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        **named,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": rest,
    }
