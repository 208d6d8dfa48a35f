# shellcheck shell=bash
# Debian packages: installs what is missing and nothing else, and asks kindly when it may not.

# debian_has PACKAGE
debian_has() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# need_packages WHY PACKAGE…: after it the packages are there, or the run has ended with what to type
need_packages() {
  local why=$1
  shift
  [ $# -gt 0 ] || return 0
  have apt-get || fail "Comanda needs these packages $why: $*. This system has no apt-get, so please install them and start again."
  may_be_root || fail "Comanda needs some packages $why. Please run as root: apt-get install $*   and then start again."
  say "Installing $* ($why)"
  local log
  log=$(mktemp)
  # Package lists may be missing or old: fetch them only when the first attempt says so.
  if ! apt_get install --no-install-recommends "$@" >"$log" 2>&1; then
    retry apt_get update >"$log" 2>&1 || apt_failed "$log" "The package lists could not be fetched. Is this machine online?"
    retry apt_get install --no-install-recommends "$@" >"$log" 2>&1 || apt_failed "$log" "apt-get could not install: $*."
  fi
  rm -f "$log"
}

# apt_failed LOG SENTENCE: shows the end of what apt said, and ends
apt_failed() {
  tail -n 15 "$1" >&2
  rm -f "$1"
  fail "$2 apt's own words stand above. Starting again continues."
}
