# Measures side by side in one run; a missed goal is shown, never hidden. Sourced by ./dev.

bench() {
  case ${1:-spine} in
    spine) bench_spine ;;
    outbox) bench_outbox ;;
    gateway) bench_gateway ;;
    line) bench_line ;;
    devices) bench_devices ;;
    kiosk) bench_kiosk ;;
    handwriting) bench_handwriting ;;
    *) echo "bench knows: spine, outbox, gateway, line, devices, kiosk, handwriting" >&2; return 2 ;;
  esac
}

# PROGRAM OPTION…: in an empty folder on the station's disk.
bench_program() {
  local folder=$STATION-bench program=$1
  shift
  rm -rf "${folder:?}" && mkdir -p "$folder"
  "build/release/bin/$program" --folder "$folder" --programs build/release/bin "$@"
  rm -rf "${folder:?}"
}

# Agents of its own, on the disk of the station's folder, without a line.
bench_outbox() {
  bench_program doorstep-bench-outbox --rounds "${ROUNDS:-10}" --deep "${DEEP:-1000000}"
}

# A township of its own, beside servers of others; then with much and little in its archive.
bench_gateway() {
  package_lists+=(bench)
  install_packages || return 1
  bench_program doorstep-bench-gateway --share build/release/share --rounds "${ROUNDS:-3}" --outage "${OUTAGE:-10000}"
  bench_program doorstep-bench-growth --share build/release/share --rounds "${GROWTH_ROUNDS:-5}" --deep "${DEEP:-1000000}"
}

# A station and a township of its own with a bad line between them.
bench_line() {
  bench_program doorstep-bench-line --share build/release/share --pages "${PAGES:-40}" --rounds "${ROUNDS:-1}" \
    --outage "${OUTAGE_S:-40}"
}

# The real window, without a station.
bench_kiosk() {
  bench_program doorstep-bench-kiosk --share build/release/share --starts "${STARTS:-10}" --visits "${VISITS:-100}"
}

# The recognizer alone, on strokes that are fetched for it.
bench_handwriting() {
  local strokes
  strokes=$(dev.d/fetch-strokes.sh) || return 1
  build/release/bin/doorstep-bench-handwriting --strokes "$strokes" --words build/release/share/handwriting/words.txt
}

# The hub with all its workers against emulated devices; no station, no screen.
bench_devices() {
  DOORSTEP_MODELS="$DOORSTEP_CACHE/models" build/release/bin/doorstep-bench-devices --cards tests/cards --pages tests/data/pages
}

bench_spine() {
  local greetings=$STATION/outside/greetings
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
