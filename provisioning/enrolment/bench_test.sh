#!/usr/bin/env bash
# Three real agents with their real set-ups and one real township at once on this machine: doorstep-provision makes stations of
# them, a row that cannot be done does not stop the others, and the bench is run again when that one was seen to.
# Usage: bench_test.sh FOLDER_OF_PROGRAMS SHARE
set -euo pipefail
# shellcheck source=provisioning/enrolment/bench_rig.sh
. "$(dirname "$(readlink -f "$0")")/bench_rig.sh"
bench() { "$bin/doorstep-provision" "$place/bench.toml" --out "$place/out" "$@" 2>>"$place/progress"; }

{
  printf '[township]\ncommand = ["%s"]\n' "$place/town.sh"
  for n in 1 2 3 4; do printf '[village-%s]\nrun = "%s"\n' $n "$place/k$n"; done
} >"$place/bench.toml"
for n in 1 2 3; do start k$n; done

status=0
bench --json >"$place/results" || status=$?
expect "a kiosk that does not answer is told by the exit code" test "$status" = 1
for n in 1 2 3; do
  expect "village-$n is a station" is_set_up village-$n
  # Network left as it is, no hub, nobody at the printer; accounts came down the line.
  expect "village-$n: what was left out is told" bash -c "grep -q '\"steps\":\"DSDDSDSD\"' <<<'$(row village-$n)'"
  expect "village-$n: its report is signed by its key" bash -c "$place/town.sh check-report '$place/out/report-village-$n.txt' | grep -q '签名有效'"
done
expect "the fourth row says why" bash -c "grep -q 'does not answer' <<<'$(row village-4)'"
expect "the township knows three stations" test "$(town stations --json | grep -oE '"state": ?"enrolled"' | wc -l)" = 3
expect "progress was told" grep -q '^village-2: 4 of 8, SETUP_ENROLMENT$' "$place/progress"
sed 's/steps=D/steps=S/' "$place/out/report-village-1.txt" >"$place/forged"
expect "a changed report is refused" bash -c "! '$place/town.sh' check-report '$place/forged' >/dev/null 2>&1"

start k4
bench >"$place/results"
expect "run again, the fourth is a station too" test "$(grep -c ' set up$' "$place/results")" = 4
expect "the others were not invited again" test "$(grep -c '^village-1: 4 of 8' "$place/progress")" = 1
exit $failed
