# The disk: a GPT with the loader's partition, two slots for roots (the second is empty until the first update), the count of
# starts, the state, and room for the data, which the first start makes a volume. Put together out of files, without loop
# devices or mounts. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_hash=}" "${image_keys=}" "${image_out=}"

readonly mib=$((1 << 20))
layout=$(list_words layout)

part_mib() { awk -v name="$1" '$1 == name {print $2}' <<<"$layout"; }

# The table as sfdisk reads it; $1 is what ids are made of.
partition_table() { # ID
  local at=1 name size kind
  printf 'label: gpt\nlabel-id: %s\n' "$(as_uuid "$1")"
  while read -r name size kind; do
    printf 'start=%dMiB, size=%dMiB, type=%s, name=doorstep-%s, uuid=%s\n' "$at" "$size" "$kind" "$name" "$(part_uuid "$name" "$1")"
    at=$((at + size))
  done <<<"$layout"
}

make_disk() {
  local disk=$image_out/doorstep.img id
  if [ "$(stat -c %s "$image_out/root.img")" -gt $(($(part_mib root-a) * mib)) ]; then
    echo "image: the root is larger than its slot of $(part_mib root-a) MiB" >&2
    return 1
  fi
  id=$(sha256sum <<<"disk $image_hash")
  make_esp "$image_out/esp.img"
  make_state "$image_out/state.img" "$id"
  rm -f "$disk" && truncate -s $(($(awk '{sum += $2} END {print sum + 2}' <<<"$layout") * mib)) "$disk"
  partition_table "$id" | sfdisk --quiet "$disk"
  put_part "$image_out/esp.img" esp && put_part "$image_out/root.img" root-a && put_part "$image_out/state.img" state
}

part_uuid() { as_uuid "$(sha256sum <<<"$1 $2")"; }
put_part() { # FILE NAME
  local at
  at=$(awk -v name="$2" '{if ($1 == name) {print sum + 1; exit} sum += $2}' <<<"$layout")
  dd if="$1" of="$image_out/doorstep.img" bs=1M seek="$at" conv=notrunc,sparse status=none
}

make_esp() { # FILE
  local at=::
  rm -f "$1" && truncate -s $(($(part_mib esp) * mib)) "$1"
  mkfs.vfat -F 32 -n DOORSTEP --invariant "$1" >/dev/null
  printf 'timeout 0\neditor no\nauto-entries no\n' >"$image_out/loader.conf"
  touch -d "@$SOURCE_DATE_EPOCH" "$image_out"/loader.conf "$image_out"/{loader,doorstep}.signed.efi
  mmd -i "$1" $at/EFI $at/EFI/BOOT $at/EFI/Linux $at/loader $at/loader/keys $at/loader/keys/doorstep
  # What a firmware in set-up mode can be given: the public halves only.
  mcopy -i "$1" "$image_keys"/{PK,KEK,db}.auth $at/loader/keys/doorstep/
  mcopy -m -i "$1" "$image_out/loader.signed.efi" $at/EFI/BOOT/BOOTX64.EFI
  mcopy -m -i "$1" "$image_out/doorstep.signed.efi" "$at/EFI/Linux/doorstep-000001-a.efi"
  mcopy -m -i "$1" "$image_out/loader.conf" $at/loader/loader.conf
}

make_state() { # FILE ID
  rm -f "$1" && truncate -s $(($(part_mib state) * mib)) "$1"
  mke2fs -q -t ext4 -L doorstep-state -U "$(as_uuid "$2")" -E "hash_seed=$(as_uuid "$2"),lazy_itable_init=1" "$1"
}
