#!/usr/bin/env bash
# Kiosks that only a stick leads to their bench, over TCP: three real agents with their real set-ups become stations at once, one of
# them loses its power on the way, one has a stick with another key, and one that is a station already lets nobody in.
# Usage: bench_stick_test.sh FOLDER_OF_PROGRAMS SHARE
set -euo pipefail
# shellcheck source=provisioning/enrolment/bench_rig.sh
. "$(dirname "$(readlink -f "$0")")/bench_rig.sh"
export DOORSTEP_LOG=info

# What the path unit does: the line begins when the set-up has laid down what the stick says.
line() { wait_for "$place/$1/bench/doorstep-bench.json"; begin "$1" setup-line; }
plug() { mkdir -p "$place/$1/stick"; cp "$place/stick/doorstep-bench.json" "$place/$1/stick/"; }
told() { grep -qE "$1" "$place/progress"; }
says() { grep -q "$2" "$place/$1.log" 2>/dev/null; }
gone() { ! kill -0 "$1" 2>/dev/null; }
provision() { exec "$bin/doorstep-provision" "$place/bench.toml" --out "$place/out" --stick "$place/stick" --listen tcp://127.0.0.1:0 --json "$@"; }

{
  printf '[township]\ncommand = ["%s"]\n' "$place/town.sh"
  printf '[village-1]\n[village-2]\nserial = "k2"\n[village-3]\n[village-4]\nserial = "k4"\n'
} >"$place/bench.toml"
mkdir -p "$place/stick"
provision >"$place/results" 2>"$place/progress" &
bench=$!
pids+=("$bench")
wait_for "$place/stick/doorstep-bench.json"
for n in 1 2 3 4; do
  start k$n
  plug k$n
done
sed -i -E 's/("key": *")[0-9a-f]{8}/\100000000/' "$place/k4/stick/doorstep-bench.json"
for n in 1 2 3 4; do line k$n; done

# The power goes at one of them, in the middle of its keys, and comes back.
wait_until "the second kiosk's keys" told '^village-2: 4 of 8'
kill -9 "${process[k2-agent]}" "${process[k2-setup]}" "${process[k2-setup-line]}"
wait 2>/dev/null "${process[k2-agent]}" "${process[k2-setup]}" "${process[k2-setup-line]}" || true
rm -rf "$place/k2"
wait_until "the loss of its line" told '^village-2: its line was lost'
start k2
plug k2
line k2
for n in 1 2 3; do wait_until "village-$n" told "^village-$n: set up"; done
expect "the one whose power went came back to its row" test "$(grep -c '^village-2: serial k2$' "$place/progress")" = 2
expect "the one with another key never got in" bash -c "! grep -q '^village-4\|serial k4' '$place/progress'"
expect "and says so itself" says k4-setup-line 'no answer'
expect "its set-up was not touched" bash -c "! grep -q '\"state\":[12]' '$place/k4-root/var/lib/doorstep/setup/wizard.json'"

# Told to stop, it prints what it has.
kill -INT "$bench"
status=0
wait "$bench" || status=$?
expect "a row whose kiosk never came is told by the exit code" test "$status" = 1
for n in 1 2 3; do
  expect "village-$n is a station" is_set_up village-$n
  expect "village-$n: its report is signed by its key" bash -c \
    "'$place/town.sh' check-report '$place/out/report-village-$n.txt' | grep -q '签名有效'"
done
expect "village-2 is the machine that the file named" bash -c "tr -d ' \n' <'$place/out/kiosks.json' | grep -q '\"village-2\":{\"kiosk\":\"serialk2\"'"
expect "the fourth row says why" bash -c "grep -q 'no kiosk came' <<<'$(row village-4)'"
expect "the township knows three stations" test "$(town stations --json | grep -oE '"state": ?"enrolled"' | wc -l)" = 3

# Set up: the line ended, what led to the bench is gone, and neither a stick nor a bench changes anything any more.
for n in 1 2 3; do wait_until "the end of k$n's line" gone "${process[k$n-setup-line]}"; done
expect "nothing leads a station to a bench" test ! -e "$place/k1/bench/doorstep-bench.json"
provision --patience 600 >"$place/results" 2>"$place/progress" &
bench=$!
pids+=("$bench")
wait_until "the bench, once more" told 'leads kiosks to'
plug k1
cp "$place/stick/doorstep-bench.json" "$place/k1/bench/"
DOORSTEP_RUN=$place/k1 "$bin/doorstep-setup-line" 2>"$place/refused" || true
expect "a station lets no bench in" grep -q 'no bench has anything to do here' "$place/refused"
rm -f "$place/k1/bench/doorstep-bench.json"  # the set-up has done so by then
sleep 2.5  # some looks of the set-up at its stick
expect "and does not follow the stick" test ! -e "$place/k1/bench/doorstep-bench.json"

# The fourth gets a good stick, and is the only one that is waited for.
plug k4
wait_until "village-4" told '^village-4: set up'
status=0
wait "$bench" || status=$?
expect "with all four set up it ends by itself, and well" test "$status" = 0
for n in 1 2 3 4; do expect "village-$n stands in the table" is_set_up village-$n; done
expect "the others were left alone" bash -c "! grep -qE '^village-[123]: [0-9] of' '$place/progress'"
expect "the township knows four stations" test "$(town stations --json | grep -oE '"state": ?"enrolled"' | wc -l)" = 4
exit $failed
