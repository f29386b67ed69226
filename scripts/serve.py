"""Bring the data up to date and serve, in one process, so that the next start is quick.

A worker runs beside the server, for what takes longer than a page.
"""

import io
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
HIGHEST_PORT = 65535


def main() -> None:
    port = free_port(os.environ.get("PORT") or "8000")
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    step("check the settings", "check", start_django)
    step("bring the database up to date", "migrate", migrate)
    step("load the exercises and protocols", "load_content", load_content)
    step("build the stylesheet and the typeface", "build_assets", build_assets)
    step("make the demo people", "seed_demo --once", seed_demo)
    step("tell the worker what comes each minute", "schedule_tasks", schedule_tasks)
    greet(port)
    start_worker()
    serve(port)


def free_port(raw: str) -> int:
    """The port asked for, once it is known to be a port and free."""
    if not raw.isdecimal() or not 0 < int(raw) <= HIGHEST_PORT:
        stop(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {raw!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(raw)))
        except PermissionError:
            stop(f"port {raw} needs more rights than you have. Choose another: make run PORT=8001")
        except OSError:
            stop(f"port {raw} is already in use. Choose another: make run PORT={int(raw) + 1}")
    return int(raw)


def step(what: str, command: str, do: Callable[[], None]) -> None:
    """Do one thing, or stop with one line that says which and how to learn more."""
    try:
        do()
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        stop(f"could not {what}: {reason} (try .venv/bin/python manage.py {command})")


def start_django() -> None:
    import django
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    django.setup()


def migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Bringing the database up to date ({len(plan)} steps)")
        call_command("migrate", verbosity=0)


def load_content() -> None:
    from django.core.management import call_command

    say("Loading the exercises and protocols")
    call_command("load_content", verbosity=0)


def build_assets() -> None:
    from django.core.management import call_command

    call_command("build_assets", stdout=io.StringIO())


def seed_demo() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEMO:
        say("Looking after the demo people (the first time takes a little while)")
        call_command("seed_demo", once=True)


def schedule_tasks() -> None:
    from django.core.management import call_command

    call_command("schedule_tasks", stdout=io.StringIO())


def greet(port: int) -> None:
    from django.conf import settings

    say(f"Stepwise is at http://{HOST}:{port} (stop it with Ctrl-C)")
    if settings.DEMO:
        for name in ("patient", "therapist", "curator", "admin"):
            print(f"    {name}@demo.example")
        print("    password, the same for all: stepwise-demo")
    if not settings.EMAIL_HOST:
        print(f"    mail is not sent: it is written to {shown(settings.EMAIL_FILE_PATH)}/")
    sys.stdout.flush()


def shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def start_worker() -> None:
    """The worker lives while its input is open, and this process, the server to be, holds it."""
    command = [sys.executable, str(ROOT / "scripts" / "worker.py")]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)
    os.set_inheritable(worker.stdin.fileno(), True)


def serve(port: int) -> None:
    """Become the web server; it inherits the terminal, so Ctrl-C reaches it."""
    os.chdir(ROOT)
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port)]
    options += ["--blocking-threads", "4", "--log-level", "warning"]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *options, "config.wsgi:application"])


def say(line: str) -> None:
    print(f"\033[1m›\033[0m {line}", flush=True)


def stop(why: str) -> NoReturn:
    sys.exit(f"Stopped: {why}")


if __name__ == "__main__":
    main()
