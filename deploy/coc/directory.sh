# The directory of bodies, seats and events as a file, out and in. The file holds people's names and addresses.

command_directory() {
    local action=${1:-} file=${2:-}
    { [[ $action == export || $action == import || ( $action == invite && $file == *.csv ) ]] && [[ $file == *.json || $file == *.csv ]] && [ $# = 2 ]; } \
        || misused "Say ./coc directory export FILE, import FILE or invite FILE; the name ends in .json or .csv, of invite in .csv."
    case $file in /*) ;; *) file=$CALLED_FROM/$file ;; esac
    [ "$action" != import ] || [ -r "$file" ] || die "The file $2 cannot be read: check its name."
    require_home
    running postgres || die "The system does not run: run ./coc up first."
    ensure_dotnet
    find_published || die "The sources changed since the last start: run ./coc up first."
    if [ "$action" = import ]; then run_once liaison import directory "$file"; else run_once liaison "$action-directory" "$file"; fi
}
