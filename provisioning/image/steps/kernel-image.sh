# One EFI program out of systemd's stub, kernel, initrd and command line, so that one signature covers them all ("unified
# kernel image"; ukify is not in Debian 12). Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_hash=}" "${image_keys=}" "${image_more_words=}" "${image_out=}" "${image_tree=}" "${image_uuid=}" "${kernel_version=}"

command_line() {
  # shellcheck disable=SC2046  # comments and line ends go
  echo "doorstep.hash=$image_hash doorstep.uuid=${image_uuid//-/} doorstep.tree=$image_tree" $(list_words command-line) $image_more_words
}

# Signs what the TPM will have measured when this image has been started, so that the data's key may be given out to it.
make_policy() { # KERNEL
  make_keys || return 1
  provisioning/image/steps/policy.py linux="$1" osrel="$image_out/osrel" cmdline="$image_out/command-line" \
    initrd="$image_out/initrd.img" pcrpkey="$image_keys/policy.pub" --key "$image_keys"/policy*.key >"$image_out/policy.json"
}

make_kernel_image() {
  local stub=$image_out/boot/usr/lib/systemd/boot/efi/linuxx64.efi.stub place arguments=() policy=() section file
  command_line | tr -d '\n' >"$image_out/command-line"
  # No version: the loader orders its files by their names alone (provisioning/update).
  printf 'ID=doorstep\nNAME=Doorstep\nPRETTY_NAME=Doorstep\n' >"$image_out/osrel"
  # What must never be given a station's data has no signature for it (an install stick).
  if [ "${image_policy:-yes}" = yes ]; then
    make_policy "$image_out/boot/boot/vmlinuz-$kernel_version" || return 1
    policy=(pcrsig="$image_out/policy.json" pcrpkey="$image_keys/policy.pub")
  fi
  # Sections are laid one after the other behind the stub's own, each at a page.
  place=$(objdump -h "$stub" | awk '$2 ~ /^\./ {print "0x" $4 " 0x" $3}' | while read -r at size; do echo $((at + size)); done |
    sort -n | tail -n 1)
  for section in osrel="$image_out/osrel" cmdline="$image_out/command-line" "${policy[@]}" \
    linux="$image_out/boot/boot/vmlinuz-$kernel_version" initrd="$image_out/initrd.img"; do
    file=${section#*=}
    place=$(((place + 4095) / 4096 * 4096))
    arguments+=(--add-section ".${section%%=*}=$file" --change-section-vma ".${section%%=*}=$(printf '0x%x' "$place")")
    place=$((place + $(stat -L -c %s "$file")))
  done
  objcopy "${arguments[@]}" "$stub" "$image_out/doorstep.efi"
}
