#!/usr/bin/env bash
# Who gets which node: udev itself judges our rules, among the system's own, over devices that umockdev makes up.
# In a mount namespace of its own: the rules lie in /run/udev/rules.d there, and the hub's group is known.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${DOORSTEP_UDEV_TEST:-}" ]; then
  unshare --mount true 2>/dev/null || { echo "skipped: needs the right to make namespaces"; exit 77; }
  exec unshare --mount env DOORSTEP_UDEV_TEST=1 bash "$0"
fi
mount -t tmpfs doorstep-test /run
mkdir -p /run/udev/rules.d
cp "$here"/udev/*.rules /run/udev/rules.d/
grep -q '^doorstep-hub:' /etc/group || {
  { cat /etc/group; echo 'doorstep-hub:x:64999:'; } >/run/group
  mount --bind /run/group /etc/group
}
hub=$(sed -n 's/^doorstep-hub:[^:]*:\([0-9]*\):.*/\1/p' /etc/group)

# A keyboard's keys, as the kernel tells them; a touch screen's axes.
keys='KEY=10000 7 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe'
input() {  # VENDOR NUMBER EV KEY ABS
  printf 'P: /devices/usb1/1-%s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nA: idVendor=%s\nA: idProduct=0001\n\n' "$2" "$1"
  printf 'P: /devices/usb1/1-%s/input/input%s\nE: SUBSYSTEM=input\nE: EV=%s\nE: %s\nE: ABS=%s\n' "$2" "$2" "$3" "$4" "$5"
  printf 'A: capabilities/ev=%s\nA: capabilities/key=%s\nA: capabilities/abs=%s\n' "$3" "${4#KEY=}" "$5"
  printf 'A: capabilities/rel=0\nA: properties=0\n\n'
  printf 'P: /devices/usb1/1-%s/input/input%s/event%s\nN: input/event%s\nE: SUBSYSTEM=input\nE: DEVNAME=/dev/input/event%s\nE: MAJOR=13\nE: MINOR=%s\n\n' \
    "$2" "$2" "$2" "$2" "$2" "$2"
}
usb() {  # VENDOR PRODUCT NUMBER
  printf 'P: /devices/usb2/2-%s\nN: bus/usb/002/00%s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DEVNAME=/dev/bus/usb/002/00%s\nE: MAJOR=189\nE: MINOR=%s\n' \
    "$3" "$3" "$3" "$3"
  printf 'A: idVendor=%s\nA: idProduct=%s\n\n' "$1" "$2"
}
# One that libsane knows; its list is a part of udev's table of hardware.
scanner='03f0 0101'
{
  input 1eab 1 120013 "$keys" 0
  input 046d 2 120013 "$keys" 0
  input 1eab 3 b 'KEY=400 0 0 0 0 0' 3
  usb 0400 c35a 1
  # shellcheck disable=SC2086  # vendor and product
  usb $scanner 2
  usb 046d 0001 3
  printf 'P: /devices/pci0/backlight/panel\nE: SUBSYSTEM=backlight\nA: brightness=10\n\n'
} >/run/devices.umockdev

failed=0
said() { umockdev-run --device /run/devices.umockdev -- udevadm test --action=add "/sys/devices/$1" 2>&1 || true; }
expect() { if "${@:2}"; then echo "ok     $1"; else echo "FAILED $1"; failed=1; fi; }
gives_hub() { said "$1" | grep -qE "doorstep.rules:[0-9]+ GROUP $hub\$"; }
says() { said "$1" | grep -qE "$2"; }
no() { ! "$@"; }

expect "a code reader that types is the hub's" gives_hub usb1/1-1/input/input1/event1
expect "libinput leaves it alone" says usb1/1-1/input/input1/event1 '^LIBINPUT_IGNORE_DEVICE=1$'
expect "another keyboard is not" no gives_hub usb1/1-2/input/input2/event2
expect "nor is what is no keyboard" no gives_hub usb1/1-3/input/input3/event3
expect "a card reader is the hub's" gives_hub usb2/2-1
expect "a scanner that libsane knows is the hub's" gives_hub usb2/2-2
expect "any other USB device is not" no gives_hub usb2/2-3
expect "the light of the screen is given to the hub's group" \
  says pci0/backlight/panel "^run: '/bin/chgrp doorstep-hub /sys/devices/pci0/backlight/panel/brightness'"
expect "no rule of ours is refused" \
  no says usb1/1-1/input/input1/event1 'rules.d/[67]0-doorstep.rules:[0-9]+ .*(Invalid|Unknown|ignoring)'
exit $failed
