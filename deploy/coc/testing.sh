# test, bench. One configuration for everything (Release), so that services are compiled once.

declare -A SUITES=([unit]=Unit [contracts]=Contracts.Tests [integration]=Integration [endtoend]=EndToEnd)
SUITE_ORDER=(unit contracts script integration endtoend)
# Only when asked for: the fault and property tests again, with ten times as many kills and many more schedules.
NIGHTLY=nightly
RESULTS=$ROOT/artifacts/test-results
PASSED=0
FAILED=0

command_test() {
    local suites=("$@") suite
    [ $# -gt 0 ] || suites=("${SUITE_ORDER[@]}")
    for suite in "${suites[@]}"; do
        [ "$suite" = script ] || [ "$suite" = "$NIGHTLY" ] || [ -n "${SUITES[$suite]:-}" ] || misused "There is no suite '$suite'; there are ${SUITE_ORDER[*]} $NIGHTLY."
    done
    prepare_tests "${suites[@]}"
    for suite in "${suites[@]}"; do run_suite "$suite"; done
    say ""
    name_failures "${suites[@]}"
    say "$PASSED passed, $FAILED failed"
    [ "$FAILED" = 0 ]
}

# Tests never look at this checkout's own system: only logs of building go to its folder.
prepare_tests() {
    COC_HOME=$ROOT/artifacts/test-home
    trap stop_ticking EXIT
    { mkdir -p "$RESULTS" && mkdir -p "$COC_HOME/log"; } 2>/dev/null \
        || die "The folder $ROOT/artifacts cannot be written: correct its permissions."
    ensure_servers
    ensure_dotnet
    ensure_npm
    [[ " $* " != *" endtoend "* ]] || ensure_browser
    step "building the tests" build_tests
    publish
}

build_tests() {
    dotnet build "$ROOT/CncfCocFederation.sln" -c Release -v quiet -clp:NoSummary > "$(log_of build)" 2>&1 < /dev/null \
        || fail_with_log build "The build failed" 30
}

run_suite() {
    local suite=$1 began took before=$((PASSED + FAILED)) code=0
    began=$(milliseconds)
    say ""
    say "== $suite"
    case $suite in
        script)     run_script_suite || code=$? ;;
        "$NIGHTLY") COC_NIGHTLY=1 run_xunit_suite Integration -namespace Coc.Integration.Faults || code=$? ;;
        *)          run_xunit_suite "${SUITES[$suite]}" || code=$? ;;
    esac
    took=$(($(milliseconds) - began))
    if [ $((PASSED + FAILED)) = "$before" ]; then
        say "The suite $suite ran no test (exit code $code): that counts as a failure."
        FAILED=$((FAILED + 1))
    elif [ "$code" != 0 ] && [ "$SUITE_FAILED" = 0 ]; then
        say "The runner of $suite ended with exit code $code: that counts as a failure."
        FAILED=$((FAILED + 1))
    fi
    say "-- $suite: $((took / 1000)).$((took % 1000 / 100)) s"
}

# Once more at the very end: between a failure and here lie thousands of lines.
name_failures() {
    local suite report
    for suite in "$@"; do
        [ "$suite" != "$NIGHTLY" ] || suite=integration
        if [ "$suite" = script ]; then
            grep '^FAILED: ' "$RESULTS/script.txt" || true
            continue
        fi
        report=$RESULTS/${SUITES[$suite]}.xml
        [ -f "$report" ] || continue
        sed 's/<test /\n<test /g; s/<message>/\n<message>/g' "$report" | awk '
            /^<test /    { failed = /result="Fail"/; name = $0; sub(/^.* name="/, "", name); sub(/".*/, "", name) }
            /^<message>/ { print "FAILED: " (failed ? name : "outside a test"); more = 6; sub(/<message>(<!\[CDATA\[)?/, "") }
            failed && /^(----)+ [A-Z]|^ *---> |with exception:/ { more = 12 } # what is behind a long list
            more > 0     { line = $0; more = sub(/\]\]>.*|<\/message>.*/, "", line) ? 0 : more - 1; print "    " line }'
    done
}

count() {
    SUITE_FAILED=$2
    PASSED=$((PASSED + $1))
    FAILED=$((FAILED + $2))
}

run_xunit_suite() {
    local project=$1 report=$RESULTS/$1.xml code=0 header
    shift
    SUITE_FAILED=0
    rm -f "$report"
    "$ROOT/artifacts/bin/$project/release/Coc.$project" -noColor -noLogo -xml "$report" "$@" < /dev/null || code=$?
    [ -f "$report" ] || return "$code"
    header=$(grep -o '<assembly [^>]*>' "$report" | head -1)
    count "$(attribute passed "$header")" $(($(attribute failed "$header") + $(attribute errors "$header")))
    return "$code"
}

attribute() { [[ $2 =~ \ $1=\"([0-9]+)\" ]] && echo "${BASH_REMATCH[1]}" || echo 0; }

run_script_suite() {
    local report=$RESULTS/script.txt code=0
    SUITE_FAILED=0
    bash "$ROOT/tests/Script/run.sh" 2>&1 < /dev/null | tee "$report" || code=$?
    count "$(grep -c '^passed: ' "$report" || true)" "$(grep -c '^FAILED: ' "$report" || true)"
    return "$code"
}

# Stryker changes the rules of a service, one change at a time, and runs the unit tests that reach it. Its report is in artifacts/mutation; of a whole service a page is kept in docs/mutation.
command_mutate() {
    local service=${1:-} file project code=0 files=()
    [ $# -gt 0 ] || misused "Name a service: ./coc mutate cases"
    shift
    project=${service^}
    [ -d "$ROOT/services/$project/Domain" ] || misused "There are no rules in services/$project/Domain."
    for file in "$@"; do
        compgen -G "$ROOT/services/$project/$file" > /dev/null || misused "There is no services/$project/$file."
        files+=(--mutate "$file")
    done
    COC_HOME=$ROOT/artifacts/test-home
    { mkdir -p "$ROOT/artifacts/mutation" && mkdir -p "$COC_HOME/log"; } 2>/dev/null || die "The folder $ROOT/artifacts cannot be written: correct its permissions."
    trap stop_ticking EXIT
    ensure_dotnet
    cd "$ROOT/tests/Unit"
    step "restoring Stryker" restore_stryker
    command -v jq > /dev/null || die "jq is missing, which makes the report: install it (apt-get install jq)."
    if [ ${#files[@]} -gt 0 ]; then
        mutate_rules "$service" named "${files[@]}"
        return
    fi
    export COC_HISTORIES=20
    mutate_rules "$service" rules --mutate 'Domain/**/*.cs' --mutate '!Domain/Availability*.cs' || code=$?
    # What is offered shows along long histories only: each of those mutants meets a few, which would take hours for all the others.
    [ ! -e "$ROOT/services/$project/Domain/Availability.cs" ] || Histories=true COC_HISTORIES=2 mutate_rules "$service" offered --mutate 'Domain/Availability*.cs' || code=$?
    keep_report "$service"
    return "$code"
}

# mutate_rules SERVICE NAME [OPTION...]
# The first two are properties of the build: the tests of that service (Unit.csproj), and the test runner that Stryker speaks to.
# One at a time: with several, Stryker 5.1 mixes up on that runner which mutant was killed (stryker-net issue 3832).
mutate_rules() {
    local service=$1 name=$2
    shift 2
    rm -rf "$ROOT/artifacts/mutation/$service/$name" # no report of an earlier run is taken for this one's
    Mutating=${service^} UseMicrosoftTestingPlatformRunner=true DOTNET_INFO_WAIT_TIME=60000 \
        dotnet stryker --skip-version-check --project "${service^}.csproj" --concurrency 1 --output "$ROOT/artifacts/mutation/$service/$name" "$@"
}

# Of the whole only: what was measured of a few files says little about a service.
keep_report() {
    local reports=() name
    for name in rules offered; do
        [ ! -e "$ROOT/artifacts/mutation/$1/$name/reports/mutation-report.json" ] || reports+=("$ROOT/artifacts/mutation/$1/$name/reports/mutation-report.json")
    done
    [ ${#reports[@]} -gt 0 ] || return 0
    mkdir -p "$ROOT/docs/mutation"
    jq -rs --arg service "$1" --arg day "$(date +%F)" --arg commit "$(git -C "$ROOT" rev-parse --short=8 HEAD)" -f "$ROOT/deploy/coc/mutation.jq" "${reports[@]}" > "$ROOT/docs/mutation/$1.md"
    say "The report is kept in docs/mutation/$1.md."
}

restore_stryker() {
    dotnet tool restore > "$(log_of stryker)" 2>&1 < /dev/null || fail_with_log stryker "Stryker could not be restored" 10
}

# A system of its own, deleted afterwards: thousands of invented reports do not belong into anybody's demo.
command_bench() {
    local code=0 started=()
    export COC_HOME=$ROOT/artifacts/bench-home COC_SCRIPT=$ROOT/coc COC_PUBLISHED
    { mkdir -p "$COC_HOME/log"; } 2>/dev/null || die "The folder $ROOT/artifacts cannot be written: correct its permissions."
    trap stop_ticking EXIT
    ensure_servers
    ensure_dotnet
    step "building the benchmarks" build_benchmarks
    # The event store is measured without services: they would only take time from it.
    if [ "${1:-}" = eventstore ]; then started=(servers); else publish; COC_PUBLISHED=$PUBLISHED; fi
    trap '"$COC_SCRIPT" reset -y > /dev/null' EXIT
    COC_PORT=${COC_PORT:-$(free_port)} "$COC_SCRIPT" up "${started[@]}"
    cd "$ROOT"
    "$ROOT/artifacts/bin/Benchmarks/release/Coc.Benchmarks" "$@" || code=$?
    return "$code"
}

build_benchmarks() {
    dotnet build "$ROOT/tests/Benchmarks" -c Release -v quiet -clp:NoSummary > "$(log_of build)" 2>&1 < /dev/null \
        || fail_with_log build "The build failed" 30
}
