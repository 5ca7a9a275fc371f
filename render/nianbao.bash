# nianbao.bash - completion of commands, options and their words for bash.

_nianbao()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i
    local setup='--layouts --style --strict-fonts'
    local all='--fonts --format --lang --quiet --verbose --help --version'
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        check | render | import | archive | verify | fonts | forms | new) command=${COMP_WORDS[i]} && break ;;
        esac
    done
    COMPREPLY=()
    case $before in
    -o | --output)
        if [[ $command == import ]]; then
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
        else
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
        fi
        return ;;
    --layouts | --fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return ;;
    --files-from | --previous | --part | --into | --original)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return ;;
    --only)
        mapfile -t COMPREPLY < <(compgen -P "${word%"${word##*,}"}" -W 'pdf xlsx png list' -- "${word##*,}")
        return ;;
    --pdfa) all='1 2 3' ;;
    --names) all='stem title' ;;
    --labels) all='official published' ;;
    --format) all='text json' ;;
    --lang) all='zh en' ;;
    --edition) all='2019 2021' ;;
    -j | --jobs | --style | --authority | --year) return ;;
    *)
        [[ $command == verify ]] || all="$setup $all"
        case $command in
        check) all="$all --files-from --jobs --previous --part --all-parts" ;;
        render) all="$all --files-from --jobs --previous --part --all-parts --output --only --pdfa --as-published --draft --names --book" ;;
        import) all="$all --output --into --authority --year --labels" ;;
        archive) all="$all --files-from --jobs --output --pdfa --as-published --names --original" ;;
        verify) all="$all --files-from --jobs" ;;
        forms) all="$all --schema" ;;
        new) all="$all --output --names --book --edition --authority --year --xlsx" ;;
        fonts) ;;
        *) [[ $word == -* ]] || all='check render import archive verify fonts forms new' ;;
        esac
        if [[ $word != -* && ($command == check || $command == render || $command == archive || $command == import) ]]; then
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return
        fi
        if [[ $word != -* && $command == verify ]]; then
            mapfile -t COMPREPLY < <(compgen -f -X '!*.pdf' -- "$word"; compgen -d -- "$word")
            return
        fi ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$all" -- "$word")
}
complete -o filenames -F _nianbao nianbao
