#!/usr/bin/env bash
# The system's side of the set-up: what it writes for networkd, and what it refuses, with stand-ins for what needs a booted
# system. networkd's own reader of such files is asked where it is there (systemd-analyze has none for them).
set -euo pipefail
script=$(dirname "$(readlink -f "$0")")/system/doorstep-setup-system
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/bin" "$place/wanted" "$place/said"
export DOORSTEP_WANTED=$place/wanted DOORSTEP_SAID=$place/said DOORSTEP_KEPT=$place/kept DOORSTEP_UNITS=$place/units
for program in networkctl timedatectl; do
  printf '#!/bin/bash\necho "%s $*" >>"%s/asked"\n' $program "$place" >"$place/bin/$program"
  chmod +x "$place/bin/$program"
done
export PATH=$place/bin:$PATH
failed=0
expect() { if "${@:2}"; then echo "ok     $1"; else echo "FAILED $1"; failed=1; fi; }
wish() { rm -f "$place/asked" "$place"/said/*; printf "wish=0123456789abcdef\n$2" >"$place/wanted/$1"; "$script" || true; }
answer() { [ "$(cat "$place/said/$1")" = "$2 0123456789abcdef" ]; }
asked() { grep -qxF "$1" "$place/asked"; }
unit() { grep -qxF "$1" "$place/units/70-station.network"; }

wish network 'fixed=1\naddress=192.168.1.20/24\ngateway=192.168.1.1\ndns=114.114.114.114 223.5.5.5\n'
expect "a fixed address is taken" answer network ok
for line in Address=192.168.1.20/24 Gateway=192.168.1.1 DNS=114.114.114.114 DNS=223.5.5.5 Type=ether; do
  expect "networkd reads $line" unit $line
done
expect "networkd is told" asked 'networkctl reload'
expect "the wish is gone" test ! -e "$place/wanted/network"
for bad in 'fixed=1\naddress=192.168.1.20\ngateway=\ndns=\n' 'fixed=1\naddress=192.168.1.20/24\nExec=x\n' 'fixed=2\n' '' \
  'fixed=1\naddress=192.168.1.20/33\n' 'fixed=1\naddress=1.2.3.4/24\ngateway=$(touch x)\n' 'fixed=1\naddress=1.2.3.4/24\ndns=*\n'; do
  wish network "$bad"
  expect "refused: $bad" answer network failed
  expect "and what was before stays" unit Address=192.168.1.20/24
done
rm -rf "$place/units"
"$script" at-boot
expect "after a start it is there again" unit Address=192.168.1.20/24
wish network 'fixed=0\n'
expect "DHCP is taken" unit DHCP=ipv4
expect "without the address of before" bash -c "! grep -q Address= '$place/units/70-station.network'"
wish clock '1795000000\n'
expect "the clock is set" asked 'timedatectl set-time @1795000000'
wish clock '1795000000; reboot\n'
expect "no other words" answer clock failed
rm -f "$place/asked"
echo 1795000000 >"$place/wanted/clock"
"$script" || true
expect "a wish without its mark is none" test ! -e "$place/asked"
printf 'wish=0123456789abcdef\n1795000000\n' >"$place/elsewhere"
ln -s "$place/elsewhere" "$place/wanted/clock"
"$script" || true
expect "a link is not followed, and is gone" test ! -e "$place/asked" -a ! -L "$place/wanted/clock" -a -s "$place/elsewhere"
exit $failed
