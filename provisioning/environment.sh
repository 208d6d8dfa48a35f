# shellcheck shell=bash
# The private Python environment: made once from the lock, with checksums, and made again when the lock changes.

# environment_key LOCK: changes when the lock, the Python or the place of the checkout changes
environment_key() {
  { checksum "$1"; "$COMANDA_PYTHON" --version; printf '%s\n' "$ROOT"; } | sha256sum | cut -d ' ' -f 1
}

# environment_is KIND LOCK: true when the environment was completed from exactly this lock
environment_is() {
  [ -x "$VENV/bin/python" ] && [ "$(cat "$VENV/.made-for-$1" 2>/dev/null)" = "$(environment_key "$2")" ]
}

need_python() {
  [ "$(getconf LONG_BIT)" = 64 ] || fail "Comanda needs a 64-bit system; this one is 32-bit."
  have "$COMANDA_PYTHON" || need_packages "to run" python3
  "$COMANDA_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Comanda needs Python 3.11 or newer; this is $("$COMANDA_PYTHON" --version). COMANDA_PYTHON=/path/to/python3 names another."
}

# make_environment: empty, with the checkout on its path and the `comanda` command
make_environment() {
  "$COMANDA_PYTHON" -c 'import ensurepip, venv' 2>/dev/null || need_packages "for a private Python environment" python3-venv
  say "Making a private Python environment in ${VENV#"$ROOT"/}"
  "$COMANDA_PYTHON" -m venv --clear "$VENV" || fail "The environment could not be made in $VENV. Is the disk full or read-only?"
  local packages
  packages=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$ROOT" >"$packages/comanda.pth"
  cat >"$VENV/bin/comanda" <<'SCRIPT'
#!/bin/sh
# The `comanda` command, run by the Python beside it.
exec "$(dirname "$(readlink -f "$0")")/python" -P -c \
  'import sys; from appliance.cli import main; sys.argv[0] = "comanda"; sys.exit(main())' "$@"
SCRIPT
  chmod +x "$VENV/bin/comanda"
}

# fill_environment LOCK: every package checked against the lock, none built here
fill_environment() {
  say "Fetching Python packages (checked against ${1##*/}; a minute or two the first time)"
  retry "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --progress-bar off \
    --retries 5 --timeout 60 --only-binary :all: --require-hashes -r "$1" ||
    fail "The Python packages could not be installed; pip's message stands above. Is this machine online? Starting again continues."
}

build_environment() {
  local run_lock=$ROOT/requirements.lock test_lock=$ROOT/requirements-test.lock
  need_python
  environment_is run "$run_lock" || make_environment
  if [ "$1" = run ] && ! environment_is run "$run_lock"; then
    fill_environment "$run_lock"
  elif [ "$1" = test ] && ! environment_is test "$test_lock"; then
    fill_environment "$test_lock"
    environment_key "$test_lock" >"$VENV/.made-for-test"
  fi
  environment_key "$run_lock" >"$VENV/.made-for-run"
}

# ensure_environment run|test: one at a time, so that two starts do not build on each other's work
ensure_environment() {
  mkdir -p "$(dirname "$VENV")"
  (
    flock -w 900 9 || fail "Another start is still setting up $VENV. Please try again when it is done."
    build_environment "$1"
  ) 9>"$VENV.lock"
}
