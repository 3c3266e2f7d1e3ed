# Measures side by side in one run; a missed goal is shown, never hidden. Sourced by ./dev.

bench() {
  local what=${1:-spine}
  [ "$what" = spine ] || { echo "bench knows: spine" >&2; return 2; }
  start_station fresh
  in_station emulators doorstep-bench-desk insert-card zhao-guoqiang
  sleep 2
  # The straight line works on the same disk as the agent's state.
  mkdir -p "$STATION/bench-floor"
  rm -rf "${STATION:?}/bench-floor/"*
  DOORSTEP_RUN=$RUN build/release/bin/doorstep-bench-spine --folder "$STATION/bench-floor" --rounds "${ROUNDS:-60}"
}
