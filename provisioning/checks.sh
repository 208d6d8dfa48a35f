# shellcheck shell=bash
# `./install.sh test`: sets up what the checks need, runs them in order, stops at the first that fails, and sums up.

CHECKS="ruff format mypy imports shellcheck tsc web pytest browser"

# set_up_checks: everything the checks use, installed where missing
set_up_checks() {
  local missing=()
  have shellcheck || missing+=(shellcheck)
  [ -n "${CHROMIUM:-}" ] || have chromium || missing+=(chromium)
  have node || missing+=(nodejs)
  have npm || missing+=(npm)
  local drawn  # what draws every script on paper; fribidi orders right-to-left text
  for drawn in fonts-noto-core fonts-noto-cjk fonts-dejavu-core libfribidi0; do
    ! have dpkg-query || debian_has "$drawn" || missing+=("$drawn")
  done
  need_packages "for the checks" "${missing[@]}"
  ensure_environment test
  ensure_node_packages
  CHROMIUM=${CHROMIUM:-$(command -v chromium)}
  export CHROMIUM COMANDA_TEST_PYTHON=$VENV/bin/python
}

ensure_node_packages() {
  local stamp=$ROOT/node_modules/.made-for
  [ "$(cat "$stamp" 2>/dev/null)" != "$(checksum "$ROOT/package-lock.json")" ] || return 0
  say "Fetching Node packages (checked against package-lock.json)"
  (cd "$ROOT" && retry npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=5 >/dev/null) ||
    fail "The Node packages could not be installed; npm's message stands above. Is this machine online?"
  checksum "$ROOT/package-lock.json" >"$stamp"
}

check_ruff() { "$VENV/bin/ruff" check .; }
check_format() { "$VENV/bin/ruff" format --check .; }
check_mypy() { "$VENV/bin/python" -m mypy; }
check_imports() { "$VENV/bin/lint-imports"; }
check_tsc() { node_modules/.bin/tsc --project tsconfig.json; }

check_shellcheck() {
  local scripts
  mapfile -t scripts < <(files_named provisioning tests '*.sh')
  shellcheck -x install.sh .ci/run "${scripts[@]}"
}

# files_named FOLDER… PATTERN: files below the folders that exist, sorted
files_named() {
  local pattern=${!#} folder
  for folder in "${@:1:$#-1}"; do
    [ ! -d "$folder" ] || find "$folder" -name "$pattern" -type f -not -path '*/node_modules/*'
  done | sort
}

check_web() {
  local tests
  mapfile -t tests < <(files_named web tests/web '*.test.js')
  if [ ${#tests[@]} -eq 0 ]; then
    no_tests_for web/guest web/floor web/kitchen web/shared
  else
    run_node_tests 120 "${tests[@]}"
  fi
}

check_browser() {
  local tests
  mapfile -t tests < <(files_named tests/browser '*.test.js')
  if [ ${#tests[@]} -eq 0 ]; then
    no_tests_for web/guest web/floor web/kitchen
  else
    run_node_tests 420 "${tests[@]}"
  fi
}

# no_tests_for FOLDER…: fine while none of the folders exists, an error from then on
no_tests_for() {
  local folder
  for folder in "$@"; do
    if [ -d "$folder" ]; then
      echo "$folder exists, but no test of this kind does."
      return 1
    fi
  done
  echo "Nothing to test yet."
}

# run_node_tests SECONDS FILE…: one file at a time; a file without a single test is an error
run_node_tests() {
  local limit_s=$1 report file
  shift
  report=$(mktemp)
  for file in "$@"; do
    echo "$file"
    timeout "$limit_s" node --test --test-reporter=spec --test-reporter-destination=stdout \
      --test-reporter=tap --test-reporter-destination="$report" "$file" || return 1
    # Node counts a file without tests as one passed test that carries the file's name.
    if ! grep '^ *# Subtest: ' "$report" | grep -qvF "$file"; then
      echo "$file holds no tests."
      return 1
    fi
  done
  rm -f "$report"
}

check_pytest() {
  local workers
  workers=$(nproc)
  "$VENV/bin/python" -m pytest -n "$((workers > 4 ? 4 : workers))" --dist loadscope | tee "$PYTEST_LOG"
}

# sum_up: how long each check took, and what pytest said last
sum_up() {
  printf '\n'
  local line
  for line in "${TIMES[@]}"; do printf '  %s\n' "$line"; done
  printf '  %-11s %4d s\n' total "$SECONDS"
  [ ! -s "$PYTEST_LOG" ] || tail -n 1 "$PYTEST_LOG"
}

# run_check NAME: true when it passed; its time is noted either way
run_check() {
  local began=$SECONDS word=passed
  printf '\n── %s\n' "$1"
  (cd "$ROOT" && "check_$1") || word=FAILED
  TIMES+=("$(printf '%-11s %4d s  %s' "$1" "$((SECONDS - began))" "$word")")
  [ "$word" = passed ]
}

# run_checks [NAME…]: all of them, or the named ones in the given order
run_checks() {
  local name wanted
  read -r -a wanted <<<"${*:-$CHECKS}"
  for name in "${wanted[@]}"; do
    [[ " $CHECKS " == *" $name "* ]] || fail "There is no check \"$name\". There are: $CHECKS."
  done
  SECONDS=0
  TIMES=()
  PYTEST_LOG=$(mktemp)
  set_up_checks
  TIMES+=("$(printf '%-11s %4d s' set-up "$SECONDS")")
  for name in "${wanted[@]}"; do
    if ! run_check "$name"; then
      sum_up
      fail "The check \"$name\" failed; what it said stands above."
    fi
  done
  sum_up
  rm -f "$PYTEST_LOG"
  printf '\n✓ Every check passed.\n'
}
