#!/usr/bin/env bash
# Finding things on a real network, as root: three network namespaces (the box, a street with avahi, a printer), nothing outside them.
# Usage: tests/metal_lab/mdns.sh [PYTHON]. Ends within a minute; exit status 0 when every scene held.
set -euo pipefail

PYTHON=${1:-${PYTHON:-python3}}
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
NAMES="lab-box lab-street lab-printer"
WORK=$(mktemp -d)
STARTED=()

# clean_up: ends what was started here, by its id, and takes the namespaces away
clean_up() {
  local process name
  for process in "${STARTED[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  for name in $NAMES; do ip netns del "$name" 2>/dev/null || true; done
  rm -rf "$WORK"
}

# plug NAME NUMBER: a cable from the box to a namespace; both ends are up, addresses come later
plug() {
  ip link add "box$2" netns lab-box type veth peer name "far$2" netns "$1"
  ip -n lab-box link set "box$2" up
  ip -n "$1" link set "far$2" up
}

# avahi NAMESPACE HOST-NAME INTERFACE: an avahi-daemon with a /run of its own, and the services of its folder
avahi() {
  local folder=$WORK/$1
  mkdir -p "$folder/services"
  cat >"$folder/avahi.conf" <<CONF
[server]
host-name=$2
use-ipv4=yes
use-ipv6=no
enable-dbus=no
allow-interfaces=$3
[wide-area]
enable-wide-area=no
[publish]
publish-workstation=no
CONF
  # shellcheck disable=SC2016  # expanded inside
  unshare -m ip netns exec "$1" sh -c '
    mount -t tmpfs lab /run && mkdir -p /run/avahi-daemon
    mount --bind "$1/services" /etc/avahi/services
    exec avahi-daemon -f "$1/avahi.conf" --no-drop-root --no-rlimits' sh "$folder" >"$folder/log" 2>&1 &
  STARTED+=("$!")
}

# announce_printer: what avahi on the street says of a printer there
announce_printer() {
  cat >"$WORK/lab-street/services/printer.service" <<'XML'
<?xml version="1.0" standalone='no'?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group>
  <name>Office printer</name>
  <service>
    <type>_pdl-datastream._tcp</type>
    <port>9101</port>
    <txt-record>ty=Example Laser 5</txt-record>
    <txt-record>usb_MFG=Example</txt-record>
    <txt-record>usb_MDL=Laser 5</txt-record>
  </service>
</service-group>
XML
}

main() {
  [ "$(id -u)" = 0 ] || { echo "This needs root: it makes network namespaces." >&2; exit 1; }
  command -v avahi-daemon >/dev/null || { echo "This needs avahi-daemon." >&2; exit 1; }
  trap clean_up EXIT
  local name
  for name in $NAMES; do
    ip netns add "$name"
    ip -n "$name" link set lo up
  done
  plug lab-street 1
  plug lab-printer 2
  ip -n lab-box addr add 10.88.1.1/24 dev box1
  ip -n lab-street addr add 10.88.1.2/24 dev far1
  ip -n lab-street route add 224.0.0.0/4 dev far1
  ip -n lab-printer addr add 10.88.2.20/24 dev far2
  ip -n lab-printer route add 224.0.0.0/4 dev far2
  mkdir -p "$WORK/lab-street/services"
  announce_printer
  avahi lab-box appliance box1
  avahi lab-street till far1
  cd "$ROOT"
  ip netns exec lab-printer "$PYTHON" -m tests.metal_lab.mdns_far printer &
  STARTED+=("$!")
  ip netns exec lab-box "$PYTHON" -m tests.metal_lab.mdns_play "$PYTHON"
}

main
