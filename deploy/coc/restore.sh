# restore: both archives into an empty system; what was destroyed meanwhile is destroyed again before anything opens.

command_restore() {
    local folder='' key='' journal='' without=
    while [ $# -gt 0 ]; do
        case $1 in
            --key)             key=${2:-}; shift ;;
            --destroyed)       journal=${2:-}; shift ;;
            --without-journal) without=yes ;;
            -*)                misused "./coc restore knows --key, --destroyed and --without-journal." ;;
            *)                 [ -z "$folder" ] || misused "Say ./coc restore DIR --key PRIVATE KEY."; folder=$1 ;;
        esac
        shift || misused "Say ./coc restore DIR --key PRIVATE KEY."
    done
    { [ -n "$folder" ] && [ -n "$key" ]; } || misused "Say ./coc restore DIR --key PRIVATE KEY."
    case $folder in /*) ;; *) folder=$CALLED_FROM/$folder ;; esac
    case $key in /*) ;; *) key=$CALLED_FROM/$key ;; esac
    case $journal in ''|/*) ;; *) journal=$CALLED_FROM/$journal ;; esac
    require_openssl
    local file
    for file in "$folder/data.tar" "$folder/keys.cms" "$key"; do
        [ -r "$file" ] || die "$file cannot be read: a restore needs data.tar and keys.cms in one folder, and the operator's private key."
    done
    ! home_exists || die "There is a system in $COC_HOME already, and a restore needs an empty one: name another by COC_HOME, or run ./coc reset first."
    journal=${journal:-$COC_HOME/destroyed}
    [ -n "$without" ] || [ -d "$journal" ] || die "There is no journal of destroyed keys in $journal, so keys destroyed after the backup would open again: name the lost system's by --destroyed DIR, or say --without-journal."
    open_home
    lock_home
    open_work
    # Nothing may start from half a system.
    stamp restoring "$folder"
    step "checking the archives" unpack_backup "$folder" "$key"
    restore_system "$journal"
}

# Whatever is wrong, nothing has been written to any database yet.
unpack_backup() {
    local folder=$1 key=$2
    openssl cms -decrypt -binary -inform DER -in "$folder/keys.cms" -inkey "$key" -out "$WORK/keys.tar" 2> /dev/null \
        || give_up "keys.cms does not open: it is damaged, or it was encrypted to another operator's key than $key."
    tar -C "$WORK/keys" -xf "$WORK/keys.tar" 2> /dev/null && rm -f "$WORK/keys.tar" && unharmed "$WORK/keys" \
        || give_up "keys.cms is damaged inside: use another backup."
    grep -qx "coc backup 1" "$WORK/keys/MANIFEST" || give_up "The backup was made by another version of ./coc: restore it with that one."
    (cd "$folder" && sha256sum -c --status "$WORK/keys/DATA") \
        || give_up "data.tar is damaged, or belongs to another backup than keys.cms: use the two that were made together."
    tar -C "$WORK/data" -xf "$folder/data.tar" 2> /dev/null && unharmed "$WORK/data" || give_up "data.tar is damaged inside: use another backup."
}

unharmed() { (cd "$1" && sha256sum -c --status --strict SHA256SUMS); }

give_up() {
    rm -rf "${COC_HOME:?}/stamps" "$COC_HOME/path" "$COC_HOME/id"
    die "$1"
}

restore_system() {
    local service name journal=$1
    ensure_servers
    ensure_dotnet
    say "  the backup was made $(sed -n 's/^made //p' "$WORK/keys/MANIFEST")"
    place_data
    cp -a "$WORK/keys/secrets/." "$COC_HOME/secrets/"
    for name in rings signers; do [ ! -e "$WORK/keys/$name" ] || cp -a "$WORK/keys/$name" "$COC_HOME/"; done
    allot_ports
    make_secrets
    require_gateway_port
    start_servers
    publish
    create_databases
    for service in "${SERVICES[@]}"; do
        step "restoring $service" restore_database "$service" || die "The database of $service could not be restored: see the lines above, run ./coc reset and try again."
    done
    for service in "${SERVICES[@]}"; do destroy_again "$service" "$WORK/keys/destroyed/$service" "$journal/$service"; done
    migrate
    verify_restored
    cp "$WORK"/keys/demo/demo-* "$COC_HOME/stamps/" 2>/dev/null || true
    [ ! -e "$WORK/keys/demo/demo.json" ] || cp "$WORK/keys/demo/demo.json" "$COC_HOME/demo.json"
    say_address_in_demo_file
    rm -f "$COC_HOME/stamps/restoring"
    start_services
    step "waiting until every service is ready" wait_for_services
    say "Restored: http://127.0.0.1:${PORTS[gateway]}"
}

# The relay begins anew: what was on its way when the moment was taken is in no database. Consumers know what they have handled by its id.
restore_database() {
    local service=$1
    load "$service" "$WORK/data/$service.dump" &&
        load "$service" "$WORK/keys/$service.dump" --data-only --disable-triggers &&
        sql "coc_$service" -c "update mt.mt_event_progression set last_seq_id = 0 where name like 'Relay%'"
}

load() {
    PGPASSWORD=$(secret postgres) "$(postgres_bin)/pg_restore" -h 127.0.0.1 -p "${PORTS[postgres]}" -U postgres -d "coc_$1" \
        --exit-on-error --single-transaction "${@:3}" "$2"
}

# destroy_again SERVICE JOURNAL...: a line without an end was never committed.
destroy_again() {
    local service=$1 count
    shift
    mkdir -p "$COC_HOME/destroyed/$service"
    [ ! -d "$1" ] || cp -an "$1/." "$COC_HOME/destroyed/$service/"
    count=$({
        echo "create temp table destroyed (key_id uuid); copy destroyed from stdin;"
        find "$@" -name '*.destroyed' -exec cat {} + 2>/dev/null | grep -Ex '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' || true
        echo '\.'
        echo "with d as (update mt.coc_keys set wrapped = null, destroyed = now() where destroyed is null and key_id in (select key_id from destroyed) returning 1) select count(*) from d;"
    } | sql "coc_$service" -At) || die "The destroyed keys of $service could not be destroyed again: run ./coc reset and try again."
    [ "$count" = 0 ] || say "  $service: $count keys that were destroyed after the backup are destroyed again"
}

verify_restored() {
    local service expected found broken=
    for service in "${SERVICES[@]}"; do
        expected=$(sed -n "s/^events $service //p" "$WORK/keys/MANIFEST")
        found=$(sql "coc_$service" -At -F ' ' -c "select count(*), coalesce(max(seq_id), 0) from mt.mt_events")
        [ "$found" = "$expected" ] || broken="$service has events '$found', the backup says '$expected'"
        found=$(sql "coc_$service" -At -c "select count(*) from mt.coc_keys k where not exists (select from mt.coc_body_keys b where b.tenant_id = k.tenant_id and b.key_id = k.body_key_id)")
        [ "$found" = 0 ] || broken="$service has $found keys that nothing opens"
    done
    [ -z "$broken" ] || die "The restored system is not whole: $broken. Run ./coc reset and use another backup."
    verify_databases "${SERVICES[@]}"
}
