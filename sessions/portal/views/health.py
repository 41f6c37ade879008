"""Whether the portal can do its work: for whoever watches over it, no login needed."""

import shutil
from pathlib import Path

from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sessions.portal.access import for_everybody
from sessions.portal.durable_storage import DurableFolder

FREE_BYTES_NEEDED = 500_000_000


@for_everybody
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 where database, its shape and the store are in order, else 503."""
    parts = {"database": _database(), "store": _store()}
    well = all(part == "ok" for part in parts.values())
    answer = {"status": "ok" if well else "failing", **parts}
    return JsonResponse(answer, status=200 if well else 503)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unreachable"
    return "needs migrating" if waiting else "ok"


def _store() -> str:
    from botocore.exceptions import BotoCoreError, ClientError  # slow to import

    try:
        store = storages["default"]
        if isinstance(store, DurableFolder):
            folder = Path(store.location)
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            free = shutil.disk_usage(folder).free
            return "ok" if free >= FREE_BYTES_NEEDED else "nearly full"
        store.exists("health")
    except (OSError, BotoCoreError, ClientError):
        return "unreachable"
    return "ok"
