# Two systems of one checkout beside each other; healing; nothing runs as root; reset.

port_of() { sed -n "s/^$2=//p" "$1/ports"; }
pid_in() { cut -d' ' -f1 "$1/run/$2.pid" 2>/dev/null; }

new_home first
first=$COC_HOME
run "$COC" up servers
check "the servers start" ended_with 0 "PostgreSQL: 127.0.0.1:*"
new_home second
second=$COC_HOME
run "$COC" up servers
check "a second system starts beside the first" ended_with 0 "PostgreSQL: 127.0.0.1:*"
# Of what runs: a port that was set aside for a service not yet started is exchanged at its start if somebody else took it.
running_ports() { grep -E '^(postgres|rabbitmq|epmd|distribution)=' "$1/ports" | cut -d= -f2 | sort; }
ports_differ() { [ -z "$(comm -12 <(running_ports "$first") <(running_ports "$second"))" ]; }
check "the two share no port" ports_differ

# /proc writes addresses as hexadecimal words; 0A is the state of listening.
listeners_on() { awk -v port=":$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port {print substr($2, 1, length($2) - 5)}' /proc/net/tcp /proc/net/tcp6; }
loopback_only() {
    local name addresses
    for name in postgres rabbitmq epmd distribution; do
        addresses=$(listeners_on "$(port_of "$first" "$name")")
        [ -n "$addresses" ] && ! grep -qvE '^(0100007F|0{24}01000000)$' <<< "$addresses" || return 1
    done
}
check "everything listens on loopback only" loopback_only
unprivileged() { local name; for name in postgres rabbitmq epmd; do [ "$(stat -c %u "/proc/$(pid_in "$first" "$name")")" != 0 ] || return 1; done; }
check "no server runs as root" unprivileged
sealed() { [ -z "$(find "$first/secrets" -type f -perm /077)" ] && [ -n "$(find "$first/secrets" -type f)" ]; }
check "secrets can be read by their owner only" sealed
hashed() { [ "$(cut -d: -f2- "$first/secrets/cases/credential" | tr -d '\n' | sha256sum | cut -d' ' -f1)" = "$(cat "$first/secrets/credentials/cases")" ]; }
check "Identity knows a credential by its hash" hashed
own_ring() { [ "$(ls "$first/rings-for/cases")" = cases ]; }
check "a service sees its own key ring only" own_ring

export COC_HOME=$first
as_role() { PGPASSWORD=$(cat "$first/secrets/cases/database-$1") "$(find /usr/lib/postgresql -name psql -path '*/bin/*' | tail -1)" -X -At -h 127.0.0.1 -p "$(port_of "$first" postgres)" -U "$2" -d coc_cases -c 'select 1' 2>&1; }
check "the service's password opens the service's role" test "$(as_role service coc_cases)" = 1
check "and not the owner's" test "$(as_role service coc_cases_owner)" != 1
run "$COC" psql cases -At -c 'show fsync; show max_connections'
check "psql reaches the service's database" test "$OUTPUT" = $'on\n400'

before=$(pid_in "$first" postgres)
run "$COC" up servers
check "a second start starts nothing" test "$CODE $(pid_in "$first" postgres)" = "0 $before"

kill -9 "$(pid_in "$first" postgres)" "$(pid_in "$first" rabbitmq)"
run "$COC" up servers
check "killed servers are started again" ended_with 0 "PostgreSQL: 127.0.0.1:*"

# As after a reboot: the recorded process id belongs to somebody else now.
run "$COC" down
check "down stops" ended_with 0 "Stopped."
check "down leaves nothing" test -z "$(ls "$first/run")"
echo "$$ 1 another-boot" > "$first/run/rabbitmq.pid"
echo "$$ 1 another-boot" > "$first/run/postgres.pid"
printf '%s\n' "$$" > "$(readlink -f "$first/data")/postgres/postmaster.pid"
# And the other system has taken a port meanwhile.
sed -i "s/^postgres=.*/postgres=$(port_of "$second" postgres)/" "$first/ports"
run "$COC" up servers
check "process ids from before a reboot are not believed" ended_with 0 "PostgreSQL: 127.0.0.1:*"
check "a port that somebody else took meanwhile is exchanged" ports_differ
run "$COC" down
check "and nobody else's process is stopped" kill -0 $$

run bash -c 'echo n | "$1" reset' _ "$COC"
check "reset asks first" test "$CODE" = 1 -a -d "$first/data"
run "$COC" reset -y
check "reset deletes what this system made" test "$CODE" = 0 -a ! -e "$first"
export COC_HOME=$second
run "$COC" status
check "status tells what is down, by its exit code too" test "$CODE" = 1
still_ready() { grep -Eq '^rabbitmq .* ready ' <<< "$OUTPUT"; }
check "the other system went on" still_ready

# A folder the servers' users cannot enter. Only root has other users to start servers as.
if [ "$(id -u)" = 0 ]; then
    mkdir -m 700 "$WORK/locked"
    new_home locked/home
    run "$COC" up servers
    check "the servers start from a folder their users cannot enter" ended_with 0 "PostgreSQL: 127.0.0.1:*"
    far=$(readlink "$COC_HOME/data")
    check "their data lies under /var/lib/coc, linked" test -f "$far/postgres/PG_VERSION" -a "${far%/*}" = /var/lib/coc
    run "$COC" reset -y
    check "and goes with the reset" test ! -e "$far"
fi
