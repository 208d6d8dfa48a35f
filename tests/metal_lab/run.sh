#!/bin/bash
# Proves the USB and serial bridges on real kernel devices, in a throw-away machine under QEMU; see README.md.
#   COMANDA_METAL_CACHE  where the machine's system is kept (default ~/.cache/comanda-metal)
#   COMANDA_METAL_PYTHON the Python 3.11 whose packages the machine gets (default the project's .venv)
#   COMANDA_METAL_S      seconds after which the machine is switched off (default 600 for each wire)
set -euo pipefail

MODULES="usblp cdc_acm usb_f_printer usb_f_acm dummy_hcd libcomposite"
PACKAGES="PIL pillow.libs appdirs.py argcomplete barcode escpos importlib_resources msgspec qrcode serial six.py usb yaml"

main() {
    local here project cache python wire failed=""
    here=$(dirname "$(readlink -f "$0")")
    project=$(readlink -f "$here/../..")
    cache=${COMANDA_METAL_CACHE:-$HOME/.cache/comanda-metal}
    python=$(realpath -s "${COMANDA_METAL_PYTHON:-$project/.venv/bin/python}")
    need qemu-system-x86_64 qemu-system-x86
    need mmdebstrap mmdebstrap
    need cpio cpio
    mkdir -p "$cache"
    [ -f "$cache/system.cpio" ] || build_system "$cache"
    need cc gcc
    cc -shared -fPIC -o "$cache/cts.so" "$here/cts.c" -ldl
    pack_project "$project" "$python" "$here" "$cache"
    for wire in ${1:-lp raw serial star desk rts}; do
        run_machine "$cache" "$wire" "$project" "$python" || failed="$failed $wire"
    done
    rm -f "$cache/project.cpio" "$cache/machine.cpio"
    [ -z "$failed" ] || { echo "not well:$failed; the whole story is in $cache/*.log" >&2; exit 1; }
    echo "all well"
}

need() {
    command -v "$1" >/dev/null || { echo "$1 is missing: apt-get install $2" >&2; exit 2; }
}

# A Debian 12 with a kernel and Python, and of the kernel's modules only those the scenes need.
build_system() {
    local cache=$1 root kernel
    [ "$(id -u)" = 0 ] || { echo "building the system needs root" >&2; exit 2; }
    root=$(mktemp -d "$cache/root.XXXXXX")
    mmdebstrap --quiet --mode=root --variant=minbase \
        --include=python3,kmod,udev,libusb-1.0-0,linux-image-amd64 bookworm "$root"
    kernel=$(basename "$root"/lib/modules/*)
    cp "$root/boot/vmlinuz-$kernel" "$cache/vmlinuz"
    keep_modules "$root" "$kernel"
    rm -rf "${root:?}"/{boot,var/cache,var/lib/apt/lists,usr/share/doc,usr/share/man,usr/share/locale,usr/share/i18n}
    (cd "$root" && find . | cpio --quiet -o -H newc) >"$cache/system.cpio.new"
    mv "$cache/system.cpio.new" "$cache/system.cpio"
    rm -rf "$root"
}

keep_modules() {
    local root=$1 kernel=$2 module path
    local all="$root/lib/modules/$kernel" kept="$root/lib/modules/kept"
    mkdir -p "$kept"
    for module in $MODULES; do
        chroot "$root" modprobe -S "$kernel" --show-depends "$module" | sed -n 's/^insmod //p'
    done | sort -u | while read -r path; do
        mkdir -p "$kept/$(dirname "${path#"/lib/modules/$kernel/"}")"
        cp "$root$path" "$kept/${path#"/lib/modules/$kernel/"}"
    done
    cp "$all"/modules.order "$all"/modules.builtin* "$kept/"
    rm -rf "$all"
    mv "$kept" "$all"
    chroot "$root" depmod "$kernel"
}

# The kernel unpacks one archive after the other: what changes lies over the system that is kept.
pack_project() {
    local project=$1 python=$2 here=$3 cache=$4 site over
    site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    over=$(mktemp -d "$cache/over.XXXXXX")
    mkdir -p "$over/opt/comanda/tests/faults" "$over/opt/site"
    cp -r "$project/firmware_bridges" "$project/appliance" "$over/opt/comanda/"
    cp -r "$here" "$project/tests/worlds.py" "$over/opt/comanda/tests/"
    cp -r "$project/tests/faults/metal" "$over/opt/comanda/tests/faults/"
    for package in $PACKAGES $(imported "$project" "$python"); do cp -r "$site/$package" "$over/opt/site/"; done
    cp -r "$site"/litestar-*.dist-info "$over/opt/site/"
    find "$over" -name __pycache__ -prune -exec rm -rf {} +
    install -m 755 "$here/init.sh" "$over/init"
    (cd "$over" && find . | cpio --quiet -o -H newc) >"$cache/project.cpio"
    rm -rf "$over"
    cat "$cache/system.cpio" "$cache/project.cpio" >"$cache/machine.cpio"
}

# The packages that the fault matrix's desk imports; the lazy ones stand in PACKAGES.
imported() {
    (cd "$1" && "$2" -c '
import sys, sysconfig, tests.faults.metal.matrix
site = sysconfig.get_path("purelib") + "/"
files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
print(*sorted({file.removeprefix(site).split("/")[0] for file in files if file.startswith(site)}))')
}

# Says whether all went well on one wire. One processor: the kernel's gadget drivers lose their lists on two.
run_machine() {
    local cache=$1 wire=$2 project=$3 python=$4 log=$1/$2.log before=()
    [ "$wire" != rts ] || before=(env PYTHONPATH="$project" "$python" -m tests.metal_lab.cts_end "$cache/cts.so")
    "${before[@]}" timeout -s KILL "${COMANDA_METAL_S:-600}" qemu-system-x86_64 \
        -machine q35 -accel tcg -cpu max -smp 1 -m 2048 \
        -nographic -no-reboot -nodefaults -serial stdio -monitor none \
        -kernel "$cache/vmlinuz" -initrd "$cache/machine.cpio" \
        -append "console=ttyS0 quiet panic=-1 oops=panic mitigations=off random.trust_cpu=on comanda_wire=$wire" \
        </dev/null >"$log" 2>&1 || true
    grep -a '^|' "$log" || tail -n 30 "$log"
    grep -aq "METAL LAB: ALL WELL" "$log" && ! grep -aq "METAL LAB: FAILED" "$log"
}

main "$@"
