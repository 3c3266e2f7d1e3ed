# Long fault runs: cuts of the power over the stores of both ends. Sourced by ./dev.

faults() {
  local seed='' cuts=1000
  while [ $# -gt 0 ]; do
    case $1 in
      --seed) seed=${2:?a number}; shift 2 ;;
      --cuts) cuts=${2:?a number}; shift 2 ;;
      *) echo "dev: faults knows --seed S and --cuts N, not $1" >&2; return 2 ;;
    esac
  done
  seed=${seed:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
  echo "faults: seed $seed, $cuts cuts of the power"
  DOORSTEP_FAULT_SEED=$seed DOORSTEP_FAULT_CUTS=$cuts build/release/tests/power_cut_test
}
