#!/usr/bin/env bash
# The install stick's work over files that stand for disks: what is offered, that what was chosen is written and read back, and what is refused.
set -euo pipefail
cd "$(dirname "$0")"
for program in sfdisk mke2fs debugfs; do
  PATH=$PATH:/sbin:/usr/sbin command -v $program >/dev/null || { echo "SKIPPED: no $program"; exit 77; }
done
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$place"' EXIT
readonly mib=$((1 << 20)) folder=$place/run
export PATH=$place/bin:$PATH:/sbin:/usr/sbin
export DOORSTEP_INSTALL_FOLDER=$folder DOORSTEP_INSTALL_WISH=$place/wish DOORSTEP_INSTALL_DEVICES=$place/dev DOORSTEP_INSTALL_OWN=$place/own
export DOORSTEP_INSTALL_LAYOUT=$place/layout DOORSTEP_INSTALL_OFF="touch $place/off"
failed=0
same() { if [ "$2" = "$3" ]; then echo "ok     $1"; else echo "FAILED $1"; printf '       got "%s", wanted "%s"\n' "$2" "$3"; failed=1; fi; }
state() { cat "$folder/state"; }
until_true() { # COMMAND…
  local i
  for ((i = 0; i < 600; i++)); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
}
wait_for() { until_true grep -qE "$1" "${2:-$folder}/state"; } # PATTERN [FOLDER]
wish() { printf "$1" >"$place/wish.part" && mv "$place/wish.part" "$place/wish"; }
kind() { awk -F '\t' -v name="$1" '$1 == name {print $3}' "$folder/disks"; }
at() { # FILE OFFSET-MIB MIB: digest
  dd if="$1" bs=1M skip="$2" count="$3" status=none | sha256sum | cut -c -16
}

# A small layout, so that the test takes a second; the shipped one is judged by the image's lists and its machines.
printf '# small\nesp 3 C12A7328-F81F-11D2-BA4B-00A0C93EC93B\nroot-a 40 4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709\nroot-b 40 4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709
tries 1 0FC63DAF-8483-4772-8E79-3D69D8477DE4\nstate 4 0FC63DAF-8483-4772-8E79-3D69D8477DE4\ndata 20 0FC63DAF-8483-4772-8E79-3D69D8477DE4\n' >"$place/layout"
mkdir -p "$place"/{bin,dev/disk,run}
head -c $((3 * mib)) /dev/urandom >"$place/dev/disk/doorstep-stick-esp"
head -c $((33 * mib + 4096)) /dev/urandom >"$place/dev/disk/doorstep-root-s"
truncate -s 400M "$place/dev/vda" "$place/dev/sda" "$place/dev/sdb" "$place/dev/sdc"
truncate -s 50M "$place/dev/sdd"
head -c 4096 /dev/urandom | dd of="$place/dev/sdb" conv=notrunc status=none
head -c $((400 * mib)) /dev/urandom | dd of="$place/dev/nvme0n1" bs=1M iflag=fullblock status=none
echo sda >"$place/own"
cat >"$place/bin/lsblk" <<'L'
#!/bin/sh
cat "$(dirname "$0")/../disks"
L
chmod +x "$place/bin/lsblk"
# Once there is a file `worn`, nothing compares equal: a disk that keeps something else.
printf '#!/bin/sh\n[ ! -e "%s/worn" ] || exit 1\nexec /usr/bin/cmp "$@"\n' "$place" >"$place/bin/cmp" && chmod +x "$place/bin/cmp"
row() { printf 'NAME="%s" SIZE="%s" SERIAL="%s" MODEL="%s" TRAN="%s" RO="%s" TYPE="%s"\n' "$@" >>"$place/disks"; }
row vda $((400 * mib)) blank-1 "Virtual disk" virtio 0 disk
row sda $((400 * mib)) stick-1 "Stick" usb 0 disk
row sdb $((400 * mib)) used-1 'Old $(touch x) disk	"' sata 0 disk
row sdc $((400 * mib)) second "Another stick" usb 0 disk
row sdd $((50 * mib)) small-1 "Little disk" sata 0 disk
row nvme0n1 $((400 * mib)) full-1 "Big disk" nvme 0 disk
row sr0 $((400 * mib)) cd "Light" sata 1 rom

./root/usr/lib/doorstep/install begin
same "neither the stick itself nor another one is offered" "$(cut -f 1 "$folder/disks" | tr '\n' ' ')" "vda sdb sdd nvme0n1 "
same "a blank disk is called empty" "$(kind vda)" empty
same "one with something on it is called used" "$(kind sdb)" used
same "one that is too small says so" "$(kind sdd)" small
same "size, serial and model stand beside it" "$(grep '^vda' "$folder/disks" | tr '\t' '|')" "vda|$((400 * mib))|empty|blank-1|Virtual disk"
same "signs that mean something to a shell are gone" "$(grep -c '[$"()]' "$folder/disks")" 0
same "it waits for a choice" "$(state)" choose

./root/usr/lib/doorstep/install serve 2>"$place/log" &
server=$!
wish 'write\tvda\tanother-serial\n'
wait_for failed
same "a disk with another serial than was shown is not written" "$(state)" "failed gone"
same "and is as it was" "$(cmp -s -n $((400 * mib)) "$place/dev/vda" /dev/zero && echo blank)" blank
wish 'write\tsdd\tsmall-1\n'
wait_for 'failed small'
same "one that is too small is not written" "$(state)" "failed small"
wish 'write\tsda\tstick-1\n'
wait_for 'failed gone'
same "nor is the stick" "$(state)" "failed gone"
wish 'write\t../../etc/passwd\t\n' && sleep 1
same "nor what is no name" "$(state)" "failed gone"
wish 'look\n'
wait_for choose
same "looking again begins anew" "$(state)" choose

wish 'write\tnvme0n1\tfull-1\n'
wait_for 'finished|failed'
same "a full disk is written and read back" "$(state)" finished
disk=$place/dev/nvme0n1
same "the loader's partition is the stick's" "$(at "$disk" 1 3)" "$(at "$place/dev/disk/doorstep-stick-esp" 0 3)"
same "the root is the stick's" "$(head -c $((4 * mib + 33 * mib + 4096)) "$disk" | tail -c $((33 * mib + 4096)) | sha256sum | cut -c -16)" \
  "$(sha256sum <"$place/dev/disk/doorstep-root-s" | cut -c -16)"
same "the count of starts is none" "$(at "$disk" 84 1)" "$(head -c $mib /dev/zero | sha256sum | cut -c -16)"
same "the head of what lay in the data's place is gone" "$(at "$disk" 89 16)" "$(head -c $((16 * mib)) /dev/zero | sha256sum | cut -c -16)"
dd if="$disk" of="$place/state" bs=1M skip=85 count=4 status=none
same "the state is an empty file system" "$(debugfs -R 'ls -p /' "$place/state" 2>/dev/null | grep -c lost+found)" 1
same "the partitions have their names" "$(sfdisk --dump "$disk" | sed -nE 's/.*name="([^"]*)".*/\1/p' | tr '\n' ' ')" \
  "doorstep-esp doorstep-root-a doorstep-root-b doorstep-tries doorstep-state doorstep-data "
wish 'look\n'
wait_for choose
same "a disk with a station on it is called so" "$(kind nvme0n1)" station

# A disk that takes no more in the middle: a file that may not grow.
truncate -s 30M "$place/dev/vda"
(ulimit -f 20000; DOORSTEP_INSTALL_FOLDER=$place/run2 DOORSTEP_INSTALL_WISH=$place/wish2 exec ./root/usr/lib/doorstep/install serve 2>/dev/null) &
second=$!
mkdir -p "$place/run2" && echo choose >"$place/run2/state"
printf 'write\tvda\tblank-1\n' >"$place/wish2"
wait_for failed "$place/run2"
same "a disk that takes no more is said to be broken" "$(cat "$place/run2/state")" "failed write"
same "and has no table of partitions" "$(sfdisk --dump "$place/dev/vda" 2>/dev/null | grep -c name=)" 0
kill $second 2>/dev/null || true

# One that takes everything and keeps something else.
truncate -s 0 "$place/dev/vda" && truncate -s 400M "$place/dev/vda"
wish 'look\n'
wait_for choose
touch "$place/worn"
wish 'write\tvda\tblank-1\n'
wait_for 'finished|failed'
same "what is read back must be what was written" "$(state)" "failed check"
same "a disk that keeps something else starts nothing" "$(sfdisk --dump "$place/dev/vda" 2>/dev/null | grep -c name=)" 0

wish 'off\n'
until_true test -e "$place/off"
same "off is off" "$([ -e "$place/off" ] && echo off)" off
exit $failed
