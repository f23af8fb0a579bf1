# up, down, reset.

FINISHED=
declare -A WORKERS=()

# Whatever ends an unfinished start, what it started goes with it.
undo_unfinished() {
    [ ${#WORKERS[@]} -eq 0 ] || kill "${WORKERS[@]}" 2>/dev/null || true
    [ -z "$FINISHED" ] && [ ${#STARTED[@]} -gt 0 ] || return 0
    say "  stopping what this run started" >&2
    stop_what_this_run_started
}

leave() {
    local result=$?
    trap '' INT TERM
    stop_ticking
    undo_unfinished
    exit "$result"
}

command_up() {
    local began
    began=$(milliseconds)
    case ${1:-} in ''|servers) ;; *) misused "./coc up takes nothing, or the word servers." ;; esac
    open_home
    lock_home
    [ ! -e "$COC_HOME/stamps/restoring" ] || die "A restore into $COC_HOME was not finished: run ./coc reset, then ./coc restore again."
    trap leave EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    ensure_servers
    [ "${1:-}" = servers ] || ensure_dotnet
    place_data
    allot_ports
    make_secrets
    if [ "${1:-}" = servers ]; then
        start_servers
        create_databases
        FINISHED=yes
        say "PostgreSQL: 127.0.0.1:${PORTS[postgres]}   RabbitMQ: 127.0.0.1:${PORTS[rabbitmq]}   settings for a service: ./coc env SERVICE"
        return 0
    fi
    require_gateway_port
    start_servers
    publish
    create_databases
    migrate
    start_services
    step "waiting until every service is ready" wait_for_services
    load_demo
    say_address_in_demo_file
    FINISHED=yes
    say_what_next
    say ""
    say "Up in $((($(milliseconds) - began) / 1000)).$((($(milliseconds) - began) % 1000 / 100)) s."
}

start_servers() {
    start_rabbitmq
    step "starting PostgreSQL" start_and_await_postgres
    step "waiting for RabbitMQ" wait_for_rabbitmq
}

start_and_await_postgres() { start_postgres && wait_for_postgres; }

stop_everything() {
    load_ports
    stop gateway
    stop portal "${SERVICES[@]}"
    stop rabbitmq postgres
    stop epmd
}

command_down() {
    local name
    for name in "$@"; do
        case $name in postgres|rabbitmq) ;; *) require_service "$name" ;; esac
    done
    home_exists || { say "Nothing runs here."; return 0; }
    open_home
    lock_home
    if [ $# -gt 0 ]; then step "stopping $*" stop "$@"; else step "stopping" stop_everything; fi
    say "Stopped."
}

command_reset() {
    local answer=
    case ${1:-} in ''|-y) ;; *) misused "./coc reset takes nothing, or -y." ;; esac
    home_exists || { say "There is nothing to delete."; return 0; }
    if [ "${1:-}" != -y ]; then
        printf 'Delete all data and secrets in %s? [y/N] ' "$COC_HOME"
        read -r answer || true
        case $answer in y|Y|yes) ;; *) say "Nothing was deleted."; return 1 ;; esac
    fi
    open_home
    lock_home
    step "stopping" stop_everything
    # Only names this script makes: COC_HOME may point at a folder that holds more.
    if [ -L "$DATA" ]; then
        rm -rf "$(readlink "$DATA")"
        rmdir --ignore-fail-on-non-empty /var/lib/coc 2>/dev/null || true
    fi
    local name
    for name in data run log secrets signers stamps rings rings-for ports ports.new id path demo.json operator.pem backup-work lock; do
        rm -rf "${COC_HOME:?}/$name"
    done
    # Ids of keys that must stay destroyed when an older backup is restored; they open nothing.
    if [ -n "$(find "$COC_HOME/destroyed" -name '*.destroyed' 2>/dev/null)" ]; then
        say "Kept for a restore: $COC_HOME/destroyed, the journal of destroyed keys."
    else
        rm -rf "${COC_HOME:?}/destroyed"
    fi
    rmdir --ignore-fail-on-non-empty "$COC_HOME"
    say "Deleted."
}
