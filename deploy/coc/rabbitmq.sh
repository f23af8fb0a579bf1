# A RabbitMQ node of this checkout's own: own name, own name server (epmd), own cookie, loopback only.

rabbitmq_data() { echo "$DATA/rabbitmq"; }
broker_patience() { echo "${COC_BROKER_PATIENCE:-60}"; }

write_rabbitmq_settings() {
    local data
    data=$(rabbitmq_data)
    mkdir -p "$data" && chmod 700 "$data"
    [ -s "$data/.erlang.cookie" ] || random_hex 20 > "$data/.erlang.cookie"
    chmod 400 "$data/.erlang.cookie"
    echo '[].' > "$data/enabled_plugins"
    # default_user replaces guest: with another name set, the broker never creates guest.
    # Limits are small on purpose: a laptop's or a runner's disk must not stop the broker from accepting.
    (
        umask 077
        cat > "$data/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:${PORTS[rabbitmq]}
default_user = coc
default_pass = $(secret rabbitmq)
default_vhost = coc
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 512MB
raft.wal_max_size_bytes = 64000000
log.file = false
log.console = true
log.console.level = warning
log.console.use_colors = off
# Looking whether it answers (status) is a connection that closes early.
log.connection.level = error
CONF
    )
    owned_by rabbitmq "$data"
}

# Nothing of the caller's environment reaches the node: a RABBITMQ_... or ERL_... meant for another one would.
rabbitmq_environment() {
    local data
    data=$(rabbitmq_data)
    echo "PATH=/usr/local/bin:/usr/bin:/bin"
    echo "LANG=C.UTF-8"
    echo "HOME=$data"
    echo "RABBITMQ_NODENAME=coc-$(cat "$COC_HOME/id")@localhost"
    echo "RABBITMQ_DIST_PORT=${PORTS[distribution]}"
    echo "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1}"
    echo "ERL_EPMD_PORT=${PORTS[epmd]}"
    echo "ERL_EPMD_ADDRESS=127.0.0.1"
    echo "ERL_CRASH_DUMP_SECONDS=0"
    echo "RABBITMQ_CONF_ENV_FILE=$data/rabbitmq-env.conf"
    echo "RABBITMQ_CONFIG_FILE=$data/rabbitmq.conf"
    echo "RABBITMQ_ADVANCED_CONFIG_FILE=$data/advanced.config"
    echo "RABBITMQ_ENABLED_PLUGINS_FILE=$data/enabled_plugins"
    echo "RABBITMQ_MNESIA_BASE=$data/mnesia"
    echo "RABBITMQ_LOG_BASE=$data/log"
    echo "RABBITMQ_GENERATED_CONFIG_DIR=$data/generated"
    echo "RABBITMQ_PID_FILE=$data/rabbitmq.pid"
    # With this the start script becomes the server instead of staying as its parent.
    echo "RUNNING_UNDER_SYSTEMD=true"
}

start_rabbitmq() {
    running rabbitmq && return 0
    stop epmd
    keep_or_exchange_port rabbitmq
    keep_or_exchange_port epmd
    keep_or_exchange_port distribution
    write_rabbitmq_settings
    local environment
    mapfile -t environment < <(rabbitmq_environment)
    SETTINGS=()
    if command -v epmd > /dev/null; then
        launch epmd rabbitmq epmd -port "${PORTS[epmd]}" -address 127.0.0.1
    fi
    launch rabbitmq rabbitmq env -i "${environment[@]}" "$(rabbitmq_bin)/rabbitmq-server"
}

# Not only an open port: the broker has to answer the first words of AMQP 0-9-1.
broker_answers() {
    local octet=
    {
        exec 7<> "/dev/tcp/127.0.0.1/${PORTS[rabbitmq]}"
        printf 'AMQP\x00\x00\x09\x01' >&7
        LC_ALL=C IFS= read -r -t 2 -N 1 octet <&7
    } 2>/dev/null || true
    [ "$octet" = $'\x01' ]
}

wait_for_rabbitmq() {
    local deadline=$((SECONDS + $(broker_patience)))
    until (broker_answers); do
        running rabbitmq || fail_with_log rabbitmq "RabbitMQ does not start"
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log rabbitmq "RabbitMQ has been silent for $(broker_patience) s"
        snooze 0.1
    done
}
