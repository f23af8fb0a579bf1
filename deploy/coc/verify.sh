# verify: recomputes every hash chain, in the databases or in an export alone, and holds it against signed heads.

command_verify() {
    local service
    case ${1:-} in
        '')        verify_databases "${SERVICES[@]}" ;;
        -*)        misused "Say ./coc verify [SERVICE...], or ./coc verify FILE [--heads FILE] [--keys FOLDER]." ;;
        *[!a-z]*)  verify_file "$@" ;;
        *)
            if [ -f "$CALLED_FROM/$1" ]; then verify_file "$@"; return; fi
            for service in "$@"; do
                require_service "$service"
                require_database "$service"
            done
            verify_databases "$@" ;;
    esac
}

# The Ledger's copies show what a database that was set back no longer has: the newest of every service, and every one that
# another of the same number contradicts.
heads_of_ledger() {
    sql coc_ledger -At -c "select head from app.head h
        where number = (select max(number) from app.head n where n.service = h.service)
           or exists (select from app.head o where o.service = h.service and o.number = h.number and o.hash <> h.hash)"
}

verify_databases() {
    local service broken= failed=
    require_system
    (umask 077 && heads_of_ledger > "$COC_HOME/run/ledger-heads") || die "The Ledger's signed heads cannot be read: run ./coc up first."
    for service in "$@"; do
        ONCE_PATIENCE=0 run_once "$service" verify --heads "$COC_HOME/run/ledger-heads" || case $? in 1) broken=1 ;; *) failed="$failed $service" ;; esac
    done
    [ -z "$failed" ] || say "Could not be looked at:$failed. See the lines above, ./coc status, and verify again." >&2
    [ -z "$broken" ] || die "The record does not fit: keep the database as it is, and compare it with an export or a backup from before."
    [ -z "$failed" ] || exit 3
}

# Needs neither a running system nor its secrets; a build it makes if there is none.
verify_file() {
    local words=() word
    for word in "$@"; do
        case $word in --heads|--keys|/*) words+=("$word") ;; *) words+=("$CALLED_FROM/$word") ;; esac
    done
    case " $* " in *' --keys '*) ;; *) words+=(--keys "$COC_HOME/signers") ;; esac
    ensure_dotnet
    find_published || { open_home; publish; }
    dotnet "$PUBLISHED/Ledger/Coc.Ledger.dll" verify "${words[@]}"
}

require_system() {
    require_home
    running postgres || die "PostgreSQL does not run: run ./coc up."
    ensure_dotnet
    find_published || die "The sources changed since the last start: run ./coc up first."
}
