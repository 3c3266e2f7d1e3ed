#!/usr/bin/env bash
# Stages an install and lets systemd-analyze judge the units; systemd itself need not run.
# Usage: units_test.sh BUILD_FOLDER
set -euo pipefail
build=$1
here=$(dirname "$(realpath "$0")")
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
DESTDIR=$stage cmake --install "$build" --prefix /usr >/dev/null

failed=0
expect() { if "${@:2}" >"$stage.log" 2>&1; then echo "ok     $1"; else echo "FAILED $1"; cat "$stage.log"; failed=1; fi; rm -f "$stage.log"; }

# verify looks for what units name inside the root: the targets of the system itself and the programs.
mkdir -p "$stage/usr/lib/systemd/system"
for unit in multi-user.target sysinit.target basic.target shutdown.target network.target -- ; do
  [ "$unit" = -- ] || cp -n "/lib/systemd/system/$unit" "$stage/usr/lib/systemd/system/" 2>/dev/null || true
done
for program in hub agent kiosk setup setup-line township; do
  expect "doorstep-$program is installed" test -x "$stage/usr/bin/doorstep-$program"
  expect "doorstep-$program.service verifies" \
    systemd-analyze --root="$stage" --man=no --recursive-errors=no verify "doorstep-$program.service"
  expect "doorstep-$program.service exposes at most 2.0" \
    systemd-analyze --root="$stage" security --offline=true --threshold=20 "doorstep-$program.service"
done
# Each says in its loop that it is alive (pet_watchdog).
for program in hub agent setup township; do
  expect "doorstep-$program.service is watched" \
    grep -qzE 'Type=notify.*WatchdogSec=[0-9]+' "$stage/usr/lib/systemd/system/doorstep-$program.service"
done
expect "doorstep-power-off.path verifies" \
  systemd-analyze --root="$stage" --man=no --recursive-errors=no verify doorstep-power-off.path
expect "the hub asks to switch off where the unit looks" \
  bash -c "grep -q '^d /run/doorstep/power-off 0700 doorstep-hub ' '$stage/usr/lib/tmpfiles.d/doorstep.conf' && grep -q '=/run/doorstep/power-off/now$' '$stage/usr/lib/systemd/system/doorstep-power-off.path'"
expect "doorstep-restart.path verifies" \
  systemd-analyze --root="$stage" --man=no --recursive-errors=no verify doorstep-restart.path
expect "the hub asks to restart where the unit looks" \
  grep -q '=/run/doorstep/power-off/restart$' "$stage/usr/lib/systemd/system/doorstep-restart.path"
expect "the agent asks where root's units look" \
  bash -c "grep -q '^d /run/doorstep/agent-asks 0700 doorstep-agent ' '$stage/usr/lib/tmpfiles.d/doorstep.conf' && grep -q '=/run/doorstep/agent-asks/install$' '$here/update/root/usr/lib/systemd/system/doorstep-update-line.path' && grep -q '=/run/doorstep/agent-asks/restart$' '$here/update/root/usr/lib/systemd/system/doorstep-update-restart.path' && grep -q '=/run/doorstep/agent-asks/clock$' '$here/image/root/usr/lib/systemd/system/doorstep-clock-wish.path'"
for unit in setup-system.path setup-line.path network.service; do
  expect "doorstep-$unit verifies" systemd-analyze --root="$stage" --man=no --recursive-errors=no verify "doorstep-$unit"
done
expect "the set-up wishes where the unit looks" \
  bash -c "grep -q '^d /run/doorstep/setup-wanted 0700 doorstep-setup ' '$stage/usr/lib/tmpfiles.d/doorstep.conf' && grep -q '=/run/doorstep/setup-wanted/' '$stage/usr/lib/systemd/system/doorstep-setup-system.path'"
expect "the set-up lays a bench where the unit looks" \
  bash -c "grep -q '^d /run/doorstep/bench 2750 doorstep-setup doorstep-setup-line ' '$stage/usr/lib/tmpfiles.d/doorstep.conf' && grep -q '=/run/doorstep/bench/doorstep-bench.json$' '$stage/usr/lib/systemd/system/doorstep-setup-line.path'"
expect "sysusers, tmpfiles and udev rules are installed" \
  test -e "$stage/usr/lib/sysusers.d/doorstep.conf" -a -e "$stage/usr/lib/sysusers.d/doorstep-township.conf" -a -e "$stage/usr/lib/tmpfiles.d/doorstep.conf" -a -e "$stage/usr/lib/udev/rules.d/60-doorstep.rules" -a -e "$stage/usr/lib/udev/rules.d/70-doorstep.rules"
expect "test programs and emulators are not installed" \
  bash -c "! ls '$stage/usr/bin' | grep -E 'emu|autopilot|ui-driver|leak|bench'"
exit $failed
