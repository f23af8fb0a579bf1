# keys: what is encrypted by what, and exchanging it while everything runs.

command_keys() {
    local verb=${1:-}
    [ $# = 0 ] || shift
    case $verb in
        list)          keys_list "$@" ;;
        rotate-master) rotate_master "$@" ;;
        rotate-body)   rotate_body "$@" ;;
        destroy)       destroy_key "$@" ;;
        operator)      make_operator "$@" ;;
        *)             misused "Say ./coc keys list, rotate-master SERVICE, rotate-body SERVICE BODY, destroy SERVICE BODY STREAM OWNER, or operator DIR." ;;
    esac
}

# The databases and the keys must be at hand, the services need not run.
open_for_keys() {
    require_home
    running postgres || die "The system does not run: run ./coc up first."
    ensure_dotnet
    find_published || die "The sources changed since the last start: run ./coc up first."
}

require_keeper() {
    require_service "$1"
    ! is_door "$1" || misused "The $1 keeps no keys of its own."
}

keys_list() {
    local service
    [ $# = 0 ] || misused "./coc keys list takes nothing."
    open_for_keys
    printf '%-10s %-24s %-36s %-7s %-10s %-16s %7s %9s %10s\n' service body 'body key' state since 'master key' live disabled destroyed
    for service in "${SERVICES[@]}"; do run_once "$service" keys list; done
}

# The new key is on disk, and known to whoever looks again, before anything is wrapped by it; the old one goes when it wraps nothing.
rotate_master() {
    local service=${1:-} folder
    [ $# = 1 ] || misused "Say whose: ./coc keys rotate-master ${SERVICES[0]}"
    require_keeper "$service"
    open_for_keys
    lock_home
    folder=$COC_HOME/secrets/$service
    if [ -s "$folder/master-previous" ] && ! cmp -s "$folder/master" "$folder/master-previous"; then
        say "Going on with the rotation that was begun."
    else
        replace_secret "$folder/master-previous" cat "$folder/master"
        replace_secret "$folder/master" random_base64 32
    fi
    ONCE_PATIENCE=86400 run_once "$service" keys rewrap || die "The rotation is not finished, nothing is lost: run the same command again."
    [ "$service" != identity ] || run_once identity reclose-ties || die "The rotation is not finished, nothing is lost: run the same command again."
    rm -f "$folder/master-previous"
    say "The former master key of $service opens nothing any more. Backups made before need it; they carry it themselves."
}

# Never half a file, and on disk when it returns.
replace_secret() {
    local file=$1
    shift
    (umask 077 && "$@" > "$file.new") && sync "$file.new" && mv -f "$file.new" "$file" && sync "$(dirname "$file")"
}

rotate_body() {
    local service=${1:-} body=${2:-}
    [ $# = 2 ] || misused "Say whose: ./coc keys rotate-body cases sextant"
    require_keeper "$service"
    open_for_keys
    lock_home
    ONCE_PATIENCE=86400 run_once "$service" keys rotate-body "$body"
}

destroy_key() {
    [ $# = 4 ] || misused "Say which: ./coc keys destroy intake '*intake*' STREAM reporter:ID"
    require_keeper "$1"
    open_for_keys
    run_once "$1" keys destroy "${@:2}"
}

# A certificate, because that is what openssl encrypts to; nobody asks who signed it.
make_operator() {
    local folder=${1:-}
    [ $# = 1 ] || misused "Say where the private key goes, best not on this machine: ./coc keys operator DIR"
    case $folder in /*) ;; *) folder=$CALLED_FROM/$folder ;; esac
    [ ! -e "$folder/operator.key" ] || die "$folder/operator.key exists already: name another folder."
    require_openssl
    (
        umask 077
        mkdir -p "$folder" &&
            openssl req -x509 -newkey rsa:3072 -sha256 -days 3650 -noenc -subj '/CN=CoC federation operator' \
                -keyout "$folder/operator.key.new" -out "$folder/operator.pem" 2> /dev/null &&
            sync "$folder/operator.key.new" && mv "$folder/operator.key.new" "$folder/operator.key"
    ) || die "No key could be made in $folder: correct its permissions, or name another folder."
    if home_exists; then cp "$folder/operator.pem" "$COC_HOME/operator.pem"; fi
    say "Private key: $folder/operator.key   take it off this machine and keep it: without it no backup can be restored."
    say "Public key:  $folder/operator.pem   the system here, if there is one, backs up to it from now on."
}
