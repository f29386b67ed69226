"""A wire between browser and server that can be cut.

A browser that is told to be offline forgets it for a worker that starts before the page does, as
one does when it has something to send. A cut wire is a network that is not there.
"""

import socket
from contextlib import suppress
from threading import Thread

CHUNK = 65_536


class Wire:
    """Carries bytes to a server at `url` through an address of its own until it is cut."""

    def __init__(self, url: str) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self.to = (host, int(port))
        self.is_cut = False
        self.ends: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        while self.ends:
            with suppress(OSError):
                self.ends.pop().shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.cut()
        # Closing alone does not wake whoever waits for the next caller.
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                if self.is_cut:
                    near.close()
                else:
                    self._join(near, socket.create_connection(self.to))

    def _join(self, near: socket.socket, far: socket.socket) -> None:
        self.ends += [near, far]
        for source, target in ((near, far), (far, near)):
            Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while some := source.recv(CHUNK):
                target.sendall(some)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
