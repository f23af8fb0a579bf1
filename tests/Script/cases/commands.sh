# Commands that are not understood, and commands before anything was set up.
new_home nothing

run "$COC" frobnicate
check "an unknown command gets one sentence and 2" ended_with 2 "There is no command 'frobnicate'; ./coc help lists them."
check "and nothing else" test "$(wc -l <<< "$OUTPUT")" = 1

run "$COC" help
lines_are_short() { [ "$CODE" = 0 ] && [ "$(awk 'length > 130' <<< "$OUTPUT" | wc -l)" = 0 ]; }
check "help fits the terminal" lines_are_short
names_all() { local word; for word in up down status logs psql env import reset directory projections deadletters verify export keys backup restore test bench; do grep -q "^\./coc $word" <<< "$OUTPUT" || return 1; done; }
check "help has a line for every command" names_all

run "$COC" logs --colour
check "an unknown option gets one sentence and 2" ended_with 2 "./coc logs knows -f only."
run "$COC" psql
check "psql without a service says how to call it" ended_with 2 "Say which service: *"
run "$COC" psql treasury
check "psql with an unknown service names those there are" ended_with 2 "There is no service 'treasury'; there are *"
run "$COC" import bodies
check "import without a file says how to call it" ended_with 2 "Say ./coc import bodies FILE, or ./coc import store SERVICE FILE."
run "$COC" status
check "status before the first start says what to do" ended_with 1 "Nothing has been set up here yet: run ./coc up."
run "$COC" down
check "down before the first start is no error" ended_with 0 "Nothing runs here."
