# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# Telling, standing, the offer, the orders, the trail.

text '## 6 The measure' '' 'Nothing is in force before the person has been told. One seat writes, another approves; that sends.'
run 'get "$IRA" "/api/standing?account=github:skyline-7&body=sextant"'
run -p '{communications}' -t COMMUNICATION='.communications[-1].id' 'post "$IRA" /api/cases/$CASE/communications "{\"to\": \"accused\", \"person\": \"$PERSON\", \"text\": \"We have decided as follows.\"}"'
run -p '{state, communications}' 'post "$JUNO" /api/cases/$CASE/communications/$COMMUNICATION/approve'
run -w '.standing == "suspended"' 'get "$IRA" "/api/standing?account=github:skyline-7&body=sextant"'
text 'In Sextant, and in no other project:'
run 'get "$VERA" "/api/standing?account=github:skyline-7&body=astrolabe"'
run 'get "$VERA" "/api/standing?account=github:skyline-7&body=sextant"'

text 'The offer went out with the decision. Astrolabe adopts it; for Gnomon, which has no committee, the foundation declines.'
run -t NOTICE='.items[0].id' 'get "$VERA" "/api/bodies/astrolabe/notices?state=open"'
run -n 30 'post "$VERA" /api/notices/$NOTICE/adopt'
OTHER=$(get "$EUN" '/api/bodies/gnomon/notices?state=open' | jq -r '.items[0].id')
run -n 30 "post \"\$EUN\" /api/notices/$OTHER/decline '{\"reason\": \"outOfScope\"}'"
run -w '.standing == "suspended"' 'get "$VERA" "/api/standing?account=github:skyline-7&body=astrolabe"'
run 'get "$EUN" "/api/standing?account=github:skyline-7&body=gnomon"'

text 'Executors see account, space, action and dates, nothing else, and close their orders.'
sign_in GITHUB github-owner@orrery.example CHAT chat-admin@orrery.example
run -w '.items | length > 1' 'get "$GITHUB" "/api/orders?assignee=me"'
for order in $(get "$GITHUB" '/api/orders?assignee=me' | jq -r '.items[].id'); do
    run -n 20 "post \"\$GITHUB\" /api/orders/$order/done"
done
for order in $(get "$CHAT" '/api/orders?assignee=me' | jq -r '.items[].id'); do
    run -n 20 "post \"\$CHAT\" /api/orders/$order/done"
done
run -n 60 'get "$IRA" /api/sanctions/$SANCTION'
