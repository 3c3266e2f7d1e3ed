#!/bin/sh
# doorstep-scheme preview as an author meets it: the kiosk comes up on one scheme, follows what is changed, survives what
# is broken meanwhile, and nothing is left running. $1 the program, $2 the folder of schemes.
set -eu
program=$1
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software DOORSTEP_LOG=error
work=$(mktemp -d)
preview=
end() {
  [ -z "$preview" ] || kill "$preview" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
cp -r "$2" "$work/schemes"
mine=$work/schemes/one-window

# Until that stands in the file; a loaded machine takes its time.
want() {
  for _ in $(seq 1200); do
    ! grep -q "$2" "$1" || return 0
    kill -0 "$preview" 2>/dev/null || break
    sleep 0.1
  done
  echo "FAILED: no “$2” in $1:"
  cat "$work/out" "$work/err"
  exit 1
}

echo "{" >"$work/broken"
cp -r "$mine" "$work/schemes/broken" && cp "$work/broken" "$work/schemes/broken/steps.json"
if "$program" preview "$work/schemes/broken" >"$work/out" 2>"$work/err"; then
  echo "FAILED: a scheme that does not load was shown"
  exit 1
fi
grep -q "steps.json" "$work/err" || { echo "FAILED: no reason"; cat "$work/err"; exit 1; }

"$program" preview "$mine" >"$work/out" 2>"$work/err" &
preview=$!
want "$work/out" "one-window version 1 is on the kiosk"
children=$(pgrep -P "$preview")
[ "$(echo "$children" | wc -l)" = 3 ] || { echo "FAILED: not three programs: $children"; exit 1; }
sed -i 's/^version = 1$/version = 2/' "$mine/scheme.toml"
want "$work/out" "changed: one-window version 2"
cp "$mine/steps.json" "$work/steps.json" && cp "$work/broken" "$mine/steps.json"
want "$work/err" "steps.json"
children="$children $(pgrep -P "$preview")"
kill -INT "$preview"
wait "$preview" || { echo "FAILED: exit $?"; cat "$work/err"; exit 1; }
preview=
for child in $children; do
  ! kill -0 "$child" 2>/dev/null || { echo "FAILED: $child is left"; exit 1; }
done
