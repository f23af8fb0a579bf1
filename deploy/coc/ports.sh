# Every process of a checkout has a loopback port of its own, chosen once and remembered.

declare -A PORTS=()

load_ports() {
    local name port
    PORTS=()
    [ -f "$COC_HOME/ports" ] || return 0
    while IFS='=' read -r name port; do PORTS[$name]=$port; done < "$COC_HOME/ports"
}

save_ports() {
    local name
    for name in "${!PORTS[@]}"; do echo "$name=${PORTS[$name]}"; done | sort > "$COC_HOME/ports.new"
    mv "$COC_HOME/ports.new" "$COC_HOME/ports"
}

port_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

port_owner() {
    local line
    line=$(ss -ltnpH "sport = :$1" 2>/dev/null | head -1 || true)
    [[ $line =~ \(\"([^\"]+)\",pid=([0-9]+) ]] && echo "${BASH_REMATCH[1]} (process ${BASH_REMATCH[2]})" || echo "another program"
}

# Below Linux's range for outgoing connections, which would otherwise take a remembered port now and then.
free_port() {
    local port
    while :; do
        port=$((20000 + (RANDOM << 2 ^ RANDOM) % 12000))
        [[ " ${PORTS[*]} " == *" $port "* ]] && continue
        port_taken "$port" || break
    done
    echo "$port"
}

allot_ports() {
    local name
    load_ports
    for name in postgres rabbitmq epmd distribution portal "${SERVICES[@]}"; do
        [ -n "${PORTS[$name]:-}" ] || PORTS[$name]=$(free_port)
    done
    PORTS[gateway]=${COC_PORT:-${PORTS[gateway]:-8080}}
    [[ ${PORTS[gateway]} =~ ^[0-9]{1,5}$ ]] && [ "${PORTS[gateway]}" -ge 1 ] && [ "${PORTS[gateway]}" -le 65535 ] \
        || die "COC_PORT must be a number from 1 to 65535, not '${PORTS[gateway]}'."
    save_ports
}

# A port that somebody else took while we were down is exchanged: nobody but this script knows it.
keep_or_exchange_port() {
    port_taken "${PORTS[$1]}" || return 0
    PORTS[$1]=$(free_port)
    save_ports
}

# http_get PORT PATH: status line, headers and body; nothing when nobody answers. A fresh machine has no curl.
http_get() {
    {
        exec 7<> "/dev/tcp/127.0.0.1/$1"
        printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&7
        timeout 3 cat <&7
    } 2>/dev/null || true
}

answers_ok() { [[ $(http_get "$1" "$2" || true) == HTTP/1.1\ 200* ]]; }
