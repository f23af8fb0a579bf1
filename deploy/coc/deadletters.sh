# deadletters: what the services could not handle, and what is to become of it.

command_deadletters() {
    local verb=${1:-list} service letters
    [ $# -eq 0 ] || shift
    require_home
    running rabbitmq || die "RabbitMQ does not run: run ./coc up first."
    running postgres || die "PostgreSQL does not run: run ./coc up first."
    ensure_dotnet
    find_published || die "The sources changed since the last start: run ./coc up first."
    case $verb in
        list|discarded)      [ $# = 0 ] || misused "Say ./coc deadletters $verb."
                             letters=$(of_every_service deadletters "$verb") || exit 1
                             say "${letters:-There are none.}" ;;
        show|replay|discard) [ $# -gt 0 ] || misused "Say ./coc deadletters $verb QUEUE ..., with the queue as ./coc deadletters prints it."
                             service=${1%%-*}
                             is_service "$service" && ! is_door "$service" || misused "There is no queue '$1': ./coc deadletters prints those that hold something."
                             run_once "$service" deadletters "$verb" "$@" ;;
        *)                   misused "./coc deadletters knows list, show, replay, discard and discarded." ;;
    esac
}
