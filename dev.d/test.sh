# The whole suite; its last line is "N passed, N failed". Sourced by ./dev.

passed=0
failed=0
skipped=0
declare -a red=()

# part WHAT COMMAND…: one line in the summary; a part that is no counted runner counts as one.
part() {
  local what=$1 log started=$SECONDS
  shift
  log=build/test-logs/${what// /-}.log
  mkdir -p build/test-logs
  if "$@" >"$log" 2>&1; then status=0; else status=$?; fi
  local p f s closing
  # A part may run several programs that count: their closing lines are added up.
  closing=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\1 \2 0\4/p' "$log" |
    awk '{p += $1; f += $2; s += $3} END {if (NR) print p, f, s}')
  if [ -n "$closing" ]; then
    read -r p f s <<<"$closing"
  else
    p=$((status == 0)) f=$((status != 0)) s=0
  fi
  [ $status = 0 ] || [ "$f" != 0 ] || f=1
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-34s %4d passed %3d failed %3d skipped  %4d s\n' "$what" "$p" "$f" "$s" $((SECONDS - started))
  if [ "$f" != 0 ]; then
    red+=("$what")
    grep -E 'FAILED|Failed|\*\*\*|error:|lint:' "$log" | head -n 40 || true
    echo "  whole log: $log"
  fi
  return 0
}

# ctest in a build folder, its closing line put into our words.
run_ctest() {
  local preset=$1 out
  shift
  out=$(mktemp)
  (cd "build/$preset" && ctest --output-on-failure --timeout 300 "$@") | tee "$out"
  local total bad skip
  total=$(sed -nE 's/.*tests failed out of ([0-9]+).*/\1/p' "$out")
  bad=$(sed -nE 's/.* ([0-9]+) tests? failed out of.*/\1/p' "$out")
  skip=$(grep -cE '\*\*\*Skipped' "$out" || true)
  rm -f "$out"
  total=${total:-0} bad=${bad:-0}
  [ "$total" != 0 ] || { echo "no test was found"; bad=1; }
  echo "$((total > bad ? total - bad - skip : 0)) passed, $bad failed, $skip skipped"
  [ "$bad" = 0 ]
}

asan_environment() {
  export ASAN_OPTIONS="detect_leaks=1:abort_on_error=0:strict_string_checks=1"
  export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
  export LSAN_OPTIONS="suppressions=$here/dev.d/leaks.supp:print_suppressions=0"
}

# What has threads: loop and rpc, and agent and gateway, whose lines are libzmq's threads. libzmq and libsodium are not
# instrumented (dev.d/races.supp).
tsan_part() {
  local tests=(base_event_loop_test protocol_rpc_test agent_uplink_test agent_service_test township_together_test township_intake_test)
  configure tsan || return 1
  build_target tsan "${tests[@]}" && TSAN_OPTIONS="suppressions=$here/dev.d/races.supp" run_ctest tsan -R "^($(IFS='|'; echo "${tests[*]}"))\$"
}

asan_part() {
  build_target asan all && asan_environment && run_ctest asan -L 'unit|fault|fuzz' -j 4
}

# A station cleans up when its shell ends.
in_shell() { (. dev.d/station.sh && "$@"); }

suite() {
  export CTEST_OUTPUT_ON_FAILURE=1 QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
  export DOORSTEP_MODELS="$DOORSTEP_CACHE/models" DOORSTEP_FACES="$DOORSTEP_CACHE/faces"
  build_all release
  if [ $# -gt 0 ]; then
    run_ctest release -R "$1"
    return
  fi
  part "lint" ./dev lint
  part "unit, process and fuzz tests" run_ctest release -j 4
  part "address and undefined behaviour" asan_part
  part "threads" tsan_part
  part "spine under kill -9" in_shell station_spine 150
  part "journeys by touch" in_shell station_autopilot all
  [ ${#red[@]} = 0 ] || echo "failed: ${red[*]}"
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}
