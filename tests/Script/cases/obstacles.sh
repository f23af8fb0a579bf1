# What can stand in the way of a start. None of these starts anything that stays.

pids_left() { compgen -G "$COC_HOME/run/*.pid" > /dev/null; }
nothing_runs() { ! pids_left; }

# Port taken. A listener without any program a fresh machine lacks: the SDK's own is too slow to start, epmd is at hand.
new_home port
listen_on() {
    ERL_EPMD_ADDRESS=127.0.0.1 epmd -port "$1" > /dev/null 2>&1 < /dev/null &
    LISTENER=$!
    local tries=200
    until (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        read -r -t 0.05 <> <(:) || true
    done
}
taken=$((18000 + RANDOM % 1000))
listen_on "$taken"
COC_PORT=$taken run "$COC" up
check "a taken port is named with a way out" ended_with 1 "Port $taken is taken by *: stop that, or choose another with COC_PORT=$((taken + 1)) ./coc up."
check "nothing was started for a taken port" nothing_runs
COC_PORT=eighty run "$COC" up
check "a port that is no number is refused" ended_with 1 "COC_PORT must be a number from 1 to 65535, not 'eighty'."
kill "$LISTENER"
LISTENER=

# RabbitMQ absent and not installable: apt-get of this machine is hidden behind one that fails.
new_home packages
mkdir -p "$WORK/bin" "$WORK/empty"
printf '#!/bin/sh\necho "E: Unable to locate package" >&2\nexit 100\n' > "$WORK/bin/apt-get"
chmod 755 "$WORK/bin/apt-get"
PATH=$WORK/bin:$PATH COC_RABBITMQ_BIN=$WORK/empty run "$COC" up
check "RabbitMQ absent and not installable: what to do" ended_with 1 \
    "RabbitMQ is missing and could not be installed (*): run 'apt-get install rabbitmq-server' as root, then ./coc up again."
says_what() { grep -q '^RabbitMQ: not installed; installing the Debian packages: rabbitmq-server$' <<< "$OUTPUT"; }
check "it says what it installs" says_what

# Data folder not writable: below a file nobody can make a folder, not even root.
: > "$WORK/file"
export COC_HOME=$WORK/file/home
run "$COC" up
check "a folder that cannot be written is named" ended_with 1 "The folder $WORK/file/home cannot be written: *"
run "$COC" reset -y
check "reset of what is not there is no error" ended_with 0 "There is nothing to delete."

# Broker silent: something that starts and never answers.
new_home silent
mkdir -p "$WORK/mute"
printf '#!/bin/sh\nexec sleep 120\n' > "$WORK/mute/rabbitmq-server"
chmod 755 "$WORK/mute/rabbitmq-server"
COC_RABBITMQ_BIN=$WORK/mute COC_BROKER_PATIENCE=1 run "$COC" up servers
check "a silent broker ends the wait" ended_with 1 "RabbitMQ has been silent for 1 s: see the lines above, *"
check "what was started before the silent broker is stopped" nothing_runs
run env COC_BROKER_PATIENCE= bash -c 'source "'"$HERE"'/../../deploy/coc/rabbitmq.sh"; broker_patience'
check "by default the broker has 60 s" ended_with 0 60

# Ctrl-C while waiting.
new_home interrupted
COC_RABBITMQ_BIN=$WORK/mute "$COC" up servers > "$WORK/interrupted.txt" 2>&1 < /dev/null &
interrupted=$!
tries=400
until [ -s "$COC_HOME/run/postgres.pid" ] || [ "$tries" = 0 ]; do tries=$((tries - 1)); read -r -t 0.05 <> <(:) || true; done
kill -TERM "$interrupted"
CODE=0
wait "$interrupted" || CODE=$?
OUTPUT=$(cat "$WORK/interrupted.txt")
check "an interrupted start ends with its signal's code" test "$CODE" = 143
check "and leaves nothing running" nothing_runs

# Broker that ends at once.
new_home broken
mkdir -p "$WORK/broken-bin"
printf '#!/bin/sh\necho "the cookie is sour"\nexit 1\n' > "$WORK/broken-bin/rabbitmq-server"
chmod 755 "$WORK/broken-bin/rabbitmq-server"
COC_RABBITMQ_BIN=$WORK/broken-bin run "$COC" up servers
check "a broker that ends is told apart from a silent one" ended_with 1 "RabbitMQ does not start: *"
shows_reason() { grep -q 'the cookie is sour' <<< "$OUTPUT"; }
check "with its last lines" shows_reason
