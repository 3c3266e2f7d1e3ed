# Tries each arrow that the design does not have, on the running station, as the user of each process (SECURITY 17).
# Sourced by ./dev; needs root, because a plain user cannot become the others.

try_arrow() {  # expect|refuse WHO WHAT COMMAND…
  local expected=$1 who=$2 what=$3
  shift 3
  if as "$who" "$@" >/dev/null 2>&1; then got=expect; else got=refuse; fi
  if [ "$got" = "$expected" ]; then
    echo "ok     $who $([ "$expected" = expect ] && echo may || echo 'may not') $what"
    arrows_passed=$((arrows_passed + 1))
  else
    echo "FAILED $who $([ "$expected" = expect ] && echo 'should be able to' || echo can) $what"
    arrows_failed=$((arrows_failed + 1))
  fi
}

station_arrows() {
  arrows_passed=0 arrows_failed=0
  if ! separate_users; then
    echo "skip   arrows between processes: needs root"
    echo "0 passed, 0 failed, 1 skipped"
    return 0
  fi
  local knock='import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])'
  local hub=$RUN/kiosk-hub/hub.sock agent=$RUN/kiosk-agent/agent.sock
  try_arrow expect kiosk "reach the hub" /usr/bin/python3 -c "$knock" "$hub"
  try_arrow expect kiosk "reach the agent" /usr/bin/python3 -c "$knock" "$agent"
  try_arrow refuse hub "reach the agent" /usr/bin/python3 -c "$knock" "$agent"
  try_arrow refuse agent "reach the hub" /usr/bin/python3 -c "$knock" "$hub"
  try_arrow refuse township "reach the agent" /usr/bin/python3 -c "$knock" "$agent"
  try_arrow refuse township "reach the hub" /usr/bin/python3 -c "$knock" "$hub"
  local who
  for who in kiosk hub township; do
    try_arrow refuse $who "read the agent's store" ls "$STATION/kiosk/var/lib/doorstep/agent"
  done
  for who in kiosk hub agent; do
    try_arrow refuse $who "read the township's archive" ls "$STATION/township/var/lib/doorstep/township"
  done
  try_arrow expect agent "read the spool" ls "$RUN/spool"
  try_arrow refuse agent "write into the spool" touch "$RUN/spool/from-agent"
  try_arrow refuse kiosk "write into the spool" touch "$RUN/spool/from-kiosk"
  try_arrow refuse township "read the spool" ls "$RUN/spool"
  echo "$arrows_passed passed, $arrows_failed failed"
  [ $arrows_failed = 0 ]
}
