# Measures side by side in one run; a missed goal is shown, never hidden. Sourced by ./dev.

bench() {
  local what=${1:-spine} greetings=$STATION/outside/greetings
  [ "$what" = spine ] || { echo "bench knows: spine" >&2; return 2; }
  start_station fresh || return 1
  start_screen 1920x1080
  # shellcheck disable=SC2046
  start_kiosk $(screen_environment)
  autopilot_run --journey greetings --runs "${GREETINGS:-12}" --greetings "$greetings" >"$STATION/logs/greetings.log" ||
    echo "bench: not every card was greeted; see $STATION/logs/greetings.log" >&2
  # From here on the bench is the kiosk.
  touch "$RUN/hold-kiosk" && kill "$(cat "$RUN/pids/kiosk")"
  in_station emulators doorstep-bench-desk insert-card zhao-guoqiang
  sleep 2
  # The straight line works on the same disk as the agent's state.
  mkdir -p "$STATION/bench-floor"
  rm -rf "${STATION:?}/bench-floor/"*
  DOORSTEP_RUN=$RUN build/release/bin/doorstep-bench-spine --folder "$STATION/bench-floor" --rounds "${ROUNDS:-60}" \
    --greetings "$greetings"
}
