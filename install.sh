#!/usr/bin/env bash
# Sets Comanda up on this machine: `./install.sh demo` runs a demo restaurant, `./install.sh test` runs every check.
# Running it again repairs or updates what it made. Each step is a function in provisioning/, and this file can be sourced.
set -euo pipefail

# Knobs
COMANDA_PYTHON=${COMANDA_PYTHON:-python3} # any Python from 3.11 on
COMANDA_VENV=${COMANDA_VENV:-}            # where the private environment goes; default: .venv beside this file
COMANDA_TRIES=${COMANDA_TRIES:-3}         # how often a download is tried

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")" && pwd)
VENV=${COMANDA_VENV:-$ROOT/.venv}

# shellcheck source=provisioning/lib.sh
. "$ROOT/provisioning/lib.sh"
# shellcheck source=provisioning/debian.sh
. "$ROOT/provisioning/debian.sh"
# shellcheck source=provisioning/environment.sh
. "$ROOT/provisioning/environment.sh"
# shellcheck source=provisioning/demo.sh
. "$ROOT/provisioning/demo.sh"
# shellcheck source=provisioning/checks.sh
. "$ROOT/provisioning/checks.sh"

usage() {
  cat <<'TEXT'
Usage: ./install.sh COMMAND

  demo   run a demo restaurant on this machine
           --port N            port of the web pages (default 8080)
           --data DIR          where its data is kept; the next start continues with it
           --reset             start again with fresh data; only what a demo kept there is deleted
           --ready-file PATH   write addresses and sign-ins there as JSON once it runs
  test   run every check, or only the named ones: ./install.sh test ruff pytest
  help   show this page
TEXT
}

main() {
  local command=${1:-help}
  [ $# -eq 0 ] || shift
  case $command in
    demo) run_demo "$@" ;;
    test) run_checks "$@" ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      fail "There is no command \"$command\"."
      ;;
  esac
}

[ "${BASH_SOURCE[0]:-$0}" != "$0" ] || main "$@"
