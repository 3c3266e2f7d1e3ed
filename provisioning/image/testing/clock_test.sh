#!/usr/bin/env bash
# Which servers of time are asked, and when the township's time is taken, over a folder that stands for a machine; what asks chronyd and
# what sets the clock are words of the test's.
set -euo pipefail
cd "$(dirname "$0")"
DOORSTEP_CLOCK=$(mktemp -d)
export DOORSTEP_CLOCK
trap 'rm -rf "$DOORSTEP_CLOCK"' EXIT
clock=$PWD/../root/usr/lib/doorstep/clock top=$DOORSTEP_CLOCK
asks=$top/run/doorstep/agent-asks state=$top/run/systemd/netif/state given=$top/var/time.toml
failed=0
same() { if [ "$2" = "$3" ]; then echo "ok     $1"; else echo "FAILED $1"; printf '       got "%s", wanted "%s"\n' "$2" "$3"; failed=1; fi; }
mkdir -p "$asks" "${state%/*}" "$top"/{bin,proc,var,etc/doorstep,usr/lib}
ln -s "$given" "$top/etc/doorstep/time.toml"
PATH=$top/bin:$PATH
program() { printf '#!/bin/sh\n%s\n' "$2" >"$top/bin/$1"; chmod +x "$top/bin/$1"; }

# -- the servers
program chronyc "echo \"\$*\" >>$top/asked; exit 1"
sources() { rm -f "$top/asked"; $clock sources; cat "$top/run/doorstep-clock/ntp.sources"; }
asked() { cat "$top/asked" 2>/dev/null || true; }
same "no network, no server" "$(sources)" ""
echo "OPER_STATE=routable
NTP=10.1.0.5 10.1.0.6" >"$state"
same "those that the network named" "$(sources)" "server 10.1.0.5 iburst
server 10.1.0.6 iburst"
same "chronyd is told" "$(asked)" "reload sources"
same "chronyd's user may read them" "$(stat -c %a "$top/run/doorstep-clock" "$top/run/doorstep-clock/ntp.sources" | paste -sd' ')" "755 644"
sources >/dev/null
same "but not of what it knows" "$(asked)" ""
echo 'servers = ["192.168.7.7", "10.9.9.9"]  # the office' >"$given"
same "those that the station was given come first" "$(sources)" "server 192.168.7.7 iburst
server 10.9.9.9 iburst"
echo 'servers = []' >"$given"
same "given none: the network's" "$(sources)" "server 10.1.0.5 iburst
server 10.1.0.6 iburst"
rm "$given"
echo 'NTP=time.example 10.1.0.5;x 10.1.0.999 fe80::1 -x 10.1.0.7 10.1.0.7' >"$state"
same "an address is an address, once" "$(sources)" "server 10.1.0.7 iburst"
echo "NTP=$(echo 10.0.0.{1..9})" >"$state"
same "no more than four" "$(sources | wc -l)" 4

# -- the township's time; this system was made an hour ago, and started ten minutes ago with the time it says
program chronyc "[ \"\$*\" = '-n -c sources' ] && cat $top/follows"
program date "echo 1795000000"
program timedatectl "echo \"\$*\" >$top/set"
: >"$top/follows"
made() { touch -d "@$1" "$top/usr/lib/clock-epoch"; }
echo "600.50 1000.00" >"$top/proc/uptime"
made 1794996400
wish() { rm -f "$top/set"; printf '%s\n' "$1" >"$asks/clock"; $clock wish 2>"$top/said"; cat "$top/set" 2>/dev/null || true; }
said() { grep -c "$1" "$top/said"; }
same "forward by an hour" "$(wish "1795003600000 600500")" "set-time @1795003600"
same "the ask is gone" "$(ls "$asks")" ""
same "it is said" "$(said "3600 s")" 1
same "back by half an hour" "$(wish "1794998200000 600500")" "set-time @1794998200"
same "time went on since it was heard" "$(wish "1795003600000 540500")" "set-time @1795003660"
for near in 1795000030000 1794999970000 1795000000000; do
  same "right enough: $near" "$(wish "$near 600500")" ""
done
for bad in "" "1795003600000" "1795003600000 x" "-795003600000 600500" "179500360000 600500" '1795003600000 600500; reboot' "1795003600000 0x9" "17950036000000 1"; do
  same "no ask: $bad" "$(wish "$bad")" ""
  same "it is said, and gone" "$(said "not one") $(ls "$asks")" "1 "
done
same "of a moment to come" "$(wish "1795003600000 600501")" ""
echo "90000.00 1.0" >"$top/proc/uptime"
same "of yesterday" "$(wish "1795003600000 3000000")" ""
echo "600.50 1000.00" >"$top/proc/uptime"
echo '^,*,10.1.0.5,2,6,377,21,0.000010,0.000010,0.000200' >"$top/follows"
same "a server is followed" "$(wish "1795003600000 600500")" ""
echo '^,?,10.1.0.5,0,6,0,4294967295,0.0,0.0,0.0' >"$top/follows"
same "a server that does not answer is none" "$(wish "1795003600000 600500")" "set-time @1795003600"
same "never before the day this system was made" "$(wish "1794996399000 600500")" ""
same "and that is said" "$(said "before the day")" 1
made 1793000000
same "ten years ahead, while ours was kept over the start" "$(wish "2110000000000 600500")" ""
same "a person must say" "$(said "a person must say")" 1
same "two days back, while ours was kept" "$(wish "1794800000000 600500")" ""
same "less than a day all the same" "$(wish "1795080000000 600500")" "set-time @1795080000"
made 1794999300
same "two years ahead after a dead battery" "$(wish "1860000000000 600500")" "set-time @1860000000"
ln -s /etc/shadow "$asks/clock"
$clock wish 2>"$top/said"
same "a link holds no ask, and is gone" "$(said "not one") $(ls "$asks")" "1 "
exit $failed
