#!/usr/bin/env bash
# How far each unit of ours is open to whoever takes it over, as `systemd-analyze security` counts it (0 best, 10 worst):
# the table of docs/appliance.md is what it says today, and no unit that is there while people are is over 2.0.
# Usage: exposure_test.sh [--write]; --write puts the table into docs/appliance.md
set -euo pipefail
cd "$(dirname "$0")/.."
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
units=$stage/usr/lib/systemd/system
mkdir -p "$units"
find provisioning -name '*.service' -path '*/units/*' -exec cp {} "$units" \;
find provisioning -name '*.service' -path '*/root/usr/lib/systemd/system/*' ! -path '*.service.d/*' -exec cp {} "$units" \;

# Units that stay for as long as the machine runs; all others do one thing as root and end.
readonly daemons='doorstep-(hub|agent|kiosk|setup|setup-line|township|usb|clock)\.service'

field() { sed -n "s/^$1=//p" "$2" | head -n 1; }
exposure() { systemd-analyze --root="$stage" security --offline=true --no-pager "$1" 2>/dev/null | sed -nE 's/.*exposure level for [^:]+: ([0-9.]+).*/\1/p'; }

table() {
  local unit name user level
  echo '| unit | what it does | as | exposure |'
  echo '|---|---|---|---|'
  for unit in "$units"/*.service; do
    name=${unit##*/}
    [[ $name != *@.service ]] || { mv "$unit" "${unit/@/@x}"; name=${name/@/@x}; unit=${unit/@/@x}; }
    user=$(field User "$unit")
    level=$(exposure "$name")
    echo "| \`${name/@x/@}\` | $(field Description "$unit" | sed 's/%i/…/') | ${user:-root} | ${level:-?} |"
  done
}

begin='<!-- exposure: provisioning/exposure_test.sh --write -->'
end='<!-- /exposure -->'
now=$(table)
if [ "${1:-}" = --write ]; then
  awk -v begin="$begin" -v end="$end" -v table="$now" '
    $0 == begin {print; print table; inside = 1; next}
    $0 == end {inside = 0}
    !inside' docs/appliance.md >"$stage/page"
  cp "$stage/page" docs/appliance.md
fi

failed=0
expect() { if [ "$2" = "$3" ]; then echo "ok     $1"; else echo "FAILED $1"; diff <(echo "$3") <(echo "$2") || true; failed=1; fi; }
expect "each unit is judged" "$(grep -c '| ? |' <<<"$now" || true)" 0
expect "what stays is at most 2.0" \
  "$(awk -F'|' -v daemons="$daemons" '$2 ~ daemons && $5 + 0 > 2.0 {print $2, $5}' <<<"$now")" ""
# The files by which the kernel lets a device in are root's; who writes them is root without one capability.
expect "what stays is not root, but for the guard of the plugs" \
  "$(awk -F'|' -v daemons="$daemons" '$2 ~ daemons && $4 ~ /root/ {print $2}' <<<"$now" | grep -v doorstep-usb || true)" ""
expect "which has no capability" "$(grep -c '^CapabilityBoundingSet=$' "$units/doorstep-usb.service")" 1
expect "docs/appliance.md has today's table (exposure_test.sh --write)" \
  "$(awk -v begin="$begin" -v end="$end" '$0 == end {inside = 0} inside; $0 == begin {inside = 1}' docs/appliance.md)" "$now"
exit $failed
