# Starts one township, the emulators and one kiosk station under one supervisor. Sourced by ./dev.
#
# $STATION/install    what `cmake --install` lays out          $STATION/kiosk      the station's DOORSTEP_ROOT
# $STATION/bench      emulators and test programs              $STATION/township   the township's DOORSTEP_ROOT (outside)
# $STATION/models     face models                              $STATION/outside    the emulators' paper, cards, clips (outside)
# $RUN                sockets and spool, in RAM                $RUN/pids, $STATION/logs
# A name in /var/tmp, because other users must be able to go there (a clone below /root is closed to them).

# shellcheck source=/dev/null  # each is checked by itself
. dev.d/shots.sh
# shellcheck source=/dev/null
. dev.d/leaks.sh

STATION="${DOORSTEP_STATION:-/var/tmp/doorstep-$(id -u)}"
RUN="${DOORSTEP_RUN_BASE:-/dev/shm/doorstep-$(id -u)}"

# One uid a process and one gid an arrow, as sysusers makes them in an image; numbers, so that no account is made here.
declare -A UIDS=([kiosk]=64101 [hub]=64102 [agent]=64103 [township]=64104 [emulators]=64105 [setup]=64106)
declare -A ARROW=([kiosk-hub]=64111 [kiosk-agent]=64112 [kiosk-setup]=64113 [spool]=64110)
declare -A GROUPS_OF=([kiosk]=64110,64111,64112,64113 [setup]=64113 [hub]=64110,64111,64105 [agent]=64110,64112 [township]=64104 [emulators]=64105)

separate_users() { [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; }

# as WHO COMMAND…: with that process' uid and groups where we are root, else as we are.
as() {
  local who=$1
  shift
  if separate_users; then
    setpriv --reuid "${UIDS[$who]}" --regid "${UIDS[$who]}" --groups "${GROUPS_OF[$who]}" --no-new-privs "$@"
  else
    "$@"
  fi
}

own() {
  local who=$1 mode=$2
  shift 2
  mkdir -p "$@"
  chmod "$mode" "$@"
  if separate_users; then chown "${UIDS[$who]}:${UIDS[$who]}" "$@"; fi
}

arrow_folder() {  # FOLDER OWNER GROUP
  mkdir -p "$1"
  if separate_users; then chown "${UIDS[$2]}:${ARROW[$3]}" "$1"; fi
  chmod 2750 "$1"
}

# What a process sees; $1 is the process.
environment_of() {
  local root=$STATION/kiosk run=$RUN
  case $1 in
    township) root=$STATION/township run=$RUN/township ;;
  esac
  echo "DOORSTEP_ROOT=$root" "DOORSTEP_RUN=$run" "DOORSTEP_SHARE=$STATION/install/share/doorstep" \
    "DOORSTEP_MODELS=$STATION/models" "HOME=$RUN/home-$1" "XDG_RUNTIME_DIR=$RUN/home-$1" "XDG_CACHE_HOME=$RUN/home-$1" \
    "TMPDIR=$RUN/home-$1" "PATH=$STATION/install/bin:$STATION/bench:/usr/sbin:/usr/bin:/sbin:/bin" "LANG=C.UTF-8" \
    "ALSA_CONFIG_PATH=$RUN/emu/sound/asound.conf"
}

# The same, but in place of this shell: the pid that is kept is the program's own.
exec_in_station() {
  local who=$1
  shift
  # shellcheck disable=SC2046
  set -- env -i $(environment_of "$who") "${EXTRA[@]}" "$@"
  if separate_users; then
    exec setpriv --reuid "${UIDS[$who]}" --regid "${UIDS[$who]}" --groups "${GROUPS_OF[$who]}" --no-new-privs \
      --pdeathsig KILL "$@"
  fi
  exec setpriv --pdeathsig KILL "$@"
}

# in_station WHO COMMAND…: as() with that process' environment and nothing else of ours.
in_station() {
  local who=$1
  shift
  # shellcheck disable=SC2046  # words are what is meant; none holds a blank
  as "$who" env -i $(environment_of "$who") "${EXTRA[@]}" "$@"
}
EXTRA=(A=1)
PANEL_MM="[476, 268]"
# Not empty: no more than reader, scanner and printer.
FEW_DEVICES=
# What stands between the autopilot and the programs that it drives, as words before each (provisioning/image/testing/record.py).
RECORDER=

stage() {
  mkdir -p "$STATION" "$STATION/bench" "$STATION/logs" "$STATION/models" "$RUN/pids"
  chmod 755 "$STATION" "$STATION/bench" "$RUN"
  # What was taken out of schemes/ since the last run is not offered any more.
  rm -rf "$STATION/install/share/doorstep/schemes"
  DESTDIR='' cmake --install build/release --prefix "$STATION/install" >"$STATION/logs/install.log"
  cp -f build/release/bin/* "$STATION/bench/"
  find build/release -name 'libdoorstep*.so' -exec cp -f {} "$STATION/bench/" \;
  cp -rf tests/cards tests/data/pages "$STATION/bench/"
  mkdir -p "$STATION/bench/clips" && cp -rfu "$DOORSTEP_CACHE"/faces/. "$STATION/bench/clips/"
  cmp -s "$DOORSTEP_CACHE"/models/dlib_face_recognition_resnet_model_v1.dat "$STATION"/models/dlib_face_recognition_resnet_model_v1.dat ||
    cp -f "$DOORSTEP_CACHE"/models/*.dat "$STATION/models/"
  # What is said into the emulated microphone: a machine's voice, nobody's.
  mkdir -p "$STATION/bench/voice" && cp -f tests/data/voice/answer.ogg "$STATION/bench/voice/"
  chmod -R a+rX "$STATION/install" "$STATION/bench" "$STATION/models"
}

folders() {
  own agent 700 "$STATION/kiosk/var/lib/doorstep/agent"
  own township 700 "$STATION/township/var/lib/doorstep/township"
  own township 755 "$RUN/township"
  own emulators 755 "$STATION/outside" "$RUN/emu"
  mkdir -p "$STATION/kiosk/etc/doorstep"
  for who in kiosk hub agent township emulators; do own $who 700 "$RUN/home-$who"; done
  arrow_folder "$RUN/kiosk-hub" hub kiosk-hub
  arrow_folder "$RUN/kiosk-agent" agent kiosk-agent
  arrow_folder "$RUN/kiosk-setup" setup kiosk-setup
  arrow_folder "$RUN/spool" hub spool
  own setup 700 "$STATION/kiosk/var/lib/doorstep/setup" "$RUN/setup-wanted" "$RUN/home-setup"
  mkdir -p "$RUN/setup-said"
  # Endpoint files are written by each process into the run folder itself.
  chmod 1777 "$RUN"
}

# keep NAME WHO COMMAND…: runs it again whenever it ends, as systemd would (Restart=always), until the station stops.
# Who stops a keeper finds its program ended when the keeper has ended; a keeper that is killed takes its program along.
keep() {
  local name=$1 who=$2
  shift 2
  (
    local child
    trap 'trap "" TERM INT; end_children; exit 0' TERM INT
    while [ ! -e "$RUN/stopping" ]; do
      (exec_in_station "$who" "$@") >>"$STATION/logs/$name.log" 2>&1 &
      child=$!
      echo $child >"$RUN/pids/$name"
      wait $child || true
      [ -e "$RUN/stopping" ] || sleep 0.2
      # A test may keep a process down for a while.
      while [ -e "$RUN/hold-$name" ] && [ ! -e "$RUN/stopping" ]; do sleep 0.2; done
    done
  ) &
  KEEPERS+=($!)
}

# Asks this shell's children to end, and after 5 s makes them.
end_children() {
  local i
  for i in $(jobs -p); do kill "$i" 2>/dev/null || true; done
  for i in $(seq 50); do
    [ -n "$(jobs -rp)" ] || return 0
    sleep 0.1
  done
  for i in $(jobs -p); do kill -9 "$i" 2>/dev/null || true; done
}
KEEPERS=()

wait_for_file() {  # FILE WHAT
  local i
  for i in $(seq 300); do
    [ -s "$1" ] && return 0
    sleep 0.1
  done
  echo "dev: $2 did not come up within 30 s; see $STATION/logs/" >&2
  tail -n 5 "$STATION"/logs/*.log >&2
  return 1
}

# ---- who is started, in order -------------------------------------------------------------------------------------

start_township() {
  if [ ! -e "$STATION/township/initialised" ]; then
    in_station township doorstep-township init >>"$STATION/logs/township.log" 2>&1
    touch "$STATION/township/initialised"
  fi
  keep township township doorstep-township serve --listen tcp://127.0.0.1:0 --console 127.0.0.1:0
}

# Two people who release (SECURITY 7): folders that stand for their sticks. Kiosks pin the set when they are invited.
release_keys() {  # FOLDER
  local holder
  for holder in liu sun; do
    in_station township doorstep-township release-key make --holder $holder --out "$1/stick-$holder" &&
      in_station township doorstep-township release-key add "$1/stick-$holder/release.pub" || return 1
  done >>"$STATION/logs/township.log"
}

# What the township's clerk carries to the signers and back.
sign_and_release() {  # ORDER HOLDER…
  local holder
  for holder in "${@:2}"; do
    in_station township doorstep-township sign "$1" --key "$STATION/outside/enrol/stick-$holder/release.key" || return 1
  done >>"$STATION/logs/township.log" 2>&1
  in_station township doorstep-township release "$1" >>"$STATION/logs/township.log"
}

# Two persons take the station's keys out of force.
put_out_of_use() {
  local order=$STATION/outside/enrol/revoke.order
  in_station township doorstep-township order revoke kiosk-1 --reason "pictures of every page" --out "$order" >>"$STATION/logs/township.log" &&
    sign_and_release "$order" liu sun
}

# Signed by the running station's first holder, or by a key that is made for it.
sign_for_test() {  # PACKAGE
  local stick=$STATION/outside/enrol/stick-liu town=build/release/bin/doorstep-township
  if [ ! -r "$stick/release.key" ]; then
    stick=build/test-release-key
    [ -e $stick/release.key ] || $town release-key make --holder test --out $stick || return 1
  fi
  "$town" sign "$1" --key "$stick/release.key"
}

# Invitation, keys made at the station, confirmation: the files that a technician would carry (SECURITY 9 later).
enrol() {
  local exchange=$STATION/outside/enrol
  [ -e "$STATION/kiosk/enrolled" ] && return 0
  mkdir -p "$exchange" && chmod 1777 "$exchange"
  release_keys "$exchange" || return 1
  in_station township doorstep-township enrol-station kiosk-1 --out "$exchange/invitation.json" || return 1
  chmod 644 "$exchange/invitation.json"
  in_station agent doorstep-agent enrol "$exchange/invitation.json" --no-code --out "$exchange/reply.json" || return 1
  chmod 644 "$exchange/reply.json" 2>/dev/null || true
  in_station township doorstep-township enrol-station --no-code --confirm "$exchange/reply.json" || return 1
  in_station township doorstep-township clerk add zhou --name 周丽 --json --out "$exchange/clerk.order" \
    >"$exchange/clerk.json" && sign_and_release "$exchange/clerk.order" liu || return 1
  # With the card of tests/cards/song-technician.json beside the PIN. Accounts bear the name that staff are called by: the
  # one on the card is a person's, and the leak search looks for it.
  in_station township doorstep-township clerk add song --name 宋师傅 --role technician --json \
    --number "$(sed -nE 's/.*"number": *"([0-9X]+)".*/\1/p' "$here/tests/cards/song-technician.json")" \
    --out "$exchange/technician.order" >"$exchange/technician.json" && sign_and_release "$exchange/technician.order" sun || return 1
  first_news || return 1
  touch "$STATION/kiosk/enrolled"
}

# What this township says from the first day on: something under each heading of the kiosk's notices, and a message to
# the clerks. Nobody of tests/cards stands on the list.
first_news() {
  local town=(in_station township doorstep-township) day
  day=$(TZ=Asia/Shanghai date +%Y年%-m月)
  {
    "${town[@]}" notice add --kind standards --days 365 --title "青河镇现行救助标准" \
      --text $'最低生活保障：城镇每人每月 812 元，农村每人每月 668 元。\n特困人员基本生活：每人每月 1,056 元。\n临时救助：急难型一般不超过 3,000 元，情况特殊的另行研究。' &&
      "${town[@]}" notice add --kind times --days 365 --title "本镇各环节办理时间" \
        --text $'在服务站提交后，镇里一般当天收到。\n入户调查由两名工作人员上门，会先打电话约时间。\n每月 10 日发放上月批准的救助金。' &&
      "${town[@]}" notice publicity --title "柳树村低保拟保对象公示（$day）" --row 甄有福,3,1204.00 --row 郝大山,1,668 \
        --row 梁玉梅,2,936.50 --text "有不同意见，请在公示期内向镇人民政府反映，也可以拨打 12345。" &&
      "${town[@]}" notice add --days 30 --title "冬季取暖补助从 12 月 1 日起登记" --text "请带身份证到服务站办理，可以由家人代办。" &&
      "${town[@]}" message --days 365 $'周五上午九点在镇里培训，请带上服务站的公章。\n不能来的请提前打电话。'
  } >>"$STATION/logs/township.log" 2>&1
}

endpoint() { cat "$RUN/$1.endpoint"; }

start_emulators() {
  keep emu-card-reader emulators doorstep-emu-card-reader --cards "$STATION/bench/cards" --link "$RUN/emu/card-reader" \
    --mode 0660 --read-ms 300
  keep emu-code-reader emulators doorstep-emu-code-reader --link "$RUN/emu/code-reader" --mode 0660
  keep emu-sound emulators doorstep-emu-sound --folder "$RUN/emu/sound"
  keep emu-scanner emulators doorstep-emu-scanner --page-ms 300
  keep emu-camera emulators doorstep-emu-camera --clips "$STATION/bench/clips" --fps 10
  keep emu-printer emulators doorstep-emu-printer --folder "$STATION/outside/printer"
  local e
  for e in card-reader code-reader sound scanner camera printer; do wait_for_file "$RUN/emu-$e.endpoint" "the $e emulator" || return 1; done
}

write_configuration() {
  local etc=$STATION/kiosk/etc/doorstep sane=$STATION/kiosk/etc/sane.d
  mkdir -p "$sane"
  # The station's own SANE configuration: one scanner by its address, no discovery.
  echo airscan >"$sane/dll.conf"
  cat >"$sane/airscan.conf" <<END
[devices]
"Doorstep" = $(endpoint emu-scanner), eSCL
[options]
discovery = disable
END
  cat >"$etc/hub.toml" <<END
[reader]
device = "$RUN/emu/card-reader"
[scanner]
device = "airscan:e0:Doorstep"
sane_config = "$sane"
[printer]
uri = "$(endpoint emu-printer)"
END
  [ -n "$FEW_DEVICES" ] || cat >>"$etc/hub.toml" <<END
[code_reader]
device = "serial:$RUN/emu/code-reader"
[camera]
source = "$(endpoint emu-camera)"
[speaker]
device = "alsa:"
[microphone]
device = "file:$STATION/bench/voice/answer.ogg"
END
  cat >"$etc/agent.toml" <<END
township_address = "file:$RUN/township/township.endpoint"
# Journeys and benches are quicker than people.
people_at_once = 10000
END
  cat >"$etc/kiosk.toml" <<END
panel_mm = $PANEL_MM
END
  chmod 755 "$STATION/kiosk" "$STATION/kiosk/etc" "$sane" "$etc" "$STATION/kiosk/var" "$STATION/kiosk/var/lib" "$STATION/kiosk/var/lib/doorstep"
  chmod 644 "$etc"/*.toml "$sane"/*
}

start_kiosk() {
  EXTRA=("$@")
  keep kiosk kiosk doorstep-kiosk
  EXTRA=(A=1)
}

# Ends when everything has ended: whoever starts a station next finds no rest of this one.
stop_station() {
  local p
  touch "$RUN/stopping" 2>/dev/null || true
  for p in "${KEEPERS[@]}"; do kill "$p" 2>/dev/null || true; done
  for p in "${KEEPERS[@]}"; do wait "$p" 2>/dev/null || true; done
  KEEPERS=()
}

# Everything but the kiosk. $1 = fresh: forget the last run.
start_station() {
  local other=$RUN/pids/township
  if [ -e "$other" ] && kill -0 "$(cat "$other")" 2>/dev/null; then
    echo "dev: a station runs already (in $STATION); stop it first" >&2
    return 1
  fi
  [ "${1:-}" = fresh ] && rm -rf "$STATION/kiosk" "$STATION/township" "$STATION/outside" "$STATION/logs"
  rm -rf "$RUN"
  trap stop_station EXIT
  # A failure anywhere below ends it here: callers test for it, so the shell's own -e does not.
  stage && folders && start_township || return 1
  wait_for_file "$RUN/township/township.endpoint" "the township" || return 1
  start_emulators && write_configuration || return 1
  [ -n "$WIZARD" ] || enrol || return 1
  keep hub hub doorstep-hub
  keep agent agent doorstep-agent
  wait_for_file "$RUN/hub.endpoint" "the hub" && wait_for_file "$RUN/agent.endpoint" "the agent" || return 1
  [ -z "$WIZARD" ] || start_setup
}
# Not empty: the kiosk is no station yet, and its wizard is shown.
WIZARD=

# The set-up, the system's side of it (the shipped script; networkctl and timedatectl are stand-ins that note what they were
# asked in $STATION/outside/system), and what a township gives a technician: the invitation on a stick, an account.
start_setup() {
  local system=$STATION/outside/system exchange=$STATION/outside/enrol program
  own setup 755 "$RUN/stick"
  mkdir -p "$system/bin" "$exchange" && chmod 1777 "$exchange"
  for program in networkctl timedatectl; do
    printf '#!/bin/bash\necho "%s $*" >>"%s/asked"\n' $program "$system" >"$system/bin/$program"
    chmod +x "$system/bin/$program"
  done
  (
    trap 'exit 0' TERM INT
    while [ ! -e "$RUN/stopping" ]; do
      sleep 0.2
      [ -z "$(ls -A "$RUN/setup-wanted")" ] || PATH=$system/bin:$PATH DOORSTEP_WANTED=$RUN/setup-wanted DOORSTEP_SAID=$RUN/setup-said \
        DOORSTEP_KEPT=$system/kept DOORSTEP_UNITS=$system/units "$STATION/install/lib/doorstep/doorstep-setup-system" || true
    done
  ) &
  KEEPERS+=($!)
  release_keys "$exchange" || return 1
  in_station township doorstep-township clerk add zhou --name 周丽 --json --out "$exchange/clerk.order" \
    >"$exchange/clerk.json" && sign_and_release "$exchange/clerk.order" liu || return 1
  in_station township doorstep-township enrol-station kiosk-1 --out "$exchange/invitation.json" --json >"$exchange/invited.json" || return 1
  cp "$exchange/invitation.json" "$RUN/stick/doorstep-invitation.json" && chmod 644 "$RUN/stick/doorstep-invitation.json"
  keep setup setup doorstep-setup
  wait_for_file "$RUN/setup.endpoint" "the set-up"
}

free_vnc_port() {
  local port
  for port in $(seq 5900 5999); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# ---- what ./dev calls ---------------------------------------------------------------------------------------------

# The scanner's process may not be able to read the caller's folders: it gets copies, in the order given.
station_desk() {
  local file n=0
  local -a words=("$@")
  if [ "${1:-}" = load-pages ]; then
    words=(load-pages)
    rm -rf "$STATION/outside/laid" && mkdir -p "$STATION/outside/laid"
    for file in "${@:2}"; do
      n=$((n + 1))
      cp -f "$file" "$STATION/outside/laid/$n-$(basename "$file")"
      words+=("$STATION/outside/laid/$n-$(basename "$file")")
    done
    chmod -R a+rX "$STATION/outside/laid"
  fi
  as_self_env doorstep-bench-desk "${words[@]}"
}

# The desk and the township's commands from another terminal.
as_self_env() {
  # shellcheck disable=SC2046
  env $(environment_of emulators) "$@"
}

station_township() { in_station township doorstep-township "$@"; }

station_run() {
  case "${1:-}" in
    --autopilot)
      if [ "${2:-}" = keyboard ]; then station_keyboard "${@:3}"; return; fi
      station_autopilot "${2:-all}" "${@:3}"; return ;;
    --demo) station_demo; return ;;
    --wizard) WIZARD=1 ;;
    "") ;;
    *) echo "dev: run knows --autopilot WHAT, --demo and --wizard, not $1" >&2; return 2 ;;
  esac
  start_station ${WIZARD:+fresh} || return 1
  if [ -n "${DISPLAY:-}" ]; then
    start_kiosk QT_QPA_PLATFORM=xcb DISPLAY="$DISPLAY" ${XAUTHORITY:+XAUTHORITY="$XAUTHORITY"} DOORSTEP_WINDOW=1
    echo "The kiosk is on your display $DISPLAY."
  else
    local port
    port=$(free_vnc_port)
    start_kiosk "QT_QPA_PLATFORM=vnc:size=1920x1080:addr=127.0.0.1:port=$port" QT_QUICK_BACKEND=software
    echo "No display here: the kiosk is served by VNC on 127.0.0.1:$port."
  fi
  if [ -n "$WIZARD" ]; then wizard_words; fi
  [ -n "$WIZARD" ] || cat <<END
Township archive   $STATION/township, console $(cat "$RUN/township/township-console.endpoint" 2>/dev/null || echo '(starting)')
Kiosk state        $STATION/kiosk
Printed paper      $STATION/outside/printer/papers
Logs               $STATION/logs
Clerk              account zhou, one-time code $(clerk_code)
Technician         account song, one-time code $(clerk_code technician); ./dev bench-desk insert-card song-technician for service mode

Try, in a second terminal:
  ./dev bench-desk insert-card zhao-guoqiang      then touch 申请救助 / Apply on the kiosk
  ./dev bench-desk load-pages tests/data/pages/lucasta.047.jpg tests/data/pages/wet-day.jpg
  ./dev township cases
Ctrl-C stops everything.
END
  trap 'exit 0' INT TERM
  while :; do sleep 3600 & wait $!; done
}

# What a technician has in hand, from another terminal.
wizard_words() {
  cat <<END
This kiosk is no station yet: its wizard is on the screen (docs/technician.md). The stick with the invitation is plugged in
($RUN/stick); its code, for the code reader:
  ./dev bench-desk code "$(sed -nE 's/.*"code": *"([^"]+)".*/\1/p' "$STATION/outside/enrol/invited.json")"
The township's answer, once the kiosk has written its own to the stick and shows eight digits:
  ./dev township enrol-station --confirm $RUN/stick/doorstep-reply-kiosk-1.json --code DIGITS
Clerk              account zhou, one-time code $(clerk_code)
Ctrl-C stops everything.
END
}

# The kiosk on one scheme's folder, without township and emulators; on VNC where there is no display.
scheme_preview() {
  build_target release doorstep-kiosk doorstep-hub doorstep-agent
  export DOORSTEP_SHARE=$here/build/release/share
  if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    local port
    port=$(free_vnc_port)
    export QT_QPA_PLATFORM="vnc:size=1920x1080:addr=127.0.0.1:port=$port" QT_QUICK_BACKEND=software
    echo "No display here: the kiosk is served by VNC on 127.0.0.1:$port."
  fi
  build/release/bin/doorstep-scheme preview "$@"
}

# ---- the autopilot: the real kiosk on an X server of its own, driven over the accessibility bus ----------------------

start_screen() {  # SIZE
  local size=$1 number
  number=$RUN/display
  : >"$number"
  (exec 3>"$number"; exec Xvfb -displayfd 3 -screen 0 "${size}x24" -ac -nolisten tcp -noreset >"$STATION/logs/xvfb.log" 2>&1) &
  KEEPERS+=($!)
  wait_for_file "$number" "the X server"
  SCREEN_DISPLAY=":$(cat "$number")"
  # A session bus of the kiosk's own user: the accessibility bus lets no other user in.
  # The bus wants a name for its uid; the wrapper gives it one, so that no account is made on this machine.
  echo "doorstep-kiosk:x:${UIDS[kiosk]}:${UIDS[kiosk]}::$RUN/home-kiosk:/bin/false" >"$RUN/passwd"
  echo "doorstep-kiosk:x:${UIDS[kiosk]}:" >"$RUN/group"
  local wrapper=(A=1)
  if separate_users; then
    wrapper=(LD_PRELOAD=libnss_wrapper.so "NSS_WRAPPER_PASSWD=$RUN/passwd" "NSS_WRAPPER_GROUP=$RUN/group")
  fi
  (exec_in_station kiosk env "${wrapper[@]}" dbus-daemon --session --nofork --print-address=1) >"$RUN/bus" 2>"$STATION/logs/bus.log" &
  KEEPERS+=($!)
  wait_for_file "$RUN/bus" "the session bus"
  SCREEN_BUS=$(head -n 1 "$RUN/bus")
}

screen_environment() {
  echo "DISPLAY=$SCREEN_DISPLAY" "DBUS_SESSION_BUS_ADDRESS=$SCREEN_BUS" QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 \
    QT_QUICK_BACKEND=software QT_XCB_GL_INTEGRATION=none
}

# The station's own speech-dispatcher, whose engine writes down what the loudspeaker says. The sound is in the world outside,
# the dispatcher's log is the station's and searched like all that it writes.
start_speech() {
  local etc=$STATION/outside/speech log=$STATION/kiosk/speech
  own kiosk 755 "$etc" "$etc/modules"
  own kiosk 700 "$log"
  cat >"$etc/speechd.conf" <<END
LogLevel 0
DisableAutoSpawn
AddModule "notes" "sd_generic" "notes.conf"
DefaultModule notes
AudioOutputMethod "alsa"
AudioALSADevice "null"
END
  cat >"$etc/modules/notes.conf" <<END
Debug 0
GenericExecuteSynth "echo '\$VOICE|\$DATA' >> $etc/said"
GenericLanguage "en" "en" "utf-8"
GenericLanguage "cmn" "cmn" "utf-8"
AddVoice "en" "MALE1" "english"
AddVoice "cmn" "MALE1" "mandarin"
END
  chmod 644 "$etc/speechd.conf" "$etc/modules/notes.conf"
  keep speech kiosk speech-dispatcher --run-single --communication-method unix_socket --socket-path "$RUN/home-kiosk/speech" \
    --config-dir "$etc" --log-dir "$log" --pid-file "$RUN/home-kiosk/speech.pid"
}

# A command line in words that the autopilot can start: the process' user, environment and program.
as_words() {
  local who=$1
  shift
  if separate_users; then
    echo -n "setpriv --reuid ${UIDS[$who]} --regid ${UIDS[$who]} --groups ${GROUPS_OF[$who]} --no-new-privs "
  fi
  echo "env -i $(environment_of "$who") $*"
}

# How the autopilot and the spine check reach what stands around the kiosk.
autopilot_environment() {
  DOORSTEP_AUTOPILOT_DESK="${RECORDER:+$RECORDER desk }$(as_words emulators doorstep-bench-desk)" \
  DOORSTEP_AUTOPILOT_TOWNSHIP="${RECORDER:+$RECORDER township }$(as_words township doorstep-township)" \
  DOORSTEP_AUTOPILOT_AGENT_CTL="$(as_words agent doorstep-agent-ctl)" \
  DOORSTEP_AUTOPILOT_PIDS="$RUN/pids" \
  DOORSTEP_AUTOPILOT_CONTROL="$RUN" \
  DOORSTEP_AUTOPILOT_PAPER="$STATION/outside/printer/papers" \
  DOORSTEP_AUTOPILOT_KIOSK_ROOT="$STATION/kiosk" \
  DOORSTEP_AUTOPILOT_SPEECH="$STATION/outside/speech/said" \
  DOORSTEP_AUTOPILOT_STICK="$RUN/stick" \
  DOORSTEP_AUTOPILOT_CLERK_CODE="$(clerk_code)" \
  DOORSTEP_AUTOPILOT_TECHNICIAN_CODE="$(clerk_code technician)" \
    "$@"
}

# Nothing of an account that was not made.
clerk_code() { sed -nE 's/.*"(one_time_code|code)": *"([^"]+)".*/\2/p' "$STATION/outside/enrol/${1:-clerk}.json" 2>/dev/null || true; }

# autopilot_run ARGUMENTS…: on a station that start_station and start_screen have brought up.
autopilot_run() {
  DOORSTEP_AUTOPILOT_DRIVER="${RECORDER:+$RECORDER driver }$(as_words kiosk "$(screen_environment)" doorstep-ui-driver)" \
    autopilot_environment build/release/bin/doorstep-autopilot --source "$here" --pages "$STATION/bench/pages" "$@"
}

station_autopilot() {
  local what=$1 status=0 leaks_wanted=2 shots=() speech=()
  if separate_users; then leaks_wanted=3; fi
  [ -x build/release/bin/doorstep-autopilot ] || build_all release
  start_station fresh || return 1
  start_screen 1920x1080
  leak_search snapshot
  # On the day some people cannot read.
  if [ "$what" = day ]; then
    start_speech
    speech=("SPEECHD_ADDRESS=unix_socket:$RUN/home-kiosk/speech")
  fi
  # shellcheck disable=SC2046
  start_kiosk $(screen_environment) "${speech[@]}"
  # What is on the screen under kills, and on a long day, depends on chance: no pictures to judge.
  case $what in faults | day) ;; *) shots=(--shots "$(shots_folder)") ;; esac
  autopilot_run --journey "$what" "${shots[@]}" "${@:2}" || status=$?
  if [ ${#shots[@]} != 0 ]; then
    rm -rf build/shots/autopilot
    fetch_shots build/shots/autopilot
    judge_shots build/shots/autopilot || status=1
  fi
  memory_check
  leak_check
  add_up "$leaks_passed" $((leaks_wanted - leaks_passed))
  [ "$leaks_passed" = "$leaks_wanted" ] || status=1
  return $status
}

# The journeys by keys alone, in both languages.
station_keyboard() {
  local language status=0
  for language in zh_CN en; do
    start_station fresh || return 1
    start_screen 1920x1080
    printf 'language = "%s"\n' "$language" >>"$STATION/kiosk/etc/doorstep/kiosk.toml"
    # shellcheck disable=SC2046
    start_kiosk $(screen_environment)
    echo "dev: by keys alone, in $language"
    autopilot_run --journey keyboard --language "$language" "$@" || status=1
    stop_station
  done
  return $status
}

# The journeys at a pace that can be followed, on a screen that VNC shows.
station_demo() {
  local port
  [ -x build/release/bin/doorstep-autopilot ] || build_all release
  start_station fresh || return 1
  start_screen 1920x1080
  port=$(free_vnc_port)
  (exec x11vnc -display "$SCREEN_DISPLAY" -localhost -rfbport "$port" -forever -shared -nopw -quiet -noxdamage \
    >"$STATION/logs/x11vnc.log" 2>&1) &
  KEEPERS+=($!)
  # shellcheck disable=SC2046
  start_kiosk $(screen_environment)
  echo "The journeys are played on VNC 127.0.0.1:$port. They begin in ${DEMO_WAIT:-15} s; Ctrl-C stops everything."
  sleep "${DEMO_WAIT:-15}"
  autopilot_run --journey all --pace "${DEMO_PACE:-1200}"
}

# The spine without a screen: journeys against the real hub and agent, hand-ins under kill -9, arrows that must not exist,
# and the search for anything personal left in the clear.
# One closing line for all that a station run printed: what the programs counted and what was checked beside them.
add_up() {
  echo "$1 passed, $2 failed"
}

station_spine() {  # KILLS SEED
  local status=0
  start_station fresh || return 1
  leak_search snapshot
  spine_run --pages "$STATION/bench/pages" --kills "${1:-20}" --seed "${2:-20261123}" || status=1
  scheme_trial || status=1
  . dev.d/arrows.sh
  station_arrows || status=1
  leak_check
  add_up "$leaks_passed" $((2 - leaks_passed))
  [ "$leaks_passed" = 2 ] || status=1
  return $status
}

# docs/add-a-scheme.md on the running station, word for word: the folder is added, checked, applied for, and taken back.
# The township is killed after each, so that it knows only what lies there.
scheme_trial() {
  local schemes=$STATION/install/share/doorstep/schemes status=0
  tests/manual/scheme-of-the-manual.sh "$schemes" >/dev/null && chmod -R a+rX "$schemes" || return 1
  "$STATION/bench/doorstep-scheme" check "$schemes/gaoling" || status=1
  trial_run --scheme gaoling --number "$STATION/outside/trial-number" || status=1
  rm -rf "$schemes/gaoling"
  trial_run --scheme gaoling --number "$STATION/outside/trial-number" --taken-back || status=1
  return $status
}

trial_run() {
  DOORSTEP_RUN=$RUN DOORSTEP_SHARE=$STATION/install/share/doorstep autopilot_environment \
    build/release/bin/doorstep-scheme-trial "$@"
}

spine_run() {
  DOORSTEP_RUN=$RUN autopilot_environment build/release/bin/doorstep-spine-check "$@"
}
