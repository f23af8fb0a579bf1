# Talking to the person at the terminal.

say() { printf '%s\n' "$*"; }

# The sentence that says what to do comes last, so that it is the one that is read.
die() {
    stop_ticking
    undo_unfinished
    printf '%s\n' "$*" >&2
    exit 1
}

misused() {
    printf '%s\n' "$*" >&2
    exit 2
}

# Waiting without a child process: nothing is left behind that would keep a caller's pipe open.
snooze() {
    [ -n "${SNOOZE_FD:-}" ] || exec {SNOOZE_FD}<> <(:)
    read -r -t "$1" -u "$SNOOZE_FD" || true
}

milliseconds() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# Shows that a step is alive once it takes longer than two seconds.
start_ticking() {
    (
        trap - INT TERM EXIT
        exec 9>&-
        SNOOZE_FD=
        seconds=2
        snooze 2
        while :; do
            if [ -t 1 ]; then printf '\r  %s ... %s s ' "$1" "$seconds"; snooze 1; seconds=$((seconds + 1))
            else printf '  %s ... %s s\n' "$1" "$seconds"; snooze 10; seconds=$((seconds + 10)); fi
        done
    ) &
    TICKER=$!
    disown "$TICKER"
}

stop_ticking() {
    [ -n "${TICKER:-}" ] || return 0
    kill "$TICKER" 2>/dev/null || true
    # Not by wait: within a trap that interrupted another wait, bash would wait for every child there is.
    while birth_of "$TICKER" > /dev/null; do snooze 0.01; done
    TICKER=
    [ ! -t 1 ] || printf '\r\033[K'
}

# step TEXT COMMAND...: runs it in this shell and tells how long it took when that was worth telling.
# errexit does not reach into COMMAND: it has to fail by die or by its result.
step() {
    local text=$1 began took result=0
    shift
    began=$(milliseconds)
    start_ticking "$text"
    "$@" || result=$?
    stop_ticking
    took=$(($(milliseconds) - began))
    [ "$took" -lt 2000 ] || say "  $text: $((took / 1000)).$((took % 1000 / 100)) s"
    return "$result"
}

indent() { sed 's/^/    /'; }
