#!/usr/bin/env bash
# Root's end of an update that came by the line, over a folder that stands for a machine; the program that judges and
# installs is a word of the test's.
set -euo pipefail
cd "$(dirname "$0")"
DOORSTEP_LINE=$(mktemp -d)
export DOORSTEP_LINE
trap 'rm -rf "$DOORSTEP_LINE"' EXIT
line=$PWD/root/usr/lib/doorstep/line
asks=$DOORSTEP_LINE/run/doorstep/agent-asks agent=$DOORSTEP_LINE/var/lib/doorstep/agent/update run=$DOORSTEP_LINE/run/doorstep-update
failed=0
same() { if [ "$2" = "$3" ]; then echo "ok     $1"; else echo "FAILED $1"; printf '       got "%s", wanted "%s"\n' "$2" "$3"; failed=1; fi; }
mkdir -p "$asks" "$agent" "$run" "$DOORSTEP_LINE/usr/lib/doorstep"
# Says what the test wants said, and what it was given.
cat >"$DOORSTEP_LINE/usr/lib/doorstep/update" <<'END'
#!/bin/bash
{ stat -c '%U %F' "$1"; cat "$1"; } >"$DOORSTEP_LINE/given"
cp "$DOORSTEP_LINE/wanted" "$DOORSTEP_LINE/run/doorstep-update/said"
grep -qE '^(installed|same)' "$DOORSTEP_LINE/wanted"
END
chmod +x "$DOORSTEP_LINE/usr/lib/doorstep/update"
ask() { echo "$1" >"$asks/install"; $line; cat "$run/line"; }

echo content >"$agent/doorstep.raucb"
echo "installed 1.2.0" >"$DOORSTEP_LINE/wanted"
same "what was fetched is installed, and the answer is to that ask" "$(ask 0a1b)" "0a1b installed 1.2.0"
same "what was judged is a copy" "$(cat "$DOORSTEP_LINE/given")" "$(id -un) regular file
content"
same "the ask is gone" "$(ls "$asks")" ""
same "the copy is gone" "$(ls "$DOORSTEP_LINE/var/lib/doorstep")" agent
for word in "not-signed doorstep.raucb" "not-ours doorstep-arm64" "older 1.0 1.1" "tried 1.2.0" "not-yet" "failed"; do
  echo "$word" >"$DOORSTEP_LINE/wanted"
  same "told: $word" "$(ask ff)" "ff $word"
done
same "a token is hex digits, whatever the ask holds" "$(ask '../x y; rm -rf / 12')" "f12 failed"
rm "$agent/doorstep.raucb" "$DOORSTEP_LINE/given"
same "nothing was fetched" "$(ask 1)" "1 not-signed nothing there"
ln -s /etc/shadow "$agent/doorstep.raucb"
same "a link is not followed" "$(ask 2)" "2 not-signed nothing there"
same "and nothing of it was judged" "$(ls "$DOORSTEP_LINE/given" 2>/dev/null)" ""
rm "$agent/doorstep.raucb"; echo content >"$agent/doorstep.raucb"
mkdir -p "$DOORSTEP_LINE/var/lib/doorstep/update"; echo left >"$DOORSTEP_LINE/var/lib/doorstep/update/of-a-cut"
echo "installed 1.2.0" >"$DOORSTEP_LINE/wanted"
same "what a cut left is no hindrance" "$(ask 3)" "3 installed 1.2.0"
exit $failed
