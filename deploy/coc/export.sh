# export, import store: a service's log as a file of JSON lines, and back into an empty store.

from_here() { case $1 in /*) printf '%s' "$1" ;; *) printf '%s/%s' "$CALLED_FROM" "$1" ;; esac; }

command_export() {
    local service=${1:-} scope=()
    case $# in
        2) ;;
        4) case $2 in --tenant|--stream) scope=("$2" "$3") ;; *) service= ;; esac ;;
        *) service= ;;
    esac
    [ -n "$service" ] || misused "Say ./coc export SERVICE [--tenant BODY | --stream ID] FILE."
    require_log_of "$service"
    [ -n "${!#}" ] && [ ! -d "$(from_here "${!#}")" ] || misused "'${!#}' is a folder: name a file in it."
    require_system
    ONCE_PATIENCE=0 run_once "$service" export "${scope[@]}" "$(from_here "${!#}")"
}

import_store() {
    local service=${1:-} file=${2:-}
    [ $# = 2 ] || misused "Say ./coc import store SERVICE FILE."
    require_log_of "$service"
    [ -r "$(from_here "$file")" ] || die "The file $file cannot be read: check its name."
    require_system
    ONCE_PATIENCE=0 run_once "$service" import-store "$(from_here "$file")"
}

require_log_of() {
    require_service "$1"
    require_database "$1"
}
