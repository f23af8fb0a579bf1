# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# A second case goes to the foundation; the trail; telemetry.

text '## 7 A case the project may not decide' '' 'A second report; the committee finds that a law may have been broken. From then on the rule J4 holds.'
SECOND=$(curl -s "$COC/api/reports" -H 'Content-Type: application/json' -d '{"projects": ["sextant"], "subjects": [{"accounts": ["github:nightjar-3"]}], "description": "He threatened somebody."}')
REPORT2=$(jq -r .report <<< "$SECOND") RECEIPT2=$(jq -r .receipt <<< "$SECOND")
CASE2=
for who in IRA JUNO KAI LOU MO; do
    request=
    for _ in $(seq 50); do
        request=$(get "${!who}" /api/bodies/sextant/conflict-requests | jq -c --arg r "$REPORT2" '.items[] | select(.reports | index($r))')
        [ -z "$request" ] || break
        read -rt 0.2 <> <(:) || true
    done
    CASE2=$(post "${!who}" "/api/conflict-requests/$(jq -r .request <<< "$request")/answer" "$(jq -c '{answer: "none", seen}' <<< "$request")" | jq -r .case)
done
post "$IRA" "/api/cases/$CASE2/acknowledge" '{"message": "We have read it."}' > /dev/null
post "$IRA" "/api/cases/$CASE2/triage" '{"impact": "high", "risk": "high"}' > /dev/null
PERSON2=$(get "$IRA" "/api/cases/$CASE2" | jq -r '.subjects[0].person')
for who in IRA JUNO; do post "${!who}" "/api/cases/$CASE2/subjects" "{\"person\": \"$PERSON2\", \"identification\": \"confirmed\"}" > /dev/null; done
post "$JUNO" "/api/cases/$CASE2/hearing" "{\"person\": \"$PERSON2\", \"reasonForNone\": \"He did not answer for two weeks.\"}" > /dev/null
text "Screening, acknowledgement, triage, identification and hearing went as above; the case is \`\$CASE2\`, its person \`\$PERSON2\`."
run -p '{flags, riskFactors, allowed}' -n 60 'post "$IRA" /api/cases/$CASE2/risk-factors '"'"'{"factor": "suspectedLawViolation", "present": true}'"'"
SUSPENSION='{"route": "meeting", "findings": [{"finding": "violation", "category": "threat"}],
  "remedies": [{"type": "suspension", "scope": {"bodies": "all", "spaces": []}, "from": "FROM", "until": "UNTIL", "readmission": "onRequest"}],
  "rationale": {"forPanel": "The message is on record."}}'
suspension() { # in the domain's time, which the demo clock moves
    local now
    now=$(curl -s "$COC/api/demo/clock" | jq -r .now)
    printf '%s' "$SUSPENSION" | sed "s/FROM/${now%%.*}Z/; s/UNTIL/$(date -u -d "${now%%.*}Z + 84 days" +%Y-%m-%dT%H:%M:%SZ)/"
}
TWELVE_WEEKS=$(suspension | sed 's/"bodies": "all"/"bodies": ["sextant"]/')
run 'post "$IRA" /api/cases/$CASE2/proposals "$TWELVE_WEEKS"'
text 'So it is offered to the foundation. The reporter is told 48 hours ahead who will read; before that nobody can accept.'
run -p '{state, flags}' 'post "$IRA" /api/cases/$CASE2/transfers '"'"'{"to": "orrery", "rule": "J4", "share": "all"}'"'"
run -w '.items[0].state == "offered"' -t TRANSFER='.items[0].id' 'get "$EUN" /api/bodies/orrery/transfers'
run 'post "$EUN" /api/transfers/$TRANSFER/accept'
sign_in ADMIN admin@orrery.example
run 'post "$ADMIN" /api/demo/clock '"'"'{"advance": "P2D"}'"'"
run 'post "$EUN" /api/transfers/$TRANSFER/accept'
text 'The old owner keeps the notice-level record only; the receipt goes on working.'
run -w '.state == "transferred"' 'get "$IRA" /api/cases/$CASE2'
run -w '.body == "orrery"' -p '{state, body, readers: .readers[:2], messages: [.messages[].text]}' 'curl -s $COC/api/receipt -H "Receipt: $RECEIPT2"'

text 'The foundation screens its own seats for conflicts and takes the case up.'
sign_in ADA ada@orrery.example BO bo@orrery.example CLEO cleo@orrery.example DEV dev@orrery.example
for who in EUN ADA BO CLEO DEV; do
    request=
    for _ in $(seq 50); do
        request=$(get "${!who}" /api/bodies/orrery/conflict-requests | jq -c --arg r "$REPORT2" '.items[] | select(.reports | index($r))')
        [ -z "$request" ] || break
        read -rt 0.2 <> <(:) || true
    done
    CASE3=$(post "${!who}" "/api/conflict-requests/$(jq -r .request <<< "$request")/answer" "$(jq -c '{answer: "none", seen}' <<< "$request")" | jq -r .case)
done
post "$EUN" "/api/cases/$CASE3/triage" '{"impact": "high", "risk": "high"}' > /dev/null
for who in EUN ADA; do post "${!who}" "/api/cases/$CASE3/subjects" "{\"person\": \"$PERSON2\", \"identification\": \"confirmed\"}" > /dev/null; done
post "$ADA" "/api/cases/$CASE3/hearing" "{\"person\": \"$PERSON2\", \"reasonForNone\": \"He did not answer us either.\"}" > /dev/null
TWELVE_WEEKS=$(suspension)
run -p '{state, subjects, jurisdiction}' 'get "$EUN" /api/cases/$CASE3'
run -p '{state, proposals: [.proposals[] | {id, state}]}' -t PROPOSAL2='.proposals[-1].id' 'post "$EUN" /api/cases/$CASE3/proposals "$TWELVE_WEEKS"'
for who in EUN ADA BO; do post "${!who}" "/api/cases/$CASE3/proposals/$PROPOSAL2/votes" '{"vote": "yes"}' > /dev/null; done
text 'More than two months has to pass counsel first (R44).'
run -p '{state, proposals: [.proposals[] | {id, state}]}' 'post "$EUN" /api/cases/$CASE3/proposals/$PROPOSAL2/close'
run -p '{state}' 'post "$EUN" /api/cases/$CASE3/legal-requests "{\"proposal\": \"$PROPOSAL2\", \"question\": \"May we suspend for twelve weeks in all projects?\", \"include\": []}"'
sign_in COUNSEL counsel@meridian.example
run -w '.items | length > 0' -t LEGAL='.items[-1].id' 'get "$COUNSEL" "/api/legal-requests?assignee=me"'
run -n 20 'post "$COUNSEL" /api/legal-requests/$LEGAL/answer '"'"'{"outcome": "noExposure"}'"'"
run -w '.state == "decided"' -p '{state, sanctions}' 'get "$EUN" /api/cases/$CASE3'
TOLD=$(post "$EUN" "/api/cases/$CASE3/communications" "{\"to\": \"accused\", \"person\": \"$PERSON2\", \"text\": \"We have decided as follows.\"}" | jq -r '.communications[-1].id')
post "$ADA" "/api/cases/$CASE3/communications/$TOLD/approve" > /dev/null
text 'Once the person has been told, it is in force everywhere.'
run -w '.standing == "suspended"' 'get "$IRA" "/api/standing?account=github:nightjar-3&body=sextant"'
run -w '.standing == "suspended"' 'get "$VERA" "/api/standing?account=github:nightjar-3&body=astrolabe"'
run -w '.standing == "suspended"' 'get "$EUN" "/api/standing?account=github:nightjar-3&body=gnomon"'

text '## 8 The trail' '' 'Every step of the first case in order, across services: who, what, by which rule, under which version of the policy. For Ira, who was on the panel:'
run -w '[.nodes[].kind] | index("orderClosed")' -p '.nodes[0]' 'get "$IRA" /api/trail/$CASE'
text 'All its steps at a glance:'
run 'get "$IRA" /api/trail/$CASE | jq -r '"'"'.nodes[] | [.at[11:23], .body, .kind, .what, .rule // "", .by.role // "", (.policyVersion // "" | tostring)] | join("  ")'"'"
text 'And for Mo, who declared a conflict, as for everybody else:'
run 'get "$MO" /api/trail/$CASE'

text '## 9 Telemetry' '' 'With `OTEL_EXPORTER_OTLP_ENDPOINT` set before `./coc up`, traces, metrics and logs leave by OTLP; one trace runs from the gateway over' \
    'Intake and RabbitMQ to Cases. Nothing of what people wrote above is in it, on the bus or in a log: `tests/EndToEnd` looks for it in all three.'
