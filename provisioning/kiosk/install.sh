#!/usr/bin/env bash
# Makes a kitchen screen of a Debian machine with a desktop: installs the kiosk agent, and starts it whenever somebody signs in.
# Running it again repairs or updates; `install.sh remove` takes it away. Each step is a function, and this file can be sourced.
set -euo pipefail

# Knobs
KIOSK_ROOT=${KIOSK_ROOT:-}                      # a folder to install below, for an image or a test
KIOSK_NAME=${KIOSK_NAME:-}                      # what the manager reads in the list; default: the host's name
KIOSK_APPLIANCE=${KIOSK_APPLIANCE:-}            # ask this appliance (http://192.0.2.2) instead of looking for one
KIOSK_PACKAGES=${KIOSK_PACKAGES-"python3 python3-zeroconf python3-ifaddr chromium"}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")" && pwd)
PROGRAM=$KIOSK_ROOT/opt/comanda-kiosk
UNIT=$KIOSK_ROOT/etc/systemd/user/comanda-kiosk.service
WANTS=$KIOSK_ROOT/etc/systemd/user/graphical-session.target.wants
OPTIONS=$KIOSK_ROOT/etc/comanda-kiosk.conf

say() { printf '%s\n' "$*"; }

fail() {
  printf 'comanda-kiosk: %s\n' "$*" >&2
  exit 1
}

need_root() {
  [ -n "$KIOSK_ROOT" ] || [ "$(id -u)" = 0 ] || fail "Please run this as root: sudo $0"
}

# install_packages: what is missing of KIOSK_PACKAGES
install_packages() {
  local name missing=()
  for name in $KIOSK_PACKAGES; do
    [ "$(dpkg-query -W -f '${Status}' "$name" 2>/dev/null)" = "install ok installed" ] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# install_program: the agent; files of an older version go
install_program() {
  local fresh=$PROGRAM.new
  rm -rf "$fresh"
  mkdir -p "$fresh/comanda_kiosk"
  install -m 644 "$HERE"/comanda_kiosk/*.py "$fresh/comanda_kiosk/"
  install -m 644 "$HERE/README.md" "$fresh/"
  rm -rf "$PROGRAM"
  mv "$fresh" "$PROGRAM"
}

# write_options: this screen's knobs; what was set before stays when no knob is given
write_options() {
  local options=()
  [ -z "$KIOSK_NAME$KIOSK_APPLIANCE" ] && [ -e "$OPTIONS" ] && return 0
  case $KIOSK_NAME in *[!A-Za-z0-9._-]*) fail "KIOSK_NAME may have letters, digits, dots and dashes only." ;; esac
  case $KIOSK_APPLIANCE in *[[:space:]]*) fail "KIOSK_APPLIANCE is an address such as http://192.0.2.2." ;; esac
  [ -z "$KIOSK_NAME" ] || options+=(--name "$KIOSK_NAME")
  [ -z "$KIOSK_APPLIANCE" ] || options+=(--appliance "$KIOSK_APPLIANCE")
  mkdir -p "$(dirname "$OPTIONS")"
  printf '# Options of this kitchen screen; written by the installer.\nCOMANDA_KIOSK_OPTIONS=%s\n' "${options[*]}" >"$OPTIONS"
}

# install_unit: started with every graphical session
install_unit() {
  mkdir -p "$(dirname "$UNIT")" "$WANTS"
  install -m 644 "$HERE/comanda-kiosk.service" "$UNIT"
  ln -sfn ../comanda-kiosk.service "$WANTS/comanda-kiosk.service"
}

# restart_running: sessions that are open now take the new version; the others do at sign-in
restart_running() {
  [ -z "$KIOSK_ROOT" ] && command -v loginctl >/dev/null || return 0
  local user
  while read -r _ user _; do
    systemctl --user --machine="$user@" daemon-reload 2>/dev/null || continue
    systemctl --user --machine="$user@" try-restart comanda-kiosk.service 2>/dev/null || true
  done < <(loginctl list-users --no-legend 2>/dev/null)
}

remove() {
  rm -rf "$PROGRAM" "$PROGRAM.new" "$UNIT" "$WANTS/comanda-kiosk.service" "$OPTIONS"
  say "The kiosk agent is gone. Packages stay; so does ~/.local/state/comanda-kiosk of each person."
}

main() {
  need_root
  case ${1:-install} in
    install)
      install_packages
      install_program
      write_options
      install_unit
      restart_running
      say "Done. Sign in at the screen: it shows a number, which a manager compares on the floor tablet under Devices."
      ;;
    remove) remove ;;
    *) fail "Usage: install.sh [install|remove]" ;;
  esac
}

[ "${BASH_SOURCE[0]:-$0}" != "$0" ] || main "$@"
