# Sourced by scripts/test: a Chromium for the browser tests, or a clear word about its absence.
chromium_is_there() {
    [ -n "${STEPWISE_CHROMIUM:-}" ] && return
    local name
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return
    done
    return 1
}

find_chromium() {
    if chromium_is_there; then return; fi
    if is_root_with_apt; then
        say "Installing Chromium from the distribution, for the browser tests"
        { apt_install chromium-headless-shell fonts-liberation || apt_install chromium fonts-liberation; } &&
            chromium_is_there && return
    fi
    if [ "${CI:-}" = true ]; then fail "no Chromium, and in CI the browser tests must run."; fi
    say "No Chromium found: the browser tests are skipped. Install chromium to run them."
}
