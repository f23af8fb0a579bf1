#!/usr/bin/env bash
# Writes docs/walkthrough.md from a real run: every answer in it was given by the running system.
#   ./coc reset -y && ./coc up && deploy/coc/walkthrough.sh > docs/walkthrough.md
# Needs jq. COC_HOME and COC_PORT as for ./coc.
set -euo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
DEMO=${COC_HOME:-$ROOT/.coc}/demo.json
COC=http://127.0.0.1:${COC_PORT:-8080}
ANSWER=

login() {
    local password
    password=$(grep -A1 "\"$1\"" "$DEMO" | sed -n 's/.*"password": "\(.*\)".*/\1/p')
    curl -s "$COC/api/identity/login" -H 'Content-Type: application/json' -d "{\"email\": \"$1\", \"password\": \"${2:-$password}\"}" |
        sed 's/.*"accessToken":"\([^"]*\)".*/\1/'
}
get() { curl -s "$COC$2" -H "Authorization: Bearer $1"; }
post() { curl -s "$COC$2" -H "Authorization: Bearer $1" -H 'Content-Type: application/json' -d "${3:-{\}}"; }

text() { printf '%s\n' "$@"; echo; }

# What is not shown is marked: parts of an answer by the filter of -p, its end by -n.
pretty() {
    local part=$1 lines=$2 all
    if ! all=$(jq . <<< "$ANSWER" 2>/dev/null); then printf '%s\n' "$ANSWER"; return; fi
    [ -z "$part" ] || all=$(jq "$part" <<< "$ANSWER"; echo …)
    if [ "$(wc -l <<< "$all")" -gt "$lines" ]; then all=$(head -n "$lines" <<< "$all"; echo …); fi
    # A bearer is nobody's business, not even a dead one's.
    sed -E 's/("(access|refresh)Token": ").*"/\1…"/' <<< "$all"
}

# run [-p FILTER] [-n LINES] [-w CONDITION] [-t NAME=FILTER]... COMMAND
# Shows the command and its answer; -w asks again until the condition holds; -t keeps a member in a variable, as a reader would.
run() {
    local part="" lines=45 until="" takes=() take name deadline
    while getopts p:n:w:t: option; do
        case $option in
            p) part=$OPTARG ;;
            n) lines=$OPTARG ;;
            w) until=$OPTARG ;;
            t) takes+=("$OPTARG") ;;
            *) return 2 ;;
        esac
    done
    shift $((OPTIND - 1))
    OPTIND=1
    deadline=$((SECONDS + 20))
    ANSWER=$(eval "$1")
    while [ -n "$until" ] && ! jq -e "$until" <<< "$ANSWER" > /dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || { echo "In vain: $1 ($until): $ANSWER" >&2; exit 1; }
        read -rt 0.2 <> <(:) || true
        ANSWER=$(eval "$1")
    done
    echo '```console'
    printf '$ %s\n' "$1"
    [ -z "$ANSWER" ] || pretty "$part" "$lines"
    for take in "${takes[@]}"; do
        name=${take%%=*}
        printf -v "$name" %s "$(jq -r "${take#*=}" <<< "$ANSWER")"
        printf '$ %s=%s\n' "$name" "${!name}"
    done
    echo '```'
    echo
}

# A sign-in is shown without its token.
sign_in() {
    local name email token
    echo '```console'
    while [ $# -gt 0 ]; do
        name=$1 email=$2
        shift 2
        token=$(login "$email")
        printf -v "$name" %s "$token"
        echo "\$ $name=\$(login $email)"
    done
    echo '```'
    echo
}

for part in opening case measure transfer; do
    # shellcheck source=/dev/null
    source "$ROOT/deploy/coc/walkthrough/$part.sh"
done
