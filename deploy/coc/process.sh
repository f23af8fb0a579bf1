# Processes this script started, and only those: a process id counts together with its start time, so that one the
# system has given to somebody else since (after a reboot, for instance) is never taken for ours.

STARTED=()
SETTINGS=()

birth_of() {
    local stat fields
    { read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<< "${stat##*) }"
    [ "${fields[0]}" != Z ] || return 1
    echo "${fields[19]} $(< /proc/sys/kernel/random/boot_id)"
}

remember() { echo "$2 $(birth_of "$2")" > "$COC_HOME/run/$1.pid"; }

# pid_of NAME: prints the process id when it runs.
pid_of() {
    local pid birth
    { read -r pid birth < "$COC_HOME/run/$1.pid"; } 2>/dev/null || return 1
    # Without a birth it had ended before that could be read: then it does not run, however equal nothing and nothing are.
    [ -n "$birth" ] && [ "$(birth_of "$pid" || true)" = "$birth" ] || return 1
    echo "$pid"
}

running() { pid_of "$1" > /dev/null; }

log_of() { echo "$COC_HOME/log/$1.log"; }

# launch NAME USER COMMAND...: detached from the terminal and from this script's lock, output in its log, SETTINGS in its
# environment (not in its arguments, which everybody on the machine can read), started in FOLDER.
launch() {
    local name=$1 user=$2 log
    shift 2
    log=$(log_of "$name")
    if [ "$(stat -c %s "$log" 2>/dev/null || echo 0)" -gt 5000000 ]; then mv -f "$log" "$log.1"; fi
    (
        trap - INT TERM EXIT
        exec < /dev/null >> "$log" 2>&1 9>&-
        cd "${FOLDER:-/}" || exit 1
        # A login shell's 1024 open files are few for a broker; the hard limit of some machines is absurdly many.
        [ "$(ulimit -S -n)" = unlimited ] || [ "$(ulimit -S -n)" -ge 16384 ] || ulimit -S -n 16384 2>/dev/null || true
        [ ${#SETTINGS[@]} -eq 0 ] || export "${SETTINGS[@]}"
        exec_as_user "$user" setsid "$@"
    ) &
    remember "$name" $!
    # The shell would announce in its own words how it ended; the log says it better.
    disown $!
    STARTED+=("$name")
}

signal_of() { case $1 in postgres) echo INT ;; *) echo TERM ;; esac; }

# stop NAME...: asks all, waits for all, insists after PATIENCE seconds.
stop() {
    local name pid deadline
    for name in "$@"; do
        if pid=$(pid_of "$name"); then kill -s "$(signal_of "$name")" "$pid" 2>/dev/null || true; fi
    done
    deadline=$((SECONDS + ${PATIENCE:-20}))
    for name in "$@"; do
        while pid=$(pid_of "$name"); do
            [ "$SECONDS" -lt "$deadline" ] || kill -KILL "$pid" 2>/dev/null || true
            snooze 0.05
        done
        rm -f "$COC_HOME/run/$name.pid"
    done
}

stop_what_this_run_started() {
    local reversed=() name
    for name in "${STARTED[@]}"; do reversed=("$name" "${reversed[@]}"); done
    STARTED=()
    # A broker that is still starting does not listen to being asked; both servers survive being made to.
    [ ${#reversed[@]} -eq 0 ] || PATIENCE=4 stop "${reversed[@]}"
}

last_lines() { tail -n "${2:-15}" "$(log_of "$1")" 2>/dev/null | indent || true; }
