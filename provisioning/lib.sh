# shellcheck shell=bash
# What every step uses: calm words on the screen, a clean way out, bounded retries, and root when it is needed.

# say SENTENCE: one line of progress
say() { printf '• %s\n' "$*"; }

# fail SENTENCE: says what is wrong and what to do, and ends
fail() {
  printf '\n✗ %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# retry COMMAND…: up to COMANDA_TRIES times with growing pauses
retry() {
  local try=1
  until "$@"; do
    [ "$try" -lt "$COMANDA_TRIES" ] || return 1
    sleep "$((try * 2))"
    try=$((try + 1))
  done
}

# may_be_root: true when as_root will work; asks for a password only on a terminal
may_be_root() {
  [ "$(id -u)" -ne 0 ] || return 0
  have sudo || return 1
  sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

# as_root COMMAND…
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -- "$@"
  fi
}

# checksum FILE: its SHA-256 in hexadecimal
checksum() { sha256sum "$1" | cut -d ' ' -f 1; }
