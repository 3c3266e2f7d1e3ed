#!/usr/bin/env bash
# Three real agents with their real set-ups and one real township at once on this machine: doorstep-provision makes stations of
# them, a row that cannot be done does not stop the others, and the bench is run again when that one was seen to.
# Usage: bench_test.sh FOLDER_OF_PROGRAMS SHARE
set -euo pipefail
bin=$1 share=$2
place=$(mktemp -d /dev/shm/bench-XXXXXX)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$place"' EXIT
export DOORSTEP_LOG=warning
failed=0
expect() { if "${@:2}"; then echo "ok     $1"; else echo "FAILED $1"; failed=1; fi; }
# All that is waited for is waited for long: the machine may be busy.
wait_for() { for _ in $(seq 1200); do [ -s "$1" ] && return 0; sleep 0.1; done; echo "FAILED $1 did not come"; exit 1; }
town() { DOORSTEP_ROOT=$place/town DOORSTEP_RUN=$place/town-run DOORSTEP_SHARE=$share "$bin/doorstep-township" "$@"; }
start() {  # NAME: the kiosk's two processes; no hub
  local run=$place/$1
  mkdir -p "$run" "$place/$1-root/etc/doorstep"
  chmod 700 "$run"
  printf 'reserve_mib = 0\nscarce_below_mib = 0\nfirst_retry_ms = 50\n' >"$place/$1-root/etc/doorstep/agent.toml"
  for program in agent setup; do
    DOORSTEP_ROOT=$place/$1-root DOORSTEP_RUN=$run "$bin/doorstep-$program" 2>"$place/$1-$program.log" &
    pids+=($!)
  done
  wait_for "$run/agent.endpoint"
  wait_for "$run/setup.endpoint"
}
bench() { "$bin/doorstep-provision" "$place/bench.toml" --out "$place/out" "$@" 2>>"$place/progress"; }
row() { grep -oE "\{[^{}]*\"station\":\"$1\"[^{}]*\}" "$place/results"; }
is_set_up() { row "$1" | grep -q '"trouble":""'; }

mkdir -p "$place/town-run"
town init --township test-town >/dev/null
town serve --listen tcp://127.0.0.1:0 >"$place/town.log" 2>&1 &
pids+=($!)
wait_for "$place/town-run/township.endpoint"
town clerk add zhou --name 周丽 >/dev/null
cat >"$place/town.sh" <<SH
#!/bin/bash
DOORSTEP_ROOT=$place/town DOORSTEP_RUN=$place/town-run DOORSTEP_SHARE=$share exec "$bin/doorstep-township" "\$@"
SH
chmod +x "$place/town.sh"
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
