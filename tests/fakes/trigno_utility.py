"""Delsys' control utility: a command port and an EMG port, cut wherever TCP likes."""

import contextlib
import socket
import struct
import threading
import time
from typing import Self

_ENDS = b"\r\n\r\n"
_TICK_S = 0.002
_RATE_HZ = 2000.0


def trigno_row(number: int) -> bytes:
    """16 floats in volts; the first counts microvolts."""
    return struct.pack("<16f", *((number + channel) * 1e-6 for channel in range(16)))


class TrignoUtility:
    """Serves one program at a time; `stop` and `start` are the utility closed and opened again."""

    def __init__(self) -> None:
        self.command_port = self.emg_port = 0
        self.start()

    def start(self) -> None:
        self._ending = threading.Event()
        self._streaming = threading.Event()
        self._servers = [_listening(self.command_port), _listening(self.emg_port)]
        self.command_port, self.emg_port = (each.getsockname()[1] for each in self._servers)
        self._threads = [
            threading.Thread(target=self._serve, args=(server, talk), daemon=True)
            for server, talk in zip(self._servers, (self._commands, self._emg), strict=True)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._ending.set()
        for thread in self._threads:
            thread.join()
        for server in self._servers:
            server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()

    def _serve(self, server: socket.socket, talk: object) -> None:
        assert callable(talk)
        while not self._ending.is_set():
            with contextlib.suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.settimeout(0.02)
                    talk(connection)

    def _commands(self, connection: socket.socket) -> None:
        connection.sendall(b"Delsys Trigno System Digital Protocol Version 3.6.0" + _ENDS)
        while not self._ending.is_set():
            try:
                heard = connection.recv(256)
            except TimeoutError:
                continue
            if not heard:
                break
            if heard.startswith(b"START"):
                self._streaming.set()
            elif heard.startswith(b"STOP"):
                self._streaming.clear()
            connection.sendall(b"OK" + _ENDS)
        self._streaming.clear()

    def _emg(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while not self._streaming.wait(0.02):
            if self._ending.is_set():
                return
        began_s, sent, cut = time.perf_counter(), 0, 5
        while not self._ending.wait(_TICK_S) and self._streaming.is_set():
            due = int((time.perf_counter() - began_s) * _RATE_HZ)
            rows = b"".join(trigno_row(number) for number in range(sent, due))
            sent = due
            # Never two parts at the same place of a row.
            cut = cut % 61 + 7
            for part in (rows[:cut], rows[cut:]):
                connection.sendall(part)


def _listening(port: int) -> socket.socket:
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen(1)
    server.settimeout(0.02)
    return server
