# The services: their names, their settings, starting them.

PROJECTS=(Identity Intake Cases Sanctions Liaison Ledger)
SERVICES=("${PROJECTS[@],,}")
# Started after them, from the inner to the outer; they keep nothing.
DOORS=(portal gateway)

project_of() { printf '%s' "${1^}"; }

is_service() { [[ " ${SERVICES[*]} ${DOORS[*]} " == *" $1 "* ]]; }

is_door() { [[ " ${DOORS[*]} " == *" $1 "* ]]; }

require_database() { ! is_door "$1" || misused "The $1 has no database."; }

database_setting() {
    local service=$1 role=$2 user=coc_$1
    [ "$role" = service ] || user+=_$role
    echo "Host=127.0.0.1;Port=${PORTS[postgres]};Database=coc_$service;Username=$user;Password=$(secret "$service/database-$role");Maximum Pool Size=$3"
}

# settings_of SERVICE: one NAME=VALUE a line. What each means: docs/operations.md.
settings_of() {
    local service=$1 other rings=$COC_HOME/rings-for/$1
    case $service in gateway|identity) rings=$COC_HOME/rings ;; esac
    echo "COC_PROFILE=demo"
    echo "ASPNETCORE_URLS=http://127.0.0.1:${PORTS[$service]}"
    echo "Broker__Uri=amqp://coc:$(secret rabbitmq)@127.0.0.1:${PORTS[rabbitmq]}/coc"
    echo "Keys__Rings=$rings"
    echo "Keys__Master=$COC_HOME/secrets/$service/master"
    echo "Keys__MasterPrevious=$COC_HOME/secrets/$service/master-previous"
    echo "Keys__Destroyed=$COC_HOME/destroyed/$service"
    echo "Keys__Pepper=$COC_HOME/secrets/$service/pepper"
    echo "Credential__File=$COC_HOME/secrets/$service/credential"
    for other in "${SERVICES[@]}" "${DOORS[@]}"; do
        echo "Services__$(project_of "$other")=http://127.0.0.1:${PORTS[$other]}"
    done
    [ "$service" != identity ] || echo "Credential__Directory=$COC_HOME/secrets/credentials"
    if ! is_door "$service"; then
        echo "Keys__Signing=$COC_HOME/secrets/$service/signing.pem"
        echo "Keys__Signers=$COC_HOME/signers"
        echo "Database__Service=$(database_setting "$service" service 30)"
        echo "Database__Daemon=$(database_setting "$service" daemon 10)"
    fi
    case $service in identity|intake) mail_settings ;; esac
    [ -z "${OTEL_EXPORTER_OTLP_ENDPOINT:-}" ] || echo "OTEL_EXPORTER_OTLP_ENDPOINT=$OTEL_EXPORTER_OTLP_ENDPOINT"
}

# run_once SERVICE ARGUMENTS...: one of the service's one-shot modes, in the foreground.
run_once() { (become_once "$@"); }

# The same in place of the shell it is called in, so that stopping that one stops it.
become_once() {
    local service=$1 project
    shift
    project=$(project_of "$service")
    mapfile -t SETTINGS < <(settings_of "$service")
    cd "$PUBLISHED/$project" || exit 1
    export "${SETTINGS[@]}" "Database__Owner=$(database_setting "$service" owner 5)"
    exec timeout --foreground --kill-after=5 "${ONCE_PATIENCE:-120}" dotnet "$PUBLISHED/$project/Coc.$project.dll" "$@" 8>&- 9>&- < /dev/null
}

# of_every_service STEP WORDS...: what each service answers, asked all at once because each starts a binary, told in one order.
of_every_service() {
    local service
    declare -A asked=()
    for service in "${SERVICES[@]}"; do
        become_once "$service" "$@" > "$(log_of "$service-$1")" 2>&1 &
        asked[$service]=$!
    done
    for service in "${SERVICES[@]}"; do
        wait "${asked[$service]}" || fail_with_log "$service-$1" "The step $1 of $service failed" 3
        cat "$(log_of "$service-$1")"
    done
}

# for_all_services ACTION: a one-shot mode of every service, all at once.
for_all_services() {
    local action=$1 service failed=
    declare -gA WORKERS=()
    for service in "${SERVICES[@]}"; do
        become_once "$service" "$action" > "$(log_of "$service-$action")" 2>&1 &
        WORKERS[$service]=$!
    done
    for service in "${SERVICES[@]}"; do
        wait "${WORKERS[$service]}" || failed=${failed:-$service}
    done
    WORKERS=()
    [ -z "$failed" ] || fail_with_log "$failed-$action" "The step $action of $failed failed"
}

migrate() {
    stamped migrated "$PUBLISHED" && return 0
    # Nobody may be reading tables that are being changed.
    stop "${SERVICES[@]}" "${DOORS[@]}"
    step "migrating the databases" for_all_services migrate
    # Before anybody publishes: an exchange forgets what arrives before its queues exist.
    step "declaring the queues" for_all_services topology
    stamp migrated "$PUBLISHED"
}

# A service is started anew when it would start differently: another build, another port, another collector.
start_service() {
    local service=$1 project fingerprint
    project=$(project_of "$service")
    mapfile -t SETTINGS < <(settings_of "$service")
    fingerprint=$(printf '%s\n' "$PUBLISHED" "${SETTINGS[@]}" | sha256sum | cut -d' ' -f1)
    if running "$service" && stamped "running-$service" "$fingerprint"; then return 0; fi
    stop "$service"
    if [ "$service" = gateway ]; then require_gateway_port; else keep_or_exchange_port "$service"; fi
    # ASP.NET Core looks for its settings and pages where it is started.
    FOLDER=$PUBLISHED/$project launch "$service" "$(id -un)" dotnet "$PUBLISHED/$project/Coc.$project.dll"
    stamp "running-$service" "$fingerprint"
}

require_gateway_port() {
    running gateway && [ "$(cat "$COC_HOME/stamps/gateway-port" 2>/dev/null || true)" = "${PORTS[gateway]}" ] && return 0
    port_taken "${PORTS[gateway]}" || return 0
    die "Port ${PORTS[gateway]} is taken by $(port_owner "${PORTS[gateway]}"): stop that, or choose another with COC_PORT=$((PORTS[gateway] + 1)) ./coc up."
}

start_services() {
    local service
    # Everybody is told everybody's address, so addresses have to be settled before the first one starts.
    for service in "${SERVICES[@]}" portal; do running "$service" || keep_or_exchange_port "$service"; done
    for service in "${SERVICES[@]}" "${DOORS[@]}"; do start_service "$service"; done
    stamp gateway-port "${PORTS[gateway]}"
}

wait_for_services() {
    local deadline=$((SECONDS + 60)) service waiting
    while :; do
        waiting=
        for service in "${SERVICES[@]}" "${DOORS[@]}"; do
            running "$service" || fail_with_log "$service" "The service $service ended while starting"
            [ -n "$waiting" ] || answers_ok "${PORTS[$service]}" /health/ready || waiting=$service
        done
        [ -n "$waiting" ] || return 0
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log "$waiting" "The service $waiting did not become ready within 60 s"
        snooze 0.1
    done
}

# fail_with_log NAME SENTENCE [LINES]
fail_with_log() {
    stop_ticking
    last_lines "$1" "${3:-15}" >&2
    die "$2: see the lines above, the end of $(log_of "$1"), and try again."
}
