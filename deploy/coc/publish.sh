# The published services, built when their sources changed. One folder per state of the sources: a system that runs from
# the one before is not pulled from under its feet, and two systems of one checkout share what they have in common.

PUBLISHED=

source_files() {
    (
        cd "$ROOT"
        find contracts gateway services \( -name bin -o -name obj -o -name node_modules -o -path services/Portal/wwwroot/lib \) -prune -o -type f -print0
        find . -maxdepth 1 \( -name '*.props' -o -name '*.json' -o -name '.editorconfig' -o -name 'BannedSymbols.txt' -o -iname 'nuget.config' \) -print0
    )
}

source_hash() { (cd "$ROOT" && source_files | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16); }

find_published() {
    PUBLISHED=$ROOT/artifacts/run/$(source_hash)
    [ -d "$PUBLISHED" ]
}

publish() {
    find_published && return 0
    ensure_npm
    step "building and publishing the services" publish_services
}

# The lock is the folder of results: two systems of one checkout may come here together.
publish_services() {
    local log project fresh=$PUBLISHED.new
    log=$(log_of publish)
    mkdir -p "$ROOT/artifacts/run" 2>/dev/null || die "The folder $ROOT/artifacts cannot be written: correct its permissions."
    exec 8> "$ROOT/artifacts/run/lock"
    flock 8
    [ ! -d "$PUBLISHED" ] || { exec 8>&-; return 0; }
    dotnet publish "$ROOT/deploy/coc/services.slnf" -c Release -v quiet -clp:NoSummary 8>&- 9>&- > "$log" 2>&1 < /dev/null \
        || fail_with_log publish "The build failed" 30
    rm -rf "$fresh"
    mkdir -p "$fresh"
    for project in "${PROJECTS[@]}" "${DOORS[@]^}"; do
        cp -a "$ROOT/artifacts/publish/$project/release" "$fresh/$project"
    done
    mv "$fresh" "$PUBLISHED"
    forget_old_builds
    exec 8>&-
}

# Two stay, for going back and forth; of older ones those that something still runs from.
forget_old_builds() {
    local folder
    find "$ROOT/artifacts/run" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d' ' -f2- |
        while IFS= read -r folder; do
            runs_from "$folder" || rm -rf "$folder"
        done
}

# By what grep lists and not by its exit code: processes come and go while it reads, and that is an error to it.
# The pattern comes by its input, or grep would find itself.
runs_from() { [ -n "$(grep -lzFf - /proc/[0-9]*/cmdline 2>/dev/null <<< "$1/" || true)" ]; }
