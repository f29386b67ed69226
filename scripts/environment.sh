# Sourced by the scripts beside it: where things are, how to speak, how to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Tests are slow to compile: what the first process has done, the next need not do again.
unset PYTHONDONTWRITEBYTECODE

VENV=.venv
PYTHON=$VENV/bin/python

say() { printf '\033[1m›\033[0m %s\n' "$*"; }
fail() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

is_root_with_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"
} >/dev/null

# The first Python here that is new enough, best one that can make an environment. The
# distribution's own is asked before those of a version manager, which are seldom built with
# profiles and then a quarter slower. A shim may exist and not work, so each is asked.
find_python() {
    local known=(/usr/bin/python3.{13,12,11} python3.{13,12,11} python3 python) needs name
    for needs in 'import ensurepip, venv' ''; do
        for name in "${STEPWISE_PYTHON:-${known[@]}}"; do
            if "$name" -c "import sys; assert sys.version_info >= (3, 11); $needs" 2>/dev/null; then
                echo "$name"
                return
            fi
        done
    done
    fail "no Python 3.11 or newer found. Install one, or name it: STEPWISE_PYTHON=/path/to/python make …"
}

make_venv() {
    local found
    found=$(find_python)
    say "Making $VENV with $("$found" --version)"
    if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
        is_root_with_apt || fail "this Python has no venv package (Debian and Ubuntu: apt install python3-venv)."
        say "Installing python3-venv from the distribution"
        apt_install python3-venv || fail "could not install python3-venv with apt-get."
    fi
    "$found" -m venv --clear "$VENV" || fail "could not make $VENV with $found."
}

# pip, with how far it is in one line on a terminal; the whole story goes to a file.
run_pip() {
    "$PYTHON" -m pip install --disable-pip-version-check --no-input -r "$1" 2>&1 | tee "$VENV/pip.log" |
        awk -v tty="$([ -t 1 ] && echo 1)" '
            /^ *Collecting / { n++; if (tty) printf "\r\033[K  %d packages: %s", n, $2; fflush() }
            /^Installing collected/ { if (tty) printf "\r\033[K"; print "  " n " packages fetched, unpacking"; fflush() }'
}

# install FILE…: give the virtual environment what the last FILE asks for; the others are
# those it builds on. At once when nothing has changed since the last time.
install() {
    local wanted=${!#}
    local stamp=$VENV/installed-$wanted
    "$PYTHON" -c 'import pip' 2>/dev/null || make_venv
    if cat "$@" | cmp -s - "$stamp"; then return; fi
    say "Installing what $wanted asks for (the first time takes a minute or two)"
    run_pip "$wanted" || fail "$(grep -m1 '^ERROR' "$VENV/pip.log" || echo 'pip failed.') The whole story: $VENV/pip.log"
    cat "$@" >"$stamp"
}

install_to_run() { install requirements.txt; }
install_to_develop() { install requirements.txt requirements-postgres.txt requirements-dev.txt; }
