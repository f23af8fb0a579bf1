# Secrets of this checkout: made once, readable by nobody else, never printed.

random_hex() { od -An -v -tx1 -N"$1" /dev/urandom | tr -d ' \n'; }
random_base64() { head -c "$1" /dev/urandom | base64 -w0; }

secret() { cat "$COC_HOME/secrets/$1"; }

# keep FILE COMMAND...: writes its output to the file unless that exists; never half a file.
keep() {
    local file=$1
    shift
    [ ! -s "$file" ] || return 0
    mkdir -p "$(dirname "$file")"
    "$@" > "$file.new"
    mv "$file.new" "$file"
}

credential_text() { printf '%s:%s\n' "$1" "$(random_base64 32)"; }
credential_hash() { local text; text=$(< "$COC_HOME/secrets/$1/credential"); printf '%s' "${text#*:}" | sha256sum | cut -d' ' -f1; }

make_secrets() (
    umask 077
    keep "$COC_HOME/secrets/postgres" random_hex 24
    keep "$COC_HOME/secrets/rabbitmq" random_hex 24
    for service in "${SERVICES[@]}" "${DOORS[@]}"; do
        for role in service owner daemon; do keep "$COC_HOME/secrets/$service/database-$role" random_hex 24; done
        keep "$COC_HOME/secrets/$service/master" random_base64 32
        keep "$COC_HOME/secrets/$service/pepper" random_base64 32
        keep "$COC_HOME/secrets/$service/credential" credential_text "$service"
        keep "$COC_HOME/secrets/credentials/$service" credential_hash "$service"
        mkdir -p "$COC_HOME/rings/$service" "$COC_HOME/rings-for/$service"
        [ -e "$COC_HOME/rings-for/$service/$service" ] || ln -s "../../rings/$service" "$COC_HOME/rings-for/$service/$service"
    done
)
