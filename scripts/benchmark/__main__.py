"""How fast it is: each figure beside its limit, and beside something plain of the same run.

Figures are looked at, not tested: a busy machine is slow. The ratio is what to compare, from
change to change and from machine to machine.
"""

import argparse
import json
import os
import signal
import sys
from contextlib import nullcontext
from http.client import HTTPException

from scripts.benchmark import desk, phone, rules, site
from scripts.benchmark.desk import DATABASE
from scripts.benchmark.figures import Figure, lines
from scripts.benchmark.server import ServerFailed
from scripts.benchmark.visitor import Unexpected
from scripts.with_postgres import throwaway

PARTS = {"rules": rules, "site": site, "phone": phone, "desk": desk}
UNASKED = ("rules", "site", "phone")  # filling a caseload takes minutes
TURNS = 5


def main() -> None:
    options = _options()
    # Asked to end, it ends as when it is interrupted: the server it started is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with throwaway() if options.postgres else nullcontext() as database:
            if database:
                os.environ[DATABASE] = database
            figures = _measured(options)
    except (ServerFailed, Unexpected, HTTPException, OSError) as error:
        sys.exit(f"Stopped: {error}")
    except KeyboardInterrupt:
        sys.exit("Stopped before the end.")
    if options.json:
        print(json.dumps([figure.as_plain() for figure in figures], ensure_ascii=False, indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one list of all figures")
    parser.add_argument(
        "--only", choices=sorted(PARTS), help="one part; all but the desk if left out"
    )
    parser.add_argument(
        "--turns", type=int, default=TURNS, help=f"how often each is measured ({TURNS} times)"
    )
    parser.add_argument(
        "--postgres",
        action="store_true",
        help="with --only desk: on a PostgreSQL of its own, which is gone afterwards",
    )
    options = parser.parse_args()
    if options.turns < 1:
        parser.error("--turns must be 1 or more.")
    if options.postgres and options.only != "desk":
        parser.error("--postgres is for the desk: --only desk --postgres")
    return options


def _measured(options: argparse.Namespace) -> list[Figure]:
    """All figures; as a table each part is shown when it is there."""
    figures: list[Figure] = []
    for name in [options.only] if options.only else UNASKED:
        found = PARTS[name].figures(turns=options.turns)
        figures += found
        if not options.json:
            print("\n".join(("", PARTS[name].WORDS, "", *lines(found), "")), flush=True)
    return figures


if __name__ == "__main__":
    main()
