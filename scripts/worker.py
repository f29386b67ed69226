"""Keep a worker running for as long as whoever started this holds its standard input open.

The server holds it, so however the server ends, the worker ends with it; and however the worker
ends, another takes its place and does again what the first left half done.
"""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOK_SECONDS = 1
PATIENCE_SECONDS = 10


def main() -> None:
    # Ctrl-C is meant for the server. It closes our input when it goes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        worker = start()
        try:
            is_over = watch(worker)
        finally:
            stop(worker)
        if is_over:
            return


def start() -> subprocess.Popen[bytes]:
    """In a group of its own, so that none of its processes can be left behind."""
    command = [sys.executable, "manage.py", "qcluster"]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
    )


def watch(worker: subprocess.Popen[bytes]) -> bool:
    """Whether the server is gone; if not, it is the worker that ended."""
    while worker.poll() is None:
        is_closed, _, _ = select.select([sys.stdin], [], [], LOOK_SECONDS)
        if is_closed:
            return True
    return False


def stop(worker: subprocess.Popen[bytes]) -> None:
    """Let it finish what it does, but not for ever; then everything it started goes."""
    worker.terminate()
    with suppress(subprocess.TimeoutExpired):
        worker.wait(PATIENCE_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


if __name__ == "__main__":
    main()
