#!/usr/bin/env bash
# Rewrites requirements.lock and requirements-test.lock from pyproject.toml: exact versions with checksums, no index address.
# Needs pip-tools (pip-compile) and Python 3.11, the oldest one supported. Existing pins stay; `--upgrade` moves them.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# compile NAME SENTENCE [pip-compile options…]
compile() {
  local lock=$ROOT/$1 sentence=$2
  shift 2
  pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
    --output-file "$lock" "$@" "$ROOT/pyproject.toml"
  { echo "# $sentence Made by provisioning/lock.sh."; grep -v -e '^# ' -e '^$' "$lock"; } >"$lock.new"
  mv "$lock.new" "$lock"
}

compile requirements.lock "What the appliance runs on, with checksums." "$@"
cp "$ROOT/requirements.lock" "$ROOT/requirements-test.lock"
compile requirements-test.lock "What the appliance and its checks run on, with checksums." --extra test
