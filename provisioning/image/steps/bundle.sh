# The update: what a slot holds and the kernel image that belongs to it, signed by the release key (RAUC's verity format: a
# station reads no block of it that does not fit). Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_hash=}" "${image_keys=}" "${image_out=}" "${image_version=}"

image_machine=doorstep-amd64  # provisioning/update/root/etc/rauc/system.conf
image_signer=release          # whose key and certificate in $image_keys; tests sign with another

manifest() {
  printf '[update]\ncompatible=%s\nversion=%s\nbuild=%s\n\n[bundle]\nformat=verity\n\n' "$image_machine" "$image_version" "${image_hash:0:16}"
  printf '[hooks]\nfilename=hook\n\n[image.root]\nfilename=root.img\nhooks=post-install\n'
}

make_bundle() {
  local work=$image_out/bundle bundle=$image_out/doorstep-$image_version.raucb
  rm -rf "$work" "$image_out"/doorstep-*.raucb && mkdir -p "$work"
  ln "$image_out/root.img" "$work/root.img"
  cp "$image_out/doorstep.signed.efi" "$work/doorstep.efi"
  install -m 755 provisioning/update/bundle/hook "$work/hook"
  manifest >"$work/manifest.raucm"
  # Nothing in it can be made smaller.
  rauc bundle --cert "$image_keys/$image_signer.crt" --key "$image_keys/$image_signer.key" \
    --mksquashfs-args='-noI -noD -noF -noX -processors 2' "$work" "$bundle" >"$image_out/rauc.log" 2>&1 || {
    cat "$image_out/rauc.log" >&2
    return 1
  }
  rm -rf "$work"
}
