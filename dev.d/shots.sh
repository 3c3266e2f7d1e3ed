# Pictures of the pages: taken on a running station, judged, laid side by side. Sourced by dev.d/station.sh.

# Pictures are taken as the kiosk's user, who may not write into the source folder: they are fetched afterwards.
shots_folder() {
  own kiosk 1777 "$STATION/outside/shots"
  echo "$STATION/outside/shots"
}
fetch_shots() {  # TO
  mkdir -p "$1" && cp -f "$STATION"/outside/shots/* "$1"/ 2>/dev/null || true
}

# A PNG of every page that the autopilot sees, each judged. Without arguments: both languages, the panel lying and
# standing, and once more with the largest text and the strongest contrast. With LANGUAGE TURN [SIZE [CONTRAST]]: that one.
# --pairwise: each two settings meet in one of twelve runs; --all: every combination, 48 runs.
station_shot() {
  local status=0
  case ${1:-} in
    --pairwise) shoot_each <<<"$pairs_of_looks"; return ;;
    --all) shoot_each < <(for turn in landscape portrait; do for language in zh_CN en; do for size in 1 2 3 4; do
      for contrast in normal high highest; do echo "$language $turn $size $contrast"; done; done; done; done); return ;;
  esac
  if [ $# -gt 0 ]; then
    shoot_pages "${1:-zh_CN}" "${2:-landscape}" "${3:-1}" "${4:-normal}"
    return
  fi
  for turn in landscape portrait; do
    for language in zh_CN en; do shoot_pages $language $turn 1 normal || status=1; done
  done
  shoot_pages zh_CN portrait 4 highest || status=1
  return $status
}

readonly pairs_of_looks='zh_CN landscape 1 normal
en portrait 1 high
en landscape 1 highest
en portrait 2 normal
zh_CN landscape 2 high
zh_CN portrait 2 highest
en landscape 3 normal
zh_CN portrait 3 high
zh_CN landscape 3 highest
zh_CN portrait 4 normal
en landscape 4 high
en portrait 4 highest'

shoot_each() {  # looks as lines
  local look status=0
  while read -r look; do
    # shellcheck disable=SC2086  # four words
    shoot_pages $look </dev/null || status=1
  done
  return $status
}

shoot_pages() {  # LANGUAGE landscape|portrait SIZE(1-4) normal|high|highest
  local language=$1 turn=$2 text=$3 contrast=$4 status=0 size name least
  case $turn in
    portrait) PANEL_MM="[268, 476]" size=1080x1920 ;;
    landscape) PANEL_MM="[476, 268]" size=1920x1080 ;;
    *) echo "dev: a panel is landscape or portrait, not $turn" >&2; return 2 ;;
  esac
  name=$turn-$language
  [ "$text-$contrast" = 1-normal ] || name+=-$text-$contrast
  # What is switched off keeps 4.5:1 in every theme; the check looks at what can be used.
  case $contrast in highest) least=20 ;; high) least=10 ;; *) least=4.5 ;; esac
  rm -rf "build/shots/$name"
  start_station fresh || return 1
  start_screen $size
  printf 'language = "%s"\ntext_size = %s\ncontrast = "%s"\n' "$language" "$text" "$contrast" >>"$STATION/kiosk/etc/doorstep/kiosk.toml"
  # shellcheck disable=SC2046
  start_kiosk $(screen_environment)
  echo "dev: pages in $turn, $language, text size $text, contrast $contrast"
  autopilot_run --journey all --language "$language" --shots "$(shots_folder)" >"build/shots-$name.log" || status=1
  # What is shown when all else is over.
  put_out_of_use && autopilot_run --journey out-of-use --language "$language" --shots "$(shots_folder)" >>"build/shots-$name.log" || status=1
  grep -E '^FAILED' "build/shots-$name.log" || true
  fetch_shots "build/shots/$name"
  stop_station
  judge_shots --contrast $least "build/shots/$name" || status=1
  contact_sheet "build/shots/$name"
  return $status
}

# All pages of a run on one picture, to be looked at.
contact_sheet() {  # FOLDER
  montage -label '%t' "$1"/*.png -tile 6x -geometry 480x480+6+6 "$1-sheet.jpg" && echo "dev: $1-sheet.jpg shows them all"
}

# Targets, contrast, overlap, cut-off names: measured in the pictures.
judge_shots() { build/release/bin/doorstep-shot-check "$@"; }
