# projections: the read models of the services, how far they are, building one anew.

command_projections() {
    local verb=${1:-list}
    case $verb in
        list)          [ $# -le 1 ] || misused "./coc projections list takes nothing."
                       list_projections ;;
        rebuild|retry) [ $# = 3 ] || misused "Say which: ./coc projections $verb SERVICE NAME; ./coc projections lists them."
                       on_projection "$@" ;;
        *)             misused "Say ./coc projections, ./coc projections rebuild SERVICE NAME, or ./coc projections retry SERVICE NAME." ;;
    esac
}

list_projections() {
    local rows
    open_for_keys
    rows=$(of_every_service projections) || exit 1
    printf 'service\tprojection\tkind\tdone\tbehind\tage\tstate\n%s\n' "$rows" | column -t -s $'\t'
}

on_projection() {
    local verb=$1 service=$2 name=$3
    require_service "$service"
    ! is_door "$service" || misused "The $service has no projections."
    open_for_keys
    ONCE_PATIENCE=86400 run_once "$service" projections "$verb" "$name"
}
