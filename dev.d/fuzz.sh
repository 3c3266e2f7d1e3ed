# Long runs of the fuzz targets, led by what their inputs reach (clang's libFuzzer, ASan, UBSan). Sourced by ./dev.
# What was found worth keeping lies in build/fuzz/corpus/NAME and is the next run's beginning; an input that breaks
# something in build/fuzz/broken.

fuzz() {
  local minutes=20 names=() name failed=0
  while [ $# -gt 0 ]; do
    case $1 in
      --minutes) minutes=${2:?a number}; shift 2 ;;
      -*) echo "dev: fuzz knows names and --minutes N, not $1" >&2; return 2 ;;
      *) names+=("$1"); shift ;;
    esac
  done
  [ ${#names[@]} -gt 0 ] || names=(protocol_envelope_fuzz township_line_fuzz agent_downlink_fuzz)
  configure fuzz || return 1
  echo "dev: building ${names[*]} (fuzz)" >&2
  build_target fuzz "${names[@]}" || return 1
  export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
  for name in "${names[@]}"; do
    fuzz_one "$name" $((minutes * 60)) || failed=$((failed + 1))
  done
  echo "$((${#names[@]} - failed)) passed, $failed failed"
  [ $failed = 0 ]
}

fuzz_one() {  # NAME SECONDS
  local corpus=build/fuzz/corpus/$1 log=build/fuzz/$1.log status=0
  mkdir -p "$corpus" build/fuzz/broken
  DOORSTEP_FUZZ_SEEDS=$corpus "build/fuzz/tests/$1" >"$log" 2>&1 || { tail -n 5 "$log" >&2; return 1; }
  # One hang of ten seconds is a finding; memory is bounded, so that a leak is one too.
  "build/fuzz/tests/$1" "$corpus" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/broken/$1-" >>"$log" 2>&1 || status=$?
  printf '%-28s %s inputs in %s s, %s kept\n' "$1" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$2" \
    "$(find "$corpus" -type f | wc -l)"
  [ $status = 0 ] || { grep -E 'ERROR|SUMMARY|runtime error' "$log" | head -n 5 >&2; echo "  whole log: $log" >&2; }
  return $status
}
