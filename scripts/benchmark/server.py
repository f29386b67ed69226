"""The server that `make run` starts, on a free port, with a database that is gone afterwards."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
# Puts static files in their place, as in production. Compressing takes its time: without what no
# page of ours asks for, a tenth of it.
COLLECT = (
    "collectstatic --noinput --verbosity 0"
    " --ignore=admin --ignore=bootstrap* --ignore=ext --ignore=*.map"
)
LONGEST_START = 120  # seconds: migrations, content, and the demo people's days
LONGEST_STOP = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """environment: what a program needs to see the same settings and the same database."""

    port: int
    environment: dict[str, str]


class ServerFailed(Exception):
    """The server did not come up; the message is what it said last."""


@contextmanager
def running(
    *prepare: str,
    settings: str = "scripts.benchmark.settings",
    database: str = "",
) -> Iterator[Server]:
    """A started server with the demo people; it is stopped afterwards.

    prepare: commands of `manage.py` to run before. database: where not a new SQLite file.
    """
    with tempfile.TemporaryDirectory(prefix="stepwise-bench-") as folder:
        server = Server(port=_free_port(), environment=_environment(folder, settings, database))
        said = Path(folder) / "server.log"
        for command in prepare:
            _manage(command, server)
        with said.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "scripts/serve.py"],
                cwd=ROOT,
                env=server.environment | {"PORT": str(server.port)},
                stdout=log,
                stderr=log,
            )
        try:
            _wait_until_it_answers(process, server.port, said)
            yield server
        finally:
            _stop(process)


def costs(server: Server, path: str, email: str) -> tuple[str, ...]:
    """What a page asks of the database and of the processor, a line each; see `queries`."""
    module = ["-W", "ignore", "-m", "scripts.benchmark.queries"]
    command = [sys.executable, *module, path, email]
    said = subprocess.run(
        command, cwd=ROOT, env=server.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return tuple(said.stdout.splitlines())


def say(line: str) -> None:
    """On the way; the figures alone go to the other output."""
    print(line, file=sys.stderr, flush=True)


def _manage(command: str, server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=ROOT,
        env=server.environment,
        stdout=sys.stderr,
    )
    if done.returncode:
        raise ServerFailed(f"manage.py {command} did not work.")


def _environment(folder: str, settings: str, database: str) -> dict[str, str]:
    """As an installation runs: no debug pages. A database that is set for other uses is not."""
    return os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": settings,
        "STEPWISE_DATA_DIR": folder,
        "STEPWISE_DEBUG": "no",
        "STEPWISE_DEMO": "yes",
        "STEPWISE_PRODUCTION": "no",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise ServerFailed(said.read_text(errors="replace").strip()[-500:] or "it said nothing.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
