#!/usr/bin/env bash
# What root leaves for the agent, over a folder that stands for a machine: what is there is told, what is not is left out.
set -euo pipefail
cd "$(dirname "$0")"
DOORSTEP_BOX=$(mktemp -d)
export DOORSTEP_BOX
trap 'rm -rf "$DOORSTEP_BOX"' EXIT
facts=$PWD/root/usr/lib/doorstep/box-facts health=$DOORSTEP_BOX/run/doorstep-health
failed=0
same() { if [ "$2" = "$3" ]; then echo "ok     $1"; else echo "FAILED $1"; printf '       got "%s", wanted "%s"\n' "$2" "$3"; failed=1; fi; }
# Programs of the machine, as words on the path.
mkdir -p "$DOORSTEP_BOX/bin" "$DOORSTEP_BOX/proc" "$DOORSTEP_BOX/run"
PATH=$DOORSTEP_BOX/bin:$PATH
program() { printf '#!/bin/sh\n%s\n' "$2" >"$DOORSTEP_BOX/bin/$1"; chmod +x "$DOORSTEP_BOX/bin/$1"; }
zone() { mkdir -p "$DOORSTEP_BOX/sys/class/thermal/thermal_zone$1"; echo "$2" >"$DOORSTEP_BOX/sys/class/thermal/thermal_zone$1/temp"; }

hash=$(printf 'a1%.0s' {1..32})
echo "quiet" >"$DOORSTEP_BOX/proc/cmdline"
program dmsetup 'exit 1'
program smartctl 'echo "{}"; exit 1'
$facts
same "a machine that is no image tells nothing" "$(ls "$health")" ""

echo "quiet doorstep.hash=$hash doorstep.uuid=1" >"$DOORSTEP_BOX/proc/cmdline"
program dmsetup 'echo "doorstep-root: 0 694272 verity V"'
zone 0 41500; zone 1 67000; zone 2 nonsense; zone 3 -3000
echo vda >"$DOORSTEP_BOX/run/doorstep-disk"
# As a disk that fails: the report is whole, the exit code is not 0.
program smartctl '[ "$*" = "--json=c --all /dev/vda" ] && echo "{\"smart_status\":{\"passed\":false}}"; exit 8'
$facts
same "hash, state and the hottest zone" "$(cat "$health/box")" "root-hash $hash
root intact
temperature 67"
same "what the disk says, whatever its exit code" "$(cat "$health/smart.json")" '{"smart_status":{"passed":false}}'
same "the agent may read it" "$(stat -c %a "$health/box" "$health/smart.json" | sort -u)" 644

program dmsetup 'echo "doorstep-root: 0 694272 verity C"'
$facts
same "a block that did not fit" "$(sed -n 2p "$health/box")" "root damaged"
echo 'vda; rm -rf /' >"$DOORSTEP_BOX/run/doorstep-disk"
$facts
same "a disk's name is a word" "$(ls "$health")" box
exit $failed
