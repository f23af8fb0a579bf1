# backup: two archives of one moment. Data (every database, without its keys) and keys (encrypted to the operator).

declare -A SESSION_IN=() SESSION_PID=()
WORK=

leave_backup() {
    local result=$? service
    trap '' INT TERM
    stop_ticking
    for service in "${!SESSION_PID[@]}"; do kill "${SESSION_PID[$service]}" 2>/dev/null || true; done
    [ -z "$WORK" ] || rm -rf "$WORK"
    exit "$result"
}

open_work() {
    WORK=$COC_HOME/backup-work
    rm -rf "$WORK"
    (umask 077 && mkdir -p "$WORK/data" "$WORK/keys")
    trap leave_backup EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

require_openssl() { command -v openssl > /dev/null || die "openssl is missing: install it (apt-get install openssl) and try again."; }

command_backup() {
    local folder='' to=
    while [ $# -gt 0 ]; do
        case $1 in
            --to) to=${2:-}; shift ;;
            -*)   misused "./coc backup knows --to only." ;;
            *)    [ -z "$folder" ] || misused "Say ./coc backup DIR [--to PUBLIC KEY]."; folder=$1 ;;
        esac
        shift || misused "Say ./coc backup DIR [--to PUBLIC KEY]."
    done
    [ -n "$folder" ] || misused "Say ./coc backup DIR [--to PUBLIC KEY]."
    require_home
    require_openssl
    case $folder in /*) ;; *) folder=$CALLED_FROM/$folder ;; esac
    case $to in ''|/*) ;; *) to=$CALLED_FROM/$to ;; esac
    [ -z "$to" ] || [ -r "$to" ] || die "$to cannot be read: --to names the operator's public key, the .pem that ./coc keys operator DIR made."
    to=${to:-$COC_HOME/operator.pem}
    [ -r "$to" ] || die "There is no public key to encrypt the keys to: make one by ./coc keys operator DIR, or name one by --to."
    openssl x509 -in "$to" -noout 2> /dev/null || die "$to holds no certificate: name the operator.pem that ./coc keys operator made."
    running postgres || die "PostgreSQL does not run: run ./coc up first."
    [ -z "$(ls -A "$folder" 2>/dev/null)" ] || die "$folder is not empty: name another folder."
    (umask 077 && mkdir -p "$folder") 2>/dev/null || die "$folder cannot be written: correct its permissions, or name another folder."
    lock_home
    open_work
    step "choosing one moment for all databases" take_snapshots
    for service in "${SERVICES[@]}"; do step "saving $service" save_database "$service" || die "The database of $service could not be saved: see the lines above."; done
    step "packing" pack_backup "$folder" "$to" || die "The archives could not be written to $folder: is there space left?"
    say "Data: $folder/data.tar   Keys: $folder/keys.cms   Keep them apart; a restore needs both, and the operator's private key."
}

# A psql for each database that keeps its transaction, and with it the moment, for as long as saving takes.
open_session() {
    local service=$1 fd
    mkfifo "$WORK/$service.in"
    sql "coc_$service" -At < "$WORK/$service.in" > "$WORK/$service.out" 2>&1 9>&- &
    SESSION_PID[$service]=$!
    disown $!
    exec {fd}> "$WORK/$service.in"
    SESSION_IN[$service]=$fd
}

tell() { printf '%s\n' "$2" >&"${SESSION_IN[$1]}"; }

# The answer is a file, so that nothing waits in a buffer.
await_answer() {
    local deadline=$((SECONDS + 20))
    until [ -e "$WORK/$1.$2" ]; do
        { birth_of "${SESSION_PID[$1]}" > /dev/null && [ "$SECONDS" -lt "$deadline" ]; } \
            || { cat "$WORK/$1.out" >&2; die "The database of $1 did not come to rest for a moment: try again."; }
        snooze 0.02
    done
}

# While nobody can append anywhere, all databases are looked at: what one service has heard of, another has said by then.
# The locks last some milliseconds and go with their savepoint; what was seen stays with its transaction.
take_snapshots() {
    local service
    for service in "${SERVICES[@]}"; do
        open_session "$service"
        tell "$service" "begin isolation level repeatable read; set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = 0;"
        tell "$service" "savepoint quiet; lock table mt.mt_events, mt.coc_heads in share mode;"
        tell "$service" "\\! : > '$WORK/$service.locked'"
    done
    for service in "${SERVICES[@]}"; do await_answer "$service" locked; done
    for service in "${SERVICES[@]}"; do tell "$service" "select count(*), coalesce(max(seq_id), 0) from mt.mt_events \\g '$WORK/$service.events'"; done
    for service in "${SERVICES[@]}"; do tell "$service" "\\! : > '$WORK/$service.seen'"; done
    for service in "${SERVICES[@]}"; do await_answer "$service" seen; done
    for service in "${SERVICES[@]}"; do
        tell "$service" "rollback to savepoint quiet; release savepoint quiet; select pg_export_snapshot() \\g '$WORK/$service.snapshot'"
        tell "$service" "\\! : > '$WORK/$service.kept'"
    done
    for service in "${SERVICES[@]}"; do await_answer "$service" kept; done
}

save_database() {
    local service=$1 snapshot
    snapshot=$(< "$WORK/$service.snapshot")
    dump "$service" "$snapshot" "$WORK/data" --exclude-table-data=mt.coc_keys --exclude-table-data=mt.coc_body_keys &&
        dump "$service" "$snapshot" "$WORK/keys" --data-only --table=mt.coc_keys --table=mt.coc_body_keys
}

dump() {
    (umask 077 && PGPASSWORD=$(secret postgres) "$(postgres_bin)/pg_dump" -h 127.0.0.1 -p "${PORTS[postgres]}" -U postgres -d "coc_$1" \
        --format=custom --snapshot="$2" --file="$3/$1.dump" "${@:4}")
}

# The keys' archive names the data's hash: neither fits another backup's other half.
pack_backup() (
    folder=$1
    umask 077
    set -e
    {
        echo "coc backup 1"
        echo "made $(date -u +%Y-%m-%dT%H:%M:%SZ)"
        for service in "${SERVICES[@]}"; do echo "events $service $(tr '|' ' ' < "$WORK/$service.events")"; done
    } > "$WORK/data/MANIFEST"
    seal_folder "$WORK/data"
    tar -C "$WORK/data" -cf "$folder/data.tar" .
    cp "$WORK/data/MANIFEST" "$WORK/keys/MANIFEST"
    (cd "$folder" && sha256sum data.tar) > "$WORK/keys/DATA"
    for name in secrets signers rings destroyed; do [ ! -e "$COC_HOME/$name" ] || cp -a "$COC_HOME/$name" "$WORK/keys/$name"; done
    mkdir "$WORK/keys/demo"
    for file in "$COC_HOME/demo.json" "$COC_HOME"/stamps/demo-*; do [ ! -e "$file" ] || cp "$file" "$WORK/keys/demo/"; done
    seal_folder "$WORK/keys"
    set -o pipefail
    tar -C "$WORK/keys" -c . | openssl cms -encrypt -binary -stream -aes-256-gcm -outform DER -out "$folder/keys.cms" \
        -recip "$2" -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256
    (cd "$folder" && sha256sum data.tar keys.cms) > "$folder/SHA256SUMS"
    sync "$folder"/* "$folder"
)

seal_folder() { (cd "$1" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS); }
