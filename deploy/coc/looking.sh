# status, logs, psql, env, import.

require_home() {
    home_exists || die "Nothing has been set up here yet: run ./coc up."
    load_ports
}

require_service() { is_service "$1" || misused "There is no service '$1'; there are ${SERVICES[*]} ${DOORS[*]}."; }

# Shared memory counts once: the share of each process, children included.
memory_kb() {
    local pid total=0 share
    for pid in "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null || true); do
        share=$(awk '/^Pss:/ {print $2; exit}' "/proc/$pid/smaps_rollup" 2>/dev/null || true)
        [ -n "$share" ] || share=$(awk '/^VmRSS:/ {print $2}' "/proc/$pid/status" 2>/dev/null || true)
        total=$((total + ${share:-0}))
    done
    echo "$total"
}

health_of() {
    case $1 in
        postgres) "$(postgres_bin)/pg_isready" -q -h 127.0.0.1 -p "${PORTS[postgres]}" -t 2 && echo ready || echo silent ;;
        rabbitmq) (broker_answers) && echo ready || echo silent ;;
        epmd)     port_taken "${PORTS[epmd]}" && echo ready || echo silent ;;
        *)
            case $(http_get "${PORTS[$1]}" /health/ready || true) in
                HTTP/1.1\ 200*degraded*) echo degraded ;;
                HTTP/1.1\ 200*)          echo ready ;;
                HTTP*)                   echo "not ready" ;;
                *)                       echo silent ;;
            esac ;;
    esac
}

# What a degraded service says is wrong: ids and codes.
trouble_of() { http_get "${PORTS[$1]}" /health/ready 2>/dev/null | tr -d '\r' | grep -o '{.*}' | head -1 || true; }

command_status() {
    local name pid health result=0 kb sum=0 troubles=()
    require_home
    printf '%-11s %8s  %6s  %-10s %9s\n' process pid port health memory
    for name in gateway portal "${SERVICES[@]}" postgres rabbitmq epmd; do
        if pid=$(pid_of "$name"); then
            health=$(health_of "$name")
            kb=$(memory_kb "$pid")
            sum=$((sum + kb))
            printf '%-11s %8s  %6s  %-10s %6s MB\n' "$name" "$pid" "${PORTS[$name]:-}" "$health" $((kb / 1024))
            case $health in ready) ;; degraded) troubles+=("$name: $(trouble_of "$name")") ;; *) result=1 ;; esac
        else
            printf '%-11s %8s  %6s  %-10s\n' "$name" - "${PORTS[$name]:-}" down
            result=1
        fi
    done
    printf '%-11s %8s  %6s  %-10s %6s MB\n' together '' '' '' $((sum / 1024))
    [ ${#troubles[@]} = 0 ] || printf '%s\n' "${troubles[@]}"
    return "$result"
}

command_logs() {
    local name='' follow='' word files
    for word in "$@"; do
        case $word in
            -f) follow=-F ;;
            -*) misused "./coc logs knows -f only." ;;
            *)  name=$word ;;
        esac
    done
    require_home
    if [ -n "$name" ]; then files=("$(log_of "$name")"); else files=("$COC_HOME"/log/*.log); fi
    [ -f "${files[0]}" ] || misused "There is no log of '$name'; there are: $(cd "$COC_HOME/log" && echo *.log | sed 's/\.log//g')."
    exec tail -n "$([ -n "$name" ] && echo 200 || echo 10)" $follow -- "${files[@]}"
}

command_psql() {
    local service=${1:-}
    [ -n "$service" ] || misused "Say which service: ./coc psql ${SERVICES[0]}"
    require_service "$service"
    require_database "$service"
    shift
    require_home
    running postgres || die "PostgreSQL does not run: run ./coc up."
    PGPASSWORD=$(secret postgres) exec "$(postgres_bin)/psql" \
        -h 127.0.0.1 -p "${PORTS[postgres]}" -U postgres -d "coc_$service" "$@"
}

command_env() {
    local service=${1:-}
    [ -n "$service" ] || misused "Say which service: ./coc env ${SERVICES[0]}"
    require_service "$service"
    require_home
    # In quotes, because connection strings hold semicolons: fit for a shell and for an editor's env file.
    {
        settings_of "$service"
        is_door "$service" || echo "Database__Owner=$(database_setting "$service" owner 5)"
    } | sed "s/=\(.*\)/='\1'/"
}

command_import() {
    local file=${2:-}
    if [ "${1:-}" = store ]; then
        shift
        import_store "$@"
        return
    fi
    { [ "${1:-}" = bodies ] && [ -n "$file" ] && [ $# = 2 ]; } || misused "Say ./coc import bodies FILE, or ./coc import store SERVICE FILE."
    case $file in /*) ;; *) file=$CALLED_FROM/$file ;; esac
    [ -r "$file" ] || die "The file $2 cannot be read: check its name."
    require_home
    running postgres || die "The system does not run: run ./coc up first."
    ensure_dotnet
    find_published || die "The sources changed since the last start: run ./coc up first."
    run_once liaison import bodies "$file"
}
