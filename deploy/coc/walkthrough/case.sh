# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# Screening, acknowledging, triage, identification, hearing, decision.

text '## 5 The committee' '' 'Every seat of Sextant is asked for conflicts before it sees anything of the case.'
sign_in JUNO juno@sextant.example KAI kai@sextant.example LOU lou@sextant.example MO mo@sextant.example
run -w '.items | length > 0' -t REQUEST='.items[0].request' -t SEEN='.items[0].seen' 'get "$IRA" /api/bodies/sextant/conflict-requests'
text 'What is sent back as `seen` says which list of persons the answer is about: had somebody come to it meanwhile, it would be 409 `listChanged`.'
run -t CASE=.case 'post "$IRA" /api/conflict-requests/$REQUEST/answer "{\"answer\": \"none\", \"seen\": \"$SEEN\"}"'
text 'Every seat finds a request of its own there. Mo knows the person well and says so; for Mo the case does not exist from then on.'
MO_REQUEST=$(get "$MO" /api/bodies/sextant/conflict-requests | jq -r '.items[0].request')
run 'post "$MO" /api/conflict-requests/'"$MO_REQUEST"'/answer '"'"'{"answer": "hard"}'"'"
run 'get "$MO" /api/cases/$CASE'
for who in JUNO KAI LOU; do
    read -r request seen < <(get "${!who}" /api/bodies/sextant/conflict-requests | jq -r '.items[0] | "\(.request) \(.seen)"')
    run "post \"\$$who\" /api/conflict-requests/$request/answer '{\"answer\": \"none\", \"seen\": \"$seen\"}'"
done
run -p '{codeName, state, panel, clocks, jurisdiction, allowed}' -n 90 'get "$IRA" /api/cases/$CASE'
run -p '{description, subjects, reporter}' 'get "$IRA" /api/cases/$CASE/reports/$REPORT'

text 'The committee acknowledges; the reporter sees it.'
run -p '{state, version}' 'post "$IRA" /api/cases/$CASE/acknowledge '"'"'{"message": "We have read it and take it up."}'"'"
run -w '.messages | length > 0' -p '{state, acknowledgedAt, messages}' 'curl -s $COC/api/receipt -H "Receipt: $RECEIPT"'

text 'Triage; then two seats say who the person is.'
run -p '{state, subjects}' -t PERSON='.subjects[0].person' 'post "$IRA" /api/cases/$CASE/triage '"'"'{"impact": "medium", "risk": "medium"}'"'"
run -p '{subjects}' 'post "$IRA" /api/cases/$CASE/subjects "{\"person\": \"$PERSON\", \"identification\": \"confirmed\"}"'
run -p '{subjects}' 'post "$JUNO" /api/cases/$CASE/subjects "{\"person\": \"$PERSON\", \"identification\": \"confirmed\"}"'
text 'The foundation learns a code name and a category, nothing else.'
sign_in EUN eun@orrery.example
run -w '.items | length > 0' 'get "$EUN" /api/bodies/orrery/incident-notices'

text 'Nobody is found in violation unheard.'
NOW=$(curl -s "$COC/api/demo/clock" | jq -r .now)
UNTIL=$(date -u -d "${NOW%%.*}Z + 42 days" +%Y-%m-%dT00:00:00Z)
ANSWER_BY=$(date -u -d "${NOW%%.*}Z + 14 days" +%Y-%m-%dT00:00:00Z)
FROM=${NOW%%.*}Z
# shellcheck disable=SC2034
DECISION='{"route": "meeting",
  "findings": [{"person": "'$PERSON'", "finding": "violation", "category": "harassment"}],
  "remedies": [{"person": "'$PERSON'", "type": "suspension", "scope": {"bodies": ["sextant"], "spaces": []},
    "from": "'$FROM'", "until": "'$UNTIL'", "readmission": "automatic"}],
  "offer": {"to": ["astrolabe", "gnomon"], "because": "sameSpaces", "answerBy": "'$ANSWER_BY'"},
  "rationale": {"forPanel": "Three witnesses.", "forAccused": "You insulted people.", "forReporter": "We saw what you saw."}}'
echo '```console'
printf '$ DECISION=%s\n' "'$DECISION'"
echo '```'
echo
run 'post "$IRA" /api/cases/$CASE/proposals "$DECISION"'
run -p '{state, hearings}' 'post "$JUNO" /api/cases/$CASE/hearing "{\"person\": \"$PERSON\", \"response\": \"I was tired, and I am sorry.\"}"'
run -p '{state, proposals}' -n 60 -t PROPOSAL='.proposals[-1].id' 'post "$IRA" /api/cases/$CASE/proposals "$DECISION"'
for who in IRA JUNO KAI; do
    run -p '{proposals: [.proposals[] | {id, state, votes}]}' "post \"\$$who\" /api/cases/\$CASE/proposals/\$PROPOSAL/votes '{\"vote\": \"yes\"}'"
done
text 'Closing the meeting adopts it: quorum was present, the threshold is met.'
run -p '{state, proposals: [.proposals[] | {id, state}], sanctions}' -t SANCTION='.sanctions[0].id' 'post "$IRA" /api/cases/$CASE/proposals/$PROPOSAL/close'
