# Stryker's reports (jq -s) as one page to keep: how many mutants of each file were found out, and which were not.
# What is set once for a process (static) cannot be tried: the process of one mutant is that of the next (stryker-net 3695).
def triable: map(select((.static | not) and (.status | IN("Killed", "Timeout", "Survived", "NoCoverage"))));
def tried: triable | length;
def once: map(select(.static and (.status | IN("Killed", "Timeout", "Survived", "NoCoverage")))) | length;
def of($status): triable | map(select(.status == $status)) | length;
def found: of("Killed") + of("Timeout");
def percent: if tried == 0 then "-" else (found * 1000 / tried | round / 10 | tostring) + " %" end;
def row($name): "| \($name) | \(tried) | \(of("Killed")) | \(of("Timeout")) | \(of("Survived")) | \(of("NoCoverage")) | \(once) | \(percent) |";
def alive: triable | map(select(.status == "Survived" or .status == "NoCoverage")) | sort_by(.location.start.line)
  | map("\(.location.start.line) \(.mutatorName | sub(" mutation$"; "") | ascii_downcase)\(if .status == "NoCoverage" then " (no test)" else "" end)") | unique_by(.) | join(", ");
# A file that was tried twice, because tests came for it, counts as it was last.
[.[].files | to_entries[]] | map(.key |= sub("^.*Domain/"; "")) | group_by(.key)
| map({file: .[0].key, mutants: ([.[].value.mutants | select(tried + once > 0)] | last // [])} | select(.mutants | tried + once > 0))
| ([.[].mutants[]] | row("**all**")) as $all
| "# Mutants of \($service)'s rules",
  "",
  "Made by `./coc mutate \($service)` on \($day), of \($commit). Found out: killed by a failing test, or timed out. Score: found out, of all that compile and can be tried; what is set once for a process cannot, and is counted beside (decision 63).",
  "",
  "| File in Domain | Mutants | Killed | Timed out | Survived | No test | Not tried | Score |",
  "|---|---|---|---|---|---|---|---|",
  $all,
  (.[] | .file as $file | .mutants | row($file)),
  "",
  "## Not found out",
  "",
  "Line and kind of each.",
  "",
  (.[] | select(.mutants | (tried > found)) | "- \(.file): \(.mutants | alive)")
