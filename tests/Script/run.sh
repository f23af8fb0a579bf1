#!/usr/bin/env bash
# How ./coc behaves when things are not as they should be. Every case has a home of its own; one line a case.
set -uo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
COC=$HERE/../../coc
WORK=$(mktemp -d)
# The servers' users have to come in here.
chmod 755 "$WORK"
unset COC_PORT COC_HOME OTEL_EXPORTER_OTLP_ENDPOINT
HOMES=()
FAILURES=0
OUTPUT=
CODE=0

clean() {
    local home
    for home in "${HOMES[@]}"; do COC_HOME=$home "$COC" reset -y > /dev/null 2>&1; done
    [ -z "${LISTENER:-}" ] || kill "$LISTENER" 2>/dev/null
    rm -rf "$WORK"
}
trap clean EXIT
trap 'exit 130' INT TERM

# new_home NAME: a COC_HOME of its own, deleted with all that runs in it.
new_home() {
    export COC_HOME=$WORK/$1
    HOMES+=("$COC_HOME")
}

run() {
    CODE=0
    OUTPUT=$("$@" 2>&1 < /dev/null) || CODE=$?
}

check() {
    local sentence=$1
    shift
    if "$@"; then
        echo "passed: $sentence"
    else
        echo "FAILED: $sentence"
        echo "    exit code $CODE, output:"
        printf '%s\n' "$OUTPUT" | sed 's/^/    /'
        FAILURES=$((FAILURES + 1))
    fi
}

ended_with() { [ "$CODE" = "$1" ] && [[ $(tail -n 1 <<< "$OUTPUT") == $2 ]]; }

for part in "$HERE"/cases/*.sh; do
    # shellcheck source=/dev/null
    source "$part"
done
[ "$FAILURES" = 0 ]
