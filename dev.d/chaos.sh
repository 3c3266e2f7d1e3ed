# Long runs of all emulated devices misbehaving at once. Sourced by ./dev.

chaos() {
  local seed='' minutes=10
  [ "${1:-}" = devices ] || { echo "dev: chaos knows: devices" >&2; return 2; }
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --seed) seed=${2:?a number}; shift 2 ;;
      --minutes) minutes=${2:?a number}; shift 2 ;;
      *) echo "dev: chaos devices knows --minutes N and --seed S, not $1" >&2; return 2 ;;
    esac
  done
  mkdir -p build/test-logs
  # No models: faces are not what is looked for, and a camera worker without them starts at once.
  DOORSTEP_MODELS=${here:?}/build/no-models build/release/bin/doorstep-chaos-devices --minutes "$minutes" ${seed:+--seed "$seed"} \
    --cards tests/cards --sentences docs/devices.md --keep-log build/test-logs/chaos-hub.log
}
