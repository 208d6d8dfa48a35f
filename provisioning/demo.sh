# shellcheck shell=bash
# `./install.sh demo`: looks at the options before anything is installed, sets up, and hands over to the appliance.

# check_demo_options OPTION…: ends with a sentence when one is unknown or lacks its value
check_demo_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --reset) shift ;;
      --port | --data | --ready-file)
        [ -n "${2:-}" ] || fail "$1 needs a value."
        [ "$1" != --port ] || check_port "$2"
        shift 2
        ;;
      --port=*)
        check_port "${1#*=}"
        shift
        ;;
      --data=?* | --ready-file=?*) shift ;;
      *) fail "demo does not know \"$1\". ./install.sh help lists its options." ;;
    esac
  done
}

check_port() {
  case $1 in
    '' | *[!0-9]* | ??????*) fail "--port needs a number from 0 to 65535, not \"$1\"." ;;
  esac
  [ "$1" -le 65535 ] || fail "--port needs a number from 0 to 65535, not $1."
}

run_demo() {
  check_demo_options "$@"
  ensure_environment run
  exec "$VENV/bin/comanda" demo "$@"
}
