#!/bin/bash
# The first and only process of the lab's machine: loads the drivers, plays the scenes, switches the machine off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin PYTHONPATH=/opt/comanda:/opt/site PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8 HOME=/root
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts && mount -t devpts pts /dev/pts
mount -t tmpfs tmp /tmp
mount -t tmpfs run /run
# libusb hears of what is plugged in from udev.
/lib/systemd/systemd-udevd --daemon
modprobe dummy_hcd num=2
for module in libcomposite usb_f_printer usb_f_acm usblp cdc_acm; do modprobe "$module"; done
mount -t configfs configfs /sys/kernel/config
wire=$(sed -n 's/.*comanda_wire=\([a-z]*\).*/\1/p' /proc/cmdline)
cd /opt/comanda && python3 -u -m tests.metal_lab.play "$wire" 2>&1
dmesg --level=err,warn 2>/dev/null | tail -20
echo o >/proc/sysrq-trigger
sleep 10
