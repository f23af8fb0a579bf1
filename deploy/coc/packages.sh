# Programs the system needs. Only installing them needs root or sudo.

# Found through overrides first, so that another installation than Debian's can be used.
postgres_bin() {
    local folder
    if [ -n "${COC_POSTGRES_BIN:-}" ]; then folder=$COC_POSTGRES_BIN
    else folder=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1); fi
    [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && echo "$folder"
}

# Not Debian's wrapper in /usr/sbin: that one insists on the system-wide node's folders.
rabbitmq_bin() {
    local folder=${COC_RABBITMQ_BIN:-/usr/lib/rabbitmq/bin}
    [ -x "$folder/rabbitmq-server" ] && echo "$folder"
}

ensure_dotnet() {
    local folder
    for folder in /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet "$HOME/.dotnet"; do
        command -v dotnet > /dev/null || { [ -x "$folder/dotnet" ] && PATH=$PATH:$folder; }
    done
    command -v dotnet > /dev/null || die "The .NET 10 SDK is missing: install it (https://dot.net) and run ./coc again."
    (cd "$ROOT" && dotnet --version > /dev/null 2>&1 < /dev/null) \
        || die "The installed .NET SDK is not the one global.json asks for: install the .NET 10 SDK and run ./coc again."
}

# Compiles the styles of the pages; nothing of it runs with the system.
ensure_npm() {
    command -v npm > /dev/null && command -v node > /dev/null && return 0
    say "npm: not installed; installing the Debian packages: nodejs npm"
    step "installing nodejs npm" install_packages "nodejs npm" \
        || die "npm is missing and could not be installed ($WHY_NOT): run 'apt-get install nodejs npm' as root, then ./coc up again."
}

# For tests of pages only.
ensure_browser() {
    local program
    for program in "${COC_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do [ ! -x "$program" ] || return 0; done
    say "Chromium: not installed; installing the Debian packages: chromium fonts-dejavu-core"
    step "installing chromium" install_packages "chromium fonts-dejavu-core" \
        || die "Chromium is missing and could not be installed ($WHY_NOT): run 'apt-get install chromium' as root, then ./coc test again."
}

ensure_servers() {
    local missing=()
    postgres_bin > /dev/null || missing+=(PostgreSQL:postgresql)
    rabbitmq_bin > /dev/null || missing+=(RabbitMQ:rabbitmq-server)
    # Without these no package can be restored; a minimal installation lacks them.
    [ -e /etc/ssl/certs/ca-certificates.crt ] || [ ! -e /etc/debian_version ] || missing+=(certificates:ca-certificates)
    [ ${#missing[@]} -gt 0 ] || return 0
    local names packages
    names=$(printf '%s and ' "${missing[@]%%:*}")
    names=${names% and }
    packages="${missing[*]##*:}"
    say "$names: not installed; installing the Debian packages: $packages"
    step "installing $packages" install_packages "$packages" \
        || die "$names is missing and could not be installed ($WHY_NOT): run 'apt-get install $packages' as root, then ./coc up again."
    postgres_bin > /dev/null || die "PostgreSQL is missing and could not be installed: run 'apt-get install postgresql' as root, then ./coc up again."
    rabbitmq_bin > /dev/null || die "RabbitMQ is missing and could not be installed: run 'apt-get install rabbitmq-server' as root, then ./coc up again."
}

as_root() {
    if am_root; then "$@"
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"; fi
}

WHY_NOT=

install_packages() {
    local log
    log=$(log_of install)
    command -v apt-get > /dev/null || { WHY_NOT="there is no apt-get here"; return 1; }
    am_root || command -v sudo > /dev/null || { WHY_NOT="this needs root, and there is no sudo"; return 1; }
    # shellcheck disable=SC2086
    as_root bash "$ROOT/deploy/coc/install-packages" $1 > "$log" 2>&1 9>&- && return 0
    WHY_NOT="apt-get failed, see $log"
    return 1
}
