# deadletters: what the services could not handle, and what is to become of it.

command_deadletters() {
    local verb=${1:-list} service
    [ $# -eq 0 ] || shift
    require_home
    running rabbitmq || die "RabbitMQ does not run: run ./coc up first."
    running postgres || die "PostgreSQL does not run: run ./coc up first."
    ensure_dotnet
    find_published || die "The sources changed since the last start: run ./coc up first."
    case $verb in
        list|discarded)      [ $# = 0 ] || misused "Say ./coc deadletters $verb."; of_every_service "$verb" ;;
        show|replay|discard) [ $# -gt 0 ] || misused "Say ./coc deadletters $verb QUEUE ..., with the queue as ./coc deadletters prints it."
                             service=${1%%-*}
                             require_service "$service"
                             run_once "$service" deadletters "$verb" "$@" ;;
        *)                   misused "./coc deadletters knows list, show, replay, discard and discarded." ;;
    esac
}

# All at once, because each of them starts a service's binary; told in one order.
of_every_service() {
    local service found=
    declare -A asked=()
    for service in "${SERVICES[@]}"; do
        become_once "$service" deadletters "$1" > "$(log_of "$service-deadletters")" 2>&1 &
        asked[$service]=$!
    done
    for service in "${SERVICES[@]}"; do
        wait "${asked[$service]}" || fail_with_log "$service-deadletters" "The dead letters of $service could not be read"
        if [ -s "$(log_of "$service-deadletters")" ]; then
            found=1
            cat "$(log_of "$service-deadletters")"
        fi
    done
    [ -n "$found" ] || say "There are none."
}
