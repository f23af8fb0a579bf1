# The demo foundation, loaded once. Each line: a name that remembers it as done, the service, its one-shot arguments.

demo_steps() {
    echo "accounts identity seed-demo $ROOT/deploy/demo/foundation.json $COC_HOME/demo.json"
    echo "bodies liaison import demo $ROOT/deploy/demo/foundation.json"
    echo "spaces sanctions import demo $ROOT/deploy/demo/foundation.json"
    echo "projects liaison import bodies $ROOT/deploy/demo/cncf-projects.csv"
}

load_demo() {
    local name service arguments
    while read -r name service arguments; do
        stamped "demo-$name" loaded && continue
        # shellcheck disable=SC2086
        step "loading the demo foundation: $name" run_demo_step "$name" "$service" $arguments
        stamp "demo-$name" loaded
    done < <(demo_steps)
}

# The address in the accounts file follows COC_PORT.
say_address_in_demo_file() {
    [ -f "$COC_HOME/demo.json" ] || return 0
    sed -i "s|\"baseUrl\" *: *\"[^\"]*\"|\"baseUrl\": \"http://127.0.0.1:${PORTS[gateway]}\"|" "$COC_HOME/demo.json"
}

run_demo_step() {
    local name=$1 service=$2
    shift 2
    (umask 077 && run_once "$service" "$@") > "$(log_of "demo-$name")" 2>&1 \
        || fail_with_log "demo-$name" "Loading the demo foundation failed ($name)"
}

say_what_next() {
    local address=http://127.0.0.1:${PORTS[gateway]} accounts=$COC_HOME/demo.json
    say "Ready: $address"
    [ -f "$accounts" ] || return 0
    say ""
    say "Demo accounts, all with their passwords in ${accounts#"$ROOT"/}; some of them:"
    demo_accounts "$accounts" | indent
    say ""
    say "Try next (docs/walkthrough.md has the whole way):"
    say "    curl $address/api/bodies/sextant"
    say "    curl -H 'Content-Type: application/json' -d '{\"projects\":[\"sextant\"],\"description\":\"…\"}' $address/api/reports"
    say "    curl -H 'Content-Type: application/json' -d '{\"email\":\"ira@sextant.example\",\"password\":\"…\"}' $address/api/identity/login"
    say "    ./coc status"
}

# Without a JSON reader on a fresh machine: one account an object, e-mail before password.
demo_accounts() {
    tr -d '\n' < "$1" | grep -o '"email" *: *"[^"]*" *, *"password" *: *"[^"]*"' |
        sed -E 's/"email" *: *"([^"]*)" *, *"password" *: *"([^"]*)"/\1   \2/' |
        grep -E '^(ada|eun|ira|vera|admin|auditor)@' || true
}
