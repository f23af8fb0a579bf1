# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# The directory, a seat, a report.

cat <<'TEXT'
# Walkthrough: from a report to an executed decision

Everything below was answered by a running system; `deploy/coc/walkthrough.sh` writes this page anew. `…` marks what is left out.
Start with `./coc up`. Then, in a shell in the checkout (passwords of the demo accounts are in `.coc/demo.json`):

```console
$ COC=http://127.0.0.1:8080
$ login() {
    local password
    password=$(grep -A1 "\"$1\"" .coc/demo.json | sed -n 's/.*"password": "\(.*\)".*/\1/p')
    curl -s "$COC/api/identity/login" -H 'Content-Type: application/json' -d "{\"email\": \"$1\", \"password\": \"${2:-$password}\"}" |
      sed 's/.*"accessToken":"\([^"]*\)".*/\1/'
  }
$ get() { curl -s "$COC$2" -H "Authorization: Bearer $1"; }
$ post() { curl -s "$COC$2" -H "Authorization: Bearer $1" -H 'Content-Type: application/json' -d "${3:-{\}}"; }
```

Answers come in one line; pipe them into `jq` to see them as here. What follows by message takes some milliseconds: ask again when it is not there yet.

TEXT

text '## 1 The directory' '' 'Bodies of the demo foundation and the 242 imported projects, for everybody to read.'
run -n 24 'curl -s "$COC/api/bodies?limit=3"'
run -n 20 'curl -s $COC/api/bodies/sextant'

text '## 2 A seat' '' 'The chair of Astrolabe proposes a seat; nothing changes before another seat confirms it (P8).'
sign_in VERA vera@astrolabe.example WIM wim@astrolabe.example
run -t CHANGE=.pendingChange 'post "$VERA" /api/bodies/astrolabe/seats '"'"'{"email": "una@astrolabe.example", "name": "Una Quist", "role": "member", "appointment": "elected", "employer": "Reedmace", "accounts": ["github:una-q"]}'"'"
run 'post "$VERA" /api/bodies/astrolabe/pending-changes/$CHANGE/confirm'
run -t INVITATION=.invitation.code 'post "$WIM" /api/bodies/astrolabe/pending-changes/$CHANGE/confirm'
text 'The invited person answers the invitation once, signs in, and holds the seat.'
run 'curl -s $COC/api/invitations/accept -H "Content-Type: application/json" -d "{\"code\": \"$INVITATION\", \"password\": \"una chose this long one\", \"name\": \"Una Quist\"}"'
UNA=$(login una@astrolabe.example 'una chose this long one')
run -w '.seats | length > 0' 'UNA=$(login una@astrolabe.example "una chose this long one"); get "$UNA" /api/identity/me'

text '## 3 A report, without an account' '' 'Who would read it? The preview stores nothing.'
run -p '{body, readers: .readers[:2], mayTransferTo}' 'curl -s $COC/api/reports/preview -H "Content-Type: application/json" -d '"'"'{"projects": ["sextant"], "spaces": ["github:sextant"]}'"'"
run -t REPORT=.report -t RECEIPT=.receipt 'curl -s $COC/api/reports -H "Content-Type: application/json" -d '"'"'{
  "projects": ["sextant"], "spaces": ["github:sextant", "chat:sextant"],
  "subjects": [{"accounts": ["github:skyline-7", "chat:skyline.7"], "name": "Rex"}],
  "description": "He insulted me in a pull request, again and again.", "codeSection": "harassment",
  "reporter": {"kind": "anonymous"}}'"'"
text 'The receipt is the only way back to it, and never part of an address.'
run -w '.body == "sextant"' -p '{state, body, readers: .readers[:2], messages}' 'curl -s $COC/api/receipt -H "Receipt: $RECEIPT"'

text '## 4 Who gets it, and why' '' 'The rules explain themselves. Sextant has a committee of its own; two projects together go to the foundation; so does a project without a committee.'
sign_in IRA ira@sextant.example
for projects in '"sextant"' '"sextant", "astrolabe"' '"gnomon"'; do
    run -p '{body, rules: [.rules[] | select(.holds)]}' "post \"\$IRA\" /api/jurisdiction/explain '{\"projects\": [$projects]}'"
done
