# What a station leaves behind: nothing personal in the clear in any file (SECURITY 15), nothing of anybody in a process
# (SECURITY 23). Sourced by dev.d/station.sh.

# Everything that was written since the snapshot on the whole machine, less the folders that stand for the world outside
# (the township; the emulators' paper, cards and pictures of the screen). SECURITY 15.
leak_search() {
  # The source folder is outside too: there the autopilot keeps its own record of what stood on the screen.
  # So are its other work trees, and folders where somebody else is at work meanwhile, named in DOORSTEP_ELSEWHERE with
  # colons between.
  local outside elsewhere
  IFS=: read -ra elsewhere <<<"${DOORSTEP_ELSEWHERE:-}"
  mapfile -t -O "${#elsewhere[@]}" elsewhere < <(git -C "$here" worktree list --porcelain 2>/dev/null | sed -n 's/^worktree //p')
  outside=(--except "$STATION/township" "$STATION/outside" "$RUN/township" "$here" "${elsewhere[@]}")
  [ "$1" = snapshot ] || outside+=(--cards "$here"/tests/cards/*.json --pages "$here"/tests/data/pages/*.jpg)
  build/release/bin/doorstep-leak-search "$1" "$STATION/outside/snapshot" --root / "${outside[@]}" "${@:2}"
}

# The search must find a planted canary, and without it nothing.
leak_check() {
  local canary=$STATION/kiosk/canary found number
  number=$(sed -nE 's/.*"number": *"([0-9X]+)".*/\1/p' "$here/tests/cards/zhao-guoqiang.json")
  printf 'x%s' "$number" | iconv -t UTF-16LE >"$canary"
  if found=$(leak_search search); then
    echo "FAILED leak search: the planted canary was not found"
  elif grep -q canary <<<"$found"; then
    echo "ok     leak search: the planted canary is found"
    leaks_passed=$((leaks_passed + 1))
  fi
  rm -f "$canary"
  if found=$(leak_search search); then
    echo "ok     leak search: nothing personal lies in the clear ($(tail -n 1 <<<"$found"))"
    leaks_passed=$((leaks_passed + 1))
  else
    echo "FAILED leak search: something personal lies in the clear"
    grep FOUND <<<"$found" | head -n 20
  fi
}
leaks_passed=0

# The processes of the station: those that are kept, and theirs.
station_processes() {
  local all=("$@") ppid=("$@") next
  while next=$(ps -o pid= --ppid "$(IFS=,; echo "${ppid[*]}")"); do
    read -ra ppid <<<"${next//$'\n'/ }"
    all+=("${ppid[@]}")
  done
  echo "${all[@]}"
}

memory_search() {  # PID…
  build/release/bin/doorstep-leak-search search "$STATION/outside/snapshot" --root "$STATION/outside/enrol" \
    --except "$STATION/outside/enrol" --cards "$here"/tests/cards/*.json --pages "$here"/tests/data/pages/*.jpg --pid "$@"
}

# Two seconds after the last visit no process of the station holds anything of anybody (SECURITY 23).
memory_check() {
  local found pids
  if ! separate_users; then
    echo "skip   memory of the station's processes: needs root"
    return 0
  fi
  sleep 2
  pids=$(station_processes "$(cat "$RUN/pids/kiosk")" "$(cat "$RUN/pids/hub")" "$(cat "$RUN/pids/agent")")
  # shellcheck disable=SC2086
  if found=$(memory_search "$(cat "$RUN/pids/emu-card-reader")"); then
    echo "FAILED memory search: the cards in the emulator's memory were not found"
  elif found=$(memory_search $pids); then
    echo "ok     memory search: 2 s after the last visit nothing of anybody is in $(wc -w <<<"$pids") processes"
    leaks_passed=$((leaks_passed + 1))
  else
    echo "FAILED memory search: something of a person is still there"
    ps -o pid=,args= -p "${pids// /,}" | cut -c1-120
    grep -E 'FOUND|cannot' <<<"$found" | head -n 40
  fi
}
