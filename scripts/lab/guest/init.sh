#!/bin/sh
# The first process of the guest: makes the kernel's file systems visible, loads the modules, runs the program, switches off.
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs dev /dev
for module in /modules/*.ko; do /bin/busybox insmod "$module" || echo "lab: insmod $module failed"; done
/bin/busybox mount -t configfs configfs /sys/kernel/config
cd /app
NODE_OPTIONS=--unhandled-rejections=strict HOME=/tmp /bin/node main.mjs
echo "@lab {\"exit\":$?}"
/bin/busybox reboot -f
