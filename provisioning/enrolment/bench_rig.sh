# A real township and kiosks (agent and set-up, no hub) on this machine. Sourced by tests of the bench, which got FOLDER_OF_PROGRAMS SHARE.
# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used there
bin=${1:?} share=${2:?}
place=$(mktemp -d /dev/shm/bench-XXXXXX)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$place"' EXIT
export DOORSTEP_LOG=${DOORSTEP_LOG:-warning}
failed=0
expect() { if "${@:2}"; then echo "ok     $1"; else echo "FAILED $1"; failed=1; fi; }
# All that is waited for is waited for long: the machine may be busy.
wait_until() { for _ in $(seq 1200); do "${@:2}" && return 0; sleep 0.1; done; echo "FAILED $1 did not come"; exit 1; }
wait_for() { wait_until "$1" test -s "$1"; }
town() { DOORSTEP_ROOT=$place/town DOORSTEP_RUN=$place/town-run DOORSTEP_SHARE=$share "$bin/doorstep-township" "$@"; }
# NAME PROGRAM: one of a kiosk's processes; the unit hands its serial (its name) over. Its id is in process[NAME-PROGRAM].
declare -A process
begin() {
  DOORSTEP_ROOT=$place/$1-root DOORSTEP_RUN=$place/$1 CREDENTIALS_DIRECTORY=$place/$1-root "$bin/doorstep-$2" 2>>"$place/$1-$2.log" &
  process[$1-$2]=$!
  pids+=($!)
}
start() {  # NAME: the kiosk's two processes; no hub
  local run=$place/$1
  mkdir -p "$run" "$place/$1-root/etc/doorstep"
  chmod 700 "$run"
  printf 'reserve_mib = 0\nscarce_below_mib = 0\nfirst_retry_ms = 50\n' >"$place/$1-root/etc/doorstep/agent.toml"
  echo "$1" >"$place/$1-root/serial"
  begin "$1" agent
  begin "$1" setup
  wait_for "$run/agent.endpoint"
  wait_for "$run/setup.endpoint"
}
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
