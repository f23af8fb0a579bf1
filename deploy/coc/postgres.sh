# A PostgreSQL cluster of this checkout's own: loopback only, passwords only, durable.

postgres_data() { echo "$DATA/postgres"; }

create_cluster() {
    local data password
    data=$(postgres_data)
    [ ! -f "$data/PG_VERSION" ] || return 0
    # A first run that was interrupted leaves a folder initdb would refuse.
    rm -rf "$data" "$data.pw"
    mkdir -p "$data" && chmod 700 "$data"
    password=$data.pw
    (umask 077 && secret postgres > "$password")
    owned_by postgres "$data" && owned_by postgres "$password"
    as_user postgres "$(postgres_bin)/initdb" -D "$data" -U postgres -k -E UTF8 --locale=C.UTF-8 \
        -A scram-sha-256 --pwfile="$password" > "$(log_of initdb)" 2>&1 < /dev/null \
        || { rm -rf "$data" "$password"; die "PostgreSQL could not create its data in $data: see $(log_of initdb)."; }
    rm -f "$password"
}

write_postgres_settings() {
    local data
    data=$(postgres_data)
    cat > "$data/postgresql.auto.conf" <<CONF
listen_addresses = '127.0.0.1'
port = ${PORTS[postgres]}
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 400
shared_buffers = '128MB'
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = '512MB'
idle_in_transaction_session_timeout = '60s'
log_destination = 'stderr'
logging_collector = off
log_line_prefix = '%m [%p] %q%u@%d '
# Statements carry parameters, and parameters carry what people wrote.
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
CONF
    owned_by postgres "$data/postgresql.auto.conf"
}

# A pid file from before a reboot, or from a killed server, would keep the next one from starting.
clear_stale_postmaster() {
    local data pid
    data=$(postgres_data)
    { read -r pid < "$data/postmaster.pid"; } 2>/dev/null || return 0
    if [ "$(readlink "/proc/$pid/cwd" 2>/dev/null || true)" = "$data" ]; then remember postgres "$pid"
    else rm -f "$data/postmaster.pid"; fi
}

start_postgres() {
    running postgres && return 0
    create_cluster
    clear_stale_postmaster
    running postgres && return 0
    keep_or_exchange_port postgres
    write_postgres_settings
    SETTINGS=(LC_ALL=C.UTF-8)
    launch postgres postgres "$(postgres_bin)/postgres" -D "$(postgres_data)"
}

wait_for_postgres() {
    local deadline=$((SECONDS + 60)) lives=5
    until "$(postgres_bin)/pg_isready" -q -h 127.0.0.1 -p "${PORTS[postgres]}" -t 3; do
        if ! running postgres; then
            # The children of a killed server keep its memory for a moment.
            lives=$((lives - 1))
            [ "$lives" -gt 0 ] || fail_with_log postgres "PostgreSQL does not start"
            snooze 1
            start_postgres
        fi
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log postgres "PostgreSQL has been silent for 60 s"
        snooze 0.1
    done
}

# sql DATABASE [PSQL ARGUMENTS]: as the superuser.
sql() {
    local database=$1
    shift
    PGPASSWORD=$(secret postgres) PGAPPNAME=coc PGOPTIONS='--client-min-messages=warning' \
        "$(postgres_bin)/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "${PORTS[postgres]}" -U postgres -d "$database" "$@"
}

# The service gets a password of its own per role: the one it runs with does not open the owner's door.
roles_and_database_of() {
    local service=$1 database=coc_$1 exists script
    exists=$(sql postgres -At -c "select 1 from pg_database where datname = '$database'" 2> "$(log_of "$service-database")") || return 1
    script=$(sed ${exists:+-e '/^create database/d'} -e "s/{service}/$service/g; s/{database}/$database/g" "$ROOT/deploy/postgres/service.sql")
    {
        printf '%s\n' "${script//\{password\}/$(secret "$service/database-service")}"
        echo "alter role coc_${service}_owner password '$(secret "$service/database-owner")';"
        echo "alter role coc_${service}_daemon password '$(secret "$service/database-daemon")';"
    } | sql postgres > "$(log_of "$service-database")" 2>&1
}

create_databases() {
    local service version
    version=$(sha256sum < "$ROOT/deploy/postgres/service.sql" | cut -d' ' -f1)
    for service in "${SERVICES[@]}"; do
        stamped "database-$service" "$version" && continue
        roles_and_database_of "$service" \
            || fail_with_log "$service-database" "The database of $service could not be created"
        stamp "database-$service" "$version"
    done
}
