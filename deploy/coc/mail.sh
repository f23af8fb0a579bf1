# The mail server, as an administrator wrote it into .coc/mail: one NAME=VALUE a line. The services that send check it when they start.

mail_settings() {
    local line
    [ -f "$COC_HOME/mail" ] || return 0
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%$'\r'}
        case $line in
            ''|'#'*) ;;
            *=*)     echo "Mail__$line" ;;
            *)       echo "Mail__$line=" ;;
        esac
    done < "$COC_HOME/mail"
}
