# Long runs of the monkey: random touches over all pages of the kiosk. Sourced by ./dev.

monkey() {
  local seed='' touches=10000
  while [ $# -gt 0 ]; do
    case $1 in
      --seed) seed=${2:?a number}; shift 2 ;;
      --touches) touches=${2:?a number}; shift 2 ;;
      *) echo "dev: monkey knows --seed S and --touches N, not $1" >&2; return 2 ;;
    esac
  done
  seed=${seed:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
  DOORSTEP_SHARE=${here:?}/build/release/share DOORSTEP_MONKEY_SEED=$seed DOORSTEP_MONKEY_TOUCHES=$touches \
    build/release/tests/kiosk_monkey_test
}
