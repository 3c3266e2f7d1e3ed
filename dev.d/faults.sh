# Long fault runs: cuts of the power over the stores of both ends, bad lines with kills between them, death before each
# lasting step. Sourced by ./dev.

fault_tests=build/release/tests
fault_totals=build/faults.totals   # "WHAT COUNT" lines of all rounds
fault_log=build/faults.log         # all that the rounds said

# In a network of its own where of each TCP packet three in ten are lost: COMMAND…
over_lossy_line() {
  unshare --net bash -c '
    ip link set lo up &&
    nft "table inet lossy { chain in { type filter hook input priority 0; iifname \"lo\" meta l4proto tcp numgen random mod 100 < 30 drop; }; }" &&
    exec "$@"' lossy "$@"
}

# Why there can be no lossy line here; nothing when there can.
no_lossy_line() {
  if [ "$(id -u)" != 0 ]; then
    echo 'not root'
  elif ! over_lossy_line true >/dev/null 2>&1; then
    echo 'no network namespace with nft here'
  fi
}

# fault_round NAME SEED COMMAND…: one round; what failed is shown.
fault_round() {
  local name=$1 seed=$2 started=$SECONDS status=0
  shift 2
  echo "== $name, seed $seed" >>"$fault_log"
  DOORSTEP_FAULT_SEED=$seed DOORSTEP_FAULT_TOTALS=$PWD/$fault_totals "$@" >"$fault_log.one" 2>&1 || status=$?
  cat "$fault_log.one" >>"$fault_log"
  echo "rounds-of-$name 1" >>"$fault_totals"
  printf '%-26s seed %-10s %3d s  %s\n' "$name" "$seed" $((SECONDS - started)) "$([ $status = 0 ] && echo kept || echo BROKEN)"
  if [ $status != 0 ]; then
    echo "rounds-broken 1" >>"$fault_totals"
    grep -vE '^\[ *(RUN|OK|-+|=+)' "$fault_log.one" | head -n 40
  fi
  rm -f "$fault_log.one"
}

# The rounds in turn until the time is over.
fault_rounds() {
  local end=$((SECONDS + $1 * 60)) seed=$2 cuts=$3 no_loss round=0
  local network=$fault_tests/network_faults_test
  no_loss=$(no_lossy_line)
  [ -z "$no_loss" ] || echo "skipped: rounds over a line that loses 30 % ($no_loss)"
  while [ $SECONDS -lt "$end" ]; do
    case $((round % 11)) in
      0|3) fault_round weather $((seed + round)) env DOORSTEP_FAULT_SECONDS=25 DOORSTEP_FAULT_STATIONS=6 $network --gtest_filter='*AnyWeather' ;;
      1) fault_round power $((seed + round)) env DOORSTEP_FAULT_CUTS="$cuts" $fault_tests/power_cut_test ;;
      2) fault_round each-message $((seed + round)) env DOORSTEP_FAULT_EVERY=1 $network --gtest_filter='*EachMessage*' ;;
      4) if [ -z "$no_loss" ]; then
           fault_round loss-30 $((seed + round)) over_lossy_line env DOORSTEP_FAULT_SECONDS=15 $network --gtest_filter='*AnyWeather'
         fi
         fault_round two-seconds-late $((seed + round)) env DOORSTEP_FAULT_DELAY=2000 $network --gtest_filter='*LongRoad*' ;;
      5) fault_round broken-disk $((seed + round)) env DOORSTEP_FAULT_DISKS=60 $fault_tests/store_faults_test --gtest_filter='*AnyMoment*' ;;
      7) fault_round each-step $((seed + round)) env DOORSTEP_FAULT_STRIDE=2 $fault_tests/each_step_test
         fault_round each-step-on-postgresql $((seed + round)) env DOORSTEP_TEST_STORE=postgresql DOORSTEP_FAULT_STRIDE=6 $fault_tests/each_step_test ;;
      8) fault_round weather-on-postgresql $((seed + round)) env DOORSTEP_TEST_STORE=postgresql DOORSTEP_FAULT_SECONDS=25 DOORSTEP_FAULT_STATIONS=6 $network --gtest_filter='*AnyWeather' ;;
      9) fault_round servers-disk $((seed + round)) env DOORSTEP_FAULT_DISKS=20 $fault_tests/server_disk_test
         fault_round broken-disk-on-postgresql $((seed + round)) env DOORSTEP_TEST_STORE=postgresql DOORSTEP_FAULT_DISKS=30 $fault_tests/store_faults_test ;;
      10) fault_round soak-on-postgresql $((seed + round)) env DOORSTEP_TEST_STORE=postgresql DOORSTEP_FAULT_STATIONS=200 DOORSTEP_FAULT_HANDINS=4 DOORSTEP_FAULT_KILLS=3 $fault_tests/soak_test ;;
      6) fault_round soak $((seed + round)) env DOORSTEP_FAULT_STATIONS=200 DOORSTEP_FAULT_HANDINS=12 DOORSTEP_FAULT_KILLS=4 $fault_tests/soak_test ;;
    esac
    round=$((round + 1))
  done
}

faults() {
  local seed='' cuts='' minutes=''
  while [ $# -gt 0 ]; do
    case $1 in
      --seed) seed=${2:?a number}; shift 2 ;;
      --cuts) cuts=${2:?a number}; shift 2 ;;
      --minutes) minutes=${2:?a number}; shift 2 ;;
      *) echo "dev: faults knows --minutes N, --seed S and --cuts N, not $1" >&2; return 2 ;;
    esac
  done
  seed=${seed:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
  : >"$fault_totals"
  : >"$fault_log"
  if [ -n "$minutes" ]; then
    echo "faults: seed $seed, $minutes minutes of power cuts, bad lines and kills"
    fault_rounds "$minutes" "$seed" "${cuts:-200}"
  else
    echo "faults: seed $seed, ${cuts:-1000} cuts of the power"
    fault_round power "$seed" env DOORSTEP_FAULT_CUTS="${cuts:-1000}" $fault_tests/power_cut_test
  fi
  awk '{n[$1] += $2} END {for (what in n) printf "%-26s %d\n", what, n[what]}' "$fault_totals" | sort
  echo "whole log: $fault_log"
  if grep -qE '^(rounds-broken|violations) [1-9]' "$fault_totals"; then
    echo "faults: the promise was broken; seed $seed"
    return 1
  fi
  echo "faults: 0 violations; seed $seed"
}
