# The install stick: the image's own root under a kernel image of its own that starts into provisioning/install instead of a
# station, and the loader's partition of a station to be copied. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_keys=}" "${image_out=}" "${mib=}"

readonly stick_esp_mib=64
# Neither a station's programs nor its partitions: the disks are only written to.
readonly stick_words='doorstep.install systemd.unit=doorstep-install.target systemd.mask=doorstep-hub.service
systemd.mask=doorstep-agent.service systemd.mask=doorstep-data.service systemd.mask=var-lib-doorstep.mount
systemd.mask=var-lib-doorstep\x2dstate.mount'

make_stick() { # in a subshell: it makes another kernel image than the image's own
  (
    # shellcheck disable=SC2034  # the steps read them
    local whole=$image_out image_more_words=${stick_words//$'\n'/ } image_policy=no
    image_hash=$(cat "$whole/root.hash") image_tree=$(cat "$whole/root.tree")
    image_uuid=$(veritysetup dump "$whole/root.img" --hash-offset="$image_tree" | awk '/^UUID/ {print $2}')
    image_out=$whole/stick
    rm -rf "$image_out" && mkdir -p "$image_out"
    ln -s ../boot "$image_out/boot" && ln "$whole/initrd.img" "$image_out/initrd.img"
    kernel_version=$(basename "$(echo "$image_out"/boot/lib/modules/*)")
    make_kernel_image && sign_boot && make_stick_esp "$image_out/esp.img" && put_stick_together "$whole"
  )
}

# A firmware in set-up mode is given the keys at the first start from the stick, and starts again.
make_stick_esp() { # FILE
  rm -f "$1" && truncate -s $((stick_esp_mib * mib)) "$1"
  mkfs.vfat -F 32 -n DOORSTEP-IN --invariant "$1" >/dev/null
  printf 'timeout 0\neditor no\nauto-entries no\nsecure-boot-enroll force\n' >"$image_out/loader.conf"
  mmd -i "$1" ::/EFI ::/EFI/BOOT ::/EFI/Linux ::/loader ::/loader/keys ::/loader/keys/auto
  mcopy -i "$1" "$image_keys"/{PK,KEK,db}.auth ::/loader/keys/auto/
  mcopy -i "$1" "$image_out/loader.signed.efi" ::/EFI/BOOT/BOOTX64.EFI
  mcopy -i "$1" "$image_out/doorstep.signed.efi" ::/EFI/Linux/doorstep-install.efi
  mcopy -i "$1" "$image_out/loader.conf" ::/loader/loader.conf
}

put_stick_together() { # FOLDER OF THE IMAGE
  local stick=$1/stick.img at=1 name file kind size
  rm -f "$stick"
  {
    printf 'label: gpt\n'
    while read -r name file kind; do
      size=$((($(stat -c %s "$file") + mib - 1) / mib))
      printf 'start=%dMiB, size=%dMiB, type=%s, name=%s\n' $at $size "$kind" "$name"
      truncate -s $(((at + size + 1) * mib)) "$stick"
      dd if="$file" of="$stick" bs=1M seek=$at conv=notrunc,sparse status=none
      at=$((at + size))
    done <<PARTS
doorstep-stick $image_out/esp.img C12A7328-F81F-11D2-BA4B-00A0C93EC93B
doorstep-root-s $1/root.img 4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709
doorstep-stick-esp $1/esp.img 0FC63DAF-8483-4772-8E79-3D69D8477DE4
PARTS
  } >"$image_out/table"
  sfdisk --quiet "$stick" <"$image_out/table"
}
