#!/usr/bin/env bash
# What of the image can be judged in a second: lists and lock file are well formed and agree, scripts are sound.
set -euo pipefail
cd "$(dirname "$0")"
failed=0
expect() { if [ -z "$2" ]; then echo "ok     $1"; else echo "FAILED $1"; printf '       %s\n' "$2"; failed=1; fi; }
words() { sed -e 's/#.*//' -e '/^\s*$/d' "lists/$1.txt"; }
locked() { awk -v what="$1" '$1 == what {print $2}' packages.lock; }

for list in root boot modules left-out kept command-line; do
  expect "lists/$list.txt names everything once" "$(words $list | awk '{print $1}' | sort | uniq -d)"
done
expect "lists of packages hold names of packages" "$(words root | cat - <(words boot) | grep -vE '^[a-z0-9][a-z0-9+.-]+$' || true)"
expect "the list of modules holds names of modules" "$(words modules | grep -vE '^[a-zA-Z0-9_]+( boot)?$' || true)"
expect "what is left out or kept is a path" "$(words left-out | cat - <(words kept) | grep -vE '^/(usr|bin|sbin)/[^ ]+$' || true)"
expect "rows of the lock file are whole" \
  "$(grep -v '^#' packages.lock | grep -vE '^(root|boot) [a-z0-9][a-z0-9+.-]+ [0-9][A-Za-z0-9.+:~-]* [0-9a-f]{64}$' || true)"
expect "the lock file names everything once" "$(locked root | cat - <(locked boot) | sort | uniq -d)"
expect "what is listed for the root is locked" "$(words root | sort | comm -23 - <(locked root | sort))"
# A station that wants more than the lock file has cannot be installed into a root: ./dev image --update-lock.
expect "what a station loads is locked" \
  "$(sed -n '/^[a-z]/p' ../../dev.d/packages-station.txt | sort | comm -23 - <(locked root | sort))"
expect "what is listed for booting is locked" "$(words boot | grep -v '^linux-image-' | sort | comm -23 - <(locked boot | sort))"
expect "one kernel is locked" "$([ "$(locked boot | grep -c '^linux-image-6')" = 1 ] || echo "none or several")"
expect "no compiler, no apt, no Python, no ssh and no X server is in the root" \
  "$(locked root | grep -E '^(apt|aptitude|gcc|g\+\+|cpp|make|clang|python3|openssh-server|openssh-client|xserver-.*|curl|wget)$' || true)"
expect "no driver of a network card on USB is in the root (docs/decisions/usb.md)" \
  "$(words modules | grep -E '^(usbnet|r8152|r8153_ecm|asix|ax88179_178a|cdc_(ether|ncm|mbim|eem)|rndis_host|smsc[0-9a-z]+|btusb)( |$)' || true)"
expect "one way to the screen is kept, eglfs by KMS" \
  "$(words kept | grep -E '/(platforms|egldeviceintegrations)/' | grep -vE '/libqeglfs(-kms-integration)?\.so$' || true)"
machine=$(sed -n 's/^compatible=//p' ../update/root/etc/rauc/system.conf)
expect "updates are made for the machine that takes them" \
  "$(for file in steps/bundle.sh ../update/root/usr/lib/doorstep/update testing/bundles.py; do grep -qF "$machine" "$file" || echo "$file"; done)"
expect "only root speaks to RAUC" \
  "$(grep -A1 'context="default"' ../update/root/usr/share/dbus-1/system.d/de.pengutronix.rauc.conf | grep -q 'deny send_destination' || echo "the policy lets others in")"
expect "RAUC's slots are partitions of the disk" "$(sed -n 's|^device=/dev/disk/doorstep-||p' ../update/root/etc/rauc/system.conf |
  while read -r name; do grep -q "^$name " lists/layout.txt || echo "$name"; done)"
for script in steps/*.sh ../../dev.d/image.sh root/usr/lib/doorstep/* ../update/root/usr/lib/doorstep/* ../self-test/root/usr/lib/doorstep/* ../update/bundle/hook ../install/root/usr/lib/doorstep/*; do
  expect "$script is a sound script" "$(bash -n "$script" 2>&1)"
done
expect "initrd/init is a sound script" "$(sh -n initrd/init 2>&1)"
exit $failed
