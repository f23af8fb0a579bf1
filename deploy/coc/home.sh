# Where this system keeps what is its own: ports, secrets, logs, process ids, data.

COC_HOME=${COC_HOME:-$ROOT/.coc}
case $COC_HOME in /*) ;; *) COC_HOME=$CALLED_FROM/$COC_HOME ;; esac
DATA=$COC_HOME/data

export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_gcServer=0 MSBUILDDISABLENODEREUSE=1
# It would take ICU away from the services, which compare names and accounts in composed form. ICU comes with PostgreSQL.
unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT

am_root() { [ "$(id -u)" = 0 ]; }

# The servers refuse to run as root, so root runs them as the users their packages brought.
as_user() {
    local user=$1
    shift
    if am_root; then setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups --no-new-privs -- "$@"
    else "$@"; fi
}

# The same, for a command that must keep the process id the shell gave it.
exec_as_user() {
    local user=$1
    shift
    if am_root; then exec setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups --no-new-privs -- "$@"
    else exec "$@"; fi
}

owned_by() { if am_root; then chown -R "$1:" "$2"; fi; }

open_home() {
    local folder
    for folder in "$COC_HOME" "$COC_HOME/run" "$COC_HOME/log" "$COC_HOME/secrets" "$COC_HOME/stamps"; do
        { mkdir -p "$folder" && [ -w "$folder" ]; } 2>/dev/null \
            || die "The folder $folder cannot be written: correct its permissions, or name another with COC_HOME."
    done
    COC_HOME=$(cd "$COC_HOME" && pwd -P)
    DATA=$COC_HOME/data
    chmod 711 "$COC_HOME"
    chmod 700 "$COC_HOME/run" "$COC_HOME/log" "$COC_HOME/secrets"
    remember_path
}

# A moved folder keeps its data; a copied one would share ports and data with the one it was copied from.
remember_path() {
    local before
    before=$(cat "$COC_HOME/path" 2>/dev/null || true)
    if [ -n "$before" ] && [ "$before" != "$COC_HOME" ] && [ -e "$before/path" ]; then
        die "$COC_HOME is a copy of $before: delete $COC_HOME and run ./coc up again."
    fi
    # Of the path and of chance: a checkout that was deleted leaves data under /var/lib/coc that the next one at the same
    # path has no keys for.
    [ -n "$before" ] || printf '%s %s' "$COC_HOME" "$(random_hex 8)" | sha256sum | cut -c1-12 > "$COC_HOME/id"
    [ "$before" = "$COC_HOME" ] || printf '%s\n' "$COC_HOME" > "$COC_HOME/path"
}

home_exists() { [ -f "$COC_HOME/path" ]; }

# One command at a time changes the system; looking is always allowed.
lock_home() {
    exec 9> "$COC_HOME/lock"
    flock -n 9 || die "Another ./coc command is changing this system: wait until it has ended."
}

can_enter() { as_user "$1" test -x "$2" 2>/dev/null; }

place_data() {
    local far
    if [ -L "$DATA" ]; then
        far=$(readlink "$DATA")
    elif [ -d "$DATA" ] || { can_enter postgres "$COC_HOME" && can_enter rabbitmq "$COC_HOME"; }; then
        far=$DATA
    else
        far=/var/lib/coc/$(cat "$COC_HOME/id")
        say "The servers' users cannot enter $COC_HOME: their data goes to $far."
        ln -s "$far" "$DATA"
    fi
    { mkdir -p "$far" && chmod 711 "$far" && [ -w "$far" ]; } 2>/dev/null \
        || die "The folder $far cannot be written: correct its permissions, or name another place with COC_HOME."
    case $far in /var/lib/coc/*) chmod 711 /var/lib/coc ;; esac
    DATA=$(cd "$far" && pwd -P)
}

# stamped NAME VALUE: has this been done with this value? stamp NAME VALUE: it has.
stamped() { [ "$(cat "$COC_HOME/stamps/$1" 2>/dev/null || true)" = "$2" ]; }
stamp() { printf '%s\n' "$2" > "$COC_HOME/stamps/$1"; }
