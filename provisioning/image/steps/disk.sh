# The disk: a GPT with the loader's partition, the root, and room for the state. Put together out of files, without loop
# devices or mounts. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_hash=}" "${image_keys=}" "${image_out=}" "${image_version=}"

readonly mib=$((1 << 20))
readonly esp_mib=128 data_mib=256

make_disk() {
  local disk=$image_out/doorstep.img root_mib start_root start_data id
  root_mib=$((($(stat -c %s "$image_out/root.img") + mib - 1) / mib))
  start_root=$((1 + esp_mib)) start_data=$((1 + esp_mib + root_mib))
  id=$(sha256sum <<<"disk $image_hash")
  make_esp "$image_out/esp.img"
  make_data "$image_out/data.img" "$id"
  rm -f "$disk" && truncate -s $(((start_data + data_mib + 1) * mib)) "$disk"
  sfdisk --quiet "$disk" <<END
label: gpt
label-id: $(as_uuid "$id")
start=1MiB, size=${esp_mib}MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=doorstep-esp, uuid=$(part_uuid esp "$id")
start=${start_root}MiB, size=${root_mib}MiB, type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, name=doorstep-root-a, uuid=$(part_uuid root "$id")
start=${start_data}MiB, size=${data_mib}MiB, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name=doorstep-data, uuid=$(part_uuid data "$id")
END
  put_part "$image_out/esp.img" 1 && put_part "$image_out/root.img" "$start_root" && put_part "$image_out/data.img" "$start_data"
}

part_uuid() { as_uuid "$(sha256sum <<<"$1 $2")"; }
put_part() { dd if="$1" of="$image_out/doorstep.img" bs=1M seek="$2" conv=notrunc,sparse status=none; }

make_esp() { # FILE
  local at=::
  rm -f "$1" && truncate -s $((esp_mib * mib)) "$1"
  mkfs.vfat -F 32 -n DOORSTEP --invariant "$1" >/dev/null
  printf 'timeout 0\neditor no\nauto-entries no\n' >"$image_out/loader.conf"
  touch -d "@$SOURCE_DATE_EPOCH" "$image_out"/loader.conf "$image_out"/{loader,doorstep}.signed.efi
  mmd -i "$1" $at/EFI $at/EFI/BOOT $at/EFI/Linux $at/loader $at/loader/keys $at/loader/keys/doorstep
  # What a firmware in set-up mode can be given: the public halves only.
  mcopy -i "$1" "$image_keys"/{PK,KEK,db}.auth $at/loader/keys/doorstep/
  mcopy -m -i "$1" "$image_out/loader.signed.efi" $at/EFI/BOOT/BOOTX64.EFI
  mcopy -m -i "$1" "$image_out/doorstep.signed.efi" "$at/EFI/Linux/doorstep-$image_version.efi"
  mcopy -m -i "$1" "$image_out/loader.conf" $at/loader/loader.conf
}

make_data() { # FILE ID
  rm -f "$1" && truncate -s $((data_mib * mib)) "$1"
  mke2fs -q -t ext4 -L doorstep-data -U "$(as_uuid "$2")" -E "hash_seed=$(as_uuid "$2"),lazy_itable_init=1" "$1"
}
