"""A mail server for tests: it may be silent, as one that hangs, or take what it is given."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class MailServer:
    """port: where it listens. reached: whether somebody came. mails: what was taken."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.mails: list[str] = []
        self.reached, self.speaks = Event(), Event()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _address = self.socket.accept()
                self.reached.set()
                Thread(target=self._talk, args=[line], daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with suppress(OSError), line, line.makefile("rw", newline="\r\n") as talk:
            self.speaks.wait()
            self._say(talk, "220 mail.example")
            for said in talk:
                if said.upper().startswith("DATA"):
                    self._say(talk, "354 go on")
                    self.mails.append("".join(iter(talk.readline, ".\r\n")))
                self._say(talk, "250 fine")

    def _say(self, talk: object, words: str) -> None:
        talk.write(f"{words}\r\n")
        talk.flush()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    Thread(target=server.serve, daemon=True).start()
    yield server
    server.speaks.set()
    server.socket.close()
