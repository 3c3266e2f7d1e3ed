#!/usr/bin/env bash
# The handler of slots over a folder that stands for the loader's partition: every state an installation can be cut in.
set -euo pipefail
cd "$(dirname "$0")"
DOORSTEP_ESP=$(mktemp -d)
export DOORSTEP_ESP
trap 'rm -rf "$DOORSTEP_ESP"' EXIT
slots=$PWD/root/usr/lib/doorstep/boot-slot linux=$DOORSTEP_ESP/EFI/Linux
failed=0
same() { if [ "$2" = "$3" ]; then echo "ok     $1"; else echo "FAILED $1"; printf '       got "%s", wanted "%s"\n' "$2" "$3"; failed=1; fi; }
begin() { rm -rf "${DOORSTEP_ESP:?}"/*; mkdir -p "$linux"; for name in "$@"; do echo "$name" >"$linux/$name"; done; }
names() { (cd "$linux" && echo *); }
staged() { echo "new" >"$DOORSTEP_ESP/new.efi" && $slots stage "$1" "$DOORSTEP_ESP/new.efi"; }

begin doorstep-000001-a.efi
same "what runs is first" "$($slots get-primary)" A
same "a slot without a file is bad" "$($slots get-state B)" bad
same "a slot without a counter is good" "$($slots get-state A)" good
staged B
same "what is staged is not started" "$($slots get-primary)" A
$slots set-primary B
same "a new slot is tried three times" "$(names)" "doorstep-000001-a.efi doorstep-000002-b+3.efi"
same "a new slot is first" "$($slots get-primary)" B
same "its content is what was staged" "$(cat "$linux/doorstep-000002-b+3.efi")" new
$slots set-state B good
same "a good slot has no counter" "$(names)" "doorstep-000001-a.efi doorstep-000002-b.efi"
$slots set-state B good
same "good twice is once" "$(names)" "doorstep-000001-a.efi doorstep-000002-b.efi"

begin doorstep-000001-a.efi doorstep-000002-b+0-3.efi
same "a slot without tries left is left" "$($slots get-primary)" A
same "and is bad" "$($slots get-state B)" bad
$slots set-state A bad
same "with none left the newest is started" "$($slots get-primary)" B

begin doorstep-000001-a.efi doorstep-000002-b+1-2.efi
same "a slot on trial is first" "$($slots get-primary)" B
$slots set-state B bad
same "an installation takes the other slot out first" "$($slots get-primary) $(names)" "A doorstep-000001-a.efi doorstep-000002-b+0.efi"
staged B
same "cut after staging: the old one starts" "$($slots get-primary)" A
staged B
$slots set-primary B
same "one file a slot is left" "$(names)" "doorstep-000001-a.efi doorstep-000003-b+3.efi"

begin doorstep-000001-a.efi doorstep-000002-b+0.efi doorstep-000003-b+3.efi
same "cut before the slot's old file went: the new one starts" "$($slots get-primary)" B
$slots set-state B good
same "the newest file of a slot is meant" "$(names)" "doorstep-000001-a.efi doorstep-000002-b+0.efi doorstep-000003-b.efi"

begin doorstep-000009-a.efi doorstep-000010-b.efi
$slots set-primary A
same "without a staged file the slot's own is meant" "$(names)" "doorstep-000010-b.efi doorstep-000011-a+3.efi"

begin doorstep-000001-a.efi memtest.efi doorstep-x-b.efi
same "files of others are not touched" "$($slots get-primary) $(names)" "A doorstep-000001-a.efi doorstep-x-b.efi memtest.efi"
same "a slot that has nothing cannot be first" "$($slots set-primary B 2>/dev/null && echo yes || echo no)" no
same "no other slot is known" "$($slots get-state C 2>/dev/null && echo yes || echo no)" no
exit $failed
