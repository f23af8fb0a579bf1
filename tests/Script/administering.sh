# What an administrator does to a running system; part of cases/system.sh, on the system started there.

address_now=http://127.0.0.1:$(port_of "$home" gateway)

# Read models.
run "$COC" projections
lists_models() { [ "$CODE" = 0 ] && grep -Eq '^liaison +directory +inline .* running *$' <<< "$OUTPUT" && grep -Eq '^cases +case_list ' <<< "$OUTPUT"; }
check "projections lists every read model" lists_models
directory() { curl -fsS "$address_now/api/bodies?limit=200"; }
before=$(directory)
check "there are bodies to be listed" test "$(grep -o '"slug"' <<< "$before" | wc -l)" -ge 200
run "$COC" projections rebuild liaison directory
check "a read model is built anew from its events" ended_with 0 "directory is rebuilt from * events."
check "and the list is the same as before" test "$(directory)" = "$before"
run "$COC" projections rebuild liaison atlas
check "an unknown read model names those there are" ended_with 2 "liaison has no projection 'atlas'; it has directory, *"
run "$COC" projections retry gateway directory
check "the gateway has none" ended_with 2 "The gateway has no projections."

# Messages that could not be handled.
run "$COC" deadletters
check "without dead letters it says so" ended_with 0 "There are none."
run "$COC" deadletters show cases-nothing_error 00000000-0000-0000-0000-000000000001
check "an unknown queue is named" ended_with 2 "There is no queue 'cases-nothing_error': ./coc deadletters prints those that hold something."

run "$COC" keys list
lists_keys() { [ "$CODE" = 0 ] && grep -Eq '^liaison +\*directory\* .* current ' <<< "$OUTPUT" && ! grep -qF "$(cat "$home/secrets/liaison/master")" <<< "$OUTPUT"; }
check "keys lists body keys, and shows none" lists_keys

# The record, as it is and after somebody with every right has changed it.
run "$COC" verify liaison
check "an untouched record fits" ended_with 0 "liaison: * everything fits."
"$COC" export liaison "$WORK/liaison.jsonl" > /dev/null 2>&1 < /dev/null
run "$COC" verify "$WORK/liaison.jsonl"
check "so does its export" ended_with 0 "liaison: * everything fits."
check "which its owner alone can read" test "$(stat -c %a "$WORK/liaison.jsonl")" = 600
run "$COC" export liaison "$WORK/liaison.jsonl"
check "an export does not write over another file" ended_with 2 "$WORK/liaison.jsonl is there already: name another file."
sed '0,/"version":1,/s//"version":7,/' "$WORK/liaison.jsonl" > "$WORK/changed.jsonl"
run "$COC" verify "$WORK/changed.jsonl"
check "a changed file does not fit" ended_with 1 "The first that does not fit: liaison: *"
cmp -s "$WORK/liaison.jsonl" "$WORK/changed.jsonl" && check "the file was changed" false

as_superuser() { "$COC" psql liaison -X -qAt -v ON_ERROR_STOP=1 -c "$1" < /dev/null; }
event=$(as_superuser "select id from mt.mt_events order by seq_id limit 1")
tamper() { as_superuser "set session_replication_role = replica; update mt.mt_events set data = data $1 where id = '$event'"; }
tamper "|| '{\"somebody\": 1}'"
run "$COC" verify liaison
names_event() { [ "$CODE" = 1 ] && grep -q "^The first that does not fit: liaison: .*event $event" <<< "$OUTPUT"; }
check "a changed event is named, with exit code 1" names_event
check "and it is said what to do" ended_with 1 "The record does not fit: keep the database as it is, *"
tamper "- 'somebody'"
run "$COC" verify liaison
check "undone, everything fits again" ended_with 0 "liaison: * everything fits."

# PostgreSQL runs and takes nobody in: not to be taken for a record that does not fit.
shut() { "$COC" psql ledger -X -q -c "alter database coc_liaison allow_connections $1" < /dev/null; }
shut false
run "$COC" verify liaison
check "a database that lets nobody in is no broken record" ended_with 3 "Could not be looked at: liaison. See the lines above, *"
shut true
