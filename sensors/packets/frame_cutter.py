"""Cuts frames of one length out of a stream of bytes, whatever happened to the bytes on the way."""

from collections.abc import Callable


class FrameCutter:
    """After a broken frame it looks again from the very next byte, so no sound frame is lost.

    A frame is handed over as soon as its last byte is there, without waiting for the next one.
    Where the check of a protocol is so weak that chance meets it now and then, a frame must also be
    `sure`, or be followed by the beginning of another.
    """

    def __init__(
        self,
        *,
        sync: bytes,
        length: int,
        whole: Callable[[bytes], bool],
        sure: Callable[[bytes, bytes], bool] | None = None,
    ) -> None:
        """Start with no bytes.

        Args:
            sync: what every frame begins with.
            length: bytes of a frame, `sync` included.
            whole: whether the bytes of a frame are sound, judged by checksum or footer.
            sure: whether a frame is to be believed whatever follows it, by the sound one before
                it, which comes first; all are if None.
        """
        self._sync = sync
        self._length = length
        self._whole = whole
        self._sure = sure
        self._pending = b""
        self._skipped = 0
        self._newest = b""
        self.damaged = 0
        """Broken frames so far, by the bytes left out between sound ones."""

    def feed(self, data: bytes) -> list[bytes]:
        """Take more bytes; return the sound frames that are complete now, in order."""
        pending = self._pending + data
        length, sync = self._length, self._sync
        frames: list[bytes] = []
        at = 0
        while at + length <= len(pending):
            frame = pending[at : at + length]
            if frame.startswith(sync) and self._whole(frame) and self._believed(frame, pending, at):
                self._close_gap(frame)
                frames.append(frame)
                at += length
                continue
            following = pending.find(sync, at + 1)
            # The end may hold the beginning of a sync; it can't be a frame yet.
            following = len(pending) - len(sync) + 1 if following < 0 else following
            self._skipped += following - at
            at = following
        self._pending = pending[at:]
        return frames

    def _believed(self, frame: bytes, pending: bytes, at: int) -> bool:
        if self._sure is None:
            return True
        end = at + self._length
        if not self._newest or end >= len(pending) or pending[end] == self._sync[0]:
            return True
        return self._sure(self._newest, frame)

    def _close_gap(self, frame: bytes) -> None:
        # Bytes before the first frame are the end of one that was cut by our joining late.
        if self._skipped and self._newest:
            self.damaged += max(1, round(self._skipped / self._length))
        self._skipped = 0
        self._newest = frame
