# The whole system, once: started, started again, healed, moved to another port, stopped.

# A port nobody listens on now, below those for outgoing connections.
quiet_port() {
    local port
    while :; do
        port=$((16000 + RANDOM % 2000))
        (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

new_home whole
home=$COC_HOME
address=$(quiet_port)
COC_PORT=$address run "$COC" up
check "the whole system starts" ended_with 0 "Up in * s."
names() { grep -qF "$1" <<< "$OUTPUT"; }
check "it names its address" names "Ready: http://127.0.0.1:$address"
check "it names a demo account" names "ira@sextant.example   "
check "it says what to try next" names "curl http://127.0.0.1:$address/api/bodies/sextant"
private() { [ "$(stat -c %a "$home/demo.json")" = 600 ]; }
check "the demo passwords can be read by their owner only" private
run "$COC" status
check "status says that all is well" test "$CODE" = 0

pids() { cat "$home"/run/*.pid; }
running=$(pids)
run "$COC" up
check "a second start ends well" ended_with 0 "Up in * s."
check "and starts nothing anew" test "$(pids)" = "$running"

cases_pid=$(pid_in "$home" cases)
kill -9 "$(pid_in "$home" ledger)"
run "$COC" status
check "status tells of a dead service by its exit code" test "$CODE" = 1
run "$COC" up
check "a dead service is started again" ended_with 0 "Up in * s."
check "without disturbing the others" test "$(pid_in "$home" cases)" = "$cases_pid"
run "$COC" down cases
check "one service can be stopped alone" test "$CODE" = 0 -a ! -e "$home/run/cases.pid" -a -e "$home/run/intake.pid"

run "$COC" import bodies "$HERE/../../deploy/demo/cncf-projects.csv"
check "importing the same projects again changes nothing" ended_with 0 "0 added, 0 changed, 242 unchanged"
{ head -n 5 "$HERE/../../deploy/demo/cncf-projects.csv"; echo 'too,few'; } > "$WORK/bad.csv"
run "$COC" import bodies "$WORK/bad.csv"
says_line() { [ "$CODE" != 0 ] && grep -qi 'line 6' <<< "$OUTPUT"; }
check "a bad row is named by its line" says_line

# shellcheck source=/dev/null
source "$HERE/administering.sh"

run "$COC" logs gateway
check "logs shows one log" test "$CODE" = 0 -a -n "$OUTPUT"
run bash -c 'source <("$1" env cases) && echo "$Database__Service"' _ "$COC"
check "env is fit for a shell" ended_with 0 "Host=127.0.0.1;Port=*;Database=coc_cases;Username=coc_cases;*"

moved=$(quiet_port)
COC_PORT=$moved run "$COC" up
check "the address can be changed" names "Ready: http://127.0.0.1:$moved"
run "$COC" up
check "and is remembered" names "Ready: http://127.0.0.1:$moved"
follows() { grep -q "\"baseUrl\": \"http://127.0.0.1:$moved\"" "$home/demo.json"; }
check "also by the file of accounts" follows

pids=$(cut -d' ' -f1 "$home"/run/*.pid)
run "$COC" down
check "the whole system stops" ended_with 0 "Stopped."
# A process may go, or stay behind as a zombie for whoever started it to reap, while this looks: what is asked is that none runs.
nobody_left() { local pid stat; for pid in $pids; do stat=$(cat "/proc/$pid/stat" 2> /dev/null) || continue; [[ "$stat" == *') Z '* ]] || return 1; done; }
check "and no process of it is left" nobody_left
